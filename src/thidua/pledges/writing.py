"""Put what was typed onto a registration; hold a unit's registrations meanwhile."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import connection

from thidua.pledges.drafts import RegistrationDraft, TargetDraft
from thidua.pledges.models import OwnTarget, Registration
from thidua.pledges.models.registration import SHOWN

_LOCK = 4_000_004
"""The first half of this room's advisory locks; the second names campaign and unit."""


def hold(campaign_id: int, unit_id: int) -> None:
    """Until this transaction ends nobody else registers in the campaign at the unit."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select pg_advisory_xact_lock(%s, hashtext(%s))",
            [_LOCK, f"{campaign_id}/{unit_id}"],
        )


def fill(one: Registration, draft: RegistrationDraft, at: datetime) -> Registration:
    """Everything of a draft but its targets; not saved."""
    one.kind = draft.kind
    one.call(draft.name, draft.address)
    one.birth_year = draft.birth_year
    one.representative = draft.representative.strip()
    one.content = list(dict.fromkeys(draft.content))
    one.words = draft.words.strip()
    one.title = draft.title
    one.namesake = draft.namesake
    one.person_id = draft.person_id
    one.is_made_up = draft.is_made_up
    show(one, draft.shows, at)
    return one


def show(one: Registration, shows: frozenset[str], at: datetime) -> None:
    """What may be shown; an address only beside a name."""
    if "name" not in shows:
        shows -= {"address"}
    for name in SHOWN:
        setattr(one, f"shows_{name}", name in shows)
    if shows:
        one.consented_at = at


def aim(one: Registration, targets: Sequence[TargetDraft]) -> list[OwnTarget]:
    """The targets of a registration; not saved."""
    return [
        OwnTarget(
            registration=one,
            words=target.words.strip(),
            value=target.value,
            measure=target.measure.strip(),
            version_id=target.version_id,
            position=place,
        )
        for place, target in enumerate(targets)
    ]


def aim_anew(one: Registration, targets: Sequence[TargetDraft]) -> None:
    """These targets instead of those that stood."""
    one.targets.all().delete()
    OwnTarget.objects.bulk_create(aim(one, targets))
