"""Working ahead keeps order and failures, and ends when it is left."""

from collections.abc import Iterator

import pytest

from mirrorcam.app.ahead import Ahead


def test_items_come_in_order_and_all_of_them() -> None:
    with Ahead(range(1000), depth=3) as items:
        assert list(items) == list(range(1000))


def test_a_failure_comes_after_the_items_before_it() -> None:
    def failing() -> Iterator[int]:
        yield 1
        raise ValueError("broken")

    taken = []
    with pytest.raises(ValueError, match="broken"), Ahead(failing()) as items:
        taken.extend(items)
    assert taken == [1]


def test_leaving_early_ends_the_work() -> None:
    closed = []

    def endless() -> Iterator[int]:
        try:
            while True:
                yield 1
        finally:
            closed.append(True)

    with Ahead(endless()) as items:
        assert next(items) == 1
    assert closed == [True]
