// Gestures as the browser itself makes them, through its protocol: pinch, tap and drag, throw; the full screen; the hint.

import { BASEMAP, buttonOf, expect, expectAccessible, middle, mount, openBlank, panelOf, settled, story, test } from "./fixtures.mjs";

const view = (map) => map.evaluate((element) => element.getView());
const zoom = async (map) => (await view(map)).zoom;
const scrolled = (page) => page.evaluate(() => scrollY);

/** A map between two tall blocks, so that the page can scroll both ways. */
async function inLongPage(page, attributes = {}) {
  await openBlank(page);
  await page.addStyleTag({ content: "#stage { padding: 100px 0 3000px }" });
  return mount(page, { story, attributes: { basemap: BASEMAP, ...attributes } });
}

/** A point of the map, in px of the window, where nothing can be hit. */
const empty = (map) =>
  map.evaluate((element) => {
    const box = element.getBoundingClientRect();
    for (let y = box.height / 2; y < box.height - 60; y += 8) {
      for (let x = 60; x < box.width - 80; x += 8) {
        if (element.placeAt(x, y) === null && element.shadowRoot.elementFromPoint(box.left + x, box.top + y)?.matches("canvas, .frame")) return { x: box.left + x, y: box.top + y };
      }
    }
  });

/** Drags the mouse to the right at a steady pace and lets go while it moves: times are those of the events themselves. */
async function throwMap(page, map) {
  const { x, y } = await empty(map);
  const client = await page.context().newCDPSession(page);
  const start = Date.now() / 1000;
  const send = (type, dx, ms) => client.send("Input.dispatchMouseEvent", { type, x: x + dx, y, button: "left", buttons: 1, clickCount: 1, timestamp: start + ms / 1000 });
  await send("mousePressed", 0, 0);
  for (let ms = 10; ms <= 100; ms += 10) await send("mouseMoved", ms, ms);
  await send("mouseReleased", 100, 105);
}

test("a map that is let go while it moves glides on and comes to rest, and with reduced motion stays where it was put", async ({ page }) => {
  const map = await inLongPage(page);
  const moved = async () => {
    const before = await view(map);
    await throwMap(page, map);
    await settled(map);
    return ((before.center[0] - (await view(map)).center[0]) / 360) * 256 * 2 ** before.zoom;
  };
  expect(await moved()).toBeGreaterThan(150);
  await page.emulateMedia({ reducedMotion: "reduce" });
  await map.evaluate((element) => element.fit());
  await settled(map);
  expect(await moved()).toBeCloseTo(100, 0);
});

test("a pinch on a trackpad zooms the map about the pointer, and not the page", async ({ page }) => {
  const map = await inLongPage(page);
  const { x, y } = await middle(buttonOf(map, "Herat"));
  const before = await zoom(map);
  const client = await page.context().newCDPSession(page);
  // Browsers tell of such a pinch by a wheel with Ctrl, in small steps.
  for (let i = 0; i < 6; i += 1) await client.send("Input.dispatchMouseEvent", { type: "mouseWheel", x, y, deltaX: 0, deltaY: -12, modifiers: 2 });
  await settled(map);
  expect(await zoom(map)).toBeGreaterThan(before + 0.4);
  const now = await middle(buttonOf(map, "Herat"));
  expect(Math.hypot(now.x - x, now.y - y)).toBeLessThan(1.5);
  expect(await page.evaluate(() => visualViewport.scale)).toBe(1);
});

test("a page is scrolled past the map by the wheel, from above it to below it", async ({ page }) => {
  const map = await inLongPage(page);
  const before = await view(map);
  const { x, y } = await middle(map);
  await page.mouse.move(x, y);
  for (let i = 0; i < 8; i += 1) {
    const at = await scrolled(page);
    await page.mouse.wheel(0, 120);
    await expect.poll(() => scrolled(page)).toBeGreaterThan(at + 60);
  }
  expect((await map.boundingBox()).y + 480).toBeLessThan(y);
  expect(await view(map)).toEqual(before);
});

test("while the map takes no gestures nothing on it keeps the page from scrolling at once", async ({ page }) => {
  await openBlank(page);
  await page.evaluate(() => {
    window.blocking = new Set();
    const add = EventTarget.prototype.addEventListener;
    EventTarget.prototype.addEventListener = function (type, listener, options) {
      if (/wheel|touch/.test(type) && options?.passive === false) {
        window.blocking.add(type);
        options.signal?.addEventListener("abort", () => window.blocking.delete(type));
      }
      return add.call(this, type, listener, options);
    };
  });
  const map = await mount(page, { story, attributes: { gestures: "none" } });
  const blocking = () => page.evaluate(() => [...window.blocking].sort());
  expect(await blocking()).toEqual([]);
  await map.evaluate((element) => element.setAttribute("gestures", "cooperative"));
  expect(await blocking()).toEqual(["touchmove", "wheel"]);
  await map.evaluate((element) => element.setAttribute("gestures", "none"));
  expect(await blocking()).toEqual([]);
  await expect(map.locator(".frame")).toHaveCSS("touch-action", "auto");
});

test("the hint is in the reader's language, hidden from assistive technology, and there only while it is of use", async ({ page }) => {
  const map = await inLongPage(page, { lang: "de" });
  const { x, y } = await middle(map);
  await page.mouse.move(x, y);
  await page.mouse.wheel(0, 60);
  const hint = map.locator(".hint");
  await expect(hint).toHaveText("Zum Zoomen Strg gedrückt halten und scrollen");
  await expect(hint).toHaveAttribute("aria-hidden", "true");
  await expect(map.getByRole("status")).not.toContainText("Strg");
  await expect(hint).not.toHaveClass(/shown/);
  await map.evaluate((element) => (element.gestures = "none"));
  await page.mouse.wheel(0, 60);
  await expect.poll(() => scrolled(page)).toBeGreaterThan(60);
  await expect(hint).not.toHaveClass(/shown/);
});

test("in full screen every gesture is the map's, no hint is shown, and leaving it gives the page its own again", async ({ page }) => {
  const map = await inLongPage(page);
  const button = map.getByRole("button", { name: "Full screen" });
  await expect(button).toHaveAttribute("aria-pressed", "false");
  await button.click();
  await expect(button).toHaveAttribute("aria-pressed", "true");
  expect(await map.evaluate((element) => element.matches(":fullscreen"))).toBe(true);
  await settled(map);
  const size = page.viewportSize();
  expect(await map.evaluate((element) => [element.clientWidth, element.clientHeight])).toEqual([size.width, size.height]);
  await expectAccessible(page);
  const before = await zoom(map);
  const { x, y } = await middle(map);
  await page.mouse.move(x, y);
  await page.mouse.wheel(0, -120);
  await settled(map);
  expect(await zoom(map)).toBeGreaterThan(before);
  await expect(map.locator(".hint")).not.toHaveClass(/shown/);
  await button.click();
  await expect(button).toHaveAttribute("aria-pressed", "false");
  await settled(map);
  const after = await zoom(map);
  await page.mouse.move(x, 300);
  await page.mouse.wheel(0, 120);
  await expect(map.locator(".hint")).toHaveClass(/shown/);
  expect(await zoom(map)).toBe(after);
});

test("where the browser gives no full screen, the map lies over all of the page until Escape or its button", async ({ page }) => {
  const map = await inLongPage(page);
  // In a transformed box a fixed position alone would not do.
  await page.addStyleTag({ content: "#stage { transform: translateX(40px) scale(0.9); overflow: hidden }" });
  await page.evaluate(() => (Element.prototype.requestFullscreen = undefined));
  const button = map.getByRole("button", { name: "Full screen" });
  await button.click();
  await expect(button).toHaveAttribute("aria-pressed", "true");
  const covers = () => map.evaluate((element) => { const { left, top, width, height } = element.shadowRoot.querySelector(".map").getBoundingClientRect(); return [left, top, width, height]; });
  const { width, height } = page.viewportSize();
  expect(await covers()).toEqual([0, 0, width, height]);
  await settled(map);
  await buttonOf(map, "Kabul").click();
  await expect(panelOf(map)).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(panelOf(map)).toBeHidden();
  await expect(button).toHaveAttribute("aria-pressed", "true");
  await page.keyboard.press("Escape");
  await expect(button).toHaveAttribute("aria-pressed", "false");
  expect((await covers())[2]).toBeLessThan(width);
});

test("controls names the buttons there are, in its order", async ({ page }) => {
  const map = await inLongPage(page, { controls: "list zoom" });
  const names = () => map.locator(".controls .control:visible").evaluateAll((all) => all.map((button) => button.getAttribute("aria-label")));
  expect(await names()).toEqual(["List of places", "Zoom in", "Zoom out"]);
  await map.evaluate((element) => (element.controls = "fullscreen"));
  expect(await names()).toEqual(["Full screen"]);
  await map.evaluate((element) => (element.controls = ""));
  expect(await names()).toEqual([]);
});

test("the controls look different when pointed at, pressed and of no use, and tell what they are", async ({ page }) => {
  const map = await inLongPage(page);
  const button = map.getByRole("button", { name: "Zoom in" });
  const look = () => button.evaluate((element) => { const { backgroundColor, borderColor, color, cursor } = getComputedStyle(element); return [backgroundColor, borderColor, color, cursor].join(); });
  await page.mouse.move(2, 2);
  const plain = await look();
  await expect(button).toHaveAttribute("title", "Zoom in");
  await button.hover();
  const hovered = await look();
  await page.mouse.down();
  const pressed = await look();
  await page.mouse.move(2, 2);
  await page.mouse.up();
  await map.evaluate((element) => element.jumpTo({ zoom: 14 }));
  await expect(button).toHaveAttribute("aria-disabled", "true");
  expect(new Set([plain, hovered, pressed, await look()]).size).toBe(4);
});

test.describe("by touch", () => {
  test.use({ viewport: { width: 400, height: 800 }, hasTouch: true, isMobile: true });

  test("the browser's own pinch zooms the map, and not the page", async ({ page }) => {
    const map = await inLongPage(page);
    const before = await zoom(map);
    const { x, y } = await empty(map);
    const client = await page.context().newCDPSession(page);
    await client.send("Input.synthesizePinchGesture", { x, y, scaleFactor: 2, relativeSpeed: 400, gestureSourceType: "touch" });
    await settled(map);
    expect(await zoom(map)).toBeGreaterThan(before + 0.4);
    expect(await page.evaluate(() => visualViewport.scale)).toBe(1);
    expect(await scrolled(page)).toBe(0);
  });

  test("a page is scrolled past the map by a finger, from above it to below it", async ({ page }) => {
    const map = await inLongPage(page);
    const before = await view(map);
    const { x, y } = await empty(map);
    const client = await page.context().newCDPSession(page);
    const send = (type, y) => client.send("Input.dispatchTouchEvent", { type, touchPoints: type === "touchEnd" ? [] : [{ x, y, id: 0 }] });
    for (let swipe = 0; swipe < 4; swipe += 1) {
      const at = await scrolled(page);
      await send("touchStart", y);
      for (let dy = 20; dy <= 200; dy += 20) await send("touchMove", y - dy);
      await send("touchEnd");
      await expect.poll(() => scrolled(page)).toBeGreaterThan(at + 100);
    }
    expect(await map.evaluate((element) => element.getBoundingClientRect().bottom)).toBeLessThan(y);
    expect(await view(map)).toEqual(before);
  });

  test("a finger that taps and then drags down comes closer, and the page stays", async ({ page }) => {
    const map = await inLongPage(page);
    const before = await zoom(map);
    const { x, y } = await empty(map);
    const client = await page.context().newCDPSession(page);
    const start = Date.now() / 1000;
    const send = (type, dy, ms) => client.send("Input.dispatchTouchEvent", { type, touchPoints: type === "touchEnd" ? [] : [{ x, y: y + dy, id: 0 }], timestamp: start + ms / 1000 });
    await send("touchStart", 0, 0);
    await send("touchEnd", 0, 40);
    await send("touchStart", 0, 120);
    for (let dy = 6; dy <= 120; dy += 6) await send("touchMove", dy, 120 + dy);
    await send("touchEnd", 120, 260);
    await settled(map);
    expect(await zoom(map)).toBeGreaterThan(before + 0.8);
    expect(await scrolled(page)).toBe(0);
    await expect(panelOf(map)).toBeHidden();
  });

  test("what a finger presses is 44 px or as near to it as its neighbours allow, and none takes another's touch", async ({ page }) => {
    const map = await inLongPage(page);
    for (const button of await map.locator(".control:visible").all()) {
      const { width, height } = await button.boundingBox();
      expect(Math.min(width, height)).toBeGreaterThanOrEqual(44);
    }
    const boxes = await map.locator(".marker:visible").evaluateAll((all) => all.map((button) => { const { left, top, right, bottom } = button.getBoundingClientRect(); return { left, top, right, bottom, name: button.getAttribute("aria-label") }; }));
    expect(boxes.some((box) => box.right - box.left >= 44)).toBe(true);
    for (const a of boxes) {
      expect(Math.min(a.right - a.left, a.bottom - a.top), a.name).toBeGreaterThanOrEqual(23.99); // less what rounding takes
      for (const b of boxes) {
        if (a === b || Math.min(a.right - a.left, b.right - b.left) <= 28) continue;
        const overlap = Math.min(a.right, b.right) - Math.max(a.left, b.left) > 0.6 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 0.6;
        expect(overlap, `${a.name} and ${b.name}`).toBe(false);
      }
    }
  });
});

test("a mouse that is let go outside the map holds it no more", async ({ page }) => {
  await openBlank(page);
  // The whole world, which a mouse cannot move up or down.
  const map = await mount(page, { story, attributes: { zoom: "0", center: "0,0" }, style: "width: 600px; height: 200px" });
  const box = await map.boundingBox();
  await page.mouse.move(box.x + 300, box.y + 100);
  await page.mouse.down();
  await page.mouse.move(box.x + 300, box.y + 198);
  await page.mouse.move(box.x + 300, box.y + 260);
  await page.mouse.up();
  const before = await map.evaluate((element) => element.getView());
  await page.mouse.move(box.x + 300, box.y + 150);
  await page.mouse.move(box.x + 400, box.y + 100, { steps: 4 });
  expect(await map.evaluate((element) => element.getView())).toEqual(before);
});
