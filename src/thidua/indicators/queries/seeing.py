"""Which figures a person may open: their own line, and what is reported to them.

A unit opens its own figures and those of whoever stood below it in any tree. Whoever
issued a form (or succeeded the unit that did, or defined the indicator) also opens what
is made up wholly of reports to it: a reporter's own figures, and a sum above reporters
as long as nobody below reports the indicator to others alone. So an office that issues
a form sees its province, and neither another province nor the nation.
"""

from __future__ import annotations

from django.db.models import Exists, Q

from thidua.indicators.models import Form, ReportDuty
from thidua.organisations.actor import Actor
from thidua.organisations.models import Lineage, Succession


def stands_above(actor: Actor, unit: int) -> Exists:
    """Is it the person's own unit, or did it ever stand below it?"""
    return Exists(Lineage.objects.filter(ancestor=actor.unit_id, unit=unit))


def is_reported_to(actor: Actor, indicator: int, unit: int) -> tuple[Exists, Exists]:
    """Whether somebody at or below a unit reports the indicator to this person's unit,
    and whether somebody there reports it to others alone.
    """
    past = Succession.objects.filter(successor=actor.unit_id).values("predecessor")
    mine = Form.objects.filter(
        Q(owner=actor.unit_id) | Q(owner__in=past),
        lines__version__indicator=indicator,
    ).values("pk")
    there = ReportDuty.objects.filter(
        unit__in=Lineage.objects.filter(ancestor=unit).values("unit"),
        form__lines__version__indicator=indicator,
    )
    to_me = ReportDuty.objects.filter(form__in=mine).values("unit")
    return Exists(there.filter(form__in=mine)), Exists(there.exclude(unit__in=to_me))
