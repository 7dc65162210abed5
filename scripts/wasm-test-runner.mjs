// Cargo's runner for tests compiled to wasm32: runs them in the headless browser that find-chrome.mjs finds.
//
//   CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER="node scripts/wasm-test-runner.mjs" cargo test --target wasm32-unknown-unknown …
//
// wasm-bindgen-test-runner serves a page with the tests, and Playwright opens it, as in the end-to-end tests.

import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { chromeFlags, findChrome } from "./find-chrome.mjs";

const TIMEOUT_MS = 120_000; // of all the tests of one file in the page; they take seconds

/**
 * Has a page's requests answered one after the other. The runner's server now and then leaves the second of two connections that
 * come at once waiting for the first to close, which a browser keeps open: about one run in six hung so.
 */
async function queueRequests(page) {
  let last = Promise.resolve();
  const answer = async (route) => {
    const answered = await fetch(route.request().url());
    const [headers, body] = [Object.fromEntries(answered.headers), Buffer.from(await answered.arrayBuffer())];
    await route.fulfill({ status: answered.status, headers, body });
  };
  await page.route("**/*", (route) => (last = last.then(() => answer(route))));
}

/** Opens the runner's page, prints what it reports, and gives 0 when every test passed. */
async function openPage(chrome, address) {
  const { chromium } = await import("playwright-core");
  const browser = await chromium.launch({ executablePath: chrome.path, args: chromeFlags() });
  try {
    const page = await browser.newPage();
    page.on("pageerror", (error) => console.error(error.stack ?? error.message));
    page.on("console", (message) => console.log(`console.${message.type()}: ${message.text()}`));
    await queueRequests(page);
    await page.goto(address);
    const finished = await page
      .waitForFunction(() => /test result: /.test(document.getElementById("output").textContent), null, { timeout: TIMEOUT_MS })
      .then(() => true, () => false);
    const report = await page.locator("#output").textContent();
    console.log(report);
    if (!finished) console.error(`the tests did not end within ${TIMEOUT_MS / 1000} s`);
    return finished && /test result: ok\./.test(report) ? 0 : 1;
  } finally {
    await browser.close();
  }
}

/** Serves the tests and opens their page; gives the code to exit with. */
async function runTests(chrome, args) {
  const env = { ...process.env, NO_HEADLESS: "1", WASM_BINDGEN_TEST_ADDRESS: "127.0.0.1:0" };
  const runner = spawn("wasm-bindgen-test-runner", args, { env, stdio: ["ignore", "pipe", "inherit"] });
  const end = new Promise((done) => runner.once("close", (code) => done(code ?? 1)));
  // It serves until it is killed; tests that need no browser, and files without tests, it runs and ends by itself.
  const served = new Promise((address) => {
    createInterface(runner.stdout).on("line", (line) => {
      const found = line.match(/tests are now available at (\S+)/);
      if (found) address(found[1]);
      else if (!/^(Note that interactive|is specified|done with testing|Ctrl-C|$)/.test(line)) console.log(line);
    });
  });
  const first = await Promise.race([served, end]);
  if (typeof first === "number") return first;
  try {
    return await openPage(chrome, first);
  } finally {
    runner.kill();
  }
}

const chrome = await findChrome();
if (!chrome) {
  console.error("No Chrome or Chromium found for the tests; scripts/setup.sh test installs one.");
  process.exit(1);
}
process.exitCode = await runTests(chrome, process.argv.slice(2));
