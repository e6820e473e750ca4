# One word for each job; `make` alone lists them. Needs make, Python 3.11 or newer and pip; nothing is installed
# outside this folder. Everything is called by a relative path, so a folder with spaces in its name works too.

MAKEFLAGS += --no-print-directory --no-builtin-rules
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.SUFFIXES:
.PHONY: help demo test stores validators lint types audit corpus model bench docs lock wheel clean

PYTHON ?= $(shell for p in python3 python3.11 python3.12 python3.13 python3.14 python; do \
	"$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo "$$p"; break; }; done)
PY := .venv/bin/python
TRAIN_PY := .cache/train-venv/bin/python
KRONIEK := .venv/bin/kroniek
PIP_QUIET := -qq --disable-pip-version-check --no-input --root-user-action=ignore
PIP := $(PY) -m pip install $(PIP_QUIET)
ARGS ?=
TREEBANK ?=

help: ## list these words
	@grep -hE '^[a-z]+:.*## ' Makefile | sed -E 's/^([a-z]+):.*## /\1\t/' | while IFS="$$(printf '\t')" read -r word what; \
	do printf '  make %-10s %s\n' "$$word" "$$what"; done

# --- environments: a stamp says that .venv holds what the lock files name ---------------------------------------------

.venv/pyvenv.cfg:
	@if ! "$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
		echo "Kroniek needs Python 3.11 or newer, and found none (python3: $$(python3 --version 2>&1))." >&2; \
		echo "Install one (Debian: apt install python3 python3-venv), or name it: make PYTHON=/path/to/python3.11 …" >&2; \
		exit 1; fi
	@echo "Making a virtual environment in .venv ($$("$(PYTHON)" --version))" >&2
	@rm -rf .venv
	@$(MAKE_VENV)

# the command that makes the environment of a rule's target, where venv is missing with a copy of virtualenv
define MAKE_VENV
if "$(PYTHON)" -c 'import ensurepip, venv' 2>/dev/null; then "$(PYTHON)" -m venv $(@D); \
	elif "$(PYTHON)" -m pip --version >/dev/null 2>&1; then \
		"$(PYTHON)" -m pip install $(PIP_QUIET) --upgrade --target .cache/virtualenv \
			--require-hashes -r requirements/bootstrap.lock \
		&& PYTHONPATH=.cache/virtualenv "$(PYTHON)" -m virtualenv --quiet $(@D); \
	else \
		echo "$(PYTHON) has neither venv nor pip. Install one of them (Debian: apt install python3-venv)." >&2; exit 1; fi
endef

.venv/.runtime: .venv/pyvenv.cfg pyproject.toml requirements/build.lock requirements/runtime.lock
	@echo "Installing what Kroniek needs (once; takes a minute or two)" >&2
	@$(PIP) --require-hashes -r requirements/build.lock
	@$(PIP) --require-hashes -r requirements/runtime.lock
	@$(PIP) --no-build-isolation --no-deps --editable .
	@touch $@

.venv/.dev: .venv/.runtime requirements/dev.lock
	@echo "Installing what tests and checks need" >&2
	@$(PIP) --require-hashes -r requirements/dev.lock
	@touch $@

.venv/.validators: .venv/.dev requirements/validators.lock
	@echo "Installing the readers that exports are checked with" >&2
	@$(PIP) --require-hashes -r requirements/validators.lock
	@touch $@

.cache/train-venv/pyvenv.cfg: | .venv/pyvenv.cfg
	@$(MAKE_VENV)

.cache/train-venv/.training: training/requirements.txt | .cache/train-venv/pyvenv.cfg
	@echo "Installing what training needs, in an environment of its own (torch: some minutes)" >&2
	@$(TRAIN_PY) -m pip install $(PIP_QUIET) -r training/requirements.txt
	@touch $@

# --- jobs -------------------------------------------------------------------------------------------------------------

test: .venv/.dev ## run the tests (ARGS="-k dates" for some of them)
	@$(PY) -m pytest -q $(ARGS)

stores: .venv/.dev ## run the store's tests on SQLite and on PostgreSQL (needs Debian's postgresql)
	@tools/with_postgresql $(PY) -m pytest -q tests/memory $(ARGS)

lint: .venv/.dev ## check style and layout
	@$(PY) -m ruff check --quiet .
	@$(PY) -m ruff format --check --quiet . || { echo "Not formatted: run .venv/bin/ruff format ." >&2; exit 1; }

types: .venv/.dev ## check types (mypy strict)
	@$(PY) -m mypy

audit: .venv/.dev ## look for known vulnerabilities in what is installed (asks the package index)
	@$(PY) tools/audit.py $(filter-out $(if $(wildcard .venv/.validators),,%/validators.lock),$(wildcard requirements/*.lock))

demo: .venv/.runtime ## read the example articles and show the chronicle
	@rm -f demo.db demo.db-wal demo.db-shm
	@$(KRONIEK) read examples --db demo.db
	@echo
	@$(KRONIEK) timeline --actor Venezuela --with "Verenigde Staten" --db demo.db
	@printf '%s\n' '' 'De kroniek staat in demo.db. Probeer nu:' '' \
		'  export KRONIEK_DB=demo.db PATH="$$PWD/.venv/bin:$$PATH"' \
		'  kroniek timeline --actor Rusland --with Oekraïne --since 2022' \
		'  kroniek timeline --status planned' \
		'  kroniek show 2019-01-25-twee-presidenten' \
		'  kroniek search "sancties"' \
		'  kroniek actors' \
		'  kroniek read https://…         # een artikel of feed van het web' \
		'' 'Meer: docs/tutorial/first-chronicle.md'

validators: .venv/.validators ## install what checks exports in FollowTheMoney's form (needs Debian's libicu-dev)

docs: .venv/.dev ## write the generated pages anew and check all links
	@$(PY) tools/build_reference.py
	@$(PY) tools/build_excerpt.py
	@$(PY) -m pytest -q tests/test_docs.py

corpus: .venv/.runtime ## check the annotated articles and count what is in them (ARGS=--look, ARGS="--out FOLDER")
	@$(PY) training/corpus_compile.py training/corpus/articles $(ARGS)

model: .venv/pyvenv.cfg ## train the reader: 2.5 hours (TREEBANK=FILE; ARGS=--try for a trial, ARGS=--install)
	@$(PY) training/build_model.py --treebank "$(TREEBANK)" --look
	@$(MAKE) --silent .cache/train-venv/.training
	@PYTHONPATH=src $(TRAIN_PY) training/build_model.py --treebank "$(TREEBANK)" $(ARGS)

bench: .venv/.dev ## measure accuracy and speed (ARGS="--gold FOLDER" adds a set)
	@$(PY) benchmarks/accuracy.py $(ARGS)
	@$(PY) benchmarks/accuracy.py --engine rules $(ARGS)
	@$(PY) benchmarks/speed.py

lock: .venv/pyvenv.cfg ## write the lock files anew (ARGS=--upgrade for newer versions)
	@$(PIP) "uv>=0.5"
	@for name in build bootstrap; do \
		$(LOCK) requirements/$$name.in -o requirements/$$name.lock || exit 1; done
	@$(LOCK) pyproject.toml --extra web --extra mcp --extra parquet --extra pdf -o requirements/runtime.lock
	@$(LOCK) pyproject.toml --group dev --all-extras -c requirements/runtime.lock -o requirements/dev.lock
	@$(LOCK) pyproject.toml --group dev --group validators --all-extras -c requirements/dev.lock \
		-o requirements/validators.lock
LOCK = $(PY) -m uv pip compile --quiet --universal --generate-hashes --python-version 3.11 \
	--custom-compile-command "make lock" $(ARGS)

wheel: .venv/.runtime ## build dist/*.whl
	@rm -rf dist
	@$(PY) -m pip wheel --quiet --disable-pip-version-check --no-build-isolation --no-deps --wheel-dir dist .
	@ls dist/*.whl

clean: ## remove everything that make made
	@rm -rf .venv .cache build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
	@rm -f demo.db demo.db-wal demo.db-shm
