// The table: the same names and ties as in the picture, for reading, sorting and screen readers.

const table = document.getElementById("table");
const LONGEST_TABLE = 400;
const sorting = { names: { column: 2, isDown: true }, ties: { column: 2, isDown: true } };
const tableEnds = { names: LONGEST_TABLE, ties: LONGEST_TABLE };

function renderTable() {
  const isOpen = state.view === "table";
  table.hidden = !isOpen;
  document.getElementById("map").inert = isOpen;
  table.setAttribute("aria-label", words().views.table);
  table.replaceChildren(...(isOpen ? [namesTable(), tiesTable()] : []));
}

function nodeRows() {
  return (picture.allNodes ?? []).map((node) => {
    const number = picture.layer.nodes[node];
    const ties = tiesOf(node);
    return [
      cell(shownName(number), nameButton(number)),
      cell(kindOf(number)),
      cell(picture.neighbours.get(node)?.size ?? 0),
      cell(ties.length ? picture.strength.get(node) : 0),
      cell(palette.entries.length ? valueName(mainValue(picture.layer, state.colour, node)) : ""),
      cell(picture.certainly[node] === 2 ? words().certain : words().possible),
    ];
  });
}

function namesTable() {
  const { name, kind, neighbours, strength, colours: by, holds: how } = words();
  const columns = [name, kind, neighbours, strength, by[state.colour], how];
  return sortedTable("names", words().names, columns, nodeRows());
}

function tieRows() {
  return (picture.allTies ?? []).map((tie) => {
    const [a, b] = [tie.a, tie.b].map((node) => picture.layer.nodes[node]);
    return [
      cell(shownName(a), () => nameButton(a)),
      cell(shownName(b), () => nameButton(b)),
      cell(tie.weight, () =>
        tieButton(tie, figure(tie.weight), `${figure(tie.weight)}: ${words().why(tieName(tie))}`),
      ),
      cell(tie.isCertain ? words().certain : words().possible),
    ];
  });
}

function tiesTable() {
  const { from, to, weight, holds: how } = words();
  return sortedTable("ties", words().ties, [from, to, weight, how], tieRows());
}

function cell(value, content = typeof value === "number" ? figure(value) : isolated(value)) {
  return { value, content };
}

function ordered(key, rows) {
  const { column, isDown } = sorting[key];
  const order = compared(column);
  return [...rows].sort((a, b) => (isDown ? order(b, a) : order(a, b)));
}

function sortedTable(key, title, columns, rows) {
  const head = make(
    "tr",
    {},
    columns.map((name, number) => columnHead(key, name, number)),
  );
  const shown = ordered(key, rows).slice(0, tableEnds[key]);
  const left = rows.length - shown.length;
  const all = () => {
    tableEnds[key] = Infinity;
    renderTable();
  };
  const more = plainButton(words().more(left), all, { class: "more" });
  return make(
    "div",
    {},
    make(
      "table",
      {},
      make("caption", {}, `${title} (${figure(rows.length)})`),
      make("thead", {}, head),
      make("tbody", {}, shown.map(tableLine)),
    ),
    left > 0 ? more : null,
  );
}

function tableLine(row) {
  return make(
    "tr",
    {},
    row.map(({ value, content }) =>
      make(
        "td",
        { class: typeof value === "number" ? "number" : false },
        typeof content === "function" ? content() : content,
      ),
    ),
  );
}

function compared(column) {
  const collator = new Intl.Collator(state.language);
  return (a, b) => {
    const [x, y] = [a[column].value, b[column].value];
    return typeof x === "number" ? x - y : collator.compare(x, y);
  };
}

function columnHead(key, name, number) {
  const { column, isDown } = sorting[key];
  const isSorted = column === number;
  const click = () => {
    sorting[key] = { column: number, isDown: isSorted ? !isDown : false };
    renderTable();
    table.querySelector(`[data-column="${key}-${number}"]`).focus();
  };
  const sign = isSorted ? (isDown ? " ↓" : " ↑") : "";
  const button = make(
    "button",
    { type: "button", "data-column": `${key}-${number}`, click },
    name,
    make("span", { "aria-hidden": "true" }, sign),
  );
  const order = isSorted ? (isDown ? "descending" : "ascending") : false;
  return make("th", { scope: "col", "aria-sort": order }, button);
}
