"""Clubs of the exemplars of “Đồng khởi mới” with a year of meetings, made up.

The stories are in the content file; who belongs follows from who was an exemplar and
who learns. On the demonstration's day one club waits for minutes, one for their
approval, one for its first chair.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, time, timedelta
from typing import Any

from thidua.clubs import actions
from thidua.clubs.drafts import (
    FoundingDraft,
    ItemDraft,
    JoiningDraft,
    MeetingDraft,
    MinutesDraft,
    Words,
)
from thidua.clubs.models import Club, ClubMeeting, ClubMember, Emulation, Role
from thidua.clubs.there import learnings_at
from thidua.config.demonstration.campaign_one import Script, on
from thidua.config.demonstration.dice import dice
from thidua.config.demonstration.era_one import Loading
from thidua.config.demonstration.files import told
from thidua.config.demonstration.giving import speaking_for
from thidua.config.demonstration.names import name_of
from thidua.config.demonstration.places import BEN_TRE, communes_of
from thidua.config.demonstration.story import CHAU_BINH
from thidua.exemplars.drafts import SubjectDraft
from thidua.exemplars.models import Exemplar, Learning
from thidua.organisations.actor import Actor, the_system
from thidua.organisations.models import Person, User
from thidua.organisations.naming import unit_called

Spec = Mapping[str, Any]
HAMLET = "29008/Ấp 4"
A_TERM = timedelta(days=730)
TAKEN = (
    "Làm thử một khuôn lu cho tổ mình.",
    "Chép mẫu sổ đo, về áp dụng ở ba ấp.",
    "Mời tổ ấy sang chỉ một buổi.",
    "Phân công hai người ghi hằng tháng.",
    "Bắt đầu từ mười nhà gần nhau.",
)


def meet_in_clubs(script: Script, loading: Loading) -> None:
    """The clubs in the order of their founding; the form of the campaign last."""
    content = told("clubs")
    for spec in sorted(content["clubs"], key=lambda one: one["founded"]):
        _tell(script, loading, spec)
    _open(script, loading, content["emulation"])


def _tell(script: Script, loading: Loading, spec: Spec) -> None:
    actor = speaking_for(loading, spec["home"])
    club = _found(script, loading, spec, actor)
    by_key = _exemplars(script, club, spec, actor)
    _learners(club, spec, actor)
    _people(loading, club, spec, actor)
    chair = _chair(loading, club, spec, by_key, actor)
    if chair is None:
        return
    _lead(club, spec, chair, actor)
    for number, meeting in enumerate(spec["meetings"]):
        is_last = number == len(spec["meetings"]) - 1
        _meet(club, spec, meeting, actor, goes=spec["last"] if is_last else "approved")
    if spec.get("next"):
        day, title, place = spec["next"]
        found = _planned(club, spec, day, title, place, actor, on(date(2025, 5, 19)))
        if day < date(2025, 7, 1):
            actions.invite_to_meeting(found, actor=actor, at=on(date(2025, 5, 19), 10))
    if spec.get("asks"):
        _ask(loading, club, spec["asks"], actor)


def _found(script: Script, loading: Loading, spec: Spec, actor: Actor) -> Club:
    ids = loading.stage.ids
    words = Words(
        spec["name"],
        spec["field"],
        spec["purpose"],
        trade=spec["trade"],
        rules=spec["rules"],
        rhythm=spec["rhythm"],
        unit_ids=[ids[one] for one in spec.get("with", ())],
        campaign_id=script.campaign.pk,
    )
    draft = FoundingDraft(
        words, ids[spec["home"]], spec["founded"], spec["paper"], is_made_up=True
    )
    return actions.found_club(draft, actor=actor, at=on(spec["founded"], 9))


def _enrol(club: Club, draft: JoiningDraft, actor: Actor) -> ClubMember:
    return actions.enrol_founder(club, draft, actor=actor, at=on(club.founded_on, 10))


def _exemplars(
    script: Script, club: Club, spec: Spec, actor: Actor
) -> dict[str, ClubMember]:
    titles = {one["key"]: one["title"] for one in told("exemplars")["exemplars"]}
    found: dict[str, ClubMember] = {}
    for key in spec["exemplars"]:
        some = Exemplar.objects.filter(campaign=script.campaign, title=titles[key])
        one = some.order_by("pk")[0]
        subject = SubjectDraft(one.kind, one.name, one.home_id, one.field)
        if any(known.name == one.name for known in found.values()):
            continue  # a commune with two exemplars belongs once
        draft = JoiningDraft(
            subject,
            exemplar_id=one.pk,
            contact=f"Văn phòng {unit_called(one.home_id, club.founded_on)}",
            is_made_up=True,
        )
        found[key] = _enrol(club, draft, actor)
    return found


def _learners(club: Club, spec: Spec, actor: Actor) -> None:
    """Units that learn from the club's exemplars, and stand in it once."""
    taken: set[int | None] = set(club.members.values_list("unit_id", flat=True))
    some = Learning.objects.alive().filter(
        exemplar__memberships__club=club, unit__isnull=False
    )
    rest = spec["learners"]
    for one in some.order_by("starts_on", "pk"):
        if one.unit_id in taken or not rest:
            continue
        taken.add(one.unit_id)
        rest -= 1
        subject = SubjectDraft(
            "unit", one.name, one.home_id, one.field, unit_id=one.unit_id
        )
        _enrol(club, JoiningDraft(subject, is_made_up=True), actor)


def _people(loading: Loading, club: Club, spec: Spec, actor: Actor) -> None:
    """Households, groups and persons of communes; every second one shows the name."""
    places = communes_of(BEN_TRE)
    for number, (kind, trade) in enumerate(spec["people"]):
        place = dice("club", spec["key"], number).choice(places)
        name = name_of("club", spec["key"], number).full
        if kind == "group":
            name = f"{trade[:1].upper()}{trade[1:]} của {name}"
        home = loading.stage.ids[place.key]
        draft = JoiningDraft(
            SubjectDraft(kind, name, home, spec["field"], trade),
            contact="0900 000 000 (minh họa)",
            shows_name=number % 2 == 0,
            is_made_up=True,
        )
        _enrol(club, draft, actor)


def _chair(
    loading: Loading,
    club: Club,
    spec: Spec,
    by_key: Mapping[str, ClubMember],
    actor: Actor,
) -> ClubMember | None:
    """A member that is an exemplar, or the farmer of the story who can sign in."""
    if spec["chair"] in by_key:
        return by_key[spec["chair"]]
    user = User.objects.filter(username=spec["chair"]).first()
    if user is None:
        return None
    person = Person.objects.get(pk=user.person_id)
    home = loading.stage.ids[HAMLET]
    subject = SubjectDraft(
        "person",
        person.full_name,
        home,
        spec["field"],
        "Trồng dừa, nuôi ong",
        person_id=person.pk,
    )
    return _enrol(club, JoiningDraft(subject, shows_name=True, is_made_up=True), actor)


def _lead(club: Club, spec: Spec, chair: ClubMember, actor: Actor) -> None:
    """Chair, vice chair and secretary, and the first day of meeting."""
    others = list(club.members.exclude(pk=chair.pk).order_by("pk"))
    seats = zip(Role, [chair, others[0], others[-1]], strict=True)
    for role, member in seats:
        actions.choose_board(
            club,
            member,
            role,
            starts_on=spec["founded"],
            due_on=spec["founded"] + A_TERM,
            actor=actor,
            at=on(spec["founded"], 14),
        )
    actions.start_club(club, actor=actor, at=on(spec["founded"], 15))
    club.refresh_from_db()


def _planned(
    club: Club,
    spec: Spec,
    day: date,
    title: str,
    place: str,
    actor: Actor,
    at: Any,
) -> ClubMeeting:
    leads = list(club.members.filter(exemplar__isnull=False).order_by("pk"))
    first = leads[dice("lead", spec["key"], title).randrange(len(leads))]
    draft = MeetingDraft(
        title,
        day,
        time(8) if spec["key"] != "hoc-tap" else time(19),
        place,
        words="Mang theo sổ ghi của nhà mình.",
        items=[
            ItemDraft("Kỳ trước mang về, nay làm tới đâu", "", 30),
            ItemDraft(title, first.name, 60),
            ItemDraft("Hỏi và chỉ nhau", "", 45),
            ItemDraft("Chọn một việc mang về", "", 15),
        ],
        is_made_up=True,
    )
    return actions.plan_meeting(club, draft, actor=actor, at=at)


def _meet(
    club: Club, spec: Spec, told_of: Sequence[Any], actor: Actor, *, goes: str
) -> None:
    """One meeting, as far as it has come: called, minuted, approved."""
    day, title, place, minutes, conclusions = told_of
    before = day - timedelta(days=10)
    meeting = _planned(club, spec, day, title, place, actor, on(before, 9))
    meeting = actions.invite_to_meeting(meeting, actor=actor, at=on(before, 10))
    for place_in, one in enumerate(meeting.invitees.select_related("member")):
        if place_in % 4 != 3:
            one.meeting = meeting
            actions.answer_meeting(
                one, answer="comes", actor=actor, at=on(before + timedelta(days=2), 9)
            )
    if goes == "invited":
        return
    meeting = _minuted(meeting, minutes, conclusions, actor)
    if goes == "approved":
        at, version = on(day + timedelta(days=4), 9), meeting.version
        chair = the_system(meeting.led_by)
        actions.approve_minutes(meeting, version=version, actor=chair, at=at)


def _minuted(
    meeting: ClubMeeting, minutes: str, conclusions: str, actor: Actor
) -> ClubMeeting:
    chance = dice("came", meeting.pk)
    came = {
        one.pk: chance.randint(1, 3) if number % 5 != 4 else 0
        for number, one in enumerate(meeting.invitees.order_by("pk"))
    }
    day = meeting.held_on
    learning = [one for one in learnings_at(meeting) if one.starts_on <= day]
    taken = [
        (one.pk, chance.randint(1, 3), TAKEN[(number + day.month) % len(TAKEN)])
        for number, one in enumerate(learning)
        if number % 3 != 2
    ]
    chair = meeting.club.terms.select_related("member").get(role=Role.CHAIR)
    draft = MinutesDraft(chair.member.name, minutes, conclusions, came, taken)
    at = on(day + timedelta(days=1), 9)
    version = meeting.version
    return actions.write_minutes(meeting, draft, version=version, actor=actor, at=at)


def _ask(loading: Loading, club: Club, words: str, actor: Actor) -> None:
    """A household of Châu Bình asks to join, and waits."""
    name = name_of("club", "asks", club.pk).full
    home = loading.stage.ids[CHAU_BINH]
    subject = SubjectDraft("household", name, home, club.field, "trồng dừa")
    draft = JoiningDraft(subject, words=words, contact="0900 000 000", is_made_up=True)
    actions.ask_to_join(club, draft, actor=actor, at=on(date(2025, 5, 17), 15))


def _open(script: Script, loading: Loading, spec: Spec) -> None:
    """“Emulate with exemplars” was opened in April; those who had not chosen were
    invited once."""
    actor = speaking_for(loading, "ban-thi-dua")
    actions.open_emulation(
        script.campaign,
        words=spec["words"],
        choose_by=spec["choose_by"],
        version=None,
        actor=actor,
        at=on(spec["opened"], 9),
    )
    emulation = Emulation.objects.get(campaign=script.campaign)
    actions.call_to_choose(emulation, actor=actor, at=on(spec["called"], 9))
