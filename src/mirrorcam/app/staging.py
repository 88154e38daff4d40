"""What the stage is given: the avatar's aim, the scene, and the stage itself; live and replay share it."""

from __future__ import annotations

from typing import Protocol

from mirrorcam.app.cast import Cast
from mirrorcam.core.attend import aim
from mirrorcam.core.imitation.history import History
from mirrorcam.core.line import SeenFace, Step
from mirrorcam.core.types import AvatarPose, Expression, Frame, PixelArray
from mirrorcam.stage.mirror import MirrorStage
from mirrorcam.stage.scene import Part, Scene, StageOptions


class Stage(Protocol):
    """Anything that paints scenes."""

    def paint(
        self, pixels: PixelArray, scene: Scene, options: StageOptions, *, again: bool = False
    ) -> Part | None:
        """Paint a scene into pixels u8[H,W,4] (BGRA), which it fills; return what changed, None for all of it.

        again: the pixels hold what this stage painted last, so that it may leave alone what is the same.
        """
        ...


def target_of(taken: Step, faces: tuple[SeenFace, ...], *, mirrored: bool) -> AvatarPose | None:
    """Return what the avatar aims at; None with nobody there, so that it eases back to rest."""
    if taken.partner_id is None and taken.response.gaze is None:
        return None
    partner = next((f.observation for f in faces if f.observation.face_id == taken.partner_id), None)
    return aim(taken.response, partner, mirrored=mirrored)


def partner_of(taken: Step) -> Expression | None:
    """Return what the baby's partner does, None without one."""
    return next((e for e in taken.expressions if e.face_id == taken.partner_id), None)


def scene_of(
    frame: Frame, faces: tuple[SeenFace, ...], taken: Step, pose: AvatarPose, history: History
) -> Scene:
    """Put together what the stage shows of one frame."""
    height, width = frame.rgb.shape[:2]
    partner = partner_of(taken)
    return Scene(
        pose,
        partner.gestures if partner is not None else frozenset(),
        frame.rgb,
        tuple(f.observation.landmarks for f in faces),
        width / height,
        time_s=taken.time_s,
        response=taken.response,
        history=history,
    )


def open_stage(cast: Cast, *, with_visitor: bool, panels: bool) -> Stage:
    """Return the stage: the plain mirror, or one that shows the imitator's inside."""
    if panels:
        from mirrorcam.stage.inside import InsideStage  # noqa: PLC0415 (the plain mirror starts sooner without)

        return InsideStage(cast.avatar, cast.texts, cast.imitator.name, with_visitor=with_visitor)
    return MirrorStage(cast.avatar, cast.texts, with_visitor=with_visitor)
