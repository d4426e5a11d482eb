"""How pacts are told: states, parties, moments."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.utils.translation import gettext as _

from thidua.kernel.clock import ZONE, day_of
from thidua.kernel.dates import show, show_moment
from thidua.organisations.naming import in_sentence
from thidua.pacts.carrying import Carried
from thidua.pacts.models import Pact, PactEdition
from thidua.pacts.states import TONES, State
from thidua.pacts.wording import named


def called(unit_ids: Iterable[int], day: date) -> dict[int, str]:
    """`Xã Châu Bình`, `Ấp 4, xã Châu Bình`: what pages call the parties."""
    return {pk: one.full for pk, one in named(unit_ids, day).items()}


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
    return show(day_of(at))


def ceremony_words(edition: PactEdition) -> str:
    """`14/02/2025, Hội trường xã`: day and place of the ceremony, as far as written."""
    day = show(edition.ceremony_on)
    return ", ".join(filter(None, [day, edition.ceremony_place]))


def paragraphs(text: str) -> list[str]:
    """The lines of a text that say something."""
    return [line for line in text.splitlines() if line.strip()]


def listed(carried: Iterable[Carried], names: Mapping[int, str]) -> str:
    """`xã A; ấp 4, xã B`: parties within a sentence."""
    return "; ".join(in_sentence(names.get(one.party.unit_id, "")) for one in carried)
