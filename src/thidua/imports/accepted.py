"""Which files are taken: told by their content, and their name must agree."""

from __future__ import annotations

from typing import IO

from django.utils.translation import gettext as _

from thidua.kernel.errors import RuleBroken
from thidua.kernel.files import ENDINGS, sniff
from thidua.kernel.workbooks.reading import CSV, ODS, XLS, XLSX

TYPES = {
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": XLSX,
    "application/vnd.ms-excel": XLS,
    "application/vnd.oasis.opendocument.spreadsheet": ODS,
    "text/csv": CSV,
}
ACCEPT = ".xlsx,.xls,.ods,.csv,.txt"
"""For `<input type="file" accept=…>`."""
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def tell(content: IO[bytes], name: str) -> str:
    """The media type of a workbook; `RuleBroken` for anything else."""
    lower = name.casefold()
    content.seek(0)
    head = content.read(65_536)
    content.seek(0)
    if head.startswith(_COMPOUND):
        return _agreeing("application/vnd.ms-excel", lower, (".xls",))
    if head.startswith(b"PK"):
        media_type = sniff(content, name)
        if media_type in TYPES and media_type in ENDINGS:
            return media_type
    elif lower.endswith((".csv", ".txt", ".tsv")) and _is_text(head):
        return "text/csv"
    raise RuleBroken(
        _("Tệp “%(name)s” không phải bảng tính.") % {"name": name},
        _("Gửi .xlsx, .xls, .ods hoặc .csv; tệp .xlsm, .xlsb thì lưu lại dạng .xlsx."),
    )


def _agreeing(media_type: str, name: str, endings: tuple[str, ...]) -> str:
    if name.endswith(endings):
        return media_type
    raise RuleBroken(
        _("Tên tệp không khớp với nội dung."),
        _("Nội dung là bảng tính %s: đổi tên cho đúng.") % endings[0],
    )


def _is_text(head: bytes) -> bool:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    return b"\x00" not in head and not head.startswith((b"%PDF", b"\x89PNG", b"MZ"))
