// Where in the world the map is, and how far: the globe, the scale, the credit, the pointers to far places.

import { BASEMAP, buttonOf, expect, expectAccessible, mount, openBlank, openMap, storyOf, test } from "./fixtures.mjs";

const WIDE = "display: block; width: 755px; height: 750px";
const PHONE = "display: block; width: 360px; height: 420px";

const AFGHAN = [
  { id: "kabul", name: "Kabul", at: [69.17, 34.53], priority: 9 },
  { id: "herat", name: "Herat", at: [62.2, 34.35] },
  { id: "laghman", name: "Laghman", at: [70.36, 34.84] },
  { id: "badakhshan", name: "Badakhshan", at: [70.6, 37.1] },
];
const STORY = storyOf(...AFGHAN, { id: "moscow", name: "Moscow", at: [37.62, 55.75] });

async function map(page, { attributes = {}, style = WIDE, story = STORY } = {}) {
  await openBlank(page);
  return mount(page, { story, style, attributes: { basemap: BASEMAP, gestures: "none", ...attributes } });
}

const svgOf = (map) => map.evaluate((element) => element.toSVG());
/** Whether the picture has the globe: a circle of its size that is filled and has no edge. */
const hasGlobe = (svg) => [...svg.matchAll(/<circle [^>]*r="([\d.]+)"/g)].some(([, r]) => Number(r) >= 30);
const description = (map) => map.evaluate((element) => element.shadowRoot.querySelector(".map").getAttribute("aria-description"));

test("a small globe shows where in the world the map is, and the description says so", async ({ page }) => {
  const wide = await map(page, { attributes: { fit: "core" } });
  expect(hasGlobe(await svgOf(wide))).toBe(true);
  await expect.poll(() => description(wide)).toMatch(/^Map of 5 places: .* globe .* Afghanistan is in the middle\.$/);
});

test("the globe goes where there is no room for it, where it is not wanted, and where the map shows much of the world", async ({ page }) => {
  const wide = await map(page);
  for (const [attributes, there] of [
    [{ controls: "zoom fit no-inset" }, false],
    [{ controls: "" }, true],
    [{ zoom: "3.4" }, false],
    [{ controls: "inset" }, true],
    [{ zoom: "1" }, false],
  ]) {
    await wide.evaluate((element, attributes) => Object.entries(attributes).forEach(([name, value]) => element.setAttribute(name, value)), attributes);
    expect(hasGlobe(await svgOf(wide)), JSON.stringify(attributes)).toBe(there);
  }
  const phone = await mount(page, { story: STORY, style: PHONE, attributes: { basemap: BASEMAP, controls: "inset" } });
  expect(hasGlobe(await svgOf(phone))).toBe(false);
});

test("a map without a world around it has no globe", async ({ page }) => {
  const regional = await map(page, { attributes: { basemap: "../geodata/region.topojson", controls: "inset" } });
  expect(hasGlobe(await svgOf(regional))).toBe(false);
  expect(await description(regional)).not.toContain("globe");
});

test("distances and scale are in the units of the language's region, unless the page says which", async ({ page }) => {
  const wide = await map(page, { attributes: { lang: "en-US" } });
  const units = async () => [...new Set([...(await svgOf(wide)).matchAll(/>[\p{Nd},.٬٫]+ (km|miles|کیلومتر|مایل)</gu)].map(([, unit]) => unit))];
  const says = async (...want) => expect(await units()).toEqual(want);
  await says("miles");
  await wide.evaluate((element) => element.setAttribute("units", "metric"));
  await says("km");
  await wide.evaluate((element) => element.removeAttribute("units"));
  await wide.evaluate((element) => element.setAttribute("lang", "fa-AF"));
  await says("کیلومتر");
  await wide.evaluate((element) => (element.units = "imperial"));
  await says("مایل");
  expect(await wide.getAttribute("units")).toBe("imperial");
});

test("the credit is a line on a wide map, and on a narrow one a button that opens it", async ({ page }) => {
  const wide = await map(page);
  await expect(wide.locator("#credit-line")).toHaveText(/^Made with Natural Earth · /);
  await expect(wide.locator("#credit-line")).toBeVisible();
  await expect(wide.getByRole("button", { name: /sources of the map/ })).toBeHidden();

  await wide.evaluate((element, style) => (element.style.cssText = style), PHONE);
  const button = wide.getByRole("button", { name: "Natural Earth: sources of the map" });
  await expect(button).toBeVisible();
  await expect(button).toHaveAttribute("aria-expanded", "false");
  await expect(wide.locator("#credit-line")).toBeHidden();
  const box = await button.boundingBox();
  expect(Math.min(box.width, box.height)).toBeGreaterThanOrEqual(24);

  await button.focus();
  await page.keyboard.press("Enter");
  await expect(button).toHaveAttribute("aria-expanded", "true");
  await expect(wide.locator("#credit-line")).toBeVisible();
  const [line, frame] = [await wide.locator("#credit-line").boundingBox(), await wide.boundingBox()];
  expect(line.x).toBeGreaterThanOrEqual(frame.x);
  expect(line.x + line.width).toBeLessThanOrEqual(frame.x + frame.width);
  await expectAccessible(page, "dateline-map");
  await page.keyboard.press("Escape");
  await expect(wide.locator("#credit-line")).toBeHidden();
  await button.click();
  await expect(wide.locator("#credit-line")).toBeVisible();
  // Whatever is folded on the screen, a picture has the whole of it.
  const picture = (await svgOf(wide)).replace(/<[^>]*>\s*/g, " ");
  for (const word of ["Made", "Natural", "Earth", "disputed", "dashed"]) expect(picture).toContain(word);
});

test("far places that lie one way share a pointer on a small map, and using it shows them all", async ({ page }) => {
  const phone = await map(page, { style: PHONE, attributes: { center: "37.62,55.75", zoom: "5" } });
  const shared = phone.getByRole("button", { name: /^Kabul, .*Badakhshan.*: show them$/ });
  await expect(shared).toBeVisible();
  await expect(shared).not.toHaveAttribute("aria-expanded");
  expect(await svgOf(phone)).toMatch(/>\+\d</);
  await expectAccessible(page, "dateline-map");

  await shared.focus();
  await page.keyboard.press("Enter");
  for (const { name } of AFGHAN) await expect(buttonOf(phone, name)).toBeVisible();
  await expect(phone.locator("section.panel")).toBeHidden();
  const { bounds } = await phone.evaluate((element) => element.getView());
  for (const { at } of AFGHAN) {
    expect(at[0]).toBeGreaterThan(bounds[0]);
    expect(at[0]).toBeLessThan(bounds[2]);
  }
  await expect(buttonOf(phone, "Kabul")).toBeFocused();
  await expect(buttonOf(phone, "Kabul")).toHaveAttribute("aria-expanded", "false");
});

test("a pointer to one place opens it", async ({ page }) => {
  const demo = await openMap(page);
  await buttonOf(demo, "Moscow").click();
  await expect(demo.locator("section.panel")).toBeVisible();
  await expect(demo.locator("section.panel h2")).toHaveText("Moscow");
});
