"""Every refusal says why and what mends it, and nothing that was typed is lost."""

from __future__ import annotations

import html
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from tests.kernel.saying_no import REASON, REMEDY

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.kernel.saying_no")]

LONG = "Thiếu biên bản nghiệm thu.\nXin bổ sung trước 30/05."


@pytest.fixture
def client() -> Client:
    return Client(raise_request_exception=False)


def words(answer: Any) -> str:
    assert isinstance(answer, HttpResponse)
    return html.unescape(answer.content.decode())


@pytest.mark.parametrize("status", [403, 409, 422])
def test_a_plain_form_gets_a_page_with_reason_remedy_and_all_that_was_typed(
    client: Client, status: int
) -> None:
    answer = client.post(
        f"/no/{status}/?ky=4",
        {"reason": LONG, "amount": "1.234,5", "password": "bí-mật"},
        headers={"referer": "http://testserver/bao-cao/4/"},
    )

    said = words(answer)
    assert answer.status_code == status
    assert REASON in said
    assert REMEDY in said
    assert LONG in said
    assert 'value="1.234,5"' in said
    assert f'action="/no/{status}/?ky=4"' in said
    assert 'href="http://testserver/bao-cao/4/"' in said
    assert "bí-mật" not in said


def test_the_way_back_never_leads_off_the_site(client: Client) -> None:
    answer = client.post("/no/403/", {"next": "https://elsewhere.example/"})

    assert "elsewhere" not in words(answer)


@pytest.mark.parametrize("status", [403, 409, 422])
def test_htmx_gets_the_words_alone_and_is_told_where_to_put_them(
    client: Client, status: int
) -> None:
    answer = client.post(
        f"/no/{status}/", {"reason": LONG}, headers={"HX-Request": "true"}
    )

    assert answer.status_code == status
    assert answer.headers["HX-Retarget"] == "#said"
    assert REASON in words(answer)
    assert "<html" not in words(answer)


def test_a_script_gets_the_same_as_json(client: Client) -> None:
    answer = client.post("/no/409/", headers={"accept": "application/json"})

    assert answer.json() == {"status": 409, "reason": REASON, "remedy": REMEDY}


def test_whoever_comes_second_sees_both_versions_and_chooses(client: Client) -> None:
    answer = client.post("/changed/", {"name": "Đồng khởi", "version": "3"})

    said = words(answer)
    assert answer.status_code == 409
    assert "Đồng khởi mới" in said
    assert said.count('class="differ"') == 1
    assert 'name="version" value="4"' in said
    assert "Ghi bản của tôi" in said
    assert "Giữ bản đang có" in said


def test_a_script_that_comes_second_gets_both_versions(client: Client) -> None:
    answer = client.post("/changed/", headers={"accept": "application/json"})

    assert answer.json()["version"] == 4
    assert answer.json()["versions"][0] == {
        "label": "Tên",
        "theirs": "Đồng khởi mới",
        "yours": "Đồng khởi",
    }


def test_what_the_database_refuses_is_a_409_with_words(client: Client) -> None:
    answer = client.post("/books/", {"reason": "x"})

    assert answer.status_code == 409
    assert "kernel_the_demonstration_stands_on_one_day" in words(answer)


def test_what_a_trigger_says_is_shown(client: Client) -> None:
    answer = client.post("/trigger/")

    assert answer.status_code == 409
    assert "Cây này thành vòng." in words(answer)


@pytest.mark.parametrize(
    ("method", "path", "data"),
    [
        ("post", "/fine/", {"reason": "a\x00b"}),
        ("get", "/fine/?q=a%00b", {}),
    ],
)
def test_a_nul_is_refused_and_not_a_fault_of_ours(
    client: Client, method: str, path: str, data: dict[str, str]
) -> None:
    answer = getattr(client, method)(path, data)

    assert answer.status_code == 400
    assert "NUL" in words(answer)


@pytest.mark.parametrize(
    ("path", "status"),
    [("/nowhere/", 404), ("/large/", 413), ("/fault/", 500), ("/unreadable/", 400)],
)
def test_every_other_no_has_a_reason_and_a_way_on(
    client: Client, path: str, status: int
) -> None:
    answer = client.get(path)

    assert answer.status_code == status
    assert 'role="alert"' in words(answer)
    assert 'href="/"' in words(answer)


def test_htmx_is_told_of_a_fault_too(client: Client) -> None:
    answer = client.get("/fault/", headers={"HX-Request": "true"})

    assert answer.headers["HX-Retarget"] == "#said"
    assert "<html" not in words(answer)


def test_a_stale_form_shows_what_was_typed_but_does_not_send_it_for_others() -> None:
    strict = Client(enforce_csrf_checks=True)

    answer = strict.post("/fine/", {"reason": LONG})

    said = words(answer)
    assert answer.status_code == 403
    assert "Thiếu biên bản nghiệm thu." in said
    assert 'name="reason"' not in said


def test_a_page_allows_nothing_inline_and_nothing_from_elsewhere(
    client: Client,
) -> None:
    answer = client.get("/nowhere/")

    policy = answer.headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "default-src 'self'" in policy
    assert " style=" not in words(answer)


def test_an_address_that_only_takes_what_is_sent_says_so_and_leads_on(
    client: Client,
) -> None:
    answer = client.get("/fine/take/it/")

    said = words(answer)
    assert (answer.status_code, answer.headers["Allow"]) == (405, "POST")
    assert "Địa chỉ này không phải một trang" in said
    assert "Về trang có việc ấy rồi làm ở đó." in said
    assert '<a class="btn" href="/fine/">' in said


def test_the_way_back_outlives_a_second_refusal(client: Client) -> None:
    came_from = "http://testserver/bao-cao/4/"
    first = words(
        client.post("/no/422/", {"reason": LONG}, headers={"referer": came_from})
    )
    assert f'name="way-back" value="{came_from}"' in first

    again = client.post(
        "/no/422/",
        {"reason": LONG, "way-back": came_from},
        headers={"referer": "http://testserver/no/422/"},
    )

    assert f'<a class="btn" href="{came_from}">' in words(again)
