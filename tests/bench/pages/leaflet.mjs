// Leaflet on one canvas, as its documentation advises for many vectors.

import L from "leaflet";
import "leaflet/dist/leaflet.css";
import { CENTER, COLOR, COLORS, POINTS, RADIUS, ZOOM, countries, frame, json, open } from "./common.mjs";

let draws = 0;
const [lon, lat] = CENTER;
const map = L.map("map", {
  preferCanvas: true, zoomSnap: 0, center: [lat, lon], zoom: ZOOM,
  zoomAnimation: false, fadeAnimation: false, markerZoomAnimation: false,
});

async function fill() {
  const [land, points] = await Promise.all([countries(), json(POINTS)]);
  L.geoJSON(land, { style: { weight: 1, color: COLORS.edge, fillColor: COLORS.land, fillOpacity: 1 } }).addTo(map);
  const disc = { radius: RADIUS, stroke: false, fillColor: COLOR, fillOpacity: 1 };
  L.geoJSON(points, { pointToLayer: (_, at) => L.circleMarker(at, disc) }).addTo(map);
  map.on("moveend", () => (draws += 1));
  // The canvas is drawn in the frame that was asked for when the last disc was added.
  await frame();
}

open({
  ready: fill(),
  view: (lon, lat, zoom) => map.setView([lat, lon], zoom, { animate: false }),
  draws: () => draws,
});
