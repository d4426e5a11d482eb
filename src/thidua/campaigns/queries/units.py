"""Who takes part, who has said so, who has made the campaign its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from urllib.parse import urlencode

from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.campaigns.ladder import all_under, receivers, units_by_rule
from thidua.campaigns.models import AudienceMember, Campaign, UnitPlan
from thidua.campaigns.queries.comings import Left, left_and_joined
from thidua.campaigns.queries.frame import Frame, frame
from thidua.campaigns.queries.next_steps import NextStep, SoFar, steps_of_bodies
from thidua.campaigns.queries.reaching import changes_of, to_change
from thidua.campaigns.queries.units_columns import STANDINGS, columns
from thidua.campaigns.states import PlanState, State, TargetState
from thidua.kernel.clock import ZONE
from thidua.kernel.dates import show, show_moment
from thidua.kernel.finding import words_of
from thidua.kernel.sheets import Sheet
from thidua.kernel.ui import parts
from thidua.organisations.actor import Actor
from thidua.organisations.models import Unit, UnitName
from thidua.organisations.namesakes import listed_names
from thidua.organisations.naming import names_on

ROWS = 60


@dataclass(frozen=True, slots=True)
class UnitsAsked:
    """What the list is narrowed to: a standing, an audience, a text of the name."""

    standing: str = ""
    audience: str = ""
    text: str = ""

    def at(self, path: str, **changed: str | int) -> str:
        """The address of the list asked so, some of it changed."""
        pairs: dict[str, str | int] = {
            "loc": self.standing,
            "doi-tuong": self.audience,
            "tim": self.text,
            **{key.replace("_", "-"): value for key, value in changed.items()},
        }
        query = urlencode({key: value for key, value in pairs.items() if value})
        return f"{path}?{query}" if query else path


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One participating unit."""

    pk: int
    member: int
    name: str
    audience: str
    receiver: str
    told: str
    told_tone: str
    plan: str
    plan_tone: str
    targets: str
    targets_tone: str
    href: str
    plan_href: str
    release_href: str


@dataclass(frozen=True, slots=True)
class UnitsPage:
    """The list, filtered."""

    frame: Frame
    finding: str
    filters: Sequence[parts.Link]
    rows: Sequence[UnitRow]
    joined: Sequence[Left]
    left: Sequence[Left]
    next_steps: Sequence[NextStep]
    """For who runs the campaign, while anything is left to do."""
    changes: Sequence[parts.TrailLine]
    """Whom the campaign is for, changed after the launch, with names and reasons."""
    may_change: Sequence[parts.Link]
    is_preview: bool
    day: str
    pager: parts.Pager
    is_print: bool
    print_href: str
    """Where all rows stand, to be printed; “” where they stand here."""


@dataclass(frozen=True, slots=True)
class _Member:
    """A unit before it is shown; `plan` is None before the launch."""

    unit_id: int
    pk: int
    audience: str
    told_at: datetime | None
    plan: str | None
    given: int
    accepted: int

    @property
    def is_preview(self) -> bool:
        return self.plan is None

    def is_wanted(self, wanted: str) -> bool:
        """Does a filter keep it?"""
        heard, adopted = self.told_at is not None, self.plan == PlanState.ADOPTED
        kept = {
            "da-tiep-nhan": heard,
            "chua-tiep-nhan": not heard,
            "da-cu-the-hoa": adopted,
            "chua-cu-the-hoa": not adopted,
        }
        if wanted in kept:
            return not self.is_preview and kept[wanted]
        return wanted != "cho-chi-tieu" or self.accepted < self.given


def units_page(
    campaign: Campaign,
    actor: Actor,
    day: date,
    asked: UnitsAsked | None = None,
    number: int = 1,
    *,
    is_print: bool = False,
) -> UnitsPage:
    """The units on a day; before the launch, those whom the rules would reach.

    Only the rows of one page are made ready; to be printed, all of them.
    """
    asked, page = asked or UnitsAsked(), frame(campaign, actor, day, "units")
    members = _all(campaign, day)
    path = reverse("campaigns:units", args=[campaign.pk])
    named = _named(members, asked, day)
    counts = {key: sum(one.is_wanted(key) for one in named) for key in STANDINGS}
    chosen = [one for one in named if one.is_wanted(asked.standing)]
    size = max(len(chosen), 1) if is_print else ROWS
    some, links = parts.turned(
        len(chosen), number, size, lambda to: asked.at(path, trang=to)
    )
    left, joined = left_and_joined(campaign, day)
    return UnitsPage(
        frame=page,
        finding=_finding(campaign, members, chosen),
        filters=_filters(path, counts, asked),
        rows=_rows(campaign, chosen[some], day, actor),
        joined=joined,
        left=left,
        next_steps=_next_steps(campaign, actor, page, members),
        changes=changes_of(campaign, day),
        may_change=to_change(campaign, page),
        is_preview=campaign.state == State.DRAFT,
        day=show(day),
        pager=links,
        is_print=is_print,
        print_href=asked.at(path, ban_in=1) if links else "",
    )


def _next_steps(
    campaign: Campaign, actor: Actor, page: Frame, members: Sequence[_Member]
) -> list[NextStep]:
    """For who runs the campaign, while it runs."""
    if not (page.is_running and page.may_manage):
        return []
    far = SoFar(
        units=len(members),
        heard=sum(one.told_at is not None for one in members),
        adopted=sum(one.plan == PlanState.ADOPTED for one in members),
        given=sum(one.given for one in members),
        accepted=sum(one.accepted for one in members),
    )
    return steps_of_bodies(campaign, actor, far)


def units_sheet(campaign: Campaign, asked: UnitsAsked, day: date) -> Sheet:
    """The same list, all of it, as an Excel file."""
    named = _named(_all(campaign, day), asked, day)
    chosen = [one for one in named if one.is_wanted(asked.standing)]
    rows = _rows(campaign, chosen, day)
    return Sheet(
        name=_("Đơn vị tham gia"),
        title=campaign.name.upper(),
        subtitle=_("Các đơn vị tham gia, ngày %(day)s") % {"day": show(day)},
        columns=columns(),
        rows=[
            [
                row.name,
                row.audience,
                row.receiver,
                one.told_at.astimezone(ZONE).date() if one.told_at else None,
                row.plan,
                one.given,
                one.accepted,
            ]
            for one, row in zip(chosen, rows, strict=True)
        ],
    )


def _all(campaign: Campaign, day: date) -> list[_Member]:
    if campaign.state == State.DRAFT:
        return _by_rule(campaign, day)
    return _members(campaign, day)


def _named(members: list[_Member], asked: UnitsAsked, day: date) -> list[_Member]:
    """Those of the audience, and called so, that were asked for."""
    if asked.audience:
        members = [one for one in members if one.audience == asked.audience]
    if words := words_of(asked.text):
        names = names_on([one.unit_id for one in members], day)
        members = [
            one for one in members if words.fit(names.get(one.unit_id, "")) is not None
        ]
    return members


def _filters(
    path: str, counts: Mapping[str, int], asked: UnitsAsked
) -> list[parts.Link]:
    return [
        parts.Link(
            str(label),
            replace(asked, standing=key).at(path),
            count=str(counts[key]),
            is_here=key == asked.standing,
        )
        for key, label in STANDINGS.items()
    ]


def _finding(
    campaign: Campaign, members: Sequence[_Member], chosen: Sequence[_Member]
) -> str:
    """How far the units are; of a list that shows some, how many it shows."""
    count = len(members)
    waiting = [one for one in members if one.is_wanted("chua-tiep-nhan")]
    if len(chosen) < count and list(chosen) != waiting:
        return ngettext(
            "%(shown)s trên %(count)s đơn vị", "%(shown)s trên %(count)s đơn vị", count
        ) % {"shown": len(chosen), "count": count}
    silent = len(waiting)
    bare = sum(one.is_wanted("chua-cu-the-hoa") for one in members)
    if campaign.state == State.DRAFT:
        return _("%(count)s đơn vị sẽ tham gia nếu phát động hôm nay") % {
            "count": count
        }
    if silent:
        return _("%(silent)s trên %(count)s đơn vị chưa báo tiếp nhận") % {
            "silent": silent,
            "count": count,
        }
    if bare:
        return _("Mọi đơn vị đã tiếp nhận; %(bare)s nơi chưa cụ thể hóa") % {
            "bare": bare
        }
    return ngettext(
        "Cả %(count)s đơn vị đã tiếp nhận và cụ thể hóa",
        "Cả %(count)s đơn vị đã tiếp nhận và cụ thể hóa",
        count,
    ) % {"count": count}


def _by_rule(campaign: Campaign, day: date) -> list[_Member]:
    found = [
        (unit.pk, audience.name)
        for audience in campaign.audiences.select_related("below", "tree")
        for unit in units_by_rule(audience, day)
    ]
    units = Unit.objects.filter(pk__in={pk for pk, _audience in found}).called_on(day)
    keys = {unit.pk: getattr(unit, "sort_on", "") for unit in units}
    found.sort(key=lambda pair: (pair[1], str(keys.get(pair[0]) or "")))
    return [_Member(pk, 0, audience, None, None, 0, 0) for pk, audience in found]


def _members(campaign: Campaign, day: date) -> list[_Member]:
    members = AudienceMember.objects.filter(audience__campaign=campaign)
    plans = UnitPlan.objects.filter(campaign=campaign, unit=OuterRef("unit"))
    names = UnitName.objects.filter(unit=OuterRef("unit"))
    named = names.filter(during__contains=day)
    joined = members.taking_part_on(day).annotate(
        plan=Subquery(plans.values("state")[:1]),
        sort_on=Coalesce(
            Subquery(named.values("sort_key")[:1]),
            Subquery(names.order_by("-during").values("sort_key")[:1]),
        ),
    )
    rows = joined.values_list(
        "unit_id", "pk", "audience__name", "acknowledged_at", "plan", "sort_on"
    )
    targets = _targets(campaign)
    nothing = (0, 0)
    return [
        _Member(unit_id, pk, audience, told, plan or "", *targets.get(unit_id, nothing))
        for unit_id, pk, audience, told, plan, _sort in sorted(
            rows, key=lambda row: (row[2], str(row[5] or ""))
        )
    ]


def _targets(campaign: Campaign) -> dict[int, tuple[int, int]]:
    """By unit: how many targets were given, how many are accepted."""
    accepted = Q(state=TargetState.ACCEPTED) | Q(ended_from=TargetState.ACCEPTED)
    given = campaign.open_targets().filter(parent__isnull=False).order_by()
    rows = given.values("unit_id").annotate(
        given=Count("pk"), accepted=Count("pk", filter=accepted)
    )
    return {row["unit_id"]: (row["given"], row["accepted"]) for row in rows}


def _rows(
    campaign: Campaign,
    members: Sequence[_Member],
    day: date,
    actor: Actor | None = None,
) -> list[UnitRow]:
    """The rows made ready, with names and addresses; no address of what this reader
    may not open."""
    units = [one.unit_id for one in members]
    ours = all_under(campaign, units, actor.unit_id) if actor else set()
    answer_to = receivers(campaign, day, units)
    names = listed_names([*units, *answer_to.values()], day)
    page = reverse("campaigns:campaign", args=[campaign.pk])
    plan = reverse("campaigns:plan-of", args=[campaign.pk, 0])
    release = reverse("campaigns:release", args=[campaign.pk, 0])
    return [
        UnitRow(
            pk=one.unit_id,
            member=one.pk,
            name=names.get(one.unit_id, ""),
            audience=one.audience,
            receiver=names.get(answer_to.get(one.unit_id, 0), ""),
            **_standing(one),
            href=f"{page}?don-vi={one.unit_id}" if one.unit_id in ours else "",
            plan_href=_with(plan, one.unit_id) if one.unit_id in ours else "",
            release_href=_with(release, one.pk),
        )
        for one in members
    ]


def _with(address: str, number: int) -> str:
    """An address made once for nought, with the number in its place."""
    return f"/{number}/".join(address.rsplit("/0/", 1))


def _standing(one: _Member) -> dict[str, str]:
    """Whether it took the campaign up, made it its own, and accepted its targets."""
    targets = {"targets": "", "targets_tone": ""}
    if one.given:
        words = {"accepted": one.accepted, "given": one.given}
        targets["targets"] = _("%(accepted)s/%(given)s đã nhận") % words
        targets["targets_tone"] = "done" if one.accepted == one.given else "slow"
    if one.is_preview:
        return targets | dict.fromkeys(("told", "told_tone", "plan", "plan_tone"), "")
    told_at = one.told_at
    return targets | {
        "told": show_moment(told_at.astimezone(ZONE)) if told_at else _("chưa báo"),
        "told_tone": "done" if told_at else "slow",
        "plan": _plan_words(one.plan),
        "plan_tone": "done" if one.plan == PlanState.ADOPTED else "slow",
    }


def _plan_words(plan: str | None) -> str:
    if plan is None:
        return ""
    if plan == PlanState.ADOPTED:
        return _("đã ban hành")
    return _("đang soạn") if plan else _("chưa có")
