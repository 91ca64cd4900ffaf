// What is to be seen: the ties of the chosen network at the chosen time, less what is filtered away;
// grouped where there is too much for one picture.

const MOST = { nodes: 1500, ties: 4000 };
const OWN_SIZES = {
  neighbours: (picture, node) => picture.neighbours.get(node)?.size ?? 0,
  sum: (picture, node) => picture.strength.get(node) ?? 0,
  same: () => 1,
};
const NO_GROUP = -1;
const UNGROUPED = 999999;
const TIE_KIND = "tie";
let picture = emptyPicture();

function emptyPicture() {
  return {
    layer: null,
    ties: [],
    nodes: [],
    shown: new Set(),
    inGroups: new Set(),
    neighbours: new Map(),
    strength: new Map(),
    tieByEnds: new Map(),
    tiesByNode: new Map(),
    isGrouped: false,
    left: { faint: 0, hidden: 0 },
  };
}

/** Makes the picture anew from the state. */
function makePicture() {
  const layer = currentLayer();
  if (!layer) return emptyPicture();
  const made = projected(layer);
  const { certain, possible } = made;
  const drawn = emptyPicture();
  const passes = nodeFilter(layer);
  const isIn = (node) => (certain.present[node] ? 2 : state.faint ? possible.present[node] : 0);
  const inside = layer.nodes.map((_, node) => (passes(node) ? isIn(node) : 0));
  let ties = allTies(made, inside);
  if (state.focus) {
    const near = within(layer.nodeOf.get(state.focus.id), state.focus.steps, ties);
    inside.forEach((_, node) => near.has(node) || (inside[node] = 0));
    ties = ties.filter(({ a, b }) => near.has(a) && near.has(b));
  }
  const nodes = layer.nodes.flatMap((_, node) => (inside[node] ? [node] : []));
  Object.assign(drawn, { layer, ...made, certainly: inside, allNodes: nodes, allTies: ties });
  drawn.isGrouped = nodes.length > MOST.nodes || ties.length > MOST.ties;
  if (drawn.isGrouped) groupPicture(drawn);
  else Object.assign(drawn, { nodes, ties, shown: new Set(nodes) });
  indexPicture(drawn);
  return drawn;
}

/** The projections of the rows that hold certainly, and of those that hold possibly; remembered. */
function projected(layer) {
  const weighting = state.weight || layer.weighting;
  const rowFilters = [...state.only].filter(([name]) => isOfRows(name));
  const wanted = JSON.stringify([
    layer.name,
    windowOf(state),
    weighting,
    rowFilters.map(([name, values]) => [name, [...values].sort()]),
  ]);
  if (projected.wanted === wanted) return projected.made;
  const window = windowOf(state);
  const held = heldRows(layer, window);
  const passes = rowFilter(layer, rowFilters);
  const kept = (least) =>
    Uint8Array.from(held, (how, row) => (how >= least && passes(row) ? 1 : 0));
  const certain = project(layer, kept(2), weighting);
  const isAllCertain = held.every((how) => how !== 1);
  const possible = isAllCertain ? certain : project(layer, kept(1), weighting);
  projected.wanted = wanted;
  projected.made = { certain, possible, window, weighting, held };
  return projected.made;
}

function isOfRows(name) {
  return name === TIE_KIND || ["thing", "evidence"].includes(facetByName.get(name)?.of);
}

/** Whether a row passes the filters by what it tells of: the topic of the meeting, the function. */
function rowFilter(layer, filters) {
  if (!filters.length) return () => true;
  const tests = filters.map(([name, values]) => {
    if (name === TIE_KIND) return (row) => values.has(data.texts[layer.rows.layer?.[row]]);
    const facet = facetByName.get(name);
    const column =
      facet.of === "thing" ? (layer.rows.thing ?? layer.rows.whole) : layer.rows.evidence;
    const wanted = new Set([...values].map(numberFor));
    const wholes = layer.rows.whole;
    const has = (number) => facetValues(facet, number).some((value) => wanted.has(value));
    return (row) => {
      const number = column?.[row] ?? NONE;
      return has(number) || (facet.of === "thing" && has(wholes?.[row] ?? NONE));
    };
  });
  return (row) => tests.every((test) => test(row));
}

/** Whether a node passes the filters and is not switched off in the legend. */
function nodeFilter(layer) {
  const only = [...state.only].filter(([name]) => !isOfRows(name));
  const off = [...state.hidden].map((text) => text.split(/:(.*)/s).slice(0, 2));
  return (node) =>
    only.every(([name, values]) =>
      valuesOf(layer, name, node).some((value) => values.has(value)),
    ) && off.every(([name, value]) => mainValue(layer, name, node) !== value);
}

/** The values of a facet that a node has, as they stand in the page's address. */
function valuesOf(layer, name, node) {
  if (name === "kind") return [data.kinds[layer.kinds[node]].kind];
  if (name === "community") return [String(communityOf(layer, node))];
  const facet = facetByName.get(name);
  return facet ? facetValues(facet, layer.nodes[node]).map(shortOf) : [];
}

/** The one value by which a node is coloured: of several the latest, so of phases the last. */
function mainValue(layer, name, node) {
  return valuesOf(layer, name, node).at(-1) ?? "";
}

/** Communities after the seventh share one colour. */
function communityOf(layer, node) {
  const group = layer.groups[node];
  return group === NO_GROUP ? "" : Math.min(group, MOST_COLOURS - 1);
}

function allTies({ certain, possible }, inside) {
  const ties = [];
  const known = new Set();
  const add = ({ a, b, weight }, isCertain) => {
    for (let at = 0; at < a.length; at += 1) {
      if (!inside[a[at]] || !inside[b[at]] || weight[at] < state.least) continue;
      const key = a[at] * inside.length + b[at];
      if (isCertain) known.add(key);
      else if (known.has(key)) continue;
      ties.push({ a: a[at], b: b[at], weight: weight[at], isCertain });
    }
  };
  add(certain, true);
  if (state.faint && possible !== certain) add(possible, false);
  return ties;
}

/** The nodes at most so many steps away. */
function within(start, steps, ties) {
  const byNode = groupedBy(ties, ({ a, b }) => [a, b]);
  const near = new Set([start]);
  let edge = [start];
  for (let step = 0; step < steps; step += 1) {
    edge = edge.flatMap((node) => (byNode.get(node) ?? []).map((tie) => otherEnd(tie, node)));
    edge = edge.filter((node) => !near.has(node) && near.add(node));
  }
  return near;
}

function otherEnd({ a, b }, node) {
  return a === node ? b : a;
}

function indexPicture(drawn) {
  for (const tie of drawn.ties) {
    drawn.tieByEnds.set(`${tie.a} ${tie.b}`, tie);
    for (const [node, other] of [
      [tie.a, tie.b],
      [tie.b, tie.a],
    ]) {
      if (!drawn.tiesByNode.has(node)) drawn.tiesByNode.set(node, []);
      drawn.tiesByNode.get(node).push(tie);
      if (!drawn.neighbours.has(node)) drawn.neighbours.set(node, new Set());
      drawn.neighbours.get(node).add(other);
      drawn.strength.set(node, (drawn.strength.get(node) ?? 0) + tie.weight);
    }
  }
  drawn.heaviest = drawn.ties.reduce((most, { weight }) => Math.max(most, weight), 0);
}

function tiesOf(node) {
  return picture.tiesByNode.get(node) ?? [];
}

function tieBetween(a, b) {
  return picture.tieByEnds.get(`${a} ${b}`) ?? picture.tieByEnds.get(`${b} ${a}`);
}

function strongestFirst(ties) {
  return [...ties].sort((x, y) => y.weight - x.weight || x.a - y.a || x.b - y.b);
}

/** The reasons of a tie, those that hold only possibly marked as such. */
function reasonsOf({ a, b }) {
  const sure = picture.certain.reasons(a, b).map((reason) => ({ ...reason, isCertain: true }));
  if (picture.possible === picture.certain) return sure;
  const known = new Set(sure.map(({ thing }) => thing));
  const rest = picture.possible.reasons(a, b).filter(({ thing }) => !known.has(thing));
  return [...sure, ...(state.faint ? rest.map((reason) => ({ ...reason, isCertain: false })) : [])];
}

function nodeName(node) {
  return node < 0 ? groupName(groupOf(node)) : shownName(picture.layer.nodes[node]);
}

function tieName({ a, b }) {
  const sign = picture.layer.directed ? "→" : "–";
  return `${nodeName(a)} ${sign} ${nodeName(b)}`;
}
