// Checks the weight of the site against its budget: node scripts/budget.mjs [FOLDER, by default dist] [BUDGET, tests/budget.json]
//
// A file weighs what crosses the wire: its bytes after brotli at the quality the budget names. Each group of the budget has
// `files` (patterns relative to the folder: * within a name, ** across folders) and `max` (bytes). Groups may overlap; one that
// matches no file fails, so that a renamed file does not escape its budget.

import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";

const folder = process.argv[2] ?? "dist";
const budgetFile = process.argv[3] ?? new URL("../tests/budget.json", import.meta.url);
const budget = JSON.parse(readFileSync(budgetFile, "utf8"));

const expression = (pattern) =>
  new RegExp(`^${pattern.replace(/[.+?^${}()|[\]\\]/g, "\\$&").replace(/\*\*\/|\*\*|\*/g, (stars) => ({ "**/": "(.+/)?", "**": ".*", "*": "[^/]*" })[stars])}$`);

const weights = new Map();
for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
  if (!entry.isFile()) continue;
  const path = join(entry.parentPath ?? entry.path, entry.name);
  const bytes = readFileSync(path);
  const packed = brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: budget.brotliQuality } });
  weights.set(relative(folder, path).split(sep).join("/"), { raw: bytes.length, packed: packed.length });
}

const row = (name, raw, packed, max, verdict) =>
  console.log(`${name.padEnd(52)} ${String(raw).padStart(9)} ${String(packed).padStart(9)} ${String(max).padStart(9)}  ${verdict}`.trimEnd());

let failed = 0;
row("group, and its files", "bytes", "brotli", "max", "");
for (const [name, { files, max }] of Object.entries(budget.groups)) {
  const patterns = files.map(expression);
  const members = [...weights].filter(([path]) => patterns.some((pattern) => pattern.test(path)));
  const packed = members.reduce((sum, [, weight]) => sum + weight.packed, 0);
  const raw = members.reduce((sum, [, weight]) => sum + weight.raw, 0);
  const verdict = members.length === 0 ? "NO FILES" : packed > max ? `OVER by ${packed - max}` : `${Math.round((100 * packed) / max)} %`;
  if (members.length === 0 || packed > max) failed += 1;
  row(name, raw, packed, max, verdict);
  for (const [path, weight] of members) row(`  ${path}`, weight.raw, weight.packed, "", "");
}
if (failed > 0) {
  console.error(`\n${failed} of ${Object.keys(budget.groups).length} groups break the budget.`);
  process.exitCode = 1;
}
