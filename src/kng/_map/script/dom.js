// Making elements. Whatever comes from the data is set as text, never as markup.

const SVG = "http://www.w3.org/2000/svg";

function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "click") element.addEventListener("click", value);
    else if (value !== false && value !== undefined)
      element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return element;
}

function drawn(tag, attributes, ...children) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/** A piece of text that keeps its own direction. */
function isolated(text) {
  return make("bdi", {}, text);
}

function nameButton(address) {
  const click = () => select(address);
  return make(
    "button",
    { type: "button", class: "name", click },
    glyphOf(address),
    isolated(nameOf(address)),
  );
}

function tieButton(tie, content, label) {
  return make(
    "button",
    { type: "button", class: "why", "aria-label": label, click: () => selectTie(tie.id) },
    content,
  );
}

function glyphOf(address) {
  const node = nodeById.get(address);
  return node ? glyph(kindByName.get(node.kind)) : null;
}

const OUTLINES = {
  square: "M3 3h10v10H3z",
  diamond: "M8 1.5 14.5 8 8 14.5 1.5 8z",
  triangle: "M8 2 14.5 13.5h-13z",
  triangleDown: "M8 14 1.5 2.5h13z",
  hexagon: "M4.5 2h7L15 8l-3.5 6h-7L1 8z",
  star: "M8 1l2 5h5.2l-4.2 3.2L12.6 14.5 8 11.3l-4.6 3.2L5 9.2.8 6H6z",
};

/** The sign of a kind, as on the drawing. */
function glyph({ shape, colour }) {
  const outline = OUTLINES[shape];
  const figure = outline ? drawn("path", { d: outline }) : drawn("circle", { cx: 8, cy: 8, r: 6 });
  return drawn(
    "svg",
    {
      viewBox: "0 0 16 16",
      width: 14,
      height: 14,
      class: `glyph fill-${colour}`,
      "aria-hidden": "true",
    },
    figure,
  );
}

/** The line of a network, as on the drawing. */
function lineSign(at) {
  const dashes = data.networks.length > 1 ? data.networks[at].dashes : false;
  const line = drawn("line", {
    x1: 1,
    y1: 6,
    x2: 31,
    y2: 6,
    "stroke-width": 2.5,
    "stroke-dasharray": dashes ? dashes.join(" ") : "none",
  });
  return drawn(
    "svg",
    {
      viewBox: "0 0 32 12",
      width: 32,
      height: 12,
      class: `line line-${at % 4}`,
      "aria-hidden": "true",
    },
    line,
  );
}
