# Two commands do all the set-up: `make report` and `make test`. Each works first and alone.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check

.PHONY: report test laws calibration check lock docs goldens clean

report: $(VENV)/.ready-report          ## reports of the sample clients, into reports/
	$(BIN)/phasewise report

test: $(VENV)/.ready-test              ## all tests, with their doctests
	OPENBLAS_NUM_THREADS=1 $(BIN)/python -m pytest -n 2

laws: $(VENV)/.ready-test              ## the laws of reading, 2,000 examples each
	$(BIN)/python -m pytest -n 2 --hypothesis-profile=laws tests/importers/test_laws.py tests/store/test_laws.py

calibration: $(VENV)/.ready-test       ## error rates of the verdict, 1,000 simulated athletes a cell, into docs/verdict.md and reports/calibration
	$(BIN)/python benchmarks/verdict_calibration.py 1000 reports/calibration
	CALIBRATION_ATHLETES=1000 $(BIN)/python -m pytest -n 2 tests/reports/calibration

check: $(VENV)/.ready-test             ## format, lint, types, layers, notebooks
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/nbstripout --verify notebooks/*.ipynb

docs: $(VENV)/.ready-test              ## what is printed from the code: docs/tables.md, docs/thresholds.md, docs/exercises-list.md, docs/exports/README.md, docs/sample-clients.md
	$(BIN)/python -m analysis.tables > docs/tables.md
	$(BIN)/python -m analysis.judgement > docs/thresholds.md
	$(BIN)/python -m analysis.exercises > docs/exercises-list.md
	$(BIN)/python -m analysis.importers > docs/exports/README.md
	$(BIN)/python -m analysis.simulate . docs/sample-clients.md

goldens: $(VENV)/.ready-test           ## write the golden files anew, on purpose; read the diff
	$(BIN)/python -m pytest tests/importers -q --write-goldens

lock: $(VENV)/.ready-test              ## pin every version with its hashes
	printf 'hatchling\neditables\n' | $(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header \
	  --no-annotate --python-version 3.11 --output-file requirements.lock pyproject.toml -
	printf 'hatchling\neditables\n' | $(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header \
	  --no-annotate --python-version 3.11 --extra test --constraint requirements.lock \
	  --output-file requirements-test.lock pyproject.toml -

clean:                                 ## everything that can be made again
	rm -rf $(VENV) data/processed/* reports/2* .mypy_cache .ruff_cache .pytest_cache .hypothesis build dist

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.ready-report: requirements.lock pyproject.toml | $(VENV)/bin/python
	$(PIP) install --quiet --require-hashes --requirement requirements.lock
	$(PIP) install --quiet --no-deps --no-build-isolation --editable .
	touch $@

$(VENV)/.ready-test: requirements-test.lock pyproject.toml | $(VENV)/bin/python
	$(PIP) install --quiet --require-hashes --requirement requirements-test.lock
	$(PIP) install --quiet --no-deps --no-build-isolation --editable .
	touch $@ $(VENV)/.ready-report
