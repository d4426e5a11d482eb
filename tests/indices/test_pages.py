"""What a reader sees of an index: what is compared, where heirs are, what it costs."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import DjangoAssertNumQueries

from tests.doors import signed_in
from tests.indices.factories import NOON, a_year, an_index, merged, of, the_63, year
from tests.organisations.factories import an_actor
from thidua.kernel import clock
from thidua.organisations.models import Unit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("the_day")]


@pytest.fixture
def units() -> dict[str, Unit]:
    """The 63 provinces, and a reader's day on which they stand."""
    return the_63()


@pytest.fixture
def client(units: dict[str, Unit]) -> Client:
    """An officer of Bến Tre."""
    return signed_in(an_actor(units["Bến Tre"]))


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


def test_an_administrator_is_led_to_who_keeps_an_index_and_nobody_else(
    client: Client, units: dict[str, Unit]
) -> None:
    index = an_index()
    keepers = reverse("indices:keepers", args=[index.code])
    page = reverse("indices:index", args=[index.code])
    administrator = signed_in(an_actor(units["Bến Tre"], "administrator"))

    empty = administrator.get(page).content.decode()
    a_year(index, 2017, {units["Bến Tre"].pk: "70"})

    assert keepers in empty
    assert keepers in administrator.get(page).content.decode()
    assert administrator.get(keepers).status_code == 200
    assert keepers not in client.get(page).content.decode()
