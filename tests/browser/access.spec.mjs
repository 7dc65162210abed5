// What axe finds to mend in each state of the map (nothing), and what it cannot see: focus, names, motion, forced colours.

import { BASEMAP, buttonOf, expect, expectAccessible, mount, openBlank, openMap, panelOf, settled, story, test } from "./fixtures.mjs";

for (const colorScheme of ["light", "dark"]) {
  test.describe(`in ${colorScheme} colours`, () => {
    test.use({ colorScheme });

    test("axe finds nothing to mend, closed and with a place open", async ({ page }) => {
      await page.emulateMedia({ reducedMotion: "reduce" });
      const map = await openMap(page);
      await settled(map);
      await expectAccessible(page);
      await map.evaluate((element) => element.select("kabul"));
      await settled(map);
      await expectAccessible(page);
    });

    test.describe("on a phone", () => {
      test.use({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });
      test("axe finds nothing to mend in the sheet, a scrolling one included", async ({ page }) => {
        await page.emulateMedia({ reducedMotion: "reduce" });
        const map = await openMap(page);
        await settled(map);
        for (const id of ["herat", "kabul"]) {
          await map.evaluate((element, id) => element.select(id), id);
          await settled(map);
          await expectAccessible(page);
        }
        await expect(panelOf(map).locator(".body"), "what scrolls can be scrolled by key").toHaveAttribute("tabindex", "0");
      });
    });
  });
}

test("axe finds nothing to mend where the map has failed, nor where only its basemap has", async ({ page, watch }) => {
  watch.allow(/dateline-map|404/);
  await page.route("**/gone.*", (route) => route.fulfill({ status: 404, body: "" }));
  await openBlank(page);
  const failed = await mount(page, { attributes: { src: "gone.geojson" }, until: "dateline-error" });
  await failed.evaluate((element) => (element.innerHTML = "<ul><li>Kabul</li></ul>"));
  await expectAccessible(page);
  await mount(page, { story, attributes: { basemap: "gone.topojson" } });
  await expectAccessible(page);
});

test("what has the focus is not hidden by the panel, and shows that it has it", async ({ page }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  for (const [width, height] of [[1280, 800], [768, 1024], [740, 360]]) {
    await page.setViewportSize({ width, height });
    const map = await openMap(page);
    await settled(map);
    await map.evaluate((element) => element.select("moscow"));
    await settled(map);
    for (const name of ["Zoom in", "Zoom out", "Show the whole story"]) {
      const control = map.getByRole("button", { name });
      if (!(await control.isVisible())) continue; // put away while the panel needs its room: then nobody can land on it
      await control.focus();
      const seen = await control.evaluate((element) => {
        const { left, top, right, bottom } = element.getBoundingClientRect();
        const on = [[left + 4, top + 4], [right - 4, bottom - 4]].map(([x, y]) => element.getRootNode().elementFromPoint(x, y));
        return on.every((hit) => element.contains(hit));
      });
      expect(seen, `${name} at ${width}×${height}`).toBe(true);
    }
    const next = panelOf(map).getByRole("button", { name: "Next place" });
    await next.focus();
    await page.keyboard.press("Shift+Tab");
    await page.keyboard.press("Tab");
    expect(await next.evaluate((element) => getComputedStyle(element).outlineStyle)).toBe("solid");
  }
});

test("everything that can be pressed is large enough for a finger", async ({ page }) => {
  const map = await openMap(page);
  await settled(map);
  await map.evaluate((element) => element.select("herat"));
  await settled(map);
  for (const button of await map.locator("button:visible").all()) {
    const box = await button.boundingBox();
    expect(Math.min(box.width, box.height), await button.getAttribute("aria-label")).toBeGreaterThanOrEqual(23.99); // WCAG 2.2, 2.5.8, less what rounding takes
  }
});

test("a reader who wants no motion gets none", async ({ page }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  const map = await openMap(page);
  await settled(map);
  await map.evaluate((element) => element.select("moscow"));
  const running = await map.evaluate((element) => element.shadowRoot.getAnimations().length);
  expect(running).toBe(0);
  await expect(buttonOf(map, "Moscow")).toHaveAttribute("aria-expanded", "true");
  const views = await map.evaluate(async (element) => {
    const seen = new Set();
    element.addEventListener("dateline-move", ({ detail }) => seen.add(JSON.stringify(detail.center)));
    element.flyTo({ center: [0, 0], zoom: 3 });
    for (let i = 0; i < 5; i += 1) await new Promise((next) => requestAnimationFrame(next));
    return seen.size;
  });
  expect(views).toBe(1);
});
