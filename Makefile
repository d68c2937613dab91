# 家联：两条命令。make run 装好并启动；make test 装好并跑全部测试。
PYTHON ?= python3
ifeq ($(OS),Windows_NT)
BIN := .venv/Scripts
else
BIN := .venv/bin
endif

.PHONY: run test check fix eval bench wechat-memory docs clean
all: check test

run: .venv/run.stamp
	$(BIN)/jialian run

test: .venv/dev.stamp
	$(BIN)/python -m tests.needs
	$(BIN)/python -m pytest -q

check: .venv/dev.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -q tests/house

fix: .venv/dev.stamp
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

eval: .venv/dev.stamp
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e ".[train]"
	$(BIN)/python -m tools.eval

bench: .venv/dev.stamp
	$(BIN)/python -m bench

# 30,000 messages through a real WeChat gateway, and what they leave in memory.
wechat-memory: .venv/dev.stamp
	$(BIN)/python -m tests.needs
	$(BIN)/python -m bench.wechat memory

# A second start takes no second install: the stamp is as new as the list of what is needed.
.venv/run.stamp: pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	@echo installed > $@

.venv/dev.stamp: .venv/run.stamp
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e ".[dev]"
	@echo installed > $@

clean:
	$(PYTHON) -c "import shutil; shutil.rmtree('.venv', ignore_errors=True)"
