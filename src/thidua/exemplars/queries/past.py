"""What became of an exemplar: every deed in sentences."""

from __future__ import annotations

from thidua.audit.models import Entry
from thidua.exemplars.queries.words import trail_verbs
from thidua.kernel.clock import ZONE
from thidua.kernel.dates import show_moment
from thidua.kernel.ui import parts
from thidua.organisations.actor import signature


def trail_line(entry: Entry) -> parts.TrailLine:
    """One line of the trail: who did what, and why if a reason was given."""
    return parts.TrailLine(
        when=show_moment(entry.at.astimezone(ZONE)),
        words=trail_verbs().get(entry.verb, entry.verb),
        who=signature(entry.actor_name, entry.office),
        note=str(entry.details.get("reason") or ""),
    )
