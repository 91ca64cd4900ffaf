// The one state of the page. It stands in the address after "#", so that a link opens the same view.
// Things stand there by address and not by number, so that a link survives a new graph.

const OPENING = {
  language: "sv",
  layer: data.layers[0]?.name ?? "",
  view: "net",
  from: "",
  to: "",
  at: "",
  faint: true,
  weight: "",
  least: 0,
  colour: "community",
  size: "neighbours",
  only: new Map(),
  hidden: new Set(),
  opened: new Set(),
  selected: null,
  focus: null,
  path: null,
  story: null,
  embed: false,
};
const state = { ...OPENING };
const VIEWS = ["net", "place", "table"];
const COLOURS = ["community", "region", "phase", "kind"];
const MOST_STEPS = 3;

/** Changes the state, the address and the page; a change of what is selected can be gone back from. */
function change(patch, { remember = "selected" in patch } = {}) {
  Object.assign(state, patch);
  const address = `#${written()}`;
  if (address !== location.hash && !(address === "#" && !location.hash)) {
    goTo(address, remember ? "pushState" : "replaceState");
  }
  render();
}

/** A page inside a notebook has no address of its own to change. */
function goTo(address, how) {
  try {
    history[how](null, "", address);
  } catch {
    // The view changes all the same.
  }
}

/** Selects by the number of an address: a node of the network that is shown, or anything known. */
function select(number) {
  if (number === undefined) return;
  const layer = currentLayer();
  const isNode = layer?.nodeOf.has(number);
  if (!isNode && !hasCard(number)) return;
  const view = state.view === "table" ? "net" : state.view;
  change({ selected: { type: isNode ? "node" : "thing", id: number }, view, ...revealing(number) });
  focusPanel();
}

function selectTie(a, b) {
  const view = state.view === "table" ? "net" : state.view;
  change({ selected: { type: "tie", id: [a, b] }, view });
  focusPanel();
}

function deselect() {
  if (state.selected) change({ selected: null });
}

/** What has to be undone for a node to be seen. */
function revealing(number) {
  const node = currentLayer().nodeOf.get(number);
  if (node === undefined || picture.shown.has(node)) return {};
  const group = gatheredIn(currentLayer(), node);
  if (picture.isGrouped && picture.inGroups.has(node)) {
    return { opened: new Set([...state.opened, group]) };
  }
  return { only: new Map(), hidden: new Set(), focus: null, least: 0 };
}

function currentLayer() {
  return layerByName.get(state.layer) ?? data.layers[0];
}

function toggled(set, item) {
  const copy = new Set(set);
  if (!copy.delete(item)) copy.add(item);
  return copy;
}

function shortOf(number) {
  return data.addresses[number];
}

/** What differs from how the page opens, as key and value. */
function written() {
  const parts = [];
  const add = (key, value) => parts.push(`${key}=${encoded(String(value))}`);
  const plain = {
    lang: "language",
    net: "layer",
    view: "view",
    from: "from",
    to: "to",
    at: "at",
    weight: "weight",
    least: "least",
    colour: "colour",
    size: "size",
  };
  for (const [key, name] of Object.entries(plain)) {
    if (state[name] !== opening()[name]) add(key, state[name] === "" ? ".." : state[name]);
  }
  if (state.faint !== opening().faint) add("faint", state.faint ? 1 : 0);
  for (const [facet, values] of [...state.only].sort()) {
    for (const value of [...values].sort()) add(`only.${facet}`, value);
  }
  for (const hidden of [...state.hidden].sort()) add("hide", hidden);
  for (const group of [...state.opened].sort((a, b) => a - b)) add("open", group);
  if (state.focus) add("focus", `${shortOf(state.focus.id)} ${state.focus.steps}`);
  if (state.path) add("path", state.path.map(shortOf).join(" "));
  if (state.story) add("story", `${state.story.name} ${state.story.step + 1}`);
  if (state.selected) {
    const { type, id } = state.selected;
    add(type, type === "tie" ? id.map(shortOf).join(" ") : shortOf(id));
  }
  if (state.embed) parts.push("embed");
  return parts.join("&");
}

function encoded(text) {
  const kept = { "%20": "+", "%3A": ":", "%2F": "/" };
  return encodeURIComponent(text).replace(/%20|%3A|%2F/g, (code) => kept[code]);
}

/** How the page opens where the address says nothing: as the file says, in the reader's language. */
function opening() {
  if (!opening.state) {
    const { window, view } = data.opens;
    const base = { ...OPENING, ...period(window), faint: true };
    opening.state = { ...base, ...known(new URLSearchParams(view), base) };
    opening.state.language = rememberedLanguage() ?? opening.state.language;
  }
  return opening.state;
}

function period({ from = "", to = "", at = "" }) {
  return { from, to, at };
}

/** What an address says of the state; what the file does not know is left out. */
function known(query, base) {
  const found = {};
  const take = (key, name, isKnown) => {
    const value = query.get(key);
    if (value !== null && isKnown(value)) found[name] = value;
  };
  take("lang", "language", (text) => text === "sv" || text === "en");
  take("net", "layer", (text) => layerByName.has(text));
  take("view", "view", (text) => VIEWS.includes(text));
  take("weight", "weight", (text) => text in WEIGHTINGS);
  take("colour", "colour", (text) => COLOURS.includes(text));
  const layer = layerByName.get(found.layer ?? base.layer);
  take("size", "size", (text) => text in OWN_SIZES || text in (layer?.values ?? {}));
  const least = Number(query.get("least"));
  if (query.has("least") && least >= 0 && Number.isFinite(least)) found.least = least;
  if (query.has("faint")) found.faint = query.get("faint") !== "0";
  const times = ["from", "to", "at"].filter((key) => query.has(key));
  if (times.length) {
    const dates = times.map((key) => [key, span(query.get(key)) ? query.get(key) : ""]);
    const other = query.has("at") ? { from: "", to: "" } : { at: "" };
    Object.assign(found, other, Object.fromEntries(dates));
  }
  return found;
}

/** The state that an address after "#" stands for. */
function read(hash) {
  const query = new URLSearchParams(hash.replace(/^#/, ""));
  const base = opening();
  const found = { ...base, ...known(query, base) };
  found.only = readOnly(query);
  found.hidden = new Set(query.getAll("hide"));
  found.opened = new Set(query.getAll("open").map(Number).filter(Number.isInteger));
  const layer = layerByName.get(found.layer);
  const numbers = (key) => (query.get(key) ?? "").split(" ").map(numberFor);
  const inLayer = (number) => Boolean(layer?.nodeOf.has(number));
  const [focused] = numbers("focus");
  const steps = Math.min(
    Math.max(Number.parseInt(query.get("focus")?.split(" ")[1], 10) || 1, 1),
    MOST_STEPS,
  );
  found.focus = inLayer(focused) ? { id: focused, steps } : null;
  const path = numbers("path");
  found.path = path.length === 2 && path.every(inLayer) && path[0] !== path[1] ? path : null;
  found.selected = readSelected(query, numbers, inLayer);
  found.story = readStory(query.get("story"));
  found.embed = query.has("embed");
  return found;
}

function readOnly(query) {
  const only = new Map();
  for (const [key, value] of query) {
    const facet = /^only\.(.+)$/.exec(key)?.[1];
    if (!facet || !(["kind", TIE_KIND].includes(facet) || facetByName.has(facet))) continue;
    if (!only.has(facet)) only.set(facet, new Set());
    only.get(facet).add(value);
  }
  return only;
}

function readSelected(query, numbers, inLayer) {
  const [node] = numbers("node");
  if (inLayer(node)) return { type: "node", id: node };
  const tie = numbers("tie");
  if (tie.length === 2 && tie.every(inLayer)) return { type: "tie", id: tie };
  const [thing] = numbers("thing");
  return thing !== undefined && hasCard(thing) ? { type: "thing", id: thing } : null;
}

function readStory(text) {
  const [name, step] = (text ?? "").split(" ");
  const story = storyByName.get(name);
  if (!story) return null;
  const at = Math.min(Math.max((Number.parseInt(step, 10) || 1) - 1, 0), story.steps.length - 1);
  return { name, step: at };
}

const REMEMBERED = "kng-map-language";

/** Private windows and pages from a file may refuse to remember anything. */
function rememberedLanguage() {
  try {
    const found = localStorage.getItem(REMEMBERED);
    return found === "sv" || found === "en" ? found : null;
  } catch {
    return null;
  }
}

function rememberLanguage(language) {
  try {
    localStorage.setItem(REMEMBERED, language);
  } catch {
    // What cannot be remembered is asked again.
  }
}
