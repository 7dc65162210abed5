// Writes the names of Afghanistan's provinces in its languages, from the subdivisions of Unicode CLDR, and holds the
// table of provinces against CLDR's list of ISO 3166-2 codes.
//
//   node names.mjs path/to/cldr/common names.json            {"AF-LAG": {"name:fa": "…", "name:ps": "…"}, …}
import fs from "node:fs";
import { PROVINCE } from "./tables.mjs";

const [, , common, output] = process.argv;

// CLDR has "province of Herat"; a map has "Herat". In Persian the word stands before, in Pashto behind, and one Pashto
// name keeps the "of" of the whole phrase.
const WITHOUT_PROVINCE = {
  fa: (name) => name.replace(/^ولایت /, ""),
  ps: (name) => name.replace(/ ولايت$/, "").replace(/^د /, ""),
};

const iso = (code) => `${code.slice(0, 2)}-${code.slice(2)}`.toUpperCase();
const listed = new Set();
for (const [, country, codes] of fs.readFileSync(`${common}/supplemental/subdivisions.xml`, "utf8")
  .matchAll(/<subgroup type="(AF|PK)" contains="([^"]+)"/g))
  for (const code of codes.split(" ")) listed.add(iso(code));
const ours = new Set(Object.values(PROVINCE).map((p) => p.id));
for (const id of ours) if (!listed.has(id)) throw new Error(`${id} is not an ISO 3166-2 code of CLDR's`);
for (const id of listed) if (!ours.has(id)) throw new Error(`no province for ISO 3166-2 code ${id}`);

const names = {};
for (const [language, shorten] of Object.entries(WITHOUT_PROVINCE))
  for (const [, code, name] of fs.readFileSync(`${common}/subdivisions/${language}.xml`, "utf8")
    .matchAll(/<subdivision type="(af[a-z]+)"[^>]*>([^<]+)</g))
    (names[iso(code)] ??= {})[`name:${language}`] = shorten(name);
fs.writeFileSync(output, JSON.stringify(names));
