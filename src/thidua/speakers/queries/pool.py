"""The pool of speakers: a list, found by words, field, area and free day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, prefetch_related_objects
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from thidua.exemplars.models import at_or_below
from thidua.kernel import dates
from thidua.kernel.numbers import show_number
from thidua.kernel.sheets import Column, Kind, Sheet
from thidua.kernel.text import fold
from thidua.kernel.ui import filters, parts
from thidua.organisations.actor import Actor
from thidua.organisations.models import Power
from thidua.organisations.places import Places
from thidua.prospects.models import Subject
from thidua.prospects.queries.beside import beside
from thidua.speakers.models import (
    Invitation,
    NamedDay,
    Speaker,
    SpeakerConsent,
    SpeakerQuerySet,
    Topic,
)
from thidua.speakers.queries.tabs import POOL
from thidua.speakers.queries.words import forms_of, languages_of, talks_of
from thidua.speakers.shown import shown_of
from thidua.speakers.states import TONES, State

FIELDS: tuple[filters.Field, ...] = (
    filters.Field("tim", gettext_lazy("Tên, đề tài, ngành nghề")),
    filters.Field("linh-vuc", gettext_lazy("Lĩnh vực"), Subject.Field.choices),
    filters.Field("ranh-ngay", gettext_lazy("Rảnh ngày (20/05/2025)")),
    filters.Field("trang-thai", gettext_lazy("Trạng thái"), State.choices),
)
AREA, MINE = "dia-ban", "cua-minh"
"""Words of an address that are chosen elsewhere: a unit; those that one's own keeps."""


@dataclass(frozen=True, slots=True)
class Row:
    """One speaker of the list."""

    href: str
    name: str
    standing: str
    home: str
    topics: Sequence[str]
    fields: str
    travels: str
    forms: str
    languages: str
    talks: int
    state: str
    tone: str

    def cells(self) -> list[str | int]:
        """As it stands in the Excel file."""
        who = [self.name, self.standing, self.home, "; ".join(self.topics), self.fields]
        how = [self.forms, self.languages, self.travels]
        return [*who, *how, self.talks, self.state]


@dataclass(frozen=True, slots=True)
class PoolPage:
    """Everything `list.html` shows."""

    finding: str
    tabs: Sequence[parts.Link]
    may_propose: bool
    rows: Sequence[Row]
    pager: parts.Pager | None
    is_filtered: bool


def pool_page(
    actor: Actor, day: date, params: Mapping[str, str], path: str
) -> PoolPage:
    """Those this reader may know of, filtered by the address."""
    seen = Speaker.objects.visible_to(actor, day)
    wanted = filtered(seen, actor, params, day)
    count = wanted.count()
    words = ngettext("%(n)s báo cáo viên", "%(n)s báo cáo viên", count)
    rows, pager = filters.paged(count, params, path, words % {"n": show_number(count)})
    return PoolPage(
        finding=_finding(count, wanted.offered(day).count()),
        tabs=beside(actor, POOL),
        may_propose=actor.unit_id is not None and actor.holds(Power.RUN),
        rows=rows_of(wanted[rows], actor, day),
        pager=pager,
        is_filtered=bool(filters.query_of(params)),
    )


def filtered(
    seen: SpeakerQuerySet, actor: Actor, params: Mapping[str, str], day: date
) -> SpeakerQuerySet:
    """The list that an address asks for; a name is found by whoever may read it."""
    asked = filters.chosen(FIELDS, params)
    told = Topic.objects.filter(dropped_at__isnull=True)
    if asked["tim"]:
        words = fold(asked["tim"])
        last = SpeakerConsent.objects.order_by("speaker_id", "-pk")
        agreed = last.distinct("speaker_id").values("pk")
        named = SpeakerConsent.objects.filter(pk__in=agreed, shows_name=True)
        may_read = Q(pk__in=named.values("speaker")) | Q(
            pk__in=seen.inside(actor, day).values("pk")
        )
        told_so = told.filter(folded__contains=words).values("speaker")
        called_so = may_read & Q(folded__contains=words)
        seen = seen.filter(called_so | Q(pk__in=told_so))
    if asked["linh-vuc"]:
        some = told.filter(field=asked["linh-vuc"])
        seen = seen.filter(pk__in=some.values("speaker"))
    if free := dates.read_date(asked["ranh-ngay"]):
        seen = free_on(seen, free)
    if asked["trang-thai"]:
        seen = seen.filter(state=asked["trang-thai"])
    area = params.get(AREA, "")
    if area.isdecimal() and len(area) < 18:
        seen = seen.filter(home__in=at_or_below(int(area), day))
    if params.get(MINE) == "1":
        seen = seen.filter(home__in=at_or_below(actor.unit_id, day))
    return seen


def free_on(seen: SpeakerQuerySet, day: date) -> SpeakerQuerySet:
    """Those who are free on a day, as `availability.Diary` says it."""
    named = NamedDay.objects.filter(day=day)
    promised = Invitation.objects.live().filter(day=day)
    usual = Q(weekdays__contains=[day.weekday()]) & ~Q(
        pk__in=named.filter(is_free=False).values("speaker")
    )
    free = usual | Q(pk__in=named.filter(is_free=True).values("speaker"))
    return seen.filter(free, state=State.ACTIVE).exclude(
        pk__in=promised.values("speaker")
    )


def rows_of(
    found: Iterable[Speaker], actor: Actor, day: date, places: Places | None = None
) -> list[Row]:
    """As this reader may see them, in a handful of questions whatever their number; a
    page that names more units gives its `places`."""
    some, homes = list(found), places or Places(day)
    prefetch_related_objects(some, "topics")
    pks = [one.pk for one in some]
    homes.gather(one.home_id for one in some)
    own = Speaker.objects.inside(actor, day).filter(pk__in=pks)
    inside = set(own.values_list("pk", flat=True))
    shown = shown_of(some, inside=inside, day=day, places=homes)
    offered = set(Speaker.objects.offered(day).filter(pk__in=pks).values_list("pk"))
    talks = talks_of(pks, day)
    rows = []
    for one in some:
        state, tone = str(one.get_state_display()), TONES[State(one.state)]
        if one.state == State.ACTIVE and (one.pk,) not in offered:
            state, tone = _("hiện chưa mời được"), "locked"
        topics = [topic for topic in one.topics.all() if topic.dropped_at is None]
        fields = dict.fromkeys(str(topic.get_field_display()) for topic in topics)
        rows.append(
            Row(
                href=reverse("speakers:speaker", args=[one.pk]),
                name=shown[one.pk].name,
                standing=one.standing if shown[one.pk].is_named else "",
                home=homes.called(one.home_id),
                topics=[topic.title for topic in topics],
                fields="; ".join(fields),
                travels=str(one.get_travels_display()),
                forms=forms_of(one),
                languages=languages_of(one),
                talks=talks.get(one.pk, 0),
                state=state,
                tone=tone,
            )
        )
    return rows


def sheet_of(found: SpeakerQuerySet, actor: Actor, day: date) -> Sheet:
    """The whole list as an Excel sheet."""
    return Sheet(
        name=_("Báo cáo viên"),
        title=_("Báo cáo viên"),
        subtitle=dates.show(day),
        columns=[
            Column(_("Họ và tên"), width=28),
            Column(_("Là ai"), width=28),
            Column(_("Đơn vị phụ trách"), width=30),
            Column(_("Đề tài"), width=44),
            Column(_("Lĩnh vực"), width=26),
            Column(_("Cách nói"), width=30),
            Column(_("Ngôn ngữ"), width=16),
            Column(_("Đi được bao xa"), width=26),
            Column(_("Buổi nói trong 12 tháng"), kind=Kind.NUMBER, width=12),
            Column(_("Trạng thái"), width=20),
        ],
        rows=[one.cells() for one in rows_of(found, actor, day)],
    )


def _finding(count: int, offered: int) -> str:
    """Of those listed: how many, and how many of them may be invited."""
    if not count:
        return _("Không có báo cáo viên nào để hiện")
    if offered == count:
        return ngettext(
            "%(n)s báo cáo viên đang nhận lời mời",
            "%(n)s báo cáo viên đang nhận lời mời",
            count,
        ) % {"n": show_number(count)}
    return ngettext(
        "%(n)s báo cáo viên, %(open)s đang nhận lời mời",
        "%(n)s báo cáo viên, %(open)s đang nhận lời mời",
        count,
    ) % {"n": show_number(count), "open": show_number(offered)}
