"""What the people of the parties are told of a pact.

Each step of an edition is told once to every party but the one that took it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext_noop as _

from thidua.kernel.events import announce
from thidua.organisations.actor import Actor
from thidua.organisations.events import PeopleConcerned
from thidua.organisations.models import Mandate
from thidua.pacts.carrying import Carried
from thidua.pacts.models import Pact, PactEdition
from thidua.pacts.states import State

KIND = "pact"
"""The kind of notice, by which everybody chooses how it comes."""


@dataclass(frozen=True, slots=True)
class Telling:
    """A step of an edition that somebody took, and the parties of that day."""

    pact: Pact
    edition: PactEdition
    parties: Sequence[Carried]
    actor: Actor


def tell_sent(of: Telling) -> None:
    """Who is to be a party, or is one, reads the text and answers."""
    title = _("Mời cùng ký giao ước “%(title)s”")
    if of.edition.number > 1:
        title = _("Đề nghị sửa giao ước “%(title)s”")
    _tell(of, "sent", title, _("%(who)s soạn. Đọc rồi đồng ý, hoặc đề nghị sửa."))


def tell_fixed(of: Telling, *, voided: int) -> None:
    """The heads are asked to sign, also the one of who fixed the text."""
    title = _("Văn bản đã chốt, mời ký: giao ước “%(title)s”")
    if of.edition.number > 1:
        title = _("Văn bản đã sửa, mời ký lại: giao ước “%(title)s”")
    body = _("Đọc hết văn bản rồi ký, có xác nhận lại danh tính.")
    if voided:
        body = _("%(voided)s chữ ký trên bản trước không còn giá trị. Vì sao: %(why)s")
    _tell(of, "fixed", title, body, roles=(Mandate.Role.HEAD.value,), voided=voided)


def tell_voided(of: Telling) -> None:
    """A text that some had signed was taken back to be changed."""
    title = _("Chữ ký không còn giá trị: giao ước “%(title)s” mở lại để sửa")
    _tell(of, "voided", title, _("%(who)s mở lại. Vì sao: %(why)s"))


def tell_signed(of: Telling, party_id: int) -> None:
    """Somebody signed; with the last hand the pact holds, which all are told."""
    if of.edition.in_force_at is not None:
        title = _("Giao ước “%(title)s” có hiệu lực")
        body = _("Các bên đã ký đủ; kết quả theo số liệu báo cáo hằng tháng.")
        _tell(of, "holds", title, body, is_for_all=True)
        return
    title = _("Thêm một bên đã ký giao ước “%(title)s”")
    _tell(of, f"signed-{party_id}", title, _("%(name)s ký cho %(who)s."))


def tell_over(of: Telling) -> None:
    """It was given up, or ended before its time."""
    title = _("Giao ước “%(title)s” không thành")
    if of.pact.state == State.BROKEN:
        title = _("Giao ước “%(title)s” chấm dứt trước hạn")
    _tell(of, "over", title, _("%(who)s ghi lý do: %(why)s"), why=of.pact.over_because)


def _speaks_for(actor: Actor) -> str:
    """The unit in whose name somebody acts."""
    return getattr(actor.mandate, "unit_name", "") or actor.office


def _tell(
    of: Telling,
    step: str,
    title: str,
    body: str,
    *,
    roles: tuple[str, ...] = (),
    is_for_all: bool = False,
    **more: str | int,
) -> None:
    """To the units that speak for the parties; not to the actor's own, unless it is a
    matter for all or for the heads."""
    units = {one.unit_id for one in of.parties if one.unit_id is not None}
    if not (roles or is_for_all):
        units.discard(of.actor.unit_id or 0)
    said: dict[str, str | int] = {
        "title": of.edition.title,
        "who": _speaks_for(of.actor),
        "name": of.actor.name,
        "why": of.edition.because,
        **more,
    }
    for unit_id in sorted(units):
        announce(
            PeopleConcerned(
                key=f"pact:{of.pact.pk}:{of.edition.number}:{step}:{unit_id}",
                kind=KIND,
                title=title,
                body=body,
                said=said,
                path=reverse("pacts:pact", args=[of.pact.pk]),
                unit_id=unit_id,
                roles=roles,
                origin_id=of.actor.unit_id,
            )
        )
