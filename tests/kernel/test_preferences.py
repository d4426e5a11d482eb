"""A reader's screen: theme, size and language without script and without a flash."""

from __future__ import annotations

import pytest
from django.test import Client

from thidua.config import settings as written

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.kernel.saying_no")]


@pytest.mark.parametrize(
    ("name", "value", "shown"),
    [
        ("theme", "dark", 'data-theme="dark"'),
        ("size", "large", 'data-size="large"'),
        ("language", "en", '<html lang="en"'),
    ],
)
def test_a_choice_is_written_into_the_page_by_the_server(
    name: str, value: str, shown: str
) -> None:
    client = Client()

    answer = client.post("/he-thong/tuy-chon/", {name: value, "next": "/don-vi/"})
    page = client.get("/nowhere/").content.decode()

    assert (answer.status_code, answer.headers["Location"]) == (302, "/don-vi/")
    assert shown in page


def test_nonsense_is_not_remembered_and_leads_nowhere_else() -> None:
    client = Client()

    answer = client.post(
        "/he-thong/tuy-chon/", {"theme": '"><script>', "next": "//elsewhere.example"}
    )

    assert answer.headers["Location"] == "/"
    assert not answer.cookies


def test_the_language_cookie_is_the_one_that_django_reads() -> None:
    client = Client()

    client.post("/he-thong/tuy-chon/", {"language": "en"})

    assert client.cookies[written.LANGUAGE_COOKIE_NAME].value == "en"
