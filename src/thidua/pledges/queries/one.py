"""One registration: who, what, how it stands, who it may be twice, what happened."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from thidua.campaigns.models import Campaign
from thidua.kernel.clock import ZONE
from thidua.kernel.dates import show, show_moment
from thidua.kernel.policy import Verdict
from thidua.kernel.ui import parts
from thidua.organisations.actor import Actor, signature
from thidua.organisations.naming import unit_called
from thidua.pledges.drafts import RegistrationDraft
from thidua.pledges.matching import Standing, people_called
from thidua.pledges.models import Registration
from thidua.pledges.models.registration import SHOWN
from thidua.pledges.policies import can_decide, can_keep, can_mend, is_ones_own
from thidua.pledges.queries.words import (
    items_named,
    target_words,
    title_words,
    tone,
    who_words,
)
from thidua.pledges.states import APPROVE, PART, RETURN, SUBMIT, WITHDRAW, State
from thidua.pledges.where import within_commune


@dataclass(frozen=True, slots=True)
class Beside:
    """Another registration beside this one, line by line in the same order."""

    pk: int
    name: str
    href: str
    state: str
    tone: str
    facts: Sequence[tuple[str, str, str, bool]]
    """Label, this one's, the other's, do they differ."""
    join_href: str
    is_other_kind: bool
    """A person's beside that of a household: both may stand."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody of the register of people who may be meant."""

    pk: int
    name: str


@dataclass(frozen=True, slots=True)
class OnePage:
    """Everything `registration.html` shows."""

    pk: int
    crumbs: Sequence[parts.Link]
    name: str
    campaign: str
    state: str
    tone: str
    reason: str
    next_step: str
    facts: Sequence[parts.Fact]
    consents: Sequence[tuple[str, str, bool]]
    may_consent: Verdict
    result: str
    may_tell_result: bool
    doubles: Sequence[Beside]
    joined_into: parts.Link | None
    joined: Sequence[parts.Link]
    candidates: Sequence[Candidate]
    person: str
    may_approve: Verdict
    may_return: Verdict
    may_withdraw: Verdict
    may_part: Verdict
    may_mend: bool
    mend_href: str
    decide_href: str
    is_office: bool
    trail: Sequence[parts.TrailLine]


def one_page(one: Registration, actor: Actor, day: date) -> OnePage:
    """What its reader may see and do."""
    campaign = one.campaign
    decides, keeps = can_decide(actor, one), can_keep(actor, one)
    mine = bool(is_ones_own(actor, one))
    is_office = bool(decides)
    return OnePage(
        pk=one.pk,
        crumbs=_crumbs(one, campaign, day, is_office=is_office),
        name=who_words(one),
        campaign=campaign.name,
        state=str(one.get_state_display()),
        tone=tone(one),
        reason=one.reason,
        next_step=next_step(one, mine=mine),
        facts=facts_of(one, day),
        consents=consents_of(one),
        may_consent=keeps if one.owner_id is None else is_ones_own(actor, one) | keeps,
        result=one.result,
        may_tell_result=bool(keeps) and one.state == State.APPROVED,
        doubles=_doubles(one, actor, day) if is_office else [],
        joined_into=_linked(one.joined_into) if one.joined_into else None,
        joined=[_linked(double) for double in one.doubles.all()],
        candidates=_candidates(one, actor, day) if is_office else [],
        person=one.person.full_name if one.person else "",
        may_approve=decides & APPROVE.open_from(one.state),
        may_return=decides & RETURN.open_from(one.state),
        may_withdraw=keeps & WITHDRAW.open_from(one.state),
        may_part=decides & PART.open_from(one.state),
        may_mend=bool(can_mend(actor, one) & SUBMIT.open_from(one.state)),
        mend_href=reverse("pledges:mend", args=[one.pk]),
        decide_href=reverse("pledges:decide", args=[campaign.pk, one.unit_id]),
        is_office=is_office,
        trail=trail_of_one(one),
    )


def _crumbs(
    one: Registration, campaign: Campaign, day: date, *, is_office: bool
) -> list[parts.Link]:
    if not is_office:
        return [
            parts.Link(_("Đăng ký của tôi"), reverse("pledges:mine")),
            parts.Link(who_words(one), is_here=True),
        ]
    return [
        parts.Link(campaign.name, reverse("pledges:campaign", args=[campaign.pk])),
        parts.Link(
            unit_called(one.unit_id, day),
            reverse("pledges:unit", args=[campaign.pk, one.unit_id]),
        ),
        parts.Link(who_words(one), is_here=True),
    ]


def _linked(one: Registration) -> parts.Link:
    return parts.Link(who_words(one), _href(one))


def _href(one: Registration) -> str:
    return reverse("pledges:registration", args=[one.pk])


def next_step(one: Registration, *, mine: bool) -> str:
    """What happens next, for whoever registered."""
    said = {
        State.DRAFT: _("Chưa gửi. Viết tiếp rồi gửi để đơn vị duyệt."),
        State.SUBMITTED: _("Đơn vị đang xem; duyệt xong sẽ hiện ở đây."),
        State.APPROVED: _("Đã vào danh sách thi đua của đơn vị."),
        State.RETURNED: _("Sửa theo lý do bên dưới rồi gửi lại.")
        if mine
        else _("Chờ người đăng ký sửa rồi gửi lại."),
        State.WITHDRAWN: _("Đã rút; không còn hiện với ai khác."),
        State.JOINED: _("Đã gộp vào bản khác của cùng một người, một hộ."),
    }
    return said[State(one.state)]


def facts_of(one: Registration, day: date) -> list[parts.Fact]:
    """Everything that was registered, in the words of the form."""
    items = items_named(one.campaign)
    content = [items[key] for key in one.content if key in items]
    return [
        parts.Fact(term, value)
        for term, value in (
            (pgettext("một", "Phong trào"), one.campaign.name),
            (_("Đơn vị duyệt"), unit_called(one.unit_id, day)),
            (pgettext("loại", "Đối tượng"), str(one.get_kind_display())),
            (_("Năm sinh"), str(one.birth_year or "")),
            (_("Ấp, tổ"), one.address),
            (_("Người đứng đầu, đại diện"), one.representative),
            (_("Nội dung"), "; ".join(content)),
            (_("Việc sẽ làm"), one.words),
            (_("Chỉ tiêu"), "; ".join(map(target_words, one.targets.all()))),
            (_("Danh hiệu phấn đấu"), title_words(one.title)),
            (_("Cách đăng ký"), str(one.get_source_display())),
            (
                _("Gửi ngày"),
                show(one.submitted_at.astimezone(ZONE).date())
                if one.submitted_at
                else "",
            ),
            (_("Quyết định"), one.decided_by),
        )
        if value
    ]


def consents_of(one: Registration) -> list[tuple[str, str, bool]]:
    """What may be shown, its words, and whether it is."""
    words = {
        "name": _("Tên"),
        "address": _("Ấp (cùng với tên)"),
        "content": _("Nội dung và việc đăng ký"),
        "result": _("Kết quả"),
    }
    return [(name, words[name], one.shown[name]) for name in SHOWN]


def as_draft(one: Registration) -> RegistrationDraft:
    """A registration as it would be typed, to be held against others."""
    return RegistrationDraft(
        kind=one.kind,
        name=one.name,
        birth_year=one.birth_year,
        address=one.address,
        representative=one.representative,
        namesake=one.namesake,
    )


def _doubles(one: Registration, actor: Actor, day: date) -> list[Beside]:
    """Those that may be of the same subject and may be read, each beside this one."""
    near = within_commune(one.unit_id, day)
    campaign, unit_id, mine = one.campaign_id, one.unit_id, as_draft(one)
    standing = Standing(campaign, unit_id, [one.name], near=near, apart=one.pk)
    found = standing.doubtful(mine)
    if one.state == State.SUBMITTED:
        found += standing.of_the_other_kind(mine)
    others = {other.unit_id for other in found} - {one.unit_id}
    read = {
        unit for unit in others if Registration.objects.may_be_read_at(unit, actor, day)
    } | {one.unit_id}
    return [_beside(one, other, actor, day) for other in found if other.unit_id in read]


def _beside(one: Registration, other: Registration, actor: Actor, day: date) -> Beside:
    lines = [
        (_("Tên"), one.name, other.name),
        (
            pgettext("loại", "Đối tượng"),
            str(one.get_kind_display()),
            str(other.get_kind_display()),
        ),
        (_("Năm sinh"), str(one.birth_year or "–"), str(other.birth_year or "–")),
        (_("Ấp, tổ"), one.address or "–", other.address or "–"),
        (_("Việc sẽ làm"), one.words or "–", other.words or "–"),
        (_("Đơn vị duyệt"), _approver(one, day), _approver(other, day)),
        (_("Cách đăng ký"), _source(one), _source(other)),
        (_("Ghi ngày"), _made(one), _made(other)),
    ]
    return Beside(
        pk=other.pk,
        name=who_words(other),
        href=_href(other),
        state=str(other.get_state_display()),
        tone=tone(other),
        facts=[(label, a, b, a != b) for label, a, b in lines],
        join_href=reverse("pledges:join", args=[one.pk, other.pk])
        if can_decide(actor, other) and one.kind == other.kind
        else "",
        is_other_kind=one.kind != other.kind,
    )


def _approver(one: Registration, day: date) -> str:
    return unit_called(one.unit_id, day)


def _source(one: Registration) -> str:
    return str(one.get_source_display())


def _made(one: Registration) -> str:
    return show(one.made_at.astimezone(ZONE).date())


def _candidates(one: Registration, actor: Actor, day: date) -> list[Candidate]:
    if one.person_id is not None:
        return []
    found = people_called([as_draft(one)], actor, one.unit_id, day)
    return [
        Candidate(
            person.pk,
            f"{person.full_name}, {person.birth_year or _('chưa rõ năm sinh')}",
        )
        for person in found.get(0, [])[:5]
    ]


def trail_of_one(one: Registration) -> list[parts.TrailLine]:
    """Every change as the database kept it, newest first."""
    return [
        parts.TrailLine(
            when=show_moment(change.at.astimezone(ZONE)),
            words=_changed(change.before, change.after or {}),
            who=signature(change.actor_name, change.office),
            note=change.reason,
        )
        for change in one.changes.all()
    ]


def _labels() -> dict[str, str]:
    return {
        "name": _("tên"),
        "birth_year": _("năm sinh"),
        "address": _("ấp, tổ"),
        "representative": _("đại diện"),
        "content": _("nội dung"),
        "words": _("việc sẽ làm"),
        "title": _("danh hiệu"),
        "result": _("kết quả"),
        "person_id": _("người trong sổ"),
        "joined_into_id": _("bản giữ lại"),
    }


def _changed(before: Mapping[str, Any] | None, after: Mapping[str, Any]) -> str:
    """`Ghi bản đăng ký`, `đã duyệt`, `đổi tên, năm sinh`."""
    if before is None:
        return _("Ghi bản đăng ký")
    said = []
    if "state" in after:
        said.append(str(State(after["state"]).label))
    said += [label for key, label in _labels().items() if key in {*before, *after}]
    if any(key.startswith("shows_") for key in {*before, *after}):
        said.append(_("phần công khai"))
    words = ", ".join(said)
    if "state" in after:
        return words[:1].upper() + words[1:]
    return _("Sửa %(what)s") % {"what": words} if words else _("Sửa")
