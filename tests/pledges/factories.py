"""Registrations of the tests, on the small province's running campaign."""

from __future__ import annotations

from typing import Any

from tests.campaigns.factories import MAY, a_campaign
from tests.organisations.factories import Province
from thidua.campaigns.models import Campaign
from thidua.organisations.actor import Actor, the_system
from thidua.pledges import actions
from thidua.pledges.drafts import RegistrationDraft, TargetDraft
from thidua.pledges.models import Registration

LOADER = the_system("thử")


def running(place: Province, **given: Any) -> Campaign:
    """A launched campaign in which the communes and hamlets take part."""
    return a_campaign(of=place, launched=True, **given)


def a_draft(name: str = "Nguyễn Văn An", **given: Any) -> RegistrationDraft:
    """A household that plants coconuts."""
    values: dict[str, Any] = {
        "kind": Registration.Kind.HOUSEHOLD,
        "name": name,
        "birth_year": 1970,
        "address": "Ấp 3",
        "words": "Trồng dừa xiêm",
        "targets": [TargetDraft("Trồng dừa xiêm")],
    }
    return RegistrationDraft(**(values | given))


def listed(
    campaign: Campaign,
    unit_id: int,
    *drafts: RegistrationDraft,
    actor: Actor = LOADER,
) -> list[Registration]:
    """Registrations that an office wrote down, waiting for approval."""
    answers = actions.register_others(
        campaign, unit_id, drafts or [a_draft()], actor=actor, at=MAY
    )
    assert all(one.is_kept for one in answers), answers
    found = Registration.objects.in_bulk([one.pk for one in answers])
    return [found[one.pk] for one in answers]


def approved(
    campaign: Campaign, unit_id: int, *drafts: RegistrationDraft
) -> list[Registration]:
    """The same, approved."""
    made = listed(campaign, unit_id, *drafts)
    actions.approve_registrations(made, actor=LOADER, at=MAY)
    for one in made:
        one.refresh_from_db()
    return made
