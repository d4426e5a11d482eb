"""Reminders of May 2025, and one inspection whose finding waits; all made up."""

from __future__ import annotations

from datetime import date

from thidua.campaigns.models import Campaign
from thidua.config.demonstration.campaign_one import Script, on
from thidua.config.demonstration.era_one import Loading
from thidua.config.demonstration.people import officer_of
from thidua.follow_up.actions import (
    add_finding,
    announce_inspection,
    draft_inspection,
    enter_addresses,
    hold_round,
)
from thidua.follow_up.drafts import FindingDraft, InspectionDraft
from thidua.follow_up.itself import the_reminder
from thidua.follow_up.models import Inspection, Mailbox
from thidua.follow_up.queries.planning import items_to_look_at
from thidua.organisations.models import Unit, User

WITH_MAIL = ("bantd", "giongtrom", "chaubinh", "haivai")
"""Of the cast, who gave an address; the domain is one that nobody can own."""
ROUNDS = [date(2025, 5, day) for day in range(6, 20)]
"""From three working days before April's reports were due to the day before today."""
CHAU_BINH = "b29008"


def remind_in_may(loading: Loading) -> None:
    """The rounds around the day on which April's reports were due."""
    for user in User.objects.filter(username__in=WITH_MAIL):
        Mailbox.objects.create(
            person_id=user.person_id,
            address=f"{user.username}@thidua.example",
            verified_at=on(ROUNDS[0], 7),
        )
    _enter_for_the_head(loading)
    for day in ROUNDS:
        hold_round(actor=the_reminder(), at=on(day, 7, 1))


def _enter_for_the_head(loading: Loading) -> None:
    """The office entered an address for its head, who did not follow the link yet."""
    officer = officer_of(loading.stage, "bantd", "ban-thi-dua")
    head = User.objects.get(username="truongban").person_id
    unit = Unit.objects.get(pk=officer.unit_id or 0)
    address = {head: "truongban@thidua.example"}
    enter_addresses(unit, address, actor=officer, at=on(ROUNDS[0], 8))


def inspect_chau_binh(script: Script, loading: Loading) -> Inspection:
    """The provincial office was in Châu Bình; one finding waits for its commune."""
    campaign = Campaign.objects.get(pk=script.campaign.pk)
    actor = officer_of(loading.stage, "bantd", "ban-thi-dua")
    unit = loading.stage.ids[CHAU_BINH]
    plan = InspectionDraft(
        inspected_id=unit,
        starts_on=date(2025, 5, 14),
        ends_on=date(2025, 5, 14),
        leader="Nguyễn Hoàng Minh Khôi, chuyên viên Ban Thi đua – Khen thưởng",
        members="Chuyên viên Phòng Nội vụ huyện Giồng Trôm",
        purpose="Chuẩn bị sổ theo dõi công trình và danh sách hộ nhận nhà tình thương.",
        items=list(items_to_look_at(campaign, None).values())[:2],
    )
    made = draft_inspection(campaign, plan, actor=actor, at=on(date(2025, 5, 7), 9))
    Inspection.objects.filter(pk=made.pk).update(is_made_up=True)
    made = announce_inspection(made, actor=actor, at=on(date(2025, 5, 7), 9, 30))
    add_finding(
        made,
        FindingDraft(
            what="Sổ theo dõi đường nông thôn chưa ghi biên bản nghiệm thu của hai"
            " tuyến ở ấp 4; số km đã báo cáo chưa có căn cứ kèm theo.",
            severity="mend",
            mend_by=date(2025, 5, 23),
            place="Ấp 4, xã Châu Bình",
        ),
        actor=actor,
        at=on(date(2025, 5, 14), 15, 45),
    )
    return made
