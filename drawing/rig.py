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
"ear.left" = -0.1
"ear.right" = -0.1
"head" = 0.1
"face" = 0.5
"cheek.left" = 0.5
"cheek.right" = 0.5
"hair" = 0.15
"hair.front" = 0.3
"eye.left" = 0.6
"eye.right" = 0.6
"iris.left" = 0.62
"iris.right" = 0.62
"glint.left" = 0.64
"glint.right" = 0.64
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
head = [500.0, 760.0]
body = [500.0, 1000.0]
"ear.left" = [800.0, 560.0]
"ear.right" = [200.0, 560.0]

[gaze]
"iris.left" = [26.0, 17.0]
"iris.right" = [26.0, 17.0]
"glint.left" = [14.0, 9.0]
"glint.right" = [14.0, 9.0]

[limits]
yaw_deg = 30.0
pitch_deg = 22.0
roll_deg = 35.0

[spring]
"hair.front" = { stiffness_hz = 3.2, damping = 0.45 }
"ear.left" = { stiffness_hz = 6.0, damping = 0.8 }
"ear.right" = { stiffness_hz = 6.0, damping = 0.8 }
"cheek.left" = { stiffness_hz = 7.0, damping = 1.0 }
"cheek.right" = { stiffness_hz = 7.0, damping = 1.0 }
"tongue" = { stiffness_hz = 9.0, damping = 0.9 }

[breath]
"body" = [0.0, -5.0, 1.006]
"head" = [0.0, -2.0, 1.0]

[idle]
blink_per_min = 5.0
breath_per_min = 34.0
glance_per_min = 14.0

[clip]
"iris.left" = "eye.left.white"
"iris.right" = "eye.right.white"
"glint.left" = "eye.left.white"
"glint.right" = "eye.right.white"
"gum.upper" = "mouth.inner.shape"
"gum.lower" = "mouth.inner.shape"
"tongue" = "mouth.window"

[fade."tongue.shadow"]
base = 0.0
tongueOut = 1.0

[fade."tongue.gloss"]
base = 0.25
tongueOut = 0.4

[fade."tongue.shade"]
base = 0.0
tongueOut = 1.0

[fade."face.frown"]
base = 0.0
browDownLeft = 0.5
browDownRight = 0.5

[fade."face.left.sneer"]
base = 0.0
noseSneerLeft = 1.0

[fade."face.right.sneer"]
base = 0.0
noseSneerRight = 1.0

[fade."face.chin.dimple"]
base = 0.0
mouthShrugLower = 0.9
mouthFrownLeft = 0.35
mouthFrownRight = 0.35

[fade."cheek.left.apple"]
base = 0.0
mouthSmileLeft = 0.9
cheekSquintLeft = 0.6
cheekPuff = 0.7

[fade."cheek.right.apple"]
base = 0.0
mouthSmileRight = 0.9
cheekSquintRight = 0.6
cheekPuff = 0.7

[fade."cheek.left.fold"]
base = 0.0
mouthSmileLeft = 0.8
noseSneerLeft = 0.4
mouthUpperUpLeft = 0.4
mouthStretchLeft = 0.4

[fade."cheek.right.fold"]
base = 0.0
mouthSmileRight = 0.8
noseSneerRight = 0.4
mouthUpperUpRight = 0.4
mouthStretchRight = 0.4

[fade."cheek.left.dimple"]
base = 0.0
mouthDimpleLeft = 1.0
mouthPressLeft = 0.6
mouthSmileLeft = 0.35

[fade."cheek.right.dimple"]
base = 0.0
mouthDimpleRight = 1.0
mouthPressRight = 0.6
mouthSmileRight = 0.35

[fade."face.left.bag"]
base = 0.35
cheekSquintLeft = 0.6
eyeSquintLeft = 0.6
mouthSmileLeft = 0.4

[fade."face.right.bag"]
base = 0.35
cheekSquintRight = 0.6
eyeSquintRight = 0.6
mouthSmileRight = 0.4
"""
