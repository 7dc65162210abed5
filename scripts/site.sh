#!/usr/bin/env bash
# Builds the wasm and assembles the static site in dist/ (or $DIST), which can be put anywhere under any path.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/env.sh"
cd "$root"

dist=${DIST:-dist}
compiled=${CARGO_TARGET_DIR:-target}/wasm32-unknown-unknown/release/dateline_map.wasm

# The compiled wasm carries the JavaScript modules in it, and Cargo.toml the flags of wasm-opt, so these files and versions
# tell whether what was made of them is up to date. wasm-pack alone would optimise it as well; between the two steps the
# messages of panics are taken out, while the functions still have names. By their names it is then parted in two.
made=target/pkg
cargo build --lib --release --target wasm32-unknown-unknown --no-default-features --locked
state=$(cksum "$compiled" Cargo.toml package-lock.json scripts/{silence,split,order,wasm}.mjs scripts/later.txt && echo "$wasm_bindgen_version $wasm_pack_version")
if [ ! -f $made/key ] || [ "$state" != "$(cat $made/.state 2>/dev/null)" ]; then
  rm -rf $made
  # no-install: everything it needs is on PATH, and a missing tool is an error of setup.sh, not a reason to download.
  wasm-pack build --target web --release --mode no-install --no-pack --no-opt --out-dir $made -- --no-default-features --locked
  node scripts/silence.mjs $made/dateline_map_bg.wasm $made/silenced.wasm
  read -ra flags <<<"$(awk -F'[][]' '/^wasm-opt = / { gsub(/[",]/, " ", $2); print $2 }' Cargo.toml)"
  wasm-opt "${flags[@]}" -g $made/silenced.wasm -o $made/whole.wasm
  node scripts/split.mjs $made/whole.wasm $made/first.parted.wasm $made/rest.parted.wasm >$made/key.new
  # What tells which features they have is not in the parts: these are what rustc turns on.
  features=(--enable-{bulk-memory,multivalue,mutable-globals,nontrapping-float-to-int,reference-types,sign-ext})
  for part in first rest; do
    wasm-opt "${features[@]}" "${flags[@]}" $made/$part.parted.wasm -o $made/$part.unordered.wasm
    node scripts/order.mjs $made/$part.unordered.wasm $made/$part.wasm
  done
  mv $made/key.new $made/key
  printf '%s\n' "$state" >$made/.state
fi

rm -rf "$dist.new"
mkdir -p "$dist.new/pkg" "$dist.new/geodata/showcase"
cp -R www/. "$dist.new/"
cp $made/*.d.ts "$dist.new/pkg/"
# $WHOLE is a wasm to take in place of the first part.
cp "${WHOLE:-$made/first.wasm}" "$dist.new/pkg/dateline_map_bg.wasm"
cp $made/rest.wasm "$dist.new/pkg/dateline_map_rest.wasm"
# One module without blanks and long names, in place of the two that wasm-pack leaves readable: 6 KB and a request less.
# Its first line tells Chromium to compile all functions while the file comes in, not each when it is called: most are, at once.
languages=$(node scripts/languages.mjs "$dist.new/pkg/languages")
esbuild $made/dateline_map.js --bundle --define:DATELINE_LANGUAGES="$languages" --define:DATELINE_REST="\"dateline_map_rest.wasm?$(cat $made/key)\"" --minify --format=esm --target=es2022 --legal-comments=none --log-level=warning \
  --banner:js="//# allFunctionsCalledOnLoad" \
  --outfile="$dist.new/pkg/dateline_map.js"
node scripts/short-names.mjs "$dist.new/pkg"
esbuild "$dist.new"/*.css --minify --log-level=warning --allow-overwrite --outdir="$dist.new"
cp geodata/*.geojson "$dist.new/geodata/"
for file in geodata/*.topojson; do
  node scripts/pack.mjs "$file" "$dist.new/$file"
done
# The stories of gallery.html.
cp tests/fixtures/stories/showcase/*.geojson "$dist.new/geodata/showcase/"
rm -rf "$dist"
mv "$dist.new" "$dist"
echo "The site is in $dist/ ($(du -sh "$dist" | cut -f1 | tr -d ' ') uncompressed)."
