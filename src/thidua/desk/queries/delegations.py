"""Delegations: those from a mandate, those to a person, and one of them whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.desk.queries.choices import campaigns_of
from thidua.kernel import clock, dates
from thidua.kernel.policy import YES, Verdict
from thidua.kernel.sheets import Column, Columns, Kind, Sheet, listed
from thidua.kernel.ui.parts import Fact, Link
from thidua.organisations.actor import BY_ROLE, Actor
from thidua.organisations.models import (
    Delegation,
    Mandate,
    Placement,
    Power,
)
from thidua.organisations.policies import can_delegate

MOST_PEOPLE = 300
"""People offered for a delegation: the office's own and those directly below."""


@dataclass(frozen=True, slots=True)
class Row:
    """One delegation in a list."""

    href: str
    who: str
    powers: str
    during: str
    paper: str
    state: str
    is_in_force: bool


@dataclass(frozen=True, slots=True)
class DelegationsPage:
    """Everything `delegations.html` shows."""

    mandate_id: int
    title: str
    given: Sequence[Row]
    received: Sequence[Row]
    may: Verdict
    is_mine: bool
    by_role: Sequence[str]
    """What an officer does by the role, in the own unit's name."""
    by_paper: Sequence[str]
    """What only a delegation lets an officer do."""


@dataclass(frozen=True, slots=True)
class DelegationPage:
    """Everything `delegation.html` shows."""

    pk: int
    number: str
    crumbs: Sequence[Link]
    facts: Sequence[Fact]
    state: str
    is_in_force: bool
    may_revoke: bool


def delegations_page(mandate: Mandate, actor: Actor, today: date) -> DelegationsPage:
    """What this mandate gave away, and what others gave to whoever reads."""
    mine = mandate.pk == actor.mandate_id and actor.under is None
    return DelegationsPage(
        mandate_id=mandate.pk,
        title=_("%(name)s, %(title)s, %(unit)s")
        % {
            "name": mandate.person.full_name,
            "title": mandate.title,
            "unit": mandate.unit_name,
        },
        given=[
            _row(one, one.person.full_name, today)
            for one in _named(mandate.delegations.all())
        ],
        received=[
            _row(one, one.mandate.person.full_name, today)
            for one in _received(mandate, actor)
        ],
        may=can_delegate(actor, mandate) & _is_a_head(mandate),
        is_mine=mine,
        by_role=[str(power.label) for power in BY_ROLE],
        by_paper=[str(one.label) for one in Power if one not in BY_ROLE],
    )


def _received(mandate: Mandate, actor: Actor) -> Sequence[Delegation]:
    """What others gave to whoever reads their own page."""
    if mandate.pk != actor.mandate_id or actor.under is not None:
        return ()
    return _named(Delegation.objects.filter(person=actor.person_id))


def delegations_sheet(mandate: Mandate, actor: Actor, today: date) -> Sheet:
    """Both lists as Excel: given, then received."""
    columns: Columns[Delegation] = [
        (
            Column(_("Người ủy quyền"), width=26),
            lambda one: one.mandate.person.full_name,
        ),
        (Column(_("Người được ủy quyền"), width=26), lambda one: one.person.full_name),
        (Column(_("Được làm"), width=50), _powers),
        (Column(_("Từ ngày"), kind=Kind.DATE, width=14), lambda one: one.during.lower),
        (
            Column(_("Đến hết ngày"), kind=Kind.DATE, width=14),
            lambda one: one.during.upper - timedelta(days=1),
        ),
        (Column(_("Số, ký hiệu"), width=18), lambda one: one.number),
        (
            Column(_("Ngày văn bản"), kind=Kind.DATE, width=14),
            lambda one: one.issued_on,
        ),
        (Column(_("Tình trạng"), width=18), lambda one: _state(one, today)),
    ]
    given = _named(mandate.delegations.all())
    return listed(_("Ủy quyền"), today, columns, [*given, *_received(mandate, actor)])


def delegation_page(
    delegation: Delegation, actor: Actor, today: date
) -> DelegationPage:
    """One document, and whether it may be taken back."""
    to_come: bool = delegation.during.lower > today
    lives = _lives(delegation, today) or (to_come and not delegation.revoked_at)
    mandate = delegation.mandate
    return DelegationPage(
        pk=delegation.pk,
        number=delegation.number,
        crumbs=[
            Link(_("Ủy quyền"), reverse("desk:delegations-of", args=[mandate.pk]))
            if can_delegate(actor, mandate)
            else Link(_("Ủy quyền"), reverse("desk:delegations")),
            Link(delegation.number, is_here=True),
        ],
        facts=[*_said(delegation), *_kept(delegation)],
        state=_state(delegation, today),
        is_in_force=_lives(delegation, today),
        may_revoke=bool(can_delegate(actor, mandate)) and lives,
    )


def _said(one: Delegation) -> list[Fact]:
    """What the document says."""
    mandate = one.mandate
    office = f"{mandate.person.full_name}, {mandate.title}, {mandate.unit_name}"
    return [
        Fact(_("Người ủy quyền"), office),
        Fact(_("Người được ủy quyền"), one.person.full_name),
        Fact(_("Được làm"), _powers(one)),
        Fact(_("Giới hạn"), one.scope_name or _("mọi phong trào")),
        Fact(_("Thời gian"), _during(one)),
        Fact(_("Văn bản"), _paper(one)),
        Fact(_("Lý do"), one.reason),
    ]


def _kept(one: Delegation) -> list[Fact]:
    """Who wrote it into the book, with which file, and who took it back."""
    facts = [Fact(_("Ghi vào máy"), _who(one.given_by, one.given_at))]
    if one.file:
        to = reverse("desk:delegation-file", args=[one.pk])
        facts.append(Fact(_("Tệp"), one.file.name, to))
    if one.revoked_at:
        who = _who(one.revoked_by, one.revoked_at)
        facts.append(Fact(_("Thu hồi"), f"{who}: {one.revoked_why}"))
    return facts


def _who(name: str, at: datetime) -> str:
    when = dates.show_moment(at.astimezone(clock.ZONE))
    return _("%(who)s, %(when)s") % {"who": name, "when": when}


def people_for(mandate: Mandate, day: date) -> list[tuple[int, str]]:
    """Who may be named: the office's own people, and those directly below it."""
    below = Placement.objects.filter(
        parent=mandate.unit_id, during__contains=day
    ).values("unit")
    held = (
        Mandate.objects.held_on(day)
        .filter(Q(unit=mandate.unit_id) | Q(unit__in=below))
        .exclude(person=mandate.person_id)
        .exclude(role=Mandate.Role.ADMINISTRATOR)
        .select_related("person")
        .with_unit_names(day)
        .order_by("person__sort_key", "pk")
    )
    found: dict[int, str] = {}
    for one in held[:MOST_PEOPLE]:
        found.setdefault(one.person_id, f"{one.person.full_name}, {one.label}")
    return list(found.items())


def scopes_for(mandate: Mandate, day: date) -> list[tuple[int, str]]:
    """The campaigns to which it may be limited."""
    known = campaigns_of([mandate.unit_id], mandate.unit_id).known_by(day)
    return list(known.order_by("-pk").values_list("pk", "name"))


def _is_a_head(mandate: Mandate) -> Verdict:
    if mandate.role == Mandate.Role.HEAD:
        return YES
    return Verdict(
        _("Chỉ thủ trưởng ủy quyền."),
        _("Vai này không ký thay ai và không giao ai ký thay."),
    )


def _named(delegations: object) -> Sequence[Delegation]:
    rows: list[Delegation] = list(
        delegations.select_related(  # type: ignore[attr-defined]
            "person", "mandate__person"
        ).order_by("-during", "-pk")
    )
    return rows


def _row(one: Delegation, who: str, today: date) -> Row:
    return Row(
        href=reverse("desk:delegation", args=[one.pk]),
        who=who,
        powers=_powers(one),
        during=_during(one),
        paper=_paper(one),
        state=_state(one, today),
        is_in_force=_lives(one, today),
    )


def _powers(one: Delegation) -> str:
    words = "; ".join(str(Power(power).label) for power in one.powers)
    return f"{words} ({one.scope_name})" if one.scope_name else words


def _during(one: Delegation) -> str:
    return _("%(first)s đến hết %(last)s") % {
        "first": dates.show(one.during.lower),
        "last": dates.show(one.during.upper - timedelta(days=1)),
    }


def _paper(one: Delegation) -> str:
    return _("%(number)s ngày %(day)s") % {
        "number": one.number,
        "day": dates.show(one.issued_on),
    }


def _lives(one: Delegation, today: date) -> bool:
    first: date = one.during.lower
    return first <= today < one.ended_on


def _state(one: Delegation, today: date) -> str:
    if one.revoked_at:
        return _("đã thu hồi")
    if today < one.during.lower:
        return _("chưa đến ngày")
    return _("đang có hiệu lực") if _lives(one, today) else _("đã hết")
