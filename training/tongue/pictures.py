"""The training pictures as they gather, and the real faces they are made from."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

import cv2
import numpy as np

from mirrorcam.core.types import PixelArray
from training.tongue.faces import WIDE_PX, hidden_mouths, look_up
from training.tongue.lips import INNER, OUTER
from training.truth import Label

PICTURE_PX = 80
# Where tongue, lips with the mouth between them, and the mouth between the lips are; 0.5 where it is not known.
MASK_PX, MASKS = 40, 3
MASK_UNKNOWN = 127
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
        self, wide: PixelArray, *, kind: str, source: str, person: str, fold: int, seen: int, source_fold: int = -1,
        smile: int = -1, place: tuple[float, float, float] = (UNKNOWN,) * 3, tongue: np.ndarray | None = None,
        points: np.ndarray | None = None,
    ) -> None:  # fmt: skip
        """Add one wide crop with what is known of it.

        place is (out, left, down); tongue f[160,160] where a tongue that is out shows; points f32[478,2] the
        landmarks, where the lips are where they say.
        """
        small = cv2.resize(wide, (PICTURE_PX, PICTURE_PX), interpolation=cv2.INTER_AREA)
        out, left, down = place if seen else (0.0, UNKNOWN, UNKNOWN)
        row = {
            "picture": small, "mask": draw_masks(seen, tongue, points), "kind": kind, "source": source,
            "person": person, "fold": fold, "seen": seen, "source_fold": source_fold,
            "smile": smile, "out": out, "left": left, "down": down,
        }  # fmt: skip
        for name, value in row.items():
            self.columns[name].append(value)

    def arrays(self) -> dict[str, np.ndarray]:
        """Return the columns as arrays."""
        return {
            name: np.stack(values) if name in ("picture", "mask") else np.array(values)
            for name, values in self.columns.items()
        }


def draw_masks(seen: int, tongue: np.ndarray | None, points: np.ndarray | None) -> PixelArray:
    """Draw where tongue, lips and mouth are, u8[40,40,3]: 255 there, 0 not, 127 not known."""
    masks = np.full((WIDE_PX, WIDE_PX, MASKS), MASK_UNKNOWN, np.uint8)
    if tongue is not None or not seen:
        masks[..., 0] = 0 if tongue is None else np.clip(255 * tongue, 0, 255)
    if points is not None:
        for layer, ring in ((1, OUTER), (2, INNER)):
            filled = np.zeros((WIDE_PX, WIDE_PX), np.uint8)
            masks[..., layer] = cv2.fillPoly(filled, [np.round(points[list(ring)]).astype(np.int32)], 255)
    return np.asarray(cv2.resize(masks, (MASK_PX, MASK_PX), interpolation=cv2.INTER_AREA), np.uint8)


@dataclass
class Bank:
    """The faces of bank.npz, by index, and which may stand in which part."""

    wide: PixelArray
    points: np.ndarray
    columns: dict[str, np.ndarray]
    files: list[np.ndarray]
    hidden: np.ndarray
    covered: np.ndarray

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
        hidden, covered = (np.isin(columns["source"], list(hidden_mouths(why))) for why in ("", "covered"))
        return cls(wide, points, columns, [np.array(rows) for rows in by_file.values()], hidden, covered)

    def about(self, index: int) -> dict[str, str | int]:
        """Return whose face it is, as Pictures.add takes it."""
        row = self.columns
        return {
            "source": str(row["source"][index]), "person": str(row["person"][index]), "fold": int(row["fold"][index])
        }  # fmt: skip

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
