"""Who may sign for a unit on a day: its head, deputies, and whom the head delegated.

Decree 30/2020/NĐ-CP, article 13: for a collective TM., a deputy KT., by delegation TUQ.
— in writing, limited in time and content.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from thidua.kernel import dates
from thidua.kernel.paper.parts import Mark, Signature
from thidua.organisations.issuing import COMMITTEE, Issuer, issuer_on
from thidua.organisations.models import Delegation, Mandate, Power, Unit

DEPUTY = "Phó "
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class SignerChoice:
    """Somebody who may sign, and how that stands under a document."""

    key: str
    label: str
    signature: Signature


def signers_on(unit: Unit, day: date) -> list[SignerChoice]:
    """Everybody who may sign for a unit on a day, its head first."""
    issuer = issuer_on(unit, day)
    held = Mandate.objects.held_on(day).filter(unit=unit).select_related("person")
    found = [
        SignerChoice(
            f"m{one.pk}",
            f"{one.person.full_name}, {one.title}",
            _of_office(one, issuer),
        )
        for one in held.order_by("pk")
        if one.role == Mandate.Role.HEAD or one.title.startswith(DEPUTY)
    ]
    found.sort(key=lambda one: bool(one.signature.marks) and _is_deputy(one))
    return [*found, *_delegated(unit, issuer, day)]


def _is_deputy(one: SignerChoice) -> bool:
    return any(mark == Mark.FOR_HEAD for mark, _whom in one.signature.marks)


def _of_office(mandate: Mandate, issuer: Issuer) -> Signature:
    """The head, or a deputy in the head's place."""
    title = bare(mandate.title, issuer)
    marks = [(Mark.FOR_ALL, COMMITTEE)] if issuer.is_committee else []
    if mandate.role != Mandate.Role.HEAD or title.startswith(DEPUTY):
        head = bare(issuer.head_title, issuer) or title.removeprefix(DEPUTY)
        marks = [*marks, (Mark.FOR_HEAD, head)]
    return Signature(title, mandate.person.full_name, marks)


def _delegated(unit: Unit, issuer: Issuer, day: date) -> Iterator[SignerChoice]:
    """Those to whom the head delegated signing, with the day until which it holds."""
    given = Delegation.objects.in_force_on(day).filter(
        mandate__unit=unit, powers__contains=[Power.SIGN]
    )
    for one in given.select_related("person", "mandate").order_by("pk"):
        own = Mandate.objects.held_on(day).filter(unit=unit, person=one.person).first()
        head = bare(one.mandate.title, issuer)
        title = bare(own.title, issuer) if own else ""
        scope = f", {one.scope_name}" if one.scope_name else ""
        yield SignerChoice(
            f"d{one.pk}",
            f"TUQ. {head}: {one.person.full_name} ({one.number}{scope},"
            f" đến hết {dates.show(one.ended_on - ONE_DAY)})",
            Signature(title, one.person.full_name, [(Mark.BY_MANDATE, head)]),
        )


def bare(title: str, issuer: Issuer) -> str:
    """A title without the body it belongs to: `Giám đốc`, not `Giám đốc Sở Nội vụ`."""
    short = title.split(f" {COMMITTEE}", maxsplit=1)[0]
    return short.removesuffix(f" {issuer.name}").strip()
