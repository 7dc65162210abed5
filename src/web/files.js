// The files of maps: asked for as early as can be, each address once, and read through; large ones by a worker.

import { languageAround, prepare, textsOf } from "./intl.js";
import { restModule, whole } from "./rest.js";

/** The most bytes that are asked of a stream at once. */
const READ = 1 << 20;
/** A file of more bytes than this is read as it comes in: by a worker, where there can be one. */
const LARGE = 1 << 20;
/** A file of more bytes than this may hold a crowd, for which all of the code is needed. */
const CROWD = 1 << 17;
/** So many bytes are read on the page at a time, which takes a millisecond. */
const PIECE = 1 << 17;
/** So many times what has come in is on its way to the worker, or back. */
const AHEAD = 4;

/** The compiled code of the map, which a worker is given. */
let wasm;

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
    // Of a failure, whoever takes it is told.
    answer.then(({ headers }) => url === story && headers.get("content-length") > CROWD && restModule()).catch(() => {});
    early.set(url, { answer, ends });
  }
  const lang = map.getAttribute("lang") || languageAround(map) || "en";
  textsOf(lang.split(/[-_]/)[0].toLowerCase());
  // The code is on its way.
  setTimeout(() => prepare(lang));
}

/**
 * What bytes or a stream of them give: `next` is `{ value, done }`, of a stream read into `buffer` where the browser can do that.
 * Of 200 MB it then takes 0.4 s of the page's time, and 0.6 with a buffer for each piece.
 */
function sourceOf(body) {
  if (body instanceof Uint8Array) {
    let at = 0;
    const next = async () => {
      const value = body.slice(at, at + READ);
      at += READ;
      return { value, done: value.length === 0 };
    };
    return { next, cancel: async () => {} };
  }
  try {
    const reader = body.getReader({ mode: "byob" });
    const whole = (buffer) => (buffer?.byteLength === READ ? buffer : new ArrayBuffer(READ));
    return { next: (buffer) => reader.read(new Uint8Array(whole(buffer))), cancel: () => reader.cancel() };
  } catch {
    const reader = body.getReader();
    return { next: () => reader.read(), cancel: () => reader.cancel() };
  }
}

/** Parts of a file for the page to read. */
async function* pieces(next) {
  for (let [read, buffer] = [0]; ; ) {
    const { value, done } = await next(buffer);
    if (done) return;
    for (let from = 0; from < value.length; from += PIECE) {
      const bytes = value.subarray(from, from + PIECE);
      read += bytes.length;
      yield { bytes, read };
    }
    buffer = value.buffer;
  }
}

/** Parts of a file that a worker has read. Of one that breaks off, all that has come. */
async function* batches(address, next, worker) {
  // Whom the worker answers next, what it has not answered yet, and buffers to read into.
  const waiting = [], asked = [], spare = [];
  worker.onmessage = ({ data }) => waiting.shift()(data);
  const broken = new Promise((_, fail) => {
    worker.onerror = ({ message }) => fail(`${address}: expected a file that can be read, found ${message}`);
  });
  broken.catch(() => {}); // who waits for it is told
  for (let [read, coming, ended, error] = [0]; ; ) {
    if (!ended && asked.length < AHEAD) coming ??= next(spare.pop()).catch((error) => ({ done: true, error }));
    const event = await Promise.race([broken, asked[0], coming].filter(Boolean));
    if ("done" in event) {
      coming = null;
      ({ done: ended, error } = event);
      const bytes = ended ? new Uint8Array() : event.value;
      const { length } = bytes;
      asked.push(new Promise((answer) => waiting.push((data) => answer({ ...data, length }))));
      worker.postMessage(bytes, [bytes.buffer]);
      continue;
    }
    asked.shift();
    spare.push(event.buffer);
    read += event.length;
    if (event.batch.length) yield { batch: event.batch, read };
    if (!event.last) continue;
    if (error) throw error;
    return;
  }
}

/**
 * A worker that reads a file, once it can; null where there can be none, as where the page's policy forbids it, or where it is not worth
 * it: of two cores the browser itself needs the other one, and a million places were not ready sooner.
 */
async function startWorker() {
  if (navigator.hardwareConcurrency <= 2) return null;
  const address = URL.createObjectURL(new Blob([`(${scout})()`], { type: "text/javascript" }));
  let worker = null;
  try {
    const rest = await restModule();
    worker = new Worker(address);
    await new Promise((started, failed) => {
      worker.onmessage = started;
      worker.onerror = (event) => failed(event.preventDefault());
      worker.postMessage([wasm, rest]);
    });
    return worker;
  } catch {
    worker?.terminate();
    return null;
  } finally {
    URL.revokeObjectURL(address);
  }
}

/**
 * All that the worker does, which knows nothing of this page: it is given the compiled wasm, in one part or two, and then bytes of
 * the file, none at its end, and answers each with a batch, which is empty when there is not enough for one yet.
 */
function scout() {
  let wasm;
  onmessage = ({ data }) => {
    if (!wasm) {
      const [first, rest] = data;
      const imports = {}; // which nothing calls that is called here
      for (const { module, name } of WebAssembly.Module.imports(first)) (imports[module] ??= {})[name] = () => {};
      wasm = new WebAssembly.Instance(first, imports).exports;
      if (rest) {
        // As in rest.js.
        const given = { ...wasm };
        const wanted = WebAssembly.Module.imports(rest);
        for (const { kind, name } of wanted) if (kind === "function") given[name] = wasm.t0.get(Number(name));
        new WebAssembly.Instance(rest, { [wanted[0].module]: given });
      }
      postMessage(null);
      return;
    }
    const at = wasm.scout_room(data.length) >>> 0;
    new Uint8Array(wasm.memory.buffer, at, data.length).set(data);
    const length = wasm.scout_read() >>> 0;
    const batch = new Uint8Array(wasm.memory.buffer, wasm.scout_batch() >>> 0, length).slice();
    postMessage({ batch, buffer: data.buffer, last: wasm.scout_ended() === 1 }, [batch.buffer, data.buffer]);
  };
}

/** The files of one map. */
export class Files {
  /** What is on its way, by address. */
  #loads = new Map();

  /** The addresses of a map's basemap. */
  static levelsOf = levelsOf;

  /**
   * A file as it comes in, in parts: `bytes` of it, or a `batch` that a worker has made of some, with how many have been `read`. A file
   * that is no longer than LARGE comes when it is whole. `body` is its bytes, or a stream of them, and `size` how long it is at the
   * least, if that is known.
   */
  static async *parts(address, body, size) {
    const source = sourceOf(body);
    const failed = (error) => {
      throw `${address}: expected the rest of the file, found ${error.message}`;
    };
    let starting = size > LARGE ? startWorker() : null;
    // If it cannot be had, who misses it tells that.
    const allCode = () => whole().catch(() => {});
    let code = size > CROWD ? allCode() : null;
    try {
      const held = [];
      let [length, ended, buffer] = [0, false];
      while (length <= LARGE && !ended) {
        const { value, done } = await source.next(buffer).catch(failed);
        if (!done) {
          held.push(value.slice());
          length += value.length;
        }
        [buffer, ended] = [value?.buffer, done];
        if (length > CROWD) code ??= allCode();
      }
      await code;
      const next = async (buffer) => {
        if (held.length) return { value: held.shift(), done: false };
        return ended ? { done: true } : source.next(buffer).catch(failed);
      };
      const worker = ended ? null : await (starting ??= startWorker());
      yield* worker ? batches(address, next, worker) : pieces(next);
    } finally {
      source.cancel().catch(() => {});
      (await starting)?.terminate();
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
}

/** Has a worker with this compiled wasm read large files. */
export function useModule(module) {
  wasm = module;
}
