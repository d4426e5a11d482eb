"""Before many are decided on at once: how many they are, and their names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.campaigns.models import Campaign
from thidua.kernel.numbers import show_number
from thidua.kernel.ui import parts
from thidua.organisations.naming import unit_called
from thidua.pledges.models import Registration
from thidua.pledges.queries.words import who_words

NAMED = 200


@dataclass(frozen=True, slots=True)
class AskingPage:
    """Everything `decide.html` shows."""

    crumbs: Sequence[parts.Link]
    heading: str
    verb: str
    is_return: bool
    numbers: Sequence[int]
    names: Sequence[str]
    rest: str
    post_to: str
    back: str


def asking_page(
    campaign: Campaign,
    unit_id: int,
    chosen: Sequence[Registration],
    day: date,
    *,
    is_return: bool,
) -> AskingPage:
    """The number and the names, before it acts."""
    count = len(chosen)
    back = reverse("pledges:unit", args=[campaign.pk, unit_id])
    said = {"n": show_number(count)}
    verb = (
        ngettext("Trả lại %(n)s bản", "Trả lại %(n)s bản", count)
        if is_return
        else ngettext("Duyệt %(n)s bản", "Duyệt %(n)s bản", count)
    ) % said
    more = count - NAMED
    return AskingPage(
        crumbs=[
            parts.Link(campaign.name, reverse("pledges:campaign", args=[campaign.pk])),
            parts.Link(unit_called(unit_id, day), back),
            parts.Link(verb, is_here=True),
        ],
        heading=_("%(verb)s đăng ký?") % {"verb": verb},
        verb=verb,
        is_return=is_return,
        numbers=[one.pk for one in chosen],
        names=[who_words(one) for one in chosen[:NAMED]],
        rest=_("và %(n)s bản nữa") % {"n": show_number(more)} if more > 0 else "",
        post_to=reverse("pledges:decide", args=[campaign.pk, unit_id]),
        back=back,
    )
