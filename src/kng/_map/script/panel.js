// The panel: what is selected, what it rests on, and who says so.

const panel = document.getElementById("panel");
const LONGEST_LIST = 30;
let pathTies = null;

function renderPanel() {
  const content = { node: nodeContent, tie: tieContent, thing: thingContent };
  const chosen = state.selected;
  const parts = state.path
    ? pathContent()
    : chosen
      ? content[chosen.type](chosen.id)
      : overviewContent();
  panel.replaceChildren(...storyContent(), ...parts.filter(Boolean));
  panel.setAttribute("aria-label", words().panel);
  panel.scrollTop = 0;
}

function focusPanel() {
  panel.querySelector("h2")?.focus({ preventScroll: true });
}

function heading(kind, close, ...content) {
  const button = make(
    "button",
    { type: "button", class: "close", "aria-label": words().close, click: close },
    "×",
  );
  const above = make("div", { class: "above" }, make("p", { class: "kind" }, kind), button);
  return [above, make("h2", { tabindex: "-1" }, ...content)];
}

function section(title, ...content) {
  return make("section", {}, make("h3", {}, title), ...content);
}

function paragraph(text, kind = "hint") {
  return text ? make("p", { class: kind }, isolated(text)) : null;
}

function nodeList(nodes) {
  return cutList("names", nodes, (node) => make("li", {}, nameButton(picture.layer.nodes[node])));
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
  more.addEventListener("click", () => more.parentElement.replaceWith(...rest.map(item)));
  list.append(make("li", {}, more));
  return list;
}

function thingButton(number) {
  return hasCard(number)
    ? make(
        "button",
        { type: "button", class: "name", click: () => select(number) },
        isolated(shownName(number)),
      )
    : isolated(shownName(number));
}

function weightText({ weight, isCertain }) {
  return isCertain ? figure(weight) : `${figure(weight)} (${words().possibly})`;
}

function weightOf(tie) {
  return make("span", { class: "weight" }, weightText(tie));
}

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
    plainButton(
      focus.steps(count),
      () => change({ focus: steps === count ? null : { id: number, steps: count } }),
      {
        "aria-pressed": String(steps === count),
      },
    );
  const start = plainButton(path.from, () => {
    waitingPath = number;
    announce(path.choose(nameOf(number)));
    renderPanel();
  });
  const ends =
    waitingPath !== null && waitingPath !== number && picture.layer.nodeOf.has(waitingPath);
  const end = ends
    ? plainButton(path.to(nameOf(waitingPath)), () => showPath(waitingPath, number))
    : null;
  const waits = waitingPath === number ? paragraph(path.choose(nameOf(number))) : null;
  return make(
    "div",
    { class: "node-tools" },
    make(
      "div",
      { class: "buttons", role: "group", "aria-label": focus.title },
      make("span", { class: "hint" }, focus.title),
      step(1),
      step(2),
      step(3),
    ),
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
  const title = [
    isolated(say(picture.layer.tie)),
    make("span", { class: "count" }, figure(ties.length)),
  ];
  return [
    section(
      title,
      cutList("neighbours", ties, (tie) => neighbour(tie, node)),
    ),
  ];
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

function weightBar({ weight }) {
  const width = Math.max(2, Math.round((40 * weight) / picture.heaviest));
  return drawn(
    "svg",
    { viewBox: "0 0 40 6", width: 40, height: 6, class: "bar", "aria-hidden": "true" },
    drawn("rect", { width, height: 6, rx: 3 }),
  );
}

/** A link to where one says that something is wrong, with the address of what it is about. */
function wrongLink(...numbers) {
  if (!data.wrong) return null;
  const things = numbers.map(addressOf).join(" ");
  const text = data.wrong.replaceAll("{thing}", encodeURIComponent(things));
  const isMail = text.startsWith("mailto:");
  if (!isMail && !webAddress(text)) return null;
  const attributes = {
    href: text,
    rel: "noopener noreferrer",
    ...(isMail ? {} : { target: "_blank" }),
  };
  return make("p", { class: "wrong" }, make("a", attributes, words().wrong));
}

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
