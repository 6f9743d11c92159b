# Everything Parlour can be asked to do. `make run` and `make test` are all one needs.

# Recipes stop at the first thing that fails; the targets of one call run one after another.
.SHELLFLAGS := -eu -c
.DELETE_ON_ERROR:
.NOTPARALLEL:
.PHONY: run demo build web test check bench bench-reports clean format lint test-rust test-web test-browser tools components

OUT := $(or $(CARGO_TARGET_DIR),target)
PARLOUR := $(OUT)/release/parlour
PACKAGES := node_modules/.package-lock.json
TRACKER := $(OUT)/made/tracker
CONSOLE := $(OUT)/made/console
CHROMIUM ?= /usr/bin/chromium
DEMO_URL := http://127.0.0.1:8080

rust := Cargo.toml Cargo.lock $(shell find src schema -type f)
tracker := $(shell find tracker-js -type f -not -path '*/dist/*' -not -path '*/node_modules/*' -not -path '*/test/*')
console := $(shell find dashboards -type f -not -path '*/dist/*' -not -path '*/node_modules/*' -not -name '*.test.ts')

## make run: everything that is needed, then the service on http://127.0.0.1:8080
run: $(PARLOUR)
	@$(PARLOUR) serve

## make demo: the same with simulated visitors, in a data folder of its own
demo: $(PARLOUR)
	@$(PARLOUR) simulate --url $(DEMO_URL) & visitors=$$!; \
	trap 'kill $$visitors 2>/dev/null || true' EXIT; \
	trap : INT TERM; \
	PARLOUR_DATA=./data-demo PARLOUR_TRUSTED_PROXIES=127.0.0.1 $(PARLOUR) serve

build: $(PARLOUR)

web: $(TRACKER) $(CONSOLE)

# The web parts are inside the release binary.
$(PARLOUR): $(rust) $(TRACKER) $(CONSOLE)
	cargo build --release --locked
	@touch $@

$(PACKAGES): package.json package-lock.json tracker-js/package.json dashboards/package.json tests/e2e/package.json | tools
	npm ci
	@touch $@

$(TRACKER): $(tracker) $(PACKAGES) | tools
	npm run --silent build -w tracker-js
	@mkdir -p $(@D) && touch $@

$(CONSOLE): $(console) $(PACKAGES) | tools
	npm run --silent build -w dashboards
	@mkdir -p $(@D) && touch $@

## make test: every test there is, as .ci/run runs them
test: format lint test-rust test-web test-browser

## make check: the quick loop
check: format lint $(PACKAGES)
	cargo test --locked --lib
	npm run --silent check --workspaces --if-present

format: | components
	cargo fmt --check

lint: $(TRACKER) $(CONSOLE) | components
	cargo clippy --locked --all-targets -- -D warnings

# A debug binary reads the web parts from disk, so they are built first.
test-rust: $(TRACKER) $(CONSOLE)
	@if cargo nextest --version >/dev/null 2>&1; then set -x; cargo nextest run --locked; \
	else set -x; cargo test --locked; fi

test-web: $(TRACKER) $(CONSOLE)
	npm run --silent check --workspaces --if-present
	node dashboards/canary.mjs
	npm test --silent -w tracker-js -w dashboards
	node tracker-js/size.mjs

test-browser: $(TRACKER) $(CONSOLE) | $(CHROMIUM)
	cargo test --locked --test house --no-run
	CHROMIUM=$(CHROMIUM) npm test --silent -w tests/e2e

## make bench: the three figures the design stands on
bench: $(TRACKER) $(CONSOLE)
	cargo bench --locked --bench figures

## make bench-reports: what reports take with 20 million page views in the embedded engine
bench-reports: $(TRACKER) $(CONSOLE)
	cargo bench --locked --bench reports

clean:
	rm -rf $(OUT)/made tracker-js/dist dashboards/dist

# What has to be there already; each is missed in one line.
tools:
	@command -v cargo >/dev/null || { echo "parlour: Rust is missing; install it from https://rustup.rs"; exit 1; }
	@command -v cc >/dev/null || { echo "parlour: a C compiler is missing; on Debian: apt-get install build-essential"; exit 1; }
	@command -v node >/dev/null || { echo "parlour: Node.js is missing; 20.19 or newer is needed"; exit 1; }
	@node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)' \
		|| { echo "parlour: Node.js $$(node -v) is too old; 20.19 or newer is needed"; exit 1; }

components: | tools
	@cargo fmt --version >/dev/null 2>&1 && cargo clippy --version >/dev/null 2>&1 || rustup component add rustfmt clippy

/usr/bin/chromium:
	@[ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null \
		|| { echo "parlour: Chromium is missing; install it, or name it: make test CHROMIUM=/path/to/chromium"; exit 1; }
	apt-get update -qq
	DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium
