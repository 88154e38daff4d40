"""Whether a drawing and its rig fit together: names, colours, and the nodes of extreme shapes."""

from __future__ import annotations

from mirrorcam.avatar.errors import Report, fault
from mirrorcam.avatar.rig import Rig
from mirrorcam.avatar.svg import Drawing, Extreme
from mirrorcam.core.channels import INDEX


def check_names(drawing: Drawing, rig: Rig, rig_file: str, report: Report) -> None:
    """Report every rig entry that names neither a part nor a shape, and colours no shape has."""
    shapes = {shape.label for shape in drawing.shapes}
    names = shapes | set(drawing.parts)
    tables = {
        "depth": rig.depth, "follow": rig.follow, "spring": rig.spring_of, "clip": rig.clip,
        "pivot": set(rig.pivot) - {"head", "body"},
        "breath": set(rig.breath) - {"head", "body"},
        "gaze": {name for name in rig.gaze if not name.startswith(("iris.", "glint."))},
    }  # fmt: skip
    for table, keys in tables.items():
        for name in keys:
            if name not in names:
                report(fault(rig_file, f"[{table}]", f"'{name}'", "a layer or path of avatar.svg"))
            elif table == "gaze" and not name.endswith((".left", ".right")):
                report(fault(rig_file, "[gaze]", f"'{name}'", "a layer whose name ends in .left or .right"))
    for name in rig.fade:
        if name not in shapes:
            report(fault(rig_file, "[fade]", f"'{name}'", "a path of avatar.svg"))
    for name, clip in rig.clip.items():
        if clip not in shapes:
            report(fault(rig_file, f"[clip] {name}", f"'{clip}'", "the label of one path of avatar.svg"))
    for name, digits in rig.colours.items():
        if digits not in colours_of(drawing):
            report(fault(rig_file, f"[colours] {name}", f"#{digits}", "a colour that avatar.svg uses"))


def colours_of(drawing: Drawing) -> set[str]:
    """Return every colour the drawing uses, as rrggbb."""
    found: set[str] = set()
    for shape in drawing.shapes:
        for ink in (shape.fill, shape.stroke):
            if ink is not None and ink.colour is not None:
                found.add(ink.colour)
            elif ink is not None and ink.gradient is not None:
                found.update(colour for _, colour, _ in ink.gradient.stops)
    return found


def check_extremes(drawing: Drawing, report: Report) -> list[Extreme]:
    """Return the extremes that fit their shape; report unknown channels, lost shapes and other nodes."""
    shapes = {shape.label: shape for shape in drawing.shapes}
    good: list[Extreme] = []
    singles = {(e.label, e.channels[0]) for e in drawing.extremes if len(e.channels) == 1}
    for extreme in drawing.extremes:
        place = f"layer '{extreme.part}', '{extreme.name}'"
        shape = shapes.get(extreme.label)
        unknown = [channel for channel in extreme.channels if channel not in INDEX]
        if unknown:
            report(fault(drawing.file, place, f"the channel '{unknown[0]}'", "one of the 52 ARKit channels"))
        elif len(set(extreme.channels)) != len(extreme.channels):
            report(fault(drawing.file, place, "a channel named twice", "each channel once"))
        elif shape is None or shape.part != extreme.part:
            found = "no such path" if shape is None else f"it in layer '{shape.part}'"
            report(fault(drawing.file, place, found, f"a path '{extreme.label}' in the same layer"))
        elif extreme.outline.commands != shape.outline.commands:
            found = _commands_in_words(extreme.outline.commands)
            report(
                fault(drawing.file, place, found, f"{_commands_in_words(shape.outline.commands)} as at rest")
            )
        elif len(extreme.channels) > 1 and not any((extreme.label, c) in singles for c in extreme.channels):
            report(
                fault(
                    drawing.file, place, "a combination alone", f"'{extreme.label}@{extreme.channels[0]}' too"
                )
            )
        else:
            good.append(extreme)
    return good


def _commands_in_words(commands: str) -> str:
    kinds = (("M", "start"), ("L", "line"), ("C", "curve"), ("Z", "close"))
    counts = [
        f"{commands.count(c)} {word}{'s' if commands.count(c) != 1 else ''}"
        for c, word in kinds
        if c in commands
    ]
    return ", ".join(counts)
