// WCAG 2.2, criterion by criterion. The first fourteen are those by which web maps have been compared in public
// (web-maps-wcag-evaluation); then what else of 2.1 and 2.2 at levels A and AA a map can fail. docs/accessibility.md tells more.

import { BASEMAP, buttonOf, expect, expectAccessible, middle, mount, openBlank, openMap, panelOf, settled, story, test } from "./fixtures.mjs";

test.beforeEach(({ page }) => page.emulateMedia({ reducedMotion: "reduce" }));

const full = (attributes = {}) => ({ story, attributes: { basemap: BASEMAP, ...attributes } });
const view = (map) => map.evaluate((element) => element.getView());
const inside = (map, selector) => map.evaluate((element, selector) => element.shadowRoot.activeElement?.matches(selector) ?? false, selector);

async function mounted(page, attributes, style) {
  await openBlank(page);
  const map = await mount(page, { ...full(attributes), style });
  await settled(map);
  return map;
}

/** The contrast of two colours as WCAG counts it. */
const contrast = (a, b) => {
  const luminance = ([r, g, b]) => {
    const part = (value) => (value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4);
    return 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b);
  };
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
};
const rgb = (css) => css.match(/[\d.]+/g).slice(0, 3).map(Number);

// The fourteen.

test("1.1.1 Non-text Content: the map has a name and a description, the canvas is hidden, each icon is named", async ({ page }) => {
  const map = await mounted(page);
  await expect(map.getByRole("region", { name: story.title }).first()).toHaveAttribute("aria-description", /^Map of 7 places: .*Herat\./);
  await expect(map.locator("canvas").first()).toHaveAttribute("aria-hidden", "true");
  for (const button of await map.locator("button:visible").all()) await expect(button).toHaveAccessibleName(/\w/);
});

test("1.3.1 Info and Relationships: places are a list of buttons that tell the panel they open; the panel and the list have headings", async ({ page }) => {
  const map = await mounted(page);
  const places = map.getByRole("list", { name: "Places on the map" });
  await expect(places.getByRole("listitem")).toHaveCount(7);
  await expect(places.getByRole("button").first()).toHaveAttribute("aria-controls", "panel");
  await buttonOf(map, "Kabul").press("Enter");
  await expect(map.getByRole("region", { name: "Kabul" }).getByRole("heading", { level: 2 })).toHaveText("Kabul");
  await page.keyboard.press("Escape");
  await map.getByRole("button", { name: "List of places" }).click();
  await expect(map.locator(".list").getByRole("heading", { level: 3 })).toHaveCount(7);
});

test("1.3.4 Orientation: upright and across, the map shows the whole story", async ({ page }) => {
  for (const [width, height] of [[360, 740], [740, 360]]) {
    await page.setViewportSize({ width, height });
    const map = await mounted(page, {}, `height: ${Math.min(height, 420)}px`);
    await expect(map.locator(".marker:not([hidden])")).toHaveCount(7);
    await expect(map.getByRole("button", { name: "Zoom in" })).toBeInViewport();
  }
});

test("1.4.1 Use of Color: the selected place differs by shape as well, and its button says that it is open", async ({ page }) => {
  const map = await mounted(page);
  // The largest disc or ring of a marker; the globe and its frame are no markers.
  const reach = () =>
    map.evaluate((element) => Math.max(...[...element.toSVG().matchAll(/<circle[^>]* r="([\d.]+)"/g)].map(([, r]) => Number(r)).filter((r) => r < 20)));
  const before = await reach();
  await map.evaluate((element) => element.select("herat"));
  await settled(map);
  expect(await reach(), "a ring round it").toBeGreaterThan(before + 2);
  await expect(buttonOf(map, "Herat")).toHaveAttribute("aria-expanded", "true");
});

for (const colorScheme of ["light", "dark"]) {
  test(`1.4.3 Contrast (Minimum): texts of panel, list, help and credit have 4.5 in ${colorScheme} colours`, async ({ page }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    const map = await mounted(page);
    await map.evaluate((element) => element.select("kabul"));
    const texts = () =>
      map.evaluate((element) =>
        [...element.shadowRoot.querySelectorAll(".panel :is(h2, p, span), .list :is(h2, button, p), .help :is(p, dt, dd)")]
          .filter((text) => text.checkVisibility() && text.textContent.trim())
          .map((text) => {
            let ground = text;
            while (getComputedStyle(ground).backgroundColor === "rgba(0, 0, 0, 0)") ground = ground.parentElement;
            return [text.textContent.slice(0, 20), getComputedStyle(text).color, getComputedStyle(ground).backgroundColor];
          }),
      );
    const all = await texts();
    await map.evaluate((element) => element.select(null));
    await map.locator(".keys").press("Enter");
    all.push(...(await texts()));
    await page.keyboard.press("Escape");
    await map.getByRole("button", { name: "List of places" }).press("Enter");
    all.push(...(await texts()));
    expect(all.length).toBeGreaterThan(40);
    for (const [text, ink, ground] of all) expect(contrast(rgb(ink), rgb(ground)), text).toBeGreaterThanOrEqual(4.5);
    // What is drawn on the canvas is computed for every ground in src/theme.rs.
  });
}

test("1.4.4 Resize Text: at 200 % nothing of the panel or the controls is cut off or lost", async ({ page }) => {
  // Browsers enlarge text by showing fewer CSS px: 1280 × 800 at 200 %.
  await page.setViewportSize({ width: 640, height: 400 });
  const map = await mounted(page, {}, "height: 360px");
  await map.evaluate((element) => element.select("kabul"));
  await settled(map);
  for (const name of ["Close", "Next place"]) {
    const button = panelOf(map).getByRole("button", { name });
    await button.scrollIntoViewIfNeeded();
    await expect(button).toBeInViewport({ ratio: 1 });
  }
  expect(await panelOf(map).locator(".body").evaluate((body) => body.scrollHeight > body.clientHeight ? body.tabIndex : 0), "what does not fit is scrolled to").toBe(0);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(640);
});

test("1.4.10 Reflow: at 320 px of width, as at 400 %, nothing needs scrolling in two directions", async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 256 });
  const map = await mounted(page, {}, "height: 240px");
  const wide = () => page.evaluate(() => document.documentElement.scrollWidth);
  expect(await wide()).toBe(320);
  await expect(map.locator(".control:visible")).not.toHaveCount(0);
  for (const control of await map.locator(".controls .control:visible").all()) {
    const [box, frame] = [await control.boundingBox(), await map.boundingBox()];
    expect(box.x >= frame.x && box.x + box.width <= frame.x + frame.width && box.y + box.height <= frame.y + frame.height).toBe(true);
  }
  await map.evaluate((element) => element.select("herat"));
  await settled(map);
  expect(await wide()).toBe(320);
  const panel = panelOf(map);
  await expect(panel.getByRole("button", { name: "Close" })).toBeInViewport({ ratio: 1 });
  expect(await panel.locator(".body").evaluate((body) => body.scrollWidth <= body.clientWidth)).toBe(true);
  await panel.getByRole("button", { name: "Close" }).click();
  await map.locator("[data-action=list]").first().click();
  expect(await map.locator(".list").evaluate((list) => list.scrollWidth <= list.clientWidth)).toBe(true);
});

test("1.4.11 Non-text Contrast: controls stand out from their card, the ring of the focus from anything", async ({ page }) => {
  const map = await mounted(page);
  const control = map.getByRole("button", { name: "Zoom in" });
  const { color, backgroundColor } = await control.evaluate((element) => { const { color, backgroundColor } = getComputedStyle(element); return { color, backgroundColor }; });
  expect(contrast(rgb(color), rgb(backgroundColor))).toBeGreaterThanOrEqual(3);
  await map.locator(".ground").focus();
  await page.keyboard.press("Tab");
  const ring = await map.evaluate((element) => { const { outlineColor, outlineWidth, boxShadow } = getComputedStyle(element.shadowRoot.activeElement); return { outlineColor, outlineWidth, boxShadow }; });
  expect(ring.outlineWidth).toBe("2px");
  // Of two colours with a contrast of 9, one has 3 with whatever lies under them.
  expect(contrast(rgb(ring.outlineColor), rgb(ring.boxShadow))).toBeGreaterThanOrEqual(9);
});

test("1.4.12 Text Spacing: with wider lines, words and letters nothing is cut off", async ({ page }) => {
  const map = await mounted(page);
  await map.evaluate((element) => {
    const spaced = new CSSStyleSheet();
    spaced.replaceSync("* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-block-end: 2em !important }");
    element.shadowRoot.adoptedStyleSheets.push(spaced);
    element.select("kabul");
  });
  await settled(map);
  const cut = await panelOf(map).evaluate((panel) =>
    [...panel.querySelectorAll("h2, p, span, button")].filter((text) => text.checkVisibility() && (text.scrollWidth > text.clientWidth + 1) && getComputedStyle(text).display !== "inline").map((text) => text.className || text.localName),
  );
  expect(cut).toEqual([]);
  for (const name of ["Close", "Next place", "Previous place"]) await expect(panelOf(map).getByRole("button", { name })).toBeInViewport({ ratio: 1 });
  await map.evaluate((element) => element.select(null));
  await map.getByRole("button", { name: "List of places" }).click();
  expect(await map.locator(".list").evaluate((list) => list.scrollWidth <= list.clientWidth)).toBe(true);
});

test("2.1.1 Keyboard: places, far places, zoom, pan, list, legend and credit are all worked by key", async ({ page }) => {
  const map = await mounted(page);
  await buttonOf(map, "Moscow").focus();
  await page.keyboard.press("Enter");
  await expect(panelOf(map).getByRole("heading")).toHaveText("Moscow");
  await page.keyboard.press("Escape");
  const before = await view(map);
  await map.locator(".ground").focus();
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("+");
  await settled(map);
  const after = await view(map);
  expect(after.zoom).toBeGreaterThan(before.zoom);
  expect(after.center[1]).toBeGreaterThan(before.center[1]);
  for (const name of ["Zoom out", "Show the whole story"]) await map.getByRole("button", { name }).press("Enter");
  await settled(map);
  expect((await view(map)).zoom).toBeCloseTo(before.zoom, 5);
  await page.setViewportSize({ width: 400, height: 700 });
  const narrow = await mounted(page, { controls: "zoom legend" });
  await narrow.evaluate((element) => {
    element.story = { ...element.story, legend: [{ label: "A town", "marker-color": "#1144aa" }] };
  });
  await settled(narrow);
  const legend = narrow.getByRole("button", { name: "Legend" });
  await legend.press("Enter");
  await expect(legend).toHaveAttribute("aria-expanded", "true");
  const credit = narrow.getByRole("button", { name: /sources of the map/ });
  await credit.press("Enter");
  await expect(credit).toHaveAttribute("aria-expanded", "true");
  await page.keyboard.press("Escape");
  await expect(credit).toHaveAttribute("aria-expanded", "false");
});

test("2.1.2 No Keyboard Trap: Tab leads in and out both ways from every state", async ({ page }) => {
  const map = await mounted(page);
  await page.evaluate(() => {
    document.getElementById("stage").insertAdjacentHTML("beforebegin", "<a id='before' href='#'>b</a>");
    document.getElementById("stage").insertAdjacentHTML("afterend", "<a id='after' href='#'>a</a>");
  });
  const gets = async (from, key, to) => {
    await page.locator(`#${from}`).focus();
    for (let i = 0; i < 40; i += 1) {
      await page.keyboard.press(key);
      if (await page.evaluate((to) => document.activeElement.id === to, to)) return i;
    }
    return -1;
  };
  const states = [
    () => map.evaluate((element) => element.select(null)),
    () => map.evaluate((element) => element.select("kabul")),
    async () => { await map.evaluate((element) => element.select(null)); await map.locator(".keys").press("Enter"); },
    async () => { await page.keyboard.press("Escape"); await map.getByRole("button", { name: "List of places" }).press("Enter"); },
  ];
  for (const enter of states) {
    await enter();
    expect(await gets("before", "Tab", "after")).toBeGreaterThan(2);
    expect(await gets("after", "Shift+Tab", "before")).toBeGreaterThan(2);
    await map.locator(".marker, .list button").and(map.locator(":visible")).first().focus().catch(() => {});
  }
});

test("2.4.3 Focus Order: map, places in the story's order, controls, panel; and back to the marker from the panel", async ({ page }) => {
  const map = await mounted(page);
  const order = await map.evaluate((element) =>
    [...element.shadowRoot.querySelectorAll("button, [tabindex='0']")].filter((stop) => stop.checkVisibility()).map((stop) => stop.dataset.place ?? stop.dataset.action ?? stop.className),
  );
  expect(order).toEqual(["ground", "0", "1", "2", "3", "4", "5", "6", "in", "out", "fit", "list", "fullscreen", "keys"]);
  await buttonOf(map, "Doha").press("Enter");
  await expect(panelOf(map)).toBeFocused();
  await panelOf(map).getByRole("button", { name: "Close" }).press("Enter");
  await expect(buttonOf(map, "Doha")).toBeFocused();
});

test("2.4.7 Focus Visible: whatever has the focus by key shows it", async ({ page }) => {
  const map = await mounted(page);
  await map.evaluate((element) => element.select("kabul"));
  await map.locator(".ground").focus();
  for (let i = 0; i < 12; i += 1) {
    const shown = await map.evaluate((element) => {
      const active = element.shadowRoot.activeElement;
      if (!active) return "out";
      const { outlineStyle, outlineWidth, opacity } = getComputedStyle(active);
      return `${outlineStyle} ${outlineWidth} ${opacity}`;
    });
    if (shown === "out") break;
    expect(shown).toMatch(/^solid [2-9](\.\d+)?px 1$/);
    await page.keyboard.press("Tab");
  }
});

test("2.5.1 Pointer Gestures: all that two fingers, a drag or a wheel do, single clicks do as well", async ({ page }) => {
  const map = await mounted(page);
  const first = await view(map);
  await map.getByRole("button", { name: "Zoom in" }).click();
  await settled(map);
  expect((await view(map)).zoom).toBeCloseTo(first.zoom + 1, 5);
  await map.getByRole("button", { name: "Zoom out" }).click();
  await settled(map);
  // To see what lies elsewhere: the pointers at the edge, the steps of the panel, and the list lead there.
  const { x, y } = await middle(buttonOf(map, "Moscow"));
  await page.mouse.click(x, y);
  await expect(panelOf(map).getByRole("heading")).toHaveText("Moscow");
  await settled(map);
  expect((await view(map)).center[1]).toBeGreaterThan(first.center[1] + 5);
});

test("4.1.2 Name, Role, Value: buttons are buttons, and tell whether they are pressed, open or of no use", async ({ page }) => {
  const map = await mounted(page);
  const roles = await map.locator("button").evaluateAll((all) => all.map((button) => [button.localName, button.type, button.getAttribute("aria-label") !== ""].join()));
  expect(new Set(roles)).toEqual(new Set(["button,button,true"]));
  await expect(buttonOf(map, "Kabul")).toHaveAttribute("aria-expanded", "false");
  await buttonOf(map, "Kabul").press("Enter");
  await expect(buttonOf(map, "Kabul")).toHaveAttribute("aria-expanded", "true");
  await expect(map.getByRole("button", { name: "Full screen" })).toHaveAttribute("aria-pressed", "false");
  await expect(map.getByRole("button", { name: "List of places" })).toHaveAttribute("aria-expanded", "false");
  await expect(map.getByRole("application", { name: story.title })).toHaveAttribute("aria-description", /Arrow keys/);
});

// What 2.1 and 2.2 have besides.

test("1.4.13 Content on Hover or Focus: the help stays while it is pointed at and goes with Escape", async ({ page }) => {
  const map = await mounted(page);
  await map.locator(".keys").press("Enter");
  await map.locator(".help").hover();
  await expect(map.locator(".help")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(map.locator(".help")).toBeHidden();
});

test("2.1.4 Character Key Shortcuts: single keys are the map's only while it has the focus", async ({ page }) => {
  const map = await mounted(page);
  await page.evaluate(() => document.getElementById("stage").insertAdjacentHTML("afterend", "<label>Text <input id='field'></label>"));
  const before = await view(map);
  await page.locator("#field").fill("");
  await page.keyboard.type("+-0");
  await settled(map);
  expect(await page.locator("#field").inputValue()).toBe("+-0");
  expect(await view(map)).toEqual(before);
});

test("2.2.2 Pause, Stop, Hide and 2.3.3: nothing moves by itself, and nothing flies for who wants no motion", async ({ page }) => {
  const map = await mounted(page);
  await map.evaluate((element) => element.select("moscow"));
  expect(await map.evaluate((element) => element.shadowRoot.getAnimations().length)).toBe(0);
});

test("2.4.11 Focus Not Obscured: what has the focus lies under nothing, with the panel open as well", async ({ page }) => {
  const map = await mounted(page);
  for (const select of [null, "herat", "doha"]) {
    await map.evaluate((element, id) => element.select(id), select);
    await settled(map);
    await map.locator(".ground").focus();
    for (let i = 0; i < 9; i += 1) {
      await page.keyboard.press("Tab");
      const covered = await map.evaluate((element) => {
        const active = element.shadowRoot.activeElement;
        if (!active || active.matches(".ground")) return null; // that is the whole map, with its ring at the edge
        const { left, top, width, height } = active.getBoundingClientRect();
        const at = (x, y) => element.shadowRoot.elementFromPoint(left + width * x, top + height * y);
        const free = [[0.5, 0.5], [0.15, 0.5], [0.85, 0.5], [0.5, 0.15], [0.5, 0.85]].some(([x, y]) => active.contains(at(x, y)));
        return free ? null : active.getAttribute("aria-label");
      });
      expect(covered, `with ${select} open`).toBeNull();
    }
  }
});

test("2.5.2 Pointer Cancellation: a press that is taken away from its target before it ends does nothing", async ({ page }) => {
  const map = await mounted(page);
  const { x, y } = await middle(buttonOf(map, "Herat"));
  await page.mouse.move(x, y);
  await page.mouse.down();
  await expect(panelOf(map)).toBeHidden();
  await page.mouse.move(x + 80, y + 80, { steps: 4 });
  await page.mouse.up();
  await expect(panelOf(map)).toBeHidden();
  const before = await view(map);
  const zoom = await middle(map.getByRole("button", { name: "Zoom in" }));
  await page.mouse.move(zoom.x, zoom.y);
  await page.mouse.down();
  await page.mouse.move(zoom.x - 200, zoom.y + 200);
  await page.mouse.up();
  await settled(map);
  expect((await view(map)).zoom).toBe(before.zoom);
});

test("2.5.3 Label in Name: what a button shows is in what it is called", async ({ page }) => {
  await page.setViewportSize({ width: 400, height: 700 });
  const map = await mounted(page);
  const credit = map.locator(".credit button");
  expect(await credit.getAttribute("aria-label")).toContain((await credit.innerText()).trim());
  for (const feature of story.features) await expect(buttonOf(map, feature.properties.name)).toHaveAccessibleName(new RegExp(`^${feature.properties.name}`));
});

test("2.5.7 Dragging Movements: the map is moved without a drag, by its buttons and by a click on a far place", async ({ page }) => {
  const map = await mounted(page);
  const first = await view(map);
  await map.getByRole("button", { name: "Zoom out" }).click();
  await settled(map);
  const out = (await view(map)).bounds;
  expect(out[0] < first.bounds[0] && out[1] < first.bounds[1] && out[2] > first.bounds[2] && out[3] > first.bounds[3]).toBe(true);
  await map.getByRole("button", { name: "Show the whole story" }).click();
  await settled(map);
  await map.locator("[data-action=list]").first().click();
  await map.locator(".list").getByRole("button", { name: "Moscow", exact: true }).click();
  await settled(map);
  expect((await view(map)).center[1]).toBeGreaterThan(first.center[1] + 5);
});

test("2.5.8 Target Size (Minimum): everything that can be pressed measures 24 px at least", async ({ page }) => {
  for (const size of [[1280, 800], [320, 480]]) {
    await page.setViewportSize({ width: size[0], height: size[1] });
    const map = await mounted(page);
    for (const act of [() => {}, () => map.evaluate((element) => element.select("kabul")), async () => { await map.evaluate((element) => element.select(null)); await map.locator("[data-action=list]").first().click(); }]) {
      await act();
      await settled(map);
      for (const button of await map.locator("button:visible").all()) {
        const box = await button.boundingBox();
        expect(Math.min(box.width, box.height), await button.evaluate((element) => element.outerHTML)).toBeGreaterThanOrEqual(23.99); // less what rounding takes
      }
    }
  }
});

test("3.1.2 Language of Parts: the interface, the names and the excerpts each say what language they are in", async ({ page }) => {
  const map = await mounted(page, { lang: "fr" });
  await expect(map.locator(".map")).toHaveAttribute("lang", "fr");
  await expect(map.locator(".places")).toHaveAttribute("lang", "fr");
  await map.evaluate((element) => element.select("herat"));
  await expect(panelOf(map).locator(".excerpt > :first-child").first()).toHaveAttribute("lang", story.lang);
});

test("3.2.1 On Focus and 3.2.2: having the focus changes nothing, neither view nor selection", async ({ page }) => {
  const map = await mounted(page);
  const before = await view(map);
  for (const name of ["Moscow", "Herat", "Doha"]) await buttonOf(map, name).focus();
  for (let i = 0; i < 6; i += 1) await page.keyboard.press("Tab");
  await settled(map);
  expect(await view(map)).toEqual(before);
  expect(await map.evaluate((element) => element.selected)).toBeNull();
});

test("3.2.6 Consistent Help: the help on keys is at the same place in the order of every map", async ({ page }) => {
  const map = await mounted(page);
  const last = async (map) => map.evaluate((element) => [...element.shadowRoot.querySelectorAll(".frame button")].filter((button) => button.checkVisibility()).at(-1).dataset.action);
  expect(await last(map)).toBe("keys");
  expect(await last(await mount(page, full({ controls: "zoom", lang: "fa" })))).toBe("keys");
});

test("4.1.3 Status Messages: a status tells that the map is loading and what a step has opened, without the focus", async ({ page }) => {
  await openBlank(page);
  let answer;
  await page.route("**/story.geojson", async (route) => {
    await new Promise((go) => (answer = go));
    await route.continue();
  });
  await page.evaluate(() => {
    document.getElementById("stage").innerHTML = '<dateline-map src="../geodata/story.geojson"></dateline-map>';
  });
  const map = page.locator("dateline-map");
  await expect(map.getByRole("status")).toHaveText("The map is loading.");
  await expect.poll(() => Boolean(answer)).toBe(true);
  answer();
  await expect(map.locator(".map")).toHaveAttribute("data-state", "ready");
  await expect(map.getByRole("status")).toHaveText("");
  await map.evaluate((element) => element.select("kabul"));
  await expect(map.getByRole("status")).toContainText("Kabul, 2 of 7");
});

// Every state, by axe.

for (const [what, options] of [
  ["light", { colorScheme: "light" }],
  ["dark", { colorScheme: "dark" }],
  ["forced colours", { forcedColors: "active" }],
  ["more contrast", { contrast: "more" }],
]) {
  test(`axe finds nothing to mend in any state, in ${what}`, async ({ page }) => {
    await page.emulateMedia({ reducedMotion: "reduce", ...options });
    const map = await openMap(page);
    await settled(map);
    await expectAccessible(page);
    await map.evaluate((element) => element.select("moscow"));
    await settled(map);
    await expectAccessible(page);
    await map.evaluate((element) => element.select(null));
    await map.locator(".keys").press("Enter");
    await expectAccessible(page);
    await page.keyboard.press("Escape");
    await map.getByRole("button", { name: "List of places" }).press("Enter");
    await expectAccessible(page);
  });
}

for (const [width, height, lang] of [[320, 640, "en"], [768, 1024, "fa"]]) {
  test(`axe finds nothing to mend at ${width} px in ${lang}, closed, open and as a list`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    const map = await openMap(page);
    await map.evaluate((element, lang) => (element.lang = lang), lang);
    await settled(map);
    await expectAccessible(page);
    await map.evaluate((element) => element.select("kabul"));
    await settled(map);
    await expectAccessible(page);
    await map.evaluate((element) => element.select(null));
    await map.locator("[data-action=list]").first().click();
    await expectAccessible(page);
  });
}

test("in forced colours controls, panel and list keep their edges, and the focus its ring", async ({ page }) => {
  await page.emulateMedia({ forcedColors: "active", reducedMotion: "reduce" });
  const map = await mounted(page);
  for (const selector of [".control", ".panel"]) {
    await map.evaluate((element) => element.select("kabul"));
    const edge = await map.locator(selector).first().evaluate((element) => getComputedStyle(element).borderTopWidth);
    expect(edge).toBe("1px");
  }
  await map.locator(".ground").focus();
  await page.keyboard.press("Tab");
  expect(await inside(map, ".marker")).toBe(true);
  expect(await map.evaluate((element) => getComputedStyle(element.shadowRoot.activeElement).outlineStyle)).toBe("solid");
});

test("who asks for more contrast gets darker second texts and lines", async ({ page }) => {
  const map = await mounted(page);
  const colour = (name) => map.locator(".map").evaluate((element, name) => getComputedStyle(element).getPropertyValue(name), name);
  const hex = (css) => css.trim().match(/[\da-f]{2}/gi).slice(0, 3).map((part) => parseInt(part, 16));
  const before = await colour("--rule");
  await page.emulateMedia({ contrast: "more" });
  await expect.poll(() => colour("--rule")).not.toBe(before);
  expect(contrast(hex(await colour("--rule")), hex(await colour("--card")))).toBeGreaterThan(4.5);
});
