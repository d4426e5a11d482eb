"""The page “Thông báo của tôi”: what reaches me, in which way, and what must."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from thidua.follow_up.kinds import CHOSEN, OBLIGATORY, USUAL, Kind, Mailing
from thidua.follow_up.models import Mailbox, NoticeChoice
from thidua.follow_up.models.notices import QUIET_FROM, QUIET_UNTIL
from thidua.organisations.actor import Actor


@dataclass(frozen=True, slots=True)
class KindRow:
    """One kind: is it shown in the program, how does it come by e-mail."""

    value: str
    label: str
    in_program: bool
    why: str
    """Why it cannot be turned off; “” when it can."""
    mailings: Sequence[tuple[str, str, bool]]


@dataclass(frozen=True, slots=True)
class ChoicesPage:
    """Everything that `choices.html` shows."""

    address: str
    language: str
    waits: str
    """That the address is not used yet, and what its owner has to do."""
    quiet_from: int
    quiet_until: int
    has_digest: bool
    rows: Sequence[KindRow]


def choices_page(actor: Actor, language: str) -> ChoicesPage:
    """What this person chose, or what is usual; `language` is that of the screen."""
    box = Mailbox.objects.filter(person=actor.person_id).first()
    chosen = {
        one.kind: one for one in NoticeChoice.objects.filter(person=actor.person_id)
    }
    return ChoicesPage(
        address=box.address if box else "",
        language=box.language if box else language,
        waits=_waits(box) if box else "",
        quiet_from=box.quiet_from if box else QUIET_FROM,
        quiet_until=box.quiet_until if box else QUIET_UNTIL,
        has_digest=box.has_digest if box else True,
        rows=[_row(kind, chosen.get(kind)) for kind in CHOSEN],
    )


def _waits(box: Mailbox) -> str:
    if not box.address or box.verified_at:
        return ""
    said = _(
        "Chưa gửi gì đến %(address)s: mở thư “Xác nhận địa chỉ” vừa gửi đến đó và bấm"
        " liên kết trong thư."
    ) % {"address": box.address}
    if not box.entered_by:
        return said
    whose = _(
        "%(who)s ghi địa chỉ này cho anh/chị; không phải của mình thì sửa ở dưới."
    )
    return f"{said} {whose % {'who': box.entered_by}}"


def _row(kind: Kind, choice: NoticeChoice | None) -> KindRow:
    mailing = choice.mailing if choice else USUAL.get(kind, Mailing.NONE)
    return KindRow(
        value=kind.value,
        label=str(kind.label),
        in_program=choice is None or choice.in_program,
        why=str(OBLIGATORY.get(kind, "")),
        mailings=[(one.value, str(one.label), one == mailing) for one in Mailing],
    )
