"""Who was signed out in another window is told so, and loses nothing."""

from __future__ import annotations

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db

GONE = "Phiên làm việc đã hết"


def test_a_page_leads_to_the_sign_in_and_back() -> None:
    answer = Client().get("/bao-cao/?ky=1")

    assert answer.status_code == 302
    assert answer["Location"] == "/dang-nhap/?next=/bao-cao/%3Fky%3D1"


def test_a_piece_of_a_page_is_answered_in_words_and_not_by_another_page() -> None:
    answer = Client().get("/bao-cao/", headers={"hx-request": "true"})

    assert answer.status_code == 403
    assert answer["HX-Retarget"] == "#said"
    assert GONE in answer.content.decode()
    assert "<form" not in answer.content.decode()


def test_a_cell_of_a_grid_hears_it_as_any_refusal() -> None:
    answer = Client().post("/bao-cao/", headers={"accept": "application/json"})

    assert answer.status_code == 403
    assert GONE in answer.json()["reason"]


def test_a_form_that_was_sent_comes_back_with_what_was_typed() -> None:
    answer = Client().post("/nhan-to/bao-tin/", {"name": "Bà Sáu vườn dừa"})

    assert answer.status_code == 403
    page = answer.content.decode()
    assert GONE in page
    assert "Bà Sáu vườn dừa" in page
