# Two commands: `make run` and `make test`. Both set everything up first; all they need is python3.11, pip and make.
# The environment is made without pip and filled from outside: Debian keeps ensurepip in a package of its own.
PY  ?= python3.11
BIN := .venv/bin

.PHONY: run test fix
.venv/.ready: pyproject.toml constraints.txt
	$(PY) -m venv --without-pip --clear .venv
	$(PY) -m pip --python $(BIN)/python install -q -c constraints.txt -e ".[dev]"
	touch $@

# Reads the sample into a record and checks a relayed claim in it.
run: .venv/.ready
	$(BIN)/onrecord add sample --record sample.db
	$(BIN)/onrecord check sample/minister-interview.html --record sample.db

test: .venv/.ready
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/pytest

fix: .venv/.ready
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .
