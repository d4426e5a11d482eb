"""A panel before it sits, and what one found: figure by figure, beside the rule."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.db.models import Max
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.documents.policies import can_draft
from thidua.exemplars.judging import Judged, judged
from thidua.exemplars.keeping import keeper_of
from thidua.exemplars.models import (
    Exemplar,
    ExemplarFigure,
    Learning,
    LearningFigure,
    Panel,
    PanelVerdict,
    Recognition,
)
from thidua.exemplars.policies import can_assess, can_decide
from thidua.exemplars.promised import lines_short
from thidua.exemplars.queries.following import decided_words
from thidua.exemplars.queries.frame import ExemplarFrame, exemplar_frame
from thidua.exemplars.queries.learners import (
    COMPUTED_TONES,
    FigureLine,
    computed_words,
    figure_line,
    kept_words,
    plans_of,
    verdict_words,
)
from thidua.exemplars.queries.words import called
from thidua.exemplars.shown import subjects_listed
from thidua.exemplars.states import ASSESS, LEARNER_TONES, Learner
from thidua.kernel.dates import show
from thidua.kernel.numbers import show_number
from thidua.kernel.policy import Verdict
from thidua.kernel.ui.parts import Fact, Link
from thidua.organisations.actor import Actor

MOST = 300
"""Learners on one page of a panel; those due first."""
Said = PanelVerdict.Outcome


@dataclass(frozen=True, slots=True)
class ToSay:
    """One learner before the panel: what the rule says, and what the panel chooses."""

    pk: int
    href: str
    name: str
    state: str
    tone: str
    due: str
    lines: Sequence[FigureLine]
    computed: str
    computed_words: str
    computed_tone: str
    seen: str
    chosen: str
    reason: str
    needs_proof: bool


@dataclass(frozen=True, slots=True)
class PanelPage:
    """Everything `panel.html` shows beside its form."""

    frame: ExemplarFrame
    finding: str
    values_on: str
    rows: Sequence[ToSay]
    options: Sequence[tuple[str, str]]
    left_over: str


@dataclass(frozen=True, slots=True)
class Found:
    """What a panel said of one learner, and what became of it."""

    pk: int
    href: str
    name: str
    lines: Sequence[str]
    short: Sequence[str]
    """What it meant to reach and had not when the panel sat."""
    computed: str
    said: str
    tone: str
    departs: bool
    reason: str
    proof_href: str
    state: str
    decided: str
    is_waiting: bool


@dataclass(frozen=True, slots=True)
class PanelOnePage:
    """Everything `panel_one.html` shows."""

    frame: ExemplarFrame
    pk: int
    heading: str
    finding: str
    facts: Sequence[Fact]
    members: Sequence[str]
    minutes: Sequence[str]
    rows: Sequence[Found]
    hidden: str
    document: Link | None
    papers: Sequence[Link]
    may_minute: bool
    may_draft: bool
    may_decide: Verdict
    waits: bool
    today: str


def panel_page(
    exemplar: Exemplar,
    actor: Actor,
    day: date,
    *,
    values_on: date,
    typed: Mapping[str, str] | None = None,
) -> PanelPage:
    """The learners who may be assessed, by figures up to a day; few queries for all."""
    open_ = Learning.objects.filter(exemplar=exemplar, state__in=ASSESS.sources)
    total = open_.count()
    some = list(open_.order_by("due_on", "pk")[:MOST])
    plans = plans_of(some)
    names = subjects_listed(some, day)
    rows = [
        _to_say(one, names[one.learning.pk], plans, day)
        for one in judged(exemplar, some, values_on)
    ]
    if typed is not None:
        rows = [_as_typed(one, typed) for one in rows]
    return PanelPage(
        frame=exemplar_frame(exemplar, actor, day, _("Bình xét")),
        finding=_to_find(rows),
        values_on=show(values_on),
        rows=rows,
        options=_options(),
        left_over=_left_over(total - len(some)),
    )


def _options() -> list[tuple[str, str]]:
    return [
        ("", _("để buổi sau")),
        *((one.value, str(one.label)) for one in Said if one != Said.UNKNOWN),
    ]


def _to_find(rows: Sequence[ToSay]) -> str:
    if not rows:
        return _("Không có ai chờ bình xét")
    there = sum(one.computed in {Said.CAUGHT_UP, Said.SURPASSED} for one in rows)
    return ngettext(
        "%(n)s nơi học theo; theo quy tắc %(there)s đã bắt kịp hoặc vượt qua",
        "%(n)s nơi học theo; theo quy tắc %(there)s đã bắt kịp hoặc vượt qua",
        len(rows),
    ) % {"n": show_number(len(rows)), "there": show_number(there)}


def _left_over(count: int) -> str:
    if not count:
        return ""
    return ngettext(
        "Còn %(n)s nơi có hạn muộn hơn, bình xét ở buổi sau.",
        "Còn %(n)s nơi có hạn muộn hơn, bình xét ở buổi sau.",
        count,
    ) % {"n": show_number(count)}


def _to_say(
    one: Judged, name: str, plans: Mapping[tuple[int, int], LearningFigure], day: date
) -> ToSay:
    learning = one.learning
    return ToSay(
        pk=learning.pk,
        href=reverse("exemplars:learner", args=[learning.exemplar_id, learning.pk]),
        name=name,
        state=str(learning.get_state_display()),
        tone=LEARNER_TONES[Learner(learning.state)],
        due=show(learning.due_on),
        lines=[
            figure_line(line, plans.get((learning.pk, line.barred.figure.pk)))
            for line in one.lines
        ],
        computed=one.outcome,
        computed_words=verdict_words(one),
        computed_tone=COMPUTED_TONES[Said(one.outcome)],
        seen=f"{learning.version}:{one.outcome}",
        chosen=_usual(one, day),
        reason="",
        needs_proof=one.outcome == Said.UNKNOWN,
    )


def _usual(one: Judged, day: date) -> str:
    """What a panel will mostly say: what was computed; nothing of who has time left or
    has no figures, nor again what was recognised before."""
    learning, outcome = one.learning, one.outcome
    if outcome == Said.UNKNOWN:
        return ""
    if learning.state == Learner.CAUGHT_UP:
        return outcome if outcome == Said.SURPASSED else ""
    if outcome == Said.NOT_YET and learning.due_on > day:
        return ""
    return outcome


def _as_typed(row: ToSay, typed: Mapping[str, str]) -> ToSay:
    return replace(
        row,
        chosen=typed.get(f"said_{row.pk}", row.chosen),
        reason=typed.get(f"reason_{row.pk}", ""),
        seen=typed.get(f"seen_{row.pk}", row.seen),
    )


def panel_one_page(panel: Panel, actor: Actor, day: date) -> PanelOnePage:
    """What a panel found, as far as this reader may know of the learners."""
    exemplar = panel.exemplar
    seen = Learning.objects.visible_to(actor, day).filter(exemplar=exemplar)
    every = panel.verdicts.count()
    shown = panel.verdicts.filter(learning__in=seen).select_related(
        "learning", "recognition__document"
    )
    rows = _all_found(panel, list(shown), day)
    unit = keeper_of(panel.unit_id, day)
    may_assess = bool(can_assess(actor, exemplar, keeper_of(exemplar.home_id, day)))
    may_draft = may_assess and bool(can_draft(actor, unit or panel.unit_id))
    made = [one.recognition for one in shown if hasattr(one, "recognition")]
    return PanelOnePage(
        frame=exemplar_frame(exemplar, actor, day, _("Bình xét")),
        pk=panel.pk,
        heading=_("Bình xét ngày %(day)s") % {"day": show(panel.held_on)},
        finding=_what_found(rows),
        facts=_facts(panel, day),
        members=panel.members.splitlines() if may_assess else (),
        minutes=panel.minutes.splitlines(),
        rows=rows,
        hidden=_hidden(every - len(rows)),
        document=_paper(panel) if may_assess else None,
        papers=_papers(made),
        may_minute=may_draft and panel.document_id is None,
        may_draft=may_draft
        and any(one.document_id is None and not one.withdrawn_on for one in made),
        may_decide=can_decide(actor, unit, exemplar.campaign_id),
        waits=any(one.is_waiting for one in rows),
        today=show(day),
    )


def _all_found(panel: Panel, shown: Sequence[PanelVerdict], day: date) -> list[Found]:
    last = _last_of(panel)
    some = panel.exemplar.figures.select_related("version")
    figures = {one.pk: one for one in some}
    learners = [one.learning for one in shown]
    plans, names = plans_of(learners), subjects_listed(learners, day)
    return [
        _found(
            one,
            names[one.learning_id],
            kept_words(one.lines, figures),
            _short(one, figures, plans),
            is_last=one.pk in last,
        )
        for one in shown
    ]


def _last_of(panel: Panel) -> set[int]:
    """Verdicts of this panel that no other came after."""
    rows = PanelVerdict.objects.filter(learning__in=panel.verdicts.values("learning"))
    last = rows.order_by().values("learning").annotate(last=Max("pk"))
    return set(last.values_list("last", flat=True))


def _short(
    one: PanelVerdict,
    figures: Mapping[int, ExemplarFigure],
    plans: Mapping[tuple[int, int], LearningFigure],
) -> list[str]:
    """By the figures that the verdict kept."""
    kept = {int(line["figure"]): line["value"] for line in one.lines}
    return lines_short(
        (figures[key], plan.goal, Decimal(said) if said else None)
        for key, said in kept.items()
        if key in figures and (plan := plans.get((one.learning_id, key)))
    )


def _found(
    one: PanelVerdict,
    name: str,
    lines: Sequence[str],
    short: Sequence[str],
    *,
    is_last: bool,
) -> Found:
    learning = one.learning
    made: Recognition | None = getattr(one, "recognition", None)
    return Found(
        pk=learning.pk,
        href=reverse("exemplars:learner", args=[learning.exemplar_id, learning.pk]),
        name=name,
        lines=lines,
        short=short,
        computed=computed_words(one.computed),
        said=computed_words(one.said),
        tone=COMPUTED_TONES[Said(one.said)],
        departs=one.said != one.computed,
        reason=one.reason,
        proof_href=reverse(
            "exemplars:learner-proof",
            args=[learning.exemplar_id, learning.pk, one.proof_id],
        )
        if one.proof_id
        else "",
        state=str(learning.get_state_display()),
        decided=decided_words(made) if made else "",
        is_waiting=made is None and is_last and learning.state == Learner.ASSESSED,
    )


def _what_found(rows: Sequence[Found]) -> str:
    waiting = sum(one.is_waiting for one in rows)
    if waiting:
        return ngettext(
            "%(n)s nơi chờ thủ trưởng quyết định",
            "%(n)s nơi chờ thủ trưởng quyết định",
            waiting,
        ) % {"n": show_number(waiting)}
    return ngettext(
        "Đã xét %(n)s nơi, không còn nơi nào chờ quyết định",
        "Đã xét %(n)s nơi, không còn nơi nào chờ quyết định",
        len(rows),
    ) % {"n": show_number(len(rows))}


def _facts(panel: Panel, day: date) -> list[Fact]:
    unit = called([panel.unit_id], day).get(panel.unit_id, "")
    return [
        Fact(_("Đơn vị tổ chức"), unit),
        Fact(_("Chủ trì"), panel.led_by),
        Fact(_("Số liệu đến hết ngày"), show(panel.values_on)),
        Fact(_("Người ghi"), panel.recorded_by),
    ]


def _hidden(count: int) -> str:
    if not count:
        return ""
    return ngettext(
        "%(n)s người học là cá nhân, hộ, tổ không hiện ở đây.",
        "%(n)s người học là cá nhân, hộ, tổ không hiện ở đây.",
        count,
    ) % {"n": show_number(count)}


def _paper(panel: Panel) -> Link | None:
    if panel.document is None:
        return None
    there = reverse("documents:document", args=[panel.document.pk])
    return Link(_("Biên bản bình xét"), there)


def _papers(made: Sequence[Recognition]) -> list[Link]:
    found = {one.document.pk: one.document for one in made if one.document}
    return [
        Link(one.abstract, reverse("documents:document", args=[pk]))
        for pk, one in found.items()
    ]
