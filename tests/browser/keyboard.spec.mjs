// The map by keyboard and screen reader: where Tab leads, what the keys do, what is announced.

import { BASEMAP, buttonOf, expect, expectAccessible, middle, mount, openBlank, openMap, panelOf, places, settled, story, storyOf, test } from "./fixtures.mjs";

test.beforeEach(({ page }) => page.emulateMedia({ reducedMotion: "reduce" }));

const view = (map) => map.evaluate((element) => element.getView());
/** What has the focus in the map: its name, and what it is. */
const focused = (map) => map.evaluate((element) => element.shadowRoot.activeElement?.getAttribute("aria-label") ?? element.shadowRoot.activeElement?.className ?? null);
const ground = (map) => map.locator(".ground");
const said = (map) => map.getByRole("status");

async function mounted(page, options = {}) {
  await openBlank(page);
  const map = await mount(page, { story, attributes: { basemap: BASEMAP, ...options.attributes }, ...options });
  await page.evaluate(() => {
    const stage = document.getElementById("stage");
    stage.insertAdjacentHTML("beforebegin", "<a id='before' href='#'>before</a>");
    stage.insertAdjacentHTML("afterend", "<a id='after' href='#'>after</a>");
  });
  await settled(map);
  return map;
}

/** The stops of Tab from before the map to after it, by name. */
async function walk(page, key = "Tab") {
  const [from, to] = key === "Tab" ? ["before", "after"] : ["after", "before"];
  await page.locator(`#${from}`).focus();
  const names = [];
  for (let i = 0; i < 30; i += 1) {
    await page.keyboard.press(key);
    const name = await page.evaluate(() => {
      const active = document.activeElement;
      const inner = active.shadowRoot?.activeElement;
      return inner ? (inner.getAttribute("aria-label") ?? inner.className) : active.id;
    });
    if (name === to) return names;
    names.push(name);
  }
  throw new Error(`${key} never left the map: ${names}`);
}

test("Tab stops once at the map, once at its places, at each control, and goes out; and back the same way", async ({ page }) => {
  const map = await mounted(page);
  const title = story.title;
  const stops = await walk(page);
  expect(stops).toEqual([title, expect.stringMatching(/^Laghman,/), "Zoom in", "Zoom out", "Show the whole story", "List of places", "Full screen", "Keyboard help"]);
  expect(await walk(page, "Shift+Tab")).toEqual([...stops].reverse());
  await map.evaluate((element) => element.select("herat"));
  const open = await walk(page);
  for (const name of ["Close", "Previous place", "Next place"]) expect(open).toContain(name);
});

test("arrows lead from a place to the nearest one that way, Home and End to the ends of the story", async ({ page }) => {
  const map = await mounted(page);
  await buttonOf(map, "Kabul").focus();
  const press = async (key) => {
    await page.keyboard.press(key);
    return (await focused(map)).split(",")[0];
  };
  const at = async (name) => middle(buttonOf(map, name));
  expect((await at(await press("ArrowLeft"))).x).toBeLessThan((await at("Kabul")).x);
  await buttonOf(map, "Kabul").focus();
  expect(await press("ArrowRight")).toBe("Laghman");
  expect((await at(await press("ArrowUp"))).y).toBeLessThan((await at("Laghman")).y);
  expect(await press("Home")).toBe(places[0].name);
  expect(await press("PageDown")).toBe(places[1].name);
  expect(await press("PageUp")).toBe(places[0].name);
  expect(await press("End")).toBe(places.at(-1).name);
  expect(await press("PageDown"), "there is none after the last").toBe(places.at(-1).name);
  await expect(map.locator('.marker:not([tabindex="-1"]):not([hidden])')).toHaveCount(1);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Shift+Tab");
  expect((await focused(map)).split(",")[0], "Tab comes back to where it left").toBe(places.at(-1).name);
});

test("Enter and Space open a place, Escape closes it and goes back to its marker, and the page keeps the keys it needs", async ({ page }) => {
  const map = await mounted(page);
  for (const [key, name] of [["Enter", "Herat"], ["Space", "Kabul"]]) {
    await buttonOf(map, name).focus();
    await page.keyboard.press(key);
    await expect(panelOf(map)).toBeFocused();
    await expect(panelOf(map).getByRole("heading")).toHaveText(name);
    await page.keyboard.press("Escape");
    await expect(panelOf(map)).toBeHidden();
    await expect(buttonOf(map, name)).toBeFocused();
  }
  // Nothing of the map listens while the focus is in the page.
  await page.locator("#before").focus();
  const before = await view(map);
  for (const key of ["ArrowLeft", "+", "-", "0", "End"]) await page.keyboard.press(key);
  await settled(map);
  expect(await view(map)).toEqual(before);
});

test("with the focus on the map, arrows move it, Shift farther, plus and minus zoom, 0 fits, and the page does not scroll", async ({ page }) => {
  await openBlank(page);
  await page.addStyleTag({ content: "#stage { padding: 100px 0 2000px }" });
  const map = await mount(page, { story, attributes: { basemap: BASEMAP } });
  const first = await view(map);
  const px = 256 * 2 ** first.zoom;
  await ground(map).focus();
  await page.keyboard.press("ArrowRight");
  await settled(map);
  const right = await view(map);
  expect(((right.center[0] - first.center[0]) / 360) * px).toBeCloseTo(80, 0);
  await page.keyboard.press("Shift+ArrowLeft");
  await settled(map);
  expect((((await view(map)).center[0] - right.center[0]) / 360) * px).toBeCloseTo(-320, 0);
  await page.keyboard.press("ArrowDown");
  await settled(map);
  expect((await view(map)).center[1]).toBeLessThan(first.center[1]);
  await page.keyboard.press("+");
  await settled(map);
  expect((await view(map)).zoom).toBeCloseTo(first.zoom + 1, 6);
  await page.keyboard.press("-");
  await page.keyboard.press("-");
  await settled(map);
  expect((await view(map)).zoom).toBeCloseTo(first.zoom - 1, 6);
  await page.keyboard.press("0");
  await settled(map);
  expect((await view(map)).zoom).toBeCloseTo(first.zoom, 6);
  expect(await page.evaluate(() => scrollY)).toBe(0);
  await expect(ground(map)).toBeFocused();
  // What belongs to the browser stays with it.
  const taken = await page.evaluate(() => {
    const inner = document.querySelector("dateline-map").shadowRoot.querySelector(".ground");
    return ["Tab", "F5", "a", "PageDown"].filter((key) => !inner.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, composed: true })))
      .concat(["+", "0"].filter((key) => !inner.dispatchEvent(new KeyboardEvent("keydown", { key, ctrlKey: true, bubbles: true, cancelable: true, composed: true }))));
  });
  expect(taken).toEqual([]);
});

test("a static map and one without gestures have no map to stop at, and places that still open", async ({ page }) => {
  for (const attributes of [{ static: "" }, { gestures: "none" }]) {
    const map = await mounted(page, { attributes });
    await expect(ground(map)).toBeHidden();
    await expect(map.locator(".keys")).toBeHidden();
    await buttonOf(map, "Herat").focus();
    const before = await view(map);
    await page.keyboard.press("+");
    await settled(map);
    expect(await view(map)).toEqual(before);
    await page.keyboard.press("Enter");
    await expect(panelOf(map)).toBeVisible();
  }
});

test("the help on keys is reached by Tab, opened, told, and closed by Escape to where it came from", async ({ page }) => {
  const map = await mounted(page);
  const button = map.getByRole("button", { name: "Keyboard help" });
  await expect(button).toHaveAttribute("aria-expanded", "false");
  await ground(map).focus();
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Tab");
  await expect(button).toHaveCSS("opacity", "1");
  await button.press("Enter");
  const help = map.locator(".help");
  await expect(help).toBeVisible();
  for (const text of ["Arrow keys", "move the map", "Home, End", "to the nearest place that way", "Show the whole story"]) await expect(help).toContainText(text);
  await expect(button).toHaveAttribute("aria-expanded", "true");
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(help).toBeHidden();
  await expect(button).toBeFocused();
});

test("what a key or a button brings into view is announced once, when it has come to rest", async ({ page }) => {
  const map = await mounted(page);
  await map.evaluate((element) => {
    window.said = [];
    const status = element.shadowRoot.querySelector(".said");
    new MutationObserver(() => window.said.push(status.textContent)).observe(status, { childList: true, characterData: true, subtree: true });
  });
  await map.getByRole("button", { name: "Zoom in" }).click();
  await expect(said(map)).toHaveText(/^Places in view: \d of 7$/);
  await settled(map);
  expect(await page.evaluate(() => window.said.length)).toBe(1);
  await buttonOf(map, "Kabul").press("Enter");
  await panelOf(map).getByRole("button", { name: "Next place" }).press("Enter");
  await expect(said(map)).toContainText(places[2].name);
  await settled(map);
  expect(await page.evaluate(() => window.said.length), "a place opened by hand is heard by the focus, the next one is said").toBe(2);
});

test("each place's button tells its name, kind, date and position, whether it is open, and whether it is outside", async ({ page }) => {
  const map = await mounted(page);
  await expect(buttonOf(map, "Herat")).toHaveAccessibleName("Herat, City, 9 July 2021, 7 of 7, Militia rally, 9 July");
  await expect(buttonOf(map, "Moscow")).toHaveAccessibleName(/outside the view$/);
  await expect(buttonOf(map, "Herat")).toHaveAttribute("aria-expanded", "false");
  await map.evaluate((element) => element.select("herat"));
  await expect(buttonOf(map, "Herat")).toHaveAttribute("aria-expanded", "true");
  await map.evaluate((element) => (element.lang = "ru"));
  await expect(map.locator(".marker").last()).toHaveAccessibleName(/^Герат, Город, 9 июля 2021 г\., 7 из 7/);
});

test("the map has a name and a description made from the story, and the page can give it others", async ({ page }) => {
  const map = await mounted(page);
  const region = map.getByRole("region", { name: story.title }).first();
  await expect(region).toHaveAttribute("aria-description", /^Map of 7 places: Laghman, Kabul,/);
  await map.evaluate((element) => {
    element.setAttribute("label", "Where it happened");
    element.setAttribute("description", "Seven places about Kabul.");
  });
  await expect(map.getByRole("region", { name: "Where it happened" }).first()).toHaveAttribute("aria-description", "Seven places about Kabul.");
  await expect(ground(map)).toHaveAccessibleName("Where it happened");
  await map.evaluate((element) => element.removeAttribute("label"));
  await expect(ground(map)).toHaveAccessibleName(story.title);
});

test("the focus stays in the map when the place that has it leaves the view", async ({ page }) => {
  const crowd = storyOf(...Array.from({ length: 30 }, (_, i) => ({ id: `p${i}`, name: `Place ${i}`, at: [60 + (i % 6) * 1.2, 30 + Math.floor(i / 6) * 1.2] })));
  const map = await mounted(page, { story: crowd });
  await map.locator(".marker:visible").first().focus();
  const name = await focused(map);
  await map.evaluate((element) => element.jumpTo({ center: [100, -40], zoom: 9 }));
  await settled(map);
  const now = await focused(map);
  expect(now).not.toBeNull();
  await expect(map.locator('.marker:not([tabindex="-1"]):not([hidden])')).toHaveCount(1);
  expect(await map.evaluate((element) => element.shadowRoot.activeElement.hidden)).toBe(false);
  expect(name).toContain("Place");
});

test("a list in two columns is read row by row", async ({ page }) => {
  await openBlank(page);
  const map = await mount(page, { story: storyOf(...Array.from({ length: 40 }, (_, n) => ({ name: `Place ${n}`, at: [n, n] }))), style: "width: 900px" });
  await map.getByRole("button", { name: "List of places" }).click();
  const boxes = await map.locator(".list li").evaluateAll((items) => items.map((item) => item.getBoundingClientRect()).map(({ left, top }) => [left, top]));
  expect(boxes[1][0]).toBeGreaterThan(boxes[0][0] + 300);
  expect(boxes[1][1]).toBe(boxes[0][1]);
  expect(boxes[2][0]).toBe(boxes[0][0]);
  expect(boxes[2][1]).toBeGreaterThan(boxes[0][1]);
  await map.evaluate((element) => (element.style.width = "360px"));
  expect(await map.locator(".list").evaluate((list) => list.scrollWidth - list.clientWidth)).toBe(0);
});

test("the list of places takes the map's place with all that the map tells, and leads back to it", async ({ page }) => {
  const map = await mounted(page);
  const toggle = map.getByRole("button", { name: "List of places" });
  await toggle.press("Enter");
  const list = map.locator(".list");
  await expect(list).toBeFocused();
  await expect(list.getByRole("heading", { level: 3 })).toHaveText(places.map(({ name }) => name));
  for (const place of places) {
    const item = list.locator("li", { has: page.getByRole("button", { name: place.name, exact: true }) });
    await expect(item).toContainText(place.annotation);
    await expect(item.locator(".when")).toHaveText(/ · .*2[01]/);
    for (const { text } of place.excerpts) await expect(item).toContainText(text);
  }
  await expectAccessible(page);
  expect(await map.locator(".frame").getAttribute("inert"), "what is covered is out of reach").toBe("");
  await page.keyboard.press("Escape");
  await expect(list).toBeHidden();
  await expect(toggle).toBeFocused();
  await expect(toggle).toHaveAttribute("aria-expanded", "false");
  await toggle.click();
  await list.getByRole("button", { name: "Doha", exact: true }).press("Enter");
  await expect(list).toBeHidden();
  await expect(panelOf(map).getByRole("heading")).toHaveText("Doha");
  await expect(panelOf(map)).toBeFocused();
  expect(await map.evaluate((element) => element.selected)).toBe("doha");
});

test("the key to the numbers is one tab stop, whose lines the arrows go through", async ({ page }) => {
  await openBlank(page);
  const crowd = storyOf(...Array.from({ length: 25 }, (_, i) => ({ id: `p${i}`, name: `A place of a long name ${i}`, at: [12.47 + 0.04 * (i % 5), 41.88 + 0.03 * Math.floor(i / 5)], excerpt: `Text ${i}` })));
  const map = await mount(page, { story: crowd, style: "width: 320px; height: 480px" });
  const lines = map.locator(".key button");
  await expect(lines).toHaveCount(25);
  await expect(map.locator('.key button[tabindex="0"]')).toHaveCount(1);
  await lines.first().focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await expect(lines.nth(2)).toBeFocused();
  await page.keyboard.press("End");
  await expect(lines.nth(24)).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(panelOf(map).getByRole("heading")).toHaveText("A place of a long name 24");
});

test("the buttons that zoom say when they would do nothing, and keep the focus", async ({ page }) => {
  const map = await mounted(page);
  const closer = map.getByRole("button", { name: "Zoom in" });
  await expect(closer).not.toHaveAttribute("aria-disabled", "true");
  await map.evaluate((element) => element.jumpTo({ zoom: 14 }));
  await expect(closer).toHaveAttribute("aria-disabled", "true");
  await closer.focus();
  await page.keyboard.press("Enter");
  await expect(closer).toBeFocused();
  await map.evaluate((element) => element.jumpTo({ zoom: 4 }));
  await expect(closer).not.toHaveAttribute("aria-disabled", "true");
  await openMap(page);
});
