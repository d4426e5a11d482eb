"""What an answer to a finding needs: that it is still there, and a reason kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.utils.translation import gettext as _

from thidua.audit.trail import record
from thidua.campaigns.check import Check, NotReady
from thidua.campaigns.check.words import Finding
from thidua.campaigns.models import AcceptedWarning, Campaign, UnitPlan
from thidua.kernel.errors import RuleBroken, WrongMoment
from thidua.organisations.actor import Actor


def still_found(findings: Iterable[Finding], rule: str, subject: str) -> Finding:
    """The finding that somebody answers to, if the plan still shows it."""
    for one in findings:
        if (one.key, one.found.subject) == (rule, subject):
            return one
    raise WrongMoment(
        _("Điều này không còn trong kết quả kiểm tra."),
        _("Có người vừa sửa hoặc vừa chấp nhận; tải lại trang để xem."),
    )


def open_ones(checked: Check, rule: str, subject: str | None) -> list[Finding]:
    """One open warning of a rule, or all of them."""
    if subject is not None:
        return [still_found(checked.warnings, rule, subject)]
    found = [one for one in checked.warnings if one.key == rule]
    return found or [still_found((), rule, "")]


def keep_acceptances(
    campaign: Campaign,
    plan: UnitPlan | None,
    findings: Iterable[Finding],
    *,
    reason: str,
    actor: Actor,
    at: datetime,
) -> list[AcceptedWarning]:
    """Keep why warnings are accepted; without a reason they are not."""
    findings = list(findings)
    if findings and not reason.strip():
        raise RuleBroken(
            _("Chưa ghi lý do chấp nhận cảnh báo."),
            _("Ghi lý do; các đơn vị sẽ đọc được."),
        )
    return AcceptedWarning.objects.bulk_create(
        AcceptedWarning(
            campaign=campaign,
            plan=plan,
            rule=one.key,
            subject=one.found.subject,
            said=one.found.said,
            reason=reason.strip(),
            accepted_by=actor.name,
            office=actor.office,
            accepted_at=at,
        )
        for one in findings
    )


def accept_for_launch(
    campaign: Campaign,
    checked: Check,
    reasons: Mapping[str, str],
    common: str,
    *,
    actor: Actor,
    at: datetime,
) -> None:
    """Keep with the open warnings of each rule the reason given for that rule.

    `common` is kept with those rules for which none was given. Raises `NotReady` with
    the errors; without any, with the warnings for which nobody said why.
    """
    common = common.strip()
    why = {one.key: reasons.get(one.key, "").strip() for one in checked.warnings}
    unanswered = [one for one in checked.warnings if not (why[one.key] or common)]
    if in_the_way := checked.errors or unanswered:
        raise NotReady(in_the_way)
    for rule, own in why.items():
        found = open_ones(checked, rule, None)
        reason = own or common
        keep_acceptances(campaign, None, found, reason=reason, actor=actor, at=at)


def tell_mended(
    campaign: Campaign, finding: Finding, *, actor: Actor, at: datetime, **more: object
) -> None:
    """What one click put right: the trail says it, beside what the act itself wrote."""
    record(
        "campaigns.plan.mended",
        campaign,
        actor=actor,
        at=at,
        rule=finding.key,
        mend=finding.found.mend,
        said=finding.found.said,
        **more,
    )


def by_hand(finding: Finding) -> RuleBroken:
    """Only a person can mend this one."""
    return RuleBroken(
        _("Điều này không sửa bằng một nút được: %(said)s")
        % {"said": finding.found.said},
        finding.remedy,
    )
