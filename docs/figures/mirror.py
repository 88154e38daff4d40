"""Makes the README's picture of the mirror: `python docs/figures/mirror.py`."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import skia

from mirrorcam.app.cast import find_avatar, open_cast
from mirrorcam.app.replay import ReplayOptions, paint, watch
from mirrorcam.avatar.sheet import write_png
from mirrorcam.core.tuning import ReaderTuning
from mirrorcam.sources.demonstrator import open_demonstrator

OUT = Path(__file__).resolve().parent / "mirror.png"
# In the middle of the script's first tongue.
SHOWN_AT_S = 8.0


def main() -> None:
    """Run the line over the demonstrator and keep one picture."""
    actor = open_demonstrator(find_avatar("demonstrator"))
    cast, options = open_cast(), ReplayOptions(OUT.parent)
    for one in paint(watch(actor.frames(), None), cast, ReaderTuning(), options):
        if one.frame.time_s >= SHOWN_AT_S:
            write_png(skia.Image.fromarray(np.ascontiguousarray(one.pixels), skia.kBGRA_8888_ColorType), OUT)
            return


if __name__ == "__main__":
    main()
