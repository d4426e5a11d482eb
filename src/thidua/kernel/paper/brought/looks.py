"""How paragraphs and letters of a Word file look: said by themselves, else by a style.

Lengths are twentieths of a point, as Word keeps them; sizes are half points.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from docx.document import Document

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SIDES = {"left": "left", "start": "left", "right": "right", "end": "right"}
_ALIGNED = {"both": "both", "distribute": "both", "center": "center"}
_ALIGNED |= {"right": "right", "end": "right", "left": "left", "start": "left"}
AUTO = 280
"""What Word leaves where it is told to leave what a web page would."""
Said = dict[str, Any]


def value(parent: Any, name: str, attribute: str = "val") -> str | None:
    """An attribute of a child, when both are there."""
    child = None if parent is None else parent.find(f"{W}{name}")
    return None if child is None else child.get(f"{W}{attribute}")


def is_on(parent: Any, name: str) -> bool | None:
    """A property that is there or not; None when nothing is said."""
    child = None if parent is None else parent.find(f"{W}{name}")
    if child is None:
        return None
    return child.get(f"{W}val") not in {"0", "false", "off", "none"}


def of_paragraph(holder: Any) -> Said:
    """What a `w:pPr` says."""
    if holder is None:
        return {}
    said: Said = {}
    if (align := value(holder, "jc")) in _ALIGNED:
        said["align"] = _ALIGNED[str(align)]
    said |= _indents(holder.find(f"{W}ind")) | _spaces(holder.find(f"{W}spacing"))
    for name, key in (("keepNext", "keep"), ("pageBreakBefore", "breaks")):
        if (on := is_on(holder, name)) is not None:
            said[key] = on
    if (alike := is_on(holder, "contextualSpacing")) is not None:
        said["alike"] = alike
    if (level := value(holder, "outlineLvl")) is not None:
        said["level"] = min(int(level) + 1, 6) if int(level) < 9 else 0
    numbered = holder.find(f"{W}numPr")
    if numbered is not None and (book := value(numbered, "numId")) is not None:
        said["numbered"] = (book, int(value(numbered, "ilvl") or 0))
    borders = holder.find(f"{W}pBdr")
    if borders is not None and value(borders, "top") not in {None, "nil", "none"}:
        said["ruled"] = True
    return said


def _indents(ind: Any) -> Said:
    if ind is None:
        return {}
    said: Said = {
        _SIDES[name]: _whole(ind.get(f"{W}{name}"))
        for name in _SIDES
        if ind.get(f"{W}{name}") is not None
    }
    if (first := ind.get(f"{W}firstLine")) is not None:
        said["first"] = _whole(first)
    if (hanging := ind.get(f"{W}hanging")) is not None:
        said["first"] = -_whole(hanging)
    return said


def _spaces(spacing: Any) -> Said:
    if spacing is None:
        return {}
    said: Said = {}
    for name in ("before", "after"):
        if spacing.get(f"{W}{name}") is not None:
            said[name] = _whole(spacing.get(f"{W}{name}"))
        if spacing.get(f"{W}{name}Autospacing") in {"1", "true", "on"}:
            said[name] = AUTO
    if (line := spacing.get(f"{W}line")) is not None:
        is_exact = spacing.get(f"{W}lineRule") == "exact"
        is_least = spacing.get(f"{W}lineRule") == "atLeast"
        said["exact"] = _whole(line) / 20 if is_exact else 0
        said["line"] = 1 if is_exact or is_least else _whole(line) / 240
    return said


def of_letters(holder: Any) -> Said:
    """What a `w:rPr` says."""
    if holder is None:
        return {}
    said: Said = {}
    for name in ("b", "i", "strike", "caps", "smallCaps", "vanish"):
        if (on := is_on(holder, name)) is not None:
            said[name] = on
    if (under := value(holder, "u")) is not None:
        said["u"] = under != "none"
    if (size := value(holder, "sz")) is not None:
        said["size"] = float(size) / 2
    if (rise := value(holder, "vertAlign")) is not None:
        said["rise"] = {"superscript": "super", "subscript": "sub"}.get(rise, "")
    if (color := value(holder, "color")) is not None:
        said["color"] = "" if color in {"auto", "000000"} else color
    for attribute in ("ascii", "hAnsi"):
        if (font := value(holder, "rFonts", attribute)) is not None:
            said["font"] = font
    return said


def _whole(text: str | None) -> int:
    """A measure as Word writes it; some programs write fractions or units."""
    try:
        return round(float((text or "0").removesuffix("pt")))
    except ValueError:
        return 0


class Looks:
    """The styles of a file, each resolved along its chain once."""

    def __init__(self, document: Document) -> None:
        root: Any = document.styles.element
        self.styles: dict[str, Any] = {
            one.get(f"{W}styleId"): one for one in root.iter(f"{W}style")
        }
        self.usual = next(
            (
                name
                for name, one in self.styles.items()
                if one.get(f"{W}type") == "paragraph"
                and one.get(f"{W}default") in {"1", "true", "on"}
            ),
            "",
        )
        defaults = root.find(f"{W}docDefaults")
        at = f"{W}pPrDefault/{W}pPr", f"{W}rPrDefault/{W}rPr"
        holders = (None, None) if defaults is None else map(defaults.find, at)
        paragraph, letters = holders
        self.paragraph = of_paragraph(paragraph)
        self.letters: Said = {"size": 10.0} | of_letters(letters)
        self._known: dict[tuple[str, str], Said] = {}

    def paragraph_of(self, style: str) -> Said:
        """What the chain of a style says of paragraphs."""
        return self._of(style, "pPr")

    def letters_of(self, style: str) -> Said:
        """What the chain of a style says of letters."""
        return self._of(style, "rPr")

    def _of(self, style: str, holder: str) -> Said:
        key = (style, holder)
        if key not in self._known:
            said: Said = {}
            read = of_paragraph if holder == "pPr" else of_letters
            for one in reversed(list(self.chain(style))):
                said |= read(one.find(f"{W}{holder}"))
            self._known[key] = said
        return self._known[key]

    def chain(self, style: str) -> Iterator[Any]:
        """A style and those that it stands on, the nearest first."""
        seen: set[str] = set()
        at: str | None = style
        while at and at not in seen and at in self.styles:
            seen.add(at)
            yield self.styles[at]
            at = value(self.styles[at], "basedOn")
