"""One speaker: who they are, what they tell, when they are free, where they spoke."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.exemplars.keeping import keeper_of
from thidua.exemplars.models import Exemplar
from thidua.exemplars.queries.words import called
from thidua.exemplars.shown import shown_to
from thidua.exemplars.states import HONOURED, TOLD
from thidua.kernel import clock, dates
from thidua.kernel.numbers import show_number
from thidua.kernel.ui import parts
from thidua.kernel.ui.trails import Newest, newest
from thidua.organisations.actor import Actor
from thidua.organisations.models import Power
from thidua.speakers.models import Invitation, InvitationQuerySet, Speaker
from thidua.speakers.policies import can_keep, can_speak_for
from thidua.speakers.queries.calendar import GLANCE, Week, weeks_of
from thidua.speakers.queries.invitations import InvitationRow, rows_of
from thidua.speakers.queries.past import history_of
from thidua.speakers.queries.tabs import crumbs
from thidua.speakers.queries.words import (
    forms_of,
    languages_of,
    talks_of,
    usually,
    weekday_names,
)
from thidua.speakers.shown import Shown, last_consents, shown_of
from thidua.speakers.states import (
    ADMIT,
    LEAVE,
    PROPOSE_AGAIN,
    REST,
    RESUME,
    TONES,
    State,
)


@dataclass(frozen=True, slots=True)
class TopicRow:
    """One thing they tell."""

    pk: int
    title: str
    about: str
    outline: Sequence[str]


@dataclass(frozen=True, slots=True)
class May:
    """What this reader may do on the page; what may not be done is not offered."""

    invite: bool
    keep: bool
    admit: bool
    rest: bool
    resume: bool
    leave: bool
    again: bool


@dataclass(frozen=True, slots=True)
class SpeakerPage:
    """Everything `speaker.html` shows."""

    pk: int
    name: str
    standing: str
    home: str
    crumbs: Sequence[parts.Link]
    state: str
    tone: str
    reason: str
    closed: str
    """Why nobody may invite them now: in general outside, in particular inside."""
    facts: Sequence[parts.Fact]
    picture_href: str
    picture_says: str
    topics: Sequence[TopicRow]
    exemplar: parts.Link | None
    story: str
    heads: Sequence[str]
    weeks: Sequence[Week]
    talks: str
    may: May
    invitations: Sequence[InvitationRow]
    trail: Newest
    is_made_up: bool
    version: int


def speaker_page(speaker: Speaker, actor: Actor, day: date) -> SpeakerPage:
    """What this reader may know of them."""
    inside = Speaker.objects.inside(actor, day).filter(pk=speaker.pk).exists()
    own = {speaker.pk} if inside else set()
    shown = shown_of([speaker], inside=own, day=day)[speaker.pk]
    is_offered = Speaker.objects.offered(day).filter(pk=speaker.pk).exists()
    talks = talks_of([speaker.pk], day).get(speaker.pk, 0)
    exemplar = speaker.exemplar if _may_open(speaker, actor, day) else None
    pictured = _pictured(exemplar, shown, day)
    state, tone = str(speaker.get_state_display()), TONES[State(speaker.state)]
    closed = "" if is_offered else _closed(speaker, is_inside=inside)
    if speaker.state == State.ACTIVE and closed:
        state, tone = _("hiện chưa mời được"), "locked"
    return SpeakerPage(
        pk=speaker.pk,
        name=shown.name,
        standing=speaker.standing if shown.is_named else "",
        home=called([speaker.home_id], day)[speaker.home_id],
        crumbs=crumbs(parts.Link(shown.name, is_here=True)),
        state=state,
        tone=tone,
        reason=speaker.reason if inside else "",
        closed=closed,
        facts=_facts(speaker, shown, day, is_inside=inside),
        picture_href=pictured[0],
        picture_says=pictured[1],
        topics=_topics(speaker),
        exemplar=_exemplar_link(exemplar, day),
        story=pictured[2],
        heads=weekday_names(),
        weeks=weeks_of(speaker, day, GLANCE, actor if inside else None),
        talks=_talks(talks),
        may=_may(speaker, actor, day, is_offered=is_offered),
        invitations=rows_of(_heard(speaker, actor, day), day) if inside else [],
        trail=newest(history_of(speaker)) if inside else Newest(),
        is_made_up=speaker.is_made_up,
        version=speaker.version,
    )


def _may_open(speaker: Speaker, actor: Actor, day: date) -> bool:
    """May this reader open the page of what they tell of?"""
    seen = Exemplar.objects.visible_to(actor, day).filter(state__in=TOLD)
    return (
        speaker.exemplar_id is not None and seen.filter(pk=speaker.exemplar_id).exists()
    )


def _pictured(
    exemplar: Exemplar | None, shown: Shown, day: date
) -> tuple[str, str, str]:
    """Picture, what it says, the sentence: of the exemplar, by both consents."""
    if exemplar is None:
        return "", "", ""
    seen = shown_to(exemplar, is_inside=False, day=day)
    story = seen.summary if shown.may_story else ""
    if not (shown.may_picture and seen.picture):
        return "", "", story
    return reverse("exemplars:picture", args=[exemplar.pk]), seen.picture_says, story


def _exemplar_link(exemplar: Exemplar | None, day: date) -> parts.Link | None:
    if exemplar is None:
        return None
    seen = shown_to(exemplar, is_inside=False, day=day)
    return parts.Link(seen.title, reverse("exemplars:exemplar", args=[exemplar.pk]))


def _closed(speaker: Speaker, *, is_inside: bool) -> str:
    """To others in one sentence for every reason, so that none is told."""
    if speaker.state == State.PROPOSED:
        return _("Mới được đề xuất; chưa nhận lời mời.")
    if speaker.state in {State.RESTING, State.LEFT}:
        return ""
    if not is_inside:
        return _("Hiện chưa mời được người này; hỏi đơn vị phụ trách.")
    exemplar = speaker.exemplar
    if exemplar is not None and exemplar.state not in HONOURED:
        said = _("Điển hình mà người này kể %(state)s, nên không nơi nào mời được.")
        return said % {"state": exemplar.get_state_display()}
    last = last_consents([speaker.pk]).get(speaker.pk)
    if last is None or not last.shows_name:
        return _("Người này không còn đồng ý cho các nơi biết tên.")
    return _("Đang tạm dừng theo sổ tạm dừng; nơi khác chỉ thấy “chưa mời được”.")


def _facts(
    speaker: Speaker, shown: Shown, day: date, *, is_inside: bool
) -> list[parts.Fact]:
    told = speaker.days_told_at
    facts = [
        parts.Fact(_("Đi được"), str(speaker.get_travels_display())),
        parts.Fact(_("Cách nói"), forms_of(speaker)),
        parts.Fact(_("Ngôn ngữ"), languages_of(speaker)),
        parts.Fact(_("Thường rảnh"), usually(speaker.weekdays)),
        parts.Fact(_("Ấp, tổ"), shown.place),
        parts.Fact(_("Liên hệ"), shown.contact),
    ]
    if is_inside:
        since = dates.since(clock.day_of(told), day) if told else _("chưa ghi lần nào")
        facts.append(parts.Fact(_("Lịch ghi lần cuối"), since))
    return [one for one in facts if one.value]


def _topics(speaker: Speaker) -> list[TopicRow]:
    return [
        TopicRow(
            pk=one.pk,
            title=one.title,
            about="; ".join(
                words for words in (str(one.get_field_display()), one.trade) if words
            ),
            outline=[line for line in one.outline.splitlines() if line.strip()],
        )
        for one in speaker.topics.filter(dropped_at__isnull=True)
    ]


def _talks(count: int) -> str:
    if not count:
        return _("Trong 12 tháng qua chưa nói buổi nào.")
    return ngettext(
        "Trong 12 tháng qua nhận nói %(n)s buổi.",
        "Trong 12 tháng qua nhận nói %(n)s buổi.",
        count,
    ) % {"n": show_number(count)}


def _may(speaker: Speaker, actor: Actor, day: date, *, is_offered: bool) -> May:
    keeper = keeper_of(speaker.home_id, day)
    keeps = bool(can_keep(actor, keeper))
    speaks = bool(can_speak_for(actor, speaker, keeper))
    state = speaker.state
    return May(
        invite=is_offered and actor.unit_id is not None and actor.holds(Power.RUN),
        keep=speaks,
        admit=keeps and bool(ADMIT.open_from(state)),
        rest=speaks and bool(REST.open_from(state)),
        resume=speaks and bool(RESUME.open_from(state)),
        leave=speaks and bool(LEAVE.open_from(state)),
        again=speaks and bool(PROPOSE_AGAIN.open_from(state)),
    )


def _heard(speaker: Speaker, actor: Actor, day: date) -> InvitationQuerySet:
    """The last of those that this reader may know of."""
    seen = Invitation.objects.visible_to(actor, day).filter(speaker=speaker)
    return seen.order_by("-day", "-pk")[:20]
