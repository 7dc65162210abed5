// Tests of the numbers made of measurements: node --test tests/bench/stats.test.mjs

import assert from "node:assert/strict";
import { test } from "node:test";
import { best, median, spread, summary } from "./stats.mjs";

test("the median is the middle value, or the mean of the middle two, whatever their order", () => {
  assert.equal(median([9, 1, 5]), 5);
  assert.equal(median([10, 9, 100, 1]), 9.5);
  assert.equal(median([2]), 2);
  assert.equal(median([10, 9, 2]), 9, "as numbers, not as texts");
});

test("what was not measured counts for nothing", () => {
  assert.equal(median([null, 4, undefined]), 4);
  assert.equal(median([]), null);
  assert.deepEqual(spread([3, null, 1, 2]), [1, 3]);
  assert.equal(spread([undefined]), null);
});

test("a summary has the median of each measure and the ends of the times", () => {
  const runs = [{ ready: 30, frame: 3, heap: 7 }, { ready: 10, frame: 1, heap: 9 }, { ready: 20, frame: 2, heap: 8 }];
  assert.deepEqual(summary(runs), { runs: 3, ready: 20, frame: 2, heap: 8, readySpread: [10, 30], frameSpread: [1, 3] });
});

test("a run that failed half-way keeps what it measured, and says why it failed", () => {
  const { ready, frame, failure, frameSpread } = summary([{ ready: 10, failure: "no frames within 5 s" }]);
  assert.deepEqual([ready, frame, failure, frameSpread], [10, undefined, "no frames within 5 s", null]);
});

test("the best peer is the one with the least value among those that have one", () => {
  const peers = [{ id: "a", summary: { ready: 5 } }, { id: "b", summary: { ready: 3 } }, { id: "c", summary: { failure: "crashed" } }];
  assert.deepEqual(best(peers, "ready"), { id: "b", value: 3 });
  assert.equal(best(peers, "frame"), null);
});
