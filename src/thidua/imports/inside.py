"""Within what a row lies: its own column says, or the group row above it."""

from __future__ import annotations

from dataclasses import dataclass, field

from thidua.imports.kinds import Found, Ground, Judged
from thidua.imports.matching import MAYBE
from thidua.imports.repeats import as_text
from thidua.imports.states import BRINGS, Fate
from thidua.kernel.sentences import joined
from thidua.kernel.sentences import sentence as _
from thidua.kernel.workbooks.reading import Value

UNIT, ABOVE = "unit", "above"


@dataclass(slots=True)
class Inside:
    """What the last group row said, and which rows it decided."""

    ground: Ground
    within: str = ""
    """The id of the group, or with MAYBE those that it may be (see `Names.find`)."""
    said: str = ""
    _decided: dict[int, str] = field(default_factory=dict)

    def head(self, found: str, text: str) -> None:
        """A heading that is known begins a group; another one ends it."""
        self.within, self.said = found, text if found else ""

    def group(self, text: str) -> str:
        """Take a group row in; why no figure of it is read. A unit without figures is
        no group: that of the rows around it goes on."""
        above = self.ground.find(ABOVE, text)
        if above.is_certain:
            self.head(above.ids[0], text)
            return _("Dòng nhóm.")
        for key in self.ground.dims:
            found = self.ground.find(key, text)
            if key != UNIT or not found.is_certain:
                continue
            if self.ground.holds(found.ids[0]):
                self.head(found.ids[0], text)
                return _("Dòng nhóm.")
            return _("Dòng không có số.")
        self.head(_any_of(above), text)
        return _("Dòng nhóm.")

    def of(self, raw: Value) -> tuple[str, str]:
        """Within what a row lies whose own column of districts holds this; and what
        the file calls it."""
        found = self.ground.find(ABOVE, as_text(raw)) if raw is not None else Found()
        if found.is_certain:
            return found.ids[0], as_text(raw)
        if found.ids:
            return _any_of(found), as_text(raw)
        return self.within, self.said

    def decided(self, row: int, name: str, said: str) -> None:
        """Of several of one name the group chose the one that a row is about."""
        self._decided[row] = _(
            "Có nhiều đơn vị tên “%(name)s”: lấy theo “%(group)s”."
        ) % {
            "name": name[:80],
            "group": said[:80],
        }

    def told(self, one: Judged) -> Judged:
        """The same, saying that its group decided what it is about."""
        words = self._decided.get(one.row, "")
        if words and one.fate in {*BRINGS, Fate.SAME}:
            one.reason = joined(" ", (words, one.reason))
        return one


def _any_of(found: Found) -> str:
    return MAYBE.join([*found.ids, ""]) if found.ids else ""
