# Everything runs in .venv, which is made from the lock file on first use; nothing else is touched.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

PYTHON := .venv/bin/python
READY := .venv/ready
DEMO := demo-workspace
OFFSCREEN := QT_QPA_PLATFORM=offscreen

.PHONY: help demo run test lint measure measure-untouched bench bench-scoring bench-documents bench-redaction fuzz faults train docs lock wheel package clean

help:  ## list what can be made
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | \
		awk -F '\t' '{ printf "  make %-17s %s\n", $$1, $$2 }'

$(READY): requirements/dev.txt pyproject.toml packaging/prepare
	@packaging/prepare

demo: $(READY)  ## run the whole job on sixteen invented applications, then open the window on it
	@rm -rf $(DEMO)
	@.venv/bin/edi-shortlist demo $(DEMO)
	@.venv/bin/edi-shortlist --workspace $(DEMO) audit verify
	@packaging/on_screen .venv/bin/edi-shortlist --workspace $(DEMO)

run: $(READY)  ## open the desktop program
	@.venv/bin/edi-shortlist

# Style and types are looked at while the tests begin, since mypy keeps one processor busy only;
# what they say is printed at the end.
test: $(READY)  ## all that must be green: style, types, direction of imports, tests
	@mkdir -p build
	@$(MAKE) --no-print-directory lint > build/lint.log 2>&1 & lint=$$!; \
	$(OFFSCREEN) $(PYTHON) -m pytest -n auto --dist loadfile $(TESTS); tests=$$?; \
	wait $$lint; lint=$$?; cat build/lint.log; exit $$((tests || lint))

lint: $(READY)  ## style, types and the direction of imports
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	.venv/bin/lint-imports

measure: $(READY)  ## what is hidden and what is kept on the gold applications, as a table
	@$(PYTHON) tests/measure/score_redaction.py tests/fixtures/gold/dev.jsonl

measure-untouched: $(READY)  ## the same on the applications put aside; for the end of a piece of work only
	@$(PYTHON) tests/measure/score_redaction.py models/training/data/untouched.jsonl

bench: $(READY)  ## the sample job beside the bare pipeline, a long log beside a bare filter
	@$(PYTHON) tests/benchmarks/samples_to_shortlist.py
	@$(PYTHON) tests/benchmarks/audit_filter.py

bench-scoring: $(READY)  ## what reading orders do to ranks, beside a fixed order; how long a score takes to save; how moderation scrolls
	@$(PYTHON) tests/benchmarks/scoring_order.py
	@$(PYTHON) tests/benchmarks/score_saving.py
	@$(PYTHON) tests/benchmarks/shortlist_size.py
	@$(PYTHON) tests/benchmarks/moderation_scroll.py

bench-documents: $(READY)  ## words read, in order, and the time for it, format by format, beside bare libraries
	@for one in word pdf text mail scans forms; do \
		$(PYTHON) tests/benchmarks/documents_$$one.py || failed=1; echo; \
	done; exit $${failed:-0}

fuzz: $(READY)  ## read 2,000 damaged files of each format, some 20 minutes (FUZZ="--seed 2 --formats doc")
	@$(PYTHON) tests/fuzz/fuzz.py $(FUZZ)

faults: $(READY)  ## kill the program 300 times at random instants and look for what it confirmed (FAULTS="--kills 60 --seed 2")
	@$(PYTHON) tests/faults/faults.py $(FAULTS)

bench-redaction: $(READY)  ## recall by origin, trust in scores, an attack on the hiding, peers beside
	@packaging/prepare bench
	@$(PYTHON) tests/benchmarks/parity.py
	@$(PYTHON) tests/benchmarks/calibration.py
	@.venv-bench/bin/python tests/benchmarks/attack.py
	@.venv-bench/bin/python tests/benchmarks/peers.py --markdown

train: $(READY)  ## train the pipeline in models/ again, an hour or more (CORPORA=DIR adds public text)
	@packaging/prepare train
	OMP_WAIT_POLICY=passive $(PYTHON) models/training/train.py $(if $(CORPORA),--corpora $(CORPORA))

docs: $(READY)  ## draw the pictures of the pages in docs/ again
	$(OFFSCREEN) $(PYTHON) docs/make_pictures.py

lock: $(READY)  ## resolve the dependencies again into requirements/
	@packaging/lock

wheel: $(READY)  ## build the wheel, install it elsewhere and run the demonstration with it
	@packaging/check_wheel

package: $(READY)  ## build the program with PyInstaller and run the demonstration with it
	@packaging/build_program

clean:  ## remove what was made here, .venv and the demonstration included
	rm -rf .venv .venv-bench build dist $(DEMO) .mypy_cache .pytest_cache .ruff_cache .hypothesis \
		.import_linter_cache
