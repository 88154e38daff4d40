"""The one clear line in which every failure ends."""

from __future__ import annotations

import sys
from collections.abc import Callable

from mirrorcam.core.failure import Failure


class AppError(Failure):
    """A failure of a front end, said in one line."""


class SeeingError(Exception):
    """What a process that sees said of its own failure, for --debug."""


FAILED = 1
INTERRUPTED = 130


def end_in_one_line(act: Callable[[], None], *, debug: bool) -> int:
    """Run act and return the exit code: 0, 1 after one line on stderr, 130 when interrupted.

    With debug the exception travels on, with its traceback.
    """
    try:
        act()
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else 0
    except KeyboardInterrupt:
        return INTERRUPTED
    except Failure as error:
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
