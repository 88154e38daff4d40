"""What the engine needs to know of the baby beside its drawing."""

from __future__ import annotations

BABY_RIG = """
[avatar]
name = "baby"
title = "The baby"
licence = "Apache-2.0"
cannot = []

[depth]
"body" = -0.35
"body.shade" = -0.35
"ear.left" = -0.1
"ear.right" = -0.1
"head" = { top = 0.05, bottom = 0.3 }
"face" = 0.5
"cheek.left" = 0.5
"cheek.right" = 0.5
"hair" = { top = 0.05, bottom = 0.25 }
"hair.front" = 0.15
"eye.left" = 0.6
"eye.right" = 0.6
"iris.left" = 0.62
"iris.right" = 0.62
"glint.left" = 0.64
"glint.right" = 0.64
"eye.shade.left" = 0.6
"eye.shade.right" = 0.6
"lid.lower.left" = 0.6
"lid.lower.right" = 0.6
"lid.upper.left" = 0.6
"lid.upper.right" = 0.6
"brow.left" = 0.62
"brow.right" = 0.62
"nose" = 0.9
"mouth.inner" = 0.72
"gum.upper" = 0.72
"gum.lower" = 0.74
"lip.lower" = 0.76
"tongue" = 0.78
"mouth" = 0.78

[pivot]
head = [500.0, 660.0]
"hair.front" = [500.0, 120.0]
"ear.left" = [795.0, 560.0]
"ear.right" = [205.0, 560.0]

[follow]
"body" = 0.0
"body.shade" = 0.0

[gaze]
x = 25.0
y = 16.0
lids_follow = 0.32

[limits]
yaw_deg = 30.0
pitch_deg = 22.0
roll_deg = 35.0

[spring]
"hair.front" = { stiffness_hz = 3.2 }
"ear.left" = { stiffness_hz = 6.0 }
"ear.right" = { stiffness_hz = 6.0 }
"cheek.left" = { stiffness_hz = 7.0 }
"cheek.right" = { stiffness_hz = 7.0 }
"tongue" = { stiffness_hz = 9.0 }

[breath]
lift = 4.0

[idle]
blink_per_min = 5.0
breath_per_min = 34.0
glance_per_min = 3.0

[clip]
"iris.left" = "eye.left.white"
"iris.right" = "eye.right.white"
"glint.left" = "eye.left.white"
"glint.right" = "eye.right.white"
"gum.upper" = "mouth.inner.shape"
"gum.lower" = "mouth.inner.shape"
"tongue" = "mouth.window"
"body.shade" = "body.suit"

[fade]
"tongue.shadow" = { tongueOut = 1.0 }
"tongue.shade" = { tongueOut = 1.0 }
"tongue.gloss" = { tongueOut = 0.22 }
"face.frown" = { browDownLeft = 0.4, browDownRight = 0.4 }
"face.left.sneer" = { noseSneerLeft = 1.0 }
"face.right.sneer" = { noseSneerRight = 1.0 }
"face.chin.dimple" = { mouthShrugLower = 0.9, mouthFrownLeft = 0.35, mouthFrownRight = 0.35 }
"cheek.left.apple" = { mouthSmileLeft = 0.9, cheekSquintLeft = 0.6, cheekPuff = 0.7 }
"cheek.right.apple" = { mouthSmileRight = 0.9, cheekSquintRight = 0.6, cheekPuff = 0.7 }
"cheek.left.fold" = { mouthSmileLeft = 0.5, noseSneerLeft = 0.4, mouthUpperUpLeft = 0.3, mouthStretchLeft = 0.3 }
"cheek.right.fold" = { mouthSmileRight = 0.5, noseSneerRight = 0.4, mouthUpperUpRight = 0.3, mouthStretchRight = 0.3 }
"cheek.left.dimple" = { mouthDimpleLeft = 1.0, mouthPressLeft = 0.6, mouthSmileLeft = 0.45 }
"cheek.right.dimple" = { mouthDimpleRight = 1.0, mouthPressRight = 0.6, mouthSmileRight = 0.45 }
"lid.upper.left.crease" = { eyeBlinkLeft = -0.1 }
"lid.upper.right.crease" = { eyeBlinkRight = -0.1 }
"face.left.bag" = { cheekSquintLeft = 0.6, eyeSquintLeft = 0.6, mouthSmileLeft = 0.4 }
"face.right.bag" = { cheekSquintRight = 0.6, eyeSquintRight = 0.6, mouthSmileRight = 0.4 }
"""
