"""See each training picture anew: as noisy landmarks, small faces, poor light and poor cameras would show it."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
import torch

from mirrorcam.core.types import PixelArray
from mirrorcam.vision.light import MOUTH, SKIN_TINT, TINT_TAKEN
from mirrorcam.vision.mouth_crop import FILL_RGB, SIDE_PX
from training.tongue.faces import WIDE
from training.tongue.pictures import MASK_PX, MASK_UNKNOWN, PICTURE_PX, UNKNOWN

# Where things are is taught on a grid of so many cells a side.
PLACES_PX = 12
SWAPPED = 0.1


@dataclass
class Batch:
    """crops u8[n,48,48,3], masks u8[n,12,12,3] (see pictures) and the truth f32[n], UNKNOWN where not known."""

    crops: PixelArray
    masks: PixelArray
    seen: np.ndarray
    out: np.ndarray
    left: np.ndarray
    down: np.ndarray
    smile: np.ndarray


def cut_batch(
    arrays: dict[str, np.ndarray], rows: np.ndarray, rng: np.random.Generator, strength: float
) -> Batch:
    """Cut crops from the pictures at rows, shifted, turned, scaled, squashed and mirrored; strength in [0, 1]."""
    flips = rng.random(len(rows)) < 0.5
    tables = _light_tables(len(rows), rng, strength)
    cuts = [_draw_cut(bool(flip), rng, strength) for flip in flips]
    crops = np.stack([
        cv2.LUT(_cut(arrays["picture"][row], cut, rng, strength), table[None])
        for row, cut, table in zip(rows, cuts, tables, strict=True)
    ])  # fmt: skip
    crops = _swap_surroundings(crops, rng)
    masks = np.stack([_cut_mask(arrays["mask"][row], cut) for row, cut in zip(rows, cuts, strict=True)])
    left = arrays["left"][rows].astype(np.float32)
    left = np.where(flips & (left != UNKNOWN), -left, left)
    return Batch(
        crops, masks, arrays["seen"][rows].astype(np.float32), arrays["out"][rows].astype(np.float32), left,
        arrays["down"][rows].astype(np.float32), arrays["smile"][rows].astype(np.float32),
    )  # fmt: skip


def _draw_cut(flip: bool, rng: np.random.Generator, strength: float) -> np.ndarray:
    """Draw the matrix f[2,3] from a picture's px to a crop's."""
    zoom = SIDE_PX / (PICTURE_PX / WIDE) * np.exp(rng.normal(0, 0.03 + 0.06 * strength))
    stretch = np.exp(rng.normal(0, 0.03 + 0.06 * strength))
    turn, shear = rng.normal(0, 0.03 + 0.06 * strength), rng.normal(0, 0.02 + 0.04 * strength)
    cos, sin = np.cos(turn), np.sin(turn)
    linear = zoom * np.array([[cos, sin], [-sin, cos]]) @ np.array([[1 / stretch, shear], [0, stretch]])
    if flip:
        linear[:, 0] *= -1
    shift = rng.normal(0, (0.01 + 0.025 * strength) * SIDE_PX, 2)
    centre = np.full(2, (PICTURE_PX - 1) / 2)
    return np.column_stack([linear, (SIDE_PX - 1) / 2 + shift - linear @ centre])


def _cut_mask(mask: PixelArray, cut: np.ndarray) -> PixelArray:
    """Cut masks u8[40,40,3] as their picture was cut, twice as finely as they are taught: u8[12,12,3]."""
    finer, coarser = PICTURE_PX / MASK_PX, SIDE_PX / (2 * PLACES_PX)
    linear = cut[:, :2] * finer / coarser
    from_corner = (cut[:, :2] @ np.full(2, (finer - 1) / 2) + cut[:, 2] - (coarser - 1) / 2) / coarser
    placed = cv2.warpAffine(
        mask, np.column_stack([linear, from_corner]), (2 * PLACES_PX,) * 2, flags=cv2.INTER_LINEAR,
        borderValue=(MASK_UNKNOWN,) * 3,
    )  # fmt: skip
    return np.asarray(cv2.resize(placed, (PLACES_PX,) * 2, interpolation=cv2.INTER_AREA), np.uint8)


def _swap_surroundings(crops: PixelArray, rng: np.random.Generator) -> PixelArray:
    """Set some mouths into the surroundings of other crops: cheeks and background say nothing of the tongue."""
    y, x = np.mgrid[0:SIDE_PX, 0:SIDE_PX]
    rows = np.flatnonzero(rng.random(len(crops)) < SWAPPED)
    mixed = crops.copy()
    for row, other in zip(rows, rng.integers(len(crops), size=len(rows)), strict=True):
        reach_x, reach_y = rng.uniform(14, 20), rng.uniform(16, 22)
        far = np.hypot((x - SIDE_PX / 2) / reach_x, (y - 0.45 * SIDE_PX) / reach_y)
        share = np.clip((1.1 - far) / 0.2, 0, 1)[..., None]
        mixed[row] = np.clip(crops[other] + share * (crops[row] - crops[other].astype(np.float32)), 0, 255)
    return mixed


def _cut(picture: PixelArray, matrix: np.ndarray, rng: np.random.Generator, strength: float) -> PixelArray:
    crop = cv2.warpAffine(picture, matrix, (SIDE_PX, SIDE_PX), flags=cv2.INTER_LINEAR, borderValue=FILL_RGB)
    if rng.random() < 0.12:
        # Where the picture ends below the mouth, which is often so in stills.
        edge = int(rng.uniform(0.5, 1.0) * SIDE_PX)
        crop[edge:] = FILL_RGB
    if rng.random() < 0.05:
        crop = _draw_marks(crop, rng)
    crop = _see_poorly(crop, rng, strength)
    return np.asarray(crop, np.uint8)


def _draw_marks(crop: PixelArray, rng: np.random.Generator) -> PixelArray:
    """Draw a tracker's dots around the mouth and a spot on or below it, which say nothing of the tongue."""
    made = np.ascontiguousarray(crop)
    centre = np.array([0.5, 0.36]) * SIDE_PX + rng.normal(0, 1.5, 2)
    reach = np.array([rng.uniform(8, 14), rng.uniform(2, 8)])
    colour = [int(c) for c in rng.choice([[30, 230, 40], [30, 230, 40], [40, 60, 240], [250, 250, 40]])]
    for angle in np.linspace(0, 2 * np.pi, int(rng.integers(8, 22)), endpoint=False):
        x, y = centre + reach * (np.cos(angle), np.sin(angle))
        cv2.circle(made, (round(x * 8), round(y * 8)), int(rng.integers(3, 8)), colour, -1, cv2.LINE_AA, 3)
    if rng.random() < 0.6:
        x, y = centre + rng.normal(0, [6, 3]) + (0, 4)
        cv2.circle(
            made, (round(x * 8), round(y * 8)), int(rng.integers(8, 20)), (245, 20, 20), -1, cv2.LINE_AA, 3
        )
    return made


def _see_poorly(crop: PixelArray, rng: np.random.Generator, strength: float) -> PixelArray:
    """Shrink and grow back, blur, smear, or pack as JPEG."""
    way = rng.random()
    if way < 0.2 * strength:
        side = int(rng.integers(14, 36))
        small = cv2.resize(crop, (side, side), interpolation=cv2.INTER_AREA)
        crop = cv2.resize(small, (SIDE_PX, SIDE_PX), interpolation=cv2.INTER_LINEAR)
    elif way < 0.28 * strength:
        crop = cv2.GaussianBlur(crop, (0, 0), rng.uniform(0.4, 1.6))
    elif way < 0.34 * strength:
        smear = np.zeros((7, 7), np.float32)
        angle, reach = rng.uniform(0, np.pi), rng.uniform(1, 3)
        cv2.line(
            smear, (round(3 - reach * np.cos(angle)), round(3 - reach * np.sin(angle))),
            (round(3 + reach * np.cos(angle)), round(3 + reach * np.sin(angle))), 1.0,
        )  # fmt: skip
        crop = cv2.filter2D(crop, -1, smear / smear.sum())
    if rng.random() < 0.1 * strength:
        _, packed = cv2.imencode(".jpg", crop, [cv2.IMWRITE_JPEG_QUALITY, int(rng.integers(25, 85))])
        crop = cv2.imdecode(packed, cv2.IMREAD_COLOR)
    return crop


def to_input(crops: PixelArray) -> torch.Tensor:
    """Return crops u8[n,48,48,3] as the network takes them: f32[n,3,48,48] in [-1, 1]."""
    return torch.from_numpy(np.ascontiguousarray(crops.transpose(0, 3, 1, 2))).float() / 127.5 - 1


def light_batch(
    x: torch.Tensor, noise: torch.Tensor, generator: torch.Generator, strength: float
) -> torch.Tensor:
    """Change the colourfulness of x f32[n,3,48,48] in [-1, 1], a few to grey, and add some of noise f32[k,3,48,48]."""
    n = len(x)

    def uniform() -> torch.Tensor:
        return torch.rand((n, 1, 1, 1), generator=generator)

    grey = x.mean(dim=1, keepdim=True)
    vivid = 1 + 0.25 * strength * (2 * uniform() - 1)
    vivid = torch.where(uniform() < 0.1, torch.zeros_like(vivid), vivid)
    loud = 0.1 * strength * uniform() ** 2
    drawn = torch.randint(len(noise), (n,), generator=generator)
    return torch.lerp(grey, x, vivid).addcmul_(noise[drawn], loud).clamp_(-1, 1)


def even_light(x: torch.Tensor, crops: PixelArray) -> torch.Tensor:
    """Do to x f32[n,3,48,48] in [-1, 1] what the reader's in_even_light does to a crop.

    crops u8[n,48,48,3]: the same before their light was changed, which show what lay outside the picture.
    """
    outside = torch.from_numpy((crops == FILL_RGB).all(axis=3))[:, None]
    skin = (~outside).float()
    skin[:, :, MOUTH[0], MOUTH[1]] = 0
    light = (x + 1) * 127.5
    seen = ((light * skin).sum((2, 3)) / skin.sum((2, 3)).clamp(min=1)).clamp(min=1)
    gain = (torch.tensor(SKIN_TINT) * seen.mean(1, keepdim=True) / seen) ** TINT_TAKEN
    evened = (light * gain[:, :, None, None]).clamp(0, 255) / 127.5 - 1
    return torch.where(outside, x, evened)


def draw_noise(seed: int) -> torch.Tensor:
    """Draw the noise that light_batch picks from: f32[256,3,48,48]."""
    return torch.randn((256, 3, SIDE_PX, SIDE_PX), generator=torch.Generator().manual_seed(seed))


def _light_tables(n: int, rng: np.random.Generator, strength: float) -> np.ndarray:
    """Draw for each crop a table u8[n,256,3] of new values: contrast, gamma, gain, colour of the light, the dark."""
    light = np.linspace(0, 1, 256)[None, :, None]
    is_dark = rng.random((n, 1, 1)) < 0.12 * strength
    dark = np.exp(-1.6 * is_dark * rng.random((n, 1, 1)))
    strong = rng.random((n, 1, 1)) < 0.1 * strength
    tint = np.exp(rng.normal(0, 1, (n, 1, 3)) * (0.06 * strength + 0.2 * strong))
    gain = np.exp(rng.normal(0, 0.2 * strength, (n, 1, 1))) * dark * tint
    light = np.clip((light - 0.45) * np.exp(rng.normal(0, 0.2 * strength, (n, 1, 1))) + 0.45, 0, 1)
    return np.clip(light ** np.exp(rng.normal(0, 0.2 * strength, (n, 1, 1))) * gain * 255, 0, 255).astype(
        np.uint8
    )
