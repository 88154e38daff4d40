"""Everything about the look that demo and mirror share."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from mirrorcam.app.cast import Cast, open_cast


@dataclass(frozen=True, slots=True)
class LookOptions:
    """Which avatar, language, limits and imitator, and how they are shown; imitation is the newborn's dial, 0 to 1."""

    avatar: str = "baby"
    palette: str | None = None
    language: str = "en"
    mirrored: bool = True
    full_screen: bool = False
    seed: int = 0
    config: Path | None = None
    face_model: Path | None = None
    imitator: str = "mirror"
    panels: bool = False
    sound: bool = False
    imitation: float = 1.0

    def cast(self) -> Cast:
        """Open avatar and texts."""
        return open_cast(self.avatar, self.palette, self.language, self.imitator, self.imitation)
