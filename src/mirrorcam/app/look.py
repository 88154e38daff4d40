"""Everything about the look that demo and mirror share."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from pathlib import Path

from mirrorcam.app.cast import BUILT_IN, Cast, open_cast
from mirrorcam.core.failure import Failure

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class LookOptions:
    """Which avatar, language, limits and imitator, and how they are shown; imitation is the newborn's dial, 0 to 1.

    unattended: what is broken or away does not end the program, since nobody is there to start it again.
    """

    avatar: str = BUILT_IN
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
    unattended: bool = False

    def cast(self) -> Cast:
        """Open avatar and texts; where nobody is there to read what is wrong with an avatar, the built-in baby."""
        try:
            return open_cast(self.avatar, self.palette, self.language, self.imitator, self.imitation)
        except Failure as failure:
            if not self.unattended:
                raise
            log.warning("%s; the built-in baby is shown instead", failure)
            return open_cast(BUILT_IN, None, self.language, self.imitator, self.imitation)
