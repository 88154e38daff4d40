"""How the program lives with the system it runs on: the signals that end it, and what libraries print."""

from __future__ import annotations

import os
import signal
import sys
import threading
from pathlib import Path
from types import FrameType

# What a shell adds to the number of the signal that ended a program.
ENDED_BY_SIGNAL = 128
# A signal that comes while a module is loaded is raised again so much later.
AGAIN_S = 0.05
IMPORTING = "<frozen importlib"


def leave_when_told() -> None:
    """Let a signal that ends the program, as of a service that is stopped, end it as tidily as Ctrl-C does."""
    for number in (getattr(signal, name, None) for name in ("SIGINT", "SIGTERM", "SIGHUP")):
        # What nohup has the program ignore stays ignored.
        if number is not None and signal.getsignal(number) in (signal.SIG_DFL, signal.default_int_handler):
            signal.signal(number, _leave)


def _leave(number: int, frame: FrameType | None) -> None:
    # Native modules take what is raised while they load for a fault of their own.
    if _is_importing(frame):
        again = threading.Timer(AGAIN_S, signal.raise_signal, (number,))
        again.daemon = True
        again.start()
    elif number == signal.SIGINT:
        raise KeyboardInterrupt
    else:
        sys.exit(ENDED_BY_SIGNAL + number)


def _is_importing(frame: FrameType | None) -> bool:
    while frame is not None:
        if frame.f_code.co_filename.startswith(IMPORTING):
            return True
        frame = frame.f_back
    return False


def silence_native_code() -> None:
    """Keep what libraries print past Python off the terminal; Python's own stderr stays where it is."""
    if sys.stderr is None:
        return
    sys.stderr.flush()
    kept = os.dup(2)
    with Path(os.devnull).open("w") as nowhere:
        os.dup2(nowhere.fileno(), 2)
    sys.stderr = os.fdopen(kept, "w", buffering=1, encoding=sys.stderr.encoding, errors="backslashreplace")
