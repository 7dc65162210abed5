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

/** Moves the map to each of the views in a frame of its own, and waits until the last of them has been painted. */
const goThrough = (map, views) =>
  map.evaluate(async (element, views) => {
    const frame = () => new Promise(requestAnimationFrame);
    for (const view of views) {
      element.jumpTo(view);
      await frame();
    }
    await frame();
  }, views);

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
  const { center: [lon, lat], zoom } = await map.evaluate((element) => element.getView());
  // Panned px by px, across more than the margin of a picture; closer and farther, past what a picture is stretched to.
  const paths = {
    panned: [...Array(12).keys()].map((n) => ({ center: [lon + n * 0.6, lat] })),
    closer: [...Array(12).keys()].map((n) => ({ zoom: zoom + n * 0.05 })),
    farther: [...Array(12).keys()].map((n) => ({ zoom: zoom - n * 0.05 })),
  };
  for (const [way, views] of Object.entries(paths)) {
    await map.evaluate((element, view) => element.jumpTo(view), { center: [lon, lat], zoom });
    await settled(map);
    await goThrough(map, views);
    await keep(map, "moving");
    await settled(map);
    await keep(map, "still");
    const off = await unlike(map, "still", "moving");
    // Names may have gone elsewhere, and lines are a little thicker or thinner.
    expect(off, way).toBeLessThan(0.06);
    // It would be seen if the picture were four px off.
    expect(await unlike(map, "still", "moving", 40, 4), way).toBeGreaterThan(1.5 * off + 0.005);
  }
});

test("a change of colours shows while the map moves", async ({ page }) => {
  await openBlank(page);
  const map = await mount(page, { story, attributes: { basemap: BASEMAP } });
  const { center: [lon, lat] } = await map.evaluate((element) => element.getView());
  await goThrough(map, [1, 2, 3, 4].map((n) => ({ center: [lon + n / 10, lat] })));
  await keep(map, "pale");
  await map.evaluate((element) => element.setAttribute("theme", "dark"));
  await goThrough(map, [5, 6].map((n) => ({ center: [lon + n / 10, lat] })));
  await keep(map, "dark");
  expect(await unlike(map, "pale", "dark")).toBeGreaterThan(0.8);
});

test("the button that has the focus stays on its marker while the map moves", async ({ page }) => {
  const map = await openMap(page);
  await settled(map);
  await buttonOf(map, "Herat").focus();
  const { center: [lon, lat], zoom } = await map.evaluate((element) => element.getView());
  const spots = await map.evaluate(async (element, views) => {
    const frame = () => new Promise(requestAnimationFrame);
    const box = element.getBoundingClientRect();
    const spots = [];
    for (const view of views) {
      element.jumpTo(view);
      await frame();
      await frame();
      const own = element.shadowRoot.activeElement.getBoundingClientRect();
      const at = [own.left + own.width / 2 - box.left, own.top + own.height / 2 - box.top];
      spots.push([element.placeAt(...at), ...at.map(Math.round)].join());
    }
    return spots;
  }, [1, 2, 3, 4, 5].map((n) => ({ center: [lon + n / 4, lat], zoom: zoom + n / 50 })));
  expect(spots.map((spot) => spot.split(",")[0])).toEqual(Array(5).fill("herat"));
  expect(new Set(spots).size, "positions of the button").toBe(5);
  await expect(buttonOf(map, "Herat")).toBeFocused();
});

test("when the map rests, every button is on its mark again", async ({ page }) => {
  await openBlank(page);
  const crowd = storyOf(...[...Array(300).keys()].map((n) => ({ id: `p${n}`, name: `Place ${n}`, at: [60 + (n % 20) * 0.7, 30 + Math.floor(n / 20) * 0.5] })));
  const map = await mount(page, { story: crowd, attributes: { basemap: BASEMAP, cluster: "on" } });
  const { center: [lon, lat], zoom } = await map.evaluate((element) => element.getView());
  await goThrough(map, [1, 2, 3, 4, 5, 6].map((n) => ({ center: [lon + n / 4, lat + n / 8], zoom: zoom + n / 20 })));
  await settled(map);
  const seen = map.locator("button.marker:visible");
  const before = await seen.evaluateAll((buttons) => buttons.map((button) => button.style.cssText));
  expect(before.length).toBeGreaterThan(10);
  await map.evaluate((element) => element.setAttribute("theme", "dark")); // another frame at rest
  await settled(map);
  expect(await seen.evaluateAll((buttons) => buttons.map((button) => button.style.cssText))).toEqual(before);
  const single = seen.and(map.locator("[data-place]")).first();
  const [box, own] = [await map.boundingBox(), await middle(single)];
  const found = await map.evaluate((element, [x, y]) => element.placeAt(x, y), [own.x - box.x, own.y - box.y]);
  expect(found).toBe(`p${await single.getAttribute("data-place")}`);
});
