"""The process that sees is answered frame by frame, and one that fails, dies or hangs does not end the mirror."""

import json
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import numpy as np
import pytest

from mirrorcam.app.failures import AppError
from mirrorcam.app.sights import Seen, Task, put, read_task, taken_from
from mirrorcam.app.watcher import AFTER_S, SeeingLimits, Watcher
from mirrorcam.core.channels import rest
from mirrorcam.core.evidence import SCORES, Evidence
from mirrorcam.core.imitation.direct import DirectMirror
from mirrorcam.core.line import SeenFace
from mirrorcam.core.tuning import ReaderTuning
from mirrorcam.core.types import Frame, HeadPose, Observation
from mirrorcam.sources.camera import open_camera
from mirrorcam.sources.frame_share import Picture, Report, Trouble, make_share

LIMITS = SeeingLimits(loading_s=20.0, silent_s=5.0, first_wait_s=1.0, most_wait_s=4.0, most_ends=3)
RGB = np.arange(4 * 6 * 3, dtype=np.uint8).reshape(4, 6, 3)


def note_of(frame, faces, taken_s):
    """Return what a process would say of a frame, through real shared memory."""
    share = make_share()
    put(share, frame, faces, taken_s)
    picture = share.newest(0)
    share.close()
    return picture.note


@dataclass
class Child:
    """A process that sees what the test says."""

    running: bool = True
    words: str = ""
    trouble: Trouble = Trouble.NONE
    beat_s: float = 0.0
    pictures: list[Picture] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    is_ended: bool = False

    def see(self, time_s, faces=()):
        frame = Frame(len(self.pictures), time_s, RGB)
        number = len(self.pictures) + 1
        self.pictures.append(Picture(number, time_s, RGB, note_of(frame, faces, time_s + 0.01)))

    def is_running(self):
        return self.running and not self.is_ended

    def report(self):
        return Report(True, self.trouble, len(self.pictures), 0.0, 0, 0, self.beat_s)

    def newest(self, after):
        return self.pictures[-1] if len(self.pictures) > after else None

    def last_words(self):
        assert not self.is_ended
        return self.words

    def tell(self, line):
        self.told.append(line)

    def end(self):
        assert not self.is_ended
        self.is_ended = True

    def wait(self):
        assert self.is_ended


class Theatre:
    """A clock, every process that was started, and the watcher over them."""

    def __init__(self, **how):
        self.now_s, self.children = 100.0, []
        self.watcher = Watcher(
            self._start, DirectMirror(), ReaderTuning(), limits=LIMITS, clock=lambda: self.now_s, **how
        )
        self.watcher.start()
        self.look()

    def _start(self):
        self.children.append(Child())
        return self.children[-1]

    @property
    def child(self):
        return self.children[-1]

    def look(self, after_s=0.1):
        self.now_s += after_s
        return self.watcher.newest()


def face(x=0.5):
    return SeenFace(
        Observation(3, np.full((478, 3), x, np.float32), HeadPose(0.1), 6, 4, 2.0, 0.9,
                    mouth=np.zeros((8, 8, 3), np.uint8), brows=np.zeros((4, 8), np.uint8)),
        Evidence(rest(), np.zeros(len(SCORES), np.float32), None),
    )  # fmt: skip


def test_what_was_seen_comes_back_as_it_was_without_the_crops_of_the_face():
    seen = taken_from(Picture(1, 2.0, RGB, note_of(Frame(7, 2.0, RGB), (face(),), 2.5)))
    assert isinstance(seen, Seen) and (seen.index, seen.taken_s) == (7, 2.5)
    (one,) = seen.faces
    assert np.array_equal(one.observation.landmarks, face().observation.landmarks)
    assert (one.observation.face_id, one.observation.head, one.observation.confidence) == (
        3,
        HeadPose(0.1),
        0.9,
    )
    assert one.observation.mouth is None and one.observation.brows is None
    assert np.array_equal(one.evidence.channels, rest())


def test_a_task_is_one_line_that_names_functions_of_the_program():
    task = Task("psm_1", partial(open_camera, "rtsp://name:secret@host/"), Path("face.task"))
    line = task.to_line()
    assert "\n" not in line and "secret" not in line
    again = read_task(line)
    assert (again.share, again.face_model) == ("psm_1", Path("face.task"))
    assert again.open_source.func is open_camera and again.open_source.args == ("rtsp://name:secret@host/",)


def test_nothing_is_started_before_it_is_asked_for():
    started = []
    watcher = Watcher(lambda: started.append(Child()) or started[-1], DirectMirror(), ReaderTuning())
    assert watcher.newest() is None and watcher.is_lost and started == []
    watcher.start()
    watcher.newest()
    assert len(started) == 1
    watcher.close()
    assert started[0].is_ended


def test_each_sight_is_answered_once_and_the_newest_stays():
    theatre = Theatre()
    assert theatre.look() is None and theatre.watcher.is_lost
    theatre.child.see(1.0)
    first = theatre.look()
    assert (first.frame.index, first.frame.time_s, first.taken_s) == (0, 1.0, 1.01)
    assert np.array_equal(first.frame.rgb, RGB)
    assert theatre.look() is first and not theatre.watcher.is_lost
    theatre.child.see(1.1)
    theatre.child.see(1.2)
    assert theatre.look().step.time_s == 1.2
    assert theatre.watcher.frames_read == 3


def test_there_is_news_until_it_was_asked_for():
    watcher = Watcher(Child, DirectMirror(), ReaderTuning())
    assert not watcher.has_news()
    theatre = Theatre()
    assert not theatre.watcher.has_news()
    theatre.child.see(1.0)
    assert theatre.watcher.has_news()
    theatre.look()
    assert not theatre.watcher.has_news()


def test_an_actor_who_wants_to_know_is_told_what_the_baby_shows_after_each_sight():
    theatre = Theatre(tells=True)
    theatre.child.see(1.0)
    sight = theatre.look()
    theatre.look()
    (line,) = theatre.child.told
    assert np.allclose(json.loads(line), sight.step.response.channels, atol=1e-4)


def test_it_is_opening_until_the_first_process_goes_on_and_never_again():
    theatre = Theatre()
    theatre.look(LIMITS.loading_s / 2)
    assert theatre.watcher.is_opening
    theatre.child.beat_s = theatre.now_s
    theatre.look()
    assert not theatre.watcher.is_opening
    theatre.child.running = False
    theatre.look()
    theatre.look(LIMITS.first_wait_s)
    assert not theatre.watcher.is_opening


def test_a_source_that_is_away_counts_as_lost_until_its_next_picture_and_that_is_told_once(caplog):
    theatre = Theatre()
    theatre.child.see(1.0)
    theatre.look()
    assert caplog.messages == []
    theatre.child.trouble = Trouble.NO_ANSWER
    for _ in range(3):
        theatre.look()
        assert theatre.watcher.is_lost
    theatre.child.trouble = Trouble.NONE
    theatre.look()
    assert theatre.watcher.is_lost
    theatre.child.see(2.0)
    theatre.look()
    assert not theatre.watcher.is_lost
    assert [message.split(";")[0] for message in caplog.messages] == [
        "no picture comes",
        "pictures come again",
    ]


def test_what_cannot_be_opened_is_said_in_the_process_own_line():
    theatre = Theatre()
    theatre.child.running = False
    theatre.child.words = "noise\n" + json.dumps({"line": "camera 7: no such camera", "details": "Traceback"})
    with pytest.raises(AppError, match=r"^camera 7: no such camera$") as error:
        theatre.look()
    assert "Traceback" in str(error.value.__cause__)
    theatre.watcher.close()


def test_a_process_that_dies_without_a_word_is_tried_again_but_not_for_ever():
    theatre = Theatre()
    for _ in range(LIMITS.most_ends - 1):
        theatre.child.running = False
        theatre.look()
        assert theatre.child.is_ended
        theatre.look(LIMITS.most_wait_s)
    assert len(theatre.children) == LIMITS.most_ends
    theatre.child.running = False
    with pytest.raises(AppError, match="seeing ended without a word"):
        theatre.look()


def test_one_that_dies_in_the_middle_is_started_anew_and_time_goes_on():
    theatre = Theatre()
    theatre.child.see(50.0, (face(),))
    theatre.look()
    for _ in range(2 * LIMITS.most_ends):
        theatre.child.running = False
        theatre.child.words = json.dumps({"line": "gone", "details": "Traceback"})
        assert theatre.look().step.time_s == 50.0 and theatre.watcher.is_lost
        theatre.look(LIMITS.most_wait_s)
    # A recording begins anew with a new process: its times do not.
    for time_s in (0.0, 0.2):
        theatre.child.see(time_s)
        sight = theatre.look()
        assert sight.step.time_s == pytest.approx(50.0 + AFTER_S + time_s)
    assert not theatre.watcher.is_lost and theatre.watcher.frames_read == 3


def test_waits_between_processes_grow_to_a_most_and_end_with_a_picture():
    theatre = Theatre()
    theatre.child.see(1.0)
    theatre.look()
    waits = []
    for _ in range(4):
        theatre.child.running = False
        theatre.look(0.0)
        lost_s, count = theatre.now_s, len(theatre.children)
        while len(theatre.children) == count:
            theatre.look(0.25)
        waits.append(theatre.now_s - lost_s)
    assert waits == [1.0, 2.0, 4.0, 4.0]
    theatre.child.see(2.0)
    theatre.look()
    theatre.child.running = False
    theatre.look(0.0)
    theatre.look(LIMITS.first_wait_s)
    assert len(theatre.children) == 6


@pytest.mark.parametrize(("beat_s", "patience_s"), [(0.0, LIMITS.loading_s), (100.1, LIMITS.silent_s)])
def test_one_that_hangs_is_ended_and_started_anew(beat_s, patience_s):
    theatre = Theatre()
    theatre.child.beat_s = beat_s
    theatre.look(patience_s - 0.2)
    assert not theatre.child.is_ended
    theatre.look(0.5)
    assert theatre.child.is_ended
    theatre.look(LIMITS.first_wait_s)
    assert len(theatre.children) == 2 and not theatre.child.is_ended
