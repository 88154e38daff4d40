"""Checking and beginning avatars, and the bear of docs/avatars.md."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from avatar_maker import FACE, MOUTH, OPEN, RIG, SMILE, layer, svg, write_avatar

from mirrorcam.avatar.check import check_avatar, shown_channels
from mirrorcam.avatar.errors import AvatarError
from mirrorcam.avatar.load import load_avatar
from mirrorcam.avatar.new import new_avatar
from mirrorcam.avatar.sheet import draw_sheet, main, sheet_sections
from mirrorcam.core.channels import CHANNELS
from mirrorcam.core.types import Gesture

FIGURES = Path(__file__).resolve().parents[2] / "docs" / "figures"
CAST = ("baby", "demonstrator", "macaque", "robot", "template")


@pytest.mark.parametrize("name", CAST)
def test_the_cast_has_no_fault(name: str, assets: Path) -> None:
    assert check_avatar(assets / "avatars" / name) == []


def test_every_fault_is_named_at_once(tmp_path: Path) -> None:
    drawing = svg(
        layer("head", FACE), layer("mouth", MOUTH, SMILE.replace("Left", "Grin"), OPEN.replace(" Z", ""))
    )
    faults = check_avatar(write_avatar(tmp_path / "a", drawing, RIG + "[limits]\nyaw_deg = 400\n"))
    text = "\n".join(faults)
    for named in ("mouthSmileGrin", "lip@jawOpen", "yaw_deg", "layer 'eye.left'", "channel 'cheekPuff'"):
        assert named in text
    assert all("found" in line and "expected" in line for line in faults)


def test_a_channel_shown_and_yet_called_impossible_is_a_fault(tmp_path: Path) -> None:
    rig = RIG.replace("[avatar]\n", '[avatar]\ncannot = ["jawOpen"]\n')
    assert any(
        "'jawOpen', which the drawing shows" in line
        for line in check_avatar(write_avatar(tmp_path / "a", None, rig))
    )


def test_a_file_that_cannot_be_read_at_all_is_one_fault(tmp_path: Path) -> None:
    assert len(check_avatar(tmp_path / "gone")) == 1


def test_a_new_avatar_has_its_own_name_and_no_fault(tmp_path: Path, assets: Path) -> None:
    folder = new_avatar("bear", assets / "avatars" / "template", tmp_path)
    assert load_avatar(folder).rig.name == "bear"
    assert check_avatar(folder) == []


@pytest.mark.parametrize("name", ["", "Bear", "../bear", "a b", "x" * 80])
def test_a_name_that_is_no_folders_name_is_refused(name: str, tmp_path: Path, assets: Path) -> None:
    with pytest.raises(AvatarError, match="expected small letters"):
        new_avatar(name, assets / "avatars" / "template", tmp_path)


def test_an_avatar_that_is_there_is_never_written_over(tmp_path: Path, assets: Path) -> None:
    (tmp_path / "bear").mkdir()
    with pytest.raises(AvatarError, match="something there already"):
        new_avatar("bear", assets / "avatars" / "template", tmp_path)


def test_the_bear_of_the_page_can_be_made_by_its_steps(
    tmp_path: Path, assets: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(FIGURES))
    sys.modules.pop("bear", None)
    import bear

    folder = new_avatar("bear", assets / "avatars" / "template", tmp_path)
    bear.draw_bear(folder)
    assert check_avatar(folder) == []
    assert {"noseSneerLeft", "noseSneerRight"} <= shown_channels(load_avatar(folder))


def test_what_the_page_says_of_forgotten_colours_is_what_the_check_says(tmp_path: Path, assets: Path) -> None:
    folder = new_avatar("bear", assets / "avatars" / "template", tmp_path)
    drawing = (folder / "avatar.svg").read_text(encoding="utf-8")
    (folder / "avatar.svg").write_text(drawing.replace("#f2c48d", "#a9714a"), encoding="utf-8")
    assert any(
        "[colours] fur: found #f2c48d; expected a colour that avatar.svg uses" in f
        for f in check_avatar(folder)
    )


def test_the_sheet_shows_every_channel_gesture_turn_and_look(assets: Path) -> None:
    avatar = load_avatar(assets / "avatars" / "template")
    labels = [cell.label for cells in sheet_sections(avatar).values() for cell in cells]
    for channel in CHANNELS:
        assert sum(label.startswith(f"{channel} ") for label in labels) == 3
    assert {gesture.value.replace("_", " ") for gesture in Gesture} <= set(labels)
    for turn in ("yaw +25", "yaw -25", "pitch +20", "pitch -20", "roll +30", "roll -30"):
        assert turn in labels
    assert sum(label.startswith("look ") for label in labels) == 8
    assert draw_sheet(avatar, cell_px=40).width() == 9 * 40


def test_one_pose_is_drawn_from_the_command_line(
    tmp_path: Path, assets: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "smile.png"
    template = str(assets / "avatars" / "template")
    assert main([template, "--out", str(out), "--pose", "smile", "--size", "64"]) == 0
    assert out.read_bytes().startswith(b"\x89PNG")
    assert main([template, "--out", str(out), "--set", "jaw=1"]) == 1
    assert "found 'jaw'" in capsys.readouterr().err
