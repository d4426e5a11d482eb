"""What I registered and how it stands; and how one reads it by a code."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.campaigns.models import AudienceMember, Campaign
from thidua.campaigns.naming import movement_inside
from thidua.kernel.ui import parts
from thidua.organisations.actor import Actor
from thidua.organisations.models import Lineage
from thidua.organisations.naming import names_on
from thidua.pledges.models import Registration
from thidua.pledges.models.registration import RegistrationQuerySet
from thidua.pledges.queries.one import consents_of, facts_of, next_step
from thidua.pledges.queries.words import tone, who_words
from thidua.pledges.states import WITHDRAW, State
from thidua.pledges.where import unit_for


@dataclass(frozen=True, slots=True)
class MyRow:
    """One registration of mine."""

    name: str
    campaign: str
    unit: str
    state: str
    tone: str
    note: str
    href: str
    verb: str


@dataclass(frozen=True, slots=True)
class MinePage:
    """Everything `mine.html` shows."""

    finding: str
    rows: Sequence[MyRow]
    open_campaigns: Sequence[parts.Link]
    enter_href: str


def mine_page(actor: Actor, day: date) -> MinePage:
    """Everything I registered or am known to be of, the newest first."""
    rows = my_rows(actor, day)
    return MinePage(
        finding=_("Đăng ký của tôi") if rows else _("Anh/chị chưa đăng ký gì"),
        rows=rows,
        open_campaigns=open_to(actor, day),
        enter_href=reverse("pledges:enter"),
    )


def open_to(actor: Actor, day: date) -> list[parts.Link]:
    """Running campaigns in which somebody may register and has not yet."""
    return _open(actor, day, set(_mine(actor).values_list("campaign", flat=True)))


def _mine(actor: Actor) -> RegistrationQuerySet:
    return Registration.objects.filter(
        Q(owner=actor.person_id) | Q(person=actor.person_id)
    )


def my_rows(actor: Actor, day: date) -> list[MyRow]:
    """What I registered, the newest first."""
    found = _mine(actor)
    rows = list(found.select_related("campaign").order_by("-made_at", "-pk")[:100])
    names = names_on({one.unit_id for one in rows}, day) if rows else {}
    return [_row(one, names.get(one.unit_id, "")) for one in rows]


def _row(one: Registration, unit: str) -> MyRow:
    is_mine_to_mend = one.state in {State.DRAFT, State.RETURNED}
    return MyRow(
        name=who_words(one),
        campaign=one.campaign.name,
        unit=unit,
        state=str(one.get_state_display()),
        tone=tone(one),
        note=one.reason,
        href=reverse("pledges:mend", args=[one.pk])
        if is_mine_to_mend
        else reverse("pledges:registration", args=[one.pk]),
        verb=_("Viết tiếp")
        if one.state == State.DRAFT
        else _("Sửa rồi gửi lại")
        if is_mine_to_mend
        else _("Ghi kết quả")
        if one.state == State.APPROVED
        else _("Xem"),
    )


def _open(actor: Actor, day: date, done: set[int]) -> list[parts.Link]:
    """Running campaigns in which my unit takes part and I have not registered."""
    if actor.unit_id is None:
        return []
    above = Lineage.objects.filter(unit=actor.unit_id, during__contains=day)
    members = AudienceMember.objects.filter(unit__in=above.values("ancestor"))
    running = (
        Campaign.objects.visible_to(actor)
        .running()
        .filter(ends_on__gte=day, pk__in=members.values("audience__campaign"))
    )
    return [
        parts.Link(
            _("Đăng ký tham gia %(movement)s")
            % {"movement": movement_inside(one.name)},
            reverse("pledges:new", args=[one.pk]),
        )
        for one in running.exclude(pk__in=done).select_related("root")[:10]
        if unit_for(one, actor.unit_id, day) is not None
    ]


@dataclass(frozen=True, slots=True)
class LookedUpPage:
    """Everything `looked_up.html` shows of a registration found by its code."""

    code: str
    name: str
    state: str
    tone: str
    reason: str
    next_step: str
    facts: Sequence[parts.Fact]
    consents: Sequence[tuple[str, str, bool]]
    may_withdraw: bool
    is_alive: bool


def looked_up_page(one: Registration, code: str, day: date) -> LookedUpPage:
    """How it stands, for whoever holds the code."""
    return LookedUpPage(
        code=code,
        name=who_words(one),
        state=str(one.get_state_display()),
        tone=tone(one),
        reason=one.reason,
        next_step=next_step(one, mine=False),
        facts=facts_of(one, day),
        consents=consents_of(one),
        may_withdraw=bool(WITHDRAW.open_from(one.state)),
        is_alive=bool(WITHDRAW.open_from(one.state)),
    )
