"""Load the official units of the country: fourteen thousand at one stroke."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection, models, transaction
from django.utils.translation import gettext as _

from thidua.audit.trail import record
from thidua.kernel.database.planner import let_the_planner_know
from thidua.kernel.events import announce
from thidua.organisations.actor import Actor
from thidua.organisations.events import OfficialUnitsLoaded
from thidua.organisations.models import (
    Lineage,
    Placement,
    Reorganisation,
    Succession,
    Tree,
    Unit,
    UnitCode,
    UnitName,
)
from thidua.organisations.official import (
    TWO_TIERS_FROM,
    OfficialSuccession,
    OfficialUnit,
    official_successions,
    official_units,
)
from thidua.organisations.policies import can_load_units

Ids = dict[str, int]


@dataclass(frozen=True, slots=True)
class Loaded:
    """What stands after loading; `is_new` is False when it stood before."""

    nation: Unit
    unit_count: int
    succession_count: int
    is_new: bool


@transaction.atomic
def load_official_units(
    *, actor: Actor, at: datetime, tell: Callable[[str], None] = lambda _line: None
) -> Loaded:
    """Write every official unit before and after 1 July 2025, and who became whom.

    Idempotent: where the nation stands already, nothing is written. `tell` is given a
    line of progress at each step.
    """
    can_load_units(actor).enforce()
    state = Tree.objects.select_for_update().get(key=Tree.STATE)
    if (nation := _nation_of(state)) is not None:
        tell(_("Đơn vị cả nước đã có sẵn; không nạp lại."))
        return _loaded(nation, is_new=False)

    tell(_("Đọc danh mục đơn vị…"))
    units = official_units()
    ids = dict(zip((u.key for u in units), _fresh_ids(Unit, len(units)), strict=True))
    tell(_("Ghi %(count)d đơn vị, tên, mã và vị trí…") % {"count": len(units)})
    _write_units(units, ids, state)
    tell(_("Ghi việc sắp xếp ngày 01/07/2025…"))
    _write_acts(units, ids)
    tell(_("Kiểm tra cây và dựng dòng cấp trên…"))
    _finish(state)

    nation = Unit.objects.get(pk=ids["vn"])
    record("organisations.units.loaded", nation, actor=actor, at=at, count=len(units))
    announce(OfficialUnitsLoaded(nation.pk))
    return _loaded(nation, is_new=True)


def _nation_of(state: Tree) -> Unit | None:
    codes = UnitCode.objects.filter(scheme=UnitCode.Scheme.COMMUNE)
    is_loaded = codes.filter(during__startswith=TWO_TIERS_FROM).count() > 3000
    roots = Unit.objects.filter(
        kind=Unit.Kind.NATION,
        placements__tree=state,
        placements__parent__isnull=True,
    )
    return roots.first() if is_loaded else None


def _loaded(nation: Unit, *, is_new: bool) -> Loaded:
    below = Lineage.objects.filter(tree__key=Tree.STATE, ancestor=nation)
    return Loaded(
        nation=nation,
        unit_count=below.values("unit").distinct().count(),
        succession_count=Succession.objects.count(),
        is_new=is_new,
    )


def _write_units(units: Sequence[OfficialUnit], ids: Ids, state: Tree) -> None:
    _copy(
        Unit, ("id", "kind", "is_made_up"), ((ids[u.key], u.kind, False) for u in units)
    )
    names = [
        UnitName.written(
            Unit(pk=ids[u.key]), u.full_name, u.during, name=u.name, name_en=u.name_en
        )
        for u in units
    ]
    columns = (
        "unit_id", "name", "full_name", "name_en", "folded", "sort_key", "during",
    )  # fmt: skip
    _copy(UnitName, columns, ([getattr(n, c) for c in columns] for n in names))
    _copy(
        UnitCode,
        ("unit_id", "scheme", "code", "during"),
        ((ids[u.key], u.scheme, u.code, u.during) for u in units if u.code),
    )
    _copy(
        Placement,
        ("tree_id", "unit_id", "parent_id", "during"),
        ((state.pk, ids[u.key], ids.get(u.parent), u.during) for u in units),
    )


def _write_acts(units: Sequence[OfficialUnit], ids: Ids) -> None:
    by_key = {unit.key: unit for unit in units}
    provinces, districts = _act_of_provinces(), _act_of_districts()
    communes = {
        unit.key: _act_of_communes(unit.full_name)
        for unit in units
        if unit.is_province and unit.era != "before"
    }
    successions = official_successions()

    def act_of(line: OfficialSuccession) -> Reorganisation:
        new = by_key[line.new]
        return provinces if new.is_province else communes[new.parent]

    _copy(
        Succession,
        ("predecessor_id", "successor_id", "kind", "is_main", "act_id"),
        (
            (ids[line.old], ids[line.new], line.kind, line.is_main, act_of(line).pk)
            for line in successions
        ),
    )
    touched = {
        (act_of(line).pk, ids[key])
        for line in successions
        for key in (line.old, line.new)
    }
    touched |= {
        (districts.pk, ids[u.key]) for u in units if u.kind == Unit.Kind.DISTRICT
    }
    _copy(
        Reorganisation.units.through,
        ("reorganisation_id", "unit_id"),
        sorted(touched),
    )


def _finish(state: Tree) -> None:
    """Let the deferred checks speak now, then compute the closure."""
    with connection.cursor() as cursor:
        cursor.execute("set constraints organisations_placement_is_checked immediate")
        cursor.execute("set constraints organisations_placement_is_checked deferred")
        cursor.execute("select organisations_rebuild_lineage(%s)", [state.pk])
    let_the_planner_know((Unit, UnitName, UnitCode, Placement, Lineage, Succession))


# The documents of 2025. A number stands here only where a public source names it; none
# was compared with the document itself, and the notes say so.
_UNCHECKED = "Số và ngày văn bản lấy từ nguồn công khai, chưa đối chiếu với bản gốc."
_UNKNOWN = "Danh mục nguồn không ghi số văn bản; bổ sung khi có bản gốc."
_NUMBERED = {
    "Tỉnh Đồng Nai": "Nghị quyết 1662/NQ-UBTVQH15",
    "Tỉnh Vĩnh Long": "Nghị quyết 1687/NQ-UBTVQH15",
}


def _act_of_provinces() -> Reorganisation:
    return Reorganisation.objects.create(
        kind=Reorganisation.Kind.MERGER,
        decision="Nghị quyết 202/2025/QH15 về sắp xếp đơn vị hành chính cấp tỉnh",
        decided_on=date(2025, 6, 12),
        effective_on=TWO_TIERS_FROM,
        note=_UNCHECKED,
    )


def _act_of_districts() -> Reorganisation:
    return Reorganisation.objects.create(
        kind=Reorganisation.Kind.CLOSING,
        decision="Kết thúc hoạt động của đơn vị hành chính cấp huyện",
        effective_on=TWO_TIERS_FROM,
        note=_UNKNOWN,
    )


def _act_of_communes(province: str) -> Reorganisation:
    number = _NUMBERED.get(province)
    named = number or "Nghị quyết của Ủy ban Thường vụ Quốc hội (chưa rõ số)"
    where = province[0].lower() + province[1:]
    return Reorganisation.objects.create(
        kind=Reorganisation.Kind.MERGER,
        decision=f"{named} về sắp xếp đơn vị hành chính cấp xã của {where} năm 2025",
        effective_on=TWO_TIERS_FROM,
        note=_UNCHECKED if number else _UNKNOWN,
    )


def _fresh_ids(model: type[models.Model], count: int) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(
            "select nextval(pg_get_serial_sequence(%s, 'id'))"
            " from generate_series(1, %s)",
            [_table(model), count],
        )
        return [row[0] for row in cursor.fetchall()]


def _copy(
    model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]
) -> None:
    table = connection.ops.quote_name(_table(model))
    with (
        connection.cursor() as cursor,
        cursor.copy(f"copy {table} ({', '.join(columns)}) from stdin") as copy,
    ):
        for row in rows:
            copy.write_row(row)


def _table(model: type[models.Model]) -> str:
    return model._meta.db_table
