// The map in boxes of any size, on screens of any resolution, in any colours, with few places and with many.

import { BASEMAP, buttonOf, colours, expect, heard, isAccent, middle, mount, openBlank, openMap, panelOf, pixels, settled, story, storyOf, test } from "./fixtures.mjs";

const full = { story, attributes: { basemap: BASEMAP } };
const canvasSize = (map) => map.evaluate((element) => { const { width, height } = element.shadowRoot.querySelector("canvas"); return { width, height }; });
const style = (map, css) => map.evaluate((element, css) => (element.style.cssText = css), css);

/** Expects that every place that is near has its marker in the map, whole. */
async function expectFramed(map, names = ["Kabul", "Herat", "Laghman", "Badakhshan", "Balochistan"]) {
  const box = await map.boundingBox();
  for (const name of names) {
    const { x, y } = await middle(buttonOf(map, name));
    expect(x > box.x + 4 && x < box.x + box.width - 4 && y > box.y + 4 && y < box.y + box.height - 4, `${name} at ${x}, ${y}`).toBe(true);
    expect((await pixels(map, { x, y }, 1)).every(isAccent), `${name} is drawn at its button`).toBe(true);
  }
}

test("a map with a height alone is as wide as its column", async ({ page }) => {
  await openBlank(page);
  const map = await mount(page, full);
  for (const width of [1000, 360]) {
    await page.setViewportSize({ width, height: 700 });
    await settled(map);
    expect((await map.boundingBox()).width).toBe(width);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
  }
});

test("a map without any size of its own keeps room by its shape, before and after it is there", async ({ page }) => {
  await openBlank(page, { wait: true });
  await page.addStyleTag({ content: "dateline-map { height: auto } #stage { width: 600px }" });
  const map = await mount(page, full);
  const box = await map.boundingBox();
  expect(box.width).toBe(600);
  expect(box.height).toBeCloseTo(450, 0);
});

test("the map follows the size of its element and stays framed", async ({ page }) => {
  await openBlank(page);
  const map = await mount(page, full);
  for (const [width, height] of [[900, 600], [420, 620], [1100, 260], [300, 300], [640, 480]]) {
    await style(map, `width: ${width}px; height: ${height}px`);
    await expect.poll(() => canvasSize(map)).toEqual({ width, height });
    await settled(map);
    await expectFramed(map);
  }
});

test("a view that the reader has chosen stays through a change of size", async ({ page }) => {
  await openBlank(page);
  const map = await mount(page, full);
  await map.evaluate((element) => element.jumpTo({ center: [66, 33], zoom: 6.5 }));
  await style(map, "width: 500px; height: 300px");
  await expect.poll(() => canvasSize(map)).toEqual({ width: 500, height: 300 });
  const { center, zoom } = await map.evaluate((element) => element.getView());
  expect(zoom).toBe(6.5);
  expect(center[0]).toBeCloseTo(66, 3);
  expect(center[1]).toBeCloseTo(33, 3);
});

for (const [what, hidden] of [["without extent", "width: 0; height: 0"], ["not displayed", "display: none"], ["of one px", "width: 1px; height: 1px"]]) {
  test(`a map made ${what} is whole once it is shown, and survives being so again`, async ({ page }) => {
    await openBlank(page);
    await page.evaluate((css) => {
      const stage = document.getElementById("stage");
      stage.style.cssText = css;
    }, hidden === "display: none" ? hidden : "");
    const map = await mount(page, { ...full, style: hidden });
    await map.evaluate((element) => {
      element.select("herat");
      element.flyTo({ zoom: 4 });
      element.fit();
      element.select(null);
    });
    const show = () =>
      map.evaluate((element) => {
        document.getElementById("stage").style.cssText = "";
        element.style.cssText = "width: 640px; height: 480px";
      });
    await show();
    await expect.poll(() => canvasSize(map)).toEqual({ width: 640, height: 480 });
    await settled(map);
    expect(await colours(map)).toBeGreaterThan(50);
    await expectFramed(map);
    await style(map, hidden);
    await map.evaluate(() => new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next))));
    await map.evaluate((element) => element.select("kabul"));
    await show();
    await settled(map);
    await expect(panelOf(map).getByRole("heading")).toHaveText("Kabul");
    await expect.poll(() => canvasSize(map)).toEqual({ width: 640, height: 480 });
  });
}

for (const deviceScaleFactor of [1, 2, 3]) {
  test.describe(`with ${deviceScaleFactor} device px to a CSS px`, () => {
    test.use({ deviceScaleFactor });
    test("the canvas has a pixel for each of the screen's", async ({ page }) => {
      const map = await openMap(page);
      await settled(map);
      const frame = await map.evaluate((element) => { const { clientWidth, clientHeight } = element.shadowRoot.querySelector(".frame"); return { clientWidth, clientHeight }; });
      expect(await canvasSize(map)).toEqual({ width: frame.clientWidth * deviceScaleFactor, height: frame.clientHeight * deviceScaleFactor });
      const { x, y } = await middle(buttonOf(map, "Herat"));
      expect((await pixels(map, { x, y })).every(isAccent)).toBe(true);
      await page.mouse.click(x, y);
      await expect(panelOf(map).getByRole("heading")).toHaveText("Herat");
    });
  });
}

test("another screen resolution while the map is there, as by the page's zoom, gives a canvas to match", async ({ page }) => {
  await openBlank(page);
  const map = await mount(page, { ...full, style: "width: 600px; height: 400px" });
  const client = await page.context().newCDPSession(page);
  await client.send("Emulation.setDeviceMetricsOverride", { width: 900, height: 600, deviceScaleFactor: 2, mobile: false });
  await expect.poll(() => canvasSize(map)).toEqual({ width: 1200, height: 800 });
});

const luminance = async (map) => {
  const [[r, g, b]] = await pixels(map, await map.evaluate((element) => { const box = element.getBoundingClientRect(); return { x: box.left + 3, y: box.top + 3 }; }), 1);
  return (r + g + b) / 3;
};

test("the map follows the page from light to dark and back, and the attribute theme overrules it", async ({ page }) => {
  await page.emulateMedia({ colorScheme: "light" });
  await openBlank(page);
  const map = await mount(page, full);
  expect(await luminance(map)).toBeGreaterThan(180);
  await page.emulateMedia({ colorScheme: "dark" });
  await expect.poll(() => luminance(map)).toBeLessThan(80);
  await map.evaluate((element) => (element.theme = "light"));
  await expect.poll(() => luminance(map)).toBeGreaterThan(180);
  await map.evaluate((element) => (element.theme = "auto"));
  await expect.poll(() => luminance(map)).toBeLessThan(80);
  await page.emulateMedia({ colorScheme: "light" });
  await expect.poll(() => luminance(map)).toBeGreaterThan(180);
});

test("colours that the page sets are taken, and given back", async ({ page }) => {
  await openBlank(page);
  const map = await mount(page, full);
  await style(map, "--dateline-accent: rgb(0, 0, 255)");
  await settled(map);
  const blue = async () => (await pixels(map, await middle(buttonOf(map, "Herat")), 1)).every(([r, g, b]) => b > 200 && r < 60 && g < 60);
  await expect.poll(blue).toBe(true);
  await style(map, "--dateline-accent: no colour at all");
  await expect.poll(async () => (await pixels(map, await middle(buttonOf(map, "Herat")), 1)).every(isAccent)).toBe(true);
});

test("fonts that arrive late do not disturb the map", async ({ page }) => {
  await openBlank(page);
  const map = await mount(page, full);
  await page.evaluate(() => document.fonts.dispatchEvent(new Event("loadingdone")));
  await page.addStyleTag({ content: "html { font-size: 28px } body { font-family: monospace }" });
  await settled(map);
  await expectFramed(map);
});

test("a single place has no next and no previous, and stands in the middle", async ({ page }) => {
  await openBlank(page);
  const map = await mount(page, { story: storyOf({ id: "k", name: "Kabul", at: [69.17, 34.53], excerpt: "All that is told." }), attributes: { basemap: BASEMAP } });
  await buttonOf(map, "Kabul").click();
  await expect(panelOf(map).locator(".excerpt")).toContainText("All that is told.");
  await expect(panelOf(map).getByRole("button", { name: /^(Next|Previous) place$/ })).toHaveCount(0);
  const { zoom } = await map.evaluate((element) => element.getView());
  expect(zoom).toBeGreaterThan(2);
  expect(zoom).toBeLessThan(9);
});

test("a place without position is reached by the steps, one without excerpts says so", async ({ page }) => {
  await openBlank(page);
  const map = await mount(page, {
    story: storyOf({ name: "First", at: [69, 34] }, { name: "Nowhere", excerpt: "It is told of, but not where." }, { name: "Third", at: [62, 34] }),
  });
  await expect(map.locator("button.marker:visible")).toHaveCount(2);
  await buttonOf(map, "First").click();
  await expect(panelOf(map).locator(".body")).toContainText(/no passage/);
  const next = panelOf(map).getByRole("button", { name: "Next place" });
  await next.click();
  await expect(panelOf(map).getByRole("heading")).toHaveText("Nowhere");
  await expect(panelOf(map).locator(".excerpt")).toContainText("It is told of");
  await next.click();
  await expect(panelOf(map).getByRole("heading")).toHaveText("Third");
});

test("two hundred places are all there, all reached, and drawn without delay", async ({ page }) => {
  await openBlank(page);
  const many = storyOf(...Array.from({ length: 200 }, (_, i) => ({ id: `p${i}`, name: `Place ${i}`, at: [60 + (i % 20) * 0.7, 30 + Math.floor(i / 20) * 0.7], excerpt: `Text ${i}` })));
  const map = await mount(page, { story: many, attributes: { basemap: BASEMAP, cluster: "off" } });
  const [{ places }] = await heard(page, "dateline-ready");
  expect(places).toBe(200);
  await expect(map.locator("button.marker:visible")).toHaveCount(200);
  for (const i of [0, 57, 199]) {
    await map.evaluate((element) => element.fit());
    await settled(map);
    const { x, y } = await middle(buttonOf(map, `Place ${i}`));
    await page.mouse.click(x, y);
    await expect(panelOf(map).getByRole("heading")).toHaveText(`Place ${i}`);
    await page.keyboard.press("Escape");
  }
});

test("right to left, the controls change sides and the map still answers where it is touched", async ({ page }) => {
  await openBlank(page);
  await page.evaluate(() => (document.documentElement.dir = "rtl"));
  const map = await mount(page, { ...full, attributes: { basemap: BASEMAP, lang: "fa" } });
  const box = await map.boundingBox();
  expect((await map.getByRole("button", { name: "بزرگ‌نمایی" }).boundingBox()).x).toBeLessThan(box.x + 60);
  await expectFramed(map, ["هرات", "کابل"]);
  const { x, y } = await middle(buttonOf(map, "هرات"));
  await page.mouse.click(x, y);
  await expect(panelOf(map).getByRole("heading")).toHaveText("هرات");
  // The excerpts stay what they are, English; what the map says of them is Persian.
  const direction = (part) => panelOf(map).locator(part).first().evaluate((element) => getComputedStyle(element).direction);
  expect(await direction("h2")).toBe("rtl");
  expect(await direction(".excerpt > :first-child")).toBe("ltr");
  expect(await direction(".source")).toBe("rtl");
  expect(await direction(".position")).toBe("rtl");
});

test("where names have no room they are numbers, and the key tells those on the map from those that are not there", async ({ page }) => {
  await openBlank(page);
  // Two heaps, far apart: not every number finds room in the first view.
  const heap = (name, lon) => Array.from({ length: 16 }, (_, i) => ({ id: `${name}-${i}`, name: `${name} with a long name ${i}`, at: [lon + (i % 4) * 0.4, 34 + Math.floor(i / 4) * 0.4] }));
  const map = await mount(page, { story: storyOf(...heap("Lower", 40), ...heap("Upper", 70)), style: "width: 320px; height: 480px" });
  const key = map.getByRole("list").filter({ has: page.locator("[data-key]") });
  await expect(key.getByRole("button")).toHaveCount(32);
  // What the eye tells them by: the colour of the number.
  const numbers = () => key.evaluate((list) => [...list.querySelectorAll("button")].map((button) => getComputedStyle(button.querySelector(".number")).color));
  const before = await numbers();
  expect(new Set(before).size, "some are there and some are not").toBe(2);
  const first = key.getByRole("button").first();
  await first.focus();
  const there = (colours, accent) => colours.filter((colour) => colour === accent).length;
  const accent = await key.evaluate((list) => { const probe = list.appendChild(document.createElement("i")); probe.style.color = "var(--accent)"; const { color } = getComputedStyle(probe); probe.remove(); return color; });
  // Come near to one heap: its numbers find room, and the other's are out of view.
  await map.evaluate((element) => element.jumpTo({ center: [70.6, 34.6], zoom: 7 }));
  await settled(map);
  const near = await numbers();
  expect(there(near.slice(16), accent)).toBe(16);
  expect(there(near.slice(0, 16), accent)).toBe(0);
  expect(there(before, accent)).toBeGreaterThan(0);
  await expect(first, "the focus stays where it was").toBeFocused();
});
