"""Where what ships beside the code lies: in the wheel, or at the repository's root."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent


def asset_path(relative: str) -> Path:
    """Return the path of an asset such as "avatars/baby"; it need not exist."""
    in_wheel = PACKAGE / "assets"
    root = in_wheel if in_wheel.is_dir() else PACKAGE.parent.parent / "assets"
    return root / relative
