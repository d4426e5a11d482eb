"""Minutes of a meeting that chose, and the notice or decision that praises, as papers;
and how they hang on documents.

A document has one language, whatever that of the screen: its words are not translated.
No rule of law is cited but what the sources of this program prove.
"""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from thidua.campaigns.models import Campaign
from thidua.documents.hanging import Hanger, register
from thidua.documents.models import Document
from thidua.exemplars.ended import follow_decision
from thidua.exemplars.held import last_that_chose
from thidua.exemplars.letterhead import (
    authority_of,
    head_of,
    paragraphs,
    signature_of,
    symbol_of,
)
from thidua.exemplars.models import (
    BarRevisit,
    Ending,
    Exemplar,
    Meeting,
    MeetingBefore,
    Praise,
    at_or_below,
)
from thidua.exemplars.shown import named
from thidua.kernel import clock, dates
from thidua.kernel.numbers import show_number
from thidua.kernel.paper.parts import (
    Article,
    Block,
    Paper,
    Section,
    Signature,
    Table,
)
from thidua.organisations.actor import Actor
from thidua.organisations.issuing import issuer_on
from thidua.organisations.models import Power, Unit
from thidua.organisations.naming import in_sentence
from thidua.prospects.models import Subject

ABOUT = "exemplar"
TITLES = frozenset({"ông", "bà", "anh", "chị", "cô", "chú", "em", "hộ"})
QUOTES = '“”" '


def minutes_paper(meeting: Meeting, day: date) -> Paper:
    """Minutes: when, who led, how many were there, how the hands were counted."""
    head = issuer_on(meeting.unit, day)
    with translation.override("vi"):
        month = dates.month_name(meeting.period.starts_on)
    return Paper(
        **head_of(meeting.unit, head),
        kind="BB",
        symbol=symbol_of("BB", meeting.unit, head),
        abstract=f"Họp bình chọn điển hình {month}, {meeting.campaign.name}",
        signature=Signature("Chủ trì", ""),
        body=_minutes(meeting, month),
    )


def praise_paper(
    exemplar: Exemplar, kind: str, words: str, issuer: Unit, day: date
) -> Paper:
    """A notice, or a decision of the head, that praises an exemplar."""
    head = issuer_on(issuer, day)
    is_decision = kind == Praise.Kind.DECISION
    code = "QĐ" if is_decision else "TB"
    about = who(exemplar)
    authority = ""
    if is_decision:
        authority = authority_of(head)
    return Paper(
        **head_of(issuer, head),
        kind=code,
        symbol=symbol_of(code, issuer, head),
        abstract=f"Biểu dương điển hình {about}",
        authority=authority,
        grounds=_grounds(exemplar) if is_decision else (),
        signature=signature_of(head),
        body=_decided(exemplar, about, words)
        if is_decision
        else _noticed(exemplar, about, words),
        recipients=[exemplar.name] if is_decision else (),
    )


def who(exemplar: Exemplar) -> str:
    """`hộ ông (bà) …, ấp …`: whom a paper is about."""
    called = in_text(exemplar.name)
    title = called.partition(" ")[0]
    is_titled = title in TITLES
    words = {
        Subject.Kind.PERSON: "" if is_titled else "ông (bà) ",
        Subject.Kind.HOUSEHOLD: "hộ " if is_titled else "hộ ông (bà) ",
        Subject.Kind.PRACTICE: "mô hình ",
    }
    word = "" if title == "hộ" else words.get(Subject.Kind(exemplar.kind), "")
    name = f"{word}{called}"
    return f"{name}, {exemplar.place}" if exemplar.place else name


def in_text(name: str) -> str:
    """`xã Hòa Lộc`, `bà Ngô Thị Bé Năm`: a name within a sentence of a paper."""
    with translation.override("vi"):
        return in_sentence(small(name))


def small(name: str) -> str:
    """`bà Ngô Thị Bé Năm` within a sentence, where the name came with its title."""
    title, blank, rest = name.partition(" ")
    return f"{title.lower()}{blank}{rest}" if title.lower() in TITLES else name


def _grounds(exemplar: Exemplar) -> list[str]:
    last = last_that_chose(exemplar)
    grounds = [f"Căn cứ kế hoạch {movement(exemplar.campaign)}"]
    if last is not None:
        held_on = dates.show(last.held_on)
        grounds.append(f"Căn cứ kết quả cuộc họp bình chọn điển hình ngày {held_on}")
    return grounds


def movement(campaign: Campaign) -> str:
    """`phong trào thi đua “Đồng khởi mới”`, once, however the campaign is named."""
    name = campaign.name.strip()
    if name.casefold().startswith("phong trào"):
        return f"p{name[1:]}"
    return f"phong trào thi đua “{name.strip(QUOTES)}”"


def _decided(exemplar: Exemplar, about: str, words: str) -> list[Block]:
    campaign = movement(exemplar.campaign)
    return [
        Article(
            f"Biểu dương {about} là điển hình “{exemplar.title}” trong {campaign}.",
            paragraphs(words),
        ),
        Article(
            "Các tổ chức, cá nhân trong phong trào tìm hiểu, học tập và làm theo điển"
            " hình; bộ phận phụ trách thi đua theo dõi việc học tập."
        ),
        Article("Quyết định này có hiệu lực kể từ ngày ký."),
    ]


def _noticed(exemplar: Exemplar, about: str, words: str) -> list[Block]:
    campaign = movement(exemplar.campaign)
    return [
        (
            f"Trong {campaign}, {about} được bình chọn và biểu dương là điển hình"
            f" “{exemplar.title}”."
        ),
        *paragraphs(words),
        "Đề nghị các tổ chức, cá nhân tìm hiểu, học tập và làm theo.",
    ]


def _minutes(meeting: Meeting, month: str) -> list[Block]:
    choices = meeting.choices.standing().select_related("exemplar")
    rows = [
        [
            str(place),
            one.exemplar.title,
            one.exemplar.name,
            show_number(one.hands),
            "được chọn" if one.is_chosen else "chưa được chọn",
        ]
        for place, one in enumerate(choices, start=1)
    ]
    held = dates.show(meeting.held_on)
    head = ["STT", "Nội dung", "Tổ chức, cá nhân", "Số người giơ tay", "Kết quả"]
    return [
        (
            f"Cuộc họp ngày {held} do {meeting.led_by} chủ trì,"
            f" {show_number(meeting.present)} người dự, bình chọn điển hình {month}"
            " bằng hình thức giơ tay. Được chọn khi có quá nửa số người dự đồng ý."
        ),
        Section("Diễn biến", paragraphs(meeting.minutes)),
        Section("Kết quả", [Table(head, rows, [1, 5, 4, 2, 3], [0, 3])]),
    ]


def hang() -> None:
    """Let documents know of exemplars."""
    register(
        Hanger(
            about=ABOUT,
            name=_("Điển hình"),
            known_to=_known_to,
            href=_href,
            follow=follow_decision,
        )
    )


def _known_to(actor: Actor) -> QuerySet[Document, int]:
    """Papers that praise or end, to who may know of the exemplar: of a person, a
    household, a group only where its name is public or one sees it whole. Minutes to
    those above."""
    day = clock.today()
    seen = Exemplar.objects.visible_to(actor, day)
    whole = Exemplar.objects.inside(actor, day)
    open_to_all = named(seen)
    told = Q(pk__in=whole.values("pk")) | Q(pk__in=open_to_all.values("pk"))
    some = Exemplar.objects.filter(told)
    praised = Praise.objects.filter(exemplar__in=some, document__isnull=False)
    over = some.filter(over_document__isnull=False)
    ended = Ending.objects.filter(exemplar__in=some, document__isnull=False)
    moved = BarRevisit.objects.filter(exemplar__in=some, document__isnull=False)
    known = (
        Q(pk__in=praised.values("document"))
        | Q(pk__in=over.values("over_document"))
        | Q(pk__in=ended.values("document"))
        | Q(pk__in=moved.values("document"))
    )
    if actor.holds(Power.RUN):
        met = Meeting.objects.all()
        if not actor.is_system:
            met = met.filter(unit__in=at_or_below(actor.unit_id, day))
        known |= Q(pk__in=met.filter(document__isnull=False).values("document"))
        was = MeetingBefore.objects.filter(meeting__in=met, document__isnull=False)
        known |= Q(pk__in=was.values("document"))
    return Document.objects.filter(known).values_list("pk", flat=True)


def _href(document_id: int) -> str:
    praise = Praise.objects.filter(document=document_id).first()
    if praise is not None:
        return reverse("exemplars:exemplar", args=[praise.exemplar_id])
    over = Exemplar.objects.filter(over_document=document_id).first()
    if over is not None:
        return reverse("exemplars:exemplar", args=[over.pk])
    ended = Ending.objects.filter(document=document_id).first()
    if ended is not None:
        return reverse("exemplars:exemplar", args=[ended.exemplar_id])
    moved = BarRevisit.objects.filter(document=document_id).first()
    if moved is not None:
        return reverse("exemplars:bar", args=[moved.exemplar_id])
    meeting = Meeting.objects.filter(document=document_id).first()
    if meeting is not None:
        return reverse("exemplars:meeting", args=[meeting.pk])
    was = MeetingBefore.objects.filter(document=document_id).first()
    if was is None:
        return ""
    return f"{reverse('exemplars:meeting', args=[was.meeting_id])}?ban={was.number}"
