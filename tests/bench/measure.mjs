// One run of one contestant: opens its page in a fresh context of the browser, times it, looks at what it drew, and weighs it.

import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { VIEW } from "./look.mjs";
import { colouredPixels } from "./pixels.mjs";
import { decodePng } from "./png.mjs";
import { median } from "./stats.mjs";

/**
 * Frames of a measurement: some to warm up, then until either limit, but never fewer than the least. The first 60 frames
 * of a small map are over in a third of a second, while the browser itself is not warm: a page that copied one picture in each took
 * 5.9 ms for one of these, and 3.6 for one of 600.
 */
const FRAMES = { warmUp: 2, atLeast: 4, atMost: 600, milliseconds: 6000 };

/** The part of what should have the discs' colour that must have it: names and the like may hide some. */
const DRAWN = 0.8;

/** The part of the places that must be accounted for where clusters are drawn: a place by itself need have no button. */
const COUNTED = 0.9;

const MB = 2 ** 20;

/** Settles as `promise`, or fails when `milliseconds` have passed. */
async function within(milliseconds, what, promise) {
  let timer;
  const late = new Promise((_, failed) => {
    timer = setTimeout(() => failed(new Error(`no ${what} within ${Math.round(milliseconds / 1000)} s`)), milliseconds);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

/** Resident memory of the largest renderer, in MB: workers and typed arrays count too. Null where /proc does not tell. */
async function rendererMemory(browser) {
  const session = await browser.newBrowserCDPSession();
  try {
    const { processInfo } = await session.send("SystemInfo.getProcessInfo");
    const sizes = processInfo
      .filter(({ type }) => type === "renderer")
      .map(async ({ id }) => {
        const status = await readFile(`/proc/${id}/status`, "utf8").catch(() => "");
        return Number(status.match(/^RssAnon:\s+(\d+) kB$/m)?.[1] ?? 0) / 1024;
      });
    return Math.max(...(await Promise.all(sizes))) || null;
  } finally {
    await session.detach();
  }
}

/** MB of JavaScript objects that are alive in the page's thread, and of wasm memory. */
async function memory(context, page) {
  const session = await context.newCDPSession(page);
  await session.send("HeapProfiler.enable");
  await session.send("HeapProfiler.collectGarbage");
  const { usedSize } = await session.send("Runtime.getHeapUsage");
  await session.detach();
  return { heap: (usedSize + (await page.evaluate(() => bench.wasmBytes()))) / MB };
}

/** In the page: notes its long tasks, which are those of more than 50 ms (W3C, Long Tasks API). */
function watchTasks() {
  globalThis.tasks = [];
  new PerformanceObserver((list) => tasks.push(...list.getEntries())).observe({ type: "longtask", buffered: true });
}

/** In the page: how long the longest task took that began after there was something to see, ms; 0 if none took more than 50. */
async function longestTask() {
  // The browser tells of it some time after it was.
  const first = await new Promise((done) => {
    const told = (list) => list.getEntriesByName("first-contentful-paint").forEach(done);
    new PerformanceObserver(told).observe({ type: "paint", buffered: true });
  });
  return Math.max(0, ...tasks.filter(({ startTime }) => startTime >= first.startTime).map(({ duration }) => duration));
}

/** Takes a screenshot, keeps it, and gives how many pixels have the discs' colour. */
async function look(page, path) {
  const png = await page.screenshot({ clip: { x: 0, y: 0, width: VIEW.width, height: VIEW.height }, timeout: 0 });
  await mkdir(join(path, ".."), { recursive: true });
  await writeFile(path, png);
  return colouredPixels(decodePng(png));
}

/**
 * Measures one contestant at one size: `{ ready, task, frame, kilobytes, code, heap, process, drawn }`, in ms, kB and MB; with a
 * `failure`, only what was measured before it. `covered` is how many pixels should have the discs' colour; `drawn` is the part of
 * them that had, above 1 for discs that are larger.
 */
export async function measure({ browser, site, contestant, size, covered, seconds, pictures }) {
  const context = await browser.newContext({ viewport: { width: VIEW.width, height: VIEW.height }, locale: "en-GB", timezoneId: "UTC" });
  const result = {};
  const errors = [];
  try {
    const page = await context.newPage();
    const crashed = new Promise((_, failed) => page.on("crash", () => failed(new Error("the page crashed"))));
    crashed.catch(() => {});
    page.on("pageerror", (error) => errors.push(error.message));
    page.on("console", (message) => message.type() === "error" && !message.location().url.endsWith("favicon.ico") && errors.push(message.text()));
    const step = (what, promise) => within(seconds * 1000, what, Promise.race([promise, crashed]));
    const checkDrawn = async (when) => {
      const pixels = await step("screenshot", look(page, join(pictures, `${contestant.id.replaceAll(" ", "-")}-${size}-${when}.png`)));
      const least = (contestant.drawn ?? DRAWN) * covered;
      if (pixels < least) throw new Error(`it drew too little ${when} moving: expected ${Math.round(least)} coloured pixels or more, found ${pixels}`);
      return pixels / covered;
    };

    await page.addInitScript(watchTasks);
    site.sent.length = 0;
    await step("page", page.goto(`${site.address}${contestant.page}/?n=${size}${contestant.query ?? ""}`, { waitUntil: "commit", timeout: 0 }));
    await step("script", page.waitForFunction(() => globalThis.bench, null, { timeout: 0 }));
    const ready = await step("first picture", page.evaluate(() => bench.ready));
    const task = await step("word of the first picture", page.evaluate(longestTask));
    const drawn = await checkDrawn("before");
    const counted = await page.evaluate(() => bench.counted());
    if (counted < COUNTED * size) throw new Error(`what it shows stands for ${counted} places, expected ${size}`);
    Object.assign(result, { ready, task, drawn });
    Object.assign(result, await step("memory", memory(context, page)), { process: await rendererMemory(browser) });

    const moves = await step("frames", page.evaluate((limits) => bench.move(limits), FRAMES));
    if (moves.drawn < moves.intervals.length * 0.9) throw new Error(`it drew ${moves.drawn} times in ${moves.intervals.length} frames`);
    await checkDrawn("after");
    // All that the page has fetched, after it was ready too.
    const sent = site.sent.filter(({ path }) => !path.endsWith("favicon.ico"));
    const weight = (files) => files.reduce((sum, { bytes }) => sum + bytes, 0) / 1000;
    Object.assign(result, { kilobytes: weight(sent), code: weight(sent.filter(({ path }) => !path.includes("/data/"))) });
    result.frame = median(moves.intervals);
    if (errors.length > 0) throw new Error(errors[0]);
  } catch (error) {
    result.failure = (errors[0] ?? error.message).split("\n")[0];
  } finally {
    await within(20_000, "end of the page", context.close()).catch(() => {});
  }
  return result;
}
