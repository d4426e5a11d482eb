"""Vietnamese text typed before Unicode: TCVN3 (fonts .Vn…) and VNI (fonts VNI-…).

Both store other letters under the codes of Western ones, so that “Bến Tre” arrives as
“BÕn Tre” or “Beán Tre”. Whether a sheet is so typed is told by its words: those that
are no Vietnamese syllable as they stand but become one when read the other way.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from enum import StrEnum
from functools import lru_cache


class Encoding(StrEnum):
    """How the letters of a sheet were typed."""

    UNICODE = "unicode"
    TCVN3 = "tcvn3"
    VNI = "vni"


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
_WORD = re.compile(r"[^\s\d.,;:()\[\]/“”\"'!?%–=+*_-]+")
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
ENOUGH = 2
"""Words that only make sense another way before a sheet is read that way."""
LOOKED_AT = 5_000
"""Texts of a sheet that are looked at to tell its encoding."""


def tell_encoding(texts: Iterable[str]) -> Encoding:
    """How the texts of a sheet were typed, by its words."""
    votes = {Encoding.TCVN3: 0, Encoding.VNI: 0}
    plain = 0
    seen: set[str] = set()
    for text in texts:
        if text in seen or text.isascii():
            continue
        seen.add(text)
        for word in _WORD.findall(text):
            if word.isascii():
                continue
            if is_syllable(word):
                plain += 1
                continue
            for encoding in votes:
                if is_syllable(_decoded(word, encoding)):
                    votes[encoding] += 1
        if len(seen) > LOOKED_AT:
            break
    best = max(votes, key=lambda encoding: votes[encoding])
    is_likely = votes[best] >= min(ENOUGH, max(plain, 1))
    return best if is_likely else Encoding.UNICODE


def decode(text: str, encoding: Encoding | str) -> str:
    """The text in Unicode (NFC); words that are Unicode already stay as they are."""
    if text.isascii():
        return text
    if encoding == Encoding.UNICODE:
        return unicodedata.normalize("NFC", text)
    return _decode_words(text, Encoding(encoding))


@lru_cache(maxsize=20_000)
def _decode_words(text: str, encoding: Encoding) -> str:
    if _BEYOND.search(text) and not _has_garbled_word(text, encoding):
        return unicodedata.normalize("NFC", text)
    return unicodedata.normalize(
        "NFC", _WORD.sub(lambda word: _one_word(word[0], encoding), text)
    )


def _has_garbled_word(text: str, encoding: Encoding) -> bool:
    """Besides words in Unicode, is there one that only makes sense the other way?"""
    return any(
        not word.isascii()
        and not _BEYOND.search(word)
        and not is_syllable(word)
        and is_syllable(_decoded(word, encoding))
        for word in _WORD.findall(text)
    )


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
