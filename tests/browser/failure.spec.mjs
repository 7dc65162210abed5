// What goes wrong is said, and takes nothing away that could be shown.

import { BASEMAP, buttonOf, expect, heard, mount, openBlank, settled, story, storyOf, test } from "./fixtures.mjs";

const LIST = "The places as a list";

/** A map from a story file with these contents, with a list inside. */
async function mapOf(page, body, { status = 200, attributes = {}, until = "dateline-error" } = {}) {
  await page.route("**/bad.geojson", (route) => route.fulfill({ status, body, contentType: "application/geo+json" }));
  const map = await mount(page, { attributes: { src: "bad.geojson", ...attributes }, until });
  await map.evaluate((element, text) => (element.innerHTML = `<p>${text}</p>`), LIST);
  return map;
}

/** Expects that the element says this, as text and as an event, and that the list stays. */
async function expectFailure(map, pattern) {
  const errors = await heard(map.page(), "dateline-error");
  expect(errors.map(({ message }) => message).join("\n")).toMatch(pattern);
  await expect(map.getByRole("alert")).toHaveText(pattern);
  await expectSeen(map.getByRole("alert"));
  await expect(map.getByText(LIST)).toBeVisible();
  await expectSeen(map.getByText(LIST));
  await expect(map).not.toHaveAttribute("aria-busy");
}

/** Expects that nothing lies over the middle of what is shown. */
async function expectSeen(locator) {
  const seen = await locator.evaluate((element) => {
    const box = element.getBoundingClientRect();
    const inner = document.createRange();
    inner.selectNodeContents(element);
    const text = inner.getClientRects()[0] ?? box;
    const hit = element.getRootNode().elementFromPoint(text.left + Math.min(text.width, 40) / 2, text.top + text.height / 2);
    return hit === element || element.contains(hit);
  });
  expect(seen, `${await locator.textContent()} can be seen`).toBe(true);
}

for (const [what, body, pattern, status] of [
  ["is not JSON", '{\n  "type": "FeatureCollection",\n  "features": [,]\n}', /bad\.geojson:3:16: expected/, 200],
  ["is cut off", '{"type": "FeatureCollection", "features": [', /bad\.geojson:1:44: expected/, 200],
  ["is empty", "", /bad\.geojson[:\d]*: expected/, 200],
  ["is not GeoJSON", '{"places": []}', /bad\.geojson[:\d]*: expected/, 200],
  ["is a web page", "<!doctype html><p>Not found", /bad\.geojson[:\d]*: expected/, 200],
  ["is not there", "gone", /bad\.geojson: .*404/, 404],
  ["meets a broken server", "oh", /bad\.geojson: .*500/, 500],
]) {
  test(`a story that ${what} is named with its fault, and the list stays`, async ({ page, watch }) => {
    watch.allow(/bad\.geojson/);
    await openBlank(page);
    const map = await mapOf(page, body, { status });
    await expectFailure(map, pattern);
    await expect(map.locator("canvas")).toBeHidden();
    await expect(map.locator(".control").first()).toBeHidden();
  });
}

test("a map without a story says what it lacks", async ({ page, watch }) => {
  watch.allow(/dateline-map/);
  await openBlank(page);
  const map = await mount(page, { until: "dateline-error" });
  await expect(map.getByRole("alert")).toHaveText(/expected a story.*src/);
});

test("a page that answers dateline-error itself keeps the console clean", async ({ page, watch }) => {
  watch.allow(/404/); // what the browser itself says
  await openBlank(page);
  await page.route("**/bad.geojson", (route) => route.fulfill({ status: 404, body: "" }));
  await page.evaluate(() => addEventListener("dateline-error", (event) => event.preventDefault()));
  const map = await mount(page, { attributes: { src: "bad.geojson" }, until: "dateline-error" });
  await expect(map.getByRole("alert")).toHaveText(/404/);
  expect(watch.errors.filter((error) => /dateline-map/.test(error) && !/Failed to load/.test(error))).toEqual([]);
});

test("a story without places is shown as an empty map and told as a warning", async ({ page }) => {
  await openBlank(page);
  const map = await mount(page, { story: storyOf(), attributes: { basemap: BASEMAP } });
  const [ready] = await heard(page, "dateline-ready");
  expect(ready.places).toBe(0);
  expect(ready.diagnostics.map(({ code }) => code)).toContain("no-places");
  await expect(map.locator("canvas")).toBeVisible();
  await expect(map.getByRole("region")).toHaveAccessibleDescription("Map without places.");
});

test("a bad feature among good ones is left out, and named in the event and in the console", async ({ page, watch }) => {
  watch.allow(/dateline-map/);
  const warnings = [];
  page.on("console", (message) => warnings.push(message.text()));
  await openBlank(page);
  const bad = storyOf({ name: "Kabul", at: [69.17, 34.53] }, { name: "Herat", at: [34.35, 134.3] }, { name: "Doha", at: [51.53, 25.29], color: "red", date: "last year" });
  const map = await mount(page, { story: bad });
  await expect(buttonOf(map, "Kabul")).toBeVisible();
  await expect(buttonOf(map, "Doha")).toBeVisible();
  await expect(buttonOf(map, "Herat")).toHaveCount(0);
  const [{ diagnostics, places }] = await heard(page, "dateline-ready");
  expect(places).toBe(2);
  const latitude = diagnostics.find(({ code }) => code === "latitude-out-of-range");
  expect(latitude).toMatchObject({ severity: "error", feature: 2, name: "Herat" });
  expect(latitude.message).toMatch(/swapped/);
  expect(diagnostics.find(({ code }) => code === "bad-date")).toMatchObject({ severity: "warning", feature: 3, name: "Doha" });
  const told = warnings.join("\n");
  expect(told).toMatch(/2.*Herat.*latitude/);
  expect(told).toMatch(/3.*Doha.*date/);
});

test("a basemap that cannot be read is named, and the places are shown without it", async ({ page, watch }) => {
  watch.allow(/dateline-map|404/);
  await openBlank(page);
  await page.route("**/gone.topojson", (route) => route.fulfill({ status: 404, body: "" }));
  await page.route("**/broken.topojson", (route) => route.fulfill({ body: '{"type": "Topology", "objects": 1}' }));
  const map = await mount(page, { story, attributes: { basemap: "../geodata/world.topojson gone.topojson broken.topojson" } });
  await expect(buttonOf(map, "Kabul")).toBeVisible();
  const messages = (await heard(page, "dateline-error")).map(({ message }) => message);
  expect(messages).toHaveLength(2);
  expect(messages[0]).toMatch(/gone\.topojson: .*404/);
  expect(messages[1]).toMatch(/broken\.topojson: .*expected/);
  await expect(map.getByRole("alert")).toHaveText(/gone\.topojson/);
  await expectSeen(map.getByRole("alert"));
  const svg = await map.evaluate((element) => element.toSVG());
  expect(svg, "the level that could be read is there").toContain("Natural Earth");
});

test("a bad story that comes later does not take away the one that is shown", async ({ page, watch }) => {
  watch.allow(/dateline-map|404/);
  await openBlank(page);
  const map = await mount(page, { story, attributes: { basemap: BASEMAP } });
  await map.evaluate((element) => element.select("herat"));
  for (const bad of [{ type: "Nonsense" }, 7, "text", [1, 2]]) {
    const message = await map.evaluate((element, bad) => {
      const told = new Promise((heard) => element.addEventListener("dateline-error", ({ detail }) => heard(detail.message), { once: true }));
      element.story = bad;
      return told;
    }, bad);
    expect(message).toMatch(/^story: expected/);
    await expect(buttonOf(map, "Kabul")).toBeVisible();
    expect(await map.evaluate((element) => element.selected)).toBe("herat");
    expect(await map.evaluate((element) => element.story.features.length)).toBe(story.features.length);
  }
  // And a good one after all that clears the message.
  await map.evaluate((element, good) => (element.story = good), storyOf({ name: "Lima", at: [-77, -12] }));
  await expect(buttonOf(map, "Lima")).toBeVisible();
  await expect(map.getByRole("alert")).toBeHidden();
});

test("a story that leads back to itself is refused, and every map of the page lives on", async ({ page, watch }) => {
  watch.allow(/dateline-map/);
  await openBlank(page);
  const map = await mount(page, { story, attributes: { basemap: BASEMAP } });
  const message = await map.evaluate((element) => {
    const cyclic = { type: "FeatureCollection", features: [] };
    cyclic.self = cyclic;
    const told = new Promise((heard) => element.addEventListener("dateline-error", ({ detail }) => heard(detail.message), { once: true }));
    element.story = cyclic;
    return told;
  });
  expect(message).toMatch(/^story: expected/);
  await buttonOf(map, "Kabul").click();
  await expect(map.locator(".panel").getByRole("heading")).toHaveText("Kabul");
  await expect(buttonOf(await mount(page, { story: storyOf({ name: "Lima", at: [-77, -12] }) }), "Lima")).toBeVisible();
});

test("the last of several stories set in a row is the one that is shown", async ({ page }) => {
  await openBlank(page);
  const map = await mount(page, { story, attributes: { basemap: BASEMAP } });
  await map.evaluate((element, [a, b, c]) => {
    element.story = a;
    element.story = b;
    element.story = c;
  }, ["Alpha", "Beta", "Gamma"].map((name) => storyOf({ name, at: [10, 10] })));
  await expect(buttonOf(map, "Gamma")).toBeVisible();
  await settled(map);
  await expect(map.locator("button.marker")).toHaveCount(1);
});

test("while the list stands in the map's place, the wheel is the list's", async ({ page, watch }) => {
  watch.allow(/bad\.geojson/);
  await openBlank(page);
  const map = await mapOf(page, "{", { attributes: { gestures: "greedy" } });
  await map.evaluate((element) => (element.innerHTML = "<p>a place</p>".repeat(80)));
  const box = await map.boundingBox();
  await page.mouse.move(box.x + 100, box.y + 200);
  await page.mouse.wheel(0, 300);
  await expect.poll(() => map.evaluate((element) => element.shadowRoot.querySelector(".fallback").scrollTop)).toBeGreaterThan(100);
  await expect(map.locator(".hint")).not.toHaveClass(/shown/);
});

test.describe("where the map cannot start", () => {
  const list = (page) => page.locator("dateline-map li").first();

  test("without WebAssembly the list stays", async ({ page, watch }) => {
    watch.allow(/The map did not start/);
    await page.addInitScript(() => delete window.WebAssembly);
    const told = page.waitForEvent("console", (message) => /did not start/.test(message.text()));
    await page.goto("./");
    await told;
    await expect(list(page)).toBeVisible();
  });

  test("without its wasm file the list stays", async ({ page, watch }) => {
    watch.allow(/The map did not start|404/);
    await page.route("**/*.wasm", (route) => route.fulfill({ status: 404, body: "gone" }));
    const told = page.waitForEvent("console", (message) => /did not start/.test(message.text()));
    await page.goto("./");
    await told;
    await expect(list(page)).toBeVisible();
  });

  const withPolicy = async (page, policy) => {
    await page.route("**/july/", async (route) => {
      const answer = await route.fetch();
      await route.fulfill({ response: answer, headers: { ...answer.headers(), "content-security-policy": policy } });
    });
    await page.addInitScript(() => {
      window.violations = [];
      addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI, sourceFile }) => window.violations.push({ violatedDirective, blockedURI, sourceFile }));
    });
  };

  test("where the page's policy refuses WebAssembly the list stays", async ({ page, watch }) => {
    watch.allow(/The map did not start|Content Security Policy/);
    await withPolicy(page, "default-src 'self'; script-src 'self' 'unsafe-inline'");
    const told = page.waitForEvent("console", (message) => /did not start/.test(message.text()));
    await page.goto("./");
    await told;
    await expect(list(page)).toBeVisible();
  });

  test("under a strict policy that allows WebAssembly the map works, and offends against nothing", async ({ page }) => {
    const policy = "default-src 'self'; img-src 'self' data:; style-src 'self'; script-src 'self' 'wasm-unsafe-eval'";
    await withPolicy(page, policy);
    // The page's one inline script is moved to a file, as a page with such a policy has it.
    await page.route("**/start.js", (route) =>
      route.fulfill({ contentType: "text/javascript", body: 'import init from "./pkg/dateline_map.js"; await init();' }),
    );
    await page.route("**/july/", async (route) => {
      const answer = await route.fetch();
      const body = (await answer.text()).replace(/<script type="module">[\s\S]*?<\/script>/, '<script type="module" src="./start.js"></script>');
      const headers = { ...answer.headers(), "content-security-policy": policy };
      delete headers["content-encoding"];
      delete headers["content-length"];
      await route.fulfill({ status: 200, headers, body });
    });
    await page.goto("./");
    const map = page.locator("dateline-map");
    await buttonOf(map, "Herat").click();
    await expect(map.locator(".panel").getByRole("heading")).toHaveText("Herat");
    expect(await page.evaluate(() => window.violations)).toEqual([]);
  });
});

test("a basemap that cannot be had does not take away the one that is shown", async ({ page, watch }) => {
  watch.allow(/404|expected/);
  await openBlank(page);
  const map = await mount(page, { story, attributes: { basemap: BASEMAP } });
  // The globe may make room for what is said of the failure, which the description tells.
  const drawn = async () => (await map.evaluate((element) => element.toSVG())).replace(/<desc>.*?<\/desc>/s, "");
  const before = await drawn();
  await map.evaluate(async (element) => {
    const heard = new Promise((done) => element.addEventListener("dateline-ready", done, { once: true }));
    element.setAttribute("basemap", "nowhere.topojson");
    await heard;
  });
  expect((await heard(page, "dateline-error"))[0].message).toMatch(/nowhere\.topojson: expected a file, found HTTP 404/);
  expect(await drawn()).toBe(before);
});
