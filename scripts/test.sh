#!/usr/bin/env bash
# Runs every check and test, each as a named step, all of them even when one fails, and says at the end what passed.
#
# The last line counts tests: a step that is a test suite counts as many as it ran, any other step as one.
set -uo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/env.sh"
cd "$root"

scripts/setup.sh test || fail "the set-up failed, so nothing was tested"

# Snapshots are refreshed on purpose, never by a test run, on whatever machine it is.
export INSTA_UPDATE=no
logs=$(mktemp -d)
trap 'rm -rf "$logs"' EXIT
table=
passed=0
failed=0
site_built=

# counts LOG: "PASSED FAILED" as the test runners in it reported them; cargo's and Playwright's summary lines, and node's.
counts() {
  sed $'s/\x1b\\[[0-9;]*[a-zA-Z]//g' "$1" | awk '
    /^test result: / { passed += $4; failed += $6; next }
    /^  [0-9]+ passed( \(.*\))?$/ { passed += $1 }
    /^  [0-9]+ (failed|flaky|interrupted|did not run|skipped)$/ { failed += $1 }
    /^(# |ℹ )pass [0-9]+$/ { passed += $3 }
    /^(# |ℹ )(fail|cancelled|skipped|todo) [0-9]+$/ { failed += $3 }
    END { print passed + 0, failed + 0 }'
}

# step KIND NAME COMMAND...: runs one step; KIND is "check" (counts as one) or "tests" (counts what it ran).
step() {
  local kind=$1 name=$2 started=$SECONDS status ok=0 bad=0 verdict detail=
  shift 2
  printf '\n── %s\n' "$name"
  "$@" 2>&1 | tee "$logs/step"
  status=${PIPESTATUS[0]}
  if [ "$kind" = tests ]; then
    read -r ok bad < <(counts "$logs/step")
    # A suite that could not be built, or that lost its tests, has failed, whatever it says.
    [ "$status" = 0 ] && [ "$ok" -gt 0 ] && [ "$bad" = 0 ] || status=1
    [ "$status" = 0 ] || [ "$bad" -gt 0 ] || bad=1
    detail="$ok passed, $bad failed"
  elif [ "$status" = 0 ]; then
    ok=1
  else
    bad=1
  fi
  passed=$((passed + ok))
  failed=$((failed + bad))
  [ "$status" = 0 ] && verdict=passed || verdict=FAILED
  table=$table$(printf '%-6s  %5ss  %s' "$verdict" $((SECONDS - started)) "$name${detail:+ ($detail)}")$'\n'
  return "$status"
}

# after_site COMMAND...: runs it on the site of this run, never on one that an earlier run left.
after_site() {
  [ -n "$site_built" ] || { echo "not run, because the site was not built"; return 1; }
  "$@"
}

# Tests for the browser are tests/web*.rs, and tests beside the code where a file under src/ has some.
in_browser=(--target wasm32-unknown-unknown --locked --test 'web*')
grep -rqs '#\[wasm_bindgen_test' src && in_browser+=(--lib)
wasm_tests() {
  CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER="node $root/scripts/wasm-test-runner.mjs" cargo test --no-fail-fast "${in_browser[@]}"
}
docs() { RUSTDOCFLAGS="-D warnings" cargo doc --workspace --no-deps --lib --locked; }

step check "formatting" cargo fmt --all --check
step check "clippy" cargo clippy --workspace --all-targets --locked -- -D warnings
step check "clippy for wasm32" cargo clippy --lib --target wasm32-unknown-unknown --locked -- -D warnings
step check "clippy for the wasm tests" cargo clippy "${in_browser[@]}" -- -D warnings
step tests "native tests and doctests" cargo test --workspace --no-fail-fast --locked
step check "documentation" docs
step tests "wasm tests in the browser" wasm_tests
step tests "tests of the scripts" node --test --test-reporter=spec scripts/*.test.mjs tests/bench/*.test.mjs
step check "site" scripts/site.sh && site_built=1
step check "byte budget" after_site node scripts/budget.mjs dist
step tests "end-to-end tests in the browser" after_site playwright test --config tests/browser/playwright.config.mjs

printf '\n%s\n%d passed, %d failed\n' "$table" "$passed" "$failed"
[ "$failed" = 0 ]
