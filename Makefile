# make demo: a graph of the sample articles, two queries, a page to open.   make test: everything that CI checks.
# Both make .venv on their own (Python 3.11 or newer), and install again only when pyproject.toml has changed.

IS_PYTHON := -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do $$p $(IS_PYTHON) && echo $$p && break; done)
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install -qq --disable-pip-version-check
STORE := kg-store

# The sources of the sample articles, by the number of statements that they are credited with.
export define SOURCES
SELECT ?source (COUNT(?statement) AS ?statements)
WHERE { ?statement kg:attribution/kg:source/rdfs:label ?source }
GROUP BY ?source ORDER BY DESC(?statements) ?source LIMIT 10
endef

# Compiled modules are kept, wherever this runs: each command that a test starts would compile all of them anew.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: coreference demo test docs pictures quality bench lexicon

demo: $(VENV)/.installed
	$(BIN)/kg build data --store $(STORE)
	$(BIN)/kg query denied --entity Russia --store $(STORE) --format table
	$(BIN)/kg query "$$SOURCES" --store $(STORE) --format table
	$(BIN)/kg view --store $(STORE) -o graph.html
	@echo "Open it in a browser: $(CURDIR)/graph.html"

test: $(VENV)/.installed-test
	@.ci/chromium
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	@.ci/javascript
	$(BIN)/python docs/api.py build/api
	$(BIN)/python -m pytest --numprocesses=auto --dist=worksteal

# The API reference, a page a module, from the docstrings; it needs no network, to make or to read.
docs: $(VENV)/.installed-test
	$(BIN)/python docs/api.py build/api
	@echo "Open it in a browser: $(CURDIR)/build/api/index.html"

# The pictures of the page in README and tour anew, from the sample articles.
pictures: $(VENV)/.installed-test
	@.ci/chromium
	$(BIN)/python docs/pictures.py

# A report to read at each change, not a gate: the frozen run of tests/quality, and how this checkout differs from it. It reads ten
# articles of its own, and the open development data where that is beside the checkout (--bench names its folder).
quality: $(VENV)/.installed-test
	$(BIN)/python -m tests.quality

bench: $(VENV)/.installed-test
	$(BIN)/python benchmarks/articles.py
	$(BIN)/python benchmarks/resolve.py --mentions 100000

# The gazetteer's table of territories anew, from rigour's and from tools/territory_facts.csv.
lexicon: $(VENV)/.installed-lexicon
	$(BIN)/python tools/make_territories.py

# The weights by which pronouns and definite nominals are resolved anew, from corpora that are not part of this repository:
# make coreference DATA=FOLDER CLOSED="documents kept for reading".
coreference: $(VENV)/.installed
	$(BIN)/python tools/fit_coreference.py $(DATA) --closed $(CLOSED)

$(VENV)/.installed-lexicon: $(VENV)/.installed
	@$(PIP) 'rigour==2.6.1'
	@touch $@

$(VENV)/.installed: pyproject.toml | $(BIN)/pip
	@echo "Installing kgwire into $(VENV) (about a minute) ..."
	@$(PIP) -e .
	@touch $@

$(VENV)/.installed-test: pyproject.toml | $(BIN)/pip
	@echo "Installing kgwire and its test tools into $(VENV) (about two minutes) ..."
	@$(PIP) -e '.[test,docs,dev]'
	@touch $@ $(VENV)/.installed

$(BIN)/pip:
	@test -n "$(PYTHON)" || { echo "kgwire needs Python 3.11 or newer; name it with: make PYTHON=/path/to/python3 ..."; exit 1; }
	$(PYTHON) -m venv $(VENV)
