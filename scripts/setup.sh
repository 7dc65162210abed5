#!/usr/bin/env bash
# Installs what is missing, and nothing else: `setup.sh build` (the default) for the site, `setup.sh test` for the tests too,
# `setup.sh bench` for the comparison with other libraries as well.
#
# Nothing is installed system-wide, with one exception: on Debian and Ubuntu, as root, a missing browser comes from apt.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/env.sh"
cd "$root"

purpose=${1:-build}
case $purpose in
  build | test | bench) ;;
  *) fail "usage: scripts/setup.sh [build|test|bench]" ;;
esac

say() { printf '==> %s\n' "$*" >&2; }
has() { command -v "$1" >/dev/null 2>&1; }
has_version() { [ "$("$1" --version 2>/dev/null | awk '{ print $2; exit }')" = "$2" ]; }

prerequisites() {
  has make || fail "make is missing; install it (Debian: apt-get install make, macOS: xcode-select --install)"
  has rustup || fail "rustup is missing; it brings the Rust compiler: see https://rustup.rs"
  has node || fail "Node 20 or later is missing: see https://nodejs.org"
  has npm || fail "npm is missing; it comes with Node: see https://nodejs.org"
  local node_version
  node_version=$(node --version)
  node_version=${node_version#v}
  [ "${node_version%%.*}" -ge 20 ] || fail "Node 20 or later is needed, found $node_version: see https://nodejs.org"
}

# rust-toolchain.toml asks for the same, but rustup can be told not to install by itself (RUSTUP_AUTO_INSTALL=0).
rust() {
  local installed part
  installed=$(rustup component list --installed --toolchain "$rust_channel" 2>/dev/null || true)
  for part in rustc cargo rustfmt clippy rust-std-wasm32-unknown-unknown; do
    case $installed in
      *"$part"*) ;;
      *)
        say "Rust $rust_channel with rustfmt, clippy and the wasm32 target: the pinned compiler"
        rustup toolchain install "$rust_channel" --profile minimal --component rustfmt --component clippy \
          --target wasm32-unknown-unknown --no-self-update
        return
        ;;
    esac
  done
}

# prebuilt FOLDER URL: unpacks the commands of a release archive into FOLDER/bin; fails quietly where GitHub cannot be reached.
prebuilt() {
  local folder=$1 url=$2 unpacked
  has curl || return 1
  unpacked=$(mktemp -d)
  if curl --fail --silent --location --connect-timeout 5 --max-time 120 --proto '=https' "$url" |
    tar -xzf - -C "$unpacked" --strip-components 1 2>/dev/null; then
    mkdir -p "$folder/bin"
    find "$unpacked" -type f -name 'wasm*' -exec mv -f {} "$folder/bin/" \;
  fi
  rm -rf "$unpacked"
  [ -d "$folder/bin" ]
}

# tool CRATE VERSION URL-PREFIX COMMAND...: the commands of a crate, the quickest way that works here.
tool() {
  local crate=$1 version=$2 url=$3 command missing=
  shift 3
  for command in "$@"; do
    has_version "$command" "$version" || missing=1
  done
  [ -n "$missing" ] || return 0

  local folder=$tools/${crate%-cli}-$version
  say "$crate $version into $folder"
  if has cargo-binstall; then
    cargo-binstall --no-confirm --disable-strategies compile --root "$folder" "$crate@$version" || true
    has_version "$1" "$version" && return
  fi
  if [ -n "$platform" ] && prebuilt "$folder" "$url-$platform.tar.gz" && has_version "$1" "$version"; then
    return
  fi
  say "no prebuilt $crate can be had here; compiling it takes a few minutes, once"
  # The lock file that was published with a crate can name a version that a registry mirror lacks.
  cargo install "$crate" --version "$version" --root "$folder" --locked ||
    cargo install "$crate" --version "$version" --root "$folder"
}

wasm_tools() {
  case "$(uname -s) $(uname -m)" in
    "Linux x86_64") platform=x86_64-unknown-linux-musl ;;
    "Linux aarch64" | "Linux arm64") platform=aarch64-unknown-linux-musl ;;
    "Darwin x86_64") platform=x86_64-apple-darwin ;;
    "Darwin arm64") platform=aarch64-apple-darwin ;;
    *) platform= ;;
  esac
  local github=https://github.com/wasm-bindgen
  [ -n "$wasm_bindgen_version" ] || fail "Cargo.lock names no wasm-bindgen; is it the committed one?"
  tool wasm-bindgen-cli "$wasm_bindgen_version" \
    "$github/wasm-bindgen/releases/download/$wasm_bindgen_version/wasm-bindgen-$wasm_bindgen_version" \
    wasm-bindgen wasm-bindgen-test-runner
  tool wasm-pack "$wasm_pack_version" \
    "$github/wasm-pack/releases/download/v$wasm_pack_version/wasm-pack-v$wasm_pack_version" \
    wasm-pack
}

# wasm-opt and esbuild, and for the tests Playwright and axe. The copy of the lock file tells the next run what is installed.
node_modules() {
  cmp -s package-lock.json node_modules/.installed-lock && return
  say "npm packages: wasm-opt (binaryen), esbuild, Playwright, axe"
  PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm ci --no-audit --no-fund --loglevel=error
  cp package-lock.json node_modules/.installed-lock
}

# The libraries that the comparison measures: nothing else needs them.
peers() {
  cmp -s tests/bench/package-lock.json tests/bench/node_modules/.installed-lock && return
  say "npm packages of the comparison: Leaflet, MapLibre, OpenLayers, deck.gl"
  npm ci --prefix tests/bench --no-audit --no-fund --loglevel=error
  cp tests/bench/package-lock.json tests/bench/node_modules/.installed-lock
}

browser() {
  node scripts/find-chrome.mjs >/dev/null 2>&1 && return
  [ -z "${CHROME:-}" ] || fail "CHROME=$CHROME is no working Chrome or Chromium"
  if has apt-get && [ "$(id -u)" = 0 ]; then
    say "chromium from apt: the browser of the tests"
    if apt-get update -qq; then
      DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium || true
      node scripts/find-chrome.mjs >/dev/null 2>&1 && return
    fi
  fi
  say "Playwright's Chromium: the browser of the tests"
  playwright install chromium || true
  node scripts/find-chrome.mjs >/dev/null ||
    fail "the tests need Chrome or Chromium, and none could be installed." \
      "Install one (Debian: sudo apt-get install chromium), or set CHROME to the path of its executable, and run this again."
}

prerequisites
rust
wasm_tools
node_modules
if [ "$purpose" != build ]; then
  browser
fi
if [ "$purpose" = bench ]; then
  peers
fi
