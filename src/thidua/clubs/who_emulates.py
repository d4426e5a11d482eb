"""Who takes part in a campaign and who of them has chosen whom to emulate."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from thidua.campaigns.models import AudienceMember, Campaign
from thidua.exemplars.models import Exemplar, Learning
from thidua.exemplars.states import HONOURED
from thidua.organisations.models import Unit


def taking_part(campaign: Campaign, day: date) -> QuerySet[Any]:
    """The units that take part on a day, each with `has_chosen` and `is_exemplar`.

    A unit whose learning was stopped has not chosen; one that is held up itself as an
    exemplar may choose, and is not asked to.
    """
    chosen = Learning.objects.alive().filter(
        unit=OuterRef("pk"), exemplar__campaign=campaign
    )
    itself = Exemplar.objects.filter(
        unit=OuterRef("pk"), campaign=campaign, state__in=HONOURED
    )
    members = AudienceMember.objects.filter(audience__campaign=campaign)
    taking = members.taking_part_on(day).values("unit")
    return Unit.objects.filter(pk__in=taking).annotate(
        has_chosen=Exists(chosen), is_exemplar=Exists(itself)
    )


def without_choice(campaign: Campaign, day: date) -> list[int]:
    """Units that are to choose and have not."""
    rows = taking_part(campaign, day).filter(has_chosen=False, is_exemplar=False)
    return sorted(rows.values_list("pk", flat=True))
