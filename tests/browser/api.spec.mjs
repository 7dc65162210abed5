// What a page's own script can ask of a map, and what it is told.

import { BASEMAP, buttonOf, expect, heard, middle, mount, openBlank, panelOf, settled, story, storyOf, test } from "./fixtures.mjs";

const full = { story, attributes: { basemap: BASEMAP } };
const view = (map) => map.evaluate((element) => element.getView());

test.beforeEach(async ({ page }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await openBlank(page);
});

test("select opens a place by its id, says whether there is one, and null closes it", async ({ page }) => {
  const map = await mount(page, full);
  expect(await map.evaluate((element) => element.select("doha"))).toBe(true);
  await expect(panelOf(map).getByRole("heading")).toHaveText("Doha");
  expect(await map.evaluate((element) => [element.select("atlantis"), element.selected])).toEqual([false, "doha"]);
  expect(await map.evaluate((element) => [element.select(null), element.selected])).toEqual([true, null]);
  await expect(panelOf(map)).toBeHidden();
});

test("the property selected says what is open, and opens and closes, whoever did it last", async ({ page }) => {
  const map = await mount(page, { ...full, attributes: { basemap: BASEMAP, selected: "herat" } });
  await expect(panelOf(map).getByRole("heading")).toHaveText("Herat");
  await map.evaluate((element) => (element.selected = "kabul"));
  await expect(panelOf(map).getByRole("heading")).toHaveText("Kabul");
  await panelOf(map).getByRole("button", { name: "Close" }).click();
  expect(await map.evaluate((element) => element.selected)).toBeNull();
  await map.evaluate((element) => (element.selected = "kabul"));
  await expect(panelOf(map)).toBeVisible();
  await map.evaluate((element) => (element.selected = null));
  await expect(panelOf(map)).toBeHidden();
  await map.evaluate((element) => element.select("doha"));
  await map.evaluate((element) => (element.selected = null));
  await expect(panelOf(map), "opened by a call, closed by the property").toBeHidden();
  await map.evaluate((element) => element.setAttribute("selected", "moscow"));
  await expect(panelOf(map).getByRole("heading")).toHaveText("Moscow");
});

test("dateline-select tells what will be selected, bubbles, leaves shadow roots, and can be refused", async ({ page }) => {
  const map = await mount(page, full);
  const told = await map.evaluate((element) => {
    const told = [];
    document.addEventListener("dateline-select", (event) => {
      const { bubbles, composed, cancelable } = event;
      told.push({ detail: event.detail, bubbles, composed, cancelable, before: element.selected });
      if (event.detail.id === "kabul") event.preventDefault();
    });
    element.select("herat");
    element.select("kabul");
    element.select(null);
    return { told, selected: element.selected };
  });
  const flags = { bubbles: true, composed: true, cancelable: true };
  expect(told.told).toEqual([
    { detail: { id: "herat", name: "Herat" }, ...flags, before: null },
    { detail: { id: "kabul", name: "Kabul" }, ...flags, before: "herat" },
    { detail: { id: null, name: null }, ...flags, before: "herat" },
  ]);
  expect(told.selected).toBeNull();

  const at = await middle(buttonOf(map, "Kabul"));
  await page.mouse.click(at.x, at.y);
  await expect(panelOf(map)).toBeHidden();
  await buttonOf(map, "Kabul").press("Enter");
  await expect(panelOf(map)).toBeHidden();
});

test("an element selects what is selected only once", async ({ page }) => {
  const map = await mount(page, full);
  await map.evaluate((element) => [element.select("herat"), element.select("herat")]);
  expect(await heard(page, "dateline-select")).toHaveLength(1);
});

test("jumpTo and flyTo take a centre, a zoom or both, and pass over what is neither", async ({ page }) => {
  const map = await mount(page, full);
  await map.evaluate((element) => element.jumpTo({ center: [10, 50], zoom: 6 }));
  await settled(map);
  let now = await view(map);
  expect(now.center[0]).toBeCloseTo(10, 6);
  expect(now.center[1]).toBeCloseTo(50, 6);
  expect(now.zoom).toBe(6);
  await map.evaluate((element) => element.jumpTo({ zoom: 4.5 }));
  now = await view(map);
  expect(now.zoom).toBe(4.5);
  expect(now.center[0]).toBeCloseTo(10, 6);
  await map.evaluate((element) => element.jumpTo({ center: [-70, -33] }));
  now = await view(map);
  expect(now.zoom).toBe(4.5);
  expect(now.center[0]).toBeCloseTo(-70, 6);
  expect(now.center[1]).toBeCloseTo(-33, 6);
  for (const nonsense of [undefined, {}, { zoom: "far" }, { center: [200] }, { center: "x" }, { center: null }, null]) {
    await map.evaluate((element, nonsense) => element.jumpTo(nonsense), nonsense);
  }
  expect(await view(map)).toEqual(now);
});

test("getView tells a box that lies about its centre, west south east north", async ({ page }) => {
  const map = await mount(page, full);
  const { center, bounds } = await view(map);
  const [west, south, east, north] = bounds;
  expect(west < center[0] && center[0] < east && south < center[1] && center[1] < north).toBe(true);
});

test("flyTo is immediate where motion is not wanted, and takes a while where it is", async ({ page }) => {
  const map = await mount(page, full);
  await map.evaluate((element) => element.flyTo({ center: [30, 0], zoom: 5 }));
  expect((await view(map)).center[0]).toBeCloseTo(30, 6);
  await page.emulateMedia({ reducedMotion: "no-preference" });
  const halfway = await map.evaluate(async (element) => {
    const seen = [];
    element.addEventListener("dateline-move", ({ detail }) => seen.push(detail.center[0]));
    // The change of the reader's wish is told in the next frame.
    await new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next)));
    const landing = new Promise((landed) => element.addEventListener("dateline-move", ({ detail }) => Math.abs(detail.center[0] - 60) < 1e-6 && landed()));
    element.flyTo({ center: [60, 0], zoom: 5 });
    const atOnce = element.getView().center[0];
    await landing;
    return { atOnce, between: seen.filter((lon) => lon > 31 && lon < 59).length };
  });
  expect(halfway.atOnce).toBeCloseTo(30, 6);
  // How many frames there are on the way is the machine's affair.
  expect(halfway.between).toBeGreaterThan(0);
});

test("fit goes back to the story from anywhere", async ({ page }) => {
  const map = await mount(page, full);
  const first = await view(map);
  await map.evaluate((element) => element.jumpTo({ center: [-100, 40], zoom: 8 }));
  await map.evaluate((element) => element.fit());
  await settled(map);
  expect((await view(map)).zoom).toBeCloseTo(first.zoom, 6);
  expect((await view(map)).center[0]).toBeCloseTo(first.center[0], 4);
});

test("center and zoom set the first view, also later", async ({ page }) => {
  const map = await mount(page, { ...full, attributes: { basemap: BASEMAP, center: "65.5, 33", zoom: "4.25" } });
  expect((await view(map)).center[0]).toBeCloseTo(65.5, 6);
  expect((await view(map)).zoom).toBe(4.25);
  await map.evaluate((element) => (element.zoom = 5));
  await settled(map);
  expect((await view(map)).zoom).toBe(5);
});

test("placeAt tells the place under a point of the map", async ({ page }) => {
  const map = await mount(page, full);
  const [at, box] = [await middle(buttonOf(map, "Kabul")), await map.boundingBox()];
  expect(await map.evaluate((element, [x, y]) => [element.placeAt(x, y), element.placeAt(1, 1)], [at.x - box.x, at.y - box.y])).toEqual(["kabul", null]);
});

test("toSVG and toBlob give what is shown, credit included", async ({ page }) => {
  const map = await mount(page, full);
  const svg = await map.evaluate((element) => element.toSVG());
  const read = await page.evaluate((svg) => {
    const { documentElement: root } = new DOMParser().parseFromString(svg, "image/svg+xml");
    return { name: root.localName, width: root.getAttribute("width"), text: root.textContent };
  }, svg);
  const box = await map.boundingBox();
  expect(read.name).toBe("svg");
  expect(Number(read.width)).toBe(box.width);
  for (const word of ["Kabul", "Herat", "Moscow", "Natural Earth"]) expect(read.text).toContain(word);

  const image = await map.evaluate(async (element) => {
    const blob = await element.toBlob({ scale: 1.5 });
    const bitmap = await createImageBitmap(blob);
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
    const context = canvas.getContext("2d");
    context.drawImage(bitmap, 0, 0);
    const pixels = new Uint32Array(context.getImageData(0, 0, bitmap.width, bitmap.height).data.buffer);
    return { type: blob.type, width: bitmap.width, height: bitmap.height, colours: new Set(pixels).size };
  });
  expect(image).toMatchObject({ type: "image/png", width: box.width * 1.5, height: box.height * 1.5 });
  expect(image.colours).toBeGreaterThan(50);
});

test("the story comes back as the GeoJSON that was given, unknown members and all", async ({ page }) => {
  const given = { ...storyOf({ id: "a", name: "Alpha", at: [10, 20], wikidata: "Q1" }), desk: { editor: "M. K." } };
  const map = await mount(page, { story: given });
  const back = await map.evaluate((element) => element.story);
  expect(back).toEqual(given);
});

test("another story takes the place of the first, with its own view and nothing selected", async ({ page }) => {
  const map = await mount(page, full);
  await map.evaluate((element) => element.select("kabul"));
  const later = storyOf({ name: "Lima", at: [-77.03, -12.05] }, { name: "Cusco", at: [-71.97, -13.53] });
  await map.evaluate((element, later) => (element.story = later), later);
  await expect(buttonOf(map, "Lima")).toBeVisible();
  await expect(map.locator("button.marker")).toHaveCount(2);
  await expect(panelOf(map)).toBeHidden();
  await settled(map);
  expect((await view(map)).center[0]).toBeLessThan(-70);
});

test("src changed later brings another file, and the property gives way to it", async ({ page }) => {
  const map = await mount(page, { story: storyOf({ name: "Lima", at: [-77, -12] }), attributes: {} });
  await map.evaluate((element) => (element.src = "../geodata/story.geojson"));
  await expect(buttonOf(map, "Kabul")).toBeVisible();
  await expect(buttonOf(map, "Lima")).toHaveCount(0);
  expect(await map.evaluate((element) => element.story.features.length)).toBe(story.features.length);
});

test("properties and attributes mirror each other", async ({ page }) => {
  const map = await mount(page, full);
  const values = { src: "x.geojson", basemap: "y.json", center: "1,2", zoom: "3", theme: "dark", gestures: "none", controls: "zoom", loading: "lazy" };
  const mirrored = await map.evaluate((element, values) => {
    const other = document.createElement("dateline-map");
    const seen = {};
    for (const [name, value] of Object.entries(values)) {
      other[name] = value;
      seen[name] = [other.getAttribute(name), other[name]];
      other[name] = null;
      if (other.hasAttribute(name)) seen[name].push("still there");
    }
    return seen;
  }, values);
  for (const [name, value] of Object.entries(values)) expect(mirrored[name], name).toEqual([value, value]);
});

test("controls says which buttons there are; static leaves none, but the places can be opened", async ({ page }) => {
  const map = await mount(page, { ...full, attributes: { basemap: BASEMAP, controls: "fit" } });
  const controls = map.locator(".controls .control:visible"); // one for a legend waits unseen until there is a legend
  await expect(controls).toHaveCount(1);
  await map.evaluate((element) => element.setAttribute("controls", "zoom fit"));
  await expect(controls).toHaveCount(3);
  await map.evaluate((element) => element.setAttribute("controls", ""));
  await expect(controls).toHaveCount(0);
  await map.evaluate((element) => element.removeAttribute("controls"));
  await expect(controls).toHaveCount(5);
  await map.evaluate((element) => element.setAttribute("controls", "fit"));
  await expect(controls).toHaveCount(1);
  await map.evaluate((element) => element.setAttribute("controls", "zooom"));
  await expect(controls, "a word that is not known is as if it were not there").toHaveCount(5);
  await map.evaluate((element) => element.setAttribute("static", ""));
  await expect(controls).toHaveCount(0);
  await buttonOf(map, "Herat").click();
  await expect(panelOf(map)).toBeVisible();
});

test("lang gives the names of another language to the map, the buttons and the panel", async ({ page }) => {
  const map = await mount(page, { ...full, attributes: { basemap: BASEMAP, lang: "fa" } });
  const herat = story.features.find(({ id }) => id === "herat").properties;
  await buttonOf(map, herat["name:fa"]).first().press("Enter");
  await expect(panelOf(map).getByRole("heading")).toHaveText(herat["name:fa"]);
  expect(await map.evaluate((element) => element.toSVG())).toContain(herat["name:fa"]);
  await map.evaluate((element) => (element.lang = "ru"));
  await expect(panelOf(map).getByRole("heading")).toHaveText(herat["name:ru"]);
  await map.evaluate((element) => element.removeAttribute("lang"));
  await expect(panelOf(map).getByRole("heading")).toHaveText("Herat");
});

test("listeners may call back into the map whatever it is doing", async ({ page }) => {
  const map = await mount(page, full);
  const seen = await map.evaluate(async (element, later) => {
    let depth = 0;
    const busy = () => {
      if (depth > 3) return;
      depth += 1;
      element.getView();
      element.placeAt(10, 10);
      element.toSVG();
      element.jumpTo({ zoom: element.getView().zoom + 0.1 });
      element.select(element.selected === "kabul" ? "herat" : "kabul");
      element.setAttribute("theme", depth % 2 ? "dark" : "light");
      element.story;
      depth -= 1;
    };
    for (const type of ["dateline-select", "dateline-move", "dateline-ready"]) element.addEventListener(type, busy);
    element.select("doha");
    element.flyTo({ zoom: 5 });
    element.story = later;
    await new Promise((ready) => element.addEventListener("dateline-ready", ready, { once: true }));
    return { places: element.story.features.length };
  }, storyOf({ name: "One", at: [1, 1] }, { name: "Two", at: [2, 2] }, { name: "Three", at: [3, 3] }));
  expect(seen).toEqual({ places: 3 });
  await settled(map);
  // By its own marker or, when the view has moved away from it, by the pointer that it shares.
  await expect(map.getByRole("button", { name: /\bTwo\b/ })).toBeVisible();
});

test("a listener may take the map out of the page in the middle of everything", async ({ page }) => {
  const map = await mount(page, full);
  await map.evaluate((element) => element.addEventListener("dateline-select", () => element.remove()));
  const at = await middle(buttonOf(map, "Kabul"));
  await page.mouse.click(at.x, at.y);
  await expect(page.locator("dateline-map")).toHaveCount(0);
  await page.evaluate(() => new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next))));
});

test("an article that the attribute names and that comes with the rest of the page is read, and nothing is said to lack", async ({ page }) => {
  const warned = [];
  page.on("console", (message) => message.type() === "warning" && warned.push(message.text()));
  await openBlank(page);
  await page.evaluate(() => Object.defineProperty(document, "readyState", { value: "interactive", configurable: true }));
  await mount(page, { story, attributes: { for: "late" } });
  expect(warned).toEqual([]);
  // The rest of the page, and the event that tells that it is there.
  await page.evaluate(() => {
    document.body.insertAdjacentHTML("beforeend", "<div id='late'><p>They met in Doha, and nobody came to Herat.</p></div>");
    dispatchEvent(new Event("load"));
  });
  await expect.poll(() => heard(page, "dateline-article")).toEqual([expect.objectContaining({ mentions: 2 })]);
  expect(warned).toEqual([]);
});

test("an article that the page does not have is told of once, whatever is loaded, and by no map that has gone", async ({ page }) => {
  const warned = [];
  page.on("console", (message) => message.type() === "warning" && warned.push(message.text()));
  const map = await mount(page, { story, attributes: { for: "nothing" } });
  for (const name of ["One", "Two"]) {
    await map.evaluate(async (element, story) => {
      const ready = new Promise((done) => element.addEventListener("dateline-ready", done, { once: true }));
      element.story = story;
      await ready;
    }, storyOf({ name, at: [1, 1] }));
  }
  expect(warned).toEqual(["dateline-map: for: expected the id of an element, found nothing"]);
  await page.evaluate(() => Object.defineProperty(document, "readyState", { value: "interactive", configurable: true }));
  await map.evaluate((element) => element.setAttribute("for", "neither"));
  await map.evaluate((element) => element.remove());
  await page.evaluate(() => dispatchEvent(new Event("load")));
  expect(warned).toHaveLength(1);
});

test("of the numbers that attributes hold, what is told is not taken, and what is taken is not told", async ({ page }) => {
  const warned = [];
  page.on("console", (message) => message.type() === "warning" && warned.push(message.text()));
  const map = await mount(page, { ...full, attributes: { ...full.attributes, fit: "core" } });
  const first = await view(map);
  const set = (attributes) =>
    map.evaluate((element, attributes) => {
      for (const name of ["center", "zoom"]) element[name] = attributes[name] ?? null;
      element.fit();
      return element.getView();
    }, attributes);
  for (const [name, value] of [
    ["center", "200,95"], ["center", "9999,10"], ["center", "10,90.9"], ["center", "1.2.3,4"], ["center", "10"], ["center", "10,20,30"], ["center", "10,"],
    ["center", "0x10,5"], ["zoom", "99"], ["zoom", "-1"], ["zoom", "5px"], ["zoom", "0x5"], ["zoom", "Infinity"],
  ]) {
    warned.length = 0;
    expect(await set({ [name]: value }), `${name}="${value}"`).toEqual(first);
    expect(warned, `${name}="${value}"`).toEqual([expect.stringContaining(`${name}: expected `)]);
  }
  warned.length = 0;
  for (const [center, zoom, lon, lat, near] of [["10,.5", "05", 10, 0.5, 5], ["6e1, 3", " .5e1 ", 60, 3, 5], ["+180,-10.", "6", 180, -10, 6]]) {
    const seen = await set({ center, zoom });
    expect(Math.abs(seen.center[0])).toBeCloseTo(lon);
    expect(seen.center[1]).toBeCloseTo(lat);
    expect(seen.zoom).toBeCloseTo(near);
  }
  expect(warned).toEqual([]);
});

test("a word with blanks around it is taken as it is told, and two words are none where one is asked for", async ({ page }) => {
  const warned = [];
  page.on("console", (message) => message.type() === "warning" && warned.push(message.text()));
  const map = await mount(page, { ...full, attributes: { ...full.attributes, theme: " dark ", gestures: " none " } });
  expect(warned).toEqual([]);
  const ground = () => map.evaluate((element) => element.shadowRoot.querySelector(".map").style.getPropertyValue("--card"));
  const dark = await ground();
  await expect(map.locator(".map")).toHaveAttribute("data-gestures", "none");
  await map.evaluate((element) => element.setAttribute("theme", "dark light"));
  expect(await ground()).not.toBe(dark);
  expect(warned).toEqual(["dateline-map: theme: expected auto, light, dark, found dark light"]);
});

test("an attribute that is not understood is told, with what it takes, and the map stays as it would be without it", async ({ page }) => {
  const warned = [];
  page.on("console", (message) => message.type() === "warning" && warned.push(message.text()));
  await openBlank(page);
  const wrong = {
    theme: "drak", gestures: "greedyy", controls: "zoom foo bar", fit: "everything", cluster: "yes", units: "miles", loading: "late", captions: "no",
    excerpts: "none", order: "random", follow: "x", center: "200,95", zoom: "big", "cluster-min-points": "1", selected: "nowhere", for: "nothing", worldview: "mars",
  };
  const map = await mount(page, { story, attributes: { basemap: BASEMAP, ...wrong } });
  for (const [name, value] of Object.entries(wrong)) {
    const found = name === "controls" ? "foo bar" : value;
    expect(warned.filter((text) => text.startsWith(`dateline-map: ${name}: expected `) && text.endsWith(`, found ${found}`)), name).toHaveLength(1);
  }
  expect(warned).toHaveLength(Object.keys(wrong).length);
  const right = {
    theme: "dark", gestures: " none ", controls: "list  fit", fit: "", cluster: "off", units: "metric", loading: "eager", captions: "none", excerpts: "both",
    order: "date", follow: "scroll", center: "-69.25, 90", zoom: "13.5", "cluster-min-points": "30", selected: "kabul",
  };
  await map.evaluate((element, right) => Object.entries(right).forEach(([name, value]) => element.setAttribute(name, value)), right);
  await map.evaluate((element) => element.setAttribute("theme", "light dim"));
  expect(warned.slice(Object.keys(wrong).length)).toEqual(["dateline-map: theme: expected auto, light, dark, found light dim"]);
});
