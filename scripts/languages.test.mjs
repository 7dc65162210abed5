// Tests that the files of the languages have what the tables have: node --test scripts/languages.test.mjs

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { REGION, WORLD } from "../geodata/waters.mjs";
import { languagesOf, waterLines, watersOf } from "./languages.mjs";

const tableOf = (file) => readFileSync(new URL(`../src/words/${file}`, import.meta.url), "utf8");

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
  const table = tableOf("table.rs");
  const languages = languagesOf(table);
  assert.deepEqual([...languages.keys()].sort(), ["ar", "de", "en", "es", "fa", "fr", "ps", "ru", "ur", "zh"]);
  const rows = table.slice(table.lastIndexOf("table! {")).match(/ en "/g).length;
  for (const [lang, texts] of languages) assert.equal(texts.length, rows, lang);
  // Each language has nearly all of them.
  for (const [lang, texts] of languages) assert.ok(texts.filter(Boolean).length > 0.9 * rows, lang);
});

test("a language has a line for each water that it names, behind the English name", () => {
  const waters = watersOf(`
    // A comment.
    "Black Sea" de "Schwarzes Meer"
        fr "Mer Noire";
    "Lake Van" fr "Lac de Van";
`);
  assert.deepEqual(waterLines(waters, "fr"), ["Black Sea\tMer Noire", "Lake Van\tLac de Van"]);
  assert.deepEqual(waterLines(waters, "de"), ["Black Sea\tSchwarzes Meer"]);
  assert.deepEqual(waterLines(waters, "ja"), []);
});

test("no row of the waters is passed over, and every water of the basemap has one", () => {
  const table = tableOf("waters.rs");
  const waters = watersOf(table);
  assert.equal(waters.size, table.slice(table.lastIndexOf("waters! {")).match(/^ {4}"/gm).length);
  for (const [name] of [...WORLD, ...REGION]) assert.ok(waters.has(name), name);
  for (const [name, names] of waters) {
    for (const lang of ["ar", "de", "es", "fa", "fr", "ru", "zh"]) assert.ok(names.get(lang), `${name}: ${lang}`);
  }
});

test("the two lists call a water the same", () => {
  const waters = watersOf(tableOf("waters.rs"));
  for (const [name, , , , ...given] of REGION) assert.deepEqual(["ar", "fa", "ru"].map((lang) => waters.get(name).get(lang)), given, name);
});
