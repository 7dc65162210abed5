// Tests that a topology is packed as src/basemap/packed.rs reads it: node --test scripts/pack.test.mjs

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { pack } from "./pack.mjs";

const fixture = (name) => JSON.parse(readFileSync(new URL(`../tests/fixtures/basemaps/${name}.topojson`, import.meta.url), "utf8"));
const grid = (arcs) => ({ type: "Topology", transform: { scale: [1, 1], translate: [0, 0] }, arcs });

test("a packed file is what the tests of the reader read", () => {
  assert.deepEqual(pack(fixture("quantized")), fixture("packed"));
});

test("an arc goes on where the one before it ended", () => {
  const from = (x, y) => [[x, y], [1, -1]];
  // Two positions; then 5, 3 and 1, -1; then, from 6, 2 on, nothing at all.
  assert.equal(pack(grid([from(5, 3), from(6, 2)])).arcs, "%-)%$" + "%##%$");
});

test("numbers of every length are as the format has them, without a character that JSON must escape", () => {
  const { arcs } = pack(grid([[[34, -35], [35, 944], [945, -376785]]]));
  // Three positions, of the numbers 68 and 69, 70 and 1888, 1890 and 753569.
  assert.equal(arcs, "&" + "h" + "i" + "j#" + "}}" + "~#7j" + "~~~}");
  assert.match(arcs, /^[#-[\]-~]+$/);
  assert.equal(JSON.stringify(arcs).length, arcs.length + 2);
});

test("what has no grid, or leaves it, is refused", () => {
  assert.throws(() => pack(fixture("plain")), /expected a topology with a transform/);
  assert.throws(() => pack(grid([[[0.5, 0]]])), /expected whole numbers/);
  assert.throws(() => pack(grid([[[1e6, 0]]])), /expected steps of a grid/);
});
