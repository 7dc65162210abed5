// What every end-to-end test stands on: `test` with a page that is watched, and `expect`.
//
// Whatever the test itself looks at, it fails when the page throws, when the console shows an error, or when anything is
// requested from another origin. A test of failures says which errors it means to cause:
//
//   test.use({ allowedErrors: [/404/] });                       for a file or a describe block
//   test("…", async ({ page, watch }) => { watch.allow(/404/); … });   for one test

import { readFileSync } from "node:fs";
import { AxeBuilder } from "@axe-core/playwright";
import { test as base, expect } from "@playwright/test";

export { expect };

class Watch {
  constructor(origin, allowed) {
    this.origin = origin;
    this.allowed = [...allowed];
    this.errors = [];
    this.foreignRequests = [];
    this.requests = [];
  }

  /** Lets errors pass whose text matches. */
  allow(...patterns) {
    this.allowed.push(...patterns);
  }

  get unexpectedErrors() {
    return this.errors.filter((error) => !this.allowed.some((pattern) => pattern.test(error)));
  }

  attach(context) {
    context.on("weberror", (error) => this.errors.push(`uncaught: ${error.error().stack ?? error.error()}`));
    context.on("console", (message) => {
      const { url } = message.location();
      // The browser looks for this file by itself where a page names no icon.
      if (url === `${this.origin}/favicon.ico`) return;
      if (message.type() === "error") this.errors.push(`console: ${message.text()} (${url})`);
    });
    context.on("request", (request) => {
      const url = new URL(request.url());
      this.requests.push(url);
      if (/^(https?|wss?):$/.test(url.protocol) && url.origin !== this.origin) this.foreignRequests.push(url.href);
    });
  }
}

export const test = base.extend({
  /** Patterns of errors that are meant. */
  allowedErrors: [[], { option: true }],

  /** What the pages of the test did: `errors`, `requests`, `foreignRequests`, and `allow`. */
  watch: [
    async ({ context, baseURL, allowedErrors }, use) => {
      const watch = new Watch(new URL(baseURL).origin, allowedErrors);
      watch.attach(context);
      await use(watch);
      expect(watch.unexpectedErrors, "errors of the page").toEqual([]);
      expect(watch.foreignRequests, "requests to other origins").toEqual([]);
    },
    { auto: true },
  ],
});

/**
 * Expects that axe finds nothing to mend in the page, shadow roots included, by WCAG 2.2 A and AA and axe's best practices.
 * `within` narrows it to a CSS selector.
 */
export async function expectAccessible(page, within) {
  const axe = new AxeBuilder({ page });
  if (within) axe.include(within);
  const { violations } = await axe.analyze();
  const told = violations.map(({ id, help, nodes }) => `${id}: ${help}\n${nodes.map((node) => `  ${node.target.join(" ")}`).join("\n")}`);
  expect(told, "violations that axe found").toEqual([]);
}

/**
 * Opens a page of the site ("./", "embed.html", "pages/…") and waits until its first map is ready; gives the locator of that map.
 * The event is caught from before any script of the page runs, so that a map that is ready at once is not missed.
 */
export async function openMap(page, path = "./") {
  await page.addInitScript(() => {
    addEventListener("dateline-ready", (event) => event.target.setAttribute("data-test-ready", ""), true);
  });
  await page.goto(path);
  const map = page.locator("dateline-map").first();
  await expect(map).toHaveAttribute("data-test-ready", "", { timeout: 15_000 });
  return map;
}

/** The demo's own story, as the editor wrote it: what the page must show is read from here. */
export const story = JSON.parse(readFileSync(new URL("../../geodata/story.geojson", import.meta.url), "utf8"));
export const places = story.features.map(({ id, properties }) => ({ id, ...properties }));

/** The basemap's files as a page under pages/ addresses them. */
export const BASEMAP = "../geodata/world.topojson ../geodata/region.topojson";

/** A story of points: `[{ name, at: [lon, lat], … }]`; `at` null for a place without a position. */
export function storyOf(...features) {
  return {
    type: "FeatureCollection",
    features: features.map(({ id, at = null, ...properties }) => ({
      type: "Feature",
      ...(id !== undefined && { id }),
      geometry: at && { type: "Point", coordinates: at },
      properties,
    })),
  };
}

/** Opens the page for tests; `wait` keeps the module from starting until `startMaps()` is called. */
export async function openBlank(page, { wait = false } = {}) {
  await page.goto(`pages/blank.html${wait ? "?wait" : ""}`);
  await page.waitForFunction(() => window.startMaps);
}

/**
 * Makes a map in the page for tests and waits for its first answer. `story` is set as the property; `attributes` may name files.
 * Gives its locator; the events it sent are in `window.heard`, as `{ type, detail, target }`.
 */
export async function mount(page, { story, attributes = {}, style = "", until = "dateline-ready" } = {}) {
  const number = await page.evaluate(
    async ({ story, attributes, style, until }) => {
      window.heard ??= [];
      const map = document.createElement("dateline-map");
      const number = document.querySelectorAll("dateline-map").length;
      for (const [name, value] of Object.entries(attributes)) map.setAttribute(name, value);
      if (style) map.style.cssText = style;
      for (const type of ["dateline-ready", "dateline-select", "dateline-move", "dateline-error", "dateline-article"]) {
        map.addEventListener(type, ({ detail }) => window.heard.push({ type, detail: structuredClone(detail), map: number }));
      }
      const answer = new Promise((heard) => map.addEventListener(until, heard, { once: true }));
      await window.startMaps();
      if (story !== undefined) map.story = story;
      document.getElementById("stage").append(map);
      await answer;
      return number;
    },
    { story, attributes, style, until },
  );
  const map = page.locator("dateline-map").nth(number);
  if (until === "dateline-ready") await settled(map);
  return map;
}

/** What a map has sent of one type: the events' details. */
export const heard = (page, type) =>
  page.evaluate((type) => window.heard.filter((event) => event.type === type).map(({ detail }) => detail), type);

/** Longer than names take to fade in, in milliseconds: see FADE_MS in src/theme.rs. */
const FADED_MS = 300;

/** Waits until a map is at rest: its view and its buttons stay where they are for some frames, in which names fade in. */
export async function settled(map) {
  await map.evaluate(
    (element, faded) =>
      new Promise((rest) => {
        let before = "";
        let [same, since] = [0, 0];
        const look = (time) => {
          const buttons = [...element.shadowRoot.querySelectorAll("button.marker")];
          const now = JSON.stringify([element.getView(), buttons.map((button) => [button.hidden, button.style.transform])]);
          same = now === before ? same + 1 : 0;
          if (same === 0) since = time;
          before = now;
          if (same >= 6 && time - since > faded) rest();
          else requestAnimationFrame(look);
        };
        requestAnimationFrame(look);
      }),
    FADED_MS,
  );
}

export const panelOf = (map) => map.locator("section.panel");

/** The button of a place, by its name: a marker, or the pointer to a place outside the view. */
export const buttonOf = (map, name) => map.locator("button.marker").and(map.page().getByRole("button", { name: new RegExp(`^${escaped(name)}([,:،、：]|$)`) }));

const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** Puts an article into the page for tests, before its maps: `<article id="text">` of this HTML. */
export async function writeArticle(page, html) {
  await page.evaluate((html) => {
    document.getElementById("text")?.remove();
    const article = document.createElement("article");
    article.id = "text";
    article.innerHTML = html;
    document.querySelector("main").prepend(article);
  }, html);
}

/** Waits until the maps of the page have read their article so many times, in all; gives what the last reading said. */
export async function articleRead(page, times = 1) {
  await expect.poll(async () => (await heard(page, "dateline-article")).length).toBeGreaterThanOrEqual(times);
  return (await heard(page, "dateline-article")).at(-1);
}

/** The texts that one of our highlights marks, in the order of the page. */
export const marked = (page, name = "mention") =>
  page.evaluate((name) => {
    const ranges = [...(CSS.highlights.get(`dateline-${name}`) ?? [])].map(({ startContainer, startOffset, endContainer, endOffset }) => {
      const range = document.createRange();
      range.setStart(startContainer, startOffset);
      range.setEnd(endContainer, endOffset);
      return range;
    });
    return ranges.sort((a, b) => a.compareBoundaryPoints(Range.START_TO_START, b)).map(String);
  }, name);

/** The middle of the nth place in the page where a text stands, in px of the window, scrolled into it. */
export const whereIs = (page, text, n = 0) =>
  page.evaluate(
    ([text, n]) => {
      const walker = document.createTreeWalker(document.querySelector("article"), NodeFilter.SHOW_TEXT);
      for (let node; (node = walker.nextNode()); ) {
        for (let at = node.data.indexOf(text); at >= 0; at = node.data.indexOf(text, at + 1)) {
          if (n-- > 0) continue;
          const range = document.createRange();
          range.setStart(node, at);
          range.setEnd(node, at + text.length);
          node.parentElement.scrollIntoView({ block: "center", behavior: "instant" });
          const [box] = range.getClientRects();
          return { x: box.left + box.width / 2, y: box.top + box.height / 2 };
        }
      }
      return null;
    },
    [text, n],
  );

/** The middle of a locator's box, in px of the window. */
export async function middle(locator) {
  const box = await locator.boundingBox();
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** The canvas's pixels about a point of the window, as `[r, g, b, a]`: a square of `reach` CSS px to each side. */
export async function pixels(map, { x, y }, reach = 2) {
  return map.evaluate(
    (element, { x, y, reach }) => {
      const canvas = element.shadowRoot.querySelector("canvas");
      const box = canvas.getBoundingClientRect();
      const scale = canvas.width / box.width;
      const size = Math.max(1, Math.round(2 * reach * scale));
      const data = canvas.getContext("2d").getImageData((x - box.left - reach) * scale, (y - box.top - reach) * scale, size, size).data;
      return Array.from({ length: size * size }, (_, i) => [...data.slice(4 * i, 4 * i + 4)]);
    },
    { x, y, reach },
  );
}

/** How many colours a map shows. */
export const colours = (map) =>
  map.evaluate((element) => {
    const canvas = element.shadowRoot.querySelector("canvas");
    const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    return new Set(new Uint32Array(data.buffer)).size;
  });

/** Whether a pixel has the accent of the light or of the dark theme: an ink red, far from everything else on the map. */
export const isAccent = ([r, g, b]) => r > 150 && r - g > 80 && r - b > 80;
