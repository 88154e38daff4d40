"""A short act of the demonstrator as a clip, and the command line as a function."""

from pathlib import Path

import pytest
from acting import SHORT_SCRIPT, Run, film_of

from mirrorcam.app import cli
from mirrorcam.sources.demonstrator import Demonstrator, open_demonstrator


@pytest.fixture(scope="session")
def short_script(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three seconds: rest, mouth open, rest."""
    path = tmp_path_factory.mktemp("script") / "short.toml"
    path.write_text(SHORT_SCRIPT)
    return path


@pytest.fixture(scope="session")
def actor(assets: Path, short_script: Path) -> Demonstrator:
    """The demonstrator acting the short script."""
    return open_demonstrator(assets / "avatars" / "demonstrator", short_script)


@pytest.fixture(scope="session")
def clip(actor: Demonstrator, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The short act as a film."""
    return film_of(
        [frame.rgb for frame in actor.frames()], tmp_path_factory.mktemp("clip") / "act.mp4", actor.fps
    )


@pytest.fixture
def run() -> Run:
    """Run a command line and return its exit code."""
    return lambda *arguments: cli.run([str(argument) for argument in arguments])
