"""`mirrorcam read`: reading only, no picture. Clips and stills in, one table out."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from mirrorcam.app.ahead import Ahead
from mirrorcam.app.eyes import Eyes
from mirrorcam.app.failures import AppError
from mirrorcam.app.progress import follow
from mirrorcam.core.line import Visitors, read_faces
from mirrorcam.core.reader import read_still
from mirrorcam.core.tuning import ReaderTuning
from mirrorcam.core.types import Expression, Frame
from mirrorcam.sinks.plot import draw_timeline_plot
from mirrorcam.sinks.sink import refuse_overwriting, refuse_unwritable
from mirrorcam.sinks.tables import TimelineWriter
from mirrorcam.sources.source import SourceError
from mirrorcam.sources.stills import open_still as read_picture
from mirrorcam.sources.video import VideoRecording
from mirrorcam.sources.walk import is_still, walk


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What to read and where to write it."""

    paths: tuple[Path, ...]
    csv: Path
    plot: Path | None = None
    face_model: Path | None = None
    quiet: bool = False


def read(options: ReadOptions, tuning: ReaderTuning) -> None:
    """Read every clip and still into one table; files that cannot be read are named, and the rest goes on.

    With options.plot the largest face of the one clip is drawn over time. Raises AppError at the end where any
    file could not be read.
    """
    files = list(walk(options.paths))
    if not files:
        raise AppError(f"{', '.join(map(str, options.paths))}: no clip or still in there")
    if options.plot is not None and (len(files) != 1 or is_still(files[0])):
        raise AppError(
            f"--plot {options.plot}: draws one clip over time; name one clip, not {len(files)} files"
        )
    _refuse_outputs(options, files)
    failed = 0
    plotted: list[tuple[float, Expression]] = []
    with closing(Eyes(options.face_model)) as eyes, TimelineWriter(options.csv) as table:
        for file in follow(files, len(files), "files", quiet=options.quiet or len(files) == 1):
            try:
                quiet = options.quiet or len(files) > 1
                for frame, expressions in read_file(file, eyes, tuning, quiet=quiet):
                    table.write(str(file), frame.index, frame.time_s, expressions)
                    if options.plot is not None and expressions:
                        plotted.append((frame.time_s, expressions[0]))
            except SourceError as error:
                failed += 1
                print(f"mirrorcam: {error}", file=sys.stderr)
    if options.plot is not None and plotted:
        draw_timeline_plot(plotted, options.plot, files[0].name)
    if failed:
        raise AppError(f"{failed} of {len(files)} files could not be read; the others are in {options.csv}")
    if options.plot is not None and not plotted:
        raise AppError(
            f"--plot {options.plot}: no face was seen, so nothing was drawn; {options.csv} is written"
        )


def _refuse_outputs(options: ReadOptions, files: Sequence[Path]) -> None:
    """Find out before the work whether table and plot can be written and would not take the place of what is read."""
    refuse_overwriting(files, options.csv)
    if options.plot is None:
        return
    if options.plot == options.csv:
        raise AppError(f"--plot {options.plot}: is the table's name, too; give the picture another")
    refuse_overwriting(files, options.plot)
    refuse_unwritable(options.plot, "reading.png")


def read_file(
    file: Path, eyes: Eyes, tuning: ReaderTuning, *, quiet: bool
) -> Iterator[tuple[Frame, tuple[Expression, ...]]]:
    """Yield each frame of a clip, or the one of a still, with the expressions of its faces.

    Decoding, tracking and reading work side by side, each in order, so that a second core is not left idle.
    """
    if is_still(file):
        frame = read_picture(file)
        faces = eyes.see_still(frame)
        yield frame, tuple(read_still(face.observation, face.evidence, tuning) for face in faces)
        return
    recording = VideoRecording(file)
    visitors: Visitors = {}
    with closing(recording), Ahead(recording.frames()) as frames, Ahead(eyes.track(frames)) as tracked:
        for frame, observations in follow(tracked, recording.frame_count, file.name, quiet=quiet):
            visitors, expressions = read_faces(visitors, eyes.read(observations), frame.time_s, tuning)
            yield frame, expressions
