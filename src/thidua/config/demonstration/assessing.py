"""What the campaign cost, and the phases that are over, judged and signed off."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from thidua.campaigns.actions import (
    record_expense,
    save_assessment_draft,
    sign_off_assessment,
)
from thidua.campaigns.drafts import AssessmentWords, ExpenseDraft
from thidua.campaigns.effect import effect_of
from thidua.campaigns.effect.keeping import as_json, fingerprint
from thidua.campaigns.effect.stretches import Stretch, stretches_of
from thidua.campaigns.models import Campaign
from thidua.config.demonstration.campaign_one import Script, on
from thidua.config.demonstration.dice import dice
from thidua.config.demonstration.era_one import Loading
from thidua.config.demonstration.files import told
from thidua.config.demonstration.giving import speaking_for
from thidua.config.demonstration.people import officer_of
from thidua.kernel.calendar import add_working_days

THOUSAND = 1_000


def judge_what_is_over(script: Script, loading: Loading) -> None:
    """Expenses year by year, then one signed assessment for every phase that is over.

    One expense is told after its phase was signed off, so that a difference shows.
    """
    said = told("assessments")
    for row in said["spent"]:
        _spend(script, loading, row)
    campaign = Campaign.objects.get(pk=script.campaign.pk)
    words = {row["phase"]: row for row in said["signed"]}
    for stretch in stretches_of(campaign):
        if stretch.phase is not None and stretch.name in words:
            _sign(stretch, words[stretch.name], loading)
    late = said["late"]
    draft = _draft(script, late, late["amount"], late["spent_on"])
    _tell(script, loading, late["unit"], draft, late["told_on"])


def _spend(script: Script, loading: Loading, row: Mapping[str, Any]) -> None:
    """The same kind of expense once a year, in autumn, rounded to a thousand đồng."""
    low, high = row["between"]
    for year in row["years"]:
        chance = dice("expense", row["unit"], row["purpose"], year)
        amount = chance.randint(low // THOUSAND, high // THOUSAND) * THOUSAND
        day = date(year, chance.randint(3, 11), chance.randint(1, 28))
        draft = _draft(script, row, amount, day)
        _tell(script, loading, row["unit"], draft, add_working_days(day, 6))


def _draft(
    script: Script, row: Mapping[str, Any], amount: int, day: date
) -> ExpenseDraft:
    return ExpenseDraft(
        amount=Decimal(amount),
        spent_on=day,
        source=row["source"],
        purpose=row["purpose"],
        node_key=script.nodes[row["node"]] if "node" in row else None,
        voucher=f"{day:%m%y}/PC (minh họa)",
    )


def _tell(
    script: Script, loading: Loading, key: str, draft: ExpenseDraft, day: date
) -> None:
    unit = loading.stage.ids[key]
    actor = speaking_for(loading, key)
    record_expense(script.campaign, unit, draft, actor=actor, at=on(day, 14))


def _sign(stretch: Stretch, row: Mapping[str, Any], loading: Loading) -> None:
    """The officer writes it, the head signs it two days later."""
    signed_on = add_working_days(stretch.until, row["days"])
    officer = officer_of(loading.stage, "bantd", "ban-thi-dua")
    head = officer_of(loading.stage, "truongban", "ban-thi-dua")
    words = AssessmentWords(
        row["remarks"], row.get("lessons", ""), row.get("proposals", "")
    )
    written = on(add_working_days(signed_on, -2), 15, 20)
    draft = save_assessment_draft(stretch, words, version=0, actor=officer, at=written)
    seen = fingerprint(as_json(effect_of(stretch, signed_on)))
    sign_off_assessment(
        stretch,
        version=draft.version,
        number=0,
        seen=seen,
        actor=head,
        at=on(signed_on, 8, 30),
    )
