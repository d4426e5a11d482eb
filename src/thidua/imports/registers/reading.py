"""What offices write of people: names in capitals, years and days in every shape."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from thidua.kernel import dates
from thidua.kernel.numbers import Unreadable
from thidua.kernel.sentences import sentence as _
from thidua.kernel.text import fold, tidy
from thidua.kernel.workbooks.reading import Value

YOUNGEST = 14
"""Nobody younger serves anywhere; two digits of a year are read by it."""
HONOURS = re.compile(r"^(?:ông|bà|anh|chị|đ/c|đồng chí|đc)[.:]?\s+", re.IGNORECASE)
_FOUR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_TWO = re.compile(r"^\d{1,2}\s*[/.\-]\s*\d{1,2}\s*[/.\-]\s*(\d\d)$")
_MONTH = re.compile(r"^(?:tháng\s+)?(\d{1,2})\s*[/.\-]\s*(\d{4})$", re.IGNORECASE)
_NO_NAME = re.compile(r"[\d()\[\]{}<>@:;/\\|_+=*&%$#!?\"]")
_EPOCH = date(1899, 12, 30)
"""Day 0 as spreadsheets count them."""


def read_name(raw: str) -> str:
    """A person's name, tidied; `Unreadable` when it cannot be one."""
    name = tidy(raw).strip(" .,-–")
    if not name:
        raise Unreadable(_("Dòng không ghi họ tên."), _("Ghi đủ họ và tên."))
    if len(name.split()) < 2:
        raise Unreadable(
            _("Họ tên chỉ có một chữ: “%s”.") % name[:60], _("Ghi đủ họ và tên.")
        )
    if _NO_NAME.search(HONOURS.sub("", name)) or len(name) > 120:
        raise Unreadable(
            _("Họ tên có chữ số hoặc dấu lạ: “%s”.") % name[:60],
            _("Chỉ để họ tên trong cột này."),
        )
    return name


def in_capitals(name: str) -> bool:
    """Is all of it written in capitals?"""
    return name.isupper() and len(name) > 3


def proper(name: str) -> str:
    """`NGUYỄN VĂN AN` as `Nguyễn Văn An`."""
    return " ".join(word[:1].upper() + word[1:].lower() for word in name.split())


def is_bare(name: str) -> bool:
    """Is it without any mark, as nobody's name of three words is likely to be?"""
    return fold(name) == name.casefold() and len(name.split()) > 2


def read_year(raw: Value, today: date) -> int | None:
    """The year of a birth; only the year is ever kept. Raises `Unreadable`."""
    if raw is None or isinstance(raw, bool):
        return None
    if isinstance(raw, date | datetime):
        return _plausible(raw.year, today)
    if isinstance(raw, int | float):
        is_serial = 2_100 < raw < 60_000
        year = (_EPOCH + timedelta(days=int(raw))).year if is_serial else int(raw)
        return _plausible(year, today)
    text = raw.strip()
    if not text.strip("-–. "):
        return None
    if found := _FOUR.findall(text):
        return _plausible(int(found[-1]), today)
    if short := _TWO.match(text):
        year = 1900 + int(short[1])
        return _plausible(
            year + 100 if year + 100 <= today.year - YOUNGEST else year, today
        )
    raise Unreadable(
        _("“%s” không phải ngày sinh hay năm sinh.") % text[:40],
        _("Ghi như 1980 hoặc 20/05/1980."),
    )


def _plausible(year: int, today: date) -> int:
    if not 1900 <= year <= today.year - YOUNGEST:
        raise Unreadable(
            _("Năm sinh %s không thể đúng.") % year, _("Kiểm lại cột năm sinh.")
        )
    return year


def read_day(raw: Value) -> tuple[date | None, str]:
    """A day, and what was understood where only a month or a year is written."""
    if isinstance(raw, date):
        return raw.date() if isinstance(raw, datetime) else raw, ""
    if isinstance(raw, int | float):
        if raw > 2_100:
            return _EPOCH + timedelta(days=int(raw)), ""
        return _whole_year(int(raw), str(int(raw)))
    text = (raw or "").strip()
    if not text.strip("-–. "):
        return None, ""
    if (day := dates.read_date(text)) is not None:
        return day, ""
    if (month := _MONTH.match(text)) and 1 <= int(month[1]) <= 12:
        return _understood(date(int(month[2]), int(month[1]), 1), text)
    if text.isdecimal() and len(text) == 4:
        return _whole_year(int(text), text)
    raise Unreadable(_("“%s” không phải ngày.") % text[:40], dates.why_no_date(text))


def _whole_year(year: int, text: str) -> tuple[date, str]:
    if not 1900 <= year <= 2100:
        raise Unreadable(
            _("“%s” không phải ngày.") % text, _("Ghi ngày theo mẫu 20/05/2025.")
        )
    return _understood(date(year, 1, 1), text)


def _understood(day: date, text: str) -> tuple[date, str]:
    words = _("Tệp ghi %(text)s: hiểu là %(day)s.")
    return day, words % {"text": text, "day": dates.show(day)}
