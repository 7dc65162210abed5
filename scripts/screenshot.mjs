// Takes the pictures of the README from the demo: node scripts/screenshot.mjs [FOLDER, dist by default]
//
// Writes docs/picture.png and docs/picture-dark.png: the page at 1280 × 800 with one place open, in the light and the dark theme.

import { mkdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { chromium } from "@playwright/test";
import { chromeFlags, findChrome } from "./find-chrome.mjs";
import { serve } from "./serve.mjs";

const PLACE = "badakhshan";
const PICTURES = [
  ["light", "docs/picture.png"],
  ["dark", "docs/picture-dark.png"],
];

const repository = fileURLToPath(new URL("../", import.meta.url));
const chrome = await findChrome();
if (!chrome) throw new Error("no Chrome or Chromium found; scripts/setup.sh test installs one");

const { server, address } = await serve({ folder: process.argv[2] ?? `${repository}dist` });
const browser = await chromium.launch({ executablePath: chrome.path, args: chromeFlags() });
try {
  await mkdir(`${repository}docs`, { recursive: true });
  for (const [colorScheme, file] of PICTURES) {
    // Motion is reduced so that the map stands still once a place is selected.
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, colorScheme, reducedMotion: "reduce" });
    await page.addInitScript(() => {
      globalThis.mapIsReady = new Promise((ready) => addEventListener("dateline-ready", ready, { capture: true, once: true }));
    });
    await page.goto(address);
    await page.evaluate(() => globalThis.mapIsReady.then(() => document.fonts.ready));
    await page.evaluate((place) => document.querySelector("dateline-map").select(place), PLACE);
    await page.locator("dateline-map [part~=panel]").waitFor({ state: "visible" });
    // Two frames: one in which the map draws what was selected, one in which it is on the screen.
    await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
    await page.screenshot({ path: repository + file });
    await page.close();
    console.log(`wrote ${file}`);
  }
} finally {
  await browser.close();
  server.close();
}
