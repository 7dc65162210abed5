// Reads the admin-1 areas of Natural Earth as mapshaper exports them and writes them as the build needs them:
// each with the id and name of its country, the id and name of its province where the story needs provinces, and a
// `unit`, the finer grain by which disputed lines are told from settled ones.
//
//   node areas.mjs states.geojson areas.geojson
import fs from "node:fs";
import { COUNTRY, COUNTRY_NAME, FOLDED, PROVINCE, UNIT } from "./tables.mjs";

const [, , input, output] = process.argv;
const states = JSON.parse(fs.readFileSync(input, "utf8"));

// The source stops a tenth of a degree short of the antimeridian and of the South Pole. Carried to the exact meridian,
// the two halves of Chukotka, Fiji and Antarctica meet, and a reader can tell the cut from a coast.
const MERIDIAN_REACH = 179.89;
const POLE_REACH = -89.89;
const carry = ([lon, lat]) => [
  Math.abs(lon) >= MERIDIAN_REACH ? Math.sign(lon) * 180 : lon,
  lat <= POLE_REACH ? -90 : lat,
];
const carried = (coordinates) =>
  typeof coordinates[0] === "number" ? carry(coordinates) : coordinates.map(carried);

const nameOf = {};
const features = [];
for (const { geometry, properties: p } of states.features) {
  const id = { [p.adm0_a3]: p.iso_a2, ...COUNTRY, ...FOLDED }[p.adm0_a3];
  if (id === null) continue; // reefs and rocks (see FOLDED)
  if (!/^[A-Z]{2}$/.test(id)) throw new Error(`no country id for ${p.adm0_a3} (${p.admin}), found "${id}"`);
  const name = COUNTRY_NAME[id] ?? p.admin;
  if ((nameOf[id] ??= name) !== name) throw new Error(`${id} has two names, "${nameOf[id]}" and "${name}"; choose one in COUNTRY_NAME`);
  const province = PROVINCE[p.fid];
  if ((id === "AF" || id === "PK") !== Boolean(province)) throw new Error(`fid ${p.fid} (${p.name}, ${id}) is not in the table of provinces`);
  features.push({
    type: "Feature",
    properties: {
      id,
      name,
      unit: UNIT[p.fid] ?? province?.unit ?? id,
      pid: province?.id ?? "",
      pname: province?.name ?? "",
    },
    geometry: { type: geometry.type, coordinates: carried(geometry.coordinates) },
  });
}

// A strip beyond each end of the map, with the very vertices that the countries have on the meridian: so the place
// where a coast meets the cut is a node of the topology, which simplifying keeps. The build drops the strips again.
for (const side of [-180, 180]) {
  const lats = new Set([-90, 90]);
  for (const f of features) for (const [lon, lat] of f.geometry.coordinates.flat(f.geometry.type === "Polygon" ? 1 : 2)) if (lon === side) lats.add(lat);
  const edge = [...lats].sort((a, b) => a - b).map((lat) => [side, lat]);
  const out = side + Math.sign(side);
  features.push({
    type: "Feature",
    properties: { id: "ZZ", name: "", unit: "ZZ", pid: "", pname: "" },
    geometry: { type: "Polygon", coordinates: [[...edge, [out, 90], [out, -90], edge[0]]] },
  });
}
fs.writeFileSync(output, JSON.stringify({ type: "FeatureCollection", features }));
