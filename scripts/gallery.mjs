// Takes a picture of every story of the gallery, alone on a page: node scripts/gallery.mjs [PICTURES] [SITE, dist by default]
//
// Into the folder PICTURES (dateline-map-gallery among the system's temporary files by default) go STORY-WIDTH-THEME-LANG.png,
// 72 in all, and contact.png, where all of them stand side by side at a quarter of their size, taken at twice the density.

import { mkdir, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { chromium } from "@playwright/test";
import { chromeFlags, findChrome } from "./find-chrome.mjs";
import { serve } from "./serve.mjs";

/** The stories, in the order of the gallery, with where the site has them. */
const STORIES = {
  demo: "geodata/story.geojson",
  city: "geodata/showcase/city.geojson",
  route: "geodata/showcase/route.geojson",
  country: "geodata/showcase/country.geojson",
  crowd: "geodata/showcase/crowd.geojson",
  single: "geodata/showcase/single.geojson",
};
/** Widths and heights in CSS px: a phone's column, an article's column, a whole page. */
const SIZES = [[320, 480], [640, 480], [1280, 720]];
const THEMES = ["light", "dark"];
const LANGS = ["en-GB", "fa"];

/** The part of its size at which a picture stands on the contact sheet. */
const REDUCTION = 0.25;
const READY_MS = 15_000;

/** A page with nothing on it but one map. It lies in the site, so that addresses are as in the gallery. */
function alone({ src, theme, lang }) {
  return `<!doctype html>
<html lang="${lang}" dir="${lang === "fa" ? "rtl" : "ltr"}">
<meta charset="utf-8">
<title>One map</title>
<style>html, body { margin: 0; height: 100% } dateline-map { display: block; width: 100%; height: 100% }</style>
<script type="module">import init from "./pkg/dateline_map.js"; await init();</script>
<dateline-map src="./${src}" basemap="./geodata/world.topojson ./geodata/region.topojson" theme="${theme}" lang="${lang}"></dateline-map>
</html>`;
}

/** Opens one map and writes its picture; says what was wrong, or null. */
async function take(context, address, picture) {
  const page = await context.newPage();
  const errors = [];
  page.on("pageerror", (error) => errors.push(error.message));
  try {
    await page.setViewportSize({ width: picture.width, height: picture.height });
    await page.route("**/alone.html", (route) => route.fulfill({ contentType: "text/html", body: alone(picture) }));
    await page.addInitScript(() => {
      globalThis.mapIsReady = new Promise((ready, fail) => {
        addEventListener("dateline-ready", ready, { capture: true, once: true });
        addEventListener("dateline-error", ({ detail }) => fail(new Error(detail.message)), { capture: true, once: true });
      });
    });
    await page.goto(`${address}alone.html`);
    await page.waitForFunction(() => globalThis.mapIsReady.then(() => document.fonts.ready).then(() => true), null, { timeout: READY_MS });
    // Two frames: one in which the map draws, one in which it is on the screen.
    await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
    await page.screenshot({ path: picture.file });
  } catch (error) {
    errors.push(error.message);
  } finally {
    await page.close();
  }
  return errors.length ? `${picture.name}: ${errors.join("; ")}` : null;
}

/** The sheet: a row for each story and theme, the widths in both languages from left to right. */
function contactSheet(pictures) {
  const cell = ({ file, name, width, height }) =>
    `<td><img src="${pathToFileURL(file).href}" alt="${name}" width="${width * REDUCTION}" height="${height * REDUCTION}">`;
  const rows = Object.keys(STORIES).flatMap((story) =>
    THEMES.map((theme) => {
      const cells = pictures.filter((picture) => picture.story === story && picture.theme === theme);
      return `<tr><th scope="row">${story}<br>${theme}</th>${cells.map(cell).join("")}</tr>`;
    }));
  const heads = LANGS.flatMap((lang) => SIZES.map(([width]) => `<th scope="col">${width}, ${lang}</th>`));
  return `<!doctype html>
<meta charset="utf-8">
<title>Contact sheet</title>
<style>
  body { margin: 0; background: #77736b }
  table { border-spacing: 8px; font: 12px/1.4 sans-serif; color: #fff; text-align: start }
  th { font-weight: 600; text-align: start; vertical-align: top }
  td { padding: 0; vertical-align: top }
  img { display: block }
</style>
<table><thead><tr><th></th>${heads.join("")}</tr></thead><tbody>${rows.join("")}</tbody></table>`;
}

async function writeContactSheet(browser, folder, pictures) {
  const page = await browser.newPage({ deviceScaleFactor: 2 });
  const html = join(folder, "contact.html");
  // A page of the file system may show the pictures beside it; one set from a string may not.
  await writeFile(html, contactSheet(pictures));
  await page.goto(pathToFileURL(html).href);
  const box = await page.locator("table").boundingBox();
  await page.setViewportSize({ width: Math.ceil(box.width), height: Math.ceil(box.height) });
  await page.screenshot({ path: join(folder, "contact.png"), fullPage: true });
  await page.close();
}

const folder = resolve(process.argv[2] ?? join(tmpdir(), "dateline-map-gallery"));
const site = process.argv[3] ?? fileURLToPath(new URL("../dist", import.meta.url));
const chrome = await findChrome();
if (!chrome) throw new Error("no Chrome or Chromium found; scripts/setup.sh test installs one");

const pictures = Object.entries(STORIES).flatMap(([story, src]) =>
  THEMES.flatMap((theme) => LANGS.flatMap((lang) => SIZES.map(([width, height]) => {
    const name = `${story}-${width}-${theme}-${lang.slice(0, 2)}`;
    return { story, src, theme, lang, width, height, name, file: join(folder, `${name}.png`) };
  }))));

await mkdir(folder, { recursive: true });
const { server, address } = await serve({ folder: site });
const browser = await chromium.launch({ executablePath: chrome.path, args: chromeFlags() });
const failures = [];
try {
  // One context, so that the wasm and the basemap are fetched and compiled once. Motion is reduced: the maps stand still.
  const context = await browser.newContext({ reducedMotion: "reduce" });
  for (const picture of pictures) {
    const failure = await take(context, address, picture);
    if (failure) failures.push(failure);
  }
  await context.close();
  if (!failures.length) await writeContactSheet(browser, folder, pictures);
} finally {
  await browser.close();
  server.close();
}
if (failures.length) {
  console.error(failures.join("\n"));
  process.exitCode = 1;
} else {
  console.log(`wrote ${pictures.length} pictures and contact.png to ${folder}`);
}
