"""A speaker or an invitation held until commit, with who is in charge of it today."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.translation import gettext as _

from thidua.exemplars.keeping import keeper_of, keepers_on
from thidua.kernel.clock import day_of
from thidua.kernel.errors import RuleBroken, WrongMoment
from thidua.speakers.availability import Day, diary_of
from thidua.speakers.models import Invitation, Speaker


def held_speaker(speaker: Speaker, at: datetime) -> tuple[Speaker, int | None]:
    """The speaker, fresh and held, and the unit that keeps them today."""
    held = Speaker.objects.locked(speaker)
    return held, keeper_of(held.home_id, day_of(at))


def held_invitation(
    invitation: Invitation, at: datetime
) -> tuple[Invitation, int | None, int | None]:
    """The invitation, fresh and held, with its speaker (one promise after the other);
    who keeps the speaker and who stands for the unit that invited."""
    speaker = Speaker.objects.locked(Speaker(pk=invitation.speaker_id))
    held = Invitation.objects.locked(invitation)
    held.speaker = speaker
    keepers = keepers_on([speaker.home_id, held.unit_id], day_of(at))
    return held, keepers[speaker.home_id], keepers[held.unit_id]


def refuse_unless_offered(speaker: Speaker, day: date) -> None:
    """Nobody is invited who rests, whose exemplar is held up no more, or who is on
    hold; why is not told to others."""
    if Speaker.objects.offered(day).filter(pk=speaker.pk).exists():
        return
    raise WrongMoment(
        _("Hiện chưa mời được %(name)s.") % {"name": speaker.name},
        _("Hỏi đơn vị phụ trách, hoặc tìm báo cáo viên khác."),
    )


def refuse_taken_day(
    speaker: Speaker, day: date, today: date, *, but: int | None = None
) -> None:
    """A day to come, on which nobody was promised them and they are not busy.

    `but` is the invitation that is spoken of; the speaker is held by the caller, so
    that of two units at once only the first is heard.
    """
    if day <= today:
        raise RuleBroken(
            _("Ngày này đã qua hoặc là hôm nay."),
            _("Chọn một ngày sau hôm nay, để người nói còn thu xếp."),
            field="day",
        )
    if (day - today).days > FARTHEST:
        raise RuleBroken(
            _("Ngày này xa quá một năm."), _("Chọn ngày gần hơn."), field="day"
        )
    others = speaker.invitations.live().filter(day=day)
    if but is not None:
        others = others.exclude(pk=but)
    if others.exists():
        raise RuleBroken(
            _("Ngày này người nói đã có nơi mời."),
            _("Xem lịch rảnh rồi chọn ngày khác."),
            field="day",
        )
    if diary_of(speaker, day, day).of(day) == Day.BUSY:
        raise RuleBroken(
            _("Ngày này người nói bận."),
            _("Xem lịch rảnh rồi chọn ngày khác."),
            field="day",
        )


FARTHEST = 366
"""Days ahead for which one may be asked."""
