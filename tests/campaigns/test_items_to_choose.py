"""Where an item is chosen, items stand as the tree runs."""

from __future__ import annotations

import pytest

from tests.campaigns.factories import a_campaign
from tests.organisations.factories import a_province
from thidua.campaigns.models import ContentNode
from thidua.campaigns.queries.choices import items

pytestmark = pytest.mark.django_db


def test_items_to_choose_among_stand_as_the_tree_runs() -> None:
    campaign = a_campaign(of=a_province())
    ContentNode.objects.all().delete()
    tree = campaign.audiences.get().trees.get()

    def put(name: str, place: int, under: ContentNode | None = None) -> ContentNode:
        kind = ContentNode.Kind.ITEM if under else ContentNode.Kind.LEG
        return ContentNode.objects.create(
            tree=tree, kind=kind, name=name, position=place, parent=under
        )

    second, first = put("Chân hai", 1), put("Chân một", 0)
    put("hai, một", 0, second)
    put("một, hai", 1, first)
    put("một, một", 0, first)

    names = [name for _key, name in items(campaign)]

    assert names == ["một, một", "một, hai", "hai, một"]
