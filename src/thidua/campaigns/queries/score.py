"""The score of a check, drawn: a figure that opens into its reasons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.campaigns.check.scoring import CONTENT, FRAME, Score, ScoreLine
from thidua.campaigns.check.words import Asks
from thidua.kernel.numbers import show_number
from thidua.kernel.ui import charts

GOOD, FAIR = 80, 50
"""From here on a score is called good, and fair (a habit of this program)."""


@dataclass(frozen=True, slots=True)
class ReasonRow:
    """One line of the score's reasons: a rule, how it was answered, what it cost."""

    name: str
    answered: str
    lost: str


@dataclass(frozen=True, slots=True)
class ScoreView:
    """A score that opens into its reasons; `value` is “” where none is given yet."""

    value: str
    bar: charts.Bar
    words: str
    formula: str
    reasons: Sequence[ReasonRow]


def score_view(score: Score) -> ScoreView:
    if not score.is_given:
        return ScoreView(
            value="",
            bar=charts.bar(None),
            words=_("chưa chấm điểm"),
            formula=_("Có nội dung rồi mới chấm điểm."),
            reasons=[],
        )
    value = score.value
    tone = "" if value >= GOOD else "slow" if value >= FAIR else "late"
    costly = sorted((one for one in score.lines if one.lost), key=lambda one: -one.lost)
    return ScoreView(
        value=str(value),
        bar=charts.bar(value, tone=tone),
        words=_("%(value)s trên 100 điểm") % {"value": value},
        formula=_(
            "%(content)s điểm cho nội dung, chia đều cho từng nội dung; %(frame)s điểm"
            " cho khung kế hoạch. Quy tắc nào đạt thì giữ điểm của nó; cảnh báo đã chấp"
            " nhận kèm lý do giữ một nửa. Nội dung chưa có gì đo, hoặc chỉ gắn chỉ tiêu"
            " chưa rõ có đo nó, thì mất cả điểm của các câu hỏi về chỉ tiêu."
        )
        % {"content": CONTENT, "frame": FRAME},
        reasons=[
            ReasonRow(str(one.rule.name), _answered(one), f"−{_tenths(one.lost)}")
            for one in costly
        ],
    )


def _answered(one: ScoreLine) -> str:
    if not one.asked:
        return _("chưa có nội dung để hỏi")
    words = {"short": one.short, "asked": one.asked}
    if one.rule.asks == Asks.MEASURED:
        return (
            ngettext(
                "%(short)s trên %(asked)s chưa có gì đo được",
                "%(short)s trên %(asked)s chưa có gì đo được",
                one.asked,
            )
            % words
        )
    return (
        ngettext(
            "%(short)s trên %(asked)s chưa đạt",
            "%(short)s trên %(asked)s chưa đạt",
            one.asked,
        )
        % words
    )


def _tenths(lost: Fraction) -> str:
    return show_number(Decimal(round(lost * 10)) / 10)
