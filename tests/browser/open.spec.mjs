// What a reader sees on opening the article, before anything is touched.

import { colours, expect, isAccent, openMap, pixels, places, settled, story, test } from "./fixtures.mjs";

test("the map comes without moving the page", async ({ page }) => {
  await page.addInitScript(() => {
    window.shifts = [];
    new PerformanceObserver((list) => window.shifts.push(...list.getEntries().map(({ value }) => value))).observe({
      type: "layout-shift",
      buffered: true,
    });
  });
  const map = await openMap(page);
  await settled(map);
  expect(await page.evaluate(() => window.shifts)).toEqual([]);
});

test("the page is told how many places there are, and that nothing is amiss with the story", async ({ page }) => {
  await page.addInitScript(() => {
    addEventListener("dateline-ready", (event) => (window.readyDetail = event.detail), true);
  });
  const map = await openMap(page);
  expect(await page.evaluate(() => window.readyDetail)).toEqual({ places: places.length, diagnostics: [] });
  await expect(map).not.toHaveAttribute("aria-busy");
});

test("the map is painted, and every marker stands where its button is", async ({ page }) => {
  const map = await openMap(page);
  await settled(map);
  expect(await colours(map)).toBeGreaterThan(50);
  const buttons = map.locator("button.marker:visible");
  expect(await buttons.count()).toBe(places.length);
  let discs = 0;
  for (const button of await buttons.all()) {
    const box = await button.boundingBox();
    if (box.width > 60) continue; // a pointer is a pill of paper
    const found = await pixels(map, { x: box.x + box.width / 2, y: box.y + box.height / 2 });
    expect(found.every(isAccent), `${await button.getAttribute("aria-label")}: ${found[0]}`).toBe(true);
    discs += 1;
  }
  expect(discs).toBeGreaterThanOrEqual(5);
});

test("the first view holds the whole text of its credit and of its list of places", async ({ page }) => {
  const map = await openMap(page);
  const credit = map.locator(".credit");
  await expect(credit).toContainText("Natural Earth");
  const [inside, around] = [await credit.boundingBox(), await map.boundingBox()];
  expect(inside.x).toBeGreaterThanOrEqual(around.x);
  expect(inside.x + inside.width).toBeLessThanOrEqual(around.x + around.width);
  expect(inside.y + inside.height).toBeLessThanOrEqual(around.y + around.height);

  const region = map.locator(".map");
  await expect(region).toHaveRole("region");
  await expect(region).toHaveAccessibleName("The road to Kabul runs through Moscow and Doha");
  for (const { name } of places) await expect(region).toHaveAccessibleDescription(new RegExp(name));
  await expect(map.locator("canvas")).toHaveAttribute("aria-hidden", "true");
  await expect(map.getByText("Seven places in the story")).toBeHidden();
});

test("every file is asked for once, and all of them here", async ({ page, watch, baseURL }) => {
  await openMap(page);
  await page.waitForLoadState("networkidle");
  const asked = watch.requests.map(String).filter((url) => !url.startsWith("data:"));
  expect(asked.filter((url) => !url.startsWith(baseURL))).toEqual([]);
  expect(asked.filter((url, i) => asked.indexOf(url) !== i)).toEqual([]);
  for (const file of ["story.geojson", "world.topojson", "region.topojson", ".wasm"]) {
    expect(asked.filter((url) => url.endsWith(file))).toHaveLength(1);
  }
});

test("the smallest embed shows the same map", async ({ page }) => {
  const map = await openMap(page, "embed.html");
  await settled(map);
  expect(await colours(map)).toBeGreaterThan(50);
  await expect(map.locator("button.marker:visible")).toHaveCount(places.length);
  await expect(map.getByText("The places: Doha")).toBeHidden();
});

/** A date as it is told, as far as it is known. */
function inWords(date) {
  const [year, month, day] = date.split("-").map(Number);
  const options = { timeZone: "UTC", year: "numeric", month: month && "long", day: day && "numeric" };
  return new Intl.DateTimeFormat(story.lang, options).format(new Date(Date.UTC(year, (month ?? 1) - 1, day ?? 1)));
}

test("the buttons of the places come in the order of the story, each with what stands under its name", async ({ page }) => {
  const map = await openMap(page);
  await settled(map);
  const labels = await map.locator("button.marker").evaluateAll((buttons) => buttons.map((button) => button.getAttribute("aria-label")));
  expect(labels).toEqual(places.map(({ id, name, kind, date, annotation }, i) => {
    const parts = [name, kind[0].toUpperCase() + kind.slice(1), inWords(date), `${i + 1} of 7`, annotation];
    return [...parts, ...(["moscow", "doha"].includes(id) ? ["outside the view"] : [])].join(", ");
  }));
});
