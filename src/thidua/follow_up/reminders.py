"""What a reminder says, to whom, at each step."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.follow_up.answering import who_answers
from thidua.follow_up.kinds import Kind
from thidua.follow_up.models import Finding, ReminderPlan, ReviewCall
from thidua.follow_up.review_words import call_about
from thidua.follow_up.states import SILENT, TO_MEND, InspectionState
from thidua.follow_up.steps import Step, to_take
from thidua.follow_up.telling import Tale, later
from thidua.indicators.models import FormPeriod
from thidua.indicators.queries.duties import Owing, owing
from thidua.kernel import dates
from thidua.kernel.calendar import working_days_between
from thidua.organisations.models import Mandate
from thidua.organisations.namesakes import listed_names
from thidua.organisations.naming import in_sentence

NAMED = 20
"""Units that an escalation calls by name; the rest is counted."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A form and period of which a step is taken today."""

    span: FormPeriod
    step: Step

    @property
    def about(self) -> str:
        """`Báo cáo tháng, tháng 4/2025`."""
        period = self.span.period
        words = dates.period_name(period.starts_on, period.ends_on)
        return f"{self.span.form.name}, {words}"

    def key(self, who: str) -> str:
        """What, which step, which period; the person comes behind it."""
        return f"report:{self.step}:{self.span.form_id}:{self.span.period_id}:{who}"


def tales_of(asked: Sequence[Asked], today: date) -> list[Tale]:
    """Everything that is told today, in a fixed number of questions."""
    by_span = {(one.span.form_id, one.span.period_id): one for one in asked}
    owed = owing(list(by_span), today)
    names = listed_names(
        {one for row in owed for one in (row.unit, row.reporter)}, today
    )
    found: list[Tale] = []
    for pair, rows in groupby(owed, key=lambda row: (row.form, row.period)):
        one, mine = by_span[pair], list(rows)
        found += [_to_the_reporter(one, row, names, today) for row in mine]
        if one.step == Step.AFTER:
            found += _to_those_above(one, mine, names, today)
    return found


def _to_the_reporter(
    one: Asked, row: Owing, names: Mapping[int, str], today: date
) -> Tale:
    taken_over = "" if row.reporter == row.unit else names.get(row.unit, "")
    roles: tuple[str, ...] = (Mandate.Role.OFFICER,)
    if one.step == Step.AFTER:
        roles = (Mandate.Role.OFFICER, Mandate.Role.HEAD)
    return Tale(
        key=one.key(str(row.unit)),
        unit_id=row.reporter,
        kind=_kind(one, today),
        title=later(_title, one, today),
        body=later(_body, one, today, taken_over),
        path=reverse("indicators:report", args=[row.form, row.period, row.unit]),
        roles=roles,
        report=(row.form, row.period, row.unit),
        origin_id=one.span.form.owner_id,
    )


def _kind(one: Asked, today: date) -> Kind:
    """A step that is made up for later speaks of the day on which it is told."""
    due = one.span.due_on
    if one.step == Step.AFTER or today > due:
        return Kind.LATE
    return Kind.DUE_TODAY if today == due else Kind.DUE_SOON


def _title(one: Asked, today: date) -> str:
    due, said = one.span.due_on, {"about": one.about}
    if one.step == Step.AFTER:
        return _("Đã quá hạn: %(about)s") % said
    if today < due:
        left = working_days_between(today, due)
        return ngettext(
            "Còn %(left)s ngày làm việc đến hạn: %(about)s",
            "Còn %(left)s ngày làm việc đến hạn: %(about)s",
            left,
        ) % {
            "left": left,
            "about": one.about,
        }
    if today == due:
        return _("Hôm nay là hạn gửi: %(about)s") % said
    return _late_title(one, working_days_between(due, today))


def _body(one: Asked, today: date, taken_over: str) -> str:
    """`taken_over` names the unit that is no more whose report this is."""
    due = one.span.due_on
    if one.step == Step.AFTER:
        told = _(
            "Hạn gửi là %(day)s. Nơi nhận báo cáo đã được báo là đơn vị chậm; gửi càng"
            " sớm càng tốt."
        )
    elif today < due:
        told = _("Hạn gửi là %(day)s. Đơn vị chưa gửi báo cáo này.")
    elif today == due:
        told = _("Hạn gửi là %(day)s; gửi trong ngày ấy thì báo cáo còn đúng hạn.")
    else:
        told = _(
            "Hạn gửi là %(day)s, đơn vị chưa gửi báo cáo này; gửi càng sớm càng tốt."
        )
    body = told % {"day": dates.show_long(due)}
    if not taken_over:
        return body
    whose = _("Đây là báo cáo của %(unit)s, nơi anh/chị nhận bàn giao.")
    return f"{body} {whose % {'unit': in_sentence(taken_over)}}"


def _late_title(one: Asked, days: int) -> str:
    """Overdue by working days; only days off since: just overdue."""
    if not days:
        return _("Đã quá hạn: %(about)s") % {"about": one.about}
    return _("Quá hạn %(days)s ngày làm việc: %(about)s") % {
        "days": days,
        "about": one.about,
    }


def _to_those_above(
    one: Asked, rows: Sequence[Owing], names: Mapping[int, str], today: date
) -> Iterator[Tale]:
    """One notice for each receiver, however many are late below it."""
    for receiver, rows_of in groupby(rows, key=lambda row: row.receiver):
        late = list(rows_of)
        yield Tale(
            key=one.key(f"above:{receiver}"),
            unit_id=receiver,
            kind=Kind.LATE_BELOW,
            title=later(_title_above, one, len(late)),
            body=later(_body_above, one, late, names, today),
            path=_late_list(receiver, one),
            origin_id=one.span.form.owner_id,
        )


def _title_above(one: Asked, count: int) -> str:
    return ngettext(
        "%(count)s đơn vị chậm: %(about)s", "%(count)s đơn vị chậm: %(about)s", count
    ) % {"count": count, "about": one.about}


def _body_above(
    one: Asked, late: Sequence[Owing], names: Mapping[int, str], today: date
) -> str:
    units = [_called(row, names) for row in late]
    listed = "; ".join(units[:NAMED])
    if len(units) > NAMED:
        listed = _("%(listed)s và %(more)s nơi khác") % {
            "listed": listed,
            "more": len(units) - NAMED,
        }
    return _("Hạn gửi là %(day)s, đã %(late)s. Chưa gửi: %(units)s.") % {
        "day": dates.show(one.span.due_on),
        "late": dates.due(one.span.due_on, today),
        "units": listed,
    }


def _called(row: Owing, names: Mapping[int, str]) -> str:
    """`xã Châu Bình`; of a unit that is no more also who reports for it."""
    unit = in_sentence(names.get(row.unit, ""))
    if row.reporter == row.unit:
        return unit
    return _("%(unit)s (nay do %(reporter)s báo cáo)") % {
        "unit": unit,
        "reporter": in_sentence(names.get(row.reporter, "")),
    }


def _late_list(receiver: int, one: Asked) -> str:
    """The list of the late, as the desk shows it."""
    query = f"don-vi={receiver}&bieu={one.span.form_id}&ky={one.span.period_id}"
    return f"{reverse('desk:late')}?{query}"


MENDING = ReminderPlan(days_before=2, on_day=True, escalate_after=1)
"""When a unit is reminded of what it has to mend."""


def tales_of_findings(after: date, today: date) -> tuple[list[Tale], int]:
    """What is told of findings whose step is today's; how many steps passed unseen.

    When a deadline is past, the unit that inspected is told too.
    """
    open_ones = Finding.objects.filter(
        state__in=TO_MEND, inspection__state=InspectionState.ANNOUNCED
    )
    found: list[Tale] = []
    skipped = 0
    for finding in open_ones.select_related("inspection").order_by("pk"):
        step, passed = to_take(finding.mend_by, MENDING, after=after, today=today)
        skipped += passed
        if step is not None:
            found += of_finding(finding, Step(step), today)
    return found, skipped


def of_finding(finding: Finding, step: Step, today: date) -> Iterator[Tale]:
    """What is told of one finding at a step."""
    inspection = finding.inspection
    units = [inspection.inspected_id]
    if step == Step.AFTER:
        units.append(inspection.inspector_id)
    for unit in units:
        yield Tale(
            key=f"mend:{step}:{finding.pk}:{finding.mend_by}:{unit}",
            unit_id=unit,
            kind=Kind.MEND_LATE if finding.mend_by < today else Kind.MEND_SOON,
            title=later(_title_of_finding, finding, today),
            body=later(_body_of_finding, finding),
            path=reverse("follow_up:inspection", args=[inspection.pk]),
            origin_id=inspection.inspector_id,
        )


def _title_of_finding(finding: Finding, today: date) -> str:
    said = {
        "what": Truncator(finding.what).chars(160),
        "due": dates.due(finding.mend_by, today),
    }
    if finding.mend_by < today:
        return _("Quá hạn khắc phục: %(what)s") % said
    return _("Hạn khắc phục %(due)s: %(what)s") % said


def _body_of_finding(finding: Finding) -> str:
    return _("Hạn là %(day)s.") % {"day": dates.show_long(finding.mend_by)}


REVIEWING = ReminderPlan(days_before=5, on_day=True, escalate_after=1)
"""When a unit is reminded of its report of a half-year or year."""


def tales_of_reviews(after: date, today: date) -> tuple[list[Tale], int]:
    """What is told of reports of a half-year or year that are not sent; when the day is
    past, one notice to each unit they go to."""
    found: list[Tale] = []
    skipped = 0
    calls = ReviewCall.objects.select_related("campaign__reminder_plan", "period")
    for call in calls:
        plan = getattr(call.campaign, "reminder_plan", None) or REVIEWING
        step, passed = to_take(call.due_on, plan, after=after, today=today)
        skipped += passed
        if step is not None:
            found += of_reviews(call, Step(step), today)
    return found, skipped


def of_reviews(call: ReviewCall, step: Step, today: date) -> Iterator[Tale]:
    """What is told at a step of the reports that are not sent."""
    waiting = call.reviews.filter(state__in=SILENT).select_related("call__campaign")
    silent = list(waiting.order_by("pk"))
    answers = who_answers(silent, today)
    for one in silent:
        yield Tale(
            key=f"review:{one.pk}:{step}:{call.due_on}",
            unit_id=answers[one.pk].writer,
            kind=Kind.REVIEW,
            title=later(_title_of_review, call),
            body=later(_body_of_review, call, today),
            path=reverse("follow_up:review", args=[one.pk]),
            origin_id=answers[one.pk].receiver,
        )
    if step != Step.AFTER:
        return
    late = Counter(answers[one.pk].receiver for one in silent)
    for receiver, count in sorted(late.items()):
        yield Tale(
            key=f"review-call:{call.pk}:{step}:{call.due_on}:{receiver}",
            unit_id=receiver,
            kind=Kind.REVIEW,
            title=later(_title_of_call, call, count),
            body=later(_body_of_review, call, today),
            path=reverse("follow_up:review-call", args=[call.pk]),
        )


def _title_of_review(call: ReviewCall) -> str:
    return _("Chưa gửi báo cáo %(about)s") % {"about": call_about(call)}


def _title_of_call(call: ReviewCall, count: int) -> str:
    said = ngettext(
        "%(count)s đơn vị chậm gửi báo cáo %(about)s",
        "%(count)s đơn vị chậm gửi báo cáo %(about)s",
        count,
    )
    return said % {"count": count, "about": call_about(call)}


def _body_of_review(call: ReviewCall, today: date) -> str:
    return _("Hạn gửi %(due)s.") % {"due": dates.due(call.due_on, today)}
