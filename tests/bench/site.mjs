// The site that is measured: one folder a contestant, the data of all, and a server that counts what it sends.
//
// A library is bundled as its users would ship it: minified, without what the page does not use, with its own style sheet.

import { copyFile, mkdir, readFile, stat, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { serve } from "../../scripts/serve.mjs";
import { COLORS, DISC, VIEW } from "./look.mjs";
import { writeCollection } from "./points.mjs";
import { OURS } from "./table.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));
const resolve = createRequire(import.meta.url).resolve;

/**
 * The map's module and its wasm: not in the page's bundle, and named in its head, as the README has it. The others' files are: their
 * bundle, and what they put beside it.
 */
const HEAD = '\n<link rel="modulepreload" href="../pkg/dateline_map.js">\n<link rel="preload" href="../pkg/dateline_map_bg.wasm" as="fetch" crossorigin>';

/**
 * Who is compared. `query` goes to its page; `beside` are files that its users put beside their bundle; `drawn` is the part of what
 * discs would cover that has their colour at the least: the rings of our markers cover half of what lies below, and of clusters there
 * are few.
 */
export const CONTESTANTS = [
  { id: OURS[0], page: "ours", head: HEAD, query: "&cluster=off", how: 'cluster="off", every place drawn by itself, as by the others', drawn: 0.4 },
  { id: OURS[1], page: "ours", head: HEAD, query: "&cluster=on", how: "the places gathered into clusters, as it does by itself from 61 places on", drawn: 0.1 },
  { id: "Leaflet", page: "leaflet", package: "leaflet", how: "canvas, preferCanvas" },
  { id: "MapLibre", page: "maplibre", package: "maplibre-gl", how: "one circle layer", beside: ["maplibre-gl/dist/maplibre-gl-worker.mjs"] },
  { id: "OpenLayers", page: "openlayers", package: "ol", how: "canvas, vector layer kept while moving" },
  { id: "deck.gl", page: "deckgl", package: "@deck.gl/core", how: "ScatterplotLayer, binary positions" },
];

async function versionOf({ package: name }) {
  const file = name ? join(here, "node_modules", name, "package.json") : null;
  if (file) return JSON.parse(await readFile(file, "utf8")).version;
  const manifest = await readFile(new URL("../../Cargo.toml", import.meta.url), "utf8");
  return manifest.match(/^version = "(.+)"$/m)[1];
}

const html = (style, head) => `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>A map</title>${style ? '\n<link rel="stylesheet" href="page.css">' : ""}${head}
<style>
  body { margin: 0 }
  #map, dateline-map { display: block; width: ${VIEW.width}px; height: ${VIEW.height}px }
  #map { position: relative; background: ${COLORS.water} }
  dateline-map { --dateline-accent: ${DISC.color}; --dateline-land: ${COLORS.land}; --dateline-water: ${COLORS.water} }
</style>
<div id="map"></div>
<script type="module" src="page.js"></script>
</html>
`;

/** What a page names in its head, so that the browser asks for it at once. */
const headOf = ({ head = "", beside = [] }) =>
  [head, ...beside.map((file) => `\n<link rel="modulepreload" href="${file.split("/").pop()}">`)].join("");

/** Bundles the contestants' pages into `folder`, and gives them with their versions. */
export async function buildPages(folder, contestants) {
  return Promise.all(
    contestants.map(async (contestant) => {
      // Two contestants may share a page; then both write the same.
      const out = join(folder, contestant.page);
      await mkdir(out, { recursive: true });
      const { metafile } = await build({
        entryPoints: { page: join(here, "pages", `${contestant.page}.mjs`) },
        outdir: out,
        bundle: true,
        minify: true,
        format: "esm",
        target: "es2022",
        external: ["../pkg/*"],
        loader: { ".png": "dataurl", ".svg": "dataurl" },
        define: { "process.env.NODE_ENV": '"production"' },
        legalComments: "none",
        metafile: true,
        logLevel: "error",
      });
      for (const file of contestant.beside ?? []) await copyFile(resolve(file), join(out, file.split("/").pop()));
      await writeFile(join(out, "index.html"), html(Object.keys(metafile.outputs).some((path) => path.endsWith(".css")), headOf(contestant)));
      return { ...contestant, version: await versionOf(contestant) };
    }),
  );
}

/** Writes the data into `folder`: the countries, and a file of places for each size. A file that is there is the same. */
export async function buildData(folder, sizes) {
  await mkdir(join(folder, "data"), { recursive: true });
  await copyFile(resolve("world-atlas/countries-110m.json"), join(folder, "data/countries.topojson"));
  const bytes = {};
  for (const size of sizes) {
    const path = join(folder, `data/points-${size}.geojson`);
    await writeCollection(path, size);
    bytes[size] = (await stat(path)).size;
  }
  return bytes;
}

/** Serves the folder, with the compiled map under pkg/. `sent` holds `{ path, bytes }` of every answer since it was last emptied. */
export async function serveSite(folder, pkg) {
  const { server, address } = await serve({ folder, mounts: { pkg } });
  const sent = [];
  server.prependListener("request", (request, response) => {
    const end = response.end.bind(response);
    response.end = (body) => {
      sent.push({ path: new URL(request.url, address).pathname, bytes: body?.length ?? 0 });
      return end(body);
    };
  });
  return { server, address, sent };
}
