"""Units of measure as offices write them, and how many of one make another.

Only what is certain: lengths, areas, volumes, weights and money, with `nghìn`, `triệu`,
`tỷ` before any of them. Everything else is the same only under the same name.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from thidua.kernel.text import fold

_BASES: dict[str, tuple[str, Decimal]] = {}
_ALL: dict[str, dict[str, int | str]] = {
    "length": {"m": 1, "met": 1, "km": 1000, "cm": "0.01", "ki lo met": 1000},
    "area": {
        "m²": 1,
        "m2": 1,
        "met vuong": 1,
        "ha": 10**4,
        "hecta": 10**4,
        "hec ta": 10**4,
        "km²": 10**6,
        "km2": 10**6,
    },
    "volume": {"m³": 1, "m3": 1, "met khoi": 1, "lit": "0.001"},
    "weight": {"kg": 1, "g": "0.001", "ta": 100, "tan": 1000},
    "money": {"dong": 1, "vnd": 1, "d": 1, "vn dong": 1, "viet nam dong": 1},
}
for _kind, _names in _ALL.items():
    for _name, _many in _names.items():
        _BASES[_name] = (_kind, Decimal(_many))

_TIMES = {
    "tram": 100,
    "nghin": 10**3,
    "ngan": 10**3,
    "1.000": 10**3,
    "1000": 10**3,
    "trieu": 10**6,
    "tr": 10**6,
    "tr.": 10**6,
    "1.000.000": 10**6,
    "ty": 10**9,
    "ti": 10**9,
}
_SHORT = {"trd": "tr d", "tr.d": "tr d", "tyd": "ty d", "trieu": "trieu dong"} | {
    "ty": "ty dong",
    "ti": "ty dong",
    "nghin": "nghin",
    "nd": "nghin dong",
}
_COUNTED = {
    *("ho", "nguoi", "can", "cai", "chiec", "cong trinh", "mo hinh", "to", "nhom"),
    *("ap", "xa", "truong", "lop", "em", "chau", "luot", "luot nguoi", "buoi", "cuoc"),
    *("ngay cong", "cong", "gio", "ngay", "cay", "con", "lu", "bon", "tuyen", "cau"),
    *("doanh nghiep", "co so", "hop tac xa", "to hop tac", "dieu", "diem", "suat"),
}
"""What offices count, as they write it behind the name of a column; folded."""
_IN_LABEL = re.compile(r"\(([^()]{1,30})\)|\[([^\]]{1,30})\]|,\s*([^,/()]{1,20})$")
COMMON = ("đồng", "nghìn đồng", "triệu đồng", "tỷ đồng", "m", "km", "m²", "ha", "kg")
COMMON_MORE = ("tạ", "tấn", "m³", "%")


@lru_cache(maxsize=2_000)
def convert(stated: str, wanted: str) -> Decimal | None:
    """How many of the `wanted` measure one of the `stated` is; None when unknown.

    >>> convert("triệu đồng", "đồng")
    Decimal('1000000')
    """
    one, other = _parts(stated), _parts(wanted)
    if one is None or other is None:
        return None
    (kind, factor), (wanted_kind, wanted_factor) = one, other
    if kind != wanted_kind:
        return None
    ratio = factor / wanted_factor
    return ratio.quantize(Decimal(1)) if ratio == ratio.to_integral() else ratio


def measure_in(label: str) -> str:
    """The measure that a column's label names: `Vốn vay (triệu đồng)`, or nothing."""
    for found in reversed(list(_IN_LABEL.finditer(label))):
        said = next(part for part in found.groups() if part is not None).strip()
        said = re.sub(
            r"^(?:đvt|dvt|đơn vị(?: tính)?)\s*:\s*", "", said, flags=re.IGNORECASE
        )
        if is_known(said) or fold(said) in _COUNTED:
            return said
    return ""


@lru_cache(maxsize=2_000)
def is_known(said: str) -> bool:
    """Is this a measure that can be converted, or a percent?"""
    parts = _parts(said)
    return (parts is not None and (parts[0] in {k for k, _f in _BASES.values()})) or (
        said.strip() == "%"
    )


def _parts(said: str) -> tuple[str, Decimal] | None:
    """The kind of a measure and how many of its base it is."""
    plain = fold(said).strip(" .")
    if not plain:
        return None
    plain = _SHORT.get(plain, plain)
    times = Decimal(1)
    for word, many in sorted(_TIMES.items(), key=lambda pair: -len(pair[0])):
        if plain.startswith(f"{word} "):
            times, plain = Decimal(many), plain[len(word) :].strip()
            break
    kind, factor = _BASES.get(plain, (f"={plain}", Decimal(1)))
    return kind, factor * times
