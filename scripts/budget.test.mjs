// Tests that the byte budget fails when it should: node --test scripts/budget.test.mjs

import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";

const folder = mkdtempSync(join(tmpdir(), "dateline-map-budget-"));
mkdirSync(join(folder, "site/pkg/snippets/a"), { recursive: true });
writeFileSync(join(folder, "site/pkg/map.js"), randomBytes(1000)); // noise, so that brotli cannot make it smaller
writeFileSync(join(folder, "site/pkg/snippets/a/element.js"), randomBytes(500));
writeFileSync(join(folder, "site/style.css"), "a".repeat(5000));
after(() => rmSync(folder, { recursive: true }));

function check(groups) {
  const budget = join(folder, "budget.json");
  writeFileSync(budget, JSON.stringify({ brotliQuality: 9, groups }));
  const script = fileURLToPath(new URL("budget.mjs", import.meta.url));
  return spawnSync(process.execPath, [script, join(folder, "site"), budget], { encoding: "utf8" });
}

test("a site within its budget passes, weighed as it is sent", () => {
  const { status, stdout } = check({ code: { files: ["pkg/**/*.js"], max: 1600 }, style: { files: ["*.css"], max: 100 } });
  assert.equal(status, 0, stdout);
  assert.match(stdout, /pkg\/snippets\/a\/element\.js/);
});

test("one byte too many fails", () => {
  const sent = Number(check({ code: { files: ["pkg/*.js"], max: 9999 } }).stdout.match(/^code +\d+ +(\d+)/m)[1]);
  assert.ok(sent >= 1000 && sent < 1100, `a kilobyte of noise weighs ${sent}`);
  assert.equal(check({ code: { files: ["pkg/*.js"], max: sent } }).status, 0);
  const over = check({ code: { files: ["pkg/*.js"], max: sent - 1 } });
  assert.deepEqual([over.status, /OVER by 1$/m.test(over.stdout)], [1, true]);
});

test("a star stays within a folder, and a group without files fails", () => {
  assert.doesNotMatch(check({ code: { files: ["pkg/*.js"], max: 9999 } }).stdout, /element/);
  const none = check({ code: { files: ["pkg/*.wasm"], max: 9999 } });
  assert.deepEqual([none.status, /NO FILES$/m.test(none.stdout)], [1, true]);
});
