"""After a reform: which campaigns still name bodies that no longer stand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.campaigns.handover import heirs_of_bodies
from thidua.campaigns.models import Campaign
from thidua.campaigns.policies import can_hand_over
from thidua.campaigns.states import State
from thidua.kernel import clock
from thidua.kernel.tasks import MINE, Task, state_on
from thidua.organisations.actor import Actor
from thidua.organisations.naming import in_sentence, names_on

# Running campaigns whose launcher, office or head of the tree this unit succeeded,
# through however many acts, while that body has no place any more.
_WAITING = """
with recursive past(unit_id) as (
    select %(unit)s::bigint
    union
    select step.predecessor_id from past
    join organisations_succession step on step.successor_id = past.unit_id
    join organisations_reorganisation act on act.id = step.act_id
    where act.effective_on <= %(on)s
)
select campaign.id from campaigns_campaign campaign
where campaign.state = 'launched' and campaign.launched_at < %(ended)s
  and exists (select from past
      where past.unit_id in
          (campaign.launcher_id, campaign.office_id, campaign.root_id)
        and past.unit_id <> %(unit)s
        and not exists (select from organisations_placement place
            where place.unit_id = past.unit_id and place.during @> %(on)s::date))
order by 1
"""


@dataclass(frozen=True, slots=True)
class Waiting:
    """That a campaign waits to be handed over: who takes it, and where, if one may."""

    words: str
    href: str


def in_full(name: str) -> str:
    """`Hè xanh`: `Phong trào Hè xanh`; one that says so itself stays as it is."""
    kind = _("Phong trào %(name)s")
    is_said = name.casefold().startswith((kind % {"name": ""}).strip().casefold())
    return name if is_said else kind % {"name": name}


def hand_overs_for(unit_id: int, on: date) -> list[Task]:
    """Campaigns that the successor of who launched, ran or headed them takes over."""
    with connection.cursor() as cursor:
        cursor.execute(_WAITING, {"unit": unit_id, "on": on, "ended": clock.end_of(on)})
        found = [row[0] for row in cursor.fetchall()]
    if not found:
        return []
    campaigns = Campaign.objects.filter(pk__in=found).order_by("pk")
    return [
        _task(campaign, on)
        for campaign in campaigns
        if unit_id in heirs_of_bodies(campaign, on).values()
    ]


def _task(campaign: Campaign, on: date) -> Task:
    return Task(
        verb=_("Nhận bàn giao"),
        object=in_full(campaign.name),
        detail=_(
            "Nơi điều hành phong trào đã sắp xếp lại. Xem đơn vị và chỉ tiêu nào"
            " chuyển sang nơi kế thừa, rồi bàn giao."
        ),
        due_on=None,
        turn=MINE,
        turn_detail=_("rồi nơi kế thừa thấy chỉ tiêu của mình"),
        url=reverse("campaigns:hand-over", args=[campaign.pk]),
        state=state_on(None, on),
    )


def waiting_hand_over(campaign: Campaign, actor: Actor, day: date) -> Waiting | None:
    """For the campaign's page; None while everybody who runs it stands."""
    if campaign.state != State.LAUNCHED or campaign.seen_on is not None:
        return None
    heirs = heirs_of_bodies(campaign, day)
    if not heirs:
        return None
    units = sorted(set(heirs.values()))
    names = names_on(units, day)
    said = ", ".join(in_sentence(names.get(unit, "")) for unit in units)
    may = can_hand_over(actor, campaign, set(units))
    return Waiting(
        _("Nơi điều hành phong trào đã sắp xếp lại; nơi kế thừa: %(heirs)s.")
        % {"heirs": said},
        reverse("campaigns:hand-over", args=[campaign.pk]) if may else "",
    )
