"""What every page of the room asks: years, names, whose province, which peers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from thidua.indices.models import CompositeIndex, Publication, Region, Result
from thidua.indices.provinces import KINDS
from thidua.indices.states import State
from thidua.kernel.text import sort_key
from thidua.organisations.actor import Actor
from thidua.organisations.models import Lineage, UnitName
from thidua.organisations.queries.kinship import origins_of

FAR_BACK = date(2000, 1, 1)


@dataclass(frozen=True, slots=True)
class Home:
    """The reader's province today, and those that became it."""

    own: int | None
    before: Sequence[int]

    @property
    def all(self) -> set[int]:
        """Every unit that is marked as the reader's."""
        return {*self.before, *([self.own] if self.own else [])}


def standing_years(index: CompositeIndex) -> list[Publication]:
    """The years in force, the oldest first, each with its make-up."""
    return [one for one in all_editions(index) if one.state == State.STANDING]


def all_editions(index: CompositeIndex) -> list[Publication]:
    """Every edition of every year, the oldest first, in one query."""
    editions = index.publications.select_related("make_up")
    return list(editions.order_by("year", "edition"))


def home_of(actor: Actor, today: date) -> Home:
    """The province above the reader's unit on a day, or the unit itself."""
    above = Lineage.objects.filter(
        unit=actor.unit_id, ancestor__kind__in=KINDS, during__contains=today
    )
    own = above.order_by("depth").values_list("ancestor_id", flat=True).first()
    if own is None:
        return Home(None, ())
    origins = origins_of([own], FAR_BACK, today)[own]
    return Home(own, [one for one in origins if one != own])


def bare_names(unit_ids: Iterable[int], year: int) -> dict[int, tuple[str, str]]:
    """(bare name, sort key) of units as of the end of a year, in one query."""
    return _named(UnitName.objects.filter(unit__in=set(unit_ids)), year)


def names_of_provinces(year: int) -> dict[int, tuple[str, str]]:
    """`bare_names` of every province there ever was: a hundred, in one query."""
    return _named(UnitName.objects.filter(unit__kind__in=KINDS), year)


def _named(names: QuerySet[UnitName], year: int) -> dict[int, tuple[str, str]]:
    day = date(year, 12, 31)
    rows = names.values_list("unit_id", "name", "during")
    found: dict[int, tuple[str, str]] = {}
    for unit_id, name, during in rows:
        holds = (during.lower is None or during.lower <= day) and (
            during.upper is None or day < during.upper
        )
        if holds or unit_id not in found:
            found[unit_id] = (name, sort_key(name))
    return found


def comparable_before(
    years: Sequence[Publication], now: Publication
) -> Publication | None:
    """The published year next before, if it was made up alike."""
    before = [one for one in years if one.year < now.year]
    last = before[-1] if before else None
    return last if last and last.make_up_id == now.make_up_id else None


def results_of(
    publications: Iterable[Publication | None],
) -> Mapping[int, list[Result]]:
    """The results of several publications, in one query."""
    wanted = [one.pk for one in publications if one is not None]
    found: dict[int, list[Result]] = {pk: [] for pk in wanted}
    for result in Result.objects.filter(publication__in=wanted):
        found[result.publication_id].append(result)
    return found


def regions_with_units() -> list[tuple[Region, set[int]]]:
    """Every region with its provinces, in one query."""
    links = Region.units.through.objects.select_related("region")
    units: dict[Region, set[int]] = defaultdict(set)
    for link in links.order_by("region__position", "pk"):
        units[link.region].add(link.unit_id)
    return list(units.items())
