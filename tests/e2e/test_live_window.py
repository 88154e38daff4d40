"""The window as a visitor meets it: on a real X display, with real keys."""

import os
import re
import shutil
import signal
import struct
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from network_camera import NetworkCamera

from mirrorcam.sources.demonstrator import Demonstrator

NEEDED = ("Xvfb", "xdotool")
pytestmark = pytest.mark.skipif(
    any(shutil.which(name) is None for name in NEEDED), reason=f"{' and '.join(NEEDED)} are not installed"
)
PATIENCE_S = 60.0
XWD_HEADER_BYTES, XWD_COLOUR_BYTES = 100, 12


@dataclass
class Screen:
    """A virtual display whose pixels can be read and keys pressed."""

    display: str
    pixels_file: Path

    def pixels(self) -> np.ndarray:
        """Read the screen u8[H,W,3] from the X server's own xwd file."""
        data = self.pixels_file.read_bytes()
        fields = struct.unpack(">25I", data[:XWD_HEADER_BYTES])
        header, width, height, line_bytes, colours = fields[0], fields[4], fields[5], fields[12], fields[19]
        start = header + colours * XWD_COLOUR_BYTES
        lines = np.frombuffer(data, np.uint8, line_bytes * height, start).reshape(height, line_bytes)
        return lines[:, : 4 * width].reshape(height, width, 4)[..., 2::-1].copy()

    def press(self, key: str) -> None:
        """Press a key as a visitor would."""
        subprocess.run(["xdotool", "key", key], env={**os.environ, "DISPLAY": self.display}, check=True)


@pytest.fixture
def screen(tmp_path: Path) -> Iterator[Screen]:
    """A display of 1280 x 800."""
    out, into = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(into), "-screen", "0", "1280x800x24", "-fbdir", str(tmp_path), "-nolisten", "tcp"],
        pass_fds=(into,), stderr=subprocess.DEVNULL,
    )  # fmt: skip
    os.close(into)
    with os.fdopen(out) as reader:
        number = reader.readline().strip()
    try:
        yield Screen(f":{number}", tmp_path / "Xvfb_screen0")
    finally:
        server.terminate()
        server.wait()


def wait_until(holds: Callable[[], bool], what: str) -> None:
    """Look again until something holds; a slow machine is given time, a hanging program is not."""
    until_s = time.monotonic() + PATIENCE_S
    while not holds():
        assert time.monotonic() < until_s, f"waited {PATIENCE_S:.0f} s in vain: {what}"
        time.sleep(0.1)


def is_moving(screen: Screen) -> bool:
    before = screen.pixels()
    time.sleep(0.4)
    return not np.array_equal(before, screen.pixels())


def is_painted(screen: Screen) -> bool:
    return len(np.unique(screen.pixels()[::8, ::8].reshape(-1, 3), axis=0)) > 200


def test_the_demo_moves_is_held_still_goes_on_and_leaves_by_its_keys(
    screen: Screen, short_script: Path
) -> None:
    environment = {k: v for k, v in os.environ.items() if not k.startswith("SDL_")} | {
        "DISPLAY": screen.display
    }
    demo = subprocess.Popen(
        [sys.executable, "-m", "mirrorcam", "demo", "--script", str(short_script)], env=environment
    )
    try:
        wait_until(lambda: is_painted(screen) and is_moving(screen), "a moving picture")
        screen.press("space")
        wait_until(lambda: not is_moving(screen), "a picture held still")
        still = screen.pixels()
        screen.press("h")
        wait_until(lambda: not np.array_equal(still, screen.pixels()), "the list of keys")
        screen.press("space")
        wait_until(lambda: is_moving(screen), "a picture that goes on")
        screen.press("f")
        wait_until(lambda: bool(screen.pixels()[-2].any()), "a full screen")
        screen.press("Escape")
        assert demo.wait(timeout=PATIENCE_S) == 0
    finally:
        demo.kill()
        demo.wait()


def says_something(screen: Screen) -> bool:
    """Tell whether a note stands at the top of the stage: dark letters where only the wall and fine hair are."""
    letters = screen.pixels()[80:116, 300:980].max(axis=2) < 110
    return int(letters.sum()) > 400


class ActorCamera(NetworkCamera):
    """A network camera before which the demonstrator acts."""

    def __init__(self, actor: Demonstrator, port: int = 0) -> None:
        self._pictures = [np.ascontiguousarray(frame.rgb[:, :, ::-1]) for frame in actor.frames()]
        super().__init__(port, actor.fps)

    def _picture(self) -> np.ndarray:
        return self._pictures[self._count % len(self._pictures)]


def processes_under(pid: int) -> dict[str, int]:
    """Return the program's own processes that a process started, or that these did, by their module's last name."""
    found: dict[str, int] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            state, parent = (folder / "stat").read_text().rpartition(")")[2].split()[:2]
            words = (folder / "cmdline").read_text().split("\0")
        except (FileNotFoundError, ProcessLookupError):
            continue
        if int(parent) == pid and state != "Z":
            names = [word for word in words if word.startswith("mirrorcam.")]
            found |= {name.rpartition(".")[2]: int(folder.name) for name in names}
            found |= processes_under(int(folder.name))
    return found


def is_running(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def shared_memory(pids: Iterable[int]) -> set[Path]:
    """Return the pieces of shared memory that processes hold now; other programs have theirs."""
    lines = [line for pid in pids for line in Path(f"/proc/{pid}/maps").read_text().splitlines()]
    return {
        Path("/dev/shm") / found[1] for line in lines if (found := re.search(r"/dev/shm/(psm_\w+)", line))
    }


def test_seeing_that_is_killed_begins_anew_and_a_killed_window_leaves_nothing_behind(
    screen: Screen, short_script: Path
) -> None:
    environment = {k: v for k, v in os.environ.items() if not k.startswith("SDL_")} | {
        "DISPLAY": screen.display
    }
    command = [sys.executable, "-m", "mirrorcam", "demo", "--script", str(short_script)]
    demo = subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True)
    try:
        wait_until(lambda: is_painted(screen) and not says_something(screen), "an awake baby")
        first = processes_under(demo.pid)
        assert set(first) == {"seeing_process", "demonstrator_process"}
        shared = shared_memory([demo.pid, *first.values()])
        os.kill(first["seeing_process"], signal.SIGKILL)
        wait_until(lambda: says_something(screen), "a word that nothing is seen")
        wait_until(lambda: not says_something(screen), "a baby that wakes")
        wait_until(lambda: not is_running(first["demonstrator_process"]), "the end of the first demonstrator")
        again = processes_under(demo.pid)
        assert set(again) == set(first) and not set(again.values()) & set(first.values())
        shared |= shared_memory([demo.pid, *again.values()])
        assert len(shared) >= 2
        demo.kill()
        wait_until(lambda: not any(is_running(pid) for pid in again.values()), "the end of both processes")
        wait_until(lambda: not any(share.exists() for share in shared), "no memory that is still shared")
        complaints = demo.communicate()[1]
        assert "Traceback" not in complaints
        assert complaints.count("seeing is started anew") == 1
    finally:
        demo.kill()
        demo.wait()


def test_a_pulled_camera_puts_the_baby_to_sleep_and_wakes_it_when_it_is_back(
    screen: Screen, actor: Demonstrator
) -> None:
    camera = ActorCamera(actor)
    environment = {k: v for k, v in os.environ.items() if not k.startswith("SDL_")} | {
        "DISPLAY": screen.display
    }
    command = [sys.executable, "-m", "mirrorcam", "mirror", "--camera", camera.address]
    mirror = subprocess.Popen(command, env=environment)
    try:
        wait_until(lambda: is_painted(screen) and not says_something(screen), "an awake baby")
        camera.pull()
        wait_until(lambda: says_something(screen), "a word about the camera that is away")
        assert mirror.poll() is None
        camera = ActorCamera(actor, camera.port)
        back_s = time.monotonic()
        wait_until(lambda: not says_something(screen), "a baby that wakes")
        print(f"awake {time.monotonic() - back_s:.1f} s after the camera was back")
        screen.press("Escape")
        assert mirror.wait(timeout=PATIENCE_S) == 0
    finally:
        camera.pull()
        mirror.kill()
        mirror.wait()
