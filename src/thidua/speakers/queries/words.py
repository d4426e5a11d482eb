"""How speakers and invitations are told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from django.db.models import Count
from django.utils.translation import gettext as _

from thidua.speakers.availability import Day
from thidua.speakers.models import Form, Invitation, Language, Speaker
from thidua.speakers.states import DONE

YEAR = timedelta(days=365)


def weekday_names() -> list[str]:
    """Short, Monday first."""
    return [_("T2"), _("T3"), _("T4"), _("T5"), _("T6"), _("T7"), _("CN")]


def weekday_choices() -> list[tuple[int, str]]:
    """In full, Monday first."""
    return [
        (0, _("Thứ Hai")),
        (1, _("Thứ Ba")),
        (2, _("Thứ Tư")),
        (3, _("Thứ Năm")),
        (4, _("Thứ Sáu")),
        (5, _("Thứ Bảy")),
        (6, _("Chủ nhật")),
    ]


def usually(weekdays: Sequence[int]) -> str:
    """`Thứ Hai, Thứ Tư`, or that nothing was said yet."""
    names = dict(weekday_choices())
    return ", ".join(names[day] for day in weekdays) or _("chưa ghi")


def forms_of(speaker: Speaker) -> str:
    """How they speak."""
    return "; ".join(str(Form(one).label) for one in speaker.forms)


def languages_of(speaker: Speaker) -> str:
    """In which languages."""
    return ", ".join(str(Language(one).label) for one in speaker.languages)


def day_words(day: Day) -> str:
    """How a day stands, in words."""
    return {
        Day.FREE: _("rảnh"),
        Day.UNUSUAL: _("không phải ngày thường rảnh"),
        Day.BUSY: _("bận"),
        Day.PROMISED: _("đã có nơi mời"),
    }[day]


def talks_of(pks: Iterable[int], day: date) -> dict[int, int]:
    """How often each spoke, or promised to, in the twelve months to a day and after."""
    found = Invitation.objects.filter(
        speaker__in=list(pks), state__in=DONE, day__gt=day - YEAR
    )
    rows = found.order_by().values_list("speaker").annotate(n=Count("pk"))
    return dict(rows)
