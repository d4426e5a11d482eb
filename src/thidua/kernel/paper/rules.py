"""The measures of Decree 30/2020/NĐ-CP, annex I, with the point each comes from.

Party documents: sizes as told by secondary copies of guideline 36-HD/VPTW of 3 April
2018, annex 3. Neither its text nor whether it still holds could be verified, so nothing
there is called a rule and `departures` does not judge Party documents by it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from thidua.kernel.paper.parts import Manner

FONT = "Times New Roman"
PAGE = (210, 297)  # mm, A4: part I, I.1
MARGINS = MappingProxyType(
    {"top": (20, 25), "bottom": (20, 25), "left": (30, 35), "right": (15, 20)}
)  # mm: part I, I.3
BODY_SIZES = (13.0, 14.0)  # points: part I, II.6 e
INDENTS = (10.0, 12.7)  # mm: part I, II.6 e
LEAST_BETWEEN_PARAGRAPHS = 6.0  # points: part I, II.6 e
LINE_SPACING = (1.0, 1.5)  # lines: part I, II.6 e
MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO_BELOW = "Độc lập - Tự do - Hạnh phúc"
PARTY_HEADING = "ĐẢNG CỘNG SẢN VIỆT NAM"
MANY_COLUMNS = 10
END = "./."  # annex III, the models of documents


@dataclass(frozen=True, slots=True)
class Look:
    """How a document is set; margins in mm, sizes in points."""

    sizes: Mapping[str, float]
    top: float = 20
    bottom: float = 20
    left: float = 30
    right: float = 15
    indent: float = 12.7
    left_share: float = 0.4


_STATE_SIZES = {
    "motto": 12,  # II.1 a: 12–13
    "motto_below": 13,  # II.1 b: 13–14
    "above": 12,  # II.2 b: 12–13
    "issuer": 12,  # II.2 b: 12–13
    "number": 13,  # II.3 c
    "place": 13,  # II.4 c: 13–14
    "kind": 14,  # II.5 b: 13–14
    "abstract": 14,  # II.5 b: 13–14
    "about": 12,  # II.5 b, letters: 12–13
    "body": 14,  # II.6 e: 13–14
    "table": 12,
    "wide": 9,  # a table of many columns, on its side
    "signature": 14,  # II.7 đ: 13–14
    "recipients": 12,  # II.9 d: the word “Nơi nhận”
    "recipient": 11,  # II.9 d
    "annex": 14,  # III.1 b
    "page": 13,  # I.7: 13–14
}
_PARTY_SIZES = _STATE_SIZES | {
    "motto": 15,
    "above": 14,
    "issuer": 14,
    "number": 14,
    "place": 14,
    "kind": 15,
    "recipients": 14,
    "recipient": 12,
}
LOOKS = MappingProxyType(
    {
        Manner.STATE: Look(_STATE_SIZES),
        Manner.PARTY: Look(_PARTY_SIZES, left_share=0.45),
    }
)
"""Sizes within the decree's ranges; those of its own examples where it gives one."""
