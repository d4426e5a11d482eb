"""Before the head says yes: which values are frozen, by which rule, and is it free."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from thidua.exemplars.measures import said
from thidua.exemplars.models import Choice, Exemplar, Hold
from thidua.exemplars.promised import not_kept
from thidua.exemplars.queries.frame import ExemplarFrame, exemplar_frame
from thidua.exemplars.queries.words import month_words
from thidua.exemplars.ruling import rule_of, window_of
from thidua.exemplars.values import of_exemplar
from thidua.kernel import dates
from thidua.kernel.numbers import show_number
from thidua.organisations.actor import Actor


@dataclass(frozen=True, slots=True)
class ToFreeze:
    """A figure and the value that will stand as its bar."""

    name: str
    value: str
    by: str
    reports: str


@dataclass(frozen=True, slots=True)
class PraisePage:
    """Everything `praise.html` shows beside the form."""

    frame: ExemplarFrame
    on: str
    rows: Sequence[ToFreeze]
    rule: str
    lacks_rule: bool
    is_held: bool
    vote: str
    missing: str
    short: Sequence[str]
    """What it registered and has not reached, line by line."""


def praise_page(exemplar: Exemplar, on: date, actor: Actor, day: date) -> PraisePage:
    """The values as of the day of the praise."""
    rule = rule_of(exemplar.campaign)
    figures = list(exemplar.figures.select_related("version"))
    found = of_exemplar(
        figures, exemplar.campaign, exemplar.unit_id, on, window_of(exemplar)
    )
    rows = [
        ToFreeze(
            one.name,
            said(one, got.value if (got := found.get(one.pk)) else None),
            month_words(got.span) if got else "",
            _("%(accepted)s trên %(reported)s báo cáo đã nhận")
            % {
                "accepted": show_number(got.accepted),
                "reported": show_number(got.reported),
            }
            if got and one.source == one.Source.REPORTED
            else "",
        )
        for one in figures
    ]
    return PraisePage(
        frame=exemplar_frame(exemplar, actor, day, _("Biểu dương")),
        on=dates.show(on),
        rows=rows,
        rule=_rule_words(rule.tolerance, rule.better_wanted) if rule else "",
        lacks_rule=rule is None,
        is_held=Hold.objects.on_subject(exemplar).open_on(on).exists(),
        vote=_vote(exemplar),
        missing=_("Chỉ tiêu chưa có số liệu thì không thành mốc so sánh.")
        if len(found) < len(figures)
        else "",
        short=not_kept(figures, {pk: one.value for pk, one in found.items()}),
    )


def _rule_words(tolerance: object, better: int) -> str:
    return _(
        "Người học bắt kịp khi không kém mốc quá %(tolerance)s\u00a0%% ở mọi chỉ tiêu"
        " bắt buộc; vượt qua khi hơn hẳn mốc ở ít nhất %(n)s chỉ tiêu."
    ) % {"tolerance": show_number(tolerance), "n": show_number(better)}  # type: ignore[arg-type]


def _vote(exemplar: Exemplar) -> str:
    found = Choice.objects.standing().filter(exemplar=exemplar, is_chosen=True)
    last = found.select_related("meeting").order_by("-meeting__held_on").first()
    if last is None:
        return ""
    return _("Cuộc họp ngày %(day)s chọn với %(hands)s trên %(present)s người dự.") % {
        "day": dates.show(last.meeting.held_on),
        "hands": show_number(last.hands),
        "present": show_number(last.meeting.present),
    }
