// The static site as files: that it stands under any path, is served right, and asks nothing of others.

import { expect, expectAccessible, test } from "./fixtures.mjs";

test("the demo shows its article", async ({ page }) => {
  const response = await page.goto("./");
  expect(response.status()).toBe(200);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page.locator("dateline-map")).toBeVisible();
});

test("the smallest embed answers and shows a map's place", async ({ page }) => {
  const response = await page.goto("embed.html");
  expect(response.status()).toBe(200);
  await expect(page.locator("dateline-map")).toBeVisible();
});

for (const path of ["./", "embed.html", "gallery.html"]) {
  test(`${path} names its icon, so that the browser looks for none`, async ({ page }) => {
    await page.goto(path);
    await expect(page.locator("link[rel=icon]")).toHaveAttribute("href", /^data:/);
  });
}

test("the wasm comes with its own type, so that it compiles while it streams", async ({ page }) => {
  const wasm = page.waitForResponse((response) => response.url().endsWith(".wasm"));
  await page.goto("./");
  const response = await wasm;
  expect(response.status()).toBe(200);
  expect(response.headers()["content-type"]).toBe("application/wasm");
  expect(response.headers()["content-encoding"]).toBe("br");
});

test("the demo asks only for files that lie beside it", async ({ page, watch, baseURL }) => {
  await page.goto("./", { waitUntil: "networkidle" });
  const elsewhere = watch.requests.map(String).filter((url) => !url.startsWith(baseURL) && !/^(data|blob):/.test(url));
  expect(elsewhere).toEqual([]);
  expect(watch.requests.length).toBeGreaterThan(2);
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });
  test("the article and its seven places are there to read", async ({ page }) => {
    await page.goto("./");
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expect(page.locator("dateline-map li")).toHaveCount(7);
    await expect(page.locator("dateline-map li").first()).toBeVisible();
  });
});

test("the demo has nothing that axe would mend", async ({ page }) => {
  await page.goto("./", { waitUntil: "networkidle" });
  await expectAccessible(page);
});
