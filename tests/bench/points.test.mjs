// Tests that every run measures the same places, and that all of them are in view: node --test tests/bench/points.test.mjs

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { DISC, VIEW } from "./look.mjs";
import { toScreen } from "./pixels.mjs";
import { BOX, collection, positions, randomNumbers, writeCollection } from "./points.mjs";

const text = (count, seed) => [...collection(count, seed)].join("");

test("the same seed gives the same file, to the byte, and another seed another", () => {
  assert.equal(text(5000), text(5000));
  assert.notEqual(text(100, 1), text(100, 2));
  // The results that are kept were made from these bytes; whoever changes them must measure anew.
  assert.equal(createHash("sha256").update(text(10_000)).digest("hex").slice(0, 16), "2a3782d5198501d1");
});

test("a file of any size is a collection of so many places, each with its own id", () => {
  for (const count of [0, 1, 7, 1999, 2000, 2001, 4000]) {
    const { type, features } = JSON.parse(text(count));
    assert.deepEqual([type, features.length, new Set(features.map(({ id }) => id)).size], ["FeatureCollection", count, count]);
  }
  const [first] = JSON.parse(text(1)).features;
  assert.deepEqual([first.type, first.geometry.type, first.properties.name], ["Feature", "Point", "Place 1"]);
});

test("what is written to disk is what was generated", async () => {
  const folder = mkdtempSync(join(tmpdir(), "dateline-map-bench-"));
  try {
    const path = join(folder, "points.geojson");
    await writeCollection(path, 30_000);
    assert.equal(readFileSync(path, "utf8"), text(30_000));
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("smaller files are the beginning of larger ones", () => {
  assert.deepEqual([...positions(50)], [...positions(500)].slice(0, 50));
});

test("random numbers lie in [0, 1), evenly", () => {
  const random = randomNumbers(7);
  const tenths = new Array(10).fill(0);
  for (let n = 0; n < 20_000; n += 1) tenths[Math.floor(random() * 10)] += 1;
  assert.equal(tenths.length, 10, "none is 1 or below 0");
  for (const count of tenths) assert.ok(Math.abs(count - 2000) < 200, `${count} of 20,000 in one tenth`);
  assert.notEqual(randomNumbers(0)(), 0, "a seed of 0 would stay 0 for ever");
});

test("every place lies in the box, and the box in the view with whole discs", () => {
  const [west, south, east, north] = BOX;
  for (const [lon, lat] of positions(20_000)) {
    assert.ok(lon >= west && lon <= east && lat >= south && lat <= north, `${lon}, ${lat}`);
  }
  const corners = [toScreen([west, north]), toScreen([east, south])];
  for (const [x, y] of corners) {
    assert.ok(x >= DISC.radius && x <= VIEW.width - DISC.radius && y >= DISC.radius && y <= VIEW.height - DISC.radius, `${x}, ${y}`);
  }
});
