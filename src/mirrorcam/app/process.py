"""How the program lives with the system it runs on: the signals that end it, and what libraries print."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from types import FrameType
from typing import NoReturn

# What a shell adds to the number of the signal that ended a program.
ENDED_BY_SIGNAL = 128


def leave_when_told() -> None:
    """Let a signal that ends the program, as of a service that is stopped, end it as tidily as Ctrl-C does."""
    for number in (getattr(signal, name, None) for name in ("SIGTERM", "SIGHUP")):
        # What nohup has the program ignore stays ignored.
        if number is not None and signal.getsignal(number) == signal.SIG_DFL:
            signal.signal(number, _leave)


def _leave(number: int, _: FrameType | None) -> NoReturn:
    sys.exit(ENDED_BY_SIGNAL + number)


def silence_native_code() -> None:
    """Keep what libraries print past Python off the terminal; Python's own stderr stays where it is."""
    if sys.stderr is None:
        return
    sys.stderr.flush()
    kept = os.dup(2)
    with Path(os.devnull).open("w") as nowhere:
        os.dup2(nowhere.fileno(), 2)
    sys.stderr = os.fdopen(kept, "w", buffering=1, encoding=sys.stderr.encoding, errors="backslashreplace")
