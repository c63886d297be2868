# make demo    the main job on real data, then portal and desk on port 8000 (SERVE=no: without)
# make test    every check, then the tests on SQLite and on PostgreSQL (SCALE=full: large counts)
# make check   the checks alone
# make bench   measure, beside nginx, granian and plain Django
# make lock    pin the dependencies anew (UPGRADE=--upgrade: to newer ones)
# make clean   remove all that was made here, except data

.PHONY: demo test check bench lock clean base dev assets messages

VENV := .venv
PY := $(VENV)/bin/python
SYSTEM_PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
PIP_INSTALL := $(PY) -m pip install --quiet --disable-pip-version-check --require-hashes
STYLES := src/querschnitt/ui/static/vendor/kern/kern.min.css
SERVE ?= yes
WORKERS ?= 2

demo: base assets messages
	@$(PY) -m querschnitt demo $(if $(filter no,$(SERVE)),--no-serve)

# -- What everything else needs ----------------------------------------------------------------

$(VENV)/.made:
	@test -n "$(SYSTEM_PYTHON)" || { echo "Python 3.11 or newer is needed."; exit 1; }
	@$(SYSTEM_PYTHON) -c 'import ensurepip' 2>/dev/null || { $(SYSTEM_PYTHON) -c 'import sys; \
		print("Please install the package python%d.%d-venv, then try again." % sys.version_info[:2])'; \
		exit 1; }
	@echo "Making the environment in $(VENV)"
	@$(SYSTEM_PYTHON) -m venv $(VENV)
	@touch $@

# The program runs from the checkout: one line tells Python where it is, nothing is built.
$(VENV)/.base: $(VENV)/.made requirements/base.txt requirements/assets.txt
	@echo "Installing what the program needs"
	@$(PIP_INSTALL) -r requirements/base.txt -r requirements/assets.txt
	@$(PY) -c 'import pathlib, sysconfig; \
		pathlib.Path(sysconfig.get_path("purelib"), "querschnitt.pth").write_text("$(CURDIR)/src\n")'
	@printf '#!/bin/sh\nexec "%s/$(PY)" -m querschnitt "$$@"\n' "$(CURDIR)" > $(VENV)/bin/querschnitt
	@chmod +x $(VENV)/bin/querschnitt
	@touch $@

$(VENV)/.dev: $(VENV)/.base requirements/dev.txt
	@echo "Installing what tests and checks need"
	@$(PIP_INSTALL) -r requirements/dev.txt
	@touch $@

$(STYLES): $(VENV)/.base package-lock.json tools/assets.py
	@echo "Fetching styles and fonts"
	@$(PY) tools/packages.py
	@$(PY) tools/assets.py

base: $(VENV)/.base
dev: $(VENV)/.dev
assets: $(STYLES)

messages: base
	@$(PY) tools/messages.py compile

# -- Checks and tests --------------------------------------------------------------------------

check: dev assets messages
	$(VENV)/bin/ruff check
	$(VENV)/bin/ruff format --check
	$(VENV)/bin/mypy
	$(VENV)/bin/lint-imports
	$(VENV)/bin/djade --check --target-version 5.2 $$(find src -path '*/templates/*.html')
	$(PY) -m querschnitt manage makemigrations --check --dry-run
	$(PY) tools/messages.py check

test: check
	@chromium=$$($(PY) tools/browser.py) && export QUERSCHNITT_CHROMIUM="$$chromium" && \
		echo "Tests on SQLite" && \
		QUERSCHNITT_TEST_DATABASE=sqlite $(PY) -m pytest -n $(WORKERS) && \
		echo "Tests on PostgreSQL" && \
		QUERSCHNITT_TEST_DATABASE=postgres $(PY) -m pytest -n $(WORKERS)

$(VENV)/.bench: $(VENV)/.dev requirements/bench.txt
	@echo "Installing what measuring compares with"
	@$(PIP_INSTALL) -r requirements/bench.txt
	@touch $@

bench: dev $(VENV)/.bench assets messages
	@$(PY) -m bench $(BENCH)

# -- Upkeep ------------------------------------------------------------------------------------

LOCK := $(VENV)/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" $(UPGRADE)

lock: dev
	$(LOCK) requirements/bench.in -o requirements/bench.txt
	for name in dev base assets node; do \
		$(LOCK) -c requirements/bench.txt requirements/$$name.in -o requirements/$$name.txt || exit 1; \
	done
	npm install --package-lock-only --ignore-scripts --no-audit --no-fund
	cd tools/browser && npm install --package-lock-only --ignore-scripts --no-audit --no-fund

clean:
	rm -rf $(VENV) node_modules .cache dist build .mypy_cache .ruff_cache .pytest_cache \
		.import_linter_cache .hypothesis src/querschnitt/ui/static/vendor \
		src/querschnitt/documents/fonts
	find src -name '*.mo' -delete
	find src tools bench -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true
