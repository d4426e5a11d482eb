"""Pages on which something large is decided: the launch, the handover."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.utils.translation import gettext as _

from thidua.campaigns import progress
from thidua.campaigns.handover import Choice, Handover, Inheritance, handover, remaining
from thidua.campaigns.ladder import units_taking_part
from thidua.campaigns.models import Campaign
from thidua.campaigns.policies import can_hand_over
from thidua.campaigns.queries.editing import (
    AudienceView,
    Point,
    audience_view,
    points_of,
)
from thidua.campaigns.queries.frame import Frame, frame
from thidua.kernel.dates import show
from thidua.kernel.numbers import show_number
from thidua.kernel.policy import Verdict, only_if
from thidua.kernel.ui import parts
from thidua.organisations.actor import Actor
from thidua.organisations.naming import names_on


@dataclass(frozen=True, slots=True)
class LaunchPage:
    """What is checked, how many are told, and who they are."""

    frame: Frame
    crumbs: Sequence[parts.Link]
    finding: str
    points: Sequence[Point]
    blocking: int
    audiences: Sequence[AudienceView]
    count: int
    forms: Sequence[str]
    blocked: Verdict


def launch_page(campaign: Campaign, actor: Actor, day: date) -> LaunchPage:
    """The last look before the launch."""
    points = points_of(campaign, day)
    blocking = sum(point.tone == "no" for point in points)
    count = len(units_taking_part(campaign, day))
    page = frame(campaign, actor, day, "edit")
    finding = _("Sẵn sàng phát động đến %(count)s đơn vị") % {"count": count}
    if blocking:
        finding = _("Còn %(blocking)s điều phải bổ sung trước khi phát động") % {
            "blocking": blocking
        }
    return LaunchPage(
        frame=page,
        crumbs=[*page.crumbs, parts.Link(_("Phát động"), is_here=True)],
        finding=finding,
        points=points,
        blocking=blocking,
        audiences=[
            audience_view(one, day)
            for one in campaign.audiences.select_related("below", "tree")
        ],
        count=count,
        forms=[link.form.name for link in campaign.form_links.select_related("form")],
        blocked=only_if(
            not blocking,
            otherwise=finding,
            remedy=_("Sửa các điều có dấu ✕ ở trên rồi trở lại đây."),
        ),
    )


@dataclass(frozen=True, slots=True)
class Question:
    """One target of a unit that no longer stands, and what becomes of it."""

    name: str
    unit: str
    given: str
    reached: str
    left: str
    heirs: str
    field: str
    chosen: str
    options: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Settled:
    """What the law of succession decides for all targets of one old unit."""

    unit: str
    words: str
    heirs: str


@dataclass(frozen=True, slots=True)
class HandoverPage:
    """What a reform does to the campaign, before anything is done."""

    frame: Frame
    crumbs: Sequence[parts.Link]
    finding: str
    on: str
    bodies: Sequence[parts.Fact]
    leaving: Sequence[str]
    leaving_words: str
    joining: Sequence[str]
    joining_words: str
    settled_words: str
    asked: Sequence[Question]
    settled: Sequence[Settled]
    is_needed: bool
    may_hand_over: Verdict


def handover_page(
    campaign: Campaign, actor: Actor, day: date, on: date
) -> HandoverPage:
    """Numbers and names of a handover on a day."""
    plan = handover(campaign, on)
    names = _names(plan, campaign)
    asked = progress.measures_of(campaign)
    open_ones = [one for one in plan.inheritances if one.is_asked]
    questions = [_question(one, names, asked) for one in open_ones]
    page = frame(campaign, actor, day, "units")
    leaving = sorted({names.get(one.unit_id, "") for one in plan.leaving})
    joining = sorted({names.get(unit_id, "") for _a, unit_id in plan.joining})
    return HandoverPage(
        frame=page,
        crumbs=[*page.crumbs, parts.Link(_("Bàn giao"), is_here=True)],
        finding=_finding(plan, len(questions)),
        on=show(on),
        bodies=[
            parts.Fact(
                {
                    "launcher": _("Cơ quan phát động"),
                    "office": _("Cơ quan thường trực"),
                    "root": _("Đơn vị đứng đầu cây"),
                }[body],
                names.get(heir, ""),
            )
            for body, heir in plan.bodies.items()
        ],
        leaving=leaving,
        leaving_words=_units(len(leaving)),
        joining=joining,
        joining_words=_units(len(joining)),
        settled_words=_("%(count)s chỉ tiêu")
        % {"count": _count(len(plan.inheritances) - len(questions))},
        asked=questions,
        settled=_settled(plan, names),
        is_needed=plan.is_needed,
        may_hand_over=can_hand_over(actor, campaign, set(plan.bodies.values())),
    )


def _settled(plan: Handover, names: dict[int, str]) -> list[Settled]:
    """One line for each old unit: how many targets, carried or closed, to whom."""
    groups: dict[tuple[int, Choice], list[Inheritance]] = defaultdict(list)
    for one in plan.inheritances:
        if one.preset is not None:
            groups[one.target.unit_id, one.preset].append(one)
    rows = [
        Settled(
            names.get(unit_id, ""),
            _("%(count)s chỉ tiêu: %(what)s")
            % {"count": _count(len(some)), "what": preset.label},
            "; ".join(names.get(heir.unit_id, "") for heir in some[0].heirs),
        )
        for (unit_id, preset), some in groups.items()
    ]
    return sorted(rows, key=lambda row: row.unit)


def _count(number: int) -> str:
    return show_number(Decimal(number))


def _targets(number: int) -> str:
    return _("%(count)s chỉ tiêu") % {"count": _count(number)}


def _units(number: int) -> str:
    return _("%(count)s đơn vị") % {"count": _count(number)}


def _finding(plan: Handover, asked: int) -> str:
    if not plan.is_needed:
        return _("Mọi đơn vị tham gia đều đang hoạt động vào ngày này")
    said = _("%(out)s đơn vị rời, %(come)s đơn vị kế thừa vào") % {
        "out": len({one.unit_id for one in plan.leaving}),
        "come": len({unit_id for _a, unit_id in plan.joining}),
    }
    if asked:
        return f"{said}; " + _("%(asked)s chỉ tiêu cần quyết định") % {"asked": asked}
    return said


def _names(plan: Handover, campaign: Campaign) -> dict[int, str]:
    """Old units by their last name, heirs by that of the day."""
    old = {one.unit_id for one in plan.leaving}
    old |= {one.target.unit_id for one in plan.inheritances}
    new = {unit_id for _a, unit_id in plan.joining} | set(plan.bodies.values())
    new |= {heir.unit_id for one in plan.inheritances for heir in one.heirs}
    old.add(campaign.root_id)
    return names_on(old, plan.on - timedelta(days=1)) | names_on(new, plan.on)


def _question(
    one: Inheritance, names: dict[int, str], asked: dict[int, tuple[int, str]]
) -> Question:
    counted = progress.measure(one.target, asked)
    heir = one.main_heir
    options = [
        (str(choice.value), str(choice.label))
        for choice in Choice
        if choice != Choice.CARRY or heir is not None
    ]
    left, _base = remaining(one.target, one.reached)
    decision = f" ({heir.decision})" if heir else ""
    return Question(
        name=one.target.version.name,
        unit=names.get(one.target.unit_id, ""),
        given=counted.say(one.target.value),
        reached=counted.say(one.reached.value),
        left=counted.say(left),
        heirs="; ".join(names.get(h.unit_id, "") for h in one.heirs) + decision,
        field=f"target-{one.target.pk}",
        chosen=str(one.preset.value) if one.preset else "",
        options=options,
    )
