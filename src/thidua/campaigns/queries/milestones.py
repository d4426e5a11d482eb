"""The milestones of a campaign: how far each is, and who said what of it.

A campaign of a province has thousands of marks. The page tells the count of every
milestone and shows the marks that ask for something: one's own, those that wait, those
sent back. All marks of one milestone stand on pages of their own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Case, Count, F, Q, Value, When, Window
from django.db.models.functions import RowNumber
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.campaigns.asked import asked_among
from thidua.campaigns.ladder import receivers
from thidua.campaigns.models import (
    AudienceMember,
    Campaign,
    ContentNode,
    Milestone,
    MilestoneMark,
    MilestoneProof,
)
from thidua.campaigns.policies import can_manage, can_mark
from thidua.campaigns.queries.frame import Frame, frame
from thidua.campaigns.states import State
from thidua.kernel.dates import due, show
from thidua.kernel.ui import parts
from thidua.organisations.actor import Actor
from thidua.organisations.namesakes import listed_names

FEW = 40
"""As many marks in all are shown at once."""
A_FEW = 3
"""Else as many of each milestone, of those that ask for something."""
ON_A_PAGE = 40
"""Marks of one milestone."""


@dataclass(frozen=True, slots=True)
class MarkView:
    """What one unit said of a milestone."""

    pk: int
    unit: str
    reached: str
    note: str
    state: str
    tone: str
    reason: str
    proofs: Sequence[tuple[str, str]]
    may_confirm: bool


@dataclass(frozen=True, slots=True)
class MilestoneView:
    """One step: what, by when, who reached it; `all_href` where not all is shown."""

    pk: int
    name: str
    item: str
    audience: str
    due: str
    tone: str
    count: str
    waiting: str
    marks: Sequence[MarkView]
    all_href: str
    all_words: str
    may_mark: bool
    mark_href: str


@dataclass(frozen=True, slots=True)
class MilestonesPage:
    """All milestones of a campaign, or one of them, as this reader may see them."""

    frame: Frame
    finding: str
    milestones: Sequence[MilestoneView]
    pager: parts.Pager | None
    back: str
    only: int | None
    number: int
    may_confirm: bool
    """Is there a mark here that the reader may confirm?"""


@dataclass(frozen=True, slots=True)
class _Reader:
    """Whose marks a person may see: all, or one's own and those `below`."""

    actor: Actor
    manages: bool
    below: frozenset[int]
    """The units that answer to the person's own."""

    @property
    def seen(self) -> Q:
        """The condition on marks."""
        if self.manages:
            return Q()
        return Q(unit__in=self.below) | Q(unit=self.actor.unit_id)

    def may_confirm(self, unit_id: int) -> bool:
        """Who manages confirms all, else who receives the unit's word."""
        writes = bool(can_mark(self.actor, self.actor.unit_id or 0))
        return self.manages or (writes and unit_id in self.below)


@dataclass(frozen=True, slots=True)
class _Tally:
    """The marks of one milestone: `seen` and below are those the reader may see."""

    confirmed: int = 0
    seen: int = 0
    waiting: int = 0
    returned: int = 0
    is_mine_open: bool = True


def milestones_page(
    campaign: Campaign,
    actor: Actor,
    day: date,
    *,
    only: int | None = None,
    page: int = 1,
) -> MilestonesPage:
    """One's own marks and those below, for the bodies all; `only` opens one step."""
    members = members_on(campaign, day)
    reader, audiences = reader_of(campaign, actor, day, members)
    milestones = steps_of(campaign, audiences)
    tallies = _tallies(milestones, reader)
    if only is not None:
        milestones = [one for one in milestones if one.pk == only]
    marks = _marks(milestones, tallies, reader, only is not None, page)
    views = _views(campaign, milestones, tallies, marks, members, reader, day)
    return MilestonesPage(
        frame=frame(campaign, actor, day, "milestones"),
        finding=_finding(milestones, tallies),
        milestones=views,
        pager=_turned(tallies, only, page, lambda to: _href(campaign, only, to))[1],
        back=_href(campaign) if only is not None else "",
        only=only,
        number=page,
        may_confirm=any(mark.may_confirm for one in views for mark in one.marks),
    )


def members_on(campaign: Campaign, day: date) -> list[tuple[int, int]]:
    """Audience and unit of all who take part on the day."""
    members = AudienceMember.objects.filter(audience__campaign=campaign)
    return list(members.taking_part_on(day).values_list("audience_id", "unit_id"))


def reader_of(
    campaign: Campaign, actor: Actor, day: date, members: Sequence[tuple[int, int]]
) -> tuple[_Reader, set[int] | None]:
    """What a person may see: whose marks, and the milestones of which audiences."""
    if can_manage(actor, campaign):
        return _Reader(actor, manages=True, below=frozenset()), None
    answer_to = receivers(campaign, day)
    below = {unit for unit, above in answer_to.items() if above == actor.unit_id}
    concerned = {
        audience for audience, unit in members if unit in below or unit == actor.unit_id
    }
    return _Reader(actor, manages=False, below=frozenset(below)), concerned


def steps_of(campaign: Campaign, audiences: set[int] | None) -> list[Milestone]:
    """The campaign's steps, of some audiences or of all (None)."""
    found = Milestone.objects.filter(audience__campaign=campaign)
    if audiences is not None:
        found = found.filter(audience__in=audiences)
    return list(found.select_related("audience"))


WAITING = Q(confirmed_at=None, returned_reason="")
"""The condition on marks that nobody answered yet."""


def _tallies(milestones: Sequence[Milestone], reader: _Reader) -> dict[int, _Tally]:
    """How many marks each milestone has, in one query."""
    seen, mine = reader.seen, Q(unit=reader.actor.unit_id)
    rows = (
        MilestoneMark.objects.filter(milestone__in=milestones)
        .order_by()
        .values("milestone")
        .annotate(
            confirmed=Count("pk", filter=Q(confirmed_at__isnull=False)),
            seen=Count("pk", filter=seen),
            waiting=Count("pk", filter=seen & WAITING),
            returned=Count("pk", filter=seen & ~Q(returned_reason="")),
            mine=Count("pk", filter=mine & Q(returned_reason="")),
        )
    )
    found = {
        row["milestone"]: _Tally(
            row["confirmed"],
            row["seen"],
            row["waiting"],
            row["returned"],
            is_mine_open=not row["mine"],
        )
        for row in rows
    }
    return {one.pk: found.get(one.pk, _Tally()) for one in milestones}


def _marks(
    milestones: Sequence[Milestone],
    tallies: Mapping[int, _Tally],
    reader: _Reader,
    is_only: bool,
    page: int,
) -> list[MilestoneMark]:
    """The marks that are shown, with their files: one's own and those waiting first."""
    order = Case(
        When(unit=reader.actor.unit_id, then=Value(0)),
        When(WAITING, then=Value(1)),
        When(confirmed_at=None, then=Value(2)),
        default=Value(3),
    )
    found = MilestoneMark.objects.filter(reader.seen, milestone__in=milestones)
    shown = found.order_by(order, "unit_id")
    if is_only and milestones:
        return list(shown[_turned(tallies, milestones[0].pk, page)[0]])
    if sum(one.seen for one in tallies.values()) <= FEW:
        return list(shown)
    number = Window(RowNumber(), F("milestone"), order_by=[order, F("unit_id")])
    asking = Q(unit=reader.actor.unit_id) | Q(confirmed_at=None)
    return list(shown.filter(asking).alias(number=number).filter(number__lte=A_FEW))


def _turned(
    tallies: Mapping[int, _Tally],
    only: int | None,
    page: int,
    href: Callable[[int], str] = str,
) -> tuple[slice, parts.Pager]:
    count = tallies[only].seen if only is not None and only in tallies else 0
    return parts.turned(count, page, ON_A_PAGE, href)


def _proofs(
    campaign: Campaign, marks: Sequence[MilestoneMark]
) -> dict[int, list[tuple[str, str]]]:
    """Address and name of the files of each mark."""
    found: dict[int, list[tuple[str, str]]] = {}
    proofs = MilestoneProof.objects.filter(mark__in=[mark.pk for mark in marks])
    rows = proofs.order_by("pk").values_list("pk", "mark_id", "file__name")
    for pk, mark, name in rows if marks else ():
        href = reverse("campaigns:proof", args=[campaign.pk, pk])
        found.setdefault(mark, []).append((href, name))
    return found


def _items(campaign: Campaign) -> dict[tuple[int, UUID], tuple[str, int | None]]:
    """Name and leading unit of each item of content, newest version last."""
    nodes = ContentNode.objects.filter(tree__audience__campaign=campaign)
    rows = nodes.order_by("tree__number").values_list(
        "tree__audience_id", "key", "name", "lead_unit_id"
    )
    return {(audience, key): (name, lead) for audience, key, name, lead in rows}


def _views(
    campaign: Campaign,
    milestones: Sequence[Milestone],
    tallies: Mapping[int, _Tally],
    marks: Sequence[MilestoneMark],
    members: Sequence[tuple[int, int]],
    reader: _Reader,
    day: date,
) -> list[MilestoneView]:
    items = _items(campaign)
    leads = {item: lead for item, (_name, lead) in items.items()}
    names_of_items = {key: name for (_audience, key), (name, _lead) in items.items()}
    asked = asked_among(milestones, members, leads)
    names = listed_names({mark.unit_id for mark in marks}, day) if marks else {}
    proofs = _proofs(campaign, marks)
    by_milestone: dict[int, list[MarkView]] = {}
    for mark in marks:
        shown = mark_view(mark, names, proofs.get(mark.pk, []), reader)
        by_milestone.setdefault(mark.milestone_id, []).append(shown)
    return [
        _view(
            campaign,
            one,
            tallies[one.pk],
            by_milestone.get(one.pk, []),
            asked[one.pk],
            names_of_items.get(one.node_key, ""),
            reader.actor,
            day,
        )
        for one in milestones
    ]


def _view(
    campaign: Campaign,
    one: Milestone,
    tally: _Tally,
    marks: Sequence[MarkView],
    asked: set[int],
    item: str,
    actor: Actor,
    day: date,
) -> MilestoneView:
    is_met = tally.confirmed >= len(asked) > 0
    has_more = tally.seen > len(marks)
    return MilestoneView(
        pk=one.pk,
        name=one.name,
        item=item,
        audience=one.audience.name,
        due=show(one.due_on)
        if is_met
        else f"{show(one.due_on)} ({due(one.due_on, day)})",
        tone="done" if is_met else "late" if one.due_on < day else "wait",
        count=_("%(confirmed)s trên %(asked)s đơn vị được công nhận")
        % {"confirmed": tally.confirmed, "asked": len(asked)},
        waiting=_waiting(tally),
        marks=marks,
        all_href=_href(campaign, one.pk) if has_more else "",
        all_words=ngettext(
            "Xem %(n)s đơn vị đã báo", "Xem cả %(n)s đơn vị đã báo", tally.seen
        )
        % {"n": tally.seen},
        may_mark=campaign.state == State.LAUNCHED
        and actor.unit_id in asked
        and bool(can_mark(actor, actor.unit_id or 0))
        and tally.is_mine_open,
        mark_href=reverse("campaigns:mark", args=[campaign.pk, one.pk]),
    )


def _waiting(tally: _Tally) -> str:
    """`5 chờ công nhận, 2 cần bổ sung`; “” when neither."""
    said = []
    if tally.waiting:
        said.append(_("%(n)s chờ công nhận") % {"n": tally.waiting})
    if tally.returned:
        said.append(_("%(n)s cần bổ sung") % {"n": tally.returned})
    return ", ".join(said)


def _finding(milestones: Sequence[Milestone], tallies: Mapping[int, _Tally]) -> str:
    waiting = sum(tallies[one.pk].waiting for one in milestones)
    if not milestones:
        return _("Các mốc")
    if waiting:
        return _("%(waiting)s mốc đã báo đạt, chờ công nhận") % {"waiting": waiting}
    return _("%(count)s mốc của phong trào") % {"count": len(milestones)}


def mark_view(
    mark: MilestoneMark,
    names: Mapping[int, str],
    proofs: Sequence[tuple[str, str]],
    reader: _Reader,
) -> MarkView:
    state, tone = _("chờ công nhận"), "wait"
    if mark.confirmed_at is not None:
        state, tone = _("đã công nhận"), "done"
    elif mark.returned_reason:
        state, tone = _("cần bổ sung"), "refused"
    return MarkView(
        pk=mark.pk,
        unit=names.get(mark.unit_id, ""),
        reached=show(mark.reached_on),
        note=mark.note,
        state=state,
        tone=tone,
        reason=mark.returned_reason,
        proofs=proofs,
        may_confirm=tone == "wait" and reader.may_confirm(mark.unit_id),
    )


def _href(campaign: Campaign, milestone: int | None = None, page: int = 1) -> str:
    path = reverse("campaigns:milestones", args=[campaign.pk])
    asked: dict[str, Any] = {}
    if milestone is not None:
        asked["moc"] = milestone
    if page > 1:
        asked["trang"] = page
    return f"{path}?{urlencode(asked)}" if asked else path
