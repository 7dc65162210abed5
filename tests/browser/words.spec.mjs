// What the interface says: in the reader's language, in the author's words, and in the direction of both.

import { BASEMAP, buttonOf, expect, mount, openBlank, panelOf, places, settled, story, test } from "./fixtures.mjs";

const full = (attributes) => ({ story, attributes: { basemap: BASEMAP, ...attributes } });

const ZOOM_IN = {
  en: "Zoom in", ar: "تكبير", fa: "بزرگ‌نمایی", ps: "لویول", ur: "بڑا کریں", ru: "Приблизить", zh: "放大", fr: "Zoom avant", de: "Vergrößern", es: "Acercar",
};

for (const [lang, name] of Object.entries(ZOOM_IN)) {
  test(`in ${lang} every control, the panel and the description speak that language`, async ({ page }) => {
    await openBlank(page);
    const map = await mount(page, full({ lang }));
    const zoom = map.getByRole("button", { name, exact: true });
    await expect(zoom).toBeVisible();
    await expect(zoom).toHaveAttribute("title", name);
    const region = map.locator(".map");
    await expect(region).toHaveAttribute("lang", lang);
    await expect(region).toHaveAttribute("dir", ["ar", "fa", "ps", "ur"].includes(lang) ? "rtl" : "ltr");
    await map.evaluate((element) => element.select("herat"));
    // Whatever is said of seven places, it is in this language and says seven, in the digits of its readers.
    const seven = await page.evaluate((lang) => new Intl.NumberFormat([lang, "en"]).format(7), lang);
    await expect(panelOf(map).locator(".position")).toContainText(seven);
    const said = await map.evaluate((element) => {
      const root = element.shadowRoot;
      const named = [...root.querySelectorAll("button[aria-label]:not(.marker), [role=list][aria-label]")].map((e) => e.getAttribute("aria-label"));
      return [root.querySelector(".map").getAttribute("aria-description"), ...named, root.querySelector(".position").textContent, root.querySelector(".source").textContent];
    });
    const english = /Zoom (in|out)|Show|Close|Next|Previous|Places|Map of| of |Summary|outside/;
    for (const text of said) if (lang !== "en") expect(text).not.toMatch(english);
  });
}

test("the language is the page's where the element has none, across shadow roots, and the story's where no one tells", async ({ page }) => {
  await openBlank(page);
  await page.evaluate(() => (document.documentElement.lang = "de-AT"));
  const german = await mount(page, full());
  await expect(german.getByRole("button", { name: "Vergrößern" })).toBeVisible();
  await german.evaluate((element) => (element.lang = "fr"));
  await expect(german.getByRole("button", { name: "Zoom avant" })).toBeVisible();
  await page.evaluate(async (story) => {
    const host = document.createElement("div");
    host.lang = "es";
    host.attachShadow({ mode: "open" }).innerHTML = "<section></section>";
    const map = document.createElement("dateline-map");
    map.story = story;
    const ready = new Promise((heard) => map.addEventListener("dateline-ready", heard));
    document.getElementById("stage").append(host);
    host.shadowRoot.querySelector("section").append(map);
    await ready;
  }, story);
  await expect(page.getByRole("button", { name: "Acercar" })).toBeVisible();
  await page.evaluate(() => document.documentElement.removeAttribute("lang"));
  const russian = await mount(page, { story: { ...story, lang: "ru" } });
  await expect(russian.getByRole("button", { name: "Приблизить" })).toBeVisible();
});

test("a language is fetched where it is spoken, once, and the map waits for it", async ({ page }) => {
  const asked = [];
  let arrive;
  const way = new Promise((go) => (arrive = go));
  await page.route("**/languages/*", async (route) => {
    asked.push(route.request().url().split("/").pop());
    await way;
    await route.continue();
  });
  await openBlank(page);
  await page.evaluate(() => document.documentElement.removeAttribute("lang"));
  const english = await mount(page, full({ lang: "en-GB" }));
  await mount(page, full({ lang: "ja" }));
  expect(asked).toEqual([]);
  const both = Promise.all([mount(page, full({ lang: "de" })), mount(page, { story: { ...story, lang: "de-CH" } })]);
  await expect.poll(() => asked).toEqual(["de.txt"]);
  await expect(page.locator('dateline-map[lang="de"] .marker')).toHaveCount(0);
  // One that speaks another language goes on speaking it until then.
  await english.evaluate((element) => (element.lang = "de"));
  await expect(english.getByRole("button", { name: "Zoom in" })).toBeVisible();
  arrive();
  await both;
  await expect(page.getByRole("button", { name: "Vergrößern" })).toHaveCount(3);
  expect(asked).toEqual(["de.txt"]);
});

test("a language that cannot be had is told in the console, and the map speaks English", async ({ page, watch }) => {
  watch.allow(/404/);
  const warned = [];
  page.on("console", (message) => message.type() === "warning" && warned.push(message.text()));
  await page.route("**/languages/*", (route) => route.fulfill({ status: 404 }));
  await openBlank(page);
  const map = await mount(page, full({ lang: "fa" }));
  await expect(map.getByRole("button", { name: "Zoom in" })).toBeVisible();
  await expect(map.locator(".map")).toHaveAttribute("lang", "en");
  await expect(map.getByRole("button", { name: /^کابل/ })).toBeVisible();
  expect(warned).toEqual([expect.stringMatching(/languages\/fa\.txt: expected the texts of a language, found HTTP 404/)]);
});

test("waters that the basemap does not name in the reader's language are named in it", async ({ page, watch }) => {
  await openBlank(page);
  await page.evaluate(() => document.documentElement.removeAttribute("lang"));
  const map = await mount(page, full({ lang: "en", center: "51,41", zoom: "5" }));
  /** The names on the water, which alone are in italics, with the lines of one name put together. */
  const waters = () =>
    map.evaluate((element) => {
      const svg = new DOMParser().parseFromString(element.toSVG(), "image/svg+xml");
      return [...svg.querySelectorAll("text[font-style=italic]")].map((text) => text.textContent).join(" ");
    });
  expect(await waters()).toContain("Caspian Sea");
  expect(watch.requests.filter(({ pathname }) => pathname.includes("/languages/"))).toEqual([]);
  await map.evaluate((element) => (element.lang = "de"));
  await expect.poll(waters).toContain("Kaspisches Meer");
  expect(await waters()).not.toContain("Caspian");
  // The region's file has it in Persian, the world's has no name in it at all.
  await map.evaluate((element) => (element.lang = "fa"));
  await expect.poll(waters).toContain("دریای خزر");
  await map.evaluate((element) => element.jumpTo({ center: [-42, 32], zoom: 2 }));
  await expect.poll(waters).toContain("اقیانوس اطلس شمالی");
});

test("numbers and distances are written as the browser writes them", async ({ page }) => {
  await openBlank(page);
  const map = await mount(page, full({ lang: "fa" }));
  const svg = () => map.evaluate((element) => element.toSVG());
  expect(await svg()).toMatch(/[۱-۹]٬[۰-۹]{3} کیلومتر/);
  await map.evaluate((element) => (element.lang = "de"));
  expect(await svg()).toMatch(/>[1-9]\.\d{3} km</);
});

test("an author's words take the place of the map's, and can be taken back", async ({ page }) => {
  await openBlank(page);
  const map = await mount(page, full({ words: '{ "zoom-in": "Closer", "position": "{0}/{1}" }' }));
  await expect(map.getByRole("button", { name: "Closer" })).toHaveAttribute("title", "Closer");
  await map.evaluate((element) => element.select("kabul"));
  await expect(panelOf(map).locator(".position")).toHaveText("2/7");
  expect(await map.evaluate((element) => element.words)).toEqual({ "zoom-in": "Closer", position: "{0}/{1}" });
  await map.evaluate((element) => (element.words = { close: "<b>Done</b>" }));
  await expect(panelOf(map).getByRole("button", { name: "<b>Done</b>" })).toBeVisible();
  await expect(map.getByRole("button", { name: "Zoom in" })).toBeVisible();
  await map.evaluate((element) => (element.words = null));
  await expect(panelOf(map).getByRole("button", { name: "Close" })).toBeVisible();
  await map.evaluate((element) => (element.words = { city: "Town" }));
  await expect(map.locator("button.marker[aria-label^='Herat']"), "places are named anew at once").toHaveAttribute("aria-label", /^Herat, Town/);
});

test("words that the map does not know, or cannot read, are named in the console and nothing else", async ({ page }) => {
  const warned = [];
  page.on("console", (message) => message.type() === "warning" && warned.push(message.text()));
  await openBlank(page);
  const map = await mount(page, full({ words: '{ "shut": "x", "close": "Done" }' }));
  expect(warned).toContainEqual(expect.stringMatching(/words: expected keys that the map knows, found shut/));
  await map.evaluate((element) => element.setAttribute("words", "{"));
  expect(warned).toContainEqual(expect.stringMatching(/words: expected a JSON object/));
  await map.evaluate((element) => element.select("kabul"));
  await expect(panelOf(map)).toBeVisible();
});

test("an element's own language brings its direction along, unless it has a direction of its own", async ({ page }) => {
  await openBlank(page);
  const map = await mount(page, full({ lang: "ar" }));
  const side = async () => {
    const [box, zoom] = [await map.boundingBox(), await map.locator('.control[data-action="in"]').boundingBox()];
    return zoom.x < box.x + box.width / 2 ? "left" : "right";
  };
  expect(await side()).toBe("left");
  await map.evaluate((element) => (element.dir = "ltr"));
  await settled(map);
  expect(await side()).toBe("right");
  await map.evaluate((element) => {
    element.removeAttribute("dir");
    element.lang = "en";
  });
  await settled(map);
  expect(await side()).toBe("right");
  await buttonOf(map, places[0].name).press("Enter");
  await expect(panelOf(map)).toBeVisible();
});
