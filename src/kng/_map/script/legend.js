// The legend, which is also the filter: kinds of names and kinds of ties, each on or off.

const legend = document.getElementById("legend");

function renderLegend() {
  const signs = data.kinds.map((kind) =>
    make("span", { class: "sign" }, glyph(kind), isolated(say(kind.label) || kind.kind)),
  );
  document.getElementById("legend-summary").replaceChildren(words().legend, ...signs);
  fillChoices("kinds", words().kinds, data.kinds.map(kindChoice));
  fillChoices("networks", words().networks, data.networks.map(networkChoice));
  legend.hidden = !data.kinds.length;
}

function fillChoices(id, title, choices) {
  const group = document.getElementById(id);
  const focused = group.querySelector("input:focus")?.value;
  group.replaceChildren(make("legend", {}, title), ...choices);
  group.hidden = !choices.length;
  for (const input of group.querySelectorAll("input")) if (input.value === focused) input.focus();
}

function kindChoice(kind) {
  const number = data.nodes.filter((node) => node.kind === kind.kind).length;
  const toggle = () => change({ hiddenKinds: toggled(state.hiddenKinds, kind.kind) });
  return choice(
    kind.kind,
    !state.hiddenKinds.has(kind.kind),
    toggle,
    glyph(kind),
    say(kind.label) || kind.kind,
    number,
  );
}

function networkChoice(network, at) {
  const number = data.edges.filter((tie) => tie.network === at).length;
  const toggle = () => change({ hiddenNetworks: toggled(state.hiddenNetworks, at) });
  return choice(
    network.name,
    !state.hiddenNetworks.has(at),
    toggle,
    lineSign(at),
    say(network.tie) || network.name,
    number,
    say(network.title),
  );
}

function choice(value, isOn, toggle, sign, text, number, title) {
  const box = make("input", { type: "checkbox", value });
  box.checked = isOn;
  box.addEventListener("change", toggle);
  return make(
    "label",
    { class: "choice", title: title || false },
    box,
    sign,
    isolated(text),
    make("span", { class: "count" }, String(number)),
  );
}
