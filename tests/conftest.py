"""What all tests share: where the real faces are, headless windows, and the golden pictures' option."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

os.environ.setdefault("SDL_VIDEODRIVER", "dummy")
os.environ.setdefault("SDL_AUDIODRIVER", "dummy")
os.environ.setdefault("GLOG_minloglevel", "3")

# The same examples on every machine, however slow it is: no test depends on luck or the clock.
settings.register_profile("mirrorcam", derandomize=True, deadline=None)
settings.load_profile("mirrorcam")

ROOT = Path(__file__).resolve().parent.parent
REAL_FACES = ROOT.parent / "shared" / "data"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="Write the golden pictures anew.")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if REAL_FACES.is_dir():
        return
    absent = pytest.mark.skip(reason="../shared/data with real faces is not here")
    for item in items:
        if item.get_closest_marker("real_faces"):
            item.add_marker(absent)


@pytest.fixture(scope="session")
def real_faces() -> Path:
    """The folder of real clips and stills."""
    return REAL_FACES


@pytest.fixture(scope="session")
def assets() -> Path:
    """The folder of avatars, models and texts."""
    return ROOT / "assets"
