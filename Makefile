# `make briefing` and `make test` need only Python 3.11 or newer; each makes its own environment in .venv, with the versions in
# constraints.txt, which are those that were tested. Newer versions of pip read the second variable for the build tools.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
LOCKED := PIP_CONSTRAINT=constraints.txt PIP_BUILD_CONSTRAINT=constraints.txt
# all tests of a file run in one process, so that what they share is made only once
PYTEST := -m pytest --numprocesses auto --dist loadfile

.PHONY: briefing test test-documents types lint check lock check-latest docs golden mutants words fuzz bench bench-many clean

$(VENV)/run: pyproject.toml constraints.txt
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(LOCKED) $(BIN)/python -m pip install --quiet --editable .
	touch $@

$(VENV)/dev: $(VENV)/run
	$(LOCKED) $(BIN)/python -m pip install --quiet --upgrade pip
	$(LOCKED) $(BIN)/python -m pip install --quiet --group dev
	touch $@

briefing: $(VENV)/run  ## assess Kenya's example profile and write out/ken.pdf
	mkdir -p out
	$(BIN)/assess run examples/profiles/ken.yaml -o out/ken.pdf -o out/ken.html

test: $(VENV)/dev  ## the tests to run after a change, in five to six minutes on two cores; see docs/testing.md
	$(BIN)/python $(PYTEST) -m "not documents"

test-documents: $(VENV)/dev  ## tests of whole PDFs, in a browser, of the wheel, and all that takes long
	$(BIN)/python $(PYTEST) -m documents

types: $(VENV)/dev
	$(BIN)/python -m mypy

lint: $(VENV)/dev
	$(BIN)/python -m ruff check .
	$(BIN)/python -m ruff format --check assess tests docs hatch_build.py

check: lint types test  ## everything that has to pass before a change lands
	$(BIN)/assess test
	$(BIN)/assess validate frameworks frameworks/facts examples/profiles/*.yaml

lock: pyproject.toml  ## write the newest versions that pyproject.toml allows into constraints.txt, for every platform and Python
	$(PYTHON) -m venv out/lock
	out/lock/bin/python -m pip install --quiet "uv>=0.9,<1"
	out/lock/bin/uv pip compile --quiet --upgrade --universal --python-version 3.11 --no-header --no-annotate --no-emit-index-url \
		pyproject.toml --group dev --group mutants --output-file constraints.txt

check-latest:  ## the tests of `make test` with the newest versions that pyproject.toml allows, in an environment of their own
	rm -rf .venv-latest
	$(PYTHON) -m venv .venv-latest
	.venv-latest/bin/python -m pip install --quiet --upgrade "pip>=25.1,<27"
	.venv-latest/bin/python -m pip install --quiet --upgrade --editable . --group dev
	.venv-latest/bin/python $(PYTEST) -m "not documents"

docs: $(VENV)/dev  ## rewrite what is generated: schemas, generated pages of docs
	$(BIN)/assess schema frameworks/schema
	$(BIN)/python -m docs.generate

golden: $(VENV)/dev  ## rewrite the golden outputs; explain each changed line in the commit (CONTRIBUTING.md)
	PYTHONHASHSEED=0 $(BIN)/python -m tests.golden.making

mutants: $(VENV)/dev  ## small faults put into the code, to see whether tests notice: MODULES="engine assess/views/sheets.py" SAMPLE=20 SEED=1
	$(LOCKED) $(BIN)/python -m pip install --quiet --group mutants
	ORACLE_N=$(or $(ORACLE_N),250) nice -n 19 $(BIN)/python -m tests.mutation $(MODULES) --sample $(or $(SAMPLE),20) --seed $(or $(SEED),1)

words: $(VENV)/dev  ## bring the toolkit's own words up to date in assess/words/locale/*/LC_MESSAGES/assess.po; then translate what is new
	mkdir -p out
	$(BIN)/pybabel -q extract -F pyproject.toml -k N_ --no-location --omit-header --sort-output --no-wrap -o out/assess.pot .
	$(BIN)/pybabel -q update -i out/assess.pot -d assess/words/locale -D assess --no-fuzzy-matching --ignore-obsolete --no-wrap
	sed -i.old -E '/^"(Project-Id-Version|Report-Msgid|POT-Creation|PO-Revision|Last-Translator|Language-Team|Generated-By)/d' assess/words/locale/*/LC_MESSAGES/assess.po
	rm assess/words/locale/*/LC_MESSAGES/assess.po.old

SECONDS ?= 600
fuzz: $(VENV)/dev  ## mutated inputs of every kind for so many seconds; what it finds is kept in out/fuzz (docs/security.md)
	$(BIN)/python -m tests.fuzz $(SECONDS) $(SEED)

bench: $(VENV)/dev  ## ratios within one run; see docs/performance.md
	$(BIN)/python tests/benchmarks/ratios.py

bench-many: $(VENV)/dev  ## the same for many documents in one run; half an hour
	$(BIN)/python -m tests.benchmarks.batch

clean:
	rm -rf $(VENV) .venv-latest out build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
