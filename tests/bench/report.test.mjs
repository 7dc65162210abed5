// Tests of the table and the plots: node --test tests/bench/report.test.mjs

import assert from "node:assert/strict";
import { test } from "node:test";
import { curves, decades, plot, spreadOut } from "./plot.mjs";
import { markdown, number, ratio, replaceBetween, shortTable } from "./table.mjs";

const ours = (summary) => ({ id: "dateline-map", summary: { runs: 3, readySpread: [90, 110], frameSpread: [1, 2], ...summary } });
const peer = (summary) => ({ id: "Peer <1>", summary: { runs: 3, readySpread: [1, 2], frameSpread: [1, 2], ...summary } });
const record = {
  date: "2026-01-02 03:04", commit: "abc", command: "node bench", browser: "Chromium 1", machine: "a machine", load: [0.5, 2], cores: 2, runs: 3,
  view: { width: 960, height: 600, zoom: 2 },
  entrants: [{ id: "dateline-map", version: "0.1.0" }, { id: "Peer <1>", version: "2.0", how: "canvas" }],
  figures: [
    { size: 7, fileBytes: 1400, summaries: [ours({ ready: 100, frame: 2.345, kilobytes: 100 }), peer({ ready: 200, frame: 10, kilobytes: 50 })] },
    { size: 10_000, fileBytes: 2e6, summaries: [ours({ ready: 300, failure: "the page crashed", frameSpread: null }), peer({ ready: 1234.4, frame: 100 })] },
  ],
};

test("numbers have their thousands apart and no digits that say nothing", () => {
  assert.deepEqual([number(1234567), number(999), number(0), number(54.321, 1), number(543.21, 1)], ["1,234,567", "999", "0", "54.3", "543"]);
});

test("ratios have two digits that count", () => {
  assert.deepEqual([ratio(1, 2), ratio(1, 16), ratio(3, 2), ratio(40, 3)], ["0.50", "0.06", "1.5", "13"]);
});

test("the table has each measure with its ratio to the best peer", () => {
  const text = markdown(record);
  assert.match(text, /\| places \|  \| dateline-map 0\.1\.0 \| Peer <1> 2\.0 \| dateline-map ÷ best peer \| best peer \|/);
  assert.match(text, /\| \*\*7\*\* \| ready, ms \| 100 \| 200 \| 0\.50 \| Peer <1> \|/);
  assert.match(text, /\|  \| frame, ms \| 2\.3 \| 10\.0 \| 0\.23 \| Peer <1> \|/);
  assert.match(text, /\|  \| fetched, kB \| 100 \| 50 \| 2\.0 \| Peer <1> \|/);
  assert.match(text, /node bench.*2026-01-02 03:04 UTC.*abc.*medians of 3 runs.*Chromium 1.*a machine.*0\.5 to 2\.0/);
});

test("a task that is too short to be told of is told of as such, and without a ratio", () => {
  const [figure] = record.figures;
  const text = markdown({ ...record, figures: [{ ...figure, summaries: [ours({ task: 0 }), peer({ task: 1234 })] }] });
  assert.match(text, /\|  \| longest task, ms \| under 50 \| 1,234 \| – \| – \|/);
});

test("both ways of ours are compared with the peers, and never with each other", () => {
  const clusters = { id: "with clusters", summary: { runs: 3, ready: 50, readySpread: [50, 50], frameSpread: null } };
  const [entrant, ...peers] = record.entrants;
  const [{ summaries, ...figure }] = record.figures;
  const text = markdown({ ...record, entrants: [entrant, { id: "with clusters", version: "0.1.0" }, ...peers], figures: [{ ...figure, summaries: [summaries[0], clusters, summaries[1]] }] });
  assert.match(text, /\| dateline-map 0\.1\.0 \| with clusters \| Peer <1> 2\.0 \| dateline-map ÷ best peer \| with clusters ÷ best peer \| best peer \|/);
  assert.match(text, /\| ready, ms \| 100 \| 50 \| 200 \| 0\.50 \| 0\.25 \| Peer <1> \|/);
});

test("what failed is told where its figure would stand, and what came before it is kept", () => {
  const text = markdown(record);
  assert.match(text, /\| \*\*10,000\*\* \| ready, ms \| 300 \(1\) \| 1,234 \| 0\.24/);
  assert.match(text, /\|  \| frame, ms \| – \(1\) \| 100 \| – \| Peer <1> \|/);
  assert.match(text, /\n1\. dateline-map, 10,000 places: the page crashed\.\n/);
  assert.match(text, /\| 10,000 \| dateline-map \| 3 \| 90\.0 to 110 \| – \|/);
});

test("the short table has the times at the sizes asked for, and says when and where", () => {
  const lines = shortTable(record, [10_000]).split("\n");
  assert.equal(lines[2], "| 10,000 | 300 · – | 1,234 · 100 |");
  assert.equal(lines.length, 5, "no row for 7 places, and none for bytes that were not weighed");
  assert.match(lines.at(-1), /2026-01-02 03:04 UTC, Chromium 1, a machine\. Load of the machine from 0\.5 to 2\.0/);
});

test("a busy machine is owned up to, and a quiet one is not slandered", () => {
  for (const write of [markdown, shortTable]) {
    assert.doesNotMatch(write(record), /busy/);
    assert.match(write({ ...record, load: [1, 3.1] }), /\*\*It was busy with other work/);
  }
});

test("a part of a text is replaced again and again, and nothing else is", () => {
  const text = "before\n<!-- a -->\nold\n<!-- /a -->\nafter";
  const once = replaceBetween(text, "a", "new $& |");
  assert.equal(once, "before\n<!-- a -->\nnew $& |\n<!-- /a -->\nafter");
  assert.equal(replaceBetween(replaceBetween(once, "a", "x"), "a", "new $& |"), once);
  assert.throws(() => replaceBetween("no marks", "a", ""), /expected <!-- a -->/);
});

test("the axes hold all values, and always a decade", () => {
  assert.deepEqual(decades([7, 1_000_000]), [0, 6]);
  assert.deepEqual(decades([0.3, 80]), [-1, 2]);
  assert.deepEqual(decades([100, 100]), [2, 3]);
});

test("labels stay apart, in their order, inside the plot", () => {
  const spread = spreadOut([100, 102, 101, 300], 16, 50, 310);
  assert.deepEqual(spread, [100, 132, 116, 300]);
  const low = spreadOut([308, 309, 310], 16, 50, 310);
  assert.deepEqual(low, [278, 294, 310]);
  assert.deepEqual(spreadOut([], 16, 50, 310), []);
});

test("a plot stands each value where its logarithm says, with ours on top", () => {
  const svg = plot("Time", [
    { id: "dateline-map", points: [[10, 1], [100, 10], [1000, 100]] },
    { id: "Peer <1>", points: [[10, 10], [1000, 100]] },
    { id: "Without figures", points: [] },
  ]);
  const at = (id) => [...svg.split("<g").find((part) => part.includes(`>${id}<`)).matchAll(/cx="([\d.]+)" cy="([\d.]+)"/g)].map(([, x, y]) => [Number(x), Number(y)]);
  const [first, second, third] = at("dateline-map");
  assert.deepEqual([second[0] - first[0], second[1] - first[1]].map(Math.round), [third[0] - second[0], third[1] - second[1]].map(Math.round));
  assert.ok(first[0] < second[0] && first[1] > second[1], "more is to the right, and higher");
  assert.deepEqual(at("Peer &#60;1&#62;")[0][1], second[1], "10 ms are 10 ms on every line");
  assert.ok(svg.lastIndexOf(">dateline-map<") > svg.indexOf(">Peer &#60;1&#62;<"));
  assert.doesNotMatch(svg, /Without figures|NaN|undefined/);
});

test("the plots of a run leave out what was not measured", () => {
  const files = curves(record);
  assert.deepEqual(Object.keys(files), ["ready.svg", "frame.svg"]);
  const circles = (file) => files[file].split("<circle").length - 1;
  assert.deepEqual([circles("ready.svg"), circles("frame.svg")], [4, 3]);
  assert.throws(() => plot("Nothing", []), /expected figures to plot/);
});
