# `make briefing` and `make test` need only Python 3.11 or newer; each makes its own environment in .venv.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: briefing test types lint check docs bench clean

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

bench: $(VENV)/dev  ## ratios within one run; see docs/performance.md
	$(BIN)/python tests/benchmarks/ratios.py

clean:
	rm -rf $(VENV) out build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
