"""Files that come along with a form."""

from __future__ import annotations

from typing import IO

from django.utils.translation import gettext as _

from thidua.kernel import clock
from thidua.kernel.errors import RuleBroken
from thidua.kernel.files import keep, sniff
from thidua.kernel.models import StoredFile
from thidua.organisations.http import OfficeRequest


def kept(
    request: OfficeRequest, field: str, *, is_picture: bool = False
) -> StoredFile | None:
    """Keep the file of a field, if one came; what is wrong is said at its field."""
    upload = request.FILES.get(field)
    if upload is None:
        return None
    tell = _picture if is_picture else None
    try:
        return keep(upload, by=request.actor.name, at=clock.now(), tell=tell)
    except RuleBroken as no:
        no.field = field
        raise


def _picture(content: IO[bytes], name: str) -> str:
    media_type = sniff(content, name)
    if not media_type.startswith("image/"):
        raise RuleBroken(
            _("Tệp “%(name)s” không phải ảnh.") % {"name": name},
            _("Gửi ảnh JPG, PNG hoặc WEBP."),
        )
    return media_type
