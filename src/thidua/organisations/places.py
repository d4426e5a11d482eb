"""What the units of a page are called: gathered while its rows are read, asked once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date

from thidua.kernel.text import fold
from thidua.organisations.namesakes import told_apart
from thidua.organisations.naming import in_sentence, names_on, parents_on


class Places:
    """The names of units on a day, alone and with what stands above them.

    A page gathers the units of all its parts first; the first name that is wanted asks
    for all of them, in two questions, in three where namesakes stand under namesakes. A
    unit that nobody gathered is asked for when it is wanted: the answer is right, only
    later.
    """

    def __init__(self, day: date, units: Iterable[int | None] = ()) -> None:
        """Nothing is asked before a name is wanted."""
        self.day = day
        self._wanted: set[int] = set()
        self._asked: set[int] = set()
        self._names: dict[int, str] = {}
        self._above: dict[int, int] = {}
        self._called: dict[int, str] = {}
        self._bearers: Counter[str] = Counter()
        self.gather(units)

    def gather(self, units: Iterable[int | None]) -> None:
        """These will be named; nothing (None, nought) needs no name."""
        self._wanted |= {one for one in units if one and one not in self._asked}

    def name(self, unit: int | None) -> str:
        """`Ấp 4`; empty for none."""
        if not unit:
            return ""
        if unit not in self._asked:
            self._ask(unit)
        return self._names.get(unit, "")

    def called(self, unit: int | None) -> str:
        """`Ấp 4, xã Châu Bình`: a unit with what stands above it; empty for none.

        Where two that were asked for together are called so, with the next above too.
        """
        return self._called.get(unit or 0, "") if self.name(unit) else ""

    def listed(self, unit: int | None) -> str:
        """`Ấp 4`; with what stands above it where another one here bears the name."""
        name = self.name(unit)
        return self.called(unit) if self._bearers[name] > 1 else name

    def _ask(self, unit: int) -> None:
        wanted = self._wanted | {unit}
        above = parents_on(wanted, self.day)
        self._above |= above
        self._names |= names_on(wanted | set(above.values()), self.day)
        self._asked |= wanted
        self._wanted = set()
        called = {one: self._with_above(one) for one in self._asked}
        self._called = told_apart(called, self.day)
        self._bearers = Counter(self._names.get(one, "") for one in self._asked)

    def _with_above(self, unit: int) -> str:
        name = self._names.get(unit, "")
        above = self._names.get(self._above.get(unit, 0), "")
        if not above or fold(name).endswith(f" {fold(above)}"):
            return name
        return f"{name}, {in_sentence(above)}"
