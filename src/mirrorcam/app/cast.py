"""Who is on the stage: the avatar, the imitator that drives it, and the language of the texts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mirrorcam.app.assets import asset_path
from mirrorcam.app.failures import AppError
from mirrorcam.avatar.load import load_avatar
from mirrorcam.avatar.model import Avatar
from mirrorcam.core.imitation.direct import DirectMirror
from mirrorcam.core.imitation.imitator import Imitator
from mirrorcam.core.imitation.learner import Learner
from mirrorcam.core.imitation.newborn import Newborn
from mirrorcam.stage.text import Texts, load_texts

AVATARS, BUILT_IN = "avatars", "baby"
IMITATORS: dict[str, Callable[[], Imitator[Any]]] = {
    "mirror": DirectMirror,
    "newborn": Newborn,
    "learner": Learner,
}


@dataclass(frozen=True, slots=True)
class Cast:
    """An avatar, what moves it, and the words."""

    avatar: Avatar
    imitator: Imitator[Any]
    texts: Texts


def find_avatar(name_or_path: str) -> Path:
    """Return the folder or zip of an avatar named in assets/avatars or given as a path; AppError if there is none."""
    built_in = asset_path(AVATARS)
    if (built_in / name_or_path / "avatar.svg").is_file():
        return built_in / name_or_path
    path = Path(name_or_path)
    if path.exists():
        return path
    known = ", ".join(sorted(p.parent.name for p in built_in.glob("*/avatar.svg")))
    raise AppError(
        f"--avatar {name_or_path}: no such avatar; built in are {known}, or name a folder or a .zip"
    )


def open_cast(
    avatar: str = BUILT_IN,
    palette: str | None = None,
    language: str = "en",
    imitator: str = "mirror",
    imitation: float = 1.0,
) -> Cast:
    """Load avatar and texts; raises AppError, AvatarError or TextError with one line."""
    return Cast(
        load_avatar(find_avatar(avatar), palette),
        open_imitator(imitator, imitation),
        load_texts(asset_path("texts"), language),
    )


def open_imitator(name: str, imitation: float) -> Imitator[Any]:
    """Return an imitator by its name, a newborn with its dial at imitation; AppError for what there is not."""
    if name not in IMITATORS:
        raise AppError(f"--imitator: found {name!r}; expected {', '.join(IMITATORS)}")
    if not 0.0 <= imitation <= 1.0:
        raise AppError(f"--imitation: found {imitation}; expected 0 to 1")
    return Newborn(imitation) if name == Newborn.name else IMITATORS[name]()
