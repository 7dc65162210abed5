// Writes the curves of a run as SVG: time by number of places, both on logarithmic scales, ours in the accent's colour,
// and broken where it draws clusters.

import { OURS, number } from "./table.mjs";

const SIZE = { width: 720, height: 420 };
const PLOT = { left: 62, top: 52, right: 590, bottom: 366 };
const OUR_COLOR = "#c2255c";
/** Colours of the peers, which differ in lightness, too; on white each has a contrast of 3 or more (WCAG 2.2, 1.4.11). */
const COLORS = ["#1c7c54", "#1d5fa8", "#9a6a00", "#6b4fa0", "#4d5560"];
/** The least px from one label at a curve's end to the next. */
const LABEL_STEP = 16;

const escaped = (text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** The powers of ten that hold all values: the exponents of the least and the greatest, never the same. */
export function decades(values) {
  const least = Math.floor(Math.log10(Math.min(...values)));
  return [least, Math.max(Math.ceil(Math.log10(Math.max(...values))), least + 1)];
}

/** A function from values to px, logarithmic, between two powers of ten. */
function scale([least, most], from, to) {
  return (value) => from + ((Math.log10(value) - least) / (most - least)) * (to - from);
}

/** Moves the labels apart, in order, so that none is nearer to another than `step`; they stay within `least` and `most` while there is room. */
export function spreadOut(ys, step, least, most) {
  const order = ys.map((y, index) => ({ y, index })).sort((a, b) => a.y - b.y);
  order.forEach((label, n) => (label.y = Math.max(label.y, n === 0 ? least : order[n - 1].y + step)));
  for (let n = order.length - 1; n >= 0; n -= 1) {
    order[n].y = Math.min(order[n].y, n === order.length - 1 ? most : order[n + 1].y - step);
  }
  const spread = [];
  order.forEach(({ y, index }) => (spread[index] = y));
  return spread;
}

/** One plot: `lines` are `{ id, points: [[x, y], …] }`. A line without points is left out. */
export function plot(title, lines) {
  const drawn = lines.filter(({ points }) => points.length > 0);
  if (drawn.length === 0) throw new Error(`${title}: expected figures to plot, found none`);
  const all = drawn.flatMap(({ points }) => points);
  const [xs, ys] = [decades(all.map(([x]) => x)), decades(all.map(([, y]) => y))];
  const x = scale(xs, PLOT.left, PLOT.right);
  const y = scale(ys, PLOT.bottom, PLOT.top);
  const px = (value) => value.toFixed(1);
  const ticks = ([least, most]) => Array.from({ length: most - least + 1 }, (_, n) => 10 ** (least + n));
  const told = (value) => (value < 1 ? String(Number(value.toPrecision(1))) : number(value));

  const grid = [
    ...ticks(ys).map((value) => `<path class="rule" d="M${PLOT.left} ${px(y(value))}H${PLOT.right}"/><text class="tick" x="${PLOT.left - 8}" y="${px(y(value) + 4)}" text-anchor="end">${told(value)}</text>`),
    ...ticks(xs).map((value) => `<path class="rule" d="M${px(x(value))} ${PLOT.top}V${PLOT.bottom}"/><text class="tick" x="${px(x(value))}" y="${PLOT.bottom + 18}" text-anchor="middle">${told(value)}</text>`),
  ];
  const ends = spreadOut(drawn.map(({ points }) => y(points.at(-1)[1])), LABEL_STEP, PLOT.top, PLOT.bottom);
  let peer = 0;
  // Ours is drawn last, over the others.
  const curves = drawn.map(({ id, points }, n) => {
    const ours = OURS.includes(id);
    const color = ours ? OUR_COLOR : COLORS[peer++ % COLORS.length];
    const at = points.map(([px_, py]) => `${px(x(px_))} ${px(y(py))}`);
    const [endX, endY] = [x(points.at(-1)[0]), y(points.at(-1)[1])];
    const text = `
  <g${ours ? ` class="${id === OURS[0] ? "ours" : "ours clusters"}"` : ""} stroke="${color}" fill="${color}">
    <path class="curve" d="M${at.join("L")}"/>
    ${at.map((place) => `<circle cx="${place.split(" ")[0]}" cy="${place.split(" ")[1]}" r="${ours ? 4 : 3}" stroke="none"/>`).join("")}
    <path class="lead" d="M${px(endX + 6)} ${px(endY)}L${PLOT.right + 10} ${px(ends[n])}"/>
    <text x="${PLOT.right + 14}" y="${px(ends[n] + 4)}" stroke="none">${escaped(id)}</text>
  </g>`;
    return { ours, text };
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${SIZE.width} ${SIZE.height}" width="${SIZE.width}" height="${SIZE.height}" role="img" aria-label="${escaped(title)}">
  <style>
    text { font: 13px system-ui, -apple-system, "Segoe UI", sans-serif }
    .title { font-size: 16px; font-weight: 600; fill: #22262b }
    .tick { fill: #5a6169; font-size: 12px }
    .rule { stroke: #e4e6e9; fill: none }
    .curve { fill: none; stroke-width: 1.8; stroke-linejoin: round }
    .lead { fill: none; stroke-width: 1; opacity: .5 }
    .ours .curve { stroke-width: 3.2 }
    .clusters .curve { stroke-dasharray: 7 5 }
    .ours text { font-weight: 700 }
  </style>
  <rect width="${SIZE.width}" height="${SIZE.height}" rx="8" fill="#fff"/>
  <text class="title" x="20" y="30">${escaped(title)}</text>
  ${grid.join("\n  ")}
  <text class="tick" x="${(PLOT.left + PLOT.right) / 2}" y="${PLOT.bottom + 40}" text-anchor="middle">places</text>${[...curves].sort((a, b) => a.ours - b.ours).map(({ text }) => text).join("")}
</svg>
`;
}

/** The plots of a run, by the names of their files. */
export function curves({ entrants, figures }) {
  const lines = (measure) =>
    entrants.map(({ id }) => ({
      id,
      points: figures
        .map(({ size, summaries }) => [size, summaries.find((one) => one.id === id)?.summary[measure]])
        .filter(([, value]) => typeof value === "number"),
    }));
  return {
    "ready.svg": plot("Until the map is ready, ms", lines("ready")),
    "frame.svg": plot("From frame to frame while moving, ms", lines("frame")),
  };
}
