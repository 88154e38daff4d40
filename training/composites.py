"""How the composite winks of training.winks are laid out in time, for all who make, learn from or judge them."""

from __future__ import annotations

from training.truth import MARGIN

# A composite's source is the clip's name, WINK and the side of the shut eye.
WINK = "#wink-"
# A composite clip: open eyes, then one shut from SHUT_FROM to SHUT_TO, then open again; several follow one another.
LENGTH, SHUT_FROM, SHUT_TO = 24, 8, 17


def wink_truth(frame: int) -> bool | None:
    """Say whether a composite's frame is a wink; None near its borders, which are left out as score.py does."""
    step = frame % LENGTH
    if SHUT_FROM + MARGIN <= step <= SHUT_TO - MARGIN:
        return True
    return None if SHUT_FROM - MARGIN <= step <= SHUT_TO + MARGIN else False
