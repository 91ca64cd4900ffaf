// What is known of a thing, line by line, and who says so.

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
  return make(
    "li",
    {},
    linked(say(line.text), line.link),
    line.sources.map((source) => sourceMark(source, marks)),
  );
}

/** Text that leads on to something that the page knows, or nowhere. */
function linked(text, number) {
  if (number === NONE || (!hasCard(number) && !lookOf(number)))
    return isolated(text || words().noName);
  return make(
    "button",
    { type: "button", class: "name", click: () => select(number) },
    isolated(text || nameOf(number)),
  );
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
    make(
      "span",
      { class: "source-title" },
      webAddress(source.url) ? webLink(title, source.url) : isolated(title),
    ),
    make("span", { class: "source-facts" }, dated.map(listed)),
    source.url ? make("span", { class: "source-url" }, isolated(source.url)) : null,
  ].filter(Boolean);
}
