// An answer: its columns with what they hold, its rows, and the views that fit them.

import { nameOf } from "./names.js";
import { about } from "./server.js";
import { number, say, words } from "./words.js";

const XSD = "http://www.w3.org/2001/XMLSchema#";
const NUMBERS = [
  "integer",
  "decimal",
  "double",
  "float",
  "nonNegativeInteger",
  "positiveInteger",
  "int",
  "long",
];
const DATES = ["date", "gYear", "gYearMonth", "dateTime"];
const ACTORS = ["person", "municipality", "organisation"];
const LATITUDE = /^lat(itude)?$/i;
const LONGITUDE = /^long?(itude)?$/i;

const typed = (cell, names) =>
  cell?.type === "literal" && names.some((name) => cell.datatype === XSD + name);
const isNumber = (cell) => typed(cell, NUMBERS);
const isDate = (cell) => typed(cell, DATES);
const isAddress = (cell) => cell?.type === "uri";

/** The addresses in an answer, whose names should be learnt before it is shown. */
export function addressesIn({ results }) {
  return results.bindings.flatMap((row) =>
    Object.values(row)
      .filter(isAddress)
      .map(({ value }) => value),
  );
}

/** Columns in order, each with its words and what its cells are, and rows as lists of cells. */
export function read({ head, results }, question) {
  const rows = results.bindings.map((row) => head.vars.map((name) => row[name] ?? null));
  const columns = head.vars.map((name, at) => {
    const cells = rows.map((row) => row[at]).filter(Boolean);
    return { name, at, ...described(question, name), ...contents(cells) };
  });
  return { columns, rows, drawn: drawnBy(question, columns) };
}

/** The columns that the question says are drawn, where all of them are there. */
function drawnBy(question, columns) {
  const named = (question?.view?.columns ?? []).map((name) =>
    columns.find((one) => one.name === name),
  );
  return named.length && named.every(Boolean) ? { view: question.view.name, columns: named } : null;
}

function described(question, name) {
  const column = question?.columns.find((one) => one.name === name);
  return {
    label: column?.label ?? { sv: name, en: name },
    unit: column?.unit ?? "",
    role: column?.role ?? "",
  };
}

function contents(cells) {
  const all = (test) => cells.length > 0 && cells.every(test);
  const kinds = cells.filter(isAddress).map(({ value }) => about(value)?.kind);
  return {
    isNumber: all(isNumber),
    isDate: all(isDate),
    isThing: all(isAddress) && kinds.some(Boolean),
    isActor: kinds.some((kind) => ACTORS.includes(kind)),
    kind: kinds.find(Boolean) ?? "",
    isPlaced: cells.some((cell) => placeOf(cell) !== null),
  };
}

/** Where a thing lies: its name and degrees, or nothing. */
export function placeOf(cell) {
  const { lat, long } = (isAddress(cell) && about(cell.value)) || {};
  return Number.isFinite(lat) && Number.isFinite(long) ? { lat, long } : null;
}

/** Which views an answer can be seen in, the table always first. */
export function viewsOf({ columns, rows, drawn }) {
  const fits = {
    table: true,
    map: rows.length > 0 && placedBy(columns, drawn) !== null,
    network: rows.length > 0 && tiedBy(columns, drawn) !== null,
    timeline: columns.some(({ isDate: dated }) => dated),
    bar: rows.length > 1 && barsBy(columns, drawn) !== null,
  };
  return Object.keys(fits).filter((name) => fits[name]);
}

/** How rows are placed: columns with degrees, or the first with things that have a place. */
export function placedBy(columns, drawn) {
  if (drawn?.view === "map" && drawn.columns[0].isPlaced) return { thing: drawn.columns[0].at };
  const latitude = columns.find(({ name, isNumber: counts }) => counts && LATITUDE.test(name));
  const longitude = columns.find(({ name, isNumber: counts }) => counts && LONGITUDE.test(name));
  if (latitude && longitude) return { latitude: latitude.at, longitude: longitude.at };
  const placed = columns.find(({ isPlaced }) => isPlaced);
  return placed ? { thing: placed.at } : null;
}

/** The two columns that are ends of ties: by name, else the first with people or the like and the
 * next of the same kind, else any other. */
export function tiedBy(columns, drawn) {
  if (drawn?.view === "network") return drawn.columns.slice(0, 2);
  const named = ["source", "target"].map((name) => columns.find((one) => one.name === name));
  if (named.every(Boolean)) return named;
  const actors = columns.filter(
    ({ isThing, isActor, role }) => isThing && isActor && role !== "evidence",
  );
  const alike = actors.slice(1).find(({ kind }) => kind === actors[0].kind);
  if (actors.length > 1) return [actors[0], alike ?? actors[1]];
  const things = columns.filter(({ isThing, role }) => isThing && role !== "evidence");
  return actors.length === 1 && things.length > 1
    ? [actors[0], things.find((one) => one !== actors[0])]
    : null;
}

/** What bars are called, and the columns that could be their length. */
export function barsBy(columns, drawn) {
  if (drawn?.view === "bar" && drawn.columns[1]?.isNumber)
    return { label: drawn.columns[0], measures: [drawn.columns[1]] };
  const measures = columns.filter(
    ({ name, isNumber: counts }) => counts && !LATITUDE.test(name) && !LONGITUDE.test(name),
  );
  const label = columns.find(({ isNumber: counts }) => !counts);
  return measures.length && label ? { label, measures } : null;
}

export const heading = ({ label, unit }) => say(label) + (unit ? ` (${unit})` : "");

/** A cell as people read it. */
export function textOf(cell) {
  if (!cell) return "";
  if (cell.type === "uri") return nameOf(cell.value);
  if (cell.type === "triple") {
    return ["subject", "predicate", "object"].map((part) => textOf(cell.value[part])).join(" ");
  }
  if (typed(cell, ["boolean"])) return cell.value === "true" ? words().yes : words().no;
  return isNumber(cell) ? written(cell.value) : cell.value;
}

function written(text) {
  const value = Number(text);
  return Number.isFinite(value) && Math.abs(value) >= 10_000 ? number(value) : text;
}

/** Compares two cells as a reader orders them: numbers by size, words by the alphabet, gaps last. */
export function compared(a, b, language) {
  if (!a || !b) return a ? -1 : b ? 1 : 0;
  if (isNumber(a) && isNumber(b)) return Number(a.value) - Number(b.value);
  return textOf(a).localeCompare(textOf(b), language, { numeric: true });
}
