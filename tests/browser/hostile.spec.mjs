// Texts of a story are text, whatever is in them, and stay inside the box made for them.

import { BASEMAP, buttonOf, expect, heard, middle, mount, openBlank, panelOf, settled, storyOf, test } from "./fixtures.mjs";

const ATTACK = `<img src=x onerror="window.ran='image'"><script>window.ran='script'</script></script><svg onload="window.ran='svg'">"'\`&lt;`;
const LONG = "x".repeat(10_000);
const TURNED = "\u202Eevil\u202C \u2066and\u2069 \u200F\u0000 \uFFFE";

const inside = (inner, outer) =>
  inner.x >= outer.x - 0.5 && inner.y >= outer.y - 0.5 && inner.x + inner.width <= outer.x + outer.width + 0.5 && inner.y + inner.height <= outer.y + outer.height + 0.5;

/** Expects that no part of the panel is wider than the panel, and that the panel lies in the window. */
async function expectContained(map) {
  const panel = panelOf(map);
  const { width, height } = map.page().viewportSize();
  expect(inside(await panel.boundingBox(), { x: 0, y: 0, width, height }), "the panel lies in the window").toBe(true);
  const wide = await panel.evaluate((element) =>
    [element, ...element.querySelectorAll("*")].filter((part) => part.scrollWidth > part.clientWidth + 1 && part.clientWidth > 0).map((part) => part.className || part.localName),
  );
  expect(wide, "parts with more in them than they are wide").toEqual([]);
  const whole = await panel.boundingBox();
  for (const button of await panel.getByRole("button").all()) {
    expect(inside(await button.boundingBox(), whole), "the buttons lie in the panel").toBe(true);
  }
  expect(await map.page().evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
}

for (const [size, viewport] of [["a wide page", { width: 1000, height: 700 }], ["a phone", { width: 360, height: 740 }]]) {
  test.describe(`on ${size}`, () => {
    test.use({ viewport });

    test("markup in any text is shown as it stands, and nothing of it runs", async ({ page }) => {
      await page.emulateMedia({ reducedMotion: "reduce" });
      await openBlank(page);
      const hostile = storyOf(
        { id: ATTACK, name: ATTACK, "name:fa": ATTACK, kind: ATTACK, area: ATTACK, annotation: ATTACK, date: ATTACK, excerpts: [{ text: ATTACK, date: ATTACK, paragraph: 3 }], at: [69, 34], aliases: [ATTACK], "marker-color": ATTACK },
        { id: "b", name: "Other", at: [62, 34] },
      );
      Object.assign(hostile, { title: ATTACK, source: { name: ATTACK, url: `javascript:window.ran='link'`, date: ATTACK }, lang: ATTACK });
      const map = await mount(page, { story: hostile, attributes: { basemap: BASEMAP } });
      await map.evaluate((element, id) => element.select(id), ATTACK);
      const panel = panelOf(map);
      await expect(panel.getByRole("heading")).toHaveText(ATTACK);
      await expect(panel.locator(".excerpt > :first-child")).toHaveText(ATTACK);
      await expect(panel.locator(".source")).toContainText(ATTACK);
      expect(await map.evaluate((element) => element.selected)).toBe(ATTACK);
      await settled(map);
      await expectContained(map);
      expect(await map.evaluate((element) => element.shadowRoot.querySelectorAll("img, script, iframe, [onload], [onerror], a").length)).toBe(0);

      // The same texts in an SVG that a page puts into itself.
      const svg = await map.evaluate((element) => element.toSVG());
      expect(await page.evaluate((svg) => new DOMParser().parseFromString(svg, "image/svg+xml").querySelector("parsererror")?.textContent ?? "", svg)).toBe("");
      await page.evaluate((svg) => (document.body.appendChild(document.createElement("div")).innerHTML = svg), svg);
      await page.evaluate(() => new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next))));
      expect(await page.evaluate(() => window.ran)).toBeUndefined();
    });

    test("ten thousand letters without a space stay in the panel, and leave room for the map", async ({ page }) => {
      await page.emulateMedia({ reducedMotion: "reduce" });
      await openBlank(page);
      const long = storyOf(
        { id: "long", name: LONG, annotation: LONG, kind: "city", date: "2021", excerpts: [{ text: LONG }, { text: "short" }], at: [69, 34] },
        { id: "b", name: "Other", at: [62, 34] },
      );
      Object.assign(long, { title: LONG, source: { name: LONG } });
      const map = await mount(page, { story: long, attributes: { basemap: BASEMAP } });
      await expect(buttonOf(map, "Other")).toBeVisible();
      await map.evaluate((element) => element.select("long"));
      await settled(map);
      await expectContained(map);
      const close = panelOf(map).getByRole("button", { name: "Close" });
      const at = await middle(close);
      await page.mouse.click(at.x, at.y);
      await expect(panelOf(map), "the close button can be reached").toBeHidden();
    });

    test("texts that turn the writing direction leave what stands beside them as it is", async ({ page }) => {
      await page.emulateMedia({ reducedMotion: "reduce" });
      await openBlank(page);
      const turned = storyOf({ id: "t", name: TURNED, annotation: TURNED, excerpts: [{ text: TURNED, paragraph: 1 }], at: [69, 34] }, { name: "Other", at: [62, 34] });
      const map = await mount(page, { story: turned });
      await map.evaluate((element) => element.select("t"));
      await settled(map);
      await expectContained(map);
      expect(await panelOf(map).locator("h2").evaluate((element) => getComputedStyle(element).unicodeBidi)).toMatch(/isolate|plaintext/);
      expect(await map.evaluate((element) => new DOMParser().parseFromString(element.toSVG(), "image/svg+xml").querySelector("parsererror")?.textContent ?? "")).toBe("");
    });
  });
}

test("markup in a text is told to the editor as a warning", async ({ page }) => {
  await openBlank(page);
  await mount(page, { story: storyOf({ name: "Kabul", annotation: "<b>bold</b>", at: [69, 34] }) });
  const [{ diagnostics }] = await heard(page, "dateline-ready");
  expect(diagnostics.map(({ code }) => code)).toContain("markup");
});
