// What a reader sees while the map moves. It is put together from kept pictures then: they must show what the map would.

import { BASEMAP, buttonOf, expect, middle, mount, openBlank, openMap, settled, story, storyOf, test } from "./fixtures.mjs";

/** Keeps what the map's canvas shows under a name. */
const keep = (map, name) =>
  map.evaluate((element, name) => {
    const canvas = element.shadowRoot.querySelector("canvas");
    const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    (window.pictures ??= {})[name] = { width: canvas.width, pixels: new Uint32Array(data.buffer) };
  }, name);

/** The share of the pixels of a kept picture whose red, green or blue is more than `most` off in another, read `dx` px to the right. */
const unlike = (map, one, other, most = 40, dx = 0) =>
  map.evaluate((_, [one, other, most, dx]) => {
    const [a, b] = [window.pictures[one], window.pictures[other]];
    let [off, all] = [0, 0];
    a.pixels.forEach((pixel, at) => {
      if ((at % a.width) + dx >= a.width) return;
      all += 1;
      const to = b.pixels[at + dx];
      if ([0, 8, 16].some((shift) => Math.abs(((pixel >> shift) & 255) - ((to >> shift) & 255)) > most)) off += 1;
    });
    return off / all;
  }, [one, other, most, dx]);

/**
 * Takes the map between two fingers 200 px apart and moves them: to each of `[dx, dy, spread]` in a frame of its own, px and as a
 * factor. They stay on the map, which counts as moving as long as they do, however slow the machine is. Gives what `look` sees after
 * each frame.
 */
const hold = (map, steps, look = "") =>
  map.evaluate(async (element, [steps, look]) => {
    const frame = () => new Promise(requestAnimationFrame);
    const canvas = element.shadowRoot.querySelector("canvas");
    const box = canvas.getBoundingClientRect();
    const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
    const see = new Function("element", look);
    const send = (type, [dx, dy, spread]) => {
      for (const [pointerId, side] of [[11, -1], [12, 1]]) {
        const at = { clientX: x + dx + side * 100 * spread, clientY: y + dy };
        canvas.dispatchEvent(new PointerEvent(type, { ...at, pointerId, pointerType: "touch", bubbles: true, composed: true }));
      }
    };
    send("pointerdown", [0, 0, 1]);
    const seen = [];
    for (const step of steps) {
      send("pointermove", step);
      await frame();
      await frame();
      seen.push(see(element));
    }
    return seen;
  }, [steps, look]);

/** Takes the fingers off again, and waits until the map rests. */
async function letGo(map) {
  await map.evaluate((element) => {
    const canvas = element.shadowRoot.querySelector("canvas");
    for (const pointerId of [11, 12]) canvas.dispatchEvent(new PointerEvent("pointercancel", { pointerId, bubbles: true, composed: true }));
  });
  await settled(map);
}

/** Makes a map at rest paint all of itself anew. */
async function paintAnew(map) {
  await map.evaluate((element) => element.setAttribute("theme", "dark"));
  await settled(map);
  await map.evaluate((element) => element.setAttribute("theme", "light"));
  await settled(map);
}

test.use({ colorScheme: "light" });

for (const ratio of [1, 1.25]) {
  test.describe(`with ${ratio} px of the device to a CSS px`, () => {
    test.use({ deviceScaleFactor: ratio, viewport: { width: 800, height: 600 } });

    test("a map that has come to rest is painted as if it had never moved", async ({ page }) => {
      await openBlank(page);
      const map = await mount(page, { story, attributes: { basemap: BASEMAP } });
      const { x, y } = await middle(map);
      await page.mouse.move(x, y);
      await page.mouse.down();
      await page.mouse.move(x + 61, y + 33, { steps: 6 });
      await page.mouse.up();
      await settled(map);
      await keep(map, "dragged");
      await paintAnew(map);
      await keep(map, "anew");
      expect(await unlike(map, "dragged", "anew", 0)).toBe(0);

      await map.evaluate((element) => element.flyTo({ center: [66, 36], zoom: element.getView().zoom + 0.7 }));
      await settled(map);
      await keep(map, "flown");
      await paintAnew(map);
      await keep(map, "anew");
      expect(await unlike(map, "flown", "anew", 0)).toBe(0);
      expect(await unlike(map, "flown", "dragged"), "the flight").toBeGreaterThan(0.02);
    });
  });
}

test("while it moves, the map shows each thing where it will be when it rests", async ({ page }) => {
  await openBlank(page);
  const map = await mount(page, { story, attributes: { basemap: BASEMAP, controls: "no-inset" } });
  const { center, zoom } = await map.evaluate((element) => element.getView());
  // By whole px and by parts of one, across more than the margin of a picture; closer and farther, past what one is stretched to.
  const ways = {
    panned: (n) => [n * 23, n * -7, 1],
    slid: (n) => [n * 7.3, n * 5.4, 1],
    closer: (n) => [n, 0, 1 + n * 0.03],
    farther: (n) => [0, n, 1 - n * 0.03],
  };
  for (const [way, step] of Object.entries(ways)) {
    await map.evaluate((element, view) => element.jumpTo(view), { center, zoom });
    await settled(map);
    await hold(map, [...Array(11).keys()].map(step));
    await keep(map, "moving");
    await letGo(map);
    await keep(map, "still");
    const off = await unlike(map, "still", "moving");
    // Names may have gone elsewhere, and lines are a little thicker or thinner; but it would be seen if the picture were 4 px off.
    expect(await unlike(map, "still", "moving", 40, 4), way).toBeGreaterThan(1.5 * off + 0.005);
  }
});

test("a change of colours shows while the map moves", async ({ page }) => {
  await openBlank(page);
  const map = await mount(page, { story, attributes: { basemap: BASEMAP } });
  await hold(map, [[10, 0, 1], [20, 0, 1.02]]);
  await keep(map, "pale");
  await map.evaluate((element) => element.setAttribute("theme", "dark"));
  await map.evaluate(() => new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next))));
  await keep(map, "dark");
  expect(await unlike(map, "pale", "dark")).toBeGreaterThan(0.8);
});

test("the button that has the focus stays on its marker while the map moves", async ({ page }) => {
  const map = await openMap(page);
  await settled(map);
  await buttonOf(map, "Herat").focus();
  const spots = await hold(map, [1, 2, 3, 4, 5].map((n) => [n * 9, n * 4, 1 + n * 0.04]), `
    const box = element.getBoundingClientRect();
    const own = element.shadowRoot.activeElement.getBoundingClientRect();
    const at = [own.left + own.width / 2 - box.left, own.top + own.height / 2 - box.top];
    return { id: element.placeAt(...at), at: at.map(Math.round).join() };
  `);
  expect(spots.map(({ id }) => id)).toEqual(Array(5).fill("herat"));
  expect(new Set(spots.map(({ at }) => at)).size, "positions of the button").toBe(5);
  await expect(buttonOf(map, "Herat")).toBeFocused();
});

test("when the map rests, every button is on its mark again", async ({ page }) => {
  await openBlank(page);
  const crowd = storyOf(...[...Array(300).keys()].map((n) => ({ id: `p${n}`, name: `Place ${n}`, at: [60 + (n % 20) * 0.7, 30 + Math.floor(n / 20) * 0.5] })));
  const map = await mount(page, { story: crowd, attributes: { basemap: BASEMAP, cluster: "on" } });
  await hold(map, [1, 2, 3, 4, 5, 6].map((n) => [n * 9, n * 4, 1 + n * 0.06]));
  await letGo(map);
  const seen = map.locator("button.marker:visible");
  const before = await seen.evaluateAll((buttons) => buttons.map((button) => button.style.cssText));
  expect(before.length).toBeGreaterThan(10);
  await map.evaluate((element) => element.setAttribute("theme", "dark")); // another frame at rest
  await settled(map);
  expect(await seen.evaluateAll((buttons) => buttons.map((button) => button.style.cssText))).toEqual(before);
  const found = await map.evaluate((element) => {
    const box = element.getBoundingClientRect();
    const single = [...element.shadowRoot.querySelectorAll("button.marker[data-place]:not([hidden])")];
    return single.map((button) => {
      const own = button.getBoundingClientRect();
      return [`p${button.dataset.place}`, element.placeAt(own.left + own.width / 2 - box.left, own.top + own.height / 2 - box.top)];
    });
  });
  for (const [place, there] of found) expect(there).toBe(place);
});
