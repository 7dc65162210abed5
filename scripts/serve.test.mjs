// Tests of the server that the demo and the end-to-end tests use: node --test scripts/serve.test.mjs

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { serve } from "./serve.mjs";

const TEXT = "place after place ".repeat(200);
let folder, server, address;

before(async () => {
  folder = mkdtempSync(join(tmpdir(), "dateline-map-serve-"));
  mkdirSync(join(folder, "site/sub"), { recursive: true });
  mkdirSync(join(folder, "pages"));
  writeFileSync(join(folder, "secret.txt"), "secret");
  writeFileSync(join(folder, "pages/one.html"), "<p>one</p>");
  writeFileSync(join(folder, "site/index.html"), TEXT);
  writeFileSync(join(folder, "site/sub/index.html"), "sub");
  writeFileSync(join(folder, "site/.hidden"), "hidden");
  for (const name of ["a.wasm", "a.js", "a.geojson", "a.topojson", "a.css", "two words.txt"]) writeFileSync(join(folder, "site", name), TEXT);
  symlinkSync(join(folder, "secret.txt"), join(folder, "site/link.txt"));
  ({ server, address } = await serve({ folder: join(folder, "site"), base: "/a/b/", mounts: { pages: join(folder, "pages") } }));
});

after(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

/** A request whose path is sent as it stands: fetch would resolve its dots first. */
function get(path, headers = {}, method = "GET") {
  const { port } = new URL(address);
  return new Promise((done, failed) => {
    request({ host: "127.0.0.1", port, path, headers, method }, (response) => {
      const chunks = [];
      response.on("data", (chunk) => chunks.push(chunk));
      response.on("end", () => done({ status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks) }));
    })
      .on("error", failed)
      .end();
  });
}

test("each kind of file has its type", async () => {
  const expected = { "a.wasm": "application/wasm", "a.js": "text/javascript; charset=utf-8", "a.geojson": "application/geo+json", "a.topojson": "application/json", "a.css": "text/css; charset=utf-8", "": "text/html; charset=utf-8" };
  for (const [name, type] of Object.entries(expected)) {
    const { status, headers } = await get(`/a/b/${name}`);
    assert.deepEqual([name, status, headers["content-type"]], [name, 200, type]);
  }
});

test("what is compressed is what was asked for, and unpacks to the file", async () => {
  const br = await get("/a/b/a.js", { "accept-encoding": "gzip, deflate, br" });
  assert.equal(br.headers["content-encoding"], "br");
  assert.equal(brotliDecompressSync(br.body).toString(), TEXT);
  const gzip = await get("/a/b/a.js", { "accept-encoding": "gzip, br;q=0" });
  assert.equal(gzip.headers["content-encoding"], "gzip");
  assert.equal(gunzipSync(gzip.body).toString(), TEXT);
  const plain = await get("/a/b/a.js");
  assert.equal(plain.headers["content-encoding"], undefined);
  assert.equal(plain.body.toString(), TEXT);
  assert.equal(plain.headers.vary, "accept-encoding");
});

test("a file that is held is not sent again, and is when it has changed", async () => {
  const path = join(folder, "site/changing.txt");
  writeFileSync(path, "first");
  const { headers } = await get("/a/b/changing.txt");
  const again = await get("/a/b/changing.txt", { "if-none-match": headers.etag });
  assert.deepEqual([again.status, again.body.length], [304, 0]);
  writeFileSync(path, "the second");
  const changed = await get("/a/b/changing.txt", { "if-none-match": headers.etag });
  assert.deepEqual([changed.status, changed.body.toString()], [200, "the second"]);
});

test("nothing outside the folder can be reached", async () => {
  const paths = ["/a/b/../../secret.txt", "/a/b/../secret.txt", "/a/b/%2e%2e/secret.txt", "/a/b/..%2fsecret.txt", "/a/b/sub/..%2f..%2f..%2fsecret.txt", "/a/b//../secret.txt", "/a/b/..%5csecret.txt", "/a/b/link.txt", "/a/b/.hidden", "/a/b/a.js%00.txt", "/secret.txt", "/"];
  for (const path of paths) {
    const { status, body } = await get(path);
    assert.deepEqual([path, status, body.includes("secret")], [path, 404, false]);
  }
  assert.equal((await get("/a/b/%E0%A4%A")).status, 400);
  assert.equal((await get("/a/b/", {}, "POST")).status, 405);
});

test("folders answer with their index, and gain their slash without leaving the host", async () => {
  assert.equal((await get("/a/b/sub/")).body.toString(), "sub");
  const bare = await get("/a/b/sub");
  assert.deepEqual([bare.status, bare.headers.location], [301, "/a/b/sub/"]);
  const base = await get("/a/b");
  assert.deepEqual([base.status, base.headers.location], [301, "/a/b/"]);
  assert.equal((await get("/a/b/pages/one.html?x=1")).body.toString(), "<p>one</p>");
  assert.equal((await get("/a/b/two%20words.txt")).status, 200);
});

test("HEAD tells the length and sends nothing", async () => {
  const { status, headers, body } = await get("/a/b/a.js", {}, "HEAD");
  assert.deepEqual([status, headers["content-length"], body.length], [200, String(TEXT.length), 0]);
});

test("a port that is taken is said so, and how to take another", () => {
  const { port } = new URL(address);
  const script = fileURLToPath(new URL("serve.mjs", import.meta.url));
  const { status, stderr } = spawnSync(process.execPath, [script, join(folder, "site"), "--port", port], { encoding: "utf8" });
  assert.equal(status, 1);
  assert.match(stderr, new RegExp(`^dateline-map: port ${port} is taken; choose another, as in: make demo PORT=${Number(port) + 1}\n$`));
});
