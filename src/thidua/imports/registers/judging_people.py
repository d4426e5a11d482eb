"""What will happen to each row of a list of people."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from thidua.imports.kinds import Asked, Draft, Judged, Question, Reader
from thidua.imports.registers import reading
from thidua.imports.registers.alike import Register, Somebody
from thidua.imports.registers.rows import Row, read_row
from thidua.imports.registers.scope import Scope
from thidua.imports.repeats import as_text, skipped, unwanted
from thidua.imports.states import Fate
from thidua.kernel import dates
from thidua.kernel.numbers import Unreadable
from thidua.kernel.sentences import joined
from thidua.kernel.sentences import sentence as _
from thidua.kernel.text import fold
from thidua.kernel.workbooks.places import letters
from thidua.organisations.actions import Listed, Office
from thidua.organisations.actor import Actor
from thidua.organisations.models import Mandate
from thidua.organisations.policies import can_appoint_from_file

LEAVE, NEW, ONE, TWO = "leave", "new", "one", "two"


def judge_people(
    drafts: Sequence[Draft], read: Reader, scope: Scope, *, actor: Actor, day: date
) -> Iterator[Judged]:
    """Each row: new, another mandate, changed, the same, asked about, or refused."""
    rows: list[Row] = []
    for draft in drafts:
        try:
            rows.append(read_row(draft, read, day))
        except Asked as asked:
            yield draft.asked(asked.question, typed=asked.typed)
        except Unreadable as fault:
            yield draft.refused(fault.reason, fault.remedy, typed=_first(draft))
    register = Register({row.name for row in rows}, actor, day, scope.ids)
    yield from _Judge(register, scope, read, actor, day).judge(rows)


def listed_of(payload: Mapping[str, Any]) -> Listed:
    """A person and their offices, from what a row keeps."""
    return Listed(
        payload["k"],
        payload["n"],
        payload["y"],
        [
            Office(
                one["u"],
                one["r"],
                one["t"],
                _iso_day(one["f"]),
                _iso_day(one["l"]),
                one.get("i", 0),
                one.get("w", ""),
            )
            for one in payload["m"]
        ],
        payload.get("o"),
    )


def _first(draft: Draft) -> str:
    return " · ".join(as_text(part.raw) for part in draft.parts)[:200]


class _Judge:
    """Rows held against the register and against each other."""

    def __init__(
        self, register: Register, scope: Scope, read: Reader, actor: Actor, day: date
    ) -> None:
        self._register, self._scope, self._read = register, scope, read
        self._actor, self._day = actor, day
        self._before: dict[str, list[tuple[Row, Judged]]] = defaultdict(list)

    def judge(self, rows: Sequence[Row]) -> list[Judged]:
        answers = []
        for row in rows:
            try:
                one = self._one(row)
            except Asked as asked:
                one = row.draft.asked(asked.question, self._about(row), row.typed)
            except Unreadable as fault:
                one = row.draft.refused(
                    fault.reason, fault.remedy, self._about(row), row.typed
                )
            answers.append(one)
            self._before[row.name.casefold()].append((row, one))
        return answers

    def _one(self, row: Row) -> Judged:
        known = self._register.sure(row.name, row.year, row.unit_id, row.title)
        if (again := self._again(row, known)) is not None:
            return again
        if known is None and (
            doubtful := self._register.doubtful(row.name, row.year, row.unit_id)
        ):
            said = self._which(row, doubtful)
            if said == LEAVE:
                return row.draft.refused(*unwanted(), self._about(row), row.typed)
            known = next((one for one in doubtful if str(one.pk) == said), None)
        return self._known(row, known) if known else self._new(row)

    def _which(self, row: Row, doubtful: Sequence[Somebody]) -> str:
        words = _("Dòng %(row)s ghi %(who)s. Sổ đã có người giống: là ai?") % {
            "row": row.draft.row + 1,
            "who": self._shown(row),
        }
        key = f"name:person:{fold(row.name)[:80]}:{row.year or ''}:{row.unit_id}"
        choices = [(str(one.pk), self._register.label(one)) for one in doubtful[:8]]
        return self._read.answer(
            Question(
                key,
                words,
                (
                    *choices,
                    (NEW, _("Không phải ai trong đó: ghi người mới")),
                    (LEAVE, _("Bỏ các dòng này")),
                ),
            )
        )

    def _shown(self, row: Row) -> str:
        said = [f"“{row.name}”"]
        if row.year:
            said.append(_("sinh %s") % row.year)
        where = self._scope.names.get(row.unit_id, "")
        return joined(", ", [*said, row.title, where])

    # The same name twice in one file.

    def _again(self, row: Row, known: Somebody | None) -> Judged | None:
        for before, one in self._before[row.name.casefold()]:
            payload = one.payload or {}
            if (before.year and row.year and before.year != row.year) or not payload:
                continue
            is_here = before.unit_id == row.unit_id
            if is_here and fold(before.title) == fold(row.title):
                words = _("Lặp lại dòng %s.") % (before.draft.row + 1)
                return skipped(row.draft.row, words, row.typed)
            if known is not None:
                if is_here and payload["k"] == known.pk:
                    return self._twice_here(row, before)
                continue
            is_new = one.fate == Fate.NEW and not payload["k"]
            if is_new and self._one_or_two(row, before) == ONE:
                return (
                    self._twice_here(row, before)
                    if is_here
                    else self._joined(row, before, one)
                )
        return None

    def _twice_here(self, row: Row, before: Row) -> Judged:
        return row.draft.refused(
            _("Người này đã ở dòng %s, cùng đơn vị.") % (before.draft.row + 1),
            _("Ghi cả hai chức vụ vào một dòng, cách nhau dấu phẩy."),
            typed=row.typed,
        )

    def _one_or_two(self, row: Row, before: Row) -> str:
        words = _("“%(name)s” có ở dòng %(first)s và dòng %(second)s của tệp.") % {
            "name": row.name,
            "first": self._told_apart(before),
            "second": self._told_apart(row),
        }
        return self._read.answer(
            Question(
                f"twins:{fold(row.name)[:80]}:{row.draft.row}",
                words,
                (
                    (ONE, _("Một người giữ cả hai việc")),
                    (TWO, _("Hai người trùng tên")),
                ),
            )
        )

    def _told_apart(self, row: Row) -> str:
        where = self._scope.names.get(row.unit_id, "")
        return f"{row.draft.row + 1} ({row.title}, {where})"

    def _joined(self, row: Row, before: Row, one: Judged) -> Judged:
        """One person, two offices: the first row writes both."""
        payload = one.payload or {}
        payload["m"].append(self._office(row))
        payload["at"].append(row.unit_id)
        one.after = joined("; ", (one.after, self._after(row)))
        words = _("Ghi cùng dòng %s: một người, hai việc.") % (before.draft.row + 1)
        return skipped(row.draft.row, words, row.typed)

    # Somebody new.

    def _new(self, row: Row) -> Judged:
        name = self._spelt(row)
        namesakes = [
            one for one in self._register.alike(row.name) if one.is_called(row.name)
        ]
        role = row.role or Mandate.Role.READER
        if (no := self._may(role, signs_in=False)) is not None:
            return row.draft.refused(*no, self._about(row), row.typed)
        if namesakes:
            row.said.append(
                _("Trùng tên, là người khác: %s.") % self._register.label(namesakes[0])
            )
        payload = self._about(row) | {
            "n": name,
            "o": None
            if len(self._before[row.name.casefold()])
            else [one.pk for one in namesakes],
            "m": [self._office(row)],
        }
        return row.draft.judged(
            Fate.NEW,
            payload,
            row.typed,
            after=self._after(row),
            reason=joined(" ", row.said),
        )

    def _spelt(self, row: Row) -> str:
        """The name as it is to be written; capitals and missing marks are asked of."""
        column = {"column": letters(row.name_column), "name": row.name}
        if reading.in_capitals(row.name):
            proper = reading.proper(row.name)
            question = Question(
                f"capitals:{row.name_column}",
                _("Cột %(column)s ghi họ tên toàn chữ hoa, như “%(name)s”.") % column,
                (
                    ("proper", _("Ghi thành “%s”") % proper),
                    ("plain", _("Giữ nguyên chữ hoa")),
                ),
            )
            return proper if self._read.answer(question) == "proper" else row.name
        if reading.is_bare(row.name):
            question = Question(
                f"bare:{row.name_column}",
                _("Cột %(column)s có họ tên không dấu, như “%(name)s”.") % column,
                (
                    ("keep", _("Ghi như trong tệp")),
                    (LEAVE, _("Không nhận các dòng ấy: sẽ gửi tên có dấu")),
                ),
            )
            if self._read.answer(question) == LEAVE:
                raise _Left
        return row.name

    # Somebody of the register.

    def _known(self, row: Row, known: Somebody) -> Judged:
        about = self._about(row) | {"k": known.pk, "n": known.full_name}
        held = known.at(row.unit_id)
        if not held:
            return self._another(row, known, about)
        alike = [one for one in held if fold(one.title) == fold(row.title)]
        if not alike and len(held) > 1:
            return row.draft.refused(
                _("%s giữ nhiều việc ở đơn vị này.") % known.full_name,
                _("Sửa trên trang của người ấy."),
                about,
                row.typed,
            )
        return self._compared(row, known, (alike or held)[0], about)

    def _another(self, row: Row, known: Somebody, about: dict[str, Any]) -> Judged:
        role = row.role or Mandate.Role.READER
        if (no := self._may(role, signs_in=known.signs_in)) is not None:
            return row.draft.refused(*no, about, row.typed)
        about["m"] = [self._office(row)]
        held = "; ".join(one.label for one in known.offices)
        return row.draft.judged(
            Fate.NEW,
            about,
            row.typed,
            before=held,
            after=self._after(row),
            reason=joined(
                " ", [_("Thêm phân công cho người đã có trong sổ."), *row.said]
            ),
        )

    def _compared(
        self, row: Row, known: Somebody, held: Mandate, about: dict[str, Any]
    ) -> Judged:
        since = held.during.lower
        is_same = fold(held.title) == fold(row.title) and row.role in {"", held.role}
        if is_same and row.last and _until(held) != row.last:
            row.first, is_same = since, False
        before = _after_of(held.title, since, _until(held))
        adds_year = bool(row.year and not known.birth_year)
        about |= {"m": [], "y": row.year if adds_year else None}
        if is_same and not adds_year:
            differs = row.first and since and row.first != since
            words = _("Sổ ghi từ %s.") % dates.show(since) if differs else ""
            return row.draft.judged(
                Fate.SAME, about, row.typed, before=before, reason=words
            )
        if is_same:
            after = _("%(before)s; sinh %(year)s") % {
                "before": before,
                "year": row.year,
            }
            return row.draft.judged(
                Fate.CHANGED, about, row.typed, before=before, after=after
            )
        role = row.role or held.role
        if (no := self._may(role, signs_in=known.signs_in)) is not None:
            return row.draft.refused(*no, about, row.typed)
        office = self._office(row) | {"r": role, "i": held.pk, "w": held.standing}
        if row.last and row.first == since and since is None:
            office["f"] = ""
        about["m"] = [office]
        return row.draft.judged(
            Fate.CHANGED,
            about,
            row.typed,
            before=before,
            after=self._after(row),
            reason=joined(" ", row.said),
        )

    # Words and payloads.

    def _may(self, role: str, *, signs_in: bool) -> tuple[str, str] | None:
        verdict = can_appoint_from_file(self._actor, role, signs_in=signs_in)
        return None if verdict else (str(verdict.reason), str(verdict.remedy))

    def _about(self, row: Row) -> dict[str, Any]:
        return {"k": 0, "n": row.name, "y": row.year, "at": [row.unit_id], "m": []}

    def _office(self, row: Row) -> dict[str, Any]:
        return {
            "u": row.unit_id,
            "r": row.role or Mandate.Role.READER.value,
            "t": row.title,
            "f": (row.first or self._day).isoformat(),
            "l": row.last.isoformat() if row.last else "",
        }

    def _after(self, row: Row) -> str:
        return _after_of(row.title, row.first or self._day, row.last)


class _Left(Unreadable):
    """The rows are not wanted so."""

    def __init__(self) -> None:
        super().__init__(_("Họ tên không dấu."), _("Ghi đủ dấu rồi gửi lại."))


def _after_of(title: str, first: date | None, last: date | None) -> str:
    said = [title]
    if first:
        said.append(_("từ %s") % dates.show(first))
    if last:
        said.append(_("đến hết %s") % dates.show(last))
    return joined(", ", said)


def _until(held: Mandate) -> date | None:
    """The last day of a mandate."""
    until = held.during.upper
    return date.fromordinal(until.toordinal() - 1) if until else None


def _iso_day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
