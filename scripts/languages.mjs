// Writes the texts of the interface as a file for each language but English: node scripts/languages.mjs FOLDER
//
// From the rows of src/words/table.rs: a line for each text, empty where the language lacks it. Prints the languages as a
// list of JSON. The wasm of the site is compiled without them, and fetches the one that is spoken.

import { mkdirSync, readFileSync, realpathSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** A row: its name in Rust, its key, and the texts, each behind its language. */
const ROW = /^\s*\w+ "[a-z-]+"((?:\s+[a-z]{2} "[^"\\]*")+);$/gm;
const TEXT = /([a-z]{2}) "([^"]*)"/g;

/** From each language of the table to its texts. */
export function languagesOf(table) {
  const rows = [...table.matchAll(ROW)].map(([, texts]) => new Map([...texts.matchAll(TEXT)].map(([, lang, text]) => [lang, text])));
  const languages = new Set(rows.flatMap((row) => [...row.keys()]));
  return new Map([...languages].map((lang) => [lang, rows.map((row) => row.get(lang) ?? "")]));
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const [, , folder] = process.argv;
  const languages = languagesOf(readFileSync(new URL("../src/words/table.rs", import.meta.url), "utf8"));
  languages.delete("en");
  mkdirSync(folder, { recursive: true });
  for (const [lang, texts] of languages) writeFileSync(join(folder, `${lang}.txt`), texts.join("\n"));
  console.log(JSON.stringify([...languages.keys()]));
}
