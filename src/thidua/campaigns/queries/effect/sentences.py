"""What a stretch came to, in plain sentences: first what was reached, then the rest."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.campaigns.effect.facts import (
    Cost,
    Effect,
    Goal,
    IndexFact,
    Outcome,
    Step,
    count,
)
from thidua.campaigns.models import Expense
from thidua.kernel.numbers import show_dong, show_number, show_percent

NAMED = 3
MINUTES = 3
"""That writing one figure into a form is thought to take; said where it is used."""
MINUTES_OF_A_DAY = 8 * 60


@dataclass(frozen=True, slots=True)
class Sentence:
    """One thing that is told; `tone` is "slow" where somebody should look."""

    text: str
    tone: str = ""


def sentences(effect: Effect) -> list[Sentence]:
    """Goals, milestones, indices, response, cost, burden; what there is of each."""
    found = [
        *_goals(effect),
        *_steps(effect.steps),
        *_indices(effect.indices),
        *_response(effect),
        cost_words(effect),
        *_burden(effect),
    ]
    return [one for one in found if one.text]


def _goals(effect: Effect) -> Iterable[Sentence]:
    judged, runs = effect.judged, effect.asks_for_pace
    yield Sentence(f"{_headline_of(judged, runs)}." if judged else "")
    missed = sorted(
        (one for one in judged if one.outcome == Outcome.MISSED),
        key=lambda one: one.share if one.share is not None else Decimal(0),
    )
    if missed:
        names = "; ".join(_short(one) for one in missed[:NAMED])
        words = _("Chậm nhịp: %(names)s.") if runs else _("Chưa đạt: %(names)s.")
        if missed[NAMED:]:
            words = _("Xa nhất: %(names)s.")
        yield Sentence(words % {"names": names}, "slow")
    open_ones = count(effect.goals, Outcome.OPEN)
    if open_ones:
        words = ngettext(
            "%(n)s chỉ tiêu chưa đến lúc chấm: chưa đến hạn mà không có nhịp, hoặc"
            " chưa hết kỳ báo cáo đầu tiên.",
            "%(n)s chỉ tiêu chưa đến lúc chấm: chưa đến hạn mà không có nhịp, hoặc"
            " chưa hết kỳ báo cáo đầu tiên.",
            open_ones,
        )
        yield Sentence(words % {"n": open_ones})


def _headline_of(judged: Sequence[Goal], runs: bool) -> str:
    parts = [
        (Outcome.REACHED, _("%(n)s đạt hoặc đúng nhịp")),
        (Outcome.NEARLY, _("%(n)s gần đạt, từ 90 %% quãng đường")),
        (Outcome.MISSED, _("%(n)s chậm nhịp") if runs else _("%(n)s chưa đạt")),
        (Outcome.SILENT, _("%(n)s chưa có số liệu")),
    ]
    counted = [(count(judged, outcome), words) for outcome, words in parts]
    told = [words % {"n": n} for n, words in counted if n]
    said = {"n": len(judged), "told": "; ".join(told)}
    return (
        ngettext(
            "Trong %(n)s chỉ tiêu đến lúc chấm: %(told)s",
            "Trong %(n)s chỉ tiêu đến lúc chấm: %(told)s",
            len(judged),
        )
        % said
    )


def _short(one: Goal) -> str:
    say = one.counted
    words = {
        "name": one.name,
        "reached": say.number(one.reached),
        "asked": say.say(one.asked),
    }
    if one.share is None:
        return _("%(name)s %(reached)s so với %(asked)s") % words
    words["share"] = show_percent(one.share)
    return _("%(name)s (%(share)s: %(reached)s so với %(asked)s)") % words


def _steps(steps: Sequence[Step]) -> Iterable[Sentence]:
    if not steps:
        return
    parts = [
        (Outcome.REACHED, _("%(n)s mốc mọi nơi được công nhận")),
        (Outcome.NEARLY, _("%(n)s mốc gần đủ nơi")),
        (Outcome.MISSED, _("%(n)s mốc còn thiếu")),
        (Outcome.SILENT, _("%(n)s mốc chưa nơi nào đạt")),
    ]
    counted = [(count(steps, outcome), words) for outcome, words in parts]
    told = [words % {"n": n} for n, words in counted if n]
    said = {"n": len(steps), "told": ", ".join(told)}
    yield Sentence(
        ngettext(
            "%(n)s mốc đến hạn: %(told)s.", "%(n)s mốc đến hạn: %(told)s.", len(steps)
        )
        % said
    )


def _indices(indices: Sequence[IndexFact]) -> Iterable[Sentence]:
    due = [one for one in indices if one.outcome.is_judged]
    if due:
        words = ngettext(
            "%(n)s mức trên chỉ số công bố đến hạn, %(reached)s mức đạt.",
            "%(n)s mức trên chỉ số công bố đến hạn, %(reached)s mức đạt.",
            len(due),
        )
        reached = count(due, Outcome.REACHED)
        yield Sentence(words % {"n": len(due), "reached": reached})


def _response(effect: Effect) -> Iterable[Sentence]:
    members = effect.members
    if not members:
        return
    said = {
        "n": len(members),
        "told": sum(one.is_told for one in members),
        "plan": sum(one.has_plan for one in members),
    }
    words = _(
        "%(n)s đơn vị tham gia: %(told)s đã báo tiếp nhận, %(plan)s đã cụ thể hóa."
    )
    yield Sentence(words % said)
    expected = sum(one.expected for one in effect.units)
    if not expected:
        yield Sentence(_("Trong thời gian này không có kỳ báo cáo nào."))
        return
    received = sum(one.received for one in effect.units)
    on_time = sum(one.on_time for one in effect.units)
    words = _(
        "%(received)s trên %(expected)s báo cáo đã gửi, %(share)s đúng hạn, %(late)s"
        " báo cáo gửi trễ."
    )
    yield Sentence(
        words
        % {
            "received": show_number(received),
            "expected": show_number(expected),
            "share": show_percent(Decimal(100 * on_time) / expected, 1),
            "late": show_number(received - on_time),
        }
    )
    silent = sum(one.is_silent for one in effect.units)
    if silent:
        words = ngettext(
            "%(n)s nơi phải báo cáo mà chưa gửi lần nào.",
            "%(n)s nơi phải báo cáo mà chưa gửi lần nào.",
            silent,
        )
        yield Sentence(words % {"n": silent}, "slow")


def cost_words(effect: Effect) -> Sentence:
    """What it cost as far as anybody told; that the rest is not known."""
    cost = effect.cost
    if not cost.count:
        return Sentence(
            _("Chưa nơi nào ghi kinh phí, nên không tính được chi phí cho một kết quả.")
        )
    words = _(
        "%(units)s nơi đã ghi %(count)s khoản chi, cộng %(total)s (%(sources)s)."
        " Nơi chưa ghi thì chưa biết, không phải bằng 0."
    )
    return Sentence(
        words
        % {
            "units": cost.units,
            "count": cost.count,
            "total": in_dong(cost.total),
            "sources": _sources(cost),
        }
    )


def _sources(cost: Cost) -> str:
    return "; ".join(
        f"{Expense.Source(one.key).label} {show_percent(100 * one.amount / cost.total)}"
        for one in cost.by_source
    )


def _burden(effect: Effect) -> Iterable[Sentence]:
    if effect.figures_asked:
        days = round(effect.figures_asked * MINUTES / MINUTES_OF_A_DAY)
        words = _(
            "Để có số liệu ấy, các nơi được hỏi %(figures)s con số; thử tính"
            " %(minutes)s phút mỗi số thì khoảng %(days)s ngày công."
        )
        figures = show_number(effect.figures_asked)
        said = {"figures": figures, "minutes": MINUTES, "days": show_number(days)}
        yield Sentence(words % said)


def in_dong(amount: Decimal) -> str:
    """An amount in the scale in which it is read: triệu from a million on, then tỷ."""
    if amount >= 10**9:
        return show_dong(round(amount, -7), "tỷ")
    if amount >= 10**6:
        return show_dong(round(amount, -5), "triệu")
    return show_dong(amount)
