"""Loading avatars: what is read, and that every bad input ends in one clear line."""

from __future__ import annotations

import zipfile
from pathlib import Path

import numpy as np
import pytest
from avatar_maker import FACE, MOUTH, OPEN, RIG, SMILE, layer, svg, write_avatar, write_zip

from mirrorcam.avatar.errors import AvatarError
from mirrorcam.avatar.load import load_avatar
from mirrorcam.avatar.turn import posed_points
from mirrorcam.core.channels import from_names
from mirrorcam.core.types import AvatarPose


def refused(path: Path) -> str:
    with pytest.raises(AvatarError) as error:
        load_avatar(path)
    line = str(error.value)
    assert "\n" not in line, "a fault is one line"
    assert "found" in line and "expected" in line
    return line


def test_an_extreme_shape_is_reached_at_full_channel(tmp_path: Path) -> None:
    avatar = load_avatar(write_avatar(tmp_path / "a"))
    moved = (
        posed_points(avatar, AvatarPose(from_names(mouthSmileLeft=1))).points
        - posed_points(avatar, AvatarPose(from_names())).points
    )
    lip = moved[avatar.spans[1]]
    assert lip[-1] == pytest.approx((40, -40), abs=1e-3)
    assert np.abs(moved[avatar.spans[0]]).max() == 0


def test_a_combination_is_drawn_as_the_whole_look_of_both(tmp_path: Path) -> None:
    both = OPEN.replace("jawOpen", "jawOpen+mouthSmileLeft").replace(
        "450,720 550,720 600,600", "450,700 560,700 650,500"
    )
    avatar = load_avatar(
        write_avatar(tmp_path / "a", svg(layer("head", FACE), layer("mouth", MOUTH, SMILE, OPEN, both)))
    )
    rest = posed_points(avatar, AvatarPose(from_names())).points[avatar.spans[1]]
    look = posed_points(avatar, AvatarPose(from_names(jawOpen=1, mouthSmileLeft=1))).points[avatar.spans[1]]
    assert (look - rest)[-1] == pytest.approx((50, -100), abs=1e-3)
    assert (look - rest)[1] == pytest.approx((0, 80), abs=1e-3)


def test_basic_shapes_and_transforms_become_cubics_on_the_page(tmp_path: Path) -> None:
    drawing = svg(
        layer(
            "head",
            '<g transform="translate(100,50) scale(2)"><circle inkscape:label="c" cx="100" cy="100" r="50"/></g>',
        )
    )
    avatar = load_avatar(write_avatar(tmp_path / "a", drawing))
    assert set(avatar.shapes[0].outline.commands) == set("MCZ")
    assert avatar.rest.min(0) == pytest.approx((200, 150), abs=0.1)
    assert avatar.rest.max(0) == pytest.approx((400, 350), abs=0.1)


def test_a_palette_changes_the_named_colours_only(tmp_path: Path) -> None:
    rig = RIG + '[colours]\nskin = "#ffccaa"\n[palette.dark]\nskin = "#553322"\n'
    folder = write_avatar(tmp_path / "a", None, rig)
    plain, dark = load_avatar(folder), load_avatar(folder, "dark")
    assert plain.brushes[0].coats[0].paint.getColor() & 0xFFFFFF == 0xFFCCAA
    assert dark.brushes[0].coats[0].paint.getColor() & 0xFFFFFF == 0x553322
    assert dark.brushes[1].coats[0].paint.getColor() == plain.brushes[1].coats[0].paint.getColor()


def test_an_unknown_palette_names_those_there_are(tmp_path: Path) -> None:
    rig = RIG + '[colours]\nskin = "#ffccaa"\n[palette.dark]\nskin = "#553322"\n'
    folder = write_avatar(tmp_path / "a", None, rig)
    with pytest.raises(AvatarError, match="expected dark"):
        load_avatar(folder, "pink")


def test_a_hidden_shape_is_not_drawn_but_may_clip(tmp_path: Path) -> None:
    window = '<path inkscape:label="window" style="display:none" d="M 0,0 L 10,0 L 10,10 Z"/>'
    rig = RIG + '[clip]\nlip = "window"\n'
    avatar = load_avatar(
        write_avatar(tmp_path / "a", svg(layer("head", FACE), layer("mouth", window, MOUTH)), rig)
    )
    assert avatar.clips == (None, None, 1)
    assert not avatar.brushes[1].coats


def test_the_same_avatar_loads_from_a_zip(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "a.zip", {"mine/avatar.svg": svg(), "mine/rig.toml": RIG})
    assert load_avatar(path).rig.name == "small"


BROKEN = {
    "broken XML": (svg()[:-20], "broken XML"),
    "not SVG": ("<html/>", "<html>"),
    "a script": (svg(before="<script>alert(1)</script>"), "<script>"),
    "a picture": (svg(layer("head", FACE, '<image href="#x"/>')), "<image>"),
    "a handler": (svg(layer("head", FACE.replace("<path", '<path onclick="x()"'))), "onclick"),
    "an outside link": (
        svg(before='<defs><linearGradient id="a" xlink:href="http://x.example/y.svg#g"/></defs>'),
        "http",
    ),
    "an outside paint": (
        svg(layer("head", FACE.replace("#ffccaa", "url(http://x.example/p.svg#g)"))),
        "url(",
    ),
    "a style sheet": (svg(layer("head", FACE), before="<style>path{fill:red}</style>"), "style sheet"),
    "an unknown channel": (
        svg(layer("head", FACE), layer("mouth", MOUTH, SMILE.replace("SmileLeft", "Grin"))),
        "mouthGrin",
    ),
    "other nodes": (
        svg(layer("head", FACE), layer("mouth", MOUTH, SMILE.replace(" Z", " L 1,1 Z"))),
        "1 line",
    ),
    "a channel twice": (svg(layer("head", FACE), layer("mouth", MOUTH, SMILE, SMILE)), "twice"),
    "an extreme without rest": (svg(layer("head", FACE, SMILE)), "no such path"),
    "no label": (svg(layer("head", FACE.replace('inkscape:label="face"', ""))), "without a label"),
    "a stray shape": (
        svg(layer("head", FACE)).replace("</svg>", "<path d='M 0 0 L 1 1'/></svg>"),
        "outside every layer",
    ),
    "no page": (svg().replace('viewBox="0 0 1000 1000"', ""), "no viewBox"),
    "a bad number": (svg(layer("head", FACE.replace("300,300 C", "300,nan C"))), "path"),
    "an empty path": (
        svg(layer("head", FACE.replace("M 300,300 C 400,200 600,200 700,300 L 700,700 L 300,700 Z", ""))),
        "empty path",
    ),
    "a lost gradient": (svg(layer("head", FACE.replace("#ffccaa", "url(#no)"))), "#no"),
    "another filter": (
        svg(
            layer("head", FACE.replace("fill=", 'filter="url(#f)" fill=')),
            before='<defs><filter id="f"><feTurbulence/></filter></defs>',
        ),
        "feTurbulence",
    ),
    "a colour that is none": (svg(layer("head", FACE.replace("#ffccaa", "skinlike"))), "skinlike"),
    "ten thousand nodes": (
        svg(
            layer(
                "head", FACE.replace("L 300,700", " ".join(f"L {i % 999},{i % 997}" for i in range(10_000)))
            )
        ),
        "nodes",
    ),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_bad_drawing_is_refused_in_one_line_that_names_the_file(case: str, tmp_path: Path) -> None:
    drawing, named = BROKEN[case]
    line = refused(write_avatar(tmp_path / "a", drawing))
    assert named in line
    assert "avatar.svg" in line


def test_entities_that_multiply_are_refused_before_they_do(tmp_path: Path) -> None:
    bomb = '<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>' + svg()
    assert "entity" in refused(write_avatar(tmp_path / "a", bomb))


def test_an_oversized_drawing_is_refused_unread(tmp_path: Path) -> None:
    folder = write_avatar(tmp_path / "a")
    with (folder / "avatar.svg").open("wb") as file:
        file.truncate(500_000_000)
    assert "500,000,000 bytes" in refused(folder)


RIGS = {
    "broken TOML": ("[avatar\n", "broken TOML"),
    "an unknown table": (RIG + "[wings]\nflap = 1\n", "wings"),
    "an unknown key": (RIG + "[limits]\nspin_deg = 3\n", "spin_deg"),
    "a wrong type": (RIG + '[limits]\nyaw_deg = "far"\n', "yaw_deg"),
    "a number too large": (RIG + "[limits]\nyaw_deg = 500\n", "500"),
    "an unknown part": (RIG + "[depth]\ntail = 1\n", "tail"),
    "a lost clip": (RIG + '[clip]\nlip = "gone"\n', "gone"),
    "an unknown channel": (RIG + "[fade]\nlip = { mouthGrin = 1 }\n", "mouthGrin"),
    "a colour of no path": (RIG + '[colours]\nskin = "#123456"\n', "#123456"),
    "a palette of unknown colours": (RIG + '[palette.dark]\nfur = "#123456"\n', "fur"),
    "no colour": (RIG + '[colours]\nskin = "red"\n', "red"),
}


@pytest.mark.parametrize("case", RIGS)
def test_a_bad_rig_is_refused_in_one_line_that_names_the_key(case: str, tmp_path: Path) -> None:
    rig, named = RIGS[case]
    line = refused(write_avatar(tmp_path / "a", None, rig))
    assert named in line
    assert "rig.toml" in line


@pytest.mark.parametrize(
    "name", ["../avatar.svg", "/etc/avatar.svg", "a/../../avatar.svg", "..\\avatar.svg", "c:/avatar.svg"]
)
def test_a_zip_that_climbs_out_of_its_folder_is_refused(name: str, tmp_path: Path) -> None:
    path = write_zip(tmp_path / "a.zip", {name: svg(), "rig.toml": RIG})
    assert "leaves the zip" in refused(path)
    assert list(tmp_path.iterdir()) == [path], "nothing was unpacked"


def test_a_zip_bomb_is_refused_by_what_it_would_become(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("avatar.svg", b"0" * 60_000_000)
        archive.writestr("rig.toml", RIG)
    assert path.stat().st_size < 200_000
    assert "60,000,000 bytes" in refused(path)


def test_a_zip_of_very_many_files_is_refused(tmp_path: Path) -> None:
    names = {f"f{i}": "" for i in range(300)}
    assert "302 files" in refused(
        write_zip(tmp_path / "a.zip", {**names, "avatar.svg": svg(), "rig.toml": RIG})
    )


def test_what_is_no_zip_no_folder_or_not_there_is_refused(tmp_path: Path) -> None:
    text = tmp_path / "a.zip"
    text.write_text("hello")
    assert "no readable zip" in refused(text)
    assert "nothing there" in refused(tmp_path / "gone")
    (tmp_path / "empty").mkdir()
    assert "no such file" in refused(tmp_path / "empty")
    assert "no rig.toml" in refused(write_zip(tmp_path / "b.zip", {"avatar.svg": svg()}))
