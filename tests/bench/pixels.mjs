// Whether the places were drawn: how many pixels of a screenshot have their colour, and how many should.

import { DISC, VIEW, rgb } from "./look.mjs";

/** How far a channel may be off: a pixel half covered at a disc's edge is not counted. */
const TOLERANCE = 40;

/** The px at which the view shows a position, by the spherical Mercator projection. */
export function toScreen([lon, lat], { width, height, center, zoom } = VIEW) {
  const scale = 256 * 2 ** zoom;
  const x = (degrees) => degrees / 360;
  const y = (degrees) => -Math.log(Math.tan(Math.PI / 4 + (degrees * Math.PI) / 360)) / (2 * Math.PI);
  return [width / 2 + (x(lon) - x(center[0])) * scale, height / 2 + (y(lat) - y(center[1])) * scale];
}

/** How many pixels of the view lie wholly inside the disc of one place or more. */
export function coveredPixels(positions, view = VIEW, radius = DISC.radius) {
  const { width, height } = view;
  const covered = new Uint8Array(width * height);
  // A pixel whose centre is this near to a disc's centre is inside with all its corners.
  const inner = radius - Math.SQRT1_2;
  for (const position of positions) {
    const [cx, cy] = toScreen(position, view);
    const rows = [Math.max(0, Math.floor(cy - radius)), Math.min(height - 1, Math.ceil(cy + radius))];
    const columns = [Math.max(0, Math.floor(cx - radius)), Math.min(width - 1, Math.ceil(cx + radius))];
    for (let y = rows[0]; y <= rows[1]; y += 1) {
      for (let x = columns[0]; x <= columns[1]; x += 1) {
        if (Math.hypot(x + 0.5 - cx, y + 0.5 - cy) <= inner) covered[y * width + x] = 1;
      }
    }
  }
  return covered.reduce((sum, one) => sum + one, 0);
}

/** How many pixels of a picture, as `decodePng` gives it, have the discs' colour. */
export function colouredPixels({ channels, data }, color = rgb(DISC.color)) {
  let count = 0;
  for (let at = 0; at < data.length; at += channels) {
    if (color.every((value, channel) => Math.abs(data[at + channel] - value) <= TOLERANCE)) count += 1;
  }
  return count;
}
