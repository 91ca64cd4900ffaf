// The questions by their groups, searched by what they say.

import { byId, folded, make } from "./dom.js";
import { state } from "./state.js";
import { say, words } from "./words.js";

let questions = [];
let groups = [];
let choose = () => {};

export function startCatalogue(told, chosen) {
  questions = told.questions;
  groups = told.groups.map((group) => (typeof group === "string" ? { name: group } : group));
  choose = chosen;
  byId("catalogue-search").addEventListener("input", showCatalogue);
  byId("catalogue").open = matchMedia("(min-width: 900px)").matches;
}

export const questionCalled = (name) =>
  questions.find((question) => question.name === name) ?? null;

export function showCatalogue() {
  const wanted = folded(byId("catalogue-search").value.trim()).split(/\s+/);
  const fit = questions.filter((question) => wanted.every((word) => said(question).includes(word)));
  const parts = groups.flatMap((group) =>
    part(
      group,
      fit.filter((question) => question.group === group.name),
    ),
  );
  byId("questions").replaceChildren(
    ...(parts.length ? parts : [make("p", { class: "none" }, words().noQuestion)]),
  );
  byId("catalogue-search").placeholder = words().searchQuestions;
}

function said({ name, title, question, group }) {
  return folded(
    [name, say(title), say(question), titleOf(groups.find((one) => one.name === group))].join(" "),
  );
}

const titleOf = (group) => say(group?.label) || words().groups[group?.name] || group?.name || "";

function part(group, those) {
  if (!those.length) return [];
  const items = [...those]
    .sort((a, b) => say(a.title).localeCompare(say(b.title), state.language))
    .map(item);
  return [make("h2", {}, titleOf(group)), make("ul", {}, items)];
}

function item(question) {
  const isChosen = question.name === state.question;
  const button = make(
    "button",
    {
      type: "button",
      title: say(question.question),
      "aria-current": isChosen && "true",
      click: () => pick(question),
    },
    say(question.title),
  );
  return make("li", {}, button);
}

function pick(question) {
  if (!matchMedia("(min-width: 900px)").matches) byId("catalogue").open = false;
  choose(question);
}
