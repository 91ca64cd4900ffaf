// The start, and the one way from the state to what is seen.

function render() {
  const seen = shownNodes();
  document.documentElement.lang = state.language;
  document.title = say(data.title);
  document.getElementById("title").replaceChildren(isolated(say(data.title)));
  renderLanguages();
  renderMap(seen);
  renderLegend();
  renderSearch();
  renderPanel();
  renderTable();
  paint();
  if (moved) bringIntoView();
  else fit(seen);
}

function renderLanguages() {
  const group = document.getElementById("languages");
  group.setAttribute("aria-label", words().language);
  for (const button of group.querySelectorAll("button")) {
    button.setAttribute("aria-pressed", String(button.dataset.language === state.language));
  }
}

function renderMap(seen) {
  const { map, mapText, zoomIn, zoomOut, fit: all } = words();
  document.getElementById("map").setAttribute("aria-label", map);
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", mapText(seen.length, shownTies().length));
  const zoomWords = { in: zoomIn, out: zoomOut, fit: all };
  for (const button of document.querySelectorAll("#zoom button")) {
    button.setAttribute("aria-label", zoomWords[button.dataset.zoom]);
    button.title = zoomWords[button.dataset.zoom];
  }
  renderNothing(seen);
}

function renderNothing(seen) {
  const place = document.getElementById("nothing");
  place.hidden = seen.length > 0;
  document.getElementById("zoom").hidden = !seen.length;
  const again = make(
    "button",
    { type: "button", click: () => change({ hiddenKinds: new Set(), hiddenNetworks: new Set() }) },
    words().showAll,
  );
  place.replaceChildren(
    ...(data.nodes.length ? [words().allHidden, " ", again] : [words().nothing]),
  );
}

function announce(text) {
  document.getElementById("status").textContent = text;
}

function follow() {
  Object.assign(state, read(location.hash));
  render();
}

function start() {
  legend.open = matchMedia("(min-width: 700px)").matches;
  Object.assign(state, read(location.hash));
  readColours();
  startDrawing();
  startSearch();
  startTable();
  document.getElementById("languages").addEventListener("click", ({ target }) => {
    const { language } = target.closest("button")?.dataset ?? {};
    if (language) change({ language });
  });
  panel.addEventListener("keydown", (event) => {
    if (event.key === "Escape") deselect();
  });
  addEventListener("popstate", follow);
  render();
}

start();

/**
 * For tests and for pages that embed the map: the state, ways to change it, and where on the
 * screen a node or a tie is drawn.
 */
window.kngMap = Object.freeze({
  state: () => structuredClone(state),
  network: view,
  select,
  selectTie,
  deselect,
  fit: showEverything,
  shown: () => ({ nodes: shownNodes().map(({ id }) => id), ties: shownTies().map(({ id }) => id) }),
  labels: () =>
    labelBoxes.map(({ id, lines, x, y, wide, high }) => ({ id, lines, x, y, wide, high })),
  nodeAt: (id) => onScreen(view.getPosition(id)),
  tieAt: (id) => onScreen(middleOf(id)),
});

function middleOf(id) {
  return view.body.edges[id].edgeType.getPoint(0.5);
}

function onScreen(place) {
  const { x, y } = view.canvasToDOM(place);
  const { left, top } = canvas.getBoundingClientRect();
  return { x: left + x, y: top + y };
}
