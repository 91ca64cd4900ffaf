// Search by name: a text field with suggestions (the combobox pattern of WAI-ARIA).

const searchField = document.getElementById("search");
const suggestions = document.getElementById("suggestions");
const MOST_SUGGESTIONS = 10;
let hits = [];
let at = -1;

/** All that can be found in the network that is shown: its nodes, and what its ties rest on. */
function searchEntries() {
  const layer = currentLayer();
  if (!layer) return [];
  layer.searchable ??= [...new Set([...layer.nodes, ...thingsOf(layer).filter(hasCard)])].map(
    (id, order) => ({ id, order, texts: wordsAt(data.names[id]).map(folded) }),
  );
  return layer.searchable;
}

function thingsOf({ rows }) {
  return ["thing", "whole"].flatMap((name) =>
    (rows[name] ?? []).filter((number) => number !== NONE),
  );
}

/** What matches: names that begin with the text first, then words that do, then the rest. */
function found(text) {
  const wanted = folded(text.trim());
  if (!wanted) return [];
  const ranked = searchEntries().map((entry) => ({
    ...entry,
    rank: Math.min(...entry.texts.map((name) => matchRank(name, wanted))),
  }));
  return ranked
    .filter((entry) => entry.rank < 3)
    .sort((a, b) => a.rank - b.rank || a.order - b.order)
    .slice(0, MOST_SUGGESTIONS);
}

function matchRank(name, wanted) {
  if (name.startsWith(wanted)) return 0;
  if (name.includes(` ${wanted}`)) return 1;
  return wanted.split(/\s+/).every((part) => name.includes(part)) ? 2 : 3;
}

function renderSearch() {
  searchField.setAttribute("aria-label", words().search);
  searchField.placeholder = words().search;
  suggestions.setAttribute("aria-label", words().search);
}

function suggest() {
  hits = found(searchField.value);
  at = hits.length ? 0 : -1;
  renderSuggestions();
  announce(
    searchField.value.trim() ? (hits.length ? words().hits(hits.length) : words().noHit) : "",
  );
}

function renderSuggestions() {
  const isOpen = Boolean(searchField.value.trim());
  const none = make("li", { class: "none" }, words().noHit);
  suggestions.replaceChildren(...(hits.length ? hits.map(suggestion) : [none]));
  suggestions.hidden = !isOpen;
  searchField.setAttribute("aria-expanded", String(isOpen && hits.length > 0));
  if (at >= 0) searchField.setAttribute("aria-activedescendant", `hit-${at}`);
  else searchField.removeAttribute("aria-activedescendant");
  document.getElementById(`hit-${at}`)?.scrollIntoView({ block: "nearest" });
}

function suggestion(hit, number) {
  const item = make(
    "li",
    { id: `hit-${number}`, role: "option", "aria-selected": String(number === at) },
    glyphOf(hit.id),
    isolated(shownName(hit.id)),
    make("span", { class: "kind" }, kindOf(hit.id)),
  );
  item.addEventListener("mousedown", (event) => event.preventDefault());
  item.addEventListener("click", () => choose(number));
  return item;
}

function choose(number) {
  const hit = hits[number];
  if (!hit) return;
  closeSearch();
  searchField.value = "";
  select(hit.id);
}

function closeSearch() {
  hits = [];
  at = -1;
  suggestions.hidden = true;
  searchField.setAttribute("aria-expanded", "false");
  searchField.removeAttribute("aria-activedescendant");
}

function moveChoice(step) {
  if (!hits.length) return suggest();
  at = (at + step + hits.length) % hits.length;
  renderSuggestions();
}

function startSearch() {
  const keys = {
    ArrowDown: () => moveChoice(1),
    ArrowUp: () => moveChoice(-1),
    Enter: () => choose(at),
    Escape: () => {
      searchField.value = "";
      closeSearch();
    },
  };
  searchField.addEventListener("input", suggest);
  searchField.addEventListener("focus", () => searchField.value && suggest());
  searchField.addEventListener("blur", closeSearch);
  searchField.addEventListener("keydown", (event) => {
    if (!keys[event.key]) return;
    event.preventDefault();
    keys[event.key]();
  });
}
