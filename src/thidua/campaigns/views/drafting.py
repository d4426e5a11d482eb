"""Drafting: the basics, phases, audiences, documents."""

from __future__ import annotations

from typing import Any

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
from thidua.campaigns.effect.telling import review_of
from thidua.campaigns.forms.drafting import (
    AudienceForm,
    BasicsForm,
    PhaseRows,
)
from thidua.campaigns.forms.laid_out import at_its_field
from thidua.campaigns.models import Audience, Campaign
from thidua.campaigns.policies import can_manage
from thidua.campaigns.queries import choices
from thidua.campaigns.queries.editing import edit_page
from thidua.campaigns.queries.frame import frame
from thidua.campaigns.queries.steps import step_after
from thidua.campaigns.queries.whom import audience_alone, audience_view
from thidua.campaigns.states import State
from thidua.campaigns.views.fetch import the_campaign
from thidua.campaigns.views.onwards import onwards, page_of
from thidua.kernel import clock
from thidua.kernel.policy import only_if
from thidua.organisations.http import OfficeRequest
from thidua.organisations.kinds import kinds_on
from thidua.organisations.models import Power

FORM = "campaigns/form.html"


def managed(request: OfficeRequest, pk: int) -> Campaign:
    """A campaign that this reader may change; `Refused` otherwise."""
    found = the_campaign(request, pk)
    can_manage(request.actor, found).enforce()
    return found


def form_page(
    request: OfficeRequest,
    campaign: Campaign | None,
    form: Any,
    **words: Any,
) -> HttpResponse:
    """A form on a page of its own, in the frame of its campaign."""
    page = campaign and frame(campaign, request.actor, clock.today(), "edit")
    context = {
        "form": form,
        "page": {"frame": page, "crumbs": page.crumbs} if page else None,
        "title": words["title"],
        "help": words.get("help", ""),
        "verb": words.get("verb", _("Lưu")),
        "back": words["back"],
        "extra": words.get("extra", ""),
        "instead": words.get("instead", ""),
        "see": words.get("see"),
        "then": page and step_after(page.steps, page_of(request)),
        "more": words.get("more"),
        "other_verb": words.get("other_verb"),
    }
    return render(request, FORM, context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: OfficeRequest) -> HttpResponse:
    """Begin a campaign."""
    actor, day = request.actor, clock.today()
    only_if(
        actor.holds(Power.RUN),
        otherwise=_("Vai này không soạn phong trào."),
        remedy=_("Chuyên viên hoặc thủ trưởng của đơn vị soạn."),
    ).enforce()
    form = BasicsForm(
        request.POST if request.method == "POST" else None,
        bodies=choices.launchers(actor, day),
        roots=choices.roots(actor, day),
        campaigns=choices.other_campaigns(actor, day),
        initial={
            "launcher": actor.unit_id,
            "office": actor.unit_id,
            "root": choices.usual_root(actor, day),
            "version": 1,
        },
    )
    if form.is_valid():
        with at_its_field(form):
            made = actions.draft_campaign(form.basics(), actor=actor, at=clock.now())
            messages.info(
                request, _("Đã mở bản soạn. Việc tiếp theo: đối tượng và nội dung.")
            )
            return redirect("campaigns:edit", made.pk)
    return form_page(
        request,
        None,
        form,
        title=_("Soạn phong trào mới"),
        help=_("Đến khi phát động, chỉ cơ quan phát động và thường trực nhìn thấy."),
        verb=_("Mở bản soạn"),
        back=reverse("campaigns:list"),
    )


@require_safe
def edit(request: OfficeRequest, pk: int) -> HttpResponse:
    """Everything one drafts, and what is still missing; what ended is only read."""
    found = managed(request, pk)
    if found.state == State.CLOSED:
        return redirect("campaigns:campaign", pk)
    page = edit_page(found, request.actor, clock.today())
    return render(request, "campaigns/edit.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
def basics(request: OfficeRequest, pk: int) -> HttpResponse:
    """Change what the campaign is."""
    found, actor, day = managed(request, pk), request.actor, clock.today()
    names = [name for name in BasicsForm.base_fields if name != "carries_on"]
    initial = {
        name: getattr(found, f"{name}_id", getattr(found, name, None)) for name in names
    }
    initial["carries_on"] = [one.pk for one in found.carries_on.all()]
    review = review_of(found.predecessor) if found.predecessor else ""
    if "lay-danh-gia" in request.GET and review:
        initial["predecessor_review"] = review
    form = BasicsForm(
        request.POST if request.method == "POST" else None,
        bodies=choices.launchers(actor, day, also=found),
        roots=choices.roots(actor, day, also=found),
        campaigns=choices.other_campaigns(actor, day, besides=found),
        initial=initial,
    )
    if form.is_valid():
        version = form.cleaned_data["version"]
        with at_its_field(form):
            actions.amend_campaign(
                found, form.basics(), version=version, actor=actor, at=clock.now()
            )
            return onwards(request, found, "campaigns:edit", pk)
    back = reverse("campaigns:edit", args=[pk])
    return form_page(
        request,
        found,
        form,
        title=_("Thông tin chung"),
        back=back,
        extra="campaigns/predecessor_review.html",
        more=review if review != initial["predecessor_review"] else "",
    )


@require_http_methods(["GET", "HEAD", "POST"])
def phases(request: OfficeRequest, pk: int) -> HttpResponse:
    """All phases on one page; an emptied row goes."""
    found = managed(request, pk)
    initial = list(
        found.phases.values("pk", "kind", "name", "starts_on", "ends_on", "expects")
    )
    rows = PhaseRows(
        request.POST if request.method == "POST" else None,
        initial=initial if request.method != "POST" else [],
        prefix="phase",
        form_kwargs={"campaign": found},
    )
    if request.method == "POST" and rows.is_valid():
        drafts = [draft for form in rows if (draft := form.draft()) is not None]
        version = request.POST.get("version", "")
        actions.set_phases(
            found,
            drafts,
            version=int(version) if version.isdecimal() else 0,
            actor=request.actor,
            at=clock.now(),
        )
        return redirect("campaigns:edit", pk)
    page = frame(found, request.actor, clock.today(), "edit")
    context = {"page": {"frame": page}, "rows": rows, "version": found.version}
    status = 422 if rows.is_bound else 200
    return render(request, "campaigns/phases.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def audience(
    request: OfficeRequest, pk: int, audience: int | None = None
) -> HttpResponse:
    """Whom the campaign is for; the preview says how many and who."""
    found, actor, day = managed(request, pk), request.actor, clock.today()
    mine = get_object_or_404(found.audiences, pk=audience) if audience else None
    form = AudienceForm(
        request.POST if request.method == "POST" else None,
        roots=choices.roots(actor, day, also=found),
        kinds=kinds_on(day, also=mine.kinds if mine else ()),
        initial=_audience_initial(found, mine),
    )
    if form.is_valid():
        with at_its_field(form):
            made = actions.set_audience(
                found, form.draft(), audience=mine, actor=actor, at=clock.now()
            )
            view = audience_view(made, day)
            messages.info(request, f"{view.name}: {view.count}. {view.units}")
            if words := _name_words(form, made):
                messages.info(request, words)
            if mine is None:
                messages.info(
                    request, _("Việc tiếp theo: soạn nội dung cho đối tượng này.")
                )
                return redirect("campaigns:content", pk, made.pk)
            return onwards(request, found, "campaigns:audience", pk, made.pk)
    return form_page(
        request,
        found,
        form,
        title=mine.name if mine else _("Thêm đối tượng tham gia"),
        help=_("Quy tắc này được chốt thành danh sách khi phát động."),
        back=reverse("campaigns:edit", args=[pk]),
        extra="campaigns/audience_preview.html" if mine else "",
        more=audience_alone(mine, day) if mine else None,
    )


def _name_words(form: AudienceForm, made: Audience) -> str:
    """What became of the name when the kinds were changed; “” when they were not."""
    before, kinds = form.initial.get("name"), form.initial.get("kinds")
    typed = form.cleaned_data["name"]
    if before is None or set(kinds or ()) == set(made.kinds) or typed != before:
        return ""
    if made.name != before:
        said = _("Tên đối tượng theo loại đơn vị mới: trước là “%(name)s”.")
        return said % {"name": before}
    return _("Tên “%(name)s” được giữ; loại đơn vị khác trước thì xem lại tên.") % {
        "name": before
    }


def _audience_initial(found: Campaign, mine: Audience | None) -> dict[str, Any]:
    if mine is None:
        return {"tree": found.tree_id, "below": found.root_id, "reports": True}
    return {
        "name": mine.name,
        "kinds": mine.kinds,
        "tree": mine.tree_id,
        "below": mine.below_id,
        "reports": mine.reports,
    }


@require_POST
def audience_remove(request: OfficeRequest, pk: int, audience: int) -> HttpResponse:
    """Take an audience out of a draft."""
    found = managed(request, pk)
    mine = get_object_or_404(found.audiences, pk=audience)
    actions.remove_audience(mine, actor=request.actor, at=clock.now())
    return redirect("campaigns:edit", pk)
