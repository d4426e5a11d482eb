"""The words by which a file names units, lines and periods of a form."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from difflib import get_close_matches

from thidua.indicators.models import Form, ReportDuty
from thidua.indicators.periods import PeriodKind, PeriodSpan, from_id
from thidua.kernel import dates
from thidua.kernel.sentences import sentence as _
from thidua.kernel.text import fold, tidy
from thidua.organisations.namesakes import told_apart

UNIT_WORDS: tuple[str, ...] = (
    *("don vi", "ten don vi", "dia phuong", "ten dia phuong", "co quan"),
    *("don vi bao cao", "to chuc", "ten co quan", "ten"),
)
COMMUNE_WORDS = (
    *("xa", "ten xa", "xa phuong", "xa, phuong", "xa/phuong", "phuong", "ma xa"),
    *("xa, phuong, thi tran", "xa/phuong/thi tran", "cap xa"),
    *("xa/tt", "xa, tt", "xa/p/tt", "x/p/tt", "xp"),
)
DISTRICT_WORDS = (
    *("huyen", "ten huyen", "huyen, thanh pho", "huyen/thanh pho", "quan"),
    *("huyen thanh pho", "cap huyen", "huyen, thi xa, thanh pho"),
)
LINE_WORDS = (
    *("chi so", "ten chi so", "chi tieu", "ten chi tieu", "noi dung", "danh muc"),
    *("ma chi so", "muc"),
)
VALUE_WORDS = (
    *("so lieu", "thuc hien", "gia tri", "ket qua", "so luong", "th", "so"),
    *("thuc hien trong ky", "ky nay", "trong thang", "sl", "ty le", "tl"),
    "ghi vao cot nay",  # the program's own template
)


def unit_choices(
    known: Mapping[int, str],
    duties: Mapping[int, Sequence[ReportDuty]],
    form: Form,
    me: int | None,
    day: date,
) -> list[tuple[str, str]]:
    """The units whose figures this office may bring in, by name; to whoever issued the
    form, all of them. Namesakes say what they stand under. `duties` know who answers
    for each (`answering.answers_on`)."""
    names = {
        unit: known[unit]
        for unit, ones in duties.items()
        if me in {form.owner_id, *(who for duty in ones for who in _answering(duty))}
    } or dict(known)
    said = told_apart(names, day)
    return sorted(
        ((str(unit), name) for unit, name in said.items()),
        key=lambda pair: fold(pair[1]),
    )


def nearly_called(
    name: str, units: Sequence[tuple[str, str]], cutoff: float = 0.85
) -> tuple[str, ...]:
    """Of some units those whose names are all but the same, the most alike first.

    `cutoff` is how alike (1: the same): “Xã Mỹ Thạnh An” is for “Xã Mỹ Thạnh”.
    """
    plain = {fold(called): one for one, called in units}
    near = get_close_matches(fold(name), plain, cutoff=cutoff)
    return tuple(plain[one] for one in near)


def _answering(duty: ReportDuty) -> tuple[int, int]:
    return duty.reported_by, duty.received_by  # type: ignore[attr-defined]


def period_names(span: PeriodSpan, year: int | None) -> Iterator[str]:
    """Every way in which offices write a period; yearless where one year is meant."""
    last = f"{span.year}"
    roman = ("I", "II", "III", "IV")
    words = {
        PeriodKind.MONTH: (
            "tháng",
            (f"{span.number}", f"{span.number:02}"),
            ("t", "th"),
        ),
        PeriodKind.QUARTER: (
            "quý",
            (f"{span.number}", roman[(span.number - 1) % 4]),
            ("q",),
        ),
        PeriodKind.HALF: ("", (), ()),
        PeriodKind.YEAR: ("năm", (last,), ()),
    }
    word, numbers, short = words[span.kind]
    if span.kind == PeriodKind.HALF:
        half = "đầu" if span.number == 1 else "cuối"
        yield f"6 tháng {half} năm {last}"
        if year == span.year:
            yield f"6 tháng {half} năm"
        return
    if span.kind == PeriodKind.YEAR:
        yield from (last, f"năm {last}")
        return
    for number in numbers:
        for mark in ("/", "-", " năm ", "."):
            yield f"{word} {number}{mark}{last}"
            yield f"{number}{mark}{last}"
            yield from (f"{one}{number}{mark}{last}" for one in short)
        if year == span.year:
            yield f"{word} {number}"
            yield from (f"{one}{number}" for one in short)


_IN_TITLE = re.compile(
    r"(?<!\w)(?:(?<!\d )(?P<month>th[aá]ng)\s*(?P<m>\d{1,2})"
    r"|(?P<quarter>qu[yý])\s*(?P<q>iv|i{1,3}|[1-4])"
    r"|6\s*th[aá]ng\s*(?P<half>đầu|dau|cuối|cuoi))"
    r"\s*(?:/|-|\.|,?\s*n[aă]m)\s*(?P<year>\d{4})(?!\d)"
)
_ONLY_YEAR = re.compile(r"(?<!\w)n[aă]m\s*(\d{4})(?!\d)")
_A_DAY = re.compile(r"ng[aà]y\s*\d{1,2}\s*th[aá]ng\s*\d{1,2}\s*n[aă]m\s*\d{4}")
"""When a paper was signed says nothing of what it counts."""


def periods_in(titles: Iterable[str]) -> Iterator[str]:
    """The periods that the words above a table name, as `period_names` has them."""
    for title in titles:
        plain = _A_DAY.sub(" ", tidy(title).casefold())
        for one in _IN_TITLE.finditer(plain):
            if one["month"]:
                yield f"tháng {int(one['m'])}/{one['year']}"
            elif one["quarter"]:
                yield f"quý {one['q']}/{one['year']}"
            else:
                half = "đầu" if one["half"] in {"đầu", "dau"} else "cuối"
                yield f"6 tháng {half} năm {one['year']}"
        rest = _IN_TITLE.sub(" ", plain)
        yield from (f"năm {one}" for one in _ONLY_YEAR.findall(rest))


_IN_NAME = re.compile(
    r"(?<!\d )\b(?:thang|th|t)\s?(\d{1,2})\b(?: (?:nam )?(20\d\d)\b)?"
)
"""A month in the name of a file or a sheet, as plain words; often without its year."""


def clashing_periods(
    chosen: str, above: Collection[str], names: Iterable[str]
) -> list[str]:
    """Every period that a file names, where they are not all the chosen one; `above` in
    its titles, `names` of the file and its sheet."""
    if not chosen:
        return []
    span = from_id(int(chosen))
    months = [
        (int(one[1]), int(one[2] or 0))
        for name in names
        for one in _IN_NAME.finditer(re.sub(r"[^a-z0-9]+", " ", fold(name)))
        if span.kind == PeriodKind.MONTH and 1 <= int(one[1]) <= 12
    ]
    others = [
        dates.month_name(date(year, month, 1)) if year else _("tháng %s") % month
        for month, year in dict.fromkeys(months)
        if month != span.number or year not in {0, span.year}
    ]
    if not others and (chosen in above or not above):
        return []
    spans = [from_id(int(one)) for one in sorted({chosen, *above})]
    said = [dates.period_name(one.starts_on, one.ends_on) for one in spans]
    return [*said, *others]
