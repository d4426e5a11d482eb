"""One speaker: proposed, mended, admitted, at rest, gone; topics, consent."""

from __future__ import annotations

from collections.abc import Callable

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

from thidua.campaigns.forms.laid_out import at_its_field
from thidua.exemplars.forms.telling import allowed
from thidua.exemplars.queries.consent import consent_row
from thidua.exemplars.views.fetch import version_of
from thidua.kernel import clock
from thidua.kernel.files import as_attachment
from thidua.kernel.ui.parts import Link
from thidua.organisations.http import OfficeRequest, history_answer, kept
from thidua.speakers import actions
from thidua.speakers.forms import (
    MendForm,
    ProposeForm,
    SpeakerConsentForm,
    TopicForm,
)
from thidua.speakers.models import Speaker
from thidua.speakers.policies import can_propose, is_own
from thidua.speakers.queries.choosing import chosen, first_said, whom
from thidua.speakers.queries.one import speaker_page
from thidua.speakers.queries.past import history_of
from thidua.speakers.queries.tabs import crumbs
from thidua.speakers.views.asking import told_with_reason
from thidua.speakers.views.fetch import inside, seen_whole, the_speaker

HERE = "speakers:speaker"


@require_safe
def speaker(request: OfficeRequest, pk: int) -> HttpResponse:
    """One speaker, as this reader may see them."""
    return _show(request, the_speaker(request, pk), TopicForm())


@require_safe
def history(request: OfficeRequest, pk: int) -> HttpResponse:
    """All that was done to their place in the pool, for those inside."""
    trail = history_of(seen_whole(request, pk))
    return history_answer(request, trail, f"lich-su-bao-cao-vien-{pk}")


@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: OfficeRequest) -> HttpResponse:
    """Put somebody forward."""
    actor, day = request.actor, clock.today()
    can_propose(actor, actor.unit_id or 0, None).enforce()
    options = whom(actor, day)
    first = request.GET.get("dien-hinh", "")
    asked = f"e{first}" if first.isdecimal() and len(first) < 10 else ""
    initial: dict[str, object] = {
        "whom": asked,
        "languages": ["vi"],
        "forms": ["talk"],
        "travels": "near",
    }
    if asked in dict(options):
        initial |= first_said(asked)
    form = ProposeForm(request.POST or None, initial=initial)
    form.offer(whom=options)
    if request.method == "POST" and form.is_valid():
        with at_its_field(form):
            made = actions.propose_speaker(
                form.draft(**chosen(form.cleaned_data["whom"], options)),
                form.topic(),
                actor.unit_id or 0,
                actor=actor,
                at=clock.now(),
            )
            messages.info(
                request, _("Đã ghi; kế tiếp là phiếu đồng ý, rồi đưa vào danh sách.")
            )
            return redirect(HERE, made.pk)
    context = {
        "form": form,
        "has_options": bool(options),
        "crumbs": crumbs(Link(_("Đề xuất báo cáo viên"), is_here=True)),
    }
    status = 422 if form.is_bound else 200
    return render(request, "speakers/propose.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def mend(request: OfficeRequest, pk: int) -> HttpResponse:
    """Write anew who they are and how they speak."""
    one = inside(request, pk)
    form = MendForm(request.POST or None, initial=_as_typed(one))
    if request.method == "POST" and form.is_valid():
        with at_its_field(form):
            actions.mend_speaker(
                one,
                form.draft(),
                version=version_of(request),
                actor=request.actor,
                at=clock.now(),
            )
            messages.info(request, _("Đã sửa hồ sơ."))
            return redirect(HERE, pk)
    context = {"form": form, "speaker": one, "crumbs": _below(one, _("Sửa hồ sơ"))}
    status = 422 if form.is_bound else 200
    return render(request, "speakers/mend.html", context, status=status)


@require_POST
def topic(request: OfficeRequest, pk: int) -> HttpResponse:
    """One more topic; what is wrong is said at its field, on the page."""
    one, form = inside(request, pk), TopicForm(request.POST)
    if form.is_valid():
        with at_its_field(form):
            actions.add_topic(one, form.topic(), actor=request.actor, at=clock.now())
            messages.info(request, _("Đã thêm đề tài."))
            return redirect(HERE, pk)
    return _show(request, one, form)


@require_POST
def drop_topic(request: OfficeRequest, pk: int, number: int) -> HttpResponse:
    """They tell this no more."""
    some = inside(request, pk).topics.filter(dropped_at__isnull=True)
    found = get_object_or_404(some.select_related("speaker"), pk=number)
    actions.drop_topic(found, actor=request.actor, at=clock.now())
    messages.info(request, _("Đề tài này không mời được nữa; các buổi cũ vẫn còn."))
    return redirect(HERE, pk)


@require_POST
def admit(request: OfficeRequest, pk: int) -> HttpResponse:
    """Into the pool."""
    one = inside(request, pk)
    actions.admit_speaker(one, actor=request.actor, at=clock.now())
    messages.info(request, _("Đã đưa vào danh sách; các nơi mời được từ bây giờ."))
    return redirect(HERE, pk)


@require_POST
def rest(request: OfficeRequest, pk: int) -> HttpResponse:
    """For a while."""
    return _with_reason(
        request,
        pk,
        actions.rest_speaker,
        said=_("Đang nghỉ; lời mời đã nhận vẫn giữ."),
        heading=_("Nghỉ một thời gian"),
        note=_("Trong lúc nghỉ không nơi nào mời được; buổi đã nhận vẫn giữ."),
        verb=_("Nghỉ"),
    )


@require_POST
def resume(request: OfficeRequest, pk: int) -> HttpResponse:
    """They may be invited again."""
    actions.resume_speaker(inside(request, pk), actor=request.actor, at=clock.now())
    messages.info(request, _("Các nơi lại mời được."))
    return redirect(HERE, pk)


@require_POST
def leave(request: OfficeRequest, pk: int) -> HttpResponse:
    """They speak no more."""
    return _with_reason(
        request,
        pk,
        actions.leave_speaker,
        said=_("Đã thôi; hồ sơ còn ở đây, đề xuất lại được."),
        heading=_("Thôi làm báo cáo viên? Hồ sơ và các buổi đã nói vẫn còn."),
        verb=_("Thôi"),
        tone="refuse",
    )


@require_POST
def again(request: OfficeRequest, pk: int) -> HttpResponse:
    """Who had left is put forward again."""
    actions.propose_again(inside(request, pk), actor=request.actor, at=clock.now())
    messages.info(request, _("Đã đề xuất lại; xem phiếu đồng ý rồi đưa vào danh sách."))
    return redirect(HERE, pk)


@require_http_methods(["GET", "HEAD", "POST"])
def consent(request: OfficeRequest, pk: int) -> HttpResponse:
    """What the speaker agreed to: they say so, or the unit keeps the signed paper."""
    one, is_sent = inside(request, pk), request.method == "POST"
    rows = list(one.consents.order_by("-pk"))
    form = SpeakerConsentForm(
        request.POST if is_sent else None,
        request.FILES if is_sent else None,
        initial=allowed(rows[0] if rows else None) | {"given_on": clock.today()},
    )
    if is_sent and form.is_valid():
        with at_its_field(form):
            draft = form.draft(kept(request, "paper"))
            actions.give_consent(one, draft, actor=request.actor, at=clock.now())
            messages.info(request, _("Đã ghi; các trang đổi theo ngay."))
            return redirect(HERE, pk)
    context = {
        "form": form,
        "speaker": one,
        "is_own": is_own(request.actor, one),
        "crumbs": _below(one, _("Đồng ý")),
        "rows": [
            consent_row(row, reverse("speakers:consent-paper", args=[pk, row.pk]))
            for row in rows
        ],
    }
    return render(
        request, "speakers/consent.html", context, status=422 if is_sent else 200
    )


@require_safe
def consent_paper(request: OfficeRequest, pk: int, number: int) -> HttpResponse:
    """The signed paper of a consent, for those who speak for the speaker."""
    some = inside(request, pk).consents.select_related("paper")
    paper = get_object_or_404(some, pk=number).paper
    if paper is None:
        raise Http404
    return as_attachment(paper)


def _with_reason(
    request: OfficeRequest,
    pk: int,
    act: Callable[..., Speaker],
    *,
    said: str,
    heading: str,
    **asks: str,
) -> HttpResponse:
    """Told with a reason."""
    one = inside(request, pk)
    return told_with_reason(
        request,
        lambda form: act(one, reason=form.why, actor=request.actor, at=clock.now()),
        said=said,
        there=reverse(HERE, args=[pk]),
        crumbs=_below(one, heading),
        heading=heading,
        **asks,
    )


def _below(one: Speaker, here: str) -> list[Link]:
    there = reverse(HERE, args=[one.pk])
    return crumbs(Link(one.name, there), Link(here, is_here=True))


def _as_typed(one: Speaker) -> dict[str, object]:
    names = ("name", "standing", "place", "forms", "languages", "travels")
    return {name: getattr(one, name) for name in names}


def _show(request: OfficeRequest, one: Speaker, form: TopicForm) -> HttpResponse:
    page = speaker_page(one, request.actor, clock.today())
    context = {"page": page, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "speakers/speaker.html", context, status=status)
