"""What is counted: indicators, forms, and who reports to whom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from thidua.config.demonstration.parts import asked_of
from thidua.config.demonstration.stage import Stage
from thidua.indicators.actions import (
    Line,
    Meaning,
    define_indicator,
    draft_form,
    open_form,
    set_lines,
    take_up_breakdown,
)
from thidua.indicators.models import Breakdown, Form, IndicatorVersion
from thidua.organisations.actor import Actor
from thidua.organisations.models import Tree, Unit

MADE_UP = "Chỉ tiêu và số liệu đặt ra để minh họa"


@dataclass
class Counting:
    """The versions and forms of the demonstration, by their codes and keys."""

    versions: dict[str, IndicatorVersion] = field(default_factory=dict)
    breakdowns: dict[str, Breakdown] = field(default_factory=dict)
    forms: dict[str, Form] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FormPlan:
    """A form to be made: whose, along which tree, how often, by whom."""

    key: str
    owner: str
    tree: str
    period_kind: str
    starts_on: date
    ends_on: date
    level: str = ""
    due_after: int = 5


PLANS = (
    FormPlan(
        "communes", "ban-thi-dua", Tree.STATE, "month",
        date(2021, 1, 1), date(2025, 12, 31), "commune",
    ),
    FormPlan(
        "districts", "ban-thi-dua", Tree.STATE, "quarter",
        date(2021, 1, 1), date(2025, 12, 31), "district",
    ),
    FormPlan(
        "towns", "ban-thi-dua", Tree.STATE, "half",
        date(2021, 1, 1), date(2025, 12, 31), "district",
    ),
    FormPlan(
        "departments", "ban-thi-dua", Tree.STATE, "quarter",
        date(2021, 1, 1), date(2025, 12, 31),
    ),
    FormPlan(
        "agencies", "standing", Tree.PARTY, "quarter",
        date(2021, 1, 1), date(2025, 12, 31), "agency",
    ),
    FormPlan(
        "hamlets", "ban-thi-dua", Tree.STATE, "month",
        date(2025, 1, 1), date(2025, 12, 31), "hamlet",
    ),
    FormPlan(
        "ranks", "ban-thi-dua", Tree.STATE, "year",
        date(2021, 1, 1), date(2025, 12, 31), due_after=90,
    ),
)  # fmt: skip
TWO_TIERS = FormPlan(
    "two-tiers", "vl-office", Tree.STATE, "month",
    date(2026, 1, 1), date(2026, 12, 31), "commune",
)  # fmt: skip


def lay_out(
    counting: Counting,
    plan: FormPlan,
    content: Mapping[str, Any],
    stage: Stage,
    *,
    actor: Actor,
    at: datetime,
) -> Form:
    """Define what the form asks for that is not defined yet, write it and open it."""
    owner = stage.unit(plan.owner)
    for line in content["lines"]:
        if line["code"] not in counting.versions:
            _define(counting, line, owner, plan.starts_on, actor=actor, at=at)
    form = draft_form(
        owner,
        name=content["name"],
        tree=Tree.objects.get(key=plan.tree),
        period_kind=plan.period_kind,
        starts_on=plan.starts_on,
        ends_on=plan.ends_on,
        due_after=plan.due_after,
        actor=actor,
        at=at,
    )
    lines = [_line(line, plan, counting, stage) for line in content["lines"]]
    set_lines(form, lines, actor=actor, at=at)
    open_form(form, actor=actor, at=at)
    form.refresh_from_db()
    counting.forms[plan.key] = form
    return form


def _define(
    counting: Counting,
    line: Mapping[str, Any],
    owner: Unit,
    since: date,
    *,
    actor: Actor,
    at: datetime,
) -> None:
    """A line's indicator, and the parts it is counted in."""
    version = define_indicator(
        owner, line["code"], _meaning(line), since=since, actor=actor, at=at
    )
    counting.versions[line["code"]] = version
    for key in line.get("parts", {}):
        parts = take_up_breakdown(
            version.indicator,
            counting.breakdowns[key],
            since=since,
            actor=actor,
            at=at,
        )
        for kin in parts:
            counting.versions[kin.part.code] = kin.part.versions.get()


def _meaning(line: Mapping[str, Any]) -> Meaning:
    is_percent = line["nature"] == "ratio"
    return Meaning(
        name=line["name"],
        measure=line["measure"],
        nature=line["nature"],
        definition=line["definition"],
        over_time=line.get("over_time", ""),
        better=line.get("better", "higher"),
        decimals=line.get("decimals", 0),
        most=Decimal(100) if is_percent else None,
        numerator_name=line.get("numerator_name", ""),
        denominator_name=line.get("denominator_name", ""),
        source=line.get("stated", MADE_UP),
    )


def _line(
    line: Mapping[str, Any], plan: FormPlan, counting: Counting, stage: Stage
) -> Line:
    owner = line.get("owner")
    return Line(
        version_id=counting.versions[line["code"]].pk,
        level="" if owner else plan.level,
        owner_id=stage.ids[owner] if owner else None,
        group=line["group"],
        scale=Decimal(line.get("scale", 1)),
        breakdowns=tuple(asked_of(line, counting.breakdowns)),
    )
