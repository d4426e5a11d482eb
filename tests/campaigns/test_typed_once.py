"""A figure is typed once and counts for every campaign that asks for it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse

from tests.campaigns.browsing import page, post, said
from tests.campaigns.factories import MAY, a_campaign, a_target, an_indicator
from tests.doors import signed_in
from tests.indicators.factories import Office, a_drafted_form, an_office, month
from tests.organisations.factories import a_province, an_actor
from thidua.campaigns import progress
from thidua.campaigns.actions import propose_targets, read_from_form
from thidua.campaigns.drafts import Offer
from thidua.campaigns.listeners import follow_form
from thidua.campaigns.models import Campaign, CampaignForm, Target
from thidua.campaigns.reporting import begin_duties, end_duties
from thidua.indicators.actions import Line, draft_edition, set_lines
from thidua.indicators.events import FormFollowed
from thidua.indicators.models import Observation
from thidua.kernel import clock

pytestmark = pytest.mark.django_db
DAY = date(2025, 5, 20)


def reached(target: Target) -> Decimal | None:
    found = progress.standings(target.campaign, [target], DAY)
    return found[target.pk].achieved.value


@pytest.mark.demand("000.1")
def test_one_figure_serves_two_campaigns_and_the_grid_names_both() -> None:
    office = an_office("ROAD")
    version = office.lines["ROAD"].version
    targets = []
    for name in ("Đồng khởi mới", "Xây dựng nông thôn mới"):
        campaign = a_campaign(of=office.cast, launched=True, name=name)
        given = {"unit": office.commune, "version": version}
        targets.append(a_target(campaign, **given))
    office.accepted(month(2025, 4), ROAD="1,5")

    place = [office.form.pk, month(2025, 4).pk, office.commune.pk]
    client = signed_in(an_actor(office.commune))
    shown = client.get(reverse("indicators:report", args=place)).content.decode()

    assert Observation.objects.count() == 1
    assert [reached(target) for target in targets] == [Decimal("1.5")] * 2
    assert "Nhập một lần, tính cho:" in shown
    for target in targets:
        href = reverse("campaigns:target", args=[target.campaign_id, target.pk])
        assert f'<a href="{href}">{target.campaign.name}</a>' in shown


def test_what_was_reported_before_a_unit_joined_does_not_count_for_it() -> None:
    office = an_office("ROAD")
    version = office.lines["ROAD"].version
    campaign = a_campaign(of=office.cast, launched=True, kinds=["district"])
    whole = a_target(campaign, unit=office.cast.province, version=version)
    members = campaign.audiences.get().members
    later, first = office.cast.districts
    members.filter(unit=later).update(joined_on=date(2025, 4, 1), reason="Xin vào sau")
    for number, road in ((3, "1,5"), (4, "2")):
        for commune in (
            office.cast.communes_of(later)[0],
            office.cast.communes_of(first)[0],
        ):
            office.accepted(month(2025, number), commune, ROAD=road)

    given = propose_targets(
        whole,
        [Offer(unit.pk, Decimal(160)) for unit in (later, first)],
        actor=an_actor(office.cast.province),
        at=MAY,
    )

    assert {one.unit_id: (one.starts_on, reached(one)) for one in given} == {
        later.pk: (date(2025, 4, 1), Decimal(2)),
        first.pk: (whole.starts_on, Decimal("3.5")),
    }


def a_draft_with_a_target(office: Office) -> tuple[Campaign, Target]:
    """A draft that draws a target on what an open form asks already."""
    campaign = a_campaign(of=office.cast)
    return campaign, a_target(campaign, version=office.lines["ROAD"].version)


@pytest.mark.demand("003.1")
def test_a_target_on_what_another_form_asks_reads_it_in_one_act() -> None:
    office = an_office("ROAD", cast=a_province())
    campaign, target = a_draft_with_a_target(office)
    client = signed_in(an_actor(office.cast.department))
    edit = page(client, "edit", campaign)
    assert "Đã có trong biểu “Báo cáo tháng” của" in edit
    assert "6 đơn vị đang báo cáo" in edit

    answer = post(client, "form-read", campaign, form=office.form.pk)

    assert "không đơn vị nào phải nhập thêm" in said(answer)
    assert "chỉ đọc số liệu" in said(answer)
    (link,) = campaign.form_links.all()
    assert (link.form, link.is_read) == (office.form, True)
    office.accepted(month(2025, 4), ROAD="1,5")
    assert reached(target) == Decimal("1.5")
    assert "dùng số liệu của biểu “Báo cáo tháng”" in page(client, "history", campaign)


@pytest.mark.demand("002.4a")
def test_the_plan_check_offers_the_form_and_mends_with_one_click() -> None:
    office = an_office("ROAD")
    campaign, target = a_draft_with_a_target(office)
    client = signed_in(an_actor(office.cast.department))
    assert "Dùng số liệu ấy" in page(client, "check", campaign)

    post(client, "check-mend", campaign, rule="no-form", subject=f"target:{target.pk}")

    assert campaign.form_links.get().is_read


@pytest.mark.demand("002.4a")
def test_a_second_line_asked_of_the_same_units_is_warned_of_and_dropped() -> None:
    office = an_office("ROAD")
    campaign, _target = a_draft_with_a_target(office)
    on: Any = {"actor": an_actor(office.cast.province), "at": MAY}
    second = a_drafted_form(office.cast, on)
    versions = [office.lines["ROAD"].version, an_indicator(office.cast.province)]
    lines = [Line(version_id=version.pk, level="commune") for version in versions]
    set_lines(second, lines, **on)
    CampaignForm.objects.create(campaign=campaign, form=second)
    client = signed_in(an_actor(office.cast.department))
    check = page(client, "check", campaign)
    assert "đã có trong biểu “Báo cáo tháng”" in check
    line = second.lines.order_by("position").first()
    assert line

    post(client, "check-mend", campaign, rule="asked-twice", subject=f"line:{line.pk}")

    assert second.lines.count() == 1
    read = campaign.form_links.get(is_read=True)
    assert read.form == office.form
    assert "nhập hai lần" not in page(client, "check", campaign)


def test_a_form_that_is_only_read_begins_and_ends_no_duty() -> None:
    office = an_office("ROAD")
    campaign, _target = a_draft_with_a_target(office)
    office.form.refresh_from_db()
    before = set(office.form.duties.values_list("unit", "during"))
    actor = an_actor(office.cast.department)
    read_from_form(campaign, office.form, actor=actor, at=MAY)

    begin_duties(
        campaign,
        [unit.pk for unit in office.cast.districts],
        since=DAY,
        actor=actor,
        at=MAY,
    )
    end_duties(
        campaign,
        [unit.pk for unit in office.cast.communes],
        on=DAY,
        reason="Thử",
        actor=actor,
        at=MAY,
    )

    assert set(office.form.duties.values_list("unit", "during")) == before


@pytest.mark.demand("003.1")
def test_a_campaign_goes_on_with_the_new_edition_of_its_form() -> None:
    office = an_office("ROAD")
    campaign, target = a_draft_with_a_target(office)
    CampaignForm.objects.create(campaign=campaign, form=office.form, is_read=True)
    on: Any = {"actor": office.owner, "at": MAY}
    since = date(2025, 6, 1)
    edition = draft_edition(office.form, since=since, reason="Hỏi thêm", **on)
    client = signed_in(office.owner)
    client.post(reverse("indicators:form-open", args=[edition.pk]))

    for _again in range(2):
        follow_form(FormFollowed(office.form.pk, edition.pk))

    links = campaign.form_links.order_by("pk")
    assert [(one.form_id, one.is_read) for one in links] == [
        (office.form.pk, True),
        (edition.pk, True),
    ]
    place = [edition.pk, month(2025, 6).pk, office.commune.pk]
    with clock.standing_on(date(2025, 6, 20)):
        shown = signed_in(an_actor(office.commune)).get(
            reverse("indicators:report", args=place)
        )
    assert shown.status_code == 200
    assert target.version.name in shown.content.decode()


@pytest.mark.demand("002.4a")
def test_what_is_asked_twice_by_an_open_form_is_mended_by_an_edition() -> None:
    office = an_office("ROAD")
    campaign, _target = a_draft_with_a_target(office)
    on: Any = {"actor": an_actor(office.cast.province), "at": MAY}
    second = a_drafted_form(office.cast, on)
    line = Line(version_id=office.lines["ROAD"].version.pk, level="commune")
    set_lines(second, [line], **on)
    client = signed_in(office.owner)
    drafted = client.get(reverse("indicators:form", args=[second.pk]))
    assert drafted.content.decode().count("Đã có trong biểu “Báo cáo tháng”.") == 2
    client.post(reverse("indicators:form-open", args=[second.pk]))
    CampaignForm.objects.create(campaign=campaign, form=second)

    check = page(signed_in(an_actor(office.cast.department)), "check", campaign)

    assert "đã có trong biểu “Báo cáo tháng”" in check
    assert "ra bản mới không có dòng này" in check
    assert "Bỏ dòng này, dùng số liệu ấy" not in check


def row_of(office: Office) -> str:
    """The row of the road in April's grid of the commune."""
    place = [office.form.pk, month(2025, 4).pk, office.commune.pk]
    client = signed_in(an_actor(office.commune))
    shown = client.get(reverse("indicators:report", args=place)).content.decode()
    line = office.lines["ROAD"]
    return shown.partition(f'id="row-{line.pk}"')[2].partition("</tr>")[0]


@pytest.mark.demand("000.1")
def test_the_grid_says_whose_target_it_shows_and_takes_one_that_was_accepted() -> None:
    office = an_office("ROAD")
    version = office.lines["ROAD"].version
    given: dict[str, Any] = {"unit": office.commune, "version": version}
    near = a_campaign(of=office.cast, launched=True, name="Đồng khởi mới")
    far = a_campaign(of=office.cast, launched=True, name="Nông thôn mới")
    pending = a_target(near, due_on=date(2025, 6, 30), state="proposed", **given)
    own = a_target(far, due_on=date(2025, 12, 31), **given)

    assert "Nông thôn mới, và 1 chỉ tiêu khác</small>" in row_of(office)

    Target.objects.filter(pk=own.pk).delete()
    alone = row_of(office)
    assert "Đồng khởi mới, chưa nhận</small>" in alone
    assert "<svg" not in alone
    Target.objects.filter(pk=pending.pk).update(state="accepted")
    assert "<svg" in row_of(office)


@pytest.mark.demand("000.1")
@pytest.mark.parametrize(("typed", "is_slow"), [("2", True), ("0", False)])
def test_more_than_a_limit_is_slow_in_the_grid_and_less_is_not(
    typed: str, is_slow: bool
) -> None:
    office = an_office("ROAD")
    version = office.lines["ROAD"].version
    type(version).objects.filter(pk=version.pk).update(better="lower")
    version.refresh_from_db()
    campaign = a_campaign(of=office.cast, launched=True)
    a_target(campaign, unit=office.commune, version=version, value=Decimal(1))
    office.accepted(month(2025, 4), ROAD=typed)

    bar = row_of(office).partition("minibar")[2]

    assert "<svg" in bar
    assert f"đã đạt {typed}" in bar
    assert ", từ 01/01/2025 đến 30/04/2025</small>" in bar
    assert ("slow" in bar.partition("</td>")[0]) is is_slow
