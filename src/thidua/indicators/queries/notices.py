"""What a report says about itself: its day, its way, why it came back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.audit.trail import trail_of
from thidua.indicators.queries.places import Place
from thidua.indicators.queries.words import show_moment
from thidua.indicators.states import State
from thidua.kernel import dates


@dataclass(frozen=True, slots=True)
class ReturnNote:
    """Who sent what back, when and why."""

    title: str
    reasons: Sequence[tuple[str, str]]
    by: str


def due_words(place: Place, today: date) -> str:
    said = _("hạn %(day)s") % {"day": dates.show(place.due_on)}
    if not place.is_open:
        return said
    return f"{said}, {dates.due(place.due_on, today)}"


def return_note(
    place: Place, reasons: Sequence[tuple[str, str]], receiver: str
) -> ReturnNote | None:
    if place.state != State.RETURNED or not reasons:
        return None
    title = ngettext(
        "%(receiver)s trả lại %(count)s số liệu; các ô khác đã nhận.",
        "%(receiver)s trả lại %(count)s số liệu; các ô khác đã nhận.",
        len(reasons),
    ) % {"receiver": receiver, "count": len(reasons)}
    acts = (
        [entry for entry in trail_of(place.report) if entry.verb.endswith(".returned")]
        if place.report
        else []
    )
    by = f"{acts[0].actor_name}, {show_moment(acts[0].at)}" if acts else ""
    return ReturnNote(title, list(reasons), by)


def say(place: Place, receiver: str) -> str:
    if place.state == State.SUBMITTED:
        return _("Đã gửi lúc %(when)s; chờ %(receiver)s nhận.") % {
            "when": show_moment(place.report.submitted_at if place.report else None),
            "receiver": receiver,
        }
    if place.state == State.ACCEPTED:
        return _("%(receiver)s đã nhận lúc %(when)s; số liệu là số chính thức.") % {
            "when": show_moment(place.report.accepted_at if place.report else None),
            "receiver": receiver,
        }
    return _("Khi gửi, %(receiver)s đọc báo cáo và nhận, hoặc trả lại từng số.") % {
        "receiver": receiver
    }


def history(place: Place) -> list[tuple[str, str]]:
    """When it was sent and accepted, for the paper."""
    report = place.report
    if report is None:
        return []
    said = []
    if report.submitted_at:
        said.append(
            (_("Gửi"), f"{report.submitted_by}, {show_moment(report.submitted_at)}")
        )
    if report.accepted_at:
        said.append(
            (_("Nhận"), f"{report.accepted_by}, {show_moment(report.accepted_at)}")
        )
    return said
