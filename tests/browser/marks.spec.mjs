// Symbols, lines and the legend in the page: that they are painted, hit, told, and put away on a narrow map.

import { readFileSync } from "node:fs";
import { BASEMAP, buttonOf, expect, expectAccessible, heard, isAccent, middle, mount, openBlank, panelOf, pixels, settled, test } from "./fixtures.mjs";

const fixture = (name) => JSON.parse(readFileSync(new URL(`../fixtures/stories/${name}.geojson`, import.meta.url), "utf8"));
const marks = fixture("marks");
const seaRoute = fixture("sea-route");

const WIDE = "width: 900px; height: 600px";
const NARROW = "width: 340px; height: 480px";

const legendButton = (map) => map.getByRole("button", { name: "Legend" });
const legendCard = (map) => map.evaluate((element) => element.toSVG().includes(">Air base</text>"));

test("a symbol is painted in its marker, in an ink that is seen on it", async ({ page }) => {
  await openBlank(page);
  const map = await mount(page, { story: marks, attributes: { basemap: BASEMAP }, style: WIDE });
  const inks = await pixels(map, await middle(buttonOf(map, "Kabul")), 8);
  expect(inks.some(isAccent), "the disc").toBe(true);
  expect(inks.some(([r, g, b]) => r > 240 && g > 240 && b > 240), "the star on it").toBe(true);
});

test("a line opens its panel by its button, and by a tap beside it", async ({ page }) => {
  await openBlank(page);
  const map = await mount(page, { story: seaRoute, attributes: { basemap: BASEMAP }, style: WIDE });
  const line = buttonOf(map, "Survey line");
  await line.focus();
  await page.keyboard.press("Enter");
  await expect(panelOf(map)).toContainText("Soundings every ten miles.");
  await page.keyboard.press("Escape");
  await expect(panelOf(map)).toBeHidden();
  await settled(map);

  const { x, y } = await middle(line);
  await page.mouse.click(x - 40, y + 5); // the line is nearly level here
  await expect(panelOf(map)).toBeVisible();
  await expect(panelOf(map)).toContainText("Soundings every ten miles.");
  expect((await heard(page, "dateline-select")).map(({ id }) => id)).toEqual(["survey", null, "survey"]);
});

test("a line and its name follow the map when it moves", async ({ page }) => {
  await openBlank(page);
  const map = await mount(page, { story: seaRoute, attributes: { basemap: BASEMAP }, style: WIDE });
  const before = await middle(buttonOf(map, "Auckland"));
  await map.evaluate((element) => element.jumpTo({ center: [-170, -20] }));
  await settled(map);
  const line = await middle(buttonOf(map, "Survey line"));
  expect((await middle(buttonOf(map, "Auckland"))).x).not.toBeCloseTo(before.x, 0);
  const ink = await pixels(map, line, 3);
  expect(ink.some(([r, g, b]) => b > r + 40 && b > 110 && g < 130), "the line's blue under its button").toBe(true);
});

test("the legend is on a wide map at once, and tells which places it means", async ({ page }) => {
  await openBlank(page);
  const map = await mount(page, { story: marks, attributes: { basemap: BASEMAP }, style: WIDE });
  await expect(legendButton(map)).toBeHidden();
  const list = map.getByRole("list", { name: "Legend" });
  await expect(list.getByRole("listitem")).toHaveCount(marks.legend.length);
  await expect(list).toContainText("Air base: Bagram, Kandahar airfield");
  await expectAccessible(page, "dateline-map");
});

test("on a narrow map it waits behind a button, and a picture has it all the same", async ({ page }) => {
  await openBlank(page);
  const map = await mount(page, { story: marks, attributes: { basemap: BASEMAP }, style: NARROW });
  const paint = () => map.evaluate((element) => element.shadowRoot.querySelector("canvas").toDataURL());
  const closed = await paint();
  const button = legendButton(map);
  await expect(button).toBeVisible();
  await expect(button).toHaveAttribute("aria-expanded", "false");
  expect(await legendCard(map)).toBe(true);
  await settled(map);
  expect(await paint(), "a picture leaves the map as it was").toBe(closed);

  await button.click();
  await expect(button).toHaveAttribute("aria-expanded", "true");
  await settled(map);
  expect(await paint()).not.toBe(closed);
  await expectAccessible(page, "dateline-map");
  await button.click();
  await settled(map);
  expect(await paint()).toBe(closed);
});

test("the picture of a narrow map is as much higher as its legend", async ({ page }) => {
  await openBlank(page);
  const map = await mount(page, { story: marks, attributes: { basemap: BASEMAP }, style: NARROW });
  const [svg, png] = await map.evaluate(async (element) => {
    const image = await createImageBitmap(await element.toBlob({ scale: 1 }));
    const svg = new DOMParser().parseFromString(element.toSVG(), "image/svg+xml").documentElement;
    return [Number(svg.getAttribute("height")), image.height];
  });
  expect(svg).toBeGreaterThan(480);
  expect(Math.abs(svg - png)).toBeLessThanOrEqual(1);
});

test("a story whose marks are all alike has no legend unless the page asks for one", async ({ page }) => {
  await openBlank(page);
  const plain = { ...seaRoute, features: seaRoute.features.slice(0, 4) };
  const map = await mount(page, { story: plain, style: WIDE });
  const list = map.locator("ul.told");
  await expect(list).toBeHidden();
  await map.evaluate((element) => element.setAttribute("controls", "zoom fit legend"));
  await expect(list.getByRole("listitem")).toHaveText("City: Auckland, Suva, Apia, Papeete");
});
