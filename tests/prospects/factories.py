"""Tips and prospects of the tests, on the small province."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction

from tests.campaigns.factories import MAY
from tests.organisations.factories import SINCE_2015, Province, rebuild_lineage, tree
from thidua.campaigns.models import Campaign
from thidua.indicators.acting import acting
from thidua.indicators.models import (
    Form,
    FormLine,
    IndicatorVersion,
    Observation,
    Report,
)
from thidua.indicators.periods import PeriodKind, containing
from thidua.organisations.actor import Actor, the_system
from thidua.organisations.models import Placement, Unit, UnitName
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


def counted(
    campaign: Campaign,
    version: IndicatorVersion,
    months: Mapping[int, Sequence[float | tuple[float, float] | None]],
    *,
    since: date = date(2023, 1, 1),
    every: PeriodKind = PeriodKind.MONTH,
) -> None:
    """Accepted figures by unit, month by month (or by another period); a pair is a
    ratio's two parts."""
    form = _form(campaign, version, since, every)
    first = containing(since, every).id
    with transaction.atomic(), acting(LOADER, at=MAY):
        reports = Report.objects.bulk_create(
            Report(
                form=form,
                unit_id=unit,
                period_id=first + place,
                receiver=campaign.office,
                state="accepted",
                first_submitted_at=MAY,
                submitted_at=MAY,
                accepted_at=MAY,
            )
            for unit, row in months.items()
            for place, value in enumerate(row)
            if value is not None
        )
        Observation.objects.bulk_create(
            _figure(report, version, months[report.unit_id][report.period_id - first])
            for report in reports
        )


def _form(
    campaign: Campaign, version: IndicatorVersion, since: date, every: PeriodKind
) -> Form:
    """A form that asks the communes for it."""
    form = Form.objects.create(
        name=f"Biểu {version.name}",
        owner=campaign.office,
        tree=campaign.tree,
        period_kind=every,
        starts_on=since,
        ends_on=campaign.ends_on,
        opened_at=MAY,
    )
    FormLine.objects.create(form=form, version=version, level="commune")
    return form


def _figure(report: Report, version: IndicatorVersion, value: Any) -> Observation:
    figure = Observation(
        unit_id=report.unit_id,
        indicator_id=version.indicator_id,
        period_id=report.period_id,
        report=report,
        state="accepted",
    )
    if isinstance(value, tuple):
        figure.numerator, figure.denominator = (Decimal(str(one)) for one in value)
    else:
        figure.value = Decimal(str(value))
    return figure


def many_communes(place: Province, count: int) -> list[Unit]:
    """So many communes beside those of the small province, in its first district."""
    units = Unit.objects.bulk_create(
        Unit(kind=Unit.Kind.COMMUNE, is_made_up=True) for _nth in range(count)
    )
    UnitName.objects.bulk_create(
        UnitName.written(unit, f"Xã Bạn {nth}", SINCE_2015)
        for nth, unit in enumerate(units)
    )
    Placement.objects.bulk_create(
        Placement(tree=tree(), unit=unit, parent=place.districts[0], during=SINCE_2015)
        for unit in units
    )
    if units:
        rebuild_lineage(tree(), units)
    return units
