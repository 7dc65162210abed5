// Moving the map by mouse, wheel, buttons and fingers, and what of all that stays the page's.

import { BASEMAP, buttonOf, expect, heard, middle, mount, openBlank, openMap, panelOf, settled, story, test } from "./fixtures.mjs";

const view = (map) => map.evaluate((element) => element.getView());
const zoom = async (map) => (await view(map)).zoom;
const scrolled = (page) => page.evaluate(() => scrollY);

/** A map between two tall blocks, so that the page can scroll both ways. */
async function inLongPage(page, attributes = {}) {
  await openBlank(page);
  await page.addStyleTag({ content: "#stage { padding: 100px 0 3000px }" });
  const map = await mount(page, { story, attributes: { basemap: BASEMAP, ...attributes } });
  await page.mouse.move(...Object.values(await middle(map)));
  return map;
}

/** Turns the wheel and waits until the page has had the turn: the listener is the last to hear of it. */
async function wheel(page, dx, dy) {
  await page.evaluate(() => {
    window.turned = new Promise((heard) => addEventListener("wheel", ({ defaultPrevented }) => heard(defaultPrevented), { once: true, passive: true }));
  });
  await page.mouse.wheel(dx, dy);
  return page.evaluate(() => window.turned);
}

test("a drag moves the map with the pointer, and is no click", async ({ page }) => {
  await page.emulateMedia({ reducedMotion: "reduce" }); // let go on its way, it would glide on
  const map = await openMap(page);
  await settled(map);
  const herat = await middle(buttonOf(map, "Herat"));
  await page.mouse.move(herat.x, herat.y);
  await page.mouse.down();
  await page.mouse.move(herat.x + 40, herat.y + 20, { steps: 4 });
  await page.mouse.move(herat.x + 90, herat.y + 60, { steps: 4 });
  await page.mouse.up();
  await settled(map);
  const now = await middle(buttonOf(map, "Herat"));
  expect(now.x).toBeCloseTo(herat.x + 90, 0);
  expect(now.y).toBeCloseTo(herat.y + 60, 0);
  await expect(panelOf(map)).toBeHidden();
});

test("a drag goes on outside the map, and ends where the button is let go", async ({ page }) => {
  const map = await openMap(page);
  await settled(map);
  const box = await map.boundingBox();
  const before = await view(map);
  await page.mouse.move(box.x + 200, box.y + 300);
  await page.mouse.down();
  await page.mouse.move(box.x + 100, box.y + 300, { steps: 3 });
  await page.mouse.move(box.x - 100, box.y + 300, { steps: 3 });
  await settled(map);
  const px = 256 * 2 ** before.zoom;
  const during = await view(map);
  expect(((during.center[0] - before.center[0]) / 360) * px).toBeCloseTo(300, 0);
  await page.mouse.up();
  await page.mouse.move(box.x + 300, box.y + 200, { steps: 3 });
  await settled(map);
  expect(await view(map)).toEqual(during);
});

test("the other buttons of the mouse are not the map's", async ({ page }) => {
  const map = await openMap(page);
  await settled(map);
  const before = await view(map);
  const at = await middle(map);
  await page.mouse.move(at.x, at.y);
  await page.mouse.down({ button: "right" });
  await page.mouse.move(at.x + 80, at.y, { steps: 4 });
  await page.mouse.up({ button: "right" });
  await settled(map);
  expect(await view(map)).toEqual(before);
});

test("the wheel alone scrolls the page, and the reader is told how to zoom", async ({ page }) => {
  const map = await inLongPage(page);
  const before = await view(map);
  expect(await wheel(page, 0, 120)).toBe(false);
  await expect.poll(() => scrolled(page)).toBeGreaterThan(60);
  await expect(map.locator(".hint")).toHaveClass(/shown/);
  await expect(map.locator(".hint")).toHaveText(/Ctrl/);
  expect(await view(map)).toEqual(before);
  await expect(map.locator(".hint"), "and after a moment no more").not.toHaveClass(/shown/);
});

test("the wheel with Ctrl zooms about the pointer, and the page stays", async ({ page }) => {
  const map = await inLongPage(page);
  const herat = await middle(buttonOf(map, "Herat"));
  const before = await zoom(map);
  await page.mouse.move(herat.x, herat.y);
  await page.keyboard.down("Control");
  expect(await wheel(page, 0, -120)).toBe(true);
  await page.keyboard.up("Control");
  await settled(map);
  expect(await zoom(map)).toBeGreaterThan(before + 0.2);
  const now = await middle(buttonOf(map, "Herat"));
  expect(Math.hypot(now.x - herat.x, now.y - herat.y)).toBeLessThan(1);
  expect(await scrolled(page)).toBe(0);
  expect(await page.evaluate(() => visualViewport.scale)).toBe(1);
});

test("gestures=greedy takes the wheel, gestures=none leaves it without a word", async ({ page }) => {
  const greedy = await inLongPage(page, { gestures: "greedy" });
  const before = await zoom(greedy);
  expect(await wheel(page, 0, -120)).toBe(true);
  await settled(greedy);
  expect(await zoom(greedy)).toBeGreaterThan(before);

  await greedy.evaluate((element) => element.setAttribute("gestures", "none"));
  const after = await zoom(greedy);
  expect(await wheel(page, 0, 120)).toBe(false);
  await expect.poll(() => scrolled(page)).toBeGreaterThan(60);
  await expect(greedy.locator(".hint")).not.toHaveClass(/shown/);
  const { x, y } = await middle(greedy);
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 70, y, { steps: 4 });
  await page.mouse.up();
  await settled(greedy);
  expect(await zoom(greedy)).toBe(after);
  await buttonOf(greedy, "Herat").click();
  await expect(panelOf(greedy), "a place can still be opened").toBeVisible();
});

test("the buttons zoom by whole steps, and one leads back to the story", async ({ page }) => {
  const map = await openMap(page);
  await settled(map);
  const first = await view(map);
  const press = async (name) => {
    await map.getByRole("button", { name }).click();
    await settled(map);
  };
  await press("Zoom in");
  expect(await zoom(map)).toBeCloseTo(first.zoom + 1, 6);
  await press("Zoom out");
  await press("Zoom out");
  expect(await zoom(map)).toBeCloseTo(first.zoom - 1, 6);
  await press("Show the whole story");
  const back = await view(map);
  expect(back.zoom).toBeCloseTo(first.zoom, 6);
  expect(back.center[0]).toBeCloseTo(first.center[0], 4);
  expect(back.center[1]).toBeCloseTo(first.center[1], 4);
});

test("a double click comes closer to where it was made, and selects nothing", async ({ page }) => {
  const map = await inLongPage(page);
  const before = await view(map);
  const at = await map.evaluate((element) => {
    const box = element.getBoundingClientRect();
    for (let y = 60; y < box.height - 60; y += 10) {
      const x = box.width / 2;
      if (element.placeAt(x, y) === null) return { x: box.left + x, y: box.top + y };
    }
  });
  await page.mouse.dblclick(at.x, at.y);
  await settled(map);
  expect(await zoom(map)).toBeCloseTo(before.zoom + 1, 6);
  await expect(panelOf(map)).toBeHidden();
});

test("every change of the view is told, once the map is there", async ({ page }) => {
  const map = await inLongPage(page);
  const before = (await heard(page, "dateline-move")).length;
  await map.getByRole("button", { name: "Zoom in" }).click();
  await settled(map);
  const moves = await heard(page, "dateline-move");
  expect(moves.length).toBeGreaterThan(before);
  expect(moves.at(-1)).toEqual(await view(map));
});

test.describe("by touch", () => {
  test.use({ viewport: { width: 400, height: 800 }, hasTouch: true, isMobile: true });

  /** Fingers that go from one list of points to another, in steps, through the browser's own input. */
  async function fingers(page, from, to, steps = 8) {
    const client = await page.context().newCDPSession(page);
    const send = (type, points) => client.send("Input.dispatchTouchEvent", { type, touchPoints: points.map(([x, y], id) => ({ x, y, id })) });
    await send("touchStart", from);
    for (let step = 1; step <= steps; step += 1) {
      await send("touchMove", from.map(([x, y], i) => [x + ((to[i][0] - x) * step) / steps, y + ((to[i][1] - y) * step) / steps]));
    }
    await send("touchEnd", []);
  }

  test("two fingers apart zoom the map about their middle, and not the page", async ({ page }) => {
    const map = await inLongPage(page);
    const before = await view(map);
    const { x, y } = await middle(map);
    await fingers(page, [[x - 40, y], [x + 40, y]], [[x - 120, y], [x + 120, y]]);
    await settled(map);
    const after = await view(map);
    expect(after.zoom).toBeCloseTo(before.zoom + Math.log2(3), 1);
    expect(after.center[0]).toBeCloseTo(before.center[0], 0);
    expect(await page.evaluate(() => visualViewport.scale)).toBe(1);
    expect(await scrolled(page)).toBe(0);
    await expect(panelOf(map)).toBeHidden();
  });

  test("two fingers together move the map", async ({ page }) => {
    const map = await inLongPage(page);
    const kabul = await middle(buttonOf(map, "Kabul"));
    const before = await zoom(map);
    await fingers(page, [[120, 250], [220, 250]], [[80, 300], [180, 300]]);
    await settled(map);
    const now = await middle(buttonOf(map, "Kabul"));
    expect(now.x - kabul.x).toBeCloseTo(-40, 0);
    expect(now.y - kabul.y).toBeCloseTo(50, 0);
    expect(await zoom(map)).toBeCloseTo(before, 2);
    expect(await scrolled(page)).toBe(0);
  });

  test("one finger scrolls the page and leaves the map as it is, and the reader is told", async ({ page }) => {
    const map = await inLongPage(page);
    const before = await view(map);
    const { x, y } = await middle(map);
    await fingers(page, [[x, y + 100]], [[x, y - 150]]);
    await expect.poll(() => scrolled(page)).toBeGreaterThan(100);
    expect(await view(map)).toEqual(before);
    await expect(map.locator(".hint")).toHaveText(/two fingers/);
    await expect(panelOf(map)).toBeHidden();
  });

  test("with gestures=greedy one finger moves the map", async ({ page }) => {
    await page.emulateMedia({ reducedMotion: "reduce" }); // let go on its way, it would glide on
    const map = await inLongPage(page, { gestures: "greedy" });
    const kabul = await middle(buttonOf(map, "Kabul"));
    await fingers(page, [[150, 400]], [[150, 340]]);
    await settled(map);
    expect((await middle(buttonOf(map, "Kabul"))).y - kabul.y).toBeCloseTo(-60, 0);
    expect(await scrolled(page)).toBe(0);
  });
});
