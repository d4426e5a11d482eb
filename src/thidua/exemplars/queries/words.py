"""How exemplars are told: who they are, where they stand, in what measured."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from thidua.campaigns.measure import Measure
from thidua.exemplars.models import Exemplar, ExemplarFigure, Learning
from thidua.exemplars.states import TONES, State
from thidua.indicators.models import IndicatorVersion
from thidua.organisations.naming import in_sentence, names_on, parents_on


def called(unit_ids: Iterable[int], day: date) -> dict[int, str]:
    """`Ấp 4, xã Châu Bình`: units with what stands above them."""
    ids = set(unit_ids)
    if not ids:
        return {}
    above = parents_on(ids, day)
    names = names_on([*ids, *above.values()], day)
    return {
        pk: f"{names.get(pk, '')}, {in_sentence(names[above[pk]])}"
        if pk in above and above[pk] in names
        else names.get(pk, "")
        for pk in ids
    }


def state_tone(exemplar: Exemplar) -> str:
    """The tone of a state."""
    return TONES[State(exemplar.state)]


def measure_of(figure: ExemplarFigure) -> Measure:
    """What a figure is counted in."""
    version = figure.version
    if version is None:
        return Measure(figure.measure, figure.decimals, figure.scale)
    is_rank = version.nature == IndicatorVersion.Nature.RANK
    return Measure(version.measure, version.decimals, figure.scale, is_rank)


def said(figure: ExemplarFigure, value: Decimal | None) -> str:
    """`86 %`, `12,5 km`; “–” for none."""
    return measure_of(figure).say(value)


def learner_called(
    learning: Learning, names: Mapping[int, str], known: set[int]
) -> str:
    """A learner's name; of a person or a household that the reader may not know by
    name, what it is and where."""
    if learning.unit_id is not None:
        return names.get(learning.unit_id, learning.name)
    if learning.pk in known:
        return learning.name
    kind, home = learning.get_kind_display(), names.get(learning.home_id, "")
    return _("Một %(kind)s ở %(home)s") % {"kind": kind, "home": in_sentence(home)}
