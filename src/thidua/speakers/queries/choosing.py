"""What the forms of the room offer: whose experience is told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from thidua.exemplars.models import Exemplar, at_or_below
from thidua.exemplars.states import HONOURED
from thidua.organisations.actor import Actor
from thidua.organisations.models import Person
from thidua.prospects.queries.choosing import people_of

EXEMPLAR, PERSON = "e", "p"


def whom(actor: Actor, day: date) -> list[tuple[str, str]]:
    """Exemplars that one's unit is in charge of; those who serve there."""
    exemplars = Exemplar.objects.filter(
        home__in=at_or_below(actor.unit_id, day), state__in=HONOURED
    ).order_by("title", "pk")
    told = [
        (f"{EXEMPLAR}{one.pk}", _("Điển hình “%(title)s”") % {"title": one.title})
        for one in exemplars
    ]
    people = [
        (f"{PERSON}{pk}", _("%(name)s, người của đơn vị") % {"name": name})
        for pk, name in people_of(actor.unit_id or 0, day)
        if pk
    ]
    return [*told, *people]


def chosen(text: str, options: Sequence[tuple[str, str]]) -> dict[str, int]:
    """What was chosen of them, as a draft wants it."""
    if text not in dict(options):
        return {}
    number = int(text[1:])
    return {"exemplar_id" if text[0] == EXEMPLAR else "person_id": number}


def first_said(text: str) -> dict[str, object]:
    """What the form begins with when one comes from the page of an exemplar, or of a
    person of the register."""
    if text[:1] == EXEMPLAR and text[1:].isdecimal():
        found = Exemplar.objects.filter(pk=int(text[1:])).first()
        if found is not None:
            return {
                "title": found.title,
                "field": found.field,
                "trade": found.trade,
                "outline": found.summary,
            }
    if text[:1] == PERSON and text[1:].isdecimal():
        person = Person.objects.filter(pk=int(text[1:])).first()
        return {"name": person.full_name} if person else {}
    return {}
