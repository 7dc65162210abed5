#!/usr/bin/env node
// Compares dateline-map with the libraries that a page would take instead, side by side in one headless browser:
//
//   node tests/bench/run.mjs [--full] [--sizes 7,10000] [--only Leaflet,deck.gl] [--runs 3] [--seconds 120] [--out FOLDER]
//
// --full     sizes from 7 to 1,000,000; without it 7 and 10,000
// --sizes    how many places
// --only     who is compared
// --runs     how often each is measured, at a million places twice at most; the table has the medians
// --seconds  how long a page may take for any step, with a million places three times that; after it, it counts as failed
// --out      where the table, the plots and the figures go; by default target/bench/results; with --full tests/bench/results,
//            and the short table goes into the README's section "Numbers"
//
// make bench installs what it needs, builds the site and runs it.

import { execFileSync } from "node:child_process";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import os from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { chromium } from "playwright-core";
import { chromeFlags, findChrome } from "../../scripts/find-chrome.mjs";
import { VIEW } from "./look.mjs";
import { measure } from "./measure.mjs";
import { coveredPixels } from "./pixels.mjs";
import { curves } from "./plot.mjs";
import { positions } from "./points.mjs";
import { CONTESTANTS, buildData, buildPages, serveSite } from "./site.mjs";
import { summary } from "./stats.mjs";
import { markdown, replaceBetween, shortTable } from "./table.mjs";

const root = fileURLToPath(new URL("../../", import.meta.url));
const SIZES = [7, 10_000];
const ALL_SIZES = [7, 10, 100, 1000, 10_000, 100_000, 1_000_000];
/** No waiting for a screen that is not there; and WebGL without a GPU, as Chromium offers it there, while canvases are drawn without WebGL. */
const FLAGS = ["--disable-gpu-vsync", "--disable-frame-rate-limit", "--enable-unsafe-swiftshader"];

function options() {
  const { values } = parseArgs({
    options: {
      full: { type: "boolean", default: false },
      sizes: { type: "string" },
      only: { type: "string" },
      runs: { type: "string", default: "3" },
      seconds: { type: "string", default: "120" },
      out: { type: "string" },
    },
  });
  const number = (name, text) => {
    if (!/^[1-9]\d*$/.test(text)) throw new Error(`--${name}: expected a whole number from 1, found ${text}`);
    return Number(text);
  };
  const only = values.only?.split(",");
  const unknown = only?.find((id) => !CONTESTANTS.some((contestant) => contestant.id === id));
  if (unknown) throw new Error(`--only: expected some of ${CONTESTANTS.map(({ id }) => id).join(", ")}, found ${unknown}`);
  return {
    sizes: values.sizes?.split(",").map((size) => number("sizes", size)) ?? (values.full ? ALL_SIZES : SIZES),
    contestants: CONTESTANTS.filter(({ id }) => !only || only.includes(id)),
    runs: number("runs", values.runs),
    keep: values.full && !values.out,
    seconds: number("seconds", values.seconds),
    out: values.out ?? join(root, values.full ? "tests/bench/results" : "target/bench/results"),
  };
}

const load = () => os.loadavg()[0];

/** How often to measure at a size: some take minutes with a million places. */
const runsAt = (size, runs) => (size >= 1_000_000 ? Math.min(runs, 2) : runs);
const secondsAt = (size, seconds) => (size >= 1_000_000 ? 3 * seconds : seconds);

/** The browser of the whole run. One that has crashed is started anew for the next measurement. */
class Browser {
  #open = null;

  constructor(path) {
    this.path = path;
  }

  async get() {
    if (!this.#open?.isConnected()) this.#open = await chromium.launch({ executablePath: this.path, args: [...chromeFlags(), ...FLAGS] });
    return this.#open;
  }

  async close() {
    await this.#open?.close();
  }
}

/**
 * All runs of all contestants at one size. They take turns, so that what else the machine does falls on all alike. Who has failed
 * at a size is not tried at larger ones: `failedAt` says where.
 */
async function measureSize({ contestants, runs, browser, ...shared }, failedAt) {
  const results = new Map(contestants.map(({ id }) => [id, []]));
  for (let run = 0; run < runs; run += 1) {
    for (const contestant of contestants) {
      if (failedAt.has(contestant.id)) continue;
      const result = await measure({ ...shared, browser: await browser.get(), contestant });
      results.get(contestant.id).push(result);
      if (result.failure) failedAt.set(contestant.id, shared.size);
      const told = Object.entries(result).map(([name, value]) => `${name} ${typeof value === "number" ? value.toFixed(1) : value}`);
      console.log(`${String(shared.size).padStart(8)}  ${contestant.id.padEnd(12)}  ${told.join(", ")}`);
    }
  }
  return contestants.map(({ id }) => {
    const done = results.get(id);
    const failure = `not tried, as it failed at ${failedAt.get(id)}`;
    return { id, summary: done.length > 0 ? summary(done) : { runs: 0, failure } };
  });
}

/** Writes the figures, the table and the plots into `out`, and with `keep` the short table into the README. */
async function write(record, out, keep) {
  await mkdir(out, { recursive: true });
  await writeFile(join(out, "results.json"), `${JSON.stringify(record, null, 1)}\n`);
  await writeFile(join(out, "README.md"), markdown(record));
  for (const [file, svg] of Object.entries(curves(record))) await writeFile(join(out, file), svg);
  if (!keep) return;
  const readme = join(root, "README.md");
  await writeFile(readme, replaceBetween(await readFile(readme, "utf8"), "numbers", shortTable(record)));
}

async function main() {
  const { sizes, contestants, runs, keep, seconds, out } = options();
  const chrome = await findChrome();
  if (!chrome) throw new Error("no Chrome or Chromium found; scripts/setup.sh test installs one");
  const commit = execFileSync("git", ["describe", "--always", "--dirty"], { cwd: root, encoding: "utf8" }).trim();
  const folder = join(root, "target/bench/site");
  const entrants = await buildPages(folder, contestants);
  const fileBytes = await buildData(folder, sizes);
  const site = await serveSite(folder, join(root, "dist/pkg"));
  const browser = new Browser(chrome.path);
  const loads = [load()];
  const failedAt = new Map();
  const record = {
    date: new Date().toISOString().slice(0, 16).replace("T", " "),
    commit,
    command: `node tests/bench/run.mjs ${process.argv.slice(2).join(" ")}`.trim(),
    browser: `Chromium ${chrome.version}`,
    machine: `${os.cpus()[0].model.trim()}, ${os.cpus().length} cores, ${Math.round(os.totalmem() / 2 ** 30)} GB, ${os.type()}, no GPU`,
    cores: os.cpus().length,
    runs,
    view: VIEW,
    entrants: entrants.map(({ id, version, how }) => ({ id, version, how })),
    figures: [],
  };
  try {
    for (const size of sizes) {
      // The server compresses a file when it is asked for it first, and that is not what is measured.
      await fetch(`${site.address}data/points-${size}.geojson`, { headers: { "accept-encoding": "br" } }).then((answer) => answer.arrayBuffer());
      const shared = { browser, site, contestants: entrants, size, seconds: secondsAt(size, seconds), covered: coveredPixels(positions(size)), pictures: join(root, "target/bench/pictures") };
      // The first pages of a browser pay for its start.
      if (size === sizes[0]) await measureSize({ ...shared, runs: 1 }, new Map());
      const summaries = await measureSize({ ...shared, runs: runsAt(size, runs) }, failedAt);
      loads.push(load());
      record.figures.push({ size, fileBytes: fileBytes[size], summaries });
      record.load = [Math.min(...loads), Math.max(...loads)];
      // Written after each size, so that a run which is cut off leaves what it has.
      await write(record, out, keep);
    }
  } finally {
    await browser.close();
    site.server.close();
  }
  console.log(`\n${await readFile(join(out, "README.md"), "utf8")}`);
  console.log(`The results are in ${out}, the screenshots in target/bench/pictures.`);
}

// The browser is closed by the way out.
process.on("SIGTERM", () => process.exit(143));
main().catch((error) => {
  console.error(`bench: ${error.message.split("\n")[0]}`);
  process.exitCode = 1;
});
