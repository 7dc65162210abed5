// Tests that a wasm does the same with its functions in another order: node --test scripts/order.test.mjs

import assert from "node:assert/strict";
import { test } from "node:test";
import { assemble } from "./assemble.mjs";
import { sorted } from "./order.mjs";

/** Functions that call each other by number, from a table and by reference, of several types and with every form of instruction. */
const TEXT = `(module
  (import "m" "f" (func $imported (param i32) (result i32)))
  (table $t (export "table") 4 funcref)
  (memory (export "memory") 1)
  (global $g (mut i32) (i32.const 0))
  (elem (i32.const 1) $twice $thrice)
  (func $long (param $n i64) (result f64)
    (local $x f64) (local $i i32)
    (local.set $x (f64.const 16.25))
    (block $out (loop $again
      (br_if $out (i32.ge_u (local.get $i) (i32.const 100000)))
      (local.set $i (i32.add (local.get $i) (i32.const 50000)))
      (local.set $x (f64.add (local.get $x) (f64.promote_f32 (f32.const 0.0625))))
      (br $again)))
    (memory.fill (i32.const 0) (i32.const 16) (i32.const 16))
    (memory.copy (i32.const 300) (i32.const 0) (i32.const 4))
    (f64.add (local.get $x) (f64.convert_i64_s (i64.add (local.get $n) (i64.extend_i32_u (i32.load16_u offset=300 (i32.const 0)))))))
  (func $thrice (param i32) (result i32) (i32.add (call $twice (local.get 0)) (local.get 0)))
  (func $choose (export "choose") (param $i i32) (result i32)
    (block $c (block $b (block $a
      (br_table $a $b $c (local.get $i)))
      (return (call $imported (i32.const 7))))
      (return (call_indirect (param i32) (result i32) (i32.const 5) (i32.const 1))))
    (call_indirect (param i32) (result i32) (i32.const 5) (i32.const 2)))
  (func $twice (export "twice") (param i32) (result i32) (i32.shl (local.get 0) (i32.const 1)))
  (func $begin (global.set $g (i32.const 40)))
  (func $began (export "began") (result i32) (table.set $t (i32.const 0) (ref.func $thrice))
    (select (result i32) (i32.add (global.get $g) (i32.trunc_sat_f64_s (call $long (i64.const 1)))) (i32.const 0) (i32.const 1)))
  (start $begin))`;

const results = (wasm) => {
  const { choose, twice, began, table } = new WebAssembly.Instance(new WebAssembly.Module(wasm), { m: { f: (n) => n * 10 } }).exports;
  return [choose(0), choose(1), choose(2), twice(21), began(), table.get(0)(1), table.get(1)(1), table.get(2)(1)];
};

test("a wasm does the same when its functions stand elsewhere", () => {
  const wasm = assemble(TEXT, false);
  const other = sorted(wasm);
  assert.notDeepEqual(other, wasm);
  assert.deepEqual(results(wasm), [70, 10, 15, 42, 4169, 3, 2, 3]);
  assert.deepEqual(results(other), results(wasm));
});

test("functions of one type stand together, and like ones beside each other", () => {
  const adds = (n) => `(func (export "f${n}") (param i32) (result i32) (i32.add (local.get 0) (i32.const ${n})))`;
  const others = `(func (export "a") (result i32) (i32.const 1))`;
  const wasm = (...functions) => sorted(assemble(`(module ${functions.join("")})`, false));
  const code = (bytes) => bytes.subarray(bytes.indexOf("\x20\x00\x41"));
  // Whichever way they stood before, their code comes out the same.
  assert.deepEqual(code(wasm(adds(3), others, adds(1), adds(2))), code(wasm(adds(1), others, adds(2), adds(3))));
});

test("what is not of the form that the compiler writes is refused", () => {
  assert.throws(() => sorted(assemble(`(module (table 1 funcref) (func $f) (elem declare func $f) (func (export "g") (drop (ref.func $f))))`, false)), /expected elements at a fixed place/);
});
