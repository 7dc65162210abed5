// What the scripts that change a wasm need of its binary format (WebAssembly Core Specification 2.0, section 5).

/** The sections that are changed, by their numbers (section 5.5.2). */
export const CUSTOM = 0, IMPORTS = 2, CODE = 10, DATA = 11;

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
