"""The imports of an office, the newest first; and where a new one may begin."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.imports.kinds import Kind, all_kinds
from thidua.imports.models import Import
from thidua.imports.queries.showing import STATE_TONES
from thidua.imports.states import Fate, Outcome, State
from thidua.kernel import clock, dates
from thidua.kernel.numbers import show_number
from thidua.kernel.policy import Verdict
from thidua.kernel.sheets import MOST, Column, Columns, Sheet, listed
from thidua.kernel.sheets import Kind as Holds
from thidua.kernel.ui.filters import paged
from thidua.kernel.ui.parts import Link, Pager
from thidua.organisations.actor import Actor


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


def imports_page(actor: Actor, day: date, params: Mapping[str, str]) -> ImportsPage:
    """What this office has brought in, or is bringing in."""
    runs = _runs(actor)
    total = runs.count()
    words = ngettext("%(count)s lần nhập", "%(count)s lần nhập", total)
    words %= {"count": show_number(total)}
    shown, pages = paged(total, params, reverse("imports:imports"), words)
    names = {kind.key: kind.name for kind in all_kinds()}
    rows = [_line(run, names) for run in runs[shown]]
    return ImportsPage(starts(actor, day), rows, pages)


def imports_sheet(actor: Actor, day: date) -> Sheet:
    """The same list as Excel: how many rows of each fate, how many became what."""
    names = {kind.key: kind.name for kind in all_kinds()}
    columns: Columns[Import] = [
        (Column(_("Tệp"), width=36), lambda run: run.file.name),
        (Column(_("Nhập vào"), width=26), lambda run: names.get(run.kind, run.kind)),
        (Column(_("Nơi nhập"), width=36), lambda run: run.about.get("title", "")),
        (Column(_("Người gửi"), width=28), lambda run: run.made_by),
        (
            Column(_("Gửi ngày"), kind=Holds.DATE, width=14),
            lambda run: clock.day_of(run.made_at),
        ),
        (Column(_("Trạng thái"), width=18), lambda run: str(State(run.state).label)),
        *(_judged(one) for one in Fate),
        *(_became(one) for one in Outcome if one != Outcome.WAITING),
    ]
    return listed(_("Các lần nhập"), day, columns, _runs(actor)[:MOST])


def _runs(actor: Actor) -> QuerySet[Import]:
    runs = Import.objects.visible_to(actor).select_related("file")
    return runs.order_by("-made_at", "-pk")


def _judged(fate: Fate) -> tuple[Column, Callable[[Import], int]]:
    head = Column(capfirst(str(fate.label)), kind=Holds.NUMBER, group=_("Khi kiểm tra"))
    return head, lambda run: int(run.counts.get(fate.value, 0))


def _became(outcome: Outcome) -> tuple[Column, Callable[[Import], int | None]]:
    label = capfirst(str(outcome.label))
    head = Column(label, kind=Holds.NUMBER, group=_("Khi ghi"))

    def count(run: Import) -> int | None:
        done = run.about.get("done")
        return int(done.get(outcome.value, 0)) if done else None

    return head, count


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
        words.append((counts[Fate.ASKED], str(Fate.ASKED.label)))
    else:
        words = [(counts[one], str(one.label)) for one in Fate]
    return ", ".join(f"{show_number(count)} {word}" for count, word in words if count)
