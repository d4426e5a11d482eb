"""Tips: those a unit answers, one of them beside its doubles, and my own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from thidua.kernel import dates
from thidua.kernel.clock import ZONE
from thidua.kernel.dates import show
from thidua.kernel.numbers import show_number
from thidua.kernel.policy import Verdict
from thidua.kernel.sheets import Column, Sheet
from thidua.kernel.ui import filters, parts
from thidua.organisations.actor import Actor
from thidua.organisations.namesakes import listed_names
from thidua.organisations.naming import unit_called
from thidua.prospects.matching import doubles_of
from thidua.prospects.models import Tip
from thidua.prospects.policies import can_answer, can_join, can_mend_tip
from thidua.prospects.queries.beside import beside
from thidua.prospects.queries.tips_waiting import (
    counts,
    filtered,
    left_below,
    left_elsewhere,
)
from thidua.prospects.queries.told_before import Before, told_before
from thidua.prospects.queries.words import called, item_called
from thidua.prospects.states import (
    ANSWER_TIP,
    MEND_TIP,
    OPEN_TIP,
    PART_TIP,
    TIP_TONES,
    TO_ANSWER,
    TipState,
)


@dataclass(frozen=True, slots=True)
class TipRow:
    """One tip of a list."""

    name: str
    kind: str
    what: str
    where: str
    told: str
    state: str
    tone: str
    answer: str
    href: str

    def cells(self) -> list[str]:
        """As it stands in the Excel file."""
        said = [self.name, self.kind, self.what, self.where, self.told]
        return [*said, self.state, self.answer]


@dataclass(frozen=True, slots=True)
class TipsPage:
    """Everything `tips.html` and `mine.html` show."""

    finding: str
    tabs: Sequence[parts.Link]
    rows: Sequence[TipRow]
    pager: parts.Pager | None
    below: parts.Link | None = None
    """Those that the units below are still to answer."""
    elsewhere: parts.Link | None = None
    """One's own that a unit above, or another place, is still to answer."""


def tips_page(
    actor: Actor, day: date, params: Mapping[str, str], path: str
) -> TipsPage:
    """Those that one's unit, or one below it, answers; the newest first."""
    seen = Tip.objects.visible_to(actor, day)
    wanted = filtered(seen, actor, params, day)
    own, below, elsewhere = counts(seen, actor, day)
    shown, pager = filters.paged(wanted.count(), params, path)
    return TipsPage(
        finding=_finding(own),
        tabs=beside(actor, "prospects:tips"),
        rows=_rows(list(wanted.select_related("joined_into")[shown]), day),
        pager=pager,
        below=left_below(below),
        elsewhere=left_elsewhere(elsewhere),
    )


def tips_sheet(actor: Actor, day: date, params: Mapping[str, str]) -> Sheet:
    """The whole list that an address asks for, as an Excel sheet."""
    wanted = filtered(Tip.objects.visible_to(actor, day), actor, params, day)
    found = list(wanted.select_related("joined_into"))
    return Sheet(
        name=_("Tin báo"),
        title=_("Tin báo"),
        subtitle=dates.show(day),
        columns=[
            Column(_("Ai, cái gì"), width=30),
            Column(_("Báo về"), width=18),
            Column(_("Đã làm gì"), width=60),
            Column(_("Ở đâu"), width=28),
            Column(_("Người báo"), width=34),
            Column(_("Trạng thái"), width=20),
            Column(_("Trả lời"), width=50),
        ],
        rows=[one.cells() for one in _rows(found, day)],
    )


def _finding(count: int) -> str:
    if not count:
        return _("Không còn tin báo nào chờ trả lời")
    return ngettext("%(n)s tin báo chờ trả lời", "%(n)s tin báo chờ trả lời", count) % {
        "n": show_number(count)
    }


def mine_page(actor: Actor, day: date) -> TipsPage:
    """What I told, and what was said to it."""
    own = Tip.objects.filter(teller=actor.person_id or 0)
    rows = _rows(list(own.select_related("joined_into")[:100]), day)
    return TipsPage(
        finding=_("Tin tôi báo") if rows else _("Anh/chị chưa báo tin nào"),
        tabs=beside(actor, "prospects:mine"),
        rows=rows,
        pager=None,
    )


def _rows(found: Sequence[Tip], day: date) -> list[TipRow]:
    names = listed_names({one.where_id for one in found}, day) if found else {}
    return [
        TipRow(
            name=called(one),
            kind=str(one.get_kind_display()),
            what=one.what,
            where=", ".join(filter(None, (one.place, names.get(one.where_id, "")))),
            told=f"{_day(one)}, {one.told_by}",
            state=str(one.get_state_display()),
            tone=TIP_TONES[TipState(one.state)],
            answer=_answer(one),
            href=reverse("prospects:tip", args=[one.pk]),
        )
        for one in found
    ]


def _answer(one: Tip) -> str:
    """What was said to it; to one of several about the same, what was said to that."""
    if one.answer or one.joined_into is None:
        return one.answer
    return one.joined_into.answer


def _day(one: Tip) -> str:
    return show(one.told_at.astimezone(ZONE).date())


@dataclass(frozen=True, slots=True)
class BesideTip:
    """Another tip that may be of the same, line by line beside this one."""

    pk: int
    name: str
    href: str
    state: str
    tone: str
    facts: Sequence[tuple[str, str, str, bool]]
    """Label, this one's, the other's, do they differ."""
    join_href: str


@dataclass(frozen=True, slots=True)
class TipPage:
    """Everything `tip.html` shows, to the teller or to the office."""

    pk: int
    crumbs: Sequence[parts.Link]
    name: str
    state: str
    tone: str
    next_step: str
    whose_turn: str
    """Said to who may read it and not answer it."""
    what: str
    answer: str
    facts: Sequence[parts.Fact]
    picture_href: str
    doubles: Sequence[BesideTip]
    elsewhere: Sequence[str]
    """Of tips with this name that another unit answers: whose and of when, no more."""
    before: Sequence[Before]
    """What it told before its teller corrected it, the latest first."""
    joined_into: parts.Link | None
    joined: Sequence[parts.Link]
    prospect: parts.Link | None
    may_open: Verdict
    may_answer: Verdict
    may_part: Verdict
    may_mend: Verdict
    is_made_up: bool


def tip_page(one: Tip, actor: Actor, day: date, *, sees_prospect: bool) -> TipPage:
    """What its reader may see and do."""
    answers = can_answer(actor, one)
    may_answer = answers & ANSWER_TIP.open_from(one.state)
    return TipPage(
        pk=one.pk,
        crumbs=_crumbs(one, is_mine=_is_mine(one, actor)),
        name=called(one),
        state=str(one.get_state_display()),
        tone=TIP_TONES[TipState(one.state)],
        next_step=_next_step(one, day),
        whose_turn=_whose_turn(one, day)
        if not answers and not _is_mine(one, actor)
        else "",
        what=one.what,
        answer=_answer(one),
        facts=_facts(one, day),
        picture_href=reverse("prospects:tip-picture", args=[one.pk])
        if one.picture_id
        else "",
        doubles=(doubles := _doubles(one, actor, day) if may_answer else []),
        elsewhere=_elsewhere(one, doubles, day) if may_answer else [],
        before=told_before(one, day),
        joined_into=_link(one.joined_into) if one.joined_into and answers else None,
        joined=[_link(double) for double in one.doubles.all()] if answers else [],
        prospect=_prospect(one) if sees_prospect else None,
        may_open=answers & OPEN_TIP.open_from(one.state),
        may_answer=may_answer,
        may_part=answers & PART_TIP.open_from(one.state),
        may_mend=can_mend_tip(actor, one) & MEND_TIP.open_from(one.state),
        is_made_up=one.is_made_up,
    )


def _is_mine(one: Tip, actor: Actor) -> bool:
    return one.teller_id is not None and one.teller_id == actor.person_id


def _crumbs(one: Tip, *, is_mine: bool) -> list[parts.Link]:
    first = (
        parts.Link(_("Tin tôi báo"), reverse("prospects:mine"))
        if is_mine
        else parts.Link(_("Tin báo"), reverse("prospects:tips"))
    )
    return [first, parts.Link(called(one), is_here=True)]


def _link(one: Tip) -> parts.Link:
    return parts.Link(
        f"{called(one)} ({_day(one)})", reverse("prospects:tip", args=[one.pk])
    )


def _prospect(one: Tip) -> parts.Link | None:
    if one.prospect is None:
        return None
    return parts.Link(
        called(one.prospect), reverse("prospects:prospect", args=[one.prospect_id])
    )


def _next_step(one: Tip, day: date) -> str:
    unit = unit_called(one.home_id, day)
    said = {
        TipState.SENT: _("%(unit)s sẽ xem và trả lời.") % {"unit": unit},
        TipState.OPENED: _("%(unit)s đang xem.") % {"unit": unit},
        TipState.TAKEN_UP: _("Đã đưa vào danh sách nhân tố để bồi dưỡng."),
        TipState.ANSWERED: _("Đã trả lời người báo tin."),
        TipState.JOINED: _("Nhiều người cùng báo; đã gộp với tin trước."),
        TipState.TAKEN_BACK: _("Người báo đã rút; không ai phải trả lời."),
    }
    return said[TipState(one.state)]


def _whose_turn(one: Tip, day: date) -> str:
    if one.state not in TO_ANSWER:
        return ""
    return _(
        "Đến lượt %(unit)s trả lời. Anh/chị xem để nhắc; không trả lời thay được."
    ) % {"unit": unit_called(one.home_id, day)}


def _facts(one: Tip, day: date) -> list[parts.Fact]:
    names = listed_names({one.where_id, one.home_id}, day)
    found = [
        (_("Báo về"), str(one.get_kind_display())),
        (_("Ở đâu"), names.get(one.where_id, "")),
        (_("Ấp, tổ"), one.place),
        (pgettext("một", "Phong trào"), one.campaign.name if one.campaign else ""),
        (_("Nội dung"), item_called(one.campaign, one.node_key)),
        (_("Người báo"), f"{one.told_by}, {_day(one)}"),
        (_("Đơn vị trả lời"), names.get(one.home_id, "")),
        (_("Trả lời bởi"), one.answered_by),
    ]
    return [parts.Fact(term, value) for term, value in found if value]


def _doubles(one: Tip, actor: Actor, day: date) -> list[BesideTip]:
    near = doubles_of(one).select_related("where")
    found = [other for other in near if can_join(actor, one, other, day)]
    names = listed_names({other.where_id for other in found} | {one.where_id}, day)
    return [_beside(one, other, names) for other in found]


def _elsewhere(one: Tip, shown: Sequence[BesideTip], day: date) -> list[str]:
    known = {beside.pk for beside in shown}
    others = [other for other in doubles_of(one) if other.pk not in known]
    names = listed_names({other.home_id for other in others}, day)
    said = _("%(unit)s cũng có tin cùng tên, báo ngày %(day)s.")
    return [
        said % {"unit": names.get(other.home_id, ""), "day": _day(other)}
        for other in others
    ]


def _beside(one: Tip, other: Tip, names: Mapping[int, str]) -> BesideTip:
    lines = [
        (_("Tên"), one.name, other.name),
        (_("Ở đâu"), names.get(one.where_id, ""), names.get(other.where_id, "")),
        (_("Ấp, tổ"), one.place or "–", other.place or "–"),
        (_("Đã làm gì"), one.what, other.what),
        (_("Người báo"), one.told_by, other.told_by),
        (_("Ngày báo"), _day(one), _day(other)),
    ]
    return BesideTip(
        pk=other.pk,
        name=called(other),
        href=reverse("prospects:tip", args=[other.pk]),
        state=str(other.get_state_display()),
        tone=TIP_TONES[TipState(other.state)],
        facts=[(label, a, b, a != b) for label, a, b in lines],
        join_href=reverse("prospects:tip-join", args=[one.pk, other.pk]),
    )
