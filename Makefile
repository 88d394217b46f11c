# Two commands do everything on a fresh machine: `make demo` and `make test`.

PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
READY := $(VENV)/.ready
CHECKERS := .checkers
CHECKERS_READY := $(CHECKERS)/.ready
SUPPLY := .supply
SUPPLY_READY := $(SUPPLY)/.ready
DEMO := build/demo
# The day of the pictures stands still, so that they change only when the window does.
PICTURED := 2026-04-15
PYTEST_ARGS ?= -n 2
OFFSCREEN := QT_QPA_PLATFORM=offscreen

export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PIP_NO_INPUT := 1
# Otherwise each of the processes that tests start compiles the program again.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help setup checkers supply run demo test static formatting lint types contracts format check pictures bench soak clean

help:
	@echo "make demo      sample journal, its PDF and pictures in $(DEMO), then the window"
	@echo "make run       your own journal"
	@echo "make test      the tests"
	@echo "make check     format, lint, types, import contracts and the tests"
	@echo "make format    format and tidy the code"
	@echo "make pictures  new pictures of every place for docs/pictures"
	@echo "make bench     the speed targets, measured"
	@echo "make soak      the long trials: kills, faults, damage, random edits; hours"
	@echo "make setup     only the environment in $(VENV); the others do it by themselves"
	@echo "make supply    bill of materials, licences and known weaknesses, in build/supply"
	@echo "make checkers  the programs that check PDFs for who does not see, in $(CHECKERS)"
	@echo "make clean     remove everything that was made, the environment too"

setup: $(READY)

$(READY): pyproject.toml constraints.txt tools/system_libraries.sh
	@PYTHON=$(PYTHON) sh tools/system_libraries.sh
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed: make PYTHON=python3.11 ..." if sys.version_info < (3, 11) else 0)'
	@echo "Setting up $(VENV); this takes about a minute."
	@$(PYTHON) -m venv $(VENV)
	@$(PY) -m pip install --quiet --constraint constraints.txt hatchling editables
	@$(PY) -m pip install --quiet --constraint constraints.txt --no-build-isolation --editable '.[dev]'
	@touch $@

checkers: $(CHECKERS_READY)

$(CHECKERS_READY): constraints-checkers.txt
	@echo "Setting up $(CHECKERS)."
	@$(PYTHON) -m venv $(CHECKERS)
	@$(CHECKERS)/bin/python -m pip install --quiet --no-deps --requirement constraints-checkers.txt
	@touch $@

$(SUPPLY_READY): constraints-supply.txt
	@echo "Setting up $(SUPPLY)."
	@$(PYTHON) -m venv $(SUPPLY)
	@$(SUPPLY)/bin/python -m pip install --quiet --no-deps --requirement constraints-supply.txt
	@touch $@

supply: $(READY) $(SUPPLY_READY)
	@$(PY) tools/supply.py --programs $(SUPPLY)/bin

run: $(READY)
	$(PY) -m mentorjournal

demo: $(READY)
	@$(PY) tools/demo.py --out $(DEMO)

test: $(READY)
	$(OFFSCREEN) $(PY) -m pytest $(PYTEST_ARGS)

static: formatting lint types contracts

formatting: $(READY)
	$(PY) -m ruff format --check --output-format concise .

lint: $(READY)
	$(PY) -m ruff check .

types: $(READY)
	$(PY) -m mypy

contracts: $(READY)
	$(VENV)/bin/lint-imports

format: $(READY)
	$(PY) -m ruff format .
	$(PY) -m ruff check --fix .

check: checkers static test

pictures: $(READY)
	@mkdir -p build/pictures
	@rm -f build/pictures/*.journal*
	@$(PY) -m mentorjournal sample build/pictures/sample.journal --today $(PICTURED)
	@$(PY) -m mentorjournal sample build/pictures/mentor.journal --as mentor --today $(PICTURED)
	@$(PY) tools/pictures.py --journal build/pictures/sample.journal --mentor build/pictures/mentor.journal \
		--out docs/pictures --today $(PICTURED)

bench: $(READY)
	$(OFFSCREEN) $(PY) -m bench

soak: $(READY)
	@$(PY) -m pip install --quiet --no-deps --requirement constraints-soak.txt \
		|| echo "atheris has no wheel here; hypothesis fuzzes alone."
	$(OFFSCREEN) $(PY) -m soak $(SOAK_ARGS)

clean:
	rm -rf build dist $(VENV) $(CHECKERS) $(SUPPLY) .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
