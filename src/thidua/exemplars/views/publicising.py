"""The media plan of an exemplar, what became of each line, and the press kit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from thidua.campaigns.forms.laid_out import LaidOut, at_its_field, say_files_again
from thidua.exemplars import actions
from thidua.exemplars.forms.reasons import ReasonForm
from thidua.exemplars.forms.telling import PlanForm, PublishedForm
from thidua.exemplars.keeping import keeper_of
from thidua.exemplars.models import Exemplar, Publication
from thidua.exemplars.policies import can_keep
from thidua.exemplars.press import press_kit
from thidua.exemplars.publishing import refuse_done, refuse_unpraised
from thidua.exemplars.queries.media import PublicationRow, media_page
from thidua.exemplars.views.fetch import inside, the_line
from thidua.kernel import clock
from thidua.kernel.files import as_attachment
from thidua.organisations.http import OfficeRequest, kept

FORM = ["GET", "HEAD", "POST"]
MEDIA = "exemplars:media"

Sent = PlanForm | PublishedForm | ReasonForm


@dataclass(frozen=True, slots=True)
class OpenRow:
    """A line of the plan with the forms that stand in it."""

    line: PublicationRow
    published: LaidOut
    dropped: LaidOut
    is_published: bool
    """Does it stand open?"""
    is_dropped: bool


@require_http_methods(FORM)
def media(request: OfficeRequest, pk: int) -> HttpResponse:
    """The media plan; one more line is added here."""
    one, day = inside(request, pk), clock.today()
    if request.method != "POST":
        return _page(request, one)
    _may_tell(request, one)
    form = PlanForm(request.POST, today=day)
    if form.is_valid():
        with at_its_field(form):
            actions.plan_publication(
                one, form.draft(), actor=request.actor, at=clock.now()
            )
            messages.info(request, _("Đã thêm; tới ngày thì hiện ở bàn làm việc."))
            return redirect(MEDIA, pk)
    return _page(request, one, form)


@require_http_methods(FORM)
def publish(request: OfficeRequest, pk: int, line: int) -> HttpResponse:
    """It was published; what is wrong with the form is said where it was typed."""
    found = _open_line(request, pk, line)
    form = _published(found.pk, found.planned_on, request)
    if form.is_valid():
        with at_its_field(form):
            actions.publish_line(
                found,
                published_on=form.cleaned_data["published_on"],
                link=form.cleaned_data["link"],
                file=kept(request, "file", is_shown=True),
                reach=form.reach_of,
                actor=request.actor,
                at=clock.now(),
            )
            messages.info(request, _("Đã ghi đăng, phát."))
            return redirect(MEDIA, pk)
    say_files_again(form)
    return _page(request, found.exemplar, form, found.pk)


@require_http_methods(FORM)
def drop(request: OfficeRequest, pk: int, line: int) -> HttpResponse:
    """It will not be published."""
    found = _open_line(request, pk, line)
    form = _dropped(found.pk, request)
    if form.is_valid():
        with at_its_field(form):
            actions.drop_line(
                found, reason=form.why, actor=request.actor, at=clock.now()
            )
            messages.info(request, _("Đã thôi việc này; lý do còn ở đây."))
            return redirect(MEDIA, pk)
    return _page(request, found.exemplar, form, found.pk)


def _page(
    request: OfficeRequest, one: Exemplar, sent: Sent | None = None, line: int = 0
) -> HttpResponse:
    """The plan; the form that was `sent`, of that line, stands open in it."""
    day = clock.today()
    page = media_page(one, request.actor, day)
    is_plan = isinstance(sent, PlanForm)
    plan = sent if is_plan else PlanForm(initial={"planned_on": day}, today=day)
    rows = [_row(row, sent if row.pk == line else None) for row in page.rows]
    context = {"page": page, "form": plan, "rows": rows}
    status = 422 if sent is not None and sent.is_bound else 200
    return render(request, "exemplars/media.html", context, status=status)


def _row(row: PublicationRow, sent: Sent | None) -> OpenRow:
    published = sent if isinstance(sent, PublishedForm) else None
    dropped = sent if isinstance(sent, ReasonForm) else None
    return OpenRow(
        row,
        published or _published(row.pk, row.planned_on),
        dropped or _dropped(row.pk),
        is_published=published is not None,
        is_dropped=dropped is not None,
    )


def _published(
    line: int, planned_on: date, request: OfficeRequest | None = None
) -> PublishedForm:
    """Of one line among others: its fields bear the line's number."""
    day, sent = clock.today(), _sent(request)
    return PublishedForm(
        sent.POST if sent else None,
        sent.FILES if sent else None,
        initial={"published_on": min(planned_on, day)},
        auto_id=f"published-{line}-%s",
        today=day,
    )


def _dropped(line: int, request: OfficeRequest | None = None) -> ReasonForm:
    sent = _sent(request)
    return ReasonForm(sent.POST if sent else None, auto_id=f"dropped-{line}-%s")


def _sent(request: OfficeRequest | None) -> OfficeRequest | None:
    return request if request is not None and request.method == "POST" else None


def _open_line(request: OfficeRequest, pk: int, line: int) -> Publication:
    """A line that this reader may still act on."""
    found = the_line(request, pk, line)
    _may_tell(request, found.exemplar)
    refuse_done(found)
    return found


def _may_tell(request: OfficeRequest, one: Exemplar) -> None:
    """Who may not, and that nothing is told of it now, is heard before any fault."""
    can_keep(request.actor, one, keeper_of(one.home_id, clock.today())).enforce()
    refuse_unpraised(one)


@require_safe
def publication_file(request: OfficeRequest, pk: int, line: int) -> HttpResponse:
    """What was published, as a file."""
    found = the_line(request, pk, line)
    if found.file is None:
        raise Http404
    return as_attachment(found.file)


@require_safe
def kit(request: OfficeRequest, pk: int) -> HttpResponse:
    """Text, picture, figures and a script for the loudspeakers, in one file."""
    one, day = inside(request, pk), clock.today()
    _may_tell(request, one)
    answer = HttpResponse(press_kit(one, day), content_type="application/zip")
    name = f"bo-tai-lieu-dien-hinh-{pk}.zip"
    disposition = content_disposition_header(as_attachment=True, filename=name)
    answer["Content-Disposition"] = disposition or "attachment"
    return answer
