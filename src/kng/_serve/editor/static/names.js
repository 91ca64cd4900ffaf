// Addresses in short, and what they are called.

import { about } from "./server.js";
import { say } from "./words.js";

let spaces = [];

/** Tell the prefixes; the longest namespace is looked for first. */
export function knowPrefixes(prefixes) {
  spaces = Object.entries(prefixes).sort(([, a], [, b]) => b.length - a.length);
}

export const prefixes = () => spaces;

const LOCAL = /^[\p{L}\p{N}_]([\p{L}\p{N}_-]*[\p{L}\p{N}_-])?$/u;

/** `kng:Meeting` for its address, where a prefix fits and the rest can stand in SPARQL. */
export function shortened(address) {
  for (const [prefix, space] of spaces) {
    const rest = address.startsWith(space) ? address.slice(space.length) : "";
    if (rest && LOCAL.test(rest)) return `${prefix}:${rest}`;
  }
  return address;
}

/** The address that a prefixed name or an address in brackets stands for, or "". */
export function expanded(name) {
  if (name.startsWith("<")) return name.slice(1, -1);
  const at = name.indexOf(":");
  const space = spaces.find(([prefix]) => prefix === name.slice(0, at));
  return space ? space[1] + name.slice(at + 1) : "";
}

export const nameOf = (address) => say(about(address)) || shortened(address);

const OWN = "https://w3id.org/kng/";

/** Where the server shows a thing of the graph, or "" for addresses elsewhere. */
export function pageOf(address) {
  return address.startsWith(OWN) ? `/${address.slice(OWN.length)}` : "";
}
