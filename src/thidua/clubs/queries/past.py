"""What became of a club: every deed in sentences."""

from __future__ import annotations

from collections.abc import Mapping

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.audit.models import Entry
from thidua.audit.trail import subject_of, trail_of
from thidua.clubs.models import Club, ClubMeeting, Role
from thidua.clubs.queries.frame import way_to
from thidua.kernel.clock import ZONE
from thidua.kernel.dates import show, show_moment
from thidua.kernel.ui import parts
from thidua.kernel.ui.trails import Trail, as_deed, each
from thidua.organisations.actor import signature

ANSWERED = "clubs.meeting.answered"


def _verbs() -> dict[str, str]:
    return {
        "clubs.club.founded": _("Thành lập câu lạc bộ"),
        "clubs.club.mended": _("Sửa phần giới thiệu, quy chế"),
        "clubs.club.started": _("Bắt đầu sinh hoạt"),
        "clubs.club.paused": _("Tạm dừng sinh hoạt"),
        "clubs.club.resumed": _("Sinh hoạt trở lại"),
        "clubs.club.dissolved": _("Giải thể câu lạc bộ"),
        "clubs.member.founder": _("Ghi hội viên sáng lập: %(name)s"),
        "clubs.member.asked": _("Ghi đơn xin vào của %(name)s"),
        "clubs.member.invited": _("Mời vào: %(name)s"),
        "clubs.member.accepted": _("Nhận vào: %(name)s"),
        "clubs.member.refused": _("Chưa nhận: %(name)s"),
        "clubs.member.took_back": _("Ghi việc %(name)s rút đơn xin vào"),
        "clubs.member.agreed": _("Ghi việc %(name)s nhận lời mời"),
        "clubs.member.turned_down": _("Ghi việc %(name)s chưa nhận lời mời"),
        "clubs.member.left": _("Ghi việc %(name)s ra khỏi câu lạc bộ"),
        "clubs.member.consented": _("Ghi việc cho hiện tên: %(name)s"),
        "clubs.board.chosen": _("Cử %(role)s: %(name)s"),
        "clubs.board.ended": _("Thôi %(role)s"),
        "clubs.meeting.planned": _("Lên lịch buổi sinh hoạt"),
        "clubs.meeting.mended": _("Sửa chương trình"),
        "clubs.meeting.invited": _("Gửi giấy mời"),
        "clubs.meeting.cancelled": _("Không họp"),
        "clubs.minutes.written": _("Ghi biên bản"),
        "clubs.minutes.approved": _("Duyệt biên bản"),
        "clubs.minutes.returned": _("Trả lại biên bản để sửa"),
        "clubs.minutes.drafted": _("Đưa biên bản vào văn bản"),
    }


def history_of(club: Club) -> Trail:
    """All that was done to it and to its meetings, for those inside.

    Who answered an invitation stands on the meeting's own page.
    """
    meetings = list(club.meetings.only("pk", "club", "title", "held_on"))
    met = {subject_of(one): one for one in meetings}
    return Trail(
        way=lambda: way_to(club),
        href=reverse("clubs:history", args=[club.pk]),
        done=trail_of(club, *meetings).exclude(verb=ANSWERED),
        tell=each(lambda entry: trail_line(entry, met)),
    )


def trail_line(entry: Entry, met: Mapping[str, ClubMeeting]) -> parts.TrailLine:
    """One line of the trail; for those inside, for it names people.

    A deed at one of the meetings, by its name in the trail, says which.
    """
    told = entry.details
    role = str(told.get("role") or "")
    said = {
        "name": str(told.get("name") or ""),
        "role": str(Role(role).label) if role in Role.values else "",
    }
    words = _verbs().get(entry.verb, entry.verb) % said
    if meeting := met.get(entry.subject):
        words = _("%(deed)s: “%(title)s”, %(day)s") % {
            "deed": words,
            "title": meeting.title,
            "day": show(meeting.held_on),
        }
    return parts.TrailLine(
        when=show_moment(entry.at.astimezone(ZONE)),
        words=as_deed(words),
        who=signature(entry.actor_name, entry.office),
        note=str(told.get("reason") or ""),
    )
