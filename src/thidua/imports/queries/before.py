"""Has this very file been sent before, and what was answered then?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.imports.kinds import IS, MEANT, NOTED, TAKE, Said
from thidua.imports.models import Import, ImportQuestion
from thidua.imports.states import State
from thidua.kernel import clock, dates
from thidua.kernel.ui.parts import Link


def sent_before(run: Import) -> Link | None:
    """The first time that the very same content was sent, if it was."""
    first = Import.objects.sent_before(run)
    if first is None:
        return None
    words = _("Tệp này đã gửi %(when)s (%(who)s, %(state)s): mở lần ấy.") % {
        "when": dates.show_moment(first.made_at.astimezone(clock.ZONE)),
        "who": first.made_by,
        "state": State(first.state).label,
    }
    return Link(words, reverse("imports:import", args=[first.pk]))


@dataclass(frozen=True, slots=True)
class Offered:
    """What was answered of the very same content before, by field of the page of
    questions; and the words that say so. It is offered, never applied."""

    typed: dict[str, str] = field(default_factory=dict)
    words: str = ""


def answered_before(run: Import) -> Offered:
    """The answers that the office gave when it sent this content the last time."""
    last = Import.objects.answered_before(run)
    if last is None:
        return Offered()
    typed: dict[str, str] = {}
    for question in run.questions.all():
        code = last.answers.get(question.key, "")
        if code and question.key not in run.answers:
            typed.update(_fields(question, code))
    if not typed:
        return Offered()
    words = _(
        "Tệp này đã gửi %(when)s, %(who)s: câu trả lời lần ấy được chọn sẵn ở dưới."
        " Xem lại rồi ghi."
    )
    when = dates.show_moment(last.made_at.astimezone(clock.ZONE))
    return Offered(typed, words % {"when": when, "who": last.made_by})


def _fields(question: ImportQuestion, code: str) -> Iterator[tuple[str, str]]:
    """An answer as the fields of its question hold it."""
    pk, cell = question.pk, question.cell
    if cell is None:
        is_offered = any(value == code for value, _words in question.choices)
        yield f"{'q' if is_offered else 'o'}{pk}", code
        return
    said = Said.of(code)
    if said.deed == IS and said.figure == cell["meant"]:
        said = Said(MEANT, "", said.why)
    elif said.deed == TAKE and said.why and said.why == cell.get("note", "")[:300]:
        said = Said(NOTED)
    for name, value in zip("dvw", (said.deed, said.figure, said.why), strict=True):
        if value:
            yield f"{name}{pk}", value
