// A file of more than a megabyte: it is shown while it comes in, each of its places can be opened, and the picture of those that are
// not gathered is the one that canvas calls would paint.

import { BASEMAP, expect, expectAccessible, heard, mount, openBlank, panelOf, settled, storyOf, test } from "./fixtures.mjs";

const COUNT = 12_000;
const WIDE = "width: 900px; height: 600px";
const VIEW = { center: "20,10", zoom: "3" };

/** Places in a spiral about the middle of the view, the same in every run. */
const spots = Array.from({ length: COUNT }, (_, n) => {
  const [angle, reach] = [n * 2.399963, 24 * Math.sqrt(n / COUNT)];
  return [20 + reach * Math.cos(angle) * 1.4, 10 + reach * Math.sin(angle)].map((degrees) => Number(degrees.toFixed(4)));
});
const feature = (at, n) =>
  `{"type":"Feature","id":"p${n}","geometry":{"type":"Point","coordinates":[${at}]},"properties":{"name":"Place ${n}","description":"What happened at ${n}"}}`;
const file = `{"type":"FeatureCollection","features":[\n${spots.map(feature).join(",\n")}\n],"title":"A crowd"}`;

/** Lets the page have this file under an address. */
async function serve(page, body) {
  await page.route("**/crowd.geojson", (route) => route.fulfill({ contentType: "application/geo+json", body }));
  return { src: "crowd.geojson", ...VIEW };
}

/** Who reads a file, by how many cores there are: of two the page leaves the other one to the browser. */
const READERS = { "the page": 2, "a worker": 8 };

/** Has that one read files; gives a function that tells how many workers have begun, and how many of them there still are. */
async function readBy(page, reader) {
  await page.addInitScript((cores) => Object.defineProperty(navigator, "hardwareConcurrency", { value: cores, configurable: true }), READERS[reader]);
  let begun = 0;
  page.on("worker", () => (begun += 1));
  return () => ({ begun, left: page.workers().length });
}

/**
 * Has the page's clock run so fast that a file which is here at once comes in as slowly as one from far away: what comes within
 * 0.3 s is shown when all of it is there.
 */
const hurryClock = (page) =>
  page.addInitScript(() => {
    const now = performance.now.bind(performance);
    performance.now = () => now() * 500;
  });

/** Notes what is seen of the map with every word of its progress. */
const watchProgress = (page) =>
  page.addInitScript(() => {
    window.progress = [];
    addEventListener(
      "dateline-progress",
      ({ target, detail }) => {
        const { map, canvas } = { map: target.shadowRoot.querySelector(".map"), canvas: target.shadowRoot.querySelector("canvas") };
        const bar = target.shadowRoot.querySelector(".progress");
        window.progress.push({ ...detail, bar: getComputedStyle(bar).display, canvas: getComputedStyle(canvas).visibility, busy: target.getAttribute("aria-busy"), grows: map.dataset.grows });
      },
      true,
    );
  });

for (const reader of Object.keys(READERS)) {
  for (const cluster of ["off", "on"]) {
    test(`a large file is shown while ${reader} reads it, with cluster="${cluster}"`, async ({ page }) => {
      const workers = await readBy(page, reader);
      await hurryClock(page);
      await watchProgress(page);
      await openBlank(page);
      const map = await mount(page, { attributes: { ...(await serve(page, file)), cluster }, style: WIDE });
      expect((await heard(page, "dateline-ready"))[0]).toMatchObject({ places: COUNT, diagnostics: [] });
      const progress = await page.evaluate(() => window.progress);
      expect(progress.length).toBeGreaterThan(0);
      for (const [n, seen] of progress.entries()) {
        expect(seen).toMatchObject({ bar: "block", canvas: "visible", busy: "true", grows: "" });
        expect(seen.places).toBeGreaterThan(progress[n - 1]?.places ?? 0);
        expect(seen.places).toBeLessThanOrEqual(COUNT);
        expect(seen.bytes).toBeGreaterThan(progress[n - 1]?.bytes ?? 0);
        expect(seen.bytes).toBeLessThanOrEqual(file.length);
      }
      // When all of it is there, nothing is left of that.
      await expect(map).not.toHaveAttribute("aria-busy");
      await expect(map.locator(".progress")).toBeHidden();
      expect(await map.evaluate((element) => element.story.title)).toBe("A crowd");
      expect(workers().begun).toBe(reader === "a worker" ? 1 : 0);
      await expect.poll(() => workers().left).toBe(0);
    });
  }

  test.describe(`a large file that breaks off, read by ${reader}`, () => {
    test("leaves what has come, and says where it ends", async ({ page, watch }) => {
      watch.allow(/expected/);
      await readBy(page, reader);
      await openBlank(page);
      const broken = file.slice(0, file.lastIndexOf("What happened"));
      const map = await mount(page, { attributes: { ...(await serve(page, broken)), cluster: "off" }, style: WIDE });
      const [{ message }] = await heard(page, "dateline-error");
      expect(message).toMatch(new RegExp(`^crowd\\.geojson:${COUNT + 1}:\\d+: expected .*, found the end of the file`));
      expect((await heard(page, "dateline-ready"))[0].places).toBe(COUNT - 1);
      await expect(map.locator(".failure")).toContainText("the end of the file");
      expect(await map.evaluate((element) => element.select("p9"))).toBe(true);
    });

    test("leaves what has come, when it is the connection that breaks off", async ({ page, watch }) => {
      watch.allow(/expected|ERR_/);
      await readBy(page, reader);
      await page.addInitScript(() => {
        const ask = window.fetch;
        window.fetch = async (address, options) => {
          const answer = await ask(address, options);
          if (!String(address).includes("crowd")) return answer;
          const bytes = new Uint8Array(await answer.arrayBuffer()).subarray(0, 1_400_000);
          let at = 0;
          const pull = (to) => (at < bytes.length ? to.enqueue(bytes.slice(at, (at += 50_000))) : to.error(new TypeError("network error")));
          return new Response(new ReadableStream({ pull }, { highWaterMark: 0 }));
        };
      });
      await openBlank(page);
      await mount(page, { attributes: { ...(await serve(page, file)), cluster: "off" }, style: WIDE });
      expect((await heard(page, "dateline-error"))[0].message).toBe("crowd.geojson: expected the rest of the file, found network error");
      const [{ places }] = await heard(page, "dateline-ready");
      expect(places).toBeGreaterThan(COUNT / 2);
      expect(places).toBeLessThan(COUNT);
    });

    test("takes nothing from a map that shows another story", async ({ page, watch }) => {
      watch.allow(/expected/);
      await readBy(page, reader);
      await openBlank(page);
      const map = await mount(page, { story: storyOf({ id: "herat", name: "Herat", at: [62.2, 34.34] }), style: WIDE });
      await serve(page, file.slice(0, -40_000));
      const failed = map.evaluate((element) => new Promise((heard) => element.addEventListener("dateline-error", ({ detail }) => heard(detail.message), { once: true })));
      await map.evaluate((element) => (element.src = "crowd.geojson"));
      expect(await failed).toContain("crowd.geojson");
      await expect(map.getByRole("button", { name: /^Herat/ })).toBeVisible();
    });
  });
}

test("while a crowd comes in, its marks are blended once a second, and once more at its end", async ({ page }) => {
  await page.addInitScript(() => {
    [window.blended, window.begun, window.ended] = [0, Infinity, 0];
    addEventListener("dateline-ready", () => (window.ended = performance.now()), true);
    const put = CanvasRenderingContext2D.prototype.putImageData;
    CanvasRenderingContext2D.prototype.putImageData = function (...image) {
      window.blended += 1;
      window.begun = Math.min(window.begun, performance.now());
      return put.apply(this, image);
    };
  });
  await openBlank(page);
  const map = await mount(page, { attributes: { ...(await serve(page, file)), cluster: "off" }, style: WIDE });
  const blended = await page.evaluate(() => window.blended);
  // Once at its beginning, unless all of it is there before the first frame.
  expect(blended).toBeGreaterThanOrEqual(1);
  expect(blended).toBeLessThanOrEqual(2 + (await page.evaluate(() => (window.ended - window.begun) / 1000)));
  // Another story has a picture of its own, though it has fewer places.
  const fewer = `${file.slice(0, file.indexOf(",\n", 1_200_000))}]}`;
  await page.route("**/fewer.geojson", (route) => route.fulfill({ contentType: "application/geo+json", body: fewer }));
  await map.evaluate((element) => {
    const ready = new Promise((done) => element.addEventListener("dateline-ready", done, { once: true }));
    element.src = "fewer.geojson";
    return ready;
  });
  await settled(map);
  expect(await page.evaluate(() => window.blended)).toBeGreaterThan(blended);
});

test.describe("a crowd that is blended in pieces", () => {
  // Many more than are blended in one go, and no two of them at one spot.
  const many = Array.from({ length: 80_000 }, (_, n) => feature([20 + 30 * Math.sin(n), 10 + 20 * Math.sin(n * 1.3)].map((degrees) => degrees.toFixed(4)), n));
  const large = `{"type":"FeatureCollection","features":[${many.join(",")}]}`;

  test("is ready when all of its marks have been painted", async ({ page }) => {
    await page.addInitScript(() => {
      window.picture = (map) => {
        const canvas = map.shadowRoot.querySelector("canvas");
        return canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data.join();
      };
      addEventListener("dateline-ready", ({ target }) => (window.atReady = window.picture(target)), true);
    });
    await openBlank(page);
    const map = await mount(page, { attributes: { ...(await serve(page, large)), cluster: "off" }, style: WIDE });
    await settled(map);
    expect(await map.evaluate((element) => window.picture(element) === window.atReady)).toBe(true);
  });

  for (const [where, style] of [
    ["below the window", `margin-top: 300vh; ${WIDE}`],
    ["without any extent", "width: 0; height: 0"],
  ]) {
    test(`is ready where nobody can see it: ${where}`, async ({ page }) => {
      await openBlank(page);
      const attributes = { ...(await serve(page, large)), cluster: "off" };
      const places = await page.evaluate(
        async ({ attributes, style }) => {
          await window.startMaps();
          const map = document.createElement("dateline-map");
          for (const [name, value] of Object.entries({ ...attributes, style })) map.setAttribute(name, value);
          return new Promise((ready) => {
            map.addEventListener("dateline-ready", ({ detail }) => ready(detail.places));
            document.body.append(map);
          });
        },
        { attributes, style },
      );
      expect(places).toBe(80_000);
    });
  }
});

test("a worker reads of a file, and of what is wrong in it, what the page does", async ({ page, watch }) => {
  watch.allow(/crowd\.geojson:/);
  const others = [
    '{"type":"Feature","id":"p3","geometry":{"type":"Point","coordinates":[1,2]},"properties":{"name":"Again"}}',
    '{"type":"Feature","id":"line","geometry":{"type":"LineString","coordinates":[[1,2],[3,4]]},"properties":{"name":"A line"}}',
    '{"type":"Feature","geometry":{"type":"Point","coordinates":[1,200]},"properties":{"name":"Nowhere"}}',
    '{"type":"Feature","geometry":{"type":"Polygon","coordinates":[[[1,2],[3,4],[1,4],[1,2]]]},"properties":{"name":"An area","date":"July"}}',
    "17",
  ];
  const features = spots.map(feature);
  for (const [n, other] of others.entries()) features.splice(n * 2500 + 7, 0, other);
  await serve(page, `{"type":"FeatureCollection","features":[\n${features.join(",\n")}\n],"title":"A crowd","lang":7}`);
  const read = {};
  for (const reader of Object.keys(READERS)) {
    const workers = await readBy(page, reader);
    await openBlank(page);
    const map = await mount(page, { attributes: { src: "crowd.geojson", ...VIEW }, style: WIDE });
    const { diagnostics } = (await heard(page, "dateline-ready"))[0];
    const names = ["p3", "line", "p2500", "p11999"];
    const found = await map.evaluate((element, names) => names.map((name) => [element.select(name), element.shadowRoot.querySelector(".panel").textContent]), names);
    read[reader] = { story: await map.evaluate((element) => element.story), diagnostics, found };
    expect(workers().begun).toBe(reader === "a worker" ? 1 : 0);
  }
  expect(read["a worker"]).toEqual(read["the page"]);
  expect(read["a worker"].story.features).toHaveLength(COUNT + 3);
  expect(read["a worker"].diagnostics.map(({ line }) => line)).toEqual([9, 5009, 7509, 10009, 12007]);
});

for (const reader of Object.keys(READERS)) test(`a large story that is set as an object is read by ${reader}`, async ({ page }) => {
  const workers = await readBy(page, reader);
  await openBlank(page);
  const map = await mount(page, { story: JSON.parse(file), attributes: VIEW, style: WIDE });
  expect((await heard(page, "dateline-ready"))[0]).toMatchObject({ places: COUNT, diagnostics: [] });
  expect(await map.evaluate((element) => element.story.features.length)).toBe(COUNT);
  expect(workers().begun).toBe(reader === "a worker" ? 1 : 0);
});

test("a large file that comes in at once is shown once, when all of it is there", async ({ page }) => {
  // The clock stands still: no file comes in sooner than this one.
  await page.addInitScript(() => (performance.now = () => 1000));
  await watchProgress(page);
  await openBlank(page);
  await mount(page, { attributes: await serve(page, file), style: WIDE });
  expect((await heard(page, "dateline-ready")).map(({ places }) => places)).toEqual([COUNT]);
  expect(await page.evaluate(() => window.progress)).toEqual([]);
});

test("a map that is taken from the page while a worker reads for it leaves no worker behind", async ({ page }) => {
  const workers = await readBy(page, "a worker");
  await hurryClock(page);
  await openBlank(page);
  await serve(page, file);
  await page.evaluate(
    (view) =>
      new Promise((removed) => {
        const map = document.createElement("dateline-map");
        for (const [name, value] of Object.entries({ ...view, src: "crowd.geojson" })) map.setAttribute(name, value);
        map.addEventListener("dateline-progress", () => removed(map.remove()), { once: true });
        window.startMaps().then(() => document.getElementById("stage").append(map));
      }),
    VIEW,
  );
  expect(workers().begun).toBe(1);
  await expect.poll(() => workers().left).toBe(0);
});

test("a large file is read all the same where the page's policy forbids workers", async ({ page, watch }) => {
  watch.allow(/Content Security Policy/);
  const workers = await readBy(page, "a worker");
  await page.route("**/blank.html", async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, headers: { ...answer.headers(), "content-security-policy": "worker-src 'none'" } });
  });
  await openBlank(page);
  await mount(page, { attributes: await serve(page, file), style: WIDE });
  expect((await heard(page, "dateline-ready"))[0]).toMatchObject({ places: COUNT, diagnostics: [] });
  expect(workers().begun).toBe(0);
});

for (const reader of Object.keys(READERS)) test(`a large file is read by ${reader} all the same where the browser reads no stream into a buffer`, async ({ page }) => {
  await readBy(page, reader);
  await page.addInitScript(() => {
    const getReader = ReadableStream.prototype.getReader;
    ReadableStream.prototype.getReader = function (options) {
      if (options) throw new TypeError(`expected no options, found ${options.mode}`);
      return getReader.call(this);
    };
  });
  await openBlank(page);
  await mount(page, { attributes: await serve(page, file), style: WIDE });
  expect((await heard(page, "dateline-ready"))[0]).toMatchObject({ places: COUNT, diagnostics: [] });
});

test("while nothing has come yet, the bar of progress passes in steps, and the browser animates nothing", async ({ page }) => {
  let answer;
  const asked = new Promise((done) => {
    answer = done;
  });
  await page.route("**/crowd.geojson", async (route) => {
    await asked;
    await route.fulfill({ contentType: "application/geo+json", body: file });
  });
  await openBlank(page);
  const mounted = mount(page, { attributes: { src: "crowd.geojson" }, style: WIDE });
  const bar = page.locator("dateline-map .progress");
  await expect(bar).toBeVisible();
  const left = () => bar.evaluate((element) => new DOMMatrix(getComputedStyle(element, "::before").transform).e);
  const seen = new Set();
  await expect.poll(async () => seen.add(await left()).size).toBeGreaterThan(3);
  expect(await bar.evaluate((element) => element.getRootNode().getAnimations().length)).toBe(0);
  answer();
  await mounted;
  await expect(bar).toBeHidden();
});

test("a place of a crowd is opened where it is drawn, is read from the file, and can be linked to", async ({ page }) => {
  await openBlank(page);
  const map = await mount(page, { attributes: { ...(await serve(page, file)), cluster: "off" }, style: WIDE });
  // The last of the spiral stands apart from the others.
  const box = await map.boundingBox();
  const scale = (256 * 2 ** 3) / 360;
  const [lon, lat] = spots.at(-1);
  const north = (degrees) => (Math.asinh(Math.tan((degrees * Math.PI) / 180)) * 180) / Math.PI;
  await page.mouse.click(box.x + 450 + (lon - 20) * scale, box.y + 300 - (north(lat) - north(10)) * scale);
  await expect(panelOf(map)).toBeVisible();
  await expect(panelOf(map)).toContainText(`Place ${COUNT - 1}`);
  await expectAccessible(page, "dateline-map");
  expect(await map.evaluate((element) => element.select("p77"))).toBe(true);
  await expect(panelOf(map)).toContainText("What happened at 77");
  expect(await map.evaluate((element) => element.select("p12000"))).toBe(false);
});

test("the list of a crowd tells of those in view, and how many they are", async ({ page }) => {
  await openBlank(page);
  const map = await mount(page, { attributes: { ...(await serve(page, file)), cluster: "off" }, style: WIDE });
  await map.getByRole("button", { name: "List of places" }).click();
  const list = map.locator(".list");
  await expect(list.getByText("Places in view: 12,000 of 12,000")).toBeVisible();
  await expect(list.locator("[data-listed]")).toHaveCount(200);
  await expectAccessible(page, "dateline-map");
});

test("a map that is given a basemap while a large file comes in has each place once, and gathers them when it is told to", async ({ page }) => {
  await hurryClock(page);
  await page.addInitScript((basemap) => {
    addEventListener("dateline-progress", ({ target }) => target.setAttribute("basemap", basemap), { capture: true, once: true });
  }, BASEMAP);
  await openBlank(page);
  const map = await mount(page, { attributes: { ...(await serve(page, file)), cluster: "off" }, style: WIDE });
  expect((await heard(page, "dateline-ready")).map(({ places }) => places)).toEqual([COUNT]);
  await expect(map.locator(".credit")).toContainText("Natural Earth");
  await expect(map.locator("button[data-cluster]:visible")).toHaveCount(0);
  await map.evaluate((element) => element.setAttribute("cluster", "on"));
  await expect(map.locator("button[data-cluster]:visible")).not.toHaveCount(0);
});

for (const ratio of [1, 2]) {
  test.describe(`with ${ratio} px of the device to a CSS px`, () => {
    test.use({ deviceScaleFactor: ratio, colorScheme: "light" });

    // Marks are put on quarters of a px and blended in whole numbers: at an edge that is up to an eighth of a px off in each direction.
    test("the picture of a crowd is the one that a canvas call for every marker paints", async ({ page }) => {
      await openBlank(page);
      const map = await mount(page, { attributes: { ...(await serve(page, file)), cluster: "off", controls: "no-inset" }, style: WIDE });
      // Coming to rest, it is no longer the picture that went with the map.
      await map.evaluate(async (element) => {
        for (let n = 20; n >= 0; n -= 1) {
          element.jumpTo({ center: [20 + n, 10 + n / 2], zoom: 3 + n / 40 });
          await new Promise(requestAnimationFrame);
        }
      });
      await settled(map);
      const { off, far, painted } = await map.evaluate(
        (element, { spots, ratio }) => {
          const canvas = element.shadowRoot.querySelector("canvas");
          const own = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
          const other = document.createElement("canvas");
          [other.width, other.height] = [canvas.width, canvas.height];
          const ctx = other.getContext("2d", { willReadFrequently: true });
          ctx.drawImage(canvas, 0, 0, 1, 1, 0, 0, other.width, other.height);
          ctx.scale(ratio, ratio);
          const scale = (256 * 2 ** 3) / 360;
          const north = (degrees) => (Math.asinh(Math.tan((degrees * Math.PI) / 180)) * 180) / Math.PI;
          for (const [lon, lat] of spots) {
            const at = [450 + (lon - 20) * scale, 300 - (north(lat) - north(10)) * scale];
            for (const [radius, color] of [[7.5, "#ffffff"], [5.5, "#b3261e"]]) {
              ctx.beginPath();
              ctx.arc(...at, radius, 0, 2 * Math.PI);
              ctx.fillStyle = color;
              ctx.fill();
            }
          }
          const drawn = ctx.getImageData(0, 0, other.width, other.height).data;
          let [off, far, painted] = [0, 0, 0];
          // The scale and the credit stand at the foot.
          const rows = Math.floor(own.length * 0.9);
          for (let n = 0; n < rows; n += 4) {
            const apart = Math.max(...[0, 1, 2].map((channel) => Math.abs(own[n + channel] - drawn[n + channel])));
            off += apart > 48;
            far += apart > 160;
            painted += drawn[n] === 0xb3 && drawn[n + 1] === 0x26;
          }
          return { off: off / (rows / 4), far: far / (rows / 4), painted: painted / (rows / 4) };
        },
        { spots, ratio },
      );
      expect(painted).toBeGreaterThan(0.01);
      expect(off).toBeLessThan(0.002);
      expect(far).toBe(0);
    });
  });
}

for (const reader of Object.keys(READERS)) test(`a crowd that ${reader} has read, and that is moved and taken from the page, leaves no more memory behind`, async ({ page }) => {
  await readBy(page, reader);
  await openBlank(page);
  await serve(page, file);
  const sizes = await page.evaluate(async (view) => {
    const { memory } = await window.startMaps();
    const frame = () => new Promise(requestAnimationFrame);
    const sizes = [];
    for (let round = 0; round < 12; round += 1) {
      const map = document.createElement("dateline-map");
      for (const [name, value] of Object.entries({ ...view, src: "crowd.geojson", cluster: round % 2 ? "on" : "off" })) map.setAttribute(name, value);
      map.style.cssText = "width: 900px; height: 600px";
      const ready = new Promise((done) => map.addEventListener("dateline-ready", done, { once: true }));
      document.getElementById("stage").append(map);
      await ready;
      for (let n = 0; n < 30; n += 1) {
        map.jumpTo({ center: [20 + n / 10, 10], zoom: 3 + (n % 7) / 5 });
        await frame();
      }
      map.remove();
      await frame();
      sizes.push(memory.buffer.byteLength);
    }
    return sizes;
  }, VIEW);
  // The first rounds take what is needed. Where the pieces of a file fall may once ask for a little more, but ten rounds that each
  // left a fifth of their file behind would ask for two files.
  expect(sizes.at(-1) - sizes[1]).toBeLessThan(2 * file.length);
});
