"""What a reader sees of a speaker: inside everything, else what was consented to.

Without a consent to the name it is “một báo cáo viên ở xã …”.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from thidua.organisations.naming import in_sentence
from thidua.organisations.places import Places
from thidua.speakers.models import Speaker, SpeakerConsent


@dataclass(frozen=True, slots=True)
class Shown:
    """What may be shown; what may not be is empty, but for the name."""

    name: str
    place: str
    contact: str
    is_named: bool
    may_picture: bool
    may_story: bool


def last_consents(pks: Iterable[int]) -> dict[int, SpeakerConsent]:
    """The consent that counts today, by the number of the speaker."""
    found = SpeakerConsent.objects.filter(speaker__in=list(pks))
    rows = found.order_by("speaker_id", "-pk").distinct("speaker_id")
    return {one.speaker_id: one for one in rows}


def shown_of(
    speakers: Iterable[Speaker],
    *,
    inside: set[int],
    day: date,
    places: Places | None = None,
) -> Mapping[int, Shown]:
    """Of many in two questions; `inside` are those the reader sees whole.

    A page that names more units gives its `places`: theirs are asked for with these.
    """
    some = list(speakers)
    consents = last_consents(one.pk for one in some)

    def allows(one: Speaker, what: str) -> bool:
        said = consents.get(one.pk)
        return one.pk in inside or bool(said and getattr(said, f"shows_{what}"))

    homes = places or Places(day)
    homes.gather(one.home_id for one in some if not allows(one, "name"))
    found = {}
    for one in some:
        said = consents.get(one.pk)
        is_named = allows(one, "name")
        found[one.pk] = Shown(
            name=one.name if is_named else somebody(homes.name(one.home_id)),
            place=one.place if allows(one, "place") else "",
            contact=said.contact if said and allows(one, "contact") else "",
            is_named=is_named,
            may_picture=bool(said and said.shows_picture),
            may_story=bool(said and said.shows_story),
        )
    return found


def somebody(home: str) -> str:
    """Who is not named: one of a unit."""
    return _("Một báo cáo viên ở %(home)s") % {"home": in_sentence(home)}
