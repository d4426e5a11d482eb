"""What a receiver should look at first: odd figures, remarks, what came late."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.indicators.models import FormPeriod
from thidua.indicators.standing_out import Counted, standing_out
from thidua.kernel.numbers import show_number

ODD, REMARK, LATE, PLAIN = "bat-thuong", "giai-trinh", "muon", "khong"
"""What a list of waiting reports may be narrowed to."""


class Sent(NamedTuple):
    """A report that waits: its number and place, and when it came first."""

    pk: int
    form: int
    period: int
    first_day: date
    counted: Counted | None
    """What was counted when it was sent, while that holds."""


@dataclass(frozen=True, slots=True)
class Marks:
    """How many figures of a report are odd, how many carry a remark (a note, or a
    reason why there is none), and how many days late it came."""

    odd: int = 0
    remarks: int = 0
    late: int = 0

    @property
    def kinds(self) -> frozenset[str]:
        """Everything that may be asked about it; PLAIN alone when there is nothing."""
        said = {ODD: self.odd, REMARK: self.remarks, LATE: self.late}
        kinds = frozenset(kind for kind, count in said.items() if count)
        return kinds or frozenset({PLAIN})

    @property
    def is_doubtful(self) -> bool:
        """Should it be opened before it is accepted?"""
        return bool(self.odd or self.remarks)

    @property
    def words(self) -> list[tuple[str, str]]:
        """Each of them: its tone, and in words."""
        odd = ngettext("%(n)s số bất thường", "%(n)s số bất thường", self.odd)
        remarks = ngettext("%(n)s giải trình", "%(n)s giải trình", self.remarks)
        late = ngettext("muộn %(n)s ngày", "muộn %(n)s ngày", self.late)
        said = [(self.odd, odd, "slow"), (self.remarks, remarks, "wait")]
        said += [(self.late, late, "late")]
        return [
            (tone, words % {"n": show_number(count)})
            for count, words, tone in said
            if count
        ]


NO_MARKS = Marks()
"""Nothing stands out."""


def kinds() -> list[tuple[str, str]]:
    """What may be asked for, in words."""
    return [
        (ODD, _("có số bất thường")),
        (REMARK, _("có giải trình")),
        (LATE, _("gửi muộn")),
        (PLAIN, _("không có gì đáng hỏi")),
    ]


def marks_of(reports: Iterable[Sent]) -> Mapping[int, Marks]:
    """What stands out in each report, by its number; what was counted at its sending is
    taken as it stands, the rest is reckoned."""
    those = list(reports)
    unknown = {one.pk: one.form for one in those if one.counted is None}
    reckoned = standing_out(unknown)
    forms, periods = {one.form for one in those}, {one.period for one in those}
    spans = FormPeriod.objects.filter(form__in=forms, period__in=periods)
    due = {
        (form, period): day
        for form, period, day in spans.values_list("form", "period", "due_on")
    }
    return {
        one.pk: Marks(
            *(one.counted or reckoned[one.pk]),
            max(0, (one.first_day - due.get((one.form, one.period), date.max)).days),
        )
        for one in those
    }
