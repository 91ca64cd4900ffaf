// The door: a file is handed in, looked through, told, and at a press imported.

import { byId, download, make } from "/assets/editor/dom.js";
import { onLanguage, speakPage } from "/assets/editor/speak.js";
import { WORDS } from "./words.js";

const HERE = location.pathname.replace(/\/$/, "");
const LAST_LINE_OF_A_CHECK = /\n[^\n]*\n$/; // "Nothing has been written." is said by the page itself
let language = new URLSearchParams(location.hash.slice(1)).get("lang") === "en" ? "en" : "sv";
let gone = "ask";
let show = () => {};

const words = () => WORDS[language];

// ---- asking the server

async function ask(step, query, body) {
  let response;
  try {
    response = await fetch(`${HERE}/${step}?${new URLSearchParams(query)}`, {
      method: "POST",
      body,
      headers: { "Content-Type": "application/octet-stream" },
    });
  } catch {
    return { ok: false, status: 0 };
  }
  if (response.headers.get("content-type")?.startsWith("application/json")) return response.json();
  return { ok: false, status: response.status, error: await response.text() };
}

const choices = () => ({
  name: byId("name").value.trim(),
  source: byId("source").value.trim(),
  correct: byId("correct").checked ? "yes" : "",
  lenient: byId("lenient").checked ? "yes" : "",
  gone,
});

async function busy(said, act) {
  const shown = () => {
    byId("status").textContent = said();
  };
  retell = shown;
  shown();
  document.body.setAttribute("aria-busy", "true");
  for (const button of document.querySelectorAll("main button")) button.disabled = true;
  try {
    return await act();
  } finally {
    document.body.removeAttribute("aria-busy");
    for (const button of document.querySelectorAll("main button")) button.disabled = false;
    tell(() => "");
  }
}

let retell = () => {};

function tell(said) {
  retell = () => {
    byId("status").textContent = said();
  };
  retell();
}

// ---- the steps

async function check(file) {
  gone = "ask";
  byId("fresh").hidden = true;
  await look(() => ask("check", { ...choices(), called: file.name }, file), file.name);
}

/** Look again at a file that the server has. */
async function checkAgain(key, name, lead) {
  await look(() => ask("check", { ...choices(), file: key }), name, lead);
}

async function look(asked, name, lead) {
  byId("outcome").hidden = true;
  const outcome = await busy(() => words().reading(name), asked);
  present(() => told({ ...outcome, name, lead }));
}

async function take(checked) {
  const query = { ...choices(), file: checked.file, state: checked.state };
  const outcome = await busy(
    () => words().importing,
    () => ask("import", query),
  );
  if (outcome.overtaken) return checkAgain(checked.file, checked.name, () => words().overtaken);
  if (!outcome.ok)
    return present(() => [
      ...told({ ...outcome, file: checked.file, name: checked.name }),
      retryButton(() => take(checked)),
    ]);
  present(() => taken(outcome));
  return build();
}

async function build() {
  const outcome = await busy(
    () => words().building,
    () => ask("build", {}),
  );
  const place = byId("fresh");
  const fill = () => place.replaceChildren(...(outcome.ok ? map() : unbuilt(outcome)));
  fill();
  place.hidden = false;
  const before = show;
  show = () => {
    before();
    fill();
  };
  if (outcome.ok) tell(() => words().done);
}

// ---- what is said

function present(parts) {
  show = () => {
    byId("outcome").replaceChildren(...parts());
    byId("outcome").hidden = false;
  };
  show();
  byId("outcome").focus();
}

function told(outcome) {
  const lead = outcome.lead ? [make("p", { class: "trouble" }, outcome.lead())] : [];
  if (outcome.ok) return [...lead, ...changes(outcome)];
  if (outcome.faults) return faults(outcome);
  const said = words().why[outcome.why] ?? words().status[outcome.status] ?? "";
  const more = outcome.error && !said ? [make("span", { lang: "en" }, outcome.error)] : [];
  return [
    make(
      "div",
      { class: "trouble", role: "alert" },
      make("strong", {}, words().trouble),
      " ",
      said,
      ...more,
    ),
  ];
}

function changes(outcome) {
  const text = outcome.told[language].replace(LAST_LINE_OF_A_CHECK, "\n");
  const act = outcome.changes
    ? make("button", { type: "button", class: "main", click: () => take(outcome) }, words().take)
    : make("p", { class: "right" }, words().nothing);
  return [make("h2", {}, words().changes), toldText(text), act];
}

/** The words of an import; addresses stand back behind names. */
function toldText(text) {
  const parts = text
    .split(/( \(kng-[^)\n]*\)$)/m)
    .map((part) => (part.startsWith(" (kng-") ? make("small", {}, part) : part));
  return make("pre", { class: "told", tabindex: 0 }, parts);
}

function taken(outcome) {
  return [make("h2", {}, words().taken), toldText(outcome.told[language])];
}

function faults({ faults: found, copy, file, name }) {
  const address = `${HERE}/file/${file}/${encodeURIComponent(copy)}`;
  const link = copy
    ? [make("p", {}, make("a", { class: "button", href: address, download: copy }, words().copy))]
    : [];
  const parts = [...Map.groupBy(found, ({ sheet }) => sheet)].map(([sheet, those]) =>
    faultTable(sheet, those),
  );
  const lost = found.some(({ check: kind }) => kind === "gone") ? [goneChoice(file, name)] : [];
  return [
    make("h2", {}, words().faults(found.length)),
    make("p", {}, words().faultsHelp),
    ...link,
    ...lost,
    ...parts,
    make(
      "p",
      {},
      make("button", { type: "button", click: () => checkAgain(file, name) }, words().again),
    ),
  ];
}

function faultTable(sheet, those) {
  const head = make(
    "tr",
    {},
    make("th", { scope: "col" }, words().cell),
    make("th", { scope: "col" }, words().wrong),
  );
  const rows = those.map((fault) =>
    make("tr", {}, make("th", { scope: "row" }, fault.cell), make("td", {}, fault[language])),
  );
  return make(
    "div",
    { class: "scroll", tabindex: 0, role: "group", "aria-label": words().sheet(sheet) },
    make(
      "table",
      {},
      make("caption", {}, words().sheet(sheet)),
      make("thead", {}, head),
      make("tbody", {}, rows),
    ),
  );
}

function goneChoice(file, name) {
  const options = ["keep", "remove"].map((answer) => {
    const radio = make("input", {
      type: "radio",
      name: "gone",
      value: answer,
      change: () => {
        gone = answer;
        checkAgain(file, name);
      },
    });
    return make("label", { class: "check" }, radio, " ", words()[answer]);
  });
  return make("fieldset", { class: "gone" }, make("legend", {}, words().gone), options);
}

const retryButton = (act) =>
  make("p", {}, make("button", { type: "button", click: act }, words().retry));

function map() {
  const address = `/map#lang=${language}`;
  return [
    make("h2", {}, words().fresh),
    make(
      "p",
      {},
      make(
        "a",
        { class: "button", href: address, target: "_blank", rel: "noopener" },
        words().openMap,
      ),
    ),
    make("iframe", {
      src: address,
      title: words().fresh,
      sandbox: "allow-scripts allow-popups allow-popups-to-escape-sandbox allow-downloads",
    }),
  ];
}

function unbuilt(outcome) {
  const said =
    words().why[outcome.why] ??
    outcome.faults?.map((fault) => fault[language]).join("; ") ??
    outcome.error ??
    "";
  return [
    make(
      "div",
      { class: "trouble", role: "alert" },
      make("strong", {}, words().buildFailed),
      " ",
      said,
    ),
    retryButton(build),
  ];
}

// ---- the page

async function fetchBook(event) {
  event.preventDefault();
  const link = event.currentTarget;
  const response = await busy(
    () => words().making,
    () => fetch(link.href).catch(() => null),
  );
  if (response?.ok) download(link.dataset.file, await response.blob());
  else present(() => told({ ok: false, status: response?.status ?? 0, error: "" }));
}

function speak() {
  speakPage(words(), language);
  retell();
}

function switchLanguage(chosen) {
  language = chosen;
  history.replaceState(null, "", chosen === "en" ? "#lang=en" : location.pathname);
  speak();
  show();
}

function startDropping() {
  const drop = byId("drop");
  const hold = (event) => {
    event.preventDefault();
    drop.classList.toggle("over", event.type === "dragover");
  };
  for (const type of ["dragover", "dragleave", "drop"]) addEventListener(type, hold);
  addEventListener(
    "drop",
    (event) => event.dataTransfer.files[0] && check(event.dataTransfer.files[0]),
  );
  byId("file").addEventListener("change", ({ target }) => {
    if (target.files[0]) check(target.files[0]);
    target.value = "";
  });
}

for (const name of ["empty", "filled"]) {
  const link = byId(`book-${name}`);
  link.href = `${HERE}/book/${name}.xlsx`;
  link.dataset.file = name === "filled" ? "kng-allt.xlsx" : "kng-mall.xlsx";
  link.addEventListener("click", fetchBook);
}
onLanguage(switchLanguage);
startDropping();
speak();
document.documentElement.dataset.ready = "yes";
