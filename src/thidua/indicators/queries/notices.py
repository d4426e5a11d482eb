"""What a report says about itself: its day, its way, why it came back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.audit.models import Entry
from thidua.audit.trail import last_of
from thidua.indicators.queries.places import Place
from thidua.indicators.queries.words import TONES, period_words, show_moment
from thidua.indicators.states import State
from thidua.kernel import dates
from thidua.kernel.ui.parts import Link
from thidua.organisations.naming import in_sentence
from thidua.organisations.queries import names_on


@dataclass(frozen=True, slots=True)
class ReturnNote:
    """Who sent what back, when and why."""

    title: str
    reasons: Sequence[tuple[str, str]]
    by: str


@dataclass(frozen=True, slots=True)
class EarlyQuestion:
    """The period is not over: send its report all the same?"""

    title: str
    about: str


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands above and below a report's figures."""

    title: str
    form_name: str
    unit_name: str
    receiver_name: str
    receiver_in_sentence: str
    period: str
    crumbs: Sequence[Link]
    state: str
    tone: str
    due: str
    due_tone: str
    say: str
    returned: ReturnNote | None
    history: Sequence[tuple[str, str]]
    instead: str
    """Whose report it is and who sends it, when the unit is no more."""


def heading_of(
    place: Place, reasons: Sequence[tuple[str, str]], *, today: date
) -> Heading:
    """The head of a report; `reasons` are the names and reasons of what came back."""
    asked = [place.unit.pk, place.receiver_id, place.reporter_id]
    names = names_on(asked, place.period.ends_on)
    unit, receiver = names.get(place.unit.pk, ""), names.get(place.receiver_id, "")
    words = period_words(place.period.pk)
    return Heading(
        title=_("Báo cáo %(period)s, %(unit)s") % {"period": words, "unit": unit},
        form_name=place.form.name,
        unit_name=unit,
        receiver_name=receiver,
        receiver_in_sentence=in_sentence(receiver),
        period=words,
        crumbs=[
            Link(_("Báo cáo"), reverse("indicators:reports")),
            Link(place.form.name),
        ],
        state=str(place.state.label),
        tone=TONES[place.state],
        due=_due(place, today),
        due_tone="is-late" if place.is_open and place.due_on < today else "",
        say=_say(place, receiver),
        returned=_return_note(place, reasons, receiver),
        history=_history(place),
        instead=_instead(unit, names.get(place.reporter_id, ""))
        if place.is_instead
        else "",
    )


def _instead(unit: str, reporter: str) -> str:
    said = _(
        "%(unit)s đã kết thúc hoạt động; %(reporter)s nhận bàn giao và gửi báo cáo này."
        " Số liệu vẫn là của %(inside)s."
    )
    return said % {
        "unit": unit,
        "reporter": in_sentence(reporter),
        "inside": in_sentence(unit),
    }


def early_question(place: Place, today: date) -> EarlyQuestion | None:
    """What is asked before a period is reported that is not over yet."""
    if place.span.ends_on <= today:
        return None
    words = period_words(place.period.pk)
    title = _("%(period)s chưa hết, vẫn gửi?") % {"period": capfirst(words)}
    about = _(
        "Kỳ này đến hết ngày %(day)s; số phát sinh sau hôm nay sẽ không có trong "
        "báo cáo. Gửi rồi thì chỉ sửa được khi nơi nhận trả lại."
    ) % {"day": dates.show(place.span.ends_on)}
    return EarlyQuestion(title, about)


def _due(place: Place, today: date) -> str:
    said = _("hạn %(day)s") % {"day": dates.show(place.due_on)}
    if not place.is_open:
        return said
    return f"{said}, {dates.due(place.due_on, today)}"


def _return_note(
    place: Place, reasons: Sequence[tuple[str, str]], receiver: str
) -> ReturnNote | None:
    if place.state == State.REOPENED:
        return _reopened_note(place, reasons)
    if place.state != State.RETURNED or not reasons:
        return None
    title = ngettext(
        "%(receiver)s trả lại %(count)s số liệu; các ô khác đã nhận.",
        "%(receiver)s trả lại %(count)s số liệu; các ô khác đã nhận.",
        len(reasons),
    ) % {"receiver": receiver, "count": len(reasons)}
    act = _last(place, "indicators.report.returned")
    by = f"{act.actor_name}, {show_moment(act.at)}" if act else ""
    return ReturnNote(title, list(reasons), by)


def _reopened_note(place: Place, reasons: Sequence[tuple[str, str]]) -> ReturnNote:
    """Who opened the accepted report again; the figures count on, provisionally."""
    title = ngettext(
        "%(count)s số liệu đã nhận được mở lại để sửa; các ô khác vẫn chính thức.",
        "%(count)s số liệu đã nhận được mở lại để sửa; các ô khác vẫn chính thức.",
        len(reasons),
    ) % {"count": len(reasons)}
    act = _last(place, "indicators.report.reopened")
    by = f"{act.actor_name}, {act.office}, {show_moment(act.at)}" if act else ""
    return ReturnNote(title, list(reasons), by)


def _last(place: Place, verb: str) -> Entry | None:
    return last_of(place.report, verb) if place.report else None


def _say(place: Place, receiver: str) -> str:
    if place.state == State.SUBMITTED:
        return _("Đã gửi lúc %(when)s; chờ %(receiver)s nhận.") % {
            "when": show_moment(place.report.submitted_at if place.report else None),
            "receiver": in_sentence(receiver),
        }
    if place.state == State.ACCEPTED:
        return _("%(receiver)s đã nhận lúc %(when)s; số liệu là số chính thức.") % {
            "when": show_moment(place.report.accepted_at if place.report else None),
            "receiver": receiver,
        }
    return _("Khi gửi, %(receiver)s đọc báo cáo và nhận, hoặc trả lại từng số.") % {
        "receiver": in_sentence(receiver)
    }


def _history(place: Place) -> list[tuple[str, str]]:
    """When it was sent and accepted, for the paper."""
    report = place.report
    if report is None:
        return []
    said = []
    if report.submitted_at:
        said.append(
            (_("Đã gửi"), f"{report.submitted_by}, {show_moment(report.submitted_at)}")
        )
    if report.accepted_at:
        said.append(
            (_("Đã nhận"), f"{report.accepted_by}, {show_moment(report.accepted_at)}")
        )
    if report.reopened_because:
        said.append((_("Mở lại"), report.reopened_because))
    return said
