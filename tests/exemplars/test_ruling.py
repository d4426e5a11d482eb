"""The office sets when a learner has caught up, and says it in plain words."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.doors import signed_in
from tests.exemplars.factories import Story, praised, registered
from tests.pacts.test_making import text
from thidua.exemplars.models import ComparisonRule
from thidua.exemplars.ruling import rule_of

pytestmark = pytest.mark.django_db
TYPED = {"tolerance": "5", "better_wanted": "1", "window": "12"}


def address(story: Story) -> str:
    return f"/phong-trao/{story.campaign.pk}/dien-hinh/quy-tac/"


@pytest.mark.demand("003.4")
def test_the_office_sets_the_rule_and_reads_what_it_means() -> None:
    story = registered()
    office = signed_in(story.office)
    key = story.version.indicator_id

    empty = text(office.get(address(story)))
    office.post(address(story), TYPED | {f"must_{key}": "on", f"own_{key}": "2"})

    assert "Chưa có quy tắc thì chưa biểu dương được điển hình nào" in empty
    rule = rule_of(story.campaign)
    assert rule is not None
    line = rule.lines.get()
    assert (rule.tolerance, line.is_obligatory, line.tolerance) == (
        Decimal(5),
        True,
        Decimal(2),
    )
    page = text(office.get(address(story)))
    assert "quá 5 %; vượt qua là đã bắt kịp" in page.replace("\xa0", " ")
    said = "chốt ở 86 % thì từ 81,7 % trở lên là bắt kịp, trên 86 % là hơn hẳn"
    assert said in page.replace("\xa0", " ")
    assert f"Riêng “{story.version.name}” được kém mốc không quá 2" in page


@pytest.mark.demand("003.4")
def test_a_later_rule_says_why_and_who_was_praised_keeps_the_rule_of_its_day() -> None:
    story = praised({1: "86"}, rule={"tolerance": Decimal(5)})
    office = signed_in(story.office)

    silent = office.post(address(story), TYPED | {"tolerance": "0"})
    why = {"tolerance": "0", "reason": "Nâng chuẩn năm 2025"}
    office.post(address(story), TYPED | why)

    assert silent.status_code == 422
    assert "Chưa ghi lý do." in text(silent)
    assert ComparisonRule.objects.filter(campaign=story.campaign).count() == 2
    assert story.fresh().rule is not None
    assert story.exemplar.rule is not None
    assert story.exemplar.rule.tolerance == 5
    page = text(office.get(address(story)))
    assert "1 điển hình biểu dương theo bản này vẫn giữ bản này." in page
    assert "Nâng chuẩn năm 2025" in page


def test_a_commune_reads_the_rule_and_does_not_set_it() -> None:
    story = praised()
    commune = signed_in(story.officer)

    page = commune.get(address(story))
    refused = commune.post(address(story), TYPED | {"reason": "Muốn dễ hơn"})

    assert page.status_code == 200
    assert "Đổi quy tắc" not in text(page)
    assert refused.status_code == 403
