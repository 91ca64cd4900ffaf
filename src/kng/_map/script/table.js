// The table: the same names and ties as in the picture, for reading, sorting and screen readers.

const table = document.getElementById("table");
const tableSwitch = document.getElementById("table-switch");
const sorting = { names: { column: 2, isDown: true }, ties: { column: 3, isDown: true } };

function renderTable() {
  tableSwitch.textContent = state.table ? words().toMap : words().table;
  tableSwitch.setAttribute("aria-pressed", String(state.table));
  table.hidden = !state.table;
  document.getElementById("map").inert = state.table;
  table.setAttribute("aria-label", words().table);
  table.replaceChildren(...(state.table ? [namesTable(), tiesTable()] : []));
}

function namesTable() {
  const { name, kind, neighbours, ties: number } = words();
  const rows = shownNodes().map((node) => {
    const ties = shownTies(tiesOf(node.id));
    return [
      cell(nameOf(node.id), nameButton(node.id)),
      cell(kindOf(node.id)),
      cell(neighboursOf(node.id, ties).size),
      cell(ties.length),
    ];
  });
  return sortedTable("names", words().names, [name, kind, neighbours, number], rows);
}

function tiesTable() {
  const { from, to, tie: kind, weight, evidence } = words();
  const rows = shownTies().map((tie) => [
    cell(nameOf(tie.from), nameButton(tie.from)),
    cell(nameOf(tie.to), nameButton(tie.to)),
    cell(say(data.networks[tie.network].tie)),
    cell(tie.weight),
    cell(
      tie.evidence.length,
      tieButton(tie, String(tie.evidence.length), words().why(tieName(tie))),
    ),
  ]);
  return sortedTable("ties", words().ties, [from, to, kind, weight, evidence], rows);
}

function cell(value, content = typeof value === "number" ? figure(value) : isolated(value)) {
  return { value, content };
}

function sortedTable(key, title, columns, rows) {
  const { column, isDown } = sorting[key];
  const order = compared(column);
  const sorted = [...rows].sort((a, b) => (isDown ? order(b, a) : order(a, b)));
  const head = make(
    "tr",
    {},
    columns.map((name, number) => columnHead(key, name, number)),
  );
  const line = (row) =>
    make(
      "tr",
      {},
      row.map(({ value, content }) =>
        make("td", { class: typeof value === "number" ? "number" : false }, content),
      ),
    );
  return make(
    "div",
    {},
    make(
      "table",
      {},
      make("caption", {}, title),
      make("thead", {}, head),
      make("tbody", {}, sorted.map(line)),
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
    table.querySelectorAll(`[data-column="${key}-${number}"]`)[0].focus();
  };
  const sign = isSorted ? (isDown ? " ↓" : " ↑") : "";
  const button = make(
    "button",
    { type: "button", "data-column": `${key}-${number}`, click },
    name,
    make("span", { "aria-hidden": "true" }, sign),
  );
  return make(
    "th",
    { scope: "col", "aria-sort": isSorted ? (isDown ? "descending" : "ascending") : false },
    button,
  );
}

function startTable() {
  tableSwitch.addEventListener("click", () => change({ table: !state.table }, { remember: true }));
}
