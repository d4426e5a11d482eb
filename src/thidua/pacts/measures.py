"""Which indicators of a campaign a party may bind itself to, and how they count."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from thidua.campaigns.measure import Measure
from thidua.campaigns.models import Campaign
from thidua.campaigns.progress import lines_of, measures_of
from thidua.indicators.models import IndicatorVersion
from thidua.pacts.wording import measure_of


@dataclass(frozen=True, slots=True)
class Offered:
    """An indicator of the campaign's forms, with what a figure of it is typed in."""

    version: IndicatorVersion
    measure: Measure

    @property
    def words(self) -> str:
        """`Đường nông thôn (km)`."""
        return f"{self.version.name} ({self.measure.full_name})"


def offered(campaign: Campaign) -> Sequence[Offered]:
    """The indicators of the campaign's forms, each once, in the order of the forms."""
    scales = measures_of(campaign)
    found: dict[int, Offered] = {}
    for line in lines_of([campaign]).select_related("version"):
        version = line.version
        if version.pk not in found:
            scale = scales.get(version.pk, (1, ""))[0]
            found[version.pk] = Offered(version, measure_of(version, scale))
    return list(found.values())


def scale_of(campaign: Campaign, version_id: int | None) -> int:
    """How many of the measure one shown unit is: 10⁹ for tỷ đồng."""
    if version_id is None:
        return 1
    return measures_of(campaign).get(version_id, (1, ""))[0]
