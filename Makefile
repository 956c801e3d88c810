# Everything you can do here. `make` alone lists it.

# Bytecode makes every kernel start twice as fast, so a machine that turns it off is overruled.
unexport PYTHONDONTWRITEBYTECODE

VENV := .venv/bin
PORT ?= 8888
LAB_FLAGS ?=

# The first Python that is new enough; else any, which then says that it is too old.
# Each candidate is run, not only looked up: a version manager leaves names that do not work.
PYTHON ?= $(shell \
	for python in python3.14 python3.13 python3.12 python3.11 python3 python; do \
		if $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; \
		then command -v $$python; exit; fi; \
	done; \
	command -v python3 || command -v python)

# One lesson with LESSON=05-gmm, else all: of the source, or of what was handed in (00 asks nothing).
ALL := $(notdir $(basename $(sort $(wildcard course/lessons/*.py))))
LESSONS = $(if $(LESSON),$(LESSON),$(ALL))
HANDED_IN = $(if $(LESSON),$(LESSON),$(strip $(foreach lesson,$(filter-out 00-%,$(ALL)),$(if \
	$(wildcard course/submitted/*/$(lesson)/.),$(lesson)))))

.DEFAULT_GOAL := help
.PHONY: help env lab test check build gallery release grade report demo bench formgrader mutants cheats fairness doctor lock clean distclean need-python

help:  ## This list
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(firstword $(MAKEFILE_LIST))

need-python:
	@test -n "$(PYTHON)" || { \
		echo "No Python was found. The course needs Python 3.11 or newer: install it from your"; \
		echo "system's packages, or install uv and run: uv python install 3.13"; \
		exit 1; } >&2

env: need-python  ## Make the environment .venv, with uv when it is there, else with pip
	@"$(PYTHON)" autograder/setup/environment.py

lab: env build  ## Open JupyterLab at the first lesson, in your own copy course/work (PORT=9000)
	@$(VENV)/python autograder/setup/lab.py lab $(PORT) $(LAB_FLAGS)

test: env  ## Run the whole test suite
	$(VENV)/python -m pytest -n auto --dist loadfile --no-loadscope-reorder

check: env  ## Compare every generated file with what its source gives
	$(VENV)/python -m autograder.authoring check

build: env  ## Build notebooks and solutions from course/lessons and solutions
	$(VENV)/python -m autograder.authoring build

gallery: env  ## Write one page with every picture of the course: build/gallery/index.html
	$(VENV)/python -m autograder.authoring gallery

release: build  ## Make the students' notebooks with nbgrader (all, or LESSON=05-gmm)
	cd course && for lesson in $(LESSONS); do \
		../$(VENV)/nbgrader generate_assignment $$lesson --force || exit 1; done

# nbgrader ends with 1 where something could not be graded: the other lessons are graded all the same.
grade: env  ## Grade what lies in course/submitted (all, or LESSON=05-gmm)
	@for folder in course/submitted/*/*/; do test -d "$$folder" || continue; \
		case " $(ALL) " in *" $$(basename "$$folder") "*) ;; \
		*) echo "$$folder is no lesson's folder, so it is not graded: rename it to one of $(ALL)." >&2;; \
		esac; done
	@test -n "$(HANDED_IN)" || { echo "Nothing to grade: put notebooks in course/submitted/STUDENT/LESSON/." >&2; exit 1; }
	cd course && status=0; for lesson in $(HANDED_IN); do \
		../$(VENV)/nbgrader autograde $$lesson || status=$$?; \
		test $$status -ne 130 || exit 130; done; exit $$status

report: env  ## Make the class report from the gradebook (all that was handed in, or LESSON=05-gmm)
	@test -n "$(HANDED_IN)" || { echo "Nothing to report: make grade first grades what is in course/submitted." >&2; exit 1; }
	@for lesson in $(HANDED_IN); do $(VENV)/autograder report --assignment $$lesson || exit 1; done

demo: env  ## Make up a class of 60, grade it, and say where its report is
	@$(VENV)/python -m autograder.demo

bench: env  ## Measure what is fast, beside what there was before (BENCH="grading --ours 3,12")
	$(VENV)/python -m autograder.measuring.bench $(BENCH)

formgrader: env  ## Open nbgrader's formgrader, to grade by hand and look at results (PORT=9000)
	@$(VENV)/python autograder/setup/lab.py formgrader $(PORT) $(LAB_FLAGS)

mutants: env  ## Measure the grader: which mechanical changes to the references it refuses
	$(VENV)/python -m autograder.measuring.mutants

cheats: env  ## Try every cheat in every kind of jail that this machine allows
	CHEATS=all $(VENV)/python -m pytest autograder/tests/test_cheats.py

fairness: env  ## Measure the grader: 10 000 judgings of right solutions, on random problems
	$(VENV)/python -m autograder.measuring.fairness --judgings 10000

doctor: need-python  ## Say what is here, what is missing, and how to get it
	@"$(PYTHON)" autograder/setup/doctor.py $(PORT)

# Left out: jsonschema would build a grammar of internationalised addresses with them whenever Jupyter
# or nbgrader starts. That takes more than a second, and no schema here holds such an address.
LEFT_OUT := --no-emit-package rfc3987-syntax --no-emit-package lark

lock: env  ## Renew requirements.lock from pyproject.toml, with the newest versions
	env -u UV_FIND_LINKS $(VENV)/uv pip compile --no-config --universal --python-version 3.11 \
		--extra test $(LEFT_OUT) --upgrade --custom-compile-command "make lock" --quiet \
		--output-file requirements.lock pyproject.toml

# Never course/submitted, autograded, feedback, gradebook.db or work: those are people's work and grades.
clean:  ## Remove what can be made again, but .venv
	rm -rf build dist *.egg-info course/build course/*.egg-info course/source
	rm -rf .pytest_cache .ruff_cache .hypothesis
	find autograder solutions course/emlab course/lessons -name __pycache__ -type d -prune -exec rm -rf {} +
	find solutions course/release course/lessons -name .ipynb_checkpoints -type d -prune -exec rm -rf {} +

distclean: clean  ## Remove that, and .venv
	rm -rf .venv
