// Reads the lakes of Natural Earth from the PN2 file of the Marble globe and writes them as GeoJSON, each with its
// `area` (square kilometres) and its `roundness` (Polsby and Popper's 4 pi A / P^2: 1 for a disc).
//
//   node lakes.mjs ne_50m_lakes.pn2 lakes.geojson
//
// PN2, as read here: big-endian; a header of version (1 byte, must be 2), number of shapes (4), whether shapes carry a
// map colour (1). A shape is its kind (1) and id (4); kind 4 is a group: a count (1), then that many members of kind,
// id and a ring. A ring is a count of anchors (4), each a latitude and a longitude in 1/120 degree (2 and 2) and a
// count (2) of vertices that follow it, given as differences of latitude and longitude from the anchor (1 and 1).
import fs from "node:fs";

const [, , input, output] = process.argv;
const bytes = fs.readFileSync(input);
const UNIT = 120;
const OUTER = 2, INNER = 3, GROUP = 4;
let at = 0;
const u8 = () => bytes.readUInt8(at++);
const i8 = () => bytes.readInt8(at++);
const i16 = () => bytes.readInt16BE((at += 2) - 2);
const u32 = () => bytes.readUInt32BE((at += 4) - 4);

const ring = () => {
  const points = [];
  for (let anchors = u32(); anchors > 0; anchors--) {
    const lat = i16(), lon = i16();
    points.push([lon / UNIT, lat / UNIT]);
    for (let more = i16(); more > 0; more--) {
      const up = i8(), right = i8();
      points.push([(lon + right) / UNIT, (lat + up) / UNIT]);
    }
  }
  const [a, z] = [points[0], points.at(-1)];
  if (a[0] !== z[0] || a[1] !== z[1]) points.push(a);
  return points;
};

// Area by the shoelace formula and length around, on a plane true to scale at the lake's mean latitude, in kilometres.
const KM_PER_DEGREE = 111.2;
const measures = (points) => {
  const lat = points.reduce((sum, p) => sum + p[1], 0) / points.length;
  const wide = KM_PER_DEGREE * Math.cos((lat * Math.PI) / 180);
  let twice = 0, around = 0;
  for (let i = 1; i < points.length; i++) {
    const [[x0, y0], [x1, y1]] = [points[i - 1], points[i]].map(([lon, lat]) => [lon * wide, lat * KM_PER_DEGREE]);
    twice += x0 * y1 - x1 * y0;
    around += Math.hypot(x1 - x0, y1 - y0);
  }
  const area = Math.abs(twice) / 2;
  return { area: Math.round(area), roundness: Number(((4 * Math.PI * area) / around ** 2).toFixed(3)) };
};

const lakes = [];
const take = (kind, points) => {
  if (kind === OUTER) lakes.push([points]);
  else if (kind === INNER) lakes.at(-1).push(points);
  else throw new Error(`${input}: a shape of kind ${kind} at byte ${at}; lakes have rings of kind ${OUTER} and ${INNER}`);
};
if (u8() !== 2) throw new Error(`${input}: not PN2 of version 2`);
let left = u32();
if (u8() !== 0) throw new Error(`${input}: shapes with a map colour are not read`);
for (; left > 0 && at < bytes.length; left--) {
  const kind = u8();
  u32();
  if (kind !== GROUP) { take(kind, ring()); continue; }
  for (let members = u8(); members > 0; members--) { const member = u8(); u32(); take(member, ring()); }
}
if (at !== bytes.length) throw new Error(`${input}: ${bytes.length - at} bytes after the last shape`);

const features = lakes.map((coordinates) => ({
  type: "Feature",
  properties: measures(coordinates[0]),
  geometry: { type: "Polygon", coordinates },
}));
fs.writeFileSync(output, JSON.stringify({ type: "FeatureCollection", features }));
