"""From a drawing and a rig to an avatar: extremes become differences, parts get their depth."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt
import skia

from mirrorcam.avatar.brush import Brush
from mirrorcam.avatar.errors import Report, fault, stop_at_once
from mirrorcam.avatar.fit_together import check_extremes, check_names
from mirrorcam.avatar.model import Avatar, GazeMove, Solid
from mirrorcam.avatar.paths import PathBank
from mirrorcam.avatar.rig import Rig
from mirrorcam.avatar.solid import fits_of, head_box, solid_of
from mirrorcam.avatar.still import StillLayer, count_still
from mirrorcam.avatar.svg import Drawing, Extreme
from mirrorcam.avatar.washes import Wash, find_washes
from mirrorcam.core.channels import CHANNELS, INDEX
from mirrorcam.core.types import FloatArray


def deltas_of(
    drawing: Drawing, extremes: list[Extreme], spans: Mapping[str, slice], points: int
) -> tuple[tuple[tuple[int, ...], ...], FloatArray]:
    """Return the drivers and their rows of differences f32[K,2P]; a combination's row is what its singles lack."""
    rests = {shape.label: shape.outline.points for shape in drawing.shapes}
    drivers = sorted(
        {tuple(sorted(INDEX[c] for c in e.channels)) for e in extremes}, key=lambda d: (len(d), d)
    )
    rows = {driver: np.zeros((points, 2), np.float64) for driver in drivers}
    parts = {d: [s for s in drivers if len(s) < len(d) and set(s) < set(d)] for d in drivers if len(d) > 1}
    for extreme in sorted(extremes, key=lambda e: len(e.channels)):
        driver = tuple(sorted(INDEX[c] for c in extreme.channels))
        span = spans[extreme.label]
        lacking = extreme.outline.points - rests[extreme.label]
        for smaller in parts.get(driver, ()):
            lacking = lacking - rows[smaller][span]
        rows[driver][span] = lacking
    if not drivers:
        return (), np.zeros((0, 2 * points), np.float32)
    return tuple(drivers), np.stack([rows[d].ravel() for d in drivers]).astype(np.float32)


def places_of(drivers: tuple[tuple[int, ...], ...]) -> npt.NDArray[np.intp]:
    """Return i64[K,L]: each driver's channels, and len(CHANNELS) where it has fewer than the longest."""
    longest = max((len(driver) for driver in drivers), default=1)
    rows = [(*driver, *[len(CHANNELS)] * (longest - len(driver))) for driver in drivers]
    return np.array(rows, np.intp).reshape(len(drivers), longest)


def gaze_moves(drawing: Drawing, rig: Rig, spans: Mapping[str, slice]) -> tuple[GazeMove, ...]:
    """Return what travels with each eye's look; a layer's shapes stand one after another in memory."""
    moves: list[GazeMove] = []
    for part, travel in rig.gaze.items():
        own = [spans[shape.label] for shape in drawing.shapes if part in (shape.part, shape.label)]
        if own and part.endswith((".left", ".right")):
            moves.append(
                GazeMove(
                    slice(own[0].start, own[-1].stop),
                    int(part.endswith(".right")),
                    travel,
                    part.startswith("iris"),
                )
            )
    return tuple(moves)


def loose_points(solid: Solid, deltas: FloatArray, gaze: Sequence[GazeMove]) -> npt.NDArray[np.bool_]:
    """Return bool[P]: which control points anything moves but the breath."""
    moved = np.abs(deltas).max(axis=0, initial=0.0).reshape(-1, 2).max(axis=1)
    loose: npt.NDArray[np.bool_] = (solid.follow != 0) | (moved != 0)
    loose[solid.hanging] = True
    for move in gaze:
        loose[move.span] = True
    return loose


def still_layer_of(
    brushes: Sequence[Brush],
    spans: Sequence[slice],
    rest: FloatArray,
    solid: Solid,
    loose: npt.NDArray[np.bool_],
    clips: Sequence[int | None],
    washes: Mapping[int, Wash],
) -> StillLayer:
    """Return what stands still behind the head; loose bool[P] is spoilt."""
    for brush, span in zip(brushes, spans, strict=True):
        loose[span] |= bool(brush.fades)
    count = count_still(spans, loose, solid.breath, clips, washes)
    box = skia.Rect.MakeEmpty()
    for brush, span in zip(brushes[:count], spans, strict=False):
        low, high = rest[span].min(axis=0).tolist(), rest[span].max(axis=0).tolist()
        box.join(skia.Rect.MakeLTRB(*low, *high).makeOutset(brush.reach, brush.reach))
    return StillLayer(count, box, (float(solid.breath[0, 0]), float(solid.breath[0, 1])))


def build_avatar(
    drawing: Drawing, rig: Rig, rig_file: str, palette: str | None = None, report: Report = stop_at_once
) -> Avatar:
    """Return the avatar of a drawing and a rig in one of its palettes; faults go to report."""
    check_names(drawing, rig, rig_file, report)
    extremes = check_extremes(drawing, report)
    if palette is not None and palette not in rig.palettes:
        known = ", ".join(rig.palettes) or "no palette, for it has none"
        report(fault(rig_file, "[palette]", f"no palette '{palette}'", known))
    chosen = rig.palettes.get(palette, {}) if palette else {}
    recolour = {digits: chosen[name] for name, digits in rig.colours.items() if name in chosen}
    if not drawing.shapes:
        raise fault(drawing.file, "", "no path in any layer", "a drawing")
    counts = np.cumsum([0] + [len(shape.outline.points) for shape in drawing.shapes]).tolist()
    spans = {s.label: slice(a, b) for s, a, b in zip(drawing.shapes, counts[:-1], counts[1:], strict=True)}
    rest = np.concatenate([shape.outline.points for shape in drawing.shapes])
    drivers, deltas = deltas_of(drawing, extremes, spans, len(rest))
    head = head_box(drawing, rig)
    position = {shape.label: index for index, shape in enumerate(drawing.shapes)}
    named = [rig.clip.get(s.label, rig.clip.get(s.part)) for s in drawing.shapes]
    clips = tuple(None if name is None else position.get(name) for name in named)
    found = find_washes(drawing.shapes, clips, frozenset(rig.fade), list(spans.values()), deltas)
    washes = {wash.base: wash for wash in found}
    fades = [rig.fade.get(shape.label, (None, ())) for shape in drawing.shapes]
    pivot = rig.pivot.get("head", (float(head[0][0]), float(head[0][1] + 0.9 * head[1][1])))
    brushes = tuple(Brush(s, recolour, f) for s, f in zip(drawing.shapes, fades, strict=True))
    solid, gaze = solid_of(drawing, rig, spans, rest, head), gaze_moves(drawing, rig, spans)
    outlines = [(shape.outline.commands, shape.even_odd) for shape in drawing.shapes]
    return Avatar(
        rig=rig,
        shapes=tuple(drawing.shapes),
        brushes=brushes,
        paths=PathBank(outlines, rest.astype(np.float32), list(spans.values())),
        spans=tuple(spans.values()),
        rest=rest.astype(np.float32),
        deltas=deltas,
        drivers=drivers,
        driver_places=places_of(drivers),
        solid=solid,
        fits=fits_of(drawing, list(spans.values()), rest),
        clips=clips,
        washes=washes,
        still=still_layer_of(
            brushes, list(spans.values()), rest, solid, loose_points(solid, deltas, gaze), clips, washes
        ),
        gaze=gaze,
        has_page_gradients=any(c.shader is not None and not c.in_box for b in brushes for c in b.coats),
        lids_drawn=any(driver == (INDEX["eyeLookDownLeft"],) for driver in drivers),
        head_centre=(float(head[0][0]), float(head[0][1])),
        head_radius=(float(head[1][0]), float(head[1][1])),
        pivot=pivot,
    )
