// The panel when nothing is selected: what the whole picture says, and on what it rests.

function overviewContent() {
  const { nodes, ties, layer } = picture;
  if (!layer) return [make("h2", { tabindex: "-1" }, words().overview), paragraph(words().nothing)];
  const alone = nodes.filter((node) => node >= 0 && !tiesOf(node).length);
  return [
    make("h2", { tabindex: "-1" }, words().overview),
    ...say(data.note)
      .split("\n")
      .map((line) => paragraph(line, "note")),
    paragraph(inPicture(), "said"),
    paragraph(restsText(), "said"),
    nodes.length ? paragraph(words().howToRead) : null,
    picture.isGrouped ? paragraph(words().grouped) : null,
    picture.isCut ? paragraph(words().cut(MOST.ties)) : null,
    storyList(),
    alone.length
      ? section(words().alone(alone.length), paragraph(words().aloneMeans), nodeList(alone))
      : null,
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
  const share =
    largest && largest.ties > 1
      ? words().largest(largest.ties, picture.certain.a.length, nameOf(largest.thing))
      : "";
  return [words().rests(things, cited), share, leftOutText()].filter(Boolean).join(" ");
}

function leftOutText() {
  const { layer, held } = picture;
  if (!layer.dated) return "";
  const counts = Object.entries(leftOut(layer, held)).filter(([, number]) => number);
  if (!counts.length) return "";
  return words().leftOut(
    counts.map(([group, number]) => words().outside[group](number)).join(", "),
  );
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
        for (let j = i + 1; j < there.length; j += 1)
          note(whole, there[i] * layer.nodes.length + there[j]);
      }
    }
  } else {
    rows.source.forEach((source, row) => {
      const target = rows.target[row];
      const reason = rows.evidence?.[row] ?? NONE;
      if (picture.held[row] !== 2 || target === NONE || source === target || reason === NONE)
        return;
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
    .filter(
      (node) => node >= 0 && data.kinds[layer.kinds[node]].kind !== "person" && values[node] > 0,
    )
    .sort((a, b) => values[b] - values[a] || a - b)
    .slice(0, 5);
  if (!found.length) return null;
  const scale = scaleByName.get("betweenness");
  return section(words().bridges, paragraph(say(scale.meaning)), nodeList(found));
}
