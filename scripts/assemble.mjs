// Makes wasm of its text, for the tests of the scripts that change one.

import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));

/** What rustc turns on. (With all features, imports are written in a form that no browser knows yet.) */
const FEATURES = ["bulk-memory", "multivalue", "mutable-globals", "nontrapping-float-to-int", "reference-types", "sign-ext"].map((name) => `--enable-${name}`);

/** The wasm of a text; with the names of its functions, unless `names` is false. */
export function assemble(text, names = true) {
  const folder = mkdtempSync(join(tmpdir(), "dateline-wasm-"));
  try {
    writeFileSync(join(folder, "a.wat"), text);
    execFileSync(join(root, "node_modules/.bin/wasm-as"), [...(names ? ["-g"] : []), ...FEATURES, join(folder, "a.wat"), "-o", join(folder, "a.wasm")]);
    return readFileSync(join(folder, "a.wasm"));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
