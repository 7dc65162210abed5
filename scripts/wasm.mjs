// What the scripts that change a wasm need of its binary format (WebAssembly Core Specification 2.0, section 5).

/** The sections that are changed, by their numbers (section 5.5.2). */
export const CUSTOM = 0, TYPES = 1, IMPORTS = 2, FUNCTIONS = 3, TABLES = 4, MEMORIES = 5, GLOBALS = 6, EXPORTS = 7, START = 8, ELEMENTS = 9, CODE = 10, DATA = 11;

/** What can be imported and exported (section 5.5.5). */
export const FUNCTION = 0, TABLE = 1, MEMORY = 2, GLOBAL = 3;

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

/** A number that `i32.const` and `i64.const` take, of at most 32 bits. */
export function writeSigned(number) {
  const bytes = [];
  for (; number < -0x40 || number >= 0x40; number >>= 7) bytes.push((number & 0x7f) | 0x80);
  return Buffer.from([...bytes, number & 0x7f]);
}

/** The text at `at`, which is preceded by its length, and where what follows begins. */
export function readName(bytes, at) {
  const [length, start] = readNumber(bytes, at);
  return [bytes.toString("utf8", start, start + length), start + length];
}

export function writeName(text) {
  const bytes = Buffer.from(text);
  return Buffer.concat([writeNumber(bytes.length), bytes]);
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

/** A wasm of these sections. */
export const writeSections = (sections) =>
  Buffer.concat([
    Buffer.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]), // \0asm, version 1
    ...sections.flatMap(({ id, body }) => [Buffer.from([id]), writeNumber(body.length), body]),
  ]);

/** The wasm with what `change` makes of the bodies of its sections; those for which it gives nothing stay. */
export const changeSections = (wasm, change) => writeSections(readSections(wasm).map(({ id, body }) => ({ id, body: change(id, body) ?? body })));

const behindNumber = (body, at) => readNumber(body, at)[1];
const behindName = (body, at) => readName(body, at)[1];
/** Limits are a mark, of which a bit tells whether there is a most, and one number or two (section 5.3.8). */
const behindLimits = (body, at) => (body[at] & 1 ? behindNumber(body, behindNumber(body, at + 1)) : behindNumber(body, at + 1));

/** Behind a constant, in the forms that the compiler writes: `i32.const`, `i64.const`, `f32.const`, `f64.const`, `ref.null`; and `end`. */
function behindConstant(body, at) {
  const opcode = body[at];
  const behind = { 0x41: behindNumber, 0x42: behindNumber, 0x43: () => at + 5, 0x44: () => at + 9, 0xd0: behindNumber }[opcode]?.(body, at + 1);
  if (behind === undefined || body[behind] !== 0x0b) throw new Error(`expected a constant, found 0x${opcode.toString(16)}`);
  return behind + 1;
}

/** What is imported, behind its two names: of what kind it is, and its type (section 5.5.5). */
function behindImported(body, at) {
  const kind = body[at];
  if (kind === FUNCTION) return behindNumber(body, at + 1);
  if (kind === MEMORY) return behindLimits(body, at + 1);
  return kind === TABLE ? behindLimits(body, at + 2) : at + 3;
}

/** Where the entry at `at` of a section ends (sections 5.3.6 and 5.5.4 to 5.5.13). */
const BEHIND = {
  // 0x60, and two lists of types of a byte each: what is taken, and what is given.
  [TYPES](body, at) {
    const [taken, first] = readNumber(body, at + 1);
    const [given, second] = readNumber(body, first + taken);
    return second + given;
  },
  [IMPORTS]: (body, at) => behindImported(body, behindName(body, behindName(body, at))),
  [FUNCTIONS]: behindNumber,
  [TABLES]: (body, at) => behindLimits(body, at + 1),
  [MEMORIES]: behindLimits,
  [GLOBALS]: (body, at) => behindConstant(body, at + 2),
  [EXPORTS]: (body, at) => behindNumber(body, behindName(body, at) + 1),
  // Mode 0, `i32.const`, the place in the table, `end`, and functions: what rustc writes.
  [ELEMENTS](body, at) {
    if (body[at] !== 0 || body[at + 1] !== 0x41) throw new Error(`expected elements at a fixed place, found mode ${body[at]}`);
    let [count, next] = readNumber(body, behindConstant(body, at + 1));
    for (; count > 0; count -= 1) next = behindNumber(body, next);
    return next;
  },
  [CODE](body, at) {
    const [size, start] = readNumber(body, at);
    return start + size;
  },
};

/** The entries of a section, each as its bytes. */
export function entries(id, body) {
  const parts = [];
  let [count, at] = readNumber(body, 0);
  for (; count > 0; count -= 1) {
    const end = BEHIND[id](body, at);
    parts.push(body.subarray(at, end));
    at = end;
  }
  return parts;
}

/** The body of a section that has these entries. */
export const vector = (parts) => Buffer.concat([writeNumber(parts.length), ...parts]);

/** An import: `{ module, name, kind }`, and of a function the number of its `type` (section 5.5.5). */
export function readImport(entry) {
  const [module, after] = readName(entry, 0);
  const [name, at] = readName(entry, after);
  return { module, name, kind: entry[at], ...(entry[at] === FUNCTION && { type: readNumber(entry, at + 1)[0] }) };
}

/** An export: `{ name, kind, number }` (section 5.5.10). */
export function readExport(entry) {
  const [name, at] = readName(entry, 0);
  return { name, kind: entry[at], number: readNumber(entry, at + 1)[0] };
}

export const writeExport = ({ name, kind, number }) => Buffer.concat([writeName(name), Buffer.from([kind]), writeNumber(number)]);

/** Elements: the place in the table, and the functions that stand from there on (section 5.5.12). */
export function readElements(entry) {
  const [place, at] = readNumber(entry, 2);
  return { place, functions: entries(FUNCTIONS, entry.subarray(at + 1)).map((number) => readNumber(number, 0)[0]) };
}

export const writeElements = ({ place, functions }) =>
  Buffer.concat([Buffer.from([0, 0x41]), writeSigned(place), Buffer.from([0x0b]), vector(functions.map(writeNumber))]);

/** Calls `visit` with the name of each function, by number (name section, appendix 7.4.1). */
export function functionNames(wasm, visit) {
  for (const { id, body } of readSections(wasm)) {
    if (id !== CUSTOM) continue;
    let [title, at] = readName(body, 0);
    while (title === "name" && at < body.length) {
      const kind = body[at];
      const [size, start] = readNumber(body, at + 1);
      let [count, next] = readNumber(body, start);
      for (; kind === 1 && count > 0; count -= 1) {
        let number, name;
        [number, next] = readNumber(body, next);
        [name, next] = readName(body, next);
        visit(number, name);
      }
      at = start + size;
    }
  }
}

/** An entry of the code, its size before it, that names other functions as `renumbered` says: itself, when nothing changes. */
export function renumberCalls(entry, renumbered) {
  const [, start] = readNumber(entry, 0);
  const parts = [];
  let done = start;
  eachCall(entry, start, entry.length, (from, to, number) => {
    parts.push(entry.subarray(done, from), writeNumber(renumbered(number)));
    done = to;
  });
  const body = Buffer.concat([...parts, entry.subarray(done)]);
  return Buffer.concat([writeNumber(body.length), body]);
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
