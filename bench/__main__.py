"""`make bench`: how fast the line is, as ratios taken in one run, best of several.

usage: python -m bench [--data ../shared/data] [--quick]

Clips come from the folder of real faces where it is there, else the demonstrator's film stands in.
"""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import cv2
import mediapipe as mp
import numpy as np
from rich.console import Console
from rich.table import Table

from bench.panels import imitator_ms, panels_ms
from mirrorcam.app.cast import Cast, find_avatar, open_cast
from mirrorcam.app.eyes import Eyes
from mirrorcam.app.mirror import LookOptions, run_window
from mirrorcam.app.pace import best_of, measure_pace
from mirrorcam.app.reading import read_file
from mirrorcam.app.replay import ReplayOptions, replay
from mirrorcam.core.line import start_line, step
from mirrorcam.core.tuning import ReaderTuning
from mirrorcam.core.types import Frame
from mirrorcam.sinks.film import FilmWriter
from mirrorcam.sinks.window import has_display
from mirrorcam.sources.demonstrator import open_demonstrator
from mirrorcam.sources.live import LivePlay
from mirrorcam.sources.source import Recording
from mirrorcam.sources.video import VideoRecording

TUNING = ReaderTuning()
STAGE_PX = (1280, 720)
LIVE_S = 20.0
MANY_FRAMES, FEW_FRAMES = 10_000, 1_000
CLIP, TALL_CLIP = "liveportrait/d6.mp4", "liveportrait/d10.mp4"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table; is_met says whether the figure keeps its bound."""

    what: str
    bound: str
    figure: str
    is_met: bool


def bench_read(clip: Path, rounds: int) -> Row:
    """Time `read` against a bare FaceMesh loop over the same frames, by turns."""
    eyes = Eyes()
    ours, bare = [], []
    for _ in range(rounds):
        bare.append(_timed(lambda: _bare_loop(clip)))
        ours.append(_timed(lambda: [None for _ in read_file(clip, eyes, TUNING, quiet=True)]))
    ratio = min(ours) / min(bare)
    return Row(
        f"read over {clip.name} against a bare FaceMesh loop", "1.35 x", f"{ratio:.2f} x", ratio <= 1.35
    )


def _bare_loop(clip: Path) -> None:
    """Do what anybody would write first: OpenCV's reader and one FaceMesh."""
    capture = cv2.VideoCapture(str(clip))
    with mp.solutions.face_mesh.FaceMesh(refine_landmarks=True) as mesh:
        while True:
            is_read, bgr = capture.read()
            if not is_read:
                break
            mesh.process(cv2.cvtColor(bgr, cv2.COLOR_BGR2RGB))
    capture.release()


def bench_stages(frames: list[Frame], cast: Cast, rounds: int) -> list[Row]:
    """Time reader, imitator and motion, the networks, and the painting of one stage."""
    eyes = Eyes()
    paces = [measure_pace(frames, cast, eyes, *STAGE_PX, with_visitor=True) for _ in range(rounds)]
    middle, networks, painting = (min(getattr(p, name) for p in paces) for name in
                                  ("middle_ms", "networks_ms", "painting_ms"))  # fmt: skip
    return [
        Row("reader + imitator + motion, a frame", "0.5 ms", f"{middle:.2f} ms", middle <= 0.5),
        Row("both networks, a face", "1.2 ms", f"{networks:.2f} ms", networks <= 1.2),
        Row("painting one 1280 x 720 stage", "8 ms", f"{painting:.1f} ms", painting <= 8.0),
    ]


def bench_inside(cast: Cast, rounds: int) -> list[Row]:
    """Time a step of the slowest imitator, and the panels of the dearest arrangement."""
    steps, panels = imitator_ms(rounds), panels_ms(cast, STAGE_PX, rounds)
    step_name, panels_name = (
        max(steps, key=lambda name: steps[name]),
        max(panels, key=lambda name: panels[name]),
    )
    step_ms, painted_ms = steps[step_name], panels[panels_name]
    return [
        Row(f"an imitator's step (the slowest: {step_name})", "0.2 ms", f"{step_ms:.2f} ms", step_ms <= 0.2),
        Row(
            f"all panels at 1280 x 720 (the dearest: {panels_name})",
            "4 ms",
            f"{painted_ms:.1f} ms",
            painted_ms <= 4.0,
        ),
    ]


def bench_replay(clip: Path, cast: Cast, rounds: int) -> Row:
    """Time a whole replay with film against the clip's length."""
    recording = VideoRecording(clip)
    frame_count = recording.frame_count or sum(1 for _ in recording.frames())
    length_s = frame_count / recording.fps

    def once() -> float:
        with tempfile.TemporaryDirectory() as folder:
            options = ReplayOptions(Path(folder), quiet=True)
            return _timed(lambda: replay(VideoRecording(clip), clip.name, cast, TUNING, options))

    share = best_of(rounds, once) / length_s
    return Row(f"replay of {clip.name} with film, of its length", "0.33", f"{share:.2f}", share <= 1 / 3)


def bench_live(actor: Recording, look: LookOptions) -> list[Row]:
    """Run the real window from a 30-a-second source and take its figures."""
    figures = run_window(look, LivePlay(actor, loop=True), with_visitor=True, stop_after_s=LIVE_S)
    return [
        Row(
            "live: frames tracked a second, of 30",
            "30",
            f"{figures.tracked_fps:.1f}",
            figures.tracked_fps >= 29.5,
        ),
        Row(
            "live: pictures painted a second", "60", f"{figures.painted_fps:.1f}", figures.painted_fps >= 59.0
        ),
        Row(
            "live: frame in to picture out, p95",
            "50 ms",
            f"{figures.lag_p95_ms:.0f} ms",
            figures.lag_p95_ms <= 50,
        ),
    ]


def bench_memory(frames: list[Frame], cast: Cast) -> Row:
    """Compare resident memory after many frames with that after few."""
    eyes = Eyes()
    tracker = eyes.watch_clip()
    state = start_line(cast.imitator, 0)
    used_mb = {}
    for count in range(1, MANY_FRAMES + 1):
        frame = frames[count % len(frames)]
        now = Frame(count, count / 30, frame.rgb)
        state, _ = step(state, eyes.see(tracker, now), now.time_s, cast.imitator, TUNING)
        if count in (FEW_FRAMES, MANY_FRAMES):
            used_mb[count] = _resident_mb()
    tracker.close()
    grown = used_mb[MANY_FRAMES] - used_mb[FEW_FRAMES]
    return Row("memory after 10,000 frames against after 1,000", "+10 MB", f"{grown:+.1f} MB", grown <= 10)


def _resident_mb() -> float:
    status = Path("/proc/self/statm")
    if status.exists():
        return int(status.read_text().split()[1]) * resource.getpagesize() / 2**20
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20


def _timed(act: Callable[[], object]) -> float:
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


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
    frames = [Frame(f.index, f.time_s, np.ascontiguousarray(f.rgb)) for f in islice(actor.frames(), 300)]
    rows: list[Row] = []

    def add(*measured: Row) -> None:
        rows.extend(measured)
        for row in measured:
            print(f"{row.what}: {row.figure} (at most {row.bound})", file=sys.stderr)

    with tempfile.TemporaryDirectory() as folder:
        film = None if (options.data / CLIP).is_file() else film_of(actor, Path(folder) / "demonstrator.mp4")
        add(*bench_stages(frames, cast, rounds))
        add(*bench_inside(cast, rounds))
        add(bench_read(film or options.data / CLIP, rounds))
        add(bench_replay(film or options.data / TALL_CLIP, cast, rounds))
    if has_display():
        add(*bench_live(actor, LookOptions()))
    else:
        print(
            "no display: the live figures are left out (run under Xvfb: xvfb-run make bench)", file=sys.stderr
        )
    if not options.quick:
        add(bench_memory(frames, cast))
    table = Table("what", "asked", "measured", "kept")
    for row in rows:
        table.add_row(row.what, row.bound, row.figure, "yes" if row.is_met else "NO")
    Console(width=100).print(table)


if __name__ == "__main__":
    main()
