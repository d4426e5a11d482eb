"""Who may learn from an exemplar, from which values on; and one learner's own page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.exemplars.keeping import writer_for
from thidua.exemplars.measures import flows, measure_of, said
from thidua.exemplars.models import (
    Attendance,
    Exemplar,
    ExemplarFigure,
    LearnedValue,
    Learning,
    PanelVerdict,
    Recognition,
)
from thidua.exemplars.policies import can_tell
from thidua.exemplars.promoting import can_promote_now
from thidua.exemplars.queries.frame import ExemplarFrame, exemplar_frame
from thidua.exemplars.queries.learners import (
    LearnerRow,
    computed_words,
    kept_lines,
    rows_of,
)
from thidua.exemplars.queries.silence import silent_words
from thidua.exemplars.queries.words import called, month_words
from thidua.exemplars.states import STOP, Learner
from thidua.exemplars.values import Value, of_learners, typed_by
from thidua.indicators.periods import PeriodKind, between, from_id
from thidua.kernel.clock import ZONE
from thidua.kernel.dates import month_name, show
from thidua.kernel.numbers import show_number
from thidua.kernel.ui.parts import Link
from thidua.organisations.actor import Actor
from thidua.organisations.models import Power
from thidua.organisations.namesakes import listed_names
from thidua.organisations.naming import in_sentence
from thidua.prospects.models import Subject
from thidua.prospects.where import looked_after

Options = list[tuple[str, str]]
UNIT, SELF = "unit", "self"


@dataclass(frozen=True, slots=True)
class OwnFigure:
    """One figure of the exemplar as somebody plans to reach it."""

    pk: int
    name: str
    measure: str
    scale: int
    bar: str
    own: str
    own_from: str
    """By which reports one's own unit stands there; that there are none."""
    note: str = ""
    """That its months are added up."""


@dataclass(frozen=True, slots=True)
class FollowPage:
    """Everything `follow.html` shows beside its form."""

    frame: ExemplarFrame
    heading: str
    figures: Sequence[OwnFigure]
    homes: Options


@dataclass(frozen=True, slots=True)
class ToldRow:
    """What was typed of a month."""

    month: str
    words: str
    by: str
    proof_href: str
    proof_name: str


@dataclass(frozen=True, slots=True)
class HeardRow:
    """What a panel said, and what came of it."""

    title: str
    said: str
    tone: str
    lines: Sequence[str]
    reason: str
    href: str
    decided: str
    paper: Link | None
    proof_href: str


@dataclass(frozen=True, slots=True)
class CameRow:
    """A visit at which the learner was."""

    pk: int
    title: str
    taken_home: str


@dataclass(frozen=True, slots=True)
class LearnerPage:
    """Everything `learner.html` shows."""

    frame: ExemplarFrame
    row: LearnerRow
    pk: int
    version: int
    during: str
    through: str
    takes_over: Sequence[str]
    told: Sequence[ToldRow]
    heard: Sequence[HeardRow]
    came: Sequence[CameRow]
    grew: Link | None
    may_tell: bool
    may_aim: bool
    may_stop: bool
    may_promote: bool
    tells_figures: bool
    silent: str


def whose(actor: Actor, day: date, *, for_more: bool) -> Options:
    """For whom this person may register; `for_more` units than one's own."""
    if actor.unit_id is None:
        return []
    found: Options = []
    if actor.holds(Power.RUN):
        unit = called([actor.unit_id], day)[actor.unit_id]
        own = _("%(unit)s (đơn vị tôi)") % {"unit": unit}
        found = [
            (UNIT, _("Chính đơn vị ấy") if for_more else own),
            ("household", _("Một hộ gia đình của đơn vị")),
            ("group", _("Một tổ, nhóm của đơn vị")),
            ("person", _("Một cá nhân của đơn vị")),
        ]
    if actor.person_id is not None:
        found.append((SELF, _("Tôi: %(name)s") % {"name": actor.name}))
    return found


def first_due(exemplar: Exemplar, day: date) -> date:
    """By when the form proposes to have caught up: half a year, not past the end."""
    half_a_year = day + timedelta(days=180)
    ends_on = exemplar.campaign.ends_on
    return min(half_a_year, ends_on) if day < ends_on else half_a_year


def figures_for(
    exemplar: Exemplar, options: Options, figures: Sequence[OwnFigure]
) -> Sequence[OwnFigure]:
    """On which figures the form asks for a start and a goal.

    Who can only learn for themselves has no share of households and no kilometres of a
    commune to promise: a panel looks at what they did.
    """
    is_alone = all(whom == SELF for whom, _words in options)
    return [] if is_alone and exemplar.kind == Subject.Kind.UNIT else figures


def follow_page(exemplar: Exemplar, actor: Actor, day: date) -> FollowPage:
    """The figures with the bar, and what one's own unit stands at today."""
    figures = list(exemplar.figures.select_related("version", "frozen"))
    months = exemplar.rule.window if exemplar.rule else 12
    own: dict[int, Value] = {}
    if actor.unit_id is not None:
        asking = Learning(pk=0, unit_id=actor.unit_id, exemplar=exemplar)
        known = of_learners([asking], figures, exemplar.campaign, day, months)
        own = {pk: value for (_who, pk), value in known.items()}
    frame = exemplar_frame(exemplar, actor, day, _("Đăng ký học theo"))
    return FollowPage(
        frame=frame,
        heading=_("Đăng ký học theo “%(title)s”") % {"title": frame.title},
        figures=[_own(one, own, months) for one in figures],
        homes=_homes(actor, day),
    )


MOST_HOMES = 300
"""Units below that are offered; the nearest."""


def _homes(actor: Actor, day: date) -> Options:
    """One's own unit and those below that nobody signs in for; none where there are no
    such ones, or where one may not write."""
    if actor.unit_id is None or not actor.holds(Power.RUN):
        return []
    below = looked_after(actor.unit_id, day, MOST_HOMES)
    if not below:
        return []
    names = listed_names([actor.unit_id, *below], day)
    own = _("%(unit)s (đơn vị tôi)") % {"unit": names[actor.unit_id]}
    return [
        (str(actor.unit_id), own),
        *((str(pk), name) for pk in below if (name := names.get(pk))),
    ]


def _own(figure: ExemplarFigure, own: Mapping[int, Value], months: int) -> OwnFigure:
    got = own.get(figure.pk)
    frozen = getattr(figure, "frozen", None)
    measure = measure_of(figure)
    return OwnFigure(
        pk=figure.pk,
        name=figure.name,
        measure=measure.full_name,
        scale=measure.scale,
        bar=measure.say(frozen.value if frozen else None),
        own=measure.say(got.value) if got else "",
        own_from=_own_from(figure, got),
        note=ngettext("cộng %(n)s tháng", "cộng %(n)s tháng", months)
        % {"n": show_number(months)}
        if flows(figure) and not (frozen and frozen.is_of_one_month)
        else "",
    )


def _own_from(figure: ExemplarFigure, got: Value | None) -> str:
    if got is not None:
        return _("đơn vị tôi, theo báo cáo đến hết %(month)s") % {
            "month": month_words(got.span)
        }
    if figure.version is None:
        return _("không có trong báo cáo, nên ghi tay")
    return _("đơn vị tôi chưa có báo cáo")


def months_of(learning: Learning, day: date) -> Options:
    """The months of which a learner may tell, the last first."""
    spans = between(learning.starts_on, day, PeriodKind.MONTH)
    return [(str(one.id), month_name(one.starts_on)) for one in spans][::-1][:24]


def learner_page(learning: Learning, actor: Actor, day: date) -> LearnerPage:
    """One learner: its plan, its figures, what was told, said, decided."""
    exemplar = learning.exemplar
    writer = writer_for(learning.home_id, day)
    may_tell = bool(can_tell(actor, learning, writer))
    is_alive = learning.state != Learner.STOPPED
    grown = learning.grew_into.first()
    return LearnerPage(
        frame=exemplar_frame(exemplar, actor, day, learning.name),
        row=rows_of(exemplar, [learning], day)[0],
        pk=learning.pk,
        version=learning.version,
        during=_("từ %(first)s, bắt kịp trước %(last)s")
        % {"first": show(learning.starts_on), "last": show(learning.due_on)},
        through=_through(learning, day),
        takes_over=learning.takes_over.splitlines(),
        told=_told(learning),
        heard=_heard(learning),
        came=_came(learning),
        grew=Link(grown.title, reverse("exemplars:exemplar", args=[grown.pk]))
        if grown
        else None,
        may_tell=may_tell and is_alive,
        may_aim=may_tell and learning.state == Learner.LEARNING,
        may_stop=may_tell and bool(STOP.open_from(learning.state)),
        may_promote=bool(can_promote_now(learning, actor, day, writer)),
        tells_figures=bool(typed_by(learning)),
        silent=silent_words(learning, day) if is_alive else "",
    )


def _through(learning: Learning, day: date) -> str:
    """Who registered in the place of a unit that nobody signs in for."""
    if learning.through_id is None:
        return ""
    names = called([learning.through_id, learning.home_id], day)
    return _("%(unit)s đăng ký thay cho %(home)s ngày %(day)s: %(by)s.") % {
        "unit": names[learning.through_id],
        "home": in_sentence(names[learning.home_id]),
        "day": show(learning.registered_at.astimezone(ZONE).date()),
        "by": learning.registered_by,
    }


def _told(learning: Learning) -> list[ToldRow]:
    rows = LearnedValue.objects.filter(learning=learning)
    rows = rows.select_related("figure__version", "proof").order_by("-period", "-pk")
    return [
        ToldRow(
            month=month_name(from_id(one.period_id).starts_on),
            words=f"{one.figure.name}: {said(one.figure, one.value)}",
            by=one.told_by,
            proof_href=reverse(
                "exemplars:learner-proof",
                args=[learning.exemplar_id, learning.pk, one.proof_id],
            )
            if one.proof_id
            else "",
            proof_name=one.proof.name if one.proof else "",
        )
        for one in rows[:60]
    ]


def _heard(learning: Learning) -> list[HeardRow]:
    verdicts = learning.verdicts.select_related(
        "panel", "recognition__document"
    ).order_by("-pk")
    return [_one_heard(one, learning) for one in verdicts]


def _one_heard(one: PanelVerdict, learning: Learning) -> HeardRow:
    made: Recognition | None = getattr(one, "recognition", None)
    paper = made.document if made else None
    return HeardRow(
        title=_("Bình xét ngày %(day)s") % {"day": show(one.panel.held_on)},
        said=computed_words(one.said),
        tone="done" if one.said != PanelVerdict.Outcome.NOT_YET else "wait",
        lines=kept_lines(one.lines, learning.exemplar),
        reason=one.reason,
        href=reverse("exemplars:panel-one", args=[learning.exemplar_id, one.panel_id]),
        decided=decided_words(made) if made else "",
        paper=Link(str(paper), reverse("documents:document", args=[paper.pk]))
        if paper
        else None,
        proof_href=reverse(
            "exemplars:learner-proof",
            args=[learning.exemplar_id, learning.pk, one.proof_id],
        )
        if one.proof_id
        else "",
    )


def decided_words(made: Recognition) -> str:
    """`Công nhận bắt kịp ngày 20/05/2025, …`, and whether that was withdrawn."""
    words = _("Công nhận %(what)s ngày %(day)s, %(by)s") % {
        "what": made.get_outcome_display(),
        "day": show(made.decided_on),
        "by": made.decided_by,
    }
    if made.withdrawn_on is None:
        return words
    return _("%(words)s; rút ngày %(day)s: %(reason)s") % {
        "words": words,
        "day": show(made.withdrawn_on),
        "reason": made.withdrawn_because,
    }


def _came(learning: Learning) -> list[CameRow]:
    rows = Attendance.objects.filter(learning=learning).select_related("visit")
    return [
        CameRow(
            one.pk,
            ngettext(
                "%(day)s: %(kind)s, %(place)s; %(n)s người",
                "%(day)s: %(kind)s, %(place)s; %(n)s người",
                one.people,
            )
            % {
                "day": show(one.visit.held_on),
                "kind": one.visit.get_kind_display(),
                "place": one.visit.place,
                "n": show_number(one.people),
            },
            one.taken_home,
        )
        for one in rows.order_by("-visit__held_on", "pk")
    ]
