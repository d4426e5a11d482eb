"""Commitments that fall due, and who still owes them: for who reminds of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator
from datetime import date

from django.db.models import F
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from thidua.campaigns import promised
from thidua.campaigns.pace import Standing
from thidua.campaigns.states import State as CampaignState
from thidua.pacts.carrying import carriers_on
from thidua.pacts.figures import standings
from thidua.pacts.models import Commitment, CommitmentMark
from thidua.pacts.states import State


def _falling(first: date, last: date) -> Iterator[promised.Falling]:
    """Of pacts in force, in the edition that holds, of parties that have not left."""
    found = Commitment.objects.filter(
        due_on__range=(first, last),
        edition__pact__state=State.IN_FORCE,
        edition__number=F("edition__pact__edition"),
        edition__pact__campaign__state=CampaignState.LAUNCHED,
        party__left_at__isnull=True,
        outcome__isnull=True,
    )
    rows = found.order_by("pk").values_list("pk", "edition__pact__campaign", "due_on")
    return (promised.Falling(*row) for row in rows)


def _owed(pks: Collection[int], day: date) -> Iterator[promised.Owed]:
    """What is not done: words that nobody said are, figures that are not reached; by
    who speaks for the party that day."""
    found = list(
        Commitment.objects.filter(pk__in=pks)
        .select_related("edition__pact__campaign", "party", "version")
        .order_by("pk")
    )
    kept = _kept(found, day)
    carried = carriers_on({one.party.unit_id for one in found}, day)
    for one in found:
        unit, _decision = carried[one.party.unit_id]
        if one.pk in kept or unit is None:
            continue
        pact = one.edition.pact
        yield promised.Owed(
            pk=one.pk,
            unit_id=unit,
            due_on=one.due_on,
            what=_commitment(one),
            movement=pact.campaign.name,
            path=reverse("pacts:pact", args=[pact.pk]),
        )


def _kept(found: list[Commitment], day: date) -> set[int]:
    """The numbers of those that are done, or reached."""
    marks = CommitmentMark.objects.filter(key__in={one.key for one in found})
    last = {(one.pact_id, one.key): one.is_done for one in marks.order_by("pk")}
    done = {one.pk for one in found if last.get((one.edition.pact_id, one.key))}
    by_campaign: dict[int, list[Commitment]] = defaultdict(list)
    for one in found:
        by_campaign[one.edition.pact.campaign_id].append(one)
    for some in by_campaign.values():
        stands = standings(some[0].edition.pact.campaign, some, day)
        done |= {
            pk for pk, one in stands.items() if one.pace.standing == Standing.REACHED
        }
    return done


def _commitment(one: Commitment) -> Callable[[], str]:
    def said() -> str:
        return _("cam kết “%(name)s”, giao ước “%(title)s”") % {
            "name": Truncator(one.name).chars(120),
            "title": one.edition.title,
        }

    return said


promised.offer(promised.Promises("commitment", _falling, _owed))
