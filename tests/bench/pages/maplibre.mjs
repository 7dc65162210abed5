// MapLibre with one circle layer; the file is read in its worker.

import { Map } from "maplibre-gl";
import "maplibre-gl/dist/maplibre-gl.css";
import { CENTER, COLOR, COLORS, POINTS, RADIUS, ZOOM, countries, open } from "./common.mjs";

let draws = 0;

async function fill() {
  const land = await countries();
  const map = new Map({
    container: "map",
    center: CENTER,
    zoom: ZOOM - 1, // its world is 512 px wide at zoom 0
    fadeDuration: 0,
    renderWorldCopies: false,
    style: {
      version: 8,
      sources: {
        land: { type: "geojson", data: land },
        points: { type: "geojson", data: new URL(POINTS, location.href).href },
      },
      layers: [
        { id: "water", type: "background", paint: { "background-color": COLORS.water } },
        { id: "land", type: "fill", source: "land", paint: { "fill-color": COLORS.land } },
        { id: "edge", type: "line", source: "land", paint: { "line-color": COLORS.edge } },
        { id: "points", type: "circle", source: "points", paint: { "circle-color": COLOR, "circle-radius": RADIUS } },
      ],
    },
  });
  map.on("render", () => (draws += 1));
  map.on("error", ({ error }) => console.error(error));
  await new Promise((done) => map.once("idle", done));
  return map;
}

const filled = fill();
let map;
filled.then((made) => (map = made));

open({
  ready: filled,
  view: (lon, lat, zoom) => map.jumpTo({ center: [lon, lat], zoom: zoom - 1 }),
  draws: () => draws,
});
