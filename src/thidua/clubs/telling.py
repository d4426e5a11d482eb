"""What people are told of clubs: requests, invitations, meetings, minutes, a choice.

Each thing is told once to each unit or person; never to who did it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext_noop as _

from thidua.clubs.hands import Hands
from thidua.clubs.models import ClubMeeting, ClubMember, EmulationCall, Invitee
from thidua.kernel import dates
from thidua.kernel.events import announce
from thidua.organisations.actor import Actor
from thidua.organisations.events import PeopleConcerned
from thidua.organisations.models import Mandate

KIND = "club"
"""The kind of notice, by which everybody chooses how it comes."""
WRITERS = (Mandate.Role.OFFICER.value, Mandate.Role.HEAD.value)


@dataclass(frozen=True, slots=True)
class News:
    """One piece of news, the same to all who hear it."""

    key: str
    title: str
    body: str
    said: dict[str, str | int]
    path: str
    actor: Actor

    def to_people(self, people: Iterable[int | None]) -> None:
        """To persons whom the register knows; not to who did it."""
        for one in sorted({who for who in people if who}):
            if one != self.actor.person_id:
                self._tell(f"person:{one}", person_id=one)

    def to_units(self, units: Iterable[int | None], *roles: str) -> None:
        """To those who write for units; not to the actor's own."""
        for one in sorted({which for which in units if which}):
            if one != self.actor.unit_id:
                self._tell(f"unit:{one}", unit_id=one, roles=roles)

    def _tell(
        self,
        whom: str,
        *,
        unit_id: int | None = None,
        person_id: int | None = None,
        roles: tuple[str, ...] = (),
    ) -> None:
        announce(
            PeopleConcerned(
                key=f"{self.key}:{whom}",
                kind=KIND,
                title=self.title,
                body=self.body,
                said=self.said,
                path=self.path,
                unit_id=unit_id,
                roles=roles,
                person_id=person_id,
                origin_id=self.actor.unit_id,
            )
        )


def tell_asked(member: ClubMember, hands: Hands, actor: Actor) -> None:
    """Somebody asks to join: the board hears, and the unit in charge."""
    news = News(
        f"club-asked:{member.pk}",
        _("Có người xin vào câu lạc bộ “%(club)s”"),
        _("%(name)s. Mở để nhận vào, hoặc trả lời vì sao chưa nhận."),
        {"club": member.club.name, "name": member.name},
        reverse("clubs:members", args=[member.club_id]),
        actor,
    )
    news.to_people(hands.board)
    news.to_units([hands.keeper], *WRITERS)


def tell_invited(member: ClubMember, actor: Actor) -> None:
    """Somebody is invited to join: the person, or their unit."""
    _to_member(
        member,
        f"club-invited:{member.pk}",
        _("Được mời vào câu lạc bộ “%(club)s”: %(name)s"),
        _("Mở để nhận lời, hoặc cho biết vì sao chưa nhận."),
        actor,
    )


def tell_answered(member: ClubMember, actor: Actor, *, is_in: bool) -> None:
    """Who asked hears what the board says."""
    title = _("Câu lạc bộ “%(club)s” đã nhận %(name)s")
    body = _("Lịch sinh hoạt ở trang của câu lạc bộ.")
    if not is_in:
        title = _("Câu lạc bộ “%(club)s” chưa nhận %(name)s")
        body = "%(why)s"
    _to_member(member, f"club-answered:{member.pk}", title, body, actor)


def _to_member(
    member: ClubMember, key: str, title: str, body: str, actor: Actor
) -> None:
    news = News(
        key,
        title,
        body,
        {"club": member.club.name, "name": member.name, "why": member.reason},
        reverse("clubs:club", args=[member.club_id]),
        actor,
    )
    news.to_people([member.person_id])
    if member.person_id is None:
        news.to_units([member.unit_id or member.home_id], *WRITERS)


def tell_meeting(meeting: ClubMeeting, some: Iterable[Invitee], actor: Actor) -> None:
    """Those who are asked to a meeting: persons themselves, others by their unit."""
    news = _of_meeting(
        meeting,
        f"club-meeting:{meeting.pk}",
        _("Mời họp câu lạc bộ “%(club)s”, %(when)s"),
        _("%(title)s. Tại %(place)s. Mở để xem chương trình và trả lời."),
        actor,
    )
    _to_each(news, some)


def tell_changed(meeting: ClubMeeting, some: Iterable[Invitee], actor: Actor) -> None:
    """Who was invited hears that the day, the hour or the place is another."""
    key = f"club-meeting-moved:{meeting.pk}:{meeting.version}"
    title = _("Đổi lịch họp câu lạc bộ “%(club)s”: %(when)s")
    body = _("%(title)s. Tại %(place)s. Mở để xem chương trình và trả lời.")
    _to_invited(_of_meeting(meeting, key, title, body, actor), some)


def tell_cancelled(meeting: ClubMeeting, some: Iterable[Invitee], actor: Actor) -> None:
    """Who was invited hears that it is not held."""
    key = f"club-meeting-off:{meeting.pk}"
    title = _("Không họp câu lạc bộ “%(club)s” ngày %(when)s")
    _to_invited(_of_meeting(meeting, key, title, "%(why)s", actor), some)


def _to_invited(news: News, some: Iterable[Invitee]) -> None:
    _to_each(news, [one for one in some if one.told_at is not None])


def _to_each(news: News, some: Iterable[Invitee]) -> None:
    invitees = list(some)
    news.to_people(person_of(one) for one in invitees)
    news.to_units(unit_of(one) for one in invitees)


def person_of(invitee: Invitee) -> int | None:
    """The person of the register who is asked: a member, or a guest who signs in."""
    return invitee.member.person_id if invitee.member else invitee.person_id


def unit_of(invitee: Invitee) -> int | None:
    """The unit that is asked: for itself, or for somebody of it who has no file."""
    member = invitee.member
    if member is None:
        return invitee.unit_id
    return None if member.person_id else member.unit_id or member.home_id


def tell_written(meeting: ClubMeeting, hands: Hands, actor: Actor) -> None:
    """The minutes wait for the chair."""
    news = _of_meeting(
        meeting,
        f"club-minutes:{meeting.pk}:{meeting.version}",
        _("Biên bản họp câu lạc bộ “%(club)s” chờ duyệt"),
        _("Họp %(when)s: %(title)s."),
        actor,
    )
    if hands.chair_person is not None:
        news.to_people([hands.chair_person])
    else:
        news.to_units([hands.chair_unit or hands.keeper], Mandate.Role.HEAD.value)


def tell_sent_back(meeting: ClubMeeting, actor: Actor) -> None:
    """Who wrote the minutes hears what is to be mended."""
    news = _of_meeting(
        meeting,
        f"club-minutes-back:{meeting.pk}:{meeting.version}",
        _("Biên bản họp câu lạc bộ “%(club)s” được trả lại để sửa"),
        "%(why)s",
        actor,
    )
    news.to_people([meeting.written_by_person_id])


def _of_meeting(
    meeting: ClubMeeting, key: str, title: str, body: str, actor: Actor
) -> News:
    said: dict[str, str | int] = {
        "club": meeting.club.name,
        "title": meeting.title,
        "when": f"{meeting.starts_at:%H:%M}, {dates.show(meeting.held_on)}",
        "place": meeting.place,
        "why": meeting.reason,
    }
    path = reverse("clubs:meeting", args=[meeting.club_id, meeting.pk])
    return News(key, title, body, said, path, actor)


def tell_call(call: EmulationCall, units: Iterable[int], actor: Actor) -> None:
    """Units that have not chosen whom to emulate are asked to."""
    emulation = call.emulation
    news = News(
        f"club-choose:{call.pk}",
        _("Mời chọn điển hình để thi đua: %(campaign)s"),
        _("Chọn trước ngày %(day)s; trang này gợi ý nơi cùng việc, cùng địa bàn."),
        {
            "campaign": emulation.campaign.name,
            "day": dates.show(emulation.choose_by),
        },
        reverse("clubs:emulation", args=[emulation.campaign_id]),
        actor,
    )
    news.to_units(units, *WRITERS)
