"""The codes that a unit has handed out, and how many registered by each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.campaigns.models import Campaign
from thidua.campaigns.queries.frame import Frame, frame
from thidua.kernel.dates import show
from thidua.kernel.numbers import show_number
from thidua.kernel.ui import parts
from thidua.organisations.actor import Actor
from thidua.organisations.naming import unit_called
from thidua.pledges.codes import spelt
from thidua.pledges.models import Invitation, Registration
from thidua.pledges.queries.tabs import REGISTERED


@dataclass(frozen=True, slots=True)
class CodeRow:
    """One code, for whom, until when, and what came by it."""

    pk: int
    code: str
    label: str
    until: str
    used: str
    ended: str
    address: str
    revoke_href: str


@dataclass(frozen=True, slots=True)
class CodesPage:
    """Everything `codes.html` shows."""

    frame: Frame
    crumbs: Sequence[parts.Link]
    finding: str
    unit: str
    enter: str
    rows: Sequence[CodeRow]
    back: str


def codes_page(campaign: Campaign, actor: Actor, day: date, site: str) -> CodesPage:
    """The codes of one's own unit, the newest first."""
    unit_id = actor.unit_id or 0
    codes = list(Invitation.objects.visible_to(actor).filter(campaign=campaign))
    used = dict(
        Registration.objects.filter(invitation__in=codes)
        .order_by()
        .values_list("invitation")
        .annotate(n=Count("pk"))
    )
    is_open = sum(one.revoked_at is None and one.ends_on >= day for one in codes)
    page = frame(campaign, actor, day, REGISTERED)
    back = reverse("pledges:unit", args=[campaign.pk, unit_id])
    return CodesPage(
        frame=page,
        crumbs=[
            *page.crumbs,
            parts.Link(unit_called(unit_id, day), back),
            parts.Link(_("Mã đăng ký"), is_here=True),
        ],
        finding=ngettext("%(n)s mã đang dùng được", "%(n)s mã đang dùng được", is_open)
        % {"n": is_open}
        if is_open
        else _("Chưa có mã nào đang dùng"),
        unit=unit_called(unit_id, day),
        enter=site + reverse("pledges:enter"),
        rows=[_row(one, used.get(one.pk, 0), day, site) for one in codes],
        back=back,
    )


def _row(one: Invitation, used: int, day: date, site: str) -> CodeRow:
    ended = ""
    if one.revoked_at is not None:
        ended = _("%(who)s đã thôi dùng") % {"who": one.revoked_by}
    elif one.ends_on < day:
        ended = _("đã hết hạn")
    return CodeRow(
        pk=one.pk,
        code=spelt(one.code),
        label=one.label,
        until=show(one.ends_on),
        used=show_number(used),
        ended=ended,
        address=site + reverse("pledges:by-code", args=[one.code]),
        revoke_href=""
        if ended
        else reverse("pledges:code-revoke", args=[one.campaign_id, one.pk]),
    )
