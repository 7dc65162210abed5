// Tests that the files of the languages have what the table has: node --test scripts/languages.test.mjs

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { languagesOf } from "./languages.mjs";

test("a language has a line for each row, empty where it lacks the text", () => {
  const table = `
    First "first" en "One, {0}" de "Eins, {0}";
    // A comment.
    Second "second-text" en "Two";
    Third "third" en "Three"
        de "Drei; „und“";
`;
  assert.deepEqual(languagesOf(table), new Map([["en", ["One, {0}", "Two", "Three"]], ["de", ["Eins, {0}", "", "Drei; „und“"]]]));
});

test("no row of the table is passed over", () => {
  const table = readFileSync(new URL("../src/words/table.rs", import.meta.url), "utf8");
  const languages = languagesOf(table);
  assert.deepEqual([...languages.keys()].sort(), ["ar", "de", "en", "es", "fa", "fr", "ps", "ru", "ur", "zh"]);
  const rows = table.slice(table.lastIndexOf("table! {")).match(/ en "/g).length;
  for (const [lang, texts] of languages) assert.equal(texts.length, rows, lang);
  // Each language has nearly all of them.
  for (const [lang, texts] of languages) assert.ok(texts.filter(Boolean).length > 0.9 * rows, lang);
});
