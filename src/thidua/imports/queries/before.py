"""Has this very file been sent before?"""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.imports.models import Import
from thidua.imports.states import State
from thidua.kernel import clock, dates
from thidua.kernel.ui.parts import Link


def sent_before(run: Import) -> Link | None:
    """The first time that the very same content was sent, if it was."""
    first = Import.objects.sent_before(run)
    if first is None:
        return None
    words = _("Tệp này đã gửi %(when)s (%(who)s, %(state)s): mở lần ấy.") % {
        "when": dates.show_moment(first.made_at.astimezone(clock.ZONE)),
        "who": first.made_by,
        "state": State(first.state).label,
    }
    return Link(words, reverse("imports:import", args=[first.pk]))
