// The rest of the wasm, where a site has it in two parts (scripts/split.mjs): what a map does not do until it is shown. It is
// fetched then, or at once for what needs it sooner. If the first part calls it before it is here, the page waits for it.

/** By what name the rest knows the first part; none, where the wasm is whole. It stands behind its file's, for the sake of caches. */
const KEY = typeof DATELINE_REST === "undefined" ? "" : DATELINE_REST.split("?")[1];

/** What the first part exports, once it runs. */
let first;
let isHere = !KEY;
let coming = null;
let failed = false;

/** Beside this module; in a form that bundlers understand. */
const address = () => new URL(DATELINE_REST, import.meta.url).href;

/** Puts the rest to the first part: it takes functions from its table by their places, and puts its own where that looks for them. */
function put(module) {
  if (isHere) return;
  const given = { ...first };
  for (const { kind, name } of WebAssembly.Module.imports(module)) if (kind === "function") given[name] = first.t0.get(Number(name));
  new WebAssembly.Instance(module, { [KEY]: given });
  isHere = true;
}

const statusOf = ({ status, statusText }) => `HTTP ${status} ${statusText}`.trim();

/** Who needs the rest next asks for it again. */
function missing({ message }) {
  coming = null;
  failed = true;
  return `${address()}: expected the rest of the code, found ${message}`;
}

async function fetchRest() {
  const answer = await fetch(address());
  if (!answer.ok) throw new Error(statusOf(answer));
  return WebAssembly.compile(await answer.arrayBuffer());
}

/** The compiled rest, for a worker; null where the wasm is whole. */
export const restModule = () => (KEY ? (coming ??= fetchRest()) : null);

/** Settles when all of the wasm is here; fails with a text that says why it is not. */
export async function whole() {
  try {
    if (!isHere) put(await restModule());
  } catch (error) {
    throw missing(error);
  }
}

/** Whether the rest could not be had when it was last asked for: a map is a picture then. */
export const isMissing = () => failed && !isHere;

/** Hands on the exports of the first part, before that asks for anything. */
export function join(exports) {
  first = exports;
}

/** Called by the first part when it needs the rest and does not have it: the one request of a map that the page waits for. */
export function bring() {
  const request = new XMLHttpRequest();
  request.open("GET", address(), false);
  // A page may wait for text alone: each byte is a letter of it.
  request.overrideMimeType("text/plain; charset=x-user-defined");
  try {
    request.send();
    if (request.status !== 200) throw new Error(statusOf(request));
    put(new WebAssembly.Module(Uint8Array.from(request.responseText, (letter) => letter.charCodeAt(0))));
  } catch (error) {
    throw new Error(`dateline-map: ${missing(error)}`);
  }
}
