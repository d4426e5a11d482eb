"""A way that the box that finds offers by its names: what it is called, other words for
it, where it leads and whose it is. The ways themselves stand beside this file.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from thidua.follow_up.policies import can_enter_addresses, is_writer
from thidua.indicators.policies import can_define, can_use_files
from thidua.kernel.finding import ACT, PAGE, Hit, Words, fit_of, in_all_languages
from thidua.organisations.actor import Actor
from thidua.organisations.models import Power
from thidua.organisations.policies import can_manage_people

Label = str | Promise


@dataclass(frozen=True, eq=False, slots=True)
class Way:
    """A page or, with `is_deed`, something to begin.

    `also` are other words for it, phrase by phrase with commas. With `sends` it is a
    small form instead of a link. `is_first` ones are offered before anything is typed;
    `after` ends the address.
    """

    label: Label
    name: str
    whose: Callable[[Actor], bool]
    also: Label = ""
    is_deed: bool = False
    is_first: bool = False
    sends: tuple[str, str] | None = None
    after: str = ""

    def hit(self, rank: int = 0) -> Hit:
        """As the box lists it."""
        kind, about = (ACT, _("việc")) if self.is_deed else (PAGE, _("trang"))
        href = reverse(self.name) + self.after
        return Hit(kind, 0, str(self.label), href, about, rank, self.sends)

    def rank(self, words: Words) -> int | None:
        """How well it fits what was typed, in whichever language; None: not at all."""
        return fit_of(words, str(self.label), other_words(self))


@cache
def other_words(way: Way) -> str:
    """Its names in every language, whatever the screen speaks."""
    said = [in_all_languages(one) for one in (way.label, way.also) if one]
    return ", ".join(said)


def everybody(_actor: Actor) -> bool:
    """Whoever is signed in."""
    return True


def who_serves(actor: Actor) -> bool:
    """Whoever holds a mandate for a unit, also somebody of a hamlet."""
    return actor.unit_id is not None


def who_works(actor: Actor) -> bool:
    """Whoever serves an office, also if only to read."""
    return who_serves(actor) and not actor.is_of_the_people


def who_takes_part(actor: Actor) -> bool:
    """Somebody of a hamlet, who writes for no office."""
    return who_serves(actor) and actor.is_of_the_people


def who_stands_above(actor: Actor) -> bool:
    """Whoever works where units stand below."""
    return who_works(actor) and not actor.stands_last


def who_writes(actor: Actor) -> bool:
    """Officers and heads."""
    return who_serves(actor) and bool(is_writer(actor))


def who_urges(actor: Actor) -> bool:
    """Who writes for a unit that has others below it."""
    return who_writes(actor) and not actor.stands_last


def who_runs(actor: Actor) -> bool:
    """Who draws up and runs campaigns."""
    return who_serves(actor) and bool(actor.may(Power.RUN))


def who_accepts(actor: Actor) -> bool:
    """Who accepts the reports of units below."""
    return who_stands_above(actor) and bool(actor.may(Power.ACCEPT))


def who_brings_files(actor: Actor) -> bool:
    """Who may bring figures in from a file."""
    return bool(can_use_files(actor)) and who_serves(actor)


def who_defines(actor: Actor) -> bool:
    """Who says what an indicator means."""
    return bool(can_define(actor, actor.unit_id or 0)) and who_serves(actor)


def who_enters_addresses(actor: Actor) -> bool:
    """Who enters where the mail of a unit goes."""
    return bool(can_enter_addresses(actor, actor.unit_id or 0)) and who_serves(actor)


def who_administers(actor: Actor) -> bool:
    """Who makes sign-ins and gives mandates."""
    return bool(can_manage_people(actor))


def who_has_a_role(actor: Actor) -> bool:
    """Whoever acts under a mandate of their own."""
    return actor.mandate is not None and actor.under is None
