"""The doors of exemplars: each opened to its own, closed to strangers and readers."""

from __future__ import annotations

from tests.doors import Cast, Door, Public, address, at
from tests.exemplars import doors_of_building, doors_of_learning
from tests.exemplars.factories import registered_in
from tests.pledges.factories import running


def _exemplar(cast: Cast) -> str:
    exemplar = registered_in(running(cast.place), cast.commune)
    return address("exemplars:exemplar", exemplar)


def _campaign(cast: Cast) -> str:
    return address("exemplars:campaign", running(cast.place))


def _rule(cast: Cast) -> str:
    return address("exemplars:rule", running(cast.place))


RULE = {"tolerance": "5", "better_wanted": "1", "window": "12"}


def _graph(cast: Cast) -> str:
    return address("exemplars:graph", running(cast.place))


DOORS: dict[str, list[Door] | Public] = {
    **doors_of_building.DOORS,
    **doors_of_learning.DOORS,
    "exemplars:register": [
        Door(at("exemplars:register"), stranger=200, low=200),
    ],
    "exemplars:campaign": [Door(_campaign, low=200)],
    "exemplars:rule": [Door(_rule, low=200), Door(_rule, "POST", data=RULE)],
    "exemplars:graph": [Door(_graph, low=200)],
    "exemplars:exemplar": [Door(_exemplar, opens_to="commune", low=404)],
}
