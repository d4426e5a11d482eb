"""Tips and prospects of the tests, on the small province."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from tests.campaigns.factories import MAY
from thidua.organisations.actor import Actor, the_system
from thidua.organisations.models import Unit
from thidua.prospects import actions
from thidua.prospects.drafts import (
    MeasureDraft,
    ProspectDraft,
    SubjectDraft,
    TipDraft,
)
from thidua.prospects.models import Prospect, Subject, SupportMeasure, Tip

LOADER = the_system("thử")
WHAT = "Vườn dừa hữu cơ ba năm liền được mùa, dạy lại cho mười hộ trong ấp."


def a_tip(
    where: Unit,
    name: str = "Nguyễn Văn An",
    *,
    by: Actor = LOADER,
    at: Any = MAY,
    kind: str = Subject.Kind.PERSON,
    **given: Any,
) -> Tip:
    """Somebody told of a farmer."""
    place = given.pop("place", "Ấp 3")
    values: dict[str, Any] = {"what": WHAT}
    draft = TipDraft(
        subject=SubjectDraft(kind, name, place),
        where_id=where.pk,
        **(values | given),
    )
    return actions.send_tip(draft, actor=by, at=at)


def a_prospect(
    home: Unit, name: str = "Nguyễn Văn An", *, by: Actor = LOADER, **given: Any
) -> Prospect:
    """A farmer whom the unit took up."""
    subject: dict[str, Any] = {"kind": Subject.Kind.PERSON, "name": name}
    for key in ("kind", "person_id", "unit_id", "field", "place"):
        if key in given:
            subject[key] = given.pop(key)
    draft = ProspectDraft(SubjectDraft(**subject), WHAT, **given)
    source = Prospect.Source.OFFICE
    return actions.make_prospect(draft, home.pk, source, actor=by, at=MAY)


def a_measure(
    prospect: Prospect, *, by: Actor = LOADER, **given: Any
) -> SupportMeasure:
    """A visit by an agronomist."""
    values: dict[str, Any] = {
        "kind": SupportMeasure.Kind.TECHNICAL,
        "words": "Mời kỹ sư khuyến nông xem vườn",
        "due_on": date(2025, 6, 15),
        "cost": Decimal(1_500_000),
    }
    draft = MeasureDraft(**(values | given))
    return actions.plan_measure(prospect, draft, actor=by, at=MAY)
