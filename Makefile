# `make run` and `make test` are all that a newcomer needs; `make help` lists the rest.
# Elsewhere or with another Python:  make run VENV=/tmp/tracker PYTHON=python3.12

VENV ?= .venv
PYTHON ?= python3
UV ?= uv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check install

.DEFAULT_GOAL := help
.PHONY: help run test torture sbom audit check gold lint types layers docs screenshots format lock clean

help: ## show this list
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 16

run: $(VENV)/.installed ## install, fill the database and serve it on http://127.0.0.1:8000
	@$(BIN)/tracker load
	@$(BIN)/tracker serve

test: $(VENV)/.installed-dev ## run the tests
	@$(BIN)/python -m pytest -n auto --dist loadfile

torture: $(VENV)/.installed-dev ## run the reliability tests at full size (at most 45 minutes) and write docs/reliability.md
	@$(BIN)/python -m pytest -m torture --full --figures .torture/figures.jsonl $(ONLY)
	@$(BIN)/python -m tests.figures .torture/figures.jsonl

sbom: $(VENV)/.installed ## write sbom.json: all that is installed, with hashes and licences, for scanners
	@$(BIN)/python -m benchmarks.sbom sbom.json

audit: $(VENV)/.installed-dev ## look up known weaknesses of all that is locked; needs uv and the network
	@$(BIN)/python -m benchmarks.audit $(UV)

check: lint types layers test ## everything that must pass before a commit

gold: $(VENV)/.installed-dev ## score extraction on the annotated articles in ../shared, against the pinned floors
	@$(BIN)/python benchmarks/gold.py
	@$(BIN)/python benchmarks/confidence.py
	@$(BIN)/python -m pytest tests/test_gold.py

lint: $(VENV)/.installed-dev ## formatting and lint
	@$(BIN)/ruff format --check --quiet . || { echo "error: run 'make format'"; exit 1; }
	@$(BIN)/ruff check --quiet .

types: $(VENV)/.installed-dev ## static types
	@$(BIN)/mypy

layers: $(VENV)/.installed-dev ## imports go down only
	@$(BIN)/lint-imports

docs: $(VENV)/.installed-dev ## write docs/cli.md again
	@$(BIN)/python -m tracker.cli.manual > docs/cli.md.new && mv docs/cli.md.new docs/cli.md

screenshots: $(VENV)/.installed-dev ## pictures of every page in ./screenshots, by day and night, on a desk and a phone
	@$(BIN)/python -m tests.web.screenshots screenshots

format: $(VENV)/.installed-dev ## format the code
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

lock: ## renew the lock files; needs uv on the path
	$(UV) pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --quiet \
	  pyproject.toml --extra build --output-file requirements.lock
	$(UV) pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --quiet \
	  pyproject.toml --extra build --extra dev --output-file requirements-dev.lock

clean: ## remove the virtual environment and the caches; the database stays
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis

# Each stamp is older than its lock file only if that file has changed since: a second start installs nothing.

$(VENV)/.created:
	@command -v $(PYTHON) >/dev/null || { echo "error: $(PYTHON) not found. Install Python 3.11 or later, or name it: make run PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "error: $$($(PYTHON) --version) is too old. Install Python 3.11 or later, or name it: make run PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { echo "error: no virtual environment in $(VENV). On Debian and Ubuntu: apt-get install python3-venv"; exit 1; }
	@touch $@

$(VENV)/.installed: requirements.lock pyproject.toml | $(VENV)/.created
	@echo "Installing into $(VENV); the first time this takes about a minute"
	@$(PIP) --require-hashes -r requirements.lock
	@$(PIP) --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.installed-dev: requirements-dev.lock pyproject.toml | $(VENV)/.created
	@echo "Installing into $(VENV); the first time this takes about a minute"
	@$(PIP) --require-hashes -r requirements-dev.lock
	@$(PIP) --no-deps --no-build-isolation -e .
	@touch $@
