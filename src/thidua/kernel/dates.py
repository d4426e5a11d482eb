"""Dates and periods the Vietnamese way: read, shown, and said beside a deadline.

Typed dates are read day first whatever the language of the screen; figures on the
screen follow the same rule in both languages, because the papers do.
"""

from __future__ import annotations

import re
from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import pgettext, pgettext_lazy

_TYPED = re.compile(
    r"^(?:ngày\s+)?(\d{1,2})\s*(?:[/.\-]|\s+tháng\s+)\s*(\d{1,2})"
    r"\s*(?:[/.\-]|\s+năm\s+)\s*(\d{4}|\d{2})$",
    re.IGNORECASE,
)
_ISO = re.compile(r"^(\d{4})-(\d{2})-(\d{2})$")
_ROMAN = ("I", "II", "III", "IV")


def read_date(text: str) -> date | None:
    """The date meant by `20/05/2025`, `20-5-25`, `20.5.2025`, `2025-05-20`, or None.

    A year of two digits is of this century.
    """
    plain = " ".join(text.split())
    if iso := _ISO.match(plain):
        return _date(int(iso[1]), int(iso[2]), int(iso[3]))
    if typed := _TYPED.match(plain):
        year = int(typed[3]) + (2000 if len(typed[3]) == 2 else 0)
        return _date(year, int(typed[2]), int(typed[1]))
    return None


def why_no_date(text: str) -> str:
    """What is wrong with a typed date, in words: “Tháng 11 chỉ có 30 ngày.”"""
    typed = _TYPED.match(" ".join(text.split()))
    if typed is None:
        return _("Ghi ngày theo mẫu 20/05/2025.")
    day, month = int(typed[1]), int(typed[2])
    if not 1 <= month <= 12:
        return _("Không có tháng %(month)s. Ghi ngày trước, tháng sau.") % {
            "month": month
        }
    year = int(typed[3]) + (2000 if len(typed[3]) == 2 else 0)
    last = next(d for d in (31, 30, 29, 28) if _date(year or 2000, month, d))
    if day > last:
        return _("Tháng %(month)s chỉ có %(last)s ngày.") % {
            "month": month,
            "last": last,
        }
    return _("Ghi ngày theo mẫu 20/05/2025.")


def show(day: date | None) -> str:
    """`20/05/2025`; nothing for no date."""
    return f"{day:%d/%m/%Y}" if day else ""


def show_short(day: date | None, *, beside: date | None = None) -> str:
    """`20/05`, with the year only when it differs from that of `beside`."""
    if day is None:
        return ""
    if beside is not None and beside.year != day.year:
        return show(day)
    return f"{day:%d/%m}"


def show_long(day: date) -> str:
    """`Thứ Ba, 20/05/2025`."""
    return f"{weekday(day)}, {show(day)}"


def aloud(day: date) -> str:
    """`10 tháng 5 năm 2025`: a day as it is read out, after “ngày”."""
    return f"{day.day} tháng {day.month} năm {day.year}"


def show_moment(moment: datetime) -> str:
    """`14:32, 20/05/2025`, of an aware moment already in the office's zone."""
    return f"{moment:%H:%M}, {show(moment.date())}"


def weekday(day: date) -> str:
    """`Thứ Hai` … `Chủ nhật`."""
    return (
        _("Thứ Hai"),
        _("Thứ Ba"),
        _("Thứ Tư"),
        _("Thứ Năm"),
        _("Thứ Sáu"),
        _("Thứ Bảy"),
        _("Chủ nhật"),
    )[day.weekday()]


def due(day: date, today: date) -> str:
    """How a deadline stands: `quá 2 ngày`, `hôm nay`, `ngày mai`, `còn 4 ngày`."""
    left = (day - today).days
    if left < 0:
        return _("quá %(days)s ngày") % {"days": -left}
    if left == 0:
        return _("hôm nay")
    if left == 1:
        return _("ngày mai")
    return _("còn %(days)s ngày") % {"days": left}


def since(day: date, today: date) -> str:
    """How long ago: `hôm nay`, `hôm qua`, `đã 3 ngày`; a day to come is a deadline."""
    gone = (today - day).days
    if gone < 0:
        return due(day, today)
    if gone == 0:
        return _("hôm nay")
    if gone == 1:
        return _("hôm qua")
    return _("đã %(days)s ngày") % {"days": gone}


_MONTHS = (
    pgettext_lazy("tên tháng", "tháng 1"),
    pgettext_lazy("tên tháng", "tháng 2"),
    pgettext_lazy("tên tháng", "tháng 3"),
    pgettext_lazy("tên tháng", "tháng 4"),
    pgettext_lazy("tên tháng", "tháng 5"),
    pgettext_lazy("tên tháng", "tháng 6"),
    pgettext_lazy("tên tháng", "tháng 7"),
    pgettext_lazy("tên tháng", "tháng 8"),
    pgettext_lazy("tên tháng", "tháng 9"),
    pgettext_lazy("tên tháng", "tháng 10"),
    pgettext_lazy("tên tháng", "tháng 11"),
    pgettext_lazy("tên tháng", "tháng 12"),
)


def month_name(first: date) -> str:
    """`tháng 5/2025`; in English by its name."""
    said = {"month": _MONTHS[first.month - 1], "year": first.year}
    return pgettext("tháng và năm", "%(month)s/%(year)s") % said


def quarter_name(first: date) -> str:
    """`quý II/2025`."""
    return _("quý %(quarter)s/%(year)s") % {
        "quarter": _ROMAN[(first.month - 1) // 3],
        "year": first.year,
    }


def half_year_name(first: date) -> str:
    """`6 tháng đầu năm 2025` or `6 tháng cuối năm 2025`."""
    if first.month <= 6:
        return _("6 tháng đầu năm %(year)s") % {"year": first.year}
    return _("6 tháng cuối năm %(year)s") % {"year": first.year}


def year_name(first: date) -> str:
    """`năm 2025`."""
    return _("năm %(year)s") % {"year": first.year}


def span(first: date, last: date) -> str:
    """`01/05/2025–20/05/2025`, or one date when both are the same day."""
    return show(first) if first == last else f"{show(first)}–{show(last)}"


def months(first: date, last: date) -> str:
    """Short, for a line of phases: `10–12/2020`, `2021–2024`, `12/05–18/05/2025`.

    Days are written only where the phase does not begin or end with its month.
    """
    if first.day != 1 or not _is_last_of_month(last):
        is_long = first.year != last.year or first == last
        return span(first, last) if is_long else f"{first:%d/%m}–{show(last)}"
    if (first.month, last.month) == (1, 12):
        years = (first.year, last.year)
        return str(years[0]) if years[0] == years[1] else f"{years[0]}–{years[1]}"
    if first.year == last.year:
        same = f"{last:%m/%Y}"
        return same if first.month == last.month else f"{first:%m}–{same}"
    return f"{first:%m/%Y}–{last:%m/%Y}"


def period_name(first: date, last: date) -> str:
    """The name of a period by its first and last day; the two dates when it has none.

    >>> from datetime import date
    >>> period_name(date(2025, 1, 1), date(2025, 12, 31))
    'năm 2025'
    """
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    whole = first.day == 1 and _is_last_of_month(last)
    namers = {1: month_name, 3: quarter_name, 6: half_year_name, 12: year_name}
    if whole and months in namers and (first.month - 1) % months == 0:
        return namers[months](first)
    return span(first, last)


def _is_last_of_month(day: date) -> bool:
    return _date(day.year, day.month, day.day + 1) is None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
