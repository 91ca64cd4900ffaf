// What is shown and how: the network, the view, colour, size, and the filters.

const NODE_FACETS = ["kind"];

function startControls() {
  const on = (id, patch) =>
    document.getElementById(id).addEventListener("change", ({ target }) => change(patch(target)));
  on("layer", ({ value }) => ({ layer: value, ...forOtherNetwork(value) }));
  on("colour", ({ value }) => ({ colour: value, hidden: new Set() }));
  on("size", ({ value }) => ({ size: value }));
  on("weighting", ({ value }) => ({ weight: value === currentLayer().weighting ? "" : value }));
  on("least", ({ value }) => ({ least: Math.max(0, Number(value.replace(",", ".")) || 0) }));
  for (const button of document.querySelectorAll("#views button")) {
    button.addEventListener("click", () =>
      change({ view: button.dataset.view }, { remember: true }),
    );
  }
  document.getElementById("clear").addEventListener("click", () => change(unfiltered()));
}

/** What cannot stay as it is when another network is shown. */
function forOtherNetwork(name) {
  const layer = layerByName.get(name);
  const stays = (number) => layer.nodeOf.has(number);
  moved = false;
  return {
    selected: state.selected?.type === "node" && stays(state.selected.id) ? state.selected : null,
    focus: state.focus && stays(state.focus.id) ? state.focus : null,
    path: state.path?.every(stays) ? state.path : null,
    size: state.size in OWN_SIZES || state.size in layer.values ? state.size : "neighbours",
    hidden: new Set(),
    opened: new Set(),
    least: 0,
  };
}

function unfiltered() {
  return { only: new Map(), hidden: new Set(), least: 0, focus: null, path: null };
}

function isFiltered() {
  return Boolean(state.only.size || state.hidden.size || state.least || state.focus || state.path);
}

function renderControls() {
  const layer = currentLayer();
  const { colours: colourWords, sizes, views, weightings } = words();
  fill(
    "layer",
    data.layers.map(({ name, title }) => [name, say(title) || name]),
    layer?.name,
  );
  fill(
    "colour",
    usableColours().map((name) => [name, colourWords[name]]),
    state.colour,
  );
  fill(
    "size",
    [
      ...Object.keys(OWN_SIZES).map((name) => [name, words().sizeNames[name]]),
      ...Object.keys(layer?.values ?? {}).map((name) => [
        name,
        say(scaleByName.get(name)?.title ?? [name, name]),
      ]),
    ],
    state.size,
  );
  fill(
    "weighting",
    Object.keys(WEIGHTINGS).map((name) => [name, weightings[name]]),
    state.weight || layer?.weighting,
  );
  for (const button of document.querySelectorAll("#views button")) {
    button.textContent = views[button.dataset.view];
    button.setAttribute("aria-pressed", String(button.dataset.view === state.view));
  }
  for (const [id, text] of Object.entries(words().labels)) {
    document.querySelector(`label[for="${id}"]`).textContent = text;
  }
  document.getElementById("least").value = state.least ? figure(state.least) : "";
  document.getElementById("views").setAttribute("aria-label", words().view);
  document.getElementById("filters-summary").replaceChildren(words().filters, ...filterMarks());
  const clear = document.getElementById("clear");
  clear.textContent = words().clear;
  clear.hidden = !isFiltered();
  renderFacets();
}

function fill(id, choices, chosen) {
  const list = document.getElementById(id);
  list.replaceChildren(...choices.map(([value, text]) => option(value, text, value === chosen)));
}

function usableColours() {
  const facets = ["region", "phase"].filter((name) => facetByName.has(name));
  return ["community", ...facets, "kind"];
}

function filterMarks() {
  const number = state.only.size + state.hidden.size + (state.least ? 1 : 0);
  return number ? [make("span", { class: "badge" }, String(number))] : [];
}

/** A list for each facet that something in the network has a value of. */
function renderFacets() {
  const place = document.getElementById("facets");
  const layer = currentLayer();
  if (!layer || !document.getElementById("filters").open) return place.replaceChildren();
  const focused = place.querySelector("select:focus")?.id;
  const facets = [
    [TIE_KIND, words().tieKind],
    ["kind", words().kind],
    ...data.facets.map(({ name, title }) => [name, say(title)]),
  ];
  place.replaceChildren(
    ...facets.map(([name, title]) => facetChoice(layer, name, title)).filter(Boolean),
  );
  if (focused) document.getElementById(focused)?.focus();
}

function facetChoice(layer, name, title) {
  const counts = valueCounts(layer, name);
  const chosen = [...(state.only.get(name) ?? [])][0] ?? "";
  if (!chosen && counts.size < (name === "kind" ? 2 : 1)) return null;
  const named = [...counts].map(([value, count]) => [value, facetValueName(name, value), count]);
  const collator = new Intl.Collator(state.language);
  named.sort((a, b) => collator.compare(a[1], b[1]));
  const list = make(
    "select",
    { id: `facet-${name}` },
    option("", words().everything, chosen === ""),
    named.map(([value, text, count]) =>
      option(value, `${text} (${figure(count)})`, value === chosen),
    ),
  );
  list.addEventListener("change", () => {
    const only = new Map(state.only);
    if (list.value) only.set(name, new Set([list.value]));
    else only.delete(name);
    moved = false;
    change({ only });
  });
  return make("p", { class: "field" }, make("label", { for: `facet-${name}` }, title), list);
}

function facetValueName(name, value) {
  if (name === TIE_KIND) return tieKindName(currentLayer(), value);
  if (name === "kind") {
    const kind = data.kinds.find((one) => one.kind === value);
    return say(kind.label) || value;
  }
  return nameOf(numberFor(value));
}

function tieKindName(layer, word) {
  const kind = layer.tieKinds.find((one) => data.texts[one.word] === word);
  return kind ? say(kind.label) : word;
}

/** How many nodes, or things that they share, have each value of a facet in a network. */
function valueCounts(layer, name) {
  layer.counts ??= new Map();
  if (!layer.counts.has(name)) {
    const groups = new Map();
    const add = (value) => groups.set(value, (groups.get(value) ?? 0) + 1);
    const facet = facetByName.get(name);
    if (name === TIE_KIND) {
      for (const word of layer.rows.layer ?? []) add(data.texts[word]);
    } else if (isOfRows(name)) {
      const columns = facet.of === "thing" ? ["thing", "whole"] : ["evidence"];
      const numbers = new Set(columns.flatMap((column) => layer.rows[column] ?? []));
      for (const number of numbers) facetValues(facet, number).map(shortOf).forEach(add);
    } else layer.nodes.forEach((_, node) => valuesOf(layer, name, node).forEach(add));
    layer.counts.set(name, groups);
  }
  return layer.counts.get(name);
}
