"""`make bench`: how fast everything is, taken in one run, best of several.

usage: python -m bench [--data ../shared/data] [--quick]

Clips come from the folder of real faces where it is there, else the demonstrator's film stands in. Times of one
core are the thread's own, so that a busy machine says the same as an idle one; wall times are not. Each time is
also given in frames of bare FaceMesh, taken in the same run, so that machines can be compared.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from itertools import islice
from pathlib import Path

import numpy as np
from rich.console import Console
from rich.table import Table

from bench.avatars import bench_baby
from bench.line import bare_frame_ms, bench_memory, bench_read, bench_replay, bench_stages
from bench.live import bench_live
from bench.panels import imitator_ms, panels_ms
from bench.row import BARE_FRAME_MS, Row, ms_row
from mirrorcam.app.cast import Cast, find_avatar, open_cast
from mirrorcam.core.types import Frame
from mirrorcam.sinks.film import FilmWriter
from mirrorcam.sinks.window import has_display
from mirrorcam.sources.demonstrator import open_demonstrator
from mirrorcam.sources.source import Recording

STAGE_PX = (1280, 720)
MOST_STEP_MS, MOST_PANELS_MS = 0.2, 4.0
CLIP, TALL_CLIP = "liveportrait/d6.mp4", "liveportrait/d10.mp4"
FRAMES = 300


def bench_inside(cast: Cast, rounds: int) -> list[Row]:
    """Time a step of the slowest imitator, and the panels of the dearest arrangement."""
    steps, panels = imitator_ms(rounds), panels_ms(cast, STAGE_PX, rounds)
    slowest, dearest = max(steps, key=lambda name: steps[name]), max(panels, key=lambda name: panels[name])
    return [
        ms_row(f"an imitator's step (the slowest: {slowest})", MOST_STEP_MS, steps[slowest]),
        ms_row(f"all panels at 1280 x 720 (the dearest: {dearest})", MOST_PANELS_MS, panels[dearest]),
    ]


def film_of(actor: Recording, target: Path) -> Path:
    """Write the demonstrator's script as a clip, to stand in where there are no real ones."""
    frames = list(actor.frames())
    height_px, width_px = frames[0].rgb.shape[:2]
    with FilmWriter(target, width_px, height_px, actor.fps) as film:
        for frame in frames:
            film.write(frame.rgb, frame.time_s)
    return target


def main() -> None:
    """Measure everything and print one table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--quick", action="store_true", help="one round each, no memory run")
    options = parser.parse_args()
    rounds = 1 if options.quick else 3
    cast, actor = open_cast(), open_demonstrator(find_avatar("demonstrator"))
    frames = [Frame(f.index, f.time_s, np.ascontiguousarray(f.rgb)) for f in islice(actor.frames(), FRAMES)]
    bare_ms = bare_frame_ms(frames, rounds)
    rows: list[Row] = []

    def add(*measured: Row) -> None:
        rows.extend(measured)
        for row in measured:
            print(f"{row.what}: {row.figure} (asked: {row.asked})", file=sys.stderr)

    with tempfile.TemporaryDirectory() as folder:
        film = film_of(actor, Path(folder) / "demonstrator.mp4")
        clip, tall_clip = ((options.data / name if (options.data / name).is_file() else film)
                           for name in (CLIP, TALL_CLIP))  # fmt: skip
        add(bench_read(clip, rounds), *bench_stages(frames, cast, STAGE_PX, rounds))
        add(*bench_baby(actor, rounds), *bench_inside(cast, rounds))
        add(bench_replay(tall_clip, cast, rounds))
        if has_display():
            add(*bench_live(film, rounds))
        else:
            print(
                "no display: the live figures are left out (under Xvfb: xvfb-run make bench)", file=sys.stderr
            )
    if not options.quick:
        add(bench_memory(frames, cast))
    show(rows, bare_ms)


def show(rows: list[Row], bare_ms: float) -> None:
    """Print the table."""
    table = Table("what", "asked", "measured", "asked in bare frames", "measured", "kept")
    for row in rows:
        table.add_row(*row.cells(bare_ms))
    console = Console(width=120)
    console.print(table)
    console.print(
        f"A bare FaceMesh frame took {bare_ms:.1f} ms in this run; the bounds in ms were set for a core on which it "
        f"takes {BARE_FRAME_MS} ms. `make bench` printed this."
    )


if __name__ == "__main__":
    main()
