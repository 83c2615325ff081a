# make            explains itself
.DEFAULT_GOAL := help
.PHONY: help run down test lint format bench events requirements clean
SHELL := /bin/bash
# Compiled modules are kept: without them every one of eight processes compiles its libraries again.
export PYTHONDONTWRITEBYTECODE :=
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
MEMBERS := shared services/intake services/ledger services/notifier services/metrics local

help: ## show this list
	@grep -hE '^[a-z.]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-14s %s\n", $$1, $$2}'

run: $(VENV)/ready ## start everything on this machine; Ctrl-C stops it, `make run` again continues
	$(BIN)/jiangxin up

down: $(VENV)/ready ## stop what `jiangxin up --detach` started
	$(BIN)/jiangxin down

test: $(VENV)/ready $(VENV)/conformance ## every test, against real NATS and PostgreSQL started for it
	$(BIN)/pytest --numprocesses 3 --dist loadscope --no-loadscope-reorder

lint: $(VENV)/ready ## ruff, mypy, import directions
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/ready ## put the code into shape
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: $(VENV)/bench ## measure, each figure beside what limits it; ARGS="chain --rounds 3"
	$(BIN)/python -m benchmarks $(ARGS)

$(VENV)/bench $(VENV)/conformance: $(VENV)/%: $(VENV)/ready requirements/%.txt
	$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements/$*.txt
	@touch $@

events: $(VENV)/ready ## photograph new event schemas, write docs/events.md
	$(BIN)/python -m shared.events

.venv: $(VENV)/ready ## make the environment alone

$(VENV)/ready: requirements/dev.txt requirements/uv.txt $(addsuffix /pyproject.toml,$(MEMBERS))
	$(PYTHON) -c 'import sys; sys.exit("jiangxin needs Python 3.11 or newer: make PYTHON=python3.x" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --require-hashes -r requirements/uv.txt
	$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements/dev.txt
	$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-sources --no-build-isolation $(addprefix -e ./,$(MEMBERS))
	@touch $@

requirements: $(VENV)/ready ## pin the newest allowed versions, with hashes
	@cd requirements && for f in uv build intake ledger notifier metrics dev bench conformance; do \
	  ../$(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
	    --no-emit-index-url --no-emit-find-links --custom-compile-command 'make requirements' $$f.in -o $$f.txt; done

clean: ## remove the environment and caches; state of a run stays in .state
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
