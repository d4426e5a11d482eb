"""Who of a unit pursues what part of its target, and how far each is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.campaigns import progress
from thidua.campaigns.measure import Measure
from thidua.campaigns.models import PersonTarget, Target
from thidua.campaigns.personal import balance_among, reached
from thidua.campaigns.policies import can_give_to_persons, can_tell_for_person
from thidua.campaigns.queries.frame import Frame, frame
from thidua.campaigns.told import told_on
from thidua.indicators.periods import PeriodKind, containing, from_id
from thidua.kernel.dates import show
from thidua.kernel.policy import Verdict
from thidua.kernel.ui import charts, parts
from thidua.organisations.actor import Actor
from thidua.organisations.models import Mandate, Person


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One person: what was given, what was reached, month by month."""

    pk: int
    name: str
    value: str
    due: str
    reached: str
    bar: charts.Bar
    months: Sequence[tuple[str, str, str]]
    ended: str
    tell_href: str
    end_href: str


@dataclass(frozen=True, slots=True)
class PersonsPage:
    """Everything `persons.html` shows."""

    frame: Frame
    crumbs: Sequence[parts.Link]
    pk: int
    name: str
    finding: str
    tone: str
    compared: str
    rows: Sequence[PersonRow]
    may_give: Verdict
    back: str


def persons_page(target: Target, actor: Actor, day: date) -> PersonsPage:
    """The unit's target among its people; only inside the unit."""
    campaign = target.campaign
    page = frame(campaign, actor, day, "campaign")
    counted = measure_of(target)
    aims = _aims(target)
    here = reverse("campaigns:target", args=[campaign.pk, target.pk])
    open_ones = [aim for aim in aims if aim.ended_on is None]
    weighed = balance_among(target, open_ones, counted)
    return PersonsPage(
        frame=page,
        crumbs=[
            *page.crumbs,
            parts.Link(target.version.name, here),
            parts.Link(_("Giao cho người"), is_here=True),
        ],
        pk=target.pk,
        name=target.version.name,
        finding=persons_words(target, open_ones, counted),
        tone="done" if weighed.is_even else "slow",
        compared=_compared(target, aims, counted, day),
        rows=[_row(aim, counted, actor) for aim in aims],
        may_give=can_give_to_persons(actor, target),
        back=here,
    )


def measure_of(target: Target) -> Measure:
    """What persons' figures are counted in: the indicator's own measure."""
    return progress.measure(target, progress.measures_of(target.campaign), below=True)


def persons_line(target: Target, actor: Actor) -> str:
    """For the cascade grid: how the persons' targets stand against the unit's."""
    if actor.unit_id != target.unit_id:
        return ""
    aims = list(PersonTarget.objects.filter(target=target, ended_on=None))
    if not aims:
        return _("Chưa giao cho người nào của đơn vị.")
    return persons_words(target, aims, measure_of(target))


def persons_words(
    target: Target, aims: Sequence[PersonTarget], counted: Measure
) -> str:
    """`Giao cho 3 người: còn 5 km chưa giao`."""
    if not aims:
        return _("Chưa giao cho người nào")
    said = balance_among(target, aims, counted).sentence
    return ngettext(
        "Giao cho %(count)s người: %(balance)s",
        "Giao cho %(count)s người: %(balance)s",
        len(aims),
    ) % {"count": len(aims), "balance": said[:1].lower() + said[1:]}


def choices_of_people(target: Target, day: date) -> list[tuple[int, str]]:
    """Who serves in the unit today and has no such target yet."""
    held = Mandate.objects.held_on(day).filter(unit=target.unit_id)
    taken = PersonTarget.objects.filter(target=target, ended_on=None).values("person")
    people = Person.objects.filter(pk__in=held.values("person")).exclude(pk__in=taken)
    return list(people.order_by("sort_key", "pk").values_list("pk", "full_name"))


def choices_of_months(aim: PersonTarget, day: date) -> list[tuple[int, str]]:
    """The months that may be told, the last one first."""
    span = containing(min(day, aim.due_on), PeriodKind.MONTH)
    found = []
    while span.ends_on >= aim.starts_on:
        found.append((span.id, f"{span.number:02}/{span.year}"))
        span = span.before()
    return found


def _aims(target: Target) -> list[PersonTarget]:
    aims = (
        PersonTarget.objects.filter(target=target)
        .select_related("person")
        .prefetch_related("results")
    )
    return sorted(aims, key=lambda aim: aim.ended_on is not None)


def _row(aim: PersonTarget, counted: Measure, actor: Actor) -> PersonRow:
    results = list(aim.results.all())
    done = reached(aim.target, results)
    args = [aim.target.campaign_id, aim.target_id, aim.pk]
    is_open = aim.ended_on is None
    share = 100 * done / aim.value if done is not None and aim.value else None
    return PersonRow(
        pk=aim.pk,
        name=aim.person.full_name,
        value=counted.say(aim.value),
        due=show(aim.due_on),
        reached=counted.say(done),
        bar=charts.bar(share, None),
        months=[
            (_month(one.period_id), counted.say(one.value), one.told_by)
            for one in results
        ],
        ended=""
        if is_open
        else _("Thôi giao từ %(day)s: %(why)s")
        % {"day": show(aim.ended_on), "why": aim.ended_because},
        tell_href=reverse("campaigns:person-tell", args=args)
        if is_open and can_tell_for_person(actor, aim)
        else "",
        end_href=reverse("campaigns:person-end", args=args)
        if is_open and can_give_to_persons(actor, aim.target)
        else "",
    )


def _month(period_id: int) -> str:
    span = from_id(period_id)
    return f"{span.number:02}/{span.year}"


def _compared(
    target: Target, aims: Sequence[PersonTarget], counted: Measure, day: date
) -> str:
    """What the persons' figures come to beside the unit's report; never added to it."""
    told = [reached(target, aim.results.all()) for aim in aims]
    known = [value for value in told if value is not None]
    if not known or target.split == Target.Split.COUNT:
        return ""
    told_by = told_on(target.campaign, day)
    standing = progress.standings(target.campaign, [target], told_by)[target.pk]
    if target.version.nature not in {"flow", "stock"}:
        return ""
    return _(
        "Các cá nhân ghi cộng lại %(told)s; báo cáo của đơn vị là %(reported)s. Số cá"
        " nhân không cộng vào báo cáo."
    ) % {
        "told": counted.say(sum(known, Decimal(0))),
        "reported": counted.say(standing.achieved.value),
    }
