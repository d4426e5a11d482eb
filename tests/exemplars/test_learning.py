"""Units and people follow an exemplar by a plan, tell what they reached, meet."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import Settings

from tests.campaigns.factories import MAY
from tests.doors import signed_in
from tests.exemplars.factories import HEAD, Story, month, praised
from tests.organisations.factories import (
    SINCE_2015,
    UnitFactory,
    an_actor,
    rebuild_lineage,
    tree,
)
from tests.pacts.test_keeping import merged
from tests.pacts.test_making import text
from tests.sheets import sheet_at
from thidua.exemplars import actions
from thidua.exemplars.judging import judged
from thidua.exemplars.models import Exemplar, LearnedValue, Learning, Visit
from thidua.exemplars.pace import is_slow
from thidua.exemplars.states import Learner, State
from thidua.indicators.models import ReportDuty
from thidua.organisations.models import Unit

pytestmark = pytest.mark.django_db
PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00"
    b"\x00\x00\x1f\x15\xc4\x89\x00\x00\x00\nIDATx\x9cc\x00\x01\x00\x00\x05\x00\x01\r\n"
    b"-\xb4\x00\x00\x00\x00IEND\xaeB`\x82"
)
PLAN = {
    "who": "unit",
    "takes_over": "Góp xoay vòng",
    "starts_on": "01/05/2025",
    "due_on": "31/12/2025",
}


def page(client: Client, path: str) -> str:
    return text(client.get(path)).replace("\xa0", " ")


def publicised(story: Story) -> Story:
    """Told in the newspaper: learning may be opened."""
    story.exemplar.state = State.PUBLICISED
    story.exemplar.how_to = "Tính nước một người một ngày\nGóp xoay vòng mỗi tháng"
    story.exemplar.save()
    return story


def opened(story: Story, unit: Unit) -> Learning:
    """A commune follows it, and learning is open."""
    learning = story.learner(unit)
    Exemplar.objects.filter(pk=story.exemplar.pk).update(state=State.LEARNING)
    story.fresh()
    return learning


@pytest.mark.demand("003.4")
@pytest.mark.demand("000.10")
def test_a_commune_follows_and_its_start_is_read_from_its_report() -> None:
    story = publicised(praised({1: "86"}))
    other = story.reporting.province.communes[1]
    story.told(other, {3: "63", 4: "70"})
    officer, there = signed_in(an_actor(other)), f"/dien-hinh/{story.exemplar.pk}"

    screen = page(officer, f"{there}/hoc-theo/")
    figure = story.exemplar.figures.get()
    answer = officer.post(
        f"{there}/hoc-theo/",
        PLAN
        | {
            "starts_on": "01/04/2025",
            "takes": ["Góp xoay vòng mỗi tháng"],
            f"goal_{figure.pk}": "90",
            f"start_{figure.pk}": "99",
        },
    )

    assert "Góp xoay vòng mỗi tháng" in screen
    assert "70 %" in screen
    assert "đơn vị tôi, theo báo cáo đến hết tháng 4/2025" in screen
    assert answer.status_code == 302
    learning = Learning.objects.get()
    plan = learning.figures.get()
    assert [plan.start, plan.goal] == [Decimal(63), Decimal(90)], (
        "the report says it, not the hand"
    )
    assert learning.takes_over == "Góp xoay vòng mỗi tháng\nGóp xoay vòng"
    board = page(signed_in(story.officer), f"{there}/hoc-tap/")
    assert "63 % → 70 %" in board.replace("<b>", "").replace("</b>", "")
    assert "kém 16 điểm" in board
    own = page(officer, f"{there}/hoc-tap/{learning.pk}/")
    assert "tháng 4/2025, theo báo cáo" in own


@pytest.mark.demand("003.4")
def test_who_is_past_the_mark_is_told_to_learn_elsewhere() -> None:
    story = publicised(praised({1: "56.6"}))
    other = story.reporting.province.communes[1]
    story.told(other, {3: "75.6"})
    officer = signed_in(an_actor(other))

    answer = officer.post(f"/dien-hinh/{story.exemplar.pk}/hoc-theo/", PLAN)

    assert answer.status_code == 422
    said = text(answer).replace("\xa0", " ")
    assert "đã bằng hoặc hơn mốc" in said
    assert "75,6 %, mốc 56,6 %" in said
    assert "Chọn điển hình có mốc cao hơn" in said
    assert not Learning.objects.exists()


@pytest.mark.demand("003.4")
@pytest.mark.parametrize(
    ("goal", "words"), [("60", "kém hơn mức lúc bắt đầu"), ("120", "0 đến 100")]
)
def test_an_absurd_goal_is_refused_at_its_field(goal: str, words: str) -> None:
    story = publicised(praised({1: "86"}))
    other = story.reporting.province.communes[1]
    story.told(other, {3: "63"})
    officer, figure = signed_in(an_actor(other)), story.exemplar.figures.get()

    answer = officer.post(
        f"/dien-hinh/{story.exemplar.pk}/hoc-theo/", PLAN | {f"goal_{figure.pk}": goal}
    )

    assert answer.status_code == 422
    faults = answer.context["form"].errors.as_data()[f"goal_{figure.pk}"]
    assert words in str(faults)
    assert not Learning.objects.exists()


@pytest.mark.demand("003.4")
def test_a_learner_sees_which_months_are_missing() -> None:
    story = publicised(praised({1: "86"}))
    other = story.reporting.province.communes[1]
    learner = story.learner(other)
    story.told(other, {1: "50", 3: "55"})

    mine = f"/dien-hinh/{story.exemplar.pk}/hoc-tap/{learner.pk}/"
    screen = page(signed_in(an_actor(other)), mine)

    assert "Chưa có số của tháng 2/2025, tháng 4/2025." in screen


@pytest.mark.demand("003.4")
def test_learning_opens_once_somebody_follows() -> None:
    story = publicised(praised())
    officer, there = signed_in(story.officer), f"/dien-hinh/{story.exemplar.pk}/hoc-tap"

    early = officer.post(f"{there}/mo/")
    story.learner(story.reporting.province.communes[1])
    stranger = signed_in(an_actor(story.reporting.province.communes[1]))
    refused = stranger.post(f"{there}/mo/")
    officer.post(f"{there}/mo/")

    assert early.status_code == 409
    assert "Chưa có ai đăng ký học theo điển hình này." in text(early)
    assert refused.status_code == 403
    assert story.fresh().state == State.LEARNING


def test_nobody_learns_twice_or_from_itself_and_it_is_said_at_the_field() -> None:
    story = publicised(praised())
    there = f"/dien-hinh/{story.exemplar.pk}/hoc-theo/"
    own = signed_in(story.officer).post(there, PLAN)
    other = signed_in(an_actor(story.reporting.province.communes[1]))
    other.post(there, PLAN)
    again = other.post(there, PLAN)
    late = other.post(there, PLAN | {"who": "household", "due_on": "01/01/2025"})

    assert (own.status_code, again.status_code, late.status_code) == (422, 422, 422)
    assert "Không ai học theo chính mình." in text(own)
    assert "đã đăng ký học theo điển hình này." in text(again)
    assert "Chưa ghi tên." in text(late)
    assert Learning.objects.count() == 1


@pytest.mark.demand("003.4")
def test_a_household_tells_each_month_with_proof() -> None:
    story = publicised(praised())
    other = story.reporting.province.communes[1]
    officer, there = signed_in(an_actor(other)), f"/dien-hinh/{story.exemplar.pk}"
    figure = story.exemplar.figures.get()
    officer.post(
        f"{there}/hoc-theo/",
        PLAN
        | {
            "who": "household",
            "name": "Hộ bà Tám",
            "starts_on": "01/03/2025",
            f"start_{figure.pk}": "40",
        },
    )
    learning = Learning.objects.get()
    mine = f"{there}/hoc-tap/{learning.pk}"

    bare = officer.post(
        f"{mine}/so-lieu/", {"month": "1303", f"value_{figure.pk}": "88"}
    )
    told = {
        "month": str(month(4).id),
        f"value_{figure.pk}": "88",
        "proof": SimpleUploadedFile("lu.png", PNG, "image/png"),
    }
    answer = officer.post(f"{mine}/so-lieu/", told)

    assert bare.status_code == 422
    assert answer.status_code == 302, text(answer)
    assert LearnedValue.objects.get().value == 88
    shown = page(officer, f"{mine}/")
    assert "hơn 2 điểm" in shown
    assert "lu.png" in shown
    proof = LearnedValue.objects.get().proof_id
    assert officer.get(f"{mine}/minh-chung/{proof}/").content == PNG
    stranger = signed_in(an_actor(story.reporting.province.communes[2]))
    assert stranger.get(f"{mine}/").status_code == 404, "a household stays inside"


def test_what_has_no_proof_is_not_told() -> None:
    story = praised()
    learning = Learning(
        exemplar=story.exemplar,
        kind="household",
        home=story.reporting.province.communes[1],
        takes_over="Góp xoay vòng",
        starts_on=date(2025, 1, 1),
        due_on=date(2025, 12, 31),
        registered_at=MAY,
        registered_by="Người Thử",
    )
    learning.call("Hộ bà Tám")
    learning.save()
    officer = signed_in(an_actor(story.reporting.province.communes[1]))
    figure = story.exemplar.figures.get()

    answer = officer.post(
        f"/dien-hinh/{story.exemplar.pk}/hoc-tap/{learning.pk}/so-lieu/",
        {"month": str(month(4).id), f"value_{figure.pk}": "88"},
    )

    assert answer.status_code == 422
    assert "Chưa có minh chứng cho số liệu này." in text(answer)


@pytest.mark.demand("003.4")
def test_a_visit_notes_who_came_and_the_learner_what_it_took_home() -> None:
    story = praised()
    other = story.reporting.province.communes[1]
    learning = opened(story, other)
    there = f"/dien-hinh/{story.exemplar.pk}"
    said = {
        "kind": "visit",
        "held_on": "15/05/2025",
        "place": "Ấp Gia Phước",
        "words": "Xem lu, nghe kể cách góp.",
    }
    nobody = signed_in(story.officer).post(f"{there}/tham-quan/", said)
    signed_in(story.officer).post(
        f"{there}/tham-quan/", said | {f"people_{learning.pk}": "12"}
    )

    assert nobody.status_code == 422
    came = Visit.objects.get().attendances.get()
    assert came.people == 12
    mine = f"{there}/hoc-tap/{learning.pk}"
    officer = signed_in(an_actor(other))
    officer.post(f"{mine}/mang-ve/{came.pk}/", {"words": "Mẫu quy ước góp"})
    assert "Mẫu quy ước góp" in page(officer, f"{mine}/")
    assert "12 người; Mẫu quy ước góp" in page(officer, f"{there}/hoc-tap/")


def test_the_learners_come_as_excel_as_filtered_with_figures_as_figures() -> None:
    story = praised({1: "86"})
    other = story.reporting.province.communes[1]
    learning = opened(story, other)
    here = f"/dien-hinh/{story.exemplar.pk}/hoc-tap/"
    officer = signed_in(story.officer)

    assert f'href="{here}?trang-thai=learning&amp;xuat=excel"' in page(
        officer, f"{here}?trang-thai=learning"
    )
    *_heads, line = sheet_at(officer, f"{here}?trang-thai=learning&xuat=excel")
    assert line[0] == learning.name
    assert 86.0 in line, "the bar, as a figure"
    assert line[-1] == learning.due_on
    stopped = sheet_at(officer, f"{here}?trang-thai=stopped&xuat=excel")
    assert learning.name not in [row[0] for row in stopped]


@pytest.mark.demand("003.4")
def test_who_is_slow_is_seen_asks_for_help_and_stops_with_a_reason() -> None:
    story = praised({1: "86"})
    other = story.reporting.province.communes[1]
    learning = opened(story, other)
    learning.due_on = date(2025, 6, 30)
    learning.save()
    learning.figures.create(figure=story.exemplar.figures.get(), start=Decimal(20))
    story.told(other, {4: "25"})
    mine = f"/dien-hinh/{story.exemplar.pk}/hoc-tap/{learning.pk}"
    officer = signed_in(an_actor(other))

    officer.post(f"{mine}/giup/", {"words": "Thiếu lu cho hộ nghèo"})
    board = page(signed_in(story.officer), f"/dien-hinh/{story.exemplar.pk}/hoc-tap/")
    silent = officer.post(f"{mine}/thoi/", {"version": "1"})
    neighbour = signed_in(an_actor(story.reporting.province.communes[2]))
    low = neighbour.post(f"{mine}/thoi/", {"reason": "x", "version": "1"})
    officer.post(f"{mine}/thoi/", {"reason": "Không đủ vốn", "version": "1"})

    assert "chậm so với kế hoạch" in board
    assert "Thiếu lu cho hộ nghèo" in board
    assert (silent.status_code, low.status_code) == (422, 403)
    learning.refresh_from_db()
    assert (learning.state, learning.reason) == (Learner.STOPPED, "Không đủ vốn")


@pytest.mark.parametrize(
    ("start", "now", "day", "slow"),
    [
        ("20", "53", date(2025, 7, 1), False),
        ("20", "30", date(2025, 7, 1), True),
        ("20", None, date(2025, 7, 1), False),
        ("20", "85", date(2026, 1, 2), True),
        ("20", "86", date(2026, 1, 2), False),
        ("20", None, date(2026, 1, 2), True),
    ],
)
def test_slow_is_a_quarter_of_the_way_behind_the_days(
    start: str, now: str | None, day: date, slow: bool
) -> None:
    assert (
        is_slow(
            start=Decimal(start),
            now=Decimal(now) if now else None,
            bar=Decimal(86),
            starts_on=date(2025, 1, 1),
            due_on=date(2025, 12, 31),
            day=day,
        )
        is slow
    )


@pytest.mark.demand("003.4")
def test_the_line_of_a_merged_learner_ends_and_its_main_heir_is_in_charge(
    settings: Settings,
) -> None:
    story = praised({1: "86"})
    district = story.reporting.province.districts[0]
    old = UnitFactory.create(name="Tân Cũ", parent=district)
    ReportDuty.objects.create(
        form=story.reporting.form, unit=old, receiver=district, during=SINCE_2015
    )
    learning = opened(story, old)
    story.told(old, {4: "88"})
    heir = UnitFactory.create(name="Tân Bình", parent=district)
    merged([old], heir)
    rebuild_lineage(tree())
    settings.THIDUA_TODAY = "2027-01-15"
    officer = signed_in(an_actor(heir))
    mine = f"/dien-hinh/{story.exemplar.pk}/hoc-tap/{learning.pk}"

    (found,) = judged(story.exemplar, [learning], date(2027, 1, 15))
    shown = page(officer, f"{mine}/")
    officer.post(f"{mine}/giup/", {"words": "Cần người hướng dẫn"})

    assert found.outcome == "surpassed", "by its last figures, however long ago"
    assert "Đơn vị đã sắp xếp; xã Tân Bình, huyện Cồn Bắc kế thừa" in shown
    learning.refresh_from_db()
    assert learning.needs_help == "Cần người hướng dẫn"
    actions.stop_learning(
        learning,
        reason="Sáp nhập",
        version=1,
        actor=an_actor(heir, HEAD),
        at=MAY.replace(year=2027),
    )
