"""What the engine needs to know beside the drawing: depths, pivots, springs, clips, fades, idle life.

Every avatar of the cast shares these tables and changes what is its own.
"""

from __future__ import annotations

from collections.abc import Mapping

Table = Mapping[str, object]

_SIDED_DEPTHS = {
    "ear": -0.1, "cheek": 0.5, "eye": 0.6, "iris": 0.62, "eye.shade": 0.6, "glint": 0.64,
    "lid.lower": 0.6, "lid.upper": 0.6, "brow": 0.62,
}  # fmt: skip
_DEPTHS: dict[str, object] = {
    "body": -0.35,
    "head": {"top": 0.05, "bottom": 0.3},
    "face": 0.5,
    "hair": {"top": 0.05, "bottom": 0.25},
    "hair.front": 0.15,
    "nose": 0.9,
    "mouth.inner": 0.72,
    "gum.upper": 0.72,
    "gum.lower": 0.74,
    "lip.lower": 0.76,
    "tongue": 0.78,
    "mouth": 0.78,
}
_SIDED_FADES: dict[str, dict[str, float]] = {
    "face.{}.sneer": {"noseSneer": 0.45},
    "cheek.{}.apple": {"mouthSmile": 0.9, "cheekSquint": 0.6, "cheekPuff": 0.7},
    "cheek.{}.fold": {"mouthSmile": 0.2, "noseSneer": 0.2, "mouthUpperUp": 0.15, "mouthStretch": 0.2},
    "cheek.{}.dimple": {"mouthDimple": 0.7, "mouthPress": 0.6, "mouthSmile": 0.45},
    "cheek.{}.shine": {"mouthSmile": -0.35},
    "lid.upper.{}.crease": {"eyeBlink": -0.1},
    "eye.{}.shade": {"eyeWide": -0.55},
    "face.{}.bag": {"cheekSquint": 0.6, "eyeSquint": 0.6, "mouthSmile": 0.4},
}
_FADES: dict[str, dict[str, float]] = {
    "tongue.shadow": {"tongueOut": 1.0},
    "tongue.shade": {"tongueOut": 1.0},
    "tongue.gloss": {"tongueOut": 0.55},
    "tongue.gloss.small": {"tongueOut": 0.4},
    "face.frown": {"browDownLeft": 0.4, "browDownRight": 0.4},
    "face.chin.dimple": {"mouthShrugLower": 0.9, "mouthFrownLeft": 0.35, "mouthFrownRight": 0.35},
}
_UNSIDED = {"cheekPuff"}
SHARED: dict[str, Table] = {
    "gaze": {"x": 25.0, "y": 16.0, "lids_follow": 0.32},
    "follow": {"body": 0.0},
    "limits": {"yaw_deg": 30.0, "pitch_deg": 22.0, "roll_deg": 35.0},
    "breath": {"lift": 4.0},
    "idle": {"blink_per_min": 5.0, "breath_per_min": 34.0, "glance_per_min": 3.0},
    "clip": {
        "iris.left": "eye.left.white",
        "iris.right": "eye.right.white",
        "glint.left": "eye.left.white",
        "glint.right": "eye.right.white",
        "gum.upper": "mouth.inner.shape",
        "gum.lower": "mouth.inner.shape",
        "tongue": "mouth.window",
        "body.shadow": "body.suit",
    },
    "spring": {
        "hair.front": {"stiffness_hz": 3.2, "damping": 0.45},
        "ear.left": {"stiffness_hz": 6.0, "damping": 0.8},
        "ear.right": {"stiffness_hz": 6.0, "damping": 0.8},
        "cheek.left": {"stiffness_hz": 7.0},
        "cheek.right": {"stiffness_hz": 7.0},
        "tongue": {"stiffness_hz": 9.0, "damping": 0.9},
    },
}


_NEAR_MOUTH = {f"cheek.{side}.{mark}": 0.72 for side in ("left", "right") for mark in ("dimple", "fold")}


def depths() -> dict[str, object]:
    """Return how far each part lies in front of the ears' plane."""
    sided = {f"{part}.{side}": depth for part, depth in _SIDED_DEPTHS.items() for side in ("left", "right")}
    return _DEPTHS | sided | _NEAR_MOUTH


def fades() -> dict[str, dict[str, float]]:
    """Return which channels deepen which shading."""
    found = dict(_FADES)
    for label, weights in _SIDED_FADES.items():
        for side in ("Left", "Right"):
            found[label.format(side.lower())] = {
                channel if channel in _UNSIDED else channel + side: weight
                for channel, weight in weights.items()
            }
    return found


def _value(value: object) -> str:
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{_key(key)} = {_value(inner)}" for key, inner in value.items()) + " }"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_value(inner) for inner in value) + "]"
    return f'"{value}"' if isinstance(value, str) else f"{value}"


def _key(key: str) -> str:
    return key if key.replace("_", "").isalnum() else f'"{key}"'


def rig_text(name: str, title: str, own: Mapping[str, Table], without: tuple[str, ...] = ()) -> str:
    """Return rig.toml without its colours; own tables are laid over the shared ones, without drops shared names."""
    tables: dict[str, dict[str, object]] = {
        "avatar": {"name": name, "title": title, "licence": "Apache-2.0", "cannot": []},
        "depth": depths(),
        **{table: dict(rows) for table, rows in SHARED.items()},
        "fade": dict(fades()),
    }
    for table, rows in own.items():
        tables.setdefault(table, {}).update(rows)
    text: list[str] = []
    for table, content in tables.items():
        text += ["", f"[{table}]"]
        text += [f"{_key(key)} = {_value(value)}" for key, value in content.items() if key not in without]
    return "\n".join(text).strip() + "\n"
