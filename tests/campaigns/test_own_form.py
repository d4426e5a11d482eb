"""A campaign writes a form of its own for what its targets count and nobody asks."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.campaigns.browsing import page, post, said
from tests.campaigns.factories import MAY, a_campaign, a_target, an_indicator
from tests.doors import signed_in
from tests.indicators.factories import a_drafted_form, an_office
from tests.organisations.factories import Province, a_province, an_actor
from thidua.campaigns.check import check_campaign
from thidua.campaigns.models import Campaign
from thidua.indicators.actions import (
    Line,
    Meaning,
    add_lines,
    define_indicator,
    draw_up_breakdown,
    open_form,
    take_up_breakdown,
)
from thidua.indicators.models import Form, Indicator, IndicatorVersion
from thidua.kernel.errors import WrongMoment

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> Province:
    return a_province()


@pytest.fixture
def office(place: Province) -> Client:
    return signed_in(an_actor(place.department))


def typed(*versions: IndicatorVersion, **other: Any) -> dict[str, Any]:
    return {
        "versions": [one.pk for one in versions],
        "level": "commune",
        "name": "Báo cáo tháng",
        "period_kind": "month",
        "due_after": "5",
        **other,
    }


def has_no_form(campaign: Campaign) -> bool:
    findings = check_campaign(campaign, MAY.date()).findings
    return any(one.key == "no-form" for one in findings)


@pytest.mark.demand("001.3")
def test_a_form_for_targets_nobody_asks_is_written_from_the_campaigns_page(
    place: Province, office: Client
) -> None:
    campaign = a_campaign(of=place)
    target = a_target(campaign)
    assert has_no_form(campaign)
    edit = page(office, "edit", campaign)
    assert "1 chỉ số của các chỉ tiêu chưa có biểu nào của phong trào hỏi." in edit
    href = reverse("campaigns:form-new", args=[campaign.pk])
    assert f'href="{href}"' in edit
    assert f'href="{href}"' in page(office, "check", campaign)
    offered = page(office, "form-new", campaign)
    assert f'value="{target.version_id}" checked' in offered
    assert 'value="Báo cáo phong trào “Đồng khởi mới”"' in offered

    answer = post(office, "form-new", campaign, **typed(target.version))

    form = campaign.form_links.get(is_read=False).form
    line = form.lines.get()
    assert (line.version, line.level) == (target.version, "commune")
    assert (form.starts_on, form.ends_on) == (campaign.starts_on, campaign.ends_on)
    assert form.opened_at is None
    assert "Biểu “Báo cáo tháng” có 1 dòng; mở khi phát động." in said(answer)
    assert reverse("indicators:form", args=[form.pk]) in said(answer)
    assert not has_no_form(campaign)
    assert "đều đã có biểu hỏi" in page(office, "form-new", campaign)


def test_what_comes_later_goes_into_the_form_that_is_not_open_yet(
    place: Province, office: Client
) -> None:
    campaign = a_campaign(of=place)
    first = a_target(campaign)
    post(office, "form-new", campaign, **typed(first.version))
    form = campaign.form_links.get().form
    second = a_target(campaign)

    offered = page(office, "form-new", campaign)
    post(office, "form-new", campaign, **typed(second.version, into=form.pk, name=""))

    assert "Đưa vào biểu" in offered
    assert [one.version for one in form.lines.order_by("position")] == [
        first.version,
        second.version,
    ]
    assert Form.objects.count() == 1


def test_a_new_form_without_a_name_keeps_what_was_typed(
    place: Province, office: Client
) -> None:
    campaign = a_campaign(of=place)
    target = a_target(campaign)

    answer = post(
        office, "form-new", campaign, **typed(target.version, name=" ", due_after="9")
    )

    assert answer.status_code == 422
    assert 'value="9"' in said(answer)
    assert f'value="{target.version_id}" checked' in said(answer)
    assert not Form.objects.exists()


def test_nothing_ticked_is_said_at_its_field(place: Province, office: Client) -> None:
    campaign = a_campaign(of=place)
    a_target(campaign)

    answer = post(office, "form-new", campaign, **typed())

    assert answer.status_code == 422
    assert "Đánh dấu ít nhất một chỉ số." in said(answer)


def test_what_somebody_asks_already_is_offered_unticked_with_whose_form_it_is() -> None:
    office = an_office("ROAD")
    campaign = a_campaign(of=office.cast)
    version = office.lines["ROAD"].version
    a_target(campaign, version=version)

    offered = page(signed_in(an_actor(office.cast.department)), "form-new", campaign)

    assert f"{version.name} (km): đã có trong biểu “Báo cáo tháng”" in offered
    assert f'value="{version.pk}" checked' not in offered


@pytest.mark.demand("001.3")
def test_a_target_on_a_formula_asks_for_what_the_formula_is_made_of(
    place: Province, office: Client
) -> None:
    campaign = a_campaign(of=place)
    roads, bridges = an_indicator(campaign.office), an_indicator(campaign.office)
    text = f"[{roads.indicator.code}] + [{bridges.indicator.code}]"
    on: Any = {"actor": an_actor(place.province), "at": MAY}
    half = define_indicator(
        place.province,
        "",
        Meaning(name="Đường và cầu", measure="km", nature="formula", formula=text),
        since=date(2020, 1, 1),
        **on,
    )
    whole = define_indicator(
        place.province,
        "",
        Meaning(
            name="Gấp đôi",
            measure="km",
            nature="formula",
            formula=f"2 × [{half.indicator.code}]",
        ),
        since=date(2020, 1, 1),
        **on,
    )
    a_target(campaign, version=whole)
    assert has_no_form(campaign)

    offered = page(office, "form-new", campaign)
    post(office, "form-new", campaign, **typed(roads, bridges))

    assert roads.name in offered
    assert bridges.name in offered
    assert "Gấp đôi" not in offered
    assert not has_no_form(campaign)


def test_a_target_on_a_part_asks_for_it_beneath_its_whole(
    place: Province, office: Client
) -> None:
    campaign = a_campaign(of=place)
    whole = an_indicator(campaign.office, decimals=0)
    on: Any = {"actor": an_actor(place.department), "at": MAY}
    breakdown = draw_up_breakdown(
        place.department,
        name="Theo giới",
        kind="divides",
        categories=["Nam", "Nữ"],
        since=date(2020, 1, 1),
        **on,
    )
    take_up_breakdown(whole.indicator, breakdown, since=date(2020, 1, 1), **on)
    part = IndicatorVersion.objects.get(
        indicator__part_of__whole=whole.indicator_id,
        indicator__part_of__category__name="Nữ",
    )
    a_target(campaign, version=part)

    post(office, "form-new", campaign, **typed(part))

    form = campaign.form_links.get().form
    asked = list(form.lines.order_by("position").values_list("version", flat=True))
    assert asked[0] == whole.pk
    assert part.pk in asked
    assert not has_no_form(campaign)


def test_a_line_stands_once_and_nothing_is_added_to_an_open_form(
    place: Province, office: Client
) -> None:
    campaign = a_campaign(of=place)
    target = a_target(campaign)
    post(office, "form-new", campaign, **typed(target.version))
    post(office, "form-new", campaign, **typed(target.version))

    form = campaign.form_links.get().form
    assert form.lines.count() == 1
    on: Any = {"actor": an_actor(place.department), "at": MAY}
    open_form(form, **on)
    more = Line(version_id=an_indicator(campaign.office).pk, level="commune")
    with pytest.raises(WrongMoment):
        add_lines(form, [more], **on)


def test_a_code_is_made_out_of_the_name_and_a_line_is_found_by_name(
    place: Province,
) -> None:
    client = signed_in(an_actor(place.province))
    meaning = {
        "code": "",
        "name": "Đường bê tông hóa",
        "measure": "km",
        "nature": "flow",
        "better": "higher",
        "decimals": "1",
        "since": "01/01/2025",
    }
    for _again in range(2):
        client.post(reverse("indicators:indicator-new"), meaning)
    codes = set(Indicator.objects.values_list("code", flat=True))
    assert codes == {"duong-be-tong-hoa", "duong-be-tong-hoa-2"}

    form = a_drafted_form(place, {"actor": an_actor(place.province), "at": MAY})
    lines = {
        "line-TOTAL_FORMS": "1",
        "line-INITIAL_FORMS": "0",
        "line-0-level": "commune",
        "line-0-indicator": "đường bê tông hóa",
    }
    refused = client.post(reverse("indicators:form-lines", args=[form.pk]), lines)
    assert refused.status_code == 422
    assert "duong-be-tong-hoa, duong-be-tong-hoa-2" in said(refused)

    Indicator.objects.get(code="duong-be-tong-hoa-2").versions.update(name="Đường khác")
    client.post(reverse("indicators:form-lines", args=[form.pk]), lines)
    assert form.lines.get().version.name == "Đường bê tông hóa"
