"""A phase is over: the officer writes, the head signs, the paper comes out on A4."""

from __future__ import annotations

import re
from datetime import date

import pytest
from pytest_django import Settings

from tests.journeys.deeds import Deeds, month
from tests.journeys.people import Visits
from tests.journeys.places import BA_TRI, GIONG_TROM
from tests.journeys.stage import Stage
from thidua.campaigns.models import Assessment, Phase
from thidua.organisations.models import Mandate, User

pytestmark = pytest.mark.journey
WORDS = "Hai huyện làm được một nửa; xã chậm vì thiếu cát đá."
A4 = (595, 842)
MARCH = month(3)


@pytest.fixture(autouse=True)
def on_the_twentieth_of_may(settings: Settings, on_the_first_day: None) -> None:  # noqa: ARG001
    settings.THIDUA_TODAY = "2025-05-20"


@pytest.fixture
def over(stage: Stage) -> Stage:
    """A launched campaign whose first quarter is over; some reported March."""
    deeds = Deeds(stage)
    deeds.launch()
    deeds.give(stage.unit(GIONG_TROM), 160, accepted_by="huyen")
    deeds.give(stage.unit(BA_TRI), 160)
    for place, (key, unit) in enumerate(sorted(stage.units.items())):
        if key.startswith(("b28", "b29")) and place % 3:
            deeds.report(unit, MARCH, "2,5", on=date(2025, 4, 4))
    stage.campaign.phases.all().delete()
    Phase.objects.create(
        campaign=stage.campaign,
        kind="ordinary",
        name="Quý I",
        starts_on=date(2025, 1, 2),
        ends_on=date(2025, 3, 31),
    )
    return stage


@pytest.mark.demand("004.4")
def test_a_phase_is_written_signed_and_printed(over: Stage, visit: Visits) -> None:
    phase = over.campaign.phases.get()
    path = f"/phong-trao/{over.campaign.pk}/hieu-qua/{phase.pk}/"
    office = visit("tinh")

    office.go(path).reads("đánh giá chưa chốt", "Trong 1 chỉ tiêu đến lúc chấm")
    office.is_accessible("effect")
    office.fits()
    office.press("Soạn và chốt đánh giá")
    office.page.get_by_label("Nhận xét").fill(WORDS)
    office.press("Lưu bản soạn")
    office.reads("Đánh giá do người đứng đầu cơ quan chốt.")
    office.is_accessible("effect-sign")
    person = User.objects.get(username="tinh").person
    Mandate.objects.filter(person=person).update(role=Mandate.Role.HEAD)
    office.go("/").reads("Chốt đánh giá “Quý I”")
    office.go(f"{path}soan/")
    office.press("Chốt bản đã lưu này")
    office.reads("Đã chốt đánh giá lần 1", WORDS, "niêm còn nguyên")
    assert Assessment.objects.get().remarks == WORDS

    office.page.set_viewport_size({"width": 390, "height": 844})
    office.fits()
    office.prints("effect")
    office.page.emulate_media(media="print")
    paper = office.page.pdf(prefer_css_page_size=True)
    boxes = re.findall(rb"/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)", paper)
    assert len(boxes) <= 4
    assert {(round(float(w)), round(float(h))) for w, h in boxes} == {A4}
