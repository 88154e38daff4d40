"""`mirrorcam avatar`: look at an avatar, check it, begin one."""

from __future__ import annotations

from pathlib import Path

from mirrorcam.app.assets import asset_path
from mirrorcam.app.cast import AVATARS, find_avatar
from mirrorcam.app.failures import AppError
from mirrorcam.avatar.check import check_avatar
from mirrorcam.avatar.load import load_avatar
from mirrorcam.avatar.new import new_avatar
from mirrorcam.avatar.sheet import draw_sheet
from mirrorcam.sinks.sink import refuse_unwritable, write_whole

TEMPLATE = f"{AVATARS}/template"


def write_sheet(name: str, palette: str | None, out: Path) -> None:
    """Draw the sheet of an avatar and say where it is."""
    refuse_unwritable(out, "sheet.png")
    image = draw_sheet(load_avatar(find_avatar(name), palette))
    write_whole(out, bytes(image.encodeToData()))
    print(out)


def report_faults(name: str) -> None:
    """Print every fault, one a line; AppError where there is any."""
    path = find_avatar(name)
    faults = check_avatar(path)
    for fault in faults:
        print(fault)
    if faults:
        raise AppError(f"{path}: {len(faults)} fault{'s' if len(faults) > 1 else ''}")
    print(f"{path}: no fault found")


def begin_avatar(name: str, into: Path) -> None:
    """Make a new avatar from the template and say what to do next."""
    folder = new_avatar(name, asset_path(TEMPLATE), into)
    print(f"{folder}: draw on avatar.svg in Inkscape, then `mirrorcam avatar check {folder}`")
