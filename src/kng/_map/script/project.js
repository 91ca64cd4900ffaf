// From the rows of a network to its ties at a time: the same as kng network gives. What the page
// shows is made here, and nothing of it stands ready in the file.

const BEFORE_ALL = -1e9;
const AFTER_ALL = 1e9;
const WEIGHTINGS = {
  newman: { gathering: (size) => 1 / (size - 1), direct: (weight) => weight },
  count: { gathering: () => 1, direct: () => 1 },
};

/** Days since 1970 of YYYY, YYYY-MM or YYYY-MM-DD: the first and the last that it can mean. */
function span(text) {
  const shape = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(text ?? "");
  if (!shape) return null;
  const [year, month, day] = shape.slice(1).map((part) => (part ? Number(part) : 0));
  const first = dayNumber(year, month || 1, day || 1);
  if (day) return dayText(first) === text ? [first, first] : null;
  if (month > 12) return null;
  return [first, (month ? dayNumber(year, month + 1, 1) : dayNumber(year + 1, 1, 1)) - 1];
}

function dayNumber(year, month, day) {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return Math.round(date.getTime() / 864e5);
}

function dayText(day) {
  return new Date(day * 864e5).toISOString().slice(0, 10);
}

/** The window that a state asks for; an open end is null. */
function windowOf({ from, to, at }) {
  const day = span(at);
  if (day) return { first: day[1], last: day[1], asOf: true };
  return { first: span(from)?.[0] ?? null, last: span(to)?.[1] ?? null, asOf: false };
}

/** For each row whether it lies in a window: 2 for certain, 1 for only possible, 0 for not. */
function heldRows(layer, window) {
  const { rows } = layer;
  const length = rowCount(layer);
  const held = new Uint8Array(length).fill(2);
  if (!layer.dated || (window.first === null && window.last === null)) return held;
  const reason = layer.form === "affiliation" ? rows.thing : rows.target;
  for (let row = 0; row < length; row += 1) {
    if (reason[row] === NONE) continue;
    held[row] = holding(data.days[rows.days[row]], window, hasHappened(layer, row));
  }
  return held;
}

/**
 * What lies outside a window, counted as kng network tells it: before and after it, of too vague a
 * time to say, and without any date.
 */
function leftOut(layer, held) {
  const { rows } = layer;
  const reasons = layer.form === "affiliation" ? rows.thing : (rows.evidence ?? rows.target);
  const told = new Set();
  const counts = { before: 0, after: 0, unsure: 0, undated: 0 };
  held.forEach((how, row) => how === 2 && told.add(reasons[row]));
  const window = windowOf(state);
  for (const group of Object.keys(counts)) {
    const here = new Set();
    held.forEach((how, row) => {
      const reason = reasons[row];
      if (how === 2 || reason === NONE || told.has(reason)) return;
      if (outside(data.days[rows.days[row]], window, hasHappened(layer, row)) === group)
        here.add(reason);
    });
    for (const reason of here) told.add(reason);
    counts[group] = here.size;
  }
  return counts;
}

function outside([earliestStart, latestStart, earliestEnd, latestEnd], window, happened) {
  const first = window.first === null || (happened && window.asOf) ? BEFORE_ALL : window.first;
  if ((latestEnd ?? AFTER_ALL) < first) return "before";
  if ((earliestStart ?? BEFORE_ALL) > (window.last ?? AFTER_ALL)) return "after";
  const known = [earliestStart, latestStart, earliestEnd, latestEnd];
  return known.every((day) => day === null) ? "undated" : "unsure";
}

function rowCount({ form, rows }) {
  return (form === "affiliation" ? rows.node : rows.source).length;
}

/** Whether what a row tells of happened, as a meeting did, or lasts, as a role does. */
function hasHappened({ form, rows }, row) {
  const said = rows.happened?.[row] ?? NONE;
  return said === NONE ? form === "affiliation" : said === 1;
}

function holding([earliestStart, latestStart, earliestEnd, latestEnd], window, happened) {
  const first = window.first === null || (happened && window.asOf) ? BEFORE_ALL : window.first;
  const last = window.last ?? AFTER_ALL;
  if ((latestStart ?? AFTER_ALL) <= last && (earliestEnd ?? BEFORE_ALL) >= first) return 2;
  const isBefore = (latestEnd ?? AFTER_ALL) < first;
  const isAfter = (earliestStart ?? BEFORE_ALL) > last;
  return isBefore || isAfter ? 0 : 1;
}

/**
 * The network of the rows that `kept` says: which nodes are in it, and its ties with ends, weight
 * and, when asked, the reasons of one.
 */
function project(layer, kept, weighting) {
  const weigh = WEIGHTINGS[weighting] ?? WEIGHTINGS.newman;
  return layer.form === "affiliation"
    ? affiliations(layer, kept, weigh)
    : directTies(layer, kept, weigh);
}

function affiliations(layer, kept, weigh) {
  const { rows, nodes } = layer;
  const present = new Uint8Array(nodes.length);
  const members = new Map();
  const said = (layer.said ??= gatherings(layer));
  for (let row = 0; row < kept.length; row += 1) {
    if (!kept[row]) continue;
    present[rows.node[row]] = 1;
    const place = placeOf(layer, row);
    if (place === "") continue;
    if (!members.has(place)) members.set(place, new Set());
    members.get(place).add(rows.node[row]);
  }
  const gathered = [...members].map(([place, who]) => {
    const there = [...who].sort((a, b) => a - b);
    const known = said.get(place);
    const size = Math.max(2, known.size || there.length);
    return { ...known, there, size, gives: weigh.gathering(size) };
  });
  const groups = [...groupedBy(gathered, ({ kind, whole }) => [`${kind} ${whole}`]).values()];
  groups.sort(([x], [y]) => x.whole - y.whole || x.kind - y.kind);
  const ties = new Ties(nodes.length);
  for (const parts of groups) addSmallest(ties, parts);
  const reasons = (a, b) =>
    groups.flatMap((parts) => {
      const shared = smallestFirst(parts).find(({ there }) => holds(there, a) && holds(there, b));
      if (!shared) return [];
      const { thing, gives, size, basis, kind } = shared;
      return [{ thing, weight: gives, size, basis, kind }];
    });
  return { present, ...ties.sorted(), reasons, gathered };
}

/** A thing in its kind of tie, where the network has several; empty where a row has no thing. */
function placeOf({ rows }, row) {
  const thing = rows.thing[row];
  return thing === NONE ? "" : `${rows.layer?.[row] ?? 0} ${thing}`;
}

function holds(sorted, wanted) {
  let [low, high] = [0, sorted.length - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] === wanted) return true;
    if (sorted[middle] < wanted) low = middle + 1;
    else high = middle - 1;
  }
  return false;
}

/** What all rows, shown or not, say of each place: its largest size with its basis, its whole. */
function gatherings(layer) {
  const { rows } = layer;
  const found = new Map();
  rows.thing.forEach((thing, row) => {
    const place = placeOf(layer, row);
    if (place === "") return;
    const size = Math.max(0, rows.size?.[row] ?? 0);
    const basis = Math.max(0, rows.basis?.[row] ?? 0);
    const own = rows.whole?.[row] ?? NONE;
    const kind = rows.layer?.[row] ?? 0;
    const known = found.get(place) ?? { thing, kind, size: -1, basis: 0, whole: NONE };
    const isLarger =
      size > known.size || (size === known.size && data.texts[basis] > data.texts[known.basis]);
    if (isLarger) Object.assign(known, { size, basis });
    if (own !== NONE) known.whole = known.whole === NONE ? own : Math.min(own, known.whole);
    found.set(place, known);
  });
  for (const one of found.values()) if (one.whole === NONE) one.whole = one.thing;
  return found;
}

function smallestFirst(parts) {
  return [...parts].sort((a, b) => a.size - b.size || a.thing - b.thing);
}

/** Each pair once for a whole, at the smallest gathering that both attended. */
function addSmallest(ties, parts) {
  const seen = parts.length > 1 ? new Set() : null;
  for (const { there, gives } of smallestFirst(parts)) {
    for (let i = 0; i < there.length; i += 1) {
      for (let j = i + 1; j < there.length; j += 1) {
        const key = there[i] * ties.count + there[j];
        if (seen?.has(key)) continue;
        seen?.add(key);
        ties.add(key, gives);
      }
    }
  }
}

function directTies(layer, kept, weigh) {
  const { rows, nodes, directed } = layer;
  const present = new Uint8Array(nodes.length);
  const known = new Map();
  const loose = [];
  for (let row = 0; row < kept.length; row += 1) {
    if (!kept[row]) continue;
    const [source, target] = [rows.source[row], rows.target[row]];
    present[source] = 1;
    if (target === NONE) continue;
    present[target] = 1;
    if (source === target) continue;
    const [a, b] = directed || source < target ? [source, target] : [target, source];
    const reason = rows.evidence?.[row] ?? NONE;
    const weight = weigh.direct(rows.weight?.[row] ?? 1);
    const key = a * nodes.length + b;
    if (reason === NONE) loose.push({ key, thing: NONE, weight });
    else {
      const kind = rows.layer?.[row] ?? 0;
      const id = `${key} ${reason} ${kind}`;
      const earlier = known.get(id);
      if (!earlier) known.set(id, { key, thing: reason, weight, kind });
      else earlier.weight = Math.max(earlier.weight, weight);
    }
  }
  const all = [...loose, ...known.values()];
  all.sort((a, b) => a.key - b.key || a.thing - b.thing || a.weight - b.weight);
  const ties = new Ties(nodes.length);
  for (const { key, weight } of all) ties.add(key, weight);
  const byKey = groupedBy(all, ({ key }) => [key]);
  const reasons = (a, b) =>
    (byKey.get(a * nodes.length + b) ?? [])
      .filter(({ thing }) => thing !== NONE)
      .map(({ thing, weight, kind }) => ({ thing, weight, size: null, basis: 0, kind }));
  return { present, ...ties.sorted(), reasons, gathered: [] };
}

/** Sums of weights by pair, where a pair of nodes is one number. */
class Ties {
  constructor(count) {
    this.count = Math.max(count, 1);
    this.weights = new Map();
  }

  add(key, weight) {
    this.weights.set(key, (this.weights.get(key) ?? 0) + weight);
  }

  sorted() {
    const keys = Float64Array.from(this.weights.keys()).sort();
    const a = Int32Array.from(keys, (key) => Math.floor(key / this.count));
    const b = Int32Array.from(keys, (key) => key % this.count);
    const weight = Float64Array.from(keys, (key) => this.weights.get(key));
    return { a, b, weight };
  }
}
