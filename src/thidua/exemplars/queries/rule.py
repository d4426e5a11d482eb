"""The rule of comparison of a campaign: what it means, its editions, what it counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.campaigns.measure import Measure
from thidua.campaigns.models import Campaign
from thidua.campaigns.queries.frame import Frame, frame
from thidua.exemplars.comparing import tolerance_of
from thidua.exemplars.measures import measure_of
from thidua.exemplars.models import ComparisonRule, Exemplar, ExemplarFigure
from thidua.exemplars.policies import can_rule
from thidua.exemplars.queries.tabs import CAMPAIGN
from thidua.exemplars.ruling import rule_of
from thidua.kernel.clock import ZONE
from thidua.kernel.dates import show
from thidua.kernel.numbers import NBSP, show_number
from thidua.organisations.actor import Actor
from thidua.pacts.measures import offered

EXAMPLE = Decimal(86)
"""The frozen value, in percent, by which the rule is explained."""


@dataclass(frozen=True, slots=True)
class Countable:
    """An indicator on which exemplars of a campaign are compared."""

    indicator_id: int
    name: str
    measure: Measure


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition of the rule."""

    number: str
    says: Sequence[str]
    made: str
    praised: str


@dataclass(frozen=True, slots=True)
class RulePage:
    """Everything `rule.html` shows."""

    frame: Frame
    pk: int
    finding: str
    says: Sequence[str]
    earlier: Sequence[Edition]
    made: str
    may_rule: bool
    is_first: bool


def countable(campaign: Campaign) -> list[Countable]:
    """The indicators of the campaign's forms, and those that its exemplars bring."""
    found = {
        one.version.indicator_id: Countable(
            one.version.indicator_id, one.version.name, one.measure
        )
        for one in offered(campaign)
    }
    brought = ExemplarFigure.objects.filter(
        exemplar__campaign=campaign, version__isnull=False
    ).select_related("version")
    for figure in brought:
        assert figure.version is not None  # noqa: S101 - as filtered
        key = figure.version.indicator_id
        found.setdefault(key, Countable(key, figure.version.name, measure_of(figure)))
    return list(found.values())


def rule_page(campaign: Campaign, actor: Actor, day: date) -> RulePage:
    """The rule that holds, in plain words, with those before it."""
    editions = ComparisonRule.objects.filter(campaign=campaign)
    known = list(editions.order_by("-number").prefetch_related("lines"))
    things = countable(campaign)
    counts = dict(
        Exemplar.objects.filter(rule__in=[one.pk for one in known])
        .order_by()
        .values_list("rule")
        .annotate(Count("pk"))
    )
    first = known[0] if known else None
    return RulePage(
        frame=frame(campaign, actor, day, CAMPAIGN),
        pk=campaign.pk,
        finding=_finding(first),
        says=says(first, things) if first else (),
        earlier=[_edition(one, things, counts.get(one.pk, 0)) for one in known[1:]],
        made=_made(first) if first else "",
        may_rule=bool(can_rule(actor, campaign)),
        is_first=first is None,
    )


def _finding(rule: ComparisonRule | None) -> str:
    if rule is None:
        return _("Phong trào chưa có quy tắc so sánh với điển hình")
    return _("Khi nào là bắt kịp, khi nào là vượt qua điển hình")


def says(rule: ComparisonRule, things: Sequence[Countable]) -> list[str]:
    """What an edition means, in plain sentences with an example."""
    names = {one.indicator_id: one for one in things}
    must = [one for one in rule.lines.all() if one.is_obligatory]
    obliged = "; ".join(
        names[one.indicator_id].name for one in must if one.indicator_id in names
    )
    said = [
        _main(rule),
        _example(rule),
        _("Chỉ tiêu bắt buộc: %(names)s.") % {"names": obliged}
        if obliged
        else _("Mọi chỉ tiêu của điển hình đều bắt buộc."),
    ]
    for line in rule.lines.all():
        if line.tolerance is not None and line.indicator_id in names:
            thing = names[line.indicator_id]
            said.append(
                _("Riêng “%(name)s” được kém mốc không quá %(own)s.")
                % {"name": thing.name, "own": thing.measure.say(line.tolerance)}
            )
    said.append(
        ngettext(
            "Chỉ tiêu cộng dồn thì cộng %(n)s tháng gần nhất, của điển hình và của"
            " người học như nhau.",
            "Chỉ tiêu cộng dồn thì cộng %(n)s tháng gần nhất, của điển hình và của"
            " người học như nhau.",
            rule.window,
        )
        % {"n": rule.window}
    )
    return said


def _main(rule: ComparisonRule) -> str:
    asked = {"n": rule.better_wanted, "percent": _percent(rule.tolerance)}
    if rule.tolerance:
        return (
            _(
                "Bắt kịp là không chỉ tiêu bắt buộc nào kém mốc chốt của điển hình quá"
                " %(percent)s; vượt qua là đã bắt kịp và hơn hẳn mốc ở ít nhất %(n)s"
                " chỉ tiêu."
            )
            % asked
        )
    return (
        _(
            "Bắt kịp là không chỉ tiêu bắt buộc nào kém mốc chốt của điển hình; vượt"
            " qua là đã bắt kịp và hơn hẳn mốc ở ít nhất %(n)s chỉ tiêu."
        )
        % asked
    )


def _example(rule: ComparisonRule) -> str:
    least = EXAMPLE - tolerance_of(EXAMPLE, rule.tolerance)
    return _(
        "Ví dụ: điển hình chốt ở %(frozen)s thì từ %(least)s trở lên là bắt kịp, trên"
        " %(frozen)s là hơn hẳn ở chỉ tiêu ấy."
    ) % {"frozen": _percent(EXAMPLE), "least": _percent(least)}


def _percent(value: Decimal) -> str:
    return f"{show_number(value)}{NBSP}%"


def _made(rule: ComparisonRule) -> str:
    said = _("Bản %(number)s, ngày %(day)s, %(by)s.") % {
        "number": rule.number,
        "day": show(rule.made_at.astimezone(ZONE).date()),
        "by": rule.made_by,
    }
    if not rule.reason:
        return said
    return f"{said} {_('Lý do: %(reason)s.') % {'reason': rule.reason.rstrip('.')}}"


def _edition(
    rule: ComparisonRule, things: Sequence[Countable], praised: int
) -> Edition:
    return Edition(
        number=_("Bản %(number)s") % {"number": rule.number},
        says=says(rule, things)[:1],
        made=_made(rule),
        praised=ngettext(
            "%(n)s điển hình biểu dương theo bản này vẫn giữ bản này.",
            "%(n)s điển hình biểu dương theo bản này vẫn giữ bản này.",
            praised,
        )
        % {"n": praised},
    )


def as_typed(campaign: Campaign) -> dict[str, object]:
    """The rule that holds as it would be typed; the usual one before there is any."""
    rule = rule_of(campaign)
    if rule is None:
        return {
            "tolerance": Decimal(0),
            "better_wanted": Decimal(1),
            "window": Decimal(12),
        }
    typed: dict[str, object] = {
        "tolerance": rule.tolerance.normalize(),
        "better_wanted": Decimal(rule.better_wanted),
        "window": Decimal(rule.window),
    }
    scales = {one.indicator_id: one.measure.scale for one in countable(campaign)}
    for line in rule.lines.all():
        typed[f"must_{line.indicator_id}"] = line.is_obligatory
        if line.tolerance is not None:
            scale = scales.get(line.indicator_id, 1)
            typed[f"own_{line.indicator_id}"] = (line.tolerance / scale).normalize()
    return typed
