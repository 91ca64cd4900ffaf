// A field with suggestions (the combobox pattern of WAI-ARIA): names are shown, addresses chosen.

import { calmly, make } from "./dom.js";
import { say, words } from "./words.js";

const WAIT = 120;
let made = 0;

/** The field for a thing; `seek` finds those that fit a text, `choose` is given the address picked. */
export function combobox({ id, name, seek, choose }) {
  const list = make("ul", {
    role: "listbox",
    id: `${id}-list-${(made += 1)}`,
    "aria-label": words().matches(0),
    hidden: true,
  });
  const field = make("input", {
    id,
    type: "text",
    role: "combobox",
    value: name,
    autocomplete: "off",
    spellcheck: "false",
    "aria-autocomplete": "list",
    "aria-expanded": "false",
    "aria-controls": list.id,
  });
  const box = { field, list, seek, name, choose, hits: [], at: -1, asked: 0 };
  field.addEventListener(
    "input",
    calmly(WAIT, () => look(box)),
  );
  field.addEventListener("focus", () => field.select());
  field.addEventListener("blur", () => {
    close(box);
    field.value = box.name;
  });
  field.addEventListener("keydown", (event) => key(box, event));
  return make("div", { class: "combobox" }, field, list);
}

async function look(box) {
  const asked = (box.asked += 1);
  const hits = await box.seek(box.field.value.trim()).catch(() => []);
  if (asked !== box.asked || document.activeElement !== box.field) return;
  Object.assign(box, { hits, at: hits.length ? 0 : -1 });
  show(box);
}

function show(box) {
  const none = make(
    "li",
    { class: "none", role: "option", "aria-disabled": "true", "aria-selected": "false" },
    words().noMatch,
  );
  box.list.replaceChildren(
    ...(box.hits.length ? box.hits.map((hit, at) => item(box, hit, at)) : [none]),
  );
  box.list.hidden = false;
  box.field.setAttribute("aria-expanded", "true");
  box.field.setAttribute("aria-activedescendant", box.at >= 0 ? `${box.list.id}-${box.at}` : "");
  box.list.children[Math.max(box.at, 0)]?.scrollIntoView({ block: "nearest" });
}

function item(box, hit, at) {
  return make(
    "li",
    {
      id: `${box.list.id}-${at}`,
      role: "option",
      "aria-selected": String(at === box.at),
      mousedown: (event) => event.preventDefault(),
      click: () => pick(box, at),
    },
    say(hit.label),
  );
}

function pick(box, at) {
  const hit = box.hits[at];
  if (!hit) return;
  box.name = say(hit.label);
  box.field.value = box.name;
  close(box);
  box.choose(hit.iri);
}

function close(box) {
  box.asked += 1;
  Object.assign(box, { hits: [], at: -1 });
  box.list.hidden = true;
  box.field.setAttribute("aria-expanded", "false");
  box.field.removeAttribute("aria-activedescendant");
}

function key(box, event) {
  const move = (by) => {
    if (!box.hits.length) return look(box);
    box.at = (box.at + by + box.hits.length) % box.hits.length;
    return show(box);
  };
  const keys = {
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    Enter: () => pick(box, box.at),
    Escape: () => {
      box.field.value = box.name;
      close(box);
    },
  };
  if (!keys[event.key]) return;
  event.preventDefault();
  keys[event.key]();
}
