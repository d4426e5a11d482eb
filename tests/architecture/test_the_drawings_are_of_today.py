"""What the reference says of the code is what the code says."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.architecture.drawings import DRAWINGS
from tests.architecture.tree import short


@pytest.mark.parametrize("path", DRAWINGS, ids=short)
def test_the_drawings_are_of_today(path: Path) -> None:
    drawn = DRAWINGS[path]()

    assert path.read_text(encoding="utf-8") == drawn, "run `make docs`"
