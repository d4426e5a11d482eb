"""What a reader sees of the indices that come with the program."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from python_calamine import CalamineWorkbook

from tests.doors import signed_in
from tests.indices.conftest import Published
from tests.indices.factories import NOON, merged, of, year
from tests.organisations.factories import an_actor
from thidua.indices.models import Region
from thidua.indices.published import known_regions
from thidua.kernel import clock
from thidua.organisations.models import Unit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("the_day")]


@pytest.fixture
def units(published: Published) -> dict[str, Unit]:
    """The 63 provinces, and a reader's day on which they stand."""
    return published.units


@pytest.fixture
def client(units: dict[str, Unit]) -> Client:
    """An officer of Bến Tre."""
    return signed_in(an_actor(units["Bến Tre"]))


@pytest.mark.demand("004.3")
def test_a_year_ranks_every_province_and_marks_mine(client: Client) -> None:
    page = client.get(year("pci", 2016)).content.decode()

    assert "PCI năm 2016: Bến Tre hạng 12/63" in page
    assert page.count('<tr class="mine">') == 1
    assert page.count('name="chon"') == 63
    assert "https://github.com/mdtrinh/vietnamdata" in page
    assert "không do nơi công bố xếp" in page


@pytest.mark.demand("001.3")
def test_the_list_says_where_my_province_stands_in_each_index(client: Client) -> None:
    page = client.get(reverse("indices:indices")).content.decode()

    for index in ("PCI", "PAPI", "PAR INDEX", "SIPAS", "DTI", "ICT Index"):
        assert index in page
    assert "2005–2016, 2019, 2021–2023" in page
    assert "51/63" in page, "DTI 2022 of Bến Tre"


@pytest.mark.demand("004.3")
def test_a_line_breaks_where_the_make_up_changes_and_says_why(
    client: Client, units: dict[str, Unit]
) -> None:
    page = client.get(of("province", "papi", units["Bến Tre"])).content.decode()

    assert page.count('class="ln break"') == 2 * 3, "2018, 2019, 2021 in two charts"
    assert "Giữa 2017 và 2018: Thêm quản trị môi trường" in page
    ranks = page.split('class="chart"')[1]
    own = [line for line in ranks.split("<polyline")[1:] if 'class="ln "' in line]
    assert len(own) == 4, "no line joins two make-ups"


@pytest.mark.demand("004.3")
def test_a_gap_is_named_with_its_reason(client: Client, units: dict[str, Unit]) -> None:
    hidden = units["Quảng Ninh"]

    course = client.get(of("province", "papi", hidden)).content.decode()
    opened = client.get(of("result", "papi", hidden, 2023)).content.decode()
    ranked = client.get(year("papi", 2023)).content.decode()

    for page in (course, opened, ranked):
        assert "Sai số điều tra vượt ngưỡng cho phép" in page
    assert "61" in ranked


def test_a_figure_opens_its_source_and_its_parts(
    client: Client, units: dict[str, Unit]
) -> None:
    page = client.get(of("result", "pci", units["Bến Tre"], 2016)).content.decode()
    fact = client.get(of("result", "dti", units["Huế"], 2022)).content.decode()

    assert "Trọng số" in page
    assert "Cộng điểm thành phần nhân trọng số: 60,91; điểm công bố: 60,91" in page
    assert "https://dti.gov.vn/xep-hang-2022" in fact


@pytest.mark.demand("004.3")
def test_components_stand_beside_the_peers_of_the_region(
    client: Client, units: dict[str, Unit]
) -> None:
    where = of("province", "pci", units["Bến Tre"])

    own_region = client.get(f"{where}?nam=2016").content.decode()
    country = client.get(f"{where}?nam=2016&vung=ca-nuoc").content.decode()

    assert "trung vị của vùng Đồng bằng sông Cửu Long" in own_region
    assert "Nghị quyết 81/2023/QH15" in own_region
    assert "trung vị của cả nước" in country
    assert "Đồng Tháp" in own_region


@pytest.mark.demand("004.3")
def test_peers_are_a_region_or_chosen_provinces(
    client: Client, units: dict[str, Unit]
) -> None:
    region = client.get(year("pci", 2016, vung="mekong-delta")).content.decode()
    chosen = client.get(
        year("pci", 2016, chon=str(units["Đà Nẵng"].pk))
    ).content.decode()

    assert region.count('name="chon"') == 13
    assert "13 trên 63" in region
    assert chosen.count('name="chon"') == 2, "the one chosen, and mine"


@pytest.mark.demand("004.3")
def test_a_new_province_shows_the_lines_of_those_that_became_it(
    published: Published,
) -> None:
    above, units = published.nation, published.units
    old = [units[name] for name in ("Vĩnh Long", "Bến Tre", "Trà Vinh")]
    new = merged("Vĩnh Long", old, above)
    after = NOON.date().replace(year=2026)
    with clock.standing_on(after):
        client = signed_in(an_actor(new))

        page = client.get(of("province", "pci", new)).content.decode()
        listed = client.get(reverse("indices:indices")).content.decode()

    assert "không cộng và không lấy bình quân" in page
    assert "Tỉnh mới chưa có năm công bố nào." in page
    for look in ("", "husk", "lacquer"):
        assert f'class="ln {look}"' in page, "each old province has a line of its own"
    assert "Bến Tre</td>" in page
    assert "· Vĩnh Long" in listed or "· Bến Tre" in listed


@pytest.mark.demand("004.3")
def test_the_year_as_excel_has_figures_and_every_component(client: Client) -> None:
    answer = client.get(reverse("indices:sheet", args=["pci"]) + "?nam=2016")

    rows = CalamineWorkbook.from_filelike(BytesIO(answer.content))
    lines = rows.get_sheet_by_index(0).to_python()
    (mine,) = [line for line in lines if "Bến Tre" in line]
    assert mine[0] == 12
    assert mine[2] == pytest.approx(60.9096, abs=0.01)
    assert len([cell for cell in mine if isinstance(cell, float)]) >= 11


def test_an_index_without_a_year_says_what_to_do(client: Client) -> None:
    page = client.get(reverse("indices:index", args=["ict-index"])).content.decode()

    assert "Chưa ghi năm công bố nào" in page


def test_every_region_of_the_data_has_its_provinces(units: dict[str, Unit]) -> None:
    sizes = {one.code: one.units.count() for one in Region.objects.all()}
    assert sizes == {one.code: len(one.provinces) for one in known_regions()}
    assert sum(sizes.values()) == len(units)
