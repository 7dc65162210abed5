// Writes the shapes along which a country is cut where a part of it is another's in some view (PARTS in tables.mjs).
// Each is bounded by a line of claim from the source, and closed on the far side of the border, in another country:
// so what of the country lies inside is the part.
//
//   node parts.mjs disputed_borders.geojson parts.geojson
import fs from "node:fs";
import { PARTS } from "./tables.mjs";

const [, , input, output] = process.argv;
const linesOf = new Map(
  JSON.parse(fs.readFileSync(input, "utf8")).features.map(({ properties, geometry: { type, coordinates } }) => [
    properties.fid,
    type === "LineString" ? [coordinates] : coordinates,
  ]),
);

// The pieces of a line, in whatever order and direction the source has them, as one line. The ends of pieces differ by
// rounding.
const NEAR = 1e-4;
const near = (a, b) => Math.abs(a[0] - b[0]) < NEAR && Math.abs(a[1] - b[1]) < NEAR;
const chain = (pieces) => {
  const [line, ...left] = pieces.map((piece) => [...piece]);
  while (left.length) {
    const ends = (p) => [p[0], p.at(-1)];
    const at = left.findIndex((piece) => ends(piece).some((a) => ends(line).some((b) => near(a, b))));
    if (at < 0) throw new Error(`a line of claim is torn at ${line[0]} or ${line.at(-1)}`);
    const [piece] = left.splice(at, 1);
    if (!ends(piece).some((a) => near(a, line.at(-1)))) line.reverse();
    if (!near(piece[0], line.at(-1))) piece.reverse();
    line.push(...piece.slice(1));
  }
  return line;
};

const features = Object.entries(PARTS).map(([part, { lines, close }]) => {
  const ring = [];
  for (const { fid, from } of lines) {
    const line = chain(linesOf.get(fid));
    const distance = (p) => Math.hypot(p[0] - from[0], p[1] - from[1]);
    ring.push(...(distance(line[0]) <= distance(line.at(-1)) ? line : line.toReversed()));
  }
  ring.push(...close, ring[0]);
  return { type: "Feature", properties: { part }, geometry: { type: "Polygon", coordinates: [ring] } };
});
fs.writeFileSync(output, JSON.stringify({ type: "FeatureCollection", features }));
