// The panel of a tie or of a path of ties: each reason with its dates, sources and query.

function tieContent(ids) {
  const { layer } = picture;
  const [a, b] = ids.map((number) => layer.nodeOf.get(number));
  const tie = tieBetween(a, b) ?? { a, b, weight: 0, isCertain: true, isGone: true };
  const reasons = reasonsOf(layer.directed ? tie : { a: Math.min(a, b), b: Math.max(a, b) });
  const sign = make("span", { class: "between" }, layer.directed ? " → " : " – ");
  reasons.sort((x, y) => firstDay(x) - firstDay(y));
  const sure = reasons.filter(({ isCertain }) => isCertain);
  return [
    ...heading(
      say(layer.tie),
      deselect,
      nameButton(layer.nodes[tie.a]),
      sign,
      nameButton(layer.nodes[tie.b]),
    ),
    reasons.length ? totalOf(sure.length ? sure : reasons, tie) : paragraph(words().notTied),
    paragraph(whenText(reasons) && words().since(whenText(reasons)), "said"),
    sure.length || !reasons.length ? null : paragraph(words().tiePossible),
    reasons.length ? make("h3", {}, words().restsOn(reasons.length)) : null,
    ...reasons.map((reason) => evidenceArticle(reason, ids)),
    reasons.length ? querySection(layer, ids) : null,
    wrongLink(...ids),
  ];
}

function totalOf(reasons, tie) {
  const weight = tie.isGone ? sum(reasons.map((reason) => reason.weight)) : tie.weight;
  const terms =
    reasons.length > 1 ? ` = ${reasons.map((reason) => figure(reason.weight)).join(" + ")}` : "";
  return make("p", { class: "total" }, make("strong", {}, words().weightIs(figure(weight))), terms);
}

function evidenceArticle(reason, ids = []) {
  const marks = new Map();
  const number = reason.thing;
  return make(
    "article",
    { class: reason.isCertain ? "evidence" : "evidence possible" },
    make("p", { class: "kind" }, reasonKind(reason)),
    make("h4", {}, thingButton(number)),
    reason.isCertain ? null : paragraph(words().reasonPossible),
    make("p", { class: "sum" }, sumInWords(reason)),
    cardContent(number, marks, "h5", new Set(ids)),
    sourceList(marks, "h5"),
  );
}

function reasonKind({ thing, kind }) {
  const { layer } = picture;
  const tie = layer.tieKinds.length ? tieKindName(layer, data.texts[kind]) : "";
  return [tie, kindOf(thing)].filter(Boolean).join(" · ");
}

/** How a weight arises: "7 deltog (fullständig deltagarlista): 1/(7−1) = 0,167". */
function sumInWords({ size, basis, weight }) {
  const { basis: bases, took, gives } = words();
  if (size === null) return gives(figure(weight));
  const said = data.texts[basis] ?? "";
  const isNewman = size > 1 && Math.abs(weight * (size - 1) - 1) < 1e-6;
  const terms = isNewman
    ? `1/(${figure(size)}−1)\u00a0=\u00a0${figure(weight)}`
    : gives(figure(weight));
  return `${took(figure(size), bases[said] ?? said)}: ${terms}`;
}

/** The query that gives the rows behind a tie, bound to its two ends. */
function querySection(layer, ids) {
  if (!layer.query) return null;
  const text = boundQuery(layer, ids);
  const copy = plainButton(words().copyQuery, () => copied(text));
  const summary = make("summary", {}, words().query);
  return make("details", { class: "query" }, summary, make("pre", { tabindex: "0" }, text), copy);
}

/** SPARQL takes a block of values at the end of a query, which narrows what it gives. */
function boundQuery(layer, ids) {
  const [a, b] = ids.map((number) => `<${addressOf(number)}>`);
  const values =
    layer.form === "affiliation"
      ? `VALUES ?node { ${a} ${b} }`
      : `VALUES (?source ?target) { (${a} ${b})${layer.directed ? "" : ` (${b} ${a})`} }`;
  return `${layer.query.trimEnd()}\n${values}\n`;
}

/** The first and last day of what each row is about, as far as they are known. */
function daysOf(thing) {
  const { layer } = picture;
  if (!layer.daysOf) {
    layer.daysOf = new Map();
    const { rows } = layer;
    for (const name of ["thing", "evidence"]) {
      rows[name]?.forEach((number, row) => {
        const [start, , , end] = data.days[rows.days[row]];
        const [first, last] = layer.daysOf.get(number) ?? [null, null];
        layer.daysOf.set(number, [least(first, start), most(last, end)]);
      });
    }
  }
  return layer.daysOf.get(thing) ?? [null, null];
}

function least(a, b) {
  return a === null || b === null ? (a ?? b) : Math.min(a, b);
}

function most(a, b) {
  return a === null || b === null ? (a ?? b) : Math.max(a, b);
}

function firstDay({ thing }) {
  return daysOf(thing)[0] ?? AFTER_ALL;
}

/** The years in which a tie has its reasons, as "2021–2023"; empty where no date is known. */
function whenText(reasons) {
  const days = reasons.flatMap(({ thing }) => daysOf(thing)).filter((day) => day !== null);
  if (!days.length) return "";
  const [first, last] = extent(days).map((day) => dayText(day).slice(0, 4));
  return first === last ? first : `${first}–${last}`;
}

function pathContent() {
  const [from, to] = state.path;
  const close = () => change({ path: null });
  const title = [nameButton(from), make("span", { class: "between" }, " … "), nameButton(to)];
  const top = heading(words().path.title, close, ...title);
  if (!pathTies) return [...top, paragraph(words().path.none)];
  const { nodes } = picture.layer;
  const steps = pathTies.map((tie) =>
    section(
      [tieButton(tie, [isolated(tieName(tie)), weightOf(tie)])],
      ...reasonsOf(tie).map((reason) => evidenceArticle(reason, [nodes[tie.a], nodes[tie.b]])),
    ),
  );
  return [...top, paragraph(words().path.steps(pathTies.length), "said"), ...steps];
}

/** The path that the state asks for, in the picture as it is. */
function makePath() {
  pathTies = null;
  if (!state.path || !picture.layer || picture.isGrouped) return;
  const [from, to] = state.path.map((number) => picture.layer.nodeOf.get(number));
  pathTies = shortestPath(from, to);
}
