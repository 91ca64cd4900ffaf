// Parts of the picture that hang together, and the shortest way through it.

/** The connected parts of the picture, the largest first. */
function components() {
  const seen = new Set();
  const parts = [];
  for (const start of picture.nodes) {
    if (seen.has(start)) continue;
    const part = [start];
    seen.add(start);
    for (const node of part) {
      for (const other of picture.neighbours.get(node) ?? []) {
        if (!seen.has(other)) {
          seen.add(other);
          part.push(other);
        }
      }
    }
    parts.push(part);
  }
  return parts.sort((a, b) => b.length - a.length);
}

/**
 * The shortest path between two nodes, where a tie is as long as one by its weight: strong ties are
 * short. Null where there is none.
 */
function shortestPath(from, to) {
  const far = new Map([[from, 0]]);
  const before = new Map();
  const open = new Set([from]);
  while (open.size) {
    let next = null;
    for (const node of open) if (next === null || far.get(node) < far.get(next)) next = node;
    if (next === to) break;
    open.delete(next);
    for (const tie of tiesOf(next)) {
      const other = otherEnd(tie, next);
      if (picture.layer.directed && tie.a !== next) continue;
      const away = far.get(next) + Math.round(2 ** 20 / tie.weight);
      if (away >= (far.get(other) ?? Infinity)) continue;
      far.set(other, away);
      before.set(other, tie);
      open.add(other);
    }
  }
  if (!before.has(to)) return null;
  const ties = [];
  for (let node = to; node !== from; node = otherEnd(ties[0], node)) ties.unshift(before.get(node));
  return ties;
}
