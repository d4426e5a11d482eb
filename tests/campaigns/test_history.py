"""The history of a campaign says what, how much, from when, and who did it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.campaigns.browsing import page, post
from tests.campaigns.factories import MAY, a_campaign, a_target, an_indicator
from tests.doors import signed_in
from tests.organisations.factories import an_actor
from thidua.audit.models import Entry
from thidua.audit.trail import subject_of
from thidua.campaigns import actions, listeners
from thidua.campaigns.drafts import PlanDraft, TargetDraft, TieDraft
from thidua.campaigns.models import Campaign, ContentNode, Target
from thidua.documents.events import DocumentIssued, NumberVoided
from thidua.documents.models import Document
from thidua.kernel import dates
from thidua.organisations.naming import in_sentence

pytestmark = [pytest.mark.django_db, pytest.mark.demand("001.3")]


def told(client: Client, campaign: Campaign) -> str:
    """What its history says, with plain spaces."""
    return " ".join(unescape(page(client, "history", campaign)).split())


def roads(campaign: Campaign, **given: object) -> Target:
    """A target in kilometres of road."""
    version = an_indicator(campaign.office, name="Đường")
    return a_target(campaign, version=version, **given)


def rebound(target: Target, **changed: object) -> None:
    """The same target bound again with other values."""
    names = ("node_key", "version", "value", "split", "starts_on", "due_on")
    values = {name: getattr(target, name) for name in names} | changed
    actor = an_actor(target.campaign.office)
    draft = TargetDraft(**values)
    actions.bind_indicator(target.campaign, draft, target=target, actor=actor, at=MAY)


def test_figures_stand_as_people_read_them_with_what_was_before() -> None:
    target = roads(a_campaign(), value=Decimal(320))
    campaign = target.campaign
    office = signed_in(an_actor(campaign.office))

    rebound(target, value=Decimal("1234.5"), due_on=date(2025, 11, 30))
    rebound(Target.objects.get(), value=Decimal("1234.5"), split=Target.Split.EACH)

    said = told(office, campaign)
    assert (
        "sửa chỉ tiêu “Đường”: chỉ tiêu từ 320 km thành 1.234,5 km; thời hạn từ"
        " 31/12/2025 thành 30/11/2025"
    ) in said
    assert "cách giao từ tổng các đơn vị bằng số được giao thành mỗi đơn vị" in said
    assert "320.000" not in said


def test_a_figure_that_counts_units_is_said_in_units() -> None:
    target = roads(
        a_campaign(), value=Decimal(12), split=Target.Split.COUNT, level_to_meet=5
    )
    office = signed_in(an_actor(target.campaign.office))

    rebound(target, value=Decimal(15), level_to_meet=Decimal(6))

    said = told(office, target.campaign)
    assert "chỉ tiêu từ 12 đơn vị thành 15 đơn vị" in said
    assert "mức phải đạt từ 5 km thành 6 km" in said

    rebound(Target.objects.get(), split=Target.Split.SUM, value=Decimal(320))

    said = told(office, target.campaign)
    assert "gắn chỉ tiêu “Đường”: 320 km" in said, "12 units are no kilometres"


def test_a_change_after_the_launch_says_both_and_since_when() -> None:
    target = roads(a_campaign(launched=True))
    office = signed_in(an_actor(target.campaign.office))

    post(
        office,
        "target-change",
        target.campaign,
        target,
        value="300,5",
        due_on="31/12/2025",
        on="01/05/2025",
        reason="Trung ương giao lại vốn",
        below="keep",
        revision="1",
    )

    said = told(office, target.campaign)
    assert (
        "đổi chỉ tiêu “Đường”: chỉ tiêu từ 320 km thành 300,5 km; áp dụng từ 01/05/2025"
    ) in said
    assert "thời hạn từ" not in said


def test_a_line_from_before_says_the_number_that_it_kept() -> None:
    campaign = a_campaign()
    office = signed_in(an_actor(campaign.office))
    for verb in ("bound", "changed"):
        Entry.objects.create(
            verb=f"campaigns.target.{verb}",
            subject=subject_of(campaign),
            actor_name="Lê Lan",
            at=MAY,
            details={"name": "Đường", "value": "1234.500000"},
        )

    said = told(office, campaign)

    assert "gắn chỉ tiêu “Đường”: 1.234,5" in said
    assert "đổi chỉ tiêu “Đường” thành 1.234,5" in said


def test_who_took_the_number_is_said_and_that_it_was_struck_out() -> None:
    campaign = a_campaign()
    campaign.documents.update(number="", issued_on=None)
    document = campaign.documents.get()
    taker = an_actor(campaign.launcher)
    office, clerk = signed_in(an_actor(campaign.office)), signed_in(taker)
    office.post(reverse("campaigns:document-draft", args=[campaign.pk, document.pk]))
    drafted = Document.objects.get()
    office.post(reverse("documents:prepare", args=[drafted.pk]))
    clerk.post(reverse("documents:issue", args=[drafted.pk]))
    listeners.number_flows_back(DocumentIssued(drafted.pk, drafted.about))

    taken = told(office, campaign)
    clerk.post(reverse("documents:void", args=[drafted.pk]), {"reason": "Nhầm sổ"})
    listeners.number_is_gone(NumberVoided(drafted.pk, drafted.about))
    gone = told(office, campaign)

    assert f"ghi số 01 cho văn bản “{document.title}”: {taker.name} lấy số" in taken
    assert f"bỏ số của văn bản “{document.title}”: số đã hủy" in gone


def test_a_number_from_elsewhere_is_said_to_be_from_there() -> None:
    campaign = a_campaign()
    campaign.documents.update(number="", issued_on=None)
    document = campaign.documents.get()
    actor = an_actor(campaign.launcher)
    office, clerk = signed_in(an_actor(campaign.office)), signed_in(actor)
    office.post(reverse("campaigns:document-draft", args=[campaign.pk, document.pk]))
    drafted = Document.objects.get()
    office.post(reverse("documents:prepare", args=[drafted.pk]))
    noted = {"value": "16", "given_elsewhere": "Văn phòng Ủy ban"}
    clerk.post(
        reverse("documents:note-number", args=[drafted.pk]),
        noted | {"issued_on": dates.show(MAY.date())},
    )
    listeners.number_flows_back(DocumentIssued(drafted.pk, drafted.about))

    here = reverse("documents:document", args=[drafted.pk])
    assert f"{actor.name} ghi lại số do Văn phòng Ủy ban cấp" in told(office, campaign)
    shown = " ".join(clerk.get(here).content.decode().split())
    assert "do Văn phòng Ủy ban cấp" in shown
    assert "ghi số 16/" in shown


@pytest.mark.demand("002.4a")
def test_what_one_click_put_right_is_said() -> None:
    target = roads(a_campaign(), due_on=date(2026, 3, 1))
    campaign = target.campaign
    office = signed_in(an_actor(campaign.office))

    answer = post(
        office,
        "check-mend",
        campaign,
        rule="dates-outside",
        subject=f"target:{target.pk}",
    )

    said = told(office, campaign)
    assert answer.status_code == 200
    assert "sửa bằng một lần bấm: Đưa về trong thời gian phong trào; trước đó: " in said
    ends = dates.show(campaign.ends_on)
    assert f"sửa chỉ tiêu “Đường”: thời hạn từ 01/03/2026 thành {ends}" in said


def test_a_tie_names_its_index_and_a_plan_its_unit() -> None:
    campaign = a_campaign(launched=True)
    office = an_actor(campaign.office)
    item = ContentNode.objects.get(tree__audience__campaign=campaign, kind="item")
    tie = TieDraft(routine="Một cửa điện tử", outside_index="dti")
    actions.tie_content(campaign, item.key, tie, actor=office, at=MAY)
    unit = campaign.audiences.get().members.all()[0].unit
    day = campaign.starts_on
    draft = PlanDraft(starts_on=day, ends_on=campaign.ends_on)
    by: Any = {"version": 0, "actor": an_actor(unit), "at": MAY}
    actions.save_plan(campaign, unit.pk, draft, **by)

    said = told(signed_in(office), campaign)

    assert "Một cửa điện tử; Chỉ số chuyển đổi số (DTI)" in said
    assert f"soạn kế hoạch của {in_sentence(str(unit.names.get().full_name))}" in said
