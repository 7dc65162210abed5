// End-to-end tests of the built site, in the browser that scripts/find-chrome.mjs finds. `make test` runs them; by hand, after
// `make site`:  npx playwright test --config tests/browser/playwright.config.mjs
//
// The site is served under a path of some depth, so that an address which is not relative fails.

import { createServer } from "node:net";
import { fileURLToPath } from "node:url";
import { defineConfig } from "@playwright/test";
import { chromeFlags, findChrome } from "../../scripts/find-chrome.mjs";

const BASE = "/papers/2021/july/";

async function freePort() {
  const server = createServer();
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.address();
  await new Promise((closed) => server.close(closed));
  return port;
}

// Each worker reads this file again; what the first reading found out, it hands on in the environment.
process.env.DATELINE_TEST_PORT ??= String(await freePort());
process.env.DATELINE_TEST_CHROME ??= (await findChrome())?.path ?? "";
if (!process.env.DATELINE_TEST_CHROME) throw new Error("no Chrome or Chromium found; scripts/setup.sh test installs one");

const baseURL = `http://127.0.0.1:${process.env.DATELINE_TEST_PORT}${BASE}`;
const repository = fileURLToPath(new URL("../../", import.meta.url));

export default defineConfig({
  testDir: ".",
  testMatch: "*.spec.mjs",
  outputDir: `${repository}target/browser-tests`,
  snapshotPathTemplate: "{testDir}/snapshots/{testFileName}/{arg}{ext}",
  updateSnapshots: "none",
  fullyParallel: true,
  forbidOnly: true,
  workers: 2,
  retries: 0,
  // For machines that are busy with other work: a test that hangs is ended, one that is slow is not.
  timeout: 90_000,
  expect: { timeout: 15_000 },
  reporter: [["list"]],
  use: {
    baseURL,
    trace: "off",
    locale: "en-GB",
    timezoneId: "UTC",
    launchOptions: { executablePath: process.env.DATELINE_TEST_CHROME, args: chromeFlags() },
  },
  projects: [{ name: "desktop", use: { browserName: "chromium", viewport: { width: 1280, height: 800 } } }],
  webServer: {
    command: `node scripts/serve.mjs "${process.env.DIST || "dist"}" --port ${process.env.DATELINE_TEST_PORT} --base ${BASE} --mount pages=tests/browser/pages`,
    cwd: repository,
    url: baseURL,
    reuseExistingServer: false,
    timeout: 10_000,
  },
});
