"""A camera that fails in any way is noticed, ended and started anew; time stands still between the steps."""

import logging
import subprocess
import sys
from dataclasses import dataclass, field

import numpy as np
import pytest

from mirrorcam.sources.camera_spec import CameraSpec, find_trouble, parse_camera
from mirrorcam.sources.frame_share import Picture, Report, Trouble
from mirrorcam.sources.live_camera import Camera, CameraLimits, Fault, find_fault
from mirrorcam.sources.source import SourceError

LIMITS = CameraLimits(
    silent_s=2.0,
    identical_frames=30,
    opening_s=15.0,
    first_wait_s=0.5,
    most_wait_s=2.0,
    most_frozen_wait_s=8.0,
)
PICTURE = np.zeros((4, 4, 3), np.uint8)


@dataclass
class Child:
    """A camera process that does what the test says."""

    started_s: float
    running: bool = True
    trouble: Trouble = Trouble.NONE
    frame_count: int = 0
    newest_s: float = 0.0
    repeats: int = 0
    signature: int = 0
    is_ended: bool = False

    def is_running(self):
        return self.running and not self.is_ended

    def report(self):
        return Report(True, self.trouble, self.frame_count, self.newest_s, self.repeats, self.signature)

    def newest(self, after):
        return Picture(self.frame_count, self.newest_s, PICTURE, b"") if self.frame_count > after else None

    def end(self):
        assert not self.is_ended
        self.is_ended = True

    def wait(self):
        assert self.is_ended


@dataclass
class Theatre:
    """A clock, every camera process that was started, and the camera over them."""

    now_s: float = 50.0
    children: list[Child] = field(default_factory=list)

    def open(self):
        self.camera = Camera("camera 0", self._start, LIMITS, lambda: self.now_s)
        return self.camera

    @property
    def child(self):
        return self.children[-1]

    def film(self, seconds, signature=None):
        """Let the running process give 10 frames a second, and look ten times a second."""
        frames = []
        for _ in range(round(seconds * 10)):
            self.now_s += 0.1
            child = self.child
            if not child.is_ended:
                child.frame_count += 1
                child.newest_s = self.now_s
                new = child.frame_count + 1000 * len(self.children) if signature is None else signature
                child.repeats = child.repeats + 1 if new == child.signature else 0
                child.signature = new
            frames.append(self.camera.newest())
        return [frame for frame in frames if frame is not None]

    def wait(self, seconds):
        """Let time pass with nothing coming, and look ten times a second."""
        for _ in range(round(seconds * 10)):
            self.now_s += 0.1
            assert self.camera.newest() is None

    def _start(self):
        self.children.append(Child(self.now_s))
        return self.child


@pytest.fixture
def theatre():
    return Theatre()


def test_a_camera_is_lost_until_its_first_frame(theatre):
    camera = theatre.open()
    assert camera.is_lost and camera.newest() is None
    (frame,) = theatre.film(0.1)
    assert not camera.is_lost
    assert frame.rgb is PICTURE and frame.time_s == theatre.now_s


def test_each_frame_comes_once_with_rising_number_and_time(theatre):
    camera = theatre.open()
    frames = theatre.film(1.0)
    assert [frame.index for frame in frames] == list(range(10))
    assert camera.newest() is None


def test_dropped_frames_leave_a_gap_in_the_numbers(theatre):
    camera = theatre.open()
    theatre.film(0.1)
    theatre.child.frame_count, theatre.child.newest_s, theatre.now_s = 5, 51.0, 51.0
    assert camera.newest().index == 4


def test_silence_loses_the_camera_and_a_new_process_brings_it_back_within_five_seconds(theatre, caplog):
    camera = theatre.open()
    before = theatre.film(1.0)
    with caplog.at_level(logging.WARNING):
        theatre.wait(2.2)
        assert camera.is_lost and camera.fault is Fault.SILENT
        assert theatre.children[0].is_ended
        theatre.wait(0.6)
        assert len(theatre.children) == 2
        after = theatre.film(1.0)
    assert not camera.is_lost
    assert after[0].index > before[-1].index and after[0].time_s > before[-1].time_s
    assert [message.split(":")[1].strip()[:10] for message in caplog.messages] == ["lost (no p", "it is back"]


def test_a_process_that_ended_is_started_anew_with_growing_waits(theatre, caplog):
    theatre.open()
    theatre.film(0.5)
    starts_s = []
    with caplog.at_level(logging.WARNING):
        for _ in range(5):
            theatre.child.running = False
            count = len(theatre.children)
            lost_s = theatre.now_s
            while len(theatre.children) == count:
                theatre.wait(0.1)
            starts_s.append(theatre.now_s - lost_s)
    assert starts_s == pytest.approx([0.6, 1.1, 2.1, 2.1, 2.1], abs=0.15)
    assert len(caplog.messages) == 1


def test_a_camera_in_trouble_is_left_to_its_process_which_tries_by_itself(theatre):
    camera = theatre.open()
    theatre.child.trouble = Trouble.NO_CAMERA
    theatre.wait(10)
    assert camera.is_lost and camera.trouble is Trouble.NO_CAMERA
    assert len(theatre.children) == 1
    theatre.child.trouble = Trouble.NONE
    assert theatre.film(0.1)
    assert camera.trouble is Trouble.NONE


def test_a_process_that_hangs_while_opening_is_replaced(theatre):
    theatre.open()
    theatre.wait(14)
    assert len(theatre.children) == 1
    theatre.wait(2)
    assert len(theatre.children) == 2


def test_the_same_picture_again_and_again_counts_as_lost(theatre):
    camera = theatre.open()
    theatre.film(1.0)
    frames = theatre.film(4.0, signature=7)
    assert camera.is_lost and camera.fault is Fault.FROZEN
    assert len(frames) == 30
    assert theatre.children[0].is_ended


def test_a_frozen_camera_stays_lost_through_new_processes_that_wait_longer_and_longer(theatre):
    camera = theatre.open()
    theatre.film(1.0)
    theatre.film(34.0, signature=7)
    assert camera.is_lost
    lifetimes_s = np.diff([child.started_s for child in theatre.children[1:]])
    assert len(lifetimes_s) >= 3 and (np.diff(lifetimes_s) > 0.4).all()
    assert theatre.film(LIMITS.most_wait_s + 1.0)
    assert not camera.is_lost


def test_a_frame_is_back_at_once_when_the_picture_moves_again(theatre):
    camera = theatre.open()
    theatre.film(1.0)
    theatre.film(8.0, signature=7)
    while theatre.child.is_ended:
        theatre.wait(0.1)
    theatre.film(0.1, signature=7)
    assert camera.is_lost
    assert theatre.film(0.1) and not camera.is_lost


def test_closing_ends_the_process_and_those_before(theatre):
    camera = theatre.open()
    theatre.film(1.0)
    theatre.wait(3.0)
    camera.close()
    camera.close()
    assert all(child.is_ended for child in theatre.children)


def test_a_healthy_camera_has_no_fault():
    report = Report(True, Trouble.NONE, 10, 99.0, 0, 5)
    assert find_fault(report, LIMITS, is_running=True, age_s=60, now_s=100.0, frozen=None) is None
    assert find_fault(report, LIMITS, is_running=True, age_s=60, now_s=100.0, frozen=5) is Fault.FROZEN
    assert find_fault(report, LIMITS, is_running=False, age_s=60, now_s=100.0, frozen=None) is Fault.ENDED
    assert find_fault(report, LIMITS, is_running=True, age_s=60, now_s=101.5, frozen=None) is Fault.SILENT


@pytest.mark.parametrize("address", ["rtsp://10.0.0.2/stream", "http://host:8080/video.mjpg", "HTTPS://h/x"])
def test_network_cameras_are_named_by_their_address(address):
    assert parse_camera(address).address == address


def test_a_password_is_never_said():
    name = parse_camera("rtsp://anna:secret@10.0.0.2:554/one?token=hidden").name
    assert name == "camera rtsp://10.0.0.2:554/one"


@pytest.mark.parametrize(
    "text", ["ftp://host/a", "file:///etc/passwd", "udp://host:1", "rtsp://", "tcp://h:1"]
)
def test_other_addresses_are_refused_in_one_line(text):
    with pytest.raises(SourceError) as error:
        parse_camera(text)
    assert "rtsp://" in str(error.value) and "\n" not in str(error.value)


def test_a_clip_named_as_a_camera_is_refused_with_the_way_out(tmp_path):
    (tmp_path / "a.mp4").touch()
    with pytest.raises(SourceError, match="mirrorcam replay"):
        parse_camera(str(tmp_path / "a.mp4"))


def test_a_device_that_is_not_there_or_is_no_device_is_no_camera(tmp_path):
    (tmp_path / "plain").touch()
    assert find_trouble(CameraSpec(device=str(tmp_path / "gone"))) is Trouble.NO_CAMERA
    assert find_trouble(CameraSpec(device=str(tmp_path / "plain"))) is Trouble.NO_CAMERA
    assert find_trouble(CameraSpec(address="rtsp://host/a")) is Trouble.NONE


@pytest.mark.parametrize("ended", ["", "[1]\n", "[1, 2", "[1]\n[1, 2"])
def test_a_camera_s_process_ends_with_its_starter_even_in_the_middle_of_a_line(ended: str) -> None:
    serving = (
        "import json, threading, time\n"
        "from mirrorcam.sources.camera_process import listen\n"
        "threading.Thread(target=listen, args=(json.loads,), daemon=True).start()\n"
        "time.sleep(3600)"
    )
    left = subprocess.run([sys.executable, "-c", serving], input=ended, text=True, timeout=60, check=False)
    assert left.returncode == 0
