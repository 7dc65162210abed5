// dateline-map, as the README puts it in a page.

import init from "../pkg/dateline_map.js";
import { CENTER, COUNTRIES, POINTS, ZOOM, open } from "./common.mjs";

let memory;
let map;
let draws = 0;

async function fill() {
  ({ memory } = await init());
  map = document.createElement("dateline-map");
  for (const [name, value] of Object.entries({ src: POINTS, basemap: COUNTRIES, center: CENTER.join(), zoom: ZOOM, theme: "light" })) {
    map.setAttribute(name, value);
  }
  map.addEventListener("dateline-move", () => (draws += 1));
  const ready = new Promise((done, failed) => {
    map.addEventListener("dateline-ready", done);
    map.addEventListener("dateline-error", ({ detail }) => failed(new Error(detail.message)));
  });
  document.getElementById("map").append(map);
  const { detail } = await ready;
  const expected = Number(new URLSearchParams(location.search).get("n"));
  if (detail.places !== expected) throw new Error(`expected ${expected} places, found ${detail.places}`);
}

open({
  ready: fill(),
  view: (lon, lat, zoom) => map.jumpTo({ center: [lon, lat], zoom }),
  draws: () => draws,
  wasmBytes: () => memory.buffer.byteLength,
});
