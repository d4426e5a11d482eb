"""What Word writes before the paragraphs of a list: 1. 2. 3., a) b), dashes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from thidua.kernel.paper.brought.looks import Said, W, is_on, of_paragraph, value
from thidua.kernel.paper.figures import roman

if TYPE_CHECKING:
    from docx.document import Document

LEVELS = 9
_BULLETS = {"\uf0b7": "•", "\uf0a7": "▪", "\uf0d8": "➢", "\uf0fc": "✓", "\uf02d": "–"}
_SIGNS = re.compile(r"%(\d)")


class Labels:
    """Counts the lists of a file in the order in which they are read."""

    def __init__(self, document: Document) -> None:
        root = _numbering(document)
        kinds = [] if root is None else list(root.iter(f"{W}abstractNum"))
        books = [] if root is None else list(root.findall(f"{W}num"))
        self.kinds = {one.get(f"{W}abstractNumId"): one for one in kinds}
        self.books = {one.get(f"{W}numId"): one for one in books}
        self.counts: dict[str, list[int]] = {}
        self.begun: set[str] = set()

    def next(self, book: str, level: int) -> tuple[str | None, Said]:
        """The label of the next paragraph of a list, and where its level stands.

        None when the numbering is of a kind that is not known here.
        """
        kind = value(self.books.get(book), "abstractNumId") or ""
        if book not in self.books or kind not in self.kinds or level >= LEVELS:
            return "", {}
        counts = self.counts.setdefault(kind, [0] * LEVELS)
        if book not in self.begun:
            self.begun.add(book)
            for one in self.books[book].findall(f"{W}lvlOverride"):
                if value(one, "startOverride") is not None:
                    counts[int(one.get(f"{W}ilvl") or 0)] = 0
        at = self._level(book, level)
        if counts[level] == 0:
            start = self._start(book, level)
            counts[level] = start - 1
        counts[level] += 1
        counts[level + 1 :] = [0] * (LEVELS - level - 1)
        said = of_paragraph(at.find(f"{W}pPr")) if at is not None else {}
        return self._label(book, level, counts), said

    def _level(self, book: str, level: int) -> Any:
        for one in self.books[book].findall(f"{W}lvlOverride"):
            own = one.find(f"{W}lvl")
            if one.get(f"{W}ilvl") == str(level) and own is not None:
                return own
        kind = self.kinds[value(self.books[book], "abstractNumId") or ""]
        levels = kind.findall(f"{W}lvl")
        return next((one for one in levels if one.get(f"{W}ilvl") == str(level)), None)

    def _start(self, book: str, level: int) -> int:
        for one in self.books[book].findall(f"{W}lvlOverride"):
            own = value(one, "startOverride")
            if one.get(f"{W}ilvl") == str(level) and own is not None:
                return int(own)
        return int(value(self._level(book, level), "start") or 1)

    def _label(self, book: str, level: int, counts: list[int]) -> str | None:
        at = self._level(book, level)
        text, form = value(at, "lvlText") or "", value(at, "numFmt") or "decimal"
        if form == "none":
            return ""
        if form == "bullet":
            return "".join(_BULLETS.get(sign, _plain(sign)) for sign in text)
        legal = bool(is_on(at, "isLgl"))
        unknown = False

        def shown(found: re.Match[str]) -> str:
            nonlocal unknown
            below = int(found[1]) - 1
            way = value(self._level(book, below), "numFmt") or "decimal"
            said = counted(max(counts[below], 1), "decimal" if legal else way)
            unknown = unknown or said is None
            return said or ""

        label = _SIGNS.sub(shown, text)
        return None if unknown else label


def counted(number: int, form: str) -> str | None:
    """A number as a list shows it; None for a way that is not known here."""
    match form:
        case "decimal":
            return str(number)
        case "decimalZero":
            return f"{number:02}"
        case "lowerRoman":
            return roman(number).lower()
        case "upperRoman":
            return roman(number)
        case "lowerLetter" | "upperLetter":
            rounds, letter = divmod(number - 1, 26)
            sign = chr(ord("a") + letter) * (rounds + 1)
            return sign if form == "lowerLetter" else sign.upper()
    return None


def _plain(sign: str) -> str:
    """A bullet of a symbol font that is not known here is a dot."""
    return "•" if "\ue000" <= sign <= "\uf8ff" else sign


def _numbering(document: Document) -> Any:
    """The numbering of a file; None when it has no list at all."""
    from docx.opc.constants import RELATIONSHIP_TYPE  # noqa: PLC0415

    for relation in document.part.rels.values():
        if relation.reltype == RELATIONSHIP_TYPE.NUMBERING:
            part: Any = relation.target_part
            return part.element
    return None
