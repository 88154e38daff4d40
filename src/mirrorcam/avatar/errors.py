"""What is said when an avatar cannot be used."""

from __future__ import annotations

from collections.abc import Callable

from mirrorcam.core.failure import Failure


class AvatarError(Failure):
    """One clear line: the file, the layer or key, what was found and what was expected."""


def fault(file: str, place: str, found: str, expected: str) -> AvatarError:
    """Return the error in the one form every message about avatars has."""
    where = f"{file}, {place}" if place else file
    return AvatarError(f"{where}: found {found}; expected {expected}")


Report = Callable[[AvatarError], None]


def stop_at_once(error: AvatarError) -> None:
    """Report a fault by raising it: what loading does. Checking collects them in a list instead."""
    raise error
