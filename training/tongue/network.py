"""The tongue network: six convolutions on a 48 px mouth crop, about 215,000 weights."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch
from torch import nn

from mirrorcam.vision.light import in_even_light, is_lit_from_left
from mirrorcam.vision.tongue_network import glimpses, reflect
from training.tongue.augment import to_input
from training.tongue.pictures import MASKS

# What it says, in order: log odds that a tongue is out, how far out it is (logit), where its tip points
# (atanh), log odds of a smile.
OUTPUTS = ("seen", "out", "left", "down", "smile")
# So many steps see where things are; the rest conclude.
_LOOKS = 4


class Step(nn.Module):
    """A 3x3 convolution, normalised and rectified; where it keeps size and width its input is added."""

    def __init__(self, narrow: int, wide: int, stride: int) -> None:
        super().__init__()
        self.conv = nn.Conv2d(narrow, wide, 3, stride, 1, bias=False)
        self.norm = nn.BatchNorm2d(wide)
        self.adds = stride == 1 and narrow == wide

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """f32[n,narrow,h,w] to f32[n,wide,h/stride,w/stride]."""
        made = self.norm(self.conv(x))
        return torch.relu(made + x if self.adds else made)


class TongueNet(nn.Module):
    """Crops f32[n,3,48,48], RGB in [-1, 1], to f32[n,5] in the order of OUTPUTS, before any squashing."""

    def __init__(self) -> None:
        super().__init__()
        # Widths are multiples of 16, which both torch and cv2.dnn run fastest.
        plan = ((3, 16, 2), (16, 48, 2), (48, 64, 2), (64, 64, 1), (64, 96, 2), (96, 96, 1))
        self.body = nn.Sequential(*(Step(*each) for each in plan))
        self.drop = nn.Dropout(0.1)
        self.head = nn.Linear(96 * 3 * 3, len(OUTPUTS))

    def look(self, x: torch.Tensor) -> torch.Tensor:
        """Return what it sees where: f32[n,64,6,6]."""
        return self.body[:_LOOKS](x)

    def conclude(self, sights: torch.Tensor) -> torch.Tensor:
        """Return f32[n,5] from what `look` saw."""
        return self.head(self.drop(torch.flatten(self.body[_LOOKS:](sights), 1)))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """See the class."""
        return self.conclude(self.look(x))


class Places(nn.Module):
    """Points out where tongue, lips and mouth are, from what the network sees: taught beside it, and not shipped."""

    def __init__(self) -> None:
        super().__init__()
        self.point = nn.Conv2d(64, MASKS * 4, 1)

    def forward(self, sights: torch.Tensor) -> torch.Tensor:
        """f32[n,64,6,6] to the log odds f32[n,3,12,12] of each mask."""
        return nn.functional.pixel_shuffle(self.point(sights), 2)


def mean_net(paths: list[Path]) -> TongueNet:
    """Return the network whose weights are the mean of those in paths (one training and its continuation)."""
    states = [torch.load(path, weights_only=True) for path in paths]
    net = TongueNet()
    net.load_state_dict(
        {
            name: sum(state[name] for state in states) / len(states) if value.is_floating_point() else value
            for name, value in states[0].items()
        }
    )
    return net.eval()


def ask(net: nn.Module, crops: np.ndarray) -> np.ndarray:
    """Return what a net says of crops u8[n,48,48,3]: f32[n,5], squashed to their ranges."""
    parts = []
    with torch.no_grad():
        for part in np.array_split(crops, max(1, len(crops) // 256)):
            raw = net(to_input(part))
            said = torch.sigmoid(raw)
            said[:, 2:4] = torch.tanh(raw[:, 2:4])
            parts.append(said)
    return torch.cat(parts).numpy()


def say_once(net: nn.Module, crops: np.ndarray, *, turned: bool = False) -> np.ndarray:
    """Return what a net says of crops u8[n,48,48,3] in even light, lighter half left (turned: right): f32[n,5]."""
    even = np.stack([in_even_light(np.ascontiguousarray(crop)) for crop in crops])
    plain = np.array([is_lit_from_left(crop) for crop in even]) ^ turned
    said = ask(net, np.where(plain[:, None, None, None], even, even[:, :, ::-1]))
    return np.where(plain[:, None], said, reflect(said))


def say(net: nn.Module, crops: np.ndarray) -> np.ndarray:
    """Return what a net says of crops, seen both ways round where it glimpses a tongue: f32[n,5]."""
    once = say_once(net, crops)
    return np.where(glimpses(once)[:, None], (once + say_once(net, crops, turned=True)) / 2, once)
