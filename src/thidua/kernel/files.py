"""Files that prove something: kept by the hash of their content, never run.

The type is told by the content, not by the name; the name's ending must agree. What
could run in a browser or an office program (HTML, SVG, scripts, macros, programs) is
refused. A file is only ever given back as a download (`as_attachment`).
"""

from __future__ import annotations

import hashlib
import lzma
import tempfile
import zipfile
import zlib
from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import IO, cast

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.db import connection, transaction
from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from thidua.kernel.database import apart
from thidua.kernel.errors import RuleBroken
from thidua.kernel.models import StoredFile
from thidua.kernel.numbers import NBSP, show_number
from thidua.kernel.pictures import FORMATS, drawn_anew
from thidua.kernel.text import tidy

LONGEST_NAME = 200
_OFFICE = "application/vnd.openxmlformats-officedocument."
_OPEN = "application/vnd.oasis.opendocument."
ENDINGS = {
    "application/pdf": (".pdf",),
    "image/png": (".png",),
    "image/jpeg": (".jpg", ".jpeg"),
    "image/webp": (".webp",),
    f"{_OFFICE}wordprocessingml.document": (".docx",),
    f"{_OFFICE}spreadsheetml.sheet": (".xlsx",),
    f"{_OPEN}text": (".odt",),
    f"{_OPEN}spreadsheet": (".ods",),
    "video/mp4": (".mp4",),
}
"""The types that are kept, and how their names end."""
ACCEPT = ",".join(ending for endings in ENDINGS.values() for ending in endings)
"""For `<input type="file" accept=…>`."""


def keep(
    upload: UploadedFile[bytes],
    *,
    by: str,
    at: datetime,
    tell: Callable[[IO[bytes], str], str] | None = None,
    is_shown: bool = False,
) -> StoredFile:
    """Keep an uploaded file; `RuleBroken` says why not and what would do.

    The same content is kept once on disk, however often and under whatever name.
    A room that takes other types than proofs brings its own way to `tell` them.
    A photograph that people will see (`is_shown`) is drawn anew and keeps nothing that
    the camera wrote into it; a proof stays byte for byte what was sent.
    """
    name = clean_name(upload.name or "")
    size = upload.size or 0
    _refuse_size(name, size)
    content = cast("IO[bytes]", upload.file)
    media_type = (tell or sniff)(content, name)
    if is_shown and media_type in FORMATS:
        drawn = drawn_anew(content, media_type, name)
        upload, size = SimpleUploadedFile(name, drawn), len(drawn)
    digest = _write(upload)
    with connection.cursor() as cursor:  # against who is forgetting the same content
        cursor.execute(
            "select pg_advisory_xact_lock(hashtextextended(%s, 0))", [digest]
        )
    if not path_of(digest).exists():
        _write(upload)
    return StoredFile.objects.create(
        sha256=digest,
        name=name,
        media_type=media_type,
        size=size,
        stored_at=at,
        stored_by=by,
    )


def as_attachment(file: StoredFile) -> HttpResponse:
    """Give a file back as a download that no browser will run."""
    content = path_of(file.sha256).read_bytes()
    response = made_now(content, file.media_type, file.name)
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


def made_now(content: bytes, media_type: str, name: str) -> HttpResponse:
    """A file made on the spot as a download, for nobody's cache."""
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = content_disposition_header(True, name)
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


def forget(file: StoredFile, *, at: datetime) -> StoredFile:
    """Delete the content of a file; its name and hash stay. Once is enough.

    The same content kept under another name stays until that is forgotten too. The
    content goes when the transaction commits; done again, it goes then.
    """
    file.forgotten_at = file.forgotten_at or at
    file.save(update_fields=["forgotten_at"])
    transaction.on_commit(lambda: _remove(file.sha256))
    return file


def _remove(sha256: str) -> None:
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(
                "select pg_advisory_xact_lock(hashtextextended(%s, 0))", [sha256]
            )
        kept = StoredFile.objects.filter(sha256=sha256, forgotten_at=None)
        if not kept.exists():
            path_of(sha256).unlink(missing_ok=True)


def path_of(sha256: str) -> Path:
    """Where the content with that hash lies."""
    return apart.files() / sha256[:2] / sha256


def show_size(size: int) -> str:
    """`318 KB`, `2,4 MB`."""
    if size < 1000 * 1000:
        return f"{max(1, round(size / 1000))} KB"
    return f"{show_number(round(size / 1_000_000, 1), 1)} MB"


def upload_limits(accept: str = ACCEPT) -> str:
    """What may be sent, before it is: `.pdf, .png, .docx; tối đa 20 MB.`"""
    return _("%(kinds)s; tối đa %(most)s.") % {
        "kinds": accept.replace(",", ", "),
        "most": _most(),
    }


def _most() -> str:
    return f"{show_number(Decimal(settings.LARGEST_FILE) / 1_000_000)}{NBSP}MB"


def clean_name(name: str) -> str:
    """The last part of a path, without control signs, of a bearable length."""
    last = PurePosixPath(PureWindowsPath(name).name).name
    plain = tidy("".join(sign for sign in last if sign.isprintable()))
    stem, dot, ending = plain.rpartition(".")
    if not dot or not stem:
        return plain[:LONGEST_NAME]
    return f"{stem[: LONGEST_NAME - len(ending) - 1]}.{ending}"


def sniff(content: IO[bytes], name: str) -> str:
    """The media type by the content; refused when unknown, or when the name lies."""
    content.seek(0)
    head = content.read(32)
    _refuse_phones_own(head, name)
    media_type = _by_first_bytes(head)
    if media_type == "zip":
        media_type = _inside_zip(content, name)
    content.seek(0)
    wanted = PurePosixPath(name.casefold()).suffix
    if media_type is None and wanted in ACCEPT.split(","):
        kind = wanted.removeprefix(".").upper()
        raise RuleBroken(
            _("Nội dung tệp “%(name)s” không phải %(kind)s.")
            % {"name": name, "kind": kind},
            _("Mở tệp gốc, xuất lại ra %(kind)s rồi gửi.") % {"kind": kind},
        )
    if media_type is None:
        raise RuleBroken(
            _("Tệp “%(name)s” không thuộc loại được nhận.") % {"name": name},
            _("Gửi PDF, ảnh (PNG, JPG, WEBP), DOCX, XLSX, ODT, ODS hoặc MP4."),
        )
    if not name.casefold().endswith(ENDINGS[media_type]):
        raise RuleBroken(
            _("Tên “%(name)s” không khớp với nội dung tệp.") % {"name": name},
            _("Nội dung là loại %(ending)s: đổi tên cho đúng hoặc chọn tệp khác.")
            % {"ending": ENDINGS[media_type][0]},
        )
    return media_type


_PHONES_OWN = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1"})
"""How pictures of HEIF begin after `ftyp`; iPhones write them unless told otherwise."""


def _refuse_phones_own(head: bytes, name: str) -> None:
    """A picture as only some phones read it; a film begins alike but for its brand."""
    if head[4:8] == b"ftyp" and head[8:12] in _PHONES_OWN:
        raise RuleBroken(
            _("Ảnh “%(name)s” ở dạng HEIC của iPhone, nơi khác không mở được.")
            % {"name": name},
            heic_remedy(),
        )


def heic_remedy() -> str:
    """What to do with a picture of an iPhone, here and in the browser."""
    return _(
        "Trên iPhone: Cài đặt, Camera, Định dạng, chọn “Tương thích nhất” rồi chụp lại;"
        " hoặc mở ảnh ấy, chia sẻ, lưu ra JPG rồi chọn tệp JPG."
    )


def sniff_picture(content: IO[bytes], name: str) -> str:
    """The same where only a picture will do."""
    media_type = sniff(content, name)
    if media_type not in FORMATS:
        raise RuleBroken(
            _("Tệp “%(name)s” không phải ảnh.") % {"name": name},
            _("Gửi ảnh JPG, PNG hoặc WEBP."),
        )
    return media_type


def _by_first_bytes(head: bytes) -> str | None:
    if head.startswith(b"%PDF-"):
        return "application/pdf"
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if head.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "image/webp"
    if head[4:8] == b"ftyp":
        return "video/mp4"
    return "zip" if head.startswith(b"PK\x03\x04") else None


_UNREADABLE = (
    zipfile.BadZipFile, RuntimeError, OSError, EOFError, zlib.error, lzma.LZMAError
)  # fmt: skip
"""A broken archive, an encrypted one or one of an unknown method, a broken entry."""


def _inside_zip(content: IO[bytes], name: str) -> str | None:
    """Which office document a ZIP is; macros are refused, other archives unknown."""
    content.seek(0)
    try:
        with zipfile.ZipFile(content) as archive:
            members = set(archive.namelist())
            if "mimetype" in members and archive.getinfo("mimetype").file_size < 200:
                kind = archive.read("mimetype").decode("ascii", "replace").strip()
                return kind if kind in ENDINGS else None
    except _UNREADABLE:
        return None
    if any(member.casefold().endswith("vbaproject.bin") for member in members):
        raise RuleBroken(
            _("Tệp “%(name)s” có macro.") % {"name": name},
            _("Lưu lại dạng không macro (.docx, .xlsx) rồi gửi."),
        )
    if "[Content_Types].xml" not in members:
        return None
    if "word/document.xml" in members:
        return f"{_OFFICE}wordprocessingml.document"
    if "xl/workbook.xml" in members:
        return f"{_OFFICE}spreadsheetml.sheet"
    return None


def _refuse_size(name: str, size: int) -> None:
    if not name or not size:
        raise RuleBroken(_("Tệp trống hoặc không có tên."), _("Chọn lại tệp rồi gửi."))
    if size > settings.LARGEST_FILE:
        raise RuleBroken(
            _("Tệp “%(name)s” nặng %(size)s, quá mức %(most)s.")
            % {
                "name": name,
                "size": show_size(size),
                "most": show_size(settings.LARGEST_FILE),
            },
            _("Giảm cỡ ảnh hoặc chia tệp rồi gửi lại."),
        )


def _write(upload: UploadedFile[bytes]) -> str:
    """Write the content under its hash; a crash leaves no half file behind."""
    root = apart.files()
    root.mkdir(parents=True, exist_ok=True)
    digest = hashlib.sha256()
    with tempfile.NamedTemporaryFile(dir=root, delete=False) as draft:
        for chunk in upload.chunks():
            digest.update(chunk)
            draft.write(chunk)
    target = path_of(digest.hexdigest())
    target.parent.mkdir(exist_ok=True)
    Path(draft.name).replace(target)
    target.chmod(0o440)
    return digest.hexdigest()
