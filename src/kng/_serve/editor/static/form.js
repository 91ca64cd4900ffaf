// The question chosen: what it asks, and fields for its parameters and its time.

import { combobox } from "./combobox.js";
import { byId, folded, make } from "./dom.js";
import { expanded, nameOf } from "./names.js";
import { about, learn, things, valuesOf } from "./server.js";
import { state } from "./state.js";
import { say, words } from "./words.js";

const MOST = 50;

/** Show the question; `act.values` and `act.time` take what is filled in, `act.restore` undoes. */
export function showForm(question, act) {
  const place = byId("asked");
  if (!question) {
    place.replaceChildren(make("h2", {}, words().ownQuestion), make("p", {}, words().choose));
    return;
  }
  const isChanged = Boolean(state.query);
  const fields = question.parameters.map((parameter) => labelled(parameter, act));
  if (question.times?.length) fields.push(timeFields(act));
  const form = make(
    "fieldset",
    { class: "form", disabled: isChanged },
    make("legend", { class: "unseen" }, words().asked),
    fields,
  );
  place.replaceChildren(
    make("h2", {}, say(question.title)),
    make("p", {}, say(question.question)),
    ...(fields.length ? [form] : []),
    ...(isChanged ? [changedNote(act)] : []),
  );
}

function changedNote({ restore }) {
  return make(
    "p",
    { class: "note" },
    words().changed,
    " ",
    make("button", { type: "button", click: restore }, words().restore),
  );
}

function labelled(parameter, act) {
  const id = `with-${parameter.name}`;
  const field = fieldOf(parameter, id, (value) => {
    act.values({ ...state.values, [parameter.name]: value }, parameter.end ? {} : state.time);
  });
  return make("div", { class: "field" }, make("label", { for: id }, say(parameter.label)), field);
}

function fieldOf(parameter, id, take) {
  const value = state.values[parameter.name] ?? plain(parameter.default);
  const isSet = !(parameter.end && Object.keys(state.time).length);
  const change = ({ target }) => target.reportValidity() && take(target.value.trim());
  if (parameter.type === "iri") {
    return combobox({
      id,
      seek: seeker(parameter),
      name: nameOf(expanded(value) || value),
      choose: take,
    });
  }
  const types = { date: "date", integer: "number" };
  return make("input", {
    id,
    type: types[parameter.type] ?? "text",
    value: isSet ? value : "",
    required: isSet,
    change,
  });
}

/**
 * Finds what a parameter may be: among the values that its question names, or by its kind. Where
 * these are all of a kind (there may be very many) the server looks through them.
 */
function seeker({ choices, kind }) {
  const isAnyOfKind = !choices || choices.includes("nodeKind");
  return isAnyOfKind ? (text) => things(kind, text) : (text) => among(choices, text);
}

async function among(choices, text) {
  const values = await valuesOf(choices);
  await learn(values);
  const named = values.map((iri) => ({ iri, label: about(iri) ?? { sv: iri, en: iri } }));
  const wanted = folded(text);
  const place = ({ label }) => folded(say(label)).indexOf(wanted);
  return named
    .filter((one) => place(one) >= 0)
    .sort((a, b) => place(a) - place(b) || say(a.label).localeCompare(say(b.label), state.language))
    .slice(0, MOST);
}

/** What a default in SPARQL means, as it would be typed: a day, a number, a name in short. */
export function plain(term) {
  const quoted = /^"((?:\\.|[^"\\])*)"/.exec(term);
  return quoted ? JSON.parse(`"${quoted[1]}"`) : term.trim();
}

// ---- time

function timeFields(act) {
  const kind = state.time["as-of"]
    ? "asOf"
    : state.time.from || state.time.to
      ? "between"
      : "anyTime";
  const fields = make("span", { class: "days" });
  const show = (chosen) => fields.replaceChildren(...days(chosen, act));
  const options = ["anyTime", "asOf", "between"].map((name) =>
    make("option", { value: name, selected: name === kind }, words()[name]),
  );
  const choice = make(
    "select",
    {
      id: "time",
      change: ({ target }) => {
        show(target.value);
        if (target.value === "anyTime") act.time(kept(["possible"]));
      },
    },
    options,
  );
  show(kind);
  return make(
    "div",
    { class: "field time" },
    make("label", { for: "time" }, words().time),
    choice,
    fields,
    possible(act),
  );
}

const kept = (names) =>
  Object.fromEntries(names.flatMap((name) => (state.time[name] ? [[name, state.time[name]]] : [])));

function days(kind, act) {
  const day = (name, label) =>
    make("input", {
      type: "text",
      size: 11,
      placeholder: "2022-06",
      title: words().dateHint,
      "aria-label": label,
      pattern: "\\d{4}(-\\d{2}(-\\d{2})?)?",
      value: state.time[name] ?? "",
      change: ({ target }) =>
        target.reportValidity() &&
        act.time({
          ...kept(kind === "asOf" ? ["possible"] : ["from", "to", "possible"]),
          [name]: target.value.trim(),
        }),
    });
  if (kind === "asOf") return [day("as-of", words().asOf)];
  if (kind === "between") return [day("from", words().from), " – ", day("to", words().to)];
  return [];
}

function possible(act) {
  const box = make("input", {
    type: "checkbox",
    checked: Boolean(state.time.possible),
    change: ({ target }) =>
      act.time({
        ...kept(["as-of", "from", "to"]),
        ...(target.checked ? { possible: "yes" } : {}),
      }),
  });
  return make("label", { class: "check" }, box, " ", words().possible);
}
