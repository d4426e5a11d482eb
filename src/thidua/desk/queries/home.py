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
from thidua.desk.queries.leading import (
    Leading,
    OfficeWork,
    for_the_head,
    has_officers,
    leading,
    leads_others,
    office_work,
)
from thidua.desk.queries.my_campaigns import MyCampaigns, my_campaigns
from thidua.desk.queries.pages import Pages
from thidua.desk.queries.receiving import Receiving, receiving
from thidua.desk.queries.scope import roots_of
from thidua.desk.queries.steps import steps_of
from thidua.desk.queries.taking_part import TakingPart, taking_part
from thidua.desk.queries.tasks import Source, Work, asked, work_of
from thidua.documents import queries as documents
from thidua.exemplars import queries as exemplars
from thidua.follow_up.queries import waiting as follow_up
from thidua.follow_up.queries.notices import unread_count, unread_words
from thidua.indicators import queries as indicators
from thidua.kernel import calendar, dates
from thidua.kernel.tasks import Task
from thidua.kernel.ui.parts import Link
from thidua.organisations.actor import Actor
from thidua.organisations.models import Mandate
from thidua.pacts import queries as pacts
from thidua.pledges import queries as pledges
from thidua.prospects import queries as prospects
from thidua.speakers import queries as speakers

SOURCES: tuple[Source, ...] = (
    indicators.waiting_for,
    campaigns.waiting_for,
    campaigns.waiting_to_launch,
    documents.waiting_for,
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
    leading: Leading | None
    """Of who leads or watches: the whole unit in one line, who needs help first."""
    office: OfficeWork | None
    """Of a head who has officers: their work, folded."""
    taken_over: Sequence[Link]
    week: FirstWeek | None
    taking_part: TakingPart | None
    """Of somebody of the people; who has it sees no report of an office."""


def home_page(actor: Actor, today: date, *, pages: Pages) -> HomePage:
    """The desk of one person under the mandate chosen in the header."""
    unit = actor.mandate.unit if actor.mandate else None
    found, office = _whose_work(actor, today)
    waiting = work_of(found, today)
    roots = roots_of(actor)
    leads = leading(roots, today, pages=pages) if leads_others(actor) else None
    own, watched = own_and_watched(unit.pk, roots, today) if unit else ([], [])
    is_people = actor.is_of_the_people
    reports = own_reports(unit.pk, today) if unit and not is_people else None
    welcome = "" if is_people else _welcome(actor, today)
    return HomePage(
        day=_day(today),
        greeting=_greeting(actor, waiting),
        work=waiting,
        campaigns=my_campaigns(own, unit, today, pages=pages)
        if unit and not is_people and not actor.is_administrator
        else None,
        steps=steps_of(actor, pages),
        receiving=receiving(reports, roots[0], watched, today, pages=pages)
        if reports and leads is None
        else None,
        last_report=last_report(reports, today, pages=pages) if reports else None,
        unread="" if is_people else unread_words(unread_count(actor, today)),
        welcome=welcome,
        leading=leads,
        office=office_work(office, today),
        taken_over=handing_over.taken_over(actor, today) if welcome else [],
        week=first_week(actor) if welcome else None,
        taking_part=taking_part(actor, today) if is_people else None,
    )


def _whose_work(actor: Actor, today: date) -> tuple[list[Task], list[Task]]:
    """What waits for the person, and, of a head who has officers, what waits for these
    in the office's name."""
    found = asked(SOURCES, actor, today)
    if actor.role != Mandate.Role.HEAD or actor.unit_id is None:
        return found, []
    if not has_officers(actor.unit_id, today):
        return found, []
    return for_the_head(found)


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


def _welcome(actor: Actor, today: date) -> str:
    """A first sentence for somebody new; “” for everybody else."""
    since = actor.mandate.during.lower if actor.mandate else None
    if since is None or not 0 <= (today - since).days <= NEW_FOR:
        return ""
    return _(
        "Nhận việc từ %(day)s. Mỗi tháng có ba bước: nhập số liệu của tháng, gửi trước"
        " hạn, xem cấp trên nhận hay trả lại. Mỗi việc hiện ở đây đúng lúc cần làm."
    ) % {"day": dates.show(since)}
