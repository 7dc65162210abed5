// The wasm comes in two parts: a map is shown with the first; it says when the rest cannot be had, and works once it is here.

import { BASEMAP, buttonOf, expect, heard, mount, openBlank, openMap, panelOf, test } from "./fixtures.mjs";
import { readPdf, unspaced } from "./pdf.mjs";

const REST = "**/dateline_map_rest.wasm*";
const DEMO = { src: "../geodata/story.geojson", basemap: BASEMAP };

/** How the rest is asked for: "fetch" while the page goes on, "xhr" when it waits. */
const askings = (page) => {
  const kinds = [];
  page.on("request", (request) => request.url().includes("dateline_map_rest") && kinds.push(request.resourceType()));
  return kinds;
};

for (const [story, lang, width] of [["story", "en-GB", 1280], ["story", "fa", 360], ["showcase/city", "en-GB", 360], ["showcase/route", "de", 640], ["showcase/country", "zh", 1280], ["showcase/single", "en-GB", 640]]) {
  test(`${story}, ${lang}, ${width} px wide, is shown without the rest of the code (else run scripts/profile.mjs)`, async ({ page }) => {
    const kinds = askings(page);
    // It comes when the map has been looked at.
    let release;
    const looked = new Promise((done) => (release = done));
    await page.route(REST, async (route) => {
      await looked;
      await route.continue();
    });
    await openBlank(page);
    const attributes = { ...DEMO, src: `../geodata/${story}.geojson`, lang };
    const map = page.locator("dateline-map");
    await page.evaluate(async ({ attributes, width }) => {
      const element = document.createElement("dateline-map");
      for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
      element.style.cssText = `width: ${width}px; height: 480px`;
      const ready = new Promise((done) => element.addEventListener("dateline-ready", done, { once: true }));
      await window.startMaps();
      document.getElementById("stage").append(element);
      await ready;
    }, { attributes, width });
    await expect(map.locator("button.marker:not([hidden])").first()).toBeVisible();
    await expect.poll(() => kinds.length).toBeGreaterThan(0);
    release();
    expect(kinds).toEqual(["fetch"]);
  });
}

test("the rest is fetched once, when the map is shown, for all maps of a page", async ({ page }) => {
  const kinds = askings(page);
  await openBlank(page);
  const fetched = page.waitForResponse(REST);
  const [one, other] = [await mount(page, { attributes: DEMO }), await mount(page, { attributes: DEMO })];
  await fetched;
  for (const map of [one, other]) {
    await buttonOf(map, "Herat").click();
    await expect(panelOf(map).getByRole("heading")).toHaveText("Herat");
  }
  expect(kinds).toEqual(["fetch"]);
});

test("what is asked of the map before the rest is here waits for it", async ({ page }) => {
  const kinds = askings(page);
  // The request that the page does not wait for is not answered; the one that it waits for is.
  await page.route(REST, (route) => (route.request().resourceType() === "xhr" ? route.continue() : new Promise(() => {})));
  await openBlank(page);
  const map = await mount(page, { attributes: DEMO });
  expect(await map.evaluate((element) => element.toSVG().startsWith("<svg"))).toBe(true);
  await buttonOf(map, "Herat").click();
  await expect(panelOf(map).getByRole("heading")).toHaveText("Herat");
  expect(kinds.filter((kind) => kind === "xhr")).toEqual(["xhr"]);
});

test("what is printed before the rest is here has the article's words too", async ({ page }) => {
  const kinds = askings(page);
  await page.route(REST, (route) => (route.request().resourceType() === "xhr" ? route.continue() : new Promise(() => {})));
  await openMap(page);
  const { text } = readPdf(await page.pdf({ format: "A4" }));
  expect(text).toContain(unspaced("In Herat, in the far west, militiamen carried their weapons"));
  expect(text).toContain(unspaced("Paragraph 1"));
  expect(kinds).toContain("xhr");
});

test("without the rest the map stays as it is and says so, and works once it is there", async ({ page, watch }) => {
  watch.allow(/expected the rest of the code/, /404/);
  await page.route(REST, (route) => route.fulfill({ status: 404, body: "gone" }));
  await openBlank(page);
  const map = await mount(page, { attributes: DEMO });
  const told = async () => (await heard(page, "dateline-error")).map(({ message }) => message);
  await expect.poll(async () => (await told()).at(-1)).toMatch(/dateline_map_rest\.wasm.*: expected the rest of the code, found HTTP 404/);
  // Whatever the page does meanwhile, with the error too, it is told once.
  await page.evaluate(async () => {
    addEventListener("dateline-error", ({ detail }) => document.body.append(detail.message));
    for (let i = 0; i < 3; i += 1) {
      document.querySelector("main").append(document.createElement("article"));
      await new Promise(requestAnimationFrame);
    }
  });
  const herat = buttonOf(map, "Herat");
  const before = (await told()).length;
  expect(before).toBe(1);
  await herat.click();
  await expect.poll(async () => (await told()).length).toBeGreaterThan(before);
  await expect(herat).toBeVisible();
  await expect(panelOf(map)).toBeHidden();

  await page.unroute(REST);
  const come = page.waitForResponse(REST);
  await herat.click();
  await come;
  await expect(async () => {
    await herat.click();
    await expect(panelOf(map).getByRole("heading")).toHaveText("Herat", { timeout: 500 });
  }).toPass();
});

test("a place that cannot be opened without the rest is told of once", async ({ page, watch }) => {
  watch.allow(/expected the rest of the code/, /404/);
  const kinds = askings(page);
  await page.route(REST, (route) => route.fulfill({ status: 404, body: "gone" }));
  await openBlank(page);
  const map = await mount(page, { attributes: { ...DEMO, selected: "herat" } });
  await expect(buttonOf(map, "Herat")).toBeVisible();
  await page.evaluate(() => new Promise((idle) => requestIdleCallback(() => requestAnimationFrame(idle))));
  expect(await heard(page, "dateline-error")).toHaveLength(1);
  expect(kinds).toEqual(["fetch"]);
});

test("the rest of another build is not put to this one", async ({ page, watch }) => {
  watch.allow(/expected the rest of the code/);
  await page.route(REST, async (route) => {
    const body = await (await route.fetch()).body();
    const key = Buffer.from(new URL(route.request().url()).search.slice(1));
    for (let at = body.indexOf(key); at >= 0; at = body.indexOf(key, at)) body.fill("0", at, at + key.length);
    await route.fulfill({ body, contentType: "application/wasm" });
  });
  await openBlank(page);
  const map = await mount(page, { attributes: DEMO });
  await expect.poll(async () => (await heard(page, "dateline-error")).at(-1)?.message).toMatch(/expected the rest of the code, found .*import/i);
  await expect(buttonOf(map, "Herat")).toBeVisible();
});

test("a place that the page opens at once is open when the map is ready, however late the rest comes", async ({ page }) => {
  const kinds = askings(page);
  await openBlank(page);
  const map = await mount(page, { attributes: { ...DEMO, selected: "herat" } });
  await expect(panelOf(map).getByRole("heading")).toHaveText("Herat");
  expect(kinds).toEqual(["fetch"]);
});
