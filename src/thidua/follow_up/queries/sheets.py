"""The lists of this room as Excel: the same rows as on the page, as filtered."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from thidua.follow_up.answering import who_answers
from thidua.follow_up.kinds import Kind
from thidua.follow_up.models import (
    Inspection,
    Mail,
    Notice,
    Review,
    ReviewCall,
    UrgingLetter,
)
from thidua.follow_up.queries import review_lists
from thidua.follow_up.queries.inspections import inspections_found, names_of
from thidua.follow_up.queries.letters import (
    letters_found,
    number_of,
    sent_of,
    title_of,
)
from thidua.follow_up.queries.notices import became, notices_found
from thidua.follow_up.queries.outbox import mails_found, why_of
from thidua.follow_up.queries.reviews import about, called
from thidua.follow_up.states import InspectionState, MailState, ReviewState
from thidua.kernel.clock import day_of
from thidua.kernel.sheets import MOST, Column, Columns, Sheet, listed
from thidua.kernel.sheets import Kind as Holds
from thidua.organisations.actor import Actor
from thidua.organisations.naming import names_on

Params = Mapping[str, str]


def _day(head: str) -> Column:
    return Column(head, kind=Holds.DATE, width=14)


def _count(head: str) -> Column:
    return Column(head, kind=Holds.NUMBER, width=12)


def inspections_sheet(actor: Actor, today: date, params: Params) -> Sheet:
    """Inspections, with how many findings and how many are left."""
    found = list(inspections_found(actor, params)[:MOST])
    names = names_of(found, today)
    columns: Columns[Inspection] = [
        (
            Column(_("Đơn vị được kiểm tra"), width=36),
            lambda one: names.get(one.inspected_id, ""),
        ),
        (
            Column(_("Cơ quan kiểm tra"), width=36),
            lambda one: names.get(one.inspector_id, ""),
        ),
        (
            Column(pgettext("một", "Phong trào"), width=40),
            lambda one: one.campaign.name,
        ),
        (_day(_("Từ ngày")), lambda one: one.starts_on),
        (_day(_("Đến ngày")), lambda one: one.ends_on),
        (Column(_("Trưởng đoàn"), width=26), lambda one: one.leader),
        (_count(_("Điều phát hiện")), lambda one: int(getattr(one, "found", 0))),
        (_count(_("Còn phải khắc phục")), lambda one: int(getattr(one, "left", 0))),
        (
            Column(_("Trạng thái"), width=20),
            lambda one: str(InspectionState(one.state).label),
        ),
    ]
    return listed(pgettext("cuộc kiểm tra", "Kiểm tra"), today, columns, found)


def letters_sheet(actor: Actor, today: date, params: Params) -> Sheet:
    """Urging letters, with how many they urge and how many have sent since."""
    found = list(letters_found(actor, today, params)[:MOST])
    sent, names = sent_of(found), names_on({one.unit_id for one in found}, today)
    columns: Columns[UrgingLetter] = [
        (Column(_("Đôn đốc"), width=50), title_of),
        (Column(_("Số, ký hiệu"), width=18), number_of),
        (Column(_("Cơ quan đôn đốc"), width=36), lambda one: names.get(one.unit_id)),
        (
            Column(_("Trạng thái"), width=18),
            lambda one: str(one.document.get_state_display()),
        ),
        (_day(_("Hạn đã qua")), lambda one: one.due_on),
        (_day(_("Đề nghị gửi trước")), lambda one: one.answer_by),
        (
            _day(_("Đã báo cho các đơn vị")),
            lambda one: day_of(one.told_at) if one.told_at else None,
        ),
        (_count(_("Đơn vị được đôn đốc")), lambda one: len(one.urged.all())),
        (_count(_("Đơn vị đã gửi")), lambda one: len(sent[one.pk])),
    ]
    return listed(_("Công văn đôn đốc"), today, columns, found)


def mails_sheet(actor: Actor, today: date, params: Params) -> Sheet:
    """The outbox, without the texts."""
    columns: Columns[Mail] = [
        (Column(_("Người nhận"), width=26), lambda one: one.person.full_name),
        (Column(_("Địa chỉ thư điện tử"), width=30), lambda one: one.address),
        (Column(_("Thư"), width=60), lambda one: one.subject),
        (Column(_("Loại"), width=24), lambda one: str(Kind(one.kind).label)),
        (_day(_("Ngày")), lambda one: day_of(one.sent_at or one.made_at)),
        (
            Column(_("Trạng thái"), width=20),
            lambda one: str(MailState(one.state).label),
        ),
        (Column(_("Vướng ở đâu"), width=40), why_of),
    ]
    return listed(_("Sổ gửi thư"), today, columns, mails_found(actor, params))


def notices_sheet(actor: Actor, today: date, params: Params) -> Sheet:
    """What one was told."""
    found = list(notices_found(actor, today, params)[:MOST])
    names = names_on({one.unit_id for one in found}, today)
    columns: Columns[Notice] = [
        (Column(_("Nhắc việc"), width=60), lambda one: one.title),
        (Column(_("Nội dung"), width=60), lambda one: one.body),
        (Column(_("Loại"), width=24), lambda one: str(Kind(one.kind).label)),
        (Column(_("Đơn vị"), width=36), lambda one: names.get(one.unit_id)),
        (_day(_("Ngày")), lambda one: day_of(one.made_at)),
        (_day(_("Đã đọc")), lambda one: day_of(one.read_at) if one.read_at else None),
        (Column(_("Kết quả"), width=18), became),
    ]
    return listed(_("Nhắc việc"), today, columns, found)


def own_reviews_sheet(actor: Actor, today: date) -> Sheet:
    """The reports of a half-year or year that one's unit writes."""
    own, _answers = review_lists.own_reviews(actor, today)
    return _reviews(_("Báo cáo 6 tháng, năm"), own, today)


def called_sheet(call: ReviewCall, actor: Actor, today: date, params: Params) -> Sheet:
    """Who has sent the report of a period."""
    found = review_lists.called_found(call, actor, params)
    return _reviews(about(call), list(found[:MOST]), today)


def _reviews(title: str, found: list[Review], today: date) -> Sheet:
    answers = who_answers(found, today) if found else {}
    names = review_lists.names_of(found, answers, today)
    columns: Columns[Review] = [
        (
            Column(_("Đơn vị"), width=36),
            lambda one: called(one, answers[one.pk], names),
        ),
        (Column(_("Kỳ báo cáo"), width=50), lambda one: about(one.call)),
        (
            Column(_("Gửi đến"), width=36),
            lambda one: names.get(answers[one.pk].receiver),
        ),
        (
            Column(_("Tình trạng"), width=20),
            lambda one: str(ReviewState(one.state).label),
        ),
        (_day(_("Hạn gửi")), lambda one: one.call.due_on),
        (_day(_("Ngày gửi")), lambda one: day_of(one.sent_at) if one.sent_at else None),
    ]
    return listed(title, today, columns, found)
