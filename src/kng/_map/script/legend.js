// The legend, which is also a filter: what the colours mean, each on or off by a click.

const legend = document.getElementById("legend");
const MOST_ENTRIES = 9;
const FEW_ENTRIES = 5;

function renderLegend() {
  const { entries } = palette;
  const list = document.getElementById("legend-entries");
  const focused = list.querySelector("button:focus")?.value;
  const shown = merged(entries);
  list.replaceChildren(...shown.map(legendEntry));
  list.classList.toggle("few", shown.length <= FEW_ENTRIES);
  for (const button of list.querySelectorAll("button"))
    if (button.value === focused) button.focus();
  document.getElementById("legend-title").textContent = words().colours[state.colour];
  document.getElementById("legend-size").textContent = sizeSentence();
  legend.hidden = !entries.length;
  legend.setAttribute("aria-label", words().legend);
}

/** Values beyond the palette stand as one entry. */
function merged(entries) {
  const alone = (entry) => ({ ...entry, values: [entry.value] });
  if (entries.length <= MOST_ENTRIES) return entries.map(alone);
  const named = entries.filter(({ value }) => value !== "");
  const first = named.slice(0, OTHERS);
  const rest = named.slice(OTHERS);
  const others = {
    colour: OTHERS,
    values: rest.map(({ value }) => value),
    nodes: rest.flatMap(({ nodes }) => nodes),
  };
  const missing = entries.filter(({ value }) => value === "");
  return [...first.map(alone), others, ...missing.map(alone)];
}

function legendEntry({ values, colour, shape, nodes }) {
  const keys = values.map((value) => `${state.colour}:${value}`);
  const isOff = keys.every((key) => state.hidden.has(key));
  const click = () => {
    const hidden = new Set(state.hidden);
    for (const key of keys) isOff ? hidden.delete(key) : hidden.add(key);
    change({ hidden });
  };
  const name = values.length > 1 ? words().others(values.length) : valueName(values[0]);
  return make(
    "li",
    {},
    make(
      "button",
      {
        type: "button",
        class: "entry",
        title: name,
        value: values.join(" "),
        "aria-pressed": String(!isOff),
        click,
      },
      glyph(shape ?? "dot", colour),
      isolated(name),
      make("span", { class: "count" }, figure(nodes.length)),
    ),
  );
}

/** What the size of a figure says, in one sentence. */
function sizeSentence() {
  if (state.size in OWN_SIZES) return words().sizes[state.size];
  const scale = scaleByName.get(state.size);
  return scale ? `${words().sizeIs} ${say(scale.title)}: ${say(scale.meaning)}` : "";
}
