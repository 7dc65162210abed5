// A reader opens the places, by mouse and by keyboard, and reads what the story says of each.

import { BASEMAP, buttonOf, expect, isAccent, middle, mount, openBlank, openMap, panelOf, pixels, places, settled, story, test } from "./fixtures.mjs";

/** The country that each place lies in: the story does not tell it, the basemap does. */
const COUNTRY = {
  laghman: "Afghanistan",
  kabul: "Afghanistan",
  moscow: "Russia",
  balochistan: "Pakistan",
  doha: "Qatar",
  badakhshan: "Afghanistan",
  herat: "Afghanistan",
};

function inWords(date) {
  const [year, month, day] = date.split("-").map(Number);
  const options = { timeZone: "UTC", year: "numeric", month: month && "long", day: day && "numeric" };
  return new Intl.DateTimeFormat(story.lang, options).format(new Date(Date.UTC(year, (month ?? 1) - 1, day ?? 1)));
}

/** Expects the article's own sentences, as often as its paragraphs name the place. */
async function expectPassages(map, place) {
  const panel = panelOf(map);
  const paragraphs = await map.page().locator("#article > p").evaluateAll((all) => all.map((p) => p.innerText.replace(/\s+/g, " ")));
  const named = paragraphs.join(" ").split(new RegExp(`\\b${place.name}\\b`)).length - 1;
  await expect(panel.locator("mark")).toHaveText(Array(named).fill(place.name));
  const told = await panel.locator(".excerpt").evaluateAll((all) => all.map((one) => [one.querySelector("blockquote").innerText, one.querySelector(".source").innerText]));
  for (const [text, source] of told) {
    expect(text).toContain(place.name);
    const number = paragraphs.findIndex((paragraph) => paragraph.includes(text)) + 1;
    expect(number, "its own words").toBeGreaterThan(0);
    expect(source).toBe(`Paragraph ${number}`);
  }
}

/** Expects what the story says, where the page has no article that does. */
async function expectExcerpts(map, place) {
  const panel = panelOf(map);
  await expect(panel.locator(".excerpt > :first-child")).toHaveText(place.excerpts.map(({ text }) => text));
  const sources = place.excerpts.map(({ paragraph, date, quote }) => {
    const whose = quote ? "Quoted from" : "Summary of";
    return `${whose} paragraph ${paragraph}, ${story.source.name}${date === place.date ? "" : ` · ${inWords(date)}`}`;
  });
  await expect(panel.locator(".source")).toHaveText(sources);
  const words = panel.locator(".excerpt > :first-child");
  for (const [i, { quote }] of place.excerpts.entries()) {
    expect(await words.nth(i).evaluate((element) => element.localName), "set as a quotation only when it is one").toBe(
      quote ? "blockquote" : "p",
    );
  }
}

/** Expects that the panel holds all that the story says of the place, and nothing of another. */
async function expectPanel(map, place) {
  const panel = panelOf(map);
  await expect(panel).toBeVisible();
  await expect(panel.getByRole("heading")).toHaveText(place.name);
  await expect(panel.locator(".kicker")).toHaveText(new RegExp(`^${place.kind} · ${COUNTRY[place.id]}$`, "i"));
  await expect(panel.locator(".when")).toHaveText(inWords(place.date));
  if (await map.page().locator("#article").count()) await expectPassages(map, place);
  else await expectExcerpts(map, place);
  await expect(panel.locator(".position")).toHaveText(`${places.indexOf(place) + 1} of ${places.length}`);
  expect(await map.evaluate((element) => element.selected)).toBe(place.id);
  await expect(buttonOf(map, place.name)).toHaveAttribute("aria-expanded", "true");
  await expect(map.locator('button.marker[aria-expanded="true"]')).toHaveCount(1);
}

/** Expects that the selected marker is drawn, in the view, and that neither it nor its name is under the panel. */
async function expectUncovered(map, place) {
  const at = await middle(buttonOf(map, place.name));
  const [panel, frame] = [await panelOf(map).boundingBox(), await map.boundingBox()];
  expect(at.x > frame.x && at.x < frame.x + frame.width && at.y > frame.y && at.y < frame.y + frame.height, "in view").toBe(true);
  const under = at.x > panel.x - 8 && at.x < panel.x + panel.width + 8 && at.y > panel.y - 8 && at.y < panel.y + panel.height + 8;
  expect(under, "under the panel").toBe(false);
  expect((await pixels(map, at)).every(isAccent), "its disc is drawn there").toBe(true);
}

for (const place of places) {
  test(`a click on ${place.name} shows what is told of it`, async ({ page }) => {
    const map = await openMap(page);
    await settled(map);
    const { x, y } = await middle(buttonOf(map, place.name));
    await page.mouse.click(x, y);
    await expectPanel(map, place);
    await settled(map);
    await expectUncovered(map, place);
  });
}

test("all seven are read in one sitting by mouse, each from the whole view", async ({ page }) => {
  const map = await openMap(page);
  for (const place of places) {
    await map.getByRole("button", { name: "Show the whole story" }).click();
    await settled(map);
    const { x, y } = await middle(buttonOf(map, place.name));
    await page.mouse.click(x, y);
    await expectPanel(map, place);
    await panelOf(map).getByRole("button", { name: "Close" }).click();
    await expect(panelOf(map)).toBeHidden();
  }
});

test("all seven are read by keyboard alone", async ({ page }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  const map = await openMap(page);
  await settled(map);
  // Tab from the top of the page to the map, and on to its first marker.
  const focused = () => map.evaluate((element) => element.shadowRoot.activeElement?.getAttribute("aria-label") ?? null);
  for (let presses = 0; !(await focused())?.startsWith(places[0].name); presses += 1) {
    expect(presses, "presses of Tab until the first marker").toBeLessThan(10);
    await page.keyboard.press("Tab");
  }
  for (const [i, place] of places.entries()) {
    if (i > 0) await page.keyboard.press("PageDown");
    expect(await focused()).toContain(place.name);
    await page.keyboard.press(i % 2 ? "Space" : "Enter");
    await expectPanel(map, place);
    await expect(panelOf(map)).toBeFocused();
    await settled(map);
    await expectUncovered(map, place);
    await page.keyboard.press("Escape");
    await expect(panelOf(map)).toBeHidden();
    await expect(buttonOf(map, place.name)).toBeFocused();
    // The whole story again, so that the next marker is there to be reached.
    await map.evaluate((element) => element.fit());
    await settled(map);
    await expect(buttonOf(map, place.name)).toBeFocused();
  }
});

test("next goes through the story in its order, from the last to the first, and previous the way back", async ({ page }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  const map = await openMap(page);
  await settled(map);
  await buttonOf(map, places[0].name).press("Enter");
  const [next, previous] = ["Next place", "Previous place"].map((name) => panelOf(map).getByRole("button", { name }));
  for (const place of [...places.slice(1), places[0]]) {
    await next.click();
    await expectPanel(map, place);
    await settled(map);
    await expectUncovered(map, place);
  }
  for (const place of [...places].reverse()) {
    await previous.press("Enter");
    await expectPanel(map, place);
    await expect(previous).toBeFocused();
  }
});

test("a step to the next place is announced; opening one by hand moves the focus instead", async ({ page }) => {
  const map = await openMap(page);
  await settled(map);
  await buttonOf(map, "Laghman").press("Enter");
  await panelOf(map).getByRole("button", { name: "Next place" }).press("Enter");
  const said = map.getByRole("status");
  await expect(said).toContainText("Kabul, 2 of 7");
  await expect(said).toContainText(await panelOf(map).locator("blockquote").first().innerText());
});

test("a click beside the places closes the panel, and so does its close button", async ({ page }) => {
  const map = await openMap(page);
  await settled(map);
  await buttonOf(map, "Herat").press("Enter");
  await expect(panelOf(map)).toBeVisible();
  await settled(map);
  const beside = await map.evaluate((element) => {
    const box = element.getBoundingClientRect();
    for (let y = 20; y < box.height; y += 20) {
      for (let x = 20; x < box.width; x += 20) {
        const top = element.shadowRoot.elementFromPoint(box.left + x, box.top + y);
        if (top?.matches("canvas, .frame, .places") && element.placeAt(x, y) === null) return { x: box.left + x, y: box.top + y };
      }
    }
  });
  await page.mouse.click(beside.x, beside.y);
  await expect(panelOf(map)).toBeHidden();
  expect(await map.evaluate((element) => element.selected)).toBeNull();

  await buttonOf(map, "Herat").press("Enter");
  await panelOf(map).getByRole("button", { name: "Close" }).click();
  await expect(panelOf(map)).toBeHidden();
  await expect(buttonOf(map, "Herat")).toBeFocused();
  await expect(buttonOf(map, "Herat")).toHaveAttribute("aria-expanded", "false");
});

test("the name beside a marker opens it as well", async ({ page }) => {
  const map = await openMap(page);
  await settled(map);
  const target = await middle(buttonOf(map, "Herat"));
  // Somewhere about the marker, but off its button, lies its name.
  const name = await map.evaluate((element, { x, y }) => {
    const box = element.getBoundingClientRect();
    for (let reach = 18; reach < 90; reach += 4) {
      for (let turn = 0; turn < 24; turn += 1) {
        const at = { x: x + reach * Math.cos((turn * Math.PI) / 12), y: y + reach * Math.sin((turn * Math.PI) / 12) };
        const top = element.shadowRoot.elementFromPoint(at.x, at.y);
        if (!top?.closest("button") && element.placeAt(at.x - box.left, at.y - box.top) === "herat") return at;
      }
    }
  }, target);
  await page.mouse.click(name.x, name.y);
  await expect(panelOf(map).getByRole("heading")).toHaveText("Herat");
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });

  for (const place of places) {
    test(`a tap on ${place.name} opens a sheet below it`, async ({ page }) => {
      const map = await openMap(page);
      await settled(map);
      const { x, y } = await middle(buttonOf(map, place.name));
      await page.touchscreen.tap(x, y);
      await expectPanel(map, place);
      await settled(map);
      const sheet = await panelOf(map).boundingBox();
      expect(sheet.x).toBe(0);
      expect(sheet.width).toBe(360);
      expect(sheet.y + sheet.height).toBeCloseTo(740, 0);
      await expectUncovered(map, place);
    });
  }

  test("step by step the map shows each place clear of its controls, and comes back from the far ones", async ({ page }) => {
    const map = await openMap(page);
    await settled(map);
    const zoom = () => map.evaluate((element) => element.getView().zoom);
    const first = await zoom();
    await map.evaluate((element) => element.select("laghman"));
    for (const place of [...places.slice(1), places[0]]) {
      await panelOf(map).getByRole("button", { name: "Next place" }).tap();
      await expectPanel(map, place);
      await settled(map);
      const { x, y } = await middle(buttonOf(map, place.name));
      for (const control of await map.locator(".control:visible, .credit button:visible").all()) {
        const box = await control.boundingBox();
        const covered = x > box.x - 8 && x < box.x + box.width + 8 && y > box.y - 8 && y < box.y + box.height + 8;
        expect(covered, `${place.name} under ${await control.getAttribute("aria-label")}`).toBe(false);
      }
      if (["kabul", "balochistan", "herat"].includes(place.id)) expect(await zoom(), place.name).toBeCloseTo(first, 3);
      if (place.id === "moscow") expect(await zoom()).toBeLessThan(first - 1);
    }
  });

  test("the panel tells the annotation, for which a narrow map has no room", async ({ page }) => {
    const map = await openMap(page);
    await map.evaluate((element) => element.select("laghman"));
    await expect(panelOf(map).locator(".note")).toHaveText("Deal celebrated, March 2020");
    await page.setViewportSize({ width: 1280, height: 800 });
    await map.evaluate((element) => element.select("herat"));
    await expect(panelOf(map).getByRole("heading")).toHaveText("Herat");
    await expect(panelOf(map).locator(".note")).toHaveCount(0);
  });

  test("the sheet opens under the finger and does not take the tap that opened it", async ({ page }) => {
    await openBlank(page);
    // The map stands low in the window, as in the middle of an article: its markers are where the sheet will be.
    await page.addStyleTag({ content: "#stage { padding: 200px 0 2000px }" });
    const map = await mount(page, { story, attributes: { basemap: BASEMAP } });
    for (const place of places) {
      await page.evaluate(() => scrollTo(0, 0));
      await map.evaluate((element) => element.fit());
      await settled(map);
      const { x, y } = await middle(buttonOf(map, place.name));
      await page.touchscreen.tap(x, y);
      await expectPanel(map, place);
      await settled(map);
      const [at, sheet] = [await middle(buttonOf(map, place.name)), await panelOf(map).boundingBox()];
      expect(at.y, `${place.name} stays in sight above the sheet`).toBeLessThan(sheet.y);
      expect(at.y, `${place.name} stays in the window`).toBeGreaterThan(0);
      await panelOf(map).getByRole("button", { name: "Close" }).tap();
      await expect(panelOf(map)).toBeHidden();
    }
  });

  test("a tap on the article puts the sheet away", async ({ page }) => {
    const map = await openMap(page);
    await settled(map);
    const { x, y } = await middle(buttonOf(map, "Kabul"));
    await page.touchscreen.tap(x, y);
    await expect(panelOf(map)).toBeVisible();
    await page.evaluate(() => scrollTo(0, document.querySelector("h1").getBoundingClientRect().top - 100));
    const title = await page.getByRole("heading", { level: 1 }).boundingBox();
    await page.touchscreen.tap(title.x + 20, title.y + 10);
    await expect(panelOf(map)).toBeHidden();
  });
});
