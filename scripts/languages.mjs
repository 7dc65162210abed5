// Writes the texts of the interface, and the names of the waters, as a file for each language but English:
// node scripts/languages.mjs FOLDER
//
// From the rows of src/words/table.rs: a line for each text, empty where the language lacks it. Then, from those of
// src/words/waters.rs, a line for each water that the language has a name for: the English one, a tab, and its own. Prints the
// languages as a list of JSON. The wasm of the site is compiled without them, and fetches the one that is spoken.

import { mkdirSync, readFileSync, realpathSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** A row: its name in Rust, its key, and the texts, each behind its language. */
const ROW = /^\s*\w+ "[a-z-]+"((?:\s+[a-z]{2} "[^"\\]*")+);$/gm;
/** A row of the waters: the English name, and the others, each behind its language. */
const WATER = /^\s*"([^"\\]+)"((?:\s+[a-z]{2} "[^"\\]*")+);$/gm;
const TEXT = /([a-z]{2}) "([^"]*)"/g;

/** From each language of a row to what stands behind it. */
const columns = (row) => new Map([...row.matchAll(TEXT)].map(([, lang, text]) => [lang, text]));

/** From each language of the table to its texts. */
export function languagesOf(table) {
  const rows = [...table.matchAll(ROW)].map(([, texts]) => columns(texts));
  const languages = new Set(rows.flatMap((row) => [...row.keys()]));
  return new Map([...languages].map((lang) => [lang, rows.map((row) => row.get(lang) ?? "")]));
}

/** From the English name of each water of the table to its names: a map from the language to the name. */
export function watersOf(table) {
  return new Map([...table.matchAll(WATER)].map(([, english, names]) => [english, columns(names)]));
}

/** The lines of a language's names for the waters. */
export function waterLines(waters, lang) {
  return [...waters].filter(([, names]) => names.has(lang)).map(([english, names]) => `${english}\t${names.get(lang)}`);
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const [, , folder] = process.argv;
  const read = (file) => readFileSync(new URL(`../src/words/${file}`, import.meta.url), "utf8");
  const languages = languagesOf(read("table.rs"));
  const waters = watersOf(read("waters.rs"));
  languages.delete("en");
  mkdirSync(folder, { recursive: true });
  for (const [lang, texts] of languages) writeFileSync(join(folder, `${lang}.txt`), [...texts, ...waterLines(waters, lang)].join("\n"));
  console.log(JSON.stringify([...languages.keys()]));
}
