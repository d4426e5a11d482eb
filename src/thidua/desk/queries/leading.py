"""Home of whoever leads or watches a unit: the whole of it in one line, who needs help
first; and the work of the office, which its officers do, folded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from thidua.desk.queries.below import Below
from thidua.desk.queries.counted import OVERDUE, counted
from thidua.desk.queries.ground import Ground, ground
from thidua.desk.queries.lens import Lens
from thidua.desk.queries.pages import Pages
from thidua.desk.queries.panorama import (
    in_need,
    missing_words,
    month_words,
    standing_of,
)
from thidua.desk.queries.punctuality import NOTHING, Count
from thidua.desk.queries.strip import finding
from thidua.desk.queries.tasks import Work, in_words, work_of
from thidua.kernel.tasks import UNIT, Task
from thidua.kernel.ui.parts import Link
from thidua.organisations.actor import Actor
from thidua.organisations.models import Mandate

HELPED = 3
"""How many places are named that need help first."""


@dataclass(frozen=True, slots=True)
class InNeed:
    """A place that needs help: what it is behind with, and its own picture."""

    name: str
    href: str
    words: str


@dataclass(frozen=True, slots=True)
class Leading:
    """The unit and all below it: who answered, what is behind, who needs help first."""

    came: str
    came_href: str
    late: str
    late_href: str
    stands: str
    wanting: Sequence[Link]
    href: str
    monitor_href: str
    in_need: Sequence[InNeed]


@dataclass(frozen=True, slots=True)
class OfficeWork:
    """What the officers of a unit have to do, as its head sees it: folded."""

    says: str
    is_late: bool
    work: Work


def leads_others(actor: Actor) -> bool:
    """A head, or a reader at an office: somebody who looks at the whole first."""
    if actor.role == Mandate.Role.HEAD:
        return True
    is_reader = actor.role == Mandate.Role.READER and actor.under is None
    return is_reader and not actor.is_of_the_people


def has_officers(unit: int, today: date) -> bool:
    """Does anybody but the head do the office's work?"""
    held = Mandate.objects.held_on(today)
    return held.filter(unit=unit, role=Mandate.Role.OFFICER).exists()


def leading(roots: Sequence[int], today: date, *, pages: Pages) -> Leading | None:
    """The widest that is watched; None where nobody is below."""
    seen = ground(Lens(), roots[0], roots, today)
    if not seen.scene.places and {unit for unit, _of in seen.counts} <= {roots[0]}:
        return None
    came, late = finding(_month_of(seen), month_words(seen))
    stands, wanting = "", list[Link]()
    if seen.scene.now:
        stands, wanting = standing_of(seen, len(seen.owed), pages)
    return Leading(
        came=came,
        came_href=counted(seen.lens, pages),
        late=late,
        late_href=counted(seen.lens, pages, standing=OVERDUE),
        stands=stands,
        wanting=wanting,
        href=seen.lens.at(pages.panorama),
        monitor_href=seen.lens.at(pages.monitor),
        in_need=[
            InNeed(place.name, seen.door(place.unit, pages), _needs(place))
            for place in in_need(seen.scene.places)[:HELPED]
        ],
    )


def _month_of(seen: Ground) -> Count:
    """What the month looked at owed and brought, all together."""
    month = seen.month.starts_on
    counts = (count for (_unit, of), count in seen.counts.items() if of == month)
    return sum(counts, NOTHING)


def _needs(place: Below) -> str:
    words = {
        "slow": place.now.judged - place.now.on_pace,
        "all": place.now.judged,
        "missing": place.month.missing,
    }
    if not words["slow"]:
        return missing_words(place.month.missing)
    if not words["missing"]:
        return _("chậm %(slow)s trên %(all)s chỉ tiêu") % words
    said = _("chậm %(slow)s trên %(all)s chỉ tiêu") % words
    return f"{said}, {missing_words(place.month.missing)}"


def for_the_head(found: Sequence[Task]) -> tuple[list[Task], list[Task]]:
    """What only the head does, and what the officers do."""
    own = [task for task in found if task.whose != UNIT]
    return own, [task for task in found if task.whose == UNIT]


def office_work(found: Sequence[Task], on: date) -> OfficeWork | None:
    """The officers' work in one line; None where nothing waits."""
    if not found:
        return None
    done = work_of(found, on)
    said = _("Chuyên viên đang lo %(n)s việc của đơn vị")
    says = said % {"n": in_words(done.count)}
    if done.overdue:
        says = f"{says}, {done.overdue}"
    return OfficeWork(says=f"{says}.", is_late=bool(done.overdue), work=done)
