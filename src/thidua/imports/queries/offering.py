"""What a column may be: the likely first, the rest by what they belong to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from thidua.imports.kinds import FIGURE, Ground
from thidua.imports.mapping import NOTHING, Column
from thidua.imports.shortened import fuller_names, only_fuller
from thidua.kernel.workbooks.measures import convert, is_known, measure_in

MOST = 400
"""Values of one dim that are offered."""
LIKELY = 5
"""Values that a header may mean, as they are offered first."""
Options = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Choices:
    """Choices that belong together; those without a label stand above all groups."""

    label: str
    options: Options


class Offer:
    """What the columns of one file may be; made once for all of them."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        self._names = {key: dict(ground.options(key)) for key in ground.dims}
        self._groups = _grouped(ground)
        self._known = {
            code: words for one in self._groups for code, words in one.options
        }

    def of(self, column: Column, label: str, *, is_asked: bool) -> list[Choices]:
        """The choices for a column with this header: nothing, what it is read as now
        and what its words may mean, then everything else."""
        first = [("", _("– bỏ qua –"))]
        if is_asked or column.as_ == NOTHING:
            first = [("", _("– chưa chọn –")), (NOTHING, _("không nhập cột này"))]
        taken = {code for code, _words in first}
        likely = [
            (code, self._known.get(code) or self.says(column))
            for code in dict.fromkeys([column.code, *self._likely(label)])
            if code not in taken
        ]
        taken |= {code for code, _words in likely}
        groups = [Choices("", first)]
        groups += [Choices(_("Đề nghị"), likely)] if likely else []
        for one in self._groups:
            left = [(code, words) for code, words in one.options if code not in taken]
            groups += [Choices(one.label, left)] if left else []
        return groups

    def says(self, column: Column) -> str:
        """A column in words: `Số liệu: Đường bê tông, tháng 4/2025`."""
        ground = self._ground
        fields = {one.key: one.label for one in ground.fields}
        fixed = [
            self._names.get(key, {}).get(value, value)
            for key, value in column.dims.items()
        ]
        parts = dict(ground.parts())
        part = parts.get(column.part, "").split("|")[0] if column.part else ""
        said = ", ".join([*fixed, *([part] if part else [])])
        return said if fixed else f"{fields.get(column.field, column.field)}: {said}"

    def proposals(
        self, labels: Mapping[int, str], columns: Sequence[Column]
    ) -> dict[int, tuple[str, str]]:
        """Of columns that nobody said anything of, by number: the one figure whose name
        their header begins, as a code and in words. It is asked about, never taken."""
        found = {number: self._only(label) for number, label in labels.items()}
        taken = Counter([*found.values(), *(column.code for column in columns)])
        return {
            number: (code, self._known[code])
            for number, code in found.items()
            if code and taken[code] == 1
        }

    def _only(self, label: str) -> str:
        ground = self._ground
        for key in ground.dims:
            value = only_fuller(label, ground.options(key))
            code = f"{ground.figure}:{key}={value}"
            if not value or code not in self._known or ground.parts_of(key, value):
                continue
            said = measure_in(label)
            asked = [value if one == key else "" for one in ground.dims]
            wanted = ground.measure(asked, "")[0]
            if not is_known(said) or convert(said, wanted) is not None:
                return code
        return ""

    def _likely(self, label: str) -> Iterable[str]:
        """The figures that the words of a header may mean, best first."""
        figure = self._ground.figure
        if not figure or not label:
            return
        for key in self._ground.dims:
            fuller = fuller_names(label, self._ground.options(key))
            alike = self._ground.find(key, label).ids
            for value in [*fuller, *alike][:LIKELY]:
                code = f"{figure}:{key}={value}"
                if code in self._known:
                    yield code


def _grouped(ground: Ground) -> list[Choices]:
    """Every field, then the figures of each thing, by what the thing belongs to."""
    fields = [(one.key, one.label) for one in ground.fields if one.role != FIGURE]
    figure = next((one for one in ground.fields if one.role == FIGURE), None)
    groups = {_("Cột cho biết"): fields}
    if figure is None:
        return _as_choices(groups)
    groups[figure.label] = [
        (
            f"{figure.key}.{key}" if key else figure.key,
            f"{figure.label}: {name.split('|')[0]}" if key else figure.label,
        )
        for key, name in ground.parts()
    ]
    labels = {one.key: one.label for one in ground.fields}
    for dim in ground.dims:
        for value, words in ground.options(dim)[:MOST]:
            said = ground.group_of(dim, value)
            label = f"{labels[dim]}: {said}" if said else labels[dim]
            these = groups.setdefault(label, [])
            these.append((f"{figure.key}:{dim}={value}", words))
            these += [
                (f"{figure.key}.{key}:{dim}={value}", f"{words} – {name}")
                for key, name in ground.parts_of(dim, value)
            ]
    return _as_choices(groups)


def _as_choices(groups: dict[str, list[tuple[str, str]]]) -> list[Choices]:
    return [Choices(label, options) for label, options in groups.items() if options]
