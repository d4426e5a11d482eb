"""What a reader sees of the indices that others publish."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import DjangoAssertNumQueries
from python_calamine import CalamineWorkbook

from tests.doors import signed_in
from tests.indices.factories import (
    NOON,
    SYSTEM,
    a_year,
    an_index,
    merged,
    nation,
    the_63,
)
from tests.organisations.factories import an_actor
from thidua.indices.actions import load_published_indices
from thidua.indices.models import Region
from thidua.indices.published import known_regions
from thidua.kernel import clock
from thidua.organisations.models import Unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def units() -> dict[str, Unit]:
    """The 63 provinces, and a reader's day on which they stand."""
    return the_63()


@pytest.fixture
def client(units: dict[str, Unit]) -> Client:
    """An officer of Bến Tre."""
    return signed_in(an_actor(units["Bến Tre"]))


@pytest.fixture(autouse=True)
def the_day() -> Iterator[None]:
    """20 May 2025: the provinces are still 63."""
    with clock.standing_on(NOON.date()):
        yield


def year(index: str, number: int, **more: str) -> str:
    asked = "&".join([f"nam={number}", *(f"{k}={v}" for k, v in more.items())])
    return f"{reverse('indices:index', args=[index])}?{asked}"


def of(name: str, index: str, unit: Unit, *more: int) -> str:
    return reverse(f"indices:{name}", args=[index, unit.pk, *more])


@pytest.mark.demand("004.3")
def test_a_year_ranks_every_province_and_marks_mine(client: Client) -> None:
    load_published_indices(actor=SYSTEM, at=NOON)

    page = client.get(year("pci", 2016)).content.decode()

    assert "PCI năm 2016: Bến Tre hạng 12/63" in page
    assert page.count('<tr class="mine">') == 1
    assert page.count('name="chon"') == 63
    assert "https://github.com/mdtrinh/vietnamdata" in page
    assert "không do nơi công bố xếp" in page


@pytest.mark.demand("001.3")
def test_the_list_says_where_my_province_stands_in_each_index(client: Client) -> None:
    load_published_indices(actor=SYSTEM, at=NOON)

    page = client.get(reverse("indices:indices")).content.decode()

    for index in ("PCI", "PAPI", "PAR INDEX", "SIPAS", "DTI", "ICT Index"):
        assert index in page
    assert "2005–2016, 2019, 2021–2023" in page
    assert "51/63" in page, "DTI 2022 of Bến Tre"


@pytest.mark.demand("004.3")
def test_a_year_is_compared_only_with_one_made_alike(
    client: Client, units: dict[str, Unit]
) -> None:
    index = an_index()
    pair = [units["Bến Tre"].pk, units["Vĩnh Long"].pk]
    a_year(index, 2016, {pair[0]: "70", pair[1]: "60"})
    a_year(index, 2017, {pair[1]: "71", pair[0]: "70,0".replace(",", ".")})
    a_year(index, 2018, {pair[0]: "50", pair[1]: "49"})

    alike = client.get(year("thu", 2017)).content.decode()
    other = client.get(year("thu", 2018)).content.decode()

    assert "xuống 1 bậc" in alike
    assert "bậc" not in other.split("<tbody>")[1].split("</tbody>")[0]
    assert "Không so với năm 2017 vì cách tính khác: Bỏ thành phần đất đai." in other


@pytest.mark.demand("004.3")
def test_a_line_breaks_where_the_make_up_changes_and_says_why(
    client: Client, units: dict[str, Unit]
) -> None:
    load_published_indices(actor=SYSTEM, at=NOON)

    page = client.get(of("province", "papi", units["Bến Tre"])).content.decode()

    assert page.count('class="ln break"') == 2 * 3, "2018, 2019, 2021 in two charts"
    assert "Giữa 2017 và 2018: Thêm quản trị môi trường" in page
    ranks = page.split('class="chart"')[1]
    own = [line for line in ranks.split("<polyline")[1:] if 'class="ln "' in line]
    assert len(own) == 4, "no line joins two make-ups"


@pytest.mark.demand("004.3")
def test_a_gap_is_named_with_its_reason(client: Client, units: dict[str, Unit]) -> None:
    load_published_indices(actor=SYSTEM, at=NOON)
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
    load_published_indices(actor=SYSTEM, at=NOON)

    page = client.get(of("result", "pci", units["Bến Tre"], 2016)).content.decode()
    fact = client.get(of("result", "dti", units["Huế"], 2022)).content.decode()

    assert "Trọng số" in page
    assert "Cộng điểm thành phần nhân trọng số: 60,91; điểm công bố: 60,91" in page
    assert "https://dti.gov.vn/xep-hang-2022" in fact


@pytest.mark.demand("004.3")
def test_components_stand_beside_the_peers_of_the_region(
    client: Client, units: dict[str, Unit]
) -> None:
    load_published_indices(actor=SYSTEM, at=NOON)
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
    load_published_indices(actor=SYSTEM, at=NOON)

    region = client.get(year("pci", 2016, vung="mekong-delta")).content.decode()
    chosen = client.get(
        year("pci", 2016, chon=str(units["Đà Nẵng"].pk))
    ).content.decode()

    assert region.count('name="chon"') == 13
    assert "13 trên 63" in region
    assert chosen.count('name="chon"') == 2, "the one chosen, and mine"


@pytest.mark.demand("004.3")
def test_a_new_province_shows_the_lines_of_those_that_became_it() -> None:
    above = nation()
    units = the_63(above)
    load_published_indices(actor=SYSTEM, at=NOON)
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
def test_an_old_province_leads_to_its_successor(client: Client) -> None:
    units = {name: Unit.objects.get(names__name=name) for name in ("Bến Tre",)}
    above = Unit.objects.get(kind=Unit.Kind.NATION)
    an_index()
    new = merged("Vĩnh Long", [units["Bến Tre"]], above)
    where = of("province", "thu", units["Bến Tre"])

    before = client.get(where).content.decode()
    with clock.standing_on(NOON.date().replace(year=2026)):
        after = client.get(where).content.decode()

    assert of("province", "thu", new) not in before
    assert of("province", "thu", new) in after


@pytest.mark.demand("004.3")
def test_the_year_as_excel_has_figures_and_every_component(client: Client) -> None:
    load_published_indices(actor=SYSTEM, at=NOON)

    answer = client.get(reverse("indices:sheet", args=["pci"]) + "?nam=2016")

    rows = CalamineWorkbook.from_filelike(BytesIO(answer.content))
    lines = rows.get_sheet_by_index(0).to_python()
    (mine,) = [line for line in lines if "Bến Tre" in line]
    assert mine[0] == 12
    assert mine[2] == pytest.approx(60.9096, abs=0.01)
    assert len([cell for cell in mine if isinstance(cell, float)]) >= 11


def test_an_index_without_a_year_says_what_to_do(client: Client) -> None:
    load_published_indices(actor=SYSTEM, at=NOON)

    page = client.get(reverse("indices:index", args=["ict-index"])).content.decode()

    assert "Chưa ghi năm công bố nào" in page


def test_every_region_of_the_data_has_its_provinces(units: dict[str, Unit]) -> None:
    load_published_indices(actor=SYSTEM, at=NOON)

    sizes = {one.code: one.units.count() for one in Region.objects.all()}
    assert sizes == {one.code: len(one.provinces) for one in known_regions()}
    assert sum(sizes.values()) == len(units)


@pytest.mark.parametrize("provinces", [3, 30])
@pytest.mark.parametrize(
    ("page", "queries"), [("index", 11), ("province", 11), ("indices", 8)]
)
def test_a_page_costs_the_same_however_many_provinces(
    provinces: int,
    page: str,
    queries: int,
    units: dict[str, Unit],
    client: Client,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    index = an_index()
    few = [units["Bến Tre"], *list(units.values())[:provinces]]
    scores = {unit.pk: str(90 - place) for place, unit in enumerate(few)}
    for number in (2014, 2015, 2016):
        a_year(index, number, scores)
    args: dict[str, list[object]] = {
        "index": ["thu"],
        "province": ["thu", units["Bến Tre"].pk],
        "indices": [],
    }
    where = reverse(f"indices:{page}", args=args[page])
    client.get(where)

    with django_assert_num_queries(queries):
        assert client.get(where).status_code == 200
