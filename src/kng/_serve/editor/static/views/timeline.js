// The answer along time: a row a line, from its first date to its last.

import { heading, textOf } from "../answer.js";
import { drawn, make } from "../dom.js";
import { words } from "../words.js";

const MOST = 200;
const [LINE, NAMES, SPAN, RIGHT, TOP] = [24, 300, 700, 20, 28];
const LONGEST = 40;
const DAY = 86_400_000;

export function timeline({ columns, rows, drawn: told }) {
  const dated = (told?.view === "timeline" ? told.columns : columns).filter(({ isDate }) => isDate);
  const label =
    (told?.view === "timeline" && told.columns[0]) ||
    columns.find(({ isDate, isThing }) => !isDate && isThing) ||
    columns.find(({ isDate }) => !isDate);
  const lines = rows
    .map((row) => ({ name: label ? textOf(row[label.at]) : "", ...spanOf(row, dated), row }))
    .filter(({ first }) => Number.isFinite(first))
    .sort((a, b) => a.first - b.first || a.last - b.last);
  const notes = [make("p", { class: "note" }, dated.map(heading).join(" – "))];
  if (lines.length < rows.length)
    notes.push(make("p", { class: "note" }, words().undated(rows.length - lines.length)));
  if (lines.length > MOST) notes.push(make("p", { class: "note" }, words().firstShown(MOST)));
  const shown = lines.slice(0, MOST);
  return shown.length ? [make("div", { class: "scroll", tabindex: 0 }, drawing(shown)), ...notes] : notes;
}

/** From the first day of the earliest date of a row to the last day of the latest. */
function spanOf(row, dated) {
  const days = dated
    .map(({ at }) => row[at]?.value)
    .filter(Boolean)
    .map(daysOf);
  return {
    first: Math.min(...days.map(([first]) => first)),
    last: Math.max(...days.map(([, last]) => last)),
    text: dated
      .map(({ at }) => row[at]?.value)
      .filter(Boolean)
      .join(" – "),
  };
}

/** The first and the last day, in milliseconds, that a date of any precision can mean. */
function daysOf(text) {
  const [year, month, day] = text.slice(0, 10).split("-").map(Number);
  const first = Date.UTC(year, (month ?? 1) - 1, day ?? 1);
  if (day) return [first, first + DAY];
  return [first, month ? Date.UTC(year, month, 1) : Date.UTC(year + 1, 0, 1)];
}

function drawing(lines) {
  const first = Math.min(...lines.map((line) => line.first));
  const last = Math.max(...lines.map((line) => line.last));
  const from = Date.UTC(new Date(first).getUTCFullYear(), 0, 1);
  const to = Date.UTC(new Date(last - 1).getUTCFullYear() + 1, 0, 1);
  const x = (time) => NAMES + (SPAN * (time - from)) / (to - from);
  const high = TOP + lines.length * LINE + 6;
  return drawn(
    "svg",
    {
      viewBox: `0 0 ${NAMES + SPAN + RIGHT} ${high}`,
      width: NAMES + SPAN + RIGHT,
      height: high,
      role: "img",
      "aria-label": words().timelineOf(lines.length),
    },
    years(from, to, x, high),
    lines.map((line, at) => drawnLine(line, TOP + at * LINE, x)),
  );
}

function years(from, to, x, high) {
  const [first, last] = [from, to].map((time) => new Date(time).getUTCFullYear());
  const step = Math.max(1, Math.ceil((last - first) / 12));
  const marks = [];
  for (let year = first; year <= last; year += step) {
    const at = x(Date.UTC(year, 0, 1));
    marks.push(drawn("line", { x1: at, x2: at, y1: TOP - 8, y2: high, class: "year" }));
    if (year < last) marks.push(drawn("text", { x: at + 4, y: 14, class: "tick" }, String(year)));
  }
  return marks;
}

function drawnLine({ name, first, last, text }, y, x) {
  const wide = Math.max(x(last) - x(first), 5);
  return drawn(
    "g",
    {},
    drawn("title", {}, `${name}: ${text}`),
    drawn(
      "text",
      { x: 10, y: y + 16, class: "name" },
      name.length > LONGEST ? `${name.slice(0, LONGEST - 1).trimEnd()}…` : name,
    ),
    drawn("rect", { x: x(first), y: y + 4, width: wide, height: LINE - 8, rx: 4, class: "span" }),
  );
}
