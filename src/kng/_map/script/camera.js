// What part of the picture is seen, and how it moves there.

/** What is fitted: the chosen nodes, and the outline where they stand on it. */
function bounds(nodes) {
  const points = nodes.map((node) => places.get(node)).filter(Boolean);
  const isAll = nodes === picture.nodes;
  if (isOnMap() && isAll) {
    for (const ring of data.outline.slice(0, 1)) {
      for (let at = 0; at < ring.length; at += 2) points.push({ x: ring[at], y: ring[at + 1] });
    }
  }
  const [left, right] = extent(points.map(({ x }) => x));
  const [top, bottom] = extent(points.map(({ y }) => y));
  return { left, right, top, bottom };
}

function cameraFor(nodes) {
  const { left, right, top, bottom } = bounds(nodes);
  const scale = scaleFor(right - left, bottom - top);
  return { position: { x: (left + right) / 2, y: (top + bottom) / 2 }, scale };
}

function fit(nodes = picture.nodes, animation = false) {
  if (!nodes.length || !room.wide || !view) return;
  view.moveTo({ ...cameraFor(nodes), animation });
}

function zoom(factor) {
  moved = true;
  view.moveTo({ scale: view.getScale() * factor });
}

function pan(x, y) {
  moved = true;
  const { x: atX, y: atY } = view.getViewPosition();
  view.moveTo({ position: { x: atX + x / view.getScale(), y: atY + y / view.getScale() } });
}

/** Moves the picture when what is selected lies outside it. */
function bringIntoView() {
  if (!emphasis) return;
  const outside = [...emphasis.nodes].some((node) => {
    const place = places.get(node);
    if (!place) return false;
    const { x, y } = view.canvasToDOM(place);
    return x < 0 || y < 0 || x > room.wide || y > room.high;
  });
  if (outside) fit([...emphasis.nodes], calmly());
}

function isStill() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}

function calmly() {
  return isStill() ? false : { duration: 350, easingFunction: "easeInOutQuad" };
}

function showEverything() {
  moved = false;
  fit(picture.nodes, calmly());
}

/** Signs grow where the whole picture is drawn small. */
function readGrown() {
  grown = Math.min(2.4, Math.max(1, 0.6 / cameraFor(picture.nodes).scale));
}

/** Everything moves from where it is to where it stands in the other view. */
function fly(from) {
  cancelAnimationFrame(flight);
  const body = view.body.nodes;
  const start = performance.now();
  const target = isOnMap() ? 1 : 0;
  const [camera, other] = [
    { ...view.getViewPosition(), scale: view.getScale() },
    cameraFor(picture.nodes),
  ];
  const step = (now) => {
    const share = isStill() ? 1 : Math.min(1, (now - start) / CHANGE);
    const eased = share < 0.5 ? 2 * share * share : 1 - (2 - 2 * share) ** 2 / 2;
    const between = (a, b) => a + (b - a) * eased;
    for (const [node, to] of places) {
      const at = from.get(node) ?? to;
      if (!body[node]) continue;
      body[node].x = between(at.x, to.x);
      body[node].y = between(at.y, to.y);
    }
    onMap = between(1 - target, target);
    const position = {
      x: between(camera.x, other.position.x),
      y: between(camera.y, other.position.y),
    };
    view.moveTo({ position, scale: between(camera.scale, other.scale) });
    view.redraw();
    if (share < 1) flight = requestAnimationFrame(step);
  };
  step(start);
}
