"""The counter of the desk: fetch, one query, render."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from thidua.desk.documents.late import late_workbook
from thidua.desk.documents.synthesis import synthesis_workbook
from thidua.desk.forms import SHADED, CompareForm, LensForm
from thidua.desk.queries.choices import campaigns_of
from thidua.desk.queries.compare import compare_page
from thidua.desk.queries.counted import FIELDS
from thidua.desk.queries.finding import finding_page
from thidua.desk.queries.first_week import first_week
from thidua.desk.queries.home import home_page
from thidua.desk.queries.late import LatePage, late_page
from thidua.desk.queries.lens import Lens
from thidua.desk.queries.monitor import monitor_page
from thidua.desk.queries.pages import Pages
from thidua.desk.queries.panorama import panorama_page
from thidua.desk.queries.reports import reports_page, reports_sheet
from thidua.desk.queries.scope import watched
from thidua.desk.queries.synthesis import SynthesisPage, synthesis_page
from thidua.desk.recent import recent_of
from thidua.follow_up.policies import is_writer
from thidua.indicators.models import Period
from thidua.kernel import clock
from thidua.kernel.sheets import MEDIA_TYPE
from thidua.kernel.ui import filters
from thidua.kernel.ui.addresses import address
from thidua.organisations.actor import Actor
from thidua.organisations.http import OfficeRequest, bar_of, sheet_answer
from thidua.organisations.models import Unit


def pages(reader: Actor) -> Pages:
    """The addresses that queries put into the pages of this reader."""
    return Pages(
        reader=reader,
        monitor=address("desk:monitor"),
        reports=address("desk:reports"),
        late=address("desk:late"),
        late_sheet=address("desk:late-sheet"),
        letter_new=address("follow_up:letter-new"),
        synthesis=address("desk:synthesis", 0, 0),
        synthesis_sheet=address("desk:synthesis-sheet", 0, 0),
        campaign=address("campaigns:campaign", 0),
        report=address("indicators:report", 0, 0, 0),
        reports_mine=address("indicators:reports"),
        campaigns=address("campaigns:list"),
        accept=address("indicators:reports-awaiting"),
        panorama=address("desk:panorama"),
        registrations=address("pledges:mine"),
        compare=address("desk:compare"),
        target=address("campaigns:target", 0, 0),
    )


@require_safe
def home(request: OfficeRequest) -> HttpResponse:
    """The work that waits for me."""
    page = home_page(request.actor, clock.today(), pages=pages(request.actor))
    return render(request, "desk/home.html", {"page": page})


@require_safe
def week(request: OfficeRequest) -> HttpResponse:
    """The steps of the first week, done by doing."""
    found = first_week(request.actor)
    if found is None:
        raise Http404(_("Đang thay mặt người khác: không có tuần đầu tiên."))
    return render(request, "desk/first_week.html", {"week": found})


@require_safe
def find(request: OfficeRequest) -> HttpResponse:
    """What the header's field and the palette ask; a page, or a piece of one."""
    page = finding_page(
        request.GET.get("q", ""),
        request.actor,
        request.mandates,
        recent_of(request),
        clock.today(),
    )
    part = ""
    if request.htmx:
        part = "#options" if request.htmx.target == "palette-list" else "#found"
    return render(request, f"desk/find.html{part}", {"page": page})


@require_safe
def monitor(request: OfficeRequest) -> HttpResponse:
    """Who reports, who is silent, which targets are slow: a unit and all below it."""
    lens, unit, roots = _seen_through(request)
    page = monitor_page(lens, unit, roots, clock.today(), pages=pages(request.actor))
    return render(request, "desk/monitor.html", {"page": page})


@require_safe
def panorama(request: OfficeRequest) -> HttpResponse:
    """Everything below a unit in one picture, for whoever leads it."""
    lens, unit, roots = _seen_through(request)
    page = panorama_page(
        lens,
        unit,
        roots,
        clock.today(),
        asked=request.GET.get(SHADED, "")[:20],
        pages=pages(request.actor),
    )
    address = request.build_absolute_uri(page.address)
    return render(request, "desk/panorama.html", {"page": page, "address": address})


@require_safe
def compare(request: OfficeRequest) -> HttpResponse:
    """Some of the units below, side by side."""
    lens, unit, roots = _seen_through(request)
    picked = CompareForm(request.GET).picked()
    page = compare_page(
        lens, unit, roots, clock.today(), picked=picked, pages=pages(request.actor)
    )
    address = request.build_absolute_uri(page.address)
    return render(request, "desk/compare.html", {"page": page, "address": address})


@require_safe
def reports(request: OfficeRequest) -> HttpResponse:
    """The list behind a cell of the strip."""
    lens, unit, roots = _seen_through(request)
    asked = filters.chosen(FIELDS, request.GET)
    page = reports_page(
        lens, unit, roots, clock.today(), pages=pages(request.actor), asked=asked
    )
    if filters.wants_sheet(request.GET):
        return sheet_answer(request, reports_sheet(page), "bao-cao", FIELDS)
    context = {"page": page, "bar": bar_of(request, FIELDS)}
    return render(request, "desk/reports.html", context)


@require_safe
def late(request: OfficeRequest) -> HttpResponse:
    """The list of late units, to be printed and handed on."""
    context = {
        "page": _late(request),
        "bar": bar_of(request, has_sheet=False),
        "may_urge": is_writer(request.actor),
    }
    return render(request, "desk/late.html", context)


@require_safe
def late_sheet(request: OfficeRequest) -> HttpResponse:
    """The same list as Excel."""
    page = _late(request)
    return _download(late_workbook(page), page.file_name)


@require_safe
def synthesis(request: OfficeRequest, campaign: int, period: int) -> HttpResponse:
    """The month's synthesis table, to be printed and handed on."""
    page, _unit = read_synthesis(request, campaign, period)
    return render(request, "desk/synthesis.html", {"page": page})


@require_safe
def synthesis_sheet(request: OfficeRequest, campaign: int, period: int) -> HttpResponse:
    """The same table as Excel."""
    page, _unit = read_synthesis(request, campaign, period)
    return _download(synthesis_workbook(page), page.file_name)


def _late(request: OfficeRequest) -> LatePage:
    lens, unit, roots = _seen_through(request)
    return late_page(
        lens, unit, roots, request.actor, clock.today(), pages=pages(request.actor)
    )


def read_synthesis(
    request: OfficeRequest, campaign: int, period: int
) -> tuple[SynthesisPage, Unit]:
    """The month's synthesis of the unit that the address looks at."""
    _lens, unit, roots = _seen_through(request)
    found = get_object_or_404(campaigns_of(roots, unit.pk), pk=campaign)
    month = get_object_or_404(Period, pk=period, kind=Period.Kind.MONTH).span
    page = synthesis_page(
        found, month, unit, request.actor, clock.today(), pages=pages(request.actor)
    )
    return page, unit


def _download(data: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(data, content_type=MEDIA_TYPE)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _seen_through(request: OfficeRequest) -> tuple[Lens, Unit, list[int]]:
    """The lens of the address, the unit it looks at, what the reader may watch."""
    lens = LensForm(request.GET).lens()
    roots, unit = watched(request.actor, lens.unit) if lens else ([], None)
    if lens is None or unit is None:
        raise Http404(_("Không có đơn vị hay kỳ này, hoặc vai đang chọn không xem."))
    return lens, unit, roots
