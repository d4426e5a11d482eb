"""Vietnamese text typed before Unicode: TCVN3 (fonts .Vn…) and VNI (fonts VNI-…).

Both store other letters under the codes of Western ones, so that “Bến Tre” arrives as
“BÕn Tre” or “Beán Tre”. Whether a cell is so typed is told by its words: those that
are no Vietnamese syllable as they stand but become one when read the other way. Words
that make sense both ways (“chú” is “chỳ” in TCVN3) follow the rest of the sheet, where
the rest speaks with one voice; else somebody is asked.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum, StrEnum, auto
from functools import lru_cache
from itertools import islice


class Encoding(StrEnum):
    """How the letters of a sheet were typed.

    Of a mixed sheet somebody says whether ALL that may be old is read so, or only what
    makes no sense otherwise.
    """

    UNICODE = "unicode"
    TCVN3 = "tcvn3"
    VNI = "vni"
    TCVN3_ALL = "tcvn3+"
    VNI_ALL = "vni+"

    @property
    def base(self) -> Encoding:
        return Encoding(self.rstrip("+"))

    @property
    def for_all(self) -> Encoding:
        """The same for all that may be old."""
        return Encoding(f"{self.base}+")


_MARKED = re.findall(
    r"\S+",
    "à á ả ã ạ ă ằ ắ ẳ ẵ ặ â ầ ấ ẩ ẫ ậ đ è é ẻ ẽ ẹ ê ề ế ể ễ ệ ì í ỉ ĩ ị ò ó ỏ õ ọ"
    " ô ồ ố ổ ỗ ộ ơ ờ ớ ở ỡ ợ ù ú ủ ũ ụ ư ừ ứ ử ữ ự ỳ ý ỷ ỹ ỵ",
)
_TCVN3 = re.findall(
    r"\S+",
    "µ ¸ ¶ · ¹ ¨ » ¾ ¼ ½ Æ © Ç Ê È É Ë ® Ì Ð Î Ï Ñ ª Ò Õ Ó Ô Ö × Ý Ø Ü Þ ß ã á â ä"
    " « å è æ ç é ¬ ê í ë ì î ï ó ñ ò ô \u00ad õ ø ö ÷ ù ú ý û ü þ",
)
_VNI = re.findall(
    r"\S+",
    "aø aù aû aõ aï aê aè aé aú aü aë aâ aà aá aå aã aä ñ eø eù eû eõ eï eâ eà eá eå eã"
    " eä ì í æ ó ò oø où oû oõ oï oâ oà oá oå oã oä ô ôø ôù ôû ôõ ôï uø uù uû uõ uï"
    " ö öø öù öû öõ öï yø yù yû yõ î",
)
_CAPITALS = {
    "¡": "Ă",
    "¢": "Â",
    "§": "Đ",
    "£": "Ê",
    "¤": "Ô",
    "¥": "Ơ",
    "¦": "Ư",
}
_FROM_TCVN3 = str.maketrans(dict(zip(_TCVN3, _MARKED, strict=True)) | _CAPITALS)
_FROM_VNI = {
    **dict(zip(_VNI, _MARKED, strict=True)),
    **{
        sign.upper(): letter.upper() for sign, letter in zip(_VNI, _MARKED, strict=True)
    },
    **{
        sign[0].upper() + sign[1:]: letter.upper()
        for sign, letter in zip(_VNI, _MARKED, strict=True)
        if len(sign) == 2
    },
}
_VNI_SIGN = re.compile(
    "|".join(sorted(map(re.escape, _FROM_VNI), key=len, reverse=True))
)
_FOREIGN_LETTERS = {
    Encoding.TCVN3: {chr(sign) for sign in range(0xA0, 0x100)}
    - {chr(sign) for sign, letter in _FROM_TCVN3.items() if chr(sign) == letter},
    Encoding.VNI: {chr(sign) for sign in range(0xA0, 0x100)}
    - {sign for sign, letter in _FROM_VNI.items() if sign == letter},
}
"""Letters of Windows that mean something else, or nothing, in each encoding."""
_WORD = re.compile(r"[^\s\d.,;:()\[\]/“”\"'!?%–=+*_-]+")
_LETTER = re.compile("[A-Za-z]")
"""A word of old letters has plain ones too; “½” and “×” alone are signs."""
_FOREIGN = re.compile(r"[^\x00-\x7f]")
_BEYOND = re.compile(r"[^\x00-\xff]")
_SYLLABLE = re.compile(
    r"(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdđghklmnprstvx])?"
    r"(?:iêu|yêu|oai|oay|oeo|uây|uôi|ươi|ươu|uya|uyê|oao|uyu|uao"
    r"|ai|ao|au|ay|âu|ây|eo|êu|ia|iê|iu|oa|oă|oe|oi|oo|ôi|ơi|ua|uâ|uê|ui|uô|uơ|uy|ưa"
    r"|ưi|ươ|ưu|yê|[aăâeêioôơuưy])"
    r"(?:ch|ng|nh|[cmnpt])?"
)
_FALLING = re.compile(r"(?:[aăâeêoôơ][iouy]|[iuư]u|(?<!q)[uư]i)$")
"""Ends in a half-vowel: no tone stands there, “xão” is a word and “xaõ” is none."""
_TONES = {"\u0300", "\u0309", "\u0303", "\u0301", "\u0323"}
LOOKED_AT = 5_000
"""Texts of a sheet that are looked at to tell its encoding."""


class Says(Enum):
    """What the words of one text say of how they were typed."""

    NOTHING = auto()
    UNICODE = auto()
    LEGACY = auto()
    EITHER = auto()
    BOTH = auto()


@lru_cache(maxsize=50_000)
def evidence(text: str, encoding: Encoding) -> Says:
    """What the words of a text say, when they may be Unicode or one old encoding.

    >>> evidence("Ghi chú", Encoding.TCVN3), evidence("S¸p nhËp", Encoding.TCVN3)
    (<Says.EITHER: 4>, <Says.LEGACY: 3>)
    """
    said = {_word_says(word, encoding) for word in _WORD.findall(text)}
    if {Says.UNICODE, Says.LEGACY} <= said:
        return Says.BOTH
    order = (Says.UNICODE, Says.LEGACY, Says.EITHER)
    return next((one for one in order if one in said), Says.NOTHING)


def _word_says(word: str, encoding: Encoding) -> Says:
    if word.isascii():
        return Says.NOTHING
    plain = unicodedata.normalize("NFC", word)
    is_unicode = is_syllable(plain)
    if any(sign > "\xff" and sign.isalpha() for sign in plain):
        return Says.UNICODE
    other = _decoded(word, encoding)
    is_legacy = other != word and is_syllable(other) and bool(_LETTER.search(word))
    if other == word and _FOREIGN_LETTERS[encoding].isdisjoint(word):
        return Says.NOTHING  # the same letters in both
    if is_unicode:
        return Says.EITHER if is_legacy else Says.UNICODE
    return Says.LEGACY if is_legacy else Says.NOTHING


@dataclass(frozen=True, slots=True)
class Letters:
    """How the texts of a sheet were typed.

    `is_mixed`: some in Unicode and some not; then texts that make sense both ways stay
    as they are until somebody says otherwise.
    """

    encoding: Encoding = Encoding.UNICODE
    is_mixed: bool = False
    is_all: bool = False

    @property
    def code(self) -> Encoding:
        """The encoding as it is kept and chosen."""
        return self.encoding.for_all if self.is_all else self.encoding

    def says(self, text: str) -> Says:
        """How one text is read: LEGACY as a whole, BOTH word by word, else not."""
        if self.encoding == Encoding.UNICODE or text.isascii():
            return Says.UNICODE
        found = evidence(text, self.encoding)
        if found == Says.EITHER and (self.is_all or not self.is_mixed):
            return Says.LEGACY
        return found


def tell_letters(texts: Iterable[str], encoding: Encoding | None = None) -> Letters:
    """How the texts of a sheet were typed, by their words; or how those stand that may
    be typed as somebody said.

    A sheet is all of one kind when no text speaks for Unicode and those that speak for
    the other are at least as many as those that could be either.
    """
    if encoding == Encoding.UNICODE:
        return Letters()
    some = list(islice(_foreign(texts), LOOKED_AT))
    asked = [encoding.base] if encoding else [Encoding.TCVN3, Encoding.VNI]
    votes = {one: Counter(evidence(text, one) for text in some) for one in asked}
    best = max(
        asked,
        key=lambda one: (
            votes[one][Says.LEGACY] + votes[one][Says.BOTH],
            _old_words(some, one),
        ),
    )
    found = votes[best]
    if encoding is None and not found[Says.LEGACY] + found[Says.BOTH]:
        return Letters()
    is_sure = (
        not found[Says.UNICODE] + found[Says.BOTH]
        and found[Says.LEGACY] >= found[Says.EITHER]
    )
    return Letters(best, not is_sure, encoding == best.for_all)


def _old_words(texts: Iterable[str], encoding: Encoding) -> int:
    return sum(
        _word_says(word, encoding) == Says.LEGACY
        for text in texts
        for word in _WORD.findall(text)
    )


def _foreign(texts: Iterable[str]) -> Iterator[str]:
    seen: set[str] = set()
    for text in texts:
        if not text.isascii() and text not in seen:
            seen.add(text)
            yield text


def decode(text: str, letters: Letters) -> str:
    """The text in Unicode (NFC); what is Unicode already stays as it is."""
    says = letters.says(text)
    if says == Says.LEGACY:
        text = _WORD.sub(lambda word: _one_word(word[0], letters.encoding), text)
    elif says == Says.BOTH:
        text = _WORD.sub(lambda word: _sure_word(word[0], letters.encoding), text)
    return unicodedata.normalize("NFC", text)


def _sure_word(word: str, encoding: Encoding) -> str:
    is_legacy = _word_says(word, encoding) == Says.LEGACY
    return _decoded(word, encoding) if is_legacy else word


def _one_word(word: str, encoding: Encoding) -> str:
    if _BEYOND.search(word) or not _FOREIGN.search(word):
        return word
    return _decoded(word, encoding)


def _decoded(word: str, encoding: Encoding) -> str:
    if encoding == Encoding.VNI:
        return _VNI_SIGN.sub(lambda sign: _FROM_VNI[sign[0]], word)
    decoded = word.translate(_FROM_TCVN3)
    plain = [sign for sign in word if sign.isascii() and sign.isalpha()]
    if len(plain) > 1 and all(sign.isupper() for sign in plain):
        return decoded.upper()  # the capitals of TCVN3 are a font, not letters
    return decoded


@lru_cache(maxsize=20_000)
def is_syllable(word: str) -> bool:
    """Could this be a Vietnamese syllable, marks and all?"""
    letters: list[str] = []
    places: list[int] = []
    for sign in unicodedata.normalize("NFD", word.casefold()):
        if sign in _TONES:
            places.append(len(unicodedata.normalize("NFC", "".join(letters))))
        else:
            letters.append(sign)
    shaped = unicodedata.normalize("NFC", "".join(letters))
    if len(places) > 1 or _SYLLABLE.fullmatch(shaped) is None:
        return False
    falls = _FALLING.search(shaped)
    return not (places and falls and places[0] == falls.end())
