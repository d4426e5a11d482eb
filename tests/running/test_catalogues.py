"""Catalogues are compiled without GNU gettext; strings are found where they stand."""

from __future__ import annotations

import gettext
import os
from pathlib import Path

from thidua.config import catalogues

PO = """
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

msgid "Phong trào thi đua"
msgstr "Emulation campaign"

#, fuzzy
msgid "Chưa chắc"
msgstr "Not sure"
"""


def test_a_catalogue_is_compiled_when_it_is_newer(tmp_path: Path) -> None:
    folder = tmp_path / "en" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "django.po").write_text(PO, encoding="utf-8")

    (made,) = catalogues.compile_changed(tmp_path)

    with made.open("rb") as file:
        english = gettext.GNUTranslations(file)
    assert english.gettext("Phong trào thi đua") == "Emulation campaign"
    assert english.gettext("Chưa chắc") == "Chưa chắc"
    assert catalogues.compile_changed(tmp_path) == []
    later = made.stat().st_mtime + 1
    os.utime(folder / "django.po", (later, later))
    assert catalogues.compile_changed(tmp_path) == [made]


def test_strings_are_found_in_templates(tmp_path: Path) -> None:
    template = tmp_path / "page.html"
    template.write_text(
        '<c-button label="{% translate "Gửi" %}">{{ _("Lưu") }}</c-button>\n'
        "{% blocktranslate trimmed count n=n %}\n  {{ n }} đơn vị\n"
        "{% plural %}\n  {{ n }} các đơn vị\n{% endblocktranslate %}",
        encoding="utf-8",
    )

    texts = [text for _, text, _ in catalogues.in_template(template, tmp_path)]

    assert texts == ["Gửi", "Lưu", ("%(n)s đơn vị", "%(n)s các đơn vị")]
