"""Vietnamese is the source; nothing on a screen stays outside the catalogue."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.architecture.tree import short, templates
from thidua.config import catalogues

ROOMS = (
    "kernel",
    "audit",
    "organisations",
    "documents",
    "indicators",
    "indices",
    "campaigns",
    "follow_up",
    "pledges",
    "desk",
    "config",
)
TRANSLATED = re.compile(
    r"\{%\s*(?:blocktranslate|blocktrans)\b.*?\{%\s*end(?:blocktranslate|blocktrans)\s*%\}"
    r"|\{#.*?#\}|\{%\s*comment\b.*?\{%\s*endcomment\s*%\}|\{%.*?%\}|\{\{.*?\}\}",
    re.DOTALL,
)
VIETNAMESE = re.compile(
    r"[^<>\"'\n]*[ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ]"
    r"[^<>\"'\n]*",
    re.IGNORECASE,
)


def untranslated(html: str) -> list[str]:
    """Vietnamese that stands in a template outside every translate tag."""
    bare = TRANSLATED.sub("", html)
    return [found[0].strip() for found in VIETNAMESE.finditer(bare)]


@pytest.mark.parametrize("path", templates(), ids=short)
def test_a_template_says_nothing_that_cannot_be_translated(path: Path) -> None:
    assert untranslated(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_speaks_english_too(room: str) -> None:
    missing = set(catalogues.missing())
    said = {
        text if isinstance(text, str) else text[0]
        for where, text, _context in catalogues.found()
        if where.startswith(f"{room}/")
    }

    assert sorted(said & missing) == []


def test_every_placeholder_survives_translation() -> None:
    source = catalogues.LOCALE / "en" / "LC_MESSAGES" / "django.po"
    holders = re.compile(r"%\(\w+\)s")
    wrong = [
        message.id
        for message in catalogues.read(source)
        if isinstance(message.id, str)
        and message.id
        and isinstance(message.string, str)
        and message.string
        and set(holders.findall(message.id)) != set(holders.findall(message.string))
    ]

    assert wrong == []


def test_the_rule_catches_a_bare_word() -> None:
    assert untranslated("<p>Gửi báo cáo</p>") == ["Gửi báo cáo"]
    assert untranslated('<input placeholder="Gõ tên">') == ["Gõ tên"]
    assert untranslated('{% translate "Gửi" %}{# đây là lời dặn #}{{ page.tên }}') == []
    assert not untranslated("{% blocktranslate %}Gửi {{ x }}{% endblocktranslate %}")
