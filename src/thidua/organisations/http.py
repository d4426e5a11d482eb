"""The request as the counters of every room see it: somebody acts in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django_htmx.middleware import HtmxDetails

from thidua.kernel import clock
from thidua.kernel.errors import RuleBroken
from thidua.kernel.files import keep, sniff_picture
from thidua.kernel.models import StoredFile
from thidua.kernel.sheets import MEDIA_TYPE, Sheet, workbook
from thidua.kernel.ui import filters
from thidua.kernel.ui.trails import Trail, trail_sheet, whole
from thidua.organisations.actor import Actor
from thidua.organisations.models import Mandate, User
from thidua.organisations.policies import can_save_filter
from thidua.organisations.queries.filters import saved_for


class OfficeRequest(HttpRequest):
    """A request of a signed-in person with a mandate (the middleware sees to it)."""

    user: User
    actor: Actor
    mandates: list[Mandate]
    htmx: HtmxDetails


def bar_of(
    request: OfficeRequest,
    fields: Sequence[filters.Field] = (),
    *,
    has_sheet: bool = True,
) -> filters.Bar:
    """The bar above a list: its filter, the names it is kept under, its address."""
    site = f"{request.scheme}://{request.get_host()}"
    params = {name: request.GET[name] for name in request.GET}
    bar = filters.bar(request.path, params, fields, site=site, has_sheet=has_sheet)
    return replace(
        bar,
        saved=saved_for(request.actor, bar.path, bar.query),
        save_href=reverse("organisations:filter-save"),
        may_share=bool(can_save_filter(request.actor, is_shared=True)),
    )


def sheet_answer(
    request: OfficeRequest,
    sheet: Sheet,
    file_name: str,
    fields: Sequence[filters.Field] = (),
) -> HttpResponse:
    """A list as an Excel file to keep; who made it stands in its properties.

    `fields` are those by which the list is filtered: what the address asks for of them
    stands below the title.
    """
    if asked := filters.said_of(fields, request.GET.dict()):
        said = _("lọc theo %(asked)s") % {"asked": asked}
        both = ", ".join(one for one in (sheet.subtitle, said) if one)
        sheet = replace(sheet, subtitle=both)
    data = workbook([sheet], title=sheet.title, author=request.actor.name)
    answer = HttpResponse(data, content_type=MEDIA_TYPE)
    answer["Content-Disposition"] = f'attachment; filename="{file_name}.xlsx"'
    return answer


def history_answer(
    request: OfficeRequest, trail: Trail, file_name: str
) -> HttpResponse:
    """All that was done to a thing, page by page, or as an Excel file to keep."""
    if filters.wants_sheet(request.GET):
        return sheet_answer(request, trail_sheet(trail, clock.today()), file_name)
    page = whole(trail, request.GET.dict())
    return render(request, "ui/history.html", {"page": page})


def kept(
    request: OfficeRequest,
    field: str = "file",
    *,
    is_picture: bool = False,
    is_shown: bool = False,
) -> StoredFile | None:
    """Keep the file of a field, if one came; what is wrong is said at its field.

    `is_picture`: only a picture will do, and people will see it; `is_shown`: people
    will see it, whatever it is.
    """
    upload = request.FILES.get(field)
    if upload is None:
        return None
    try:
        return keep(
            upload,
            by=request.actor.name,
            at=clock.now(),
            tell=sniff_picture if is_picture else None,
            is_shown=is_shown or is_picture,
        )
    except RuleBroken as no:
        no.field = field
        raise


def address_of(request: HttpRequest) -> str:
    """The network address from which a request comes."""
    return str(request.META.get("REMOTE_ADDR") or "0.0.0.0")  # noqa: S104
