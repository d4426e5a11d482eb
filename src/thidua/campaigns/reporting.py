"""Forms opened and reporters named on behalf of a campaign.

Indicators know no campaign; a form may serve several, so that a duty ends only when no
running campaign asks this unit for the form any more.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from thidua.campaigns.ladder import receivers
from thidua.campaigns.models import AudienceMember, Campaign
from thidua.campaigns.states import State
from thidua.indicators.actions import (
    Reporter,
    assign_reporters,
    open_form,
    release_reporters,
    stop_asking,
)
from thidua.indicators.models import Form, FormLine, ReportDuty, level_of
from thidua.indicators.policies import can_lay_out
from thidua.organisations.actor import Actor, the_system
from thidua.organisations.models import Unit


def open_forms(campaign: Campaign, *, actor: Actor, at: datetime) -> None:
    """Open the campaign's forms that are not open yet."""
    for form in _forms(campaign):
        if form.opened_at is None:
            open_form(form, actor=_speaker(form, actor), at=at)


def begin_duties(
    campaign: Campaign,
    unit_ids: Iterable[int],
    *,
    since: date,
    actor: Actor,
    at: datetime,
) -> int:
    """Whoever of these units has lines in a form reports it from a day on."""
    asked = set(asked_for_figures(campaign, since)) & set(unit_ids)
    kinds = dict(Unit.objects.filter(pk__in=asked).values_list("pk", "kind"))
    answer_to = receivers(campaign, since)
    count = 0
    for form in _forms(campaign):
        if form.ends_on < since:  # an edition has taken over, or it is done
            continue
        lines = list(form.lines.all())
        levels, owners = (
            {line.level for line in lines},
            {line.owner_id for line in lines},
        )
        reporting = [
            unit_id
            for unit_id, kind in sorted(kinds.items())
            if unit_id in owners or level_of(kind) in levels
        ]
        duties = assign_reporters(
            form,
            [
                Reporter(unit_id, answer_to.get(unit_id, campaign.office_id))
                for unit_id in reporting
            ],
            since=since,
            until=None,
            actor=_speaker(form, actor),
            at=at,
        )
        count += len(duties)
    return count


def end_duties(
    campaign: Campaign,
    unit_ids: Iterable[int],
    *,
    on: date,
    reason: str,
    actor: Actor,
    at: datetime,
) -> int:
    """These units report the campaign's forms no more, unless another one asks them."""
    count = 0
    for form in _forms(campaign):
        gone = set(unit_ids) - asked_elsewhere(campaign, form.pk, on)
        duties = form.duties.standing_on(on).filter(unit__in=gone)
        if duties.exists():
            speaker = _speaker(form, actor)
            count += release_reporters(
                form, gone, on=on, reason=reason, actor=speaker, at=at
            )
    return count


def end_asking(
    campaign: Campaign, *, on: date, reason: str, actor: Actor, at: datetime
) -> int:
    """A campaign that is over asks nobody after the period under way on a day.

    Whom another running campaign asks for the form goes on. The answer: how many
    duties ended.
    """
    count = 0
    for form in _forms(campaign):
        units = set(form.duties.values_list("unit_id", flat=True))
        count += stop_asking(
            form,
            units - asked_elsewhere(campaign, form.pk, on),
            on=on,
            reason=reason,
            actor=_speaker(form, actor),
            at=at,
        )
    return count


def asked_elsewhere(campaign: Campaign, form_id: int, on: date) -> set[int]:
    """Units that another running campaign asks for the same form, then or later.

    Those that take part on the day or will have joined after it, and whoever owns a
    line of the form by name.
    """
    others = Campaign.objects.filter(
        state=State.LAUNCHED, form_links__form=form_id, form_links__is_read=False
    ).exclude(pk=campaign.pk)
    members = AudienceMember.objects.filter(
        audience__campaign__in=others, audience__reports=True
    ).exclude(left_on__lte=on)
    asked = set(members.values_list("unit_id", flat=True))
    if others.exists():
        lines = FormLine.objects.filter(form=form_id, owner__isnull=False)
        asked |= set(lines.values_list("owner_id", flat=True))
    return asked


def answering_to(campaign: Campaign, gone: Iterable[int], on: date) -> set[int]:
    """Units that report the campaign's forms to one of these on a day."""
    gone, found = set(gone), set()
    for link in campaign.form_links.filter(is_read=False).order_by("pk"):
        others = asked_elsewhere(campaign, link.form_id, on)
        duties = ReportDuty.objects.filter(form=link.form_id).standing_on(on)
        below = duties.filter(receiver__in=gone).exclude(unit__in=gone | others)
        found |= set(below.values_list("unit_id", flat=True))
    return found


def _forms(campaign: Campaign) -> list[Form]:
    asked = campaign.form_links.filter(is_read=False)
    links = asked.select_related("form").order_by("pk")
    return [link.form for link in links.prefetch_related("form__lines")]


def asked_for_figures(campaign: Campaign, on: date) -> list[int]:
    """Members of reporting audiences, and whoever owns a line of a form by name."""
    members = AudienceMember.objects.filter(
        audience__campaign=campaign, audience__reports=True
    )
    joined = list(members.taking_part_on(on).values_list("unit_id", flat=True))
    asked = campaign.form_links.filter(is_read=False)
    lines = FormLine.objects.filter(form__in=asked.values("form"))
    owners = lines.filter(owner__isnull=False).values_list("owner_id", flat=True)
    return [*joined, *owners]


def _speaker(form: Form, actor: Actor) -> Actor:
    """The person when the form is their unit's, else the program in their name."""
    return actor if can_lay_out(actor, form) else the_system(actor.name)
