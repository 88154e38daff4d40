"""The demonstrator's script: what it acts when, and that a bad one ends in one clear line."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from mirrorcam.core.channels import INDEX
from mirrorcam.core.types import Gesture
from mirrorcam.sources.acting import pose_at, truth_at
from mirrorcam.sources.demonstrator import open_demonstrator
from mirrorcam.sources.script import load_script, read_script
from mirrorcam.sources.source import SourceError

ACT = {"gesture": "smile", "from_s": 1.0, "to_s": 3.0}


def test_an_act_eases_on_is_held_and_eases_off() -> None:
    script = read_script({"act": [ACT]}, "test.toml")
    smile = INDEX["mouthSmileLeft"]
    assert pose_at(script, 0.9).channels[smile] == 0
    assert 0 < pose_at(script, 1.1).channels[smile] < 0.9
    assert pose_at(script, 2.0).channels[smile] == pytest.approx(0.9)
    assert pose_at(script, 3.0).channels[smile] == 0
    assert truth_at(script, 2.0).gestures == {Gesture.SMILE}
    assert not truth_at(script, 0.5).gestures


def test_a_wink_may_be_of_either_eye() -> None:
    wink = {"gesture": "wink", "from_s": 1.0, "to_s": 3.0}
    script = read_script({"act": [wink | {"side": "right"}]}, "test.toml")
    shown = pose_at(script, 2.0).channels
    assert shown[INDEX["eyeBlinkRight"]] == 1
    assert shown[INDEX["eyeBlinkLeft"]] == 0


def test_natural_blinks_close_both_eyes_and_are_no_gesture() -> None:
    script = read_script({"life": {"blinks_at_s": [5.0]}}, "test.toml")
    lids = [
        min(pose_at(script, 5.0 + i / 100).channels[[INDEX["eyeBlinkLeft"], INDEX["eyeBlinkRight"]]])
        for i in range(30)
    ]
    assert max(lids) > 0.95
    assert not truth_at(script, 5.08).gestures


def test_the_shipped_script_shows_every_gesture_and_joins_its_own_beginning(assets: Path) -> None:
    script = load_script(assets / "config" / "demonstrator.toml")
    seen = {gesture for t in np.arange(0, script.loop_s, 0.1) for gesture in truth_at(script, t).gestures}
    assert seen == set(Gesture)
    first, last = pose_at(script, 0.0), pose_at(script, script.loop_s - 1e-6)
    assert np.abs(first.channels - last.channels).max() < 1e-3
    assert first.head.yaw_rad == pytest.approx(last.head.yaw_rad, abs=1e-4)


def test_its_poses_never_jump(assets: Path) -> None:
    script = load_script(assets / "config" / "demonstrator.toml")
    poses = [pose_at(script, index / 120) for index in range(int(script.loop_s * 120))]
    channels = np.stack([pose.channels for pose in poses])
    assert np.abs(np.diff(channels, axis=0)).max() < 0.25
    assert channels.min() >= 0
    assert channels.max() <= 1


def test_the_demonstrator_is_the_same_every_time(assets: Path) -> None:
    actor = open_demonstrator(assets / "avatars" / "demonstrator")
    assert actor.frame_count == round(actor.script.loop_s * actor.fps)
    first = [frame for frame, _ in zip(actor.frames(), range(3), strict=False)]
    again = [frame for frame, _ in zip(actor.frames(), range(3), strict=False)]
    assert [frame.index for frame in first] == [0, 1, 2]
    assert first[1].time_s == pytest.approx(1 / actor.fps)
    assert all(np.array_equal(a.rgb, b.rgb) for a, b in zip(first, again, strict=True))
    assert first[0].rgb.shape == (actor.script.height_px, actor.script.width_px, 3)
    actor.close()


def test_what_is_painted_is_the_truth_it_states(assets: Path) -> None:
    actor = open_demonstrator(assets / "avatars" / "demonstrator")
    tongue = actor.picture(actor.truth_at(7.5).pose).astype(int)
    rest = actor.picture(actor.truth_at(0.0).pose).astype(int)
    assert Gesture.TONGUE_OUT in actor.truth_at(7.5).gestures
    assert (np.abs(tongue - rest).max(2) > 30).sum() > 500


BAD = {
    "an unknown table": ({"dance": {}}, "dance"),
    "an unknown key": ({"act": [ACT | {"mood": "glad"}]}, "mood"),
    "an unknown gesture": ({"act": [ACT | {"gesture": "grin"}]}, "grin"),
    "an unknown channel": ({"act": [{"channel": "mouthGrin", "from_s": 1, "to_s": 2}]}, "mouthGrin"),
    "an end before the start": ({"act": [ACT | {"to_s": 0.5}]}, "to_s"),
    "no time": ({"act": [{"gesture": "smile"}]}, "from_s"),
    "a time outside the loop": ({"act": [ACT | {"to_s": 900}]}, "900"),
    "a rate of no use": ({"scene": {"fps": 0}}, "fps"),
    "a wrong type": ({"scene": {"fps": "fast"}}, "fast"),
    "no colour": ({"scene": {"background": "grey"}}, "grey"),
    "a table that is none": ({"scene": 3}, "3"),
    "an act that is none": ({"act": 3}, "3"),
    "blinks that are no times": ({"life": {"blinks_at_s": ["now"]}}, "blinks_at_s"),
}


@pytest.mark.parametrize("case", BAD)
def test_a_bad_script_is_refused_in_one_line(case: str) -> None:
    tables, named = BAD[case]
    with pytest.raises(SourceError) as error:
        read_script(tables, "test.toml")
    line = str(error.value)
    assert line.startswith("test.toml")
    assert named in line
    assert "expected" in line
    assert "\n" not in line


def test_a_missing_or_broken_script_is_refused_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="cannot be read"):
        load_script(tmp_path / "gone.toml")
    broken = tmp_path / "broken.toml"
    broken.write_text("[scene\n")
    with pytest.raises(SourceError, match="broken TOML"):
        load_script(broken)
