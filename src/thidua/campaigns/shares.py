"""How far each node of content has come, and how many of its targets are behind."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.utils.translation import ngettext

from thidua.campaigns.models import ContentNode
from thidua.campaigns.progress import Standing

HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Share:
    """How far a node has come, in percent, and how far it should have.

    `slow` targets below it, of `counted`, are behind their own pace.
    """

    value: Decimal | None = None
    pace: Decimal | None = None
    slow: int = 0
    counted: int = 0

    @property
    def tone(self) -> str | None:
        """One target behind is told; None where the mean may say how it stands."""
        return "slow" if self.slow else None

    @property
    def words(self) -> str:
        """How many targets are behind; "" where none is."""
        if not self.slow:
            return ""
        return ngettext(
            "%(slow)s trên %(all)s chỉ tiêu chậm nhịp",
            "%(slow)s trên %(all)s chỉ tiêu chậm nhịp",
            self.counted,
        ) % {"slow": self.slow, "all": self.counted}


def _parts(node: ContentNode, by_key: Mapping[UUID, Sequence[Share]]) -> list[Share]:
    """What hangs on a node and on those it reads from; weighed into one, if it says so.

    Each that it reads from then counts by its weight, its own by what is left of 100.
    """
    own = list(by_key.get(node.key, ()))
    read = [list(by_key.get(key, ())) for key in node.reads_from]
    if not node.reads_weights:
        return [*own, *(part for parts in read for part in parts)]
    rest = max(HUNDRED - sum(node.reads_weights, Decimal(0)), Decimal(0))
    weights = [*node.reads_weights, rest]
    met = [mean(parts) for parts in [*read, own]]
    weighed = zip(met, weights, strict=True)
    known = [pair for pair in weighed if pair[0].value is not None and pair[1]]
    whole = sum((weight for _one, weight in known), Decimal(0))
    if not whole:
        return []
    value = sum((one.value or 0) * weight for one, weight in known) / whole
    paced = [(one.pace, weight) for one, weight in known if one.pace is not None]
    held = sum((weight for _pace, weight in paced), Decimal(0))
    pace = sum(pace * weight for pace, weight in paced) / held if held else None
    slow, counted = sum(one.slow for one in met), sum(one.counted for one in met)
    return [Share(value, pace, slow, counted)]


def shares_of(
    nodes: Sequence[ContentNode],
    standing: Iterable[Standing],
    milestones: Mapping[UUID, tuple[int, int, int]],
) -> dict[int, Share]:
    """How far each node has come, by its number: the mean of what hangs on it.

    A target counts up to its hundred percent, milestones by the share reached of those
    asked (`milestones`: all, reached, due by today). A node that reads from another
    tree shows that node's progress; nothing is added up through it.
    """
    by_key: dict[UUID, list[Share]] = defaultdict(list)
    for one in standing:
        if one.pace.share is not None:
            value = min(one.pace.share, HUNDRED)
            by_key[one.target.node_key].append(
                Share(value, one.pace.planned_share, int(one.pace.is_slow), 1)
            )
    for key, (asked, reached, due) in milestones.items():
        if asked:
            by_key[key].append(Share(HUNDRED * reached / asked, HUNDRED * due / asked))
    below: dict[int | None, list[ContentNode]] = defaultdict(list)
    for node in nodes:
        below[node.parent_id].append(node)
    found: dict[int, Share] = {}

    def weigh(node: ContentNode) -> Share:
        parts = _parts(node, by_key)
        parts += [weigh(child) for child in below[node.pk]]
        found[node.pk] = mean([part for part in parts if part.value is not None])
        return found[node.pk]

    for top in below[None]:
        weigh(top)
    return found


def mean(parts: Sequence[Share]) -> Share:
    """The plain mean of several shares; the pace over those that have one.

    Targets behind are added up: a mean would hide them.
    """
    values = [part.value for part in parts if part.value is not None]
    paces = [part.pace for part in parts if part.pace is not None]
    return Share(
        sum(values, Decimal(0)) / len(values) if values else None,
        sum(paces, Decimal(0)) / len(paces) if paces else None,
        sum(part.slow for part in parts),
        sum(part.counted for part in parts),
    )
