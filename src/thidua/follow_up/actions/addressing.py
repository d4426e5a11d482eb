"""Addresses of people: entered by whoever is in charge, good once the owner says so."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.audit.trail import record
from thidua.follow_up.addresses import ask_its_owner, is_token_of
from thidua.follow_up.kinds import Kind
from thidua.follow_up.models import Mailbox
from thidua.follow_up.policies import can_choose, can_enter_addresses
from thidua.follow_up.telling import Tale, later, tell
from thidua.kernel.clock import day_of
from thidua.kernel.errors import RuleBroken
from thidua.kernel.ui.addresses import address
from thidua.organisations.actor import Actor, signature
from thidua.organisations.models import Mandate, Person, Unit


@transaction.atomic
def enter_addresses(
    unit: Unit, typed: Mapping[int, str], *, actor: Actor, at: datetime
) -> int:
    """Enter addresses for people (by number) who serve at a unit; how many were asked.

    Each gets a mail with a link, and a notice; nothing else goes to the address before
    they follow the link themselves. An empty address takes back one that nobody
    verified; what its owner verified is changed by nobody else.
    """
    can_enter_addresses(actor, unit.pk).enforce()

    served = Mandate.objects.held_on(day_of(at)).filter(unit=unit, person__in=typed)
    people = Person.objects.filter(mandates__in=served).distinct()
    boxes = Mailbox.objects.select_for_update().filter(person__in=people.values("pk"))
    known = {box.person_id: box for box in boxes}
    title = actor.mandate.title if actor.mandate else actor.office
    asked: list[Mailbox] = []
    for person in people:
        box = known.get(person.pk) or Mailbox(person=person)
        if box.address == typed[person.pk]:
            continue
        _refuse_verified(box)
        box.address = typed[person.pk]
        box.entered_by = signature(actor.name, title) if box.address else ""
        box.asked_at = None
        box.save()
        record("follow_up.address.entered", person, actor=actor, at=at, unit=unit.pk)
        if box.address:
            ask_its_owner(box, at)
            asked.append(box)
    tell([_tale(box, at) for box in asked], at=at)

    record("follow_up.addresses.entered", unit, actor=actor, at=at, asked=len(asked))
    return len(asked)


@transaction.atomic
def ask_owners_again(unit: Unit, *, actor: Actor, at: datetime) -> int:
    """Send the link once more to everybody of a unit who did not follow it; not twice
    on a day. How many mails go out."""
    can_enter_addresses(actor, unit.pk).enforce()

    served = Mandate.objects.held_on(day_of(at)).filter(unit=unit)
    waiting = Mailbox.objects.waiting().filter(person__mandates__in=served)
    asked = 0
    for box in Mailbox.objects.select_for_update().filter(pk__in=waiting):
        if box.asked_at is None or day_of(box.asked_at) < day_of(at):
            ask_its_owner(box, at)
            asked += 1

    record("follow_up.addresses.asked", unit, actor=actor, at=at, asked=asked)
    return asked


@transaction.atomic
def ask_address_again(*, actor: Actor, at: datetime) -> None:
    """Send the link once more to an address that nobody said is theirs."""
    can_choose(actor).enforce()

    waiting = Mailbox.objects.waiting().filter(person=actor.person_id)
    for box in waiting.select_for_update():
        ask_its_owner(box, at)


@transaction.atomic
def verify_address(token: str, *, actor: Actor, at: datetime) -> Mailbox:
    """The owner of an address, signed in, followed the link that was sent to it."""
    can_choose(actor).enforce()

    boxes = Mailbox.objects.select_for_update().filter(person=actor.person_id)
    box = boxes.first()
    if box is None or not is_token_of(box, token):
        raise RuleBroken(
            _("Liên kết này không phải của địa chỉ mà anh/chị đang đăng ký."),
            _("Mở “Thông báo của tôi”, xem lại địa chỉ rồi gửi lại thư xác nhận."),
        )
    box.verified_at = box.verified_at or at
    box.save(update_fields=["verified_at"])

    record("follow_up.address.verified", box.person, actor=actor, at=at)
    return box


def _refuse_verified(box: Mailbox) -> None:
    if box.verified_at:
        raise RuleBroken(
            _("%(name)s đã tự xác nhận địa chỉ của mình.")
            % {"name": box.person.full_name},
            _("Muốn đổi thì chính người ấy sửa ở trang “Thông báo của tôi”."),
        )


def _tale(box: Mailbox, at: datetime) -> Tale:
    """In the program, to the owner: what to look for, and where to refuse it."""
    return Tale(
        key=f"address:{box.person_id}:{at.isoformat()}",
        unit_id=None,
        kind=Kind.ADDRESS,
        title=later(_entered, box.address),
        body=later(_look_there, box.entered_by),
        path=address("follow_up:choices"),
        person_id=box.person_id,
    )


def _entered(typed: str) -> str:
    said = _("Xác nhận địa chỉ thư của anh/chị: %(address)s")
    return said % {"address": typed}


def _look_there(who: str) -> str:
    said = _(
        "%(who)s ghi địa chỉ này. Mở thư vừa gửi đến đó và bấm liên kết; không phải của"
        " mình thì sửa ở trang này."
    )
    return said % {"who": who}
