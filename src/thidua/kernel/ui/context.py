"""What every page knows untold: the day, the reader's choices, the nouns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import get_script_prefix
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _

from thidua.kernel import clock, dates
from thidua.kernel.ui.policies import can_move_day
from thidua.kernel.ui.preferences import LANGUAGE, SIZE, THEME


@dataclass(frozen=True, slots=True)
class Noun:
    """One noun of the masthead: where it leads, and whether we are inside it."""

    label: str
    href: str
    is_here: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """One button of a segmented choice."""

    value: str
    label: str
    is_chosen: bool
    name: str = ""


@dataclass(frozen=True, slots=True)
class OfficeDay:
    """The office's day as the masthead shows it, and who may move it."""

    long: str
    short: str
    iso: str
    printed: str
    is_own: bool
    may_move: bool
    presets: tuple[tuple[str, str], ...] = ()


PARTS = {
    "/": gettext_lazy("Việc của tôi"),
    "/theo-doi/": gettext_lazy("Theo dõi"),
    "/phong-trao/": gettext_lazy("Phong trào"),
    "/bao-cao/": gettext_lazy("Báo cáo"),
    "/dien-hinh/": gettext_lazy("Điển hình"),
    "/don-vi/": pgettext_lazy("danh mục", "Đơn vị"),
}
"""The masthead's nouns by the address that each leads to."""
TIPS, PLEDGES = "/nhan-to/tin-cua-toi/", "/dang-ky/cua-toi/"
PARTS_OF_PEOPLE = {
    "/": gettext_lazy("Của tôi"),
    PLEDGES: gettext_lazy("Đăng ký của tôi"),
    TIPS: gettext_lazy("Báo tin"),
    "/dien-hinh/": gettext_lazy("Điển hình"),
    "/phong-trao/": gettext_lazy("Phong trào"),
}
"""The nouns of whoever takes part and works for no office."""
OFFICE, PEOPLE = "office", "people"
NOUNS = {OFFICE: PARTS, PEOPLE: PARTS_OF_PEOPLE}
UNDER = {
    "/nhan-to/tin": TIPS,
    "/nhan-to/bao-tin/": TIPS,
    "/dang-ky/": PLEDGES,
    "/nhan-to/": "/dien-hinh/",
    "/cau-lac-bo/": "/dien-hinh/",
}
"""Addresses that stand under a noun though they do not begin with its own; the longer
before the shorter."""
BESIDE = {TIPS: "/dien-hinh/"}
"""A noun of the people, and the office's noun under which it stands."""


def ui(request: HttpRequest) -> dict[str, Any]:
    """The context processor: lazy where it costs, so that fragments pay nothing."""
    return {
        "theme": THEME.chosen(request),
        "size": SIZE.chosen(request),
        "language": get_language() or "vi",
        "part": part_of(request.path_info),
        "office_day": SimpleLazyObject(lambda: office_day(request)),
    }


def part_of(path: str) -> str:
    """The address of the noun that a page stands under; “” where it is none of them."""
    inner = [href for href in PARTS if href != "/" and path.startswith(href)]
    inner += [noun for href, noun in UNDER.items() if path.startswith(href)]
    return inner[0] if inner else path if path == "/" else ""


def nouns(part: str, whose: str = OFFICE) -> list[Noun]:
    """The masthead's nouns of an office or of the people, seen from one part."""
    root = get_script_prefix().removesuffix("/")
    offered = NOUNS.get(whose, PARTS)
    here = part if part in offered else BESIDE.get(part, "")
    return [
        Noun(str(label), f"{root}{href}", href == here)
        for href, label in offered.items()
    ]


def office_day(request: HttpRequest) -> OfficeDay:
    """Today as the office lives it; `is_own` when it is the demonstration's own."""
    moment = clock.now()
    day = moment.date()
    long = dates.show_long(day)
    return OfficeDay(
        long=long,
        short=dates.show(day),
        iso=day.isoformat(),
        printed=f"{moment:%H:%M}, {long}",
        is_own=clock.is_movable(),
        may_move=bool(can_move_day(getattr(request, "actor", None))),
        presets=(
            ("2025-05-20", _("20/05/2025 (Bến Tre, ba cấp)")),
            ("2026-05-20", _("20/05/2026 (Vĩnh Long, hai cấp)")),
        ),
    )


def sizes(chosen: str) -> list[Choice]:
    """The sizes of type to choose from."""
    choices = [
        ("small", "A−", _("Chữ nhỏ")),
        ("auto", "A", _("Chữ vừa")),
        ("large", "A+", _("Chữ lớn")),
    ]
    return [Choice(v, label, v == chosen, name) for v, label, name in choices]


def themes(chosen: str) -> list[Choice]:
    """The grounds to choose from, dark and light."""
    return [Choice(v, str(label), v == chosen) for v, label in THEME.choices]


def languages(chosen: str) -> list[Choice]:
    """The languages to choose from, each in its own words."""
    return [Choice(v, str(label), v == chosen) for v, label in LANGUAGE.choices]
