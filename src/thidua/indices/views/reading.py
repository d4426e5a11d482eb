"""Pages one reads: the list, a year, a province, one figure, the make-ups."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from thidua.indices.documents import province_workbook, year_workbook
from thidua.indices.models import CompositeIndex
from thidua.indices.provinces import KINDS
from thidua.indices.queries.listing import indices_page
from thidua.indices.queries.make_ups import make_ups_page
from thidua.indices.queries.province import ProvincePage, province_page
from thidua.indices.queries.result import result_page
from thidua.indices.queries.year import MOST_CHOSEN, Asked, YearPage, year_page
from thidua.indices.queries.year_scores import year_scores
from thidua.indices.shipped import told
from thidua.kernel import clock
from thidua.kernel.sheets import MEDIA_TYPE
from thidua.organisations.http import OfficeRequest
from thidua.organisations.models import Unit


def the_index(code: str) -> CompositeIndex:
    """An index by its code; what is published is for everybody to read."""
    indices = CompositeIndex.objects.prefetch_related("keepers")
    return get_object_or_404(indices, code=code)


@require_safe
def indices(request: OfficeRequest) -> HttpResponse:
    """Every index, with the reader's province in the last year."""
    page = indices_page(request.actor, clock.today())
    return render(request, "indices/indices.html", {"page": page})


@require_safe
def index(request: OfficeRequest, code: str) -> HttpResponse:
    """A year of an index: all provinces."""
    found = the_index(code)
    page = _year(request, found)
    if page is None:
        empty = make_ups_page(found, request.actor)
        context = {"page": empty, "index": found, "about": told(found.about)}
        return render(request, "indices/empty.html", context)
    return render(request, "indices/index.html", {"page": page})


@require_safe
def sheet(request: OfficeRequest, code: str) -> HttpResponse:
    """The same provinces as Excel, with every component."""
    found = the_index(code)
    page = _year(request, found)
    if page is None:
        raise Http404
    book = year_workbook(page, year_scores(found, page.year))
    return _download(book, f"{found.code}-{page.year}.xlsx")


@require_safe
def province(request: OfficeRequest, code: str, unit: int) -> HttpResponse:
    """The course of a province in an index."""
    page = _province(request, code, unit)
    return render(request, "indices/province.html", {"page": page})


@require_safe
def province_sheet(request: OfficeRequest, code: str, unit: int) -> HttpResponse:
    """The same course as Excel."""
    page = _province(request, code, unit)
    return _download(province_workbook(page), f"{code}-{unit}.xlsx")


@require_safe
def result(request: OfficeRequest, code: str, unit: int, year: int) -> HttpResponse:
    """One figure opened."""
    page = result_page(get_object_or_404(CompositeIndex, code=code), _unit(unit), year)
    if page is None:
        raise Http404
    return render(request, "indices/result.html", {"page": page})


@require_safe
def make_ups(request: OfficeRequest, code: str) -> HttpResponse:
    """Of what the index was made, and when."""
    page = make_ups_page(the_index(code), request.actor)
    return render(request, "indices/make_ups.html", {"page": page})


def number(text: str) -> int | None:
    """A number of the address; what cannot be read is not asked."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def _year(request: OfficeRequest, found: CompositeIndex) -> YearPage | None:
    chosen = [number(one) for one in request.GET.getlist("chon")[:MOST_CHOSEN]]
    asked = Asked(
        year=number(request.GET.get("nam", "")),
        region=request.GET.get("vung", "")[:40],
        chosen=tuple(one for one in chosen if one is not None),
        edition=number(request.GET.get("lan", "")),
    )
    return year_page(found, asked, actor=request.actor, today=clock.today())


def _province(request: OfficeRequest, code: str, unit: int) -> ProvincePage:
    return province_page(
        get_object_or_404(CompositeIndex, code=code),
        _unit(unit),
        year=number(request.GET.get("nam", "")),
        region=request.GET.get("vung", "")[:40],
        today=clock.today(),
    )


def _unit(pk: int) -> Unit:
    return get_object_or_404(Unit, pk=pk, kind__in=KINDS)


def _download(data: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(data, content_type=MEDIA_TYPE)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
