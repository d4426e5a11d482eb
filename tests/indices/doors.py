"""The doors of published indices."""

from __future__ import annotations

from django.urls import reverse

from tests.doors import Cast, Door, Public, at
from tests.indices.factories import a_year, an_index
from thidua.indices.models import CompositeIndex
from thidua.kernel.ui.grid import PREFIX


def kept(cast: Cast) -> CompositeIndex:
    """An index kept by the department, with a year in which the province stands."""
    index = an_index(keeper=cast.place.department)
    a_year(index, 2016, {cast.place.province.pk: "60"})
    return index


def of(name: str, *more: int) -> Door:
    """A page that everybody may read."""
    return Door(
        lambda cast: reverse(f"indices:{name}", args=[kept(cast).code, *more]),
        stranger=200,
        low=200,
    )


def of_the_province(name: str, *more: int) -> Door:
    """A page of the province in the index."""
    return Door(
        lambda cast: reverse(
            f"indices:{name}", args=[kept(cast).code, cast.place.province.pk, *more]
        ),
        stranger=200,
        low=200,
    )


def kept_at(name: str, *more: int) -> Door:
    """A page only for whom the index is entrusted to."""
    return Door(
        lambda cast: reverse(f"indices:{name}", args=[kept(cast).code, *more]),
        stranger=403,
    )


def the_year(cast: Cast) -> dict[str, str]:
    """The province's line, as it is typed."""
    unit = cast.place.province.pk
    return {
        "action": "publish",
        "year": "2015",
        "publisher": "Viện Thử",
        "source": "https://example.vn/2015",
        f"{PREFIX}{unit}-score": "61,5",
        f"{PREFIX}{unit}-rank": "1",
        "reason": "Nơi công bố đính chính.",
    }


def act(name: str, *more: int, **data: str) -> Door:
    """An act of whom the index is entrusted to."""
    return Door(
        lambda cast: reverse(f"indices:{name}", args=[kept(cast).code, *more]),
        method="POST",
        data=lambda cast: the_year(cast) | data,
        stranger=403,
    )


DOORS: dict[str, list[Door] | Public] = {
    "indices:indices": [Door(at("indices:indices"), stranger=200, low=200)],
    "indices:index": [of("index")],
    "indices:sheet": [of("sheet")],
    "indices:make-ups": [of("make-ups")],
    "indices:province": [of_the_province("province")],
    "indices:province-sheet": [of_the_province("province-sheet")],
    "indices:result": [of_the_province("result", 2016)],
    "indices:publish": [kept_at("publish"), act("publish")],
    "indices:correct": [kept_at("correct", 2016), act("correct", 2016)],
    "indices:withdraw": [act("withdraw", 2016)],
    "indices:make-up-new": [
        kept_at("make-up-new"),
        act(
            "make-up-new",
            from_year="2020",
            least="0",
            most="100",
            change="Thêm một thành phần.",
            components="a; Gia nhập; 50; 10\nc; Lao động; 50; 10",
        ),
    ],
    "indices:keepers": [
        Door(
            lambda cast: reverse("indices:keepers", args=[kept(cast).code]),
            method=method,
            opens_to="administrator",
            stranger=403,
        )
        for method in ("GET", "POST")
    ],
}
