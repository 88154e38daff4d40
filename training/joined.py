"""The channels network as it is stored: what people taught (training.channels), and what training.acted put beside."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import helper, numpy_helper
from torch import nn

from mirrorcam.core.channels import CHANNELS
from mirrorcam.vision.model_file import write_sum
from training.channel_net import People, apply
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


class Joined(nn.Module):
    """Shape f32[b, 3 p] to channels in [0,1] and log odds, f32[b, 51 + 7]: channel_net.People with more added."""

    def __init__(self, people: People, beside: nn.Module | None) -> None:
        super().__init__()
        self.see = nn.Linear(people.basis.shape[1], len(people.basis), bias=False)
        with torch.no_grad():
            self.see.weight.copy_(torch.from_numpy(people.basis))
        self.people, self.beside = people, beside
        self.register_buffer("boosts", torch.from_numpy(np.log(_BOOSTS)))
        self.register_buffer("added", torch.from_numpy(ADDED))

    def forward(self, shape: torch.Tensor) -> torch.Tensor:
        z = self.see(shape)
        odds, scores = self.people.odds(z)
        if self.beside is not None:
            odds = odds + self.boosts + self.beside(z) * self.added
        return torch.cat([torch.sigmoid(odds), scores], dim=1)


def said_by(people: People, x: np.ndarray) -> np.ndarray:
    """Return the chances f32[n,51] that the people's networks tell of faces x, averaged over both sides."""
    return np.asarray(apply(people, x)[:, :TAUGHT])


def export_joined(people: People, beside: nn.Module, path: Path) -> None:
    """Write all as one ONNX file: "shape" f32[2, 3 p] to "told" f32[2, 58]."""
    network = Joined(people, beside).eval()
    path.parent.mkdir(parents=True, exist_ok=True)
    torch.onnx.export(
        network, (torch.zeros(2, network.see.in_features),), str(path), input_names=["shape"],
        output_names=["told"], opset_version=13, dynamo=False,
    )  # fmt: skip
    store_in_half(path)
    print(path.name, path.stat().st_size, "bytes", write_sum(path.parent, path.name))


def store_in_half(path: Path) -> None:
    """Write the matrices of an ONNX file in half precision: half the size, and cast back when it is opened."""
    model = onnx.load(str(path))
    casts = []
    for weights in model.graph.initializer:
        values = numpy_helper.to_array(weights)
        if values.ndim > 1:
            name = weights.name
            weights.CopyFrom(numpy_helper.from_array(values.astype(np.float16), f"{name}.half"))
            casts.append(helper.make_node("Cast", [f"{name}.half"], [name], to=onnx.TensorProto.FLOAT))
    nodes = [*casts, *model.graph.node]
    del model.graph.node[:]
    model.graph.node.extend(nodes)
    onnx.checker.check_model(model)
    onnx.save(model, str(path))
