# One command each: `make demo` sets everything up and runs the main job on the samples,
# `make test` sets everything up and runs all checks.
VENV ?= .venv
PYTHON ?= python3
BIN := $(VENV)/bin

.PHONY: demo test check lint types setup clean

setup: $(VENV)/.ready

# uv is used when it is there; plain venv and pip otherwise.
$(VENV)/.ready: pyproject.toml constraints.txt
	@if command -v uv >/dev/null 2>&1; then \
		uv venv --quiet --allow-existing --python $(PYTHON) $(VENV) && \
		uv pip install --quiet --python $(BIN)/python --constraint constraints.txt -e '.[dev]'; \
	else \
		$(PYTHON) -m venv $(VENV) && \
		$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt -e '.[dev]'; \
	fi
	@touch $@

demo: setup
	@mkdir -p demo
	$(BIN)/entente read samples --record demo/record.duckdb
	$(BIN)/entente dossier CHN RUS --since 2017-01-01 --until 2018-12-31 --record demo/record.duckdb --format html --output demo/china-russia.html
	$(BIN)/entente dossier CHN RUS --since 2017-01-01 --until 2018-12-31 --record demo/record.duckdb

test: check

check: setup lint types
	$(BIN)/python -m pytest

lint: setup
	$(BIN)/ruff check src tests benchmarks training
	$(BIN)/ruff format --check src tests benchmarks training

types: setup
	$(BIN)/mypy

clean:
	rm -rf $(VENV) demo build dist .mypy_cache .ruff_cache .pytest_cache
