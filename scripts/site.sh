#!/usr/bin/env bash
# Builds the wasm and assembles the static site in dist/ (or $DIST), which can be put anywhere under any path.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/env.sh"
cd "$root"

dist=${DIST:-dist}
compiled=${CARGO_TARGET_DIR:-target}/wasm32-unknown-unknown/release/dateline_map.wasm

# wasm-pack would run wasm-bindgen and wasm-opt again over an unchanged file. The compiled wasm carries the JavaScript
# modules in it, and Cargo.toml the flags of wasm-opt, so these files and versions tell whether pkg/ is up to date.
cargo build --lib --release --target wasm32-unknown-unknown --locked
state=$(cksum "$compiled" Cargo.toml package-lock.json && echo "$wasm_bindgen_version $wasm_pack_version")
if [ ! -f pkg/dateline_map_bg.wasm ] || [ "$state" != "$(cat pkg/.state 2>/dev/null)" ]; then
  rm -rf pkg
  # no-install: everything it needs is on PATH, and a missing tool is an error of setup.sh, not a reason to download.
  wasm-pack build --target web --release --mode no-install --no-pack -- --locked
  printf '%s\n' "$state" >pkg/.state
fi

rm -rf "$dist.new"
mkdir -p "$dist.new/pkg" "$dist.new/geodata/showcase"
cp -R www/. "$dist.new/"
cp pkg/*.wasm pkg/*.d.ts "$dist.new/pkg/"
# One module without blanks and long names, in place of the two that wasm-pack leaves readable: 6 KB and a request less.
esbuild pkg/dateline_map.js --bundle --minify --format=esm --target=es2022 --legal-comments=none --log-level=warning \
  --outfile="$dist.new/pkg/dateline_map.js"
node scripts/short-names.mjs "$dist.new/pkg"
cp geodata/*.geojson "$dist.new/geodata/"
for file in geodata/*.topojson; do
  node scripts/pack.mjs "$file" "$dist.new/$file"
done
# The stories of gallery.html.
cp tests/fixtures/stories/showcase/*.geojson "$dist.new/geodata/showcase/"
rm -rf "$dist"
mv "$dist.new" "$dist"
echo "The site is in $dist/ ($(du -sh "$dist" | cut -f1 | tr -d ' ') uncompressed)."
