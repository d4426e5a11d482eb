"""From which exemplar somebody learned, who surpassed it, and who learns from that one.

A family is one first exemplar with all that came of it: its learners, the exemplars
that grew from those who surpassed it, their learners, and so on.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db import connection

from thidua.exemplars.models import Exemplar, Learning

_FAMILY = """
with recursive up (id, first) as (
    select id, grown_from_id from exemplars_exemplar where id = any (%(some)s)
    union
    select learner.exemplar_id, teacher.grown_from_id
    from up
    join exemplars_learning learner on learner.id = up.first
    join exemplars_exemplar teacher on teacher.id = learner.exemplar_id
), down (id) as (
    select id from up where first is null
    union
    select child.id
    from down
    join exemplars_learning learner on learner.exemplar_id = down.id
    join exemplars_exemplar child on child.grown_from_id = learner.id
)
select id from down
"""


_DRAWN = (
    "exemplar_id",
    "kind",
    "name",
    "unit_id",
    "home_id",
    "starts_on",
    "state",
    "needs_help",
)


@dataclass(frozen=True, slots=True)
class Family:
    """Exemplars with their learners; `grown` maps a learner to what grew from it."""

    exemplars: Sequence[Exemplar]
    learners: Mapping[int, Sequence[Learning]]
    grown: Mapping[int, Exemplar]

    @property
    def roots(self) -> list[Exemplar]:
        """Those that grew from nobody."""
        return [one for one in self.exemplars if one.grown_from_id is None]

    def lines(self) -> dict[int, list[int]]:
        """Of each exemplar those it grew out of, the first one first, itself last."""
        learned_from = {
            one.pk: one.exemplar_id for some in self.learners.values() for one in some
        }
        lines: dict[int, list[int]] = {}
        for one in sorted(self.exemplars, key=lambda exemplar: exemplar.registered_at):
            teacher = learned_from.get(one.grown_from_id or 0, 0)
            lines[one.pk] = [*lines.get(teacher, ()), one.pk]
        return lines

    def largest(self, most: int) -> Family:
        """The families of so many roots, those with the most learners."""
        lines = self.lines()
        sizes: Counter[int] = Counter()
        for key, line in lines.items():
            sizes[line[0]] += len(self.learners.get(key, ()))
        kept = {root for root, _size in sizes.most_common(most)}
        some = [one for one in self.exemplars if lines[one.pk][0] in kept]
        keys = {one.pk for one in some}
        learners = {key: who for key, who in self.learners.items() if key in keys}
        return Family(some, learners, self.grown)

    @property
    def generations(self) -> int:
        """How many generations have learned: the first exemplar's learners are one,
        those of an exemplar that grew out of them the next."""
        taught = {key for key, learners in self.learners.items() if learners}
        lines = self.lines()
        return max(
            (len(line) for key, line in lines.items() if key in taught), default=0
        )


@dataclass(frozen=True, slots=True)
class Words:
    """How a reader may call the members of a family: titles of its exemplars, names of
    units, which learners may be named, and which exemplars' pages are open to them."""

    titles: Mapping[int, str]
    units: Mapping[int, str]
    known: set[int]
    pages: set[int]


def family_of(exemplar: Exemplar) -> Family:
    """The whole family to which an exemplar belongs."""
    return families_of([exemplar.pk])


def families_of(exemplar_ids: Iterable[int]) -> Family:
    """All the families to which these belong, in three queries."""
    with connection.cursor() as cursor:
        cursor.execute(_FAMILY, {"some": sorted(set(exemplar_ids))})
        ids = [row[0] for row in cursor.fetchall()]
    exemplars = list(
        Exemplar.objects.filter(pk__in=ids).order_by("registered_at", "pk")
    )
    learners: dict[int, list[Learning]] = defaultdict(list)
    found = Learning.objects.filter(exemplar__in=ids).order_by("starts_on", "pk")
    for one in found.only(*_DRAWN):
        learners[one.exemplar_id].append(one)
    grown = {one.grown_from_id: one for one in exemplars if one.grown_from_id}
    return Family(exemplars, learners, grown)
