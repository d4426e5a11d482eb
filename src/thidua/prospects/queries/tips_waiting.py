"""Which tips a list is asked for, and whose answer they wait for."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy, ngettext

from thidua.kernel.numbers import show_number
from thidua.kernel.ui import filters, parts
from thidua.organisations.actor import Actor
from thidua.prospects.models.subject import at_or_below
from thidua.prospects.models.tip import TipQuerySet
from thidua.prospects.states import TipState

WAITING, BELOW, ELSEWHERE = "cho", "cho-cap-duoi", "cho-noi-khac"
FIELDS: tuple[filters.Field, ...] = (
    filters.Field(
        "trang-thai",
        gettext_lazy("Trạng thái"),
        [
            (WAITING, gettext_lazy("chờ đơn vị tôi trả lời")),
            (BELOW, gettext_lazy("chờ cấp dưới trả lời")),
            (ELSEWHERE, gettext_lazy("chờ cấp trên, nơi khác trả lời")),
            *TipState.choices,
        ],
    ),
)


def filtered(
    seen: TipQuerySet, actor: Actor, params: Mapping[str, str], day: date
) -> TipQuerySet:
    """The tips that an address asks for."""
    state = filters.chosen(FIELDS, params)["trang-thai"]
    if state == WAITING:
        return seen.awaiting(actor)
    if state == BELOW:
        return seen.to_answer().filter(_is_below(actor, day))
    if state == ELSEWHERE:
        return seen.to_answer().filter(_is_elsewhere(actor, day))
    return seen.filter(state=state) if state else seen


def _is_below(actor: Actor, day: date) -> Q:
    """Does a unit below one's own answer it?"""
    return Q(home__in=at_or_below(actor.unit_id, day)) & ~Q(home=actor.unit_id or 0)


def _is_elsewhere(actor: Actor, day: date) -> Q:
    """Does a unit above, or of another place, answer what one told oneself?"""
    return ~Q(home__in=at_or_below(actor.unit_id, day)) & ~Q(home=actor.unit_id or 0)


def counts(seen: TipQuerySet, actor: Actor, day: date) -> tuple[int, int, int]:
    """How many wait for one's own unit, for those below, for others: asked once."""
    here = Q(home=actor.unit_id or 0)
    own = here & ~Q(teller=actor.person_id) if actor.person_id else here
    counted = seen.to_answer().aggregate(
        own=Count("pk", filter=own),
        below=Count("pk", filter=_is_below(actor, day)),
        elsewhere=Count("pk", filter=_is_elsewhere(actor, day)),
    )
    return counted["own"], counted["below"], counted["elsewhere"]


def left_below(count: int) -> parts.Link | None:
    """Where those lie that the units below answer."""
    words = ngettext(
        "%(n)s tin chờ cấp dưới trả lời", "%(n)s tin chờ cấp dưới trả lời", count
    )
    return _left(count, words, BELOW)


def left_elsewhere(count: int) -> parts.Link | None:
    """Where those lie that one told and another place answers."""
    words = ngettext(
        "%(n)s tin mình báo chờ cấp trên, nơi khác trả lời",
        "%(n)s tin mình báo chờ cấp trên, nơi khác trả lời",
        count,
    )
    return _left(count, words, ELSEWHERE)


def _left(count: int, words: str, state: str) -> parts.Link | None:
    if not count:
        return None
    there = f"{reverse('prospects:tips')}?trang-thai={state}"
    return parts.Link(words % {"n": show_number(count)}, there)
