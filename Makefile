# Everything runs inside .venv, which the first target that needs it makes. PYTHON=… names another interpreter.
.DEFAULT_GOAL := help
SHELL := /bin/sh
VENV := .venv
BIN := $(VENV)/bin
# The first Python on the path that is new enough; `make` says so by name where there is none.
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: help demo test check format conform bench browser clean

help: ## say what can be made
	@sed -n 's/^\([a-z]*\):.*## /make \1|/p' Makefile | while IFS='|' read -r name what; do printf '  %-14s %s\n' "$$name" "$$what"; done

demo: $(VENV)/core ## set up, build the sample atlas end to end, say what to open
	@$(BIN)/lensatlas demo

test: $(VENV)/test ## set up and run the tests
	@$(BIN)/python -m pytest -n auto -q

check: $(VENV)/dev ## lint, types, floors and tests: what must hold before a change lands
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -n auto -q

format: $(VENV)/dev ## lay out the code and mend what can be mended by itself
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

conform: $(VENV)/test ## check the RDF of the sample and of every corpus at hand against the shapes, whole
	$(BIN)/python -m benchmarks.conform

bench: $(VENV)/bench ## measure side by side with the peers
	$(BIN)/python -m benchmarks.run

browser: $(VENV)/browser ## the tests that drive a real Chromium
	$(BIN)/python -m pytest -q -m browser

clean: ## remove the environment and the demo atlas
	rm -rf $(VENV) lensatlas-demo

$(VENV)/python-ready:
	@if [ -z "$(PYTHON)" ]; then \
		echo "Lensatlas needs Python 3.11 or newer; the newest here is $$(python3 --version 2>/dev/null || echo none). Install one, or run make PYTHON=/path/to/python3.11." >&2; exit 1; fi
	@$(PYTHON) -m venv $(VENV) 2>/dev/null || $(PYTHON) -m virtualenv -q $(VENV) 2>/dev/null || uv venv -q --seed --clear -p $(PYTHON) $(VENV) 2>/dev/null || { \
		rm -rf $(VENV); \
		echo "This Python cannot make virtual environments: install python3-venv (Debian, Ubuntu), virtualenv or uv, then run make again." >&2; exit 1; }
	@echo "Setting up $(VENV) (once; a minute or two) …"
	@$(PIP) install --upgrade 'pip>=25.1'
	@touch $@

$(VENV)/core: $(VENV)/python-ready pyproject.toml hatch_build.py $(wildcard graph/lensatlas/network/kernel/*.[ch])
	@$(PIP) install --editable .
	@touch $@

$(VENV)/test $(VENV)/dev $(VENV)/bench $(VENV)/browser: $(VENV)/%: $(VENV)/core
	@$(PIP) install --group $*
	@touch $@
