// dateline-map, as the README puts it in a page: the tag is there when its module comes, which the page names by itself.

import { CENTER, COUNTRIES, POINTS, ZOOM, open } from "./common.mjs";

const query = new URLSearchParams(location.search);
const cluster = query.get("cluster");

let memory;
let map;
let draws = 0;

async function fill() {
  map = document.createElement("dateline-map");
  for (const [name, value] of Object.entries({ src: POINTS, basemap: COUNTRIES, center: CENTER.join(), zoom: ZOOM, cluster, theme: "light" })) {
    map.setAttribute(name, value);
  }
  map.addEventListener("dateline-move", () => (draws += 1));
  const ready = new Promise((done, failed) => {
    map.addEventListener("dateline-ready", done);
    map.addEventListener("dateline-error", ({ detail }) => failed(new Error(detail.message)));
  });
  document.getElementById("map").append(map);
  const { default: init } = await import("../pkg/dateline_map.js");
  ({ memory } = await init());
  const { detail } = await ready;
  const expected = Number(query.get("n"));
  if (detail.places !== expected) throw new Error(`expected ${expected} places, found ${detail.places}`);
}

/** What the buttons over the map stand for: a cluster's name begins with how many places it holds. */
function counted() {
  const shown = [...map.shadowRoot.querySelectorAll('[part~="marker"]')].filter((button) => !button.hidden);
  const size = (button) => (button.part.contains("cluster") ? Number(button.ariaLabel.match(/[\d,]+/)?.[0].replaceAll(",", "")) : 1);
  return shown.reduce((sum, button) => sum + size(button), 0);
}

open({
  ready: fill(),
  view: (lon, lat, zoom) => map.jumpTo({ center: [lon, lat], zoom }),
  draws: () => draws,
  ...(cluster === "on" && { counted }),
  wasmBytes: () => memory.buffer.byteLength,
});
