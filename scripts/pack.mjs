// Packs the arcs of a basemap in TopoJSON into one text, which halves what a reader is sent: node scripts/pack.mjs IN OUT
//
// src/basemap/packed.rs tells the format, and reads it. Everything else of the file stays.

import { readFileSync, realpathSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** How many digits there are, how many of them are numbers of their own, and the first number of four digits. */
const DIGITS = 91, SINGLE = 70, LONG = SINGLE + 20 * DIGITS;

const digit = (n) => String.fromCharCode(n + (n < 57 ? 35 : 36)); // from # to ~, without the backslash

function number(n) {
  if (n < SINGLE) return digit(n);
  if (n < LONG) return digit(SINGLE + Math.floor((n - SINGLE) / DIGITS)) + digit((n - SINGLE) % DIGITS);
  if (!(n < DIGITS ** 3)) throw new Error(`expected steps of a grid, found one of ${n}`);
  return digit(DIGITS - 1) + digit(Math.floor(n / DIGITS ** 2)) + digit(Math.floor(n / DIGITS) % DIGITS) + digit(n % DIGITS);
}

const step = (v) => {
  if (!Number.isInteger(v)) throw new Error(`expected whole numbers, as a file with a transform has them; found ${v}`);
  return number(v < 0 ? -2 * v - 1 : 2 * v);
};

/** The topology with its arcs as a text. Without a transform it has no grid, and cannot be packed. */
export function pack(topology) {
  if (!topology.transform) throw new Error("expected a topology with a transform, found one without");
  let [x, y] = [0, 0]; // where the arc before has ended
  const arcs = topology.arcs.map(([[firstX, firstY], ...steps]) => {
    const all = [[firstX - x, firstY - y], ...steps];
    for (const [dx, dy] of all) [x, y] = [x + dx, y + dy];
    return number(all.length) + all.map(([dx, dy]) => step(dx) + step(dy)).join("");
  });
  return { ...topology, arcs: arcs.join("") };
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const [, , input, output] = process.argv;
  writeFileSync(output, `${JSON.stringify(pack(JSON.parse(readFileSync(input, "utf8"))))}\n`);
}
