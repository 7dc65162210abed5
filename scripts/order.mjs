// Sorts the functions of a wasm so that like stands by like, which compresses better: node scripts/order.mjs IN OUT
//
// By their signatures, and among those of one by their bytes: 4 KB of the wasm on the wire. Nothing else changes but the
// numbers by which functions are known. IN is without a section of names, which would go by the numbers of before.

import { readFileSync, realpathSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { CODE, ELEMENTS, EXPORTS, FUNCTIONS, START, TYPES, changeSections, eachCall, readNumber, readName, readSections, writeNumber } from "./wasm.mjs";

const KIND_FUNCTION = 0;

/** The types of functions, as bytes; the type of each function that the wasm defines; its body as `{ code, start, end }`. */
function functions(wasm) {
  const signatures = [], types = [], bodies = [];
  for (const { id, body } of readSections(wasm)) {
    if (id !== TYPES && id !== FUNCTIONS && id !== CODE) continue;
    let [count, at] = readNumber(body, 0);
    for (; count > 0; count -= 1) {
      if (id === TYPES) {
        // 0x60, and two lists of types of a byte each: what is taken, and what is given.
        const [taken, first] = readNumber(body, at + 1);
        const [given, second] = readNumber(body, first + taken);
        signatures.push(body.subarray(at, second + given));
        at = second + given;
        continue;
      }
      const [number, next] = readNumber(body, at);
      if (id === FUNCTIONS) types.push(number);
      else bodies.push({ code: body, start: next, end: next + number });
      at = id === FUNCTIONS ? next : next + number;
    }
  }
  return { signatures, types, bodies };
}

/** The same wasm with its functions in another order. */
export function sorted(wasm) {
  const { signatures, types, bodies } = functions(wasm);
  const bytes = bodies.map(({ code, start, end }) => code.subarray(start, end));
  const order = types.map((_, i) => i).sort((a, b) => Buffer.compare(signatures[types[a]], signatures[types[b]]) || Buffer.compare(bytes[a], bytes[b]));
  const imported = WebAssembly.Module.imports(new WebAssembly.Module(wasm)).filter(({ kind }) => kind === "function").length;
  const places = [];
  order.forEach((before, now) => (places[before] = now));
  const renumbered = (number) => writeNumber(number < imported ? number : imported + places[number - imported]);

  const moved = ({ code, start, end }) => {
    const parts = [];
    let done = start;
    eachCall(code, start, end, (from, to, number) => {
      parts.push(code.subarray(done, from), renumbered(number));
      done = to;
    });
    const body = Buffer.concat([...parts, code.subarray(done, end)]);
    return [writeNumber(body.length), body];
  };
  const exported = (body) => {
    let [count, at] = readNumber(body, 0);
    const parts = [writeNumber(count)];
    for (; count > 0; count -= 1) {
      const [, kind] = readName(body, at);
      const [number, next] = readNumber(body, kind + 1);
      parts.push(body.subarray(at, kind + 1), body[kind] === KIND_FUNCTION ? renumbered(number) : writeNumber(number));
      at = next;
    }
    return Buffer.concat(parts);
  };
  const elements = (body) => {
    let [count, at] = readNumber(body, 0);
    const parts = [writeNumber(count)];
    for (; count > 0; count -= 1) {
      // Mode 0, `i32.const`, the place in the table, `end`: what rustc writes.
      if (body[at] !== 0 || body[at + 1] !== 0x41) throw new Error(`expected elements at a fixed place, found mode ${body[at]}`);
      const [, behind] = readNumber(body, at + 2);
      let [left, next] = readNumber(body, behind + 1);
      parts.push(body.subarray(at, next));
      for (; left > 0; left -= 1) {
        let number;
        [number, next] = readNumber(body, next);
        parts.push(renumbered(number));
      }
      at = next;
    }
    return Buffer.concat(parts);
  };

  return changeSections(wasm, (id, body) => {
    if (id === FUNCTIONS) return Buffer.concat([writeNumber(order.length), ...order.map((i) => writeNumber(types[i]))]);
    if (id === CODE) return Buffer.concat([writeNumber(order.length), ...order.flatMap((i) => moved(bodies[i]))]);
    if (id === EXPORTS) return exported(body);
    if (id === START) return renumbered(readNumber(body, 0)[0]);
    return id === ELEMENTS ? elements(body) : undefined;
  });
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const [, , input, output] = process.argv;
  const wasm = sorted(readFileSync(input));
  if (!WebAssembly.validate(wasm)) throw new Error(`expected ${input} to be sound with its functions in another order; found it not`);
  writeFileSync(output, wasm);
}
