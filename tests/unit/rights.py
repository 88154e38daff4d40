"""Acting without the rights of root, who may read and write everything."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TypeVar

import pytest

Result = TypeVar("Result")
NOBODY = 65534


def as_nobody(act: Callable[[], Result]) -> Result:
    """Run act as a user without special rights."""
    if os.name != "posix":
        pytest.skip("rights to files are posix here")
    if os.geteuid() != 0:
        return act()
    os.seteuid(NOBODY)
    try:
        return act()
    finally:
        os.seteuid(0)
