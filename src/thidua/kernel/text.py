"""Vietnamese text: found without its marks, sorted as a Vietnamese dictionary sorts.

A dictionary goes syllable by syllable: first the letters (a ă â b c d đ e ê …), then
the tone (ngang, huyền, hỏi, ngã, sắc, nặng). Numbers stand before letters and in their
own order, so that Phường 2 comes before Phường 10.
"""

from __future__ import annotations

import re
import unicodedata

_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_KEY_OF = {letter: chr(ord("A") + place) for place, letter in enumerate(_LETTERS)}
_TONES = {"\u0300": "2", "\u0309": "3", "\u0303": "4", "\u0301": "5", "\u0323": "6"}
_NO_TONE = "1"
_INNER = str.maketrans("“”", "‘’")
_FULL_STOP = re.compile(r"(?<!\.)\.(?=[’”]?$)")
_WORD = re.compile(r"[^\W_]+")
_PIECE = re.compile(r"\d+|[^\W\d_]+")


def tidy(text: str) -> str:
    """Composed (NFC), without control characters, one blank between words."""
    composed = unicodedata.normalize("NFC", text)
    return " ".join(composed.split())


def quoted(name: str) -> str:
    """In quotation marks; those within become single ones, as Vietnamese prints them.

    A name that stands in quotation marks itself has them once.
    """
    inner = name[1:-1]
    if name[:1] == "“" and name[-1:] == "”" and not {"“", "”"} & set(inner):
        return name
    return f"“{name.translate(_INNER)}”"


def inside(name: str) -> str:
    """The same for a sentence that has the outer marks, and a full stop, of its own."""
    return _FULL_STOP.sub("", quoted(name)[1:-1])


def fold(text: str) -> str:
    """What a search compares: no marks, no capitals, one blank between words."""
    marked = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    plain = "".join(sign for sign in marked if not unicodedata.combining(sign))
    return " ".join(plain.split())


def sort_key(text: str) -> str:
    """A key that sorts byte by byte (collation "C") as a dictionary sorts the text."""
    words = _WORD.findall(unicodedata.normalize("NFC", text.casefold()))
    return " ".join(
        _number(piece) if piece.isdigit() else _syllable(piece)
        for word in words
        for piece in _PIECE.findall(word)
    )


def person_sort_key(full_name: str) -> str:
    """Sorts people as a class list does: given name, surname, middle names."""
    surname, *middle = full_name.split() or [""]
    given = middle.pop() if middle else ""
    return sort_key(" ".join([given, surname, *middle]))


def _number(digits: str) -> str:
    return "0" + digits.lstrip("0").rjust(6, "0")


def _syllable(word: str) -> str:
    letters, tone = [], _NO_TONE
    for sign in unicodedata.normalize("NFD", word):
        if sign in _TONES:
            tone = _TONES[sign]
        else:
            letters.append(sign)
    shaped = unicodedata.normalize("NFC", "".join(letters))
    return "".join(_KEY_OF.get(sign, "~") for sign in shaped) + tone
