// What the page shows, kept in the address after #, so that a link opens exactly this.

export const state = {
  language: "sv",
  question: "",
  values: {},
  time: {},
  query: "",
  view: "",
};

const TIMES = ["as-of", "from", "to", "possible"];
const PARAMETER = "with.";

/** Take over what the address says; what it does not name is as at the start. */
export function readAddress() {
  const said = new URLSearchParams(location.hash.slice(1));
  state.language = said.get("lang") === "en" ? "en" : "sv";
  state.question = said.get("question") ?? "";
  state.query = said.get("query") ?? "";
  state.view = said.get("view") ?? "";
  state.time = Object.fromEntries(
    TIMES.flatMap((name) => (said.get(name) ? [[name, said.get(name)]] : [])),
  );
  const given = [...said].filter(([name]) => name.startsWith(PARAMETER));
  state.values = Object.fromEntries(
    given.map(([name, value]) => [name.slice(PARAMETER.length), value]),
  );
}

function address() {
  const said = new URLSearchParams();
  if (state.language === "en") said.set("lang", "en");
  if (state.question) said.set("question", state.question);
  for (const [name, value] of Object.entries(state.values)) said.set(PARAMETER + name, value);
  for (const name of TIMES) if (state.time[name]) said.set(name, state.time[name]);
  if (state.query) said.set("query", state.query);
  if (state.view) said.set("view", state.view);
  return `#${said}`;
}

/** Change the state and with it the address; a new question is a step to come back to. */
export function change(changes, { step = false } = {}) {
  Object.assign(state, changes);
  const written = address();
  if (written === (location.hash || "#")) return;
  if (step) history.pushState(null, "", written);
  else history.replaceState(null, "", written);
}
