"""One exemplar: its story, its steps, who learns from it, how far they came."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.exemplars.lineage import Family, Words, family_of
from thidua.exemplars.measures import said
from thidua.exemplars.models import Exemplar, Learning, Publication
from thidua.exemplars.onward import ways_of
from thidua.exemplars.queries.curving import Catching, catching_up
from thidua.exemplars.queries.frame import ExemplarFrame, exemplar_frame
from thidua.exemplars.queries.mine import may_follow, own_plan
from thidua.exemplars.queries.past import history_of
from thidua.exemplars.queries.spreading import areas_of, days_of
from thidua.exemplars.queries.streaming import (
    StreamRow,
    a_node,
    drawn,
    members_of,
    rows_of,
    standing_of,
    words_for,
)
from thidua.exemplars.shown import is_private
from thidua.exemplars.states import TOLD, Learner
from thidua.kernel import clock
from thidua.kernel.dates import show
from thidua.kernel.numbers import show_number
from thidua.kernel.ui import charts, parts
from thidua.kernel.ui.trails import Newest, newest
from thidua.organisations.actor import Actor


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One figure: where it stood, what was promised, what was frozen."""

    name: str
    baseline: str
    goal: str
    frozen: str


@dataclass(frozen=True, slots=True)
class ExemplarPage:
    """Everything `exemplar.html` shows."""

    frame: ExemplarFrame
    summary: str
    promise: Sequence[str]
    story: Sequence[str]
    how_to: Sequence[str]
    figures: Sequence[FigureRow]
    facts: Sequence[parts.Fact]
    counts: Sequence[parts.Figure]
    follow_href: str
    own_plan_href: str
    """Of who learns from it already, and may register nobody else."""
    onward: Sequence[parts.Link]
    catching: Catching | None
    streams: charts.Streams | None
    stream_rows: Sequence[StreamRow]
    spread: Sequence[parts.Figure]
    published: Sequence[parts.Fact]
    came_from: parts.Link | None
    trail: Newest


def exemplar_page(
    exemplar: Exemplar, actor: Actor, day: date, wanted: int | None = None
) -> ExemplarPage:
    """What this reader may know of it; `wanted` is the figure of the curves."""
    frame = exemplar_frame(exemplar, actor, day)
    family = family_of(exemplar)
    learners = [
        one
        for one in family.learners.get(exemplar.pk, ())
        if one.state != Learner.STOPPED
    ]
    words = words_for(family, actor, day)
    own_plan_href = own_plan(exemplar, actor)
    return ExemplarPage(
        frame=frame,
        summary=frame.shown.summary,
        promise=_paragraphs(exemplar.promise) if _may_read(exemplar, frame) else [],
        story=_paragraphs(frame.shown.story),
        how_to=_paragraphs(exemplar.how_to),
        figures=_figures(exemplar),
        facts=_facts(exemplar, frame),
        counts=_counts(learners),
        follow_href=reverse("exemplars:follow", args=[exemplar.pk])
        if may_follow(exemplar, actor) and not own_plan_href
        else "",
        own_plan_href=own_plan_href,
        onward=ways_of(exemplar, actor, day),
        catching=catching_up(exemplar, learners, words, day, wanted)
        if learners
        else None,
        streams=drawn(family, words, *_told(family)) if family.learners else None,
        stream_rows=rows_of(members_of(family), family, words),
        spread=_spread(exemplar, family, day) if family.learners else [],
        published=_published(exemplar),
        came_from=_came_from(exemplar, family, words),
        trail=newest(history_of(exemplar)) if frame.is_inside else Newest(),
    )


def _may_read(exemplar: Exemplar, frame: ExemplarFrame) -> bool:
    """What a person promised is a person's; of others everybody may read it."""
    return frame.is_inside or not is_private(exemplar)


def _paragraphs(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _figures(exemplar: Exemplar) -> list[FigureRow]:
    rows = []
    for one in exemplar.figures.select_related("version", "frozen"):
        frozen = getattr(one, "frozen", None)
        rows.append(
            FigureRow(
                one.name,
                said(one, one.baseline),
                said(one, one.goal),
                said(one, frozen.value if frozen else None),
            )
        )
    return rows


def _facts(exemplar: Exemplar, frame: ExemplarFrame) -> list[parts.Fact]:
    facts = [
        parts.Fact(_("Lĩnh vực"), str(exemplar.get_field_display())),
        parts.Fact(_("Ngành nghề"), exemplar.trade),
        parts.Fact(_("Đơn vị phụ trách"), frame.home),
        parts.Fact(_("Ấp, tổ"), frame.shown.place),
        parts.Fact(_("Liên hệ"), frame.shown.contact),
        parts.Fact(_("Đăng ký ngày"), show(clock.day_of(exemplar.registered_at))),
        parts.Fact(_("Biểu dương ngày"), show(exemplar.praised_on)),
    ]
    return [one for one in facts if one.value]


def _counts(learners: Sequence[Learning]) -> list[parts.Figure]:
    caught = sum(
        one.state in {Learner.CAUGHT_UP, Learner.SURPASSED} for one in learners
    )
    past = sum(one.state == Learner.SURPASSED for one in learners)
    return [
        _learning(
            len(learners), ngettext("nơi học theo", "nơi học theo", len(learners))
        ),
        _learning(caught, ngettext("nơi đã bắt kịp", "nơi đã bắt kịp", caught)),
        _learning(past, _("trong đó đã vượt qua")),
    ]


def _learning(count: int, label: str) -> parts.Figure:
    """A count of learners; it leads to the picture of them, each with its result."""
    return parts.Figure(show_number(count), label, href="#noi-hoc" if count else "")


def _counted(count: int, label: str) -> parts.Figure:
    return parts.Figure(show_number(count), label)


def _told(family: Family) -> tuple[str, str]:
    """Title and note of the streams."""
    standing = standing_of(family)
    count = sum(standing.values())
    done = standing["caught"] + standing["surpassed"]
    title = ngettext(
        "%(n)s nơi học theo qua mọi đời, %(done)s nơi đã bắt kịp",
        "%(n)s nơi học theo qua mọi đời, %(done)s nơi đã bắt kịp",
        count,
    ) % {"n": show_number(count), "done": show_number(done)}
    return title, a_node()


def _spread(exemplar: Exemplar, family: Family, day: date) -> list[parts.Figure]:
    found = Exemplar.objects.filter(pk__in=[one.pk for one in family.exemplars])
    homes = {
        one.home_id
        for some in family.learners.values()
        for one in some
        if one.state != Learner.STOPPED
    }
    areas, all_areas = areas_of(homes, exemplar.campaign, day)
    return [
        *days_of(found),
        _counted(
            family.generations, ngettext("đời học", "đời học", family.generations)
        ),
        parts.Figure(
            show_number(areas),
            _("địa bàn có nơi học theo"),
            f"/{show_number(all_areas)}" if all_areas else "",
        ),
    ]


def _published(exemplar: Exemplar) -> list[parts.Fact]:
    found = Publication.objects.filter(exemplar=exemplar, published_on__isnull=False)
    return [
        parts.Fact(
            f"{show(one.published_on)} · {one.get_channel_display()}",
            one.outlet,
            one.link,
        )
        for one in found.order_by("-published_on")[:12]
    ]


def _came_from(exemplar: Exemplar, family: Family, words: Words) -> parts.Link | None:
    """The exemplar that it surpassed."""
    learned = {
        one.pk: one.exemplar_id for some in family.learners.values() for one in some
    }
    above = learned.get(exemplar.grown_from_id or 0)
    teacher = next((one for one in family.exemplars if one.pk == above), None)
    if teacher is None or teacher.state not in TOLD:
        return None
    return parts.Link(
        words.titles[teacher.pk], reverse("exemplars:exemplar", args=[teacher.pk])
    )
