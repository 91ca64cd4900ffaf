// Suggestions while writing: prefixes, classes, properties, variables and things by their name.
// What really occurs with the class of the subject comes first.

import { expanded, prefixes, shortened } from "./names.js";
import { propertiesOf, things } from "./server.js";
import { say, words } from "./words.js";

const TOKEN =
  /#[^\n]*|<[^<>\s"{}|^`\\]*>|"""[\s\S]*?"""|'''[\s\S]*?'''|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|[?$]\w+|[\p{L}_][\p{L}\p{N}_-]*:(?:[\p{L}\p{N}_.%-]*[\p{L}\p{N}_%-])?|[\p{L}_]\w*|[{}.;,()[\]^|/*+!=<>&-]|\S/gu;
const TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
const KEYWORDS = [
  "SELECT",
  "DISTINCT",
  "WHERE",
  "OPTIONAL",
  "FILTER",
  "UNION",
  "MINUS",
  "GRAPH",
  "VALUES",
  "BIND",
  "EXISTS",
  "NOT EXISTS",
  "GROUP BY",
  "ORDER BY",
  "HAVING",
  "LIMIT",
  "OFFSET",
  "COUNT",
  "CONSTRUCT",
  "ASK",
  "DESCRIBE",
  "PREFIX",
];
const NONE = { classes: [], properties: [] };
let told = Promise.resolve(NONE);

/** Promise the terms of the vocabulary, the most used first; suggestions wait for them. */
export function knowTerms(vocabulary) {
  told = vocabulary.catch(() => NONE);
}

/** The statements of a query as far as they can be told by reading along, and the one begun. */
export function statements(text) {
  const found = [];
  let current = [];
  const close = () => {
    if (current.length >= 3) found.push(current.slice(0, 3));
  };
  for (const [token] of text.matchAll(TOKEN)) {
    if (token.startsWith("#")) continue;
    if (token === ".") {
      close();
      current = [];
    } else if (token === ";") {
      close();
      current = current.slice(0, 1);
    } else if (token === ",") {
      close();
      current = current.slice(0, 2);
    } else if ("{}()[]".includes(token)) {
      close();
      current = [];
    } else if (/^[?$<\p{L}_"']/u.test(token)) current.push(token);
  }
  close();
  return { found, begun: current };
}

const addressOf = (token) => (token === "a" ? TYPE : expanded(token));

function classesOf(subject, found) {
  return found
    .filter(([s, p]) => s === subject && addressOf(p) === TYPE)
    .map(([, , o]) => addressOf(o))
    .filter(Boolean);
}

export async function suggest(context) {
  const before = context.matchBefore(/[?$\p{L}\p{N}_:.-]*/u);
  if (!before || (!before.text && !context.explicit)) return null;
  const text = context.state.doc.toString();
  const head = text.slice(0, before.from);
  if (isInQuotes(head)) return null;
  if (/[?$]$/.test(before.text[0] ?? "")) return offered(before, variables(text, before.text));
  if (/PREFIX\s+$/i.test(head)) return offered(before, declarations());
  const { begun } = statements(head);
  const options =
    begun.length === 1
      ? [...(await properties(begun[0], statements(text).found)), typeOption()]
      : begun.length === 2
        ? await objects(begun[1], before.text)
        : [...keywords(), ...(await classes())];
  return offered(
    before,
    options.map((option) => ({ ...option, apply: option.apply ?? insertion })),
  );
}

const offered = (before, options) => ({
  from: before.from,
  options,
  validFor: /^[?$\p{L}\p{N}_:.-]*$/u,
});

function isInQuotes(head) {
  const line = head.slice(head.lastIndexOf("\n") + 1);
  const last = [...line.matchAll(TOKEN)].at(-1)?.[0] ?? "";
  return last.startsWith("#") || last === '"' || last === "'";
}

function variables(text, typed) {
  const names = new Set([...text.matchAll(/[?$]\w+/g)].map(([name]) => name));
  names.delete(typed);
  return [...names].map((label) => ({ label }));
}

const keywords = () => KEYWORDS.map((label) => ({ label, boost: -50, apply: label }));
const typeOption = () => ({ label: "a", detail: "rdf:type", boost: 99, apply: "a" });
const declarations = () =>
  prefixes()
    .map(([name, space]) => ({ label: `${name}:`, apply: `${name}: <${space}>`, detail: space }))
    .reverse();
const classes = async () => (await told).classes.map((term, at) => option(term, 40 - at));

async function properties(subject, found) {
  const own = new Map();
  for (const one of classesOf(subject, found))
    (await propertiesOf(one)).forEach((address, at) =>
      own.set(address, Math.min(own.get(address) ?? 99, at)),
    );
  return (await told).properties
    .filter(({ iri }) => iri !== TYPE)
    .map((term, at) =>
      option(term, own.has(term.iri) ? Math.max(99 - own.get(term.iri), 50) : -Math.min(at, 40)),
    );
}

async function objects(predicate, typed) {
  if (addressOf(predicate) === TYPE) return classes();
  if (typed.length < 2 || typed.includes(":")) return [];
  const named = await things("", typed).catch(() => []);
  return named.map((thing, at) => ({
    label: `${say(thing.label)} ${shortened(thing.iri)}`,
    displayLabel: say(thing.label),
    detail: shortened(thing.iri),
    boost: 50 - at,
    apply: thingInsertion,
    insert: written(thing.iri),
  }));
}

function option(term, boost) {
  const name = written(term.iri);
  return {
    label: `${name} ${say(term.label)}`,
    displayLabel: name,
    detail: say(term.label),
    boost,
    info: [say(term.comment), words().used(term.count)].filter(Boolean).join(" · "),
    insert: name,
  };
}

function written(address) {
  const short = shortened(address);
  return short === address ? `<${address}>` : short;
}

const thingInsertion = (view, option, from, to) => insertion(view, option, from, to);

/** Put the name in, and declare its prefix at the top where that is missing. */
function insertion(view, { insert, label }, from, to) {
  const name = insert ?? label;
  const declared = declaration(view.state.doc.toString(), name);
  const start = topOf(view.state.doc.toString());
  const changes = declared ? [{ from: start, insert: declared }] : [];
  const end = from + name.length + (declared && start <= from ? declared.length : 0);
  view.dispatch({
    changes: [...changes, { from, to, insert: name }],
    selection: { anchor: end },
    userEvent: "input.complete",
  });
}

/** Behind the head of the question, which must stay in front. */
function topOf(text) {
  return /^(?:\s*#[^\n]*\n)*/.exec(text)[0].length;
}

function declaration(text, name) {
  const prefix = /^([\p{L}_][\p{L}\p{N}_-]*):/u.exec(name)?.[1];
  const space = prefixes().find(([known]) => known === prefix)?.[1];
  const isThere = new RegExp(`PREFIX\\s+${prefix}\\s*:`, "i").test(text);
  return space && !isThere ? `PREFIX ${prefix}: <${space}>\n` : "";
}

/** The declaration that is missing for the prefixed name before the cursor, as a change. */
export function withPrefix(text, cursor) {
  const name = /(?:^|[\s({/|^])([\p{L}_][\p{L}\p{N}_-]*:)$/u.exec(text.slice(0, cursor))?.[1];
  if (
    !name ||
    /PREFIX\s+\S*$/i.test(text.slice(0, cursor)) ||
    isInQuotes(text.slice(0, cursor - name.length))
  )
    return null;
  const declared = declaration(text, name);
  return declared ? { from: topOf(text), insert: declared } : null;
}
