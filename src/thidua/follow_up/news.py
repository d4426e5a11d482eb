"""What becomes of campaigns, targets, figures, told to those who wait for it."""

from __future__ import annotations

from collections.abc import Callable

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.audit.trail import last_of, trail_of
from thidua.campaigns.models import Campaign, Target, TargetRound
from thidua.campaigns.naming import movement_inside
from thidua.campaigns.states import TargetState
from thidua.follow_up.kinds import Kind
from thidua.follow_up.telling import Tale, later
from thidua.indicators.answering import who_reports
from thidua.indicators.models import Report
from thidua.indicators.queries.words import period_words
from thidua.indicators.states import State as ReportState
from thidua.kernel.clock import day_of
from thidua.kernel.numbers import show_number
from thidua.organisations.actor import signature
from thidua.organisations.models import Mandate, User
from thidua.organisations.naming import unit_called


def of_launch(campaign: Campaign) -> Tale | None:
    """A campaign goes out in a unit's name: to the head of it, unless it was they.

    None for what was launched without a line in its trail.
    """
    launched = last_of(campaign, "campaigns.campaign.launched")
    if launched is None:
        return None

    def title() -> str:
        return _("Đã phát động %(movement)s") % {
            "movement": movement_inside(campaign.name)
        }

    def body() -> str:
        units = int(launched.details.get("units", 0))
        return ngettext(
            "%(who)s phát động, đến %(units)s đơn vị.",
            "%(who)s phát động, đến %(units)s đơn vị.",
            units,
        ) % {
            "who": signature(launched.actor_name, launched.office),
            "units": show_number(units),
        }

    by = User.objects.filter(pk=launched.actor_id or 0).values_list("person", flat=True)
    return Tale(
        key=f"launched:{campaign.pk}",
        unit_id=campaign.launcher_id,
        kind=Kind.LAUNCH,
        title=later(title),
        body=later(body),
        path=reverse("campaigns:campaign", args=[campaign.pk]),
        roles=(Mandate.Role.HEAD,),
        origin_id=campaign.office_id,
        but=by.first(),
    )


def of_target(target: Target) -> Tale | None:
    """The last word about a target: to the unit that gave it, or that asked.

    What units answer is told to the giver once a day for each of them and, where they
    only accept, once a day for all. None when there is nobody to tell.
    """
    rounds = list(target.rounds.all())[-2:]
    if not rounds or target.parent is None:
        return None
    last = rounds[-1]
    if last.move == TargetState.COUNTERED:
        return _countered(target, target.parent, last)
    if last.move != TargetState.ACCEPTED:
        return None
    if rounds[0].move == TargetState.COUNTERED:
        return _agreed(target, target.parent, last)
    return _accepted(target, target.parent, last)


def _countered(target: Target, parent: Target, last: TargetRound) -> Tale:
    day = day_of(last.at)

    def said() -> dict[str, str]:
        return {
            "unit": unit_called(target.unit_id, day),
            "name": target.version.name,
            "why": last.reason,
            "movement": movement_inside(target.campaign.name),
        }

    return _tale(
        target,
        f"countered:{target.unit_id}:{day}",
        (target.unit_id, parent.unit_id),
        lambda: _("%(unit)s đề nghị số khác: %(name)s") % said(),
        lambda: _("Lý do: %(why)s. Trả lời trong %(movement)s.") % said(),
    )


def _agreed(target: Target, parent: Target, last: TargetRound) -> Tale:
    def said() -> dict[str, str]:
        movement = movement_inside(target.campaign.name)
        return {"name": target.version.name, "movement": movement}

    return _tale(
        target,
        f"agreed:{last.pk}",
        (parent.unit_id, target.unit_id),
        lambda: _("Cấp trên đồng ý số đề nghị: %(name)s") % said(),
        lambda: _("Chỉ tiêu trong %(movement)s đã chốt.") % said(),
    )


def _tale(
    target: Target,
    step: str,
    between: tuple[int, int],
    title: Callable[[], str],
    body: Callable[[], str],
) -> Tale:
    """What one unit says to another (`between`) about a target, at that target."""
    origin_id, unit_id = between
    return Tale(
        key=f"target:{target.campaign_id}:{step}",
        unit_id=unit_id,
        kind=Kind.TARGET,
        title=later(title),
        body=later(body),
        path=reverse("campaigns:target", args=[target.campaign_id, target.pk]),
        origin_id=origin_id,
    )


def _accepted(target: Target, parent: Target, last: TargetRound) -> Tale:
    day, name = day_of(last.at), target.campaign.name
    unit = unit_called(target.unit_id, day)

    def title() -> str:
        said = {"movement": movement_inside(name)}
        return _("Có đơn vị nhận chỉ tiêu trong %(movement)s") % said

    def body() -> str:
        words = _("%(unit)s, có thể cả đơn vị khác; xem ở bảng giao chỉ tiêu.")
        return words % {"unit": unit}

    return Tale(
        key=f"target:{target.campaign_id}:accepted:{parent.unit_id}:{day}",
        unit_id=parent.unit_id,
        kind=Kind.TARGET,
        title=later(title),
        body=later(body),
        path=reverse("campaigns:give", args=[parent.campaign_id, parent.pk]),
        origin_id=target.unit_id,
    )


def of_return(report: Report) -> Tale | None:
    """Figures came back: to whoever reports them. None when they are mended already."""
    if report.state != ReportState.RETURNED:
        return None
    back = list(trail_of(report, verb="indicators.report.returned"))
    day = day_of(back[0].at)

    def title() -> str:
        words = _("Số liệu bị trả lại: %(form)s, %(period)s")
        period = period_words(report.period_id)
        return words % {"form": report.form.name, "period": period}

    reasons = back[0].details.get("reasons", {})
    return Tale(
        f"returned:{report.pk}:{len(back)}",
        who_reports(report.form_id, report.unit_id, day),
        Kind.RETURNED,
        later(title),
        reverse(
            "indicators:report", args=[report.form_id, report.period_id, report.unit_id]
        ),
        "\n".join(f"{name}: {why}" for name, why in reasons.items()),
        (Mandate.Role.OFFICER,),
        origin_id=report.form.owner_id,
    )
