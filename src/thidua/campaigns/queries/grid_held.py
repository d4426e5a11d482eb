"""What stands in a row of the cascade grid, and what a division proposes for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.campaigns.drafts import Offer
from thidua.campaigns.models import Target
from thidua.campaigns.queries.grid_before import Before
from thidua.campaigns.states import TargetState
from thidua.kernel.numbers import show_number
from thidua.organisations.naming import in_sentence


@dataclass(frozen=True, slots=True)
class Held:
    """What stands in one row: the child if there is one, its weight, its last year."""

    unit_id: int
    name: str
    child: Target | None
    weight: Decimal | None
    earlier: Before
    is_other: bool = False
    """Neither reports the indicator nor has a figure: shown apart, never shared to."""
    filled: Decimal | None = None
    """What a division or a grid sent back puts into the cell; given to nobody yet."""
    unread: str = ""
    """What was typed there and is no figure."""

    @property
    def before(self) -> Decimal | None:
        """What it reached before."""
        return self.earlier.value

    @property
    def value(self) -> Decimal | None:
        if self.filled is not None:
            return self.filled
        return self.child.value if self.child else None

    @property
    def is_accepted(self) -> bool:
        return self.child is not None and self.child.state == TargetState.ACCEPTED


@dataclass(frozen=True, slots=True)
class Filling:
    """What a division or a grid sent back puts into the cells, given to nobody yet.

    `unread` is what was typed for a unit and is no figure: it stays to be mended.
    """

    offers: Sequence[Offer] = ()
    unread: Mapping[int, str] = field(default_factory=dict)


UNFILLED = Filling()


def filled_in(rows: Sequence[Held], filling: Filling) -> list[Held]:
    """The rows with what is put into some of them."""
    by_unit = {offer.unit_id: offer for offer in filling.offers}
    unread = filling.unread
    filled = [
        replace(row, filled=offer.value, weight=offer.weight)
        if (offer := by_unit.get(row.unit_id))
        else row
        for row in rows
    ]
    return [
        replace(row, unread=unread[row.unit_id]) if row.unit_id in unread else row
        for row in filled
    ]


def filled_words(rows: Sequence[Held]) -> tuple[str, str]:
    """Who is about to be given figures, and what the button says."""
    names = [in_sentence(row.name) for row in rows if row.filled is not None]
    if not names:
        return "", _("Giao các số trên bảng")
    said = ngettext(
        "Mới điền %(count)s ô, chưa giao ai: %(names)s.",
        "Mới điền %(count)s ô, chưa giao ai: %(names)s.",
        len(names),
    ) % {"count": show_number(len(names)), "names": ", ".join(names)}
    give = ngettext(
        "Giao cho %(count)s đơn vị", "Giao cho %(count)s đơn vị", len(names)
    )
    return said, give % {"count": show_number(len(names))}
