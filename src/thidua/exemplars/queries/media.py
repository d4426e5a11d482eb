"""The media plan of an exemplar, and what it lacks before it may be published."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.exemplars.keeping import keeper_of
from thidua.exemplars.models import Exemplar, Publication, PublicationBefore
from thidua.exemplars.policies import can_keep
from thidua.exemplars.queries.frame import ExemplarFrame, exemplar_frame
from thidua.exemplars.shown import consent_of, is_private
from thidua.exemplars.states import HONOURED
from thidua.kernel import dates
from thidua.kernel.clock import ZONE
from thidua.kernel.numbers import show_number
from thidua.organisations.actor import Actor


@dataclass(frozen=True, slots=True)
class PublicationRow:
    """One line of the plan, and what became of it."""

    pk: int
    channel: str
    outlet: str
    about: str
    planned_on: date
    planned: str
    due_class: str
    by_whom: str
    state: str
    tone: str
    published: str
    reach: str
    link: str
    file_href: str
    note: str
    changed: str
    change_href: str
    may_act: bool


@dataclass(frozen=True, slots=True)
class MediaPage:
    """Everything `media.html` shows."""

    frame: ExemplarFrame
    finding: str
    rows: Sequence[PublicationRow]
    lacks: str
    lacks_story: bool
    consent_href: str
    may_write: bool


@dataclass(frozen=True, slots=True)
class BeforeRow:
    """How a line read before."""

    until: str
    read: str
    reason: str
    by: str


@dataclass(frozen=True, slots=True)
class LinePage:
    """Everything `publication.html` shows beside its form."""

    frame: ExemplarFrame
    heading: str
    now: str
    before: Sequence[BeforeRow]
    shut: str
    """Why it is not changed here; empty: it may be."""


def changed_words(times: int) -> str:
    """`đã sửa 2 lần`; nothing for never."""
    if not times:
        return ""
    words = ngettext("đã sửa %(n)s lần", "đã sửa %(n)s lần", times)
    return words % {"n": show_number(times)}


def line_page(one: Publication, actor: Actor, day: date) -> LinePage:
    """One line of the plan: how it reads, and how it read before."""
    exemplar = one.exemplar
    keeper = keeper_of(exemplar.home_id, day)
    may = bool(can_keep(actor, exemplar, keeper)) and exemplar.state in HONOURED
    is_open = one.published_on is None and not one.dropped_because
    return LinePage(
        frame=exemplar_frame(exemplar, actor, day, _("Sửa việc tuyên truyền")),
        heading=_("Sửa việc tuyên truyền trên %(outlet)s") % {"outlet": one.outlet},
        now=_read(one),
        before=[
            BeforeRow(
                dates.show_moment(was.changed_at.astimezone(ZONE)),
                _read(was),
                was.reason,
                was.changed_by,
            )
            for was in one.before.all()
        ],
        shut=_shut(is_open=is_open, may=may),
    )


def _shut(*, is_open: bool, may: bool) -> str:
    if not is_open:
        return _("Đã đăng, phát hoặc đã thôi thì không sửa nữa.")
    return "" if may else _("Đơn vị phụ trách sửa, khi điển hình còn được nêu gương.")


def _read(one: Publication | PublicationBefore) -> str:
    """`20/05/2025: Báo Đồng Khởi (báo), Bà Hai; Ba ấp cùng làm`."""
    said = f"{dates.show(one.planned_on)}: {one.outlet} ({one.get_channel_display()})"
    return "; ".join(part for part in (f"{said}, {one.by_whom}", one.about) if part)


def media_page(exemplar: Exemplar, actor: Actor, day: date) -> MediaPage:
    """Line by line, the next first."""
    keeper = keeper_of(exemplar.home_id, day)
    may = bool(can_keep(actor, exemplar, keeper)) and exemplar.state in HONOURED
    lines = list(exemplar.publications.annotate(times=Count("before")))
    done = [one for one in lines if one.published_on]
    reach = sum(one.reach or 0 for one in done)
    finding = _("Chưa đăng, phát ở kênh nào")
    if done:
        finding = _("Đã đăng, phát %(n)s lần, tới %(reach)s lượt người") % {
            "n": show_number(len(done)),
            "reach": show_number(reach),
        }
    return MediaPage(
        frame=exemplar_frame(exemplar, actor, day, _("Tuyên truyền")),
        finding=finding,
        rows=[_row(one, day, may=may) for one in lines],
        lacks=_lacks(exemplar),
        lacks_story=may and not exemplar.story.strip(),
        consent_href=reverse("exemplars:consent", args=[exemplar.pk]),
        may_write=may,
    )


def _lacks(exemplar: Exemplar) -> str:
    if not is_private(exemplar):
        return ""
    consent = consent_of(exemplar)
    if consent is None:
        said = _("Chưa có đồng ý công khai nên chưa đăng, phát được.")
        if exemplar.person_id is None:
            return said
        return said + " " + _("Người ấy có tài khoản thì trả lời trên bàn làm việc.")
    if not (consent.shows_name or consent.shows_story):
        return _("Lần đồng ý gần nhất không cho công khai tên và câu chuyện.")
    return ""


def _row(one: Publication, day: date, *, may: bool) -> PublicationRow:
    is_open = one.published_on is None and not one.dropped_because
    state, tone = _("chưa đăng, phát"), "wait"
    if one.published_on:
        state, tone = _("đã đăng, phát"), "done"
    elif one.dropped_because:
        state, tone = _("thôi"), "locked"
    elif one.planned_on < day:
        state, tone = _("quá hạn"), "late"
    there = reverse("exemplars:publication-file", args=[one.exemplar_id, one.pk])
    return PublicationRow(
        pk=one.pk,
        channel=str(one.get_channel_display()),
        outlet=one.outlet,
        about=one.about,
        planned_on=one.planned_on,
        planned=dates.show(one.planned_on),
        due_class="late" if tone == "late" else "",
        by_whom=one.by_whom,
        state=state,
        tone=tone,
        published=dates.show(one.published_on) if one.published_on else "",
        reach=show_number(one.reach) if one.reach is not None else "",
        link=one.link,
        file_href=there if one.file_id else "",
        note=one.dropped_because,
        changed=changed_words(getattr(one, "times", 0)),
        change_href=reverse(
            "exemplars:publication-change", args=[one.exemplar_id, one.pk]
        ),
        may_act=may and is_open,
    )
