"""Draw the figures that show how the reader behaves.

usage: python -m training.figures smoothing [--out docs/figures/smoothing.png]
"""

from __future__ import annotations

import argparse
from pathlib import Path

import matplotlib
import numpy as np

from mirrorcam.core.channels import INDEX
from mirrorcam.core.reader import filter_of
from mirrorcam.core.smoothing import smooth
from mirrorcam.core.tuning import ReaderTuning

matplotlib.use("Agg")
import matplotlib.pyplot as plt

FPS = 30
JAW = INDEX["jawOpen"]
# What a still face's channels move by from frame to frame, read off the still stretches of grid/.
NOISE = 0.012


def through_filter(jaw_open: np.ndarray) -> np.ndarray:
    """Send a made-up jaw f[frames] through the reader's own filter at 30 frames a second."""
    state, out, filter_ = None, [], filter_of(ReaderTuning().smoothing)
    for index, value in enumerate(jaw_open):
        state = smooth(state, np.full(len(filter_.cutoff_hz), value), index / FPS, filter_)
        out.append(float(state.values[JAW]))
    return np.array(out)


def draw_smoothing(path: Path) -> None:
    """Draw the answer to a mouth that opens in one frame, and what is left of a still face's trembling."""
    step = np.zeros(45)
    step[15:32] = 1.0
    still = np.clip(np.random.default_rng(0).normal(0.3, NOISE, 150), 0, 1)
    figure, (left, right) = plt.subplots(1, 2, figsize=(10, 3.6), dpi=140)
    opened = through_filter(step)
    frames = np.arange(len(step)) - 15
    left.step(frames, step, where="mid", color="0.6", label="seen")
    left.plot(frames, opened, "o-", color="#2a6fbb", ms=3, label="read")
    left.axhline(0.5, color="0.85", lw=1)
    left.axvline(2, color="0.85", lw=1)
    left.set(title=f"a mouth opens in one frame: {opened[15]:.2f}, {opened[16]:.2f}, {opened[17]:.2f}",
             xlabel="frames at 30 a second", ylabel="jawOpen")  # fmt: skip
    calm = through_filter(still)
    right.plot(
        np.arange(len(still)) / FPS, still, color="0.7", lw=1, label=f"seen, spread {still[30:].std():.4f}"
    )
    right.plot(
        np.arange(len(still)) / FPS, calm, color="#2a6fbb", label=f"read, spread {calm[30:].std():.4f}"
    )
    right.set(title="a still face, with the tracker's noise", xlabel="seconds", ylim=(0.2, 0.4))
    for axes in (left, right):
        axes.legend(frameon=False, fontsize=8)
        axes.spines[["top", "right"]].set_visible(False)
    figure.tight_layout()
    path.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(path)
    print(f"{path}: after one frame {opened[15]:.2f}, after two {opened[16]:.2f}; "
          f"still face {still[30:].std():.4f} -> {calm[30:].std():.4f}")  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("figure", choices=["smoothing"])
    parser.add_argument("--out", type=Path, default=Path("docs/figures/smoothing.png"))
    options = parser.parse_args()
    draw_smoothing(options.out)


if __name__ == "__main__":
    main()
