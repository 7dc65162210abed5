// What write.mjs and check.mjs ask of TopoJSON: positions in degrees as [lon, lat], rings, who uses which arc, and where
// lines cross a box or each other.
import fs from "node:fs";

export const read = (path) => {
  const bytes = fs.readFileSync(path);
  const topology = JSON.parse(bytes);
  const { scale, translate } = topology.transform;
  const arcs = topology.arcs.map((arc) => {
    let x = 0, y = 0;
    return arc.map(([dx, dy]) => [(x += dx) * scale[0] + translate[0], (y += dy) * scale[1] + translate[1]]);
  });
  return { ...topology, bytes, arcs };
};

export const index = (arc) => (arc < 0 ? ~arc : arc);
const pointsOf = (t, arc) => (arc < 0 ? t.arcs[~arc].toReversed() : t.arcs[arc]);

// The positions of a ring or line, the last one of a ring being the first again.
export const positions = (t, ring) => ring.flatMap((arc, i) => pointsOf(t, arc).slice(i ? 1 : 0));

// Whether each arc of a ring or line begins where the one before it ends.
export const connected = (t, ring) => ring.every((arc, i) => {
  if (!i) return true;
  const [a, b] = [pointsOf(t, ring[i - 1]).at(-1), pointsOf(t, arc)[0]];
  return a[0] === b[0] && a[1] === b[1];
});

// The polygons of a geometry, each a list of rings, each a list of arcs.
export const polygons = (g) => (g.type === "Polygon" ? [g.arcs] : g.arcs);

export const users = (geometries) => {
  const uses = new Map();
  for (const g of geometries)
    for (const arc of polygons(g).flat(2)) uses.set(index(arc), (uses.get(index(arc)) ?? []).concat(g.id));
  return uses;
};

const inRing = (ring, [x, y]) => {
  let inside = false;
  for (let i = 1; i < ring.length; i++) {
    const [[x0, y0], [x1, y1]] = [ring[i - 1], ring[i]];
    if (y0 > y !== y1 > y && x < x0 + ((y - y0) / (y1 - y0)) * (x1 - x0)) inside = !inside;
  }
  return inside;
};

// A function from a position to the id of the area it lies in, or undefined. Even-odd over all rings of an area.
export const locator = (t, geometries) => {
  const areas = geometries.map((g) => ({
    id: g.id,
    rings: polygons(g).flat().map((ring) => {
      const points = positions(t, ring);
      const lats = points.map((p) => p[1]);
      return { points, south: Math.min(...lats), north: Math.max(...lats) };
    }),
  }));
  return (p) => areas.find((a) => a.rings.filter((r) => p[1] >= r.south && p[1] <= r.north && inRing(r.points, p)).length % 2)?.id;
};

// Where the arcs in `which` cross the edges of a box: "edge:position" with the position in degrees along the edge.
export const crossings = (t, which, [west, south, east, north]) => {
  const found = { west: [], south: [], east: [], north: [] };
  const meet = (side, value, axis, low, high, a, b) => {
    const other = 1 - axis;
    const [da, db] = [a[axis] - value, b[axis] - value];
    if (da === db || (da < 0) === (db < 0)) return;
    const at = a[other] + (da / (da - db)) * (b[other] - a[other]);
    if (at >= low && at <= high) found[side].push(at);
  };
  for (const i of which)
    for (let k = 1; k < t.arcs[i].length; k++) {
      const [a, b] = [t.arcs[i][k - 1], t.arcs[i][k]];
      meet("west", west, 0, south, north, a, b);
      meet("east", east, 0, south, north, a, b);
      meet("south", south, 1, west, east, a, b);
      meet("north", north, 1, west, east, a, b);
    }
  for (const side of Object.values(found)) side.sort((a, b) => a - b);
  return found;
};

// The pairs of segments that cross properly (not merely touch): each { arc, at } is the segment from at to at + 1 of an arc.
export const knots = (arcs, which) => {
  const segments = which
    .flatMap((arc) => arcs[arc].slice(1).map((b, at) => ({ arc, at, a: arcs[arc][at], b })))
    .map((s) => ({ ...s, low: Math.min(s.a[0], s.b[0]), high: Math.max(s.a[0], s.b[0]) }))
    .sort((s, u) => s.low - u.low);
  const turn = (a, b, c) => Math.sign((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]));
  const found = [];
  segments.forEach((s, i) => {
    for (let k = i + 1; k < segments.length && segments[k].low <= s.high; k++) {
      const u = segments[k];
      if (turn(s.a, s.b, u.a) * turn(s.a, s.b, u.b) < 0 && turn(u.a, u.b, s.a) * turn(u.a, u.b, s.b) < 0) found.push([s, u]);
    }
  });
  return found;
};
