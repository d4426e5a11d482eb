"""The form in which a prospect is written: new, of a tip or a hit, written anew."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from thidua.kernel import clock
from thidua.organisations.http import OfficeRequest
from thidua.prospects.forms import ProspectForm, about_of
from thidua.prospects.models import Prospect, Tip
from thidua.prospects.queries.choosing import (
    campaigns,
    people_below,
    people_of,
    with_own,
)

NAMES = ("kind", "name", "field", "what", "trade", "place", "birth_year")


def prospect_form(
    request: OfficeRequest,
    home_id: int,
    first: Mapping[str, Any],
    one: Prospect | Tip | None = None,
) -> ProspectForm:
    """The form for the unit in charge; what `one` says already stands in it.

    Its own campaign, owner and person stay to be chosen, also where the campaign is
    over or the person serves here no more.
    """
    actor, day = request.actor, clock.today()
    about, owner = campaigns(actor, day), people_of(home_id, day)
    person = people_below(home_id, day)
    if one is not None:
        own = about_of(one.campaign_id, one.node_key)
        known = {name: getattr(one, name) for name in NAMES}
        first = {"about": own, "person": one.person_id or ""} | known | dict(first)
        about = with_own(about, own, one.campaign.name if one.campaign else "")
        person = with_own(
            person,
            str(one.person_id or ""),
            one.person.full_name if one.person else "",
        )
    if isinstance(one, Prospect):
        first = {"owner": one.owner_id or ""} | dict(first)
        owner = with_own(
            owner, str(one.owner_id or ""), one.owner.full_name if one.owner else ""
        )
    known_as = (one.person_id, one.name) if one and one.person_id else None
    form = ProspectForm(request.POST or None, initial=first, known_as=known_as)
    form.offer(about=about, owner=owner, person=person)
    if not form.is_bound:
        del form.fields["is_same"]
    return form
