"""A score or a rank opened: the source, the parts, who entered it, what it was."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from thidua.indices.models import ComponentScore, CompositeIndex, Publication, Result
from thidua.indices.queries.lookup import bare_names
from thidua.indices.queries.provenance import facts_of, notes_of, trail_of_editions
from thidua.indices.queries.words import (
    crumbs_of,
    index_href,
    name_of,
    province_href,
    show_rank,
    show_score,
)
from thidua.indices.shipped import told
from thidua.indices.states import State
from thidua.kernel.numbers import show_number, show_percent
from thidua.kernel.ui.parts import Fact, Link, TrailLine
from thidua.organisations.models import Unit


@dataclass(frozen=True, slots=True)
class PartLine:
    """One component: what it counts, and what it adds to the total."""

    name: str
    is_part: bool
    score: str
    weight: str
    adds: str


@dataclass(frozen=True, slots=True)
class EditionLine:
    """The same result in an edition of the year."""

    edition: str
    state: str
    score: str
    rank: str
    because: str


@dataclass(frozen=True, slots=True)
class ResultPage:
    """One figure with everything behind it."""

    crumbs: Sequence[Link]
    title: str
    score: str
    rank: str
    group: str
    missing_reason: str
    facts: Sequence[Fact]
    notes: Sequence[str]
    parts: Sequence[PartLine]
    has_weights: bool
    sum_words: str
    editions: Sequence[EditionLine]
    trail: Sequence[TrailLine]


def result_page(index: CompositeIndex, unit: Unit, year: int) -> ResultPage | None:
    """The result in force, else the last one there was; None when there never was."""
    found = list(
        Result.objects.filter(
            publication__index=index, publication__year=year, unit=unit
        ).select_related("publication__make_up")
    )
    if not found:
        return None
    found.sort(key=lambda one: -one.publication.edition)
    here = next((r for r in found if r.publication.state == State.STANDING), found[0])
    publication = here.publication
    name = bare_names([unit.pk], year).get(unit.pk, ("", ""))[0]
    scores = ComponentScore.objects.filter(result=here).select_related("component")
    ordered = sorted(scores, key=lambda one: one.component.position)
    return ResultPage(
        crumbs=crumbs_of(
            index,
            Link(str(year), index_href(index, year)),
            Link(name, province_href(index, unit.pk)),
        ),
        title=_("%(name)s: %(index)s năm %(year)s")
        % {"name": name, "index": index.short_name, "year": year},
        score=show_score(here.score, index),
        rank=show_rank(here.rank, publication.ranked),
        group=here.group,
        missing_reason=told(here.missing_reason),
        facts=_facts(here, publication),
        notes=notes_of(publication),
        parts=[_part(one) for one in ordered],
        has_weights=any(one.component.weight is not None for one in ordered),
        sum_words=_sum_words(here, ordered, index),
        editions=_editions(found, index) if len(found) > 1 else [],
        trail=trail_of_editions([one.publication for one in found]),
    )


def _facts(here: Result, publication: Publication) -> list[Fact]:
    """The source of this very line comes first, where it has one of its own."""
    facts = facts_of(publication)
    if here.source and here.source != publication.source:
        own = Fact(_("Nguồn của dòng này"), here.source, here.source)
        return [own, *facts]
    return facts


def _part(one: ComponentScore) -> PartLine:
    weight = one.component.weight
    adds = "" if weight is None else show_number(_adds(one, weight), 2)
    return PartLine(
        name=name_of(one.component),
        is_part=one.component.part_of_id is not None,
        score=show_number(one.score, 2),
        weight="–" if weight is None else show_percent(weight, 0),
        adds=adds,
    )


def _adds(one: ComponentScore, weight: Decimal) -> Decimal:
    """Points of the total that a weighted component brings, on a scale of 100."""
    return one.score * weight / (one.component.most or Decimal(100))


def _sum_words(
    here: Result, scores: Sequence[ComponentScore], index: CompositeIndex
) -> str:
    """How the parts make the total, where what is known lets it be worked out."""
    if here.score is None:
        return ""
    whole = [one for one in scores if one.component.part_of_id is None]
    weights = [one.component.weight for one in whole]
    if whole and None not in weights:
        total = sum(
            (_adds(one, one.component.weight or Decimal(0)) for one in whole),
            Decimal(0),
        )
        formula = _("cộng điểm thành phần nhân trọng số")
    elif whole and any(one.component.part_of_id for one in scores):
        total = sum((one.score for one in whole), Decimal(0))
        formula = _("cộng điểm các lĩnh vực")
    else:
        return ""
    return _("%(formula)s: %(sum)s; điểm công bố: %(score)s") % {
        "formula": formula[0].upper() + formula[1:],
        "sum": show_score(total, index),
        "score": show_score(here.score, index),
    }


def _editions(found: Sequence[Result], index: CompositeIndex) -> list[EditionLine]:
    return [
        EditionLine(
            edition=_("Lần %(n)s") % {"n": one.publication.edition},
            state=str(State(one.publication.state).label),
            score=show_score(one.score, index),
            rank=show_rank(one.rank, one.publication.ranked),
            because=one.publication.because,
        )
        for one in found
    ]
