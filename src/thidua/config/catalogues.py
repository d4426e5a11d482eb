"""Message catalogues without GNU gettext: read, renewed and compiled with Babel.

Vietnamese is the language of the source, so only other languages have a catalogue.
"""

from __future__ import annotations

import ast
import io
import os
import re
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

PACKAGE = Path(__file__).resolve().parent.parent
LOCALE = PACKAGE / "locale"
KEYWORDS = DEFAULT_KEYWORDS | {
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
}
CALL = re.compile(r"(?<![\w.])(_|gettext|ngettext|pgettext|npgettext)\(")

Found = tuple[str, str | tuple[str, str], str | None]  # where, text (or both), context


def compile_changed(folder: Path = LOCALE) -> list[Path]:
    """Compile each `.po` that is newer than its `.mo`; the compiled ones are returned.

    Where the package cannot be written (installed by the system), the compiled
    catalogues came with it and nothing is done.
    """
    made = []
    for source in sorted(folder.glob("*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        is_fresh = target.exists() and (
            target.stat().st_mtime_ns >= source.stat().st_mtime_ns
        )
        if is_fresh or not os.access(source.parent, os.W_OK):
            continue
        half = target.with_suffix(f".{os.getpid()}")
        with half.open("wb") as file:
            write_mo(file, read(source))
        half.replace(target)
        made.append(target)
    return made


def renew(language: str = "en") -> None:
    """Bring a catalogue up to what the source says; translations are kept."""
    source = LOCALE / language / "LC_MESSAGES" / "django.po"
    source.parent.mkdir(parents=True, exist_ok=True)
    old = read(source) if source.exists() else Catalog(locale=language)
    new = Catalog(
        locale=language,
        project="thidua",
        charset="utf-8",
        fuzzy=False,
        creation_date=old.creation_date,
        revision_date=old.revision_date,
        header_comment="# English for thidua; the source is Vietnamese.",
    )
    for where, text, context in sorted(found(), key=str):
        known = old.get(text if isinstance(text, str) else text[0], context)
        said = known.string if known and known.id == text else ""
        new.add(text, said, locations=[(where, 0)], context=context)
    with source.open("wb") as file:
        write_po(file, new, width=88, include_lineno=False, sort_output=True)


def missing(language: str = "en") -> list[str]:
    """What the source says and the catalogue does not."""
    source = LOCALE / language / "LC_MESSAGES" / "django.po"
    known = read(source) if source.exists() else Catalog(locale=language)
    gaps = set()
    for _where, text, context in found():
        message = known.get(text if isinstance(text, str) else text[0], context)
        said = message.string if message and not message.fuzzy else ""
        parts = said if isinstance(said, tuple) else (said,)
        if not all(parts):
            gaps.add(text if isinstance(text, str) else text[0])
    return sorted(gaps)


def found() -> Iterator[Found]:
    """Every string that the package marks for translation."""
    for file in sorted(PACKAGE.rglob("*.py")):
        if "migrations" not in file.parts:
            yield from _in_python(file)
    for file in sorted(PACKAGE.rglob("*.html")):
        yield from in_template(file)


def _in_python(file: Path) -> Iterator[Found]:
    content = io.BytesIO(file.read_bytes())
    where = file.relative_to(PACKAGE).as_posix()
    for _, message, _, context in extract(
        "python", content, KEYWORDS, (), {"encoding": "utf-8"}
    ):
        text = message if isinstance(message, str) else (message[0], message[1])
        yield where, text, context


def in_template(file: Path, root: Path = PACKAGE) -> Iterator[Found]:
    """Django turns a template into lines of calls; each call stands on one line."""
    where = file.relative_to(root).as_posix()
    for line in templatize(file.read_text(encoding="utf-8")).splitlines():
        for call in CALL.finditer(line):
            arguments = _arguments(line[call.start() :])
            if not arguments:
                continue
            name = call.group(1)
            context = arguments.pop(0) if "p" in name.removesuffix("gettext") else None
            text = (arguments[0], arguments[1]) if "n" in name[:2] else arguments[0]
            yield where, text, context


def _arguments(text: str) -> list[str]:
    """The strings that a call at the beginning of this text is given."""
    for end in (place.end() for place in re.finditer(r"\)", text)):
        try:
            call = ast.parse(text[:end], mode="eval").body
        except (SyntaxError, ValueError):
            continue
        if isinstance(call, ast.Call):
            return [
                argument.value
                for argument in call.args
                if isinstance(argument, ast.Constant)
                and isinstance(argument.value, str)
            ]
    return []


def read(source: Path) -> Catalog:
    """A catalogue as it is written; its folder names the language."""
    with source.open("rb") as file:
        return read_po(file, locale=source.parts[-3])
