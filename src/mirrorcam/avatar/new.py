"""Beginning a new avatar from the template."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from mirrorcam.avatar.errors import AvatarError, fault
from mirrorcam.avatar.load import RIG_NAME, SVG_NAME

NAME = re.compile(r"[a-z][a-z0-9_-]{0,39}")


def new_avatar(name: str, template: Path, parent: Path) -> Path:
    """Copy the template into parent/name under its new name and return the folder; AvatarError if it cannot be."""
    if not NAME.fullmatch(name):
        raise AvatarError(
            f"avatar name: found '{name[:60]}'; expected small letters, digits, - or _, such as bear"
        )
    folder = parent / name
    if folder.exists():
        raise fault(str(folder), "", "something there already", "a new name, or the old folder moved away")
    rig = (template / RIG_NAME).read_text(encoding="utf-8")
    rig = re.sub(r'^name = ".*"$', f'name = "{name}"', rig, count=1, flags=re.MULTILINE)
    rig = re.sub(r'^title = ".*"$', f'title = "The {name}"', rig, count=1, flags=re.MULTILINE)
    try:
        folder.mkdir(parents=True)
        shutil.copyfile(template / SVG_NAME, folder / SVG_NAME)
        (folder / RIG_NAME).write_text(rig, encoding="utf-8")
    except OSError as error:
        raise AvatarError(
            f"{folder}: cannot be written ({error.strerror}); expected a folder you may write to"
        ) from None
    return folder
