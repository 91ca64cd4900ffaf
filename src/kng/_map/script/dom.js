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

/** A button with the name of a thing, that selects it. */
function nameButton(number) {
  const click = () => select(number);
  return make(
    "button",
    { type: "button", class: "name", click },
    glyphOf(number),
    isolated(shownName(number)),
  );
}

function tieButton({ a, b }, content, label) {
  const { nodes } = picture.layer;
  const click = () => selectTie(nodes[a], nodes[b]);
  return make("button", { type: "button", class: "why", "aria-label": label, click }, content);
}

function plainButton(text, click, attributes = {}) {
  return make("button", { type: "button", click, ...attributes }, text);
}

function glyphOf(number) {
  const look = lookOf(number);
  if (!look) return null;
  const node = picture.layer?.nodeOf.get(number);
  return glyph(look.shape, node === undefined ? look.colour : colourOf(node));
}

const OUTLINES = {
  square: "M3 3h10v10H3z",
  diamond: "M8 1.5 14.5 8 8 14.5 1.5 8z",
  triangle: "M8 2 14.5 13.5h-13z",
  triangleDown: "M8 14 1.5 2.5h13z",
  hexagon: "M4.5 2h7L15 8l-3.5 6h-7L1 8z",
  star: "M8 1l2 5h5.2l-4.2 3.2L12.6 14.5 8 11.3l-4.6 3.2L5 9.2.8 6H6z",
};

/** A sign as on the drawing. */
function glyph(shape, colour) {
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

/** An option of a list, its text told by the page or by the data. */
function option(value, text, isChosen) {
  const item = make("option", { value }, text);
  item.selected = isChosen;
  return item;
}
