"""The process that watches a recording: it reads every frame, tracks and runs the networks, and says what it saw.

Started as `python -m mirrorcam.app.watching_process`, with an Errand as one line on its standard input; what it says
(Ready, Watched, Logged, Ended) goes to its standard output, pickled, one after the other. It ends with its errand, or
when nobody listens any more.
"""

from __future__ import annotations

import logging
import os
import pickle
import signal
import sys
import threading
import traceback
from contextlib import closing, suppress
from itertools import islice
from typing import IO

from mirrorcam.app.ahead import Ahead
from mirrorcam.app.eyes import Eyes
from mirrorcam.app.failures import AppError
from mirrorcam.app.sights import without_crops
from mirrorcam.app.watching import Ended, Errand, Logged, Ready, Watched, read_errand
from mirrorcam.core.failure import Failure

# What ends the program is told to all its processes at once; this one ends when nobody listens any more.
LEFT_TO_STARTER = ("SIGINT", "SIGTERM", "SIGHUP")


class Speaker(logging.Handler):
    """Says one thing after the other into a stream, and what is logged among them."""

    def __init__(self, stream: IO[bytes]) -> None:
        super().__init__()
        self._stream, self._turn = stream, threading.Lock()

    def say(self, said: Ready | Watched | Logged | Ended) -> None:
        """Say something; waits for as long as the other side is busy."""
        # The thread that decodes logs, too.
        with self._turn:
            pickle.dump(said, self._stream, pickle.HIGHEST_PROTOCOL)
            self._stream.flush()

    def emit(self, record: logging.LogRecord) -> None:
        """Say what was logged."""
        self.say(Logged(record.name, record.levelno, record.getMessage()))


def watch(errand: Errand, speaker: Speaker) -> None:
    """Say what is in every frame; Failure where recording or face model cannot be opened."""
    eyes = Eyes(errand.face_model)
    with closing(errand.open_recording()) as recording, closing(eyes.watch_clip()) as tracker:
        speaker.say(Ready())
        with Ahead(islice(recording.frames(), errand.frame_count)) as frames:
            for frame in frames:
                speaker.say(Watched(frame, without_crops(eyes.see(tracker, frame))))


def serve(stream: IO[bytes]) -> None:
    """Go on the errand told on standard input, and say into the stream how it ended."""
    speaker = Speaker(stream)
    logging.getLogger().addHandler(speaker)
    end = Ended()
    try:
        watch(read_errand(sys.stdin.buffer.readline()), speaker)
    except Failure as failure:
        end = Ended(failure, traceback.format_exc())
    except Exception as error:
        line = f"unexpected {type(error).__name__} while seeing: {' '.join(str(error).split())}"
        end = Ended(AppError(line), traceback.format_exc())
    speaker.say(end)


def main() -> None:
    """Serve the errand; whatever a library prints does not end up among what is said."""
    for number in (getattr(signal, name, None) for name in LEFT_TO_STARTER):
        if number is not None:
            signal.signal(number, signal.SIG_IGN)
    said = os.dup(sys.stdout.fileno())
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    # Who started this may have left.
    with suppress(BrokenPipeError), os.fdopen(said, "wb") as stream:
        serve(stream)


if __name__ == "__main__":
    main()
