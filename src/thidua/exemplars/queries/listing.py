"""The register of exemplars, whole or of one campaign."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.campaigns.models import Campaign
from thidua.campaigns.queries.frame import Frame, frame
from thidua.exemplars.models import Exemplar, ExemplarQuerySet, Learning
from thidua.exemplars.queries.tabs import CAMPAIGN
from thidua.exemplars.queries.words import called, state_tone
from thidua.exemplars.states import HONOURED, Learner
from thidua.kernel.numbers import show_number
from thidua.organisations.actor import Actor

MOST = 200


@dataclass(frozen=True, slots=True)
class Row:
    """One exemplar of a list."""

    href: str
    title: str
    name: str
    home: str
    campaign: str
    field: str
    state: str
    tone: str
    learners: str
    caught_up: str
    surpassed: str


@dataclass(frozen=True, slots=True)
class RegisterPage:
    """Everything `register.html` and `campaign.html` show."""

    finding: str
    rows: Sequence[Row]
    frame: Frame | None = None


def register_page(actor: Actor, day: date) -> RegisterPage:
    """All exemplars that this reader may know of."""
    found = Exemplar.objects.visible_to(actor, day)
    return RegisterPage(finding=_finding(found), rows=_rows(found, day))


def campaign_page(campaign: Campaign, actor: Actor, day: date) -> RegisterPage:
    """Those of one campaign."""
    found = Exemplar.objects.visible_to(actor, day).filter(campaign=campaign)
    return RegisterPage(
        finding=_finding(found),
        rows=_rows(found, day),
        frame=frame(campaign, actor, day, CAMPAIGN),
    )


def _finding(found: ExemplarQuerySet) -> str:
    honoured = found.filter(state__in=HONOURED).count()
    if not honoured:
        return _("Chưa có điển hình nào được biểu dương")
    return ngettext(
        "%(n)s điển hình đang được nêu gương",
        "%(n)s điển hình đang được nêu gương",
        honoured,
    ) % {"n": show_number(honoured)}


def _rows(found: ExemplarQuerySet, day: date) -> list[Row]:
    some = list(found.select_related("campaign")[:MOST])
    counts = _counts(some)
    homes = called({one.home_id for one in some}, day)
    return [
        Row(
            href=reverse("exemplars:exemplar", args=[one.pk]),
            title=one.title,
            name=one.name,
            home=homes[one.home_id],
            campaign=one.campaign.name,
            field=str(one.get_field_display()),
            state=str(one.get_state_display()),
            tone=state_tone(one),
            learners=show_number(counts[one.pk, Learner.LEARNING]),
            caught_up=show_number(counts[one.pk, Learner.CAUGHT_UP]),
            surpassed=show_number(counts[one.pk, Learner.SURPASSED]),
        )
        for one in some
    ]


def _counts(some: Sequence[Exemplar]) -> Counter[tuple[int, str]]:
    """How many learners of each exemplar stand where; who is assessed still learns."""
    found: Counter[tuple[int, str]] = Counter()
    learners = Learning.objects.filter(exemplar__in=[one.pk for one in some])
    rows = learners.values_list("exemplar", "state").annotate(Count("pk"))
    for exemplar, state, count in rows:
        is_learning = state == Learner.ASSESSED
        found[exemplar, Learner.LEARNING if is_learning else state] += count
    return found
