# Doorstep: every target's purpose stands on its `#>` line, which `make help` prints.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

PYTHON ?= python3
PORT ?= 8000
# Not from the environment, where some shells name the machine.
HOST := 127.0.0.1
VENV := .venv
BIN := $(VENV)/bin
UV_VERSION := 0.13.9

# A stamp bears the hash of what it was made from, and of this folder: a moved checkout is set up anew.
LOCK_STAMP := $(VENV)/.lock-$(shell { cat requirements-dev.txt; echo '$(CURDIR) $(UV_VERSION)'; } | sha256sum | cut -c1-16)
SELF_STAMP := $(VENV)/.self-$(shell { cat pyproject.toml src/doorstep/__init__.py; echo '$(LOCK_STAMP)'; } | sha256sum | cut -c1-16)

# The screens: built when their sources changed, with the Node of the lock; what they need is laid anew only with their own lock.
SITE_STATIC := src/doorstep/gate/site/static
WITH_NODE := PATH="$(CURDIR)/$(BIN):$$PATH"
NPM_STAMP := web/node_modules/.lock-$(shell { cat web/package-lock.json web/.npmrc; echo '$(CURDIR)'; } | sha256sum | cut -c1-16)
WEB_STAMP := $(SITE_STATIC)/.built-$(shell find web -type d \( -name node_modules -o -name dist \) -prune -o -type f ! -name '*.test.ts' ! -name '*.md' -print0 | LC_ALL=C sort -z | xargs -0 cat | sha256sum | cut -c1-16)

.PHONY: help setup check test crawl demo bench soak schema format browser clean

# Where the strict types hold.
STRICT := $(wildcard src/doorstep/calendar src/doorstep/language src/doorstep/judge src/doorstep/cli)

help: #> this list
	@grep -hE '^[a-z-]+:.*#>' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*#> */\1\t/' \
	  | while IFS=$$'\t' read -r name purpose; do printf '  make %-8s %s\n' "$$name" "$$purpose"; done

setup: $(SELF_STAMP) $(WEB_STAMP) #> .venv with the doorstep command, the screens built, all that the tests need (again: at once)

$(LOCK_STAMP): requirements-dev.txt
	@grep -qs -- '$(CURDIR)/$(VENV)$$' $(VENV)/pyvenv.cfg && $(BIN)/python -c '' 2>/dev/null || $(PYTHON) -m venv --clear $(VENV)
	@if $(BIN)/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION); then \
	  $(BIN)/uv pip sync --quiet --python $(BIN)/python --require-hashes requirements-dev.txt; \
	else \
	  echo 'setup: uv is not to be had, pip takes its place (a minute instead of ten seconds)'; \
	  $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt; \
	fi
	@rm -f $(VENV)/.lock-* && touch $@

$(SELF_STAMP): $(LOCK_STAMP)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@rm -f $(VENV)/.self-* && touch $@
	@echo 'setup: done, the command is $(BIN)/doorstep'

$(NPM_STAMP): | $(LOCK_STAMP)
	@cd web && $(WITH_NODE) npm ci --silent
	@touch $@

$(WEB_STAMP): | $(NPM_STAMP)
	@for app in console field door; do (cd web && APP=$$app $(WITH_NODE) npm run --silent build -- --logLevel warn) || exit 1; done
	@$(BIN)/python -m whitenoise.compress --quiet $(SITE_STATIC)
	@rm -f $(SITE_STATIC)/.built-* && touch $@

check: setup #> lint, format, types and the fast tests, in under two minutes
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy $(STRICT)
	@$(BIN)/pytest -q -n 2 -m 'not slow and not browser'

test: setup browser #> everything, in Chromium too; its end says what was skipped
	@HYPOTHESIS_PROFILE=ci $(BIN)/pytest -n 2 --dist loadscope --no-loadscope-reorder -rs

crawl: setup browser #> by itself, what make test has too: every page as every post in both languages
	@HYPOTHESIS_PROFILE=ci $(BIN)/pytest -n 2 -rs tests/browser/test_crawl*.py

demo: setup #> the product with a played day, on PORT (8000); for a phone too: make demo HOST=0.0.0.0
	@PORT="$(PORT)" HOST="$(HOST)" $(BIN)/python -m demo

bench: setup #> how fast the judge is on this machine, as JSON
	@$(BIN)/python -m bench

soak: setup #> kill the server 200 times under four clients, on each database (long)
	@$(BIN)/python -m tests.soak --kills 200

schema: setup #> write the published JSON Schema of the language anew
	@$(BIN)/python -m doorstep.language.schema

format: setup #> mend what the linter can mend, and lay out the code
	@$(BIN)/ruff check --fix --quiet . || true
	@$(BIN)/ruff format .

# Chromium and Chinese fonts for the browser tests; without root only the line that installs them is printed.
browser:
	@if ! { command -v chromium && fc-list :lang=zh | grep -q .; } >/dev/null 2>&1; then \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq -y install chromium fonts-noto-cjk >/dev/null; \
	  else \
	    echo 'test: browser tests may be skipped; they need: sudo apt-get install chromium fonts-noto-cjk'; \
	  fi; \
	fi

clean: #> remove whatever these commands made, the virtual environment too
	@rm -rf $(VENV) out build dist .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache test-results
	@find src tests -name __pycache__ -type d -prune -exec rm -rf {} +
