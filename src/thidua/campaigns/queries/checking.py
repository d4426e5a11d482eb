"""The plan check of a campaign, to read and to act on: findings, score, reasons."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from thidua.campaigns.check import Check, check_campaign
from thidua.campaigns.check.reading import limit_of
from thidua.campaigns.check.scoring import CONTENT, FRAME, Score
from thidua.campaigns.check.words import Finding, Level, Place
from thidua.campaigns.models import Campaign
from thidua.campaigns.policies import can_manage
from thidua.campaigns.queries.frame import Frame, frame
from thidua.campaigns.states import State
from thidua.kernel.clock import ZONE
from thidua.kernel.dates import show_moment
from thidua.kernel.numbers import show_number
from thidua.kernel.policy import Verdict, only_if
from thidua.kernel.ui import charts, parts
from thidua.organisations.actor import Actor

GOOD, FAIR = 80, 50
"""From here on a score is called good, and fair (a habit of this program)."""
_SHORT = {
    "no-measure": gettext_lazy("chưa lượng hóa"),
    "no-owner": gettext_lazy("chưa có đơn vị"),
    "only-effort": gettext_lazy("chỉ nói nỗ lực"),
    "no-tie": gettext_lazy("chưa gắn nhiệm vụ"),
    "dates-outside": gettext_lazy("sai thời hạn"),
    "no-split": gettext_lazy("chưa nói cách giao"),
    "no-baseline": gettext_lazy("thiếu xuất phát điểm"),
    "out-of-balance": gettext_lazy("giao chưa khớp"),
    "below-last-year": gettext_lazy("thấp hơn năm trước"),
    "no-form": gettext_lazy("chưa có biểu"),
}
"""Beside an item: the worst finding in two or three words."""
_OF_CAMPAIGN = {
    "documents",
    "phases",
    "audience-new",
    "forms",
    "edit",
    "milestone-new",
    "plan",
}


@dataclass(frozen=True, slots=True)
class FindingView:
    """One finding with everything that can be done about it.

    `tone` is no (an error) or unsure (a warning); `word` says it for the ear.
    """

    rule: str
    subject: str
    tone: str
    sign: str
    word: str
    title: str
    said: str
    why: str
    source: str
    remedy: str
    href: str
    mend: str
    hints: Sequence[parts.Link]
    is_error: bool
    reason: str = ""
    accepted: str = ""
    accepted_pk: int = 0


@dataclass(frozen=True, slots=True)
class ReasonRow:
    """One line of the score's reasons: a rule, how it was answered, what it cost."""

    name: str
    answered: str
    lost: str


@dataclass(frozen=True, slots=True)
class ScoreView:
    """A score that opens into its reasons."""

    value: str
    bar: charts.Bar
    words: str
    formula: str
    reasons: Sequence[ReasonRow]


@dataclass(frozen=True, slots=True)
class CheckView:
    """What stands beside a plan: counts, score, findings; the same on every page."""

    errors: int
    warnings: int
    counts: str
    passed_words: str
    passed: Sequence[tuple[str, str]]
    score: ScoreView
    open: Sequence[FindingView]
    accepted: Sequence[FindingView]
    href: str
    mend_href: str
    accept_href: str
    withdraw_href: str
    may_act: bool
    may_withdraw: bool


@dataclass(frozen=True, slots=True)
class CheckPage:
    """The page “Kiểm tra kế hoạch” of a campaign."""

    frame: Frame
    crumbs: Sequence[parts.Link]
    finding: str
    check: CheckView
    limit: str
    limit_href: str
    plans_href: str
    launch_href: str
    say: str
    may_launch: Verdict


def check_page(campaign: Campaign, actor: Actor, day: date) -> CheckPage:
    """Everything that the check says of a campaign, and what may be done about it."""
    checked = check_campaign(campaign, day)
    page = frame(campaign, actor, day, "check")
    return CheckPage(
        frame=page,
        crumbs=[*page.crumbs, parts.Link(_("Kiểm tra kế hoạch"), is_here=True)],
        finding=_headline(checked),
        check=check_view(campaign, checked, actor),
        limit=str(limit_of(campaign)),
        limit_href=reverse("campaigns:check-limit", args=[campaign.pk]),
        plans_href=reverse("campaigns:plan-checks", args=[campaign.pk])
        if campaign.state != State.DRAFT
        else "",
        launch_href=reverse("campaigns:launch", args=[campaign.pk]),
        say=_what_next(checked),
        may_launch=page.may_launch & launchable(checked),
    )


def launchable(checked: Check) -> Verdict:
    """Errors stop the launch; warnings do not, they ask for a reason."""
    return only_if(
        not checked.errors,
        otherwise=_("Còn %(count)s lỗi nên chưa phát động được.")
        % {"count": len(checked.errors)},
        remedy=_("Sửa các điều có dấu ✕."),
    )


def _headline(checked: Check) -> str:
    if checked.errors:
        return _("Kế hoạch còn %(count)s lỗi phải sửa") % {"count": len(checked.errors)}
    if checked.warnings:
        return _("Kế hoạch không còn lỗi, %(count)s cảnh báo cần xem") % {
            "count": len(checked.warnings)
        }
    return _("Kế hoạch đã rõ: không còn lỗi, không còn cảnh báo")


def _what_next(checked: Check) -> str:
    if checked.errors:
        return _(
            "Còn %(count)s lỗi nên chưa phát động được."
            " Cảnh báo thì phát động được, kèm lý do."
        ) % {"count": len(checked.errors)}
    if checked.warnings:
        return _("Phát động được; %(count)s cảnh báo còn mở sẽ cần một lý do.") % {
            "count": len(checked.warnings)
        }
    return _("Phát động được ngay.")


def check_view(campaign: Campaign, checked: Check, actor: Actor) -> CheckView:
    """The check of a campaign, drawn."""
    may = bool(can_manage(actor, campaign)) and campaign.state != State.CLOSED
    return view_of(
        campaign,
        checked,
        may_act=may,
        may_withdraw=may and campaign.state == State.DRAFT,
        hrefs=("check", "check-mend", "check-accept", "check-withdraw"),
    )


def view_of(
    campaign: Campaign,
    checked: Check,
    *,
    may_act: bool,
    may_withdraw: bool,
    hrefs: Sequence[str],
) -> CheckView:
    """A check drawn, with the addresses where it is acted upon."""
    page, mend, accept, withdraw = (
        reverse(f"campaigns:{name}", args=[campaign.pk]) for name in hrefs
    )
    findings = [(one, _view(campaign, one)) for one in checked.findings]
    return CheckView(
        errors=len(checked.errors),
        warnings=len(checked.warnings),
        counts=counts_in_words(checked),
        passed_words=_("%(count)s điều đã ổn") % {"count": len(checked.passed)},
        passed=[(str(rule.name), str(rule.why)) for rule in checked.passed],
        score=_score_view(checked.score),
        open=[view for one, view in findings if one.is_open],
        accepted=[view for one, view in findings if not one.is_open],
        href=page,
        mend_href=mend,
        accept_href=accept,
        withdraw_href=withdraw,
        may_act=may_act,
        may_withdraw=may_withdraw,
    )


def counts_in_words(checked: Check) -> str:
    """`2 lỗi · 3 cảnh báo`; what is nought is left out."""
    said = []
    if checked.errors:
        said.append(_("%(count)s lỗi") % {"count": len(checked.errors)})
    if checked.warnings:
        said.append(_("%(count)s cảnh báo") % {"count": len(checked.warnings)})
    if checked.accepted:
        said.append(_("%(count)s đã chấp nhận") % {"count": len(checked.accepted)})
    return " · ".join(said) or _("không lỗi, không cảnh báo")


def _view(campaign: Campaign, one: Finding) -> FindingView:
    found, is_error = one.found, one.level == Level.ERROR
    kept = one.accepted
    return FindingView(
        rule=one.key,
        subject=found.subject,
        tone="no" if is_error else "unsure",
        sign="✕" if is_error else "!",
        word=_("Lỗi") if is_error else _("Cảnh báo"),
        title=one.name,
        said=found.said,
        why=one.why,
        source=one.source,
        remedy=found.remedy,
        href=place_href(campaign, found.place, found.item),
        mend=found.mend,
        hints=[
            parts.Link(hint.name, _hint_href(campaign, found.item, hint.version_id))
            for hint in found.hints
        ],
        is_error=is_error,
        reason=kept.reason if kept else "",
        accepted=_("%(who)s, %(office)s chấp nhận lúc %(when)s")
        % {
            "who": kept.accepted_by,
            "office": kept.office,
            "when": show_moment(kept.accepted_at.astimezone(ZONE)),
        }
        if kept
        else "",
        accepted_pk=kept.pk if kept else 0,
    )


def place_href(campaign: Campaign, place: Place, item: str = "") -> str:
    """The page on which a finding is mended by hand."""
    name = f"campaigns:{place.kind}"
    if place.kind == "item":
        return reverse("campaigns:node", args=[campaign.pk, place.within, place.pk])
    if place.kind == "tie":
        return reverse(name, args=[campaign.pk, place.within, place.pk])
    if place.kind == "target-new":
        return f"{reverse(name, args=[campaign.pk])}?noi-dung={item[len('node:') :]}"
    if place.kind in _OF_CAMPAIGN:
        return reverse(name, args=[campaign.pk])
    return reverse(name, args=[campaign.pk, place.pk])


def _hint_href(campaign: Campaign, item: str, version_id: int) -> str:
    """A new target on this indicator; nothing for an item of a unit's own plan."""
    if not item.startswith("node:"):
        return ""
    page = reverse("campaigns:target-new", args=[campaign.pk])
    return f"{page}?noi-dung={item[len('node:') :]}&chi-so={version_id}"


def _score_view(score: Score) -> ScoreView:
    value = score.value
    tone = "" if value >= GOOD else "slow" if value >= FAIR else "late"
    costly = sorted((one for one in score.lines if one.lost), key=lambda one: -one.lost)
    return ScoreView(
        value=str(value),
        bar=charts.bar(value, tone=tone),
        words=_("%(value)s trên 100 điểm") % {"value": value},
        formula=_(
            "%(content)s điểm cho nội dung, chia đều cho từng nội dung; %(frame)s điểm"
            " cho khung kế hoạch. Quy tắc nào đạt thì giữ điểm của nó; cảnh báo đã chấp"
            " nhận kèm lý do giữ một nửa."
        )
        % {"content": CONTENT, "frame": FRAME},
        reasons=[
            ReasonRow(
                one.name,
                ngettext(
                    "%(short)s trên %(asked)s chưa đạt",
                    "%(short)s trên %(asked)s chưa đạt",
                    one.asked,
                )
                % {"short": one.short, "asked": one.asked}
                if one.asked
                else _("chưa có nội dung để hỏi"),
                f"−{show_number(_tenths(one.lost))}",
            )
            for one in costly
        ],
    )


def _tenths(lost: Fraction) -> Decimal:
    return Decimal(round(lost * 10)) / 10


def states_of(checked: Check, items: Iterable[str]) -> dict[str, tuple[str, str]]:
    """Beside each item: a tone and a few words, the worst first."""
    worst: dict[str, tuple[str, str]] = {}
    for one in checked.findings:
        where = one.found.item
        if one.is_open and where and where not in worst:
            worst[where] = (
                "refused" if one.blocks else "slow",
                str(_SHORT.get(one.key, one.name)),
            )
    return {item: worst.get(item, ("done", _("ổn"))) for item in items}
