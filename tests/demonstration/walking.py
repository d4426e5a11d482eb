"""A walk from page to page of the demonstration, as somebody who opens all there is.

Of every kind of page (the name of its address, with or without a question mark) the
first that is led to is opened, and what it asked of the database is counted.
"""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import resolve

from thidua.organisations.models import User

LED_TO = re.compile(r'<a [^>]*href="(/[^"#]*)')
LITERAL = re.compile(r"'(?:[^']|'')*'|\b\d+\b")
LIST = re.compile(r"\(\?(?:, \?)*\)")
LEFT_OUT = re.compile(r"^/(?:static|dang-xuat)/|/(?:pdf|word|goi)/")


@dataclass(frozen=True)
class Step:
    """One page: where it stands, what led there, its status, and what it asked."""

    name: str
    path: str
    led_from: str
    status: int
    asked: Counter[str]

    def repeated(self, times: int) -> dict[str, int]:
        """The questions, apart from their values, that were asked more than `times`."""
        return {
            question[:200]: count
            for question, count in self.asked.items()
            if count > times
        }


def shape_of(question: str) -> str:
    """A question without its values: asked once for each row, it is always the same."""
    return LIST.sub("(?)", LITERAL.sub("?", " ".join(question.split())))


def walk(username: str, start: str = "/") -> Iterator[Step]:
    """Open one page of each kind that this person is led to."""
    client = Client(raise_request_exception=False)
    client.force_login(User.objects.get(username=username))
    ways = deque([(start, "")])
    seen = set[str]()
    while ways:
        path, led_from = ways.popleft()
        name = _kind_of(path)
        if name in seen:
            continue
        seen.add(name)
        connection.queries_log.clear()
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(path)
        questions = Counter(shape_of(one["sql"]) for one in asked.captured_queries)
        yield Step(name, path, led_from, answer.status_code, questions)
        if answer.status_code in {301, 302}:
            ways.append((answer["Location"], path))
        elif "html" in answer.headers.get("Content-Type", ""):
            led_to = (unescape(one) for one in LED_TO.findall(answer.content.decode()))
            ways.extend((one, path) for one in led_to if not LEFT_OUT.search(one))


def _kind_of(path: str) -> str:
    """An address that nobody answers is a kind of its own, and will be told."""
    place, mark, _questions = path.partition("?")
    return f"{resolve(place).view_name}{mark}"
