"""The tongue network: six convolutions on a 48 px mouth crop, about 215,000 weights."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import torch
from torch import nn

from mirrorcam.sources.walk import is_still
from mirrorcam.vision.light import in_even_light, is_lit_from_left
from mirrorcam.vision.tongue_network import glimpses, reflect, seen_aside
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
    net = TongueNet()
    net.load_state_dict(mean_weights(paths))
    return net.eval()


def mean_weights(paths: Sequence[Path]) -> dict[str, torch.Tensor]:
    """Return the mean of the weights in paths; what only counts is taken from the first."""
    states = [torch.load(path, weights_only=True) for path in paths]
    return {
        name: sum(state[name] for state in states) / len(states) if value.is_floating_point() else value
        for name, value in states[0].items()
    }


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
    lit, plain = _lit_from_left(crops)
    said = reflect(ask(net, lit[:, :, ::-1])) if turned else ask(net, lit)
    return np.where(plain[:, None], said, reflect(said))


def _lit_from_left(crops: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return crops u8[n,48,48,3] in even light with their lighter half left, and which are so as they are: bool[n]."""
    even = np.stack([in_even_light(np.ascontiguousarray(crop)) for crop in crops])
    plain = np.array([is_lit_from_left(crop) for crop in even])
    return np.where(plain[:, None, None, None], even, even[:, :, ::-1]), plain


def say(net: nn.Module, crops: np.ndarray) -> np.ndarray:
    """Return what a net says of crops, seen both ways round where it glimpses a tongue: f32[n,5]."""
    once = say_once(net, crops)
    return np.where(glimpses(once)[:, None], (once + say_once(net, crops, turned=True)) / 2, once)


def study(net: nn.Module, crops: np.ndarray) -> np.ndarray:
    """Return what a net says of stills' crops, as the reader studies them: f32[n,5], the mean of many views."""
    lit, plain = _lit_from_left(crops)
    looks = np.stack([seen_aside(crop) for crop in lit], axis=1)
    said = np.mean([(ask(net, look) + reflect(ask(net, look[:, :, ::-1]))) / 2 for look in looks], axis=0)
    return np.where(plain[:, None], said, reflect(said))


def say_of_files(
    net: nn.Module,
    crops: np.ndarray,
    files: np.ndarray,
    say_of_clip: Callable[[nn.Module, np.ndarray], np.ndarray],
) -> np.ndarray:
    """Return what a net says of crops of these files: stills are studied, frames of clips read by `say_of_clip`."""
    stills = np.array([is_still(str(name)) for name in files])
    said = np.empty((len(crops), len(OUTPUTS)), np.float32)
    for mine, read in ((stills, study), (~stills, say_of_clip)):
        if mine.any():
            said[mine] = read(net, crops[mine])
    return said
