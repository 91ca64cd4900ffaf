// The answer: what it was, the views it can be seen in, and how to take it along.

import { addressesIn, read, viewsOf } from "./answer.js";
import { byId, download, make } from "./dom.js";
import { learn, sparql } from "./server.js";
import { change, state } from "./state.js";
import { bar } from "./views/bar.js";
import { map } from "./views/map.js";
import { network } from "./views/network.js";
import { table } from "./views/table.js";
import { text } from "./views/text.js";
import { timeline } from "./views/timeline.js";
import { words } from "./words.js";

const VIEWS = { table, map, network, timeline, bar, text };
const ROWS = {
  csv: "text/csv",
  tsv: "text/tab-separated-values",
  json: "application/sparql-results+json",
  xml: "application/sparql-results+xml",
};
const STATEMENTS = {
  ttl: "text/turtle",
  nt: "application/n-triples",
  jsonld: "application/ld+json",
  rdf: "application/rdf+xml",
};
export const ACCEPT = "application/sparql-results+json, text/turtle;q=0.9";

const shown = { answer: null, question: null, query: "", views: [], view: "", addresses: false };

/** Read what the server sent, learn the names in it, and say what there is. */
export async function taken(response, question, query) {
  const type = response.headers.get("content-type") ?? "";
  const isText = type.startsWith("text/turtle");
  const body = isText ? await response.text() : await response.json();
  const common = { question, query, arrived: performance.now() };
  if (isText) return { ...common, turtle: body, views: ["text"], formats: STATEMENTS, said: "" };
  if (typeof body.boolean === "boolean")
    return { ...common, views: [], formats: {}, said: words().truth[body.boolean] };
  await learn(addressesIn(body)).catch(() => {});
  const answer = read(body, question);
  const said = words().rows(answer.rows.length);
  return { ...common, answer, document: body, views: viewsOf(answer), formats: ROWS, said };
}

export function showAnswer(found) {
  Object.assign(shown, found, { answer: found.turtle ? { turtle: found.turtle } : found.answer });
  byId("answer").hidden = !shown.views.length;
  if (!shown.views.length) return;
  const wanted = [state.view, found.question?.view?.name ?? found.question?.view, shown.views[0]];
  shown.view = wanted.find((name) => shown.views.includes(name));
  draw();
}

/** Say the answer again in another language. */
export function retell() {
  if (byId("answer").hidden) return;
  if (shown.document) shown.answer = read(shown.document, shown.question);
  draw();
}

export function hideAnswer() {
  byId("answer").hidden = true;
}

async function draw() {
  byId("views").setAttribute("aria-label", words().answer);
  byId("views").replaceChildren(...shown.views.map(tab));
  byId("tools").replaceChildren(...tools());
  const [view, place] = [shown.view, byId("view")];
  place.setAttribute("aria-labelledby", `tab-${view}`);
  place.className = `view-${view}`;
  const parts = await VIEWS[view](shown.answer, shown);
  if (shown.view === view) place.replaceChildren(...parts);
}

function tab(name) {
  const isChosen = name === shown.view;
  return make(
    "button",
    {
      id: `tab-${name}`,
      type: "button",
      role: "tab",
      "aria-selected": String(isChosen),
      "aria-controls": "view",
      tabindex: isChosen ? 0 : -1,
      click: () => choose(name),
      keydown: (event) => move(name, event),
    },
    words().views[name],
  );
}

function choose(view) {
  shown.view = view;
  change({ view });
  draw();
}

function move(name, event) {
  const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!by) return;
  event.preventDefault();
  const next = shown.views.at((shown.views.indexOf(name) + by) % shown.views.length);
  choose(next);
  byId(`tab-${next}`).focus();
}

function tools() {
  const box = make("input", {
    type: "checkbox",
    checked: shown.addresses,
    change: ({ target }) => {
      shown.addresses = target.checked;
      draw();
    },
  });
  const addresses = make("label", { class: "check" }, box, " ", words().addresses);
  return [...(shown.view === "table" ? [addresses] : []), downloads()];
}

function downloads() {
  const buttons = Object.entries(shown.formats).map(([ending, type]) =>
    make("button", { type: "button", click: () => save(ending, type) }, ending),
  );
  return make(
    "div",
    { class: "downloads", role: "group", "aria-label": words().download },
    `${words().download}: `,
    buttons,
  );
}

async function save(ending, type) {
  const response = await sparql(shown.query, type);
  download(`${shown.question?.name ?? "answer"}.${ending}`, await response.blob());
}
