"""The imports of an office, the newest first; and where a new one may begin."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.imports.kinds import Kind, all_kinds
from thidua.imports.models import Import
from thidua.imports.queries.showing import STATE_TONES
from thidua.imports.states import Fate, Outcome, State
from thidua.kernel import clock, dates
from thidua.kernel.numbers import show_number
from thidua.kernel.policy import Verdict
from thidua.kernel.ui.parts import Link, Pager, pager
from thidua.organisations.actor import Actor

ON_A_PAGE = 30


@dataclass(frozen=True, slots=True)
class ImportLine:
    """One import in the list."""

    href: str
    file: str
    kind: str
    title: str
    who: str
    when: str
    state: str
    tone: str
    said: str


@dataclass(frozen=True, slots=True)
class ImportsPage:
    """Everything `imports.html` shows."""

    starts: Sequence[Link]
    rows: Sequence[ImportLine]
    pager: Pager


@dataclass(frozen=True, slots=True)
class NewPage:
    """Everything `new.html` shows."""

    name: str
    about: str
    title: str
    crumbs: Sequence[Link]
    back: str
    may: Verdict


def imports_page(actor: Actor, day: date, number: int) -> ImportsPage:
    """What this office has brought in, or is bringing in."""
    runs = Import.objects.visible_to(actor).select_related("file")
    total = runs.count()
    pages = max(1, -(-total // ON_A_PAGE))
    start = (min(number, pages) - 1) * ON_A_PAGE
    names = {kind.key: kind.name for kind in all_kinds()}
    return ImportsPage(
        starts(actor, day),
        [
            _line(run, names)
            for run in runs.order_by("-made_at", "-pk")[start : start + ON_A_PAGE]
        ],
        pager(
            min(number, pages),
            pages,
            f"{reverse('imports:imports')}?trang={{}}".format,
            ngettext("%(count)s lần nhập", "%(count)s lần nhập", total)
            % {"count": show_number(total)},
        ),
    )


def starts(actor: Actor, day: date, keys: Sequence[str] = ()) -> list[Link]:
    """Where this office may begin, with some kinds or all; nothing for readers."""
    return [
        Link(
            f"{kind.name}: {words}",
            reverse("imports:new", args=[kind.key, place]),
        )
        for kind in all_kinds()
        if not keys or kind.key in keys
        for place, words in kind.places(actor, day)
        if kind.may(actor, place)
    ]


def new_page(kind: Kind, place: str, actor: Actor, title: str, back: str) -> NewPage:
    """Where a file is sent."""
    return NewPage(
        name=kind.name,
        about=kind.about,
        title=title,
        crumbs=[
            Link(_("Nhập từ tệp"), reverse("imports:imports")),
            Link(kind.name, is_here=True),
        ],
        back=back,
        may=kind.may(actor, place),
    )


def _line(run: Import, names: dict[str, str]) -> ImportLine:
    state = State(run.state)
    return ImportLine(
        href=reverse("imports:import", args=[run.pk]),
        file=run.file.name,
        kind=names.get(run.kind, run.kind),
        title=run.about.get("title", ""),
        who=run.made_by,
        when=dates.show_moment(run.made_at.astimezone(clock.ZONE)),
        state=str(state.label),
        tone=STATE_TONES.get(state, "wait"),
        said=_said(run),
    )


def _said(run: Import) -> str:
    counts = {one: int(run.counts.get(one.value, 0)) for one in Fate}
    done = run.about.get("done", {})
    if done:
        words = [
            (int(done.get(one.value, 0)), str(one.label))
            for one in Outcome
            if one != Outcome.WAITING
        ]
    else:
        words = [(counts[one], str(one.label)) for one in Fate]
    return ", ".join(f"{show_number(count)} {word}" for count, word in words if count)
