"""`make soak`: does the live mirror stay as it was for as long as you like?

usage: python -m bench.soak [--minutes 10] [--imitator mirror|newborn|learner] [--panels]

Runs the window from the demonstrator's film, over and over as a camera would give it, and looks every few seconds at
what its two processes hold, the one that paints and the one that sees: memory, open files, threads. Prints what they
held after the first minute and at the end, and how fast it ran. Exit code 1 where they grew by more than 10 MB or kept
a file, thread or process open. Needs Linux and a display; under Xvfb: xvfb-run make soak.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bench.__main__ import film_of
from bench.line import MOST_GROWTH_MB
from mirrorcam.app.cast import find_avatar
from mirrorcam.app.look import LookOptions
from mirrorcam.app.mirror import run_window
from mirrorcam.sinks.window import has_display
from mirrorcam.sources.demonstrator import open_demonstrator
from mirrorcam.sources.live import play_over_and_over
from mirrorcam.sources.video import VideoRecording

LOOK_EVERY_S = 2.0
# Graphs, caches and pictures are filled by then.
SETTLED_S = 60.0
PROCESSES = Path("/proc")


@dataclass(frozen=True, slots=True)
class Holding:
    """What the program's processes hold at a time, all together."""

    after_s: float
    memory_mb: float
    files: int
    threads: int
    processes: int


@dataclass
class Sentry:
    """Looks at the process in a thread of its own while a `with` block lasts."""

    seen: list[Holding] = field(default_factory=list)
    _is_over: threading.Event = field(default_factory=threading.Event)

    def __enter__(self) -> Sentry:
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._is_over.set()
        self._thread.join()

    def _watch(self) -> None:
        start_s = time.monotonic()
        while not self._is_over.wait(LOOK_EVERY_S):
            self.seen.append(holding_now(time.monotonic() - start_s))


def holding_now(after_s: float) -> Holding:
    """Return what this process and those it started hold now."""
    memory_mb, files, threads, processes = 0.0, 0, 0, 0
    for folder in family(os.getpid()):
        try:
            status = (folder / "status").read_text()
            # What only this process holds: libraries and shared pictures are counted once, by nobody.
            memory_mb += _field(status, "RssAnon") / 1024
            threads += round(_field(status, "Threads"))
            files += len(list((folder / "fd").iterdir()))
            processes += 1
        except (FileNotFoundError, ProcessLookupError):
            continue
    return Holding(after_s, memory_mb, files, threads, processes)


def family(pid: int) -> list[Path]:
    """Return the folders in /proc of a process and of all that it started, directly or not."""
    parents: dict[int, list[int]] = {}
    for folder in PROCESSES.glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
        except (FileNotFoundError, ProcessLookupError):
            continue
        parents.setdefault(int(fields[1]), []).append(int(folder.name))
    found = [pid]
    for one in found:
        found.extend(parents.get(one, ()))
    return [PROCESSES / str(one) for one in found]


def _field(status: str, name: str) -> float:
    line = next(line for line in status.splitlines() if line.startswith(f"{name}:"))
    return float(line.split()[1])


def main() -> int:
    """Soak and report."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--imitator", choices=["mirror", "newborn", "learner"], default="mirror")
    parser.add_argument("--panels", action="store_true")
    options = parser.parse_args()
    if options.minutes * 60 < 2 * SETTLED_S:
        parser.error(
            f"--minutes {options.minutes:g}: at least {2 * SETTLED_S / 60:g}, for the first one settles"
        )
    if not PROCESSES.is_dir():
        print("this looks into /proc, which only Linux has", file=sys.stderr)
        return 1
    if not has_display():
        print("there is no display; under Xvfb: xvfb-run make soak", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as folder:
        film = film_of(open_demonstrator(find_avatar("demonstrator")), Path(folder) / "demonstrator.mp4")
        look = LookOptions(imitator=options.imitator, panels=options.panels)
        source = partial(play_over_and_over, partial(VideoRecording, film))
        with Sentry() as sentry:
            figures = run_window(look, source, with_visitor=True, stop_after_s=60 * options.minutes)
    settled = next(one for one in sentry.seen if one.after_s >= SETTLED_S)
    # The last look may fall after the window has closed.
    end = sentry.seen[-2]
    table = Table(f"{options.minutes:g} minutes", "after one", "at the end")
    table.add_row("memory", f"{settled.memory_mb:.0f} MB", f"{end.memory_mb:.0f} MB")
    table.add_row("open files", str(settled.files), str(end.files))
    table.add_row("threads", str(settled.threads), str(end.threads))
    table.add_row("processes", str(settled.processes), str(end.processes))
    console = Console(width=100)
    console.print(table)
    console.print(
        f"{figures.tracked_fps:.1f} frames tracked and {figures.painted_fps:.1f} pictures painted a second, "
        f"{figures.lag_p95_ms:.0f} ms from frame to picture (p95); most memory seen after the first minute "
        f"{max(one.memory_mb for one in sentry.seen if one.after_s >= SETTLED_S):.0f} MB. `make soak` printed this."
    )
    has_grown = end.memory_mb - settled.memory_mb > MOST_GROWTH_MB
    kept = any(getattr(end, name) > getattr(settled, name) for name in ("files", "threads", "processes"))
    return int(has_grown or kept)


if __name__ == "__main__":
    sys.exit(main())
