// The answer as bars: one a row, as long as a number says.

import { barsBy, heading, textOf } from "../answer.js";
import { make } from "../dom.js";
import { words } from "../words.js";

const MOST = 100;

export function bar({ columns, rows, drawn }) {
  const { label, measures } = barsBy(columns, drawn);
  const place = make("ol", { class: "bars" });

  function show(measure) {
    const bars = rows
      .filter((row) => row[measure.at])
      .map((row) => ({
        name: nameOf(row, columns, label),
        value: Number(row[measure.at].value),
        text: textOf(row[measure.at]),
      }));
    const longest = Math.max(...bars.map(({ value }) => Math.abs(value)), Number.MIN_VALUE);
    place.setAttribute("aria-label", words().barsOf(bars.length));
    place.replaceChildren(...bars.slice(0, MOST).map((one) => drawnBar(one, longest)));
  }

  show(measures[0]);
  const notes = rows.length > MOST ? [make("p", { class: "note" }, words().firstShown(MOST))] : [];
  return [chooser(measures, show), place, ...notes];
}

function nameOf(row, columns, label) {
  const more = columns.find((one) => one.isThing && one.at > label.at);
  const name = textOf(row[label.at]) || "–";
  return more && row[more.at] ? `${name} · ${textOf(row[more.at])}` : name;
}

function chooser(measures, show) {
  if (measures.length === 1) return make("p", { class: "note" }, heading(measures[0]));
  const options = measures.map((measure, at) => make("option", { value: at }, heading(measure)));
  const act = ({ target }) => show(measures[target.value]);
  return make(
    "label",
    { class: "note" },
    words().measure,
    " ",
    make("select", { change: act }, options),
  );
}

function drawnBar({ name, value, text }, longest) {
  const length = make("span", { class: "length" });
  length.style.inlineSize = `${(100 * Math.abs(value)) / longest}%`;
  return make(
    "li",
    {},
    make("span", { class: "name" }, name),
    make("span", { class: "track" }, length),
    make("span", { class: "value" }, text),
  );
}
