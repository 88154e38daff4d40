"""What the end-to-end tests act and film."""

from collections.abc import Callable
from pathlib import Path

import numpy as np

from mirrorcam.sinks.film import FilmWriter

SHORT_SCRIPT = """
[scene]
loop_s = 3.0
fps = 15.0
width_px = 480
height_px = 360
zoom = 1.0
background = "#d9d5ce"
palette = "warm"
[ease]
on_s = 0.2
off_s = 0.2
[life]
sway_deg = 0.4
breath_per_min = 20.0
blink_s = 0.2
blinks_at_s = []
[[act]]
gesture = "mouth_open"
from_s = 1.2
to_s = 2.4
"""

Run = Callable[..., int]


def film_of(pictures: list[np.ndarray], path: Path, fps: float = 15.0) -> Path:
    """Write pictures u8[H,W,3] as a clip."""
    height_px, width_px = pictures[0].shape[:2]
    with FilmWriter(path, width_px, height_px, fps) as film:
        for index, rgb in enumerate(pictures):
            film.write(rgb, index / fps)
    return path
