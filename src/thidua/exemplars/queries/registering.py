"""What somebody who registers may choose of, and who may be meant already."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from thidua.campaigns.models import Campaign
from thidua.exemplars.drafts import SubjectDraft
from thidua.exemplars.measures import measure_of
from thidua.exemplars.models import Exemplar
from thidua.exemplars.queries.words import called, state_tone
from thidua.exemplars.shown import shown_of
from thidua.imports.registers.alike import turns
from thidua.kernel.text import sort_key
from thidua.kernel.ui.parts import Link
from thidua.organisations.actor import Actor
from thidua.organisations.models import Lineage, Unit
from thidua.organisations.namesakes import listed_names
from thidua.pacts.measures import Offered, offered
from thidua.pledges.where import choices_of, unit_for, within_commune
from thidua.prospects.models import Prospect
from thidua.prospects.queries.choosing import people_of

Options = list[tuple[str, str]]
MOST_UNITS = 300


@dataclass(frozen=True, slots=True)
class Offers:
    """What may be chosen of when somebody registers in a campaign at a unit."""

    items: Options
    offered: Sequence[Offered]
    units: Options
    people: Options


@dataclass(frozen=True, slots=True)
class Double:
    """A registration that may be of the same."""

    href: str
    title: str
    about: str
    state: str
    tone: str


@dataclass(frozen=True, slots=True)
class RegisterFormPage:
    """Everything `registering.html` shows beside the form."""

    title: str
    sub: str
    crumbs: Sequence[Link]
    verb: str
    back: str
    is_oneself: bool
    other_way: Link | None
    doubles: Sequence[Double] = ()


def offers_at(
    campaign: Campaign, home_id: int, day: date, *, is_oneself: bool
) -> Offers:
    """Items of the content and indicators; for an officer also units and people."""
    taking = unit_for(campaign, home_id, day)
    items = choices_of(campaign, taking, day) if taking is not None else []
    return Offers(
        items=[(str(one.key), one.name) for one in items],
        offered=[] if is_oneself else offered(campaign),
        units=[] if is_oneself else units_below(home_id, day),
        people=[] if is_oneself else people_of(home_id, day)[1:],
    )


def own_figures(exemplar: Exemplar) -> list[Offered]:
    """The indicators that it was registered with, whatever became of the forms."""
    figures = exemplar.figures.select_related("version")
    return [Offered(one.version, measure_of(one)) for one in figures if one.version]


def units_below(home_id: int, day: date) -> Options:
    """The unit itself, then those directly below it, by name."""
    lines = Lineage.objects.filter(ancestor=home_id, depth=1, during__contains=day)
    below = set(lines.values_list("unit_id", flat=True)[:MOST_UNITS]) - {home_id}
    units = Unit.objects.filter(pk__in={home_id, *below})
    names = listed_names([one.pk for one in units], day)
    order = sorted(names, key=lambda pk: (pk != home_id, sort_key(names[pk])))
    return [(str(pk), names[pk]) for pk in order]


def doubles_of(
    campaign: Campaign,
    subject: SubjectDraft,
    actor: Actor,
    day: date,
) -> list[Double]:
    """Registrations of the campaign near by that tell of the same name, marks and order
    of the words apart; of these, those that the reader sees whole."""
    near = within_commune(subject.home_id, day) or [subject.home_id]
    found = (
        Exemplar.objects.inside(actor, day)
        .standing()
        .filter(campaign=campaign, home__in=[*near, subject.home_id])
        .filter(folded__in=list(turns(subject.name)))
    )
    some = list(found[:5])
    homes = called({one.home_id for one in some}, day)
    shown = shown_of(some, inside={one.pk for one in some}, day=day)
    return [
        Double(
            href=reverse("exemplars:building", args=[one.pk]),
            title=shown[one.pk].title,
            about=", ".join(
                part for part in (str(one.name), one.place, homes[one.home_id]) if part
            ),
            state=str(one.get_state_display()),
            tone=state_tone(one),
        )
        for one in some
    ]


def first_of(prospect: Prospect, *, is_oneself: bool) -> dict[str, Any]:
    """What is known of a prospect, as the officer would type it.

    Whoever registers themselves says in their own words what they will do.
    """
    return {
        "kind": prospect.kind,
        "name": prospect.name,
        "unit": prospect.unit_id or "",
        "person": prospect.person_id or "",
        "birth_year": prospect.birth_year,
        "place": prospect.place,
        "field": prospect.field,
        "trade": prospect.trade,
        "item": str(prospect.node_key or ""),
        "promise": "" if is_oneself else prospect.what,
    }
