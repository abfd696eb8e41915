# Two commands matter: `make run` and `make test`. Both begin from nothing.
.DEFAULT_GOAL := help
.PHONY: help run demo test setup check lock bench pictures mutants stop clean

PYTHON_IN_VENV := .venv/bin/python
UV_UNSET := env -u UV_INDEX -u UV_INDEX_URL -u UV_DEFAULT_INDEX -u UV_EXTRA_INDEX_URL -u UV_FIND_LINKS
LOCK := $(UV_UNSET) .tools/bin/uv pip compile --quiet --no-config --universal --python-version 3.13 \
	--generate-hashes --no-annotate --no-header --no-emit-index-url pyproject.toml
# Tests run side by side. Those of the whole system stay with one process, which mostly waits for a browser: so one more
# than the machine usually has processors.
PROCESSES ?= 3
# Only the whole suite says how much of the services it reaches, and fails when that is too little: see pyproject.toml.
COVERAGE := --cov --cov-report=term-missing:skip-covered
export PORT

help: ## What can be done
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' Makefile | expand -t 16

run: setup ## The whole system on http://localhost:8000 (another place: PORT=8001)
	@exec $(PYTHON_IN_VENV) -m amu.local.run

demo: setup ## Thousands of marked classes, and people in every situation, in the system of make run
	@exec $(PYTHON_IN_VENV) -m amu.local.demo

test: ## Every test, on real servers and in a real browser (some: ARGS="tests/unit -k seat")
	@amu/local/bootstrap.sh tests
	@exec $(PYTHON_IN_VENV) -m pytest -n $(PROCESSES) --dist loadgroup $(or $(ARGS),$(COVERAGE))

setup: ## Only the environment; then .venv/bin/python manage.py COMMAND works
	@amu/local/bootstrap.sh

check: ## Format, lint, types, contracts, migrations, templates, translations, deployment, tests
	@amu/local/bootstrap.sh check
	@exec $(PYTHON_IN_VENV) -m amu.local.check

bench: setup ## What is measured, and how fast it is
	@exec $(PYTHON_IN_VENV) -m benchmarks $(ARGS)

pictures: ## Every kind of page of the demonstration as a picture, and those of docs/tour.md
	@amu/local/bootstrap.sh tests
	@exec $(PYTHON_IN_VENV) -m tests.pictures $(ARGS)

mutants: setup ## Which small faults in the rules their tests do not notice (some: ARGS="amu.kernel.money.*")
	@$(PYTHON_IN_VENV) -m mutmut run --max-children $(PROCESSES) $(ARGS)
	@$(PYTHON_IN_VENV) -m mutmut results

lock: setup ## Renew the pinned packages in requirements/
	@$(LOCK) -o requirements/runtime.txt
	@$(LOCK) --group local --group dev -o requirements/dev.txt

stop: ## Stop the servers that a manage.py command left running
	@[ ! -x $(PYTHON_IN_VENV) ] || $(PYTHON_IN_VENV) -m amu.local.stop

clean: stop ## Back to a fresh clone: environment, data, mail and logs go
	rm -rf .venv .tools var mutants
