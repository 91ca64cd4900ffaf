// The drawing: vis-network with positions that are already in the data.

const canvas = document.getElementById("canvas");
const MARGIN = { x: 80, y: 42 };
const LARGEST = 1.5;
const nodes = new vis.data.DataSet();
const edges = new vis.data.DataSet();
const looks = new Map();
let view;
let colours = {};
let grown = 1;
let room = { wide: 0, high: 0 };
let emphasis = null;
let pointedNode;
let tall = false;
let moved = false;

/** Whether the picture is clearly larger on this canvas when it is laid on its side. */
function isTall() {
  const wide = span(data.nodes.map((node) => node.x));
  const high = span(data.nodes.map((node) => node.y));
  return scaleFor(high, wide) > 1.15 * scaleFor(wide, high);
}

function span(numbers) {
  const [least, most] = extent(numbers);
  return most - least;
}

/** The scale at which so much fits on the canvas, with room in screen pixels for the names. */
function scaleFor(wide, high) {
  const roomX = Math.max(room.wide - 2 * Math.min(MARGIN.x, room.wide / 6), 50);
  const roomY = Math.max(room.high - 2 * MARGIN.y, 50);
  return Math.min(roomX / (wide || 1), roomY / (high || 1), LARGEST);
}

function turned(x, y) {
  return tall ? { x: y, y: x } : { x, y };
}

function turnedCurve(smooth) {
  if (!smooth || !tall) return smooth;
  return { ...smooth, type: smooth.type === "curvedCW" ? "curvedCCW" : "curvedCW" };
}

function drawnNode(node) {
  return { ...paintedNode(node), shape: node.shape, ...turned(node.x, node.y) };
}

function drawnTie(tie) {
  const { from, to, dashes, smooth, arrows } = tie;
  return {
    ...paintedTie(tie),
    from,
    to,
    dashes,
    smooth: turnedCurve(smooth),
    ...(arrows && { arrows }),
  };
}

function readRoom() {
  room = { wide: canvas.clientWidth, high: canvas.clientHeight };
}

function readColours() {
  const style = getComputedStyle(document.documentElement);
  const colour = (name) => style.getPropertyValue(name).trim();
  const series = (name, length) => Array.from({ length }, (_, at) => colour(`--${name}-${at}`));
  colours = {
    ink: colour("--ink"),
    faint: colour("--muted"),
    ground: colour("--canvas"),
    accent: colour("--accent"),
    kinds: series("kind", 8),
    lines: series("line", 4),
  };
}

/** Which nodes and ties belong to what is selected; null when nothing is. */
function emphasised() {
  if (!state.selected) return null;
  const { type, id } = state.selected;
  const ties = {
    node: () => tiesOf(id),
    tie: () => [tieById.get(id)],
    thing: () => tiesByThing.get(id) ?? [],
  }[type]();
  const shown = shownTies(ties);
  const ends = new Set(shown.flatMap((tie) => [tie.from, tie.to]));
  if (type === "node") ends.add(id);
  return { nodes: ends, ties: new Set(shown.map((tie) => tie.id)) };
}

function paint() {
  emphasis = emphasised();
  labelSides.clear();
  nodes.update(data.nodes.map(paintedNode).filter(looksNew));
  edges.update(data.edges.map(paintedTie).filter(looksNew));
  view.redraw();
}

function looksNew(painted) {
  const look = JSON.stringify(painted);
  if (looks.get(painted.id) === look) return false;
  looks.set(painted.id, look);
  return true;
}

function paintedNode(node) {
  const isSelected = state.selected?.id === node.id;
  const isNear = !emphasis || emphasis.nodes.has(node.id);
  const fill = colours.kinds[kindByName.get(node.kind).colour];
  return {
    id: node.id,
    hidden: !isShown(node),
    size: sizeOf(node),
    borderWidth: isSelected ? 4 : 1.5,
    color: {
      background: isNear ? fill : faded(fill),
      border: isSelected ? colours.ink : colours.ground,
    },
  };
}

function paintedTie(tie) {
  const isNear = !emphasis || emphasis.ties.has(tie.id);
  const color =
    emphasis && isNear ? colours.accent : colours.lines[tie.network % colours.lines.length];
  const opacity = emphasis ? (isNear ? 0.95 : 0.12) : 0.6;
  const width = tie.width * grown + (state.selected?.id === tie.id ? 2 : 0);
  return { id: tie.id, hidden: !isTieShown(tie), width, color: { color, opacity } };
}

/** Where the picture is small, as on a phone, its signs stay large enough to see and to touch. */
function sizeOf(node) {
  return node.size * grown;
}

/** A colour (#rrggbb) laid thinly on the ground, so that nothing behind it shines through. */
function faded(colour) {
  const part = (text, at) => Number.parseInt(text.slice(at, at + 2), 16);
  const mixed = [1, 3, 5].map((at) =>
    Math.round(0.2 * part(colour, at) + 0.8 * part(colours.ground, at)),
  );
  return `rgb(${mixed.join(",")})`;
}

/** Shows the part of the drawing that holds the given nodes. */
function fit(chosen = shownNodes(), animation = false) {
  if (!chosen.length || !room.wide) return;
  const places = Object.values(view.getPositions(chosen.map((node) => node.id)));
  const [left, right] = extent(places.map((place) => place.x));
  const [top, bottom] = extent(places.map((place) => place.y));
  const scale = scaleFor(right - left, bottom - top);
  view.moveTo({ position: { x: (left + right) / 2, y: (top + bottom) / 2 }, scale, animation });
}

function extent(numbers) {
  return [Math.min(...numbers), Math.max(...numbers)];
}

function zoom(factor) {
  moved = true;
  view.moveTo({ scale: view.getScale() * factor });
}

function pan(x, y) {
  moved = true;
  const { x: atX, y: atY } = view.getViewPosition();
  view.moveTo({ position: { x: atX + x / view.getScale(), y: atY + y / view.getScale() } });
}

/** Moves the picture when what is selected lies outside it. */
function bringIntoView() {
  if (!emphasis) return;
  const outside = [...emphasis.nodes].some((id) => {
    const { x, y } = view.canvasToDOM(view.getPosition(id));
    return x < 0 || y < 0 || x > room.wide || y > room.high;
  });
  if (outside)
    fit(
      [...emphasis.nodes].map((id) => nodeById.get(id)),
      calmly(),
    );
}

function calmly() {
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  return still ? false : { duration: 350, easingFunction: "easeInOutQuad" };
}

function showEverything() {
  moved = false;
  fit(shownNodes(), calmly());
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

/** Size and side of the picture follow from the canvas; then everything is drawn once, as it is. */
function createView() {
  readRoom();
  tall = isTall();
  const [wide, high] = [
    span(data.nodes.map((node) => node.x)),
    span(data.nodes.map((node) => node.y)),
  ];
  grown = Math.min(2.2, Math.max(1, 0.6 / (tall ? scaleFor(high, wide) : scaleFor(wide, high))));
  emphasis = emphasised();
  nodes.add(data.nodes.map(drawnNode));
  edges.add(data.edges.map(drawnTie));
  for (const node of data.nodes) looksNew(paintedNode(node));
  for (const tie of data.edges) looksNew(paintedTie(tie));
  view = new vis.Network(canvas, { nodes, edges }, data.options);
}

function startDrawing() {
  createView();
  view.canvas.frame.tabIndex = -1;
  view.on("click", ({ nodes: [node], edges: [tie], pointer }) =>
    clicked(node ?? labelAt(pointer.DOM), tie),
  );
  canvas.addEventListener("mousemove", pointed);
  for (const event of ["dragStart", "zoom"]) view.on(event, () => (moved = true));
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
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    readColours();
    paint();
  });
}

function clicked(node, tie) {
  if (node) select(node);
  else if (tie) selectTie(tie);
  else deselect();
}

/** Says by the pointer that there is something to click, and shows the name of a node that has no room. */
function pointed({ offsetX: x, offsetY: y }) {
  const node = view.getNodeAt({ x, y }) ?? labelAt({ x, y });
  canvas.classList.toggle("over", Boolean(node ?? view.getEdgeAt({ x, y })));
  if (node === pointedNode) return;
  pointedNode = node;
  view.redraw();
}
