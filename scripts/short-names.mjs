// Shortens the names by which the wasm and its module in JavaScript call each other: node scripts/short-names.mjs FOLDER
//
// wasm-bindgen tells functions of the browser apart by names with a hash, such as `__wbg_append_1a2b3c4d5e6f7a8b`, which stand in both
// files and cannot be compressed: 2.8 KB of them. Only the two files know them, so any names will do that are the same in both.

import { readFileSync, realpathSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const MODULE = "./dateline_map_bg.js";
const IMPORTS = 2; // the section of imports, in the binary format of WebAssembly (section 5.5.5)
const HASHED = /_[0-9a-f]{16}$/;

/** The number at `at`, written as LEB128 (section 5.2.2), and where what follows begins. */
function readNumber(bytes, at) {
  let number = 0;
  let shift = 0;
  for (;;) {
    const byte = bytes[at++];
    number += (byte & 0x7f) * 2 ** shift;
    if (byte < 0x80) return [number, at];
    shift += 7;
  }
}

function writeNumber(number) {
  const bytes = [];
  for (; number >= 0x80; number = Math.floor(number / 0x80)) bytes.push((number % 0x80) | 0x80);
  return Buffer.from([...bytes, number]);
}

/** The wasm with the names of its imports, of module and of function, as `rename` gives them. */
export function renameImports(wasm, rename) {
  const parts = [wasm.subarray(0, 8)];
  for (let at = 8; at < wasm.length; ) {
    const [size, start] = readNumber(wasm, at + 1);
    const section = wasm.subarray(start, start + size);
    const body = wasm[at] === IMPORTS ? renamed(section, rename) : section;
    parts.push(wasm.subarray(at, at + 1), writeNumber(body.length), body);
    at = start + size;
  }
  return Buffer.concat(parts);
}

function renamed(section, rename) {
  let [count, at] = readNumber(section, 0);
  const parts = [writeNumber(count)];
  const name = () => {
    const [length, start] = readNumber(section, at);
    at = start + length;
    return section.toString("utf8", start, at);
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
