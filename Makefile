# Few targets, one line of help each. Everything runs on a bare Debian machine
# with Go, as root; what the tests need is installed by `make deps`.

GO       ?= go
AXE      := internal/browser/node_modules/axe-core/axe.min.js
PROVIDER := internal/testkit/provider/node_modules/oidc-provider/package.json
PACKAGES := chromium postgresql postfix dovecot-imapd dnsmasq-base nodejs npm poppler-utils qpdf python3
FUZZTIME ?= 30s
SEEDS    ?= 10000
CUTS     ?= 1000
ROUNDS   ?= 200
LINT     := github.com/golangci/golangci-lint/v2/cmd/golangci-lint@v2.15.0
VULN     := golang.org/x/vuln/cmd/govulncheck@latest

export DEBIAN_FRONTEND = noninteractive
# A service account or a container may have no home; Go needs a place to cache.
ifeq ($(HOME),)
export HOME := /root
endif

.PHONY: help run test check fuzz bench kill soak deps

help: ## this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 10

run: ## start the register on this machine
	$(GO) run ./cmd/wederhoor

test: deps ## install what the tests need and run all of them
	@unformatted=$$(gofmt -l cmd internal); test -z "$$unformatted" || { echo "gofmt would change: $$unformatted"; exit 1; }
	$(GO) vet ./...
	$(GO) test -timeout 20m ./...

check: ## linters and known vulnerabilities
	$(GO) run $(LINT) run ./...
	@if getent hosts vuln.go.dev >/dev/null; then $(GO) run $(VULN) ./...; \
	else echo "NOT CHECKED for known vulnerabilities: vuln.go.dev cannot be reached from here"; fi

fuzz: ## every fuzz target for FUZZTIME (30s) each; what breaks one is kept in its testdata/fuzz
	@grep -roE --include='*_test.go' 'func Fuzz[A-Za-z]+' internal | sort | sed 's|/[^/]*:func | |' | { failed=; while read -r dir target; do \
		echo "$$dir $$target"; $(GO) test -run '^$$' -fuzz "^$$target\$$" -fuzztime $(FUZZTIME) -fuzzminimizetime 3s ./$$dir </dev/null || failed="$$failed $$target"; \
	done; test -z "$$failed" || { echo "FAILED:$$failed"; exit 1; }; }

bench: deps ## print speed and memory as ratios, measured in one run
	$(GO) test -count=1 -timeout 60m -run TestBench -v ./internal/bench -args -bench-report
	$(GO) test -count=1 -run TestBench -v ./internal/sheet ./internal/evaluation
	$(GO) test -count=1 -run TestBenchVerify -v ./internal/store -args -verify-events 100000
	$(GO) test -count=1 -run TestBenchFiles -v ./internal/store -args -files-mb 200
	$(GO) test -count=1 -run TestBenchBackup -v ./internal/backup -args -backup-mb 1000
	$(GO) test -count=1 -run TestSpeedOfLists -v ./internal/register -args -lists 100000
	$(GO) test -count=1 -timeout 30m -run "TestSpeedOfFigures|TestFiguresGrow" -v ./internal/web/staff -args -figures 1000000

kill: ## ROUNDS (200) rounds of kill -9, under load and at every step of the mail; nothing may be lost or doubled
	$(GO) test -count=1 -timeout 9h -run TestKill -v ./internal/bench -args -kill-rounds $(ROUNDS)

soak: ## SEEDS (10000) small organisations and CUTS (1000) power cuts on disks that fail; nothing acknowledged may be lost
	$(GO) test -count=1 -timeout 3h -run 'TestPowerCuts|TestADiskThatLies|TestABit|TestACut' -v ./internal/sim -args -cuts $(CUTS) -flips 600
	$(GO) test -count=1 -timeout 6h -run 'TestSeeds|TestOneSeed|TestLives' -v ./internal/sim -args -seeds $(SEEDS)

deps: $(AXE) $(PROVIDER)
	@missing=; for p in $(PACKAGES); do dpkg -s $$p >/dev/null 2>&1 || missing="$$missing $$p"; done; \
	if command -v node >/dev/null && command -v npm >/dev/null; then missing=$$(echo "$$missing" | sed 's/nodejs//; s/npm//'); fi; \
	if [ -n "$$(echo $$missing)" ]; then echo "installing:$$missing"; \
		echo "postfix postfix/main_mailer_type select No configuration" | debconf-set-selections; \
		apt-get update -qq && apt-get install -y -qq --no-install-recommends $$missing >/dev/null; fi

$(AXE): internal/browser/package.json
	@command -v npm >/dev/null || { apt-get update -qq && apt-get install -y -qq --no-install-recommends nodejs npm >/dev/null; }
	cd internal/browser && npm install --no-audit --no-fund --silent && touch node_modules/axe-core/axe.min.js

$(PROVIDER): internal/testkit/provider/package.json
	@command -v npm >/dev/null || { apt-get update -qq && apt-get install -y -qq --no-install-recommends nodejs npm >/dev/null; }
	cd internal/testkit/provider && npm install --no-audit --no-fund --silent && touch node_modules/oidc-provider/package.json
