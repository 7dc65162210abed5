// Shortens the names by which the wasm and its module in JavaScript call each other: node scripts/short-names.mjs FOLDER
//
// wasm-bindgen tells functions of the browser apart by names with a hash, such as `__wbg_append_1a2b3c4d5e6f7a8b`, which stand in both
// files and cannot be compressed: 2.8 KB of them; and those by which the module calls the wasm, `view_focus_target` and the like, are
// 0.4 KB. Only the two files know them, so any names will do that are the same in both.

import { readFileSync, realpathSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { EXPORTS, IMPORTS, changeSections, entries, readExport, readName, vector, writeExport, writeName } from "./wasm.mjs";

const MODULE = "./dateline_map_bg.js";
const HASHED = /_[0-9a-f]{16}$/;
/** Names of exports that no page calls: the methods of the view, and what wasm-bindgen needs for itself. */
const INTERNAL = /^(view_|__|wasm_bindgen__)/;

/** The wasm with the names of its imports, of module and of function, and of its exports as `rename` gives them. */
export const renamed = (wasm, rename) =>
  changeSections(wasm, (id, body) => (id === IMPORTS ? renamedImports(body, rename) : id === EXPORTS ? renamedExports(body, rename) : undefined));

const renamedExports = (section, rename) =>
  vector(
    entries(EXPORTS, section).map((entry) => {
      const { name, ...what } = readExport(entry);
      return writeExport({ name: rename(name), ...what });
    }),
  );

const renamedImports = (section, rename) =>
  vector(
    entries(IMPORTS, section).map((entry) => {
      const [module, after] = readName(entry, 0);
      const [name, end] = readName(entry, after);
      return Buffer.concat([writeName(rename(module)), writeName(rename(name)), entry.subarray(end)]);
    }),
  );

/** A short name for each hashed one among the wasm's imports and each internal one among its exports, none of which stands in `script` already. */
export function shortNames(wasm, script) {
  const module = new WebAssembly.Module(wasm);
  const imports = WebAssembly.Module.imports(module).filter(({ name }) => HASHED.test(name));
  const exports = WebAssembly.Module.exports(module).filter(({ name }) => INTERNAL.test(name));
  const names = [...new Set([...imports, ...exports].map(({ name }) => name))];
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
  const files = ["dateline_map_bg.wasm", "dateline_map.js", "dateline_map.d.ts", "dateline_map_bg.wasm.d.ts"];
  const [wasmFile, scriptFile, typesFile, rawTypesFile] = files.map((file) => join(process.argv[2] ?? "dist/pkg", file));
  const [wasm, script] = [readFileSync(wasmFile), readFileSync(scriptFile, "utf8")];
  const names = shortNames(wasm, script);
  names.set(MODULE, "m");
  // Of what is exported, the module uses not all; without a function that is imported, it could not run.
  const missing = [...names.keys()].find((name) => (HASHED.test(name) || name === MODULE) && !script.includes(name));
  if (missing) throw new Error(`expected ${missing} in ${scriptFile}, which the wasm imports; found it not`);
  writeFileSync(wasmFile, renamed(wasm, (name) => names.get(name) ?? name));
  // As whole words: view_aim is part of view_aim_at. The types tell the names as well.
  const word = (name) => new RegExp(`(?<!\\w)${name.replaceAll(".", "\\.")}(?!\\w)`, "g");
  const shortened = (text) => [...names].reduce((rest, [name, short]) => rest.replaceAll(word(name), short), text);
  for (const file of [scriptFile, typesFile, rawTypesFile]) writeFileSync(file, shortened(readFileSync(file, "utf8")));
}
