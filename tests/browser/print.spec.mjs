// The map on paper: `page.pdf()` prints as a reader does, and `emulateMedia` as a script that only switches styles.

import { buttonOf, expect, mount, openBlank, openMap, panelOf, places, settled, storyOf, test } from "./fixtures.mjs";
import { readPdf, unspaced } from "./pdf.mjs";

const A4 = { format: "A4", margin: { top: "1.5cm", bottom: "1.5cm", left: "1.5cm", right: "1.5cm" } };

/** Notes, in the moment in which the browser prints, what stands on each map's sheet. */
async function watchSheets(page) {
  await page.evaluate(() => {
    window.sheets = [];
    addEventListener("beforeprint", () => {
      for (const map of document.querySelectorAll("dateline-map")) {
        const paper = map.shadowRoot.querySelector(".paper");
        const canvas = paper.querySelector("canvas");
        const all = canvas?.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
        window.sheets.push({
          text: paper.textContent,
          label: canvas?.getAttribute("aria-label"),
          width: canvas?.width,
          colours: all && new Set(new Uint32Array(all.buffer)).size,
          water: all && [...all.slice(0, 3)],
        });
      }
    });
  });
}

const sheets = (page) => page.evaluate(() => window.sheets);

test("a printed page has the map in lines and letters, and below it every place and every excerpt", async ({ page }) => {
  await openMap(page);
  await watchSheets(page);
  const { pages, pictures, text } = readPdf(await page.pdf(A4));
  expect(pictures, "pictures of pixels").toBe(0);
  expect(pages).toBeGreaterThan(2);
  const [before, list] = text.split(unspaced("Places in the story"));
  const paragraphs = await page.locator("#article > p").allInnerTexts();
  for (const { name, annotation, kind } of places) {
    // On the map, and in the list below it.
    expect(before).toContain(unspaced(name));
    expect(list).toMatch(new RegExp(`${unspaced(name)}${kind}`, "i"));
    if (name !== "Moscow") expect(before).toContain(unspaced(annotation));
    for (const [i, text] of paragraphs.entries()) if (text.includes(name)) expect(list).toContain(unspaced(`Paragraph ${i + 1}`));
  }
  for (const words of ["2 March 2020", "In Herat, in the far west, militiamen carried their weapons"]) expect(list).toContain(unspaced(words));
  expect(before).toContain(unspaced("Made with Natural Earth"));

  const [sheet, ...others] = await sheets(page);
  expect(others).toEqual([]);
  expect(sheet.label).toContain("Map of 7 places");
  expect(sheet.colours).toBeGreaterThan(100);
});

test("after printing the map is as it was, and the sheet is gone", async ({ page }) => {
  const map = await openMap(page);
  await map.evaluate((element) => element.select("herat"));
  await settled(map);
  const before = await map.evaluate((element) => element.getView());
  await page.pdf(A4);
  await settled(map);
  expect(await map.evaluate((element) => element.getView())).toEqual(before);
  await expect(panelOf(map)).toBeVisible();
  await expect(buttonOf(map, "Kabul")).toBeVisible();
  expect(await map.evaluate((element) => element.shadowRoot.querySelector(".paper").childNodes.length)).toBe(0);
});

test.describe("in the dark", () => {
  test.use({ colorScheme: "dark" });
  test("paper is light", async ({ page }) => {
    await openMap(page);
    await watchSheets(page);
    await page.pdf(A4);
    const [{ water }] = await sheets(page);
    expect(Math.min(...water)).toBeGreaterThan(180);
  });
});

test("with the styles of print alone there is the sheet and nothing to press; with those of the screen the map is back", async ({ page }) => {
  const map = await openMap(page);
  await map.evaluate((element) => element.select("herat"));
  await page.emulateMedia({ media: "print" });
  await expect(map.getByRole("heading", { name: "Places in the story" })).toBeVisible();
  for (const { name } of places) await expect(map.getByRole("heading", { name, exact: true })).toBeVisible();
  await expect(map.getByRole("img", { name: /^Map of 7 places/ })).toBeVisible();
  await expect(map.getByRole("button")).toHaveCount(0);
  await expect(panelOf(map)).toBeHidden();
  await page.emulateMedia({ media: "screen" });
  await expect(map.getByRole("heading", { name: "Places in the story" })).toHaveCount(0);
  await expect(buttonOf(map, "Kabul")).toBeVisible();
  await expect(panelOf(map)).toBeVisible();
});

test("the sheet is as high as what it holds, and the text after it stands below it", async ({ page }) => {
  const map = await openMap(page);
  await page.emulateMedia({ media: "print" });
  const last = map.getByRole("listitem").last();
  await expect(last).toBeVisible();
  // The sheet may be made anew, of the article that has been read by now: then its boxes are gone for a moment.
  await expect(async () => {
    const [end, heading] = [await last.boundingBox(), await page.getByRole("heading", { level: 1 }).boundingBox()];
    expect(heading.y).toBeGreaterThan(end.y + end.height);
  }).toPass();
});

test("a map of a fixed height is not cut off", async ({ page }) => {
  await openBlank(page);
  const excerpts = [{ text: "A passage that takes some room on the sheet, as passages do." }];
  const story = storyOf(...Array.from({ length: 40 }, (_, i) => ({ name: `Place ${i}`, at: [i, i], excerpts })));
  const map = await mount(page, { story, style: "height: 200px; max-height: 200px; overflow: hidden" });
  await page.emulateMedia({ media: "print" });
  await expect(map.getByRole("listitem")).toHaveCount(40);
  await expect(async () => {
    const [box, last] = [await map.boundingBox(), await map.getByRole("listitem").last().boundingBox()];
    expect(last.y + last.height).toBeLessThanOrEqual(box.y + box.height + 1);
  }).toPass();
});

test("a map that comes while the styles are those of print has its sheet, with what the article says", async ({ page }) => {
  await page.emulateMedia({ media: "print" });
  const map = await openMap(page);
  await expect(map.getByRole("listitem")).toHaveCount(7);
  await expect(map.getByRole("listitem").filter({ hasText: "Herat" }).first()).toContainText("Paragraph");
});

test("several maps print, each with its own places, in the story's own order, those off the map too", async ({ page }) => {
  await openBlank(page);
  await mount(page, { story: storyOf({ name: "Lima", at: [-77, -12] }, { name: "Somewhere" }) });
  await mount(page, { story: storyOf({ name: "Oslo", at: [10.7, 59.9], kind: "city", date: "1905-06" }) });
  await mount(page, { story: storyOf() });
  await watchSheets(page);
  await page.pdf(A4);
  const [first, second, third] = await sheets(page);
  expect(first.text).toMatch(/Lima.*Somewhere/s);
  expect(first.text).not.toContain("Oslo");
  expect(second.text).toMatch(/Oslo.*City · June 1905/s);
  expect(third.text).toBe("");
});

test("text from data is text on paper", async ({ page }) => {
  await openBlank(page);
  const name = `<img src=x onerror="window.ran=1"></h3><script>window.ran=1</script>`;
  await mount(page, { story: storyOf({ name, at: [1, 1], excerpts: [{ text: name, quote: true }] }) });
  await watchSheets(page);
  await page.pdf(A4);
  expect((await sheets(page))[0].text.split(name)).toHaveLength(3);
  expect(await page.evaluate(() => window.ran)).toBeUndefined();
});

test("before the map is ready, what stands in its place is printed whole", async ({ page }) => {
  await page.route("**/story.geojson", () => {}); // never answered
  await page.goto("./");
  await page.waitForFunction(() => customElements.get("dateline-map"));
  await page.emulateMedia({ media: "print" });
  const list = page.locator("dateline-map li");
  await expect(list).toHaveCount(7);
  const [last, heading] = [await list.last().boundingBox(), await page.getByRole("heading", { level: 1 }).boundingBox()];
  expect(last.height).toBeGreaterThan(10);
  expect(heading.y).toBeGreaterThan(last.y + last.height);
});
