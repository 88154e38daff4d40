"""How far a long job is: a bar on a terminal, plain lines elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TypeVar

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Column

T = TypeVar("T")
# Without a terminal a line is printed each time this share is done.
LINE_EVERY = 0.25
LONGEST_TITLE = 32


def follow(items: Iterable[T], total: int | None, title: str, *, quiet: bool = False) -> Iterator[T]:
    """Yield items and show how many of total are done, on stderr."""
    console = Console(stderr=True)
    if quiet:
        yield from items
    elif console.is_terminal:
        # A file's name is no markup, and a long one must leave room for the bar.
        named = TextColumn(
            "{task.description}",
            markup=False,
            table_column=Column(max_width=LONGEST_TITLE, no_wrap=True, overflow="ellipsis"),
        )
        columns = (named, BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        with Progress(*columns, console=console, transient=True) as progress:
            yield from progress.track(items, total=total, description=Path(title).name)
    else:
        yield from _in_lines(items, total, title)


def _in_lines(items: Iterable[T], total: int | None, title: str) -> Iterator[T]:
    said = 0
    for done, item in enumerate(items, start=1):
        yield item
        shares = int(done / total / LINE_EVERY) if total else 0
        if shares > said:
            said = shares
            print(f"{title}: {done} of {total}", file=sys.stderr)
