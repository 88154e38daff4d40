"""Write a trained tongue network to assets/models/ with its checksum, and check it under cv2.dnn.

usage: python -m training.tongue.export [--models assets/models] [--second] WEIGHTS.pt ...

Several weights are averaged, as a training and its continuation. The second is stored in half precision.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import cv2
import numpy as np
import torch
from torch import nn

from mirrorcam.vision.model_file import write_sum
from mirrorcam.vision.mouth_crop import SIDE_PX
from mirrorcam.vision.tongue_network import MODEL, SECOND_MODEL
from training.joined import store_in_half
from training.tongue.augment import to_input
from training.tongue.network import mean_net
from training.tongue.second import load_second

OPSET = 12
MOST_BYTES = 1_000_000
# cv2.dnn and torch may differ by rounding alone, and by half precision.
CLOSE, CLOSE_IN_HALF = 1e-3, 3e-2


def export(net: nn.Module, path: Path) -> None:
    """Write the network as ONNX, the batch norms folded into the convolutions."""
    torch.onnx.export(
        net, (torch.zeros(2, 3, SIDE_PX, SIDE_PX),), str(path), input_names=["crop"], output_names=["said"],
        opset_version=OPSET, dynamo=False,
    )  # fmt: skip


def check(net: nn.Module, path: Path, close: float) -> None:
    """Stop where the file is too large, or cv2.dnn says something else than the network."""
    if path.stat().st_size > MOST_BYTES:
        raise SystemExit(f"{path}: {path.stat().st_size} bytes, more than {MOST_BYTES}")
    crop = np.random.default_rng(0).integers(0, 256, (2, SIDE_PX, SIDE_PX, 3), dtype=np.uint8)
    read = cv2.dnn.readNetFromONNX(str(path))
    read.setInput(to_input(crop).numpy())
    with torch.no_grad():
        difference = float(np.abs(read.forward() - net(to_input(crop)).numpy()).max())
    if difference > close:
        raise SystemExit(f"{path}: cv2.dnn says something else than torch (by {difference:.5f})")
    print(path.name, path.stat().st_size, f"bytes, cv2.dnn within {difference:.5f} of torch")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("weights", type=Path, nargs="+")
    parser.add_argument("--models", type=Path, default=Path("assets/models"))
    parser.add_argument("--second", action="store_true")
    options = parser.parse_args()
    path = options.models / (SECOND_MODEL if options.second else MODEL)
    net = load_second(*options.weights) if options.second else mean_net(options.weights)
    export(net, path)
    if options.second:
        store_in_half(path)
    check(net, path, CLOSE_IN_HALF if options.second else CLOSE)
    print(write_sum(options.models, path.name))


if __name__ == "__main__":
    main()
