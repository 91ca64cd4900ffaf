// The panel: what is selected, what it rests on, and who says so.

const panel = document.getElementById("panel");
const LONGEST_LIST = 30;
let pathTies = null;

function renderPanel() {
  const content = { node: nodeContent, tie: tieContent, thing: thingContent };
  const chosen = state.selected;
  const parts = state.path ? pathContent() : chosen ? content[chosen.type](chosen.id) : overviewContent();
  panel.replaceChildren(...storyContent(), ...parts.filter(Boolean));
  panel.setAttribute("aria-label", words().panel);
  panel.scrollTop = 0;
}

function focusPanel() {
  panel.querySelector("h2")?.focus({ preventScroll: true });
}

function heading(kind, close, ...content) {
  const button = make("button", { type: "button", class: "close", "aria-label": words().close, click: close }, "×");
  const above = make("div", { class: "above" }, make("p", { class: "kind" }, kind), button);
  return [above, make("h2", { tabindex: "-1" }, ...content)];
}

function section(title, ...content) {
  return make("section", {}, make("h3", {}, title), ...content);
}

function paragraph(text, kind = "hint") {
  return text ? make("p", { class: kind }, isolated(text)) : null;
}

// ---- what the whole picture says

function overviewContent() {
  const { nodes, ties, layer } = picture;
  if (!layer) return [make("h2", { tabindex: "-1" }, words().overview), paragraph(words().nothing)];
  const alone = nodes.filter((node) => node >= 0 && !tiesOf(node).length);
  return [
    make("h2", { tabindex: "-1" }, words().overview),
    ...say(data.note).split("\n").map((line) => paragraph(line, "note")),
    paragraph(inPicture(), "said"),
    paragraph(restsText(), "said"),
    nodes.length ? paragraph(words().howToRead) : null,
    picture.isGrouped ? paragraph(words().grouped) : null,
    picture.isCut ? paragraph(words().cut(MOST.ties)) : null,
    storyList(),
    alone.length ? section(words().alone(alone.length), paragraph(words().aloneMeans), nodeList(alone)) : null,
    bridgesSection(),
    strongestSection(ties),
    restingOn(),
  ];
}

/** How many there are, in how many groups; said of the picture as it is. */
function inPicture() {
  const { allNodes = [], allTies = [], layer } = picture;
  const only = allTies.filter(({ isCertain }) => !isCertain).length;
  const parts = picture.isGrouped ? [] : components().filter((part) => part.length > 1);
  return [
    words().inPicture(allNodes.length, allTies.length, say(layer.tie)),
    parts.length > 1 ? words().inParts(parts.length, parts[0].length) : "",
    only ? words().onlyPossible(only) : "",
    !layer.dated ? words().undated : "",
    isOnMap() && picture.lost ? words().lost(picture.lost) : "",
  ]
    .filter(Boolean)
    .join(" ");
}

/** On what the picture rests: sources, and the meeting with most ties. */
function restsText() {
  const { things, largest, cited } = resting();
  if (!things) return "";
  const share = largest && largest.ties > 1 ? words().largest(largest.ties, picture.certain.a.length, nameOf(largest.thing)) : "";
  return [words().rests(things, cited), share, leftOutText()].filter(Boolean).join(" ");
}

function leftOutText() {
  const { layer, held } = picture;
  if (!layer.dated) return "";
  const counts = Object.entries(leftOut(layer, held)).filter(([, number]) => number);
  if (!counts.length) return "";
  return words().leftOut(counts.map(([group, number]) => words().outside[group](number)).join(", "));
}

/** The things and sources behind the ties that hold certainly, and the thing on which most rest. */
function resting() {
  const { layer, certain } = picture;
  if (resting.of === certain) return resting.found;
  const { rows } = layer;
  const used = new Set();
  const pairs = new Map();
  const note = (whole, key) => {
    if (!pairs.has(whole)) pairs.set(whole, new Set());
    pairs.get(whole).add(key);
  };
  if (layer.form === "affiliation") {
    for (const { thing, there, whole } of certain.gathered) {
      if (there.length < 2) continue;
      used.add(thing);
      for (let i = 0; i < there.length; i += 1) {
        for (let j = i + 1; j < there.length; j += 1) note(whole, there[i] * layer.nodes.length + there[j]);
      }
    }
  } else {
    rows.source.forEach((source, row) => {
      const target = rows.target[row];
      const reason = rows.evidence?.[row] ?? NONE;
      if (picture.held[row] !== 2 || target === NONE || source === target || reason === NONE) return;
      const [a, b] = layer.directed || source < target ? [source, target] : [target, source];
      used.add(reason);
      const whole = rows.whole?.[row] ?? NONE;
      note(whole === NONE ? reason : whole, a * layer.nodes.length + b);
    });
  }
  let largest = null;
  for (const [thing, keys] of [...pairs].sort(([a], [b]) => a - b)) {
    if (!largest || keys.size > largest.ties) largest = { thing, ties: keys.size };
  }
  const cited = new Set([...used].flatMap(sourcesOf)).size;
  const most = [...pairs].map(([thing, keys]) => ({ thing, ties: keys.size }));
  resting.of = certain;
  resting.found = { things: used.size, largest, cited, most };
  return resting.found;
}

function sourcesOf(number) {
  return (cardOf(number) ?? []).flatMap(({ lines }) => lines.flatMap(({ sources }) => sources));
}

/** On what most of the shown ties rest. */
function restingOn() {
  const most = resting()
    .most.filter(({ thing, ties }) => hasCard(thing) && ties > 1)
    .sort((x, y) => y.ties - x.ties || x.thing - y.thing)
    .slice(0, 5);
  if (!most.length) return null;
  const item = ({ thing, ties }) =>
    make("li", {}, thingButton(thing), make("span", { class: "weight" }, words().tieCount(ties)));
  return section(words().mostTies, cutList("neighbours", most, item));
}

/** The strongest ties, where some are stronger than others. */
function strongestSection(ties) {
  if (picture.isEven || picture.isGrouped || !ties.length) return null;
  return section(words().strongest, tieList(strongestFirst(ties).slice(0, 5)));
}

/** What binds the picture together; of people nobody is singled out. */
function bridgesSection() {
  const { layer, nodes } = picture;
  const values = layer.values.betweenness;
  if (!values || picture.isGrouped) return null;
  const found = nodes
    .filter((node) => node >= 0 && data.kinds[layer.kinds[node]].kind !== "person" && values[node] > 0)
    .sort((a, b) => values[b] - values[a] || a - b)
    .slice(0, 5);
  if (!found.length) return null;
  const scale = scaleByName.get("betweenness");
  return section(words().bridges, paragraph(say(scale.meaning)), nodeList(found));
}

function nodeList(nodes) {
  return cutList("names", nodes, (node) => make("li", {}, nameButton(picture.layer.nodes[node])));
}

function tieList(ties) {
  const item = (tie) =>
    make("li", {}, tieButton(tie, [isolated(tieName(tie)), weightOf(tie)]));
  return cutList("ties", ties, item);
}

/** A list whose end can be asked for when it is long. */
function cutList(kind, items, item) {
  const list = make("ul", { class: kind }, items.slice(0, LONGEST_LIST).map(item));
  const rest = items.slice(LONGEST_LIST);
  if (!rest.length) return list;
  const more = make("button", { type: "button", class: "more" }, words().more(rest.length));
  more.addEventListener("click", () => more.parentElement.replaceWith(...rest.map(item)));
  list.append(make("li", {}, more));
  return list;
}

function thingButton(number) {
  return hasCard(number)
    ? make("button", { type: "button", class: "name", click: () => select(number) }, isolated(shownName(number)))
    : isolated(shownName(number));
}

function weightText({ weight, isCertain }) {
  return isCertain ? figure(weight) : `${figure(weight)} (${words().possibly})`;
}

function weightOf(tie) {
  return make("span", { class: "weight" }, weightText(tie));
}

// ---- a node

function nodeContent(number) {
  const node = picture.layer.nodeOf.get(number);
  const marks = new Map();
  return [
    ...heading(kindOf(number), deselect, glyphOf(number), isolated(shownName(number))),
    picture.shown.has(node) ? null : paragraph(words().notShown),
    picture.certainly?.[node] === 1 ? paragraph(words().nodePossible) : null,
    nodeTools(number),
    ...neighbourSection(node),
    ...cardContent(number, marks),
    measuresSection(node),
    sourceList(marks),
    wrongLink(number),
  ];
}

function nodeTools(number) {
  const { focus, path } = words();
  const steps = state.focus?.id === number ? state.focus.steps : 0;
  const step = (count) =>
    plainButton(focus.steps(count), () => change({ focus: steps === count ? null : { id: number, steps: count } }), {
      "aria-pressed": String(steps === count),
    });
  const start = plainButton(path.from, () => {
    waitingPath = number;
    announce(path.choose(nameOf(number)));
    renderPanel();
  });
  const ends = waitingPath !== null && waitingPath !== number && picture.layer.nodeOf.has(waitingPath);
  const end = ends
    ? plainButton(path.to(nameOf(waitingPath)), () => showPath(waitingPath, number))
    : null;
  const waits = waitingPath === number ? paragraph(path.choose(nameOf(number))) : null;
  return make(
    "div",
    { class: "node-tools" },
    make("div", { class: "buttons", role: "group", "aria-label": focus.title }, make("span", { class: "hint" }, focus.title), step(1), step(2), step(3)),
    make("div", { class: "buttons" }, start, end),
    waits,
  );
}

let waitingPath = null;

function showPath(from, to) {
  waitingPath = null;
  change({ path: [from, to], selected: null }, { remember: true });
  focusPanel();
}

/** The neighbours of a node, the strongest tie first. */
function neighbourSection(node) {
  const ties = strongestFirst(tiesOf(node)).filter(({ a, b }) => a >= 0 && b >= 0);
  if (!ties.length) return [paragraph(picture.isGrouped ? "" : words().noTies)];
  const title = [isolated(say(picture.layer.tie)), make("span", { class: "count" }, figure(ties.length))];
  return [section(title, cutList("neighbours", ties, (tie) => neighbour(tie, node)))];
}

function neighbour(tie, node) {
  const other = otherEnd(tie, node);
  const when = whenText(reasonsOf(tie));
  const sign = picture.layer.directed ? (tie.a === node ? "→ " : "← ") : "";
  const why = tieButton(
    tie,
    [make("span", { class: "when" }, when), weightBar(tie), weightOf(tie)],
    `${when} ${weightText(tie)}: ${words().why(nodeName(other))}`,
  );
  return make("li", {}, make("span", {}, sign, nameButton(picture.layer.nodes[other])), why);
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

function weightBar({ weight }) {
  const width = Math.max(2, Math.round((40 * weight) / picture.heaviest));
  return drawn(
    "svg",
    { viewBox: "0 0 40 6", width: 40, height: 6, class: "bar", "aria-hidden": "true" },
    drawn("rect", { width, height: 6, rx: 3 }),
  );
}

/** What each measure gives a node, with its place among all and what it means. */
function measuresSection(node) {
  const { layer } = picture;
  const names = Object.keys(layer.values).filter((name) => (layer.values[name][node] ?? null) !== null);
  if (!names.length) return null;
  const rows = names.map((name) => measureRow(layer, name, node));
  const table = make("table", { class: "measures" }, make("tbody", {}, rows));
  const rests = coverageText(layer.coverage[node]);
  return section(words().measures, paragraph(`${words().measuredAt(openedText())} ${rests}`), table);
}

function measureRow(layer, name, node) {
  const scale = scaleByName.get(name);
  const values = layer.values[name].filter((value) => value !== null);
  const own = layer.values[name][node];
  const isBetter = scale.better === "lower" ? (value) => value < own : (value) => value > own;
  const place = 1 + values.filter(isBetter).length;
  return make(
    "tr",
    {},
    make("th", { scope: "row" }, isolated(say(scale.title)), make("span", { class: "hint" }, say(scale.meaning))),
    make("td", { class: "number" }, shortFigure(own), make("span", { class: "hint" }, words().place(place, values.length), holdsText(layer.intervals[name]?.[node]))),
  );
}

/** How far a place in a ranking holds: without any one source, and when meetings are drawn by lot. */
function holdsText(interval) {
  if (!interval) return "";
  const [best, worst, likelyBest, likelyWorst, hinge] = interval;
  const { holding } = words();
  const span = (from, to) => (from === to ? `${from}` : `${from}–${to}`);
  const without = best === worst ? holding.steady : holding.without(span(best, worst));
  const moved = hinge === NONE ? "" : holding.hinge(data.sources[hinge].title || data.sources[hinge].id);
  return ` (${[without, holding.drawn(span(likelyBest, likelyWorst)), moved].filter(Boolean).join("; ")})`;
}

/** On how much the ties of a node rest. */
function coverageText(rests) {
  if (!rests) return "";
  const [sources, occasions, share] = rests;
  return words().covered(sources, occasions, occasions > 1 && share > 0.5 ? Math.round(100 * share) : 0);
}

/** The time for which the file has measures. */
function openedText() {
  const { from, to, at } = { from: "", to: "", at: "", ...data.opens.window };
  const { time } = words();
  return at ? time.asOf(at) : time.range(from ? plainDate(from) : time.open, to || time.today(months.at(-1) ?? ""));
}

/** A link to where one says that something is wrong, with the address of what it is about. */
function wrongLink(...numbers) {
  if (!data.wrong) return null;
  const things = numbers.map(addressOf).join(" ");
  const text = data.wrong.replaceAll("{thing}", encodeURIComponent(things));
  const isMail = text.startsWith("mailto:");
  if (!isMail && !webAddress(text)) return null;
  const attributes = { href: text, rel: "noopener noreferrer", ...(isMail ? {} : { target: "_blank" }) };
  return make("p", { class: "wrong" }, make("a", attributes, words().wrong));
}

// ---- a meeting, or whatever else ties rest on

function thingContent(number) {
  const marks = new Map();
  const ties = strongestFirst(tiesOn(number)).filter(({ a, b }) => a >= 0 && b >= 0);
  return [
    ...heading(kindOf(number), deselect, isolated(shownName(number))),
    ...cardContent(number, marks),
    ties.length ? section(words().tiedHere(ties.length), tieList(ties)) : null,
    sourceList(marks),
    wrongLink(number),
  ];
}

// ---- a tie

function tieContent(ids) {
  const { layer } = picture;
  const [a, b] = ids.map((number) => layer.nodeOf.get(number));
  const tie = tieBetween(a, b) ?? { a, b, weight: 0, isCertain: true, isGone: true };
  const reasons = reasonsOf(layer.directed ? tie : { a: Math.min(a, b), b: Math.max(a, b) });
  const sign = make("span", { class: "between" }, layer.directed ? " → " : " – ");
  reasons.sort((x, y) => firstDay(x) - firstDay(y));
  const sure = reasons.filter(({ isCertain }) => isCertain);
  return [
    ...heading(say(layer.tie), deselect, nameButton(layer.nodes[tie.a]), sign, nameButton(layer.nodes[tie.b])),
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
  const terms = reasons.length > 1 ? ` = ${reasons.map((reason) => figure(reason.weight)).join(" + ")}` : "";
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
  const terms = isNewman ? `1/(${figure(size)}−1)\u00a0=\u00a0${figure(weight)}` : gives(figure(weight));
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

// ---- a path

function pathContent() {
  const [from, to] = state.path;
  const close = () => change({ path: null });
  const title = [nameButton(from), make("span", { class: "between" }, " … "), nameButton(to)];
  const top = heading(words().path.title, close, ...title);
  if (!pathTies) return [...top, paragraph(words().path.none)];
  const { nodes } = picture.layer;
  const steps = pathTies.map((tie) =>
    section([tieButton(tie, [isolated(tieName(tie)), weightOf(tie)])], ...reasonsOf(tie).map((reason) => evidenceArticle(reason, [nodes[tie.a], nodes[tie.b]]))),
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

// ---- cards

/** The card of a thing; of those who took part only the given, where some of them are told of. */
function cardContent(number, marks, level = "h3", among = new Set()) {
  const card = cardOf(number);
  if (!card) return [make("p", { class: "hint" }, words().noCard)];
  const isNamed = (line) => !line.concerns.length || line.concerns.some((who) => among.has(who));
  const narrowed = card.map(({ heading: title, lines }) => {
    const kept = lines.filter(isNamed);
    return { heading: title, lines: among.size && kept.length ? kept : lines };
  });
  const sections = narrowed.filter(({ lines }) => lines.length);
  const lines = sections.flatMap((part) => part.lines);
  const named = new Set(lines.map((line) => line.sources.join(" ")));
  const content = sections.map((part) => sectionContent(part, marks, level));
  return [make("div", { class: named.size === 1 ? "one-source" : false }, content)];
}

function sectionContent({ heading: label, lines }, marks, level) {
  const title = say(label);
  return make(
    "section",
    {},
    title ? make(level, {}, isolated(title)) : null,
    cutList("lines", lines, (line) => lineItem(line, marks)),
  );
}

function lineItem(line, marks) {
  return make("li", {}, linked(say(line.text), line.link), line.sources.map((source) => sourceMark(source, marks)));
}

/** Text that leads on to something that the page knows, or nowhere. */
function linked(text, number) {
  if (number === NONE || (!hasCard(number) && !lookOf(number))) return isolated(text || words().noName);
  return make("button", { type: "button", class: "name", click: () => select(number) }, isolated(text || nameOf(number)));
}

function webLink(text, address) {
  const attributes = { href: webAddress(address), rel: "noopener noreferrer", target: "_blank" };
  return make("a", attributes, isolated(text), make("span", { class: "unseen" }, ` (${words().newTab})`));
}

function sourceMark(source, marks) {
  if (!marks.has(source)) marks.set(source, marks.size + 1);
  const number = marks.get(source);
  const click = (event) => {
    const place = event.currentTarget.closest("article, aside").querySelector(`[data-mark="${number}"]`);
    place?.scrollIntoView({ block: "nearest" });
    place?.focus({ preventScroll: true });
  };
  return make("button", { type: "button", class: "mark", "aria-label": words().sourceMark(number), click }, String(number));
}

function sourceList(marks, level = "h3") {
  if (!marks.size) return make("p", { class: "hint" }, words().noSource);
  const title = make(level, {}, marks.size === 1 ? words().source : words().sources);
  const items = [...marks].map(([source, number]) => make("li", { "data-mark": number, tabindex: "-1" }, sourceContent(source)));
  return make("section", { class: "sources" }, title, make("ol", {}, items));
}

/** A part of a list, with its comma, that does not break in the middle of a date. */
function listed(text, at, all) {
  const comma = at < all.length - 1 ? ", " : "";
  return make("span", {}, isolated(text), comma);
}

function sourceContent(at) {
  const source = data.sources[at];
  if (!source.known) return [`${words().unknownSource}: `, isolated(source.id)];
  const { published, retrieved } = words();
  const dated = [
    source.publisher,
    source.published && `${published} ${source.published}`,
    source.retrieved && `${retrieved} ${source.retrieved}`,
  ].filter(Boolean);
  const title = source.title || source.url || source.id;
  return [
    make("span", { class: "source-title" }, webAddress(source.url) ? webLink(title, source.url) : isolated(title)),
    make("span", { class: "source-facts" }, dated.map(listed)),
    source.url ? make("span", { class: "source-url" }, isolated(source.url)) : null,
  ].filter(Boolean);
}
