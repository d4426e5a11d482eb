"""Joining the content of one tree to that of another, pick by pick."""

from __future__ import annotations

from decimal import Decimal
from uuid import UUID

from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from thidua.campaigns import actions
from thidua.campaigns.mapping import Link, links_of
from thidua.campaigns.models import Audience, ContentNode
from thidua.campaigns.queries.mapping import mapping_page, the_source
from thidua.campaigns.views.drafting import managed
from thidua.kernel import clock
from thidua.kernel.errors import RuleBroken
from thidua.kernel.numbers import Unreadable, read_number
from thidua.organisations.http import OfficeRequest

PAGE = "campaigns/mapping.html"


@require_safe
def mapping(request: OfficeRequest, pk: int, audience: int) -> HttpResponse:
    """Two trees side by side; `?cay=` says which one is on the right."""
    mine = _audience(request, pk, audience)
    key = request.GET.get("cay", "")
    page = mapping_page(mine, request.actor, clock.today(), key)
    return render(request, PAGE, {"page": page})


@require_POST
def mapping_set(request: OfficeRequest, pk: int, audience: int) -> HttpResponse:
    """Join an item to another, let go of one, or write its weights."""
    mine = _audience(request, pk, audience)
    source = the_source(mine, request.POST.get("tree", ""))
    number = request.POST.get("node", "")
    nodes = ContentNode.objects.filter(tree__audience=mine)
    node = get_object_or_404(
        nodes, pk=int(number) if number.isdecimal() and len(number) < 18 else 0
    )
    if source is None:
        raise Http404
    actions.map_content(
        node,
        source,
        _wanted(request.POST, links_of(node, reads=source.reads)),
        was=request.POST.get("was", ""),
        actor=request.actor,
        at=clock.now(),
    )
    if request.htmx:
        page = mapping_page(mine, request.actor, clock.today(), source.key)
        return render(request, f"{PAGE}#pairs", {"page": page})
    here = reverse("campaigns:mapping", args=[pk, audience])
    return redirect(f"{here}?cay={source.key}")


def _audience(request: OfficeRequest, pk: int, audience: int) -> Audience:
    found = managed(request, pk)
    mine = get_object_or_404(found.audiences, pk=audience)
    mine.campaign = found
    return mine


def _wanted(said: QueryDict, links: list[Link]) -> list[Link]:
    """The links as they would be: one more, one less, or weighed anew."""
    if dropped := _key(said.get("drop", "")):
        return [Link(one.key) for one in links if one.key != dropped]
    if added := next(filter(None, map(_key, said.getlist("add"))), None):
        return [*(Link(one.key) for one in links), Link(added)]
    return [Link(one.key, _weight(said.get(f"weight-{one.key}", ""))) for one in links]


def _key(text: str) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        return None


def _weight(text: str) -> Decimal | None:
    if not text.strip():
        return None
    try:
        return read_number(text).value
    except Unreadable as fault:
        raise RuleBroken(
            _("Không đọc được tỷ trọng “%(text)s”.") % {"text": text[:20]},
            str(fault.remedy),
        ) from fault
