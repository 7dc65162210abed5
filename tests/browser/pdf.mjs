// What a PDF shows, read from its bytes: as much of ISO 32000-1 as Chromium writes (objects in plain text, streams deflated,
// letters as glyph numbers with a /ToUnicode table for each font).

import { inflateSync } from "node:zlib";

/** `{ pages, pictures, text }`: how many pages and raster images there are, and all text in the order of painting, without blanks. */
export function readPdf(bytes) {
  const file = bytes.toString("latin1");
  const objects = new Map([...file.matchAll(/(\d+) 0 obj\s(.*?)endobj/gs)].map(([, number, body]) => [number, body]));
  const count = (pattern) => file.match(pattern)?.length ?? 0;
  const streamOf = (number) => {
    const body = objects.get(number) ?? "";
    const at = body.indexOf("stream\n");
    if (at < 0) return "";
    const data = Buffer.from(body.slice(at + 7, body.lastIndexOf("endstream")), "latin1");
    return /\/FlateDecode/.test(body.slice(0, at)) ? inflateSync(data).toString("latin1") : data.toString("latin1");
  };

  const alphabets = new Map();
  const alphabet = (font) => {
    if (!alphabets.has(font)) alphabets.set(font, lettersOf(streamOf(objects.get(font)?.match(/\/ToUnicode (\d+)/)?.[1])));
    return alphabets.get(font);
  };

  let text = "";
  for (const page of [...objects.values()].filter((body) => /\/Type\s*\/Page\b/.test(body))) {
    const resources = page.match(/\/Resources (\d+) 0 R/) ? objects.get(page.match(/\/Resources (\d+) 0 R/)[1]) : page;
    const fonts = new Map([...(resources.match(/\/Font\s*<<(.*?)>>/s)?.[1] ?? "").matchAll(/\/(\w+) (\d+) 0 R/g)].map(([, name, number]) => [name, number]));
    let letters = new Map();
    // Font changes, and strings of glyphs of four hexadecimal digits each.
    for (const [, font, hex] of streamOf(page.match(/\/Contents (\d+)/)?.[1]).matchAll(/\/(\w+) [\d.]+ Tf|<([0-9A-Fa-f]+)>/g)) {
      if (font) letters = alphabet(fonts.get(font));
      else text += hex.match(/.{4}/g)?.map((glyph) => letters.get(parseInt(glyph, 16)) ?? "").join("") ?? "";
    }
  }
  return { pages: count(/\/Type\s*\/Page\b/g), pictures: count(/\/Subtype\s*\/Image\b/g), text: unspaced(text) };
}

/** Text without blanks and with ligatures taken apart, to compare with what `readPdf` gives. */
export const unspaced = (text) => text.normalize("NFKC").replace(/\s+/g, "");

/** Glyph numbers to letters, from the table of a font (ISO 32000-1, 9.10.3). */
function lettersOf(table) {
  const letters = new Map();
  const written = (hex) => Buffer.from(hex, "hex").swap16().toString("utf16le");
  for (const [, rows] of table.matchAll(/beginbfchar(.*?)endbfchar/gs)) {
    for (const [, glyph, hex] of rows.matchAll(/<(\w+)>\s*<(\w+)>/g)) letters.set(parseInt(glyph, 16), written(hex));
  }
  for (const [, rows] of table.matchAll(/beginbfrange(.*?)endbfrange/gs)) {
    for (const [, from, to, hex] of rows.matchAll(/<(\w+)>\s*<(\w+)>\s*<(\w+)>/g)) {
      const first = parseInt(from, 16);
      for (let glyph = first; glyph <= parseInt(to, 16); glyph++) {
        letters.set(glyph, String.fromCodePoint(parseInt(hex, 16) + glyph - first));
      }
    }
  }
  return letters;
}
