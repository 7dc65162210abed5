// Tests of what tells whether a page drew its places: node --test tests/bench/pixels.test.mjs

import assert from "node:assert/strict";
import { test } from "node:test";
import { deflateSync } from "node:zlib";
import { DISC, VIEW, rgb } from "./look.mjs";
import { colouredPixels, coveredPixels, toScreen } from "./pixels.mjs";
import { decodePng } from "./png.mjs";

test("the view's centre is its middle, and a world is as wide as its zoom says", () => {
  assert.deepEqual(toScreen(VIEW.center), [VIEW.width / 2, VIEW.height / 2]);
  const wide = { ...VIEW, center: [0, 0], zoom: 3 };
  assert.ok(Math.abs(toScreen([180, 0], wide)[0] - toScreen([-180, 0], wide)[0] - 2048) < 1e-9);
  // The square world of the web's Mercator ends at this latitude.
  assert.ok(Math.abs(toScreen([0, 85.0511287798066], wide)[1] - (VIEW.height / 2 - 1024)) < 1e-6);
});

test("a disc covers about its area less its edge, and the same place twice covers no more", () => {
  const one = coveredPixels([[0, 0]], VIEW, 10);
  const [inner, outer] = [Math.PI * 8.6 ** 2, Math.PI * 10 ** 2];
  assert.ok(one > inner && one < outer, `${one} pixels`);
  assert.equal(coveredPixels([[0, 0], [0, 0]], VIEW, 10), one);
  assert.equal(coveredPixels([[0, 0], [90, 0]], VIEW, 10), 2 * one);
  assert.equal(coveredPixels([], VIEW, 10), 0);
});

test("what is outside the view covers nothing, and at its edge a part", () => {
  assert.equal(coveredPixels([[0, 84]], VIEW, 4), 0);
  const edge = coveredPixels([[(360 * 480) / 1024, 0]], VIEW, 10);
  assert.equal(edge * 2, coveredPixels([[0, 0]], VIEW, 10));
});

test("pixels near the discs' colour count, and others do not", () => {
  const [r, g, b] = rgb(DISC.color);
  const data = Uint8Array.from([r, g, b, 255, r + 30, g - 30, b, 255, r + 41, g, b, 255, 236, 232, 223, 255]);
  assert.equal(colouredPixels({ channels: 4, data }), 2);
  assert.equal(colouredPixels({ channels: 3, data: Uint8Array.from([r, g, b, 255, 255, 255]) }), 1);
});

/** A PNG of rows that are filtered already, each with the number of its filter before it. */
function png({ width, height, colorType, rows, depth = 8, interlaced = 0 }) {
  const chunk = (type, content) => {
    const head = Buffer.alloc(8);
    head.writeUInt32BE(content.length);
    head.write(type, 4, "latin1");
    return Buffer.concat([head, content, Buffer.alloc(4)]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width);
  header.writeUInt32BE(height, 4);
  header.set([depth, colorType, 0, 0, interlaced], 8);
  const packed = deflateSync(Buffer.from(rows.flat()));
  // The content may come in any number of chunks.
  return Buffer.concat([Buffer.alloc(8), chunk("IHDR", header), chunk("tEXt", Buffer.from("by hand")), chunk("IDAT", packed.subarray(0, 3)), chunk("IDAT", packed.subarray(3)), chunk("IEND", Buffer.alloc(0))]);
}

test("a PNG is read whatever filter its rows have", () => {
  const rows = [
    [0, 10, 20, 30, 40, 50, 60],
    [1, 10, 20, 30, 30, 30, 30],
    [2, 0, 0, 0, 1, 1, 1],
    [3, 5, 10, 15, 1, 2, 3],
    [4, 1, 1, 1, 1, 1, 1],
  ];
  const { width, height, channels, data } = decodePng(png({ width: 2, height: 5, colorType: 2, rows }));
  assert.deepEqual([width, height, channels], [2, 5, 3]);
  const expected = [
    [10, 20, 30, 40, 50, 60],
    [10, 20, 30, 40, 50, 60],
    [10, 20, 30, 41, 51, 61],
    [10, 20, 30, 26, 37, 48], // 5 + 10/2 …; 1 + (10 + 41)/2, rounded down …
    [11, 21, 31, 27, 38, 49],
  ];
  assert.deepEqual([...data], expected.flat());
  assert.equal(decodePng(png({ width: 1, height: 1, colorType: 6, rows: [[0, 1, 2, 3, 255]] })).channels, 4);
});

test("a PNG of another kind is refused", () => {
  const refused = { message: /expected a PNG of 8-bit RGB/ };
  for (const other of [{ colorType: 3 }, { colorType: 2, depth: 16 }, { colorType: 2, interlaced: 1 }]) {
    assert.throws(() => decodePng(png({ width: 1, height: 1, rows: [[0, 1, 2, 3]], ...other })), refused);
  }
  assert.throws(() => decodePng(Buffer.from("no picture at all")), refused);
});
