// deck.gl with its positions as one typed array, the way its guide to performance advises.

import { Deck, MapView } from "@deck.gl/core";
import { GeoJsonLayer, ScatterplotLayer } from "@deck.gl/layers";
import { CENTER, COLOR, COLORS, POINTS, RADIUS, ZOOM, countries, json, open, rgb } from "./common.mjs";

let draws = 0;
let deck;
const viewAt = (lon, lat, zoom) => ({ longitude: lon, latitude: lat, zoom: zoom - 1 }); // its world is 512 px wide at zoom 0

async function fill() {
  const [land, { features }] = await Promise.all([countries(), json(POINTS)]);
  const value = new Float32Array(features.length * 2);
  features.forEach(({ geometry }, n) => value.set(geometry.coordinates, 2 * n));
  const layers = [
    new GeoJsonLayer({ id: "land", data: land, getFillColor: rgb(COLORS.land), getLineColor: rgb(COLORS.edge), lineWidthUnits: "pixels", getLineWidth: 1 }),
    new ScatterplotLayer({
      id: "points",
      data: { length: features.length, attributes: { getPosition: { value, size: 2 } } },
      getRadius: RADIUS,
      radiusUnits: "pixels",
      getFillColor: rgb(COLOR),
    }),
  ];
  await new Promise((done, failed) => {
    deck = new Deck({
      parent: document.getElementById("map"),
      views: new MapView({ repeat: false }),
      viewState: viewAt(...CENTER, ZOOM),
      layers,
      onError: failed,
      onAfterRender() {
        draws += 1;
        if (layers.every((layer) => layer.isLoaded)) done();
      },
    });
  });
}

open({
  ready: fill(),
  view: (...at) => deck.setProps({ viewState: viewAt(...at) }),
  draws: () => draws,
});
