"""What became of an exemplar: every deed in sentences."""

from __future__ import annotations

from django.urls import reverse

from thidua.audit.models import Entry
from thidua.audit.trail import trail_of
from thidua.exemplars.models import Exemplar
from thidua.exemplars.queries.frame import way_to
from thidua.exemplars.queries.words import trail_verbs
from thidua.kernel.clock import ZONE
from thidua.kernel.dates import show_moment
from thidua.kernel.ui import parts
from thidua.kernel.ui.trails import Trail, each
from thidua.organisations.actor import signature


def history_of(exemplar: Exemplar) -> Trail:
    """All that was done to it, for those who see it whole."""
    return Trail(
        way=lambda: way_to(exemplar, exemplar.title),
        href=reverse("exemplars:history", args=[exemplar.pk]),
        done=trail_of(exemplar),
        tell=each(trail_line),
    )


def trail_line(entry: Entry) -> parts.TrailLine:
    """One line of the trail: who did what, and why if a reason was given."""
    return parts.TrailLine(
        when=show_moment(entry.at.astimezone(ZONE)),
        words=trail_verbs().get(entry.verb, entry.verb),
        who=signature(entry.actor_name, entry.office),
        note=str(entry.details.get("reason") or ""),
    )
