"""The doors of clubs: each opened to its own, closed to strangers and readers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from tests.campaigns.factories import MAY
from tests.clubs.factories import FOUNDED_ON, a_plan, founding
from tests.doors import Cast, Door, Public, address, at
from tests.exemplars.doors_of_learning import _praised
from tests.pledges.factories import running
from thidua.campaigns.models import Campaign
from thidua.clubs import actions
from thidua.clubs.drafts import JoiningDraft, MinutesDraft
from thidua.clubs.models import Club, ClubMeeting, ClubMember, Emulation, Role
from thidua.clubs.states import Standing
from thidua.exemplars.drafts import SubjectDraft
from thidua.organisations.actor import the_system
from thidua.organisations.models import Unit

LOADER = the_system("thử")


def _club(cast: Cast) -> Club:
    """Founded by the department of the cast."""
    return actions.found_club(founding(cast.place.department), actor=LOADER, at=MAY)


def _member(club: Club, unit: Unit) -> ClubMember:
    """A unit of the cast, as a founder."""
    subject = SubjectDraft("unit", f"Nơi {unit.pk}", unit.pk, "water", unit_id=unit.pk)
    return actions.enrol_founder(club, JoiningDraft(subject), actor=LOADER, at=MAY)


def _led(cast: Cast) -> Club:
    """The same, meeting; the department is its chair, a commune a member."""
    club = _club(cast)
    _member(club, cast.place.communes[0])
    actions.choose_board(
        club,
        _member(club, cast.place.department),
        Role.CHAIR,
        starts_on=FOUNDED_ON,
        due_on=date(2027, 1, 1),
        actor=LOADER,
        at=MAY,
    )
    return actions.start_club(club, actor=LOADER, at=MAY)


def _at(name: str, make: Callable[[Cast], Club] = _club) -> Callable[[Cast], str]:
    return lambda cast: address(name, make(cast))


def _paused(cast: Cast) -> Club:
    return actions.pause_club(_led(cast), reason="Mùa vụ", actor=LOADER, at=MAY)


def _at_member(name: str, state: str) -> Callable[[Cast], str]:
    """Somebody of the cast's commune, in that state."""

    def path(cast: Cast) -> str:
        club, unit = _club(cast), cast.place.communes[0]
        subject = SubjectDraft("household", "Hộ bà Tám", unit.pk, "water")
        draft = JoiningDraft(subject)
        if state == Standing.ASKED:
            member = actions.ask_to_join(club, draft, actor=LOADER, at=MAY)
        elif state == Standing.INVITED:
            member = actions.invite_member(club, draft, actor=LOADER, at=MAY)
        else:
            member = actions.enrol_founder(club, draft, actor=LOADER, at=MAY)
        return address(name, club, member)

    return path


def _meeting(cast: Cast) -> ClubMeeting:
    """Planned for a day to come, and called."""
    draft = a_plan(MAY.date())
    club = _led(cast)
    meeting = actions.plan_meeting(club, draft, actor=LOADER, at=MAY)
    return actions.invite_to_meeting(meeting, actor=LOADER, at=MAY)


def _minuted(cast: Cast) -> ClubMeeting:
    meeting = _meeting(cast)
    came = {one.pk: 1 for one in meeting.invitees.all()}
    draft = MinutesDraft("Bà Tám", "Bàn việc giữ nước.", "", came)
    return actions.write_minutes(
        meeting, draft, version=meeting.version, actor=LOADER, at=MAY
    )


def _approved(cast: Cast) -> ClubMeeting:
    meeting = _minuted(cast)
    return actions.approve_minutes(
        meeting, version=meeting.version, actor=LOADER, at=MAY
    )


def _at_meeting(
    name: str, make: Callable[[Cast], ClubMeeting] = _meeting, *more: str
) -> Callable[[Cast], str]:
    def path(cast: Cast) -> str:
        meeting = make(cast)
        return address(name, meeting.club_id, meeting, *more)

    return path


def _at_answer(cast: Cast) -> str:
    meeting = _meeting(cast)
    invitee = meeting.invitees.get(member__unit=cast.place.communes[0])
    return address("clubs:meeting-answer", meeting.club_id, meeting, invitee)


def _at_seat(cast: Cast) -> str:
    club = _club(cast)
    member = _member(club, cast.place.communes[0])
    actions.choose_board(
        club,
        member,
        Role.VICE,
        starts_on=FOUNDED_ON,
        due_on=date(2027, 1, 1),
        actor=LOADER,
        at=MAY,
    )
    return address("clubs:term-end", club, member)


def _emulated(cast: Cast) -> Campaign:
    campaign = running(cast.place)
    actions.open_emulation(
        campaign,
        words="Chọn một điển hình.",
        choose_by=date(2025, 6, 30),
        version=None,
        actor=LOADER,
        at=MAY,
    )
    return campaign


def _at_choice(cast: Cast) -> str:
    exemplar = _praised(cast, "office")
    campaign = exemplar.campaign
    Emulation.objects.create(
        campaign=campaign,
        words="Chọn.",
        choose_by=date(2025, 6, 30),
        opened_on=MAY.date(),
        opened_by="Người Thử",
    )
    return address("clubs:choose", campaign, exemplar)


FOUND = {
    "name": "Câu lạc bộ Mới",
    "field": "water",
    "purpose": "Giúp nhau.",
    "rhythm": "3",
    "least_members": "3",
    "founded_on": "20/02/2025",
    "paper": "15/QĐ-SNV",
}
WRITTEN = ("name", "field", "purpose", "rhythm", "least_members")
MEND = {name: FOUND[name] for name in WRITTEN}
WHY = {"reason": "Hết mùa."}
SOMEBODY = {"who": "household", "name": "Hộ ông Chín"}
PLAN = {
    "title": "Giữ nước",
    "held_on": "25/05/2025",
    "starts_at": "8:00",
    "place": "Nhà văn hóa",
    "rows": "4",
    "words0": "Đúc lu",
    "lasts0": "30",
}
END = {"dissolved_on": "20/05/2025", "paper": "20/QĐ-SNV", "reason": "Ít người."}


def _chosen(cast: Cast) -> dict[str, str]:
    del cast
    member = ClubMember.objects.get()
    return {
        "member": str(member.pk),
        "role": "chair",
        "starts_on": "01/04/2025",
        "due_on": "01/04/2027",
    }


def _counted(cast: Cast) -> dict[str, str]:
    del cast
    meeting = ClubMeeting.objects.get()
    came = {f"came{one.pk}": "1" for one in meeting.invitees.all()}
    version = {"version": str(meeting.version)}
    return {"led_by": "Bà Tám", "minutes": "Bàn việc."} | version | came


def _version(cast: Cast) -> dict[str, str]:
    del cast
    return {"version": str(ClubMeeting.objects.get().version)}


def _with_member(cast: Cast) -> Club:
    club = _club(cast)
    _member(club, cast.place.communes[0])
    return club


def _startable(cast: Cast) -> Club:
    club = _led(cast)
    Club.objects.filter(pk=club.pk).update(state="founded")
    return club


def _form(name: str, make: Any = _club, data: Any = None, **given: Any) -> list[Door]:
    """The page of a form, and what is sent with it."""
    door = Door(_at(name, make), **given)
    return [door, replace(door, method="POST", data=data or {})]


def _post(to: Any, data: Any = None, **given: Any) -> list[Door]:
    return [Door(to, "POST", data=data or {}, **given)]


def _sat(name: str, make: Any, data: Any = None, **given: Any) -> list[Door]:
    return _post(_at_meeting(name, make), data, **given)


def _who(name: str, state: str, data: Any = None, **given: Any) -> list[Door]:
    return _post(_at_member(name, state), data, **given)


def _in(name: str, make: Callable[[Cast], Campaign]) -> Callable[[Cast], str]:
    return lambda cast: address(name, make(cast))


def _campaign(cast: Cast) -> Campaign:
    return running(cast.place)


OPEN = {"words": "Mỗi nơi chọn một điển hình.", "choose_by": "30/06/2025"}
TO_MINUTES = Door(_at_meeting("clubs:minutes"))
MENDED = Door(_at_meeting("clubs:meeting-mend"))

DOORS: dict[str, list[Door] | Public] = {
    "clubs:list": [Door(at("clubs:list"), stranger=200, low=200)],
    "clubs:found": [
        Door(at("clubs:found"), stranger=200),
        Door(at("clubs:found"), "POST", data=FOUND, stranger=302),
    ],
    "clubs:club": [Door(_at("clubs:club"), low=200)],
    "clubs:history": [Door(_at("clubs:history"), low=404)],
    "clubs:members": [Door(_at("clubs:members"), low=200)],
    "clubs:meetings": [Door(_at("clubs:meetings"), low=200)],
    "clubs:taken": [Door(_at("clubs:taken"), low=200)],
    "clubs:mend": _form("clubs:mend", data=MEND | {"version": "1"}),
    "clubs:start": _post(_at("clubs:start", _startable)),
    "clubs:pause": _post(_at("clubs:pause", _led), WHY),
    "clubs:resume": _post(_at("clubs:resume", _paused)),
    "clubs:dissolve": _form("clubs:dissolve", data=END),
    "clubs:board": _form("clubs:board", _with_member, _chosen),
    "clubs:term-end": _post(_at_seat, {"ends_on": "20/05/2025"} | WHY),
    "clubs:ask": [
        Door(_at("clubs:ask"), low=200),
        Door(_at("clubs:ask"), "POST", data=SOMEBODY, low=422),
    ],
    "clubs:invite": _form("clubs:invite", data=SOMEBODY),
    "clubs:enrol": _form("clubs:enrol", data=SOMEBODY),
    "clubs:member-accept": _who("clubs:member-accept", Standing.ASKED, low=404),
    "clubs:member-refuse": _who("clubs:member-refuse", Standing.ASKED, WHY, low=404),
    "clubs:member-answer": _who(
        "clubs:member-answer",
        Standing.INVITED,
        {"answer": "yes"},
        opens_to="commune",
        low=404,
    ),
    "clubs:member-take-back": _who(
        "clubs:member-take-back", Standing.ASKED, opens_to="commune", low=404
    ),
    "clubs:member-leave": _who("clubs:member-leave", Standing.MEMBER, WHY),
    "clubs:member-consent": _who(
        "clubs:member-consent",
        Standing.MEMBER,
        {"shows_name": "1"},
        opens_to="commune",
    ),
    "clubs:plan": _form("clubs:plan", _led, PLAN),
    "clubs:meeting": [Door(_at_meeting("clubs:meeting"), low=200)],
    "clubs:meeting-mend": [
        MENDED,
        replace(MENDED, method="POST", data=PLAN | {"version": "1"}),
    ],
    "clubs:meeting-invite": _sat("clubs:meeting-invite", _meeting),
    "clubs:meeting-cancel": _sat("clubs:meeting-cancel", _meeting, WHY),
    "clubs:meeting-answer": _post(_at_answer, {"answer": "comes"}, opens_to="commune"),
    "clubs:minutes": [
        TO_MINUTES,
        replace(TO_MINUTES, method="POST", data=_counted),
    ],
    "clubs:minutes-approve": _sat(
        "clubs:minutes-approve", _minuted, _version, opens_to="head"
    ),
    "clubs:minutes-return": _sat(
        "clubs:minutes-return", _minuted, WHY, opens_to="head"
    ),
    "clubs:minutes-draft": _sat("clubs:minutes-draft", _approved),
    "clubs:meeting-paper": [
        Door(_at_meeting("clubs:meeting-paper", _meeting, "giay-moi-word"), low=404)
    ],
    "clubs:emulation": [Door(_in("clubs:emulation", _campaign), low=200)],
    "clubs:emulation-open": [
        Door(_in("clubs:emulation-open", _campaign)),
        Door(_in("clubs:emulation-open", _campaign), "POST", data=OPEN),
    ],
    "clubs:emulation-call": _post(_in("clubs:emulation-call", _emulated)),
    "clubs:choose": _post(_at_choice, opens_to="commune"),
}
