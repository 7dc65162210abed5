// Writes a basemap file from the TopoJSON that mapshaper made: positions put on a grid, specks and unused arcs left
// out, the members that our reader knows added.
//
//   node write.mjs world|region areas.json lakes.json names.json out.topojson
//
// with the settings of settings.sh in the environment; names.json is what names.mjs writes.
import fs from "node:fs";
import { VIEWS } from "./tables.mjs";
import { index, knots, polygons, users } from "./topo.mjs";
import { REGION, WORLD } from "./waters.mjs";

const [, , kind, input, lakesInput, namesInput, output] = process.argv;
const setting = (name) => process.env[name] ?? (() => { throw new Error(`${name} is not set; source settings.sh`); })();
const box = (name) => setting(name).split(",").map(Number);
const covers = box("COVERS");
const worldGrid = Number(setting("WORLD_GRID"));
const grid = kind === "world" ? worldGrid : Number(setting("REGION_GRID"));
const smallest = Number(setting(kind === "world" ? "WORLD_ISLAND" : "REGION_ISLAND"));
const source = JSON.parse(fs.readFileSync(input, "utf8"));
const otherNames = JSON.parse(fs.readFileSync(namesInput, "utf8"));
const origin = [-180, -90];

// The lakes are another file of mapshaper's; their arcs are put behind those of the areas.
const lakes = JSON.parse(fs.readFileSync(lakesInput, "utf8"));
const shifted = (node) => (Array.isArray(node) ? node.map(shifted) : node < 0 ? node - source.arcs.length : node + source.arcs.length);
const lakeGeometries = Object.values(lakes.objects).flatMap((o) => o.geometries).map((g) => ({ type: g.type, arcs: shifted(g.arcs) }));
source.arcs.push(...lakes.arcs);

// A vertex on the edge of the region's box is put on the world's grid in both files, so that their lines meet.
const onEdge = ([lon, lat]) => {
  const near = (a, b) => Math.abs(a - b) < 1e-9;
  const [w, s, e, n] = covers;
  return ((near(lon, w) || near(lon, e)) && lat >= s && lat <= n) || ((near(lat, s) || near(lat, n)) && lon >= w && lon <= e);
};
const cell = (p, i, step) => Math.round((p[i] - origin[i]) * step) * (grid / step);
const toGrid = (p) => {
  const step = onEdge(p) ? worldGrid : grid;
  return [cell(p, 0, step), cell(p, 1, step)];
};
const degrees = ([x, y]) => [x / grid + origin[0], y / grid + origin[1]];
const same = (a, b) => a[0] === b[0] && a[1] === b[1];
const between = (a, b, c) =>
  (b[0] - a[0]) * (c[1] - b[1]) === (b[1] - a[1]) * (c[0] - b[0]) &&
  (b[0] - a[0]) * (c[0] - b[0]) + (b[1] - a[1]) * (c[1] - b[1]) > 0;

// An arc on the grid, without the vertices that say nothing there.
const thin = (points) => {
  const kept = [];
  for (const p of points) {
    if (kept.length && same(kept.at(-1), p)) continue;
    if (kept.length > 1 && between(kept.at(-2), kept.at(-1), p)) kept.pop();
    kept.push(p);
  }
  return kept;
};
const arcs = source.arcs.map((arc) => thin(arc.map(toGrid)));
const arcOf = (i) => (i < 0 ? arcs[~i].toReversed() : arcs[i]);
const alive = (i) => arcs[index(i)].length > 1;
const pointsOf = (ring) => ring.flatMap((i) => arcOf(i).slice(1));

// Area of a ring in square kilometres: the shoelace formula, the east-west side scaled by the middle latitude.
const area = (ring) => {
  const points = pointsOf(ring);
  if (points.length < 3) return 0;
  const lat = points.reduce((sum, p) => sum + p[1], 0) / points.length / grid + origin[1];
  let twice = 0;
  points.forEach((p, i) => { const q = points[(i + 1) % points.length]; twice += p[0] * q[1] - q[0] * p[1]; });
  return (Math.abs(twice) / 2 / grid ** 2) * 111.2 ** 2 * Math.cos((lat * Math.PI) / 180);
};

const polygonsOf = (g) => (g.type ? polygons(g) : []); // mapshaper writes an empty geometry without a type
const uses = users(source.objects.countries.geometries.filter((g) => g.type));
const alone = (ring) => ring.every((i) => uses.get(index(i)).length === 1);

// The grid can make two lines cross that ran side by side. The vertex that changes its line least is taken out, until
// none do; the ends of arcs, where lines meet, and the vertices on the edge of the box stay.
const triangle = ([a, b, c]) => Math.abs((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]));
for (let tangled; (tangled = knots(arcs, [...uses.keys()])).length; ) {
  const [pair] = tangled;
  const removable = pair
    .flatMap(({ arc, at }) => [{ arc, at }, { arc, at: at + 1 }])
    .filter(({ arc, at }) => at > 0 && at < arcs[arc].length - 1 && !onEdge(degrees(arcs[arc][at])))
    .map((v) => ({ ...v, cost: triangle(arcs[v.arc].slice(v.at - 1, v.at + 2)) }))
    .sort((v, w) => v.cost - w.cost);
  if (!removable.length) throw new Error(`${output}: two lines cross at ${pair[0].a} and neither can give way`);
  arcs[removable[0].arc] = thin(arcs[removable[0].arc].toSpliced(removable[0].at, 1));
}

// A country that is too small for the grid keeps a lozenge of two cells across, so that its name has a place.
const lozenge = (ring) => {
  const raw = source.arcs[index(ring[0])];
  const [x, y] = toGrid(raw[0]);
  arcs.push([[x - 1, y], [x, y + 1], [x + 1, y], [x, y - 1], [x - 1, y]]);
  return [arcs.length - 1];
};

// The geometries of an object, each without the islands and lakes below the smallest size; a piece that borders on
// another country stays whatever its size, or a hole would gape beside it.
const areas = (object, idOf, propertiesOf) => {
  const geometries = [];
  for (const g of object.geometries) {
    const rings = polygonsOf(g);
    if (!rings.length) continue;
    const sized = rings.map((polygon) => ({ polygon, size: area(polygon[0].filter(alive)) }));
    const largest = Math.max(...sized.map((s) => s.size));
    const parts = [];
    for (const { polygon, size } of sized) {
      if (size < smallest && size < largest && alone(polygon[0])) continue;
      if (size === 0) continue;
      const kept = polygon
        .filter((ring, hole) => hole === 0 || !alone(ring) || area(ring.filter(alive)) >= smallest)
        .map((ring) => ring.filter(alive));
      parts.push(kept.filter((ring) => ring.length));
    }
    if (!parts.length) parts.push([lozenge(rings[0][0])]);
    geometries.push({
      type: parts.length > 1 ? "MultiPolygon" : "Polygon",
      id: idOf(g.properties),
      properties: propertiesOf(g.properties),
      arcs: parts.length > 1 ? parts : parts[0],
    });
  }
  geometries.sort((a, b) => (a.id < b.id ? -1 : 1));
  return { type: "GeometryCollection", geometries };
};

const objects = { countries: areas(source.objects.countries, (p) => p.id, (p) => ({ name: p.name })) };
if (source.objects.provinces)
  objects.provinces = areas(source.objects.provinces, (p) => p.pid, (p) => ({ name: p.pname, ...otherNames[p.pid], country: p.id }));
const lines = source.objects.disputed.geometries
  .flatMap((g) => (g.type === "LineString" ? [g.arcs] : g.type === "MultiLineString" ? g.arcs : []))
  .map((line) => line.filter(alive))
  .filter((line) => line.length);
objects.lakes = {
  type: "MultiPolygon",
  arcs: lakeGeometries
    .flatMap(polygonsOf)
    .map((polygon) => polygon.map((ring) => ring.filter(alive)).filter((ring) => ring.length))
    .filter((polygon) => polygon.length),
};
objects.disputed = { type: "MultiLineString", arcs: lines };

// What is another's in some view, of what its holder shows: an islet that was left out above must not come back.
const shown = new Set(objects.countries.geometries.flatMap((g) => g.arcs.flat(Infinity).map(index)));
const claims = source.objects.contested.geometries.flatMap((g) => {
  const rings = polygonsOf(g).flat().map((ring) => ring.filter(alive));
  const kept = rings.filter((ring) => ring.length && ring.every((i) => shown.has(index(i)) || !uses.has(index(i))));
  const [id, ...views] = g.properties.claim.split(" ");
  return kept.length ? [{ type: "MultiPolygon", id, properties: Object.fromEntries(views.map((v) => v.split(":"))), arcs: kept.map((ring) => [ring]) }] : [];
});
claims.sort((a, b) => (a.id < b.id ? -1 : 1));
objects.contested = { type: "GeometryCollection", geometries: claims };
const views = Object.fromEntries(Object.entries(VIEWS)
  .filter(([view]) => claims.some((g) => g.properties[view]))
  .map(([view, { territories }]) => [view, Object.fromEntries(Object.entries(territories).filter(([id]) => claims.some((g) => g.properties[view] === id)))]));

// Names on the water; none of them is a shape.
const waters = {
  type: "GeometryCollection",
  geometries: (kind === "world" ? WORLD : REGION).map(([name, lon, lat, radius, ar, fa, ru]) => ({
    type: "Point",
    properties: { name, "name:ar": ar, "name:fa": fa, "name:ru": ru, radius },
    coordinates: [lon, lat].map((degree, i) => (degree - origin[i]) * grid),
  })),
};

// Only the arcs in use, numbered anew in the order of their first use.
const number = new Map();
const renumber = (node) => {
  if (Array.isArray(node)) return node.map(renumber);
  const i = node < 0 ? ~node : node;
  if (!number.has(i)) number.set(i, number.size);
  return node < 0 ? ~number.get(i) : number.get(i);
};
for (const o of Object.values(objects)) for (const g of o.geometries ?? [o]) g.arcs = renumber(g.arcs);
const deltas = ([first, ...rest]) => {
  let [x, y] = first;
  return [first, ...rest.map(([nx, ny]) => { const d = [nx - x, ny - y]; [x, y] = [nx, ny]; return d; })];
};

const members = kind === "world" ? {} : { covers, minzoom: Number(setting("REGION_MINZOOM")) };
fs.writeFileSync(output, JSON.stringify({
  type: "Topology",
  credit: "Made with Natural Earth",
  ...members,
  views,
  transform: { scale: [1 / grid, 1 / grid], translate: origin },
  objects: { ...objects, waters },
  arcs: [...number.keys()].map((i) => deltas(arcs[i])),
}) + "\n");
