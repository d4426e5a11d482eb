"""The file of one exemplar: what was registered, its months, what is to do next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from thidua.exemplars.keeping import keeper_of
from thidua.exemplars.measures import said
from thidua.exemplars.models import Choice, Evaluation, Exemplar, Hold, Praise
from thidua.exemplars.months import due_month, last_month, open_months
from thidua.exemplars.policies import can_consent, can_keep, can_mend, can_praise
from thidua.exemplars.queries.ending import ending_facts, ending_title, paper_fact
from thidua.exemplars.queries.frame import ExemplarFrame, exemplar_frame
from thidua.exemplars.queries.past import history_of
from thidua.exemplars.queries.words import month_words
from thidua.exemplars.ruling import window_of
from thidua.exemplars.shown import is_private
from thidua.exemplars.states import (
    COMPILE,
    FOLLOWED,
    HONOURED,
    OVER,
    RETURNED_OR_NEW,
    UNSELECT,
    WITHDRAW,
    State,
)
from thidua.exemplars.values import of_exemplar
from thidua.kernel import dates
from thidua.kernel.clock import ZONE
from thidua.kernel.numbers import show_number
from thidua.kernel.ui.parts import Fact, Link
from thidua.kernel.ui.trails import Newest, newest
from thidua.organisations.actor import Actor
from thidua.pledges.queries.words import items_named
from thidua.prospects.models import Prospect

GRADE_TONES = {
    Evaluation.Grade.GOOD: "done",
    Evaluation.Grade.PARTLY: "slow",
    Evaluation.Grade.HELP: "late",
}


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One figure: where it stood, where it stands, what was promised."""

    name: str
    source: str
    baseline: str
    now: str
    by: str
    goal: str


@dataclass(frozen=True, slots=True)
class MonthRow:
    """One month: how it was judged, or that nobody has yet."""

    name: str
    href: str
    grade: str
    tone: str
    words: str
    by: str


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """How a meeting counted."""

    day: str
    hands: str
    result: str
    tone: str
    href: str


@dataclass(frozen=True, slots=True)
class BuildingPage:
    """Everything `building.html` shows."""

    frame: ExemplarFrame
    next_step: str
    next_link: Link | None
    hold: str
    promise: Sequence[str]
    facts: Sequence[Fact]
    figures: Sequence[FigureRow]
    months: Sequence[MonthRow]
    meetings: Sequence[MeetingRow]
    praise: Sequence[Fact]
    ending_title: str
    ending: Sequence[Fact]
    is_ending: bool
    """Decided, but the decision has no number yet: nothing has changed."""
    links: Sequence[Link]
    trail: Newest
    may_take_up: bool
    may_return: bool
    may_mend: bool
    may_withdraw: bool
    may_unselect: bool
    may_draft_ending: bool
    may_take_back: bool


@dataclass(frozen=True, slots=True)
class _May:
    keep: bool
    mend: bool
    praise: bool
    consent: bool


def building_page(exemplar: Exemplar, actor: Actor, day: date) -> BuildingPage:
    """The file as the unit in charge, those above and the exemplar itself see it."""
    keeper = keeper_of(exemplar.home_id, day)
    may = _May(
        keep=bool(can_keep(actor, exemplar, keeper)),
        mend=bool(can_mend(actor, exemplar, keeper)),
        praise=bool(can_praise(actor, exemplar, keeper)),
        consent=bool(can_consent(actor, exemplar, keeper)),
    )
    months = _months(exemplar, day, may_write=may.keep)
    waiting = exemplar.endings.waiting().select_related("document").first()
    step, link = ("", None) if waiting else _next_step(exemplar, may, day)
    return BuildingPage(
        frame=exemplar_frame(exemplar, actor, day, _("Hồ sơ xây dựng")),
        next_step=step,
        next_link=link,
        hold=_hold(exemplar, actor, day),
        promise=exemplar.promise.splitlines(),
        facts=_facts(exemplar, actor, day),
        figures=_figures(exemplar, day),
        months=months,
        meetings=_meetings(exemplar),
        praise=_praise(exemplar),
        ending_title=ending_title(exemplar, waiting),
        ending=ending_facts(exemplar, waiting),
        is_ending=waiting is not None,
        links=_links(exemplar, may, is_ending=waiting is not None),
        trail=newest(history_of(exemplar)),
        may_take_up=may.keep and bool(COMPILE.open_from(exemplar.state)),
        may_return=may.keep and bool(COMPILE.open_from(exemplar.state)),
        may_mend=may.mend and exemplar.state in RETURNED_OR_NEW,
        may_withdraw=may.mend and bool(WITHDRAW.open_from(exemplar.state)),
        may_unselect=may.praise
        and waiting is None
        and bool(UNSELECT.open_from(exemplar.state)),
        may_draft_ending=may.keep
        and waiting is not None
        and waiting.document_id is None,
        may_take_back=may.praise and waiting is not None,
    )


def _next_step(exemplar: Exemplar, may: _May, day: date) -> tuple[str, Link | None]:
    """What comes next, by whom; and the button, for who may."""
    praise = Link(
        _("Xem và biểu dương"), reverse("exemplars:praise", args=[exemplar.pk])
    )
    media = Link(
        _("Kế hoạch tuyên truyền"), reverse("exemplars:media", args=[exemplar.pk])
    )
    vote = reverse("exemplars:vote", args=[exemplar.campaign_id])
    match exemplar.state:
        case State.REGISTERED:
            return _("Đơn vị phụ trách xem rồi đưa vào theo dõi."), None
        case State.RETURNED:
            return _("Người đăng ký sửa theo lý do rồi gửi lại."), None
        case State.TRACKED:
            if may.keep and (due := _due(exemplar, day)):
                return _("Tháng này chưa đánh giá."), due
            link = Link(_("Họp bình chọn"), vote) if may.keep else None
            return _("Hằng tháng đánh giá; đơn vị họp bình chọn."), link
        case State.SELECTED:
            said = _("Thủ trưởng xem và biểu dương.")
            return said, praise if may.praise else None
        case State.PRAISED:
            said = _("Ghi kế hoạch tuyên truyền; đăng, phát lần đầu thì sang bước 2.")
            return said, media if may.keep else None
        case _:
            return "", None


def _due(exemplar: Exemplar, day: date) -> Link | None:
    tracked = exemplar.tracked_at
    month = due_month(tracked.astimezone(ZONE).date() if tracked else None, day)
    if month is None or exemplar.evaluations.filter(period=month.id).exists():
        return None
    return Link(
        _("Đánh giá %(month)s") % {"month": month_words(month)},
        reverse("exemplars:evaluate", args=[exemplar.pk, month.id]),
    )


def _hold(exemplar: Exemplar, actor: Actor, day: date) -> str:
    """That it is on hold, without what it is about; to who may see the register."""
    holds = Hold.objects.on_subject(exemplar).open_on(day)
    if not holds.filter(pk__in=Hold.objects.visible_to(actor, day)).exists():
        return ""
    return _("Đang tạm dừng xét: chưa bình chọn, biểu dương được.")


def _facts(exemplar: Exemplar, actor: Actor, day: date) -> list[Fact]:
    item = items_named(exemplar.campaign).get(exemplar.node_key, "")
    told = [
        (pgettext("loại", "Đối tượng"), str(exemplar.get_kind_display())),
        (_("Lĩnh vực"), str(exemplar.get_field_display())),
        (_("Nội dung của phong trào"), str(item)),
        (_("Nghề, chuyên môn"), exemplar.trade),
        (_("Ấp, tổ"), exemplar.place),
        (_("Người đăng ký"), exemplar.registered_by),
        (_("Lúc"), dates.show_moment(exemplar.registered_at.astimezone(ZONE))),
    ]
    facts = [Fact(term, value) for term, value in told if value]
    if there := _grown(exemplar, actor, day):
        facts.append(Fact(_("Từ nhân tố"), *there))
    return facts


def _grown(exemplar: Exemplar, actor: Actor, day: date) -> tuple[str, str] | None:
    """Where the prospect that it was is told of: to who looks after it the support, to
    the one invited the invitation."""
    pk = exemplar.prospect_id
    if pk is None:
        return None
    if Prospect.objects.visible_to(actor, day).filter(pk=pk).exists():
        return _("xem quá trình bồi dưỡng"), reverse("prospects:prospect", args=[pk])
    invited = Prospect.objects.filter(pk=pk, invitations__isnull=False)
    if actor.person_id and invited.filter(person=actor.person_id).exists():
        return _("xem lời mời"), reverse("prospects:invitation", args=[pk])
    return None


def _figures(exemplar: Exemplar, day: date) -> list[FigureRow]:
    figures = list(exemplar.figures.select_related("version"))
    now = of_exemplar(
        figures, exemplar.campaign, exemplar.unit_id, day, window_of(exemplar)
    )
    return [
        FigureRow(
            name=one.name,
            source=str(one.get_source_display()),
            baseline=said(one, one.baseline),
            now=said(one, got.value if (got := now.get(one.pk)) else None),
            by=month_words(got.span) if got else "",
            goal=said(one, one.goal),
        )
        for one in figures
    ]


def _months(exemplar: Exemplar, day: date, *, may_write: bool) -> list[MonthRow]:
    """What was evaluated; to who writes, also what is open: once praised, the last."""
    known = {one.period_id: one for one in exemplar.evaluations.all()}
    followed, honoured = exemplar.state in FOLLOWED, exemplar.state in HONOURED
    writes = may_write and (followed or honoured)
    last = last_month(day).id
    return [
        _month(exemplar, span.id, month_words(span), known.get(span.id), writes=writes)
        for span in open_months(exemplar, day)[:24]
        if span.id in known or (writes and (followed or span.id == last))
    ]


def _month(
    exemplar: Exemplar, pk: int, name: str, one: Evaluation | None, *, writes: bool
) -> MonthRow:
    href = reverse("exemplars:evaluate", args=[exemplar.pk, pk]) if writes else ""
    if one is None:
        return MonthRow(name, href, _("chưa đánh giá"), "wait", "", "")
    grade = Evaluation.Grade(one.grade)
    tone = GRADE_TONES[grade]
    return MonthRow(name, href, str(grade.label), tone, one.words, one.evaluated_by)


def _meetings(exemplar: Exemplar) -> list[MeetingRow]:
    found = (
        Choice.objects.standing().filter(exemplar=exemplar).select_related("meeting")
    )
    return [
        MeetingRow(
            day=dates.show(one.meeting.held_on),
            hands=_("%(hands)s trên %(present)s người dự")
            % {
                "hands": show_number(one.hands),
                "present": show_number(one.meeting.present),
            },
            result=_("được chọn") if one.is_chosen else _("chưa được chọn"),
            tone="done" if one.is_chosen else "locked",
            href=reverse("exemplars:meeting", args=[one.meeting_id]),
        )
        for one in found.order_by("-meeting__held_on")
    ]


def _praise(exemplar: Exemplar) -> list[Fact]:
    one = Praise.objects.filter(exemplar=exemplar).select_related("document").first()
    if one is None:
        return []
    facts = [
        Fact(pgettext("việc", "Hình thức"), str(one.get_kind_display())),
        Fact(_("Ngày"), dates.show(one.praised_on)),
        Fact(_("Người biểu dương"), one.praised_by),
        Fact(_("Lời biểu dương"), one.words),
    ]
    return [*facts, paper_fact(one.document)] if one.document else facts


NEXT_TOLD = State.PRAISED
"""Then the media plan is the next step, and has its button already."""


def _links(exemplar: Exemplar, may: _May, *, is_ending: bool) -> list[Link]:
    """Other pages of the same exemplar, for who works on them."""
    honoured = exemplar.state in HONOURED
    wanted = [
        (may.keep, _("Câu chuyện và ảnh"), "exemplars:story"),
        (
            may.keep and honoured and exemplar.state != NEXT_TOLD,
            _("Kế hoạch tuyên truyền"),
            "exemplars:media",
        ),
        (exemplar.praised_on is not None, _("Mốc so sánh"), "exemplars:bar"),
        (
            may.consent and is_private(exemplar),
            _("Đồng ý công khai"),
            "exemplars:consent",
        ),
        (
            may.praise and not is_ending and honoured,
            _("Thôi nêu gương, hủy biểu dương"),
            "exemplars:end",
        ),
    ]
    if exemplar.state in OVER:
        return []
    return [
        Link(label, reverse(name, args=[exemplar.pk]))
        for shows, label, name in wanted
        if shows
    ]
