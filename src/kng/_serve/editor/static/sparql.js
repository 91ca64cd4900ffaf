// The field in which a query is written: CodeMirror in a shadow tree of its own, where it may set
// styles without any that stand inline.

import * as cm from "./vendor/codemirror.js";
import { suggest, withPrefix } from "./complete.js";
import { byId, make } from "./dom.js";
import { state } from "./state.js";
import { words } from "./words.js";

const language = new cm.Compartment();
let view;
let told = null;

const COLOURS = cm.HighlightStyle.define([
  { tag: cm.tags.keyword, color: "var(--accent)", fontWeight: "600" },
  { tag: [cm.tags.variableName], color: "var(--code-variable)" },
  {
    tag: [cm.tags.string, cm.tags.integer, cm.tags.float, cm.tags.bool],
    color: "var(--code-value)",
  },
  { tag: [cm.tags.namespace, cm.tags.url, cm.tags.typeName], color: "var(--code-name)" },
  { tag: cm.tags.comment, color: "var(--muted)" },
]);

const THEME = cm.EditorView.theme({
  "&": {
    color: "var(--ink)",
    backgroundColor: "var(--canvas)",
    fontSize: "14px",
    borderRadius: "8px",
  },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: "var(--mono)", lineHeight: "1.5", maxHeight: "38vh" },
  ".cm-content": { caretColor: "var(--ink)", padding: "8px 0" },
  ".cm-cursor": { borderLeftColor: "var(--ink)" },
  ".cm-gutters": {
    backgroundColor: "var(--raised)",
    color: "var(--muted)",
    border: "none",
    borderRadius: "8px 0 0 8px",
  },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "var(--accent-soft)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground":
    { backgroundColor: "var(--selection)" },
  ".cm-matchingBracket": { outline: "1px solid var(--accent)", backgroundColor: "transparent" },
  ".cm-tooltip, .cm-panels": {
    backgroundColor: "var(--surface)",
    color: "var(--ink)",
    border: "1px solid var(--edge)",
  },
  ".cm-tooltip.cm-tooltip-autocomplete > ul": { fontFamily: "var(--mono)", maxHeight: "16em" },
  ".cm-tooltip-autocomplete ul li[aria-selected]": {
    backgroundColor: "var(--accent)",
    color: "var(--surface)",
  },
  ".cm-tooltip-autocomplete ul li[aria-selected] .cm-completionDetail": { color: "var(--surface)" },
  ".cm-completionDetail": { color: "var(--muted)", fontStyle: "normal", fontFamily: "var(--font)" },
  ".cm-completionInfo": { fontFamily: "var(--font)", maxWidth: "26em" },
  ".cm-diagnostic-error": { borderLeftColor: "var(--wrong)" },
  ".cm-lintRange-error": { backgroundImage: "none", textDecoration: "underline wavy var(--wrong)" },
  ".cm-lintRange-warning": {
    backgroundImage: "none",
    textDecoration: "underline dotted var(--wrong)",
  },
  ".cm-lintPoint::after": { borderBottomColor: "var(--wrong) !important" },
});

/** Put up the field; `run` asks, `edited` is told what a person has written. */
export function startText({ run, edited }) {
  const host = byId("text");
  const root = host.attachShadow({ mode: "open" });
  view = new cm.EditorView({
    parent: root,
    root,
    state: cm.EditorState.create({ extensions: extensions(run, edited) }),
  });
  return view;
}

function extensions(run, edited) {
  const ask = {
    key: "Mod-Enter",
    run: () => {
      run();
      return true;
    },
  };
  return [
    cm.Prec.highest(cm.keymap.of([ask])),
    cm.lineNumbers(),
    cm.highlightSpecialChars(),
    cm.history(),
    cm.foldGutter(),
    cm.drawSelection(),
    cm.indentOnInput(),
    cm.indentUnit.of("  "),
    cm.bracketMatching(),
    cm.highlightActiveLine(),
    cm.highlightSelectionMatches(),
    cm.EditorView.lineWrapping,
    cm.sparql(),
    cm.syntaxHighlighting(COLOURS),
    THEME,
    cm.autocompletion({ override: [suggest], icons: false, activateOnTyping: true }),
    cm.linter(misunderstood, { delay: 600 }),
    cm.keymap.of([
      ...cm.completionKeymap,
      ...cm.searchKeymap,
      ...cm.lintKeymap,
      ...cm.foldKeymap,
      ...cm.historyKeymap,
      ...cm.defaultKeymap,
    ]),
    language.of(spoken()),
    cm.EditorView.updateListener.of((update) => changed(update, edited)),
  ];
}

const spoken = () => [
  cm.EditorView.contentAttributes.of({
    "aria-label": words().queryText,
    lang: "en",
    tabindex: "0",
  }),
  state.language === "sv" ? cm.EditorState.phrases.of(SWEDISH) : [],
];

const SWEDISH = {
  Find: "Sök",
  Replace: "Ersätt",
  next: "nästa",
  previous: "föregående",
  all: "alla",
  close: "stäng",
  "match case": "skilj stora och små",
  regexp: "mönster",
  "by word": "hela ord",
  replace: "ersätt",
  "replace all": "ersätt alla",
  Completions: "Förslag",
  Diagnostics: "Fel",
  "No diagnostics": "Inga fel",
  "Fold line": "Fäll ihop rad",
  "Unfold line": "Fäll ut rad",
  unfold: "fäll ut",
  "folded code": "ihopfällt",
  "Control character": "Styrtecken",
  "Selection deleted": "Markeringen togs bort",
};

export function speakText() {
  view.dispatch({ effects: language.reconfigure(spoken()) });
}

function changed(update, edited) {
  const isTyped = update.transactions.some(
    (one) =>
      one.isUserEvent("input") ||
      one.isUserEvent("delete") ||
      one.isUserEvent("undo") ||
      one.isUserEvent("redo") ||
      one.isUserEvent("move"),
  );
  if (!update.docChanged || !isTyped) return;
  const added = withPrefix(update.state.doc.toString(), update.state.selection.main.head);
  if (added) queueMicrotask(() => view.dispatch({ changes: added }));
  edited(update.state.doc.toString());
}

export const text = () => view.state.doc.toString();

export function setText(content) {
  if (content === text()) return;
  view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: content } });
}

/** The first place that the grammar does not know, while a person is still writing. */
function misunderstood({ state: { doc }, state: current }) {
  if (told?.doc.eq(doc)) return [told.diagnostic];
  const found = [];
  if (!doc.toString().trim()) return found;
  cm.syntaxTree(current).iterate({
    enter(node) {
      if (node.type.isError && !found.length)
        found.push(marked(node.from, Math.max(node.to, node.from + 1), "warning", words().unclear));
      return !found.length;
    },
  });
  return found;
}

function marked(from, to, severity, message) {
  const end = view.state.doc.length;
  return { from: Math.min(from, end), to: Math.min(to, end), severity, message };
}

/** Mark the place that the server names, and bring it into view. */
export function mark({ line, column }, message) {
  const row = view.state.doc.line(Math.min(Math.max(line, 1), view.state.doc.lines));
  const stated = Math.min(row.from + Math.max(column - 1, 0), row.to);
  const [, gap, word] = /^(\s*)([\w:?$-]*)/.exec(view.state.doc.sliceString(stated, row.to));
  const from = stated + gap.length;
  const diagnostic = marked(from, from + Math.max(word.length, 1), "error", message);
  told = { doc: view.state.doc, diagnostic };
  view.dispatch(cm.setDiagnostics(view.state, [diagnostic]), {
    selection: { anchor: from },
    scrollIntoView: true,
  });
}

export function unmark() {
  told = null;
  view.dispatch(cm.setDiagnostics(view.state, []));
}

export const focusText = () => view.focus();

/** A stretch of the message of a fault, as a button that goes to its place. */
export const placeButton = (place) =>
  make(
    "button",
    { type: "button", class: "link", click: focusText },
    words().place(place.line, place.column),
  );
