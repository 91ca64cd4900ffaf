// The start, and the one way from the state to what is seen.

let shownView = "";

function render() {
  const before = new Map(view ? picture.nodes.map((node) => [node, { ...placeNow(node) }]) : []);
  picture = makePicture();
  picture.isEven = isEven(picture.ties);
  makePalette();
  makeSizes();
  makePath();
  makePlaces();
  if (view && !moved) readGrown();
  document.documentElement.lang = state.language;
  document.documentElement.classList.toggle("embed", state.embed);
  document.title = say(data.title);
  document.getElementById("title").replaceChildren(isolated(say(data.title)));
  renderLanguages();
  renderControls();
  renderMap();
  renderLegend();
  renderShare();
  renderSearch();
  renderTime();
  renderPanel();
  renderTable();
  if (!view) return;
  paint();
  move(before);
}

function isEven(ties) {
  return ties.every(({ weight }) => Math.abs(weight - ties[0].weight) < 1e-9);
}

function placeNow(node) {
  const body = view.body.nodes[node];
  return body ? { x: body.x, y: body.y } : places.get(node);
}

/** Moves what has to be moved: to the other view smoothly, else so that what is selected is seen. */
function move(before) {
  const drawnView = state.view === "table" ? shownView || "net" : state.view;
  const key = `${state.layer} ${drawnView}`;
  const [layer, last] = shownView.split(" ");
  if (shownView && layer === state.layer && last !== drawnView) {
    moved = false;
    fly(before);
  } else {
    onMap = isOnMap() ? 1 : 0;
    if (moved) bringIntoView();
    else fit();
  }
  shownView = key;
}

function renderLanguages() {
  const group = document.getElementById("languages");
  group.setAttribute("aria-label", words().language);
  for (const button of group.querySelectorAll("button")) {
    button.setAttribute("aria-pressed", String(button.dataset.language === state.language));
  }
}

function renderMap() {
  const { map, mapText, zoomIn, zoomOut, fit: all } = words();
  document.getElementById("map").setAttribute("aria-label", map);
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", mapText(picture.nodes.length, picture.ties.length));
  const zoomWords = { in: zoomIn, out: zoomOut, fit: all };
  for (const button of document.querySelectorAll("#zoom button")) {
    button.setAttribute("aria-label", zoomWords[button.dataset.zoom]);
    button.title = zoomWords[button.dataset.zoom];
  }
  renderNothing();
}

function renderNothing() {
  const place = document.getElementById("nothing");
  const isEmpty = !picture.nodes.length;
  place.hidden = !isEmpty;
  document.getElementById("zoom").hidden = isEmpty;
  if (!isEmpty) return;
  const again = plainButton(words().showAll, () => change(unfiltered()));
  const allTime = plainButton(words().allTime, () => change({ from: "", to: "", at: "" }));
  const isThere = data.layers.some((layer) => layer.nodes.length);
  const reason = isFiltered() ? [words().allHidden, again] : [words().nothingThen, allTime];
  place.replaceChildren(...(isThere ? reason : [words().nothing]));
}

function announce(text) {
  document.getElementById("status").textContent = text;
}

function follow() {
  if (playing) stop();
  moved = false;
  Object.assign(state, read(location.hash));
  render();
}

/** Lets the browser draw what there is before the next part of the work. */
function breath() {
  return new Promise((resolve) => setTimeout(resolve));
}

async function start() {
  document.getElementById("filters").open = false;
  Object.assign(state, read(location.hash));
  readColours();
  readRoom();
  startControls();
  startShare();
  startSearch();
  startTime();
  document.getElementById("languages").addEventListener("click", ({ target }) => {
    const { language } = target.closest("button")?.dataset ?? {};
    if (!language) return;
    rememberLanguage(language);
    change({ language });
  });
  document.getElementById("filters").addEventListener("toggle", renderFacets);
  panel.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    if (state.path) change({ path: null });
    else deselect();
  });
  addEventListener("popstate", follow);
  await breath();
  render();
  await breath();
  readRoom();
  makePlaces();
  readGrown();
  paint();
  await breath();
  startDrawing();
  fit();
  shownView = `${state.layer} ${state.view === "table" ? "net" : state.view}`;
  document.documentElement.dataset.ready = "";
}

start();

/**
 * For tests and for pages that embed the map: the state, ways to change it, and where on the
 * screen a node or a tie is drawn.
 */
window.kngMap = Object.freeze({
  state: () => structuredClone(state),
  hash: written,
  change: (hash) => change(read(hash)),
  select: (address) => select(numberFor(address)),
  selectTie: (a, b) => selectTie(numberFor(a), numberFor(b)),
  deselect,
  fit: showEverything,
  shown: () => ({
    nodes: picture.nodes.map(idOf),
    ties: picture.ties.map(({ a, b, weight, isCertain }) => ({
      a: idOf(a),
      b: idOf(b),
      weight,
      isCertain,
    })),
  }),
  evidence: (a, b) =>
    reasonsOf({ a: nodeAt(a), b: nodeAt(b) }).map(({ thing, ...reason }) => ({
      ...reason,
      thing: addressOf(thing),
    })),
  query: (a, b) => boundQuery(picture.layer, [numberFor(a), numberFor(b)]),
  svg: () => pictureSvg(),
  labels: () =>
    labelBoxes.map(({ id, lines, x, y, wide, high }) => ({
      id: idOf(id),
      lines,
      x,
      y,
      wide,
      high,
    })),
  scale: () => view.getScale(),
  position: () => view.getViewPosition(),
  nodeAt: (address) => onScreen(view.getPosition(nodeAt(address))),
  tieAt: (a, b) => {
    const tie = tieBetween(nodeAt(a), nodeAt(b));
    return onScreen(view.body.edges[tieId(tie)].edgeType.getPoint(0.5));
  },
});

function idOf(node) {
  return node < 0 ? `group ${groupOf(node)}` : addressOf(picture.layer.nodes[node]);
}

function nodeAt(address) {
  const group = /^group (\d+)$/.exec(address);
  return group ? groupNode(Number(group[1])) : picture.layer.nodeOf.get(numberFor(address));
}

function onScreen(place) {
  const { x, y } = view.canvasToDOM(place);
  const { left, top } = canvas.getBoundingClientRect();
  return { x: left + x, y: top + y };
}
