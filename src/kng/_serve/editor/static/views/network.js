// The answer as a network: the two columns that tie, drawn by vis-network at places fixed here.

import { textOf, tiedBy } from "../answer.js";
import { make } from "../dom.js";
import { about } from "../server.js";
import { words } from "../words.js";

const MOST = 300;
const ROUNDS = 200;
const PULL = 0.5;
const KINDS = ["person", "municipality", "organisation", "meeting", "programme", "place", "topic"];
const SHAPES = ["dot", "square", "diamond", "star", "hexagon", "triangle", "triangleDown", "dot"];
let library = null;

export async function network(answer) {
  library ??= loaded("/assets/editor/shared/vis-network.min.js");
  await library;
  const { nodes, ties, all } = gathered(answer);
  const canvas = make("div", {
    class: "canvas",
    role: "img",
    "aria-label": words().networkOf(nodes.length, ties.length),
  });
  const notes =
    all > nodes.length ? [make("p", { class: "note" }, words().tooMany(nodes.length))] : [];
  requestAnimationFrame(() => draw(canvas, nodes, ties));
  return [canvas, ...notes];
}

function loaded(address) {
  return new Promise((done, failed) => {
    document.head.append(make("script", { src: address, load: done, error: failed }));
  });
}

function gathered({ columns, rows, drawn }) {
  const ends = tiedBy(columns, drawn);
  const ties = new Map();
  const tiesOf = new Map();
  for (const row of rows) {
    const [from, to] = ends.map(({ at }) => row[at]?.value);
    if (!from || !to || from === to) continue;
    const key = [from, to].sort().join(" ");
    const tie = ties.get(key) ?? { from, to, times: 0 };
    ties.set(key, { ...tie, times: tie.times + 1 });
  }
  for (const { from, to } of ties.values())
    for (const end of [from, to]) tiesOf.set(end, (tiesOf.get(end) ?? 0) + 1);
  const most = [...tiesOf].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).slice(0, MOST);
  const kept = new Set(most.map(([address]) => address));
  const shown = [...ties.values()].filter(({ from, to }) => kept.has(from) && kept.has(to));
  return { nodes: placed(most, shown), ties: shown, all: tiesOf.size };
}

/** Places by attraction and repulsion (Fruchterman and Reingold 1991), from a spiral, so that they
 * are always the same. A tie in a thicket pulls less, or the thicket would be a blot. */
function placed(nodes, ties) {
  const spots = nodes.map((_, at) => ({
    x: Math.sqrt(at + 1) * Math.cos(2.4 * at),
    y: Math.sqrt(at + 1) * Math.sin(2.4 * at),
  }));
  const index = new Map(nodes.map(([address], at) => [address, at]));
  const counts = new Map(nodes);
  const pairs = ties.map(({ from, to }) => [
    index.get(from),
    index.get(to),
    1 / Math.min(counts.get(from), counts.get(to)),
  ]);
  for (let round = 0; round < ROUNDS; round += 1)
    step(spots, pairs, 0.6 * (1 - round / ROUNDS) + 0.01);
  return nodes.map(([address, count], at) => ({ address, count, ...spots[at] }));
}

function step(spots, pairs, reach) {
  const moves = spots.map(({ x, y }) => ({ x: -PULL * x, y: -PULL * y }));
  const push = (a, b, strength) => {
    const [x, y] = [spots[a].x - spots[b].x, spots[a].y - spots[b].y];
    const away = Math.hypot(x, y) || 0.01;
    const force = strength(away) / away;
    moves[a].x += x * force;
    moves[a].y += y * force;
    moves[b].x -= x * force;
    moves[b].y -= y * force;
  };
  for (let a = 0; a < spots.length; a += 1)
    for (let b = a + 1; b < spots.length; b += 1) push(a, b, (away) => 1 / away);
  for (const [a, b, share] of pairs) push(a, b, (away) => -away * away * share);
  spots.forEach((spot, at) => {
    const length = Math.hypot(moves[at].x, moves[at].y) || 1;
    const go = Math.min(length, reach) / length;
    spot.x += moves[at].x * go;
    spot.y += moves[at].y * go;
  });
}

function draw(canvas, nodes, ties) {
  const colour = (name) =>
    getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
  const most = Math.max(...ties.map(({ times }) => times), 1);
  const font = {
    color: colour("ink"),
    size: 15,
    strokeWidth: 3,
    strokeColor: colour("canvas"),
    face: "system-ui, sans-serif",
  };
  const drawnNodes = nodes.map(({ address, count, x, y }) => {
    const kind = Math.max(KINDS.indexOf(about(address)?.kind), 0);
    return {
      id: address,
      label: textOf({ type: "uri", value: address }),
      x: 90 * x,
      y: 90 * y,
      size: 8 + 3 * Math.sqrt(count),
      shape: SHAPES[kind],
      color: colour(`kind-${kind}`),
      font,
    };
  });
  const edges = ties.map(({ from, to, times }) => ({
    from,
    to,
    width: 1 + (4 * (times - 1)) / most,
    color: colour("line-0"),
  }));
  const nodeOptions = { scaling: { label: { drawThreshold: 9, maxVisible: 15 } } };
  const options = {
    nodes: nodeOptions,
    physics: false,
    interaction: { hover: true, keyboard: false },
    edges: { smooth: false },
  };
  const data = { nodes: new window.vis.DataSet(drawnNodes), edges };
  const view = new window.vis.Network(canvas, data, options);
  view.fit();
  view.moveTo({ scale: 0.85 * view.getScale() });
  const free = named(drawnNodes, view.getScale());
  data.nodes.update(
    drawnNodes.map((node) => ({ id: node.id, ...sizes(node, free.has(node), view.getScale()) })),
  );
}

/** The nodes whose names find room in the first picture, those with most ties first. */
function named(nodes, scale) {
  const taken = [];
  return new Set(
    nodes.filter(({ x, y, label }) => {
      const box = { x: x * scale, y: y * scale, wide: 7 * label.length + 8 };
      const isFree = taken.every(
        (other) =>
          Math.abs(box.x - other.x) * 2 > box.wide + other.wide || Math.abs(box.y - other.y) > 30,
      );
      if (isFree) taken.push(box);
      return isFree;
    }),
  );
}

/** Signs and names as large as on paper, whatever the picture had to be shrunk by; the names
 * that found no room come with a closer look. */
function sizes({ size, font }, isNamed, scale) {
  const least = Math.max(1 / scale, 1);
  return {
    size: size * Math.min(least, 4) * 0.8,
    font: { ...font, size: isNamed ? 13 * least : 13 },
  };
}
