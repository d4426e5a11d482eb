"""What every page knows untold: the day, the reader's choices, the nouns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from thidua.kernel import clock, dates
from thidua.kernel.ui.policies import can_move_day
from thidua.kernel.ui.preferences import SIZE, THEME


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


def ui(request: HttpRequest) -> dict[str, Any]:
    """The context processor: lazy where it costs, so that fragments pay nothing."""
    return {
        "theme": THEME.chosen(request),
        "size": SIZE.chosen(request),
        "language": get_language() or "vi",
        "nouns": lambda: nouns(request.path),
        "sizes": lambda: _sizes(request),
        "themes": lambda: _themes(request),
        "languages": _languages,
        "office_day": lambda: office_day(request),
    }


def nouns(path: str) -> list[Noun]:
    """The masthead's nouns; the longest one that begins the path is where we are."""
    pairs = [
        (_("Việc của tôi"), "/"),
        (_("Theo dõi"), "/theo-doi/"),
        (_("Phong trào"), "/phong-trao/"),
        (_("Báo cáo"), "/bao-cao/"),
        (pgettext("danh mục", "Đơn vị"), "/don-vi/"),
    ]
    return [
        Noun(label, href, path == href if href == "/" else path.startswith(href))
        for label, href in pairs
    ]


def office_day(request: HttpRequest) -> OfficeDay:
    """Today as the office lives it; `is_own` when it is the demonstration's own."""
    moment = clock.now()
    day = moment.date()
    return OfficeDay(
        long=dates.show_long(day),
        short=dates.show(day),
        iso=day.isoformat(),
        printed=f"{moment:%H:%M}, {dates.show_long(day)}",
        is_own=clock.is_movable(),
        may_move=bool(can_move_day(getattr(request, "actor", None))),
        presets=(
            ("2025-05-20", _("20/05/2025 (Bến Tre, ba cấp)")),
            ("2026-05-20", _("20/05/2026 (Vĩnh Long, hai cấp)")),
        ),
    )


def _sizes(request: HttpRequest) -> list[Choice]:
    chosen = SIZE.chosen(request)
    choices = [
        ("small", "A−", _("Chữ nhỏ")),
        ("auto", "A", _("Chữ vừa")),
        ("large", "A+", _("Chữ lớn")),
    ]
    return [Choice(v, label, v == chosen, name) for v, label, name in choices]


def _themes(request: HttpRequest) -> list[Choice]:
    chosen = THEME.chosen(request)
    return [Choice(v, str(label), v == chosen) for v, label in THEME.choices]


def _languages() -> list[Choice]:
    current = (get_language() or "vi").split("-")[0]
    return [
        Choice("vi", "Tiếng Việt", current == "vi"),
        Choice("en", "English", current == "en"),
    ]
