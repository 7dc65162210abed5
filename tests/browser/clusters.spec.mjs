// A story of many places: clusters that tell their number, open by mouse and by key, and set out what no view tells apart.

import { readFileSync } from "node:fs";
import { BASEMAP, expect, expectAccessible, mount, openBlank, settled, storyOf, test } from "./fixtures.mjs";

const crowd = JSON.parse(readFileSync(new URL("../fixtures/stories/showcase/crowd.geojson", import.meta.url), "utf8"));
const WIDE = "width: 900px; height: 600px";

/** Thirty places at one spot, and so many far from each other that all of them are a crowd. */
const heap = storyOf(
  ...Array.from({ length: 30 }, (_, i) => ({ id: `heap-${i}`, name: `Heap ${i}`, at: [69.17, 34.53], excerpt: `What is said of number ${i}.` })),
  ...Array.from({ length: 40 }, (_, i) => ({ name: `Far ${i}`, at: [60 + (i % 8) * 2, 25 + Math.floor(i / 8) * 3] })),
);

const clusters = (map) => map.locator("button[data-cluster]:visible");
const sizeOf = async (button) => {
  const [, seen, name] = (await button.getAttribute("aria-label")).match(/^([\d,]+): (.*)$/);
  const [, more] = name.match(/ and ([\d,]+) more: show them$/) ?? [];
  const size = Number(seen.replace(",", ""));
  // Eight are named, however many commas they have in their names.
  if (more) expect(Number(more.replace(",", ""))).toBe(size - 8);
  else expect(size).toBeLessThanOrEqual(name.split(", ").length);
  return size;
};

test("six hundred places are gathered, and a click on a cluster comes near enough to see it split", async ({ page }) => {
  await openBlank(page);
  const map = await mount(page, { story: crowd, attributes: { basemap: BASEMAP }, style: WIDE });
  await expect(clusters(map)).not.toHaveCount(0);
  expect(await map.locator("button.marker:visible").count()).toBeLessThan(60);
  await expect(map.getByRole("button", { name: /^\d+: Dadu, Report .* and \d+ more: show them$/ })).toBeVisible();
  await expectAccessible(page, "dateline-map");

  const button = map.getByRole("button", { name: /^\d+: Dadu, Report/ });
  const before = await map.evaluate((element) => element.getView().zoom);
  const label = await button.getAttribute("aria-label");
  const box = await button.boundingBox();
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
  await expect.poll(() => map.evaluate((element) => element.getView().zoom)).toBeGreaterThan(before + 1);
  await settled(map);
  await expect(map.getByRole("button", { name: label, exact: true })).toHaveCount(0);
  await expect(map.locator(".panel")).toBeHidden();
  expect(await map.evaluate((element) => element.selected)).toBeNull();
});

test("places at one spot are set out by the keyboard, can be read, and go back with Escape", async ({ page }) => {
  await openBlank(page);
  const map = await mount(page, { story: heap, attributes: { center: "69.17,34.53", zoom: "9" }, style: WIDE });
  const cluster = clusters(map);
  await expect(cluster).toHaveCount(1);
  expect(await sizeOf(cluster)).toBe(30);
  await cluster.focus();
  await page.keyboard.press("Enter");
  await expect(map.getByRole("button", { name: /^Heap \d+/ })).toHaveCount(30);
  await settled(map);
  const boxes = await map.getByRole("button", { name: /^Heap \d+/ }).evaluateAll((buttons) => buttons.map((b) => b.getBoundingClientRect().toJSON()));
  const centres = boxes.map(({ x, y, width, height }) => [x + width / 2, y + height / 2]);
  for (const [i, [x, y]] of centres.entries()) {
    for (const [u, v] of centres.slice(i + 1)) expect(Math.hypot(x - u, y - v)).toBeGreaterThanOrEqual(24);
  }
  await expectAccessible(page, "dateline-map");

  await page.mouse.click(...centres[7]);
  await expect(map.locator(".panel")).toBeVisible();
  await expect(map.locator(".panel")).toContainText(/What is said of number \d+\./);
  await page.keyboard.press("Escape");
  await expect(map.locator(".panel")).toBeHidden();
  await page.keyboard.press("Escape");
  await expect(clusters(map)).toHaveCount(1);
  await expect(map.getByRole("button", { name: /^Heap \d+, \d/ })).toHaveCount(0);
});

test("a place of a crowd that is selected stands by itself, and its cluster counts one less", async ({ page }) => {
  await openBlank(page);
  const map = await mount(page, { story: heap, attributes: { center: "69.17,34.53", zoom: "9" }, style: WIDE });
  await map.evaluate((element) => element.select("heap-12"));
  await expect(map.getByRole("button", { name: /^Heap 12,/ })).toBeVisible();
  await expect.poll(() => sizeOf(clusters(map))).toBe(29);
});

test("the page decides whether places are gathered, and from how many on", async ({ page }) => {
  await openBlank(page);
  const map = await mount(page, { story: heap, attributes: { cluster: "off" }, style: WIDE });
  await settled(map);
  await expect(clusters(map)).toHaveCount(0);
  await map.evaluate((element) => element.removeAttribute("cluster"));
  await expect(clusters(map)).not.toHaveCount(0);
  await map.evaluate((element) => element.setAttribute("cluster-min-points", "1000"));
  await expect(clusters(map)).toHaveCount(0);
  const few = storyOf({ name: "One", at: [69, 34] }, { name: "Two", at: [69, 34] }, { name: "Three", at: [62, 34] });
  const small = await mount(page, { story: few, attributes: { cluster: "on" }, style: WIDE });
  await expect(clusters(small)).toHaveCount(1);
});

test("a picture of a crowd shows its clusters too", async ({ page }) => {
  await openBlank(page);
  const map = await mount(page, { story: crowd, attributes: { basemap: BASEMAP }, style: WIDE });
  const svg = await map.evaluate((element) => element.toSVG({ width: 640, height: 480 }));
  expect(svg).toMatch(/>Dadu \+\d+<\/text>/);
  const numbers = [...svg.matchAll(/font-weight="700"[^>]*>(\d+)<\/text>/g)].map((match) => Number(match[1]));
  expect(numbers.reduce((sum, n) => sum + n, 0)).toBeGreaterThan(500);
});

test("a cluster that is opened by key hands the focus on, and what has come into view is told", async ({ page }) => {
  await openBlank(page);
  const map = await mount(page, { story: crowd, attributes: { basemap: BASEMAP }, style: WIDE });
  const button = map.getByRole("button", { name: /^\d+: Dadu, Report/ });
  await button.focus();
  const size = await sizeOf(button);
  await page.keyboard.press("Enter");
  await expect(map.locator(".said")).toHaveText(/^Places in view: \d+ of 612$/);
  const focused = map.locator(":focus");
  await expect(focused).toHaveClass(/marker/);
  await expect(focused).toBeVisible();
  expect(size).toBeGreaterThan(1);
  await page.keyboard.press("ArrowRight");
  await expect(map.locator("button.marker:focus"), "arrows go on from there").toBeVisible();
});
