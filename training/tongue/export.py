"""Write the trained network to assets/models/tongue.onnx and its checksum, and check it under cv2.dnn.

usage: python -m training.tongue.export [--models assets/models] WEIGHTS.pt ...

Several weights are averaged, as a training and its continuation.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import cv2
import numpy as np
import torch

from mirrorcam.vision.model_file import write_sum
from mirrorcam.vision.mouth_crop import SIDE_PX
from mirrorcam.vision.tongue_network import MODEL
from training.tongue.augment import to_input
from training.tongue.network import mean_net

OPSET = 12
MOST_BYTES = 1_000_000
# cv2.dnn and torch may differ by rounding alone.
CLOSE = 1e-3


def export(weights: list[Path], path: Path) -> None:
    """Write the network with the mean of these weights as ONNX."""
    net = mean_net(weights)
    torch.onnx.export(
        net, (torch.zeros(2, 3, SIDE_PX, SIDE_PX),), str(path), input_names=["crop"], output_names=["said"],
        opset_version=OPSET, dynamo=False,
    )  # fmt: skip
    if path.stat().st_size > MOST_BYTES:
        raise SystemExit(f"{path}: {path.stat().st_size} bytes, more than {MOST_BYTES}")
    crop = np.random.default_rng(0).integers(0, 256, (2, SIDE_PX, SIDE_PX, 3), dtype=np.uint8)
    read = cv2.dnn.readNetFromONNX(str(path))
    read.setInput(to_input(crop).numpy())
    with torch.no_grad():
        difference = float(np.abs(read.forward() - net(to_input(crop)).numpy()).max())
    if difference > CLOSE:
        raise SystemExit(f"{path}: cv2.dnn says something else than torch (by {difference:.5f})")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("weights", type=Path, nargs="+")
    parser.add_argument("--models", type=Path, default=Path("assets/models"))
    options = parser.parse_args()
    export(options.weights, options.models / MODEL)
    print(MODEL, (options.models / MODEL).stat().st_size, "bytes", write_sum(options.models, MODEL))


if __name__ == "__main__":
    main()
