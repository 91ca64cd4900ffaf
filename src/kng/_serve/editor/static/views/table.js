// The answer as a table: names, addresses on demand, each column a way to order the rows.

import { compared, heading, textOf } from "../answer.js";
import { make } from "../dom.js";
import { pageOf, shortened } from "../names.js";
import { state } from "../state.js";
import { words } from "../words.js";

const STEP = 200;

export function table({ columns, rows }, { addresses }) {
  const order = { column: null, down: false };
  let most = STEP;
  const place = make("div", { class: "scroll", tabindex: 0 });
  const below = make("p", { class: "below" });

  function show() {
    const sorted = ordered(rows, order);
    const head = make(
      "tr",
      {},
      columns.map((column) => headCell(column, order, sortBy)),
    );
    const body = sorted.slice(0, most).map((row) =>
      make(
        "tr",
        {},
        row.map((cell, at) => bodyCell(cell, columns[at], addresses)),
      ),
    );
    place.replaceChildren(make("table", {}, make("thead", {}, head), make("tbody", {}, body)));
    const rest = Math.min(STEP, rows.length - most);
    const more = make(
      "button",
      {
        type: "button",
        click: () => {
          most += STEP;
          show();
        },
      },
      words().more(rest),
    );
    below.replaceChildren(...(rest > 0 ? [words().shown(most, rows.length), " ", more] : []));
  }

  function sortBy(column) {
    Object.assign(order, { down: order.column === column && !order.down, column });
    show();
    place.querySelector(`th:nth-child(${column.at + 1}) button`).focus();
  }

  show();
  return rows.length ? [place, below] : [place, make("p", { class: "nothing" }, words().nothing)];
}

function ordered(rows, { column, down }) {
  if (!column) return rows;
  const sign = down ? -1 : 1;
  return [...rows].sort((a, b) => sign * compared(a[column.at], b[column.at], state.language));
}

function headCell(column, order, sortBy) {
  const isOrder = order.column === column;
  const direction = isOrder ? (order.down ? "descending" : "ascending") : "none";
  const name = heading(column);
  const button = make(
    "button",
    { type: "button", click: () => sortBy(column), title: words().sortBy(name) },
    name,
    make(
      "span",
      { class: "order", "aria-hidden": "true" },
      isOrder ? (order.down ? " ▼" : " ▲") : "",
    ),
  );
  return make(
    "th",
    { scope: "col", "aria-sort": direction, class: column.isNumber && "number" },
    button,
  );
}

function bodyCell(cell, column, addresses) {
  return make("td", { class: column.isNumber && "number" }, cell ? shown(cell, addresses) : "");
}

function shown(cell, addresses) {
  if (cell.type !== "uri") return make("bdi", { lang: cell["xml:lang"] ?? false }, textOf(cell));
  const text = addresses ? shortened(cell.value) : textOf(cell);
  return link(cell.value, text);
}

function link(address, text) {
  const page = pageOf(address);
  if (page) return make("a", { href: page, title: shortened(address) }, make("bdi", {}, text));
  const isWeb = /^https?:/.test(address);
  if (!isWeb) return make("bdi", {}, text);
  const safe = { href: address, target: "_blank", rel: "noopener noreferrer" };
  return make("a", { ...safe, title: address }, make("bdi", {}, text));
}
