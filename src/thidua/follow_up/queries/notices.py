"""What a person was told: a list, unread first in weight, each opens its work."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.follow_up.kinds import Kind
from thidua.follow_up.models import Notice
from thidua.kernel import dates
from thidua.kernel.clock import ZONE
from thidua.kernel.ui.filters import paged
from thidua.kernel.ui.parts import Link, Pager
from thidua.organisations.actor import Actor
from thidua.organisations.naming import names_on

VIEW, UNREAD = "loc", "chua-doc"
HOW_MANY_UNREAD = """
select count(*) from follow_up_notice told
where told.person_id = (select person_id from organisations_user where id = %(user)s)
  and told.read_at is null
  and exists (
    select from organisations_mandate own
    where own.person_id = told.person_id and own.unit_id = told.unit_id
      and own.during @> %(day)s::date)
"""
"""The bell of every page, asked with the session; the same notices as `visible_to`."""


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """One notice; `became` says when the work was done meanwhile."""

    title: str
    body: str
    kind: str
    unit: str
    when: str
    is_unread: bool
    became: str
    open_href: str


@dataclass(frozen=True, slots=True)
class NoticesPage:
    """Everything that `notices.html` shows."""

    finding: str
    views: Sequence[Link]
    rows: Sequence[NoticeRow]
    has_unread: bool
    pager: Pager


def notices_page(actor: Actor, day: date, params: Mapping[str, str]) -> NoticesPage:
    """One's own notices, the newest first; all of them or the unread ones."""
    unread = Notice.objects.visible_to(actor, day).unread().count()
    wanted = notices_found(actor, day, params)
    here, is_unread = reverse("follow_up:notices"), params.get(VIEW) == UNREAD
    shown, pages = paged(unread if is_unread else wanted.count(), params, here)
    found = list(wanted[shown])
    names = names_on({one.unit_id for one in found}, day)
    return NoticesPage(
        finding=_finding(unread),
        views=[
            Link(_("Tất cả"), here, is_here=not is_unread),
            Link(_("Chưa đọc"), f"{here}?{VIEW}={UNREAD}", str(unread), is_unread),
        ],
        rows=[_row(one, names.get(one.unit_id, "")) for one in found],
        has_unread=unread > 0,
        pager=pages,
    )


def notices_found(
    actor: Actor, day: date, params: Mapping[str, str]
) -> QuerySet[Notice, Notice]:
    """The list as filtered."""
    mine = Notice.objects.visible_to(actor, day)
    wanted = mine.unread() if params.get(VIEW) == UNREAD else mine
    return wanted.with_what_became()


def unread_count(actor: Actor, day: date) -> int:
    """How many of one's notices nobody opened yet."""
    if actor.user is None:
        return 0
    if "unread" in getattr(actor.user, "beside", {}):
        return actor.user.beside["unread"]  # as of the beginning of this request
    return Notice.objects.visible_to(actor, day).unread().count()


def unread_words(count: int) -> str:
    """`3 nhắc việc chưa đọc`; “” for none."""
    if not count:
        return ""
    said = ngettext("%(n)s nhắc việc chưa đọc", "%(n)s nhắc việc chưa đọc", count)
    return said % {"n": count}


def _finding(unread: int) -> str:
    return unread_words(unread) or _("Không có nhắc việc nào chưa đọc")


def _row(one: Notice, unit: str) -> NoticeRow:
    return NoticeRow(
        title=one.title,
        body=one.body,
        kind=str(Kind(one.kind).label),
        unit=unit,
        when=dates.show_moment(one.made_at.astimezone(ZONE)),
        is_unread=one.read_at is None,
        became=became(one),
        open_href=reverse("follow_up:notice-open", args=[one.pk]),
    )


def became(one: Notice) -> str:
    """What came of what was asked for; “” for nothing yet."""
    return _("Báo cáo đã gửi") if one.is_settled else ""
