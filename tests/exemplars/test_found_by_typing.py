"""Exemplars and prospects in the box that finds, as far as one may know of them."""

from __future__ import annotations

import pytest

from tests.desk.test_finding import labels, lines
from tests.doors import signed_in
from tests.exemplars.factories import PRAISED_ON, Story, praised
from tests.organisations.factories import UnitFactory, an_actor
from tests.prospects.factories import a_prospect
from thidua.exemplars.models import Consent, Exemplar
from thidua.organisations.models import Unit

pytestmark = pytest.mark.django_db
TITLE = "Mỗi nhà một lu nước ngọt"


@pytest.fixture
def story() -> Story:
    return praised()


@pytest.mark.demand("002.4c")
@pytest.mark.parametrize("typed", ["lu nước ngọt", "lu nuoc ngot", "LU NUOC", "mnmlnn"])
def test_an_exemplar_is_found_however_its_title_is_typed(
    story: Story, typed: str
) -> None:
    neighbour = signed_in(an_actor(story.reporting.province.communes[1]))

    (found,) = [one for one in lines(neighbour, typed) if one.label == TITLE]

    assert found.href == f"/dien-hinh/{story.exemplar.pk}/"
    assert "Xã Tân An" in found.about


def test_marks_that_were_typed_count(story: Story) -> None:
    assert TITLE not in labels(signed_in(story.officer), "lù nước")


def test_a_person_is_found_by_name_only_after_consenting(story: Story) -> None:
    Exemplar.objects.filter(pk=story.exemplar.pk).update(
        kind="person", unit=None, name="Phạm Thị Sen", folded="pham thi sen"
    )
    neighbour = signed_in(an_actor(story.reporting.province.communes[1]))

    hidden = labels(neighbour, "pham thi sen")
    own = labels(signed_in(story.officer), "pham thi sen")
    by_title = lines(neighbour, "lu nuoc ngot")
    Consent.objects.create(
        exemplar=story.exemplar,
        shows_name=True,
        how="self",
        given_on=PRAISED_ON,
        recorded_at=story.exemplar.registered_at,
        recorded_by="Người Thử",
    )

    assert TITLE not in hidden
    assert TITLE in own
    assert "Phạm Thị Sen" not in str(by_title)
    assert TITLE in [one.label for one in by_title]
    assert TITLE in labels(neighbour, "pham thi sen")


def test_a_title_that_tells_the_name_is_found_by_nobody_outside(story: Story) -> None:
    Exemplar.objects.filter(pk=story.exemplar.pk).update(
        kind="person",
        unit=None,
        name="Phạm Thị Sen",
        folded="pham thi sen",
        title="Bà Phạm Thị Sen trữ nước",
        folded_title="ba pham thi sen tru nuoc",
    )
    neighbour = signed_in(an_actor(story.reporting.province.communes[1]))

    assert "Sen" not in str(labels(neighbour, "tru nuoc"))
    assert "Sen" not in str(labels(neighbour, "hoc theo ba"))
    assert "Bà Phạm Thị Sen trữ nước" in labels(signed_in(story.officer), "tru nuoc")


def test_a_prospect_is_found_by_its_unit_and_by_nobody_else(story: Story) -> None:
    one = a_prospect(story.unit, "Lê Thị Bưởi")
    stranger = signed_in(an_actor(UnitFactory.create(kind=Unit.Kind.COMMUNE)))

    (found,) = [
        line
        for line in lines(signed_in(story.officer), "buoi le")
        if line.label == "Lê Thị Bưởi"
    ]

    assert found.href == f"/nhan-to/{one.pk}/"
    assert "Xã Tân An" in found.about
    assert "Lê Thị Bưởi" not in labels(stranger, "buoi")


def test_the_common_acts_of_both_rooms_begin_here(story: Story) -> None:
    neighbour = signed_in(an_actor(story.reporting.province.communes[1]))

    tell = {one.label: one.href for one in lines(neighbour, "bao tin")}
    learn = {one.label: one.href for one in lines(neighbour, "hoc theo lu")}
    register = labels(neighbour, "dang ky dien hinh")

    assert tell["Báo tin về nhân tố"] == "/nhan-to/bao-tin/"
    assert learn[f"Học theo “{TITLE}”"] == f"/dien-hinh/{story.exemplar.pk}/hoc-theo/"
    assert f"Đăng ký điển hình: {story.campaign.name}" in register
    own = labels(signed_in(story.officer), "hoc theo lu")
    assert f"Học theo “{TITLE}”" not in own


def test_what_was_opened_lately_comes_first(story: Story) -> None:
    client = signed_in(story.officer)
    one = a_prospect(story.unit, "Lê Thị Bưởi")
    client.get(f"/dien-hinh/{story.exemplar.pk}/")
    client.get(f"/nhan-to/{one.pk}/")

    assert labels(client, "")[:2] == ["Lê Thị Bưởi", TITLE]
