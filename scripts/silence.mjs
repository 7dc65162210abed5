// Takes out of a wasm what only a panic would say: node scripts/silence.mjs IN OUT
//
// A panic ends in a trap, and before that composes a message which nobody is shown: on wasm32-unknown-unknown the standard
// library has nowhere to print. So the functions that a panic goes through trap at once, and the places in the source that
// they would name are blanked; wasm-opt then leaves out what leads up to them. So it is with values written for debugging,
// which only those messages have: that the library itself has none, a lint of src/lib.rs makes sure. IN has its section of
// names still, OUT too.

import { readFileSync, realpathSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { CODE, DATA, changeSections, functionNames, readNumber, writeNumber } from "./wasm.mjs";

/** Functions of the standard library that only panics need, by their path, with or without hashes in it. */
const PANICS = new RegExp(
  "(core|std)(\\[\\w+\\])?::panicking::|__rustc(\\[\\w+\\])?::rust_(begin_unwind|panic)\\b|" +
    "(core|alloc|std)(\\[\\w+\\])?::.*\\b(unwrap_failed|expect_failed|slice_\\w+_fail|slice_error_fail_rt|len_mismatch_fail|" +
    "assert_failed|panic_already_\\w+|panic_access_error|panic_poisoned|panic_on_ord_violation|capacity_overflow|raw_vec::handle_error|handle_alloc_error)\\b|" +
    " as core(\\[\\w+\\])?::fmt::Debug>::fmt|<core(\\[\\w+\\])?::fmt::builders::",
);
/** A body without locals: `unreachable`, `end`. */
const TRAP = Buffer.from([3, 0, 0x00, 0x0b]);
/** A file of source, as the compiler writes its name. */
const SOURCE = /^[\w./\\-]+\.rs$/;
/** A place in the source is two numbers of 32 bits for the name of the file and two for line and column (core::panic::Location). */
const PLACE = 16;

/** The wasm in which the functions that end in a panic trap at once; and the names of these functions. */
export function trapAtOnce(wasm) {
  const silenced = new Map();
  functionNames(wasm, (number, name) => {
    if (PANICS.test(name)) silenced.set(number, name);
  });
  const imported = WebAssembly.Module.imports(new WebAssembly.Module(wasm)).filter(({ kind }) => kind === "function").length;
  const changed = changeSections(wasm, (id, body) => {
    if (id !== CODE) return undefined;
    const [count, first] = readNumber(body, 0);
    const parts = [writeNumber(count)];
    for (let at = first, number = imported; number < imported + count; number += 1) {
      const [size, start] = readNumber(body, at);
      parts.push(silenced.has(number) ? TRAP : body.subarray(at, start + size));
      at = start + size;
    }
    return Buffer.concat(parts);
  });
  return { wasm: changed, names: [...silenced.values()] };
}

/** The active segments of the first memory: `{ address, at, end }`, `at` and `end` being places in `body`. */
function segments(body) {
  const found = [];
  let [count, at] = readNumber(body, 0);
  for (; count > 0; count -= 1) {
    // Active segments are all that rustc writes: the mode 0, `i32.const`, the address, `end`.
    if (body[at] !== 0 || body[at + 1] !== 0x41) throw new Error(`expected a segment at a fixed address, found mode ${body[at]}`);
    const [address, behind] = readNumber(body, at + 2);
    const [size, start] = readNumber(body, behind + 1);
    found.push({ address, at: start, end: start + size });
    at = start + size;
  }
  return found;
}

/** The wasm without the places in the source that its panics would name; and how many there were. */
export function blankPlaces(wasm) {
  let places = 0;
  const changed = changeSections(wasm, (id, body) => {
    if (id !== DATA) return undefined;
    const out = Buffer.from(body);
    const all = segments(body);
    for (const { address, at, end } of all) {
      for (let place = at + ((4 - (address % 4)) % 4); place + PLACE <= end; place += 4) {
        const [pointer, length, line, column] = [0, 4, 8, 12].map((offset) => body.readUInt32LE(place + offset));
        if (length < 4 || line === 0 || column === 0) continue;
        const holder = all.find((segment) => pointer >= segment.address && pointer + length <= segment.address + segment.end - segment.at);
        if (!holder) continue;
        const start = holder.at + pointer - holder.address;
        if (!SOURCE.test(body.toString("latin1", start, start + length))) continue;
        out.fill(0, place, place + PLACE).fill(0, start, start + length);
        places += 1;
      }
    }
    return out;
  });
  return { wasm: changed, places };
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const [, , input, output] = process.argv;
  const { wasm, names } = trapAtOnce(readFileSync(input));
  if (names.length === 0) throw new Error(`expected functions of core::panicking by name in ${input}; found none`);
  writeFileSync(output, blankPlaces(wasm).wasm);
}
