"""The doors of practising: everybody has their own, and nobody anybody else's."""

from __future__ import annotations

from tests.doors import Cast, Door, Public, address, at
from thidua.kernel import clock
from thidua.practice.models import Practice


def one_of_the_office(cast: Cast) -> str:
    """Throwing away what the office's officer has."""
    now = clock.now()
    assert cast.office.user is not None
    Practice.objects.create(user=cast.office.user, opened_at=now, used_on=now.date())
    return address("practice:close")


DOORS: dict[str, list[Door] | Public] = {
    "practice:practice": [Door(at("practice:practice"), stranger=200, low=200)],
    "practice:begin": [
        Door(at("practice:begin"), method="POST", stranger=302, low=302)
    ],
    "practice:close": [Door(one_of_the_office, method="POST", stranger=404, low=404)],
}
