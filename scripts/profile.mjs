// Writes scripts/later.txt, the functions that a map does not call until it is shown: make profile
//
// It builds the site with a wasm in which each function leaves a mark when it is called, and opens each story of the gallery on
// phones and desks, in languages of both directions; the rest of the code is withheld from them. Of the functions that are not
// called, those are written down at which the first part ends: others are beyond these. What is new in the code is in the
// first part, until this is run again: tests/budget.json tells when it should be.

import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "@playwright/test";
import { chromeFlags, findChrome } from "./find-chrome.mjs";
import { serve } from "./serve.mjs";
import { readModule } from "./split.mjs";
import { CODE, MEMORIES, changeSections, entries, readNumber, vector, writeNumber, writeSigned } from "./wasm.mjs";

const SITE = "./geodata/world.topojson ./geodata/region.topojson";
/** So many places of the crowd, "few", are gathered into clusters, but are no crowd: for one, all of the code is fetched with the story. */
const FEW = 120;
/** What maps are seen with: a story, basemaps, attributes. */
const MAPS = [
  ...["story", "showcase/city", "showcase/route", "showcase/country", "few", "showcase/single"].map((story) => [story, SITE, ""]),
  ["story", "./basemaps/atlas.json", `center="66,34" zoom="4" theme="dark" gestures="greedy" units="imperial" worldview="un" label="A map" description="Of places" style="--dateline-accent: teal; --dateline-land: #eee"`],
  ["story", "./basemaps/plain.topojson", `controls="zoom fit timeline legend inset" fit="all" order="date" excerpts="story" follow="scroll"`],
  ["story", "./basemaps/land.json ./basemaps/packed.topojson", `static fit="core" cluster="on" cluster-min-points="2" words='{"fit":"All"}'`],
  ["few", "./basemaps/quantized.topojson", `cluster="off"`],
  ["showcase/route", "", `controls="" captions="none" permalink="none" worldview="ua" theme="light"`],
];
/** Widths and heights in CSS px, and the languages there: a phone, an article's column, a whole page; and one whose map a script makes, on a slow device. */
const VIEWS = [[360, 480, "en-GB"], [640, 480, "fa"], [640, 480, "de"], [1280, 720, "en-GB"], [360, 640, "zh"], [800, 600, "ar", true]];
/** What is smaller than this, in bytes, and calls nothing, is no larger than what would stand in its place in the first part. */
const SMALL = 40;
/** How much faster the clock of a page runs that is to be slow: what it has no time for, it does in pieces. */
const FAST = 100;
/** A page of memory, in bytes. */
const PAGE = 65_536;

/**
 * The wasm with functions that write a 1 when they are called, at `at` and its number: `{ marked, at }`. The marks stand behind the memory
 * that the wasm begins with, where nothing else does: what it allocates comes after.
 */
function mark(wasm, { imports, typeOf }) {
  const pages = Math.ceil(typeOf.length / PAGE);
  let at;
  const memory = (entry) => {
    const [least, behind] = readNumber(entry, 1);
    at = least * PAGE;
    return Buffer.concat([entry.subarray(0, 1), writeNumber(least + pages), entry.subarray(behind)]);
  };
  const marks = (entry, i) => {
    let [, start] = readNumber(entry, 0);
    let [groups, locals] = readNumber(entry, start);
    for (; groups > 0; groups -= 1) locals = readNumber(entry, locals)[1] + 1;
    // i32.const, i32.const 1, i32.store8
    const mark = Buffer.concat([Buffer.from([0x41]), writeSigned(at + imports.length + i), Buffer.from([0x41, 1, 0x3a, 0, 0])]);
    const body = Buffer.concat([entry.subarray(start, locals), mark, entry.subarray(locals)]);
    return Buffer.concat([writeNumber(body.length), body]);
  };
  const change = { [MEMORIES]: memory, [CODE]: marks };
  return { marked: changeSections(wasm, (id, body) => change[id] && vector(entries(id, body).map(change[id]))), at };
}

/** The names of the functions at which a part ends that has those which were `called`, by number. */
function endsOf({ names, imports, open, callsOf, code }, called) {
  const within = new Set([...called].map((number) => names[number]));
  const isSmall = (number) => code[number - imports.length].length < SMALL && callsOf(number).length === 0;
  const bordering = new Set([...open, ...[...called].flatMap(callsOf)]);
  const ends = [...bordering].filter((number) => number >= imports.length && !called.has(number) && !isSmall(number)).map((number) => names[number]);
  return [...new Set(ends)].filter((name) => !within.has(name)).sort();
}

/** What makes the map of a page, when it is in a template, as a framework does; it speaks its own language. */
const MAKE = `
  const map = document.createElement("dateline-map");
  map.lang = document.documentElement.lang;
  for (const { name, value } of document.querySelector("template").content.firstElementChild.attributes) map.setAttribute(name, value);
  document.body.append(map);`;

/** A page with nothing on it but one map, which hands out the memory of its wasm. */
const alone = ([story, basemap, attributes], lang, isMade) => `<!doctype html>
<html lang="${lang}" dir="${["ar", "fa"].includes(lang) ? "rtl" : "ltr"}">
<meta charset="utf-8">
<title>One map</title>
<style>html, body { margin: 0; height: 100% } dateline-map { display: block; width: 100%; height: 100% }</style>
<script type="module">import init from "./pkg/dateline_map.js"; globalThis.wasm = await init();${isMade ? MAKE : ""}</script>
${isMade ? "<template>" : ""}<dateline-map src="./geodata/${story}.geojson" basemap="${basemap}" ${attributes}></dateline-map>${isMade ? "</template>" : ""}
</html>`;

/** The marks of a page, once its map is shown. */
async function marksOf(browser, address, map, [width, height, lang, isMade], at, count) {
  const page = await browser.newPage({ viewport: { width, height } });
  try {
    await page.route("**/alone.html", (route) => route.fulfill({ contentType: "text/html", body: alone(map, lang, isMade) }));
    await page.route("**/dateline_map_rest.wasm*", () => {}); // which never comes
    await page.addInitScript(() => {
      globalThis.shown = new Promise((shown, failed) => {
        addEventListener("dateline-ready", shown, { once: true });
        addEventListener("dateline-error", ({ detail }) => failed(new Error(detail.message)), { once: true });
      });
    });
    if (isMade) {
      await page.addInitScript((times) => {
        const now = performance.now.bind(performance);
        performance.now = () => times * now();
      }, FAST);
    }
    await page.goto(`${address}alone.html`);
    await page.waitForFunction(() => globalThis.shown.then(() => document.fonts.ready).then(() => true));
    // What it does by itself after that, and when a pointer passes over it or the page is scrolled: no reason to make anybody wait.
    const drawn = () => page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
    await drawn();
    await page.mouse.move(1, 1);
    await page.mouse.move(width - 1, height - 1, { steps: 16 });
    await page.mouse.wheel(0, 100);
    await drawn();
    return await page.evaluate(([at, count]) => Array.from(new Uint8Array(globalThis.wasm.memory.buffer, at, count)), [at, count]);
  } finally {
    await page.close();
  }
}

const chrome = await findChrome();
if (!chrome) throw new Error("no Chrome or Chromium found; scripts/setup.sh test installs one");
const folder = mkdtempSync(join(tmpdir(), "dateline-profile-"));
try {
  const script = fileURLToPath(new URL("site.sh", import.meta.url));
  const whole = fileURLToPath(new URL("../target/pkg/whole.wasm", import.meta.url));
  execFileSync(script, { stdio: "inherit" });
  const wasm = readFileSync(whole);
  const module = readModule(wasm);
  const { marked, at } = mark(wasm, module);
  const [markedFile, site] = [join(folder, "marked.wasm"), join(folder, "site")];
  writeFileSync(markedFile, marked);
  execFileSync(script, { stdio: "inherit", env: { ...process.env, DIST: site, WHOLE: markedFile } });
  const crowd = JSON.parse(readFileSync(join(site, "geodata/showcase/crowd.geojson"), "utf8"));
  writeFileSync(join(site, "geodata/few.geojson"), JSON.stringify({ ...crowd, features: crowd.features.slice(0, FEW) }));
  const { server, address } = await serve({ folder: site, mounts: { basemaps: fileURLToPath(new URL("../tests/fixtures/basemaps", import.meta.url)) } });
  const browser = await chromium.launch({ executablePath: chrome.path, args: chromeFlags() });
  const called = new Set();
  try {
    for (const map of MAPS) {
      for (const view of VIEWS) {
        const marks = await marksOf(browser, address, map, view, at, module.typeOf.length);
        marks.forEach((mark, number) => mark && called.add(number));
      }
      console.log(`${map.join(" ")}: ${called.size} functions so far`);
    }
  } finally {
    await browser.close();
    server.close();
  }
  const text = ["# The functions at which the first part of the wasm ends: see scripts/split.mjs. Written by scripts/profile.mjs.", ...endsOf(module, called)];
  writeFileSync(new URL("later.txt", import.meta.url), `${text.join("\n")}\n`);
} finally {
  rmSync(folder, { recursive: true });
}
