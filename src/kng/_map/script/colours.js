// Colours and sizes of nodes, and what they mean.

const MOST_COLOURS = 8;
const OTHERS = MOST_COLOURS - 1;
let palette = { entries: [], colourByNode: new Map() };
let colours = {};

function readColours() {
  const style = getComputedStyle(document.documentElement);
  const colour = (name) => style.getPropertyValue(name).trim();
  colours = {
    ink: colour("--ink"),
    muted: colour("--muted"),
    ground: colour("--canvas"),
    accent: colour("--accent"),
    line: colour("--line"),
    land: colour("--land"),
    coast: colour("--coast"),
    path: colour("--path"),
    signs: Array.from({ length: MOST_COLOURS }, (_, at) => colour(`--sign-${at}`)),
  };
}

/** What the colours of the picture mean: an entry for each value, the most frequent first. */
function makePalette() {
  const layer = currentLayer();
  palette = { entries: [], colourByNode: new Map() };
  if (!layer) return;
  const everyone = layer.nodes.map((_, node) => node).filter((node) => isCounted(layer, node));
  const values = groupedBy(everyone, (node) => [mainValue(layer, state.colour, node)]);
  const order = [...values].sort(
    ([a, one], [b, other]) => byMeaning(a, b) || other.length - one.length,
  );
  const fixed = state.colour === "kind";
  order.forEach(([value, nodes], at) => {
    const isNone = value === "";
    const look = fixed ? data.kinds.find(({ kind }) => kind === value) : null;
    const colour = look ? look.colour : isNone ? OTHERS : Math.min(at, OTHERS);
    palette.entries.push({ value, colour, shape: look?.shape, nodes });
    for (const node of nodes) palette.colourByNode.set(node, colour);
  });
}

/** A node counts in the legend although the legend has switched it off. */
function isCounted(layer, node) {
  return (picture.certain?.present[node] || picture.possible?.present[node]) && layer !== null;
}

/** What has no value stands last; phases and communities in their own order. */
function byMeaning(a, b) {
  if ((a === "") !== (b === "")) return a === "" ? 1 : -1;
  if (state.colour === "community") return Number(a) - Number(b);
  if (state.colour === "phase") return a < b ? -1 : 1;
  return 0;
}

function colourOf(node) {
  if (node < 0) return Math.min(groupOf(node), OTHERS);
  return palette.colourByNode.get(node) ?? OTHERS;
}

/** What a colour's value is called. */
function valueName(value) {
  if (value === "") return words().without[state.colour] ?? words().withoutValue;
  if (state.colour === "community") {
    return Number(value) === OTHERS ? words().otherGroups : words().groupNumber(Number(value) + 1);
  }
  if (state.colour === "kind") {
    const kind = data.kinds.find(({ kind }) => kind === value);
    return kind ? say(kind.label) || kind.kind : value;
  }
  const number = numberFor(value);
  return number === undefined ? value : nameOf(number);
}

/** How large a node's measure is, from 0 to 1 of the largest that is shown. */
function makeSizes() {
  const { layer, nodes } = picture;
  if (!layer) return;
  const value = (node) => sizeValue(node) ?? 0;
  const most = nodes.reduce((largest, node) => Math.max(largest, value(node)), 0);
  const smaller = Math.max(0.45, Math.min(1, (60 / Math.max(nodes.length, 1)) ** 0.3));
  picture.radius = new Map(
    nodes.map((node) => {
      const share = most > 0 ? Math.sqrt(Math.max(0, value(node)) / most) : 0;
      const members = node < 0 ? Math.sqrt(picture.members.get(node).length) * 1.1 : 0;
      return [node, node < 0 ? 12 + members : smaller * (6 + 13 * share)];
    }),
  );
}

/** What the chosen measure gives a node; null where it was not measured. */
function sizeValue(node) {
  if (node < 0) return picture.members.get(node).length;
  const own = OWN_SIZES[state.size];
  if (own) return own(picture, node);
  return picture.layer.values[state.size]?.[node] ?? null;
}

/** A colour (#rrggbb) laid thinly on the ground, so that nothing behind it shines through. */
function mixed(colour, share) {
  const part = (text, at) => Number.parseInt(text.slice(at, at + 2), 16);
  const sum = [1, 3, 5].map((at) =>
    Math.round(share * part(colour, at) + (1 - share) * part(colours.ground, at)),
  );
  return `#${sum.map((number) => number.toString(16).padStart(2, "0")).join("")}`;
}
