"""My reports by period; the reports that wait for my unit; their bulk acceptance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import connection
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.indicators.models import Form, Report
from thidua.indicators.policies import can_use_files
from thidua.indicators.queries.taken_over import TakenOver, taken_over
from thidua.indicators.queries.waiting_marks import (
    NO_MARKS,
    Marks,
    Sent,
    kinds,
    marks_of,
)
from thidua.indicators.queries.waiting_row import AwaitingRow, WaitingWords
from thidua.indicators.queries.words import (
    TONES,
    of_the_gone,
    period_words,
    show_moment,
)
from thidua.indicators.standing_out import Counted
from thidua.indicators.states import OPEN, State
from thidua.kernel import dates
from thidua.kernel.clock import ZONE, day_of
from thidua.kernel.finding import words_of
from thidua.kernel.sheets import Column, Kind, Sheet
from thidua.kernel.ui import filters
from thidua.kernel.ui.addresses import address
from thidua.kernel.ui.parts import Link
from thidua.organisations.actor import Actor
from thidua.organisations.namesakes import listed_names
from thidua.organisations.naming import in_sentence

SHOWN = 12
"""Periods in a strip."""

_MINE = """
select form.id, form.name, span.period_id, span.due_on, report.state,
    (report.first_submitted_at at time zone 'Asia/Ho_Chi_Minh')::date
from indicators_reportduty duty
join indicators_form form on form.id = duty.form_id
join indicators_formperiod span on span.form_id = form.id
join indicators_period period on period.id = span.period_id
left join indicators_report report on report.form_id = form.id
    and report.unit_id = duty.unit_id and report.period_id = span.period_id
where duty.unit_id = %(unit)s and duty.during @> period.ends_on
  and period.starts_on <= %(day)s
order by form.id, span.period_id
"""


_AWAITING = (
    "pk",
    "form",
    "form__name",
    "unit",
    "period",
    "submitted_at",
    "first_submitted_at",
    "submitted_by",
    "odd",
    "remarks",
)


@dataclass(frozen=True, slots=True)
class StripCell:
    """One period of one form: where it stands, and the way to it."""

    label: str
    state: str
    tone: str
    about: str
    href: str


@dataclass(frozen=True, slots=True)
class FormStrip:
    """One form and its last twelve periods, the latest first; `about` says why it is
    here when it is that of a unit whose place one's own took."""

    name: str
    cells: Sequence[StripCell]
    about: str = ""


@dataclass(frozen=True, slots=True)
class ReportsPage:
    """What my unit reports, and how many reports wait for it."""

    strips: Sequence[FormStrip]
    waiting: str
    waiting_url: str
    own_forms: Sequence[Link]
    to_come: Sequence[str]
    """Forms that will be the unit's once a campaign is handed over to it."""
    import_url: str


@dataclass(frozen=True, slots=True)
class AwaitingPage:
    """The reports that wait for my unit."""

    crumbs: Sequence[Link]
    rows: Sequence[AwaitingRow]
    count: int
    words: WaitingWords
    plain: Sequence[AwaitingRow]
    doubtful: Sequence[AwaitingRow]
    """Those with odd figures or remarks: to be opened before they are accepted."""
    import_url: str


def reports_page(actor: Actor, *, today: date) -> ReportsPage:
    """The strips of the actor's unit, its forms, and what waits for it."""
    with connection.cursor() as cursor:
        cursor.execute(_MINE, {"unit": actor.unit_id, "day": today})
        rows = cursor.fetchall()
    waiting = Report.objects.awaiting(actor.unit_id, today).count()
    strips: dict[int, tuple[str, list[StripCell]]] = {}
    for form, name, period, due_on, state, sent_on in rows:
        place = (form, period, actor.unit_id or 0)
        cell = _cell(place, due_on, state, sent_on, today)
        strips.setdefault(form, (name, []))[1].append(cell)
    forms = Form.objects.filter(owner=actor.unit_id).order_by("-pk")
    others = taken_over(actor.unit_id, today)
    own = [FormStrip(name, cells[::-1][:SHOWN]) for name, cells in strips.values()]
    return ReportsPage(
        strips=[*(_strip(one, today) for one in others if one.owed), *own],
        waiting=_("%(count)s báo cáo chờ nhận") % {"count": waiting} if waiting else "",
        waiting_url=reverse("indicators:reports-awaiting"),
        own_forms=[
            Link(form.name, reverse("indicators:form", args=[form.pk]))
            for form in forms
        ],
        to_come=_to_come([one for one in others if one.is_to_come]),
        import_url=_import_url(actor),
    )


def _import_url(actor: Actor) -> str:
    """Where the forms stand that this person may bring figures in for; “” for those
    who may not."""
    return reverse("imports:imports") if can_use_files(actor) else ""


def _strip(one: TakenOver, today: date) -> FormStrip:
    """The periods that an abolished unit still owes, the latest first."""
    unit = in_sentence(one.unit_name)
    latest = one.owed[-1]
    cells = [
        _cell((one.form, o.period, one.unit), o.due_on, o.state, o.sent_on, today)
        for o in one.owed
    ]
    return FormStrip(
        name=_("%(form)s, của %(unit)s") % {"form": one.form_name, "unit": unit},
        cells=cells[::-1][:SHOWN],
        about=of_the_gone(latest.period, one.unit_name, one.until),
    )


def _to_come(those: Sequence[TakenOver]) -> list[str]:
    """One sentence for each form, whoever reported it before."""
    forms: dict[tuple[int, date], list[TakenOver]] = {}
    for one in those:
        forms.setdefault((one.form, one.until), []).append(one)
    return [_form_to_come(some) for some in forms.values()]


def _form_to_come(some: Sequence[TakenOver]) -> str:
    one = some[0]
    said = _(
        "%(form)s: %(unit)s báo cáo đến %(until)s. Từ sau ngày ấy, biểu sang đơn vị này"
        " khi %(issuer)s bàn giao phong trào có biểu."
    )
    return said % {
        "form": one.form_name,
        "unit": ", ".join(in_sentence(old.unit_name) for old in some),
        "until": dates.show(one.until),
        "issuer": in_sentence(one.issuer),
    }


def awaiting_fields(actor: Actor, today: date) -> list[filters.Field]:
    """What the waiting reports may be narrowed by: forms and periods that wait."""
    waiting = Report.objects.awaiting(actor.unit_id, today)
    waiting = waiting.order_by("form", "-period")
    known = list(waiting.values_list("form", "form__name", "period").distinct())
    forms = {pk: name for pk, name, _period in known}
    periods = sorted({period for _pk, _name, period in known}, reverse=True)
    return [
        filters.Field("tim", gettext_lazy("Tên đơn vị")),
        filters.Field(
            "bieu",
            gettext_lazy("Biểu"),
            [(str(pk), name) for pk, name in forms.items()],
        ),
        filters.Field(
            "ky",
            gettext_lazy("Kỳ"),
            [(str(one), capfirst(period_words(one))) for one in periods],
        ),
        filters.Field("xem", gettext_lazy("Nên xem"), kinds()),
    ]


def awaiting_page(
    actor: Actor,
    *,
    today: date,
    chosen: Sequence[int] | None = None,
    asked: Mapping[str, str] | None = None,
) -> AwaitingPage:
    """What waits for the actor's unit; only the chosen, if given. First what should be
    opened, then the oldest."""
    found = _waiting(actor, today, chosen, asked or {})
    periods = {one.period for one in found}
    words = {period: capfirst(period_words(period)) for period in periods}
    said = WaitingWords.spoken()
    rows = [
        AwaitingRow(
            pk=one.pk,
            unit=one.unit_name,
            form=one.form_name,
            period=words[one.period],
            sent=show_moment(one.sent),
            by=one.by,
            is_mended=one.first_sent != one.sent,
            href=address("indicators:report-review", one.form, one.period, one.unit),
            words=said,
            marks=one.marks,
        )
        for one in found
    ]
    crumbs = [Link(_("Báo cáo"), reverse("indicators:reports"))]
    return AwaitingPage(
        crumbs=crumbs,
        rows=rows,
        count=len(rows),
        words=said,
        plain=[one for one in rows if not one.marks.is_doubtful],
        doubtful=[one for one in rows if one.marks.is_doubtful],
        import_url=_import_url(actor),
    )


def awaiting_sheet(actor: Actor, *, today: date, asked: Mapping[str, str]) -> Sheet:
    """The same list as an Excel file."""
    return Sheet(
        name=_("Chờ nhận"),
        title=_("Báo cáo chờ nhận").upper(),
        subtitle=_("ngày %(day)s") % {"day": dates.show(today)},
        columns=[
            Column(_("Đơn vị"), width=30),
            Column(_("Biểu"), width=36),
            Column(_("Kỳ"), width=16),
            Column(_("Ngày gửi"), kind=Kind.DATE, width=12),
            Column(_("Người gửi"), width=26),
            Column(_("Số bất thường"), kind=Kind.NUMBER, width=12),
            Column(_("Giải trình"), kind=Kind.NUMBER, width=12),
            Column(_("Muộn (ngày)"), kind=Kind.NUMBER, width=12),
        ],
        rows=[
            [
                one.unit_name,
                one.form_name,
                capfirst(period_words(one.period)),
                one.sent.astimezone(ZONE).date(),
                one.by,
                one.marks.odd,
                one.marks.remarks,
                one.marks.late,
            ]
            for one in _waiting(actor, today, None, asked)
        ],
    )


@dataclass(frozen=True, slots=True)
class _Waiting:
    """A report that waits, before it is shown: what `_AWAITING` reads, and a name."""

    pk: int
    form: int
    form_name: str
    unit: int
    period: int
    sent: datetime
    first_sent: datetime
    by: str
    odd: int | None
    remarks: int | None
    unit_name: str
    marks: Marks = NO_MARKS

    @property
    def counted(self) -> Counted | None:
        """What was counted at its sending, while that holds."""
        if self.odd is None or self.remarks is None:
            return None
        return Counted(self.odd, self.remarks)


def _waiting(
    actor: Actor, today: date, chosen: Sequence[int] | None, asked: Mapping[str, str]
) -> list[_Waiting]:
    reports = Report.objects.awaiting(actor.unit_id, today)
    if chosen is not None:
        reports = reports.filter(pk__in=chosen)
    if asked.get("bieu"):
        reports = reports.filter(form=int(asked["bieu"]))
    if asked.get("ky"):
        reports = reports.filter(period=int(asked["ky"]))
    listed = list(reports.order_by("submitted_at", "pk").values_list(*_AWAITING))
    names = listed_names({row[3] for row in listed}, today)
    found = [
        _Waiting(
            *(pk, form, title, unit, period, sent, first, by, odd, remarks),
            unit_name=names.get(unit, ""),
        )
        for pk, form, title, unit, period, sent, first, by, odd, remarks in listed
    ]
    words = words_of(asked.get("tim", ""))
    if words:
        found = [one for one in found if words.fit(one.unit_name) is not None]
    return _marked(found, asked.get("xem", ""))


def _marked(found: Sequence[_Waiting], kind: str) -> list[_Waiting]:
    """The same with what stands out in each, of one kind or all; those to be opened
    before they are accepted come first."""
    marks = marks_of(
        Sent(one.pk, one.form, one.period, day_of(one.first_sent), one.counted)
        for one in found
    )
    told = [replace(one, marks=marks[one.pk]) for one in found]
    wanted = [one for one in told if not kind or kind in one.marks.kinds]
    return sorted(
        wanted, key=lambda one: (not one.marks.is_doubtful, not one.marks.late)
    )


def _cell(
    place: tuple[int, int, int],
    due_on: date,
    state: str | None,
    sent_on: date | None,
    today: date,
) -> StripCell:
    """`place` is form, period and unit."""
    standing = State(state or State.DRAFT)
    words, tone = str(standing.label), TONES[standing]
    about = _("hạn %(day)s") % {"day": dates.show_short(due_on, beside=today)}
    if state is None:
        words = _("chưa nhập")
    if standing in OPEN:
        about = dates.due(due_on, today)
        tone = "late" if due_on < today else tone
    elif sent_on and sent_on > due_on:
        about = _("gửi muộn %(days)s ngày") % {"days": (sent_on - due_on).days}
    return StripCell(
        label=capfirst(period_words(place[1])),
        state=words,
        tone=tone,
        about=about,
        href=reverse("indicators:report", args=place),
    )
