// Names on the drawing: of one size on the screen at every zoom, never on top of each other.
// The most tied names are placed first; each takes the best free side of its node, and the very
// first ones may lie over the signs of other nodes.

const LABEL = {
  size: 13,
  small: 12,
  line: 16,
  widest: 150,
  gap: 4,
  most: 400,
  few: 60,
  hubs: 12,
  tried: 700,
};
const SIDES = [
  [0, 1],
  [1, 0],
  [-1, 0],
  [0, -1],
  [0.75, 0.75],
  [-0.75, 0.75],
  [0.75, -0.75],
  [-0.75, -0.75],
];
const labelLines = new Map();
const labelSides = new Map();
let labelBoxes = [];

function drawLabels(context) {
  const ratio = context.canvas.width / room.wide;
  context.save();
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.font = labelFont();
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.lineJoin = "round";
  labelBoxes = placeLabels(context);
  for (const box of labelBoxes) drawLabel(context, box);
  context.restore();
}

function labelFont() {
  return `500 ${room.wide < 500 ? LABEL.small : LABEL.size}px ${getComputedStyle(document.body).fontFamily}`;
}

function drawLabel(context, { lines, x, y, id }) {
  context.globalAlpha = isFaint(id) ? 0.3 : 1;
  context.strokeStyle = colours.ground;
  context.lineWidth = 4;
  context.fillStyle = colours.ink;
  const first = y - ((lines.length - 1) * LABEL.line) / 2;
  lines.forEach((line, at) => {
    context.strokeText(line, x, first + at * LABEL.line);
    context.fillText(line, x, first + at * LABEL.line);
  });
}

function isFaint(id) {
  return emphasis !== null && !emphasis.nodes.has(id);
}

function placeLabels(context) {
  const scale = view.getScale();
  const spots = seenSpots(scale);
  const taken = spots.map(({ x, y, reach }) => ({ x, y, wide: reach * 2, high: reach * 2 }));
  taken.push(zoomBox());
  const lines = linesNearby(spots);
  const boxes = [];
  for (const spot of spots.slice(0, LABEL.tried)) {
    if (boxes.length >= LABEL.most) break;
    const text = linesOf(spot.id, context);
    const isHub = spots.length > LABEL.few && boxes.length < LABEL.hubs;
    const box =
      freeBox(spot, text, taken, lines) ?? (isHub ? freeBox(spot, text, boxes, lines) : null);
    if (box) boxes.push(box);
    if (box) taken.push(box);
  }
  return boxes;
}

function zoomBox() {
  const {
    offsetLeft,
    offsetTop,
    offsetWidth: wide,
    offsetHeight: high,
  } = document.getElementById("zoom");
  return { x: offsetLeft + wide / 2, y: offsetTop + high / 2, wide, high };
}

function seenSpots(scale) {
  const spots = [];
  for (const node of picture.nodes) {
    const place = view.body.nodes[node];
    if (!place) continue;
    const { x, y } = view.canvasToDOM(place);
    if (x < 0 || y < 0 || x > room.wide || y > room.high) continue;
    spots.push({ id: node, place, x, y, reach: sizeOf(node) * scale, rank: rankOf(node) });
  }
  return spots.sort((a, b) => b.rank - a.rank || a.id - b.id);
}

function rankOf(node) {
  const isWanted = isSelected(node) || node === pointedNode;
  const measured = Math.min(1, picture.radius.get(node) / 30);
  return (isWanted ? 4 : 0) + (isFaint(node) ? 0 : 2) + measured;
}

/** The box on the best side: free, crossed by few lines, turned away from the neighbours. */
function freeBox(spot, { lines: text, wide }, taken, lines) {
  const high = text.length * LABEL.line;
  let best = null;
  if (!labelSides.has(spot.id)) labelSides.set(spot.id, sidesOf(spot));
  labelSides.get(spot.id).forEach(([toX, toY], order) => {
    const x = spot.x + toX * (spot.reach + LABEL.gap + wide / 2);
    const y = spot.y + toY * (spot.reach + LABEL.gap + high / 2);
    const box = { id: spot.id, lines: text, x, y, wide, high };
    if (!isInside(box) || taken.some((other) => meets(box, other))) return;
    const cost = order * 0.4 + lines.filter((line) => crosses(line, box)).length;
    if (!best || cost < best.cost) best = { ...box, cost };
  });
  return best;
}

/** The shown ties as lines on the screen; none where there are too many to look at for each name. */
function linesNearby(spots) {
  const { ties } = picture;
  if (ties.length * spots.length > 12000) return [];
  const at = (node) => view.canvasToDOM(view.body.nodes[node]);
  return ties
    .filter(({ a, b }) => view.body.nodes[a] && view.body.nodes[b])
    .map(({ a, b }) => [at(a), at(b)]);
}

/** Whether a line passes through a box: clipped to the box, something of it is left. */
function crosses([a, b], { x, y, wide, high }) {
  let [from, to] = [0, 1];
  for (const [start, way, middle, reach] of [
    [a.x, b.x - a.x, x, wide / 2],
    [a.y, b.y - a.y, y, high / 2],
  ]) {
    const ends = [(middle - reach - start) / way, (middle + reach - start) / way];
    if (way === 0 && Math.abs(start - middle) > reach) return false;
    if (way === 0) continue;
    from = Math.max(from, Math.min(...ends));
    to = Math.min(to, Math.max(...ends));
  }
  return from < to;
}

/** The sides of a node, those that turn away from its neighbours first. */
function sidesOf({ id, place }) {
  let [x, y] = [0, 0];
  for (const other of picture.neighbours.get(id) ?? []) {
    const there = view.body.nodes[other];
    if (!there) continue;
    const far = Math.hypot(place.x - there.x, place.y - there.y) || 1;
    x += (place.x - there.x) / far;
    y += (place.y - there.y) / far;
  }
  const length = Math.hypot(x, y);
  if (length < 0.4) return SIDES;
  const away = ([toX, toY]) =>
    (toX * x + toY * y) / Math.hypot(toX, toY) + (toX && toY ? -0.25 : 0) * length;
  return [...SIDES].sort((a, b) => away(b) - away(a));
}

function isInside({ x, y, wide, high }) {
  return (
    x - wide / 2 >= 2 &&
    y - high / 2 >= 2 &&
    x + wide / 2 <= room.wide - 2 &&
    y + high / 2 <= room.high - 2
  );
}

function meets(a, b) {
  return Math.abs(a.x - b.x) * 2 < a.wide + b.wide && Math.abs(a.y - b.y) * 2 < a.high + b.high;
}

function labelAt({ x, y }) {
  return labelBoxes.find((box) => meets({ x, y, wide: 0, high: 0 }, box))?.id;
}

function linesOf(id, context) {
  const key = `${state.language} ${state.layer} ${id}`;
  if (!labelLines.has(key)) labelLines.set(key, broken(drawable(nodeName(id)), context));
  return labelLines.get(key);
}

/** A name without line breaks and signs that turn the direction of what follows. */
function drawable(name) {
  const plain = name
    .replace(/[\s\u2028\u2029]+/g, " ")
    .replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, "");
  return plain.slice(0, 120);
}

/** A name on one line, or on two where it is long, cut where it is very long. */
function broken(name, context) {
  const width = (text) => context.measureText(text).width;
  const lines = [""];
  for (const word of name.split(" ")) {
    const longer = lines.at(-1) ? `${lines.at(-1)} ${word}` : word;
    if (width(longer) <= LABEL.widest || !lines.at(-1)) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  const kept = lines.slice(0, 2).map((line) => cut(line, width));
  if (lines.length > 2) kept[1] = cut(`${kept[1]} …`, width);
  return { lines: kept, wide: Math.max(...kept.map(width)) };
}

function cut(line, width) {
  if (width(line) <= LABEL.widest + 10) return line;
  const letters = [...line];
  while (letters.length > 1 && width(`${letters.join("")}…`) > LABEL.widest) letters.pop();
  return `${letters.join("").trimEnd()}…`;
}
