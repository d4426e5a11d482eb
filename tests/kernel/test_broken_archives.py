"""A file that calls itself an office document and cannot be unpacked is refused."""

from __future__ import annotations

import io
import zipfile

import pytest

from thidua.kernel.errors import RuleBroken
from thidua.kernel.files import sniff

ODT = b"application/vnd.oasis.opendocument.text"


def an_archive(compression: int) -> bytes:
    """An archive with an entry that says what it is."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive:
        archive.writestr("mimetype", ODT)
    return out.getvalue()


@pytest.mark.parametrize(
    "compression", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA]
)
def test_an_entry_that_cannot_be_unpacked_is_refused_in_words(compression: int) -> None:
    whole = an_archive(compression)
    start = 30 + len("mimetype")
    broken = whole[:start] + b"\xff" * 20 + whole[start + 20 :]

    assert sniff(io.BytesIO(whole), "don.odt")
    with pytest.raises(RuleBroken, match=r"don\.odt"):
        sniff(io.BytesIO(broken), "don.odt")
