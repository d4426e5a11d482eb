"""Delegating in writing, and revoking what was delegated."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange, NumericRange
from django.utils.translation import gettext as _

from thidua.audit.trail import record
from thidua.kernel import dates
from thidua.kernel.errors import RuleBroken, WrongMoment
from thidua.kernel.files import keep
from thidua.organisations.actor import Actor
from thidua.organisations.models import (
    DelegatedPower,
    Delegation,
    Lineage,
    Mandate,
    Person,
    Power,
)
from thidua.organisations.policies import can_delegate

LONGEST = timedelta(days=366)
"""A delegation is limited in time; a year is the office's usual plan."""


@dataclass(frozen=True, slots=True)
class Paper:
    """What the written delegation says."""

    number: str
    issued_on: date
    first: date
    last: date
    powers: tuple[str, ...]
    reason: str
    scope_id: int | None = None
    scope_name: str = ""
    file: UploadedFile[bytes] | None = None

    @property
    def during(self) -> DateRange:
        return DateRange(self.first, self.last + timedelta(days=1))


@transaction.atomic
def delegate_mandate(
    mandate: Mandate, person: Person, paper: Paper, *, actor: Actor, at: datetime
) -> Delegation:
    """Let a person act for the head of a unit, as a document says and no further."""
    can_delegate(actor, mandate).enforce()
    _refuse_office(mandate)
    _refuse_times(mandate, paper)
    _refuse_person(mandate, person, paper)
    _refuse_two_hands(mandate, paper)
    given = Delegation.objects.create(
        mandate=mandate,
        person=person,
        during=paper.during,
        powers=list(paper.powers),
        scope_id=paper.scope_id,
        scope_name=paper.scope_name,
        number=paper.number,
        issued_on=paper.issued_on,
        file=keep(paper.file, by=actor.name, at=at) if paper.file else None,
        reason=paper.reason,
        given_at=at,
        given_by=actor.name,
    )
    DelegatedPower.objects.bulk_create(
        DelegatedPower(
            delegation=given,
            mandate=mandate,
            power=power,
            scope=_scope(paper),
            during=paper.during,
        )
        for power in paper.powers
    )
    _tell("given", given, actor=actor, at=at)
    return given


@transaction.atomic
def revoke_delegation(
    delegation: Delegation, *, reason: str, actor: Actor, at: datetime
) -> Delegation:
    """Take a delegation back: it ends at once, the document stays in the book."""
    delegation = (
        Delegation.objects.select_for_update(of=("self",))
        .select_related("mandate__person", "person")
        .get(pk=delegation.pk)
    )
    can_delegate(actor, delegation.mandate).enforce()
    if delegation.revoked_at is not None or delegation.during.upper <= at.date():
        raise WrongMoment(
            _("Ủy quyền này đã hết từ %s.") % dates.show(delegation.ended_on),
            _("Không cần thu hồi nữa."),
        )
    delegation.revoked_at, delegation.revoked_by = at, actor.name
    delegation.revoked_why = reason
    delegation.save(update_fields=["revoked_at", "revoked_by", "revoked_why"])
    DelegatedPower.objects.filter(delegation=delegation).delete()
    _tell("revoked", delegation, actor=actor, at=at, reason=reason)
    return delegation


def _scope(paper: Paper) -> NumericRange:
    """Every campaign, or the range that holds only the one."""
    one = paper.scope_id
    return NumericRange(one, one, "[]") if one is not None else NumericRange()


def _refuse_office(mandate: Mandate) -> None:
    if mandate.role != Mandate.Role.HEAD:
        raise RuleBroken(
            _("Chỉ thủ trưởng ủy quyền."),
            _("Vai này không ký thay ai và không giao ai ký thay."),
        )


def _refuse_times(mandate: Mandate, paper: Paper) -> None:
    if paper.last < paper.first:
        raise RuleBroken(
            _("Ngày cuối %(last)s trước ngày đầu %(first)s.")
            % {"last": dates.show(paper.last), "first": dates.show(paper.first)},
            _("Xem lại hai ngày ghi trong văn bản."),
            field="last",
        )
    if paper.last - paper.first > LONGEST:
        raise RuleBroken(
            _("Ủy quyền phải có thời hạn: tối đa một năm một lần."),
            _("Hết hạn thì ra văn bản mới."),
            field="last",
        )
    since, until = mandate.during.lower, mandate.during.upper
    if (since and paper.first < since) or (until and paper.last >= until):
        raise RuleBroken(
            _("Thời gian ủy quyền vượt thời gian giữ chức vụ của người ủy quyền."),
            _("Rút ngắn cho nằm trong thời gian giữ chức vụ."),
            field="last",
        )


def _refuse_person(mandate: Mandate, person: Person, paper: Paper) -> None:
    if person.pk == mandate.person_id:
        raise RuleBroken(
            _("Không ủy quyền cho chính mình."),
            _("Chọn người khác trong cơ quan."),
            field="person",
        )
    below = Lineage.objects.filter(
        ancestor=mandate.unit_id, during__contains=paper.first
    )
    served = Mandate.objects.held_on(paper.first).filter(
        person=person, unit__in=[mandate.unit_id, *below.values_list("unit", flat=True)]
    )
    if not served.exists():
        raise RuleBroken(
            _("%s không công tác ở cơ quan này, cũng không ở đơn vị trực thuộc.")
            % person.full_name,
            _("Chọn người được phân công trong cơ quan vào ngày ấy."),
            field="person",
        )


def _refuse_two_hands(mandate: Mandate, paper: Paper) -> None:
    """The database refuses it too, when two are entered at once."""
    held = (
        DelegatedPower.objects.filter(
            mandate=mandate,
            power__in=paper.powers,
            during__overlap=paper.during,
            scope__overlap=_scope(paper),
        )
        .select_related("delegation__person")
        .first()
    )
    if held is not None:
        raise RuleBroken(
            _("Việc “%(power)s” đã ủy quyền cho %(name)s đến hết %(last)s.")
            % {
                "power": Power(held.power).label,
                "name": held.delegation.person.full_name,
                "last": dates.show(held.during.upper - timedelta(days=1)),
            },
            _("Thu hồi văn bản ấy trước, bỏ việc này, hoặc chọn thời gian khác."),
            field="powers",
        )


def _tell(
    done: str, delegation: Delegation, *, actor: Actor, at: datetime, reason: str = ""
) -> None:
    """On the trail of the unit and of both people."""
    said = _("văn bản %(number)s: %(giver)s ủy quyền cho %(name)s") % {
        "number": delegation.number,
        "giver": delegation.mandate.person.full_name,
        "name": delegation.person.full_name,
    }
    for subject in (
        delegation.mandate.unit,
        delegation.mandate.person,
        delegation.person,
    ):
        record(
            f"organisations.delegation.{done}",
            subject,
            actor=actor,
            at=at,
            delegation=delegation.pk,
            said=said,
            decision=reason,
        )
