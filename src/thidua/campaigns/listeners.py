"""What happens below and concerns campaigns; each listener may run more than once."""

from __future__ import annotations

from django.utils.translation import gettext as _

from thidua.campaigns import actions
from thidua.indicators.events import FormFollowed
from thidua.indicators.models import Form
from thidua.kernel import clock
from thidua.kernel.events import listens_to
from thidua.organisations.actor import the_system


@listens_to(FormFollowed)
def follow_form(told: FormFollowed) -> None:
    """A form has a new edition: the campaigns that asked for it go on with that."""
    actions.follow_form(
        Form.objects.get(pk=told.form_id),
        Form.objects.get(pk=told.edition_id),
        actor=the_system(_("Hệ thống")),
        at=clock.now(),
    )
