// The drawing: vis-network with positions that are already in the data.

const canvas = document.getElementById("canvas");
const MARGIN = { x: 80, y: 46 };
const LARGEST = 1.6;
const CHANGE = 650;
const visNodes = new vis.data.DataSet();
const visEdges = new vis.data.DataSet();
const drawnLooks = new Map();
let view;
let grown = 1;
let room = { wide: 0, high: 0 };
let emphasis = null;
let pointedNode;
let tall = false;
let moved = false;
let onMap = 0;
let places = new Map();
let flight = 0;

function width(numbers) {
  const [least, most] = extent(numbers);
  return most - least;
}

function extent(numbers) {
  let [least, most] = [Infinity, -Infinity];
  for (const number of numbers) {
    if (number < least) least = number;
    if (number > most) most = number;
  }
  return least <= most ? [least, most] : [0, 0];
}

/** The scale at which so much fits on the canvas, with room in screen pixels for the names. */
function scaleFor(wide, high) {
  const roomX = Math.max(room.wide - 2 * Math.min(MARGIN.x, room.wide / 6), 50);
  const roomY = Math.max(room.high - 2 * MARGIN.y, 50);
  return Math.min(roomX / (wide || 1), roomY / (high || 1), LARGEST);
}

function readRoom() {
  room = { wide: canvas.clientWidth, high: canvas.clientHeight };
}

/** Where everything that is shown stands in the chosen view; a tall canvas turns a wide picture. */
function makePlaces() {
  const { layer, nodes } = picture;
  places = new Map();
  if (!layer) return;
  const own = (node) => ({ x: layer.x[node], y: layer.y[node] });
  const net = (node) => (node < 0 ? middle(picture.members.get(node).map(own)) : own(node));
  if (state.view === "place") return placeOnMap(nodes);
  const found = nodes.map((node) => [node, net(node)]);
  const wide = width(found.map(([, place]) => place.x));
  const high = width(found.map(([, place]) => place.y));
  if (!moved) tall = scaleFor(high, wide) > 1.15 * scaleFor(wide, high);
  places = new Map(found.map(([node, { x, y }]) => [node, tall ? { x: y, y: x } : { x, y }]));
}

function middle(points) {
  const sum = points.reduce((all, { x, y }) => ({ x: all.x + x, y: all.y + y }), { x: 0, y: 0 });
  return { x: sum.x / points.length, y: sum.y / points.length };
}

const BESIDE = { x: -330, y: 500, step: 15, high: 34 };

/** On the outline; what has no place stands beside it, in rows. */
function placeOnMap(nodes) {
  const { layer } = picture;
  const on = (node) => ({ x: layer.places[2 * node], y: layer.places[2 * node + 1] });
  const isPlaced = (node) => layer.places[2 * node] !== null;
  const lost = [];
  for (const node of nodes) {
    const members = node < 0 ? picture.members.get(node).filter(isPlaced) : [node].filter(isPlaced);
    if (members.length) places.set(node, middle(members.map(on)));
    else lost.push(node);
  }
  lost.forEach((node, at) => {
    const [column, row] = [Math.floor(at / BESIDE.high), at % BESIDE.high];
    places.set(node, { x: BESIDE.x - column * BESIDE.step, y: BESIDE.y - row * BESIDE.step });
  });
  picture.lost = lost.length;
}

function isOnMap() {
  return state.view === "place";
}

/** Which nodes and ties belong to what is selected or to the path; null when nothing does. */
function emphasised() {
  if (pathTies) {
    return { nodes: new Set(pathTies.flatMap(({ a, b }) => [a, b])), ties: new Set(pathTies) };
  }
  if (!state.selected || !picture.layer) return null;
  const { type, id } = state.selected;
  const { nodeOf } = picture.layer;
  const ties = {
    node: () => tiesOf(nodeOf.get(id)),
    tie: () => [tieBetween(...id.map((number) => nodeOf.get(number)))].filter(Boolean),
    thing: () => tiesOn(id),
  }[type]();
  const ends = new Set(ties.flatMap(({ a, b }) => [a, b]));
  if (type === "node") ends.add(nodeOf.get(id));
  return ends.size ? { nodes: ends, ties: new Set(ties) } : null;
}

/** The shown ties that rest on a thing. */
function tiesOn(thing) {
  const here = picture.possible.gathered.filter((one) => one.thing === thing);
  if (here.length) {
    const among = new Set(here.flatMap(({ there }) => there));
    return picture.ties.filter(
      (tie) => among.has(tie.a) && among.has(tie.b) && restsOn(tie, thing),
    );
  }
  const { rows, form } = picture.layer;
  if (form === "affiliation") return [];
  const ends = new Set();
  rows.source.forEach((source, row) => {
    if (rows.evidence?.[row] === thing || rows.whole?.[row] === thing) {
      ends.add(`${source} ${rows.target[row]}`).add(`${rows.target[row]} ${source}`);
    }
  });
  return picture.ties.filter(({ a, b }) => ends.has(`${a} ${b}`));
}

function restsOn(tie, thing) {
  return tie.a < 0 || tie.b < 0 || reasonsOf(tie).some((reason) => reason.thing === thing);
}

/** Brings the drawing to the picture: what is new comes, what is gone goes, the rest is repainted. */
function paint() {
  emphasis = emphasised();
  labelSides.clear();
  bring(visNodes, picture.nodes.map(paintedNode));
  bring(visEdges, picture.ties.map(paintedTie));
  view?.redraw();
}

function bring(set, items) {
  const wanted = new Set(items.map(({ id }) => id));
  const gone = set.getIds().filter((id) => !wanted.has(id));
  for (const id of gone) drawnLooks.delete(id);
  if (gone.length) set.remove(gone);
  const changed = items.filter(looksNew);
  if (changed.length) set.update(changed);
}

function looksNew(painted) {
  const look = JSON.stringify(painted);
  if (drawnLooks.get(painted.id) === look) return false;
  drawnLooks.set(painted.id, look);
  return true;
}

function isSelected(node) {
  return state.selected?.type === "node" && picture.layer.nodeOf.get(state.selected.id) === node;
}

function paintedNode(node) {
  const { layer } = picture;
  const isNear = !emphasis || emphasis.nodes.has(node);
  const fill = colours.signs[colourOf(node)];
  const isFaint = node >= 0 && picture.certainly[node] === 1;
  const share = isNear ? (isFaint ? 0.4 : 1) : 0.18;
  const shape = node < 0 ? "dot" : data.kinds[layer.kinds[node]].shape;
  const [background, border] = [
    mixed(fill, share),
    isSelected(node) ? colours.ink : colours.ground,
  ];
  return {
    id: node,
    shape,
    size: sizeOf(node),
    borderWidth: isSelected(node) ? 4 : node < 0 ? 3 : 1.5,
    color: { background, border },
    ...places.get(node),
  };
}

function paintedTie(tie) {
  const isNear = !emphasis || emphasis.ties.has(tie);
  const color = emphasis && isNear ? (pathTies ? colours.path : colours.accent) : colours.line;
  const crowd = Math.min(1, (150 / Math.max(picture.ties.length, 1)) ** 0.35);
  const strength = picture.heaviest > 0 ? tie.weight / picture.heaviest : 0;
  const plain = (tie.isCertain ? 0.35 + 0.45 * strength : 0.3) * (0.55 + 0.45 * crowd);
  const opacity = emphasis ? (isNear ? 0.95 : 0.07) : plain;
  return {
    id: tieId(tie),
    from: tie.a,
    to: tie.b,
    width: widthOf(tie) * grown,
    dashes: tie.isCertain ? false : [4, 5],
    color: { color, opacity },
    ...(picture.layer.directed && arrowsOf(tie)),
  };
}

function tieId({ a, b }) {
  return `${a} ${b}`;
}

function arrowsOf(tie) {
  const isMutual = picture.tieByEnds.has(`${tie.b} ${tie.a}`);
  return {
    arrows: { to: { enabled: true, scaleFactor: 0.5 } },
    smooth: isMutual ? { enabled: true, type: "curvedCW", roundness: 0.14 } : false,
  };
}

/** Lines from 0.6 to 5 px by weight; all alike where all weights are, thinner in a crowd. */
function widthOf(tie) {
  const crowd = Math.min(1, (120 / Math.max(picture.ties.length, 1)) ** 0.3);
  const isChosen = emphasis?.ties.size === 1 && emphasis.ties.has(tie);
  const strength = picture.heaviest > 0 ? tie.weight / picture.heaviest : 0;
  const width = picture.isEven ? 2 * crowd : crowd * (0.6 + 4.4 * strength);
  return Math.round(100 * (width + (isChosen ? 2 : 0))) / 100;
}

/** Where the picture is small, as on a phone, its signs stay large enough to see and to touch. */
function sizeOf(node) {
  const size = picture.radius.get(node) ?? 8;
  return Math.round(10 * size * grown * (isOnMap() ? 0.62 : 1)) / 10;
}

const KEYS = {
  ArrowLeft: () => pan(-60, 0),
  ArrowRight: () => pan(60, 0),
  ArrowUp: () => pan(0, -60),
  ArrowDown: () => pan(0, 60),
  "+": () => zoom(1.25),
  "-": () => zoom(0.8),
  0: showEverything,
  Escape: deselect,
};

function drawOutline(context) {
  if (!onMap || !data.outline.length) return;
  context.save();
  context.globalAlpha = onMap;
  context.beginPath();
  for (const ring of data.outline) {
    context.moveTo(ring[0], ring[1]);
    for (let at = 2; at < ring.length; at += 2) context.lineTo(ring[at], ring[at + 1]);
    context.closePath();
  }
  context.fillStyle = colours.land;
  context.fill();
  context.strokeStyle = colours.coast;
  context.lineWidth = 1.2 / view.getScale();
  context.stroke();
  context.restore();
}

function startDrawing() {
  view = new vis.Network(canvas, { nodes: visNodes, edges: visEdges }, data.options);
  view.canvas.frame.tabIndex = -1;
  onMap = isOnMap() ? 1 : 0;
  view.on("click", ({ nodes: [node], edges: [tie], pointer }) =>
    clicked(node ?? labelAt(pointer.DOM), tie),
  );
  canvas.addEventListener("mousemove", pointed);
  for (const event of ["dragStart", "zoom"]) view.on(event, () => (moved = true));
  view.on("beforeDrawing", drawOutline);
  view.on("afterDrawing", drawLabels);
  view.on("resize", () => {
    readRoom();
    if (!moved) fit();
  });
  const map = document.getElementById("map");
  map.addEventListener("keydown", (event) => {
    if (event.target !== map || !KEYS[event.key]) return;
    event.preventDefault();
    KEYS[event.key]();
  });
  document.getElementById("zoom").addEventListener("click", ({ target }) => {
    const way = target.closest("button")?.dataset.zoom;
    ({ in: () => zoom(1.25), out: () => zoom(0.8), fit: showEverything })[way]?.();
  });
  for (const media of ["(prefers-color-scheme: dark)", "print"]) {
    matchMedia(media).addEventListener("change", redrawn);
  }
}

/** Drawn anew for other colours, or for paper. */
function redrawn() {
  readColours();
  view.canvas.setSize();
  readRoom();
  render();
}

function clicked(node, tie) {
  const { nodes } = picture.layer ?? {};
  if (node !== undefined && node < 0) openGroup(groupOf(node));
  else if (node !== undefined) select(nodes[node]);
  else if (tie !== undefined) {
    const { a, b } = picture.tieByEnds.get(tie);
    if (a >= 0 && b >= 0) selectTie(nodes[a], nodes[b]);
    else openGroup(groupOf(Math.min(a, b)));
  } else deselect();
}

function openGroup(group) {
  moved = false;
  change({ opened: toggled(state.opened, group) }, { remember: true });
}

/** Says by the pointer that there is something to click, and shows a name that has no room. */
function pointed({ offsetX: x, offsetY: y }) {
  const node = view.getNodeAt({ x, y }) ?? labelAt({ x, y });
  canvas.classList.toggle("over", (node ?? view.getEdgeAt({ x, y })) !== undefined);
  if (node === pointedNode) return;
  pointedNode = node;
  view.redraw();
}
