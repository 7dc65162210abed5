// Maps made by script, several on a page, moved, taken out, put back, and gone for good.

import { BASEMAP, buttonOf, colours, expect, heard, mount, openBlank, openMap, panelOf, settled, story, storyOf, test } from "./fixtures.mjs";

const PERU = storyOf({ id: "lima", name: "Lima", at: [-77.03, -12.05] }, { id: "cusco", name: "Cusco", at: [-71.97, -13.53] });

test("two maps on a page, one in another's shadow root, do not know of each other", async ({ page }) => {
  await openBlank(page);
  const first = await mount(page, { story, attributes: { basemap: BASEMAP } });
  await page.evaluate(async (peru) => {
    const host = document.createElement("article");
    const inner = document.createElement("dateline-map");
    inner.style.cssText = "display: block; height: 300px";
    inner.story = peru;
    host.attachShadow({ mode: "open" }).append(inner);
    const ready = new Promise((heard) => document.addEventListener("dateline-ready", heard, { once: true }));
    document.getElementById("stage").append(host);
    await ready;
  }, PERU);
  const second = page.locator("article dateline-map");
  await settled(second);
  await expect(first.locator("button.marker")).toHaveCount(7);
  await expect(second.locator("button.marker")).toHaveCount(2);
  await buttonOf(second, "Cusco").click();
  await expect(panelOf(second).getByRole("heading")).toHaveText("Cusco");
  await expect(panelOf(first)).toBeHidden();
  await buttonOf(first, "Herat").click();
  await expect(panelOf(first).getByRole("heading")).toHaveText("Herat");
  await expect(panelOf(second).getByRole("heading")).toHaveText("Cusco");
  await page.keyboard.press("Escape");
  await expect(panelOf(first)).toBeHidden();
  await expect(panelOf(second), "Escape closes the panel that has the focus").toBeVisible();
});

test("what is set on an element before the module starts is not lost", async ({ page }) => {
  await openBlank(page, { wait: true });
  await page.evaluate((peru) => {
    const map = document.createElement("dateline-map");
    map.story = peru;
    map.selected = "cusco";
    map.theme = "dark";
    document.getElementById("stage").append(map);
    window.ready = new Promise((heard) => map.addEventListener("dateline-ready", ({ detail }) => heard(detail.places)));
    window.failed = new Promise((heard) => map.addEventListener("dateline-error", ({ detail }) => heard(detail.message)));
    window.startMaps();
  }, PERU);
  expect(await page.evaluate(() => Promise.race([window.ready, window.failed]))).toBe(2);
  const map = page.locator("dateline-map");
  await expect(panelOf(map).getByRole("heading")).toHaveText("Cusco");
  await expect(map).toHaveAttribute("theme", "dark");
});

test("markup that was there before the module shows its list until then, and is busy only while it loads", async ({ page }) => {
  await openBlank(page, { wait: true });
  await page.evaluate(() => {
    document.getElementById("stage").innerHTML = '<dateline-map src="../geodata/story.geojson"><p>The places as a list</p></dateline-map>';
  });
  const map = page.locator("dateline-map");
  await expect(map.getByText("The places as a list")).toBeVisible();
  let serve;
  const held = new Promise((go) => (serve = go));
  await page.route("**/story.geojson", async (route) => {
    await held;
    await route.continue();
  });
  await page.evaluate(() => window.startMaps());
  await expect(map).toHaveAttribute("aria-busy", "true");
  await expect(map.getByRole("status")).toHaveText(/loading/);
  await expect(map.getByText("The places as a list")).toBeVisible();
  serve();
  await expect(map).not.toHaveAttribute("aria-busy");
  await expect(map.getByText("The places as a list")).toBeHidden();
  await expect(map.getByRole("status")).toHaveText("");
});

test("moved within the page, a map keeps its story, its view and what is open", async ({ page }) => {
  await openBlank(page);
  const map = await mount(page, { story, attributes: { basemap: BASEMAP } });
  await map.evaluate((element) => {
    element.jumpTo({ center: [65, 34], zoom: 5 });
    element.select("herat");
  });
  await settled(map);
  const before = await map.evaluate((element) => element.getView());
  const events = await map.evaluate(async (element) => {
    let events = 0;
    for (const type of ["dateline-ready", "dateline-error"]) element.addEventListener(type, () => (events += 1));
    document.querySelector("main").prepend(element);
    await new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next)));
    return events;
  });
  await settled(map);
  expect(await map.evaluate((element) => element.getView())).toEqual(before);
  await expect(panelOf(map).getByRole("heading")).toHaveText("Herat");
  expect(events).toBe(0);
  expect(await colours(map)).toBeGreaterThan(50);
});

test("taken out and put back later, a map shows its story again", async ({ page }) => {
  await openBlank(page);
  const map = await mount(page, { story: PERU });
  await map.evaluate(async (element) => {
    element.remove();
    await new Promise((next) => setTimeout(next));
    for (const call of [() => element.getView(), () => element.fit(), () => element.jumpTo({ zoom: 3 }), () => element.toSVG(), () => element.select("lima")]) call();
    const ready = new Promise((heard) => element.addEventListener("dateline-ready", heard, { once: true }));
    document.getElementById("stage").append(element);
    await ready;
  });
  await settled(map);
  await expect(map.locator("button.marker")).toHaveCount(2);
  await buttonOf(map, "Lima").click();
  await expect(panelOf(map).getByRole("heading")).toHaveText("Lima");
});

test("a map that is taken out while its files are on their way stays silent", async ({ page }) => {
  await openBlank(page);
  let serve;
  const held = new Promise((go) => (serve = go));
  await page.route("**/story.geojson", async (route) => {
    await held;
    await route.continue().catch(() => {}); // it may have been called off
  });
  await page.evaluate(async () => {
    window.events = [];
    for (const type of ["dateline-ready", "dateline-error"]) addEventListener(type, () => window.events.push(type), true);
    const map = document.createElement("dateline-map");
    map.src = "../geodata/story.geojson";
    for (const type of ["dateline-ready", "dateline-error"]) map.addEventListener(type, () => window.events.push(type));
    document.getElementById("stage").append(map);
    await new Promise((next) => requestAnimationFrame(next));
    map.remove();
  });
  serve();
  await page.waitForLoadState("networkidle");
  expect(await page.evaluate(() => window.events)).toEqual([]);
});

test("lazy maps ask for nothing until they are near", async ({ page, watch }) => {
  await openBlank(page);
  await page.addStyleTag({ content: "#stage { padding-top: 4000px }" });
  await page.evaluate(() => {
    const map = document.createElement("dateline-map");
    map.loading = "lazy";
    map.src = "../geodata/story.geojson";
    document.getElementById("stage").append(map);
  });
  await page.evaluate(() => new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next))));
  const asked = () => watch.requests.filter(({ pathname }) => pathname.endsWith("story.geojson")).length;
  expect(asked()).toBe(0);
  await page.evaluate(() => scrollTo(0, 3500));
  await expect(page.locator("dateline-map button.marker")).toHaveCount(7);
  expect(asked()).toBe(1);
});

test("maps that are gone leave nothing behind", async ({ page }) => {
  await openBlank(page);
  const client = await page.context().newCDPSession(page);
  await client.send("Performance.enable");
  const cycle = (times) =>
    page.evaluate(
      async ({ times, story }) => {
        for (let i = 0; i < times; i += 1) {
          const map = document.createElement("dateline-map");
          map.story = story;
          const ready = new Promise((heard) => map.addEventListener("dateline-ready", heard, { once: true }));
          document.getElementById("stage").append(map);
          await ready;
          map.select("herat");
          map.flyTo({ zoom: 6 });
          await new Promise((next) => requestAnimationFrame(next));
          map.remove();
          (window.gone ??= []).push(new WeakRef(map));
        }
        await new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next)));
      },
      { times, story },
    );
  const left = async () => {
    await client.send("HeapProfiler.collectGarbage");
    const { metrics } = await client.send("Performance.getMetrics");
    const of = (wanted) => metrics.find(({ name }) => name === wanted).value;
    return { nodes: of("Nodes"), listeners: of("JSEventListeners"), maps: await page.evaluate(() => window.gone.filter((map) => map.deref()).length) };
  };
  await cycle(3);
  const before = await left();
  await cycle(30);
  await expect.poll(async () => (await left()).maps).toBeLessThanOrEqual(1);
  const after = await left();
  expect(after.listeners).toBeLessThanOrEqual(before.listeners + 2);
  // One map holds some eighty nodes: not even two may be left of thirty.
  expect(after.nodes).toBeLessThan(before.nodes + 150);
});

test("the files of a map that stands on the page are asked for while the map's code is still on its way, each once", async ({ page, watch }) => {
  const files = ["story.geojson", "world.topojson", "region.topojson"];
  const asked = Promise.all(files.map((file) => page.waitForRequest((request) => request.url().endsWith(file))));
  // Were they asked for later, neither would ever come.
  await page.route("**/*.wasm", async (route) => {
    await asked;
    await route.continue();
  });
  const map = await openMap(page, "embed.html");
  await expect(map.locator("button.marker")).toHaveCount(7);
  const names = watch.requests.map(({ pathname }) => pathname.split("/").pop());
  expect(names.filter((name) => files.includes(name)).sort()).toEqual([...files].sort());
});

test("a map that waits for the reader to come near, or has its story from the page, asks for no file early", async ({ page, watch }) => {
  await openBlank(page, { wait: true });
  await page.setContent(`<base href="${page.url()}"><main style="height: 5000px"></main>
    <dateline-map loading="lazy" src="../geodata/story.geojson" style="display: block; height: 300px"></dateline-map>
    <dateline-map id="own" src="../geodata/story.geojson" style="display: block; height: 300px"></dateline-map>`);
  await page.evaluate(async (story) => {
    const own = document.getElementById("own");
    own.story = story;
    const ready = new Promise((heard) => own.addEventListener("dateline-ready", heard, { once: true }));
    const { default: init } = await import(new URL("../pkg/dateline_map.js?again", document.baseURI));
    await init();
    await ready;
  }, PERU);
  await expect(page.locator("#own button.marker")).toHaveCount(2);
  expect(watch.requests.filter(({ pathname }) => pathname.endsWith("story.geojson"))).toEqual([]);
});

test("a story that is set twice in one go is read once, and the basemap is not asked for again", async ({ page }) => {
  const asked = [];
  page.on("request", (request) => request.url().includes(".topojson") && asked.push(request.url()));
  await openBlank(page);
  const map = await mount(page, { story: PERU, attributes: { basemap: BASEMAP } });
  const before = asked.length;
  expect(before).toBeGreaterThan(0);
  const ready = await map.evaluate(async (element, story) => {
    const heard = new Promise((done) => element.addEventListener("dateline-ready", ({ detail }) => done(detail.places), { once: true }));
    element.story = story;
    element.story = story;
    return heard;
  }, story);
  expect(ready).toBe(7);
  expect(await heard(page, "dateline-error")).toEqual([]);
  await settled(map);
  await expect(map.locator("button.marker")).toHaveCount(7);
  expect(asked).toHaveLength(before);
});

test("what an editor should mend is still told when another basemap has come, and not said again", async ({ page, watch }) => {
  watch.allow(/unknown-kind|kind/);
  const said = [];
  page.on("console", (message) => said.push(message.text()));
  await openBlank(page);
  const map = await mount(page, { story: storyOf({ name: "Lima", at: [-77.03, -12.05], kind: "hamlet" }), attributes: { basemap: "../geodata/world.topojson" } });
  const warnings = () => said.filter((text) => text.includes("hamlet")).length;
  expect(warnings()).toBe(1);
  await map.evaluate(async (element, basemap) => {
    const heard = new Promise((done) => element.addEventListener("dateline-ready", done, { once: true }));
    element.setAttribute("basemap", basemap);
    await heard;
  }, BASEMAP);
  const [first, second] = await heard(page, "dateline-ready");
  expect(first.diagnostics).toHaveLength(1);
  expect(second.diagnostics).toEqual(first.diagnostics);
  expect(warnings()).toBe(1);
});
