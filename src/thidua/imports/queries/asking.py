"""The doubtful places of a file, one question for all rows that wait for an answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.imports.models import Import
from thidua.imports.opening import ground_of
from thidua.kernel.numbers import show_number
from thidua.kernel.ui.parts import Link
from thidua.organisations.actor import Actor

MOST = 200
"""Questions on one page; the rest come when these are answered."""


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """One question; `others` are all known names, when none of the likely ones fits."""

    pk: int
    words: str
    about: str
    choices: Sequence[tuple[str, str]]
    others: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class QuestionsPage:
    """Everything `questions.html` shows."""

    pk: int
    title: str
    crumbs: Sequence[Link]
    questions: Sequence[QuestionRow]
    more: str


def questions_page(run: Import, actor: Actor, day: date) -> QuestionsPage:
    """What the file leaves open, the widest question first."""
    ground = ground_of(run, actor, day)
    found = list(run.questions.order_by("-count", "first_row")[: MOST + 1])
    others = {key: ground.options(key) for key in ground.dims}
    return QuestionsPage(
        pk=run.pk,
        title=ground.title,
        crumbs=[
            Link(_("Nhập từ tệp"), reverse("imports:imports")),
            Link(run.file.name, reverse("imports:import", args=[run.pk])),
            Link(_("Chỗ cần hỏi"), is_here=True),
        ],
        questions=[
            QuestionRow(
                one.pk,
                one.words,
                ngettext(
                    "%(count)s chỗ, đầu tiên ở dòng %(row)s",
                    "%(count)s chỗ, đầu tiên ở dòng %(row)s",
                    one.count,
                )
                % {"count": show_number(one.count), "row": one.first_row},
                [(value, words) for value, words in one.choices],
                others.get(one.key.split(":")[1], [])
                if one.key.startswith("name:")
                else [],
            )
            for one in found[:MOST]
        ],
        more=_("Còn câu nữa; hiện ra sau khi trả lời các câu này.")
        if len(found) > MOST
        else "",
    )
