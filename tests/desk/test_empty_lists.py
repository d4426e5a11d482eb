"""An empty list says whether nothing is there yet, or nothing matches the filter."""

from __future__ import annotations

import pytest

from tests.campaigns.factories import a_campaign
from tests.doors import signed_in
from tests.organisations.factories import Province, a_province, an_actor
from thidua.organisations.models import Mandate

pytestmark = pytest.mark.django_db
NOTHING = "?tim=khongcoten"

LISTS = [
    ("/theo-doi/kiem-tra/", "Chưa có cuộc kiểm tra nào"),
    ("/theo-doi/don-doc/cong-van/", "Chưa có công văn nào"),
    ("/giao-uoc/", "Chưa có giao ước nào"),
    ("/phong-trao/{campaign}/giao-uoc/", "Chưa có giao ước nào"),
    ("/van-ban/", "Chưa có văn bản nào"),
    ("/phong-trao/{campaign}/don-vi/", "Chưa có đơn vị nào tham gia"),
    (
        "/phong-trao/{campaign}/dang-ky/don-vi/{commune}/",
        "Đơn vị chưa có bản đăng ký nào",
    ),
]


@pytest.fixture
def place() -> Province:
    return a_province()


@pytest.mark.parametrize(("path", "words"), LISTS)
def test_an_empty_list_says_whether_it_was_filtered_and_what_to_do(
    place: Province, path: str, words: str
) -> None:
    commune, is_own = place.communes[0], "{commune}" in path
    kinds = ["commune"] if is_own else []
    campaign = a_campaign(of=place, launched=True, kinds=kinds)
    reader = commune if is_own else place.department
    client = signed_in(an_actor(reader))
    path = path.format(campaign=campaign.pk, commune=commune.pk)

    plain, filtered = client.get(path), client.get(f"{path}{NOTHING}")

    assert plain.status_code == filtered.status_code == 200
    assert words in plain.content.decode()
    assert "Bỏ bớt điều kiện lọc" not in plain.content.decode()
    assert "điều kiện đang lọc" in filtered.content.decode()
    assert f'<a href="{path}">Xem tất cả</a>' in filtered.content.decode()


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/quan-tri/nguoi/", "Không có ai hợp với điều đang tìm"),
        ("/don-vi/", "không có đơn vị nào hợp với điều kiện đang lọc"),
    ],
)
def test_a_register_that_nothing_matches_leads_back_to_all_of_it(
    place: Province, path: str, words: str
) -> None:
    client = signed_in(an_actor(place.department, Mandate.Role.ADMINISTRATOR))

    plain, filtered = client.get(path), client.get(f"{path}{NOTHING}")

    assert 'class="empty"' not in plain.content.decode()
    assert words in filtered.content.decode()
    assert f'<a href="{path}">Xem tất cả</a>' in filtered.content.decode()
