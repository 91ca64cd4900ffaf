// Which packages are in the one file of the editor, under which licence, and its hash.

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";

const lock = JSON.parse(readFileSync("package-lock.json")).packages;
const bundled = [
  "@codemirror/",
  "@lezer/",
  "@marijn/",
  "codemirror-lang-sparql",
  "crelt",
  "style-mod",
  "w3c-keyname",
];
const unused = ["@codemirror/streamparser"];
const names = Object.keys(lock)
  .map((path) => path.replace("node_modules/", ""))
  .filter((name) => bundled.some((start) => name.startsWith(start)) && !unused.includes(name))
  .sort();
const bytes = readFileSync("../../src/kng/_serve/editor/vendor/codemirror.js");
const lines = names.map((name) => {
  const { version, license } = lock[`node_modules/${name}`];
  return `package    ${name} ${version} (${license})`;
});
console.log(
  [
    "source     npm registry; made by scripts/vendor/build with esbuild",
    ...lines,
    `sha256     ${createHash("sha256").update(bytes).digest("hex")}  codemirror.js`,
  ].join("\n"),
);
