"""By which plan units are reminded of a form: its own, its campaign's, the usual."""

from __future__ import annotations

from collections.abc import Iterable

from thidua.campaigns.models import CampaignForm
from thidua.campaigns.states import State
from thidua.follow_up.models import ReminderPlan
from thidua.indicators.models import Form


def plans_of(forms: Iterable[Form]) -> dict[int, ReminderPlan]:
    """The plan of each form, read with its own (`reminder_plan`).

    Of several campaigns that ask by one form the one that began last says.
    """
    every = list(forms)
    links = (
        CampaignForm.objects.filter(
            form__in={one.pk for one in every},
            campaign__state=State.LAUNCHED,
            campaign__reminder_plan__isnull=False,
        )
        .select_related("campaign__reminder_plan")
        .order_by("campaign__starts_on", "campaign")
    )
    of_campaigns = {one.form_id: one.campaign.reminder_plan for one in links}
    return {
        one.pk: getattr(one, "reminder_plan", None)
        or of_campaigns.get(one.pk)
        or ReminderPlan()
        for one in every
    }
