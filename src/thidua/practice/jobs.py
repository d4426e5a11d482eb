"""What the worker does for the room, once a day."""

from __future__ import annotations

from datetime import time, timedelta

from django.utils.translation import gettext as _

from thidua.kernel import clock, jobs
from thidua.organisations.actor import the_system
from thidua.practice import actions

KEPT = timedelta(weeks=3)
"""How long a practice campaign is kept that nobody opens."""


@jobs.daily("practice.discard", at=time(2, 40))
def discard() -> None:
    """Throw away what nobody has opened for three weeks."""
    at = clock.now()
    actor = the_system(_("Dọn phần tập làm"))
    actions.discard_practices(at.date() - KEPT, actor=actor, at=at)
