"""Live and replay are one line: the same frames are read the same."""

from contextlib import closing
from pathlib import Path

import numpy as np

from mirrorcam.app.eyes import Eyes
from mirrorcam.app.reading import read_file
from mirrorcam.core.imitation.direct import DirectMirror
from mirrorcam.core.line import start_line, step
from mirrorcam.core.tuning import ReaderTuning
from mirrorcam.sources.live import LivePlay
from mirrorcam.sources.video import VideoRecording


def test_frames_taken_live_are_read_exactly_as_in_a_replay(clip: Path) -> None:
    tuning, mirror = ReaderTuning(), DirectMirror()
    now_s = [100.0]
    live = LivePlay(VideoRecording(clip), clock=lambda: now_s[0])
    read_live = []
    with closing(Eyes()) as eyes:
        tracker, state = eyes.watch_clip(), start_line(mirror, 0)
        while not live.is_over:
            frame = live.newest()
            if frame is not None:
                state, taken = step(state, eyes.see(tracker, frame), frame.time_s, mirror, tuning)
                read_live.append((frame.index, taken.expressions))
            now_s[0] += 0.01
        tracker.close()
        replayed = [
            (frame.index, expressions) for frame, expressions in read_file(clip, eyes, tuning, quiet=True)
        ]
    assert [index for index, _ in read_live] == [index for index, _ in replayed]
    for (_, live_faces), (_, replay_faces) in zip(read_live, replayed, strict=True):
        assert len(live_faces) == len(replay_faces)
        for one, other in zip(live_faces, replay_faces, strict=True):
            assert np.array_equal(one.channels, other.channels)
            assert (one.head, one.gestures, one.confidence) == (other.head, other.gestures, other.confidence)
