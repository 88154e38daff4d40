"""What the engine needs to know of the demonstrator beside the drawing."""

from __future__ import annotations

RIG = """
[avatar]
name = "demonstrator"
title = "The demonstrator"
licence = "Apache-2.0"
cannot = []

[depth]
"hair.back" = { top = 0.0, bottom = -0.25 }
"ear.left" = -0.02
"ear.right" = -0.02
"head" = { top = 0.05, bottom = 0.42 }
"face" = 0.6
"wrinkles" = 0.6
"cheek.left" = 0.55
"cheek.right" = 0.55
"eye.left" = 0.66
"eye.right" = 0.66
"eye.shade.left" = 0.66
"eye.shade.right" = 0.66
"iris.left" = 0.67
"iris.right" = 0.67
"glint.left" = 0.67
"glint.right" = 0.67
"lid.lower.left" = 0.66
"lid.lower.right" = 0.66
"lid.upper.left" = 0.66
"lid.upper.right" = 0.66
"brow.left" = 0.72
"brow.right" = 0.72
"nose" = { top = 0.78, bottom = 1.12 }
"mouth.inner" = 0.84
"teeth.upper" = 0.82
"teeth.lower" = 0.82
"lip.lower" = 0.86
"tongue" = 0.88
"mouth" = 0.86
"hair" = { top = 0.02, bottom = 0.2 }

[pivot]
head = [500.0, 800.0]

[follow]
"body.neck" = 0.45

[gaze]
x = 19.0
y = 20.0
lids_follow = 0.35

[limits]
yaw_deg = 32.0
pitch_deg = 24.0
roll_deg = 35.0

[spring]
"hair.back" = { stiffness_hz = 4.0, damping = 0.8 }

[breath]
lift = 3.0

[idle]
blink_per_min = 15.0
blink_s = 0.24
breath_per_min = 15.0
saccade_per_min = 24.0
glance_per_min = 2.0

[clip]
"face" = "head.shape"
"cheek.left" = "head.shape"
"cheek.right" = "head.shape"
"body.shadow" = "body.neck"
"iris.left" = "eye.left.white"
"iris.right" = "eye.right.white"
"glint.left" = "eye.left.white"
"glint.right" = "eye.right.white"
"teeth.upper" = "mouth.inner.shape"
"teeth.lower" = "mouth.inner.shape"
"tongue" = "mouth.window"

[fade]
"tongue.shadow" = { base = 0.0, tongueOut = 1.0 }
"tongue.shade" = { base = 0.0, tongueOut = 1.0 }
"tongue.gloss" = { base = 0.25, tongueOut = 0.25 }
"face.frown" = { base = 0.08, browDownLeft = 0.48, browDownRight = 0.48 }
"face.wrinkles" = { base = 0.05, browInnerUp = 0.16, browOuterUpLeft = 0.06, browOuterUpRight = 0.06 }
"face.chin.dimple" = { base = 0.15, mouthShrugLower = 0.85, mouthFrownLeft = 0.3, mouthFrownRight = 0.3 }
"cheek.left.fold" = { base = 0.15, mouthSmileLeft = 0.4, noseSneerLeft = 0.4, mouthUpperUpLeft = 0.3 }
"cheek.right.fold" = { base = 0.15, mouthSmileRight = 0.4, noseSneerRight = 0.4, mouthUpperUpRight = 0.3 }
"cheek.left.shine" = { base = 0.7, mouthSmileLeft = 0.3, cheekSquintLeft = 0.3, cheekPuff = 0.5 }
"cheek.right.shine" = { base = 0.7, mouthSmileRight = 0.3, cheekSquintRight = 0.3, cheekPuff = 0.5 }
"face.left.bag" = { base = 0.5, cheekSquintLeft = 0.5, eyeSquintLeft = 0.5, mouthSmileLeft = 0.3 }
"face.right.bag" = { base = 0.5, cheekSquintRight = 0.5, eyeSquintRight = 0.5, mouthSmileRight = 0.3 }
"lid.upper.left.crease" = { eyeBlinkLeft = 0.55 }
"lid.upper.right.crease" = { eyeBlinkRight = 0.55 }
"teeth.upper.shape" = { mouthPucker = -1.0, mouthFunnel = -1.3 }
"teeth.upper.lines" = { mouthPucker = -0.28, mouthFunnel = -1.0 }
"teeth.lower.shape" = { mouthPucker = -0.9, mouthFunnel = -1.3 }

[fade."cheek.left.corner"]
base = 0.2
mouthSmileLeft = 0.4
mouthDimpleLeft = 0.5
mouthFrownLeft = 0.4
mouthPressLeft = 0.3

[fade."cheek.right.corner"]
base = 0.2
mouthSmileRight = 0.4
mouthDimpleRight = 0.5
mouthFrownRight = 0.4
mouthPressRight = 0.3

[fade."lip.line"]
base = 0.75
jawOpen = -0.75
tongueOut = -0.75
mouthFunnel = -0.6
mouthSmileLeft = -0.45
mouthSmileRight = -0.45
"""
