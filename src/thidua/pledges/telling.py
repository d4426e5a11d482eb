"""What people are told of registrations.

Who registered is told what became of it. The officers of the unit are told once a day
that somebody waits, however many do.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext_noop as _
from django.utils.translation import override

from thidua.campaigns.naming import movement_inside
from thidua.kernel.clock import day_of, end_of
from thidua.kernel.events import announce
from thidua.organisations.actor import Actor
from thidua.organisations.events import PeopleConcerned
from thidua.pledges.models import Registration
from thidua.pledges.states import State

OWN, TO_APPROVE = "registered", "to-approve"
"""The kinds of notice, by which everybody chooses how they come."""


def tell_waiting(one: Registration, at: datetime) -> None:
    """Somebody registered and waits for the unit's word: the first of a day is told."""
    day = day_of(at)
    others = Registration.objects.filter(
        campaign=one.campaign_id,
        unit=one.unit_id,
        state=State.SUBMITTED,
        source__in=(Registration.Source.SELF, Registration.Source.CODE),
        submitted_at__gte=end_of(day - timedelta(days=1)),
    )
    if others.exclude(pk=one.pk).exists():
        return
    announce(
        PeopleConcerned(
            key=f"registrations:{one.campaign_id}:{one.unit_id}:{day}",
            kind=TO_APPROVE,
            title=_("Có đăng ký mới chờ duyệt trong %(movement)s"),
            body=_("Mở danh sách để duyệt hoặc trả lại; người đăng ký đang chờ."),
            said=_movement(one),
            path=reverse("pledges:unit", args=[one.campaign_id, one.unit_id]),
            unit_id=one.unit_id,
        )
    )


def _movement(one: Registration) -> dict[str, str]:
    """A campaign has a Vietnamese name, whatever the reader's language."""
    with override("vi"):
        return {"movement": movement_inside(one.campaign.name)}


def tell_decided(chosen: Iterable[Registration], why: str, actor: Actor) -> None:
    """Those whose registration was approved, or (`why`) returned; not who decided."""
    for one in chosen:
        for person in {one.owner_id, one.person_id} - {None, actor.person_id}:
            announce(_decided(one, why, person, actor))


def _decided(
    one: Registration, why: str, person: int | None, actor: Actor
) -> PeopleConcerned:
    title = _("Đăng ký của anh/chị đã được duyệt: %(movement)s")
    body = _("Từ nay đăng ký được tính vào kết quả của đơn vị.")
    if why:
        title = _("Đăng ký của anh/chị bị trả lại: %(movement)s")
        body = _("%(who)s ghi: %(why)s. Sửa rồi gửi lại.")
    return PeopleConcerned(
        key=f"registration:{one.pk}:{one.version}:{person}",
        kind=OWN,
        title=title,
        body=body,
        said={**_movement(one), "who": actor.office, "why": why.rstrip(".")},
        path=reverse("pledges:registration", args=[one.pk]),
        person_id=person,
        origin_id=one.unit_id,
    )
