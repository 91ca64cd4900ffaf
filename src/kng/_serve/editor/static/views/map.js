// The answer on a map of Sweden: a circle a place, as large as it has rows.

import { placeOf, placedBy, textOf } from "../answer.js";
import { drawn, make } from "../dom.js";
import { outline } from "../server.js";
import { words } from "../words.js";

const MIDDLE = (62 * Math.PI) / 180;
const SCALE = 40;
const NAMES = 14;
const MARGIN = 120; // for names to the right of the easternmost places
let country = null; // rings of [degrees east, degrees north]

/** Degrees to the plane of the drawing; true to scale at the middle of Sweden. */
const project = (long, lat) => [long * Math.cos(MIDDLE) * SCALE, -lat * SCALE];

export async function map(answer) {
  country ??= await outline();
  const { places, without } = gathered(answer);
  const list = make("div", { class: "beside" });
  const picture = drawing(places, (place) => list.replaceChildren(...listed(place, answer)));
  if (places.length) list.replaceChildren(...overview(places));
  const note = without ? [make("p", { class: "note" }, words().without(without))] : [];
  return [make("div", { class: "sweden" }, picture, list), ...note];
}

function gathered({ columns, rows, drawn: told }) {
  const by = placedBy(columns, told);
  const places = new Map();
  let without = 0;
  for (const row of rows) {
    const spot = by.thing === undefined ? stated(row, by) : placeOf(row[by.thing]);
    if (!spot) {
      without += 1;
      continue;
    }
    const key = `${spot.lat} ${spot.long}`;
    if (!places.has(key)) places.set(key, { ...spot, rows: [], names: new Set() });
    const place = places.get(key);
    place.rows.push(row);
    place.names.add(textOf(row[by.thing ?? 0]));
  }
  const sorted = [...places.values()].sort((a, b) => b.rows.length - a.rows.length);
  return { places: sorted, without };
}

function stated(row, { latitude, longitude }) {
  const [lat, long] = [row[latitude], row[longitude]].map((cell) =>
    cell ? Number(cell.value) : NaN,
  );
  return Number.isFinite(lat) && Number.isFinite(long) ? { lat, long } : null;
}

const titleOf = ({ names }) => [...names].slice(0, 3).join(", ") + (names.size > 3 ? " …" : "");

function drawing(places, choose) {
  const land = country.map(
    (ring) =>
      `M${ring.map(([long, lat]) => project(long, lat).map(Math.round).join(" ")).join("L")}Z`,
  );
  const spots = country.flat().map(([long, lat]) => project(long, lat));
  const [left, top] = [0, 1].map((axis) => Math.min(...spots.map((spot) => spot[axis])) - 12);
  const [right, bottom] = [0, 1].map((axis) => Math.max(...spots.map((spot) => spot[axis])) + 12);
  return drawn(
    "svg",
    {
      viewBox: `${left} ${top} ${right - left + MARGIN} ${bottom - top}`,
      role: "group",
      "aria-label": words().mapOf(places.length),
    },
    drawn("path", { d: land.join(""), class: "land" }),
    circles(places, choose),
    labels(places),
  );
}

const mostRows = (places) => Math.max(...places.map(({ rows }) => rows.length));
const radius = ({ rows }, most) => 4 + 9 * Math.sqrt(rows.length / most) * (most > 1);

function circles(places, choose) {
  const most = mostRows(places);
  return places.map((place) => {
    const [cx, cy] = project(place.long, place.lat);
    const r = radius(place, most);
    const name = `${titleOf(place)}: ${words().rows(place.rows.length)}`;
    const act = (event) => {
      if (event.type === "keydown" && !["Enter", " "].includes(event.key)) return;
      event.preventDefault();
      choose(place);
    };
    const spoken = { role: "button", tabindex: 0, "aria-label": name };
    return drawn(
      "circle",
      { cx, cy, r, class: "spot", ...spoken, click: act, keydown: act },
      drawn("title", {}, name),
    );
  });
}

/** Names of the places with most rows, where none lies over another. */
function labels(places) {
  const taken = [];
  const texts = [];
  const most = mostRows(places);
  for (const place of places) {
    if (texts.length >= NAMES) break;
    const [x, y] = project(place.long, place.lat);
    const name = titleOf(place);
    const start = x + radius(place, most) + 3;
    const box = { left: start - 6, right: start + name.length * 7, top: y - 9, bottom: y + 9 };
    if (taken.some((other) => crosses(box, other))) continue;
    taken.push(box);
    texts.push(drawn("text", { x: start, y: y + 4, class: "name", "aria-hidden": "true" }, name));
  }
  return texts;
}

const crosses = (a, b) =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

function overview(places) {
  if (places.every(({ rows }) => rows.length === 1))
    return [make("p", { class: "note" }, words().choosePlace)];
  const lines = places
    .slice(0, 20)
    .map((place) => make("li", {}, `${titleOf(place)}: `, words().rows(place.rows.length)));
  return [make("p", { class: "note" }, words().choosePlace), make("ul", {}, lines)];
}

function listed(place, { columns }) {
  const lines = place.rows.slice(0, 50).map((row) =>
    make(
      "li",
      {},
      columns
        .filter(({ at }) => row[at])
        .map(({ at }) => textOf(row[at]))
        .join(" · "),
    ),
  );
  return [
    make("h3", {}, titleOf(place)),
    make("p", {}, words().rows(place.rows.length)),
    make("ul", {}, lines),
  ];
}
