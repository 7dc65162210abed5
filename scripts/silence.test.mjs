// Tests that panics trap at once and the rest does as before: node --test scripts/silence.test.mjs

import assert from "node:assert/strict";
import { test } from "node:test";
import { assemble } from "./assemble.mjs";
import { blankPlaces, trapAtOnce } from "./silence.mjs";

const run = (wasm) => new WebAssembly.Instance(new WebAssembly.Module(wasm), { m: { f() {} } }).exports;

/** A module in which `write` is called by what its name says is a panic, and by what is none. */
const called = (panic, other) => assemble(`(module
  (import "m" "f" (func $f))
  (memory (export "memory") 1)
  (func $write (i32.store8 (i32.const 0) (i32.const 1)))
  (func $"${panic}" (export "panic") (call $f) (call $write))
  (func $"${other}" (export "other") (call $write)))`);

for (const [panic, other] of [
  ["core::panicking::panic_fmt::h0123456789abcdef", "dateline_map::panicking::panic_fmt"],
  ["core[c5930c85a12de822]::option::unwrap_failed", "dateline_map::basemap::unwrap_failed"],
  ["alloc[3ca501edff3f0c7c]::raw_vec::handle_error", "std::io::handle_error"],
  ["core::str::slice_error_fail", "core::str::find"],
  ["<str as core[c5930c85a12de822]::fmt::Debug>::fmt", "<str as core[c5930c85a12de822]::fmt::Display>::fmt"],
]) {
  test(`${panic} traps before it does anything, ${other} works`, () => {
    const { wasm, names } = trapAtOnce(called(panic, other));
    assert.deepEqual(names, [panic]);
    const exports = run(wasm);
    const written = () => new Uint8Array(exports.memory.buffer)[0];
    assert.throws(() => exports.panic(), WebAssembly.RuntimeError);
    assert.equal(written(), 0);
    exports.other();
    assert.equal(written(), 1);
  });
}

test("a wasm without names has nothing that can be found", () => {
  const wasm = called("core::panicking::panic", "other");
  const bare = Buffer.from(wasm.subarray(0, wasm.indexOf("\x04name") - 2));
  assert.deepEqual(trapAtOnce(bare).names, []);
});

test("places in the source are blanked, and everything else is left", () => {
  const words = (...numbers) => numbers.map((n) => [0, 8, 16, 24].map((shift) => `\\${((n >> shift) & 255).toString(16).padStart(2, "0")}`).join("")).join("");
  const text = (at, length) => Buffer.from(run(blanked.wasm).memory.buffer, at, length).toString("latin1");
  const blanked = blankPlaces(assemble(`(module
    (memory (export "memory") 1)
    (data (i32.const 16) "src/a.rsNo file")
    (data (i32.const 101) "odd${words(16, 8, 7, 3)}${words(24, 7, 7, 3)}${words(16, 8, 0, 3)}${words(900, 8, 7, 3)}"))`));
  assert.equal(blanked.places, 1);
  assert.equal(text(16, 15), "\0".repeat(8) + "No file");
  assert.equal(text(101, 3), "odd");
  const numbers = [...new Uint32Array(run(blanked.wasm).memory.buffer, 104, 16)];
  assert.deepEqual(numbers, [0, 0, 0, 0, 24, 7, 7, 3, 16, 8, 0, 3, 900, 8, 7, 3]);
});
