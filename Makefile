# Each target sets up whatever is missing by itself; the second time it is quick.
PY := .venv/bin/python
.PHONY: help setup demo dev test ci bench-ledger bench-agent lock stop

help: ## What there is to type
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | awk -F':.*## ' '{printf "  make %-12s %s\n", $$1, $$2}'

setup: ## Install everything for the demo and for development
	@sh workshop/setup.sh demo

demo: setup ## Watch a DM become a cancelled subscription, a paid invoice and a receipt
	@$(PY) -m workshop.demo

dev: setup ## Run everything until Ctrl-C; addresses and passwords in var/dev.json
	@$(PY) -m workshop.dev

test: ## Run every test
	@sh workshop/setup.sh test
	@$(PY) -m workshop.postgres run -- $(PY) -m workshop.lanes

ci: ## What CI runs: style, storeys, types, migrations, deploy checks, tests
	@sh workshop/setup.sh test
	@sh workshop/ci.sh

bench-ledger: setup ## Measure the ledger beside raw PostgreSQL; var/bench/ledger.json
	@$(PY) -m workshop.bench_ledger

bench-agent: setup ## Measure the agent on sandbox sites and MiniWoB++; var/bench/agent.json, .html
	@$(PY) -m workshop.bench_agent $(BENCH)

lock: ## Compile requirements/*.in to hashed locks
	@sh workshop/lock.sh

stop: ## Stop the embedded PostgreSQL
	@$(PY) -m workshop.postgres stop
