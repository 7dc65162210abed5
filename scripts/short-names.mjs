// Shortens the names by which the wasm and its module in JavaScript call each other: node scripts/short-names.mjs FOLDER
//
// wasm-bindgen tells functions of the browser apart by names with a hash, such as `__wbg_append_1a2b3c4d5e6f7a8b`, which stand in both
// files and cannot be compressed: 2.8 KB of them. Only the two files know them, so any names will do that are the same in both.

import { readFileSync, realpathSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { IMPORTS, changeSections, readName, readNumber, writeNumber } from "./wasm.mjs";

const MODULE = "./dateline_map_bg.js";
const HASHED = /_[0-9a-f]{16}$/;

/** The wasm with the names of its imports, of module and of function, as `rename` gives them. */
export const renameImports = (wasm, rename) => changeSections(wasm, (id, body) => (id === IMPORTS ? renamed(body, rename) : undefined));

function renamed(section, rename) {
  let [count, at] = readNumber(section, 0);
  const parts = [writeNumber(count)];
  const name = () => {
    let text;
    [text, at] = readName(section, at);
    return text;
  };
  for (; count > 0; count -= 1) {
    for (const old of [name(), name()]) {
      const bytes = Buffer.from(rename(old));
      parts.push(writeNumber(bytes.length), bytes);
    }
    // All that wasm-bindgen imports are functions: a kind of 0, and the number of their type.
    if (section[at] !== 0) throw new Error(`expected an import of a function, found one of kind ${section[at]}`);
    const [, end] = readNumber(section, at + 1);
    parts.push(section.subarray(at, end));
    at = end;
  }
  return Buffer.concat(parts);
}

/** A short name for each hashed one among the wasm's imports, none of which stands in `script` already. */
export function shortNames(wasm, script) {
  const imports = WebAssembly.Module.imports(new WebAssembly.Module(wasm));
  const names = [...new Set(imports.map(({ name }) => name))].filter((name) => HASHED.test(name));
  let next = 0;
  return new Map(
    names.map((name) => {
      let short;
      do short = `w${(next++).toString(36)}`;
      while (new RegExp(`\\b${short}\\b`).test(script));
      return [name, short];
    }),
  );
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const [wasmFile, scriptFile] = ["dateline_map_bg.wasm", "dateline_map.js"].map((file) => join(process.argv[2] ?? "dist/pkg", file));
  const [wasm, script] = [readFileSync(wasmFile), readFileSync(scriptFile, "utf8")];
  const names = shortNames(wasm, script);
  names.set(MODULE, "m");
  const missing = [...names.keys()].find((name) => !script.includes(name));
  if (missing) throw new Error(`expected ${missing} in ${scriptFile}, which the wasm imports; found it not`);
  writeFileSync(wasmFile, renameImports(wasm, (name) => names.get(name) ?? name));
  // The longest first: no name is part of one that comes after it.
  const longestFirst = [...names].sort(([a], [b]) => b.length - a.length);
  writeFileSync(scriptFile, longestFirst.reduce((text, [name, short]) => text.replaceAll(name, short), script));
}
