// The map in other people's pages: their styles, their boxes, their frames, and many of it.

import { BASEMAP, buttonOf, colours, expect, middle, mount, openBlank, openMap, panelOf, settled, story, storyOf, test } from "./fixtures.mjs";

const full = { story, attributes: { basemap: BASEMAP } };

/** Expects that a click where a place's button is opens that place. */
async function expectWorks(page, map, name = "Herat") {
  await settled(map);
  expect(await colours(map)).toBeGreaterThan(40);
  const { x, y } = await middle(buttonOf(map, name));
  await page.mouse.click(x, y);
  await expect(panelOf(map).getByRole("heading")).toHaveText(name);
  await page.keyboard.press("Escape");
  await expect(panelOf(map)).toBeHidden();
}

/** Puts the map that was mounted into markup with a place for it, `<x-map-here>`. */
const into = (page, html) =>
  page.evaluate((html) => {
    const stage = document.getElementById("stage");
    const map = stage.querySelector("dateline-map");
    const box = document.createElement("div");
    box.innerHTML = html;
    stage.append(box);
    box.querySelector("x-map-here").replaceWith(map);
  }, html);

test("what the page says of every element does not reach into the map, nor the map's styles out of it", async ({ page }) => {
  await openBlank(page);
  const map = await mount(page, full);
  await map.evaluate((element) => element.select("herat"));
  await settled(map);
  const styles = () =>
    map.evaluate((element) =>
      [...element.shadowRoot.querySelectorAll(".control, .panel, .panel h2, .panel button, .excerpt > :first-child, .credit, .kicker")].map((inner) => {
        const { font, color, width, margin, textTransform, letterSpacing, lineHeight, direction, wordSpacing, textIndent } = getComputedStyle(inner);
        return [inner.className, font, color, width, margin, textTransform, letterSpacing, lineHeight, direction, wordSpacing, textIndent].join(" ");
      }),
    );
  const before = await styles();
  const outside = await page.evaluate(() => { const { font, color, margin } = getComputedStyle(document.querySelector("h1")); return [font, color, margin]; });
  await page.addStyleTag({
    content: `* { font: 40px fantasy !important; color: lime !important; margin: 9px !important; letter-spacing: 4px !important }
      html, body, dateline-map { text-transform: uppercase; word-spacing: 20px; line-height: 4; text-indent: 50px; font-style: italic; text-align: center; visibility: visible; cursor: help }
      button { width: 300px !important } h2 { display: none !important } .panel, .control { display: none !important } dateline-map { margin: 0 !important }`,
  });
  await settled(map);
  expect(await styles()).toEqual(before);
  await expect(panelOf(map)).toBeVisible();
  // And with the page's own styles gone again, the page is what it was.
  await page.evaluate(() => document.querySelector("style:last-of-type").remove());
  expect(await page.evaluate(() => { const { font, color, margin } = getComputedStyle(document.querySelector("h1")); return [font, color, margin]; })).toEqual(outside);
});

test("it works in a component inside another component", async ({ page }) => {
  await openBlank(page);
  await page.evaluate(async (story) => {
    let at = document.getElementById("stage");
    for (let depth = 0; depth < 2; depth += 1) {
      const host = document.createElement("div");
      at.append(host);
      at = host.attachShadow({ mode: "open" });
    }
    const map = document.createElement("dateline-map");
    map.style.cssText = "display: block; height: 400px";
    map.story = story;
    const ready = new Promise((heard) => document.addEventListener("dateline-ready", heard, { once: true }));
    at.append(map);
    await ready;
  }, story);
  const map = page.locator("dateline-map");
  await expectWorks(page, map, "Kabul");
  await buttonOf(map, "Kabul").focus();
  await page.keyboard.press("Enter");
  await expect(panelOf(map)).toBeFocused();
});

test("it works in a modal dialog that is opened after it was made, and Escape closes the panel before the dialog", async ({ page }) => {
  await openBlank(page);
  const map = await mount(page, { ...full, style: "width: 640px; height: 420px" });
  await into(page, "<dialog><x-map-here></x-map-here></dialog>");
  await page.evaluate(() => document.querySelector("dialog").showModal());
  await expectWorks(page, map);
  await buttonOf(map, "Kabul").press("Enter");
  await expect(panelOf(map)).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(panelOf(map)).toBeHidden();
  expect(await page.evaluate(() => document.querySelector("dialog").open)).toBe(true);
  await page.keyboard.press("Escape");
  expect(await page.evaluate(() => document.querySelector("dialog").open)).toBe(false);
});

test("it works in an accordion and behind a tab, once these are opened", async ({ page }) => {
  await openBlank(page);
  const map = await mount(page, full);
  await into(page, "<details><summary>Where</summary><x-map-here></x-map-here></details>");
  await page.locator("summary").click();
  await expectWorks(page, map);
  await page.locator("summary").click();
  await page.locator("summary").click();
  await expectWorks(page, map, "Kabul");
  await into(page, '<div id="tab" hidden><x-map-here></x-map-here></div>');
  await page.evaluate(() => (document.getElementById("tab").hidden = false));
  await expectWorks(page, map);
});

for (const [what, css] of [
  ["scaled and moved by a transform", "transform: translate(30px, 20px) scale(0.8); transform-origin: 0 0"],
  ["enlarged by zoom", "zoom: 1.25"],
  ["in a sticky column", "position: sticky; top: 10px"],
]) {
  test(`it works ${what}: what is hit is what is drawn`, async ({ page }) => {
    await openBlank(page);
    const map = await mount(page, { ...full, style: "width: 700px; height: 440px" });
    await into(page, `<div style="${css}"><x-map-here></x-map-here></div>`);
    await expectWorks(page, map);
    const before = await map.evaluate((element) => element.getView());
    const herat = await middle(buttonOf(map, "Herat"));
    await page.mouse.move(herat.x, herat.y + 60);
    await page.mouse.down();
    await page.mouse.move(herat.x + 50, herat.y + 60, { steps: 4 });
    await page.mouse.move(herat.x + 50, herat.y + 61);
    await page.mouse.up();
    await page.emulateMedia({ reducedMotion: "reduce" });
    await settled(map);
    expect(await map.evaluate((element) => element.getView().center[0])).toBeLessThan(before.center[0]);
  });
}

test("it works in a page that reads from right to left by its styles alone", async ({ page }) => {
  await openBlank(page);
  await page.addStyleTag({ content: "body { direction: rtl }" });
  const map = await mount(page, full);
  const [box, control] = [await map.boundingBox(), await map.getByRole("button", { name: "Zoom in" }).boundingBox()];
  expect(control.x).toBeLessThan(box.x + 60);
  await map.evaluate((element) => element.select("herat"));
  const next = panelOf(map).getByRole("button", { name: "Next place" });
  const previous = panelOf(map).getByRole("button", { name: "Previous place" });
  expect((await next.boundingBox()).x).toBeLessThan((await previous.boundingBox()).x);
  expect(await next.locator("svg").evaluate((svg) => getComputedStyle(svg).transform)).toBe("matrix(-1, 0, 0, 1, 0, 0)");
  await map.evaluate((element) => element.select(null));
  await expectWorks(page, map);
});

test("it works in a page without a doctype, inside a table", async ({ page }) => {
  const map = await openMap(page, "pages/quirks.html");
  expect(await page.evaluate(() => document.compatMode)).toBe("BackCompat");
  expect((await map.boundingBox()).height).toBe(320 + 6);
  await expectWorks(page, map);
});

test("it works in a sandboxed frame, where full screen is not allowed", async ({ page }) => {
  await openBlank(page);
  await page.evaluate(() => {
    document.getElementById("stage").innerHTML =
      `<iframe title="A map" sandbox="allow-scripts allow-same-origin" allow="fullscreen 'none'" style="border: 0" src="frame.html" width="800" height="420"></iframe>`;
  });
  const frame = page.frameLocator("iframe");
  const map = frame.locator("dateline-map");
  await expect(map.getByRole("button", { name: /^Herat/ })).toBeVisible();
  await map.getByRole("button", { name: "Full screen" }).click();
  await expect(map.getByRole("button", { name: "Full screen" })).toHaveAttribute("aria-pressed", "true");
  const { width, height } = await map.locator(".map").boundingBox();
  expect([width, height], "it fills the frame").toEqual([800, 420]);
  await map.getByRole("button", { name: "Full screen" }).click();
  await map.getByRole("button", { name: /^Herat/ }).press("Enter");
  await expect(map.locator("section.panel").getByRole("heading")).toHaveText("Herat");
});

test("a lazy map fetches nothing until it nears the window", async ({ page, watch }) => {
  await openBlank(page);
  await page.evaluate((basemap) => {
    document.getElementById("stage").innerHTML = `<div style="height: 4000px"></div><dateline-map loading="lazy" src="../geodata/story.geojson" basemap="${basemap}"></dateline-map>`;
    document.querySelector("dateline-map").addEventListener("dateline-ready", () => (window.lazyReady = true));
  }, BASEMAP);
  await page.evaluate(() => new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next))));
  const fetched = () => watch.requests.filter(({ pathname }) => pathname.includes("geodata")).length;
  expect(fetched()).toBe(0);
  await page.evaluate(() => scrollTo(0, 3300));
  await page.waitForFunction(() => window.lazyReady);
  expect(fetched()).toBe(3);
});

test("off the screen it draws nothing, knows its places all the same, and is whole when it is seen", async ({ page }) => {
  await openBlank(page);
  await page.addStyleTag({ content: "#stage { padding-top: 3000px }" });
  await page.evaluate(() => {
    window.strokes = 0;
    for (const name of ["fill", "stroke", "fillText", "fillRect"]) {
      const own = CanvasRenderingContext2D.prototype[name];
      CanvasRenderingContext2D.prototype[name] = function (...all) {
        window.strokes += 1;
        return own.apply(this, all);
      };
    }
  });
  const map = await mount(page, full);
  await expect.poll(() => map.locator(".marker:not([hidden])").count()).toBe(7);
  await page.evaluate(() => new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next))));
  await page.evaluate(() => (window.strokes = 0));
  await map.evaluate((element) => {
    element.theme = "dark";
    element.flyTo({ zoom: 6 });
  });
  await settled(map);
  expect(await page.evaluate(() => window.strokes)).toBe(0);
  await map.evaluate((element) => element.fit());
  await settled(map);
  await map.evaluate((element) => element.scrollIntoView());
  await expect.poll(() => page.evaluate(() => window.strokes)).toBeGreaterThan(20);
  await expectWorks(page, map);
});

test("twenty maps on one page share one module, keep to themselves, and all work", async ({ page, watch }) => {
  await openBlank(page);
  await page.evaluate((stories) => {
    const stage = document.getElementById("stage");
    const ready = stories.map((story) => {
      const map = document.createElement("dateline-map");
      map.style.cssText = "display: block; height: 240px; width: 400px";
      map.story = story;
      stage.append(map);
      return new Promise((heard) => map.addEventListener("dateline-ready", heard, { once: true }));
    });
    return Promise.all(ready);
  }, Array.from({ length: 20 }, (_, i) => storyOf({ id: "one", name: `First of ${i}`, at: [10 + i, 40] }, { id: "two", name: `Second of ${i}`, at: [12 + i, 41] })));
  expect(watch.requests.filter(({ pathname }) => pathname.endsWith(".wasm")).length).toBe(1);
  const maps = page.locator("dateline-map");
  await expect(maps).toHaveCount(20);
  for (const i of [0, 7, 19]) {
    const map = maps.nth(i);
    await map.scrollIntoViewIfNeeded();
    await settled(map);
    const { x, y } = await middle(buttonOf(map, `Second of ${i}`));
    await page.mouse.click(x, y);
    await expect(panelOf(map).getByRole("heading")).toHaveText(`Second of ${i}`);
  }
  expect(await maps.evaluateAll((all) => all.filter((map) => map.selected !== null).length)).toBeLessThanOrEqual(3);
  await page.evaluate(() => document.querySelectorAll("dateline-map").forEach((map) => map.remove()));
  await expect(maps).toHaveCount(0);
});
