"""The doubtful places of a file: one question for all rows that wait for the same
answer, and doubtful cells one by one, beside what their units had before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.imports.kinds import IS, LEAVE, MEANT, NOTED, TAKE
from thidua.imports.models import Import, ImportQuestion
from thidua.imports.opening import ground_of
from thidua.imports.queries.before import Offered, answered_before
from thidua.kernel.numbers import show_number
from thidua.kernel.ui.parts import Link
from thidua.kernel.workbooks.places import cell as cell_at
from thidua.organisations.actor import Actor

Posted = Mapping[str, str]
NOTHING: Posted = MappingProxyType({})
MOST = 200
"""Questions on one page; the rest come when these are answered."""
CELLS = 60
"""Cells of one group that are shown; the others follow what is said of all."""


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """One question; `others` are all known names, when none of the likely ones fits;
    and what was chosen of either when the page comes back."""

    pk: int
    words: str
    about: str
    choices: Sequence[tuple[str, str]]
    others: Sequence[tuple[str, str]]
    chosen: str
    other: str
    becomes: Sequence[tuple[str, str]]
    """The cells that the answer changes: place, and what it would be."""
    more: str

    @property
    def only(self) -> tuple[str, str] | None:
        """The one meaning there is, to be confirmed rather than chosen."""
        is_one = len(self.choices) == 1 and self.choices[0][0] != LEAVE
        return self.choices[0] if is_one else None


@dataclass(frozen=True, slots=True)
class CellRow:
    """One doubtful cell: where, whose, what it says, what was before, why it is asked;
    and what was chosen when the page comes back."""

    pk: int
    place: str
    about: str
    figure: str
    past: str
    reason: str
    meant: str
    note: str
    choices: Sequence[tuple[str, str]]
    chosen: str
    typed: str
    why: str
    fault: str


@dataclass(frozen=True, slots=True)
class Group:
    """Cells that may be decided together."""

    key: str
    title: str
    rows: Sequence[CellRow]
    choices: Sequence[tuple[str, str]]
    chosen: str
    why: str
    fault: str
    more: str


@dataclass(frozen=True, slots=True)
class QuestionsPage:
    """Everything `questions.html` shows."""

    pk: int
    title: str
    file: str
    crumbs: Sequence[Link]
    questions: Sequence[QuestionRow]
    groups: Sequence[Group]
    more: str
    fault: str
    before: str
    """That answers given to the same content before are filled in."""


def questions_page(
    run: Import,
    actor: Actor,
    day: date,
    posted: Posted = NOTHING,
    faults: Posted = NOTHING,
) -> QuestionsPage:
    """What the file leaves open, the widest question first; after a fault with what was
    typed, at first with what was answered when the same content was sent before."""
    offered = Offered() if posted else answered_before(run)
    posted = posted or offered.typed
    ground = ground_of(run, actor, day)
    asked = run.questions.filter(group="").order_by("-count", "first_row")
    found = list(asked[: MOST + 1])
    others = {key: ground.options(key) for key in ground.dims}
    return QuestionsPage(
        pk=run.pk,
        title=ground.title,
        file=run.file.name,
        crumbs=[
            Link(_("Nhập từ tệp"), reverse("imports:imports")),
            Link(run.file.name, reverse("imports:import", args=[run.pk])),
            Link(_("Chỗ cần hỏi"), is_here=True),
        ],
        questions=[_question(one, others, posted) for one in found[:MOST]],
        groups=_groups(run, posted, faults),
        more=_("Còn câu nữa; hiện ra sau khi trả lời các câu này.")
        if len(found) > MOST
        else "",
        fault=_("Chưa ghi câu trả lời nào: sửa chỗ có lỗi rồi ghi lại.")
        if faults
        else "",
        before=offered.words,
    )


def _question(
    one: ImportQuestion,
    others: Mapping[str, Sequence[tuple[str, str]]],
    posted: Posted,
) -> QuestionRow:
    words = ngettext(
        "%(count)s chỗ, đầu tiên ở dòng %(row)s",
        "%(count)s chỗ, đầu tiên ở dòng %(row)s",
        one.count,
    )
    return QuestionRow(
        one.pk,
        one.asked,
        words % {"count": show_number(one.count), "row": one.first_row},
        one.offered,
        others.get(one.key.split(":")[1], []) if one.key.startswith("name:") else [],
        posted.get(f"q{one.pk}", ""),
        posted.get(f"o{one.pk}", ""),
        becomes := one.becomes or [],
        _more_cells(one.count - len(becomes)) if becomes else "",
    )


def _more_cells(count: int) -> str:
    words = ngettext(
        "và %(count)s ô nữa, cũng làm tròn như vậy",
        "và %(count)s ô nữa, cũng làm tròn như vậy",
        count,
    )
    return words % {"count": show_number(count)} if count > 0 else ""


def _groups(run: Import, posted: Posted, faults: Posted) -> list[Group]:
    """The doubtful cells by what they share, the largest group last."""
    counted = (
        run.questions.exclude(group="")
        .values_list("group")
        .annotate(
            count=Count("pk"),
            meant=Count("pk", filter=~Q(cell__meant="")),
            noted=Count("pk", filter=Q(cell__note__gt="")),
        )
        .order_by("count", "group")
    )
    return [
        _group(run, key, _Counts(*some), posted, faults)
        for key, *some in counted[: MOST // 4]
    ]


@dataclass(frozen=True, slots=True)
class _Counts:
    """How many cells a group has, how many of them with an offer, how many in a row
    with a note."""

    every: int
    meant: int
    noted: int

    def choices(self) -> list[tuple[str, str]]:
        """What may be answered of all at once; nothing where there is one cell."""
        if self.every < 2:
            return []
        every, meant, noted = map(show_number, (self.every, self.meant, self.noted))
        offered = _("Sửa như gợi ý cả %s ô có gợi ý") % meant
        told = _("Giữ %s ô có ghi chú, giải trình là ghi chú của dòng") % noted
        return [
            (TAKE, _("Giữ cả %s ô, đúng như ghi") % every),
            *([(NOTED, told)] if self.noted else []),
            *([(MEANT, offered)] if self.meant else []),
            (LEAVE, _("Không nhận cả %s ô") % every),
        ]


def _group(
    run: Import, key: str, counts: _Counts, posted: Posted, faults: Posted
) -> Group:
    count = counts.every
    cells = run.questions.filter(group=key).order_by("first_row", "first_column")[
        :CELLS
    ]
    rows = [_cell(one, posted, faults, is_alone=count == 1) for one in cells]
    words = _("Còn %s ô nữa: theo lựa chọn chung, hoặc hiện ra sau khi ghi các ô này.")
    return Group(
        key=key,
        title=next(one.doubt["title"] for one in cells),
        rows=rows,
        choices=counts.choices(),
        chosen=posted.get(f"all-{key}", ""),
        why=posted.get(f"why-{key}", ""),
        fault=faults.get(f"why-{key}", ""),
        more=words % show_number(count - len(rows)) if count > len(rows) else "",
    )


def _cell(
    one: ImportQuestion, posted: Posted, faults: Posted, *, is_alone: bool
) -> CellRow:
    cell = one.doubt
    choices = [
        ("", _("– để sau –") if is_alone else _("– theo lựa chọn chung –")),
        (TAKE, _("Giữ, đúng như ghi")),
        (IS, _("Số khác, ghi bên dưới")),
        (LEAVE, _("Không nhận ô này")),
    ]
    note = cell.get("note", "")
    if note:
        choices.insert(2, (NOTED, _("Giữ, lý do là ghi chú")))
    if cell["meant"]:
        choices.insert(2, (MEANT, cell["meant_words"]))
    return CellRow(
        one.pk,
        cell_at(one.first_row - 1, one.first_column - 1),
        cell["about"],
        f"{cell['figure']} {cell['measure']}",
        cell["past"] or _("chưa có số trước đó"),
        one.asked,
        cell["meant_words"],
        note,
        choices,
        posted.get(f"d{one.pk}", ""),
        posted.get(f"v{one.pk}", ""),
        posted.get(f"w{one.pk}", ""),
        faults.get(f"v{one.pk}", ""),
    )
