"""A unit's list of registrations as the office prints it, signs it and hangs it up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.campaigns.models import Campaign
from thidua.campaigns.naming import movement_inside
from thidua.kernel.dates import show
from thidua.kernel.numbers import show_number
from thidua.kernel.ui import parts
from thidua.organisations.actor import Actor
from thidua.organisations.letterhead import Letterhead, letterhead
from thidua.organisations.models import Unit
from thidua.organisations.naming import unit_called
from thidua.pledges.queries.unit_list import Row, in_unit, rows_of


@dataclass(frozen=True, slots=True)
class PaperPage:
    """Everything `paper.html` shows."""

    crumbs: Sequence[parts.Link]
    letter: Letterhead
    title: str
    subtitle: str
    rows: Sequence[Row]
    count: str
    back: str


def paper_page(
    campaign: Campaign, unit_id: int, actor: Actor, day: date, asked: Mapping[str, str]
) -> PaperPage:
    """All that the filter keeps, under the head of the unit whose list it is."""
    unit, name = Unit.objects.get(pk=unit_id), unit_called(unit_id, day)
    back = reverse("pledges:unit", args=[campaign.pk, unit_id])
    rows = rows_of(campaign, in_unit(campaign, unit_id, asked), unit_id, day)
    return PaperPage(
        crumbs=[
            parts.Link(campaign.name, reverse("pledges:campaign", args=[campaign.pk])),
            parts.Link(name, back),
            parts.Link(_("Bản in"), is_here=True),
        ],
        letter=letterhead(unit, actor, day),
        title=_("Danh sách đăng ký thi đua"),
        subtitle=_("%(unit)s đăng ký tham gia %(movement)s, đến ngày %(day)s")
        % {
            "unit": name[:1].upper() + name[1:],
            "movement": movement_inside(campaign.name),
            "day": show(day),
        },
        rows=rows,
        count=ngettext(
            "Danh sách có %(n)s đăng ký.", "Danh sách có %(n)s đăng ký.", len(rows)
        )
        % {"n": show_number(len(rows))},
        back=back,
    )
