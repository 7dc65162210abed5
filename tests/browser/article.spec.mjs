// The map reads the article that it stands in: mentions in the text, excerpts in the panel, and the ways between them.

import { articleRead, BASEMAP, buttonOf, expect, expectAccessible, heard, marked, middle, mount, openBlank, openMap, panelOf, settled, storyOf, test, whereIs, writeArticle } from "./fixtures.mjs";

const STORY = storyOf(
  { id: "kabul", name: "Kabul", at: [69.17, 34.53], date: "2021-07", excerpt: "What the story says of Kabul." },
  { id: "herat", name: "Herat", "name:fa": "هرات", at: [62.2, 34.35], date: "2021-07-09" },
  { id: "mazar", name: "Mazar-i-Sharif", aliases: ["Mazar"], at: [67.11, 36.71], date: "2020-03-02" },
  { id: "zaranj", name: "Zaranj", at: [61.86, 30.96], excerpt: "The article does not come by here." },
);

const TEXT = `<h2>Roads</h2>
  <p id="one">The road that leaves Kabul in the morning is crowded until noon. Nobody in the capital counts the cars.</p>
  <p id="two">In <em>Mazar</em>-i-<a href="#elsewhere">Sharif</a> it is quieter, and Herat’s own road is empty by the evening, people say.</p>
  <nav>Kabul</nav><p hidden>Nobody sees Kabul here, in a paragraph that is not shown.</p><script>"Kabul"</script>
  <figure><figcaption>A bridge near Herat, on a day without any traffic to speak of.</figcaption></figure>
  <p id="three">Whoever comes from Herat sees <a href="#map">Kabul</a> last, and kabul in small letters is no place on any sign.</p>`;

/** A page with an article and its map, when the map has read it. */
async function openArticle(page, { html = TEXT, story = STORY, attributes = {}, style } = {}) {
  await openBlank(page);
  await writeArticle(page, html);
  const map = await mount(page, { story, attributes: { for: "text", basemap: BASEMAP, ...attributes }, style });
  await articleRead(page);
  return map;
}

const article = (page) => page.locator("#text");
const focused = (page) => page.evaluate(() => document.activeElement?.id);

test("mentions are underlined where they stand, and the page's elements are left as they are", async ({ page }) => {
  await openBlank(page);
  await writeArticle(page, TEXT);
  const before = await article(page).innerHTML();
  await mount(page, { story: STORY, attributes: { for: "text" } });
  const told = await articleRead(page);
  // The heading names none; one that does is left as it is.
  expect(await marked(page)).toEqual(["Kabul", "Mazar-i-Sharif", "Herat", "Herat", "Herat", "Kabul"]);
  expect(told).toMatchObject({ mentions: 6, places: [{ id: "kabul", mentions: 2 }, { id: "mazar", mentions: 1 }, { id: "herat", mentions: 3 }] });
  expect(await article(page).innerHTML()).toBe(before);
});

test("captions can be left out, and the closest article is read where none is named", async ({ page }) => {
  const map = await openArticle(page, { attributes: { captions: "none" } });
  expect(await marked(page)).toHaveLength(5);
  await page.evaluate(() => document.getElementById("text").append(document.querySelector("dateline-map")));
  await map.evaluate((element) => element.removeAttribute("captions"));
  await articleRead(page, 2);
  await map.evaluate((element) => element.removeAttribute("for"));
  await articleRead(page, 3);
  expect(await marked(page)).toHaveLength(6);
});

test("an excerpt is the article's own sentence with the name marked, and the story's where the article is silent", async ({ page }) => {
  const map = await openArticle(page);
  const panel = panelOf(map);
  await map.evaluate((element) => element.select("kabul"));
  await expect(panel.locator("blockquote")).toHaveText([
    "The road that leaves Kabul in the morning is crowded until noon.",
    "Whoever comes from Herat sees Kabul last, and kabul in small letters is no place on any sign.",
  ]);
  await expect(panel.locator("mark")).toHaveText(["Kabul", "Kabul"]);
  await expect(panel.locator(".source")).toHaveText(["Paragraph 1", "Paragraph 3"]);
  await map.evaluate((element) => element.select("zaranj"));
  await expect(panel.locator(".excerpt > :first-child")).toHaveText(["The article does not come by here."]);
  await expect(panel.getByRole("button", { name: "Read it in the article" })).toBeHidden();

  await map.evaluate((element) => (element.excerpts = "article"));
  await expect(panel.locator(".excerpt")).toHaveCount(0);
  await expect(panel).toContainText("The article does not name this place.");
  await map.evaluate((element) => element.select("kabul"));
  for (const [word, count, first] of [["both", 3, "What the story says of Kabul."], ["story", 1, "What the story says of Kabul."], ["", 2, "The road that leaves"]]) {
    await map.evaluate((element, word) => element.setAttribute("excerpts", word), word);
    await expect(panel.locator(".excerpt")).toHaveCount(count);
    await expect(panel.locator(".excerpt > :first-child").first()).toContainText(first);
  }
});

test("a click on a mention selects its place, and its mentions are tinted", async ({ page }) => {
  const map = await openArticle(page);
  const at = await whereIs(page, "Herat", 0);
  await page.mouse.click(at.x, at.y);
  await expect(panelOf(map).getByRole("heading")).toHaveText("Herat");
  expect(await marked(page, "selected")).toEqual(["Herat", "Herat", "Herat"]);
  expect(await heard(page, "dateline-select")).toEqual([{ id: "herat", name: "Herat" }]);
});

test("clicks that mean something else are left to the page", async ({ page }) => {
  const map = await openArticle(page);
  await page.evaluate(() => document.querySelector('#three a').addEventListener("click", () => (window.followed = true)));
  const own = await middle(page.locator("#three a"));
  await page.mouse.click(own.x, own.y);
  expect(await page.evaluate(() => window.followed)).toBe(true);
  expect(new URL(page.url()).hash).toBe("#map");
  await page.evaluate(() => history.replaceState(null, "", location.pathname));
  const at = await whereIs(page, "Kabul", 0);
  await page.keyboard.down("Shift");
  await page.mouse.click(at.x, at.y);
  await page.keyboard.up("Shift");
  await page.evaluate(() => getSelection().removeAllRanges());
  await page.evaluate(() => getSelection().selectAllChildren(document.getElementById("one")));
  await page.evaluate(() => document.getElementById("one").addEventListener("click", (event) => event.preventDefault(), { once: true }));
  await page.mouse.click(at.x, at.y);
  expect(await heard(page, "dateline-select")).toEqual([]);
  await expect(panelOf(map)).toBeHidden();
});

test("pointing at a mention rings its marker", async ({ page }) => {
  const map = await openArticle(page);
  await settled(map);
  const at = await whereIs(page, "Herat", 0);
  await page.mouse.move(at.x, at.y);
  await expect(buttonOf(map, "Herat")).toHaveAttribute("data-pointed", "");
  await expect(map.locator("[data-pointed]")).toHaveCount(1);
  expect(await page.locator("#two").evaluate((p) => getComputedStyle(p).cursor)).toBe("pointer");
  await page.mouse.move(at.x, at.y - 120);
  await expect(map.locator("[data-pointed]")).toHaveCount(0);
  expect(await page.locator("#two").evaluate((p) => getComputedStyle(p).cursor)).toBe("auto");
});

test("by keyboard: from the marker to the sentence, through its mentions, and back to the marker", async ({ page }) => {
  const map = await openArticle(page);
  await settled(map);
  await buttonOf(map, "Herat").press("Enter");
  await panelOf(map).getByRole("button", { name: "Read it in the article" }).press("Enter");
  expect(await focused(page)).toBe("two");
  expect(await marked(page, "reading")).toEqual([expect.stringMatching(/^In Mazar-i-Sharif it is quieter, .* people say\.$/)]);
  const bar = map.getByRole("group", { name: "Read it in the article" });
  await expect(bar).toContainText("1 of 3");
  await bar.getByRole("button", { name: "Next mention" }).press("Enter");
  await expect(bar).toContainText("2 of 3");
  await expect(map.getByRole("status")).toHaveText("2 of 3. A bridge near Herat, on a day without any traffic to speak of.");
  await expect(bar.getByRole("button", { name: "Next mention" })).toBeFocused();
  await bar.getByRole("button", { name: "Previous mention" }).press("Enter");
  await bar.getByRole("button", { name: "Previous mention" }).press("Enter");
  await expect(bar).toContainText("3 of 3");
  await expectAccessible(page, "dateline-map");
  await bar.getByRole("button", { name: "Back to the map" }).press("Enter");
  await expect(bar).toBeHidden();
  await expect(buttonOf(map, "Herat")).toBeFocused();
  await expect(panelOf(map)).toBeVisible();

  await panelOf(map).getByRole("button", { name: "Read it in the article" }).press("Enter");
  expect(await focused(page)).toBe("two");
  await page.keyboard.press("Escape");
  await expect(buttonOf(map, "Herat")).toBeFocused();
  await expect(page.locator("#two")).not.toHaveAttribute("tabindex");
  await expect(panelOf(map)).toBeVisible();
});

test("the sentence that was gone to is in the window, and is marked for a moment only", async ({ page }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  const map = await openArticle(page, { html: `${TEXT}<div style="height: 3000px"></div><p id="far">At the end of everything lies Zaranj, as the last of the drivers knows.</p>` });
  await map.evaluate((element) => element.select("zaranj"));
  await map.evaluate((element) => element.scrollIntoView());
  await panelOf(map).getByRole("button", { name: "Read it in the article" }).click();
  await expect(page.locator("#far")).toBeInViewport();
  await expect(map.locator(".back .steps")).toBeHidden();
  expect(await marked(page, "reading")).toHaveLength(1);
  await expect.poll(() => marked(page, "reading")).toEqual([]);
  await map.getByRole("button", { name: "Back to the map" }).click();
  await expect(map).toBeInViewport();
});

test("links that the author wrote open and close the map's places by mouse and by keyboard", async ({ page }) => {
  const html = `${TEXT}<p>See <a id="plain" data-place="kabul">the capital</a>, <button id="button" data-place="herat">the west</button>
    and <a id="linked" href="#dateline-mazar" data-place="mazar">the north</a>; <a id="unknown" data-place="atlantis" href="#x">not this</a>.</p>`;
  const map = await openArticle(page, { html });
  for (const [id, name] of [["plain", "Kabul"], ["button", "Herat"], ["linked", "Mazar-i-Sharif"]]) {
    const link = page.locator(`#${id}`);
    await expect(link).toHaveAttribute("aria-expanded", "false");
    expect(await link.getAttribute("aria-controls")).toBe(await map.getAttribute("id"));
    await link.focus();
    await page.keyboard.press("Enter");
    await expect(panelOf(map).getByRole("heading")).toHaveText(name);
    await expect(panelOf(map)).toBeFocused();
    await expect(link).toHaveAttribute("aria-expanded", "true");
    await page.keyboard.press("Escape");
    await expect(panelOf(map)).toBeHidden();
    await expect(link, "the focus is back where it was").toBeFocused();
    await link.click();
    await expect(panelOf(map).getByRole("heading")).toHaveText(name);
    await link.click();
    await expect(panelOf(map)).toBeHidden();
  }
  await expect(page.locator("#plain")).toHaveRole("button");
  await expect(page.locator("#unknown")).not.toHaveAttribute("aria-expanded");
  await expectAccessible(page, "main");
  await map.evaluate((element) => element.remove());
  await expect(page.locator("#plain")).not.toHaveAttribute("aria-controls");
  await expect(page.locator("#plain")).not.toHaveAttribute("role");
});

test("a page that renders its article anew is followed, and only what is new is searched", async ({ page }) => {
  await openBlank(page);
  await page.evaluate(() => {
    // Sentences are looked for in those texts alone that are searched and name a place.
    const { segment } = Intl.Segmenter.prototype;
    window.searched = [];
    Intl.Segmenter.prototype.segment = function (text) {
      window.searched.push(text.trim().slice(0, 12));
      return segment.call(this, text);
    };
  });
  await writeArticle(page, TEXT);
  const map = await mount(page, { story: STORY, attributes: { for: "text" } });
  await articleRead(page);
  const first = await page.evaluate(() => window.searched.splice(0).length);
  expect(first).toBe(4);

  // As a client-side framework does: all nodes are new, and most of the text is not.
  const added = "<p id='new'>Late in the day a bus from Zaranj arrives, with nobody on it but the driver.</p>";
  await page.evaluate((html) => (document.getElementById("text").innerHTML = html), added + TEXT);
  await articleRead(page, 2);
  expect(await marked(page)).toEqual(["Zaranj", "Kabul", "Mazar-i-Sharif", "Herat", "Herat", "Herat", "Kabul"]);
  expect(await page.evaluate(() => window.searched.splice(0))).toEqual(["Late in the "]);
  await map.evaluate((element) => element.select("zaranj"));
  await expect(panelOf(map).locator("blockquote")).toContainText("a bus from Zaranj");

  // An edit, a paragraph that goes, one that is shown: together, and read once.
  await page.evaluate(() => {
    document.getElementById("new").firstChild.data = "Late in the day a bus from Herat arrives, with nobody on it but the driver.";
    document.getElementById("one").remove();
    document.querySelector("p[hidden]").hidden = false;
  });
  await articleRead(page, 3);
  expect(await marked(page)).toEqual(["Herat", "Mazar-i-Sharif", "Herat", "Kabul", "Herat", "Herat", "Kabul"]);
  await expect(panelOf(map)).toContainText("The article does not come by here.");
  expect(await heard(page, "dateline-article")).toHaveLength(3);
});

test("an article that comes after the map is read, and so is another in its place", async ({ page }) => {
  await openBlank(page);
  const map = await mount(page, { story: STORY, attributes: { for: "text" } });
  await map.evaluate((element) => element.select("kabul"));
  await expect(panelOf(map)).toContainText("What the story says of Kabul.");
  await writeArticle(page, TEXT);
  await articleRead(page);
  await expect(panelOf(map).locator("blockquote").first()).toContainText("The road that leaves Kabul");
  await writeArticle(page, "<p>Nothing in this one but Kabul, and that only once in all its words.</p>");
  await articleRead(page, 2);
  expect(await marked(page)).toEqual(["Kabul"]);
  await page.evaluate(() => document.getElementById("text").remove());
  await expect.poll(() => marked(page)).toEqual([]);
  await expect(panelOf(map)).toContainText("What the story says of Kabul.");
});

test("an article of 50,000 words is read in many slices, between which the page goes on", async ({ page }) => {
  await openBlank(page);
  await page.evaluate(() => {
    const article = document.createElement("article");
    article.id = "text";
    const words = "the road goes on and nobody who walks it can say how far it is to the next of its many turns for the maps are old".split(" ");
    for (let n = 0; n < 1000; n += 1) {
      const p = document.createElement("p");
      const text = Array.from({ length: 49 }, (_, i) => words[(n * 7 + i * (1 + (n % 5))) % words.length]);
      p.textContent = `Then ${text.join(" ")} ${n % 10 ? n : "as it is in Herat"}.`;
      article.append(p);
    }
    document.querySelector("main").prepend(article);
    // What the page does meanwhile: it counts the turns it gets.
    window.turns = 0;
    const channel = new MessageChannel();
    channel.port1.onmessage = () => {
      window.turns += 1;
      if (!window.heard?.some(({ type }) => type === "dateline-article")) channel.port2.postMessage(null);
    };
    addEventListener("dateline-ready", () => ((window.turns = 0), channel.port2.postMessage(null)), true);
  });
  await mount(page, { story: STORY, attributes: { for: "text" } });
  const { mentions, slices } = await articleRead(page);
  expect(mentions).toBe(100);
  expect(slices).toBeGreaterThan(2);
  expect(await page.evaluate(() => window.turns)).toBeGreaterThan(2);
});

test("the map follows the text that is read, stops when it is touched, and starts again when asked", async ({ page }) => {
  const gap = "<div style='height: 900px'></div>";
  const html = `${gap}<p id="a">First comes Kabul, as in every account of this road.</p>${gap}<p id="b">Then comes Herat, which is a day from it.</p>${gap}${gap}`;
  const map = await openArticle(page, { html, attributes: { follow: "scroll" }, style: "position: fixed; right: 0; top: 0; width: 560px; height: 500px" });
  const button = map.getByRole("button", { name: "Follow the text" });
  await expect(button).toHaveAttribute("aria-pressed", "true");
  const to = (id) => page.evaluate((id) => document.getElementById(id).scrollIntoView({ block: "start", behavior: "instant" }), id);
  await map.evaluate((element) => element.jumpTo({ center: [0, 0], zoom: 4 }));
  await to("a");
  await expect(buttonOf(map, "Kabul")).toHaveAttribute("data-pointed", "");
  await expect.poll(() => map.evaluate((element) => element.getView().center[0])).toBeGreaterThan(50);
  await to("b");
  await expect(map.locator("[data-pointed]")).toHaveCount(1);
  await expect(buttonOf(map, "Herat")).toHaveAttribute("data-pointed", "");
  await settled(map);

  const box = await map.boundingBox();
  await page.mouse.click(box.x + box.width / 2, box.y + 20);
  await expect(button).toHaveAttribute("aria-pressed", "false");
  await expect(map.locator("[data-pointed]")).toHaveCount(0);
  await to("a");
  await to("b");
  await expect(map.locator("[data-pointed]")).toHaveCount(0);
  await button.press("Enter");
  await expect(button).toHaveAttribute("aria-pressed", "true");
  await expect(buttonOf(map, "Herat")).toHaveAttribute("data-pointed", "");

  await page.emulateMedia({ reducedMotion: "reduce" });
  await map.evaluate((element) => element.jumpTo({ center: [0, 0], zoom: 4 }));
  const still = await map.evaluate((element) => element.getView());
  await to("a");
  await expect(buttonOf(map, "Kabul")).toHaveAttribute("data-pointed", "");
  expect(await map.evaluate((element) => element.getView()), "with reduced motion nothing moves").toEqual(still);
});

// And how far from the window's top the paragraph stands that is read, and how much of the page follows the article.
for (const [where, size, css, at, foot] of [
  ["beside the text", { width: 1280, height: 800 }, "position: fixed; right: 0; top: 0; width: 560px; height: 500px", 335, 0],
  ["at the top, over its column", { width: 360, height: 740 }, "position: sticky; top: 0; height: 300px", 310, 0],
  ["at the bottom, over its column", { width: 360, height: 740 }, "position: fixed; bottom: 0; left: 0; width: 100%; height: 300px", 100, 300],
]) {
  test.describe(`with a map ${where}`, () => {
    test.use({ viewport: size });

    test("the map follows the paragraph that can be read, to the last one, in whatever steps the page is scrolled", async ({ page }) => {
      await openBlank(page);
      await page.addStyleTag({ content: `article { max-width: 600px } article p { margin: 0; height: 130px } main { padding-bottom: ${foot}px }` });
      const names = ["Kabul", "Herat", "Zaranj"];
      const text = Array.from({ length: 12 }, (_, n) => `<p>The road goes on by way of ${names[n % 3]}, as it has for years.</p>`);
      await writeArticle(page, `<h2>To Mazar</h2>${text.join("")}`);
      const map = await mount(page, { story: STORY, attributes: { for: "text", basemap: BASEMAP } });
      await page.evaluate((css) => {
        const map = document.querySelector("dateline-map");
        map.style.cssText = css;
        document.querySelector("main").prepend(map);
      }, css);
      await map.evaluate((element) => (element.follow = "scroll"));
      await expect.poll(() => heard(page, "dateline-article")).not.toEqual([]);
      for (const n of [6, 2, 8, 4, 11]) {
        await page.evaluate(([n, at]) => scrollBy({ top: document.querySelectorAll("#text p")[n].getBoundingClientRect().top - at, behavior: "instant" }), [n, at]);
        await expect(map.locator("[data-pointed]")).toHaveCount(1);
        await expect(buttonOf(map, names[n % 3]), `paragraph ${n}`).toHaveAttribute("data-pointed", "");
      }
    });
  });
}

test("the panel's arrows go in the order of the file, of the text, or of time", async ({ page }) => {
  const html = "<p>From Zaranj by way of Herat to Kabul, it takes them three days and as many nights.</p>";
  const map = await openArticle(page, { html });
  const panel = panelOf(map);
  for (const [order, names] of [
    [null, ["Kabul", "Herat", "Mazar-i-Sharif", "Zaranj"]],
    ["text", ["Zaranj", "Herat", "Kabul", "Mazar-i-Sharif"]],
    ["date", ["Mazar-i-Sharif", "Kabul", "Herat", "Zaranj"]],
  ]) {
    await map.evaluate((element, order) => (element.order = order), order);
    await map.evaluate((element, name) => element.select(element.story.features.find(({ properties }) => properties.name === name).id), names[0]);
    for (const [i, name] of names.entries()) {
      await expect(panel.getByRole("heading")).toHaveText(name);
      await expect(panel.locator(".position")).toHaveText(`${i + 1} of 4`);
      await panel.getByRole("button", { name: "Next place" }).click();
    }
    await expect(panel.getByRole("heading")).toHaveText(names[0]);
  }
});

test("the timeline shows the story up to a date, on the map and in the text, by keyboard", async ({ page }) => {
  const map = await openArticle(page, { attributes: { controls: "zoom fit timeline" } });
  await settled(map);
  const slider = map.getByRole("slider", { name: "Show the story up to" });
  await expect(slider).toHaveAttribute("aria-valuetext", "All dates");
  await expectAccessible(page, "dateline-map");
  await slider.focus();
  await page.keyboard.press("Home");
  await expect(slider).toHaveAttribute("aria-valuetext", "Up to March 2, 2020");
  await expect(buttonOf(map, "Mazar-i-Sharif")).toBeVisible();
  await expect(buttonOf(map, "Zaranj"), "what has no date is always there").toBeVisible();
  await expect(buttonOf(map, "Kabul")).toBeHidden();
  await expect(buttonOf(map, "Herat")).toBeHidden();
  expect(await marked(page)).toEqual(["Mazar-i-Sharif"]);
  await page.keyboard.press("ArrowRight");
  await expect(slider).toHaveAttribute("aria-valuetext", "Up to July 9, 2021");
  await expect(buttonOf(map, "Herat")).toBeVisible();
  await expect(buttonOf(map, "Kabul"), "July is not over yet").toBeHidden();
  await page.keyboard.press("End");
  await expect(slider).toHaveAttribute("aria-valuetext", "All dates");
  await expect(buttonOf(map, "Kabul")).toBeVisible();
  expect(await marked(page)).toHaveLength(6);
  // A place that is opened is there to be seen: the story is told on to when it comes by it.
  await page.keyboard.press("Home");
  await expect(buttonOf(map, "Herat")).toBeHidden();
  await map.evaluate((element) => element.select("herat"));
  await expect(slider).toHaveAttribute("aria-valuetext", "Up to July 9, 2021");
  await expect(slider).toHaveValue("2");
  await expect(buttonOf(map, "Herat")).toBeVisible();
  expect(await marked(page)).toContain("Herat");
});

test("an address with a place opens it; Back and Forward go through what was opened", async ({ page }) => {
  const map = await openMap(page, "./#dateline-herat");
  const name = panelOf(map).getByRole("heading");
  await expect(name).toHaveText("Herat");
  await panelOf(map).getByRole("button", { name: "Next place" }).click();
  await expect(name).toHaveText("Laghman");
  expect(new URL(page.url()).hash).toBe("#dateline-laghman");
  await panelOf(map).getByRole("button", { name: "Close" }).click();
  expect(new URL(page.url()).hash).toBe("");
  await page.goBack();
  await expect(name).toHaveText("Laghman");
  await page.goBack();
  await expect(name).toHaveText("Herat");
  await page.goForward();
  await expect(name).toHaveText("Laghman");
  await page.goForward();
  await expect(panelOf(map)).toBeHidden();
});

test("the address keeps the prefix that is asked for, is written only by the reader, and never over the page's own", async ({ page }) => {
  const map = await openArticle(page, { attributes: { permalink: "map:" } });
  const hash = () => new URL(page.url()).hash;
  await map.evaluate((element) => element.select("herat"));
  expect(hash(), "the page's own doing").toBe("");
  const next = panelOf(map).getByRole("button", { name: "Next place" });
  await next.click();
  expect(hash()).toBe("#map%3Amazar");
  await page.evaluate(() => (location.hash = "#chapter-2"));
  await expect(panelOf(map)).toBeVisible();
  await next.click();
  expect(hash()).toBe("#chapter-2");
  await page.evaluate(() => (location.hash = "#map:kabul"));
  await expect(panelOf(map).getByRole("heading")).toHaveText("Kabul");
  await map.evaluate((element) => (element.permalink = "none"));
  await next.click();
  expect(hash()).toBe("#map:kabul");
});

test("the page's own doing leaves no other place in the address than the one that is open", async ({ page }) => {
  const map = await openMap(page, "./#dateline-herat");
  const hash = () => new URL(page.url()).hash;
  const steps = await page.evaluate(() => history.length);
  await map.evaluate((element) => element.select("kabul"));
  expect(hash()).toBe("#dateline-kabul");
  await map.evaluate((element) => element.select(null));
  expect(hash()).toBe("");
  await map.evaluate((element) => element.select("doha"));
  expect(hash()).toBe("");
  expect(await page.evaluate(() => history.length), "no step of Back").toBe(steps);
});

test("sharing hands on a link to the place, or copies it", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.addInitScript(() => Object.defineProperty(navigator, "share", { configurable: true, value: undefined }));
  const map = await openArticle(page);
  await map.evaluate((element) => element.select("herat"));
  const share = panelOf(map).getByRole("button", { name: "Share a link to this place" });
  await share.click();
  await expect(map.getByRole("status")).toHaveText("The link has been copied.");
  const url = await page.evaluate(() => navigator.clipboard.readText());
  expect(url).toBe(`${page.url().split("#")[0]}#dateline-herat`);
  await page.evaluate(() => Object.defineProperty(navigator, "share", { value: async (data) => (window.shared = data) }));
  await share.click();
  expect(await page.evaluate(() => window.shared)).toEqual({ title: "A page for tests", url });
});

test("a map that leaves the page takes its marks along, and another's stay", async ({ page }) => {
  const map = await openArticle(page);
  await page.evaluate(() => {
    const other = document.createElement("article");
    other.id = "other";
    other.innerHTML = "<p>Zaranj is all that this one is about, and no other place.</p>";
    document.querySelector("main").append(other);
  });
  await mount(page, { story: STORY, attributes: { for: "other" } });
  await articleRead(page, 2);
  expect(await marked(page)).toHaveLength(7);
  await map.evaluate((element) => element.remove());
  await expect.poll(() => marked(page)).toEqual(["Zaranj"]);
});

test("a browser without highlights leaves the text as it is, and all else works", async ({ page }) => {
  await page.addInitScript(() => delete CSS.highlights && Object.defineProperty(CSS, "highlights", { value: undefined }));
  const map = await openArticle(page);
  const at = await whereIs(page, "Herat", 0);
  await page.mouse.click(at.x, at.y);
  await expect(panelOf(map).getByRole("heading")).toHaveText("Herat");
  await panelOf(map).getByRole("button", { name: "Read it in the article" }).click();
  expect(await focused(page)).toBe("two");
});

test("names are those of the article's language", async ({ page }) => {
  await openArticle(page, { html: `<div lang="fa" dir="rtl"><p>بازار هرات از بامداد شلوغ بود و کسی از آن شکایت نداشت.</p></div>` });
  expect(await marked(page), "the article is English, whatever stands in it").toEqual([]);
  await page.evaluate(() => document.getElementById("text").setAttribute("lang", "fa"));
  await page.locator("dateline-map").evaluate((element) => (element.captions = "all"));
  await articleRead(page, 2);
  expect(await marked(page)).toEqual(["هرات"]);
});

test("the demo reads its own article, and axe finds nothing to mend in it", async ({ page }) => {
  const map = await openMap(page);
  await expect.poll(() => marked(page)).toHaveLength(12);
  const at = await whereIs(page, "Badakhshan", 0);
  await page.mouse.click(at.x, at.y);
  await expect(panelOf(map).locator("blockquote")).toContainText("In Badakhshan".slice(3));
  await expectAccessible(page);
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });

  test("a tap on a mention opens the sheet; reading puts it aside, and the way back brings it again", async ({ page }) => {
    await page.emulateMedia({ reducedMotion: "reduce" });
    const map = await openMap(page);
    await expect.poll(() => marked(page)).toHaveLength(12);
    const at = await whereIs(page, "Herat", 1);
    await page.touchscreen.tap(at.x, at.y);
    await expect(panelOf(map).getByRole("heading")).toHaveText("Herat");
    await panelOf(map).getByRole("button", { name: "Read it in the article" }).tap();
    await expect(panelOf(map)).toBeHidden();
    const bar = map.getByRole("group", { name: "Read it in the article" });
    await expect(bar).toContainText("1 of 2");
    const box = await bar.boundingBox();
    expect(box.x).toBeGreaterThanOrEqual(0);
    expect(box.x + box.width).toBeLessThanOrEqual(360);
    await bar.getByRole("button", { name: "Next mention" }).tap();
    await expect(bar).toContainText("2 of 2");
    await bar.getByRole("button", { name: "Back to the map" }).tap();
    await expect(panelOf(map)).toBeVisible();
    await expect(map).toBeInViewport();
  });
});

test("the slider lets the dates of a story be as precise as they are, and leaves nothing hidden when it goes", async ({ page }) => {
  await openBlank(page);
  const dated = [["Quito", "2023-12-31"], ["Cusco", "2024"], ["Lima", "2024-03"], ["Tacna", "2024-03-05"], ["Arica", "2025-01-01"]];
  const map = await mount(page, {
    story: storyOf(...dated.map(([name, date], n) => ({ name, date, at: [-70 - 2 * n, -3 * n] }))),
    attributes: { basemap: BASEMAP, controls: "zoom timeline" },
  });
  const slider = map.getByRole("slider");
  await slider.focus();
  await page.keyboard.press("Home");
  const shown = async () => (await map.locator("button.marker:visible").evaluateAll((all) => all.map((button) => button.ariaLabel.split(",")[0]))).sort();
  const steps = [];
  for (let step = 0; step < 5; step += 1) {
    await settled(map);
    steps.push([await slider.getAttribute("aria-valuetext"), await shown()]);
    await page.keyboard.press("ArrowRight");
  }
  expect(steps).toEqual([
    ["Up to December 31, 2023", ["Quito"]],
    ["Up to March 5, 2024", ["Quito", "Tacna"]],
    ["Up to March 2024", ["Lima", "Quito", "Tacna"]],
    ["Up to 2024", ["Cusco", "Lima", "Quito", "Tacna"]],
    ["All dates", ["Arica", "Cusco", "Lima", "Quito", "Tacna"]],
  ]);
  await page.keyboard.press("Home");
  await map.evaluate((element) => element.setAttribute("lang", "fr"));
  await expect(slider, "another language leaves it where it is").toHaveAttribute("aria-valuetext", /31 décembre 2023/);
  await settled(map);
  expect(await shown()).toEqual(["Quito"]);
  await map.evaluate((element) => element.setAttribute("controls", "zoom"));
  await settled(map);
  expect(await shown()).toHaveLength(5);
});

test("what is read in the panel stays as it is when something else in the article changes", async ({ page }) => {
  const map = await openArticle(page);
  await buttonOf(map, "Herat").click();
  const body = panelOf(map).locator(".body");
  await body.evaluate((element) => element.firstElementChild.setAttribute("data-same", ""));
  await page.evaluate(() => document.getElementById("text").append(Object.assign(document.createElement("p"), { textContent: "It rained in the evening, and nobody minded." })));
  await articleRead(page, 2);
  await expect(body.locator("[data-same]")).toHaveCount(1);
  await page.evaluate(() => document.getElementById("text").append(Object.assign(document.createElement("p"), { textContent: "The bridges of Herat were empty by then, all of them." })));
  await articleRead(page, 3);
  await expect(body).toContainText("The bridges of Herat");
});

test("an address without a place closes what an address has opened, and nothing else", async ({ page }) => {
  const map = await openMap(page, "./#dateline-herat");
  const name = panelOf(map).getByRole("heading");
  await expect(name).toHaveText("Herat");
  await page.evaluate(() => (location.hash = ""));
  await expect(panelOf(map)).toBeHidden();
  await map.evaluate((element) => element.select("kabul"));
  await expect(name).toHaveText("Kabul");
  await map.evaluate(async (element) => {
    const heard = new Promise((done) => element.addEventListener("dateline-ready", done, { once: true }));
    element.setAttribute("basemap", `${element.getAttribute("basemap")} `);
    element.setAttribute("worldview", "");
    element.setAttribute("basemap", element.getAttribute("basemap").trim().split(/\s+/)[0]);
    await heard;
  });
  await expect(name).toHaveText("Kabul");
});

test("a link that leaves the page and comes back leads to the map again, and what the author wrote on it stays", async ({ page }) => {
  const html = `${TEXT}<p id="links"><button data-place="herat" aria-controls="mine">the second</button></p>`;
  const map = await openArticle(page, { html });
  const link = page.getByRole("button", { name: "the second" });
  await expect(link).toHaveAttribute("aria-expanded", "false");
  await page.evaluate(() => {
    globalThis.links = document.getElementById("links");
    globalThis.links.remove();
  });
  await map.evaluate((element) => element.select("kabul"));
  await page.evaluate(() => document.getElementById("text").append(globalThis.links));
  await articleRead(page, 2);
  await expect(link).toHaveAttribute("aria-expanded", "false");
  await expect(link).toHaveAttribute("aria-controls", "mine");
  await link.click();
  await expect(panelOf(map).getByRole("heading")).toHaveText("Herat");
  await expect(link).toHaveAttribute("aria-expanded", "true");
});
