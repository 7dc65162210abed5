// Tests that a wasm and its module still find each other by shorter names: node --test scripts/short-names.test.mjs

import assert from "node:assert/strict";
import { test } from "node:test";
import { assemble } from "./assemble.mjs";
import { renamed, shortNames } from "./short-names.mjs";

/** A module that imports `m.NAME`, of type () -> (), for each name, and exports the first as `run`. */
function wasmOf(names) {
  const text = (name) => [name.length, ...Buffer.from(name)];
  const imports = [names.length, ...names.flatMap((name) => [...text("./m.js"), ...text(name), 0, 0])];
  const size = (bytes) => (bytes.length < 128 ? [bytes.length] : [(bytes.length & 127) | 128, bytes.length >> 7]);
  return Buffer.from([
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...[1, 4, 1, 0x60, 0, 0],
    ...[2, ...size(imports), ...imports],
    ...[7, 7, 1, ...text("run"), 0, 0],
  ]);
}

const HASHED = ["__wbg_append_0123456789abcdef", "__wbg_get_fedcba9876543210", "__wbg_get_fedcba9876543211"];

test("hashed names become short ones that are all different, and others stay", () => {
  const names = shortNames(wasmOf([...HASHED, "plain"]), "");
  assert.deepEqual([...names.keys()], HASHED);
  assert.equal(new Set(names.values()).size, HASHED.length);
});

test("a name that the script has already is not taken", () => {
  const taken = shortNames(wasmOf(HASHED), "").get(HASHED[0]);
  assert.ok(![...shortNames(wasmOf(HASHED), `let ${taken}=1;`).values()].includes(taken));
});

test("a wasm whose imports are renamed calls what has the new names", () => {
  // Enough of them that the section's length takes two bytes before, and one after.
  const wasm = wasmOf([...HASHED, "plain"]);
  const names = new Map([["./m.js", "m"], ...shortNames(wasm, "")]);
  const short = renamed(wasm, (name) => names.get(name) ?? name);
  assert.ok(short.length < wasm.length - 60);
  let called = 0;
  const functions = { [names.get(HASHED[0])]: () => (called += 1), plain() {} };
  for (const name of HASHED.slice(1)) functions[names.get(name)] = () => assert.fail("another was called");
  new WebAssembly.Instance(new WebAssembly.Module(short), { m: functions }).exports.run();
  assert.equal(called, 1);
});

test("imports of other kinds are renamed as well, and stay what they are", () => {
  const wasm = assemble(`(module (import "./m.js" "__wbg_a_0123456789abcdef" (global i32)) (import "./m.js" "b" (memory 1 4))
    (import "./m.js" "c" (table 2 funcref)) (import "./m.js" "d" (global (mut i64))) (func (export "run") (result i32) (global.get 0)))`);
  const names = new Map([["./m.js", "m"], ["__wbg_a_0123456789abcdef", "a"]]);
  const imports = {
    a: 7, b: new WebAssembly.Memory({ initial: 1, maximum: 4 }), c: new WebAssembly.Table({ initial: 2, element: "anyfunc" }),
    d: new WebAssembly.Global({ value: "i64", mutable: true }, 0n),
  };
  const short = new WebAssembly.Module(renamed(wasm, (name) => names.get(name) ?? name));
  assert.equal(new WebAssembly.Instance(short, { m: imports }).exports.run(), 7);
});

test("what only the module calls is exported by a short name, and what a page calls by its own", () => {
  const wasm = assemble(`(module (memory (export "memory") 1) (func (export "start")) (func (export "__wbindgen_free"))
    (func (export "view_aim") (result i32) (i32.const 1)) (func (export "view_aim_at") (result i32) (i32.const 2)))`);
  const names = shortNames(wasm, "");
  assert.deepEqual([...names.keys()].sort(), ["__wbindgen_free", "view_aim", "view_aim_at"]);
  const exports = new WebAssembly.Instance(new WebAssembly.Module(renamed(wasm, (name) => names.get(name) ?? name))).exports;
  assert.deepEqual([exports[names.get("view_aim")](), exports[names.get("view_aim_at")]()], [1, 2]);
  assert.ok(exports.memory && exports.start);
});
