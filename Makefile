# `make briefing` and `make test` need only Python 3.11 or newer; each makes its own environment in .venv.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: briefing test types lint check docs golden words bench bench-many clean

$(VENV)/run: pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --editable .
	touch $@

$(VENV)/dev: $(VENV)/run
	$(BIN)/python -m pip install --quiet --upgrade "pip>=25.1"
	$(BIN)/python -m pip install --quiet --group dev
	touch $@

briefing: $(VENV)/run  ## assess Kenya's example profile and write out/ken.pdf
	mkdir -p out
	$(BIN)/assess run examples/profiles/ken.yaml -o out/ken.pdf -o out/ken.html

test: $(VENV)/dev  ## all tests
	$(BIN)/python -m pytest

types: $(VENV)/dev
	$(BIN)/python -m mypy

lint: $(VENV)/dev
	$(BIN)/python -m ruff check .
	$(BIN)/python -m ruff format --check assess tests docs

check: lint types test  ## everything that has to pass before a change lands
	$(BIN)/assess test
	$(BIN)/assess validate frameworks frameworks/facts examples/profiles/*.yaml

docs: $(VENV)/dev  ## rewrite what is generated: schemas, generated pages of docs
	$(BIN)/assess schema frameworks/schema
	$(BIN)/python -m docs.generate

golden: $(VENV)/dev  ## rewrite the golden outputs; explain each changed line in the commit (CONTRIBUTING.md)
	PYTHONHASHSEED=0 $(BIN)/python -m tests.golden.making

words: $(VENV)/dev  ## bring the toolkit's own words up to date in assess/locale/*/LC_MESSAGES/assess.po; then translate what is new
	mkdir -p out
	$(BIN)/pybabel -q extract -F pyproject.toml -k N_ --no-location --omit-header --sort-output --no-wrap -o out/assess.pot .
	$(BIN)/pybabel -q update -i out/assess.pot -d assess/locale -D assess --no-fuzzy-matching --ignore-obsolete --no-wrap
	sed -i.old -E '/^"(Project-Id-Version|Report-Msgid|POT-Creation|PO-Revision|Last-Translator|Language-Team|Generated-By)/d' assess/locale/*/LC_MESSAGES/assess.po
	rm assess/locale/*/LC_MESSAGES/assess.po.old

bench: $(VENV)/dev  ## ratios within one run; see docs/performance.md
	$(BIN)/python tests/benchmarks/ratios.py

bench-many: $(VENV)/dev  ## the same for many documents in one run; half an hour
	$(BIN)/python -m tests.benchmarks.batch

clean:
	rm -rf $(VENV) out build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
