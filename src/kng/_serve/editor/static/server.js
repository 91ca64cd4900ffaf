// Everything that is asked of the server.

const MOST_NAMES = 1000;
const MOST_ASKED = 20_000;
const known = new Map();

export class Refusal extends Error {
  constructor(status, text) {
    super(text);
    this.status = status;
  }
}

async function fetched(path, options = {}) {
  let response;
  try {
    response = await fetch(path, options);
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Refusal(0, "");
  }
  if (!response.ok) throw new Refusal(response.status, (await response.text()).trim());
  return response;
}

const json = async (path, options) => (await fetched(path, options)).json();

function posted(path, body) {
  return json(path, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
}

export const questions = () => json("/questions.json");
export const vocabulary = () => json("/vocabulary.json");
export const outline = () => json("/assets/editor/shared/sweden.json");

/** Things whose names fit what was typed, the nearest first. */
export function things(kind, like) {
  return json(`/things.json?${new URLSearchParams({ kind, like, limit: 20 })}`);
}

/** The text of a question with its parameters and its time filled in. */
export async function bound(question, values, time) {
  return (await posted("/bound", { question, values, time })).query;
}

/** Answers a query in the formats wanted; the signal stops it. */
export function sparql(query, accept, signal) {
  return fetched("/sparql", {
    method: "POST",
    headers: { "Content-Type": "application/sparql-query", Accept: accept },
    body: query,
    signal,
  });
}

/** Learns names, kinds and places of addresses, so that `about` knows them. */
export async function learn(addresses) {
  const wanted = [...new Set(addresses)].filter((one) => !known.has(one)).slice(0, MOST_ASKED);
  for (let at = 0; at < wanted.length; at += MOST_NAMES) {
    const some = wanted.slice(at, at + MOST_NAMES);
    const told = await posted("/labels.json", some);
    for (const one of some) known.set(one, told[one] ?? null);
  }
}

/** What is known of an address: `sv`, `en`, and where there is one `kind`, `lat`, `long`. */
export const about = (address) => known.get(address) ?? null;

/** Every value that the answer of a query has in its first column, asked once. */
export function valuesOf(query) {
  if (!asked.has(query)) {
    const found = sparql(query, "application/sparql-results+json")
      .then((response) => response.json())
      .then(({ head, results }) =>
        results.bindings.map((row) => row[head.vars[0]]?.value).filter(Boolean),
      );
    asked.set(
      query,
      found.catch(() => []),
    );
  }
  return asked.get(query);
}

const asked = new Map();

/** The properties that things of a class really have, the most used first. */
export function propertiesOf(classAddress) {
  return valuesOf(
    `SELECT ?p (COUNT(*) AS ?n) { ?s a <${classAddress}> ; ?p ?o } GROUP BY ?p ORDER BY DESC(?n) ?p`,
  );
}
