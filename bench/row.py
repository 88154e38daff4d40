"""One line of the bench's table, and the clocks it is measured by."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """What was asked and measured; is_met says whether the bound is kept. ms is set where the figure is a time."""

    what: str
    asked: str
    figure: str
    is_met: bool
    ms: float | None = None


def ms_row(what: str, most_ms: float, ms: float) -> Row:
    """Return the row of something that may take most_ms."""
    return Row(what, f"{most_ms:g} ms", f"{ms:.2f} ms" if ms < 10 else f"{ms:.1f} ms", ms <= most_ms, ms)


def elapsed_s(act: Callable[[], object], clock: Callable[[], float] = time.perf_counter) -> float:
    """Return how long act takes by a clock."""
    start = clock()
    act()
    return clock() - start
