"""Targets with their definitions, hundreds at once.

Hundreds of targets share a dozen definitions: each is made once, where
`select_related` makes one for every target.
"""

from __future__ import annotations

from django.db import DEFAULT_DB_ALIAS
from django.db.models import QuerySet

from thidua.campaigns.models import Target
from thidua.indicators.models import IndicatorVersion

_TARGET = [field.attname for field in Target._meta.concrete_fields]
_VERSION = [field.attname for field in IndicatorVersion._meta.concrete_fields]
_COLUMNS = (*_TARGET, *(f"version__{name}" for name in _VERSION))


def with_versions(found: QuerySet[Target]) -> list[Target]:
    """Targets by their numbers, each with its definition, in one query."""
    targets: list[Target] = []
    versions: dict[int, IndicatorVersion] = {}
    for row in found.order_by("pk").values_list(*_COLUMNS):
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
