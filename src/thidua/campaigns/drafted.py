"""A campaign's document of which a paper was made: there is one text, the paper's."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _

from thidua.campaigns import accord
from thidua.campaigns.launch_paper import launch_paper
from thidua.campaigns.models import LaunchDocument
from thidua.documents.actions import drop_draft, return_draft, rewrite_draft
from thidua.documents.models import Document
from thidua.documents.reading import latest_file
from thidua.documents.states import State
from thidua.kernel.clock import day_of
from thidua.kernel.errors import RuleBroken
from thidua.organisations.actor import Actor

OVER = frozenset({State.VOIDED, State.DROPPED})
"""The paper stands no more: what was typed is the text again."""
OF_THE_CAMPAIGN = frozenset({"is_launch"})
OF_THE_REGISTER = frozenset({"number", "issued_on"})


class Text(StrEnum):
    """Where the text of a campaign's document is written."""

    TYPED = "typed"
    FOLLOWED = "followed"
    """Here; the draft that was made of it is written anew."""
    IN_WORD = "in_word"
    NUMBERED = "numbered"


def paper_made_of(document: LaunchDocument) -> Document | None:
    """The paper that stands for a document; None while there is none."""
    drafted = document.drafted_as
    return None if drafted is None or drafted.state in OVER else drafted


def where_written(drafted: Document | None) -> Text:
    """Where the text is changed, as the paper stands now."""
    if drafted is None:
        return Text.TYPED
    if drafted.state not in {State.DRAFT, State.READY}:
        return Text.NUMBERED
    return Text.FOLLOWED if latest_file(drafted) is None else Text.IN_WORD


def paper_to_follow(
    document: LaunchDocument, values: Mapping[str, Any]
) -> Document | None:
    """The draft, held until commit, that must say what is now typed.

    `RuleBroken` where the text is no longer written here: it was edited in Word, which
    is never written over, or it was issued; or where a number is typed for a draft.
    """
    drafted = paper_made_of(document)
    if drafted is None:
        return None
    drafted = Document.objects.locked(drafted)
    others = _changed(document, values) - OF_THE_CAMPAIGN
    where = where_written(drafted)
    if not others or drafted.state in OVER:
        return None
    if where == Text.FOLLOWED and not others & OF_THE_REGISTER:
        return drafted
    raise RuleBroken(*_why_not_here(where), field=min(others))


def drop_paper_of(document: LaunchDocument, *, actor: Actor, at: datetime) -> None:
    """The draft goes with what it was made of; its versions are kept.

    `RuleBroken` once it has its number: who takes part reads it as the campaign's.
    """
    drafted = paper_made_of(document)
    if drafted is None:
        return
    if where_written(drafted) == Text.NUMBERED:
        raise RuleBroken(
            _("Văn bản đã được cấp số từ bản soạn."),
            _(
                "Cấp nhầm thì hủy số ở bản soạn trước rồi bỏ; đã có bản ký thì văn bản"
                " ở lại với phong trào."
            ),
        )
    drop_draft(drafted, actor=actor, at=at)


def _changed(document: LaunchDocument, values: Mapping[str, Any]) -> set[str]:
    return {
        name
        for name, value in values.items()
        if (list(value) if isinstance(value, tuple) else value)
        != getattr(document, name)
    }


def _why_not_here(where: Text) -> tuple[str, str]:
    if where == Text.NUMBERED:
        return (
            _("Văn bản đã được cấp số từ bản soạn."),
            _("Văn bản đã ban hành thì soạn văn bản thay thế hoặc đính chính."),
        )
    if where == Text.IN_WORD:
        return (
            _("Bản soạn của văn bản này đã được sửa trong Word."),
            _("Mở bản soạn, tải tệp Word, sửa rồi gửi lại ở đó."),
        )
    return (
        _("Văn bản này đang có bản soạn chờ cấp số."),
        _("Số và ngày được ghi khi cấp số ở bản soạn."),
    )


def write_paper_anew(
    document: LaunchDocument, drafted: Document, *, actor: Actor, at: datetime
) -> None:
    """The draft says what the campaign's document says; settled before, it is settled
    anew."""
    if drafted.state == State.READY:
        why = _("Nội dung đã được sửa ở trang phong trào")
        drafted = return_draft(drafted, reason=why, actor=actor, at=at)
    rewrite_draft(drafted, launch_paper(document, day_of(at)), actor=actor, at=at)
    keep_what_is_drawn(document)


def keep_what_is_drawn(document: LaunchDocument) -> None:
    """Remember what the text, as it is drafted now, says of the plan."""
    before = document.drawn_from if paper_made_of(document) else None
    text = "\n".join(document.contents)
    document.drawn_from = accord.drawn(document.campaign, text, before)
    document.save(update_fields=["drawn_from"])
