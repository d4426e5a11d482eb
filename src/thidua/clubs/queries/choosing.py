"""Of whom somebody may choose when they join, invite, enrol or found."""

from __future__ import annotations

from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from thidua.campaigns.models import Campaign
from thidua.campaigns.states import State as CampaignState
from thidua.clubs.models import Club, ClubMember
from thidua.clubs.states import OPEN
from thidua.exemplars.models import Exemplar, ExemplarQuerySet, Learning
from thidua.exemplars.queries.registering import units_below
from thidua.exemplars.queries.words import called
from thidua.exemplars.shown import shown_of
from thidua.kernel.text import sort_key
from thidua.organisations.actor import Actor
from thidua.organisations.models import Power

Options = list[tuple[str, str]]
MOST = 300
SELF, UNIT = "self", "unit"


def own_exemplars(club: Club, actor: Actor, day: date) -> Options:
    """Exemplars for which this person may ask: of the unit, or oneself."""
    mine = Q(pk__in=[])
    if actor.person_id is not None:
        mine = Q(person=actor.person_id)
    if actor.unit_id is not None and actor.holds(Power.RUN):
        mine |= Q(home=actor.unit_id)
    seen = Exemplar.objects.visible_to(actor, day).standing().filter(mine)
    return _listed(seen.exclude(pk__in=_known(club)), actor, day)


def exemplars_to_invite(club: Club, actor: Actor, day: date) -> Options:
    """Honoured exemplars that one may know of and that are not in yet, those of the
    club's field first."""
    seen = Exemplar.objects.visible_to(actor, day).honoured()
    found = seen.exclude(pk__in=_known(club))
    same = _listed(found.filter(field=club.field), actor, day)
    return [*same, *_listed(found.exclude(field=club.field), actor, day)][:MOST]


def learners_to_invite(club: Club, actor: Actor, day: date) -> Options:
    """Who learns from an exemplar of the club, as far as one may know of them."""
    belong = ClubMember.objects.filter(club=club, exemplar__isnull=False).today()
    seen = Learning.objects.visible_to(actor, day).alive()
    known = ClubMember.objects.filter(club=club, state__in=OPEN)
    found = seen.filter(exemplar__in=belong.values("exemplar")).exclude(
        unit__in=known.filter(unit__isnull=False).values("unit")
    )
    some = list(found.select_related("exemplar").order_by("sort_key")[:MOST])
    homes = called({one.unit_id or one.home_id for one in some}, day)
    return [
        (
            str(one.pk),
            f"{homes[one.unit_id] if one.unit_id else one.name}: {one.exemplar.title}",
        )
        for one in some
    ]


def _known(club: Club) -> list[int]:
    found = ClubMember.objects.filter(club=club, state__in=OPEN)
    return list(
        found.filter(exemplar__isnull=False).values_list("exemplar_id", flat=True)
    )


def _listed(found: ExemplarQuerySet, actor: Actor, day: date) -> Options:
    some = list(found.order_by("folded_title")[:MOST])
    numbers = [one.pk for one in some]
    inside = set(
        Exemplar.objects.inside(actor, day)
        .filter(pk__in=numbers)
        .values_list("pk", flat=True)
    )
    shown = shown_of(some, inside=inside, day=day)
    homes = called({one.home_id for one in some}, day)
    return [
        (
            str(one.pk),
            f"{shown[one.pk].title} ({homes[one.home_id]})"
            if one.unit_id == one.home_id
            else f"{shown[one.pk].title} ({shown[one.pk].name}, {homes[one.home_id]})",
        )
        for one in some
    ]


def whose(actor: Actor, day: date, *, is_board: bool) -> Options:
    """Who else: oneself, one's unit, somebody of it; for the board somebody of the
    unit in charge."""
    kinds = [
        ("household", _("Một hộ gia đình")),
        ("group", _("Một tổ, nhóm")),
        ("person", _("Một cá nhân")),
        ("practice", _("Một mô hình, cách làm")),
    ]
    if is_board:
        return kinds
    found: Options = []
    if actor.person_id is not None:
        found.append((SELF, _("Tôi: %(name)s") % {"name": actor.name}))
    if actor.unit_id is not None and actor.holds(Power.RUN):
        unit = called([actor.unit_id], day)[actor.unit_id]
        found.append((UNIT, _("%(unit)s (đơn vị tôi)") % {"unit": unit}))
        found += [
            (kind, _("%(what)s của đơn vị") % {"what": words}) for kind, words in kinds
        ]
    return found


def units_with(home_id: int, day: date) -> Options:
    """Units with which one may found a club: those directly below."""
    return [one for one in units_below(home_id, day) if one[0] != str(home_id)]


def campaigns_of(actor: Actor, kept: int | None = None) -> Options:
    """Campaigns that are running and that one may know of; and the one kept already."""
    seen = Campaign.objects.visible_to(actor)
    wanted = Q(state=CampaignState.LAUNCHED) | Q(pk=kept or 0)
    found = sorted(seen.filter(wanted), key=lambda one: sort_key(one.name))
    return [(str(one.pk), one.name) for one in found]
