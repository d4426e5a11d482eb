"""Photographs that people will see, drawn anew before they are kept.

A phone writes into a photograph where and when it was taken, and by which machine; and
it leaves the picture lying on its side, with a note to turn it. What is kept is the
picture alone: upright, of a bearable size, in the colours of every screen, without
anything that the camera or a program wrote beside it.
"""

from __future__ import annotations

from io import BytesIO
from typing import IO

from django.utils.translation import gettext as _
from PIL import Image, ImageCms, ImageOps

from thidua.kernel.errors import RuleBroken
from thidua.kernel.numbers import show_number

LONGEST_SIDE = 2048
"""Dots of the longer side of what is kept: sharp on paper and on every screen."""
MOST_DOTS = 64_000_000
"""Dots of what is read. Phones make up to 50 million; a file of a few kilobytes that
unpacks into more is made to fill the memory."""
QUALITY = 85
FORMATS = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP"}
"""The types that are drawn anew, as they are called when they are written."""
_BOMBS = (Image.DecompressionBombError, Image.DecompressionBombWarning)
_BROKEN = (OSError, SyntaxError, ValueError, EOFError)


def drawn_anew(content: IO[bytes], media_type: str, name: str) -> bytes:
    """The picture alone, of the same type; `RuleBroken` when it cannot be read or has
    more than `MOST_DOTS`."""
    kind = FORMATS[media_type]
    content.seek(0)
    try:
        with Image.open(content, formats=[kind]) as opened:
            _refuse_bomb(opened, name)
            opened.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
            upright = ImageOps.exif_transpose(opened)
            picture = _with_plain_colours(upright, keeps_clear=kind != "JPEG")
            picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    except _BOMBS as bomb:
        raise _too_large(name) from bomb
    except _BROKEN as broken:
        raise RuleBroken(
            _("Không đọc được ảnh “%(name)s”.") % {"name": name},
            _("Mở ảnh trên máy, lưu lại ra JPG hoặc PNG rồi gửi."),
        ) from broken
    picture.info = {}
    written = BytesIO()
    picture.save(written, kind, quality=QUALITY, optimize=True)
    return written.getvalue()


def _refuse_bomb(picture: Image.Image, name: str) -> None:
    if picture.width * picture.height > MOST_DOTS:
        raise _too_large(name)


def _too_large(name: str) -> RuleBroken:
    most = show_number(MOST_DOTS // 1_000_000)
    return RuleBroken(
        _("Ảnh “%(name)s” quá lớn: hơn %(most)s triệu điểm ảnh.")
        % {"name": name, "most": most},
        _("Thu nhỏ ảnh rồi gửi lại."),
    )


def _with_plain_colours(picture: Image.Image, *, keeps_clear: bool) -> Image.Image:
    """In the colours of a screen; what is clear stays so where the type knows it."""
    is_clear = "A" in picture.getbands() or "transparency" in picture.info
    mode = "RGBA" if is_clear and keeps_clear else "RGB"
    profile = picture.info.get("icc_profile")
    if profile and picture.mode in {"RGB", "CMYK"}:
        try:
            given = ImageCms.ImageCmsProfile(BytesIO(profile))
            screen = ImageCms.createProfile("sRGB")
            made = ImageCms.profileToProfile(picture, given, screen, outputMode="RGB")
        except (ImageCms.PyCMSError, OSError):
            made = None
        if made is not None:
            return made
    return picture.convert(mode)
