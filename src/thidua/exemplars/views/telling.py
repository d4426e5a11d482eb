"""Who is on hold; what may be shown; the story."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from thidua.campaigns.forms.laid_out import (
    at_its_field,
    first_refusal,
    say_files_again,
)
from thidua.exemplars import actions
from thidua.exemplars.forms.building import CloseHoldForm, HoldForm
from thidua.exemplars.forms.telling import (
    ConsentForm,
    StoryForm,
    allowed,
    story_of,
)
from thidua.exemplars.keeping import keeper_of
from thidua.exemplars.models import Consent, Exemplar, Hold
from thidua.exemplars.policies import can_consent, can_hold, can_keep
from thidua.exemplars.queries.consent import consent_page
from thidua.exemplars.queries.frame import exemplar_frame
from thidua.exemplars.queries.holds import holds_page, holds_sheet, subjects
from thidua.exemplars.shown import is_private, shown_to
from thidua.exemplars.states import OVER
from thidua.exemplars.views.fetch import inside, the_exemplar, version_of
from thidua.kernel import clock
from thidua.kernel.errors import WrongMoment
from thidua.kernel.files import as_attachment
from thidua.kernel.ui.filters import wants_sheet
from thidua.organisations.http import OfficeRequest, bar_of, kept, sheet_answer
from thidua.organisations.middleware import without_mandate
from thidua.organisations.models import Power


@require_http_methods(["GET", "HEAD", "POST"])
def holds(request: OfficeRequest) -> HttpResponse:
    """The register; one more is opened here."""
    actor, day = request.actor, clock.today()
    actor.may(Power.RUN).enforce()
    is_sent = request.method == "POST"
    if not is_sent and wants_sheet(request.GET):
        return sheet_answer(request, holds_sheet(actor, day), "tam-dung-xet")
    form = HoldForm(
        request.POST if is_sent else None,
        request.FILES if is_sent else None,
        initial={"opened_on": day},
    )
    form.offer(about=[("", _("chưa chọn")), *subjects(actor, day)])
    if is_sent:
        can_hold(actor, actor.unit_id).enforce()
        if form.is_valid():
            with at_its_field(form):
                actions.open_hold(
                    actor.unit_id or 0,
                    form.draft(kept(request, "file")),
                    actor=actor,
                    at=clock.now(),
                )
                messages.info(
                    request, _("Đã ghi sổ; từ ngày ấy chưa bình chọn, biểu dương được.")
                )
                return redirect("exemplars:holds")
    context = {
        "page": holds_page(actor, day),
        "bar": bar_of(request),
        "form": form,
        "closing": CloseHoldForm(auto_id=False),
    }
    status = 422 if is_sent else 200
    return render(request, "exemplars/holds.html", context, status=status)


@require_POST
def close_hold(request: OfficeRequest, pk: int) -> HttpResponse:
    """It is settled."""
    hold = _the_hold(request, pk)
    form = CloseHoldForm(request.POST, request.FILES)
    if not form.is_valid():
        raise first_refusal(form)
    actions.close_hold(
        hold,
        closed_on=form.cleaned_data["closed_on"],
        paper=form.cleaned_data["paper"],
        file=kept(request, "file"),
        actor=request.actor,
        at=clock.now(),
    )
    messages.info(request, _("Đã kết thúc; từ ngày ấy lại bình chọn được."))
    return redirect("exemplars:holds")


@require_safe
def hold_file(request: OfficeRequest, pk: int, which: str) -> HttpResponse:
    """The paper that opened or closed it."""
    hold = _the_hold(request, pk)
    file = hold.opened_file if which == "mo" else hold.closed_file
    if file is None or which not in {"mo", "dong"}:
        raise Http404
    return as_attachment(file)


@without_mandate
@require_http_methods(["GET", "HEAD", "POST"])
def consent(request: OfficeRequest, pk: int) -> HttpResponse:
    """What may be shown: the person says so, or the unit keeps the signed paper."""
    one, day = inside(request, pk), clock.today()
    may = can_consent(request.actor, one, keeper_of(one.home_id, day))
    may.enforce()
    if not is_private(one):
        raise Http404
    page = consent_page(one, request.actor, day)
    is_sent = request.method == "POST"
    form = ConsentForm(
        request.POST if is_sent else None,
        request.FILES if is_sent else None,
        initial=allowed(page.last) | {"given_on": day},
    )
    if is_sent and form.is_valid():
        with at_its_field(form):
            actions.give_consent(
                one,
                form.draft(kept(request, "paper")),
                actor=request.actor,
                at=clock.now(),
            )
            messages.info(request, _("Đã ghi; các trang đổi theo ngay."))
            return redirect("exemplars:consent", pk)
    context = {"page": page, "form": form}
    status = 422 if is_sent else 200
    return render(request, "exemplars/consent.html", context, status=status)


@require_safe
def consent_paper(request: OfficeRequest, pk: int, number: int) -> HttpResponse:
    """The signed paper of a consent, for those who see the exemplar whole."""
    found = Consent.objects.filter(exemplar=inside(request, pk))
    paper = get_object_or_404(found.select_related("paper"), pk=number).paper
    if paper is None:
        raise Http404
    return as_attachment(paper)


@require_http_methods(["GET", "HEAD", "POST"])
def story(request: OfficeRequest, pk: int) -> HttpResponse:
    """Its story, its picture, how others do likewise."""
    one, day = inside(request, pk), clock.today()
    can_keep(request.actor, one, keeper_of(one.home_id, day)).enforce()
    if one.state in OVER:
        raise WrongMoment(_("Điển hình này đã thôi."), _("Xem lại, không sửa nữa."))
    is_sent = request.method == "POST"
    form = StoryForm(
        request.POST if is_sent else None,
        request.FILES if is_sent else None,
        initial=story_of(one),
    )
    if is_sent and form.is_valid():
        with at_its_field(form):
            actions.tell_story(
                one,
                form.draft(kept(request, "picture", is_picture=True)),
                version=version_of(request),
                actor=request.actor,
                at=clock.now(),
            )
            messages.info(request, _("Đã ghi câu chuyện."))
            return redirect("exemplars:story", pk)
    say_files_again(form)
    context = {
        "frame": exemplar_frame(one, request.actor, day, _("Câu chuyện")),
        "form": form,
        "picture": reverse("exemplars:picture", args=[pk]) if one.picture_id else "",
        "picture_says": one.picture_says,
    }
    status = 422 if is_sent else 200
    return render(request, "exemplars/story.html", context, status=status)


@require_safe
def picture(request: OfficeRequest, pk: int) -> HttpResponse:
    """The picture, where it may be shown."""
    one = the_exemplar(request, pk)
    seen = Exemplar.objects.inside(request.actor, clock.today())
    is_inside = seen.filter(pk=pk).exists()
    file = shown_to(one, is_inside=is_inside).picture
    if file is None:
        raise Http404
    return as_attachment(file)


def _the_hold(request: OfficeRequest, pk: int) -> Hold:
    seen = Hold.objects.visible_to(request.actor, clock.today())
    return get_object_or_404(seen.select_related("opened_file", "closed_file"), pk=pk)
