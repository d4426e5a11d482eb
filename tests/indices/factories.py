"""Provinces of Việt Nam by their real names, and an index of the tests' own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.backends.postgresql.psycopg_any import DateRange
from django.urls import reverse

from tests.organisations.factories import UnitFactory, rebuild_lineage, tree
from thidua.indices.actions import publish_year
from thidua.indices.drafts import ComponentDraft, LineDraft, MakeUpDraft, YearDraft
from thidua.indices.models import CompositeIndex, Publication
from thidua.indices.published import known_regions
from thidua.indices.writing import write_make_up
from thidua.kernel import clock
from thidua.organisations.actor import Actor, the_system
from thidua.organisations.models import (
    Placement,
    Reorganisation,
    Succession,
    Unit,
    UnitName,
)

BEFORE = DateRange(None, date(2025, 7, 1))
AFTER = DateRange(date(2025, 7, 1), None)
NOON = datetime(2025, 5, 20, 12, tzinfo=clock.ZONE)
SYSTEM = the_system("thử")
CITIES = {"Hà Nội", "Hải Phòng", "Huế", "Đà Nẵng", "Hồ Chí Minh", "Cần Thơ"}


def nation() -> Unit:
    """Việt Nam, open on both sides."""
    made: Unit = UnitFactory.create(
        kind=Unit.Kind.NATION, name="Việt Nam", during=DateRange(None, None)
    )
    return made


def the_63(above: Unit | None = None) -> dict[str, Unit]:
    """The provinces before 1 July 2025, by name, in four statements."""
    above = above or nation()
    names = [name for region in known_regions() for name in region.provinces]
    kinds = Unit.Kind
    units = Unit.objects.bulk_create(
        Unit(kind=kinds.CITY if name in CITIES else kinds.PROVINCE) for name in names
    )
    UnitName.objects.bulk_create(
        UnitName.written(unit, _full(name), BEFORE, name=name)
        for unit, name in zip(units, names, strict=True)
    )
    Placement.objects.bulk_create(
        Placement(tree=tree(), unit=unit, parent=above, during=BEFORE) for unit in units
    )
    rebuild_lineage(tree(), units)
    return dict(zip(names, units, strict=True))


def _full(name: str) -> str:
    return f"Thành phố {name}" if name in CITIES else f"Tỉnh {name}"


def merged(into: str, old: Sequence[Unit], above: Unit) -> Unit:
    """The province of 1 July 2025 that three old ones became."""
    new: Unit = UnitFactory.create(
        kind=Unit.Kind.PROVINCE, name=into, parent=above, during=AFTER
    )
    act = Reorganisation.objects.create(
        kind=Reorganisation.Kind.MERGER,
        decision="Nghị quyết thử",
        decided_on=date(2025, 6, 12),
        effective_on=date(2025, 7, 1),
    )
    for one in old:
        Succession.objects.create(
            predecessor=one, successor=new, kind="whole", is_main=True, act=act
        )
    return new


PARTS = (
    ComponentDraft(code="a", name="Gia nhập", weight=Decimal(60), most=Decimal(10)),
    ComponentDraft(code="b", name="Đất đai", weight=Decimal(40), most=Decimal(10)),
)


def an_index(code: str = "thu", *, keeper: Unit | None = None) -> CompositeIndex:
    """An index out of 100 made of a and b to 2017, and of a alone since 2018."""
    index = CompositeIndex.objects.create(
        code=code, short_name="THỬ", name="Chỉ số để thử", publisher="Viện Thử"
    )
    first = MakeUpDraft(
        from_year=2010,
        to_year=2017,
        least=Decimal(0),
        most=Decimal(100),
        change="Hai thành phần.",
        components=PARTS,
    )
    second = MakeUpDraft(
        from_year=2018,
        least=Decimal(0),
        most=Decimal(100),
        change="Bỏ thành phần đất đai.",
        components=PARTS[:1],
    )
    write_make_up(index, first)
    write_make_up(index, second)
    if keeper is not None:
        index.keepers.add(keeper)
    return index


@dataclass
class Lines:
    """Lines in the order of their scores: the first is ranked first."""

    scores: Mapping[int, str]

    def drafts(self) -> list[LineDraft]:
        return [
            LineDraft(
                unit_id=unit,
                score=Decimal(score),
                rank=place,
                scores={"a": Decimal(score) / 10},
            )
            for place, (unit, score) in enumerate(self.scores.items(), start=1)
        ]


def a_year(
    index: CompositeIndex,
    year: int,
    scores: Mapping[int, str],
    *,
    gaps: Mapping[int, str] | None = None,
    actor: Actor = SYSTEM,
    **more: object,
) -> Publication:
    """A published year; `gaps` are units with the reason why they have nothing."""
    lines = Lines(scores).drafts()
    lines += [
        LineDraft(unit_id=unit, missing_reason=reason)
        for unit, reason in (gaps or {}).items()
    ]
    draft = YearDraft(
        year=year,
        publisher="Viện Thử",
        source="https://example.vn/thu",
        ranked=len(scores),
        lines=lines,
        **more,  # type: ignore[arg-type]
    )
    return publish_year(index, draft, actor=actor, at=NOON)


def year(index: str, number: int, **more: str) -> str:
    """The address of a year of an index."""
    asked = "&".join([f"nam={number}", *(f"{k}={v}" for k, v in more.items())])
    return f"{reverse('indices:index', args=[index])}?{asked}"


def of(name: str, index: str, unit: Unit, *more: int) -> str:
    """The address of what an index says of a unit."""
    return reverse(f"indices:{name}", args=[index, unit.pk, *more])
