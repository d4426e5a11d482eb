"""One box that finds: every room is asked, the answers are put together.

Each room answers out of what the reader may see; the desk adds the acts and pages that
have names of their own (`ways`) and the reader's other mandates, orders all of it and
says it in words.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from thidua.campaigns.queries import finding as campaigns
from thidua.clubs.queries import finding as clubs
from thidua.desk.queries import ways
from thidua.desk.queries.way import who_works
from thidua.desk.recent import Recent
from thidua.documents.queries import finding as documents
from thidua.exemplars.queries import finding as exemplars
from thidua.imports.queries import finding as imports
from thidua.indicators.periods import month_by_habit
from thidua.indicators.queries import finding as indicators
from thidua.indicators.queries.words import period_words
from thidua.kernel import finding
from thidua.kernel.finding import Hit, Words, words_of
from thidua.organisations.actor import Actor
from thidua.organisations.models import Mandate
from thidua.organisations.queries import finding as organisations
from thidua.organisations.queries import first_letters
from thidua.prospects.queries import finding as prospects
from thidua.speakers.queries import named as speakers


@dataclass(frozen=True, slots=True)
class Room:
    """What a room offers to the box."""

    found: Callable[[Actor, Words, date], Sequence[Hit]]
    recalled: Callable[[Actor, Mapping[str, Sequence[int]], date], Sequence[Hit]]
    acts: Callable[[Actor, Words, date], Sequence[Hit]]
    """What one begins there that depends on what there is; `ways` has the rest."""


def _together(actor: Actor, words: Words, on: date) -> list[Hit]:
    """What is found in rooms that are asked in one question."""
    hits = {
        finding.PROSPECT: prospects.hit,
        finding.CLUB: clubs.hit,
        finding.SPEAKER: speakers.hit,
        finding.UNIT: first_letters.hit,
        documents.OFFICE: documents.hit,
    }
    rooms = (prospects, clubs, speakers, first_letters, documents)
    rows = finding.rows_of(*(room.asked(actor, words, on) for room in rooms))
    return [hits[row.kind](row) for row in rows]


def _nothing(_actor: Actor, _words: Words, _on: date) -> list[Hit]:
    """Of a room that is asked together with another."""
    return []


ROOMS = (
    Room(indicators.found, indicators.recalled, indicators.acts),
    Room(campaigns.found, campaigns.recalled, campaigns.acts),
    Room(exemplars.found, exemplars.recalled, exemplars.acts),
    Room(_together, prospects.recalled, _nothing),
    Room(_nothing, clubs.recalled, _nothing),
    Room(_nothing, speakers.recalled, _nothing),
    Room(organisations.found, organisations.recalled, _nothing),
    Room(imports.found, imports.recalled, imports.acts),
)
"""Every room that has something to find; their acts come in this order."""
_CHANGE = gettext_lazy("đổi vai, chuyển vai, vai khác")
ACTS = 5
"""How many acts are shown before anything is typed."""
RECENT = 5
IN_PALETTE = 5
"""Lines of one kind in the palette once something is typed."""


@dataclass(frozen=True, slots=True)
class Found:
    """One line: what it is called, what tells it apart, where it leads.

    With `name` it is a small form that sends `name=value` there.
    """

    key: str
    label: str
    about: str
    href: str
    name: str = ""
    value: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Lines of one kind under their heading."""

    key: str
    title: str
    lines: Sequence[Found]

    @property
    def first_lines(self) -> Sequence[Found]:
        """As many as the palette has room for; the page shows them all."""
        return self.lines[:IN_PALETTE]


@dataclass(frozen=True, slots=True)
class FindingPage:
    """What `find.html` shows, as a page or as the list of the palette."""

    text: str
    groups: Sequence[Group]
    said: str
    is_empty: bool
    more_href: str


def finding_page(
    text: str,
    actor: Actor,
    mandates: Sequence[Mandate],
    recent: Recent,
    on: date,
) -> FindingPage:
    """What was typed, found; before anything is typed, what one may want."""
    words = words_of(text)
    if words:
        hits = [hit for room in ROOMS for hit in room.found(actor, words, on)]
        acts = _fitting(_acts(actor, words, mandates, on), words)
        known = ways.found(actor, words, on)
        groups = _grouped(_once([*hits, *known, *acts]), recent)
    else:
        groups = _at_first(actor, mandates, recent, on)
    count = sum(len(group.lines) for group in groups)
    is_empty = not groups
    if is_empty and words:
        groups = [_to_try(actor, on)]
    return FindingPage(
        text=text.strip(),
        groups=groups,
        said=_said(count, is_asked=bool(words)),
        is_empty=is_empty,
        more_href=_page_of(text) if any(_has_more(group) for group in groups) else "",
    )


def _has_more(group: Group) -> bool:
    return len(group.lines) > len(group.first_lines)


def _page_of(text: str) -> str:
    return f"{reverse('desk:find')}?{urlencode({'q': text})}"


def _to_try(actor: Actor, on: date) -> Group:
    """What can be typed, for whoever typed something that nothing is called."""
    month = {"period": period_words(month_by_habit(on).id)}
    wanted = [
        (actor.mandate.unit_name if actor.mandate else "", _("đơn vị, người, văn bản")),
        (_("báo cáo %(period)s") % month, _("báo cáo của một tháng")),
        (_("đổi mật khẩu"), _("một việc, một trang")),
        (_("trợ giúp"), _("hướng dẫn")),
    ]
    if not who_works(actor):
        del wanted[1]
    hits = [Hit("", 0, typed, _page_of(typed), kind) for typed, kind in wanted if typed]
    return _group("try", _("Có thể gõ"), hits)


def _at_first(
    actor: Actor, mandates: Sequence[Mandate], recent: Recent, on: date
) -> list[Group]:
    """What was opened lately, then what one begins most often."""
    numbers = recent.numbers()
    known = [hit for room in ROOMS for hit in room.recalled(actor, numbers, on)]
    known.sort(key=lambda hit: recent.place(hit.kind, hit.pk))
    waiting = _acts(actor, words_of(""), [], on)
    acts = [*waiting, *ways.at_first(actor), *_others(actor, mandates)]
    groups = [
        _group("recent", _("Vừa mở"), known[:RECENT]),
        _group(finding.ACT, _("Làm ngay"), acts[:ACTS]),
    ]
    return [group for group in groups if group.lines]


def _acts(
    actor: Actor, words: Words, mandates: Sequence[Mandate], on: date
) -> list[Hit]:
    """The acts of every room, and the reader's other mandates."""
    acts = [act for room in ROOMS for act in room.acts(actor, words, on)]
    return [*acts, *_others(actor, mandates)]


def _others(actor: Actor, mandates: Sequence[Mandate]) -> list[Hit]:
    also = finding.in_all_languages(_CHANGE)
    return [
        Hit(
            finding.ACT,
            one.pk,
            _("Đổi vai: %(label)s") % {"label": one.label},
            reverse("organisations:choose-mandate"),
            _("việc"),
            sends=("mandate", one.key),
            also=also,
        )
        for one in mandates
        if one.key != actor.key
    ]


def _fitting(acts: Sequence[Hit], words: Words) -> list[Hit]:
    """The acts that are called what was typed, each with how well it fits."""
    return [
        replace(act, rank=rank)
        for act in acts
        if (rank := finding.fit_of(words, act.label, act.also)) is not None
    ]


def _once(hits: Sequence[Hit]) -> list[Hit]:
    """A way that two offered is offered once, by the name that fits better."""
    best: dict[object, Hit] = {}
    for hit in hits:
        way = (hit.kind, hit.href, hit.sends)
        if way not in best or hit.rank < best[way].rank:
            best[way] = hit
    return list(best.values())


def _grouped(hits: Sequence[Hit], recent: Recent) -> list[Group]:
    """By kind, the kind of the best hit first; what was opened lately leads its kind,
    but not before the very name that was typed."""

    def order(hit: Hit) -> tuple[bool, int, int]:
        return (
            hit.rank != finding.ITSELF,
            recent.place(hit.kind, hit.pk) if recent.things else 0,
            _weighed(hit),
        )

    by_kind: dict[str, list[Hit]] = {}
    for hit in sorted(hits, key=order):
        by_kind.setdefault(hit.kind, []).append(hit)
    titles = _titles()
    kinds = list(titles)
    ordered = sorted(
        by_kind,
        key=lambda kind: (min(map(_weighed, by_kind[kind])), kinds.index(kind)),
    )
    return [_group(kind, titles[kind], by_kind[kind]) for kind in ordered]


def _weighed(hit: Hit) -> int:
    """How well it fits; what the reader works with stands with what fits better."""
    return max(hit.rank - hit.is_near, finding.ITSELF)


def _titles() -> dict[str, str]:
    """The headings; kinds that fit equally well stand in this order."""
    return {
        finding.ACT: _("Làm ngay"),
        finding.PAGE: pgettext("trên màn hình", "Trang"),
        finding.CAMPAIGN: _("Phong trào"),
        finding.UNIT: pgettext("danh mục", "Đơn vị"),
        finding.EXEMPLAR: _("Điển hình"),
        finding.INDICATOR: _("Chỉ số"),
        finding.PERSON: _("Người"),
        finding.SPEAKER: _("Báo cáo viên"),
        finding.PROSPECT: _("Nhân tố"),
        finding.CLUB: _("Câu lạc bộ"),
        finding.CONTENT: _("Nội dung của phong trào"),
        finding.DOCUMENT: _("Văn bản"),
        finding.FORM: _("Biểu mẫu"),
    }


def _group(key: str, title: str, hits: Sequence[Hit]) -> Group:
    lines = [
        Found(
            f"{key}-{place}",
            hit.label,
            hit.about,
            hit.href,
            *(hit.sends or ("", "")),
        )
        for place, hit in enumerate(hits, start=1)
    ]
    return Group(key, title, lines)


def _said(count: int, *, is_asked: bool) -> str:
    """What a screen reader hears, and the page's own sentence."""
    if not is_asked:
        return ""
    if not count:
        return _("Không tìm thấy gì anh/chị được xem.")
    return ngettext("%(n)s kết quả", "%(n)s kết quả", count) % {"n": count}
