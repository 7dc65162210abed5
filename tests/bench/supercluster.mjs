// How long supercluster takes to index the same places, in the JavaScript engine of the browser: the peer of the core's clusters,
// whose times `cargo bench` tells. node tests/bench/supercluster.mjs [SIZES, by default 10000,100000,1000000]

import { performance } from "node:perf_hooks";
import Supercluster from "supercluster";
import { positions } from "./points.mjs";
import { median } from "./stats.mjs";

/** The view of which the clusters are asked for, in degrees, and its zoom: of a world 512 px wide at zoom 0. */
const VIEW = [[-36, 13, 0, 33], 5];
const RUNS = 3;

for (const size of (process.argv[2] ?? "10000,100000,1000000").split(",").map(Number)) {
  const features = [...positions(size)].map((coordinates) => ({ type: "Feature", properties: {}, geometry: { type: "Point", coordinates } }));
  const [index, view] = [[], []];
  for (let run = 0; run < RUNS; run += 1) {
    const start = performance.now();
    const clusters = new Supercluster().load(features);
    const loaded = performance.now();
    if (clusters.getClusters(...VIEW).length === 0) throw new Error(`${size} places: expected clusters in the view, found none`);
    index.push(loaded - start);
    view.push(performance.now() - loaded);
  }
  console.log(`supercluster, ${size} points: index ${median(index).toFixed(0)} ms, the clusters of a view ${median(view).toFixed(2)} ms`);
}
