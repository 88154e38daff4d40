"""A sheet of the worst misses and the worst false alarms, to be looked at."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np

from training.truth import Label, truth_of


def draw_worst(series: dict[str, np.ndarray], judged: Path, labels: list[Label], path: Path) -> None:
    """Draw the 72 lowest crops with the tongue out (at most 8 a file) above the 72 highest without."""
    truths = truth_of(labels, {name: len(line) for name, line in series.items()})
    with np.load(judged) as stored:
        crops = {
            (str(s), int(f)): m
            for s, f, m in zip(stored["source"], stored["frame"], stored["mouth"], strict=True)
        }
    cells = []
    for held in (True, False):
        rows = []
        for (name, what), truth in truths.items():
            frames = truth.held if held else truth.absent
            if what == "tongue_out" and frames:
                own = sorted(
                    ((series[name][at], name, at) for at in frames if at < len(series[name])),
                    reverse=not held,
                )
                rows += own[: 8 if held else 4]
        rows.sort(reverse=not held)
        for value, name, at in rows[:72]:
            crop = crops.get((name, at), np.zeros((48, 48, 3), np.uint8))
            cell = cv2.copyMakeBorder(
                cv2.resize(crop, (104, 104), interpolation=cv2.INTER_CUBIC), 0, 14, 0, 2, cv2.BORDER_CONSTANT
            )
            text = (
                f"{value:.2f} {name.split('/')[0][:2]}/{name.split('/')[1].replace('_jpg.jpg', '')[-9:]} {at}"
            )
            cv2.putText(cell, text, (0, 115), cv2.FONT_HERSHEY_SIMPLEX, 0.3, (255, 255, 255), 1, cv2.LINE_AA)
            cells.append(cell)
        cells += [np.zeros_like(cells[0])] * (-len(cells) % 12)
    sheet = np.concatenate([np.concatenate(cells[i : i + 12], axis=1) for i in range(0, len(cells), 12)])
    cv2.imwrite(str(path), np.ascontiguousarray(sheet[:, :, ::-1]))
