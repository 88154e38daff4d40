"""Limits for the reader from a TOML file; what is not named keeps its default."""

from __future__ import annotations

import tomllib
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

from mirrorcam.app.failures import AppError
from mirrorcam.core.tuning import ReaderTuning

T = TypeVar("T")


def load_tuning(path: Path | None) -> ReaderTuning:
    """Return the reader's limits, changed by a TOML file; AppError names file, key, found and expected."""
    if path is None:
        return ReaderTuning()
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise AppError(f"{path}: cannot be read ({error.strerror})") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise AppError(f"{path}: this is not TOML ({error})") from error
    return _changed(ReaderTuning(), table, path, "")


def _changed(limits: T, table: dict[str, Any], path: Path, where: str) -> T:
    """Return the dataclass with the table's keys put in place, table by table."""
    known = {field.name for field in fields(limits)}  # type: ignore[arg-type]
    changes: dict[str, Any] = {}
    for key, value in table.items():
        name = f"{where}{key}"
        if key not in known:
            raise AppError(f"{path}: unknown key {name}; expected one of {', '.join(sorted(known))}")
        old = getattr(limits, key)
        if is_dataclass(old):
            if not isinstance(value, dict):
                raise AppError(f"{path}: {name} is {value!r}; expected a table [{name}]")
            changes[key] = _changed(old, value, path, f"{name}.")
        elif isinstance(value, bool) or not isinstance(value, int | float):
            raise AppError(f"{path}: {name} is {value!r}; expected a number such as {old}")
        else:
            changes[key] = float(value)
    return replace(limits, **changes)  # type: ignore[type-var]
