# Few targets, one line of help each. Everything runs on a bare Debian machine
# with Go, as root; what the tests need is installed by `make deps`.

GO       ?= go
AXE      := internal/browser/node_modules/axe-core/axe.min.js
PROVIDER := internal/testkit/provider/node_modules/oidc-provider/package.json
PACKAGES := chromium postgresql postfix dovecot-imapd dnsmasq-base pebble nodejs npm poppler-utils qpdf python3
# What takes longest begins first, so that no core waits for it at the end.
LONGEST  := ./internal/browser ./internal/web ./internal/register ./internal/bench ./internal/demo
FUZZTIME ?= 30s
SEEDS    ?= 10000
CUTS     ?= 1000
ROUNDS   ?= 200
PRIMARY  ?= 10
REPLICA  ?= 30
CLUSTER  := postgresql postfix patroni python3-etcd etcd-server haproxy pgbouncer
LINT     := github.com/golangci/golangci-lint/v2/cmd/golangci-lint@v2.15.0
VULN     := golang.org/x/vuln/cmd/govulncheck@latest

export DEBIAN_FRONTEND = noninteractive
# A service account or a container may have no home; Go needs a place to cache.
ifeq ($(HOME),)
export HOME := /root
endif

# What is built says which it is. Nothing else of the place or the moment goes in, so
# that the same source gives the same bytes anywhere.
REVISION ?= $(shell git rev-parse HEAD 2>/dev/null)
EPOCH    ?= $(shell git log -1 --format=%ct 2>/dev/null || echo 0)
VERSION  ?= $(shell deploy/version.sh)
BUILDING := CGO_ENABLED=0 GOFLAGS= GOAMD64=v1 $(GO) build -trimpath -buildvcs=false -ldflags "-s -w -buildid= \
	-X wederhoor/internal/release.version=$(VERSION) -X wederhoor/internal/release.revision=$(REVISION)"
TAG      := $(subst +,-,$(VERSION))
SBOM     := github.com/CycloneDX/cyclonedx-gomod/cmd/cyclonedx-gomod@v1.10.0

.PHONY: help run test walks check fuzz bench kill cluster-test hostile soak deps build same package sbom image release-sample deploy-test

help: ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 14

run: ## start the register on this machine
	$(GO) run ./cmd/wederhoor

test: deps ## install what the tests need and run all of them
	@unformatted=$$(gofmt -l cmd internal); test -z "$$unformatted" || { echo "gofmt would change: $$unformatted"; exit 1; }
	$(GO) vet ./...
	$(GO) test -timeout 40m $(LONGEST) ./...

walks: deps ## every walk in a real browser, on both databases; `make test` takes one of them for each
	$(GO) test -count=1 -timeout 60m ./internal/browser -args -both

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
	$(GO) test -count=1 -timeout 60m -run TestBenchGrowth -v ./internal/register -args -grown 10000,100000,1000000
	$(GO) test -count=1 -timeout 60m -run TestBenchStored -v ./internal/register -args -stored 100000
	$(GO) test -count=1 -timeout 60m -run TestBenchStored -v ./internal/register -args -stored 100000 -stored-on postgres
	$(GO) test -count=1 -run TestSpeedOfLists -v ./internal/register -args -lists 100000
	$(GO) test -count=1 -timeout 30m -run "TestSpeedOfFigures|TestFiguresGrow" -v ./internal/web/staff -args -figures 1000000

kill: ## ROUNDS (200) rounds of kill -9, under load and at every step of the mail; nothing may be lost or doubled
	$(GO) test -count=1 -timeout 9h -run TestKill -v ./internal/bench -args -kill-rounds $(ROUNDS)

cluster-test: ## kill the primary of two PostgreSQL PRIMARY (10) times and three programs REPLICA (30) times under load, and hold the ledger against the database
	@$(call need,$(CLUSTER))
	$(GO) test -count=1 -timeout 3h -run TestCluster -v ./internal/cluster -args -primary $(PRIMARY) -replica $(REPLICA)

hostile: ## what networks, machines and strangers do to it: stops, cuts, silence, idle and slow connections, a flood of forms
	@$(call need,$(CLUSTER))
	$(GO) test -count=1 -timeout 1h -run 'TestHostile|TestStrangers' -v ./internal/cluster -args -hostile

soak: ## SEEDS (10000) small organisations and CUTS (1000) power cuts on disks that fail; nothing acknowledged may be lost
	$(GO) test -count=1 -timeout 3h -run 'TestPowerCuts|TestADiskThatLies|TestABit|TestACut' -v ./internal/sim -args -cuts $(CUTS) -flips 600
	$(GO) test -count=1 -timeout 6h -run 'TestSeeds|TestOneSeed|TestLives' -v ./internal/sim -args -seeds $(SEEDS)

build: ## dist/wederhoor: one static file, the same bytes wherever it is built
	@mkdir -p dist
	$(BUILDING) -o dist/wederhoor ./cmd/wederhoor
	@cd dist && sha256sum wederhoor | tee wederhoor.sha256

same: build ## build a second time from a copy in another folder, and compare
	@copy=$$(mktemp -d) && trap 'rm -rf "$$copy"' EXIT && git ls-files -z | tar --null -T - -cf - | tar -xf - -C "$$copy" && \
	$(MAKE) -s -C "$$copy" build VERSION='$(VERSION)' REVISION='$(REVISION)' GOCACHE="$$copy/cache" >/dev/null && \
	cmp dist/wederhoor "$$copy/dist/wederhoor" && echo "the same: $$(cut -c1-64 dist/wederhoor.sha256)"

package: build ## dist/wederhoor_*.deb for Debian
	SOURCE_DATE_EPOCH=$(EPOCH) deploy/deb/build.sh dist/wederhoor '$(VERSION)' dist

sbom: build ## dist/wederhoor.cdx.json: what is in it, in CycloneDX
	$(GO) run $(SBOM) bin -json -licenses -noserial -output dist/wederhoor.cdx.json -version '$(VERSION)' dist/wederhoor

image: build ## dist/wederhoor.oci.tar: a container with the program and nothing else
	@$(call need,buildah ca-certificates)
	cp /etc/ssl/certs/ca-certificates.crt dist/ca-certificates.crt
	buildah --storage-driver vfs build --isolation chroot --timestamp $(EPOCH) -f deploy/Containerfile -t wederhoor:$(TAG) .
	rm -f dist/wederhoor.oci.tar && buildah --storage-driver vfs push wederhoor:$(TAG) oci-archive:dist/wederhoor.oci.tar

release-sample: build ## the data folder of this release, kept for ever in internal/upgrade/testdata
	$(GO) test -count=1 -run TestMakeSample ./internal/upgrade -args -program "$(CURDIR)/dist/wederhoor" -name '$(VERSION)'

deploy-test: package sbom ## the package in a Debian of its own, the unit, and the rules for alerts
	@$(call need,debootstrap systemd-container)
	deploy/test.sh

# need installs what is not there yet.
need = missing=; for p in $(1); do dpkg -s $$p >/dev/null 2>&1 || missing="$$missing $$p"; done; \
	test -z "$$missing" || { echo "installing:$$missing"; \
		echo "postfix postfix/main_mailer_type select No configuration" | debconf-set-selections; \
		apt-get update -qq && apt-get install -y -qq --no-install-recommends $$missing >/dev/null; }

# Node from elsewhere will do.
deps: $(AXE) $(PROVIDER)
	@$(call need,$(filter-out $(if $(and $(shell command -v node),$(shell command -v npm)),nodejs npm),$(PACKAGES)))

$(AXE): internal/browser/package.json
	@command -v npm >/dev/null || { $(call need,nodejs npm); }
	cd internal/browser && npm install --no-audit --no-fund --silent && touch node_modules/axe-core/axe.min.js

$(PROVIDER): internal/testkit/provider/package.json
	@command -v npm >/dev/null || { $(call need,nodejs npm); }
	cd internal/testkit/provider && npm install --no-audit --no-fund --silent && touch node_modules/oidc-provider/package.json
