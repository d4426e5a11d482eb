"""One prospect: who, why, who looks after it, its plan, invitation, what happened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from thidua.kernel.clock import ZONE
from thidua.kernel.dates import show
from thidua.kernel.errors import RuleBroken
from thidua.kernel.numbers import show_number
from thidua.kernel.policy import Verdict
from thidua.kernel.ui import parts
from thidua.kernel.ui.trails import Newest, newest
from thidua.organisations.actor import Actor, signature
from thidua.organisations.naming import unit_called
from thidua.prospects.models import Prospect, ProspectInvitation, SupportMeasure, Tip
from thidua.prospects.onward import ways_of
from thidua.prospects.policies import can_answer_invitation, can_nurture
from thidua.prospects.queries.past import history_of
from thidua.prospects.queries.words import called, item_called
from thidua.prospects.states import (
    ACCEPT,
    CLOSE,
    INVITE,
    MEASURE_TONES,
    TONES,
    UNDONE,
    MeasureState,
    State,
)


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """One measure of the plan."""

    pk: int
    kind: str
    words: str
    by_whom: str
    cost: str
    due: str
    due_class: str
    state: str
    tone: str
    told: str
    file_name: str
    file_href: str
    may_start: bool
    may_finish: bool
    finishing: RuleBroken | None = None
    """What was wrong with what came of it, where that form comes back."""
    dropping: RuleBroken | None = None


@dataclass(frozen=True, slots=True)
class InvitationRow:
    """One invitation and what was said to it."""

    words: str
    invited: str
    answer: str
    tone: str
    answered: str


@dataclass(frozen=True, slots=True)
class ProspectPage:
    """Everything `prospect.html` shows."""

    pk: int
    version: int
    crumbs: Sequence[parts.Link]
    name: str
    state: str
    tone: str
    next_step: str
    what: str
    closed: str
    facts: Sequence[parts.Fact]
    measures: Sequence[MeasureRow]
    costs: str
    invitations: Sequence[InvitationRow]
    tips: Sequence[parts.Link]
    pictures: Sequence[str]
    """Addresses of the pictures that came with the tips."""
    found_href: str
    may_nurture: Verdict
    may_invite: Verdict
    invite_tone: str
    may_note: Verdict
    may_close: Verdict
    onward: Sequence[parts.Link]
    is_made_up: bool
    trail: Newest


@dataclass(frozen=True, slots=True)
class Refused:
    """A form of one measure that comes back, opened, with what was wrong."""

    measure_id: int
    finishing: RuleBroken | None = None
    dropping: RuleBroken | None = None


def prospect_page(
    one: Prospect, actor: Actor, day: date, refused: Refused | None = None
) -> ProspectPage:
    """What its reader may see and do; `refused`: the form that comes back."""
    nurtures = can_nurture(actor, one)
    is_open = CLOSE.open_from(one.state)
    measures = list(one.measures.select_related("file"))
    tips = list(one.tips.visible_to(actor, day))
    return ProspectPage(
        pk=one.pk,
        version=one.version,
        crumbs=[
            parts.Link(_("Nhân tố"), reverse("prospects:list")),
            parts.Link(called(one), is_here=True),
        ],
        name=called(one),
        state=str(one.get_state_display()),
        tone=TONES[State(one.state)],
        next_step=_next_step(one, measures, day),
        what=one.what,
        closed=one.closed_because,
        facts=_facts(one, day),
        measures=[
            _measure(each, day, refused, may=bool(nurtures & is_open))
            for each in measures
        ],
        costs=_costs(measures),
        invitations=[_invitation(each) for each in one.invitations.all()],
        tips=_tips(tips),
        pictures=_pictures(tips),
        found_href=_found(one),
        may_nurture=nurtures & is_open,
        may_invite=nurtures & INVITE.open_from(one.state),
        invite_tone="main" if _is_ripe(one, measures) else "",
        may_note=can_answer_invitation(actor, one) & ACCEPT.open_from(one.state),
        may_close=nurtures & is_open,
        onward=ways_of(one) if nurtures else [],
        is_made_up=one.is_made_up,
        trail=newest(history_of(one)),
    )


def _is_ripe(one: Prospect, measures: Sequence[SupportMeasure]) -> bool:
    """Is inviting the next step: all support done, somebody looks after it."""
    undone = any(each.state in UNDONE for each in measures)
    return one.owner_id is not None and bool(measures) and not undone


def _tips(tips: Sequence[Tip]) -> list[parts.Link]:
    return [
        parts.Link(_said_by(tip.told_by), reverse("prospects:tip", args=[tip.pk]))
        for tip in tips
    ]


def _pictures(tips: Sequence[Tip]) -> list[str]:
    return [
        reverse("prospects:tip-picture", args=[tip.pk])
        for tip in tips
        if tip.picture_id
    ]


def _said_by(who: str) -> str:
    return _("Tin của %(who)s") % {"who": who}


def _found(one: Prospect) -> str:
    if one.hit_id is None or one.campaign_id is None:
        return ""
    return reverse("prospects:hit", args=[one.campaign_id, one.hit_id])


def _facts(one: Prospect, day: date) -> list[parts.Fact]:
    campaign = one.campaign
    found = [
        (pgettext("loại", "Đối tượng"), str(one.get_kind_display())),
        (_("Lĩnh vực"), str(one.get_field_display())),
        (_("Ngành nghề"), one.trade),
        (_("Trong danh bạ là"), one.person.full_name if one.person else ""),
        (_("Năm sinh"), str(one.birth_year or "")),
        (_("Ấp, tổ"), one.place),
        (_("Đơn vị phụ trách"), unit_called(one.home_id, day)),
        (_("Người phụ trách"), one.owner.full_name if one.owner else ""),
        (pgettext("một", "Phong trào"), campaign.name if campaign else ""),
        (_("Nội dung"), item_called(campaign, one.node_key)),
        (_("Tìm ra nhờ"), str(one.get_source_display())),
        (_("Đưa vào"), f"{show(one.made_at.astimezone(ZONE).date())}, {one.made_by}"),
    ]
    return [parts.Fact(term, value) for term, value in found if value]


def _next_step(one: Prospect, measures: Sequence[SupportMeasure], day: date) -> str:
    undone = [each for each in measures if each.state in UNDONE]
    late = sum(each.due_on < day for each in undone)
    if one.state == State.CLOSED:
        return _("Không bồi dưỡng nữa.")
    if late:
        return ngettext(
            "%(n)s việc hỗ trợ đã quá hạn.", "%(n)s việc hỗ trợ đã quá hạn.", late
        ) % {"n": late}
    if one.state == State.INVITED:
        return _("Chờ trả lời lời mời đăng ký điển hình.")
    if one.state == State.ACCEPTED and one.campaign_id is None:
        return _("Đã nhận lời; sửa để chọn phong trào rồi đăng ký điển hình.")
    if one.state == State.ACCEPTED:
        return _("Đã nhận lời; giúp làm đăng ký điển hình.")
    if one.state == State.REGISTERED:
        return _("Đã đăng ký; theo dõi ở phần điển hình.")
    if one.owner_id is None:
        return _("Chưa có người phụ trách.")
    if not measures:
        return _("Chưa có kế hoạch hỗ trợ.")
    if undone:
        return _("Việc kế tiếp đến hạn ngày %(day)s.") % {"day": show(undone[0].due_on)}
    return _("Đã hỗ trợ xong; có thể mời đăng ký điển hình.")


def _measure(
    one: SupportMeasure, day: date, refused: Refused | None, *, may: bool
) -> MeasureRow:
    is_undone = one.state in UNDONE
    back = refused if refused and refused.measure_id == one.pk else None
    return MeasureRow(
        pk=one.pk,
        kind=str(one.get_kind_display()),
        words=one.words,
        by_whom=one.by_whom,
        cost=_("%(sum)s đồng") % {"sum": show_number(one.cost)} if one.cost else "",
        due=show(one.due_on),
        due_class="is-late" if is_undone and one.due_on < day else "",
        state=str(one.get_state_display()),
        tone=MEASURE_TONES[MeasureState(one.state)],
        told=one.told,
        file_name=one.file.name if one.file else "",
        file_href=reverse("prospects:measure-file", args=[one.prospect_id, one.pk])
        if one.file_id
        else "",
        may_start=may and one.state == MeasureState.PLANNED,
        may_finish=may and is_undone,
        finishing=back.finishing if back else None,
        dropping=back.dropping if back else None,
    )


def _costs(measures: Sequence[SupportMeasure]) -> str:
    """What the plan costs, and what of it is done; “” where nothing costs anything."""
    known = [one for one in measures if one.state != MeasureState.DROPPED and one.cost]
    whole = sum((one.cost or Decimal(0) for one in known), Decimal(0))
    if not whole:
        return ""
    done = sum(
        (one.cost or Decimal(0) for one in known if one.state == MeasureState.DONE),
        Decimal(0),
    )
    words = {"whole": show_number(whole), "done": show_number(done)}
    if not done:
        return _("Cả kế hoạch %(whole)s đồng.") % words
    return _("Cả kế hoạch %(whole)s đồng, đã làm xong phần của %(done)s đồng.") % words


def _invitation(one: ProspectInvitation) -> InvitationRow:
    answers = ProspectInvitation.Answer
    tones = {answers.ACCEPTED: "done", answers.DECLINED: "slow"}
    said = [one.answer_words.rstrip("."), one.answered_by]
    if one.is_noted:
        said.append(_("đơn vị ghi lại"))
    return InvitationRow(
        words=one.words,
        invited=f"{show(one.invited_at.astimezone(ZONE).date())}, "
        f"{signature(one.invited_by, one.office)}",
        answer=str(one.get_answer_display()),
        tone=tones.get(answers(one.answer), "wait"),
        answered=". ".join(part for part in said if part),
    )
