// The one state of the page. It stands in the address after "#", so that a link opens the same view.

const state = {
  language: "sv",
  selected: null,
  hiddenKinds: new Set(),
  hiddenNetworks: new Set(),
  table: false,
};

const SELECTIONS = {
  node: (id) => nodeById.has(id),
  tie: (id) => tieById.has(id),
  thing: (id) => cards.has(id) || tiesByThing.has(id),
};

/** Changes the state, the address and the page; a change of what is selected can be gone back from. */
function change(patch, { remember = "selected" in patch } = {}) {
  Object.assign(state, patch);
  const address = `#${written()}`;
  if (address !== location.hash && !(address === "#" && !location.hash)) {
    history[remember ? "pushState" : "replaceState"](null, "", address);
  }
  render();
}

/** Selects by address: a node, or else anything else that the page knows. */
function select(address) {
  const type = nodeById.has(address) ? "node" : "thing";
  if (!SELECTIONS[type](address)) return;
  change({ selected: { type, id: address }, table: false, ...revealing(type, address) });
  focusPanel();
}

function selectTie(id) {
  const tie = tieById.get(id);
  const patch = {
    hiddenKinds: new Set(state.hiddenKinds),
    hiddenNetworks: new Set(state.hiddenNetworks),
  };
  for (const end of [tie.from, tie.to]) patch.hiddenKinds.delete(nodeById.get(end).kind);
  patch.hiddenNetworks.delete(tie.network);
  change({ selected: { type: "tie", id }, table: false, ...patch });
  focusPanel();
}

function deselect() {
  if (state.selected) change({ selected: null });
}

/** What has to be switched on for a node to be seen. */
function revealing(type, address) {
  if (type !== "node") return {};
  const node = nodeById.get(address);
  const hiddenKinds = new Set(state.hiddenKinds);
  hiddenKinds.delete(node.kind);
  const inNone = node.networks.every((network) => state.hiddenNetworks.has(network));
  const hiddenNetworks = new Set(state.hiddenNetworks);
  if (inNone) hiddenNetworks.delete(node.networks[0]);
  return { hiddenKinds, hiddenNetworks };
}

function toggled(set, item) {
  const copy = new Set(set);
  if (!copy.delete(item)) copy.add(item);
  return copy;
}

function isShown(node) {
  return (
    !state.hiddenKinds.has(node.kind) &&
    node.networks.some((network) => !state.hiddenNetworks.has(network))
  );
}

function isTieShown(tie) {
  return (
    !state.hiddenNetworks.has(tie.network) &&
    isShown(nodeById.get(tie.from)) &&
    isShown(nodeById.get(tie.to))
  );
}

function shownNodes() {
  return data.nodes.filter(isShown);
}

function shownTies(ties = data.edges) {
  return ties.filter(isTieShown);
}

function written() {
  const parts = [];
  const add = (key, value) => parts.push(`${key}=${encoded(value)}`);
  if (state.language !== "sv") add("lang", state.language);
  if (state.selected) add(state.selected.type, state.selected.id);
  for (const kind of [...state.hiddenKinds].sort()) add("hide", kind);
  for (const network of [...state.hiddenNetworks].sort()) add("off", data.networks[network].name);
  if (state.table) add("table", "1");
  return parts.join("&");
}

function encoded(text) {
  const kept = { "%20": "+", "%3A": ":", "%2F": "/" };
  return encodeURIComponent(text).replace(/%20|%3A|%2F/g, (code) => kept[code]);
}

/** The state that an address after "#" stands for; what the file does not know is left out. */
function read(hash) {
  const query = new URLSearchParams(hash.replace(/^#/, ""));
  const off = new Set(query.getAll("off"));
  const found = Object.keys(SELECTIONS).find((type) => SELECTIONS[type](query.get(type)));
  return {
    language: query.get("lang") === "en" ? "en" : "sv",
    selected: found ? { type: found, id: query.get(found) } : null,
    hiddenKinds: new Set(query.getAll("hide").filter((kind) => kindByName.has(kind))),
    hiddenNetworks: new Set(data.networks.flatMap(({ name }, at) => (off.has(name) ? [at] : []))),
    table: query.get("table") === "1",
  };
}
