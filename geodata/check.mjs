// Holds world.topojson and region.topojson to what their readers rely on. Prints what it measured; fails on the first
// thing that does not hold.
//
//   node geodata/check.mjs
import assert from "node:assert/strict";
import path from "node:path";
import zlib from "node:zlib";
import { fileURLToPath } from "node:url";
import { connected, crossings, index, knots, locator, polygons, positions, read, users } from "./topo.mjs";

const here = path.dirname(fileURLToPath(import.meta.url));
const world = read(path.join(here, "world.topojson"));
const region = read(path.join(here, "region.topojson"));
const says = (what, value) => console.log(`${what.padEnd(58)} ${value}`);

// Bytes on the wire, brotli at its best. The whole page is held to 120 KB; the basemap may take two fifths of it.
const BUDGET = { world: 24_500, region: 21_500 };
for (const [name, t] of Object.entries({ world, region })) {
  const size = zlib.brotliCompressSync(t.bytes, { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 11 } }).length;
  says(`${name}: brotli bytes (budget ${BUDGET[name]})`, size);
  assert.ok(size <= BUDGET[name], `${name} is over its budget`);
}

// Form: rings closed and of some size, arcs joined and all of use, ids unique and of the right kind.
for (const [name, t] of Object.entries({ world, region })) {
  const used = new Set(t.objects.disputed.arcs.flat().map(index));
  const areas = [...t.objects.countries.geometries, ...(t.objects.provinces?.geometries ?? []), ...t.objects.contested.geometries, { id: "lakes", ...t.objects.lakes }];
  for (const g of areas)
    for (const ring of polygons(g).flat()) {
      ring.forEach((arc) => used.add(index(arc)));
      const points = positions(t, ring);
      assert.ok(connected(t, ring), `${name}: a ring of ${g.id} is torn`);
      assert.deepEqual(points[0], points.at(-1), `${name}: a ring of ${g.id} is open`);
      assert.ok(points.length >= 4, `${name}: a ring of ${g.id} has ${points.length} positions`);
    }
  assert.equal(used.size, t.arcs.length, `${name}: arcs that nothing uses`);
  const ids = t.objects.countries.geometries.map((g) => g.id);
  assert.equal(new Set(ids).size, ids.length, `${name}: two countries of one id`);
  for (const g of t.objects.countries.geometries) {
    assert.match(g.id, /^[A-Z]{2}$/);
    assert.ok(g.properties.name?.length > 1, `${name}: ${g.id} has no name`);
  }
  says(`${name}: countries, arcs, positions`, `${ids.length}, ${t.arcs.length}, ${t.arcs.flat().length}`);

  // Lines: nothing runs across the map (but the outer end of the region, beyond its box), and the cut at the antimeridian
  // lies on it exactly.
  const beyond = ([lon, lat]) => t.covers && (lon < t.covers[0] || lon > t.covers[2] || lat < t.covers[1] || lat > t.covers[3]);
  let cuts = 0;
  for (const arc of t.arcs)
    for (let i = 1; i < arc.length; i++) {
      const [a, b] = [arc[i - 1], arc[i]];
      const pole = a[1] === -90 && b[1] === -90;
      const cut = Math.abs(a[0]) === 180 && a[0] === b[0];
      if (cut || pole) cuts++;
      assert.ok(pole || (beyond(a) && beyond(b)) || Math.abs(a[0] - b[0]) < 30, `${name}: a line from ${a} to ${b}`);
      assert.ok(cut || pole || Math.abs((a[0] + b[0]) / 2) < 179.97, `${name}: a line along the antimeridian at ${a} that is not on it`);
    }
  says(`${name}: segments on the antimeridian or the pole`, cuts);

  // Lines that cross each other where they should not would show as knots in a coast. The lozenges that stand for the
  // smallest countries are laid over their neighbours and do not count.
  const lozenge = ({ length, 0: a, 2: c }) => length === 5 && Math.abs(c[0] - a[0]) === 2 * t.transform.scale[0] && a[1] === c[1];
  const lines = [...users(t.objects.countries.geometries).keys()].filter((i) => !lozenge(t.arcs[i]));
  const tangled = knots(t.arcs, lines);
  says(`${name}: borders and coasts that cross`, tangled.length);
  assert.equal(tangled.length, 0, `${name}: crossings near ${tangled.map(([s]) => s.a).join(" ; ")}`);
}

// Every member state of the United Nations, and those that are not members but are in the news.
const MEMBERS = `AD AE AF AG AL AM AO AR AT AU AZ BA BB BD BE BF BG BH BI BJ BN BO BR BS BT BW BY BZ CA CD CF CG CH CI CL CM
  CN CO CR CU CV CY CZ DE DJ DK DM DO DZ EC EE EG ER ES ET FI FJ FM FR GA GB GD GE GH GM GN GQ GR GT GW GY HN HR HT HU
  ID IE IL IN IQ IR IS IT JM JO JP KE KG KH KI KM KN KP KR KW KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MG MH MK
  ML MM MN MR MT MU MV MW MX MY MZ NA NE NG NI NL NO NP NR NZ OM PA PE PG PH PK PL PT PW PY QA RO RS RU RW SA SB SC SD
  SE SG SI SK SL SM SN SO SR SS ST SV SY SZ TD TG TH TJ TL TM TN TO TR TT TV TZ UA UG US UY UZ VC VE VN VU WS YE ZA ZM
  ZW`.split(/\s+/);
assert.equal(MEMBERS.length, 193);
const worldName = new Map(world.objects.countries.geometries.map((g) => [g.id, g.properties.name]));
for (const id of [...MEMBERS, "AQ", "EH", "GL", "HK", "PS", "TW", "XC", "XG", "XK", "XS"]) assert.ok(worldName.has(id), `world has no ${id}`);
for (const [id, name] of Object.entries({ MK: "North Macedonia", SZ: "Eswatini", CZ: "Czechia", AU: "Australia", NL: "Netherlands" }))
  assert.equal(worldName.get(id), name);
for (const g of region.objects.countries.geometries) assert.equal(g.properties.name, worldName.get(g.id), `${g.id} has another name in the region`);

// Disputed lines are borders between two countries, or drawn as such.
for (const [name, t] of Object.entries({ world, region })) {
  const uses = users(t.objects.countries.geometries);
  for (const line of t.objects.disputed.arcs) {
    assert.ok(connected(t, line), `${name}: a disputed line is torn`);
    for (const arc of line) assert.equal(uses.get(index(arc))?.length, 2, `${name}: a disputed arc is no border`);
  }
}
// Dashed along their whole length, or (the second list) along a part.
const WHOLLY = ["CN-XG", "CY-XC", "EH-MA", "IL-PS", "IL-SY", "IN-XG", "PK-XG", "RS-XK", "SO-XS"];
const PARTLY = ["CN-IN", "IN-PK", "RU-UA"];
for (const [name, t] of Object.entries({ world, region })) {
  const dashed = new Set(t.objects.disputed.arcs.flat().map(index));
  const share = {};
  for (const [arc, by] of users(t.objects.countries.geometries))
    if (by.length === 2) (share[by.toSorted().join("-")] ??= []).push(dashed.has(arc));
  for (const [pair, arcs] of Object.entries(share)) {
    if (WHOLLY.includes(pair)) assert.ok(arcs.every(Boolean), `${name}: ${pair} is not dashed throughout`);
    else if (!PARTLY.includes(pair)) assert.ok(!arcs.some(Boolean), `${name}: ${pair} is dashed`);
  }
  const needed = name === "world" ? [...WHOLLY, ...PARTLY] : ["CN-IN", "CN-XG", "IN-PK", "IN-XG", "PK-XG"];
  for (const pair of needed) assert.ok(share[pair]?.includes(true), `${name}: ${pair} is nowhere dashed`);
}

// Views: what is another's in some view is its holder's by default, bounded by the holder's own arcs and by arcs inside it;
// and known places change hands as they should.
for (const [name, t] of Object.entries({ world, region })) {
  const holderOf = users(t.objects.countries.geometries);
  for (const g of t.objects.contested.geometries) {
    const arcs = polygons(g).flat(2).map(index);
    assert.ok(arcs.some((i) => !holderOf.has(i) || holderOf.get(i).includes(g.id)), `${name}: ${g.id} does not hold what is contested`);
    for (const i of arcs) assert.ok((holderOf.get(i) ?? [g.id]).includes(g.id), `${name}: arc ${i} of ${g.id}'s contested part is not ${g.id}'s`);
    for (const [view, owner] of Object.entries(g.properties)) {
      assert.ok(t.views[view], `${name}: ${view} is not among the views`);
      assert.ok(worldName.has(owner) || t.views[view][owner], `${name}: ${owner} of ${view} has no name`);
    }
  }
}
const inView = (t, view) => {
  const pieces = t.objects.contested.geometries.filter((g) => g.properties[view]).map((g) => ({ ...g, id: g.properties[view] }));
  const [piece, country] = [locator(t, pieces), locator(t, t.objects.countries.geometries)];
  return (p) => piece(p) ?? country(p);
};
const OWNERS = [ // lon, lat, by default, in `un`, in `ua`
  ["Simferopol", 34.1, 44.95, "RU", "UA", "UA"], ["Kherson", 32.61, 46.64, "UA", "UA", "UA"], ["Krasnodar", 38.98, 45.04, "RU", "RU", "RU"],
  ["Srinagar", 74.79, 34.08, "IN", "XJ", "IN"], ["Gilgit", 74.31, 35.92, "PK", "XJ", "PK"], ["Aksai Chin", 79.3, 35.2, "CN", "XJ", "CN"],
  ["Amritsar", 74.87, 31.63, "IN", "IN", "IN"], ["Peshawar", 71.55, 34.01, "PK", "PK", "PK"], ["Kashgar", 75.99, 39.47, "CN", "CN", "CN"],
  ["Laayoune", -13, 27.1, "MA", "EH", "MA"], ["Tifariti", -10.5, 26.1, "EH", "EH", "EH"], ["Tan-Tan", -11.1, 28.44, "MA", "MA", "MA"],
  ["Golan", 35.78, 33.0, "IL", "SY", "IL"], ["Nazareth", 35.3, 32.7, "IL", "IL", "IL"], ["Hargeisa", 44.06, 9.56, "XS", "SO", "XS"],
  ["Kyrenia", 33.35, 35.28, "XC", "CY", "XC"], ["Pristina", 21.17, 42.65, "XK", "XK", "XK"], ["Taipei", 121.3, 24.9, "TW", "TW", "TW"],
];
for (const [place, lon, lat, ...owners] of OWNERS)
  for (const [i, view] of ["default", "un", "ua"].entries()) {
    assert.equal(inView(world, view)([lon, lat]), owners[i], `${place} in the world's view ${view}`);
    const [w, s, e, n] = region.covers;
    if (lon > w && lon < e && lat > s && lat < n) assert.equal(inView(region, view)([lon, lat]), owners[i], `${place} in the region's view ${view}`);
  }

// Names on the water stand on water, each once.
for (const [name, t] of Object.entries({ world, region })) {
  const { scale, translate } = t.transform;
  const [country, lake] = [locator(t, t.objects.countries.geometries), locator(t, [{ id: "lake", ...t.objects.lakes }])];
  const waters = t.objects.waters.geometries;
  assert.equal(new Set(waters.map((w) => w.properties.name)).size, waters.length);
  for (const { coordinates, properties } of waters) {
    const p = coordinates.map((c, i) => c * scale[i] + translate[i]);
    assert.ok(Number.isInteger(coordinates[0]) && Number.isInteger(coordinates[1]) && properties.radius > 0, `${properties.name} is not on the grid`);
    assert.ok(!country(p) || lake(p), `${name}: ${properties.name} stands on ${country(p)}`);
  }
  says(`${name}: names on the water`, waters.length);
}

// Provinces: the 34 of Afghanistan and the 7 of Pakistan fill their countries exactly, arc for arc.
const provinces = region.objects.provinces.geometries;
for (const [country, count] of [["AF", 34], ["PK", 7]]) {
  const own = provinces.filter((g) => g.properties.country === country);
  assert.equal(own.length, count);
  assert.ok(own.every((g) => g.id.startsWith(`${country}-`) && g.properties.name));
  const uses = users(own);
  const outline = new Set(users(region.objects.countries.geometries.filter((g) => g.id === country)).keys());
  for (const [arc, by] of uses) assert.equal(outline.has(arc), by.length === 1, `${country}: provinces and outline part ways (${by})`);
  assert.ok([...outline].every((arc) => uses.has(arc)), `${country}: its outline has an arc no province has`);
}
for (const g of provinces.filter((p) => p.properties.country === "AF"))
  assert.ok(g.properties["name:fa"] && g.properties["name:ps"], `${g.id} lacks a name in Persian or Pashto`);

// Known places lie where they should (GeoNames positions, lon and lat).
const countryIn = { world: locator(world, world.objects.countries.geometries), region: locator(region, region.objects.countries.geometries) };
const provinceIn = locator(region, provinces);
const PLACES = [
  [37.618, 55.752, "RU"], [69.172, 34.528, "AF", "AF-KAB"], [62.2, 34.348, "AF", "AF-HER"], [70.209, 34.671, "AF", "AF-LAG"],
  [70.359, 34.835, "AF", "AF-LAG"], [70.58, 37.117, "AF", "AF-BDS"], [67.001, 30.184, "PK", "PK-BA"], [73.06, 33.72, "PK", "PK-IS"],
  [65.71, 31.613, "AF", "AF-KAN"], [69.52, 35.31, "AF", "AF-PAN"], [66.13, 33.72, "AF", "AF-DAY"], [71.55, 34.01, "PK", "PK-KP"],
  [74.79, 34.08, "IN"], [51.25, 25.3, "QA"], [51.42, 35.69, "IR"], [68.78, 38.54, "TJ"], [58.38, 37.95, "TM"], [69.24, 41.3, "UZ"],
  [74.59, 42.87, "KG"], [77.2, 28.63, "IN"], [116.4, 39.9, "CN"], [32.85, 39.92, "TR"], [36.3, 33.5, "SY"], [21.17, 42.65, "XK"],
  [2.35, 48.86, "FR"], [34.1, 44.95, "RU"], [30.52, 50.45, "UA"], [-77.04, 38.9, "US"], [36.82, -1.29, "KE"], [-47.9, -15.8, "BR"],
];
const [west, south, east, north] = region.covers;
for (const [lon, lat, country, province] of PLACES) {
  assert.equal(countryIn.world([lon, lat]), country, `world at ${lon},${lat}`);
  if (lon > west && lon < east && lat > south && lat < north) assert.equal(countryIn.region([lon, lat]), country, `region at ${lon},${lat}`);
  if (province) assert.equal(provinceIn([lon, lat]), province, `province at ${lon},${lat}`);
}
assert.equal(countryIn.region([51.531, 25.285]), "QA", "Doha in the region");

// The two files tell the same: on a grid over the box they disagree only beside a line.
let asked = 0, differ = 0;
for (let lon = west + 0.25; lon < east; lon += 0.5)
  for (let lat = south + 0.25; lat < north; lat += 0.5, asked++) differ += countryIn.world([lon, lat]) !== countryIn.region([lon, lat]);
says(`of ${asked} points in the box, in another country`, `${differ} (${((100 * differ) / asked).toFixed(1)} %)`);
assert.ok(differ / asked < 0.02, "the two files put too many points in different countries");

// The joint: whatever crosses the edge of the box crosses it at the same place, as the same kind of line, in both files.
const kinds = (t) => {
  const uses = users(t.objects.countries.geometries);
  const disputed = new Set(t.objects.disputed.arcs.flat().map(index));
  const arcs = [...uses.keys()];
  return {
    disputed: arcs.filter((i) => disputed.has(i)),
    border: arcs.filter((i) => !disputed.has(i) && uses.get(i).length === 2),
    coast: arcs.filter((i) => uses.get(i).length === 1),
    lake: [...new Set(t.objects.lakes.arcs.flat(2).map(index))],
  };
};
let worst = 0, joints = 0;
const [inWorld, inRegion] = [kinds(world), kinds(region)];
for (const kind of Object.keys(inWorld)) {
  const [a, b] = [crossings(world, inWorld[kind], region.covers), crossings(region, inRegion[kind], region.covers)];
  for (const side of Object.keys(a)) {
    assert.equal(a[side].length, b[side].length, `${kind} at the ${side} edge: world ${a[side]}, region ${b[side]}`);
    a[side].forEach((at, i) => { worst = Math.max(worst, Math.abs(at - b[side][i])); joints++; });
  }
}
const HALF_A_PIXEL_AT_ZOOM_6 = 0.5 / ((256 * 2 ** 6) / 360); // degrees of longitude
says(`joints at the edge of the box; worst distance in degrees`, `${joints}; ${worst}`);
assert.ok(joints > 20, "too few lines cross the edge of the box for the check to mean anything");
assert.ok(worst < HALF_A_PIXEL_AT_ZOOM_6, `a line jumps by ${worst} degrees at the edge of the box`);
console.log("all holds");
