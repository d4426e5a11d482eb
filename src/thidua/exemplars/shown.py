"""What an outsider sees of an exemplar: of people, by what they consented to alone.

Inside (the unit in charge, those above it, the person) everything is seen. Of a unit or
a practice everything is shown but how to reach somebody. Of a person, a household or a
group, the last consent says field by field; without a name it is “một hộ ở xã …”.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from thidua.exemplars.models import Consent, Exemplar, ExemplarQuerySet
from thidua.kernel import clock
from thidua.kernel.models import StoredFile
from thidua.kernel.text import fold
from thidua.organisations.namesakes import told_apart
from thidua.organisations.naming import in_sentence
from thidua.organisations.places import Places
from thidua.prospects.models import Subject

PRIVATE = (Subject.Kind.PERSON, Subject.Kind.HOUSEHOLD, Subject.Kind.GROUP)
"""Kinds of which nothing is shown without consent."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What may be shown; what may not be is empty, but for the name and the title."""

    name: str
    title: str
    place: str
    summary: str
    story: str
    picture: StoredFile | None
    picture_says: str
    contact: str
    is_named: bool


def is_private(exemplar: Exemplar) -> bool:
    """Is nothing of it shown without consent?"""
    return exemplar.kind in PRIVATE


def last_consents(pks: Iterable[int]) -> dict[int, Consent]:
    """The consent that counts today, by the number of the exemplar."""
    found = Consent.objects.filter(exemplar__in=list(pks))
    rows = found.order_by("exemplar_id", "-pk")
    return {one.exemplar_id: one for one in rows.distinct("exemplar_id")}


def consent_of(exemplar: Exemplar) -> Consent | None:
    """The consent that counts today; None: nothing was allowed."""
    return last_consents([exemplar.pk]).get(exemplar.pk)


def named(exemplars: ExemplarQuerySet) -> ExemplarQuerySet:
    """Of some exemplars, those whose name anybody may read."""
    last = Consent.objects.filter(exemplar=OuterRef("exemplar")).order_by("-pk")
    allowed = Consent.objects.filter(
        exemplar=OuterRef("pk"), shows_name=True, pk=last.values("pk")[:1]
    )
    return exemplars.filter(~Q(kind__in=PRIVATE) | Exists(allowed))


def shown_to(exemplar: Exemplar, *, is_inside: bool, day: date | None = None) -> Shown:
    """What a reader sees of one exemplar, on a day (today unless told)."""
    inside = {exemplar.pk} if is_inside else set()
    return shown_of([exemplar], inside=inside, day=day)[exemplar.pk]


def shown_of(
    exemplars: Iterable[Exemplar],
    *,
    inside: set[int],
    day: date | None = None,
    places: Places | None = None,
) -> Mapping[int, Shown]:
    """The same of many in two questions; `inside` are those the reader sees whole.

    A page that names more units gives its `places`: theirs are asked for with these.
    """
    some = list(exemplars)
    consents = last_consents(one.pk for one in some)
    names = subjects_listed(some, day or clock.today())
    homes = places or Places(day or clock.today())
    homes.gather(
        one.home_id
        for one in some
        if one.pk not in inside and not _allows(one, consents.get(one.pk), "name")
    )
    return {
        one.pk: _shown(
            one,
            consents.get(one.pk),
            homes,
            names[one.pk],
            is_inside=one.pk in inside,
        )
        for one in some
    }


def subjects_listed(some: Iterable[Subject], day: date) -> dict[int, str]:
    """Names of exemplars or learners by number, as a list says them: units of one name
    with where they lie. No question where there are no namesakes."""
    found = list(some)
    names = {one.unit_id: one.name for one in found if one.unit_id is not None}
    units = told_apart(names, day)
    return {
        one.pk: units[one.unit_id]
        if one.unit_id is not None and names[one.unit_id] == one.name
        else one.name
        for one in found
    }


def _allows(exemplar: Exemplar, consent: Consent | None, what: str) -> bool:
    if not is_private(exemplar):
        return True
    return consent is not None and bool(getattr(consent, f"shows_{what}"))


def _shown(
    exemplar: Exemplar,
    consent: Consent | None,
    homes: Places,
    listed: str,
    *,
    is_inside: bool,
) -> Shown:
    def allows(what: str) -> bool:
        return is_inside or _allows(exemplar, consent, what)

    is_named = allows("name")
    name = listed
    if not is_named:
        name = somebody(exemplar, homes.listed(exemplar.home_id))
    tells = fold(exemplar.name) in fold(exemplar.title)
    picture = exemplar.picture if allows("picture") else None
    shows_contact = consent is not None and (is_inside or consent.shows_contact)
    return Shown(
        name=name,
        title=name if tells and not is_named else exemplar.title,
        place=exemplar.place if allows("place") else "",
        summary=exemplar.summary if allows("story") else "",
        story=exemplar.story if allows("story") else "",
        picture=picture,
        picture_says=exemplar.picture_says if picture else "",
        contact=consent.contact if consent and shows_contact else "",
        is_named=is_named,
    )


def somebody(subject: Subject, home: str) -> str:
    """`một hộ ở xã Châu Bình`: who it is, without a name."""
    words = {
        Subject.Kind.PERSON: _("một người ở %(home)s"),
        Subject.Kind.HOUSEHOLD: _("một hộ ở %(home)s"),
    }
    said = words.get(Subject.Kind(subject.kind), _("một tổ, nhóm ở %(home)s"))
    return said % {"home": in_sentence(home)}
