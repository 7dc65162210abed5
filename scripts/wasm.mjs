// What the scripts that change a wasm need of its binary format (WebAssembly Core Specification 2.0, section 5).

/** The sections that are changed, by their numbers (section 5.5.2). */
export const CUSTOM = 0, TYPES = 1, IMPORTS = 2, FUNCTIONS = 3, EXPORTS = 7, START = 8, ELEMENTS = 9, CODE = 10, DATA = 11;

/** The number at `at`, written as LEB128 (section 5.2.2), and where what follows begins. */
export function readNumber(bytes, at) {
  let number = 0;
  let shift = 0;
  for (;;) {
    const byte = bytes[at++];
    number += (byte & 0x7f) * 2 ** shift;
    if (byte < 0x80) return [number, at];
    shift += 7;
  }
}

export function writeNumber(number) {
  const bytes = [];
  for (; number >= 0x80; number = Math.floor(number / 0x80)) bytes.push((number % 0x80) | 0x80);
  return Buffer.from([...bytes, number]);
}

/** The text at `at`, which is preceded by its length, and where what follows begins. */
export function readName(bytes, at) {
  const [length, start] = readNumber(bytes, at);
  return [bytes.toString("utf8", start, start + length), start + length];
}

/** The sections of a wasm: `{ id, body }`. */
export function readSections(wasm) {
  const sections = [];
  for (let at = 8; at < wasm.length; ) {
    const [size, start] = readNumber(wasm, at + 1);
    sections.push({ id: wasm[at], body: wasm.subarray(start, start + size) });
    at = start + size;
  }
  return sections;
}

/** The wasm with what `change` makes of the bodies of its sections; those for which it gives nothing stay. */
export function changeSections(wasm, change) {
  const parts = [wasm.subarray(0, 8)];
  for (const { id, body } of readSections(wasm)) {
    const changed = change(id, body) ?? body;
    parts.push(Buffer.from([id]), writeNumber(changed.length), changed);
  }
  return Buffer.concat(parts);
}

/** Where the function body in `code` from `at` to `end`, its locals included, names other functions: `visit(from, to, number)`. */
export function eachCall(code, at, end, visit) {
  const skip = (count = 1) => {
    for (; count > 0; count -= 1) [, at] = readNumber(code, at);
  };
  const function_ = () => {
    const [number, to] = readNumber(code, at);
    visit(at, to, number);
    at = to;
  };
  let groups;
  [groups, at] = readNumber(code, at);
  for (; groups > 0; groups -= 1) {
    skip();
    at += 1;
  }
  while (at < end) {
    const opcode = code[at++];
    // What follows an opcode (section 5.4): numbers, of which there may be as many as another one says, and constants.
    if (opcode === 0x10 || opcode === 0xd2) function_(); // call, ref.func
    else if (opcode >= 0x02 && opcode <= 0x04) skip(); // block, loop, if: a type, or the number of one
    else if (opcode === 0x0e || opcode === 0x1c) { // br_table, select with types
      let count;
      [count, at] = readNumber(code, at);
      skip(count + (opcode === 0x0e ? 1 : 0));
    } else if (opcode === 0x11 || (opcode >= 0x28 && opcode <= 0x3e)) skip(2); // call_indirect; loads and stores
    else if ([0x0c, 0x0d, 0x3f, 0x40, 0x41, 0x42, 0xd0].includes(opcode) || (opcode >= 0x20 && opcode <= 0x26)) skip();
    else if (opcode === 0x43) at += 4; // f32.const
    else if (opcode === 0x44) at += 8; // f64.const
    else if (opcode === 0xfc) {
      const [kind, next] = readNumber(code, at);
      at = next;
      if (kind > 17) throw new Error(`expected an instruction of WebAssembly 2.0, found 0xfc ${kind}`);
      if (kind >= 8) skip([8, 10, 12, 14].includes(kind) ? 2 : 1); // of memories and tables
    } else if (!(opcode <= 0x01 || [0x05, 0x0b, 0x0f, 0x1a, 0x1b, 0xd1].includes(opcode) || (opcode >= 0x45 && opcode <= 0xc4))) {
      throw new Error(`expected an instruction of WebAssembly 2.0, found 0x${opcode.toString(16)}`);
    }
  }
}
