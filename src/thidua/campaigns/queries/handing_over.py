"""The guided page on which a running campaign is handed over after a reform."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.campaigns import progress
from thidua.campaigns.handover import (
    Choice,
    Decisions,
    Handover,
    Inheritance,
    handover,
    remaining,
)
from thidua.campaigns.handover_totals import Total, totals
from thidua.campaigns.measure import Measure
from thidua.campaigns.models import Campaign, Target
from thidua.campaigns.policies import can_hand_over
from thidua.campaigns.queries.frame import Frame, frame
from thidua.campaigns.queries.reports_left import reports_left
from thidua.kernel.dates import show
from thidua.kernel.numbers import show_number
from thidua.kernel.policy import Verdict, only_if
from thidua.kernel.text import sort_key
from thidua.kernel.ui import parts
from thidua.organisations.actor import Actor
from thidua.organisations.namesakes import listed_names
from thidua.organisations.naming import in_sentence

Names = Mapping[int, str]
Asked = Mapping[int, tuple[int, str]]


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
    label: str
    chosen: str
    blank: str
    options: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Settled:
    """What the law of succession decides for all targets of one old unit.

    It may be overruled for the unit; `targets` are there when the unit was opened, to
    overrule it for one of them.
    """

    anchor: str
    unit: str
    words: str
    heirs: str
    field: str
    label: str
    chosen: str
    options: Sequence[tuple[str, str]]
    href: str
    targets: Sequence[Question]
    blank: str = ""


@dataclass(frozen=True, slots=True)
class TotalRow:
    """One indicator before and after: who holds it at the lowest level, how much."""

    name: str
    holders_before: str
    given_before: str
    reached: str
    holders_after: str
    given_after: str
    why: str
    """Why less is given afterwards; empty while nothing is lost."""


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
    reports: Sequence[str]
    """What the old units still owe of the months before, and who sends it."""
    asked: Sequence[Question]
    asked_words: str
    rest: str
    rests: Sequence[tuple[str, object]]
    settled: Sequence[Settled]
    settled_words: str
    totals: Sequence[TotalRow]
    open_words: str
    sure: Sequence[parts.Fact]
    """Said once more before the act, which nobody can take back."""
    is_needed: bool
    may_hand_over: Verdict
    may_now: Verdict

    @property
    def is_decided(self) -> bool:
        """Does nobody have to be asked any more?"""
        return not self.open_words


def handover_page(
    campaign: Campaign,
    actor: Actor,
    day: date,
    on: date,
    decisions: Decisions,
    opened: Collection[int] = (),
) -> HandoverPage:
    """A handover on a day as decided so far; `opened` units show each target."""
    plan = handover(campaign, on)
    names = _names(plan, campaign)
    asked = progress.measures_of(campaign)
    questions = [one for one in plan.inheritances if one.is_asked]
    page = frame(campaign, actor, day, "units")
    leaving = _called((one.unit_id for one in plan.leaving), names)
    joining = _called((unit_id for _a, unit_id in plan.joining), names)
    return HandoverPage(
        frame=page,
        crumbs=[*page.crumbs, parts.Link(_("Bàn giao"), is_here=True)],
        finding=_finding(plan, len(questions)),
        on=show(on),
        bodies=_bodies(campaign, plan, names),
        leaving=leaving,
        leaving_words=_units(len(leaving)),
        joining=joining,
        joining_words=_units(len(joining)),
        reports=reports_left(campaign, (one.unit_id for one in plan.leaving), on),
        asked=[_question(one, names, asked, decisions) for one in questions],
        asked_words=_targets(len(questions)),
        rest=decisions.rest or "",
        rests=RESTS,
        settled=_settled(plan, names, asked, decisions, opened),
        settled_words=_settled_words(plan),
        totals=[_total(one, asked) for one in totals(plan, decisions)],
        open_words=_open_words(plan, decisions, names),
        sure=_sure(plan, decisions, names),
        is_needed=plan.is_needed,
        may_hand_over=can_hand_over(actor, campaign, set(plan.bodies.values())),
        may_now=_has_come(on, day),
    )


RESTS = [(one.value, one.label) for one in Choice]
NAMED = 6
"""How many units are named where something is still missing."""


def _open_words(plan: Handover, decisions: Decisions, names: Names) -> str:
    undecided = [one for one in plan.inheritances if decisions.is_open(one)]
    units = _called((one.target.unit_id for one in undecided), names)
    if not units:
        return ""
    said = "; ".join(units[:NAMED]) + ("…" if len(units) > NAMED else "")
    return _("Chưa quyết định chỉ tiêu của: %(names)s.") % {"names": said}


def _sure(plan: Handover, decisions: Decisions, names: Names) -> list[parts.Fact]:
    """How many units and targets, with the names of units: what is about to be done."""
    by_choice: dict[Choice, list[int]] = defaultdict(list)
    for one in plan.inheritances:
        if (choice := decisions.of(one)) is not None:
            by_choice[choice].append(one.target.unit_id)
    facts = [
        (_("Rời phong trào"), {one.unit_id for one in plan.leaving}, 0),
        (_("Vào phong trào"), {unit_id for _a, unit_id in plan.joining}, 0),
    ]
    facts += [
        (_("Chỉ tiêu %(what)s") % {"what": choice.label}, set(units), len(units))
        for choice in Choice
        if (units := by_choice[choice])
    ]
    return [
        parts.Fact(label, _named(units, names, number))
        for label, units, number in facts
    ]


def _named(units: Collection[int], names: Names, targets: int) -> str:
    """`9 chỉ tiêu của 9 đơn vị: Huyện A; Huyện B`; every one of them by name."""
    said = _units(len(units))
    if targets:
        said = _("%(targets)s của %(units)s") % {
            "targets": _targets(targets),
            "units": said,
        }
    return f"{said}: " + "; ".join(_called(units, names)) if units else said


def _has_come(on: date, day: date) -> Verdict:
    return only_if(
        on <= day,
        otherwise=_("Chưa đến ngày sắp xếp có hiệu lực, %(day)s.") % {"day": show(on)},
        remedy=_("Xem trước được; đến ngày ấy mới bàn giao."),
    )


def _called(unit_ids: Iterable[int], names: Names) -> list[str]:
    return sorted((names.get(one, "") for one in set(unit_ids)), key=sort_key)


def _bodies(campaign: Campaign, plan: Handover, names: Names) -> list[parts.Fact]:
    """`Cơ quan thường trực: Ban X → Ban Y`."""
    words = {
        "launcher": _("Cơ quan phát động"),
        "office": _("Cơ quan thường trực"),
        "root": _("Đơn vị đứng đầu cây"),
    }
    return [
        parts.Fact(
            words[body],
            f"{names.get(getattr(campaign, f'{body}_id'), '')} → {names.get(heir, '')}",
        )
        for body, heir in plan.bodies.items()
    ]


def _settled(
    plan: Handover,
    names: Names,
    asked: Asked,
    decisions: Decisions,
    opened: Collection[int],
) -> list[Settled]:
    """One line for each old unit: how many targets, carried or closed, to whom."""
    groups: dict[int, list[Inheritance]] = defaultdict(list)
    for one in plan.inheritances:
        if one.preset is not None:
            groups[one.target.unit_id].append(one)
    rows = []
    for unit_id, some in groups.items():
        first, unit = some[0], names.get(unit_id, "")
        chosen = decisions.units.get(unit_id) or first.preset
        rows.append(
            Settled(
                anchor=f"don-vi-{unit_id}",
                unit=unit,
                words=_targets(len(some)),
                heirs="; ".join(names.get(heir.unit_id, "") for heir in first.heirs),
                field=f"unit-{unit_id}",
                label=_("Mọi chỉ tiêu của %(unit)s") % {"unit": in_sentence(unit)},
                chosen=str(chosen.value) if chosen else "",
                options=_options(first),
                href=f"?ngay={show(plan.on)}&don-vi={unit_id}",
                targets=[_question(one, names, asked, decisions) for one in some]
                if unit_id in opened
                else [],
            )
        )
    return sorted(rows, key=lambda row: row.unit)


def _settled_words(plan: Handover) -> str:
    clear = [one.target.unit_id for one in plan.inheritances if not one.is_asked]
    return _("%(targets)s của %(units)s: xem và đổi từng nơi") % {
        "targets": _targets(len(clear)),
        "units": _units(len(set(clear))),
    }


def _options(one: Inheritance) -> list[tuple[str, str]]:
    return [
        (str(choice.value), str(choice.label)) for choice in Choice if one.may(choice)
    ]


def _count(number: int) -> str:
    return show_number(Decimal(number))


def _targets(number: int) -> str:
    words = ngettext("%(count)s chỉ tiêu", "%(count)s chỉ tiêu", number)
    return words % {"count": _count(number)}


def _units(number: int) -> str:
    words = ngettext("%(count)s đơn vị", "%(count)s đơn vị", number)
    return words % {"count": _count(number)}


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
    old |= {campaign.launcher_id, campaign.office_id, campaign.root_id}
    new = {unit_id for _a, unit_id in plan.joining} | set(plan.bodies.values())
    new |= {heir.unit_id for one in plan.inheritances for heir in one.heirs}
    return listed_names(old, plan.on - timedelta(days=1)) | listed_names(new, plan.on)


def _question(
    one: Inheritance, names: Names, asked: Asked, decisions: Decisions
) -> Question:
    counted = progress.measure(one.target, asked)
    heir, chosen = one.main_heir, decisions.targets.get(one.target.pk)
    unit, name = names.get(one.target.unit_id, ""), one.target.version.name
    left, _base = remaining(one.target, one.reached)
    decision = f" ({heir.decision})" if heir else ""
    return Question(
        name=name,
        unit=unit,
        given=counted.say(one.target.value),
        reached=counted.say(one.reached.value),
        left=counted.say(left),
        heirs="; ".join(names.get(h.unit_id, "") for h in one.heirs) + decision,
        field=f"target-{one.target.pk}",
        label=_("%(name)s của %(unit)s") % {"name": name, "unit": in_sentence(unit)},
        chosen=str(chosen.value) if chosen else "",
        blank=_("như chọn chung") if one.is_asked else _("như cả đơn vị"),
        options=_options(one),
    )


def _total(one: Total, asked: Asked) -> TotalRow:
    counted = progress.measure(
        one.target, asked, below=one.target.split == Target.Split.COUNT
    )
    return TotalRow(
        name=one.target.version.name,
        holders_before=_count(one.holders_before),
        given_before=counted.say(one.given_before),
        reached=counted.say(one.reached),
        holders_after=_count(one.holders_after),
        given_after=counted.say(one.given_after),
        why=_why_less(one, counted),
    )


def _why_less(one: Total, counted: Measure) -> str:
    """`Mất 50.000 ngày công: 9 đơn vị khép lại, không ai nhận tiếp.`"""
    units = len(set(one.lost_units))
    if not units or one.lost == 0:
        return ""
    if one.lost is None:
        return _("%(units)s khép lại hoặc chưa quyết định: không ai giữ tiếp.") % {
            "units": _units(units)
        }
    return _(
        "Hụt %(lost)s: phần còn lại của %(units)s khép lại hoặc chưa quyết định, không"
        " ai nhận tiếp."
    ) % {"lost": counted.say(one.lost), "units": _units(units)}
