"""The brow network itself: how crops are normalised, its shape, and how it is stored."""

from __future__ import annotations

from math import ceil
from pathlib import Path

import torch
from torch import nn

from mirrorcam.vision.brow_crop import HEIGHT_PX, WIDTH_PX
from mirrorcam.vision.brow_network import LEAST_CONTRAST
from mirrorcam.vision.model_file import write_sum

# The network's outputs: log odds of the two gestures, then the teacher's channels, which help it to tell brows from
# what is around them and are dropped when it is stored.
GESTURES = ("frown", "brows_up")
HELPERS = ("browDownLeft", "browDownRight", "browInnerUp", "browOuterUpLeft", "browOuterUpRight")
HELPERS_MIRRORED = (1, 0, 2, 4, 3)
WIDE = 12


def normalise(crops: torch.Tensor) -> torch.Tensor:
    """Return crops f[b,1,h,w] with light and contrast taken out; a flat crop stays flat."""
    mean = crops.mean(dim=(2, 3), keepdim=True)
    spread = crops.std(dim=(2, 3), keepdim=True, correction=0)
    return (crops - mean) / (spread + LEAST_CONTRAST)


class BrowNet(nn.Module):
    """Normalised grey crops f[b,1,44,80] to f[b, outputs], by default gestures and helpers."""

    def __init__(self, outputs: int = len(GESTURES) + len(HELPERS)) -> None:
        super().__init__()
        self.see = nn.Sequential(
            nn.Conv2d(1, WIDE, 3, 2, 1), nn.ReLU(),
            nn.Conv2d(WIDE, 2 * WIDE, 3, 2, 1), nn.ReLU(),
            nn.Conv2d(2 * WIDE, 3 * WIDE, 3, 2, 1), nn.ReLU(),
            nn.Conv2d(3 * WIDE, 4 * WIDE, 3, 2, 1), nn.ReLU(),
            nn.Flatten(), nn.Dropout(0.3),
        )  # fmt: skip
        self.say = nn.Linear(4 * WIDE * ceil(HEIGHT_PX / 16) * ceil(WIDTH_PX / 16), outputs)

    def forward(self, crops: torch.Tensor) -> torch.Tensor:
        return self.say(self.see(crops))

    def without_helpers(self) -> BrowNet:
        """Return a copy that says the gestures alone."""
        bare, count = BrowNet(len(GESTURES)), len(GESTURES)
        bare.see.load_state_dict(self.see.state_dict())
        with torch.no_grad():
            bare.say.weight.copy_(self.say.weight[:count])
            bare.say.bias.copy_(self.say.bias[:count])
        return bare


def export(network: BrowNet, path: Path) -> None:
    """Write the network as ONNX with its gestures alone: "brows" f32[2,1,44,80], normalised, to "held" f32[2,2]."""
    torch.onnx.export(
        network.without_helpers().eval(), (torch.zeros(2, 1, HEIGHT_PX, WIDTH_PX),), str(path), input_names=["brows"],
        output_names=["held"], opset_version=13, dynamo=False,
    )  # fmt: skip
    print(path.name, path.stat().st_size, "bytes", write_sum(path.parent, path.name))
