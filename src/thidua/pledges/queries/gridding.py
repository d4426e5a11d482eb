"""The grid on which an officer writes a list down."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.campaigns.models import Campaign
from thidua.kernel.ui import parts
from thidua.organisations.naming import unit_called
from thidua.pledges.listing import NEW, SAME
from thidua.pledges.models import Registration


class Typed(Protocol):
    """A row as the form holds it."""

    texts: dict[str, str]
    answer: str
    reason: str
    remedy: str
    doubles: Sequence[str]


@dataclass(frozen=True, slots=True)
class GridRow:
    """One row: its texts, why it came back, who it may be."""

    number: int
    texts: Mapping[str, str]
    kind: str
    reason: str
    remedy: str
    doubles: Sequence[str]


@dataclass(frozen=True, slots=True)
class GridPage:
    """Everything `grid.html` shows."""

    crumbs: Sequence[parts.Link]
    unit: str
    campaign: str
    rows: Sequence[GridRow]
    kinds: Sequence[tuple[str, str]]
    answers: Sequence[tuple[str, str]]
    import_href: str
    back: str
    filled: int


def grid_page(
    campaign: Campaign, unit_id: int, day: date, rows: Sequence[Typed]
) -> GridPage:
    """The rows as typed, and empty ones below."""
    name = unit_called(unit_id, day)
    back = reverse("pledges:unit", args=[campaign.pk, unit_id])
    return GridPage(
        crumbs=[
            parts.Link(campaign.name, reverse("pledges:campaign", args=[campaign.pk])),
            parts.Link(name, back),
            parts.Link(_("Ghi danh sách"), is_here=True),
        ],
        unit=name,
        campaign=campaign.name,
        rows=[
            GridRow(
                place,
                row.texts,
                row.texts.get("kind") or Registration.Kind.HOUSEHOLD.value,
                row.reason,
                row.remedy,
                row.doubles,
            )
            for place, row in enumerate(rows)
        ],
        kinds=[(value, str(label)) for value, label in Registration.Kind.choices],
        answers=[
            (SAME, _("Là một: không ghi lại")),
            (NEW, _("Người khác, hộ khác trùng tên: ghi mới")),
        ],
        import_href=reverse(
            "imports:new", args=["dang-ky", f"{campaign.pk}-{unit_id}"]
        ),
        back=back,
        filled=sum(any(row.texts.values()) for row in rows),
    )
