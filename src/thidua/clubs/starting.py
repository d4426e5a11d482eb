"""What a club needs before it is founded by a number, and before it begins to meet."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.clubs.models import BoardTerm, Club, ClubMember, Role
from thidua.documents.models import Document
from thidua.documents.states import WITH_NUMBER
from thidua.kernel.errors import WrongMoment
from thidua.kernel.numbers import show_number
from thidua.kernel.policy import YES, Verdict, only_if
from thidua.organisations.actor import Actor


def has_enough(club: Club) -> Verdict:
    """At least as many members as the club itself says."""
    count = ClubMember.objects.filter(club=club).today().count()
    short = club.least_members - count
    if short <= 0:
        return YES
    told = {"short": show_number(short), "least": show_number(club.least_members)}
    return Verdict(
        ngettext(
            "Câu lạc bộ cần ít nhất %(least)s hội viên, còn thiếu %(short)s.",
            "Câu lạc bộ cần ít nhất %(least)s hội viên, còn thiếu %(short)s.",
            short,
        )
        % told,
        _(
            "Ghi thêm hội viên sáng lập ở tab Hội viên; hoặc sửa số hội viên ít nhất ở"
            " trang Sửa câu lạc bộ."
        ),
    )


def has_chair(club: Club) -> Verdict:
    """Somebody leads it today."""
    chairs = BoardTerm.objects.filter(club=club, role=Role.CHAIR, ends_on__isnull=True)
    return only_if(
        chairs.exists(),
        otherwise=_("Câu lạc bộ chưa có chủ nhiệm."),
        remedy=_("Cử chủ nhiệm trong số hội viên trước."),
    )


def may_start(club: Club) -> Verdict:
    """It may meet: enough members, a chair, and a decision that has its number."""
    founding = club.founding
    numbered = only_if(
        founding is None or founding.state in WITH_NUMBER,
        otherwise=_("Quyết định thành lập còn là dự thảo."),
        remedy=_("Trình ký, cấp số ở phần văn bản, rồi bắt đầu sinh hoạt."),
    )
    return has_enough(club) & has_chair(club) & numbered


def refuse_early_number(document: Document, actor: Actor, at: datetime) -> None:  # noqa: ARG001
    """No number for a decision that founds a club of too few, or without a chair: it
    names the members and the board."""
    if document.state not in WITH_NUMBER:
        return
    club = Club.objects.filter(founding=document.pk).first()
    if club is not None:
        (has_enough(club) & has_chair(club)).enforce(WrongMoment)
