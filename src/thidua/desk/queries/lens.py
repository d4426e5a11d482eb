"""What a reader of the monitoring looks at, kept in the address so it can be shared."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from thidua.indicators.periods import PeriodSpan, from_id

UNIT, CAMPAIGN, FORM, UNTIL = "don-vi", "phong-trao", "bieu", "ky"
KIND = "loai"
MONTHS = 12


@dataclass(frozen=True, slots=True)
class Lens:
    """A unit, a campaign, a form and the last month of twelve; None is “not chosen”.

    `kind` narrows a list to the units of one kind. `told` is the month told of what is
    looked at (`choices` knows it), for who chose none; it is no part of the address.
    """

    unit: int | None = None
    campaign: int | None = None
    form: int | None = None
    until: int | None = None
    kind: str | None = None
    told: PeriodSpan | None = None

    def query(self) -> str:
        """The part of the address behind the `?`, empty when nothing is chosen."""
        pairs = {
            UNIT: self.unit,
            CAMPAIGN: self.campaign,
            FORM: self.form,
            UNTIL: self.until,
            KIND: self.kind,
        }
        return urlencode({k: v for k, v in pairs.items() if v is not None})

    def at(self, path: str, **changes: Any) -> str:
        """The address of a page seen through this lens, some of it changed."""
        query = replace(self, **changes).query()
        return f"{path}?{query}" if query else path

    def months_at(self, path: str, months: Iterable[PeriodSpan]) -> list[str]:
        """The address of a page for each of some months; it is made once for all."""
        made, nought = self.at(path, until=0), f"{UNTIL}=0"
        return [made.replace(nought, f"{UNTIL}={month.id}") for month in months]

    @property
    def month(self) -> PeriodSpan:
        """The month chosen, or else the one told."""
        if self.until is not None:
            return from_id(self.until)
        if self.told is None:
            raise LookupError("no month chosen, and none told: ask `choices` first")
        return self.told

    @property
    def months(self) -> list[PeriodSpan]:
        """The twelve months that the strip shows, oldest first."""
        last = self.month
        return [last.before(steps) for steps in range(MONTHS - 1, -1, -1)]
