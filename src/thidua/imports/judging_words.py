"""What is asked about a name in a file, and said of a row that is passed over."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from thidua.imports.kinds import LEAVE, Field, Found, Ground, Judged, Question
from thidua.imports.matching import OFFERED
from thidua.imports.repeats import as_text
from thidua.imports.states import Fate
from thidua.kernel.sentences import joined
from thidua.kernel.sentences import sentence as _
from thidua.kernel.text import fold
from thidua.kernel.workbooks.places import letters
from thidua.kernel.workbooks.reading import Value
from thidua.kernel.workbooks.tables import Is

ABOVE = "above"
"""The answer “this heading is no unit”: the one above it goes on."""


def name_question(
    ground: Ground,
    key: str,
    text: str,
    inside: tuple[str, str],
    found: Found,
    place: int,
    *,
    heads: bool,
) -> Question:
    """Which thing a name means; `inside` says within what it lies and what the file
    calls that, `heads` when it heads the rows below it."""
    within, said = inside
    label = next(one.label for one in ground.fields if one.key == key)
    is_near = found.is_near or not found.ids
    likely = _likely(ground, key, text, found)
    words = _("Cột %(column)s ghi “%(text)s”: %(label)s nào?")
    if said:
        words = _("Cột %(column)s ghi “%(text)s” (nhóm “%(group)s”): %(label)s nào?")
    words %= {
        "column": letters(place),
        "text": text[:80],
        "label": label.lower(),
        "group": said[:80],
    }
    if found.elsewhere:
        words += " " + _elsewhere(found)
    elif found.is_outside:
        words += " " + _("Đơn vị tên ấy không thuộc nhóm này.")
    elif is_near and likely:
        words += " " + _("Không có tên nào đúng như vậy, chỉ có tên gần giống.")
    elif is_near:
        words += " " + _("Không có tên nào giống như vậy.")
    return Question(
        f"name:{key}:{'^' if heads else ''}{fold(text)[:150]}:{within}",
        words,
        (*likely, *no_unit(heads=heads), (LEAVE, _none(likely))),
    )


def _likely(ground: Ground, key: str, text: str, found: Found) -> list[tuple[str, str]]:
    """What may be meant and chosen; the nearest where nothing bears the name."""
    names = dict(ground.options(key))
    ids = [one for one in found.ids if one in names]
    if found.is_near or not found.ids:
        near = [one for one in ground.nearest(key, text) if one in names]
        ids = [*dict.fromkeys([*ids, *near])][:OFFERED]
    return [(one, names[one]) for one in ids]


def _elsewhere(found: Found) -> str:
    words = _("Tên ấy là của %(unit)s, ngoài nơi anh/chị được nhập.")
    return words % {"unit": found.elsewhere}


def _none(likely: Sequence[tuple[str, str]]) -> str:
    if likely:
        return _("Không phải tên nào ở đây: các dòng này không vào")
    return _("Không có tên ấy trong hệ thống: các dòng này không vào")


def none_of_them(text: str, column: int, found: Found) -> Judged:
    """A row stays out whose name was said to be none of those known, or of those for
    this office to write."""
    words = _("Đã trả lời: “%s” không phải tên nào trong hệ thống.") % text[:80]
    return Judged(
        0,
        0,
        Fate.REFUSED,
        reason=_elsewhere(found) if found.elsewhere else words,
        remedy=_("Sửa tên trong tệp rồi gửi lại."),
        cause=column,
    )


def no_unit(*, heads: bool) -> list[tuple[str, str]]:
    """A heading may be none; a cell of the column of units may not."""
    words = _("Không phải đơn vị: theo dòng nhóm ở trên")
    return [(ABOVE, words)] if heads else []


def unsaid(field: Field, column: int | None) -> Judged:
    """A row that does not say what it is about, in the column that should."""
    return Judged(
        0,
        0,
        Fate.REFUSED,
        reason=_("Dòng không ghi %s.") % field.label.lower(),
        remedy=_("Ghi vào tệp rồi gửi lại."),
        cause=-1 if column is None else column,
    )


def uncounted(row: int, column: int) -> Judged:
    """A formula that nobody has worked out."""
    return Judged(
        row,
        column,
        Fate.REFUSED,
        reason=_("Ô là công thức chưa tính."),
        remedy=_("Mở tệp trong bảng tính, lưu lại rồi gửi."),
    )


def about(
    ground: Ground, fixed: Mapping[str, str], found: Sequence[str | Judged | None]
) -> str:
    """What is known of a figure of a row, by names: what its column says, then what
    was `found` of each dim in the row."""
    known = (
        (key, fixed.get(key) or one)
        for key, one in zip(ground.dims, found, strict=True)
    )
    names = [
        dict(ground.options(key)).get(one, "")
        for key, one in known
        if isinstance(one, str)
    ]
    return joined(" · ", names)


def at(known: Judged, row: int, column: int, raw: Value, about: str = "") -> Judged:
    """What is known of a name, said of one row that may be `about` something known."""
    return Judged(
        row,
        column,
        known.fate,
        typed=as_text(raw),
        reason=known.reason,
        remedy=known.remedy,
        question=known.question,
        about=about,
        cause=known.cause,
    )


def why_skipped(kind: Is) -> str:
    """Why a row is no data."""
    return {
        Is.TOTAL: _("Dòng tổng: số được cộng lại từ các đơn vị."),
        Is.HEADER: _("Tiêu đề lặp lại."),
        Is.HIDDEN: _("Dòng ẩn."),
        Is.NOTE: _("Ghi chú, chữ ký cuối bảng."),
    }[kind]


def day_in(raw: date | datetime) -> date:
    """The day that a cell holds."""
    return raw.date() if isinstance(raw, datetime) else raw
