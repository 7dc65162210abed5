# Prerequisites: rustup, Node 20 or later, make. The rest is installed when it is missing: see scripts/setup.sh.
PORT ?= 8000

.DEFAULT_GOAL := help
.PHONY: demo site test bench docs picture gallery profile clean help

demo: site ## build the site and serve it on 127.0.0.1 (PORT=8000)
	@node scripts/serve.mjs dist --port $(PORT)

site: ## build the static site into dist/, to be put anywhere
	@scripts/setup.sh build
	@scripts/site.sh

test: ## run every check and test, and say what passed and failed
	@scripts/test.sh

bench: ## time the core, then compare with other libraries (BENCH=--full for up to a million places)
	@scripts/setup.sh bench
	@scripts/site.sh
	@cargo bench --locked
	@node tests/bench/supercluster.mjs
	@node tests/bench/run.mjs $(BENCH)

docs: ## write the documentation of the crate into target/doc/
	@scripts/setup.sh build
	@cargo doc --no-deps --lib --locked
	@echo "Open $${CARGO_TARGET_DIR:-target}/doc/dateline_map/index.html"

picture: ## take the pictures of the README, docs/picture*.png, from the demo
	@scripts/setup.sh test
	@scripts/site.sh
	@node scripts/screenshot.mjs

gallery: ## take pictures of every story of the gallery, into PICTURES or the temporary files
	@scripts/setup.sh test
	@scripts/site.sh
	@node scripts/gallery.mjs $(PICTURES)

profile: ## find out anew which functions a map needs until it is shown: scripts/later.txt
	@scripts/setup.sh test
	@node scripts/profile.mjs

clean: ## remove what was built; installed tools stay
	@rm -rf target pkg dist dist.new
	@echo "Removed target/, pkg/, dist/."

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
