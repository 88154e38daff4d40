"""The one clear line in which every failure ends."""

from __future__ import annotations

import sys
from collections.abc import Callable

from mirrorcam.avatar.errors import AvatarError
from mirrorcam.sinks.sink import SinkError
from mirrorcam.sources.source import SourceError
from mirrorcam.stage.text import TextError
from mirrorcam.vision.errors import VisionError


class AppError(Exception):
    """A failure of a front end, said in one line."""


KNOWN = (AppError, AvatarError, SinkError, SourceError, TextError, VisionError)
FAILED = 1
INTERRUPTED = 130


def end_in_one_line(act: Callable[[], None], *, debug: bool) -> int:
    """Run act and return the exit code: 0, 1 after one line on stderr, 130 when interrupted.

    With debug the exception travels on, with its traceback.
    """
    try:
        act()
    except KeyboardInterrupt:
        return INTERRUPTED
    except KNOWN as error:
        if debug:
            raise
        print(f"mirrorcam: {error}", file=sys.stderr)
        return FAILED
    except Exception as error:
        if debug:
            raise
        print(
            f"mirrorcam: unexpected {type(error).__name__}: {' '.join(str(error).split())}"
            " (run again with --debug for the details)",
            file=sys.stderr,
        )
        return FAILED
    return 0
