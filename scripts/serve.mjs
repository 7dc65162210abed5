#!/usr/bin/env node
// Serves a folder as a careful web host would: right types, compression, revalidation. For the demo and the tests.
//
//   node scripts/serve.mjs [FOLDER] [--port N] [--base /path/] [--mount name=FOLDER]...
//
// FOLDER   what to serve; dist by default
// --port   8000 by default; 0 takes a free one
// --base   serves it under this path instead of /, to prove that the site does not care where it lies
// --mount  serves another folder under the base: --mount pages=tests/browser/pages answers at BASE/pages/
//
// It listens on 127.0.0.1 alone: this is no server for the open net.

import { createHash } from "node:crypto";
import { realpathSync } from "node:fs";
import { readFile, realpath, stat } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs, promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".ts": "text/plain; charset=utf-8",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
  ".json": "application/json",
  ".topojson": "application/json",
  ".geojson": "application/geo+json",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".ico": "image/x-icon",
  ".woff2": "font/woff2",
};
const COMPRESSED_ALREADY = new Set([".png", ".jpg", ".ico", ".woff2"]);
const WORTH_COMPRESSING = 512; // bytes; below, the headers weigh more than what is saved

const brotli = promisify(brotliCompress);
const compressors = {
  // Quality 9 is what the byte budget measures with, so that the demo ships what the budget says.
  br: (bytes) => brotli(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
  gzip: promisify(gzip),
};

/** The encoding to answer with, of those a request accepts: brotli before gzip before none (RFC 9110, 12.5.3). */
function chooseEncoding(header = "") {
  const accepted = new Map(
    header.split(",").map((item) => {
      const [name, ...parameters] = item.trim().toLowerCase().split(/\s*;\s*/);
      const weight = parameters.find((parameter) => parameter.startsWith("q="));
      return [name, weight ? Number(weight.slice(2)) : 1];
    }),
  );
  return ["br", "gzip"].find((name) => (accepted.get(name) ?? accepted.get("*") ?? 0) > 0) ?? "identity";
}

/** The file that a path below a folder means: `{ path, size, mtimeMs }`, `"folder"` for one asked for without its slash, or null. */
async function locate(folder, relative) {
  const segments = relative.split("/");
  // Names that begin with a dot are `..` and what should stay hidden; a backslash or NUL belongs to no file of a site.
  if (segments.some((segment) => segment.startsWith(".") || /[\\\0]/.test(segment))) return null;
  const path = join(folder, ...segments, relative.endsWith("/") || relative === "" ? "index.html" : "");
  try {
    const [real, base] = await Promise.all([realpath(path), realpath(folder)]);
    if (!real.startsWith(base + sep)) return null; // a link that leads out of the folder
    const { size, mtimeMs, ...kind } = await stat(real).then((s) => ({ ...s, isFile: s.isFile(), isFolder: s.isDirectory() }));
    if (kind.isFolder) return "folder";
    return kind.isFile ? { path: real, size, mtimeMs } : null;
  } catch {
    return null;
  }
}

/**
 * An HTTP server, not yet listening, for `folder` under the path `base` and for `mounts`, an object from names below `base` to folders.
 */
export function createSiteServer({ folder, base = "/", mounts = {} }) {
  const root = `/${base}/`.replace(/\/+/g, "/");
  const places = [...Object.entries(mounts).map(([name, at]) => [`${root}${name}/`, at]), [root, folder]];
  const bodies = new Map(); // encoded bodies by path and encoding, as long as the file stays what it was

  async function encodedBody(file, encoding) {
    const key = `${encoding} ${file.path}`;
    const known = bodies.get(key);
    if (known && known.size === file.size && known.mtimeMs === file.mtimeMs) return known;
    const raw = await readFile(file.path);
    const bytes = encoding === "identity" ? raw : await compressors[encoding](raw);
    const etag = `"${createHash("sha256").update(bytes).digest("base64url").slice(0, 22)}"`;
    const body = { bytes, etag, size: file.size, mtimeMs: file.mtimeMs };
    bodies.set(key, body);
    return body;
  }

  async function answer(request, response) {
    const plain = (status, text, headers = {}) => {
      response.writeHead(status, { "content-type": "text/plain; charset=utf-8", ...headers });
      response.end(request.method === "HEAD" ? undefined : `${text}\n`);
    };
    if (request.method !== "GET" && request.method !== "HEAD") {
      return plain(405, "Only GET and HEAD are answered here.", { allow: "GET, HEAD" });
    }
    let path;
    const query = request.url.indexOf("?");
    const address = query < 0 ? request.url : request.url.slice(0, query);
    try {
      path = decodeURIComponent(address);
    } catch {
      return plain(400, "The address is not valid percent-encoded UTF-8.");
    }
    const place = places.find(([prefix]) => path.startsWith(prefix) || `${path}/` === prefix);
    if (!place) return plain(404, "Nothing lies here.");
    const [prefix, at] = place;
    const found = `${path}/` === prefix ? "folder" : await locate(at, path.slice(prefix.length));
    // Relative addresses in a page need the slash. Leading slashes are made one: `//host/` would lead to another host.
    if (found === "folder") return plain(301, "It lies one slash further.", { location: `${address.replace(/^\/+/, "/")}/` });
    if (!found) return plain(404, "Nothing lies here.");

    const extension = extname(found.path).toLowerCase();
    const compressible = !COMPRESSED_ALREADY.has(extension) && found.size >= WORTH_COMPRESSING;
    const encoding = compressible ? chooseEncoding(request.headers["accept-encoding"]) : "identity";
    const body = await encodedBody(found, encoding);
    const headers = {
      "content-type": TYPES[extension] ?? "application/octet-stream",
      "cache-control": "no-cache", // keep it, but ask each time: a rebuilt site shows at once
      "x-content-type-options": "nosniff",
      etag: body.etag,
      ...(compressible && { vary: "accept-encoding" }),
    };
    const held = (request.headers["if-none-match"] ?? "").split(",").map((tag) => tag.trim().replace(/^W\//, ""));
    if (held.includes(body.etag) || held.includes("*")) {
      response.writeHead(304, headers);
      return response.end();
    }
    if (encoding !== "identity") headers["content-encoding"] = encoding;
    headers["content-length"] = body.bytes.length;
    response.writeHead(200, headers);
    response.end(request.method === "HEAD" ? undefined : body.bytes);
  }

  return createServer((request, response) => {
    answer(request, response).catch((error) => {
      console.error(`${request.method} ${request.url}: ${error.stack}`);
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });
}

/** Starts such a server on 127.0.0.1 and gives it with its address, once it listens. Port 0 takes a free one. */
export async function serve({ port = 0, base = "/", ...site }) {
  const server = createSiteServer({ base, ...site });
  await new Promise((listening, refused) => {
    server.once("error", refused);
    server.listen(port, "127.0.0.1", listening);
  });
  return { server, address: new URL(base, `http://127.0.0.1:${server.address().port}/`).href };
}

async function main() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      port: { type: "string", default: "8000" },
      base: { type: "string", default: "/" },
      mount: { type: "string", multiple: true, default: [] },
    },
  });
  const folder = resolve(positionals[0] ?? "dist");
  const port = Number(values.port);
  const base = `/${values.base}/`.replace(/\/+/g, "/");
  const mounts = Object.fromEntries(values.mount.map((mount) => mount.split(/=(.*)/s).slice(0, 2)));
  if (!/^\d+$/.test(values.port) || port > 65535) throw new Error(`the port must be a number from 0 to 65535, found ${values.port}`);
  if (!(await stat(folder).catch(() => null))?.isDirectory()) throw new Error(`there is no folder ${folder}; make site builds dist`);
  try {
    const { address } = await serve({ port, base, folder, mounts });
    console.log(`dateline-map is at ${address}  (Ctrl-C ends it)`);
  } catch (error) {
    if (error.code === "EADDRINUSE") throw new Error(`port ${port} is taken; choose another, as in: make demo PORT=${port + 1}`);
    if (error.code === "EACCES") throw new Error(`port ${port} may not be used by you; choose one above 1023, as in: make demo PORT=8000`);
    throw error;
  }
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => process.exit(0));
  main().catch((error) => {
    console.error(`dateline-map: ${error.message}`);
    process.exitCode = 1;
  });
}
