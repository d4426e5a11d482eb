"""The doors of trees that are joined, of forms read, and of persons' targets."""

from __future__ import annotations

from typing import Any

from tests.campaigns.factories import a_campaign, a_target, content_of
from tests.doors import Cast, Door, Public, address
from tests.indicators.factories import an_office
from thidua.campaigns.models import Audience, ContentNode
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


TREE_DOORS: dict[str, list[Door] | Public] = {
    "campaigns:form-read": [Door(a_form_at_hand, method="POST", data=the_form_at_hand)],
    "campaigns:mapping-set": [Door(two_trees, method="POST", data=the_first_items)],
}
