"""A model that is missing or damaged is named, with what it should be."""

import shutil
from pathlib import Path

import pytest

from mirrorcam.vision.channel_network import MODEL
from mirrorcam.vision.errors import VisionError
from mirrorcam.vision.model_file import expected_sum, open_model


@pytest.fixture
def models(tmp_path: Path, assets: Path) -> Path:
    """A copy of the models that may be spoiled."""
    return Path(shutil.copytree(assets / "models", tmp_path / "models"))


def test_what_ships_opens_and_is_small(assets: Path) -> None:
    assert open_model(assets / "models", MODEL) is not None
    assert (assets / "models" / MODEL).stat().st_size < 1_000_000


def test_a_missing_model_is_named_with_its_sum(models: Path) -> None:
    (models / MODEL).unlink()
    with pytest.raises(VisionError, match=f"{MODEL}.*{expected_sum(models, MODEL)}"):
        open_model(models, MODEL)


def test_a_damaged_model_is_named_with_both_sums(models: Path) -> None:
    content = bytearray((models / MODEL).read_bytes())
    content[1000] ^= 0xFF
    (models / MODEL).write_bytes(bytes(content))
    with pytest.raises(VisionError, match=f"damaged.*{expected_sum(models, MODEL)}"):
        open_model(models, MODEL)


def test_a_missing_list_of_sums_says_so(models: Path) -> None:
    (models / "SHA256SUMS").unlink()
    with pytest.raises(VisionError, match="SHA256SUMS"):
        open_model(models, MODEL)
