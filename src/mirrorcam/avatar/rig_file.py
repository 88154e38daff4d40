"""Reading rig.toml, key by key: every key is checked, and none is passed over."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from typing import Any

from mirrorcam.avatar.errors import AvatarError, Report, fault, stop_at_once
from mirrorcam.avatar.rig import Fade, IdleLife, Limits, Rig, Spring
from mirrorcam.core.channels import INDEX

MAX_RIG_BYTES = 200_000
TABLES = (
    "avatar, head, depth, follow, pivot, gaze, breath, spring, limits, clip, fade, idle, colours, palette"
)
GAZE_TRAVEL = (22.0, 14.0)
GLINT_SHARE = 0.5
BREATH_LIFT = 3.0
HEAD_BREATH_SHARE = 0.6


class _Keys:
    """One TOML table being read: every key asked for is checked, every key left over is a fault."""

    def __init__(self, file: str, path: str, table: Any, report: Report) -> None:
        self.file, self.path, self.report = file, path, report
        self.table: dict[str, Any] = {}
        if isinstance(table, dict):
            self.table = dict(table)
        elif table is not None:
            self.bad("", table, "a table")

    def bad(self, key: str, found: object, expected: str) -> None:
        place = f"[{self.path}]" + (f" {key}" if key else "")
        self.report(fault(self.file, place, repr(found)[:60], expected))

    def number(self, key: str, default: float, low: float, high: float) -> float:
        value = self.table.pop(key, default)
        if not _is_number(value) or not low <= value <= high:
            self.bad(key, value, f"a number from {low:g} to {high:g}")
            return default
        return float(value)

    def text(self, key: str, default: str) -> str:
        value = self.table.pop(key, default)
        if not isinstance(value, str) or not value:
            self.bad(key, value, "text in quotes")
            return default
        return value

    def numbers(self, key: str, count: int, known: str = "") -> tuple[float, ...] | None:
        value = self.table.pop(key, None)
        if value is None:
            return None
        if not isinstance(value, list) or len(value) != count or not all(_is_number(v) for v in value):
            self.bad(key, value, f"{known}{count} numbers in brackets")
            return None
        return tuple(float(v) for v in value)

    def point(self, key: str, known: str = "") -> tuple[float, float] | None:
        value = self.numbers(key, 2, known)
        return None if value is None else (value[0], value[1])

    def finish(self, known: str) -> None:
        for key, value in self.table.items():
            self.bad(key, value, f"one of {known}")


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _numbers(keys: _Keys, low: float, high: float) -> dict[str, float]:
    return {name: keys.number(name, 0.0, low, high) for name in list(keys.table)}


def _depths(keys: _Keys) -> dict[str, tuple[float, float]]:
    depths: dict[str, tuple[float, float]] = {}
    for name, value in list(keys.table.items()):
        if isinstance(value, dict):
            inner = _Keys(keys.file, f"{keys.path}.{name}", value, keys.report)
            depths[name] = (inner.number("top", 0.0, -2, 2), inner.number("bottom", 0.0, -2, 2))
            inner.finish("top, bottom")
        else:
            depth = keys.number(name, 0.0, -2, 2)
            depths[name] = (depth, depth)
    return depths


def _springs(keys: _Keys) -> tuple[dict[str, int], tuple[Spring, ...]]:
    places: dict[str, int] = {}
    springs: list[Spring] = []
    for name, value in list(keys.table.items()):
        inner = _Keys(keys.file, f"{keys.path}.{name}", value, keys.report)
        spring = Spring(inner.number("stiffness_hz", 4.0, 0.3, 60.0), inner.number("damping", 1.0, 0.2, 1.0))
        inner.finish("stiffness_hz, damping")
        if spring not in springs:
            springs.append(spring)
        places[name] = springs.index(spring)
    return places, tuple(springs)


def _fades(keys: _Keys) -> dict[str, Fade]:
    fades: dict[str, Fade] = {}
    for name, value in keys.table.items():
        inner = _Keys(keys.file, f"{keys.path}.{name}", value, keys.report)
        base = inner.number("base", 0.0, 0, 1) if "base" in inner.table else None
        added: list[tuple[tuple[int, ...], float]] = []
        for product in list(inner.table):
            weight = inner.number(product, 0.0, -4, 4)
            if all(channel in INDEX for channel in product.split("+")):
                added.append((tuple(INDEX[channel] for channel in product.split("+")), weight))
            else:
                inner.bad(product, product, "base, or ARKit channels such as jawOpen or jawOpen+tongueOut")
        fades[name] = (base, tuple(added))
    return fades


def _points(keys: _Keys, known: str = "") -> dict[str, tuple[float, float]]:
    found = {name: keys.point(name, known) for name in list(keys.table)}
    return {name: point for name, point in found.items() if point is not None}


def _gazes(keys: _Keys) -> dict[str, tuple[float, float]]:
    """Return the travel by part: x and y are the irises', whose catch-lights go half as far."""
    x, y = keys.number("x", GAZE_TRAVEL[0], 0, 200), keys.number("y", GAZE_TRAVEL[1], 0, 200)
    gazes = {f"iris.{side}": (x, y) for side in ("left", "right")}
    gazes |= {f"glint.{side}": (x * GLINT_SHARE, y * GLINT_SHARE) for side in ("left", "right")}
    return gazes | _points(keys, "x, y, lids_follow, or a part with ")


def _breaths(keys: _Keys) -> dict[str, tuple[float, float, float]]:
    lift = keys.number("lift", BREATH_LIFT, 0, 30)
    moves = {"body": (0.0, -lift, 1.0), "head": (0.0, -lift * HEAD_BREATH_SHARE, 1.0)}
    found = {name: keys.numbers(name, 3, "lift, or a part with ") for name in list(keys.table)}
    return moves | {name: (move[0], move[1], move[2]) for name, move in found.items() if move is not None}


def _colours(keys: _Keys) -> dict[str, str]:
    colours: dict[str, str] = {}
    for name, value in keys.table.items():
        digits = value[1:].lower() if isinstance(value, str) and value.startswith("#") else ""
        if len(digits) != 6 or any(digit not in "0123456789abcdef" for digit in digits):
            keys.bad(name, value, "a colour such as #f7cdb3")
        else:
            colours[name] = digits
    return colours


def _clips(keys: _Keys) -> dict[str, str]:
    return {name: keys.text(name, "") for name in list(keys.table)}


def _palettes(keys: _Keys, colours: Mapping[str, str]) -> dict[str, dict[str, str]]:
    palettes: dict[str, dict[str, str]] = {}
    for name, value in keys.table.items():
        inner = _Keys(keys.file, f"{keys.path}.{name}", value, keys.report)
        palettes[name] = _colours(inner)
        for colour in palettes[name]:
            if colour not in colours:
                inner.bad(colour, colour, "a colour named in [colours]")
    return palettes


def _idle(keys: _Keys, springs: tuple[Spring, ...]) -> IdleLife:
    plain = IdleLife()
    idle = IdleLife(
        blink_per_min=keys.number("blink_per_min", plain.blink_per_min, 0, 60),
        blink_s=keys.number("blink_s", plain.blink_s, 0.1, 1.0),
        breath_per_min=keys.number("breath_per_min", plain.breath_per_min, 0, 90),
        saccade_per_min=keys.number("saccade_per_min", plain.saccade_per_min, 0, 180),
        saccade_size=keys.number("saccade_size", plain.saccade_size, 0, 1),
        glance_per_min=keys.number("glance_per_min", plain.glance_per_min, 0, 60),
        sway_deg=keys.number("sway_deg", plain.sway_deg, 0, 10),
        micro=keys.number("micro", plain.micro, 0, 0.2),
        springs=springs,
    )
    keys.finish(", ".join(name for name in IdleLife.__slots__ if name != "springs"))
    return idle


def read_rig(data: bytes, file: str, report: Report = stop_at_once) -> Rig:
    """Return the rig in a TOML file's bytes; faults go to report, a file that is no TOML is raised."""
    if len(data) > MAX_RIG_BYTES:
        raise fault(file, "", f"{len(data):,} bytes", f"at most {MAX_RIG_BYTES:,}")
    try:
        tables = tomllib.loads(data.decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise AvatarError(f"{file}: found broken TOML ({error}); expected TOML in UTF-8") from None

    def keys(path: str) -> _Keys:
        return _Keys(file, path, tables.pop(path, None), report)

    about, head, gaze, limits = map(keys, ("avatar", "head", "gaze", "limits"))
    cannot = about.table.pop("cannot", [])
    if not isinstance(cannot, list) or any(channel not in INDEX for channel in cannot):
        about.bad("cannot", cannot, "a list of ARKit channels")
        cannot = []
    colours = _colours(keys("colours"))
    spring_of, springs = _springs(keys("spring"))
    plain = Limits()
    rig = Rig(
        name=about.text("name", "unnamed"),
        title=about.text("title", "unnamed"),
        licence=about.text("licence", "unknown"),
        cannot=frozenset(cannot),
        head_centre=head.point("centre"),
        head_radius=head.point("radius"),
        pivot=_points(keys("pivot")),
        depth=_depths(keys("depth")),
        follow=_numbers(keys("follow"), 0, 1),
        spring_of=spring_of,
        lids_follow_gaze=gaze.number("lids_follow", 0.3, 0, 1),
        gaze=_gazes(gaze),
        breath=_breaths(keys("breath")),
        limits=Limits(
            yaw_deg=limits.number("yaw_deg", plain.yaw_deg, 0, 45),
            pitch_deg=limits.number("pitch_deg", plain.pitch_deg, 0, 45),
            roll_deg=limits.number("roll_deg", plain.roll_deg, 0, 90),
        ),
        idle=_idle(keys("idle"), springs),
        clip=_clips(keys("clip")),
        fade=_fades(keys("fade")),
        colours=colours,
        palettes=_palettes(keys("palette"), colours),
    )
    about.finish("name, title, licence, cannot")
    head.finish("centre, radius")
    limits.finish("yaw_deg, pitch_deg, roll_deg")
    for left_over in tables:
        report(fault(file, f"[{left_over}]", f"a table '{left_over}'", f"one of {TABLES}"))
    return rig
