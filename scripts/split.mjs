// Parts a wasm in two, of which a page needs only the first until its map is shown: node scripts/split.mjs IN FIRST REST
//
// scripts/later.txt names the functions at which the first part ends. They and all that only they lead to are the rest; everything
// else is the first part, all data too. The rest works in the memory, tables and globals of the first. There, a function of the
// rest that can be called leaves a stub with the same parameters, and a slot in the table of functions, empty until the rest is here:
//
//     first:  f ──▶ stub of g: is the slot empty? `bring` the rest ──▶ call what the slot holds
//     rest:   its elements fill the slots: g ──▶ h of the first, which is imported
//
// What the rest imports stands in the table too, and not among the exports: a browser makes an object of each of those before the
// first part can begin.
//
// So whatever is called is found, whether the list is right or not: what it should not name makes the page wait, and what it
// lacks is fetched too early. Prints by what name the rest knows the first: with another one, which a cache may hold, it is
// not put together. IN has the names of its functions.

import { createHash } from "node:crypto";
import { readFileSync, realpathSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import {
  CODE, CUSTOM, ELEMENTS, EXPORTS, FUNCTION, FUNCTIONS, GLOBAL, GLOBALS, IMPORTS, MEMORIES, MEMORY, START, TABLE, TABLES, TYPES,
  entries, functionNames, eachCall, readElements, readExport, readImport, readNumber, readSections, renumberCalls, vector,
  writeElements, writeExport, writeName, writeNumber, writeSections, writeSigned,
} from "./wasm.mjs";

const FUNCREF = 0x70;
/** `unreachable`, `end`: what is left of a function that nothing calls. */
const NOTHING = Buffer.from([3, 0, 0x00, 0x0b]);
/** A function without parameters and results. */
const UNIT = Buffer.from([0x60, 0, 0]);

/** The name of a function without what differs from build to build: hashes of crates, of symbols and of imports. */
export const plainName = (name) => name.replace(/\[[0-9a-f]{8,}\]/g, "").replace(/(_|::h)[0-9a-f]{16}\b/g, "").replace(/\[\d+\]$/, "");

/** What there is in a wasm, section by section, and who calls whom. */
export function readModule(wasm) {
  const bodies = new Map(readSections(wasm).map(({ id, body }) => [id, body]));
  const of = (id) => (bodies.has(id) ? entries(id, bodies.get(id)) : []);
  const names = [];
  functionNames(wasm, (number, name) => (names[number] = plainName(name)));
  const imports = of(IMPORTS).map(readImport);
  const other = imports.find(({ kind }) => kind !== FUNCTION);
  if (other) throw new Error(`expected imports of functions alone, found ${other.module} ${other.name}`);
  const code = of(CODE);
  const exports = of(EXPORTS).map(readExport);
  const elements = of(ELEMENTS).map(readElements);
  const start = bodies.has(START) ? [readNumber(bodies.get(START), 0)[0]] : [];
  return {
    names,
    types: of(TYPES),
    imports: of(IMPORTS),
    exports,
    elements,
    tables: of(TABLES),
    memories: of(MEMORIES),
    globals: of(GLOBALS),
    code,
    start,
    /** The functions that can be called from outside, or through the table. */
    open: [...exports.filter(({ kind }) => kind === FUNCTION).map(({ number }) => number), ...elements.flatMap(({ functions }) => functions), ...start],
    typeOf: [...imports.map(({ type }) => type), ...of(FUNCTIONS).map((entry) => readNumber(entry, 0)[0])],
    /** The functions that the one with this number names. */
    callsOf(number) {
      const entry = code[number - imports.length];
      const called = [];
      if (entry) eachCall(entry, readNumber(entry, 0)[1], entry.length, (_from, _to, callee) => called.push(callee));
      return called;
    },
  };
}

/** A table that is longer by so many slots: `{ table, from }`, `from` being where they begin. */
function lengthened(table, slots) {
  const most = table[1] & 1;
  const [least, at] = readNumber(table, 2);
  const limits = [least + slots, ...(most ? [readNumber(table, at)[0] + slots] : [])];
  return { table: Buffer.concat([table.subarray(0, 2), ...limits.map(writeNumber)]), from: least };
}

/** The body of a function that calls the one in a slot, after `bring` has filled it. */
function stub({ parameters, type, slot, bring }) {
  const place = [Buffer.from([0x41]), writeSigned(slot)]; // i32.const
  const body = Buffer.concat([
    Buffer.from([0]), // no locals
    ...place,
    Buffer.from([0x25, 0, 0xd1, 0x04, 0x40, 0x10]), writeNumber(bring), Buffer.from([0x0b]), // table.get, ref.is_null, if, call, end
    ...Array.from({ length: parameters }, (_, i) => [Buffer.from([0x20]), writeNumber(i)]).flat(), // local.get
    ...place,
    Buffer.from([0x11]), writeNumber(type), Buffer.from([0, 0x0b]), // call_indirect, end
  ]);
  return Buffer.concat([writeNumber(body.length), body]);
}

/** The functions that can be called without one of `later` being called, by number: those in `open`, and what they lead to. */
function reachable({ callsOf, open }, later) {
  const found = new Set();
  const waiting = open.filter((number) => !later(number));
  while (waiting.length) {
    const number = waiting.pop();
    if (found.has(number)) continue;
    found.add(number);
    waiting.push(...callsOf(number).filter((callee) => !later(callee)));
  }
  return found;
}

/**
 * The two parts of a wasm with names: `{ first, rest, key }`. The first part ends at functions whose plain names are in `later`; it imports
 * the function `bring` from `module`. The rest imports from the module `key`: what the first exports by the same name, and functions
 * by their place in its table `t0`.
 */
export function split(wasm, later, { module, bring }) {
  const whole = readModule(wasm);
  const { types, typeOf, tables, code } = whole;
  const imported = whole.imports.length;
  const isLater = (number) => number >= imported && later.has(whole.names[number]);
  const firsts = reachable(whole, isLater);
  const isFirst = (number) => number < imported || firsts.has(number);
  const all = typeOf.map((_, number) => number);
  const rests = all.filter((number) => !isFirst(number));

  // What crosses from one part to the other.
  const reached = [...new Set([...whole.open, ...[...firsts].flatMap(whole.callsOf)])].filter((number) => !isFirst(number));
  const needed = [...new Set(rests.flatMap(whole.callsOf))].filter(isFirst);

  if (tables[0]?.[0] !== FUNCREF) throw new Error("expected a table of functions before all others, found none");
  const { table, from } = lengthened(tables[0], reached.length + needed.length);
  const longer = tables.with(0, table);
  const slots = new Map([...reached, ...needed].map((number, i) => [number, from + i]));

  // The first part has one import more, so all others come later by one.
  const shifted = (number) => (number < imported ? number : number + 1);
  const unit = types.findIndex((type) => type.equals(UNIT));
  const signatures = unit < 0 ? [...types, UNIT] : types;
  const brings = Buffer.concat([writeName(module), writeName(bring), Buffer.from([FUNCTION]), writeNumber(unit < 0 ? types.length : unit)]);
  const shared = [
    ...longer.map((type, i) => ({ name: `t${i}`, kind: TABLE, number: i, type })),
    ...whole.memories.map((type, i) => ({ name: `m${i}`, kind: MEMORY, number: i, type })),
    ...whole.globals.map((type, i) => ({ name: `g${i}`, kind: GLOBAL, number: i, type: type.subarray(0, 2) })),
  ];
  const taken = new Set(whole.exports.map(({ name }) => name));
  const twice = shared.find(({ name }) => taken.has(name));
  if (twice) throw new Error(`expected no export ${twice.name}, found one`);
  const body = (number) => {
    if (isFirst(number)) return renumberCalls(code[number - imported], shifted);
    if (!slots.has(number)) return NOTHING;
    const type = typeOf[number];
    return stub({ parameters: readNumber(types[type], 1)[0], type, slot: slots.get(number), bring: imported });
  };
  const change = {
    [TYPES]: () => vector(signatures),
    [IMPORTS]: () => vector([...whole.imports, brings]),
    [TABLES]: () => vector(longer),
    [EXPORTS]: () =>
      vector([...whole.exports.map(({ name, kind, number }) => ({ name, kind, number: kind === FUNCTION ? shifted(number) : number })), ...shared].map(writeExport)),
    [START]: () => writeNumber(shifted(whole.start[0])),
    [ELEMENTS]: () =>
      vector(
        [...whole.elements, { place: from + reached.length, functions: needed }].map(({ place, functions }) => writeElements({ place, functions: functions.map(shifted) })),
      ),
    [CODE]: () => vector(all.slice(imported).map(body)),
  };
  const first = writeSections(
    // Their names go by the numbers of before.
    readSections(wasm).filter(({ id, body }) => id !== CUSTOM).map(({ id, body }) => ({ id, body: change[id]?.() ?? body })),
  );

  const key = createHash("sha256").update(first).digest("hex").slice(0, 16);
  const places = new Map([...needed, ...rests].map((number, i) => [number, i]));
  const placed = (number) => places.get(number);
  const functions = needed.map((number) => ({ name: String(slots.get(number)), kind: FUNCTION, type: writeNumber(typeOf[number]) }));
  const rest = writeSections([
    { id: TYPES, body: vector(types) },
    { id: IMPORTS, body: vector([...functions, ...shared].map(({ name, kind, type }) => Buffer.concat([writeName(key), writeName(name), Buffer.from([kind]), type]))) },
    { id: FUNCTIONS, body: vector(rests.map((number) => writeNumber(typeOf[number]))) },
    { id: ELEMENTS, body: vector([writeElements({ place: from, functions: reached.map(placed) })]) },
    { id: CODE, body: vector(rests.map((number) => renumberCalls(code[number - imported], placed))) },
  ]);
  return { first, rest, key };
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const [, , input, firstFile, restFile] = process.argv;
  const wasm = readFileSync(input);
  const later = new Set(readFileSync(new URL("later.txt", import.meta.url), "utf8").split("\n").filter((line) => line && !line.startsWith("#")));
  // What brings the rest stands in the module that is handed the exports.
  const module = WebAssembly.Module.imports(new WebAssembly.Module(wasm)).map(({ module }) => module).find((name) => name.endsWith("/rest.js"));
  if (!module) throw new Error(`expected ${input} to import from rest.js; found it not`);
  const { first, rest, key } = split(wasm, later, { module, bring: "bring" });
  for (const [file, part] of [[firstFile, first], [restFile, rest]]) {
    if (!WebAssembly.validate(part)) throw new Error(`expected ${file} to be sound; found it not`);
    writeFileSync(file, part);
  }
  console.log(key);
}
