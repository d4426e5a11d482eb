"""The demonstration's own content: texts and tables that lie beside the code."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import IO, Any

_CONTENT = files("thidua.config.demonstration") / "content"


def opened(name: str) -> IO[str]:
    """A text file of the content, opened for reading."""
    return (_CONTENT / name).open(encoding="utf-8")


@cache
def told(name: str) -> dict[str, Any]:
    """The content file `<name>.toml`, read once."""
    return tomllib.loads((_CONTENT / f"{name}.toml").read_text(encoding="utf-8"))
