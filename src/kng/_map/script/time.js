// Time: two handles over the months, or one for a single day; a histogram of meetings above; play.

const timeBar = document.getElementById("time");
const PLAY_EVERY = 900;
const HIGH = 34;
let playing = 0;
let months = [];

/** Every month from the first to the last date of the file, as YYYY-MM. */
function makeMonths() {
  const events = eventSpans();
  if (!events.length) return [];
  let [first, last] = [Infinity, -Infinity];
  for (const { start, end } of events) {
    first = Math.min(first, start);
    last = Math.max(last, end);
  }
  const opened = span(data.opens.window.to || data.opens.window.at || "");
  if (opened) last = Math.max(last, opened[1]);
  const found = [];
  let [year, month] = dayText(first).split("-").map(Number);
  while (dayNumber(year, month, 1) <= last && found.length < 6000) {
    found.push(`${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}`);
    [year, month] = month === 12 ? [year + 1, 1] : [year, month + 1];
  }
  return found;
}

/** What happened in the chosen network, or in any where it has nothing: once each, with its days. */
function eventSpans(layers = data.layers) {
  const found = new Map();
  for (const layer of layers) {
    const { rows } = layer;
    if (!layer.dated) continue;
    for (let row = 0; row < rowCount(layer); row += 1) {
      const thing = layer.form === "affiliation" ? rows.thing[row] : (rows.whole?.[row] ?? NONE);
      if (thing === NONE || found.has(thing) || !hasHappened(layer, row)) continue;
      const [start, latest, , end] = data.days[rows.days[row]];
      if (start === null || (end ?? latest) === null) continue;
      found.set(thing, { start, end: end ?? latest, latest: latest ?? end });
    }
  }
  return [...found.values()];
}

function startTime() {
  months = makeMonths();
  timeBar.hidden = months.length < 2;
  if (timeBar.hidden) return;
  for (const id of ["time-from", "time-to"]) {
    const handle = document.getElementById(id);
    handle.min = 0;
    handle.max = months.length - 1;
    handle.addEventListener("input", () => slide(id));
    handle.addEventListener("change", () => slide(id));
  }
  for (const id of ["write-from", "write-to"]) {
    document.getElementById(id).addEventListener("change", ({ target }) => write(target));
  }
  document.getElementById("play").addEventListener("click", () => (playing ? stop() : play()));
  document
    .getElementById("time-mode")
    .addEventListener("change", ({ target }) => setMode(target.value));
  document
    .getElementById("faint")
    .addEventListener("change", ({ target }) => change({ faint: target.checked }));
}

let waiting = 0;

/** Moves a handle; the picture follows once a frame. */
function slide(id) {
  cancelAnimationFrame(waiting);
  waiting = requestAnimationFrame(() => change(slid(id)));
}

function slid(id) {
  const value = (name) => Number(document.getElementById(name).value);
  const last = months.length - 1;
  if (state.at) return { at: months[value("time-to")], from: "", to: "" };
  let [from, to] = [value("time-from"), value("time-to")];
  if (from > to) [from, to] = id === "time-from" ? [from, from] : [to, to];
  return {
    from: from === 0 ? "" : startText(months[from]),
    to: to === last ? "" : months[to],
    at: "",
  };
}

/** Takes a date as it is written; what is none stays, marked as wrong. */
function write(field) {
  const text = field.value.trim();
  const isDate = text === "" || span(text) !== null;
  field.setAttribute("aria-invalid", String(!isDate));
  if (!isDate) return announce(words().time.form);
  const name = field.id === "write-from" ? "from" : state.at ? "at" : "to";
  moved = false;
  if (name !== "at" || text) change({ [name]: text });
}

function renderWritten(isDay) {
  const { write: labels, form } = words().time;
  for (const [id, name] of [
    ["write-from", "from"],
    ["write-to", isDay ? "at" : "to"],
  ]) {
    const field = document.getElementById(id);
    const label = document.querySelector(`label[for="${id}"]`);
    field.hidden = label.hidden = isDay && name === "from";
    label.textContent = labels[name];
    field.value = name === "from" ? plainDate(state.from) : state[name];
    field.placeholder = "..";
    field.title = form;
    field.setAttribute("aria-invalid", "false");
  }
}

/** The handle's month as it stands in the address, and as the file writes it where it opens so. */
function startText(month) {
  const given = data.opens.window.from ?? "";
  return given.slice(0, 7) === month && given.endsWith("-01") ? given : month;
}

function setMode(mode) {
  const last = months.at(-1);
  change(
    mode === "at"
      ? { at: state.to || last, from: "", to: "" }
      : { ...period(data.opens.window), at: "" },
  );
}

function monthIndex(text, other) {
  const at = months.indexOf((text ?? "").slice(0, 7));
  if (at >= 0) return at;
  if (!text) return other;
  if (text.length === 4)
    return Math.max(
      0,
      months.findIndex((month) => month.startsWith(text)),
    );
  return text < months[0] ? 0 : months.length - 1;
}

function renderTime() {
  if (timeBar.hidden) return;
  const isDay = Boolean(state.at);
  const [from, to] = handles();
  const [left, right] = ["time-from", "time-to"].map((id) => document.getElementById(id));
  left.value = from;
  right.value = to;
  left.hidden = isDay;
  const { time } = words();
  left.setAttribute("aria-label", time.from);
  left.setAttribute("aria-valuetext", isDay ? "" : fromText());
  right.setAttribute("aria-label", isDay ? time.at : time.to);
  right.setAttribute("aria-valuetext", isDay ? state.at : toText());
  timeBar.setAttribute("aria-label", time.title);
  document.getElementById("time-text").textContent = timeText();
  fill(
    "time-mode",
    [
      ["between", time.between],
      ["at", time.day],
    ],
    isDay ? "at" : "between",
  );
  document.getElementById("time-mode").setAttribute("aria-label", time.mode);
  const button = document.getElementById("play");
  button.textContent = playing ? "❚❚" : "▶";
  button.setAttribute("aria-label", playing ? time.pause : time.play);
  renderWritten(isDay);
  document.getElementById("faint").checked = state.faint;
  document.querySelector('label[for="faint"] span').textContent = time.faint;
  renderHistogram(from, to);
}

function handles() {
  const last = months.length - 1;
  if (state.at) return [0, monthIndex(state.at, last)];
  const to =
    state.to.length === 4
      ? months.findLastIndex((month) => month.startsWith(state.to))
      : monthIndex(state.to, last);
  return [monthIndex(state.from, 0), to < 0 ? last : to];
}

function fromText() {
  return state.from ? plainDate(state.from) : words().time.open;
}

function toText() {
  return state.to || words().time.today(months.at(-1));
}

/** A first day of a year or month as the year or month. */
function plainDate(text) {
  return text.replace(/-01-01$/, "").replace(/^(\d{4}-\d{2})-01$/, "$1");
}

function timeText() {
  const { time } = words();
  return state.at ? time.asOf(state.at) : time.range(fromText(), toText());
}

/** Meetings by quarter: those whose month is known solid, the others thinly over their time. */
function renderHistogram(from, to) {
  const layer = currentLayer();
  const own = layer ? eventSpans([layer]) : [];
  const events = own.length ? own : eventSpans();
  const bars = months.map(() => [0, 0]);
  for (const { start, end } of events) {
    const [first, last] = [dayText(start).slice(0, 7), dayText(end).slice(0, 7)];
    const [a, b] = [months.indexOf(first), months.indexOf(last)];
    if (a < 0) continue;
    const length = Math.max(1, b - a + 1);
    for (let at = a; at < a + length && at < bars.length; at += 1)
      bars[at][length > 2 ? 1 : 0] += 1 / length;
  }
  const wide = Math.max(1, Math.ceil(months.length / 80));
  const bins = Array.from({ length: Math.ceil(months.length / wide) }, (_, at) => {
    const inside = bars.slice(at * wide, (at + 1) * wide);
    return {
      at: at * wide,
      sure: sum(inside.map(([sure]) => sure)),
      vague: sum(inside.map(([, vague]) => vague)),
    };
  });
  const most = Math.max(1, ...bins.map(({ sure, vague }) => sure + vague));
  const figureOf = (bin) =>
    histogramBar(bin, most, wide, bin.at + wide - 1 >= from && bin.at <= to);
  const years = months.flatMap((month, at) =>
    month.endsWith("-01") && Number(month.slice(0, 4)) % yearStep() === 0
      ? [[at, month.slice(0, 4)]]
      : [],
  );
  const place = document.getElementById("histogram");
  place.setAttribute("viewBox", `0 0 ${months.length} ${HIGH}`);
  place.setAttribute("aria-label", words().time.histogram(events.length));
  place.replaceChildren(...bins.flatMap(figureOf));
  document.getElementById("years").replaceChildren(
    ...years.map(([at, year]) => {
      const mark = make("span", {}, year);
      mark.style.left = `${(100 * at) / months.length}%`;
      return mark;
    }),
  );
}

function yearStep() {
  const years = months.length / 12;
  return [1, 2, 5, 10, 20, 50, 100].find((step) => years / step <= 12) ?? 200;
}

function sum(numbers) {
  return numbers.reduce((all, number) => all + number, 0);
}

function histogramBar({ at, sure, vague }, most, wide, isInside) {
  const high = (count) => (HIGH * count) / most;
  const bar = (top, height, kind) =>
    drawn("rect", {
      x: at + 0.1 * wide,
      width: 0.8 * wide,
      y: HIGH - top,
      height,
      class: `${kind}${isInside ? " inside" : ""}`,
    });
  return [
    bar(high(sure), high(sure), "sure"),
    bar(high(sure + vague), high(vague), "vague"),
  ].filter((element) => Number(element.getAttribute("height")) > 0);
}

/** The months in which something happened, where the play button stops. */
function stops() {
  const layer = currentLayer();
  const own = eventSpans([layer]);
  const found = new Set(
    (own.length ? own : eventSpans()).map(({ start }) => dayText(start).slice(0, 7)),
  );
  return months.filter((month) => found.has(month));
}

function play() {
  const all = stops();
  const now = state.at || state.to;
  const isDone = !now || now.slice(0, 7) >= all.at(-1);
  const first = isDone
    ? all.find((month) => month >= (state.from || "").slice(0, 7))
    : now.slice(0, 7);
  let at = Math.max(0, all.indexOf(first));
  const show = () => {
    const isLast = at >= all.length - 1;
    change(state.at ? { at: all[at] } : { to: all[at] });
    announce(timeText());
    at += 1;
    if (isLast) stop();
  };
  playing = setInterval(show, PLAY_EVERY);
  show();
}

function stop() {
  clearInterval(playing);
  playing = 0;
  renderTime();
}
