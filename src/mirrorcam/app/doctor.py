"""`mirrorcam doctor`: what works on this machine, how fast, and what to do about what does not."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from mirrorcam.app.cast import find_avatar, open_cast
from mirrorcam.app.eyes import Eyes
from mirrorcam.app.failures import AppError
from mirrorcam.app.model_places import bundle_places
from mirrorcam.app.pace import Pace, measure_pace
from mirrorcam.sinks.window import has_display
from mirrorcam.sources.camera import FoundCamera, list_cameras
from mirrorcam.sources.demonstrator import open_demonstrator
from mirrorcam.vision.errors import VisionError
from mirrorcam.vision.finder import choose_model, open_finder

MEASURED_FRAMES = 90
WINDOW_PX = (1280, 720)
INSIDE = "the one inside mediapipe"
# A frame of a 30-a-second camera must be read, and one of 60 a second painted, in this time.
READ_WITHIN_MS, PAINT_WITHIN_MS = 33.0, 16.0


@dataclass(frozen=True, slots=True)
class Health:
    """What was found; tracker and model are None where no face model works, pace where nothing could be measured."""

    cameras: tuple[FoundCamera, ...]
    tracker: str | None
    model: str | None
    trouble: str | None
    display: bool
    pace: Pace | None


def examine(face_model: Path | None) -> None:
    """Look at cameras, tracker, display and speed, and print what was found with one sentence of advice.

    Raises AppError where no face can be tracked at all.
    """
    tracker = model = trouble = pace = None
    try:
        bundle = choose_model(face_model, bundle_places())
        finder = open_finder(face_model, bundle_places())
        tracker, model = finder.name, INSIDE if bundle is None else str(bundle)
        finder.close()
        pace = _measure(face_model)
    except VisionError as error:
        trouble = str(error)
    health = Health(tuple(list_cameras()), tracker, model, trouble, has_display(), pace)
    console = Console()
    console.print(table_of(health))
    if health.trouble is not None:
        raise AppError(health.trouble)
    console.print(advise(health), soft_wrap=True, markup=False, highlight=False)


def _measure(face_model: Path | None) -> Pace:
    actor = open_demonstrator(find_avatar("demonstrator"))
    frames = list(islice(actor.frames(), MEASURED_FRAMES))
    return measure_pace(frames, open_cast(), Eyes(face_model), *WINDOW_PX, with_visitor=False)


def table_of(health: Health) -> Table:
    """Return what was found, a row a thing."""
    table = Table(show_header=False, box=None, padding=(0, 2))
    table.add_row("cameras", escape("\n".join(map(camera_line, health.cameras))) or "none found")
    table.add_row("face tracker", health.tracker or "none")
    table.add_row("face model", escape(health.model or "none"))
    table.add_row("display", "yes" if health.display else "none")
    if health.pace is not None:
        table.add_row("tracking", f"{health.pace.tracking_ms:.1f} ms a frame (640 x 480)")
        table.add_row("networks", f"{health.pace.networks_ms:.2f} ms a face")
        table.add_row("reader, imitator, motion", f"{health.pace.middle_ms:.2f} ms a frame")
        table.add_row(
            "painting", f"{health.pace.painting_ms:.1f} ms a picture ({WINDOW_PX[0]} x {WINDOW_PX[1]})"
        )
    return table


def camera_line(camera: FoundCamera) -> str:
    """Say what a camera gives, or why it gives nothing."""
    named = f"{camera.spec} ({camera.card})" if camera.card else camera.spec
    if camera.trouble is not None:
        return f"{named}: {camera.trouble}"
    return f"{named}: {camera.width_px} x {camera.height_px} at {camera.fps:.1f} a second"


def advise(health: Health) -> str:
    """Return one sentence: the most urgent thing to do."""
    if health.trouble is not None or health.pace is None:
        return health.trouble or "Nothing could be measured."
    if health.pace.tracking_ms + health.pace.networks_ms > READ_WITHIN_MS:
        return "Reading is slower than a camera's 30 frames a second: use a smaller camera picture or a faster machine."
    if health.pace.painting_ms > PAINT_WITHIN_MS:
        return "Painting is slower than 60 a second: use a smaller window or a faster machine."
    if not health.display:
        return "There is no display: `mirrorcam demo --out demo.mp4` writes a film, and read and replay work."
    if not any(camera.trouble is None for camera in health.cameras):
        return "No camera works: plug one in, or try `mirrorcam demo`, which needs none."
    return "All is well: run `mirrorcam mirror`."
