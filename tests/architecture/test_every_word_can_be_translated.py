"""Vietnamese is the source; nothing on a screen stays outside the catalogue."""

from __future__ import annotations

import re

from tests.architecture.tree import badly_written, python_files, templates
from thidua.config import catalogues

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


def test_a_template_says_nothing_that_cannot_be_translated() -> None:
    assert badly_written(templates(), untranslated) == {}


def other_names(code: str) -> list[str]:
    """Words for translating under names by which the catalogue does not know them."""
    return re.findall(r"gettext\w* as (?!_\b)\w+", code)


def test_what_is_translated_is_called_so_that_the_catalogue_finds_it() -> None:
    assert badly_written(python_files(), other_names) == {}
    assert other_names("from x import gettext_lazy as _lazy") == [
        "gettext_lazy as _lazy"
    ]
    assert other_names("from x import gettext_lazy as _, ngettext") == []


def test_the_house_speaks_english_too() -> None:
    assert sorted(catalogues.missing()) == []


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
