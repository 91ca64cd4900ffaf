// The start, and the way from a choice to an answer.

import { questionCalled, showCatalogue, startCatalogue } from "./catalogue.js";
import { knowTerms } from "./complete.js";
import { announce, byId, make } from "./dom.js";
import { showForm } from "./form.js";
import { expanded, knowPrefixes } from "./names.js";
import { ACCEPT, hideAnswer, retell, showAnswer, taken } from "./results.js";
import { Refusal, bound, learn, questions, sparql, vocabulary } from "./server.js";
import { onLanguage, speakPage } from "./speak.js";
import { mark, placeButton, setText, speakText, startText, text, unmark } from "./sparql.js";
import { change, readAddress, state } from "./state.js";
import { duration, words } from "./words.js";

const START = `PREFIX kng: <https://w3id.org/kng/ns#>
SELECT ?meeting ?start
WHERE {
  ?meeting a kng:Meeting ; kng:start ?start .
}
ORDER BY DESC(?start)
LIMIT 50
`;
let running = null;

const isWide = () => matchMedia("(min-width: 900px)").matches;
const question = () => questionCalled(state.question);

// ---- what is chosen

async function choose(chosen) {
  byId("query").open = isWide();
  change({ question: chosen.name, values: {}, time: {}, query: "", view: "" }, { step: true });
  await fill();
  run();
}

/** Fill text and form from the state. */
async function fill() {
  const chosen = question();
  if (!chosen && state.question) change({ question: "" });
  showCatalogue();
  await form();
  if (state.query || !chosen) setText(state.query || START);
  else setText(await filledIn(chosen));
}

async function filledIn(chosen) {
  const isPlain = !Object.keys(state.values).length && !Object.keys(state.time).length;
  if (isPlain) return withoutHead(chosen.query);
  try {
    return withoutHead(await bound(chosen.name, state.values, state.time));
  } catch (error) {
    tellTrouble(error);
    return withoutHead(chosen.query);
  }
}

/** A day that is an end of the time is not said twice. */
function withoutEnds({ parameters }, time) {
  const ends = parameters
    .filter(({ end }) => end && Object.keys(time).length)
    .map(({ name }) => name);
  return Object.fromEntries(Object.entries(state.values).filter(([name]) => !ends.includes(name)));
}

/** The head of a question is what the page shows above its text. */
const withoutHead = (content) => content.replace(/^#\+.*\n/gm, "");

async function form() {
  const chosen = question();
  const defaults = chosen?.parameters.map(({ default: term }) => expanded(term)) ?? [];
  await learn(
    [...defaults, ...Object.values(state.values)].filter((value) => value.includes("://")),
  ).catch(() => {});
  const take = (changes) => {
    change({ ...changes, query: "" });
    quiet();
    refill();
  };
  showForm(chosen, {
    values: (values, time) => take({ values, time }),
    time: (time) => take({ time, values: withoutEnds(chosen, time) }),
    restore: () => {
      take({});
      form();
    },
  });
}

async function refill() {
  setText(await filledIn(question()));
  if (byId("trouble").hidden) run();
}

function edited(content) {
  const wasChanged = Boolean(state.query);
  change({ query: content });
  if (!wasChanged && question()) form();
}

// ---- asking

async function run() {
  running?.abort();
  const asking = new AbortController();
  running = asking;
  const [query, asked] = [text(), state.query ? ownColumns() : question()];
  quiet();
  busy(true);
  announce(words().running);
  const begun = performance.now();
  try {
    const response = await sparql(query, ACCEPT, asking.signal);
    const found = await taken(response, asked, query);
    if (running !== asking) return;
    showAnswer(found);
    announce([found.said, words().took(duration(found.arrived - begun))].filter(Boolean).join(" "));
  } catch (error) {
    if (running === asking) stopped(error);
  } finally {
    if (running === asking) busy(false);
  }
}

/** A text that was changed by hand still has the words of its question for columns it kept. */
const ownColumns = () => question();

function stopped(error) {
  if (error.name === "AbortError") {
    announce(words().cancelled);
    return;
  }
  hideAnswer();
  announce("");
  tellTrouble(error);
}

function busy(isBusy) {
  byId("cancel").disabled = !isBusy;
  byId("answer").setAttribute("aria-busy", String(isBusy));
}

function quiet() {
  byId("trouble").hidden = true;
  unmark();
}

function tellTrouble(error) {
  if (!(error instanceof Refusal)) throw error;
  const lead = words().troubles[error.status] ?? words().troubles[500];
  const place = placeIn(error.message);
  byId("trouble").replaceChildren(
    make("strong", {}, lead),
    " ",
    ...(place ? [placeButton(place), " "] : []),
    make("span", { lang: "en" }, error.message),
  );
  byId("trouble").hidden = false;
  if (place) mark(place, error.message);
}

function placeIn(message) {
  const [, line, column] = /\b(\d+):(\d+)\b/.exec(message) ?? [];
  return line ? { line: Number(line), column: Number(column) } : null;
}

async function copyLink() {
  try {
    await navigator.clipboard.writeText(location.href);
    announce(words().linkCopied);
  } catch {
    announce(words().linkIs);
  }
}

// ---- the page

function speak() {
  speakPage(words(), state.language);
  speakText();
}

function switchLanguage(language) {
  change({ language });
  speak();
  showCatalogue();
  form();
  retell();
}

async function follow() {
  readAddress();
  quiet();
  speak();
  await fill();
  if (state.question || state.query) run();
  else hideAnswer();
}

async function start() {
  readAddress();
  byId("query").open = isWide() || !state.question;
  startText({ run, edited });
  speak();
  byId("skip").addEventListener("click", () => byId("main").focus());
  byId("run").addEventListener("click", run);
  byId("cancel").addEventListener("click", () => running?.abort());
  byId("link").addEventListener("click", copyLink);
  onLanguage(switchLanguage);
  try {
    const told = await questions();
    knowPrefixes(told.prefixes);
    startCatalogue(told, choose);
    knowTerms(vocabulary());
  } catch (error) {
    tellTrouble(error);
    return;
  }
  addEventListener("popstate", follow);
  await follow();
  document.documentElement.dataset.ready = "yes";
}

start();
