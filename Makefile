# make site    a complete site in site/          make test      lint and tests
# make check   findings of datasets and content  make test-all  the long form, slow tests too
# make serve   live preview                      make lock      lock the requirements anew
# make clean   remove what was built             make words     bring the lists of translations up to date
# make modules the index of modules anew         make bench     what pages cost, and checking beside its peers
# make help    this list
#
# Without make (Windows): see "Windows" in README.md.

PYTHON ?= $(shell command -v python3.11 || command -v python3 || command -v python)
VENV := .venv
ifeq ($(OS),Windows_NT)
BIN := $(VENV)/Scripts
else
BIN := $(VENV)/bin
endif

# Material announces its own end on every start; the answer stands in generator/decisions/.
export NO_MKDOCS_2_WARNING := 1
export PYTHONUTF8 := 1
# Compiled modules are kept whatever the surroundings say: without them each of the tests' processes compiles anew.
export PYTHONDONTWRITEBYTECODE :=

# What `make lock` leaves as it is, unless UPGRADE=1.
LOCK := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-header --no-annotate --no-config $(if $(UPGRADE),--upgrade)

.PHONY: help site check serve bench test test-all lint types imports format lock words modules clean set-up set-up-dev browser pictures
.DEFAULT_GOAL := site

help:
	@sed -n '1,8s/^# \{0,1\}//p' Makefile

set-up:
	@$(PYTHON) .ci/set_up.py site

set-up-dev:
	@$(PYTHON) .ci/set_up.py dev

browser: set-up-dev
	@$(BIN)/python tests/chromium.py --install

site: set-up
	@$(BIN)/suluh build --site-dir site

check: set-up
	@$(BIN)/suluh check

serve: set-up
	@$(BIN)/suluh serve

# Minutes on a free machine: nothing else should run beside it.
bench: set-up-dev
	@$(BIN)/python benchmarks/pages.py
	@$(BIN)/python benchmarks/checking.py
	@$(BIN)/python benchmarks/many_tables.py

lint: set-up-dev
	$(BIN)/ruff check
	@$(MAKE) --no-print-directory --jobs=2 types imports

types:
	$(BIN)/mypy

imports:
	$(BIN)/lint-imports

format: set-up-dev
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

modules:
	@$(PYTHON) tests/module_index.py

words: set-up-dev
	@$(BIN)/python tests/word_catalog.py

# Three workers keep two cores busy while one waits for a browser.
MANY := -n 3 --dist loadfile --no-loadscope-reorder
# A run of pytest has a folder of its own, which is removed behind it and kept if a test failed: pytest would remove
# those of earlier runs, file by file, before its summary.
RUN_TESTS = folder=$$(mktemp -d); $(BIN)/python -m pytest --basetemp="$$folder/uji" $(1); tests=$$?; \
	{ [ $$tests -ne 0 ] || rm -rf "$$folder"; } > /dev/null 2>&1 < /dev/null &

# Types and imports are looked at beside the tests; pytest's summary is the last line, but for what is wrong with them.
# In a fresh clone whatever the tests import is compiled once before, and not by each worker for itself.
test: browser
	$(BIN)/ruff check
	@$(MAKE) --no-print-directory types imports > $(VENV)/lint.txt 2>&1 & lint=$$!; \
	[ -d tests/__pycache__ ] || $(BIN)/python -m pytest --collect-only -q > /dev/null 2>&1; \
	$(call RUN_TESTS,$(MANY)) \
	wait $$lint || { cat $(VENV)/lint.txt; exit 1; }; exit $$tests

test-all: lint browser
	@$(call RUN_TESTS,$(MANY) -m "") exit $$tests

# Look at what changed in generator/suluh/guides/tentang/gambar/ and tests/site/panduan/ before committing it.
pictures: browser
	@export SULUH_WRITE_PICTURES=1; $(call RUN_TESTS,-q -n 0 tests/site/test_guide.py) exit $$tests

lock: set-up-dev
	$(LOCK) pyproject.toml requirements/build.in --output-file requirements/site.txt
	$(LOCK) --extra dev --extra zensical --extra dask --constraint requirements/site.txt --override requirements/override.in \
		pyproject.toml requirements/build.in --output-file requirements/dev.txt

clean:
	rm -rf site .suluh build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
