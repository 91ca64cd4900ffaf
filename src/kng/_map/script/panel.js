// The panel: what is selected, what it rests on, and who says so.

const panel = document.getElementById("panel");
const LONGEST_LIST = 30;

function renderPanel() {
  const content = { node: nodeContent, tie: tieContent, thing: thingContent };
  const chosen = state.selected;
  panel.replaceChildren(...(chosen ? content[chosen.type](chosen.id) : overviewContent()));
  panel.setAttribute("aria-label", words().panel);
  panel.scrollTop = 0;
}

function focusPanel() {
  panel.querySelector("h2")?.focus({ preventScroll: true });
}

function heading(kind, ...content) {
  const close = make(
    "button",
    { type: "button", class: "close", "aria-label": words().close, click: deselect },
    "×",
  );
  const above = make("div", { class: "above" }, make("p", { class: "kind" }, kind), close);
  return [above, make("h2", { tabindex: "-1" }, ...content)];
}

function overviewContent() {
  const ties = shownTies();
  const shown = shownNodes();
  const alone = shown.filter((node) => !shownTies(tiesOf(node.id)).length).map((node) => node.id);
  return [
    make("h2", { tabindex: "-1" }, words().overview),
    ...noteLines().map((line) => make("p", { class: "note" }, isolated(line))),
    make("p", {}, words().inPicture(shown.length, ties.length)),
    shown.length ? make("p", { class: "hint" }, words().howToRead) : null,
    restingOn(ties),
    ...data.networks.map((network, at) =>
      strongestOf(
        network,
        ties.filter((tie) => tie.network === at),
      ),
    ),
    alone.length ? make("section", {}, make("h3", {}, words().alone), nameList(alone)) : null,
  ].filter(Boolean);
}

/** What the picture rests on, a line for each. */
function noteLines() {
  return say(data.note).split("\n").filter(Boolean);
}

/** What most of the shown ties rest on. */
function restingOn(ties) {
  const things = [...groupedBy(ties, (tie) => tie.evidence.map((reason) => reason.thing))]
    .filter(([id, group]) => cards.has(id) && group.length > 1)
    .sort(([a, one], [b, other]) => other.length - one.length || (a < b ? -1 : 1))
    .slice(0, 6);
  if (!things.length) return null;
  const item = ([id, group]) =>
    make(
      "li",
      {},
      thingButton(id),
      make("span", { class: "weight" }, words().tieCount(group.length)),
    );
  return make("section", {}, make("h3", {}, words().mostTies), cutList("neighbours", things, item));
}

/** The strongest ties of a network, where some are stronger than others. */
function strongestOf(network, ties) {
  const sorted = strongestFirst(ties);
  if (!ties.length || sorted[0].weight === sorted.at(-1).weight) return null;
  const title = make(
    "h3",
    {},
    lineSign(sorted[0].network),
    isolated(`${words().strongest}: ${say(network.tie)}`),
  );
  return make("section", {}, title, tieList(sorted.slice(0, 5)));
}

function nameList(addresses) {
  return cutList("names", addresses, (address) => make("li", {}, nameButton(address)));
}

function tieList(ties) {
  const item = (tie) => make("li", {}, tieButton(tie, [isolated(tieName(tie)), weightOf(tie)]));
  return cutList("ties", ties, item);
}

/** A list whose end can be asked for when it is long. */
function cutList(kind, items, item) {
  const list = make("ul", { class: kind }, items.slice(0, LONGEST_LIST).map(item));
  const rest = items.slice(LONGEST_LIST);
  if (!rest.length) return list;
  const more = make("button", { type: "button", class: "more" }, words().more(rest.length));
  more.addEventListener("click", () => {
    more.parentElement.replaceWith(...rest.map(item));
  });
  list.append(make("li", {}, more));
  return list;
}

function thingButton(id) {
  return make(
    "button",
    { type: "button", class: "name", click: () => select(id) },
    isolated(nameOf(id)),
  );
}

function weightOf(tie) {
  return make("span", { class: "weight" }, figure(tie.weight));
}

function nodeContent(address) {
  const marks = new Map();
  return [
    ...heading(kindOf(address), glyphOf(address), isolated(nameOf(address))),
    ...cardContent(address, marks),
    ...neighbourSections(address),
    sourceList(marks),
  ];
}

/** The neighbours of a node, a section for each network, the strongest tie first. */
function neighbourSections(address) {
  const ties = strongestFirst(shownTies(tiesOf(address)));
  if (!ties.length) return [make("p", { class: "hint" }, words().noTies)];
  return data.networks.flatMap((network, at) => {
    const here = ties.filter((tie) => tie.network === at);
    if (!here.length) return [];
    const title = make(
      "h3",
      {},
      lineSign(at),
      isolated(say(network.tie)),
      make("span", { class: "count" }, String(here.length)),
    );
    return [
      make(
        "section",
        {},
        title,
        cutList("neighbours", here, (tie) => neighbour(tie, address)),
      ),
    ];
  });
}

function neighbour(tie, address) {
  const other = otherEnd(tie, address);
  const why = tieButton(
    tie,
    [weightBar(tie), weightOf(tie)],
    `${words().why(nameOf(other))}, ${words().weightIs(figure(tie.weight))}`,
  );
  return make("li", {}, nameButton(other), why);
}

function weightBar(tie) {
  const width = Math.max(2, Math.round((40 * tie.weight) / heaviest[tie.network]));
  return drawn(
    "svg",
    { viewBox: "0 0 40 6", width: 40, height: 6, class: "bar", "aria-hidden": "true" },
    drawn("rect", { width, height: 6, rx: 3 }),
  );
}

function thingContent(address) {
  const marks = new Map();
  const ties = strongestFirst(shownTies(tiesByThing.get(address) ?? []));
  const tied = ties.length
    ? make("section", {}, make("h3", {}, words().tiedHere), tieList(ties))
    : null;
  return [
    ...heading(kindOf(address), isolated(nameOf(address))),
    ...cardContent(address, marks),
    tied,
    sourceList(marks),
  ].filter(Boolean);
}

function tieContent(id) {
  const tie = tieById.get(id);
  const network = data.networks[tie.network];
  const sign = make("span", { class: "between" }, network.directed ? " → " : " – ");
  return [
    ...heading(say(network.tie), nameButton(tie.from), sign, nameButton(tie.to)),
    make(
      "p",
      { class: "total" },
      make("strong", {}, words().weightIs(figure(tie.weight))),
      tie.evidence.length > 1
        ? ` = ${tie.evidence.map((reason) => figure(reason.weight)).join(" + ")}`
        : "",
    ),
    make("h3", {}, tie.evidence.length ? words().restsOn(tie.evidence.length) : words().noEvidence),
    ...tie.evidence.map(evidenceArticle),
  ];
}

function evidenceArticle(reason) {
  const marks = new Map();
  const known = cards.has(reason.thing);
  const title =
    known || nodeById.has(reason.thing) ? isolated(nameOf(reason.thing)) : isolated(reason.thing);
  return make(
    "article",
    { class: "evidence" },
    make("p", { class: "kind" }, kindOf(reason.thing)),
    make("h4", {}, known ? thingButton(reason.thing) : title),
    make("p", { class: "sum" }, sumInWords(reason)),
    cardContent(reason.thing, marks, "h5"),
    sourceList(marks, "h5"),
  );
}

/** How a weight arises: "7 deltog (fullständig deltagarlista): 1/(7−1) = 0,167". */
function sumInWords({ size, basis, weight }) {
  const { basis: bases, took, gives } = words();
  if (size === null) return gives(figure(weight));
  const isNewman = size > 1 && Math.abs(weight * (size - 1) - 1) < 1e-6;
  const sum = isNewman
    ? `1/(${figure(size)}−1)\u00a0=\u00a0${figure(weight)}`
    : gives(figure(weight));
  return `${took(figure(size), bases[basis] ?? basis)}: ${sum}`;
}

function cardContent(address, marks, level = "h3") {
  const card = cards.get(address);
  if (!card) return [make("p", { class: "hint" }, words().noCard)];
  const sections = card.sections.filter((section) => section.lines.length);
  const lines = sections.flatMap((section) => section.lines);
  const named = new Set(lines.map((line) => line.sources.join(" ")));
  const content = sections.map((section) => sectionContent(section, marks, level));
  return [make("div", { class: named.size === 1 ? "one-source" : false }, content)];
}

function sectionContent({ heading: label, lines }, marks, level) {
  const title = say(label);
  return make(
    "section",
    {},
    title ? make(level, {}, isolated(title)) : null,
    make(
      "ul",
      { class: "lines" },
      lines.map((line) => lineItem(line, marks)),
    ),
  );
}

function lineItem(line, marks) {
  return make(
    "li",
    {},
    linked(say(line.text), line.link),
    line.sources.map((source) => sourceMark(source, marks)),
  );
}

/** Text that leads on: to something the page knows, to the web, or nowhere. */
function linked(text, link) {
  if (nodeById.has(link) || cards.has(link)) {
    const click = (event) => {
      event.preventDefault();
      select(link);
    };
    const wrapping = { href: "#", role: "button", class: "name", click };
    return make("a", wrapping, isolated(text || nameOf(link)));
  }
  return webAddress(link) ? webLink(text || link, link) : isolated(text || link);
}

function webLink(text, address) {
  const attributes = { href: webAddress(address), rel: "noopener noreferrer", target: "_blank" };
  return make(
    "a",
    attributes,
    isolated(text),
    make("span", { class: "unseen" }, ` (${words().newTab})`),
  );
}

function sourceMark(source, marks) {
  if (!marks.has(source)) marks.set(source, marks.size + 1);
  const number = marks.get(source);
  const click = (event) => {
    const place = event.currentTarget
      .closest("article, aside")
      .querySelector(`[data-mark="${number}"]`);
    place?.scrollIntoView({ block: "nearest" });
    place?.focus({ preventScroll: true });
  };
  return make(
    "button",
    { type: "button", class: "mark", "aria-label": words().sourceMark(number), click },
    String(number),
  );
}

function sourceList(marks, level = "h3") {
  if (!marks.size) return make("p", { class: "hint" }, words().noSource);
  const title = make(level, {}, marks.size === 1 ? words().source : words().sources);
  const items = [...marks].map(([source, number]) =>
    make("li", { "data-mark": number, tabindex: "-1" }, sourceContent(source)),
  );
  return make("section", { class: "sources" }, title, make("ol", {}, items));
}

/** A part of a list, with its comma, that does not break in the middle of a date. */
function listed(text, at, all) {
  const comma = at < all.length - 1 ? ", " : "";
  return make("span", {}, isolated(text), comma);
}

function sourceContent(address) {
  const source = sources.get(address);
  if (!source) return [`${words().unknownSource}: `, isolated(address)];
  const { published, retrieved } = words();
  const dated = [
    source.publisher,
    source.published && `${published} ${source.published}`,
    source.retrieved && `${retrieved} ${source.retrieved}`,
  ].filter(Boolean);
  const isWeb = webAddress(source.url);
  const title = source.title || source.url || address;
  return [
    make("span", { class: "source-title" }, isWeb ? webLink(title, source.url) : isolated(title)),
    make("span", { class: "source-facts" }, dated.map(listed)),
    source.url ? make("span", { class: "source-url" }, isolated(source.url)) : null,
  ];
}
