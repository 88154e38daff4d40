"""What seeing, reading and replaying cost."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

import cv2
import mediapipe as mp
import numpy as np

from bench.row import Row, elapsed_s, ms_row
from mirrorcam.app.cast import Cast
from mirrorcam.app.eyes import Eyes
from mirrorcam.app.pace import best_of, measure_pace
from mirrorcam.app.reading import read_file
from mirrorcam.app.replay import ReplayOptions, fitting_height_px, replay
from mirrorcam.core.line import start_line, step
from mirrorcam.core.tuning import ReaderTuning
from mirrorcam.core.types import Frame
from mirrorcam.sources.video import VideoRecording

TUNING = ReaderTuning()
MOST_READ, MOST_REPLAY = 1.35, 1 / 3
MOST_MIDDLE_MS, MOST_NETWORKS_MS, MOST_STAGE_MS = 0.5, 1.2, 8.0
MANY_FRAMES, FEW_FRAMES, MOST_GROWTH_MB = 10_000, 1_000, 10.0


def bare_frame_ms(frames: list[Frame], rounds: int) -> float:
    """Return what one frame takes FaceMesh itself when it follows a face: the yardstick for the other figures."""

    def once() -> float:
        with mp.solutions.face_mesh.FaceMesh(refine_landmarks=True) as mesh:
            return 1000 * float(np.median([elapsed_s(lambda: mesh.process(f.rgb)) for f in frames]))  # noqa: B023

    return best_of(rounds, once)


def bench_read(clip: Path, rounds: int) -> Row:
    """Time `read` against a bare FaceMesh loop over the same frames, by turns."""
    eyes = Eyes()
    ours, bare = [], []
    for _ in range(rounds):
        bare.append(elapsed_s(lambda: _bare_loop(clip)))
        ours.append(elapsed_s(lambda: [None for _ in read_file(clip, eyes, TUNING, quiet=True)]))
    ratio = min(ours) / min(bare)
    what = f"read over {clip.name} against a bare FaceMesh loop"
    return Row(what, f"{MOST_READ} x", f"{ratio:.2f} x", ratio <= MOST_READ)


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


def bench_stages(frames: list[Frame], cast: Cast, stage_px: tuple[int, int], rounds: int) -> list[Row]:
    """Time reader, imitator and motion, the networks, and the painting of one stage, each on one core."""
    eyes = Eyes()
    paces = [
        measure_pace(frames, cast, eyes, *stage_px, with_visitor=True, clock=time.thread_time)
        for _ in range(rounds)
    ]
    return [
        ms_row("reader + imitator + motion, a frame", MOST_MIDDLE_MS, min(p.middle_ms for p in paces)),
        ms_row("all networks, a face", MOST_NETWORKS_MS, min(p.networks_ms for p in paces)),
        ms_row("the same while a tongue is out", MOST_NETWORKS_MS, min(p.tongue_ms for p in paces)),
        ms_row("painting one 1280 x 720 stage", MOST_STAGE_MS, min(p.painting_ms for p in paces)),
    ]


def bench_replay(clip: Path, cast: Cast, rounds: int) -> Row:
    """Time a whole replay with film against the clip's length."""
    recording = VideoRecording(clip)
    frame_count = recording.frame_count or sum(1 for _ in recording.frames())
    length_s = frame_count / recording.fps

    def once() -> float:
        with tempfile.TemporaryDirectory() as folder:
            height_px = fitting_height_px(recording.shorter_px)
            options = ReplayOptions(Path(folder), quiet=True, height_px=height_px)
            return elapsed_s(lambda: replay(clip, cast, TUNING, options))

    share = best_of(rounds, once) / length_s
    what = f"replay of {clip.name} with film, of its length"
    frame_ms = 1000 / recording.fps
    asked, figure = f"{MOST_REPLAY:.2f}", f"{share:.2f}"
    return Row(what, asked, figure, share <= MOST_REPLAY, share * frame_ms, MOST_REPLAY * frame_ms)


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
            used_mb[count] = resident_mb()
    tracker.close()
    grown = used_mb[MANY_FRAMES] - used_mb[FEW_FRAMES]
    what = "memory after 10,000 frames against after 1,000"
    return Row(what, f"+{MOST_GROWTH_MB:g} MB", f"{grown:+.1f} MB", grown <= MOST_GROWTH_MB)


def resident_mb() -> float:
    """Return how much memory the process holds, or has held at most where that cannot be asked."""
    import resource  # noqa: PLC0415 (Windows has none)

    status = Path("/proc/self/statm")
    if status.exists():
        return int(status.read_text().split()[1]) * resource.getpagesize() / 2**20
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
