"""Fetching the face model: whole and checked, or not at all."""

import io
from pathlib import Path
from typing import BinaryIO

import pytest

from mirrorcam.app import models
from mirrorcam.app.failures import AppError


def serving(content: bytes):
    def open_address(address: str, timeout: float) -> BinaryIO:
        assert address == models.ADDRESS
        assert timeout > 0
        return io.BytesIO(content)

    return open_address


def test_a_download_of_the_wrong_size_is_refused_and_nothing_is_left(tmp_path: Path) -> None:
    with pytest.raises(AppError, match="got 5 bytes"):
        models.fetch_model(tmp_path, serving(b"wrong"))
    assert list(tmp_path.iterdir()) == []


def test_a_download_of_the_right_size_and_wrong_content_is_refused(tmp_path: Path) -> None:
    with pytest.raises(AppError, match="SHA-256"):
        models.fetch_model(tmp_path, serving(bytes(models.SIZE_BYTES)))
    assert list(tmp_path.iterdir()) == []


def test_no_network_ends_in_a_line_that_says_what_to_do(tmp_path: Path) -> None:
    def unreachable(address: str, timeout: float) -> BinaryIO:
        raise OSError("no route to host")

    with pytest.raises(AppError, match="copy it to"):
        models.fetch_model(tmp_path, unreachable)


def test_the_right_file_is_put_in_place(tmp_path: Path, real_faces: Path) -> None:
    bundle = real_faces.parent / "models" / "face_landmarker.task"
    if not bundle.is_file():
        pytest.skip("../shared/models is not here")
    target = models.fetch_model(tmp_path, serving(bundle.read_bytes()))
    assert target == tmp_path / "face_landmarker.task"
    assert target.read_bytes() == bundle.read_bytes()


def test_a_folder_that_cannot_be_written_ends_in_one_line(tmp_path: Path) -> None:
    blocker = tmp_path / "file"
    blocker.write_text("in the way")
    with pytest.raises(AppError):
        models.fetch_model(blocker / "folder", serving(b""))
