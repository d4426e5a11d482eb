"""The content of an audience: its tree, edited in place."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, cast

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from thidua.campaigns import actions
from thidua.campaigns.forms.drafting import NodeForm
from thidua.campaigns.forms.laid_out import at_its_field, first_refusal
from thidua.campaigns.forms.targets import RevisionReasonForm
from thidua.campaigns.models import Audience, ContentNode, ContentTree
from thidua.campaigns.queries import choices
from thidua.campaigns.queries.editing import content_page
from thidua.campaigns.views.drafting import form_page, managed
from thidua.kernel import clock
from thidua.organisations.http import OfficeRequest

CONTENT = "campaigns/content.html"


def _audience(request: OfficeRequest, pk: int, audience: int) -> Audience:
    audiences = managed(request, pk).audiences.select_related("campaign")
    return get_object_or_404(audiences, pk=audience)


def _tree(audience: Audience) -> ContentTree:
    return get_object_or_404(audience.trees.order_by("-number")[:1])


def _node(request: OfficeRequest, pk: int, audience: int, node: int) -> ContentNode:
    tree = _tree(_audience(request, pk, audience))
    return get_object_or_404(tree.nodes.select_related("tree"), pk=node)


def _version(request: OfficeRequest) -> int | None:
    text = request.POST.get("version", "")
    return int(text) if text.isdecimal() and len(text) < 10 else None


@require_safe
def content(request: OfficeRequest, pk: int, audience: int) -> HttpResponse:
    """The newest tree of an audience, to edit in place."""
    return _content(request, _audience(request, pk, audience))


def _content(request: OfficeRequest, audience: Audience) -> HttpResponse:
    """The whole page, or with htmx only the tree."""
    page = content_page(audience, request.actor, clock.today())
    part = "#tree" if request.htmx else ""
    return render(request, f"{CONTENT}{part}", {"page": page})


def _answer(request: OfficeRequest, pk: int, audience: int) -> HttpResponse:
    if request.htmx:
        return _content(request, _audience(request, pk, audience))
    return redirect("campaigns:content", pk, audience)


def _node_form(
    request: OfficeRequest, audience: Audience, initial: dict[str, Any] | None = None
) -> NodeForm:
    others = [
        pair
        for one in audience.campaign.audiences.exclude(pk=audience.pk)
        for pair in choices.items(audience.campaign, audience_id=one.pk)
    ]
    return NodeForm(
        request.POST if request.method == "POST" else None,
        bodies=choices.bodies(request.actor, clock.today(), also=audience.campaign),
        others=others,
        initial=initial,
    )


@contextmanager
def _said_at(form: NodeForm, request: OfficeRequest) -> Iterator[None]:
    """A rule that is broken is said at the form; to htmx, which shows only the tree,
    beside what was typed."""
    if request.htmx:
        yield
        return
    with at_its_field(form):
        yield


@require_http_methods(["GET", "HEAD", "POST"])
def node_add(request: OfficeRequest, pk: int, audience: int) -> HttpResponse:
    """Add a node under another, or on top."""
    mine = _audience(request, pk, audience)
    usual = {"kind": ContentNode.Kind.ITEM, "nature": ContentNode.Nature.QUANTITY}
    form = _node_form(request, mine, usual)
    if form.is_valid():
        tree = _tree(mine)
        parent = request.POST.get("parent", "")
        with _said_at(form, request):
            actions.add_node(
                tree,
                form.draft(),
                parent=tree.nodes.filter(pk=int(parent)).first()
                if parent.isdecimal() and len(parent) < 18
                else None,
                version=_version(request),
                actor=request.actor,
                at=clock.now(),
            )
            return _answer(request, pk, audience)
    if request.htmx:
        raise first_refusal(form)
    back = reverse("campaigns:content", args=[pk, audience])
    return form_page(request, mine.campaign, form, title=_("Thêm nội dung"), back=back)


@require_http_methods(["GET", "HEAD", "POST"])
def node(request: OfficeRequest, pk: int, audience: int, node: int) -> HttpResponse:
    """Rename a node or change what it is."""
    mine = _node(request, pk, audience, node)
    found = _audience(request, pk, audience)
    initial = {
        "kind": mine.kind,
        "label": mine.label,
        "name": mine.name,
        "nature": mine.nature,
        "detail": mine.detail,
        "lead_unit": mine.lead_unit_id,
        "reads_from": mine.reads_from,
        "version": mine.tree.version,
    }
    form = _node_form(request, found, initial)
    if form.is_valid():
        with _said_at(form, request):
            actions.edit_node(
                mine,
                form.draft(),
                version=_version(request),
                actor=request.actor,
                at=clock.now(),
            )
            return _answer(request, pk, audience)
    back = reverse("campaigns:content", args=[pk, audience])
    return form_page(request, found.campaign, form, title=mine.name, back=back)


@require_POST
def node_move(
    request: OfficeRequest, pk: int, audience: int, node: int
) -> HttpResponse:
    """Up, down, in or out; or before, after or inside another, as it was dragged."""
    direction, where = (request.POST.get(name, "") for name in ("direction", "where"))
    mine = _node(request, pk, audience, node)
    if where in {"before", "after", "inside"}:
        beside = request.POST.get("beside", "")
        number = int(beside) if beside.isdecimal() and len(beside) < 18 else 0
        actions.place_node(
            mine,
            get_object_or_404(mine.tree.nodes, pk=number),
            cast("Any", where),
            version=_version(request),
            actor=request.actor,
            at=clock.now(),
        )
    elif direction in {"up", "down", "in", "out"}:
        actions.move_node(
            mine,
            cast("Any", direction),
            version=_version(request),
            actor=request.actor,
            at=clock.now(),
        )
    return _answer(request, pk, audience)


@require_POST
def node_delete(
    request: OfficeRequest, pk: int, audience: int, node: int
) -> HttpResponse:
    """Delete a node with those below it; what hangs on them only when it is said."""
    actions.delete_node(
        _node(request, pk, audience, node),
        with_all=bool(request.POST.get("with_all")),
        version=_version(request),
        actor=request.actor,
        at=clock.now(),
    )
    return _answer(request, pk, audience)


@require_http_methods(["GET", "HEAD", "POST"])
def content_revise(request: OfficeRequest, pk: int, audience: int) -> HttpResponse:
    """Open the next version of a launched tree, with a reason."""
    mine = _audience(request, pk, audience)
    form = RevisionReasonForm(request.POST if request.method == "POST" else None)
    back = reverse("campaigns:content", args=[pk, audience])
    if form.is_valid():
        actions.revise_content(
            mine, **form.cleaned_data, actor=request.actor, at=clock.now()
        )
        return redirect(back)
    return form_page(
        request,
        mine.campaign,
        form,
        title=_("Mở bản mới của cây nội dung"),
        help=_("Bản đang dùng giữ nguyên đến khi bản mới được chốt."),
        verb=_("Mở bản mới"),
        back=back,
    )


@require_POST
def content_publish(request: OfficeRequest, pk: int, audience: int) -> HttpResponse:
    """Freeze the revised tree."""
    tree = _tree(_audience(request, pk, audience))
    reason = request.POST.get("reason", "").replace("\x00", "")[:2_000]
    actions.publish_content(tree, reason=reason, actor=request.actor, at=clock.now())
    return redirect("campaigns:content", pk, audience)


@require_POST
def content_discard(request: OfficeRequest, pk: int, audience: int) -> HttpResponse:
    """Throw the opened version away, with a reason."""
    tree = _tree(_audience(request, pk, audience))
    reason = request.POST.get("reason", "").replace("\x00", "")[:300]
    actions.discard_content(tree, reason=reason, actor=request.actor, at=clock.now())
    messages.info(request, _("Đã bỏ bản mới; các đơn vị vẫn dùng bản đã chốt."))
    return redirect("campaigns:content", pk, audience)
