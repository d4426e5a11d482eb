"""Load the indices, regions and years that come with the program."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.audit.trail import record
from thidua.indices.drafts import LineDraft
from thidua.indices.models import CompositeIndex, Publication, Region
from thidua.indices.policies import can_entrust
from thidua.indices.provinces import Provinces, provinces_of
from thidua.indices.published import (
    KnownIndex,
    KnownYear,
    known_indices,
    known_regions,
    known_years,
)
from thidua.indices.writing import write_lines, write_make_up
from thidua.kernel.errors import WrongMoment
from thidua.organisations.actor import Actor

REGIONS_OF = 2024
"""The regions name provinces as they were before 1 July 2025."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What was new; nothing at all the second time."""

    indices: int
    years: int
    lines: int


@transaction.atomic
def load_published_indices(
    *, actor: Actor, at: datetime, tell: Callable[[str], None] = lambda _line: None
) -> Loaded:
    """Write every index, region and year that is not there yet.

    Idempotent: a year that stands, was corrected or withdrawn is left alone. Provinces
    are found by their name as of the year; the official units must be loaded before.
    """
    can_entrust(actor).enforce()

    provinces = {year: provinces_of(year) for year in (REGIONS_OF,)}
    if not provinces[REGIONS_OF].called("Bến Tre").found:
        raise WrongMoment(
            _("Chưa có danh mục tỉnh, thành phố."), _("Nạp đơn vị cả nước trước.")
        )
    made = sum(_define(place, one) for place, one in enumerate(known_indices()))
    _write_regions(provinces[REGIONS_OF])
    years = lines = 0
    for known in known_years():
        if known.year not in provinces:
            provinces[known.year] = provinces_of(known.year)
        if (written := _publish(known, provinces[known.year], actor, at)) is not None:
            years, lines = years + 1, lines + written
    tell(_("%(years)s năm công bố, %(lines)s kết quả") % _said(years, lines))

    if years:
        first = CompositeIndex.objects.earliest("position")
        record("indices.years.loaded", first, actor=actor, at=at, years=years)
    return Loaded(made, years, lines)


def _said(years: int, lines: int) -> dict[str, int]:
    return {"years": years, "lines": lines}


def _define(place: int, known: KnownIndex) -> bool:
    index, is_new = CompositeIndex.objects.get_or_create(
        code=known.code,
        defaults={
            "short_name": known.short_name,
            "name": known.name,
            "name_en": known.name_en,
            "publisher": known.publisher,
            "decimals": known.decimals,
            "about": known.about,
            "position": place,
        },
    )
    if is_new:
        for draft in known.make_ups:
            write_make_up(index, draft)
    return is_new


def _write_regions(provinces: Provinces) -> None:
    for place, known in enumerate(known_regions()):
        region, is_new = Region.objects.get_or_create(
            code=known.code,
            defaults={
                "name": known.name,
                "name_en": known.name_en,
                "source": known.source,
                "position": place,
            },
        )
        if is_new:
            found = [provinces.called(name).found for name in known.provinces]
            region.units.set([one.unit_id for one in found if one])


def _publish(
    known: KnownYear, provinces: Provinces, actor: Actor, at: datetime
) -> int | None:
    """The lines written, or None where the year was there already."""
    index = CompositeIndex.objects.get(code=known.index)
    if index.publications.filter(year=known.year).exists():
        return None
    make_up = next(one for one in index.make_ups.all() if one.holds_in(known.year))
    publication = Publication.objects.create(
        index=index,
        make_up=make_up,
        year=known.year,
        publisher=known.publisher,
        published_on=known.published_on,
        source=known.source,
        ranked=known.ranked,
        is_computed=known.is_computed,
        is_whole=known.is_whole,
        note=known.note,
        entered_at=at,
        entered_by=actor.signed,
    )
    lines = [
        LineDraft(
            unit_id=unit.unit_id,
            score=line.score,
            rank=line.rank,
            missing_reason=line.missing_reason,
            source=line.source,
            scores=line.scores,
        )
        for line in known.lines
        if (unit := provinces.called(line.province).found)
    ]
    write_lines(publication, lines, make_up)
    return len(lines)
