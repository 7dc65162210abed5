// The places of the comparison: made by a seeded generator, so that every run, on every machine, measures the same file.
//
// Seven of ten places stand about towns and overlap there, as what happens in the world does; the others are spread evenly.
// All of them lie inside the view that the pages open with.

import { createWriteStream } from "node:fs";
import { once } from "node:events";

/** Degrees: west, south, east, north. */
export const BOX = [-160, -54, 160, 69];

const SEED = 20210709;
const TOWNS = 400;
/** The share of places that stand about a town. */
const IN_TOWN = 0.7;
/** How far from its town a place can stand, in degrees. */
const REACH = 3;
const KINDS = ["city", "district", "site"];
/** Features that are handed to the file at once. */
const BATCH = 2000;

/** Numbers in [0, 1) by the 32-bit xorshift of Marsaglia (2003), with shifts 13, 17, 5: integers alone, the same everywhere. */
export function randomNumbers(seed) {
  let state = seed >>> 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state / 2 ** 32;
  };
}

/** `count` positions, longitude and latitude in degrees, one after another. */
export function* positions(count, seed = SEED) {
  const random = randomNumbers(seed);
  const [west, south, east, north] = BOX;
  const anywhere = () => [west + (east - west) * random(), south + (north - south) * random()];
  const held = (value, least, most) => Math.min(Math.max(value, least), most);
  // The mean of three even numbers falls off from the middle nearly as the bell curve does, and needs no logarithm.
  const aside = () => REACH * ((2 * (random() + random() + random())) / 3 - 1);
  const towns = Array.from({ length: TOWNS }, anywhere);
  for (let n = 0; n < count; n += 1) {
    if (random() >= IN_TOWN) {
      yield anywhere();
      continue;
    }
    const [lon, lat] = towns[Math.floor(random() * TOWNS)];
    yield [held(lon + aside(), west, east), held(lat + aside(), south, north)];
  }
}

/** One place as a line of GeoJSON; `number` counts from 1. */
export function feature(number, [lon, lat]) {
  const day = String((number % 28) + 1).padStart(2, "0");
  return (
    `{"type":"Feature","id":"p${number}","geometry":{"type":"Point","coordinates":[${lon.toFixed(4)},${lat.toFixed(4)}]},` +
    `"properties":{"name":"Place ${number}","kind":"${KINDS[number % 3]}","date":"2021-07-${day}","annotation":"What happened at ${number}"}}`
  );
}

/** The text of the collection in pieces, so that a file of any size goes through little memory. */
export function* collection(count, seed = SEED) {
  yield '{"type":"FeatureCollection","features":[\n';
  let batch = [];
  let number = 0;
  for (const position of positions(count, seed)) {
    number += 1;
    batch.push(feature(number, position));
    if (batch.length < BATCH && number < count) continue;
    yield batch.join(",\n") + (number < count ? ",\n" : "\n");
    batch = [];
  }
  yield "]}\n";
}

/** Writes a collection of `count` places to `path`. */
export async function writeCollection(path, count) {
  const file = createWriteStream(path);
  for (const piece of collection(count)) {
    if (!file.write(piece)) await once(file, "drain");
  }
  file.end();
  await once(file, "close");
}
