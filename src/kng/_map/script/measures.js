// What the measures say of a node, and how far its places hold.

/** What each measure gives a node, with its place among all and what it means. */
function measuresSection(node) {
  const { layer } = picture;
  const names = Object.keys(layer.values).filter(
    (name) => (layer.values[name][node] ?? null) !== null,
  );
  if (!names.length) return null;
  const rows = names.map((name) => measureRow(layer, name, node));
  const table = make("table", { class: "measures" }, make("tbody", {}, rows));
  const rests = coverageText(layer.coverage[node]);
  return section(
    words().measures,
    paragraph(`${words().measuredAt(openedText())} ${rests}`),
    table,
  );
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
    make(
      "th",
      { scope: "row" },
      isolated(say(scale.title)),
      make("span", { class: "hint" }, say(scale.meaning)),
    ),
    make(
      "td",
      { class: "number" },
      shortFigure(own),
      make(
        "span",
        { class: "hint" },
        words().place(place, values.length),
        holdsText(layer.intervals[name]?.[node]),
      ),
    ),
  );
}

/** How far a place in a ranking holds: without any one source, and when meetings are drawn by lot. */
function holdsText(interval) {
  if (!interval) return "";
  const [best, worst, likelyBest, likelyWorst, hinge] = interval;
  const { holding } = words();
  const span = (from, to) => (from === to ? `${from}` : `${from}–${to}`);
  const without = best === worst ? holding.steady : holding.without(span(best, worst));
  const moved =
    hinge === NONE ? "" : holding.hinge(data.sources[hinge].title || data.sources[hinge].id);
  return ` (${[without, holding.drawn(span(likelyBest, likelyWorst)), moved].filter(Boolean).join("; ")})`;
}

/** On how much the ties of a node rest. */
function coverageText(rests) {
  if (!rests) return "";
  const [sources, occasions, share] = rests;
  return words().covered(
    sources,
    occasions,
    occasions > 1 && share > 0.5 ? Math.round(100 * share) : 0,
  );
}

/** The time for which the file has measures. */
function openedText() {
  const { from, to, at } = { from: "", to: "", at: "", ...data.opens.window };
  const { time } = words();
  return at
    ? time.asOf(at)
    : time.range(from ? plainDate(from) : time.open, to || time.today(months.at(-1) ?? ""));
}
