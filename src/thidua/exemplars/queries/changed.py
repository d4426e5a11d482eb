"""Figures that were corrected after a recognition: then and now, line by line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.campaigns.models import Campaign
from thidua.campaigns.queries.frame import Frame, frame
from thidua.exemplars.changing import Changed, changed_of, touched
from thidua.exemplars.corrected import bars_touched, corrected_of
from thidua.exemplars.judging import Line
from thidua.exemplars.keeping import keeper_of
from thidua.exemplars.measures import said
from thidua.exemplars.models import Exemplar, Learning, Recognition
from thidua.exemplars.policies import can_decide
from thidua.exemplars.queries.corrections import Rested, corrections
from thidua.exemplars.queries.following import decided_words
from thidua.exemplars.queries.frame import ExemplarFrame, exemplar_frame
from thidua.exemplars.queries.learners import PLACE_TONES, beside, computed_words
from thidua.exemplars.queries.tabs import CAMPAIGN
from thidua.exemplars.shown import subjects_listed
from thidua.kernel import clock
from thidua.kernel.dates import show
from thidua.kernel.numbers import show_number
from thidua.kernel.policy import Verdict
from thidua.kernel.ui.parts import Link, TrailLine
from thidua.organisations.actor import Actor


@dataclass(frozen=True, slots=True)
class ChangedRow:
    """One recognition whose figures are others now."""

    href: str
    name: str
    exemplar: str
    recognised: str
    now: str
    tone: str


@dataclass(frozen=True, slots=True)
class ChangedPage:
    """Everything `changed.html` shows."""

    frame: Frame
    finding: str
    bars: Sequence[Link]
    rows: Sequence[ChangedRow]


@dataclass(frozen=True, slots=True)
class ThenNow:
    """One figure: what was compared, and what it is today."""

    name: str
    bar: str
    then: str
    now: str
    beside: str
    tone: str
    is_changed: bool


@dataclass(frozen=True, slots=True)
class RevisitPage:
    """Everything `revisit.html` shows."""

    frame: ExemplarFrame
    heading: str
    finding: str
    decided: str
    lines: Sequence[ThenNow]
    corrections: Sequence[TrailLine]
    past: Sequence[str]
    grew: Link | None
    mark: str
    is_open: bool
    may_decide: Verdict


def changed_page(campaign: Campaign, actor: Actor, day: date) -> ChangedPage:
    """All of a campaign that this reader may know of, in one pass."""
    seen = set(
        Learning.objects.visible_to(actor, day)
        .filter(exemplar__campaign=campaign)
        .values_list("pk", flat=True)
    )
    found = [
        one
        for one in changed_of(touched(campaign_id=campaign.pk))
        if one.recognition.learning_id in seen
    ]
    known = Exemplar.objects.inside(actor, day).filter(
        pk__in=bars_touched(campaign_id=campaign.pk)
    )
    bars = corrected_of(known.values_list("pk", flat=True))
    learners = subjects_listed([one.recognition.learning for one in found], day)
    exemplars = subjects_listed([one.exemplar for one in bars], day)
    return ChangedPage(
        frame=frame(campaign, actor, day, CAMPAIGN),
        finding=_finding(found),
        bars=[
            Link(
                f"{one.exemplar.title}, {exemplars[one.exemplar.pk]}",
                reverse("exemplars:bar", args=[one.exemplar.pk]),
            )
            for one in bars
        ],
        rows=[_row(one, learners) for one in found],
    )


def _finding(found: Sequence[Changed]) -> str:
    if not found:
        return _("Không có công nhận nào mà số liệu đã sửa")
    return ngettext(
        "%(n)s công nhận có số liệu đã sửa, chờ xem lại",
        "%(n)s công nhận có số liệu đã sửa, chờ xem lại",
        len(found),
    ) % {"n": show_number(len(found))}


def _row(one: Changed, names: Mapping[int, str]) -> ChangedRow:
    recognition = one.recognition
    return ChangedRow(
        href=reverse("exemplars:revisit", args=[recognition.pk]),
        name=names[recognition.learning_id],
        exemplar=recognition.verdict.panel.exemplar.title,
        recognised=str(recognition.get_outcome_display()),
        now=computed_words(one.now.outcome),
        tone="slow" if one.is_worse else "done",
    )


def revisit_page(recognition: Recognition, actor: Actor, day: date) -> RevisitPage:
    """Then and now of one recognition, and what the office said of it before."""
    panel = recognition.verdict.panel
    exemplar: Exemplar = panel.exemplar
    learning = recognition.learning
    found = next(iter(changed_of([recognition])), None)
    grown = learning.grew_into.first()
    unit = keeper_of(panel.unit_id, day)
    return RevisitPage(
        frame=exemplar_frame(exemplar, actor, day, _("Xem lại công nhận")),
        heading=_("Xem lại công nhận %(what)s của %(name)s")
        % {"what": recognition.get_outcome_display(), "name": learning.name},
        finding=_now_is(found, recognition),
        decided=decided_words(recognition),
        lines=_lines(found) if found else [],
        corrections=corrections(_rested(found), learning.unit_id, actor, day),
        past=[
            _("%(day)s: %(said)s, %(by)s. %(reason)s")
            % {
                "day": show(clock.day_of(one.said_at)),
                "said": one.get_said_display(),
                "by": one.said_by,
                "reason": one.reason,
            }
            for one in recognition.revisits.all()
        ],
        grew=Link(grown.title, reverse("exemplars:exemplar", args=[grown.pk]))
        if grown
        else None,
        mark=found.mark if found else "",
        is_open=found is not None and recognition.withdrawn_on is None,
        may_decide=can_decide(actor, unit, exemplar.campaign_id),
    )


def _rested(found: Changed | None) -> list[Rested]:
    """Each figure as the panel compared it."""
    if found is None:
        return []
    verdict = found.recognition.verdict
    return [
        Rested(line.barred.figure, verdict.said_at, verdict.panel.values_on)
        for line in found.now.lines
    ]


def _now_is(found: Changed | None, recognition: Recognition) -> str:
    if recognition.withdrawn_on is not None:
        return _("Công nhận này đã rút")
    if found is None:
        return _("Số liệu không khác lần xem gần nhất")
    return _("Số liệu đã sửa: theo quy tắc nay là %(now)s") % {
        "now": computed_words(found.now.outcome)
    }


def _lines(found: Changed) -> list[ThenNow]:
    then = {int(line["figure"]): line["value"] for line in found.then}
    bars = {int(line["figure"]): Decimal(line["frozen"]) for line in found.then}
    lines = []
    for line in found.now.lines:
        figure = line.barred.figure
        text = then.get(figure.pk)
        before = Decimal(text) if text else None
        value = line.value.value if line.value else None
        lines.append(
            ThenNow(
                name=figure.name,
                bar=_bar(line, bars.get(figure.pk)),
                then=said(figure, before),
                now=said(figure, value),
                beside=beside(line),
                tone=PLACE_TONES[line.place],
                is_changed=before != value,
            )
        )
    return lines


def _bar(line: Line, then: Decimal | None) -> str:
    """The bar; where it was frozen anew since, also what it was."""
    figure, now = line.barred.figure, line.barred.bar.frozen
    if then is None or then == now:
        return said(figure, now)
    return _("%(now)s (lúc bình xét %(then)s)") % {
        "now": said(figure, now),
        "then": said(figure, then),
    }
