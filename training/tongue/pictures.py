"""The training pictures as they gather, and the real faces they are made from."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

import cv2
import numpy as np

from mirrorcam.core.types import PixelArray
from training.tongue.faces import hidden_mouths, look_up
from training.truth import Label

PICTURE_PX = 80
UNKNOWN = -9.0
# Where a mouth nobody labelled may well have its tongue out.
TONGUES_ABOUT = (
    "mansikataria",
    "kboy",
    "dun19",
    "woodybury",
    "ganonyou",
    "dronefreak",
    "ninakira",
    "muxspace",
)


@dataclass
class Pictures:
    """The training pictures as they gather, column by column."""

    columns: dict[str, list[object]] = field(default_factory=lambda: defaultdict(list))

    def add(
        self, wide: PixelArray, *, kind: str, person: str, fold: int, seen: int, source_fold: int = -1,
        smile: int = -1, place: tuple[float, float, float] = (UNKNOWN,) * 3,
    ) -> None:  # fmt: skip
        """Add one wide crop with what is known of it; place is (out, left, down)."""
        small = cv2.resize(wide, (PICTURE_PX, PICTURE_PX), interpolation=cv2.INTER_AREA)
        out, left, down = place if seen else (0.0, UNKNOWN, UNKNOWN)
        row = {
            "picture": small, "kind": kind, "person": person, "fold": fold, "seen": seen, "source_fold": source_fold,
            "smile": smile, "out": out, "left": left, "down": down,
        }  # fmt: skip
        for name, value in row.items():
            self.columns[name].append(value)

    def arrays(self) -> dict[str, np.ndarray]:
        """Return the columns as arrays."""
        return {
            name: np.stack(values) if name == "picture" else np.array(values)
            for name, values in self.columns.items()
        }


@dataclass
class Bank:
    """The faces of bank.npz, by index, and which may stand in which part."""

    wide: PixelArray
    points: np.ndarray
    columns: dict[str, np.ndarray]
    files: list[np.ndarray]
    hidden: np.ndarray

    @classmethod
    def load(cls, path: Path, labels: list[Label]) -> Bank:
        """Read the bank; only faces whose tongue is in, or that nobody labelled, are ground to put another on."""
        with np.load(path) as stored:
            columns = {"source": stored["source"], **look_up(stored["source"], stored["frame"], labels)}
            wide, points = stored["wide"], stored["points"].astype(np.float32)
        about = np.char.startswith(columns["source"][:, None], np.array(TONGUES_ABOUT)[None]).any(axis=1)
        is_in = (columns["tongue"] == 0) | ((columns["tongue"] == -1) & ~columns["named"] & ~about)
        columns["is_in"] = is_in
        ground = np.flatnonzero(is_in)
        by_file: dict[str, list[int]] = defaultdict(list)
        for index in ground:
            by_file[str(columns["source"][index])].append(int(index))
        hidden = np.isin(columns["source"], list(hidden_mouths()))
        return cls(wide, points, columns, [np.array(rows) for rows in by_file.values()], hidden)

    def draw(self, rng: np.random.Generator, mouth_shown: bool = False) -> int:
        """Draw a face whose tongue is not out: every file as likely, clips four times as likely as stills."""
        while True:
            rows = self.files[int(rng.integers(len(self.files)))]
            if mouth_shown and self.hidden[rows[0]]:
                continue
            if len(rows) > 3 or rng.random() < 0.35:
                return int(rng.choice(rows))


def write_sheets(arrays: dict[str, np.ndarray], folder: Path, rng: np.random.Generator) -> None:
    """Write a sheet of 96 pictures of each kind, to be looked at."""
    folder.mkdir(parents=True, exist_ok=True)
    for kind in np.unique(arrays["kind"]):
        rows = np.flatnonzero(arrays["kind"] == kind)
        rows = rng.choice(rows, 96, replace=len(rows) < 96)
        cells = arrays["picture"][rows].reshape(8, 12, PICTURE_PX, PICTURE_PX, 3)
        sheet = cells.transpose(0, 2, 1, 3, 4).reshape(8 * PICTURE_PX, 12 * PICTURE_PX, 3)
        cv2.imwrite(str(folder / f"{kind}.png"), np.ascontiguousarray(sheet[:, :, ::-1]))
