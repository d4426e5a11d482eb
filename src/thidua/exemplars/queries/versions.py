"""How the minutes of a vote read before, and what each writing anew changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.exemplars.models import Choice, Exemplar, Meeting, MeetingBefore
from thidua.exemplars.shown import shown_of
from thidua.kernel import dates
from thidua.kernel.clock import ZONE
from thidua.kernel.numbers import show_number
from thidua.organisations.actor import Actor


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that two versions say differently."""

    what: str
    was: str
    now: str


@dataclass(frozen=True, slots=True)
class VersionRow:
    """One writing anew: who, when, why, and what it changed."""

    href: str
    """The version before it, in full."""
    name: str
    when: str
    by: str
    reason: str
    differences: Sequence[Difference]


def versions_of(meeting: Meeting, actor: Actor, day: date) -> list[VersionRow]:
    """Each time the minutes were written anew, the last one first."""
    former = list(meeting.before.all())
    if not former:
        return []
    hands: dict[int, dict[int, Choice]] = {}
    for one in meeting.choices.select_related("exemplar").order_by("pk"):
        hands.setdefault(one.number, {})[one.exemplar_id] = one
    titles = _titles(hands, actor, day)
    here = reverse("exemplars:meeting", args=[meeting.pk])
    after: list[Meeting | MeetingBefore] = [meeting, *former[:-1]]
    return [
        VersionRow(
            href=f"{here}?ban={was.number}",
            name=_("Bản %(number)s") % {"number": show_number(was.number)},
            when=dates.show_moment(now.recorded_at.astimezone(ZONE)),
            by=now.recorded_by,
            reason=was.reason,
            differences=[
                *_of_words(was, now),
                *_of_hands(
                    hands.get(was.number, {}),
                    hands.get(was.number + 1, {}),
                    titles,
                ),
            ],
        )
        for was, now in zip(former, after, strict=True)
    ]


def _of_words(was: MeetingBefore, now: Meeting | MeetingBefore) -> list[Difference]:
    both = [
        (_("Ngày họp"), dates.show(was.held_on), dates.show(now.held_on)),
        (_("Chủ trì"), was.led_by, now.led_by),
        (_("Số người dự"), show_number(was.present), show_number(now.present)),
        (_("Diễn biến"), was.minutes, now.minutes),
    ]
    return [Difference(*one) for one in both if one[1] != one[2]]


def _titles(
    hands: Mapping[int, Mapping[int, Choice]], actor: Actor, day: date
) -> dict[int, str]:
    """What was counted in any version, as the reader may know it."""
    some = {key: one.exemplar for rows in hands.values() for key, one in rows.items()}
    inside = set(
        Exemplar.objects.inside(actor, day)
        .filter(pk__in=some)
        .values_list("pk", flat=True)
    )
    shown = shown_of(list(some.values()), inside=inside, day=day)
    return {key: shown[key].title for key in some}


def _of_hands(
    was: Mapping[int, Choice], now: Mapping[int, Choice], titles: Mapping[int, str]
) -> list[Difference]:
    found = []
    for key in sorted(was.keys() | now.keys()):
        before, after = _said(was.get(key)), _said(now.get(key))
        if before != after:
            found.append(Difference(titles[key], before, after))
    return found


def _said(one: Choice | None) -> str:
    if one is None:
        return _("không ghi số người giơ tay")
    result = _("được chọn") if one.is_chosen else _("chưa được chọn")
    return _("%(hands)s tay, %(result)s") % {
        "hands": show_number(one.hands),
        "result": result,
    }
