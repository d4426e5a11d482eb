"""Papers of a club: the decisions that found and dissolve it, invitations, minutes; and
how they hang on documents.

A document has one language, whatever that of the screen: its words are not translated.
No rule of law is cited but what the sources of this program prove.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from thidua.clubs.models import (
    BoardTerm,
    Club,
    ClubMeeting,
    ClubMember,
    Invitee,
    Role,
)
from thidua.clubs.starting import refuse_early_number
from thidua.clubs.states import MeetingState
from thidua.documents.hanging import Hanger, register
from thidua.documents.models import Document
from thidua.exemplars.letterhead import (
    authority_of,
    head_of,
    paragraphs,
    signature_of,
    symbol_of,
    who_and_where,
)
from thidua.exemplars.models import at_or_below
from thidua.exemplars.papers import movement
from thidua.kernel import clock, dates
from thidua.kernel.numbers import show_number
from thidua.kernel.paper.parts import (
    Article,
    Block,
    Clause,
    Paper,
    Section,
    Signature,
    Table,
)
from thidua.organisations.actor import Actor
from thidua.organisations.issuing import Issuer, issuer_on
from thidua.organisations.models import Power
from thidua.organisations.namesakes import listed_names
from thidua.organisations.places import Places

ABOUT = "club"
NAMED = "câu lạc bộ"


def named(club: Club) -> str:
    """`Câu lạc bộ Vườn dừa ghi nhật ký`, once, however the club is named."""
    if club.name.casefold().startswith(NAMED):
        return club.name
    return f"Câu lạc bộ {club.name}"


def founding_paper(club: Club, day: date) -> Paper:
    """The decision of the head that founds the club."""
    head = issuer_on(club.home, day)
    name = in_sentence_of(club)
    grounds = [f"Căn cứ nhu cầu giao lưu, học tập giữa các điển hình {_of_field(club)}"]
    if club.campaign is not None:
        grounds.insert(0, f"Căn cứ kế hoạch {movement(club.campaign)}")
    rules = [Clause(one) for one in paragraphs(club.rules)]
    people = _founders(club, day)
    return Paper(
        **head_of(club.home, head),
        kind="QĐ",
        symbol=symbol_of("QĐ", club.home, head),
        abstract=f"Thành lập {name}",
        authority=authority_of(head),
        grounds=grounds,
        signature=signature_of(head),
        body=[
            Article(f"Thành lập {name}.", paragraphs(club.purpose)),
            Article("Câu lạc bộ sinh hoạt theo quy chế tóm tắt sau đây.", rules)
            if rules
            else Article("Câu lạc bộ tự xây dựng quy chế sinh hoạt."),
            *people,
            Article(
                f"{named(club)} và các tổ chức, cá nhân có liên quan chịu trách nhiệm"
                " thi hành Quyết định này kể từ ngày ký."
            ),
        ],
        recipients=[f"Như Điều {3 + len(people)}"],
    )


def _founders(club: Club, day: date) -> list[Block]:
    """The members by name, with who is on the board; nothing before there are any."""
    members = club.members.today() if club.pk else ClubMember.objects.none()
    some = list(members.order_by("sort_key", "pk"))
    if not some:
        return []
    places = Places(day, [one.home_id for one in some])
    seats = club.terms.filter(ends_on__isnull=True).select_related("member")
    board = sorted(seats, key=lambda one: list(Role).index(Role(one.role)))
    count = f"{show_number(len(some))} hội viên"
    found: list[Block] = [
        Article(
            f"Câu lạc bộ có {count} sáng lập:",
            _listed([who_and_where(one, places) for one in some]),
        )
    ]
    if board:
        led = _listed([_seat(one) for one in board])
        found.append(Article("Ban Chủ nhiệm câu lạc bộ gồm:", led))
    return found


def _listed(lines: list[str]) -> list[Block]:
    """Each ends in a semicolon, the last in a full stop."""
    ends = [";"] * (len(lines) - 1) + ["."]
    return [Clause(f"{one}{end}") for one, end in zip(lines, ends, strict=True)]


def _seat(term: BoardTerm) -> str:
    with translation.override("vi"):
        role = str(term.get_role_display())
    return f"{term.member.name}, {role}, đến ngày {dates.show(term.due_on)}"


def dissolution_paper(club: Club, day: date) -> Paper:
    """The decision of the head that dissolves it, with the reason."""
    head = issuer_on(club.home, day)
    name = in_sentence_of(club)
    when = f" kể từ ngày {dates.show(club.dissolved_on)}"
    return Paper(
        **head_of(club.home, head),
        kind="QĐ",
        symbol=symbol_of("QĐ", club.home, head),
        abstract=f"Giải thể {name}",
        authority=authority_of(head),
        grounds=[f"Xét thực tế hoạt động của {name}"],
        signature=signature_of(head),
        body=[
            Article(f"Giải thể {name}{when}.", [f"Lý do: {club.reason}."]),
            Article(
                "Các tổ chức, cá nhân có liên quan chịu trách nhiệm thi hành Quyết định"
                " này kể từ ngày ký."
            ),
        ],
        recipients=["Như Điều 2"],
    )


def in_sentence_of(club: Club) -> str:
    """`câu lạc bộ Vườn dừa`, within a sentence."""
    name = named(club)
    return f"{name[0].lower()}{name[1:]}"


def _of_field(club: Club) -> str:
    field = str(club.get_field_display())
    return f"làm nghề {club.trade}" if club.trade else f"về {field}"


def invitation_paper(meeting: ClubMeeting, day: date) -> Paper:
    """The invitation to a meeting, with its agenda."""
    head, club = issuer_on(meeting.club.home, day), meeting.club
    when = f"{meeting.starts_at:%H} giờ {meeting.starts_at:%M}"
    body: list[Block] = [
        (
            f"{named(club)} trân trọng kính mời hội viên và khách mời dự buổi sinh hoạt"
            f" “{meeting.title}”."
        ),
        f"Thời gian: {when}, ngày {dates.show(meeting.held_on)}.",
        f"Địa điểm: {meeting.place}.",
        *paragraphs(meeting.words),
        Section("Chương trình", [_agenda(meeting)]),
    ]
    return Paper(
        **_of_club(club, head),
        kind="GM",
        symbol="GM-CLB",
        abstract=f"Sinh hoạt {in_sentence_of(club)}",
        signature=Signature("Chủ nhiệm", _chair_of(club)),
        body=body,
    )


def minutes_paper(meeting: ClubMeeting, day: date) -> Paper:
    """The minutes: who was there, what was on, what was said, what was concluded."""
    head, club = issuer_on(meeting.club.home, day), meeting.club
    chair = Signature("Chủ nhiệm", _chair_of(club))
    is_approved = meeting.state == MeetingState.APPROVED
    writer = meeting.written_by.split(",", maxsplit=1)[0]
    return Paper(
        **_of_club(club, head),
        kind="BB",
        symbol="BB-CLB",
        abstract=f"Sinh hoạt {in_sentence_of(club)} ngày {dates.show(meeting.held_on)}",
        signature=chair,
        signers=[Signature("Người ghi biên bản", writer), chair],
        body=_minutes(meeting, day, is_approved=is_approved),
        day=meeting.held_on,
    )


def _of_club(club: Club, head: Issuer) -> dict[str, Any]:
    """The club issues, under the name of the unit that founded it."""
    return head_of(club.home, head) | {"above": head.name, "issuer": named(club)}


def _chair_of(club: Club) -> str:
    chair = club.terms.filter(role="chair", ends_on__isnull=True).first()
    return chair.member.name if chair and chair.member.kind == "person" else ""


def _agenda(meeting: ClubMeeting) -> Table:
    rows = [
        [str(one.position), one.words, one.led_by or "–", show_number(one.lasts)]
        for one in meeting.items.all()
    ]
    return Table(["STT", "Nội dung", "Ai dẫn", "Phút"], rows, [1, 7, 4, 1], [0, 3])


def _minutes(meeting: ClubMeeting, day: date, *, is_approved: bool) -> list[Block]:
    came = meeting.invitees.filter(people__gte=1)
    people = sum(one.people or 0 for one in came)
    who = called_of(list(came.select_related("member")), day)
    when = f"{meeting.starts_at:%H} giờ {meeting.starts_at:%M}"
    parts: list[Block] = [
        (
            f"Hồi {when}, ngày {dates.show(meeting.held_on)}, tại {meeting.place},"
            f" {in_sentence_of(meeting.club)} sinh hoạt về “{meeting.title}”."
            f" {meeting.led_by} chủ trì; {show_number(people)} người dự:"
            f" {'; '.join(who)}."
        ),
        Section("Chương trình", [_agenda(meeting)]),
        Section("Diễn biến", paragraphs(meeting.minutes)),
    ]
    if meeting.conclusions:
        lines = [Clause(one) for one in paragraphs(meeting.conclusions)]
        parts.append(Section("Kết luận", lines))
    taken = meeting.taken_home.select_related("learning")
    home = [f"{one.learning.name}: {one.words}" for one in taken if one.words]
    if home:
        parts.append(Section("Nơi học mang về", home))
    if not is_approved:
        parts.append("(Biên bản chưa được chủ nhiệm duyệt.)")
    return parts


def called_of(invitees: list[Invitee], day: date) -> list[str]:
    """Members and guests by name, and how many came where it was more than one."""
    units = {one.unit_id for one in invitees if one.unit_id}
    names = listed_names(units, day) if units else {}
    found = []
    for one in invitees:
        name = one.name or names.get(one.unit_id or 0, "")
        if one.member is not None:
            name = one.member.name
        many = f" ({show_number(one.people)} người)" if (one.people or 0) > 1 else ""
        found.append(f"{name}{many}")
    return found


def hang() -> None:
    """Let documents know of clubs."""
    name = _("Câu lạc bộ điển hình")
    register(
        Hanger(
            about=ABOUT,
            name=name,
            known_to=_known_to,
            href=_href,
            follow=refuse_early_number,
        )
    )


def _known_to(actor: Actor) -> QuerySet[Document, int]:
    """The decision that dissolves, to who may know of the club; the one that founds and
    minutes, to its members and those who write for the unit in charge or one above:
    people are named in them."""
    day = clock.today()
    seen = Club.objects.visible_to(actor, day)
    inside = seen
    if not actor.is_system:
        mine = Q(pk__in=[])
        if actor.person_id is not None:
            belong = ClubMember.objects.today().filter(person=actor.person_id)
            mine |= Q(pk__in=belong.values("club"))
        if actor.holds(Power.RUN):
            mine |= Q(home__in=at_or_below(actor.unit_id, day))
        inside = Club.objects.filter(mine)
    met = ClubMeeting.objects.filter(club__in=inside.values("pk"))
    known = Q(club_dissolved__in=seen.values("pk")) | Q(
        club_founded__in=inside.values("pk")
    )
    known |= Q(club_meeting__in=met.values("pk"))
    return Document.objects.filter(known).values_list("pk", flat=True)


def _href(document_id: int) -> str:
    of_club = Q(founding=document_id) | Q(dissolution=document_id)
    club = Club.objects.filter(of_club).first()
    if club is not None:
        return reverse("clubs:club", args=[club.pk])
    meeting = ClubMeeting.objects.filter(document=document_id).first()
    if meeting is None:
        return ""
    return reverse("clubs:meeting", args=[meeting.club_id, meeting.pk])
