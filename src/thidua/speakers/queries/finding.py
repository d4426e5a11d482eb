"""Who could speak to us: three questions, and an answer that says why, row by row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.exemplars.keeping import keepers_on
from thidua.exemplars.queries.words import called
from thidua.kernel import dates
from thidua.kernel.numbers import show_number
from thidua.kernel.text import fold
from thidua.kernel.ui import parts
from thidua.organisations.actor import Actor
from thidua.speakers.availability import Day, diaries_of
from thidua.speakers.distance import Spot, between, spots_of
from thidua.speakers.matching import Asking, Candidate, Fit, fit_of, ranked
from thidua.speakers.models import Speaker, Topic
from thidua.speakers.queries.tabs import crumbs
from thidua.speakers.queries.words import day_words, talks_of
from thidua.speakers.shown import shown_of

AT_MOST = 20
"""Rows of an answer."""


@dataclass(frozen=True, slots=True)
class Found:
    """One who could come, and why they stand there."""

    href: str
    invite_href: str
    name: str
    standing: str
    home: str
    topic: str
    why: str
    can_come: bool

    @property
    def tone(self) -> str:
        """Of the button: whoever can come is offered first."""
        return "main" if self.can_come else ""


@dataclass(frozen=True, slots=True)
class FindPage:
    """Everything `find.html` shows beside the form."""

    crumbs: Sequence[parts.Link]
    is_asked: bool
    finding: str
    rows: Sequence[Found]
    resting: str
    """How many fit who may not be invited now; never why."""


def find_page(
    actor: Actor, day: date, asking: Asking | None, on: date | None
) -> FindPage:
    """The ranking for the reader's unit; nothing before something was asked."""
    way = crumbs(parts.Link(_("Tìm người nói"), is_here=True))
    if asking is None:
        return FindPage(way, is_asked=False, finding="", rows=[], resting="")
    topics = _topics(asking, actor, day)
    open_to = set(
        Speaker.objects.offered(day)
        .filter(pk__in={one.speaker_id for one in topics})
        .values_list("pk", flat=True)
    )
    offered = [one for one in topics if one.speaker_id in open_to]
    rows = _rows(asking, offered, actor, day, on)
    shut = len({one.speaker_id for one in topics} - open_to)
    return FindPage(
        way,
        is_asked=True,
        finding=_finding(sum(one.can_come for one in rows), len(rows)),
        rows=rows[:AT_MOST],
        resting=_resting(shut),
    )


def candidates(
    asking: Asking,
    topics: Sequence[Topic],
    spots: Mapping[int, Spot],
    keepers: Mapping[int, int | None],
    here: Spot,
    days: Mapping[int, Day] | None,
    talks: Mapping[int, int],
) -> list[Candidate]:
    """Every topic as the ranking sees it."""
    return [
        Candidate(
            pk=one.speaker_id,
            topic=one.pk,
            fit=fit_of(asking, one.field, one.folded_trade, one.folded),
            distance=between(here, _spot(one.speaker, spots, keepers)),
            travels=one.speaker.travels,
            day=days[one.speaker_id] if days is not None else None,
            talks=talks.get(one.speaker_id, 0),
        )
        for one in topics
    ]


def _spot(
    speaker: Speaker, spots: Mapping[int, Spot], keepers: Mapping[int, int | None]
) -> Spot:
    keeper = keepers[speaker.home_id] or speaker.home_id
    return spots.get(keeper, Spot(keeper))


def _topics(asking: Asking, actor: Actor, day: date) -> list[Topic]:
    """What could fit, of those in the pool; more than will be shown."""
    seen = Speaker.objects.visible_to(actor, day).exclude(
        state__in=["proposed", "left"]
    )
    fits = Q(pk__in=[])
    if asking.field:
        fits |= Q(field=asking.field)
    if asking.trade:
        fits |= Q(folded__contains=asking.trade)
    if not asking.field and not asking.trade:
        fits = Q()
    found = Topic.objects.filter(
        fits, dropped_at__isnull=True, speaker__in=seen.values("pk")
    )
    return list(found.select_related("speaker").order_by("pk"))


def _rows(
    asking: Asking,
    topics: Sequence[Topic],
    actor: Actor,
    day: date,
    on: date | None,
) -> list[Found]:
    speakers = {one.speaker_id: one.speaker for one in topics}
    keepers = keepers_on((one.home_id for one in speakers.values()), day)
    here = actor.unit_id or 0
    spots = spots_of([here, *(one for one in keepers.values() if one)], day)
    days = None
    if on is not None:
        diaries = diaries_of(speakers.values(), on, on)
        days = {pk: diary.of(on) for pk, diary in diaries.items()}
    talks = talks_of(speakers, day)
    order = ranked(
        candidates(
            asking, topics, spots, keepers, spots.get(here, Spot(here)), days, talks
        )
    )[:AT_MOST]
    shown = shown_of([speakers[one.pk] for one in order], inside=set(), day=day)
    homes = called({speakers[one.pk].home_id for one in order}, day)
    by_pk = {one.pk: one for one in topics}
    return [
        Found(
            href=reverse("speakers:speaker", args=[one.pk]),
            invite_href=_invite(one, on),
            name=shown[one.pk].name,
            standing=speakers[one.pk].standing,
            home=homes[speakers[one.pk].home_id],
            topic=by_pk[one.topic].title,
            why=why(one, by_pk[one.topic], on, asking),
            can_come=one.comes and (one.day is None or one.day.is_open),
        )
        for one in order
    ]


def _invite(one: Candidate, on: date | None) -> str:
    asked = {"de-tai": str(one.topic)}
    if on is not None:
        asked["ngay"] = on.isoformat()
    return f"{reverse('speakers:invite', args=[one.pk])}?{urlencode(asked)}"


def why(one: Candidate, topic: Topic, on: date | None, asking: Asking) -> str:
    """`Cùng nghề trồng dừa, cách khoảng 12 km, rảnh ngày 05/06, đã nói 3 buổi.`

    Of the fit nothing is said where no field and no trade was asked.
    """
    is_asked = bool(asking.field or asking.trade)
    said = [_fit_words(one.fit, topic) if is_asked else "", one.distance.words]
    if not one.comes:
        said.append(_("xa hơn quãng đường người này nhận đi"))
    if one.day is not None and on is not None:
        words = {"how": day_words(one.day), "day": dates.show_short(on)}
        said.append(_("%(day)s %(how)s") % words)
    said.append(_talk_words(one.talks))
    sentence = ", ".join(words for words in said if words)
    return f"{sentence[:1].upper()}{sentence[1:]}."


def _fit_words(fit: Fit, topic: Topic) -> str:
    if fit == Fit.TRADE:
        return _("cùng nghề %(trade)s") % {"trade": topic.trade}
    if fit == Fit.WORDS:
        return _("đề tài có nói tới")
    return _("cùng lĩnh vực")


def _talk_words(talks: int) -> str:
    if not talks:
        return _("12 tháng qua chưa nói buổi nào")
    return ngettext(
        "12 tháng qua nhận %(n)s buổi", "12 tháng qua nhận %(n)s buổi", talks
    ) % {"n": show_number(talks)}


def asking_of(field: str, trade: str) -> Asking:
    """What was typed, as the ranking compares it."""
    return Asking(field, fold(trade))


def _finding(count: int, listed: int) -> str:
    if not count:
        return _("Chưa thấy ai đến được")
    if count < listed:
        return ngettext(
            "%(n)s trên %(all)s người có thể đến nói",
            "%(n)s trên %(all)s người có thể đến nói",
            listed,
        ) % {"n": show_number(count), "all": show_number(listed)}
    return ngettext(
        "%(n)s người có thể đến nói", "%(n)s người có thể đến nói", count
    ) % {"n": show_number(count)}


def _resting(count: int) -> str:
    if not count:
        return ""
    return ngettext(
        "Còn %(n)s người nữa cùng đề tài, hiện chưa mời được.",
        "Còn %(n)s người nữa cùng đề tài, hiện chưa mời được.",
        count,
    ) % {"n": show_number(count)}
