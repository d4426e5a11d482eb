"""One row of a list as a registration, whether typed, pasted or from a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from thidua.imports.registers import reading
from thidua.imports.repeats import as_text
from thidua.kernel.numbers import Unreadable, read_number
from thidua.kernel.sentences import sentence as _
from thidua.kernel.text import fold, tidy
from thidua.kernel.workbooks.reading import Value
from thidua.pledges.drafts import RegistrationDraft, TargetDraft, name_alone
from thidua.pledges.matching import SOMEBODY
from thidua.pledges.models import Title
from thidua.pledges.rules import TITLES
from thidua.pledges.where import Choice

_YES = {"x", "co", "dong y", "yes", "1", "v"}


@dataclass(frozen=True, slots=True)
class Read:
    """A row as it was understood; `said` is what a person should know of that."""

    draft: RegistrationDraft
    said: Sequence[str] = ()


def read_row(
    cells: Mapping[str, Value], kind: str, items: Sequence[Choice], day: date
) -> Read:
    """What a row says; raises `Unreadable` with a remedy."""
    said: list[str] = []
    name = _name(cells, kind)
    content, words = _content(_text(cells, "content"), items)
    said_of = _text(cells, "words")
    figure, unit = _figure(cells.get("value"))
    targets = _targets(cells, figure, said_of, _measure(cells, unit))
    if figure is not None and not _text(cells, "target"):
        said_of = ""  # it stands in the target, with its figure
    own = " ".join(filter(None, [words, said_of]))
    draft = RegistrationDraft(
        kind=kind,
        name=name,
        birth_year=reading.read_year(cells.get("born"), day),
        address=_text(cells, "place"),
        representative=_text(cells, "head"),
        content=content,
        words=own,
        targets=targets,
        title=_title(_text(cells, "title"), kind, said),
        shows=frozenset({"name", "content"})
        if fold(_text(cells, "consent")) in _YES
        else frozenset(),
    )
    return Read(draft, said)


def _name(cells: Mapping[str, Value], kind: str) -> str:
    """The name alone, in the capitals of a name."""
    raw = " ".join(
        as_text(cells[key]) for key in ("surname", "given", "name") if cells.get(key)
    )
    alone = name_alone(kind, raw)
    name = reading.read_name(alone) if kind in SOMEBODY else alone
    if not name:
        raise Unreadable(_("Dòng không ghi tên."), _("Ghi tên rồi gửi lại."))
    if kind in SOMEBODY and (reading.in_capitals(name) or name.islower()):
        name = reading.proper(name)
    return name


def _text(cells: Mapping[str, Value], key: str) -> str:
    return tidy(as_text(cells.get(key)))


def _content(text: str, items: Sequence[Choice]) -> tuple[list[UUID], str]:
    """The items that a cell names, and what of it names none."""
    found: list[UUID] = []
    rest: list[str] = []
    known = {fold(one.name): one.key for one in items}
    for part in filter(None, (one.strip(" .-–•") for one in text.split(";"))):
        key = known.get(fold(part))
        if key is None:
            rest.append(part)
        else:
            found.append(key)
    return found, "; ".join(rest)


def _targets(
    cells: Mapping[str, Value], value: Decimal | None, otherwise: str, measure: str
) -> list[TargetDraft]:
    words = _text(cells, "target")
    if value is None:
        return [TargetDraft(words)] if words else []
    if not measure:
        raise Unreadable(
            _("Con số chưa có đơn vị tính."), _("Ghi ví dụ: cây, con, triệu đồng.")
        )
    return [TargetDraft(words or otherwise or measure, value, measure)]


def _figure(raw: Value) -> tuple[Decimal | None, str]:
    """A figure, and the unit that stands behind it in the same cell."""
    if raw is None or isinstance(raw, bool | date):
        return None, ""
    if isinstance(raw, int | float):
        return Decimal(str(round(raw, 6))), ""
    text = raw.strip()
    if not text.strip("-–. "):
        return None, ""
    found = read_number(text)
    return found.value, found.unit


def _measure(cells: Mapping[str, Value], behind: str) -> str:
    """The unit of a figure; `Unreadable` where its cell and its column name two."""
    measure = _text(cells, "measure")
    if not behind or _plain_unit(behind) == _plain_unit(measure):
        return measure
    if measure:
        raise Unreadable(
            _("Ô con số ghi “%(typed)s”, cột đơn vị tính ghi “%(measure)s”.")
            % {"typed": _text(cells, "value")[:40], "measure": measure[:40]},
            _("Sửa một trong hai ô cho khớp rồi ghi lại."),
        )
    return behind


def _plain_unit(text: str) -> str:
    return fold(text).replace("²", "2").replace("³", "3")


def _title(text: str, kind: str, said: list[str]) -> str:
    if not text:
        return ""
    for one in TITLES[kind]:
        if fold(str(Title(one).label)) == fold(text):
            return one
    said.append(_("Không nhận ra danh hiệu “%s”: để trống.") % text[:60])
    return ""
