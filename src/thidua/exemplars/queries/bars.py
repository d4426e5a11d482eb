"""The bars of an exemplar, then and now, and whose verdict another bar would change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.exemplars.corrected import (
    BarLine,
    Corrected,
    Turned,
    corrected_of,
    read_again,
    turned_by,
)
from thidua.exemplars.ending_papers import cited
from thidua.exemplars.keeping import keeper_of
from thidua.exemplars.measures import said
from thidua.exemplars.models import BarRevisit, Exemplar, FrozenBefore
from thidua.exemplars.policies import can_praise
from thidua.exemplars.queries.corrections import Rested, corrections
from thidua.exemplars.queries.frame import ExemplarFrame, exemplar_frame
from thidua.exemplars.queries.learners import computed_words
from thidua.exemplars.queries.words import month_words
from thidua.exemplars.shown import subjects_listed
from thidua.exemplars.states import LEARNER_TONES, Learner
from thidua.kernel.dates import show
from thidua.kernel.numbers import show_number
from thidua.kernel.policy import Verdict
from thidua.kernel.ui.parts import Link, TrailLine
from thidua.organisations.actor import Actor

MOST = 300
"""Learners that are listed; those whose verdict would be another come first."""


@dataclass(frozen=True, slots=True)
class BarRow:
    """One figure: what was frozen, of which month, and what the reports say now."""

    name: str
    frozen: str
    by: str
    now: str
    is_changed: bool


@dataclass(frozen=True, slots=True)
class TurnedRow:
    """One learner by both bars."""

    href: str
    name: str
    state: str
    tone: str
    before: str
    after: str
    is_changed: bool


@dataclass(frozen=True, slots=True)
class PastRow:
    """What the head said of an earlier correction."""

    words: str
    moved: Sequence[str]
    paper: Link | None


@dataclass(frozen=True, slots=True)
class BarPage:
    """Everything `bar.html` shows."""

    frame: ExemplarFrame
    finding: str
    rows: Sequence[BarRow]
    corrections: Sequence[TrailLine]
    turned_finding: str
    turned: Sequence[TurnedRow]
    more: str
    past: Sequence[PastRow]
    mark: str
    is_open: bool
    may_decide: Verdict


def bar_page(exemplar: Exemplar, actor: Actor, day: date) -> BarPage:
    """Then and now; where they differ and nobody looked yet, the learners too."""
    found = next(iter(corrected_of([exemplar.pk])), None)
    shown = found or read_again(exemplar)
    turned = turned_by(found, day) if found else []
    keeper = keeper_of(exemplar.home_id, day)
    names = subjects_listed([one.learning for one in turned[:MOST]], day)
    return BarPage(
        frame=exemplar_frame(exemplar, actor, day, _("Mốc so sánh")),
        finding=_finding(exemplar, found),
        rows=[_row(one) for one in shown.lines],
        corrections=corrections(_rested(shown), exemplar.unit_id, actor, day),
        turned_finding=_turned_words(turned),
        turned=[_turned(one, names) for one in turned[:MOST]],
        more=_more(len(turned) - MOST),
        past=_past(exemplar),
        mark=found.mark if found else "",
        is_open=found is not None,
        may_decide=can_praise(actor, exemplar, keeper),
    )


def _rested(shown: Corrected) -> list[Rested]:
    """Each bar as it was when it was frozen."""
    bars = [one.barred for one in shown.lines]
    return [
        Rested(one.figure, one.frozen.frozen_at, one.frozen.period.ends_on)
        for one in bars
    ]


def _finding(exemplar: Exemplar, found: Corrected | None) -> str:
    if found is None:
        return _("Mốc chốt ngày biểu dương %(day)s") % {
            "day": show(exemplar.praised_on)
        }
    changed = [one for one in found.lines if one.is_changed]
    if all(one.barred.frozen.is_of_one_month for one in changed):
        return _("Mốc đã chốt theo một tháng; nay số phát sinh được cộng các tháng")
    count = len(changed)
    return ngettext(
        "%(n)s chỉ tiêu của điển hình đã sửa sau ngày biểu dương",
        "%(n)s chỉ tiêu của điển hình đã sửa sau ngày biểu dương",
        count,
    ) % {"n": show_number(count)}


def _row(one: BarLine) -> BarRow:
    figure, frozen = one.barred.figure, one.barred.frozen
    return BarRow(
        name=figure.name,
        frozen=said(figure, frozen.value),
        by=_("riêng %(month)s") % {"month": month_words(frozen.period.span)}
        if frozen.is_of_one_month
        else month_words(frozen.period.span),
        now=said(figure, one.now.value if one.now else None),
        is_changed=one.is_changed,
    )


def _turned_words(turned: Sequence[Turned]) -> str:
    if not turned:
        return ""
    count = sum(one.is_changed for one in turned)
    if not count:
        return _("Chốt lại thì không nơi học nào đổi kết quả")
    return ngettext(
        "Chốt lại thì %(n)s trên %(all)s nơi học đổi kết quả",
        "Chốt lại thì %(n)s trên %(all)s nơi học đổi kết quả",
        count,
    ) % {"n": show_number(count), "all": show_number(len(turned))}


def _turned(one: Turned, names: Mapping[int, str]) -> TurnedRow:
    learning = one.learning
    return TurnedRow(
        href=reverse("exemplars:learner", args=[learning.exemplar_id, learning.pk]),
        name=names[learning.pk],
        state=str(learning.get_state_display()),
        tone=LEARNER_TONES[Learner(learning.state)],
        before=computed_words(one.before.outcome),
        after=computed_words(one.after.outcome),
        is_changed=one.is_changed,
    )


def _more(count: int) -> str:
    if count <= 0:
        return ""
    words = ngettext("Còn %(n)s nơi học nữa.", "Còn %(n)s nơi học nữa.", count)
    return words % {"n": show_number(count)}


def _past(exemplar: Exemplar) -> list[PastRow]:
    before = FrozenBefore.objects.filter(revisit__exemplar=exemplar)
    moved = {
        key: list(rows)
        for key, rows in groupby(
            before.select_related("figure__version").order_by("revisit", "figure"),
            key=lambda one: one.revisit_id,
        )
    }
    rows = exemplar.bar_revisits.select_related("document").order_by("-pk")
    return [_one_past(one, moved.get(one.pk, [])) for one in rows]


def _one_past(one: BarRevisit, moved: Sequence[FrozenBefore]) -> PastRow:
    words = _("%(day)s: %(said)s, %(by)s. %(reason)s") % {
        "day": show(one.decided_on),
        "said": one.get_said_display(),
        "by": one.said_by,
        "reason": one.reason,
    }
    paper = None
    if one.document is not None:
        there = reverse("documents:document", args=[one.document.pk])
        label = cited(one.document) or _("dự thảo quyết định, chờ cấp số")
        paper = Link(label, there)
    return PastRow(
        words=words,
        moved=[
            _("%(figure)s: trước là %(value)s")
            % {"figure": was.figure.name, "value": said(was.figure, was.value)}
            for was in moved
        ],
        paper=paper,
    )
