"""Checking an avatar: every fault at once, each with its file, its layer or key, and what was expected."""

from __future__ import annotations

from pathlib import Path

from mirrorcam.avatar.build import build_avatar
from mirrorcam.avatar.errors import AvatarError, fault
from mirrorcam.avatar.load import AvatarFiles, read_files
from mirrorcam.avatar.model import Avatar
from mirrorcam.avatar.rig import Rig
from mirrorcam.avatar.rig_file import read_rig
from mirrorcam.avatar.svg import Drawing, read_drawing
from mirrorcam.core.channels import CHANNELS, INDEX

NEEDED_PARTS = (
    "body", "head", "eye.left", "eye.right", "iris.left", "iris.right", "brow.left", "brow.right", "mouth", "tongue",
)  # fmt: skip


def check_avatar(folder_or_zip: Path) -> list[str]:
    """Return every fault of an avatar as one line each; none for a good one."""
    found: list[AvatarError] = []
    try:
        files = read_files(folder_or_zip)
        drawing = _drawing(files, found)
        rig = _rig(files, found)
        if drawing is not None:
            found += _missing_parts(drawing)
        if drawing is not None and rig is not None:
            avatar = build_avatar(drawing, rig, files.rig_file, None, found.append)
            found += _channel_faults(avatar, rig, files)
    except AvatarError as error:
        found.append(error)
    return list(dict.fromkeys(str(error) for error in found))


def _drawing(files: AvatarFiles, found: list[AvatarError]) -> Drawing | None:
    try:
        return read_drawing(files.svg, files.svg_file, found.append)
    except AvatarError as error:
        found.append(error)
        return None


def _rig(files: AvatarFiles, found: list[AvatarError]) -> Rig | None:
    try:
        return read_rig(files.rig, files.rig_file, found.append)
    except AvatarError as error:
        found.append(error)
        return None


def _missing_parts(drawing: Drawing) -> list[AvatarError]:
    return [
        fault(drawing.file, f"layer '{part}'", "no such layer", "one: every avatar needs it")
        for part in NEEDED_PARTS
        if part not in drawing.parts
    ]


def shown_channels(avatar: Avatar) -> frozenset[str]:
    """Return the channels by which anything on an avatar moves, fades or looks."""
    shown = {CHANNELS[index] for index in avatar.channels}
    shown |= {
        CHANNELS[index] for fade in avatar.rig.fade.values() for product, _ in fade[1] for index in product
    }
    if avatar.gaze:
        shown |= {name for name in CHANNELS if name.startswith("eyeLook")}
    return frozenset(shown)


def _channel_faults(avatar: Avatar, rig: Rig, files: AvatarFiles) -> list[AvatarError]:
    shown = shown_channels(avatar)
    idle = [name for name in CHANNELS if name not in shown and name not in rig.cannot]
    faults = [
        fault(
            files.svg_file,
            f"channel '{name}'",
            "nothing that moves with it",
            f"a path SHAPE@{name}, or '{name}' in cannot of {files.rig_file}",
        )
        for name in idle
    ]
    wrong = sorted(rig.cannot & shown, key=INDEX.__getitem__)
    return faults + [
        fault(files.rig_file, "[avatar] cannot", f"'{name}', which the drawing shows", "it left out")
        for name in wrong
    ]
