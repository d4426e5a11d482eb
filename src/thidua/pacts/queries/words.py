"""How pacts are told: states, parties, moments."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.utils.translation import gettext as _

from thidua.kernel.clock import ZONE
from thidua.kernel.dates import show, show_moment
from thidua.organisations.models import Unit
from thidua.organisations.naming import in_sentence, names_on
from thidua.pacts.models import Pact, PactEdition
from thidua.pacts.states import TONES, State
from thidua.pacts.wording import places_above


def called(unit_ids: Iterable[int], day: date) -> dict[int, str]:
    """`Xã Châu Bình`, `Ấp 4, xã Châu Bình`: what pages call the parties."""
    ids = set(unit_ids)
    if not ids:
        return {}
    hamlets = Unit.objects.filter(pk__in=ids, kind=Unit.Kind.HAMLET)
    above = places_above(list(hamlets.values_list("pk", flat=True)), day)
    names = names_on([*ids, *above.values()], day)
    return {
        pk: f"{names.get(pk, '')}, {in_sentence(names.get(above[pk], ''))}"
        if pk in above
        else names.get(pk, "")
        for pk in ids
    }


def state_words(pact: Pact, edition: PactEdition, day: date) -> str:
    """Where a pact stands; past its last day it waits to be judged."""
    if pact.state == State.IN_FORCE and edition.ends_on < day:
        return _("hết thời hạn, chờ đánh giá")
    return str(pact.get_state_display())


def state_tone(pact: Pact, edition: PactEdition, day: date) -> str:
    """The tone of `state_words`."""
    if pact.state == State.IN_FORCE and edition.ends_on < day:
        return "slow"
    return TONES[State(pact.state)]


def during(edition: PactEdition) -> str:
    """`01/03/2025 – 31/12/2025`."""
    return _("từ %(first)s đến %(last)s") % {
        "first": show(edition.starts_on),
        "last": show(edition.ends_on),
    }


def moment(at: datetime) -> str:
    """A moment as the office reads it."""
    return show_moment(at.astimezone(ZONE))


def day_words(at: datetime) -> str:
    """The day of a moment."""
    return show(at.astimezone(ZONE).date())


def listed(names: Iterable[str]) -> str:
    """`Xã A; Ấp 4, xã B`."""
    return "; ".join(names)
