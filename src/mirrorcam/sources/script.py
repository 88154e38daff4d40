"""The demonstrator's script: who does what from when to when, read from TOML, every key checked."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from mirrorcam.avatar.poses import GESTURE_CHANNELS
from mirrorcam.core.channels import CHANNELS, INDEX, MIRROR_ORDER, rest
from mirrorcam.core.types import Gaze, Gesture, HeadPose
from mirrorcam.sources.acting import Act, Look, Script, Turn
from mirrorcam.sources.source import SourceError

MAX_SCRIPT_BYTES = 200_000


class _Table:
    """One TOML table being read: every key asked for is checked, every key left over is refused."""

    def __init__(self, file: str, path: str, table: Any) -> None:
        self.file, self.path = file, path
        if not isinstance(table, dict):
            raise self.fault("", table, "a table")
        self.left = dict(table)

    def fault(self, key: str, found: object, expected: str) -> SourceError:
        place = f"{self.path} {key}".strip()
        return SourceError(f"{self.file}, {place}: found {found!r:.60}; expected {expected}")

    def number(self, key: str, default: float | None, low: float, high: float) -> float:
        value = self.left.pop(key, default)
        if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
            raise self.fault(key, value, f"a number from {low:g} to {high:g}")
        return float(value)

    def choice(self, key: str, default: str | None, choices: tuple[str, ...]) -> str:
        value = self.left.pop(key, default)
        if value not in choices:
            shown = ", ".join(choices) if len(choices) <= len(Gesture) else "one of the 52 ARKit channels"
            raise self.fault(key, value, shown)
        return str(value)

    def span(self, loop_s: float) -> tuple[float, float]:
        from_s = self.number("from_s", None, 0, loop_s)
        to_s = self.number("to_s", None, 0, loop_s)
        if to_s <= from_s:
            raise self.fault("to_s", to_s, f"a time after from_s = {from_s:g}")
        return from_s, to_s

    def finish(self) -> None:
        for key, value in self.left.items():
            raise self.fault(key, value, "no such key")


def _act(table: _Table, loop_s: float) -> Act:
    strength = table.number("strength", 1.0, 0, 1)
    from_s, to_s = table.span(loop_s)
    if "channel" in table.left:
        channels = rest()
        channels[INDEX[table.choice("channel", None, CHANNELS)]] = strength
        return Act(None, channels, from_s, to_s)
    gesture = Gesture(table.choice("gesture", None, tuple(Gesture)))
    channels = rest()
    for name, value in GESTURE_CHANNELS[gesture].items():
        channels[INDEX[name]] = value * strength
    if gesture is Gesture.WINK and table.choice("side", "left", ("left", "right")) == "right":
        channels = channels[list(MIRROR_ORDER)]
    return Act(gesture, channels, from_s, to_s)


def _turn(table: _Table, loop_s: float) -> Turn:
    angles = [math.radians(table.number(f"{name}_deg", 0.0, -45, 45)) for name in ("yaw", "pitch", "roll")]
    return Turn(HeadPose(*angles), *table.span(loop_s))


def _look(table: _Table, loop_s: float) -> Look:
    return Look(Gaze(table.number("left", 0.0, -1, 1), table.number("up", 0.0, -1, 1)), *table.span(loop_s))


def _colour(table: _Table, key: str, default: str) -> int:
    value = table.left.pop(key, default)
    digits = value[1:] if isinstance(value, str) and value.startswith("#") else ""
    if len(digits) != 6 or any(digit not in "0123456789abcdefABCDEF" for digit in digits):
        raise table.fault(key, value, "a colour such as #d9d5ce")
    return int(digits, 16)


def _entries(
    tables: dict[str, Any], key: str, file: str, loop_s: float, read: Callable[[_Table, float], Any]
) -> tuple[Any, ...]:
    found = tables.pop(key, [])
    if not isinstance(found, list):
        raise SourceError(f"{file}, {key}: found {found!r:.60}; expected [[{key}]] tables")
    entries = []
    for number, entry in enumerate(found, 1):
        table = _Table(file, f"[[{key}]] {number}", entry)
        entries.append(read(table, loop_s))
        table.finish()
    return tuple(entries)


def _blinks(life: _Table, loop_s: float) -> tuple[float, ...]:
    value = life.left.pop("blinks_at_s", [])
    good = isinstance(value, list) and all(
        isinstance(at, int | float) and not isinstance(at, bool) and 0 <= at <= loop_s for at in value
    )
    if not good:
        raise life.fault("blinks_at_s", value, f"times from 0 to {loop_s:g}")
    return tuple(float(at) for at in value)


def read_script(tables: Mapping[str, Any], file: str) -> Script:
    """Return the script in parsed TOML; SourceError names file, key, what was found and what was expected."""
    left = dict(tables)
    scene, ease, life = (_Table(file, f"[{name}]", left.pop(name, {})) for name in ("scene", "ease", "life"))
    loop_s = scene.number("loop_s", 40.0, 1, 3600)
    palette = scene.left.pop("palette", None)
    if palette is not None and not isinstance(palette, str):
        raise scene.fault("palette", palette, "a palette's name in quotes")
    script = Script(
        name=Path(file).stem,
        loop_s=loop_s,
        fps=scene.number("fps", 30.0, 1, 120),
        width_px=int(scene.number("width_px", 640, 16, 7680)),
        height_px=int(scene.number("height_px", 480, 16, 4320)),
        zoom=scene.number("zoom", 1.0, 0.1, 4),
        background=_colour(scene, "background", "#d9d5ce"),
        palette=palette,
        on_s=ease.number("on_s", 0.28, 0.01, 5),
        off_s=ease.number("off_s", 0.34, 0.01, 5),
        sway_deg=life.number("sway_deg", 0.7, 0, 10),
        breath_per_min=life.number("breath_per_min", 15.0, 0, 60),
        blink_s=life.number("blink_s", 0.22, 0.05, 2),
        blinks_at_s=_blinks(life, loop_s),
        acts=_entries(left, "act", file, loop_s, _act),
        turns=_entries(left, "turn", file, loop_s, _turn),
        looks=_entries(left, "look", file, loop_s, _look),
    )
    for table in (scene, ease, life):
        table.finish()
    for key, value in left.items():
        raise SourceError(
            f"{file}, {key}: found {value!r:.60}; expected scene, ease, life, act, turn or look"
        )
    return script


def load_script(path: Path) -> Script:
    """Return the script in a TOML file; SourceError says in one line what is wrong with it."""
    try:
        if path.stat().st_size > MAX_SCRIPT_BYTES:
            raise SourceError(
                f"{path}: found {path.stat().st_size:,} bytes; expected at most {MAX_SCRIPT_BYTES:,}"
            )
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise SourceError(f"{path}: cannot be read ({error.strerror}); expected a script in TOML") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SourceError(f"{path}: found broken TOML ({error}); expected a script in TOML") from None
    return read_script(tables, str(path))
