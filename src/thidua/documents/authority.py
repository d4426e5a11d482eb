"""Which body issues which kind of document, as a rule that every act keeps."""

from __future__ import annotations

from thidua.documents.policies import can_issue
from thidua.kernel.errors import RuleBroken
from thidua.organisations.models import Unit


def refuse_without_authority(unit: Unit, kind: str) -> None:
    """A decision is of an authority: a hamlet drafts, settles and numbers none."""
    verdict = can_issue(unit, kind)
    if not verdict:
        raise RuleBroken(verdict.reason, verdict.remedy, field="kind")
