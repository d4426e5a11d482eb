# Everything goes through here, on a machine that has only Python ≥ 3.11 and make.
#   make demo        the demonstration, at http://localhost:8000
#   make demo-reset  the same, from the beginning
#   make test        all tests
#   make check       lint, types, architecture, tests

PYTHON ?= python3
VENV := .venv
WORKERS ?= auto
BIN := $(VENV)/bin
export UV_SYSTEM_CERTS := 1
export UV_PROJECT_ENVIRONMENT := $(CURDIR)/$(VENV)
# Where this is set, each of the many programs that are started compiles everything anew.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help demo demo-reset test check lint types bench format messages docs

help:  ## What there is
	@sed -n 's/^\([a-z-]*\):.*## /  make \1\t/p' $(MAKEFILE_LIST) | expand -t 20

demo: $(VENV)/.ready  ## Run the demonstration
	@$(BIN)/thidua demo $(ARGS)

demo-reset: $(VENV)/.ready  ## Run the demonstration from the beginning
	@$(BIN)/thidua demo --reset $(ARGS)

test: $(VENV)/.ready  ## All tests; ARGS="tests/kernel -x" for some, WORKERS=3 at once
	@$(BIN)/pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder $(ARGS)

check: lint types test  ## Lint, types, architecture, tests

lint: $(VENV)/.ready
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/lint-imports
	@git ls-files -z '*.html' | xargs -0 -r $(BIN)/djade --check --target-version 5.2

types: $(VENV)/.ready
	$(BIN)/mypy src tests

bench: $(VENV)/.ready  ## Measure, against peers and limits
	@$(BIN)/uv sync --frozen --quiet --group bench
	@$(BIN)/python -m bench $(ARGS)

format: $(VENV)/.ready  ## Put everything into shape
	$(BIN)/ruff check --fix-only
	$(BIN)/ruff format
	@git ls-files -z '*.html' | xargs -0 -r $(BIN)/djade --target-version 5.2

docs: $(VENV)/.ready  ## Draw the reference pages that come from the code
	@$(BIN)/python -m tests.architecture

messages: $(VENV)/.ready  ## Renew the English catalogue
	@$(BIN)/thidua messages

# The environment, made again only when what it is made of changed.
$(VENV)/.ready: pyproject.toml uv.lock
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@test -x $(BIN)/uv || $(BIN)/python -m pip --version >/dev/null 2>&1 || $(BIN)/python -m ensurepip --default-pip >/dev/null
	@test -x $(BIN)/uv || $(BIN)/python -m pip install --quiet --disable-pip-version-check "uv==0.13.9"
	@$(BIN)/uv sync --frozen --quiet --inexact
	@touch $@
