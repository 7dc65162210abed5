// Tests that the two parts of a wasm do together what it did, and the first by itself what it can: node --test scripts/split.test.mjs

import assert from "node:assert/strict";
import { test } from "node:test";
import { assemble } from "./assemble.mjs";
import { plainName, split } from "./split.mjs";
import { CODE, entries, readSections } from "./wasm.mjs";

/** Functions that call each other directly, by the table and by reference, and share a memory and globals. */
const TEXT = `(module
  (import "m" "f" (func $imported (param i32) (result i32)))
  (table 3 3 funcref)
  (memory (export "memory") 1)
  (global $count (mut i32) (i32.const -1000000))
  (global $base i64 (i64.const 64))
  (elem (i32.const 1) $listed $near)
  (data (i32.const 8) "data")
  (func $near (export "near") (param i32) (result i32) (i32.add (local.get 0) (i32.const 1)))
  (func $counts (param i32) (global.set $count (i32.add (global.get $count) (local.get 0))))
  (func $count (export "count") (result i32) (global.get $count))
  (func $far (param $a i32) (param $b f64) (result f64)
    (call $counts (call $imported (local.get $a)))
    (i32.store8 (i32.wrap_i64 (global.get $base)) (call $only (local.get $a)))
    (f64.add (local.get $b) (f64.convert_i32_s (call_indirect (param i32) (result i32) (local.get $a) (i32.const 2)))))
  (func $only (param i32) (result i32) (i32.mul (call $near (local.get 0)) (i32.const 2)))
  (func $listed (param i32) (result i32) (i32.sub (local.get 0) (i32.const 5)))
  (func $open (export "open") (result i32 i64) (i32.load8_u (i32.const 8)) (i64.const 7))
  (func $maybe (export "maybe") (param $deep i32) (result f64)
    (if (result f64) (local.get $deep) (then (call $far (i32.const 3) (f64.const 0.5))) (else (f64.const 1))))
  (func $indirect (export "indirect") (param i32) (result i32) (call_indirect (param i32) (result i32) (i32.const 20) (local.get 0))))`;
const LATER = new Set(["far", "listed", "open"]);
const WHERE = { module: "m", bring: "bring" };

const compiled = (wasm) => new WebAssembly.Module(wasm);
const whole = (wasm) => new WebAssembly.Instance(compiled(wasm), { m: { f: (n) => n * 10 } }).exports;

/** Both parts, the rest being put to the first when that asks for it; and how often it has. */
function joined({ first, rest, key }) {
  const found = { brought: 0 };
  const bring = () => {
    found.brought += 1;
    const functions = WebAssembly.Module.imports(compiled(rest)).filter(({ kind }) => kind === "function");
    const given = Object.fromEntries(functions.map(({ name }) => [name, found.exports.t0.get(Number(name))]));
    new WebAssembly.Instance(compiled(rest), { [key]: { ...found.exports, ...given } });
  };
  found.exports = new WebAssembly.Instance(compiled(first), { m: { f: (n) => n * 10, bring } }).exports;
  return found;
}

/** All that can be seen of what it does. */
const results = ({ near, count, maybe, indirect, open, memory }) => [
  near(1), count(), maybe(0), maybe(1), count(), new Uint8Array(memory.buffer)[64], indirect(1), indirect(2), open(), maybe(1), count(),
];

test("the parts do together what the whole did, and the rest is brought once", () => {
  const wasm = assemble(TEXT);
  const parts = joined(split(wasm, LATER, WHERE));
  assert.deepEqual(results(whole(wasm)), [2, -1000000, 1, 4.5, -999970, 8, 15, 21, [100, 7n], 4.5, -999940]);
  assert.deepEqual(results(parts.exports), results(whole(wasm)));
  assert.equal(parts.brought, 1);
});

test("what is not later runs without the rest", () => {
  const parts = joined(split(assemble(TEXT), LATER, WHERE));
  const { near, maybe, count, indirect } = parts.exports;
  assert.deepEqual([near(1), maybe(0), count(), indirect(2), parts.brought], [2, 1, -1000000, 21, 0]);
});

for (const [name, call] of [["called", ({ maybe }) => maybe(1)], ["in the table", ({ indirect }) => indirect(1)], ["exported", ({ open }) => open()]]) {
  test(`a later function that is ${name} brings the rest`, () => {
    const parts = joined(split(assemble(TEXT), LATER, WHERE));
    call(parts.exports);
    assert.equal(parts.brought, 1);
  });
}

test("what only later functions lead to is in the rest, and all data in the first part", () => {
  const { first, rest } = split(assemble(TEXT), LATER, WHERE);
  const bodies = (wasm) => entries(CODE, readSections(wasm).find(({ id }) => id === CODE).body);
  assert.equal(bodies(rest).length, 5); // far, counts, only, listed, open
  const nothing = bodies(first).filter((body) => body.equals(Buffer.from([3, 0, 0x00, 0x0b])));
  assert.equal(nothing.length, 2); // counts, only
  assert.ok(first.includes("data") && !rest.includes("data"));
});

test("a rest is not put to the first part of another build", () => {
  const [one, other] = [TEXT, TEXT.replace("(i32.const 5)", "(i32.const 6)").replace("(i64.const 64)", "(i64.const 65)")].map((text) => split(assemble(text), LATER, WHERE));
  assert.notEqual(one.key, other.key);
  assert.throws(() => joined({ ...one, rest: other.rest }).exports.open(), TypeError);
});

test("without later functions the first part is all", () => {
  const wasm = assemble(TEXT);
  const parts = joined(split(wasm, new Set(), WHERE));
  assert.deepEqual(results(parts.exports), results(whole(wasm)));
  assert.equal(parts.brought, 0);
});

test("what is not of the form that the compiler writes is refused", () => {
  const refused = (text, message) => assert.throws(() => split(assemble(`(module ${text})`), LATER, WHERE), message);
  refused(`(import "m" "t" (table 1 funcref))`, /expected imports of functions alone, found m t/);
  refused(`(table 1 externref) (func $far (export "far"))`, /expected a table of functions before all others/);
  refused(`(table 1 funcref) (func $f (export "t0")) (func $far (export "far") (call $f))`, /expected no export t0/);
});

test("names are the same from build to build", () => {
  assert.equal(plainName("<dateline_map[66e5ab32ebe28dac]::web::view::View>::paint"), "<dateline_map::web::view::View>::paint");
  assert.equal(plainName("core::ptr::drop_in_place::<[f64]>[3]"), "core::ptr::drop_in_place::<[f64]>");
  assert.equal(plainName("a::b::__wbg_append_0123456789abcdef externref shim"), "a::b::__wbg_append externref shim");
  assert.equal(plainName("a::b::h0123456789abcdef"), "a::b");
});
