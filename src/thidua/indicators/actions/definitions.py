"""Say what is counted; say it anew; weigh; close a period."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.translation import gettext as _

from thidua.audit.trail import record
from thidua.indicators.formula.keeping import (
    checked_or_refused,
    hold_formulas,
    keep_parts,
    refuse_breaking_others,
)
from thidua.indicators.models import (
    Indicator,
    IndicatorPart,
    IndicatorVersion,
    Period,
    UnitWeight,
)
from thidua.indicators.parting import (
    ADDED_UP,
    LONGEST_CODE,
    code_from,
    follow,
    refuse_if_part,
)
from thidua.indicators.policies import can_close, can_define
from thidua.kernel.errors import RuleBroken, WrongMoment
from thidua.organisations.actor import Actor
from thidua.organisations.models import Unit

_DEFAULTS = {
    "flow": ("sum", "sum"),
    "stock": ("sum", "last"),
    "ratio": ("ratio", "last"),
    "percent": ("none", "last"),
    "rank": ("none", "last"),
    "formula": ("formula", "last"),
    "checked": ("checked", "last"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """What an indicator means: the words and rules of one version.

    `across` and `over_time` may be left empty: each nature has its usual way.
    With the nature `formula` the text of one; its months add up as its parts do.
    `least` 0 refuses negative figures; `most` only asks for a note.
    """

    name: str
    measure: str
    nature: str = IndicatorVersion.Nature.FLOW
    definition: str = ""
    across: str = ""
    over_time: str = ""
    better: str = IndicatorVersion.Better.HIGHER
    decimals: int = 0
    least: Decimal | None = Decimal(0)
    most: Decimal | None = None
    numerator_name: str = ""
    denominator_name: str = ""
    source: str = ""
    formula: str = ""

    def fields(self) -> dict[str, object]:
        """The columns of a version, the empty rules filled in."""
        across, over_time = _DEFAULTS[self.nature]
        better = "lower" if self.nature == "rank" else self.better
        return asdict(self) | {
            "across": self.across or across,
            "over_time": self.over_time or over_time,
            "better": better,
        }


@transaction.atomic
def define_indicator(
    owner: Unit, code: str, meaning: Meaning, *, since: date, actor: Actor, at: datetime
) -> IndicatorVersion:
    """A unit begins to count something, under a code of its own.

    Without a `code` it is made out of the name, `duong-be-tong`.
    """
    can_define(actor, owner).enforce()

    code = code or _code_of(meaning.name)
    if Indicator.objects.filter(code=code).exists():
        raise RuleBroken(
            _("Mã “%(code)s” đã dùng cho một chỉ số khác.") % {"code": code},
            _("Chọn mã khác, hoặc sửa định nghĩa của chỉ số đang có."),
        )
    indicator = Indicator.objects.create(code=code, owner=owner)
    version = _mean(indicator, 1, meaning, since)

    record("indicators.indicator.defined", indicator, actor=actor, at=at)
    return version


def _code_of(name: str) -> str:
    stem = code_from(name, (), longest=LONGEST_CODE)
    alike = Indicator.objects.filter(code__startswith=stem[: LONGEST_CODE - 3])
    return code_from(name, alike.values_list("code", flat=True), longest=LONGEST_CODE)


@transaction.atomic
def revise_indicator(
    indicator: Indicator, meaning: Meaning, *, since: date, actor: Actor, at: datetime
) -> IndicatorVersion:
    """From a day on an indicator means something else; what was counted stays.

    Its parts follow in the same act.
    """
    indicator = Indicator.objects.select_for_update().get(pk=indicator.pk)
    can_define(actor, indicator.owner_id).enforce()

    refuse_if_part(indicator)
    last = indicator.versions.order_by("-number").first()
    if last is None or since <= last.during.lower:
        raise RuleBroken(
            _("Định nghĩa mới phải áp dụng sau định nghĩa đang dùng."),
            _("Chọn ngày áp dụng muộn hơn."),
        )
    _refuse_to_type_what_is_computed(indicator, meaning)
    _refuse_breaking(indicator, meaning, since)
    last.during = DateRange(last.during.lower, since)
    last.save(update_fields=["during"])
    version = _mean(indicator, last.number + 1, meaning, since)
    follow(indicator, version, since)

    record(
        "indicators.indicator.revised",
        indicator,
        actor=actor,
        at=at,
        since=since,
        number=version.number,
    )
    return version


def _mean(
    indicator: Indicator, number: int, meaning: Meaning, since: date
) -> IndicatorVersion:
    """Write one version; a formula is checked first, and its parts are kept."""
    fields = meaning.fields()
    if meaning.nature == IndicatorVersion.Nature.FORMULA:
        hold_formulas()
        checked = checked_or_refused(
            meaning.formula, code=indicator.code, measure=meaning.measure, since=since
        )
        fields |= {"formula": checked.text, "over_time": checked.over_time}
    else:
        fields["formula"] = ""
    version = IndicatorVersion.objects.create(
        indicator=indicator, number=number, during=DateRange(since, None), **fields
    )
    if meaning.nature == IndicatorVersion.Nature.FORMULA:
        keep_parts(version, checked)
    return version


def _refuse_breaking(indicator: Indicator, meaning: Meaning, since: date) -> None:
    """Formulas go on over the indicator and over its parts; parts go on adding up."""
    parts = Indicator.objects.filter(
        part_of__in=IndicatorPart.objects.standing_on(since).filter(whole=indicator)
    )
    for one in (indicator, *parts):
        refuse_breaking_others(
            one, measure=meaning.measure, nature=meaning.nature, since=since
        )
    fields = meaning.fields()
    if parts and (fields["nature"] not in ADDED_UP or fields["across"] != "sum"):
        raise RuleBroken(
            _("Chỉ số có phân tổ thì phải còn cộng được."),
            _("Thôi phân tổ trước, hoặc lập một chỉ số mới."),
        )


def _refuse_to_type_what_is_computed(indicator: Indicator, meaning: Meaning) -> None:
    """A figure is typed or computed for good; both under one name would mislead."""
    computed = (IndicatorVersion.Nature.FORMULA, IndicatorVersion.Nature.CHECKED)
    was = set(indicator.versions.values_list("nature", flat=True))
    if was & set(computed) != {meaning.nature} & set(computed):
        raise RuleBroken(
            _("Chỉ số đã báo cáo thì không đổi sang do phần mềm tính và ngược lại."),
            _("Lập một chỉ số mới cho cách tính kia."),
        )


@transaction.atomic
def weigh_units(
    indicator: Indicator,
    weights: Mapping[int, Decimal],
    *,
    since: date,
    actor: Actor,
    at: datetime,
) -> None:
    """From a day on units weigh this much in the indicator's weighted mean."""
    can_define(actor, indicator.owner_id).enforce()

    standing = UnitWeight.objects.filter(indicator=indicator, unit__in=weights)
    standing.filter(during__startswith__gte=since).delete()
    for weight in standing.filter(during__contains=since):
        weight.during = DateRange(weight.during.lower, since)
        weight.save(update_fields=["during"])
    UnitWeight.objects.bulk_create(
        UnitWeight(
            indicator=indicator,
            unit_id=unit,
            weight=weight,
            during=DateRange(since, None),
        )
        for unit, weight in weights.items()
    )

    record(
        "indicators.indicator.weighed",
        indicator,
        actor=actor,
        at=at,
        since=since,
        units=len(weights),
    )


@transaction.atomic
def close_period(period: Period, *, actor: Actor, at: datetime) -> Period:
    """The books of a period are closed: its figures and its tree stay as they are."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(7003, %s)", [period.pk])
    period = Period.objects.select_for_update().get(pk=period.pk)
    can_close(actor, period).enforce()

    if period.closed_at is not None:
        raise WrongMoment(_("Kỳ này đã khóa sổ."))
    with connection.cursor() as cursor:
        cursor.execute("select indicators_fold()")
    period.closed_at = at
    period.save(update_fields=["closed_at"])

    record("indicators.period.closed", period, actor=actor, at=at)
    return period
