// OpenLayers on a canvas. While its view counts as moving, a vector layer draws from the orders it has made already: here that was
// as fast as or faster than without, and than a VectorImageLayer drawn anew. The latter, left to stretch an old picture, draws nothing.

import Feature from "ol/Feature.js";
import OlMap from "ol/Map.js";
import View from "ol/View.js";
import GeoJSON from "ol/format/GeoJSON.js";
import VectorLayer from "ol/layer/Vector.js";
import { fromLonLat } from "ol/proj.js";
import VectorSource from "ol/source/Vector.js";
import Circle from "ol/style/Circle.js";
import Fill from "ol/style/Fill.js";
import Stroke from "ol/style/Stroke.js";
import Style from "ol/style/Style.js";
import "ol/ol.css";
import { CENTER, COLOR, COLORS, POINTS, RADIUS, ZOOM, countries, json, open } from "./common.mjs";

let draws = 0;
const format = new GeoJSON({ featureProjection: "EPSG:3857", featureClass: Feature });
const view = new View({ center: fromLonLat(CENTER), zoom: ZOOM, constrainResolution: false, smoothExtentConstraint: false });
const map = new OlMap({ target: "map", view });

async function fill() {
  const [land, points] = await Promise.all([countries(), json(POINTS)]);
  map.addLayer(new VectorLayer({
    source: new VectorSource({ features: format.readFeatures(land), wrapX: false }),
    style: new Style({ fill: new Fill({ color: COLORS.land }), stroke: new Stroke({ color: COLORS.edge, width: 1 }) }),
  }));
  map.addLayer(new VectorLayer({
    source: new VectorSource({ features: format.readFeatures(points), wrapX: false }),
    style: new Style({ image: new Circle({ radius: RADIUS, fill: new Fill({ color: COLOR }) }) }),
  }));
  map.on("postrender", () => (draws += 1));
  await new Promise((done) => map.once("rendercomplete", done));
  view.beginInteraction();
}

open({
  ready: fill(),
  view(lon, lat, zoom) {
    view.setCenter(fromLonLat([lon, lat]));
    view.setZoom(zoom);
  },
  draws: () => draws,
});
