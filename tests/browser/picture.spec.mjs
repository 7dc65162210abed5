// toSVG() and toBlob() for other sizes and colours than the screen's.

import { BASEMAP, expect, mount, openBlank, settled, story, test } from "./fixtures.mjs";

const full = { story, attributes: { basemap: BASEMAP }, style: "width: 800px; height: 500px" };

test.beforeEach(({ page }) => openBlank(page));

/** Size, texts and first fill of an SVG document. */
const read = (map, options) =>
  map.evaluate((element, options) => {
    const text = element.toSVG(options);
    const document = new DOMParser().parseFromString(text, "image/svg+xml");
    const root = document.documentElement;
    const texts = [...root.querySelectorAll("text")];
    return {
      text,
      size: [root.getAttribute("width"), root.getAttribute("height")].map(Number),
      texts: texts.map((node) => node.textContent),
      ground: root.querySelector("rect[fill]").getAttribute("fill"),
    };
  }, options);

/** Size, type and corner colour of an image. */
const image = (map, options) =>
  map.evaluate(async (element, options) => {
    const blob = await element.toBlob(options);
    const bitmap = await createImageBitmap(blob);
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
    const context = canvas.getContext("2d");
    context.drawImage(bitmap, 0, 0);
    return { type: blob.type, size: [bitmap.width, bitmap.height], corner: [...context.getImageData(0, 0, 1, 1).data.slice(0, 3)] };
  }, options);

test("an SVG of another size is laid out for it, and the map on the page stays as it is", async ({ page }) => {
  const map = await mount(page, full);
  const [before, view] = [await read(map), await map.evaluate((element) => element.getView())];
  expect(before.size).toEqual([800, 500]);
  for (const size of [[320, 400], [1280, 720]]) {
    const drawn = await read(map, { width: size[0], height: size[1] });
    expect(drawn.size).toEqual(size);
    for (const name of ["Kabul", "Herat", "Moscow", "Doha"]) {
      expect(drawn.texts.filter((text) => text === name), `${name} at ${size}`).toHaveLength(1);
    }
    expect(drawn.texts.join(" ")).toContain("Made with Natural Earth");
  }
  await settled(map);
  expect(await map.evaluate((element) => element.getView())).toEqual(view);
  expect((await read(map)).text).toBe(before.text);
});

test("one side alone keeps the shape of the map", async ({ page }) => {
  const map = await mount(page, full);
  expect((await read(map, { width: 400 })).size).toEqual([400, 250]);
  expect((await read(map, { height: 250 })).size).toEqual([400, 250]);
});

test("a picture can be light or dark, whatever the page is; what the page sets holds for its own scheme", async ({ page }) => {
  const map = await mount(page, { ...full, style: `${full.style}; --dateline-water: #123456` });
  expect((await read(map)).ground).toBe("#123456");
  expect((await read(map, { theme: "light", width: 300 })).ground).toBe("#123456");
  expect((await read(map, { theme: "dark" })).ground).toBe("#12171c");
  const dark = await image(map, { theme: "dark", scale: 1 });
  expect(dark.corner.every((channel) => channel < 64)).toBe(true);
});

test("an image has the size asked for times its scale", async ({ page }) => {
  const map = await mount(page, full);
  expect(await image(map)).toMatchObject({ type: "image/png", size: [1600, 1000] });
  expect(await image(map, { width: 320, height: 400, scale: 1.5 })).toMatchObject({ size: [480, 600] });
  expect(await image(map, { type: "image/jpeg", width: 600, height: 300, scale: 1 })).toMatchObject({ type: "image/jpeg", size: [600, 300] });
});

test("a map that the reader has moved shows the same on a picture of another size", async ({ page }) => {
  const map = await mount(page, full);
  await map.evaluate((element) => element.jumpTo({ center: [51.5, 25.3], zoom: 7 }));
  await settled(map);
  const { texts } = await read(map, { width: 300, height: 300 });
  expect(texts).toContain("Doha");
  // Kabul lies beyond the edge, and is pointed to.
  expect(texts.some((text) => /^[\d,]+ (km|miles)$/.test(text))).toBe(true);
});

test("the open panel hides nothing on a picture of another size", async ({ page }) => {
  const map = await mount(page, full);
  await map.evaluate((element) => element.select("kabul"));
  await settled(map);
  const { texts } = await read(map, { width: 500, height: 400 });
  for (const { properties } of story.features) {
    expect(texts.filter((text) => text === properties.name), properties.name).toHaveLength(1);
  }
});

test("what no picture can be is answered with what was expected", async ({ page }) => {
  const map = await mount(page, full);
  const answer = (options) =>
    map.evaluate(async (element, options) => {
      const of = async (call) => {
        try {
          return String(await call());
        } catch (error) {
          return `${error.name}: ${error.message}`;
        }
      };
      return [await of(() => element.toSVG(options)), await of(() => element.toBlob(options))];
    }, options);
  for (const [options, told] of [
    [{ width: 0 }, /RangeError: .*width: expected a number in 16\.\.16384, found 0/],
    [{ height: 1e9 }, /RangeError: .*height: expected/],
    [{ width: "wide" }, /RangeError: .*found wide/],
    [{ theme: "sepia" }, /RangeError: .*theme: expected "light" or "dark", found sepia/],
  ]) {
    for (const text of await answer(options)) expect(text).toMatch(told);
  }
  for (const scale of [0, 9, NaN, "2"]) expect((await answer({ scale }))[1]).toMatch(/RangeError: .*scale: expected a number in 0\.1\.\.8/);
});
