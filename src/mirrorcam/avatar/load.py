"""Loading an avatar from a folder or a zip, which may come from anywhere."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from mirrorcam.avatar.build import build_avatar
from mirrorcam.avatar.errors import AvatarError, fault
from mirrorcam.avatar.model import Avatar
from mirrorcam.avatar.rig_file import MAX_RIG_BYTES, read_rig
from mirrorcam.avatar.svg import read_drawing
from mirrorcam.avatar.xml_tree import MAX_SVG_BYTES

SVG_NAME = "avatar.svg"
RIG_NAME = "rig.toml"
LIMITS = {SVG_NAME: MAX_SVG_BYTES, RIG_NAME: MAX_RIG_BYTES}
MAX_ZIP_BYTES = 20_000_000
MAX_ZIP_FILES = 200


@dataclass(frozen=True, slots=True)
class AvatarFiles:
    """The two files of an avatar in memory, and how messages name them."""

    svg: bytes
    rig: bytes
    svg_file: str
    rig_file: str


def _read_bounded(path: Path, limit: int) -> bytes:
    if not path.is_file():
        raise fault(str(path), "", "no such file", f"an avatar's folder with {SVG_NAME} and {RIG_NAME}")
    size = path.stat().st_size
    if size > limit:
        raise fault(str(path), "", f"{size:,} bytes", f"at most {limit:,}")
    try:
        return path.read_bytes()
    except OSError as error:
        raise fault(
            str(path), "", f"a file that cannot be read ({error.strerror})", "a readable file"
        ) from None


def _zip_members(archive: zipfile.ZipFile, file: str) -> dict[str, zipfile.ZipInfo]:
    entries = archive.infolist()
    if len(entries) > MAX_ZIP_FILES:
        raise fault(file, "", f"{len(entries)} files in the zip", f"at most {MAX_ZIP_FILES}")
    found: dict[str, zipfile.ZipInfo] = {}
    for entry in entries:
        name = entry.filename.replace("\\", "/")
        path = PurePosixPath(name)
        if path.is_absolute() or ".." in path.parts or ":" in name:
            raise fault(
                file, f"'{entry.filename[:60]}'", "a name that leaves the zip's folder", "names inside it"
            )
        if path.name in LIMITS and len(path.parts) <= 2:
            if path.name in found:
                raise fault(file, f"'{entry.filename}'", f"a second {path.name}", "one avatar in a zip")
            found[path.name] = entry
    for name in LIMITS:
        if name not in found:
            raise fault(file, "", f"no {name}", f"{SVG_NAME} and {RIG_NAME}, at the top or in one folder")
    return found


def _read_member(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, file: str, limit: int) -> bytes:
    if entry.file_size > limit:
        raise fault(file, entry.filename, f"{entry.file_size:,} bytes", f"at most {limit:,}")
    if entry.flag_bits & 1:
        raise fault(file, entry.filename, "an encrypted file", "a zip without a password")
    with archive.open(entry) as stream:
        data = stream.read(limit + 1)
    if len(data) > limit:
        raise fault(file, entry.filename, f"more than {limit:,} bytes", f"at most {limit:,}")
    return data


def read_files(path: Path) -> AvatarFiles:
    """Return an avatar's two files from a folder or a zip, read into memory within limits; nothing is unpacked."""
    if path.is_dir():
        svg_path, rig_path = path / SVG_NAME, path / RIG_NAME
        return AvatarFiles(
            _read_bounded(svg_path, MAX_SVG_BYTES),
            _read_bounded(rig_path, MAX_RIG_BYTES),
            str(svg_path),
            str(rig_path),
        )
    if not path.exists():
        raise fault(str(path), "", "nothing there", "an avatar's folder or zip")
    if path.stat().st_size > MAX_ZIP_BYTES:
        raise fault(str(path), "", f"{path.stat().st_size:,} bytes", f"a zip of at most {MAX_ZIP_BYTES:,}")
    try:
        with zipfile.ZipFile(path) as archive:
            members = _zip_members(archive, str(path))
            svg, rig = (_read_member(archive, members[n], str(path), LIMITS[n]) for n in (SVG_NAME, RIG_NAME))
            return AvatarFiles(svg, rig, *(f"{path}/{members[n].filename}" for n in (SVG_NAME, RIG_NAME)))
    except AvatarError:
        raise
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, EOFError, ValueError) as error:
        raise fault(
            str(path), "", f"a file that is no readable zip ({error})", "an avatar's folder or zip"
        ) from None


def load_avatar(folder_or_zip: Path, palette: str | None = None) -> Avatar:
    """Return the avatar at a path in one of its palettes; AvatarError says in one line what is wrong."""
    files = read_files(folder_or_zip)
    drawing = read_drawing(files.svg, files.svg_file)
    rig = read_rig(files.rig, files.rig_file)
    return build_avatar(drawing, rig, files.rig_file, palette)
