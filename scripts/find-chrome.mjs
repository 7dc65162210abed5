// Finds the Chrome or Chromium that the tests and the README's picture use.
//
//   node scripts/find-chrome.mjs      prints the path of the browser, or says what to do and exits 1
//
// In order: $CHROME; the usual names on PATH; the macOS applications; Playwright's own download.

import { execFileSync } from "node:child_process";
import { accessSync, constants, realpathSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

const NAMES = ["google-chrome-stable", "google-chrome", "chromium", "chromium-browser", "chrome"];
const MAC_APPLICATIONS = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/** The first executable of this name on PATH, or null. */
function onPath(name) {
  for (const folder of (process.env.PATH ?? "").split(delimiter)) {
    const path = join(folder, name);
    try {
      accessSync(path, constants.X_OK);
      return path;
    } catch {
      continue;
    }
  }
  return null;
}

/** The version a browser tells of itself ("131.0.6778.85"), or null: Ubuntu's stand-ins for snaps are files that only fail. */
function versionOf(path) {
  try {
    const told = execFileSync(path, ["--version"], { encoding: "utf8", timeout: 20_000, stdio: ["ignore", "pipe", "ignore"] });
    return told.match(/\d+(\.\d+)+/)?.[0] ?? null;
  } catch {
    return null;
  }
}

async function playwrightsOwn() {
  try {
    const { chromium } = await import("playwright-core");
    return chromium.executablePath();
  } catch {
    return null;
  }
}

/** `{ path, version }` of the browser to use, or null. With $CHROME set, that one or none. */
export async function findChrome() {
  if (process.env.CHROME) {
    const path = process.env.CHROME.includes("/") ? process.env.CHROME : onPath(process.env.CHROME);
    const version = path && versionOf(path);
    return version ? { path, version } : null;
  }
  const installed = [...NAMES.map(onPath), ...(process.platform === "darwin" ? MAC_APPLICATIONS : [])];
  for (const path of [...installed, await playwrightsOwn()]) {
    const version = path && versionOf(path);
    if (version) return { path, version };
  }
  return null;
}

/** Flags for every browser we start: no services of its maker, and as root no sandbox, which Chrome cannot set up there. */
export function chromeFlags() {
  const flags = ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"];
  return process.getuid?.() === 0 ? [...flags, "--no-sandbox"] : flags;
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const chrome = await findChrome();
  if (chrome) {
    console.log(chrome.path);
  } else {
    console.error("No Chrome or Chromium found. Install one, or set CHROME to the path of its executable.");
    process.exitCode = 1;
  }
}
