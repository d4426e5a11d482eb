"""Who must report a form: every duty that stands or is to come, and since when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.audit.trail import trail_of
from thidua.indicators.models import Form, ReportDuty
from thidua.indicators.policies import can_lay_out
from thidua.kernel import clock, dates
from thidua.kernel.policy import Verdict
from thidua.kernel.text import fold, sort_key
from thidua.kernel.ui.parts import Link, TrailLine
from thidua.organisations.actor import Actor, signature
from thidua.organisations.namesakes import listed_names

SHOWN = 400
"""As many rows as a page holds; the search finds the others."""
TOLD = 12


@dataclass(frozen=True, slots=True)
class ReporterRow:
    """One unit that reports: to whom, since when, until when."""

    unit_id: int
    name: str
    receiver: str
    since: str
    until: str
    may_end: bool


@dataclass(frozen=True, slots=True)
class ReportersPage:
    """The list, what was looked for, and what was done to it lately."""

    title: str
    finding: str
    crumbs: Sequence[Link]
    text: str
    rows: Sequence[ReporterRow]
    more: str
    trail: Sequence[TrailLine]
    may: Verdict
    is_open: bool
    level_url: str
    add_url: str
    end_url: str


def reporters_page(
    form: Form, *, actor: Actor, today: date, text: str = ""
) -> ReportersPage:
    """The units that report a form, by name; four queries however many there are."""
    duties = list(_standing(form, today).select_related("unit"))
    names = listed_names(
        {pk for duty in duties for pk in (duty.unit_id, duty.receiver_id)}, today
    )
    wanted = fold(text)
    rows = [
        _row(duty, names, today)
        for duty in duties
        if wanted in fold(names.get(duty.unit_id, ""))
    ]
    rows.sort(key=lambda row: sort_key(row.name))
    args = [form.pk]
    return ReportersPage(
        title=form.name,
        finding=_finding(sum(_is_now(duty, today) for duty in duties)),
        crumbs=[
            Link(_("Biểu mẫu"), reverse("indicators:forms")),
            Link(form.name, reverse("indicators:form", args=args)),
        ],
        text=text,
        rows=rows[:SHOWN],
        more=ngettext(
            "Còn %(n)s đơn vị nữa; gõ tên để tìm.",
            "Còn %(n)s đơn vị nữa; gõ tên để tìm.",
            len(rows) - SHOWN,
        )
        % {"n": len(rows) - SHOWN}
        if len(rows) > SHOWN
        else "",
        trail=_trail(form),
        may=can_lay_out(actor, form),
        is_open=form.opened_at is not None,
        level_url=reverse("indicators:form-assign", args=args),
        add_url=reverse("indicators:form-reporter-add", args=args),
        end_url=reverse("indicators:form-reporters-end", args=args),
    )


def _finding(now: int) -> str:
    return ngettext(
        "%(n)s đơn vị đang báo cáo biểu này",
        "%(n)s đơn vị đang báo cáo biểu này",
        now,
    ) % {"n": now}


def _standing(form: Form, today: date) -> QuerySet[ReportDuty]:
    """In force today, or still to begin."""
    return form.duties.filter(
        Q(during__endswith__isnull=True) | Q(during__endswith__gt=today)
    )


def _is_now(duty: ReportDuty, today: date) -> bool:
    return duty.during.lower is None or duty.during.lower <= today


def _row(duty: ReportDuty, names: dict[int, str], today: date) -> ReporterRow:
    until = duty.during.upper
    last = date.fromordinal(until.toordinal() - 1) if until else None
    return ReporterRow(
        unit_id=duty.unit_id,
        name=names.get(duty.unit_id, ""),
        receiver=names.get(duty.receiver_id, ""),
        since=dates.show(duty.during.lower) if duty.during.lower else "–",
        until=dates.show(last) if last else "–",
        may_end=_is_now(duty, today) and last is None,
    )


ASSIGNED = "indicators.form.assigned"


def _trail(form: Form) -> list[TrailLine]:
    """What was said of the reporters lately, with the reasons."""
    verbs = [ASSIGNED, "indicators.form.released", "indicators.duty.ended"]
    found = []
    for entry in trail_of(form).filter(verb__in=verbs)[:TOLD]:
        said = entry.details
        day = date.fromisoformat(said.get("since") or said["on"])
        count = len(said.get("units") or [said.get("unit")])
        found.append(
            TrailLine(
                when=dates.show_moment(entry.at.astimezone(clock.ZONE)),
                words=_deed(entry.verb, count) % {"n": count, "day": dates.show(day)},
                who=signature(entry.actor_name, entry.office),
                note=said.get("reason", ""),
            )
        )
    return found


def _deed(verb: str, count: int) -> str:
    if verb == ASSIGNED:
        return ngettext(
            "giao %(n)s đơn vị báo cáo từ %(day)s",
            "giao %(n)s đơn vị báo cáo từ %(day)s",
            count,
        )
    return ngettext(
        "thôi %(n)s đơn vị báo cáo từ %(day)s",
        "thôi %(n)s đơn vị báo cáo từ %(day)s",
        count,
    )
