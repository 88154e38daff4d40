"""The process that sees: it opens a live source, reads the newest frame, and keeps what it saw in shared memory.

Started as `python -m mirrorcam.app.seeing_process`, with a Task as one line on its standard input; each further line
is what the baby shows, for an actor who wants to know. It ends when that input closes. Painting, which holds the
interpreter of its own process, holds up nothing here, and the other way round.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
import time
import traceback
from contextlib import closing

from mirrorcam.app.failures import FAILED
from mirrorcam.app.sights import Task, put, read_task
from mirrorcam.core.failure import Failure
from mirrorcam.sources.camera_process import listen
from mirrorcam.sources.frame_share import FrameShare, Trouble, attach_share
from mirrorcam.sources.live_demonstrator import LiveStory
from mirrorcam.sources.source import LiveSource

IDLE_S = 0.002


class Seer:
    """Sees what one source shows until it is told to stop; it is told what the baby does meanwhile."""

    def __init__(self, task: Task, share: FrameShare) -> None:
        self._task, self._share = task, share
        self._source: LiveSource | None = None

    def hear(self, line: str) -> None:
        """Pass on to an actor of the story what the baby shows."""
        if isinstance(self._source, LiveStory):
            self._source.hear(line)

    def see(self) -> None:
        """See for ever; Failure where source or face model cannot be opened."""
        with closing(self._task.open_source()) as source:
            self._source = source
            # The camera opens while this loads, which takes a second.
            from mirrorcam.app.eyes import Eyes  # noqa: PLC0415

            eyes = Eyes(self._task.face_model)
            with closing(eyes.watch_clip()) as tracker:
                while True:
                    frame, now_s = source.newest(), time.monotonic()
                    self._share.beat(now_s)
                    if frame is not None:
                        put(self._share, frame, eyes.see(tracker, frame), now_s)
                    else:
                        if source.is_lost:
                            self._share.say(Trouble.NO_ANSWER)
                        time.sleep(IDLE_S)


def main() -> None:
    """Serve the task on standard input until it closes; a failure is told in JSON on standard output."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    task = read_task(sys.stdin.readline())
    share = attach_share(task.share)
    share.say_attached()
    seer = Seer(task, share)
    threading.Thread(target=listen, args=(seer.hear,), daemon=True).start()
    try:
        seer.see()
    except Failure as failure:
        _tell(str(failure))
    except Exception as error:
        _tell(f"unexpected {type(error).__name__} while seeing: {' '.join(str(error).split())}")
    # Not by way of the interpreter's end, which would wait for whatever hangs.
    os._exit(FAILED)


def _tell(line: str) -> None:
    print(json.dumps({"line": line, "details": traceback.format_exc()}), flush=True)


if __name__ == "__main__":
    main()
