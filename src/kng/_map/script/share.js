// Taking the view along: a link, a picture (SVG, PNG in print quality), the table as CSV.

const PRINT = 3;

function startShare() {
  const acts = {
    link: copyLink,
    svg: saveSvg,
    png: savePng,
    csv: saveCsv,
    print: () => window.print(),
  };
  for (const [id, act] of Object.entries(acts)) {
    document.getElementById(`share-${id}`).addEventListener("click", act);
  }
  const menu = document.getElementById("share");
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
  document.addEventListener("click", ({ target }) => {
    if (!menu.contains(target)) menu.open = false;
  });
}

function renderShare() {
  const { share } = words();
  document.getElementById("share-summary").textContent = share.title;
  for (const id of ["link", "svg", "png", "csv", "print"]) {
    document.getElementById(`share-${id}`).textContent = share[id];
  }
}

function copyLink() {
  copied(location.href);
}

/** To the clipboard; where a page from a file may not, by a field that is selected and copied. */
async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const field = make("textarea", { class: "unseen", "aria-hidden": "true", tabindex: "-1" });
    field.value = text;
    document.body.append(field);
    field.select();
    document.execCommand("copy");
    field.remove();
  }
  announce(words().share.copied);
  const place = document.getElementById("toast");
  place.textContent = words().share.copied;
  place.hidden = false;
  setTimeout(() => (place.hidden = true), 2500);
}

function save(content, type, ending) {
  const url = URL.createObjectURL(new Blob([content], { type }));
  const name = [
    state.layer,
    state.view,
    state.at || [plainDate(state.from), state.to].filter(Boolean).join("-"),
  ];
  const file = `${folded(name.filter(Boolean).join("_")).replace(/[^a-z0-9_-]+/g, "-") || "map"}.${ending}`;
  make("a", { href: url, download: file }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10000);
}

function saveSvg() {
  save(pictureSvg(), "image/svg+xml", "svg");
}

function savePng() {
  const text = pictureSvg();
  const image = new Image();
  image.addEventListener("load", () => {
    const sheet = document.createElement("canvas");
    [sheet.width, sheet.height] = [image.width * PRINT, image.height * PRINT];
    const context = sheet.getContext("2d");
    context.scale(PRINT, PRINT);
    context.drawImage(image, 0, 0);
    sheet.toBlob((blob) => save(blob, "image/png", "png"));
  });
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
}

/** The view as it is on the screen, with what the colours mean and what it rests on. */
function pictureSvg() {
  const foot = 86;
  const { wide } = room;
  const high = room.high + foot;
  const at = (node) => view.canvasToDOM(view.body.nodes[node]);
  const scale = view.getScale();
  const sheet = drawn("svg", {
    xmlns: SVG,
    width: wide,
    height: high,
    viewBox: `0 0 ${wide} ${high}`,
    "font-family": "sans-serif",
  });
  const clip = drawn(
    "clipPath",
    { id: "frame" },
    drawn("rect", { width: wide, height: room.high }),
  );
  const inside = drawn("g", { "clip-path": "url(#frame)" });
  sheet.append(
    drawn("title", {}, pictureTitle()),
    clip,
    drawn("rect", { width: wide, height: high, fill: colours.ground }),
    inside,
  );
  if (isOnMap()) inside.append(outlinePath());
  for (const tie of picture.ties) inside.append(tiePath(tie, at(tie.a), at(tie.b), scale));
  if (picture.layer?.directed) {
    for (const tie of picture.ties) inside.append(arrowHead(tie, at(tie.a), at(tie.b), scale));
  }
  for (const node of picture.nodes) inside.append(nodeShape(node, at(node), scale));
  for (const box of labelBoxes) inside.append(...labelTexts(box));
  sheet.append(...footTexts(room.high + 24, wide));
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(sheet)}\n`;
}

function pictureTitle() {
  const { layer } = picture;
  return layer ? `${say(data.title)}: ${say(layer.title)}` : say(data.title);
}

function outlinePath() {
  const ring = (points) => {
    const corners = [];
    for (let at = 0; at < points.length; at += 2) {
      const { x, y } = view.canvasToDOM({ x: points[at], y: points[at + 1] });
      corners.push(`${x.toFixed(1)} ${y.toFixed(1)}`);
    }
    return `M${corners.join("L")}Z`;
  };
  return drawn("path", {
    d: data.outline.map(ring).join(""),
    fill: colours.land,
    stroke: colours.coast,
  });
}

function tiePath(tie, from, to, scale) {
  const { width, color, dashes } = paintedTie(tie);
  return drawn("line", {
    x1: from.x.toFixed(1),
    y1: from.y.toFixed(1),
    x2: to.x.toFixed(1),
    y2: to.y.toFixed(1),
    stroke: color.color,
    "stroke-opacity": color.opacity.toFixed(2),
    "stroke-width": (width * scale).toFixed(2),
    ...(dashes && { "stroke-dasharray": "4 5" }),
  });
}

/** A triangle where a directed tie reaches its end. */
function arrowHead(tie, from, to, scale) {
  const { color } = paintedTie(tie);
  const angle = Math.atan2(to.y - from.y, to.x - from.x);
  const reach = sizeOf(tie.b) * scale;
  const [x, y] = [to.x - reach * Math.cos(angle), to.y - reach * Math.sin(angle)];
  const corner = (turn) =>
    `${(x - 7 * Math.cos(angle + turn)).toFixed(1)} ${(y - 7 * Math.sin(angle + turn)).toFixed(1)}`;
  const d = `M${x.toFixed(1)} ${y.toFixed(1)}L${corner(0.4)}L${corner(-0.4)}Z`;
  return drawn("path", { d, fill: color.color, "fill-opacity": color.opacity.toFixed(2) });
}

function nodeShape(node, { x, y }, scale) {
  const { shape, size, color, borderWidth } = paintedNode(node);
  const reach = size * scale;
  const paint = {
    fill: color.background,
    stroke: color.border,
    "stroke-width": (borderWidth * scale).toFixed(2),
  };
  const outline = OUTLINES[shape];
  if (!outline)
    return drawn("circle", { cx: x.toFixed(1), cy: y.toFixed(1), r: reach.toFixed(1), ...paint });
  const factor = (reach / 6.5).toFixed(3);
  const transform = `translate(${x.toFixed(1)} ${y.toFixed(1)}) scale(${factor}) translate(-8 -8)`;
  return drawn("path", { d: outline, transform, fill: paint.fill, stroke: paint.stroke });
}

function labelTexts({ lines, x, y, id }) {
  const first = y - ((lines.length - 1) * LABEL.line) / 2;
  return lines.map((line, at) =>
    drawn(
      "text",
      {
        x: x.toFixed(1),
        y: (first + at * LABEL.line).toFixed(1),
        "text-anchor": "middle",
        "dominant-baseline": "central",
        "font-size": LABEL.size,
        "font-weight": 500,
        fill: colours.ink,
        "fill-opacity": isFaint(id) ? 0.3 : 1,
        stroke: colours.ground,
        "stroke-width": 3,
        "paint-order": "stroke",
      },
      line,
    ),
  );
}

function footTexts(top, wide) {
  const text = (content, x, y, size, weight = 400, fill = colours.ink) =>
    drawn("text", { x, y, "font-size": size, "font-weight": weight, fill }, content);
  const texts = [text(`${pictureTitle()}. ${timeText()}`, 16, top, 14, 600)];
  let x = 16;
  for (const { colour, values } of merged(palette.entries)) {
    const name = values.length > 1 ? words().others(values.length) : valueName(values[0]);
    if (x + 8 * name.length > wide - 40) break;
    texts.push(
      drawn("circle", { cx: x + 5, cy: top + 20, r: 5, fill: colours.signs[colour] }),
      text(name, x + 15, top + 24, 12),
    );
    x += 30 + 7 * name.length;
  }
  const most = Math.floor((wide - 32) / 5.6);
  const note = restsText();
  texts.push(
    text(
      note.length > most ? `${note.slice(0, most - 1)}…` : note,
      16,
      top + 46,
      11,
      400,
      colours.muted,
    ),
  );
  return texts;
}

/** The table as CSV: names, ties with weight, and the addresses of both ends. */
function saveCsv() {
  const { from, to, weight, holds: how } = words();
  const head = [from, to, weight, how, `${from} (IRI)`, `${to} (IRI)`];
  const lines = (picture.allTies ?? []).map(({ a, b, weight: heavy, isCertain }) => {
    const ends = [a, b].map((node) => picture.layer.nodes[node]);
    return [
      ...ends.map(nameOf),
      heavy,
      isCertain ? words().certain : words().possible,
      ...ends.map(addressOf),
    ];
  });
  const text = [head, ...lines].map((line) => line.map(csvField).join(",")).join("\r\n");
  save(`\ufeff${text}\r\n`, "text/csv;charset=utf-8", "csv");
}

/** A field that a spreadsheet takes as text: one that begins like a formula gets a mark before it. */
function csvField(value) {
  if (typeof value === "number") return String(value);
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
