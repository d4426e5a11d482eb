"""Home: the work that waits for me, what I receive, my campaigns, my last report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from thidua.campaigns import queries as campaigns
from thidua.clubs import queries as clubs
from thidua.desk.queries import handing_over
from thidua.desk.queries.choices import own_and_watched
from thidua.desk.queries.first_week import FirstWeek, first_week
from thidua.desk.queries.last_report import LastReport, last_report, own_reports
from thidua.desk.queries.my_campaigns import MyCampaigns, my_campaigns
from thidua.desk.queries.pages import Pages
from thidua.desk.queries.receiving import Receiving, receiving
from thidua.desk.queries.scope import roots_of
from thidua.desk.queries.taking_part import (
    TakingPart,
    is_of_the_people,
    taking_part,
)
from thidua.desk.queries.tasks import Source, Work, work
from thidua.exemplars import queries as exemplars
from thidua.follow_up.queries import waiting as follow_up
from thidua.follow_up.queries.notices import unread_count, unread_words
from thidua.indicators import queries as indicators
from thidua.kernel import calendar, dates
from thidua.kernel.ui.parts import Link
from thidua.organisations.actor import WRITERS, Actor
from thidua.organisations.models import Mandate
from thidua.pacts import queries as pacts
from thidua.pledges import queries as pledges
from thidua.prospects import queries as prospects
from thidua.speakers import queries as speakers

SOURCES: tuple[Source, ...] = (
    indicators.waiting_for,
    campaigns.waiting_for,
    handing_over.waiting_for,
    follow_up.waiting_for,
    pledges.waiting_for,
    pacts.waiting_for,
    prospects.waiting_for,
    exemplars.waiting_for,
    speakers.waiting_for,
    clubs.waiting_for,
)
"""Every room that has work for people; the desk asks each of them."""

NEW_FOR = handing_over.NEW_FOR
"""Days for which somebody is new in an office and is told how it goes."""


@dataclass(frozen=True, slots=True)
class HomePage:
    """Everything that `home.html` shows."""

    day: str
    greeting: str
    work: Work
    campaigns: MyCampaigns | None
    steps: Sequence[Link]
    receiving: Receiving | None
    last_report: LastReport | None
    welcome: str
    unread: str
    """How many notices nobody opened yet, in words; “” for none."""
    overview: Link | None
    """Of a head: everything below on one page."""
    taken_over: Sequence[Link]
    week: FirstWeek | None
    taking_part: TakingPart | None
    """Of somebody of the people; who has it sees no report of an office."""


def home_page(actor: Actor, today: date, *, pages: Pages) -> HomePage:
    """The desk of one person under the mandate chosen in the header."""
    unit = actor.mandate.unit if actor.mandate else None
    waiting = work(SOURCES, actor, today)
    roots = roots_of(actor)
    own, watched = own_and_watched(unit.pk, roots, today) if unit else ([], [])
    is_people = is_of_the_people(actor)
    reports = own_reports(unit.pk, today) if unit and not is_people else None
    welcome = "" if is_people else _welcome(actor, today)
    return HomePage(
        day=_day(today),
        greeting=_greeting(actor, waiting),
        work=waiting,
        campaigns=my_campaigns(own, unit, today, pages=pages) if unit else None,
        steps=_steps(actor, pages),
        receiving=receiving(reports, roots[0], watched, today, pages=pages)
        if reports
        else None,
        last_report=last_report(reports, today, pages=pages) if reports else None,
        unread=unread_words(unread_count(actor, today)),
        welcome=welcome,
        overview=_overview(actor, pages),
        taken_over=handing_over.taken_over(actor, today) if welcome else [],
        week=first_week(actor) if welcome else None,
        taking_part=taking_part(actor, today) if is_people else None,
    )


def _overview(actor: Actor, pages: Pages) -> Link | None:
    if actor.role != Mandate.Role.HEAD or actor.unit_id is None:
        return None
    return Link(_("Toàn cảnh đơn vị và các nơi bên dưới"), pages.panorama)


def _day(today: date) -> str:
    """`Thứ Ba, 20/05/2025 · ngày làm việc thứ 12 của tháng`."""
    day = dates.show_long(today)
    if not calendar.is_working_day(today):
        return _("%(day)s · ngày nghỉ") % {"day": day}
    before = today.replace(day=1) - timedelta(days=1)
    nth = calendar.working_days_between(before, today)
    return _("%(day)s · ngày làm việc thứ %(nth)s của tháng") % {"day": day, "nth": nth}


def _greeting(actor: Actor, waiting: Work) -> str:
    words = {"name": actor.name.split()[-1] if actor.name else ""}
    if waiting.says_how_many:
        return _("Chào %(name)s, có") % words
    return _("Chào %(name)s,") % words


def _steps(actor: Actor, pages: Pages) -> list[Link]:
    """How a month goes here, for whoever is new and whoever forgot: by role."""
    if actor.role not in WRITERS:
        return [
            Link(_("Đơn vị gửi số liệu của tháng trước, cấp trên nhận hoặc trả lại")),
            Link(_("Xem ai đã gửi, ai còn im lặng"), pages.monitor),
            Link(_("Xem cả nơi mình theo dõi trên một trang"), pages.panorama),
            Link(_("Xem các phong trào đang thực hiện"), pages.campaigns),
            Link(_("Đăng ký thi đua, xem đăng ký của mình"), pages.registrations),
        ]
    return [
        Link(_("Nhập số liệu của tháng trước, gửi trước hạn"), pages.reports_mine),
        Link(_("Cấp trên nhận, hoặc trả lại từng số liệu kèm lý do")),
        Link(_("Xem mình đứng ở đâu trong phong trào"), pages.campaigns),
        Link(_("Xem ai còn im lặng"), pages.monitor),
    ]


def _welcome(actor: Actor, today: date) -> str:
    """A first sentence for somebody new; “” for everybody else."""
    since = actor.mandate.during.lower if actor.mandate else None
    if since is None or not 0 <= (today - since).days <= NEW_FOR:
        return ""
    return _(
        "Nhận việc từ %(day)s. Mỗi tháng có ba bước: nhập số liệu của tháng, gửi trước"
        " hạn, xem cấp trên nhận hay trả lại. Mỗi việc hiện ở đây đúng lúc cần làm."
    ) % {"day": dates.show(since)}
