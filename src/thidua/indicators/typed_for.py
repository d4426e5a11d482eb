"""What somebody must type so that a figure is known, through formulas of formulas."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from thidua.indicators.models import IndicatorVersion
from thidua.kernel.database import prepared

_TYPED_FOR = """
with recursive made (version_id, indicator_id, nature) as (
    select version.id, version.indicator_id, version.nature
    from indicators_indicatorversion version
    where version.id = any (%(versions)s)
    union
    select made.version_id, part.indicator_id, below.nature
    from made
    join indicators_indicatorversion own
      on own.indicator_id = made.indicator_id and upper_inf(own.during)
    join indicators_formulapart part on part.version_id = own.id
    join indicators_indicatorversion below
      on below.indicator_id = part.indicator_id and upper_inf(below.during)
    where made.nature = 'formula'
)
select version_id, indicator_id from made where nature not in ('formula', 'checked')
"""


def typed_for(versions: Iterable[IndicatorVersion]) -> dict[int, set[int]]:
    """By version: the indicators whose figures are typed for it.

    What is typed stands for itself; a checklist is marked, nothing is typed for it; a
    formula stands for what it is made of, down to what no formula gives. One query
    where there is a formula, else none.
    """
    found: dict[int, set[int]] = defaultdict(set)
    formulas = set()
    for one in versions:
        if one.nature == IndicatorVersion.Nature.FORMULA:
            formulas.add(one.pk)
        elif not one.is_computed:
            found[one.pk].add(one.indicator_id)
    if formulas:
        given = {"versions": sorted(formulas)}
        for version, indicator in prepared.rows(_TYPED_FOR, given):
            found[version].add(indicator)
    return found
