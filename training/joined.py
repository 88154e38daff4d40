"""The channels network as it is stored: what people taught (training.channels), and what training.acted put beside."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import nn

from mirrorcam.core.channels import CHANNELS
from mirrorcam.vision.model_file import write_sum
from training.channel_net import BASIS, SWAP, ChannelNet, flat, mirror_faces
from training.lessons import TAUGHT

# The teacher sees corners pulled down, but hardly says so: the odds of these channels are multiplied.
BOOSTED, BOOST = ("mouthFrownLeft", "mouthFrownRight"), 3.0
_BOOSTS = np.array([BOOST if name in BOOSTED else 1.0 for name in CHANNELS[:TAUGHT]], np.float32)

# The people's network reads this of her as well, and steadily, where what she taught flickers about an outstretched
# tongue: nothing is added to it.
LEFT_ALONE = ("jawOpen",)
ADDED = np.array([name not in LEFT_ALONE for name in CHANNELS[:TAUGHT]], np.float32)


def boosted(chances: np.ndarray) -> np.ndarray:
    """Return chances f32[n,51] with the odds of BOOSTED multiplied."""
    return np.asarray(_BOOSTS * chances / (1 + (_BOOSTS - 1) * chances))


def dense(weight: np.ndarray, bias: np.ndarray) -> nn.Linear:
    """Return a linear layer with these weights f32[out, in]."""
    layer = nn.Linear(weight.shape[1], weight.shape[0])
    with torch.no_grad():
        layer.weight.copy_(torch.from_numpy(np.array(weight)))
        layer.bias.copy_(torch.from_numpy(np.array(bias)))
    return layer


class Joined(nn.Module):
    """Shape f32[b, 3 p] to channels in [0,1] and log odds, f32[b, 51 + 7]: channel_net.ChannelNet with more added."""

    def __init__(self, people: onnx.ModelProto, beside: nn.Module | None) -> None:
        super().__init__()
        stored = {each.name: numpy_helper.to_array(each) for each in people.graph.initializer}
        names = ("trunk.0", "trunk.2", "channels", "scores")
        first, second, self.channels, self.scores = (
            dense(stored[f"{name}.weight"], stored[f"{name}.bias"]) for name in names
        )
        self.trunk = nn.Sequential(first, nn.ELU(), second, nn.ELU())
        plain = ChannelNet(np.zeros((BASIS, 1), np.float32))
        self.register_buffer("kept", 1 - plain.told_share)
        self.register_buffer("told_by", plain.told_by.T.contiguous())
        self.register_buffer("boosts", torch.from_numpy(np.log(_BOOSTS)))
        self.beside = None if beside is None else folded(beside)

    def forward(self, shape: torch.Tensor) -> torch.Tensor:
        seen = self.trunk(shape)
        odds = self.channels(seen)
        scores = self.scores(seen) * self.kept + odds @ self.told_by
        if self.beside is not None:
            odds = odds + self.boosts + self.beside(shape)
        return torch.cat([torch.sigmoid(odds), scores], dim=1)


def folded(beside: nn.Module) -> nn.Sequential:
    """Return the network beside with its basis folded into the first layer."""
    first, *rest = beside.see
    with torch.no_grad():
        weight = first.weight @ torch.from_numpy(beside.basis)
    last = (beside.add.weight.detach().numpy() * ADDED[:, None], beside.add.bias.detach().numpy() * ADDED)
    return nn.Sequential(dense(weight.numpy(), first.bias.detach().numpy()), *rest, dense(*last))


def said_by(people: onnx.ModelProto, x: np.ndarray) -> np.ndarray:
    """Return the chances f32[n,51] that the people's network tells of faces x, averaged over both sides."""
    network = Joined(people, None).eval()
    with torch.no_grad():
        plain, other = (network(torch.from_numpy(flat(each))).numpy() for each in (x, mirror_faces(x)))
    return np.asarray((plain + other[:, SWAP])[:, :TAUGHT] / 2)


def export_joined(people: onnx.ModelProto, beside: nn.Module, path: Path) -> None:
    """Write both as one ONNX file: "shape" f32[2, 3 p] to "told" f32[2, 58]."""
    network = Joined(people, beside).eval()
    path.parent.mkdir(parents=True, exist_ok=True)
    torch.onnx.export(
        network, (torch.zeros(2, network.trunk[0].in_features),), str(path), input_names=["shape"],
        output_names=["told"], opset_version=13, dynamo=False,
    )  # fmt: skip
    print(path.name, path.stat().st_size, "bytes", write_sum(path.parent, path.name))
