"""The plain things that components draw: queries fill them, templates do no work."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from django.utils.safestring import SafeString

from thidua.kernel.policy import YES, Verdict
from thidua.kernel.ui.charts.bars import Bar
from thidua.kernel.ui.drawing import drawn


@dataclass(frozen=True, slots=True)
class Link:
    """A tab, a crumb, one side of a segmented choice; without `href` it is words."""

    label: str
    href: str = ""
    count: str = ""
    is_here: bool = False


@dataclass(frozen=True, slots=True)
class Pill:
    """A filter that is on; `href` is the same page without it."""

    label: str
    href: str


@dataclass(frozen=True, slots=True)
class Task:
    """A piece of work: verb and object, due, whose turn, one button.

    `tone` is "late", "slow" or "". `may` says whether the button works, and why not.
    `post_to` makes the button a small form instead of a link. Of many alike made one,
    `inside` leads to each, and `inside_words` says how many.
    """

    what: str
    href: str
    about: str = ""
    due: str = ""
    due_note: str = ""
    tone: str = ""
    turn: str = ""
    turn_note: str = ""
    verb: str = ""
    verb_href: str = ""
    post_to: str = ""
    is_main: bool = False
    may: Verdict = YES
    inside: Sequence[Link] = ()
    inside_words: str = ""

    @property
    def says(self) -> str:
        """What the button does, in full, the verb once: for who hears the page."""
        if self.what.casefold().startswith(self.verb.casefold()):
            return self.what
        return f"{self.verb} {self.what}"

    @property
    def due_class(self) -> str:
        """How the deadline is coloured."""
        return {"late": "is-late", "slow": "is-slow"}.get(self.tone, "")


@dataclass(frozen=True, slots=True)
class TaskGroup:
    """Tasks under one heading: overdue, this week, waiting for others."""

    title: str
    count: str
    tasks: Sequence[Task]
    tone: str = ""


@dataclass(frozen=True, slots=True)
class TreeRow:
    """One row of a content tree; with `children` it opens and closes."""

    label: str
    href: str = ""
    bar: Bar | None = None
    figure: str = ""
    tone: str = ""
    note: str = ""
    is_here: bool = False
    is_open: bool = False
    children: Sequence[TreeRow] = field(default_factory=tuple)

    @property
    def figure_class(self) -> str:
        """How the figure is coloured."""
        return {"late": "is-late", "slow": "is-slow"}.get(self.tone, "")

    @property
    def markup(self) -> SafeString:
        """The row with all below it in one piece: a campaign has some forty."""
        here = SafeString(' aria-current="true"' if self.is_here else "")
        said = drawn(
            '<span>{}</span><span class="n {}">{}</span>',
            self.bar.svg if self.bar else "",
            self.figure_class,
            self.figure,
        )
        note = drawn("<small>{}</small>", self.note) if self.note else ""
        if self.children:
            return drawn(
                "<details{}><summary><span>{}{}</span>{}</summary>"
                '<div class="branch">{}</div></details>',
                SafeString(" open" if self.is_open else ""),
                drawn('<a href="{}"{}>{}</a>', self.href, here, self.label)
                if self.href
                else self.label,
                note,
                said,
                SafeString("".join(row.markup for row in self.children)),
            )
        row = drawn("<span>{}{}</span>{}", self.label, note, said)
        if self.href:
            return drawn('<a class="leafrow" href="{}"{}>{}</a>', self.href, here, row)
        return drawn('<div class="leafrow">{}</div>', row)


@dataclass(frozen=True, slots=True)
class TrailLine:
    """One line of a trail: when, who, what; a change shows both values."""

    when: str
    words: str
    who: str = ""
    before: str = ""
    after: str = ""
    note: str = ""
    about: Link | None = None
    """What the words are about, to be opened."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A large figure with its words; `href` opens the list that it counts."""

    figure: str
    label: str
    small: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """A term and its value; `href` makes the value a link."""

    term: str
    value: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class PageLink:
    """One number of a pager; without `href` it is a gap."""

    label: str
    href: str = ""
    is_here: bool = False


@dataclass(frozen=True, slots=True)
class Pager:
    """The numbers under a list, and what the list holds in words."""

    links: Sequence[PageLink]
    before: str = ""
    after: str = ""
    words: str = ""

    def __bool__(self) -> bool:
        return len(self.links) > 1


def turned(
    count: int,
    page: int,
    size: int,
    href: Callable[[int], str],
    words: str = "",
) -> tuple[slice, Pager]:
    """Which of `count` rows stand on a page of `size`, and the way to the others.

    A page below 1 is the first; one beyond the last is the last.
    """
    pages = max(1, -(-count // size))
    here = min(max(page, 1), pages)
    first = (here - 1) * size
    return slice(first, first + size), pager(here, pages, href, words)


def pager(page: int, pages: int, href: Callable[[int], str], words: str = "") -> Pager:
    """The first, the last, and those around the current page (counted from 1)."""
    near = {1, pages, page - 1, page, page + 1}
    numbers = sorted(n for n in near if 1 <= n <= pages)
    links: list[PageLink] = []
    for previous, number in zip([0, *numbers], numbers, strict=False):
        if number - previous > 1:
            links.append(PageLink("…"))
        links.append(PageLink(str(number), href(number), number == page))
    return Pager(
        links,
        before=href(page - 1) if page > 1 else "",
        after=href(page + 1) if page < pages else "",
        words=words,
    )
