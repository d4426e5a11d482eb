"""Which font a document is set in: Times New Roman, else the nearest that is complete.

The decree wants Times New Roman (part I, I.4). Where the machine has none, Tinos has
the same widths; Libertinus Serif comes with Typst and has every Vietnamese letter. The
Word file always names Times New Roman: the reader's machine has it.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from typst import Compiler, Fonts

CHAIN = ("Times New Roman", "Tinos", "Libertinus Serif")
STANDARD: Final = "a-2a"
"""How papers are archived: it forbids a letter that no font draws."""
_TONES = ("", *"\u0300\u0309\u0303\u0301\u0323")


@cache
def fonts() -> Fonts:
    """The machine's fonts and Typst's own, searched once and shared by all."""
    import typst  # noqa: PLC0415 - web pages do without it

    return typst.Fonts(include_system_fonts=True, include_embedded_fonts=True)


@cache
def compiler() -> Compiler:
    """One compiler for all: it keeps what it knows of the fonts."""
    import typst  # noqa: PLC0415 - web pages do without it

    return typst.Compiler(font_paths=fonts())


@cache
def font_used() -> str:
    """The first of the chain that this machine has."""
    known = set(fonts().families())
    return next((name for name in CHAIN if name in known), CHAIN[-1])


def vietnamese_letters() -> str:
    """Every letter of Vietnamese, with every tone, small and capital."""
    import unicodedata  # noqa: PLC0415 - asked for by the test of the fonts alone

    vowels = "aăâeêioôơuưy"
    small = [unicodedata.normalize("NFC", v + tone) for v in vowels for tone in _TONES]
    letters = "".join(small) + "bcdđfghjklmnpqrstvwxz"
    return letters + letters.upper()
