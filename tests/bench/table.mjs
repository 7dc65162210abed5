// Writes the figures of a run as Markdown.

import { best } from "./stats.mjs";

/** Those that are compared with the others: every place drawn by itself, and gathered into clusters. */
export const OURS = ["dateline-map", "with clusters"];

/** A measure, its unit, how many digits, and below which value it is not measured. */
const MEASURES = [
  { name: "ready", title: "ready, ms", digits: 0 },
  { name: "task", title: "longest task, ms", digits: 0, least: 50 },
  { name: "frame", title: "frame, ms", digits: 1 },
  { name: "kilobytes", title: "fetched, kB", digits: 0 },
  { name: "code", title: "of it code, kB", digits: 0 },
  { name: "heap", title: "JS heap + wasm, MB", digits: 0 },
  { name: "process", title: "page's process, MB", digits: 0 },
];

/** 1234567 as "1,234,567"; with digits behind the point only below 100. */
export function number(value, digits = 0) {
  const [whole, part] = value.toFixed(value < 100 ? digits : 0).split(".");
  return whole.replace(/\B(?=(\d{3})+$)/g, ",") + (part ? `.${part}` : "");
}

/** How ours stands to the best of the peers, two digits that count: "0.06", "1.3", "12". */
export function ratio(ours, peer) {
  const value = ours / peer;
  return value >= 10 ? value.toFixed(0) : value >= 1 ? value.toFixed(1) : value.toFixed(2);
}

/** Above this load for each core, other work shares the machine: a browser alone keeps it near one. */
const BUSY = 1.5;

const howBusy = ({ load, cores }) =>
  `Load of the machine from ${load[0].toFixed(1)} to ${load[1].toFixed(1)}, the browser's own share included.` +
  (load[1] > BUSY * cores ? " **It was busy with other work, so the times are longer than they need be, and the ratios are rough.**" : "");

const headOf = ({ id, version }) => (id === OURS[1] ? id : `${id} ${version}`);

const row = (cells) => `| ${cells.join(" | ")} |`;

/** The rows of one size. What failed goes to `notes`, each once, and its number stands beside what was measured all the same. */
function rowsOf({ size, summaries }, notes) {
  const cell = ({ id, summary }, { name, digits, least = 0 }) => {
    const value = summary[name];
    const told = typeof value !== "number" ? "–" : value < least ? `under ${least}` : number(value, digits);
    if (!summary.failure) return told;
    const text = `${id}, ${number(size)} places: ${summary.failure}.`;
    if (!notes.includes(text)) notes.push(text);
    return `${told} (${notes.indexOf(text) + 1})`;
  };
  const ours = summaries.filter(({ id }) => OURS.includes(id));
  const peers = summaries.filter(({ id }) => !OURS.includes(id));
  return MEASURES.map((measure, n) => {
    // Where the best value may be none at all there is no ratio to it.
    const peer = measure.least ? null : best(peers, measure.name);
    const compared = ({ summary }) => (peer && typeof summary[measure.name] === "number" ? ratio(summary[measure.name], peer.value) : "–");
    return row([
      n === 0 ? `**${number(size)}**` : "",
      measure.title,
      ...summaries.map((one) => cell(one, measure)),
      ...ours.map(compared),
      peer ? peer.id : "–",
    ]);
  });
}

const range = (ends) => (ends ? ends.map((end) => number(end, 1)).join(" to ") : "–");

/** The whole page: how it was measured, the table, what failed, and how much the runs differed. */
export function markdown(record) {
  const notes = [];
  const heads = record.entrants.map(headOf);
  const ours = record.entrants.map(({ id }) => id).filter((id) => OURS.includes(id));
  const table = [
    row(["places", "", ...heads, ...ours.map((id) => `${id} ÷ best peer`), "best peer"]),
    row(["--:", "---", ...heads.map(() => "--:"), ...ours.map(() => "--:"), "---"]),
    ...record.figures.flatMap((figure) => rowsOf(figure, notes)),
  ];
  const spreads = record.figures.flatMap(({ size, summaries }) =>
    summaries
      .filter(({ summary }) => summary.readySpread && summary.runs > 1)
      .map(({ id, summary }) => row([number(size), id, summary.runs, ...[summary.readySpread, summary.frameSpread].map(range)])),
  );
  const hows = record.entrants.filter(({ how }) => how).map(({ id, how }) => `${id}: ${how}`);
  const files = record.figures.map(({ size, fileBytes }) => `${number(size)} in ${number(fileBytes / 1e6, 1)} MB`);
  const { view } = record;
  return `# dateline-map beside its peers

Made by \`${record.command}\` on ${record.date} UTC, at commit ${record.commit}, medians of ${record.runs} ${record.runs === 1 ? "run" : "runs"}; in ${record.browser} without a window, on ${record.machine}. ${howBusy(record)}

${table.join("\n")}
${notes.length > 0 ? `\n${notes.map((note, n) => `${n + 1}. ${note}`).join("\n")}\n` : ""}
![Time until the map is ready, by number of places](ready.svg)

![Time from frame to frame while the map moves, by number of places](frame.svg)

## What is measured

Every page shows the same places (GeoJSON; ${files.join(", ")}) over the same countries (Natural Earth 1:110m, TopoJSON) on ${view.width} × ${view.height} px, at zoom ${view.zoom}, with discs of the same colour. The contestants take turns in one browser, each run in a fresh context with an empty cache, and no run is left out but the very first of each, which pays for the start of the browser. ${hows.join("; ")}.

- **ready**: from the navigation until two frames after the library says that all is drawn.
- **longest task**: of the page's thread, from the first picture of anything until ready: so long the page answers to nothing. The browser tells of tasks of 50 ms and more.
- **frame**: from frame to frame, the median of 600 frames or of as many as there are in 6 s, while each frame moves and zooms the map a little, without waiting for a screen. The peers draw anew what each view shows. dateline-map paints land and borders with a margin, puts that picture under the marks of the next frames, moved and stretched or shrunk by up to an eighth, and paints it anew when that no longer does, as well as when the map rests; marks and names are put where they belong in every frame. Where more than 1,000 places stand by themselves, a picture of all their marks is moved with the map in the same way; the next one, for the view that there is now, is begun when it is 5 % too large or small or half of its margin has been used, and is blended a piece in each frame, which is in the figures.
- **fetched**: the bodies of all that the page fetches, brotli 9; for the peers bundled, minified, without what the page does not use. **Code** is all of it but the places and the countries.
- **JS heap + wasm**: what is alive after a collection, in the page's thread, and the memory of the wasm. **Process**: the resident memory of the renderer, in which workers and typed arrays count, too.

A run fails if the page throws, crashes or takes too long, or if a screenshot, before or after the moving, lacks the discs: their pixels are counted.
${spreads.length > 0 ? `\n## How much the runs differed\n\n| places | | runs | ready, ms | frame, ms |\n| --: | --- | --: | --: | --: |\n${spreads.join("\n")}\n` : ""}`;
}

/** The times at the sizes that matter most, for the README. */
export function shortTable(record, sizes = [7, 10_000, 100_000, 1_000_000]) {
  const { date, machine, browser, entrants, figures } = record;
  const shown = figures.filter(({ size }) => sizes.includes(size));
  const cell = ({ summary }) => ["ready", "frame"].map((name) => (typeof summary[name] === "number" ? number(summary[name], 1) : "–")).join(" · ");
  const kilobytes = ({ summary }) => (typeof summary.code === "number" ? number(summary.code) : "–");
  const first = figures.find(({ summaries }) => summaries.some(({ summary }) => typeof summary.code === "number"));
  return [
    row(["places", ...entrants.map(headOf)]),
    row(["--:", ...entrants.map(() => "--:")]),
    ...shown.map(({ size, summaries }) => row([number(size), ...summaries.map(cell)])),
    ...(first ? [row(["code, kB", ...first.summaries.map(kilobytes)])] : []),
    "",
    `Ready · frame, in ms; a dash where it failed or was not tried. ${date} UTC, ${browser}, ${machine}. ${howBusy(record)}`,
  ].join("\n");
}

/** `text` with `content` in place of what stands between the comments `<!-- name -->` and `<!-- /name -->`. */
export function replaceBetween(text, name, content) {
  const [open, close] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const [from, to] = [text.indexOf(open), text.indexOf(close)];
  if (from < 0 || to < from) throw new Error(`expected ${open} and, after it, ${close}; found them not`);
  return `${text.slice(0, from + open.length)}\n${content}\n${text.slice(to)}`;
}
