"""The doors of breakdowns."""

from __future__ import annotations

from tests.doors import Cast, Door, Public, address, at
from tests.indicators.factories import HOUSES, JANUARY_2020, SINCE
from thidua.indicators import actions
from thidua.indicators.models import Breakdown, Indicator


def a_breakdown(cast: Cast) -> Breakdown:
    """By sex, of the department."""
    return actions.draw_up_breakdown(
        cast.place.department,
        name="Giới tính",
        kind="divides",
        categories=["nam", "nữ"],
        since=SINCE,
        actor=cast.office,
        at=JANUARY_2020,
    )


def an_indicator(cast: Cast) -> Indicator:
    """Houses, of the department."""
    return actions.define_indicator(
        cast.place.department,
        "thu-phan-to",
        HOUSES,
        since=SINCE,
        actor=cast.office,
        at=JANUARY_2020,
    ).indicator


def a_parted_indicator(cast: Cast) -> Indicator:
    """Houses that are parted by sex."""
    one = an_indicator(cast)
    actions.take_up_breakdown(
        one, a_breakdown(cast), since=SINCE, actor=cast.office, at=JANUARY_2020
    )
    return one


def taking(cast: Cast) -> dict[str, object]:
    """The breakdown that is taken up."""
    return {"breakdown": a_breakdown(cast).pk, "since": "01/01/2025"}


def letting(_cast: Cast) -> dict[str, object]:
    """The breakdown that is let go."""
    number = Breakdown.objects.get().pk
    return {"breakdown": number, "on": "01/01/2025", "reason": "Không hỏi nữa"}


DRAWN = {
    "name": "Hộ nghèo",
    "kind": "among",
    "categories": "hộ nghèo",
    "since": "01/01/2025",
}
ENDED = {"on": "01/01/2025", "reason": "Không còn"}
BREAKDOWNS: dict[str, list[Door] | Public] = {
    "indicators:breakdowns": [Door(at("indicators:breakdowns"), stranger=200, low=200)],
    "indicators:breakdown": [
        Door(
            lambda cast: address("indicators:breakdown", a_breakdown(cast)),
            stranger=200,
            low=200,
        )
    ],
    "indicators:breakdown-new": [
        Door(at("indicators:breakdown-new"), stranger=200),
        Door(at("indicators:breakdown-new"), method="POST", data=DRAWN, stranger=302),
    ],
    "indicators:breakdown-rename": [
        Door(
            lambda cast: address("indicators:breakdown-rename", a_breakdown(cast)),
            method="POST",
            data={"name": "Nam nữ", "about": ""},
            stranger=403,
        )
    ],
    "indicators:categories-add": [
        Door(
            lambda cast: address("indicators:categories-add", a_breakdown(cast)),
            method="POST",
            data={"categories": "không khai", "since": "01/01/2025"},
            stranger=403,
        )
    ],
    "indicators:category-end": [
        Door(
            lambda cast: address(
                "indicators:category-end", a_breakdown(cast).categories.all()[0]
            ),
            method="POST",
            data=ENDED,
            stranger=403,
        )
    ],
    "indicators:breakdown-take-up": [
        Door(
            lambda cast: address("indicators:breakdown-take-up", an_indicator(cast)),
            method="POST",
            data=taking,
            stranger=403,
        )
    ],
    "indicators:breakdown-let-go": [
        Door(
            lambda cast: address(
                "indicators:breakdown-let-go", a_parted_indicator(cast)
            ),
            method="POST",
            data=letting,
            stranger=403,
        )
    ],
}
