# shellcheck shell=bash
# Sourced by the other scripts: the versions of the tools, where they are kept, and a PATH on which they are found first.
#
# Tools that a package manager of this repository cannot bring (wasm-pack, wasm-bindgen) are kept by name and version
# in a folder of the user, so that a second clone installs nothing and two clones of different age do not disturb each other.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
tools=${XDG_CACHE_HOME:-$HOME/.cache}/dateline-map

wasm_pack_version=0.15.1
# The wasm-bindgen command must be of exactly the version of the crate that the wasm was compiled with.
wasm_bindgen_version=$(awk -F'"' '/^name = "wasm-bindgen"$/ { getline; print $2; exit }' "$root/Cargo.lock")
rust_channel=$(awk -F'"' '/^channel/ { print $2; exit }' "$root/rust-toolchain.toml")

# node_modules/.bin stands first for wasm-opt: distributions ship versions too old for what rustc writes.
# ~/.cargo/bin stands before the rest because only rustup's cargo honours rust-toolchain.toml.
PATH=$root/node_modules/.bin:$tools/wasm-bindgen-$wasm_bindgen_version/bin:$tools/wasm-pack-$wasm_pack_version/bin:${CARGO_HOME:-$HOME/.cargo}/bin:$PATH
export PATH

# Names of functions tell for which types they are (v0), so that scripts/later.txt can name each one.
# Panic messages name the source file they come from; a file that readers download tells no folder of the builder's.
export CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS="--remap-path-prefix=${CARGO_HOME:-$HOME/.cargo}=cargo --remap-path-prefix=$root=dateline-map -C symbol-mangling-version=v0"

# fail MESSAGE...: says why the script cannot go on, one line for each argument, and ends it.
fail() {
  printf 'dateline-map: %s\n' "$@" >&2
  exit 1
}
