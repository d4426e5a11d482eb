"""Whose session this is, and for whom that person acts: asked once for every page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import islice
from typing import Any, TypeVar

from django.db import DEFAULT_DB_ALIAS
from django.db.models import Model

from thidua.kernel.database import prepared
from thidua.organisations.models import Delegation, Mandate, Person, Unit, User

Thing = TypeVar("Thing", bound=Model)


def _fields(model: type[Model]) -> list[str]:
    return [field.attname for field in model._meta.concrete_fields]


def _columns(table: str, model: type[Model]) -> str:
    return ", ".join(f"{table}.{name}" for name in _fields(model))


_KNOWN = f"""
select {_columns("signed", User)}, {_columns("person", Person)},
    {_columns("held", Mandate)}, {_columns("unit", Unit)}, called.full_name,
    {_columns("delegation", Delegation)}, giver.full_name,
    exists (select from organisations_secondfactor where user_id = signed.id){{beside}}
from organisations_user signed
join organisations_person person on person.id = signed.person_id
left join lateral (
    select own.*, null::bigint as under
    from organisations_mandate own
    where own.person_id = person.id and own.during @> %(day)s::date
    union all
    select lent.*, paper.id
    from organisations_delegation paper
    join organisations_mandate lent
      on lent.id = paper.mandate_id and lent.during @> %(day)s::date
    where paper.person_id = person.id and paper.during @> %(day)s::date
      and paper.revoked_at is null
) held on true
left join organisations_unit unit on unit.id = held.unit_id
left join organisations_delegation delegation on delegation.id = held.under
left join organisations_person giver
  on giver.id = held.person_id and held.under is not null
left join lateral (
    select full_name from organisations_unitname where unit_id = unit.id
    order by during @> %(day)s::date desc, during desc limit 1
) called on true
where signed.id = %(user)s and signed.is_active
order by held.under nulls first, held.id
"""  # noqa: S608 - the names of our own columns


_beside: dict[str, str] = {}


def ask_beside(name: str, question: str) -> None:
    """Let a room above have a number answered in the same breath, for every page.

    `question` is SQL that gives one number for `%(user)s` on `%(day)s`; it is found as
    `user.beside[name]`. Only for what every page shows, and an index answers.
    """
    _beside[name] = question


def known(user_id: int, day: date) -> User | None:
    """Somebody who may still sign in, with the mandates that they hold on a day.

    Their own first, then those of others under which a delegation lets them act; who
    has no mandate of their own that day acts for nobody.
    """
    beside = "".join(f", ({question})" for question in _beside.values())
    asked = {"user": user_id, "day": day}
    rows = prepared.rows(_KNOWN.format(beside=beside), asked)
    user: User | None = None
    held: list[Mandate] = []
    for row in rows:
        cells = iter(row)
        user, person = _next(User, cells), _next(Person, cells)
        mandate, unit = _next(Mandate, cells), _next(Unit, cells)
        user.person, user.held_today = person, held
        numbers = row[len(row) - len(_beside) :]
        user.beside = dict(zip(_beside, numbers, strict=True))
        user.has_second_factor = bool(row[-1 - len(_beside)])
        if mandate.pk:
            mandate.unit, mandate.unit_name = unit, next(cells)
            mandate.under = _under(cells)
            if held or mandate.under is None:
                held.append(mandate)
    return user


def _under(cells: Iterator[Any]) -> Delegation | None:
    """The delegation of a row, with the name of whoever gave it."""
    delegation = _next(Delegation, cells)
    delegation.giver = next(cells)
    return delegation if delegation.pk else None


def _next(model: type[Thing], cells: Iterator[Any]) -> Thing:
    """The next columns of a row as the thing that they are."""
    fields = _fields(model)
    return model.from_db(DEFAULT_DB_ALIAS, fields, list(islice(cells, len(fields))))
