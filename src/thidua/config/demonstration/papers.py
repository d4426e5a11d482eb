"""Small files to prove things with: a page of PDF, a picture; all made up, and say so.

The built-in fonts of PDF carry no Vietnamese marks, so the page is written without.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence
from datetime import datetime

from django.core.files.uploadedfile import SimpleUploadedFile

from thidua.kernel.files import keep
from thidua.kernel.models import StoredFile
from thidua.kernel.text import fold

_PAGE = (
    b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
    b" /Resources << /Font << /F1 5 0 R >> >> >>"
)
NOTICE = "Ban minh hoa, khong co gia tri phap ly."


def pdf(lines: Sequence[str]) -> bytes:
    """One page with these lines, the first one larger."""
    text = ["BT /F1 16 Tf 72 770 Td 22 TL"]
    for number, line in enumerate([*lines, "", NOTICE]):
        plain = fold(line).upper() if number == 0 else fold(line)
        safe = plain.replace("\\", "").replace("(", "[").replace(")", "]")
        text.append(f"({safe}) Tj T*")
        if number == 0:
            text.append("/F1 11 Tf")
    text.append("ET")
    stream = "\n".join(text).encode("ascii", "replace")
    bodies = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        _PAGE,
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(bodies, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(bodies) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(bodies) + 1,
        start,
    )
    return bytes(out)


def png(width: int = 320, height: int = 200) -> bytes:
    """A drawn picture: sky, coconut green, and a new road running to the horizon."""
    rows = bytearray()
    for y in range(height):
        rows.append(0)
        below = (y - height * 0.45) / (height * 0.55)
        for x in range(width):
            if below < 0:
                colour = (170 + y // 3, 205 + y // 6, 230)
            elif abs(x - width / 2) < 14 + below * width * 0.3:
                colour = (188, 184, 176)
            else:
                colour = (62 + x % 13, 118 + (x * y) % 17, 66)
            rows += bytes(colour)
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(bytes(rows), 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data
        + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )  # fmt: skip


def upload(name: str, content: bytes) -> SimpleUploadedFile:
    """As if it had been uploaded."""
    return SimpleUploadedFile(name, content)


def kept(name: str, lines: Sequence[str], *, by: str, at: datetime) -> StoredFile:
    """A page of PDF, kept under that name."""
    return keep(upload(name, pdf(lines)), by=by, at=at)
