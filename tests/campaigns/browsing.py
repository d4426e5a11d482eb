"""A browser's two gestures: open a page, send a form."""

from __future__ import annotations

from typing import Any

from django.test import Client

from tests.doors import address


def post(client: Client, where: str, /, *things: Any, **data: Any) -> Any:
    """Send a form and follow to the page that answers."""
    return client.post(address(f"campaigns:{where}", *things), data, follow=True)


def page(client: Client, where: str, /, *things: Any, query: str = "") -> str:
    """The text of a page, with plain spaces."""
    answer = client.get(address(f"campaigns:{where}", *things) + query)
    assert answer.status_code == 200
    return str(answer.content.decode()).replace("\u00a0", " ")


def said(answer: Any) -> str:
    """The text of an answer, with plain spaces."""
    return str(answer.content.decode()).replace("\u00a0", " ")
