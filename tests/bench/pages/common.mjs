// What the pages of all contestants share: the view, the data's addresses, and how ready and frames are timed.

import { DISC, VIEW } from "../look.mjs";
import { feature } from "topojson-client";

const count = new URLSearchParams(location.search).get("n");
export const POINTS = `../data/points-${count}.geojson`;
export const COUNTRIES = "../data/countries.topojson";
export const { center: CENTER, zoom: ZOOM } = VIEW;
export const { color: COLOR, radius: RADIUS } = DISC;
export { COLORS, rgb } from "../look.mjs";

export const json = async (address) => (await fetch(address)).json();

/** Lets a ring that crosses 180 degrees go on beyond it: these libraries would draw a line back across the whole map. */
function unroll(ring) {
  let turn = 0;
  return ring.map(([lon, lat], n) => {
    const step = n > 0 ? lon - ring[n - 1][0] : 0;
    if (Math.abs(step) > 180) turn -= 360 * Math.sign(step);
    return [lon + turn, lat];
  });
}

/** The countries as GeoJSON, as libraries take them that know no TopoJSON. */
export async function countries() {
  const topology = await json(COUNTRIES);
  const collection = feature(topology, topology.objects.countries);
  for (const { geometry } of collection.features) {
    const polygons = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
    for (const polygon of polygons) polygon.forEach((ring, n) => (polygon[n] = unroll(ring)));
  }
  return collection;
}

export const frame = () => new Promise((done) => requestAnimationFrame(done));

/**
 * Keeps the page that is measured: `view(lon, lat, zoom)` moves the map at once, `draws` counts what the library drew. Where not
 * every place is drawn, `counted` tells how many the picture stands for.
 */
export function open({ ready, view, draws, counted = () => Infinity, wasmBytes = () => 0 }) {
  const timed = async () => {
    await ready;
    // The library has handed its drawing over; after two frames it has been on the screen.
    await frame();
    await frame();
    return performance.now();
  };
  globalThis.bench = { ready: timed(), counted, wasmBytes, move: (limits) => move(view, draws, limits) };
}

/** Moves and zooms the map a little in each frame, and gives the milliseconds from frame to frame. */
async function move(view, draws, { warmUp, atLeast, atMost, milliseconds }) {
  const step = (n) => {
    const turn = n * 0.15;
    view(8 * Math.sin(turn), 5 * Math.cos(turn), ZOOM + 0.1 + 0.1 * Math.sin(turn * 0.7));
  };
  const intervals = [];
  let n = 0;
  for (; n < warmUp; n += 1) {
    step(n);
    await frame();
  }
  const drawnBefore = draws();
  const start = performance.now();
  let before = start;
  while (intervals.length < atLeast || (intervals.length < atMost && before - start < milliseconds)) {
    step(n);
    n += 1;
    await frame();
    const now = performance.now();
    intervals.push(now - before);
    before = now;
  }
  return { intervals, drawn: draws() - drawnBefore };
}
