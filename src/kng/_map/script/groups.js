// Where there is too much for one picture: communities as one node each, opened on demand.

/** Communities as one node each, save those that have been opened. */
function groupPicture(drawn) {
  const { layer, allNodes, allTies } = drawn;
  const place = (node) => {
    const group = gatheredIn(layer, node);
    return state.opened.has(group) ? node : groupNode(group);
  };
  const members = groupedBy(allNodes, (node) => [place(node)]);
  const summed = new Map();
  for (const { a, b, weight, isCertain } of allTies) {
    const [one, other] = [place(a), place(b)].sort((x, y) => x - y);
    if (one === other) continue;
    const key = `${one} ${other}`;
    const sum = summed.get(key) ?? { a: one, b: other, weight: 0, count: 0, isCertain: false };
    sum.weight += weight;
    sum.count += 1;
    sum.isCertain ||= isCertain;
    summed.set(key, sum);
  }
  drawn.members = members;
  drawn.nodes = [...members.keys()].sort((a, b) => a - b);
  drawn.ties = strongest([...summed.values()], MOST.ties);
  drawn.isCut = summed.size > MOST.ties;
  drawn.shown = new Set(drawn.nodes);
  drawn.inGroups = new Set(allNodes.filter((node) => !drawn.shown.has(node)));
}

/** In which group a node is shown; those of no community are one together. */
function gatheredIn(layer, node) {
  return layer.groups[node] === NO_GROUP ? UNGROUPED : layer.groups[node];
}

/** Groups are numbered from −1 down, so that they are no nodes. */
function groupNode(group) {
  return -1 - group;
}

function groupOf(node) {
  return -1 - node;
}

function strongest(ties, most) {
  if (ties.length <= most) return ties;
  return [...ties].sort((x, y) => y.weight - x.weight).slice(0, most);
}

/** A community is called after the one of it that is most tied; no person stands for others. */
function groupName(group) {
  const { layer } = picture;
  const members = picture.members?.get(groupNode(group)) ?? [];
  if (group === UNGROUPED) return words().ungrouped(members.length);
  const hubs = members.filter((node) => data.kinds[layer.kinds[node]].kind !== "person");
  const most = hubs.reduce((best, node) => (tiedIn(node) > tiedIn(best) ? node : best), hubs[0]);
  const name = most === undefined ? words().groupNumber(group + 1) : shownName(layer.nodes[most]);
  return words().group(name, members.length, most !== undefined);
}

/** How many ties a node has in the whole picture, drawn or not. */
function tiedIn(node) {
  picture.tied ??= counted(picture.allTies.flatMap(({ a, b }) => [a, b]));
  return picture.tied.get(node) ?? 0;
}

function counted(items) {
  const counts = new Map();
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1);
  return counts;
}
