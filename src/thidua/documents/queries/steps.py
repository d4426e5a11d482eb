"""Where a document stands on its way, and what comes next, in plain words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from thidua.documents.models import Number
from thidua.documents.states import State
from thidua.kernel import dates
from thidua.kernel.paper.figures import show_number

_ON_ITS_WAY = {State.DRAFT, State.READY, State.ISSUED}


@dataclass(frozen=True, slots=True)
class StepOnTheWay:
    """One of the four; `about` says what came of it."""

    label: str
    about: str
    tone: str
    """past, now, or nothing yet."""


def way_of(
    state: State, number: Number | None, versions: int, *, is_signed: bool
) -> Sequence[StepOnTheWay]:
    """From writing to the signed copy; nothing for what was given up, and for readers
    who know of no version."""
    if state in {State.DROPPED, State.VOIDED} or not versions:
        return []
    is_settled, given = state != State.DRAFT, ""
    if number is not None:
        given = _("số %(number)s, ngày %(day)s") % {
            "number": show_number(number.value),
            "day": dates.show(number.issued_on),
        }
    steps = [
        (_("Soạn, sửa"), _("bản %(n)s") % {"n": versions}, is_settled),
        (_("Chốt nội dung"), _("đã chốt") if is_settled else "", is_settled),
        (_("Lấy số"), given, bool(given)),
        (_("Ký, gắn bản ký"), _("đã có bản ký") if is_signed else "", is_signed),
    ]
    here = next((label for label, _about, is_past in steps if not is_past), "")
    now = here if state in _ON_ITS_WAY else ""
    return [
        StepOnTheWay(label, about, "past" if is_past else "now" if label == now else "")
        for label, about, is_past in steps
    ]


def next_of(state: State) -> str:
    """What whoever works on it does now."""
    return {
        State.DRAFT: _(
            "Đọc lại bản Word hoặc PDF. Cần sửa thì sửa trong Word rồi gửi lại; đúng"
            " rồi thì chốt để lấy số."
        ),
        State.READY: _(
            "Nội dung đã chốt. Người có thẩm quyền duyệt rồi thì lấy số: máy lấy số"
            " tiếp theo trong sổ, ghi ngày hôm nay."
        ),
        State.ISSUED: _(
            "Tải PDF có số, ký số (hoặc in ra ký rồi quét lại), rồi gắn bản đã ký vào"
            " đây."
        ),
        State.SIGNED: _("Xong: văn bản có số và bản ký, nơi nhận đã xem được."),
    }.get(state, "")
