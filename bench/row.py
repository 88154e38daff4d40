"""One line of the bench's table, and the clocks it is measured by."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

# The bounds were set for a core on which a bare FaceMesh frame takes this long.
BARE_FRAME_MS = 3.4


@dataclass(frozen=True, slots=True)
class Row:
    """What was asked and measured; is_met says whether the bound is kept.

    ms and most_ms are set where the figure is a time that can be told in bare FaceMesh frames.
    """

    what: str
    asked: str
    figure: str
    is_met: bool
    ms: float | None = None
    most_ms: float | None = None

    def cells(self, bare_ms: float) -> tuple[str, ...]:
        """Return the row of the table where a bare FaceMesh frame takes bare_ms: what, asked, measured, in such
        frames asked and measured, and whether the bound is kept, as it stands or in such frames."""
        if self.ms is None or self.most_ms is None:
            return self.what, self.asked, self.figure, "", "", "yes" if self.is_met else "NO"
        asked, measured = self.most_ms / BARE_FRAME_MS, self.ms / bare_ms
        kept = "yes" if self.is_met else "in frames" if measured <= asked else "NO"
        return self.what, self.asked, self.figure, f"{asked:.2f}", f"{measured:.2f}", kept


def ms_row(what: str, most_ms: float, ms: float) -> Row:
    """Return the row of something that may take most_ms."""
    figure = f"{ms:.2f} ms" if ms < 10 else f"{ms:.1f} ms"
    return Row(what, f"{most_ms:g} ms", figure, ms <= most_ms, ms, most_ms)


def elapsed_s(act: Callable[[], object], clock: Callable[[], float] = time.perf_counter) -> float:
    """Return how long act takes by a clock."""
    start = clock()
    act()
    return clock() - start
