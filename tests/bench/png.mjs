// Reads the PNG that a browser makes of its screen: 8 bits a channel, RGB or RGBA, not interlaced (W3C PNG, third edition).

import { inflateSync } from "node:zlib";

const CHANNELS = { 2: 3, 6: 4 };

/** `{ width, height, channels, data }` of a PNG; the channels of a pixel stand one after another, row by row. */
export function decodePng(png) {
  const parts = [];
  let header = null;
  // After the eight bytes of its signature, a PNG is chunks: length, type, content, checksum.
  for (let at = 8; at + 8 <= png.length; ) {
    const length = png.readUInt32BE(at);
    const type = png.toString("latin1", at + 4, at + 8);
    const content = png.subarray(at + 8, at + 8 + length);
    if (type === "IHDR") header = content;
    if (type === "IDAT") parts.push(content);
    at += 12 + length;
  }
  const channels = header && CHANNELS[header[9]];
  if (!channels || header[8] !== 8 || header[12] !== 0) throw new Error("expected a PNG of 8-bit RGB or RGBA, not interlaced");
  const width = header.readUInt32BE(0);
  const height = header.readUInt32BE(4);
  return { width, height, channels, data: unfilter(inflateSync(Buffer.concat(parts)), height, width * channels, channels) };
}

/** Undoes the filters of section 9: each row was stored as differences from its neighbours to the left, above, or both. */
function unfilter(rows, height, stride, channels) {
  const data = new Uint8Array(height * stride);
  for (let y = 0; y < height; y += 1) {
    const filter = rows[y * (stride + 1)];
    for (let x = 0; x < stride; x += 1) {
      const at = y * stride + x;
      const left = x >= channels ? data[at - channels] : 0;
      const above = y > 0 ? data[at - stride] : 0;
      const corner = x >= channels && y > 0 ? data[at - stride - channels] : 0;
      const guess = [0, left, above, (left + above) >> 1, paeth(left, above, corner)][filter];
      data[at] = rows[y * (stride + 1) + 1 + x] + guess;
    }
  }
  return data;
}

/** Of the three neighbours, the one nearest to left + above - corner. */
function paeth(left, above, corner) {
  const guess = left + above - corner;
  const [a, b, c] = [left, above, corner].map((value) => Math.abs(guess - value));
  return a <= b && a <= c ? left : b <= c ? above : corner;
}
