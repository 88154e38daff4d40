"""From the imitator's response to what the avatar aims at: the pose, and eyes that seek the visitor."""

from __future__ import annotations

from mirrorcam.core.imitation.imitator import Response
from mirrorcam.core.pose import middle_of
from mirrorcam.core.types import AvatarPose, Gaze, Observation

# A visitor at the picture's edge draws the baby's eyes this far towards that side.
GAZE_REACH = 0.55


def aim(response: Response, visitor: Observation | None, *, mirrored: bool) -> AvatarPose:
    """Return the pose that the avatar eases towards; without an own aim its eyes seek the visitor in the room."""
    gaze = response.gaze
    if gaze is None:
        gaze = gaze_at(visitor, mirrored=mirrored) if visitor is not None else Gaze()
    return AvatarPose(response.channels, response.head, gaze)


def gaze_at(visitor: Observation, *, mirrored: bool) -> Gaze:
    """Look to the side of the screen where the visitor stands.

    A visitor to their own left is on the right of the picture and on the left of the screen; a mirrored
    baby's own left is there too, an unmirrored one's is on the other side.
    """
    across, down = middle_of(visitor.landmarks)
    left = min(max(2 * across - 1, -1.0), 1.0) * GAZE_REACH
    up = min(max(1 - 2 * down, -1.0), 1.0) * GAZE_REACH
    return Gaze(left if mirrored else -left, up)
