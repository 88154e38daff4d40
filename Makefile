# `make demo` and `make test` do all of their set-up; see README.md.
SHELL := /bin/bash
VENV := .venv
BIN := $(VENV)/bin
# What mediapipe names but face tracking never imports, and what only those need.
UNUSED := jax jaxlib scipy opt-einsum ml-dtypes sentencepiece sounddevice cffi pycparser fonttools pybind11
# What a start imports is compiled once, at set-up: containers often forbid it later, and then each start takes seconds
# longer. setuptools goes because pygame would load it only to find its own files.
COMPILED := PYTHONDONTWRITEBYTECODE= GLOG_minloglevel=3
COMPILE := $(BIN)/uv pip compile pyproject.toml --constraint .ci/constraints.txt --quiet --universal --python-version 3.11 --generate-hashes \
	--no-header --no-annotate --no-emit-index-url $(foreach name,$(UNUSED),--no-emit-package $(name))

.PHONY: demo test lint bench soak lock figures clean

demo: $(VENV)/.installed
	@$(BIN)/mirrorcam mirror --or-demo

test: $(VENV)/.installed-dev
	@$(BIN)/python -m pytest -q -n 2 --dist loadfile

lint: $(VENV)/.installed-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(VENV)/.installed
	@$(BIN)/python -m bench

soak: $(VENV)/.installed
	@$(BIN)/python -m bench.soak $(if $(MINUTES),--minutes $(MINUTES))

figures: $(VENV)/.installed
	@$(BIN)/python docs/figures/mirror.py
	@$(BIN)/python docs/figures/avatars.py
	@$(BIN)/python docs/figures/imitation.py
	@$(BIN)/python -m training.figures smoothing

lock: $(VENV)/.installed-dev
	$(BIN)/python -m pip install --quiet uv
	$(COMPILE) --output-file requirements.lock
	$(COMPILE) --group dev --extra ja --output-file requirements-dev.lock

$(VENV)/bin/python:
	@sh .ci/make-venv $(VENV)

$(VENV)/.installed: requirements.lock pyproject.toml | $(VENV)/bin/python
	@echo "Setting up $(VENV) (once; a few minutes on a slow line) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-compile --no-deps --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	@$(BIN)/python -m pip uninstall --quiet --disable-pip-version-check --yes setuptools
	@$(COMPILED) $(BIN)/python -c "import mirrorcam.app.cli, mirrorcam.app.mirror, mirrorcam.app.seeing_process, mirrorcam.app.filming, mirrorcam.app.reading, mirrorcam.vision.face_mesh"
	@touch $@

$(VENV)/.installed-dev: requirements-dev.lock $(VENV)/.installed
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-compile --no-deps --require-hashes -r requirements-dev.lock
	@$(COMPILED) $(BIN)/python -m pytest --collect-only -q >/dev/null || true
	@touch $@

clean:
	rm -rf $(VENV) .tools build dist demo.mp4 demo.png
