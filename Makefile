.DEFAULT_GOAL := help
.PHONY: help setup check test bench build lock

help: ## say what can be made
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## make .venv with all that running and testing need
	scripts/setup test

check: ## the one gate: lint, format, types, import floors, tests with coverage
	scripts/check

test: ## the tests alone
	.venv/bin/pytest -q

bench: ## measure time and memory of the stages
	.venv/bin/python benchmarks/run.py

build: ## make everything in exports/ from the graph
	.venv/bin/kng build

lock: ## write the lock in requirements/ anew from pyproject.toml
	scripts/lock
