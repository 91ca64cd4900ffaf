// What the file holds, and what can be looked up in it.

const data = JSON.parse(document.getElementById("data").textContent);
const nodeById = new Map(data.nodes.map((node) => [node.id, node]));
const tieById = new Map(data.edges.map((tie) => [tie.id, tie]));
const kindByName = new Map(data.kinds.map((kind) => [kind.kind, kind]));
const tiesByNode = groupedBy(data.edges, (tie) => [tie.from, tie.to]);
const tiesByThing = groupedBy(data.edges, (tie) => tie.evidence.map((reason) => reason.thing));
const heaviest = data.networks.map((_, at) =>
  data.edges.reduce((most, tie) => (tie.network === at ? Math.max(most, tie.weight) : most), 0),
);
const cards = new Map(Object.entries(data.cards));
const sources = new Map(Object.entries(data.sources));

function groupedBy(items, keysOf) {
  const groups = new Map();
  for (const item of items) {
    for (const key of new Set(keysOf(item))) {
      if (!groups.has(key)) groups.set(key, []);
      groups.get(key).push(item);
    }
  }
  return groups;
}

function nameOf(address) {
  const node = nodeById.get(address);
  const label = node ? [node.label_sv, node.label_en] : (cards.get(address)?.label ?? ["", ""]);
  return say(label) || words().noName;
}

function kindOf(address) {
  const node = nodeById.get(address);
  if (node) return say(kindByName.get(node.kind).label) || node.kind;
  return cards.has(address) ? say(cards.get(address).kind) : "";
}

function otherEnd(tie, address) {
  return tie.from === address ? tie.to : tie.from;
}

function neighboursOf(address, ties) {
  return new Set(ties.map((tie) => otherEnd(tie, address)).filter((other) => other !== address));
}

function tiesOf(address) {
  return tiesByNode.get(address) ?? [];
}

function strongestFirst(ties) {
  return [...ties].sort((a, b) => b.weight - a.weight || (a.id < b.id ? -1 : 1));
}

function tieName(tie) {
  const sign = data.networks[tie.network].directed ? "→" : "–";
  return `${nameOf(tie.from)} ${sign} ${nameOf(tie.to)}`;
}

/** An address that a link may carry: http and https, nothing that could run. */
function webAddress(text) {
  try {
    const url = new URL(text);
    return url.protocol === "http:" || url.protocol === "https:" ? url.href : "";
  } catch {
    return "";
  }
}
