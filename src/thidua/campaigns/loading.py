"""Targets with their definitions, hundreds at once.

Hundreds of targets share a dozen definitions: each comes with the first target that
has it and is made once, where `select_related` makes one for every target. Written out,
since Django takes longer to put forty columns together than PostgreSQL to answer them.
"""

from __future__ import annotations

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import Model, QuerySet

from thidua.campaigns.models import Target
from thidua.indicators.models import IndicatorVersion


def _fields(model: type[Model]) -> list[str]:
    return [field.attname for field in model._meta.concrete_fields]


_TARGET, _VERSION = _fields(Target), _fields(IndicatorVersion)
_COLUMNS = ", ".join(
    [f"target.{name}" for name in _TARGET] + [f"version.{name}" for name in _VERSION]
)
_FOUND = f"""
select {_COLUMNS} from (
    select *, row_number() over (partition by version_id order by id) as nth
    from campaigns_target where id in ({{found}})
) target
left join indicators_indicatorversion version
  on version.id = target.version_id and target.nth = 1
order by target.id
"""  # noqa: S608 - the names of our own columns


def with_versions(found: QuerySet[Target]) -> list[Target]:
    """Targets by their numbers, each with its definition, in one query."""
    try:
        text, given = found.order_by().values("pk").query.sql_with_params()
    except EmptyResultSet:  # of no unit, of no campaign
        return []
    with connection.cursor() as cursor:
        cursor.execute(_FOUND.format(found=text), given)
        rows = cursor.fetchall()
    targets: list[Target] = []
    versions: dict[int, IndicatorVersion] = {}
    for row in rows:
        target = Target.from_db(DEFAULT_DB_ALIAS, _TARGET, row[: len(_TARGET)])
        version = versions.get(target.version_id)
        if version is None:
            version = IndicatorVersion.from_db(
                DEFAULT_DB_ALIAS, _VERSION, row[len(_TARGET) :]
            )
            versions[target.version_id] = version
        target.version = version
        targets.append(target)
    return targets
