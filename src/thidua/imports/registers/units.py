"""Local units below an office: hamlets, departments, schools, enterprises."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.imports.kinds import (
    Bringing,
    Carried,
    Draft,
    Field,
    Found,
    Ground,
    Judged,
    Kind,
    Reader,
    brought_in,
    taken_out,
)
from thidua.imports.matching import Known, Named, Names, spell_unit
from thidua.imports.models import ImportRow
from thidua.imports.registers.judging_units import described, judge_units
from thidua.imports.registers.kinship import ROW
from thidua.imports.registers.scope import Scope, own_unit, unit_of
from thidua.imports.registers.unit_words import (
    TREE_WORDS,
    fields,
    kind_names,
    left_out,
)
from thidua.imports.repeats import as_text
from thidua.imports.states import Outcome
from thidua.kernel import clock
from thidua.kernel.numbers import show_number
from thidua.kernel.policy import Verdict
from thidua.kernel.workbooks.reading import Value
from thidua.organisations import actions
from thidua.organisations.actions import ListedUnit
from thidua.organisations.actor import Actor
from thidua.organisations.models import Tree, Unit
from thidua.organisations.policies import can_keep_register

PARENT, KIND, TREE = "parent", "kind", "tree"


class UnitsKind(Kind):
    """A list of the units below an office that no act of the State founds."""

    key = "don-vi"

    @property
    def name(self) -> str:
        return _("Đơn vị trực thuộc")

    @property
    def about(self) -> str:
        return _(
            "Mỗi dòng một ấp, khu phố, phòng ban, trường, doanh nghiệp: tên, loại, trực"
            " thuộc, văn bản thành lập. Xã, phường và cấp cao hơn không lập bằng tệp:"
            " người quản trị ghi theo nghị quyết, trên trang đơn vị cấp trên."
        )

    def places(
        self,
        actor: Actor,
        day: date,  # noqa: ARG002
    ) -> Sequence[tuple[str, str]]:
        return own_unit(actor)

    def may(self, actor: Actor, place: str) -> Verdict:
        unit_id = int(place) if place.isdecimal() else 0
        return can_keep_register(actor, unit_id, clock.today())

    def ground(self, actor: Actor, place: str, day: date) -> UnitsGround:
        del actor  # whoever may begin here may name every unit below
        return UnitsGround(Scope(unit_of(place), day))


class UnitsGround(Ground):
    """One unit and those below it, under which a list may found others."""

    dims = (KIND, PARENT, TREE)
    heading = PARENT
    chunk = 200

    def __init__(self, scope: Scope) -> None:
        self._scope = scope
        units = scope.known()
        self._in_file: Known | None = None
        trees = dict(Tree.objects.filter(key__in=TREE_WORDS).values_list("key", "name"))
        self.known = {
            PARENT: units,
            "above": units,
            KIND: Known(
                [(one.value, capfirst(str(one.label))) for one in Unit.LOCAL],
                lambda: Names([Named(one.value, kind_names(one)) for one in Unit.Kind]),
            ),
            TREE: Known(
                list(trees.items()),
                lambda: Names(
                    [
                        Named(key, (name, *TREE_WORDS[key]))
                        for key, name in trees.items()
                    ]
                ),
            ),
        }
        self.fixed = {TREE: Tree.STATE, PARENT: str(scope.unit.pk)}
        self.fields = fields()
        self.left_out = left_out()
        self.title = scope.title
        self.back = reverse("organisations:unit", args=[scope.unit.pk])

    def look_ahead(self, things: Mapping[int, Mapping[str, Value]]) -> None:
        """A parent may stand in the file itself, above or below its units."""
        listed = {
            f"{ROW}{row}": [as_text(cells.get(key)) for key in ("name", "code")]
            for row, cells in things.items()
            if cells.get("name")
        }
        words = _("%(name)s (dòng %(row)s của tệp)")
        self._in_file = Known(
            [
                (one, words % {"name": name, "row": int(one.removeprefix(ROW)) + 1})
                for one, (name, _code) in listed.items()
            ],
            lambda: Names(
                [Named(one, (*filter(None, names),)) for one, names in listed.items()],
                spell_unit,
            ),
        )

    def options(self, key: str) -> Sequence[tuple[str, str]]:
        more = self._in_file.options if key == PARENT and self._in_file else ()
        return [*super().options(key), *more]

    def find(self, key: str, text: str, within: str = "") -> Found:
        """What stands comes first, then what the file lists."""
        found = super().find(key, text, within)
        if key != PARENT or found.is_certain or self._in_file is None:
            return found
        listed = self._in_file.find(text)
        if listed.is_certain:
            return listed
        return Found((*found.ids, *listed.ids))

    def lacking(self, chosen: Collection[str]) -> Iterable[Field]:
        return [one for one in super().lacking(chosen) if one.key != PARENT]

    def heads(self, text: str) -> bool:  # noqa: ARG002
        """`3 | Ấp Bình Lợi` is the third hamlet, also when it stands already."""
        return False

    def counts(self, count: int) -> str:
        return ngettext("%(count)s đơn vị", "%(count)s đơn vị", count) % {
            "count": show_number(count)
        }

    def judge(self, drafts: Iterable[Draft], read: Reader) -> Iterator[Judged]:
        return judge_units(list(drafts), read, self._scope)

    def carry(
        self, rows: Sequence[Bringing], *, actor: Actor, at: datetime, source: str
    ) -> list[Carried]:
        """Those first whose parents stand; then those below them."""
        numbers, founded = _founded_by(rows)
        answers: dict[int, Carried] = {}
        left = list(rows)
        while left:
            ready = [row for row in left if row.payload.get("r", 0) in {0, *founded}]
            if not ready:
                break
            listed = [_listed(row.payload, founded) for row in ready]
            done = actions.bring_in_units(listed, actor=actor, at=at, source=source)
            for row, one in zip(ready, brought_in(ready, done), strict=True):
                answers[row.pk] = one
                if one.undo:
                    founded[numbers[row.pk]] = one.undo["unit"]
            left = [row for row in left if row.pk not in answers]
        late = (
            _("Đơn vị cấp trên cùng tệp chưa được ghi."),
            _("Ghi đơn vị cấp trên trước rồi gửi lại tệp."),
        )
        return [answers.get(row.pk) or row.came_late(*late) for row in rows]

    def take_out(
        self, rows: Sequence[Bringing], *, actor: Actor, at: datetime, source: str
    ) -> list[Carried]:
        undos = [row.undo or {} for row in rows]
        done = actions.take_out_units(undos, actor=actor, at=at, source=source)
        return taken_out(rows, done)

    def describe(self, payloads: Sequence[dict[str, Any] | None]) -> list[str]:
        return [described(one, self._scope.names) if one else "" for one in payloads]


def _founded_by(rows: Sequence[Bringing]) -> tuple[dict[int, int], dict[int, int]]:
    """The row of the file of each, and the units that other rows of it founded."""
    of_file = ImportRow.objects.filter(run__rows=rows[0].pk)
    numbers = of_file.filter(pk__in=[row.pk for row in rows]).values_list("pk", "row")
    above = {row.payload["r"] for row in rows if "r" in row.payload}
    done = of_file.filter(row__in=above, outcome=Outcome.DONE)
    founded = {
        number: undo["unit"] for number, undo in done.values_list("row", "undo") if undo
    }
    return dict(numbers), founded


def _listed(payload: Mapping[str, Any], founded: Mapping[int, int]) -> ListedUnit:
    return ListedUnit(
        payload["u"],
        payload["k"],
        payload["n"],
        payload["b"],
        founded[payload["r"]] if "r" in payload else payload["p"],
        payload["t"],
        payload["c"],
        date.fromisoformat(payload["f"]),
        payload["d"],
    )
