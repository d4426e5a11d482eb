"""What will happen to each row of a list of units."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from thidua.imports.kinds import Asked, Draft, Judged, Question, Reader
from thidua.imports.registers import reading
from thidua.imports.registers.kinship import Order, row_of
from thidua.imports.registers.scope import Scope
from thidua.imports.registers.unit_words import (
    bare_of,
    kind_said_by,
    spelt_out,
)
from thidua.imports.repeats import as_text, skipped, unwanted
from thidua.imports.states import Fate
from thidua.kernel import dates
from thidua.kernel.numbers import Unreadable
from thidua.kernel.sentences import joined
from thidua.kernel.sentences import sentence as _
from thidua.kernel.text import fold, tidy
from thidua.kernel.workbooks.places import letters
from thidua.kernel.workbooks.reading import Value
from thidua.organisations.models import Placement, Tree, Unit, UnitCode
from thidua.organisations.policies import can_found_from_file

LEAVE, NEW = "leave", "new"


@dataclass(slots=True)
class Row:
    """One unit as the file writes it."""

    draft: Draft
    name: str
    kind: str
    parent: int
    tree: str
    code: str
    first: date | None
    document: str
    said: list[str]
    above: int | None = None
    parent_name: str = ""

    @property
    def place(self) -> tuple[int, int | None]:
        """The unit it stands below: one that stands, or (its row) one of the file."""
        return (self.parent, self.above)


@dataclass(slots=True)
class Standing:
    """The units of the scope as they hang on the day."""

    parents: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    kinds: dict[int, str] = field(default_factory=dict)
    codes: dict[int, str] = field(default_factory=dict)
    by_code: dict[str, int] = field(default_factory=dict)
    by_name: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def of(cls, scope: Scope) -> Standing:
        found = cls()
        places = Placement.objects.filter(
            unit__in=scope.ids, during__contains=scope.day
        ).values_list("unit", "parent")
        for unit, parent in places:
            if parent is not None:
                found.parents[unit].add(parent)
        kinds = Unit.objects.filter(pk__in=scope.ids).values_list("pk", "kind")
        found.kinds = dict(kinds)
        codes = UnitCode.objects.filter(
            scheme=UnitCode.Scheme.OWN, during__contains=scope.day
        )
        for unit, code in codes.values_list("unit", "code"):
            found.by_code[code] = unit
            found.codes[unit] = code
        for unit, name in scope.names.items():
            for spelt in {name, bare_of(name, found.kinds[unit])}:
                found.by_name[spelt_out(spelt)].append(unit)
        return found


def judge_units(
    drafts: Sequence[Draft], read: Reader, scope: Scope
) -> Iterator[Judged]:
    """Each row: new, given its code, the same, asked about, or refused.

    A row comes after the row that it stands below.
    """
    judge = _Judge(scope, Standing.of(scope), read)
    by_row = {draft.row: draft for draft in drafts}
    order = Order({row: row_of(draft.dims[1]) for row, draft in by_row.items()})
    for row in [*order.rows()]:
        draft = by_row[row]
        try:
            if circle := order.circles.get(row):
                raise _in_circle([by_row[one] for one in circle])
            one = judge.one(judge.below(_read(draft, scope.day)))
        except Asked as asked:
            one = draft.asked(asked.question, typed=asked.typed or _typed(draft))
        except Unreadable as fault:
            one = draft.refused(fault.reason, fault.remedy, typed=_typed(draft))
        judge.judged[row] = one
        yield one


def _in_circle(drafts: Sequence[Draft]) -> Unreadable:
    names = [_named(one) for one in drafts]
    pairs = zip(names, [*names[1:], names[0]], strict=True)
    said = _("%(unit)s thuộc %(parent)s")
    circle = joined(
        ", ", (said % {"unit": unit, "parent": above} for unit, above in pairs)
    )
    return Unreadable(
        _("Thuộc nhau thành vòng: %s.") % circle,
        _("Sửa cột trực thuộc của một trong các dòng ấy."),
    )


def _named(draft: Draft) -> str:
    raw = next((part.raw for part in draft.parts if part.name == "name"), None)
    return tidy(as_text(raw)).strip(" .;")


def _read(draft: Draft, day: date) -> Row:
    with draft.reading() as cells:
        return _row(draft, cells, day)


def _row(draft: Draft, cells: Mapping[str, Value], day: date) -> Row:
    raw = cells.get("name")
    name = tidy(str(int(raw)) if isinstance(raw, float) else as_text(raw)).strip(" .;")
    if not name:
        raise Unreadable(_("Dòng không ghi tên đơn vị."), _("Ghi tên đầy đủ."))
    if len(name) > 200:
        raise Unreadable(_("Tên dài hơn 200 chữ."), _("Rút gọn tên."))
    kind, parent, tree = draft.dims
    above = row_of(parent)
    first, said = reading.read_day(cells.get("first"))
    code = cells.get("code")
    return Row(
        draft,
        name,
        kind or kind_said_by(name) or "",
        int(parent) if above is None else 0,
        tree or Tree.STATE,
        (str(int(code)) if isinstance(code, float) else as_text(code)).strip()[:20],
        first,
        tidy(as_text(cells.get("document")))[:200],
        [said] if first else [_("Tệp không ghi ngày: từ %s.") % dates.show(day)],
        above,
    )


def _typed(draft: Draft) -> str:
    return " · ".join(as_text(part.raw) for part in draft.parts)[:200]


class _Judge:
    """Rows held against the tree and against each other."""

    def __init__(self, scope: Scope, standing: Standing, read: Reader) -> None:
        self._scope, self._standing, self._read = scope, standing, read
        self._seen: dict[tuple[str, tuple[int, int | None]], int] = {}
        self._codes: dict[str, int] = {}
        self.judged: dict[int, Judged] = {}

    def below(self, row: Row) -> Row:
        """The row with its parent as that was judged; raises what keeps it waiting."""
        if row.above is None:
            return replace(row, parent_name=self._scope.names.get(row.parent, ""))
        one = self.judged.get(row.above)
        if one is not None and one.question is not None:
            raise Asked(one.question)
        about = (one.payload or {}) if one is not None else {}
        if one is None or one.fate not in {Fate.NEW, Fate.SAME, Fate.CHANGED}:
            raise Unreadable(
                _("Đơn vị cấp trên ở dòng %s của tệp không vào được.")
                % (row.above + 1),
                _("Sửa dòng ấy trước."),
            )
        name = about["n"]
        if about["u"]:
            return replace(row, parent=about["u"], above=None, parent_name=name)
        starts = date.fromisoformat(about["f"])
        if (row.first or self._scope.day) < starts:
            raise Unreadable(
                _("%(name)s chỉ có từ %(day)s.")
                % {"name": name, "day": dates.show(starts)},
                _("Xem lại hai ngày trong tệp."),
            )
        return replace(row, parent_name=name)

    def one(self, row: Row) -> Judged:
        """What will happen to a row; raises `Asked` or `Unreadable`."""
        if row.kind and not (no := can_found_from_file(row.kind)):
            return row.draft.refused(
                str(no.reason), str(no.remedy), self._about(row), row.name
            )
        key = (spelt_out(row.name), row.place)
        if key in self._seen:
            words = _("Lặp lại dòng %s.") % (self._seen[key] + 1)
            return skipped(row.draft.row, words, row.name)
        self._seen[key] = row.draft.row
        held = self._held(row)
        if held is not None:
            return self._known(row, held)
        return self._new(row)

    def _held(self, row: Row) -> int | None:
        """The unit that stands already: by its code, or by name and parent."""
        if row.code and (unit := self._standing.by_code.get(row.code)) is not None:
            if unit in self._scope.ids and self._is_called(unit, row.name):
                return unit
            row.draft.fault_in("code")
            raise Unreadable(
                _("Mã %(code)s đang là mã của %(name)s.")
                % {
                    "code": row.code,
                    "name": self._scope.names.get(unit, _("nơi khác")),
                },
                _("Xem lại mã; đổi tên đơn vị là việc riêng ở trang của nó."),
            )
        alike = self._standing.by_name.get(spelt_out(row.name), [])
        here = [one for one in alike if row.parent in self._standing.parents[one]]
        if len(here) == 1 and self._is_called(here[0], row.name):
            return here[0]
        beside = [] if row.kind == Unit.Kind.HAMLET else alike
        if doubtful := here or [one for one in beside if one not in here]:
            return self._which(row, doubtful)
        return None

    def _is_called(self, unit: int, name: str) -> bool:
        full = self._scope.names.get(unit, "")
        bare = bare_of(full, self._standing.kinds[unit])
        return name.casefold() in {full.casefold(), bare.casefold()}

    def _which(self, row: Row, doubtful: Sequence[int]) -> int | None:
        question = Question(
            f"name:twin:{fold(row.name)[:100]}:{row.parent or row.above}",
            _("Dòng %(row)s ghi “%(name)s” thuộc %(parent)s. Đã có đơn vị giống:")
            % {
                "row": row.draft.row + 1,
                "name": row.name,
                "parent": row.parent_name,
            },
            (
                *((str(one), self._label(one)) for one in doubtful[:8]),
                (NEW, _("Không phải: ghi đơn vị mới")),
                (LEAVE, _("Bỏ các dòng này")),
            ),
        )
        said = self._read.answer(question)
        if said == LEAVE:
            raise Unreadable(*unwanted())
        return None if said == NEW else int(said)

    def _label(self, unit: int) -> str:
        names = self._scope.names
        above = [names[one] for one in self._standing.parents[unit] if one in names]
        return ", ".join([names[unit], *above])

    def _known(self, row: Row, unit: int) -> Judged:
        name = self._scope.names[unit]
        about = self._about(row) | {"u": unit, "n": name}
        code = self._standing.codes.get(unit, "")
        if not row.code or row.code == code:
            return row.draft.judged(Fate.SAME, about, row.name, before=name)
        if code:
            row.draft.fault_in("code")
            return row.draft.refused(
                _("Đơn vị đang có mã %s.") % code,
                _("Xem lại mã trong tệp."),
                about,
                row.name,
            )
        return row.draft.judged(
            Fate.CHANGED,
            about,
            row.name,
            before=name,
            after=_("%(name)s, mã %(code)s") % {"name": name, "code": row.code},
        )

    def _new(self, row: Row) -> Judged:
        if row.code:
            if row.code in self._codes:
                row.draft.fault_in("code")
                raise Unreadable(
                    _("Mã %(code)s có ở dòng %(row)s.")
                    % {"code": row.code, "row": self._codes[row.code] + 1},
                    _("Xem lại mã."),
                )
            self._codes[row.code] = row.draft.row
        if not row.kind:
            raise Unreadable(
                _("Không rõ “%s” là loại đơn vị nào.") % row.name[:80],
                _("Thêm cột loại, hoặc ghi đủ: “Ấp …”, “Trường …”, “Công ty …”."),
            )
        name = self._spelt(row)
        payload = self._about(row) | {"n": name, "b": bare_of(name, row.kind)}
        said = [name, str(Unit.Kind(row.kind).label)]
        said += [_("mã %s") % row.code] if row.code else []
        said += [_("từ %s") % dates.show(row.first or self._scope.day)]
        said += [row.document] if row.document else []
        return row.draft.judged(
            Fate.NEW,
            payload,
            row.name,
            after=joined(", ", said),
            reason=joined(" ", row.said),
        )

    def _spelt(self, row: Row) -> str:
        """The full name; capitals and a hamlet without its first word are asked of."""
        column = next((p.column for p in row.draft.parts if p.name == "name"), 0)
        told = {"column": letters(column), "name": row.name}
        if reading.in_capitals(row.name):
            question = Question(
                f"capitals:{column}",
                _("Cột %(column)s ghi tên toàn chữ hoa, như “%(name)s”.") % told,
                (
                    ("plain", _("Giữ nguyên chữ hoa")),
                    (LEAVE, _("Không nhận các dòng ấy: sẽ gửi tên viết thường")),
                ),
            )
            if self._read.answer(question) == LEAVE:
                raise Unreadable(
                    _("Tên toàn chữ hoa."), _("Viết đúng chính tả rồi gửi lại.")
                )
        if row.kind != Unit.Kind.HAMLET or kind_said_by(row.name) == row.kind:
            return row.name
        firsts = ("Ấp", "Khu phố", "Thôn", "Tổ dân phố", "Khóm")
        question = Question(
            f"first:{column}",
            _("Cột %(column)s ghi “%(name)s”: tên đầy đủ là gì?") % told,
            (
                *((word, f"{word} {row.name}") for word in firsts),
                ("plain", _("Đúng như ghi")),
            ),
        )
        said = self._read.answer(question)
        return row.name if said == "plain" else f"{said} {row.name}"

    def _about(self, row: Row) -> dict[str, Any]:
        above = {} if row.above is None else {"r": row.above + 1, "pn": row.parent_name}
        return above | {
            "u": 0,
            "n": row.name,
            "b": row.name,
            "k": row.kind,
            "p": row.parent,
            "t": row.tree,
            "c": row.code,
            "f": (row.first or self._scope.day).isoformat(),
            "d": row.document,
        }


def described(payload: Mapping[str, Any], names: Mapping[int, str]) -> str:
    """“Ấp Bình Lợi · Xã Châu Bình”."""
    above = names.get(payload["p"], "") or payload.get("pn", "")
    return " · ".join([payload["n"], above])
