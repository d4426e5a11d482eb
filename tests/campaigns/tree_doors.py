"""The doors of trees that are joined, of forms read, and of persons' targets."""

from __future__ import annotations

from typing import Any

from tests.campaigns.factories import MAY, a_campaign, a_target, content_of, given_to
from tests.doors import Cast, Door, Public, address
from tests.indicators.factories import an_office
from thidua.campaigns.models import Audience, ContentNode, PersonTarget, Target
from thidua.indicators.models import Form


def two_trees(cast: Cast) -> str:
    """A draft with a second audience, whose tree may be read from."""
    campaign = a_campaign(of=cast.place)
    first = campaign.audiences.get()
    content_of(
        Audience.objects.create(
            campaign=campaign,
            name="Sở, ngành",
            kinds=["department"],
            tree=first.tree,
            below=first.below,
            position=1,
        )
    )
    return address("campaigns:mapping-set", campaign, first)


def the_first_items(_cast: Cast) -> dict[str, Any]:
    """The item of the first tree is to read from that of the second."""
    other, mine = ContentNode.objects.filter(kind="item").order_by("-pk")[:2]
    tree = f"a{other.tree.audience_id}"
    return {"node": mine.pk, "add": str(other.key), "tree": tree, "was": ""}


def a_form_at_hand(cast: Cast) -> str:
    """A draft with a target on what somebody's open form asks already."""
    office = an_office("ROAD", cast=cast.place)
    campaign = a_campaign(of=cast.place)
    a_target(campaign, version=office.lines["ROAD"].version)
    return address("campaigns:form-read", campaign)


def the_form_at_hand(_cast: Cast) -> dict[str, Any]:
    return {"form": Form.objects.latest("pk").pk}


def a_communes_target(cast: Cast) -> Target:
    """What the first commune was given."""
    whole = a_target(a_campaign(of=cast.place, launched=True))
    return given_to(whole, cast.place.communes[0], 25, state="accepted")


def its_people(cast: Cast) -> str:
    target = a_communes_target(cast)
    return address("campaigns:persons", target.campaign, target)


def of_a_person(name: str) -> Any:
    def to(cast: Cast) -> str:
        target = a_communes_target(cast)
        aim = PersonTarget.objects.create(
            target=target,
            person_id=cast.commune.person_id or 0,
            value=3,
            starts_on=target.starts_on,
            due_on=target.due_on,
            given_by="Lan",
            given_at=MAY,
        )
        return address(f"campaigns:{name}", target.campaign, target, aim)

    return to


TREE_DOORS: dict[str, list[Door] | Public] = {
    "campaigns:form-read": [Door(a_form_at_hand, method="POST", data=the_form_at_hand)],
    "campaigns:persons": [Door(its_people, opens_to="commune", low=404)],
    "campaigns:person-tell": [
        Door(of_a_person("person-tell"), opens_to="commune", low=404)
    ],
    "campaigns:person-end": [
        Door(
            of_a_person("person-end"),
            method="POST",
            data={"reason": "Nghỉ hưu"},
            opens_to="commune",
            low=404,
        )
    ],
    "campaigns:mapping-set": [Door(two_trees, method="POST", data=the_first_items)],
}
