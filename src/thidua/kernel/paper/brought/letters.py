"""The letters of a paragraph, and what stands among them that is not letters."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from thidua.kernel.paper.brought.looks import Looks, Said, W, of_letters, value
from thidua.kernel.paper.brought.parts import Lost, Run

_OPENED = frozenset(
    {"hyperlink", "smartTag", "sdt", "sdtContent", "customXml", "fldSimple", "dir"}
)
_MISSING = {
    "drawing": Lost.PICTURE,
    "pict": Lost.PICTURE,
    "AlternateContent": Lost.PICTURE,
    "object": Lost.EMBEDDED,
    "sym": Lost.SYMBOL,
    "oMath": Lost.FORMULA,
    "oMathPara": Lost.FORMULA,
    "footnoteReference": Lost.FOOTNOTE,
    "endnoteReference": Lost.FOOTNOTE,
    "commentReference": Lost.COMMENT,
    "del": Lost.TRACKED,
    "moveFrom": Lost.TRACKED,
    "ins": Lost.TRACKED,
    "moveTo": Lost.TRACKED,
}
_SYMBOLS = ("Wingdings", "Webdings", "Symbol")
_OLD = (".Vn", "VNI-", ".VN")
_NO_BREAK_HYPHEN = "\N{NON-BREAKING HYPHEN}"


class Letters:
    """Reads paragraphs; remembers which text was read and what could not be."""

    def __init__(self, looks: Looks) -> None:
        self.looks = looks
        self.lost: set[Lost] = set()
        self.carried: list[str] = []

    def read(self, paragraph: Any, letters: Said) -> list[list[Run]]:
        """The letters of a paragraph, cut where a page is broken."""
        pieces: list[list[Run]] = [[]]
        for run in self._runs(paragraph, letters):
            if run.kind == "page":
                pieces.append([])
            else:
                pieces[-1].append(run)
        return pieces

    def _runs(self, holder: Any, letters: Said) -> Iterator[Run]:
        for element in holder:
            tag = _tag(element)
            if tag in _MISSING:
                self.lost.add(_MISSING[tag])
            if tag == "r":
                yield from self._run(element, letters)
            elif tag in _OPENED or tag in {"ins", "moveTo"}:
                yield from self._runs(element, letters)

    def _run(self, element: Any, letters: Said) -> Iterator[Run]:
        holder = element.find(f"{W}rPr")
        said = letters | self.looks.letters_of(value(holder, "rStyle") or "")
        said |= of_letters(holder)
        for child in element:
            tag = _tag(child)
            if tag in _MISSING:
                self.lost.add(_MISSING[tag])
            elif tag == "t":
                yield from self._text(child.text or "", said)
            elif tag == "noBreakHyphen":
                yield _like(said, _NO_BREAK_HYPHEN)
            elif tag in {"tab", "ptab"}:
                yield _like(said, "", "tab")
            elif tag in {"br", "cr"}:
                is_page = child.get(f"{W}type") in {"page", "column"}
                yield _like(said, "", "page" if is_page else "line")

    def _text(self, text: str, said: Said) -> Iterator[Run]:
        self.carried.append(text)
        if said.get("vanish") or not text:
            return
        font = str(said.get("font", ""))
        if font.startswith(_OLD):
            self.lost.add(Lost.OLD_FONT)
        if font.startswith(_SYMBOLS) and text.strip():
            self.lost.add(Lost.SYMBOL)
        yield _like(said, text.upper() if _is_capital(said) else text)


def _like(said: Said, text: str, kind: str = "text") -> Run:
    return Run(
        text=text,
        kind=kind,
        size=said["size"],
        bold=said.get("b", False),
        italic=said.get("i", False),
        underline=said.get("u", False),
        strike=said.get("strike", False),
        rise=said.get("rise", ""),
        color=said.get("color", ""),
    )


def _is_capital(said: Said) -> bool:
    return bool(said.get("caps") or said.get("smallCaps"))


def _tag(element: Any) -> str:
    """The name of an element without its namespace; comments have none."""
    return str(element.tag).rpartition("}")[2]
