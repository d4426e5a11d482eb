"""Text with separators (.csv, .txt): which letters and which separator, by looking."""

from __future__ import annotations

import csv
import io
import re
from datetime import date, datetime
from pathlib import Path

from thidua.kernel.workbooks.legacy import decode, is_syllable, tell_letters

Value = str | float | int | bool | date | datetime | None
SEPARATORS = (";", "\t", ",", "|")
_WORD = re.compile(r"[^\s\d.,;:()\[\]/\"'|]+")
_LOOKED_AT = 60
"""Lines that tell the separator."""


def read(path: Path, *, most: int) -> list[list[Value]]:
    """The cells of a file, as text; empty ones are None."""
    return rows_of(decoded(path.read_bytes()), most=most)


def rows_of(text: str, *, most: int) -> list[list[Value]]:
    """The cells of a text; the separator is told by the first lines."""
    text = text.removeprefix("\ufeff").replace("\x00", "")
    mark = separator_of(text)
    if text[:4].lower() == "sep=":
        text = text.partition("\n")[2]
    rows: list[list[Value]] = []
    for row in csv.reader(io.StringIO(text, newline=""), delimiter=mark):
        if len(rows) > most:
            break
        rows.append([cell.strip() or None for cell in row])
    return rows


def decoded(content: bytes) -> str:
    """The text behind the bytes: UTF-8 or -16, else the code page that makes words.

    Windows writes Vietnamese as code page 1258; TCVN3 and VNI live in 1252.
    """
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    pages = ("cp1258", "cp1252", "latin-1")
    texts = [content.decode(page, errors="replace") for page in pages]
    return max(texts, key=_sense)


def separator_of(text: str) -> str:
    """The mark that cuts the first lines into the same number of cells."""
    first, _newline, _rest = text.partition("\n")
    if first.lower().startswith("sep=") and len(first.strip()) > 4:
        return first.strip()[4]
    head = "\n".join(text.splitlines()[:_LOOKED_AT])
    return max(SEPARATORS, key=lambda mark: _evenness(head, mark))


def _evenness(head: str, mark: str) -> tuple[float, int]:
    try:
        widths = [len(row) for row in csv.reader(io.StringIO(head), delimiter=mark)]
    except csv.Error:
        return 0, 0
    wide = [width for width in widths if width > 1]
    if not wide:
        return 0, 0
    common = max(set(wide), key=wide.count)
    return wide.count(common) / len(widths), common


def _sense(text: str) -> tuple[int, int]:
    """How many Vietnamese words a reading makes, and how few strange signs."""
    sample = text[:50_000]
    words = sample.split()
    letters = tell_letters(words)
    plain = " ".join(decode(word, letters) for word in words)
    words = [word for word in _WORD.findall(plain) if not word.isascii()]
    found = sum(is_syllable(word) for word in words)
    return 2 * found - len(words), -sample.count("\ufffd")


__all__ = ["SEPARATORS", "decoded", "read", "rows_of", "separator_of"]
