"""What the engine needs to know of the template beside the drawing, with a word on each table for whoever edits it."""

from __future__ import annotations

from mirrorcam.core.channels import CHANNELS

SHOWN = (
    "browDownLeft", "browDownRight", "browInnerUp", "browOuterUpLeft", "browOuterUpRight", "cheekPuff", "eyeBlinkLeft",
    "eyeBlinkRight", "eyeSquintLeft", "eyeSquintRight", "eyeWideLeft", "eyeWideRight", "jawOpen", "mouthFrownLeft",
    "mouthFrownRight", "mouthFunnel", "mouthLeft", "mouthPucker", "mouthRight", "mouthSmileLeft", "mouthSmileRight",
    "tongueOut",
)  # fmt: skip
BY_ENGINE = tuple(name for name in CHANNELS if name.startswith("eyeLook"))
CANNOT = [name for name in CHANNELS if name not in SHOWN and name not in BY_ENGINE]

RIG = f"""
# How the drawing moves. Every name is a layer's or a path's label in avatar.svg; docs/avatars.md explains each table.
[avatar]
name = "template"
title = "The template"
licence = "Apache-2.0"
# The channels that nothing in the drawing shows. Take a name out once you have drawn it.
cannot = {str(CANNOT).replace("'", '"')}

# How far each part stands out towards the viewer: 0 at the ears, 1 at the tip of a nose, negative behind.
[depth]
"ear.left" = -0.1
"ear.right" = -0.1
"head" = {{ top = 0.05, bottom = 0.3 }}
"muzzle" = 0.7
"nose" = 0.95

# The point around which the head tilts: where it sits on the neck.
[pivot]
head = [500.0, 800.0]

# How far the irises travel when the eyes look fully sideways and up.
[gaze]
x = 20.0
y = 16.0
lids_follow = 0.3

[limits]
yaw_deg = 30.0
pitch_deg = 22.0
roll_deg = 35.0

# What hangs loose and sways after the head.
[spring]
"ear.left" = {{ stiffness_hz = 4.0, damping = 0.6 }}
"ear.right" = {{ stiffness_hz = 4.0, damping = 0.6 }}

[breath]
lift = 3.0

[idle]
blink_per_min = 5.0
breath_per_min = 30.0

# What shows only inside the outline of a path.
[clip]
"iris.left" = "eye.left.white"
"iris.right" = "eye.right.white"
"glint.left" = "eye.left.white"
"glint.right" = "eye.right.white"
"mouth.inner.back" = "mouth.inner.shape"

# What gets more or less opaque with a channel.
[fade]
"cheek.left.blush" = {{ base = 0.5, mouthSmileLeft = 0.5 }}
"cheek.right.blush" = {{ base = 0.5, mouthSmileRight = 0.5 }}
"tongue.shape" = {{ base = 0.0, tongueOut = 4.0 }}
"tongue.groove" = {{ base = 0.0, tongueOut = 4.0 }}
"""
