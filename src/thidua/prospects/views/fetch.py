"""Fetching what a reader may know of; the rest is a 404. Files are kept here."""

from __future__ import annotations

from typing import IO

from django.core.files.uploadedfile import UploadedFile
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from thidua.kernel import clock
from thidua.kernel.errors import RuleBroken
from thidua.kernel.files import keep, sniff
from thidua.kernel.models import StoredFile
from thidua.organisations.http import OfficeRequest
from thidua.prospects.models import Prospect, SupportMeasure


def the_prospect(request: OfficeRequest, pk: int) -> Prospect:
    """One that this reader may see."""
    seen = Prospect.objects.visible_to(request.actor, clock.today())
    return get_object_or_404(seen.select_related("campaign", "owner", "person"), pk=pk)


def the_measure(request: OfficeRequest, pk: int, measure: int) -> SupportMeasure:
    """A measure of such a prospect."""
    prospect = the_prospect(request, pk)
    return get_object_or_404(
        prospect.measures.select_related("prospect", "file"), pk=measure
    )


def kept(
    request: OfficeRequest,
    upload: UploadedFile[bytes] | None,
    field: str,
    *,
    is_picture: bool = False,
) -> StoredFile | None:
    """Keep what came along; what is wrong with it is said at its field."""
    if upload is None:
        return None
    try:
        return keep(
            upload,
            by=request.actor.name,
            at=clock.now(),
            tell=_picture if is_picture else None,
        )
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
