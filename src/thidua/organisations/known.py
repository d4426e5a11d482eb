"""Whose session this is, and for whom that person acts: asked once for every page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import islice
from typing import Any, TypeVar

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import Model

from thidua.organisations.models import Mandate, Person, Unit, User

Thing = TypeVar("Thing", bound=Model)


def _fields(model: type[Model]) -> list[str]:
    return [field.attname for field in model._meta.concrete_fields]


def _columns(table: str, model: type[Model]) -> str:
    return ", ".join(f"{table}.{name}" for name in _fields(model))


_KNOWN = f"""
select {_columns("signed", User)}, {_columns("person", Person)},
    {_columns("mandate", Mandate)}, {_columns("unit", Unit)}, called.full_name
from organisations_user signed
join organisations_person person on person.id = signed.person_id
left join organisations_mandate mandate
  on mandate.person_id = person.id and mandate.during @> %(day)s::date
left join organisations_unit unit on unit.id = mandate.unit_id
left join lateral (
    select full_name from organisations_unitname where unit_id = unit.id
    order by during @> %(day)s::date desc, during desc limit 1
) called on true
where signed.id = %(user)s and signed.is_active
order by mandate.id
"""  # noqa: S608 - the names of our own columns


def known(user_id: int, day: date) -> User | None:
    """Somebody who may still sign in, with the mandates that they hold on a day."""
    with connection.cursor() as cursor:
        cursor.execute(_KNOWN, {"user": user_id, "day": day})
        rows = cursor.fetchall()
    user: User | None = None
    held: list[Mandate] = []
    for row in rows:
        cells = iter(row)
        user, person = _next(User, cells), _next(Person, cells)
        mandate, unit = _next(Mandate, cells), _next(Unit, cells)
        user.person, user.held_today = person, held
        if mandate.pk:
            mandate.unit, mandate.unit_name = unit, next(cells)
            held.append(mandate)
    return user


def _next(model: type[Thing], cells: Iterator[Any]) -> Thing:
    """The next columns of a row as the thing that they are."""
    fields = _fields(model)
    return model.from_db(DEFAULT_DB_ALIAS, fields, list(islice(cells, len(fields))))
