"""An audience named by the kinds of its units says what its rule says."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from django.test import Client

from tests.campaigns.browsing import page, post, said
from tests.campaigns.factories import MAY, a_campaign, a_target
from tests.doors import address, signed_in
from tests.organisations.factories import Province, a_province, an_actor
from thidua.campaigns import actions
from thidua.campaigns.check import check_campaign
from thidua.campaigns.launch_text import renamed_in
from thidua.campaigns.models import Audience, Campaign, LaunchDocument
from thidua.campaigns.reach import AudienceChangeDraft, reach
from thidua.campaigns.whom_named import fits, listed_in, named_by
from thidua.documents.reading import words_of
from thidua.organisations.models import Unit

BY_KINDS = "Huyện, xã và ấp"
ALL = ["district", "commune", "hamlet"]


@pytest.fixture
def place() -> Province:
    return a_province()


@pytest.fixture
def office(place: Province) -> Client:
    return signed_in(an_actor(place.department))


def sent(campaign: Campaign, name: str, kinds: list[str]) -> dict[str, Any]:
    audience = campaign.audiences.get()
    return {
        "name": name,
        "kinds": kinds,
        "tree": audience.tree_id,
        "below": audience.below_id,
        "reports": "on",
    }


def changed(
    office: Client, campaign: Campaign, kinds: list[str], name: str = BY_KINDS
) -> Any:
    """The audience's page sent with other kinds; the name as it stands."""
    audience = campaign.audiences.get()
    return post(office, "audience", campaign, audience, **sent(campaign, name, kinds))


def written_here(office: Client, campaign: Campaign) -> LaunchDocument:
    """The launch document as it is drafted from the plan."""
    campaign.documents.all().delete()
    where = address("campaigns:document-new", campaign) + "?cach=soan"
    form = office.get(where).context["form"]
    begun = {name: form[name].value() or "" for name in form.fields}
    assert (
        office.post(where, begun | {"is_launch": "on", "kind": "CT"}).status_code == 302
    )
    return campaign.documents.get()


@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        ("Xã, phường, thị trấn", {"commune", "ward", "township"}),
        ("Huyện, xã và ấp", {"district", "commune", "hamlet"}),
        ("Các sở, ban, ngành", {"department"}),
        ("Thị xã; thành phố", {"district"}),
        ("Đảng ủy xã, thị trấn", set()),
        ("Sở, ban, ngành tỉnh; huyện, thành phố", set()),
        ("Toàn tỉnh", set()),
        ("", set()),
    ],
)
def test_a_list_of_kinds_is_told_from_a_name(name: str, kinds: set[str]) -> None:
    assert listed_in(name) == kinds


def test_a_name_by_kinds_lists_them_whatever_they_are() -> None:
    for kind in Unit.Kind:
        assert listed_in(named_by([kind])) == {kind}
        assert fits(named_by([kind]), [kind])
    assert named_by(["township", "commune"]) == "Xã, thị trấn"
    assert len(named_by(list(Unit.Kind))) <= 200


@pytest.mark.django_db
def test_a_name_by_kinds_follows_them(place: Province, office: Client) -> None:
    campaign = a_campaign(of=place)

    answer = changed(office, campaign, ["commune", "hamlet"])

    name = campaign.audiences.get().name
    assert listed_in(name) == {"commune", "hamlet"}
    assert f"trước là “{BY_KINDS}”" in said(answer)


@pytest.mark.django_db
def test_a_chosen_name_stays_and_the_page_says_so(
    place: Province, office: Client
) -> None:
    campaign = a_campaign(of=place)
    chosen = "Cả hệ thống chính quyền"
    changed(office, campaign, ALL, chosen)

    answer = changed(office, campaign, ["commune"], chosen)

    assert campaign.audiences.get().name == chosen
    assert f"Tên “{chosen}” được giữ" in said(answer)


@pytest.mark.django_db
def test_a_name_left_empty_is_that_of_the_kinds(
    place: Province, office: Client
) -> None:
    campaign = a_campaign(of=place)

    post(office, "audience-new", campaign, **sent(campaign, "", ["front"]))

    assert campaign.audiences.filter(name="Mặt trận Tổ quốc").exists()


@pytest.mark.django_db
def test_a_list_that_is_not_the_kinds_is_refused_and_kept(
    place: Province, office: Client
) -> None:
    campaign = a_campaign(of=place)

    answer = changed(office, campaign, ["commune"], "Huyện, phường")

    assert answer.status_code == 422
    assert "“Huyện, phường” không phải các loại đơn vị đã chọn." in said(answer)
    assert 'value="Huyện, phường"' in said(answer)
    assert "để trống tên: “Xã”" in said(answer)
    assert campaign.audiences.get().name == BY_KINDS


@pytest.mark.demand("002.4a")
@pytest.mark.django_db
def test_what_is_drafted_of_a_campaign_says_the_new_name(
    place: Province, office: Client
) -> None:
    campaign = a_campaign(of=place)
    a_target(campaign)
    document = written_here(office, campaign)
    assert document.recipients == [BY_KINDS]

    changed(office, campaign, ["commune", "hamlet"])

    document.refresh_from_db()
    name = campaign.audiences.get().name
    assert document.recipients == [name]
    text = "\n".join(document.contents)
    assert f"Đối tượng thi đua: {name}." in text
    assert f"Nội dung thi đua của {name}:" in text
    assert BY_KINDS not in text
    assert document.drafted_as is not None
    paper = words_of(document.drafted_as)
    assert name in paper
    assert BY_KINDS not in paper
    found = {one.key for one in check_campaign(campaign, MAY.date()).findings}
    assert "other-than-the-plan" not in found


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("Đối tượng thi đua: Xã; Ấp.", "Đối tượng thi đua: Xã, phường; Ấp."),
        ("Đối tượng thi đua: Xã; Ấp", "Đối tượng thi đua: Xã, phường; Ấp."),
        ("Đối tượng thi đua: Xã nghèo", "Đối tượng thi đua: Xã nghèo"),
        ("Các mốc phải đạt của Xã:", "Các mốc phải đạt của Xã, phường:"),
        ("Xã nào cũng làm.", "Xã nào cũng làm."),
    ],
)
def test_only_what_was_drafted_of_the_name_is_written_anew(
    line: str, said: str
) -> None:
    assert renamed_in(f"Trước\n{line}", "Xã", "Xã, phường") == f"Trước\n{said}"


@pytest.mark.django_db
def test_a_document_that_was_issued_keeps_its_words(
    place: Province, office: Client
) -> None:
    campaign = a_campaign(of=place)
    campaign.documents.update(recipients=[BY_KINDS])

    changed(office, campaign, ["commune", "hamlet"])

    document = campaign.documents.get()
    assert document.number
    assert document.recipients == [BY_KINDS]
    assert campaign.audiences.get().name != BY_KINDS


@pytest.mark.django_db
def test_a_level_that_is_taken_in_by_a_click_is_in_the_name(
    place: Province, office: Client
) -> None:
    campaign = a_campaign(of=place, kinds=["commune"])
    Audience.objects.update(name="Xã")
    (skipped,) = (
        one
        for one in check_campaign(campaign, MAY.date()).findings
        if one.key == "skipped-level"
    )

    post(
        office,
        "check-mend",
        campaign,
        rule="skipped-level",
        subject=skipped.found.subject,
    )

    audience = campaign.audiences.get()
    assert {"district", "commune"} <= set(audience.kinds)
    assert listed_in(audience.name) == set(audience.kinds)


@pytest.mark.django_db
def test_after_the_launch_a_name_by_kinds_follows_them_too(place: Province) -> None:
    campaign = a_campaign(of=place, launched=True, kinds=["district", "commune"])
    Audience.objects.update(name="Huyện, xã")
    audience = campaign.audiences.select_related("tree", "below").get()
    draft = AudienceChangeDraft(
        kinds=["commune"],
        tree=audience.tree,
        below=audience.below,
        reports=True,
        on=MAY.date(),
        reason="Cấp huyện không tham gia nữa",
    )

    actions.change_audience(
        audience,
        replace(draft, seen=reach(audience, draft).mark),
        version=audience.version,
        actor=an_actor(place.department),
        at=MAY,
    )

    audience.refresh_from_db()
    assert audience.name == "Xã"
    assert "Xã" in page(signed_in(an_actor(place.department)), "campaign", campaign)
