"""Real camera processes on a network camera of this machine, which is pulled, frozen and killed.

Waits are as long as a slow machine may need and end as soon as what is waited for has happened.
"""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest
from network_camera import HEIGHT_PX, WIDTH_PX, NetworkCamera
from rtsp_camera import RtspCamera

from mirrorcam.sources.camera import is_camera_there, list_cameras, measure_camera, open_camera
from mirrorcam.sources.source import SourceError

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks into /proc and /dev/shm")
MOST_WAIT_S = 40.0


def wait_for(happened):
    """Call happened until it returns something, and return that."""
    end_s = time.monotonic() + MOST_WAIT_S
    while time.monotonic() < end_s:
        result = happened()
        if result:
            return result
        time.sleep(0.005)
    raise AssertionError("nothing happened in time")


def is_running(pid):
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


@pytest.fixture
def network():
    camera = NetworkCamera()
    yield camera
    camera.pull()


def test_a_camera_gives_its_pictures_and_comes_back_after_it_was_pulled_and_killed(network):
    camera = open_camera(network.address)
    try:
        frame = wait_for(camera.newest)
        assert frame.rgb.shape == (HEIGHT_PX, WIDTH_PX, 3) and frame.rgb.dtype == np.uint8
        red = (frame.rgb[:, :, 0] > 180) & (frame.rgb[:, :, 2] < 80)
        assert 1200 < red.sum() < 2000
        assert measure_camera(camera, 0.3)[:2] == (WIDTH_PX, HEIGHT_PX)

        network.pull()
        wait_for(lambda: not camera.newest() and camera.is_lost)
        again = NetworkCamera(network.port)
        try:
            later = wait_for(camera.newest)
            assert not camera.is_lost
            assert later.index > frame.index and later.time_s > frame.time_s

            os.kill(camera_pids()[0], signal.SIGKILL)
            wait_for(lambda: not camera.newest() and camera.is_lost)
            assert wait_for(camera.newest).time_s > later.time_s
        finally:
            again.pull()
    finally:
        camera.close()
    assert camera_pids() == []


def test_a_camera_over_rtsp_gives_its_pictures_and_comes_back_after_it_was_pulled():
    network = RtspCamera()
    camera = open_camera(network.address)
    try:
        frame = wait_for(camera.newest)
        red = (frame.rgb[:, :, 0] > 180) & (frame.rgb[:, :, 2] < 80)
        assert frame.rgb.shape == (HEIGHT_PX, WIDTH_PX, 3)
        assert 1200 < red.sum() < 2000

        network.pull()
        wait_for(lambda: not camera.newest() and camera.is_lost)
        network = RtspCamera(network.port)
        assert wait_for(camera.newest).time_s > frame.time_s
        assert not camera.is_lost
    finally:
        camera.close()
        network.pull()


def test_a_device_that_another_program_holds_or_that_gives_nothing_is_said_in_one_line():
    # No camera can be held here, but a device that opens as none fails in the same place.
    with pytest.raises(SourceError, match="/dev/null: it is in use by another program") as error:
        open_camera("/dev/null")
    assert "\n" not in str(error.value)
    assert camera_pids() == []


def camera_pids(parent=None):
    """Return the camera processes that this process, or another, started."""
    parent = parent or os.getpid()
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
            command = (folder / "cmdline").read_bytes()
        except (FileNotFoundError, ProcessLookupError):
            continue
        if int(fields[1]) == parent and b"camera_process" in command and fields[0] != "Z":
            found.append(int(folder.name))
    return found


HOLD = """
import sys, time
from mirrorcam.sources.camera import open_camera
camera = open_camera(sys.argv[1])
while camera.newest() is None:
    time.sleep(0.01)
print("ready", flush=True)
while True:
    camera.newest()
    time.sleep(0.01)
"""


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL])
def test_however_the_program_ends_its_camera_process_ends_and_leaves_no_memory(network, how):
    before = set(Path("/dev/shm").iterdir())
    program = subprocess.Popen(
        [sys.executable, "-c", HOLD, network.address],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert program.stdout.readline() == "ready\n"
    (pid,) = camera_pids(program.pid)
    program.send_signal(how)
    _, complaints = program.communicate()
    wait_for(lambda: not is_running(pid))
    assert {
        path for path in set(Path("/dev/shm").iterdir()) - before if path.name.startswith("psm_")
    } == set()
    assert complaints == ""


def test_a_camera_that_is_not_there_is_said_in_one_line():
    with pytest.raises(SourceError) as error:
        open_camera("http://127.0.0.1:9/nothing")
    assert "127.0.0.1:9" in str(error.value) and "\n" not in str(error.value)
    with pytest.raises(SourceError, match="no such camera"):
        open_camera("/dev/video-that-is-not-there")
    assert camera_pids() == []


def test_a_camera_that_may_be_missing_is_waited_for():
    network = NetworkCamera()
    network.pull()
    camera = open_camera(network.address, may_be_missing=True)
    try:
        assert camera.newest() is None and camera.is_lost
        network = NetworkCamera(network.port)
        assert wait_for(camera.newest).rgb.shape == (HEIGHT_PX, WIDTH_PX, 3)
        assert not camera.is_lost
    finally:
        camera.close()
        network.pull()


def test_looking_for_cameras_finds_those_of_the_system_and_no_others(monkeypatch, tmp_path):
    monkeypatch.setattr("mirrorcam.sources.camera_spec.DEVICES", tmp_path)
    (tmp_path / "video0").touch()
    assert list_cameras() == []
    assert not is_camera_there()
    assert not is_camera_there("0")
    with pytest.raises(SourceError, match="no camera was found"):
        open_camera()
