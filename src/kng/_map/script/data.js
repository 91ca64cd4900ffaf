// What the file holds, and what can be looked up in it. Addresses and texts stand once; everywhere
// else is their number.

const data = JSON.parse(document.getElementById("data").textContent);
const NONE = -1;
const numberOf = new Map(data.addresses.map((address, at) => [address, at]));
const layerByName = new Map(data.layers.map((layer) => [layer.name, layer]));
const facetByName = new Map(data.facets.map((facet) => [facet.name, facet]));
const scaleByName = new Map(data.scales.map((scale) => [scale.name, scale]));
const storyByName = new Map(data.stories.map((story) => [story.name, story]));

for (const layer of data.layers) {
  layer.nodeOf = new Map(layer.nodes.map((address, node) => [address, node]));
}
for (const facet of data.facets) {
  facet.byAddress = new Map(facet.at.map((address, at) => [address, facet.values[at]]));
}

/** The whole address of a thing, as it stands in the exported files. */
function addressOf(number) {
  const short = data.addresses[number];
  return short.includes("://") ? short : data.base + short;
}

/** The number of an address, whole or short; undefined where the file does not know it. */
function numberFor(address) {
  const short = address.startsWith(data.base) ? address.slice(data.base.length) : address;
  return numberOf.get(short);
}

/** Words as [sv, en] by their number. */
function wordsAt(number) {
  return number === NONE
    ? ["", ""]
    : [data.texts[data.words[2 * number]], data.texts[data.words[2 * number + 1]]];
}

function nameOf(number) {
  return say(wordsAt(data.names[number])) || data.addresses[number].split("/").at(-1) || "";
}

/** A name as it is shown; one that is missing is said to be. */
function shownName(number) {
  return say(wordsAt(data.names[number])) || words().noName;
}

function kindOf(number) {
  const own = say(wordsAt(data.kindNames[number]));
  if (own) return own;
  const look = lookOf(number);
  return look ? say(look.label) || look.kind : "";
}

const looks = new Map();
for (const layer of data.layers) {
  layer.nodes.forEach((address, node) => looks.set(address, data.kinds[layer.kinds[node]]));
}

/** Colour and shape of a node's kind; undefined for what is no node. */
function lookOf(number) {
  return looks.get(number);
}

function hasCard(number) {
  return Array.isArray(data.cards[number]);
}

/** The sections of a card: a heading and its lines. */
function cardOf(number) {
  if (!hasCard(number)) return null;
  return data.cards[number].map(([heading, packed, concerns]) => ({
    heading: wordsAt(heading),
    lines: Array.from({ length: packed.length / 3 }, (_, at) => {
      const [text, cited, link] = packed.slice(3 * at, 3 * at + 3);
      const who = concerns?.[at] ?? [];
      return {
        text: filled(wordsAt(text), [link, number, ...who]),
        sources: data.cited[cited],
        link,
        concerns: who,
      };
    }),
  }));
}

const MARK = /\ue000(\d)/g;

/** Words with names in the place of their marks. */
function filled(said, named) {
  const other = { 0: 1, 1: 0 };
  return said.map((text, language) =>
    text.replace(MARK, (mark, at) => {
      if (!(named[at] >= 0)) return mark;
      const name = wordsAt(data.names[named[at]]);
      return name[language] || name[other[language]];
    }),
  );
}

function facetValues(facet, number) {
  return facet.byAddress.get(number) ?? [];
}

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

/** An address that a link may carry: http and https, nothing that could run. */
function webAddress(text) {
  try {
    const url = new URL(text);
    return url.protocol === "http:" || url.protocol === "https:" ? url.href : "";
  } catch {
    return "";
  }
}
