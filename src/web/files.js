// The files of maps: asked for as early as can be, each address once, and read through.

import { languageAround, prepare, textsOf } from "./intl.js";

/** The most bytes that are asked of a stream at once. */
const READ = 1 << 20;

/** The addresses of a map's basemap. */
const levelsOf = (map) => (map.getAttribute("basemap") ?? "").split(/\s+/).filter(Boolean);

/**
 * The files of the maps that stand on the page already, asked for while the code of the map is still on its way: each is
 * there when the code is. By address; taken once.
 */
const early = new Map();
for (const map of globalThis.document?.querySelectorAll("dateline-map:not(:defined, [loading=lazy])") ?? []) {
  const story = Object.hasOwn(map, "story") ? null : map.getAttribute("src");
  for (const url of [story, ...levelsOf(map)]) {
    if (!url || early.has(url)) continue;
    const ends = new AbortController();
    const answer = fetch(url, { signal: ends.signal });
    answer.catch(() => {}); // whoever takes it is told
    early.set(url, { answer, ends });
  }
  const lang = map.getAttribute("lang") || languageAround(map) || "en";
  textsOf(lang.split(/[-_]/)[0].toLowerCase());
  // The code is on its way.
  setTimeout(() => prepare(lang));
}

/** The files of one map. */
class Files {
  /** What is on its way, by address. */
  #loads = new Map();

  /** The addresses of a map's basemap. */
  static levelsOf = levelsOf;

  /**
   * Reads a stream: into one buffer, again and again, where the browser can do so. Of 200 MB, that takes 0.4 s of the page's time,
   * and a buffer for each piece 0.6.
   */
  static reader(stream) {
    let buffer = new ArrayBuffer(READ);
    try {
      const reader = stream.getReader({ mode: "byob" });
      return {
        async next() {
          const { value, done } = await reader.read(new Uint8Array(buffer));
          buffer = value?.buffer;
          return { value, done };
        },
        cancel: () => reader.cancel(),
      };
    } catch {
      const reader = stream.getReader();
      return { next: () => reader.read(), cancel: () => reader.cancel() };
    }
  }

  /** { answer } or { error }. */
  async fetch(url, signal) {
    try {
      const asked = early.get(url);
      early.delete(url);
      if (asked) signal.addEventListener("abort", () => asked.ends.abort());
      const answer = await (asked?.answer ?? fetch(url, { signal }));
      if (!answer.ok) throw new Error(`HTTP ${answer.status} ${answer.statusText}`.trim());
      return { answer };
    } catch (error) {
      return { error: `${url}: expected a file, found ${error.message}` };
    }
  }

  /** { bytes } or { error }; each address is asked for once. */
  bytes(url, signal) {
    if (!this.#loads.has(url)) {
      const load = async () => {
        const { answer, error } = await this.fetch(url, signal);
        try {
          if (answer) return { bytes: new Uint8Array(await answer.arrayBuffer()) };
        } catch (broken) {
          this.#loads.delete(url);
          return { error: `${url}: expected a file, found ${broken.message}` };
        }
        this.#loads.delete(url);
        return { error };
      };
      this.#loads.set(url, load());
    }
    return this.#loads.get(url);
  }

  /** Forgets what is on its way. */
  clear() {
    this.#loads.clear();
  }
}

export const filesClass = () => Files;
