"""The check over all units' plans of a campaign, and over one unit's own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.campaigns.check import PLAN_RULES, Check, check_plans
from thidua.campaigns.ladder import receivers
from thidua.campaigns.models import Campaign, MendRequest, UnitPlan
from thidua.campaigns.policies import can_ask_to_mend, can_manage, can_plan
from thidua.campaigns.queries.findings import CheckView, counts_in_words, view_of
from thidua.campaigns.queries.frame import Frame, frame
from thidua.campaigns.queries.score import FAIR, GOOD
from thidua.campaigns.states import PlanState, State
from thidua.kernel.clock import ZONE
from thidua.kernel.dates import show
from thidua.kernel.ui import charts, parts
from thidua.organisations.actor import Actor
from thidua.organisations.models import Lineage
from thidua.organisations.namesakes import listed_names

ROWS = 60
MEND_WITHIN = timedelta(days=10)
"""How long a unit usually has to mend its plan (office custom)."""


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One unit's plan in the list: its score, what is wrong, what was asked."""

    pk: int
    name: str
    href: str
    score: str
    bar: charts.Bar
    counts: str
    worst: Sequence[str]
    state: str
    state_tone: str
    asked: str
    ask_href: str


@dataclass(frozen=True, slots=True)
class PlanChecksPage:
    """All plans below the reader, worst first."""

    frame: Frame
    crumbs: Sequence[parts.Link]
    finding: str
    figures: Sequence[parts.Figure]
    pills: Sequence[parts.Pill]
    rules: Sequence[tuple[str, str]]
    chosen: str
    rows: Sequence[PlanRow]
    pager: parts.Pager
    due: str


def plan_checks_page(
    campaign: Campaign, actor: Actor, day: date, rule: str = "", number: int = 1
) -> PlanChecksPage:
    """The list, filtered by a rule; a fixed number of queries for any number of plans.

    The bodies of the campaign see every plan; a unit sees those below it.
    """
    checked = _checked(campaign, actor, day)
    counts = _by_rule(checked)
    rule = rule if rule in counts else ""
    chosen = _worst_first(checked, rule)
    path = reverse("campaigns:plan-checks", args=[campaign.pk])
    some, links = parts.turned(
        len(chosen),
        number,
        ROWS,
        lambda to: f"{path}?{urlencode({'quy-tac': rule, 'trang': to})}",
    )
    shown = chosen[some]
    names = {one.key: str(one.wrong) for one in PLAN_RULES}
    page = frame(campaign, actor, day, "check")
    return PlanChecksPage(
        frame=page,
        crumbs=[*page.crumbs, *_crumbs(campaign)],
        finding=_headline(checked),
        figures=_figures(checked),
        pills=[parts.Pill(names[rule], path)] if rule else [],
        rules=[(key, f"{names[key]} ({count})") for key, count in counts.most_common()],
        chosen=rule,
        rows=_rows(campaign, actor, day, {unit: checked[unit] for unit in shown}),
        pager=links,
        due=show(day + MEND_WITHIN),
    )


Checked = Mapping[int, tuple[UnitPlan, Check]]


def plans_seen(campaign: Campaign, actor: Actor, day: date, rule: str = "") -> Checked:
    """Every plan that the reader sees, or those a rule finds wanting, worst first."""
    checked = _checked(campaign, actor, day)
    known = rule if rule in _by_rule(checked) else ""
    return {unit: checked[unit] for unit in _worst_first(checked, known)}


def _checked(campaign: Campaign, actor: Actor, day: date) -> Checked:
    units = None if can_manage(actor, campaign) else _below(campaign, actor, day)
    return check_plans(campaign, day, units)


def _worst_first(checked: Checked, rule: str) -> list[int]:
    """The units whose plans a rule finds wanting, or all, the lowest score first."""
    return [
        unit_id
        for _score, unit_id in sorted(
            (one.score.exact, unit_id)
            for unit_id, (_plan, one) in checked.items()
            if not rule or any(f.key == rule and f.is_open for f in one.findings)
        )
    ]


def _crumbs(campaign: Campaign) -> list[parts.Link]:
    check = reverse("campaigns:check", args=[campaign.pk])
    return [
        parts.Link(_("Kiểm tra kế hoạch"), check),
        parts.Link(_("Kế hoạch của các đơn vị"), is_here=True),
    ]


def _below(campaign: Campaign, actor: Actor, day: date) -> list[int]:
    lines = Lineage.objects.filter(
        ancestor=actor.unit_id, tree=campaign.tree_id, during__contains=day
    )
    return list(lines.values_list("unit_id", flat=True))


def _by_rule(checked: Checked) -> Counter[str]:
    """By rule: in how many plans something of it is open."""
    return Counter(
        key
        for _plan, one in checked.values()
        for key in {finding.key for finding in one.findings if finding.is_open}
    )


def _headline(checked: Checked) -> str:
    scores = _scores(checked)
    weak = sum(value < FAIR for value in scores)
    if not checked:
        return _("Chưa có đơn vị nào cụ thể hóa")
    if not scores:
        return _("Chưa kế hoạch nào có nội dung để chấm điểm")
    if weak:
        return _("%(weak)s trên %(count)s kế hoạch còn yếu, dưới %(fair)s điểm") % {
            "weak": weak,
            "count": len(scores),
            "fair": FAIR,
        }
    return _("Cả %(count)s kế hoạch đều từ %(fair)s điểm trở lên") % {
        "count": len(scores),
        "fair": FAIR,
    }


def _scores(checked: Checked) -> list[int]:
    """From the lowest; a plan without content has none yet."""
    given = (one.score for _plan, one in checked.values() if one.score.is_given)
    return sorted(score.value for score in given)


def _figures(checked: Checked) -> list[parts.Figure]:
    scores = _scores(checked)
    if not scores:
        return []
    middle = scores[len(scores) // 2]
    wrong = sum(bool(one.errors) for _plan, one in checked.values())
    good = sum(value >= GOOD for value in scores)
    of_all = _("trên 100")
    return [
        parts.Figure(str(len(checked)), _("kế hoạch đã soạn")),
        parts.Figure(str(middle), _("điểm ở giữa"), f" {of_all}"),
        parts.Figure(str(good), _("kế hoạch từ %(good)s điểm") % {"good": GOOD}),
        parts.Figure(str(wrong), _("kế hoạch còn lỗi")),
    ]


def _rows(campaign: Campaign, actor: Actor, day: date, shown: Checked) -> list[PlanRow]:
    names = listed_names(shown, day)
    answer_to = receivers(campaign, day)
    plans = [plan.pk for plan, _check in shown.values()]
    asked: dict[int, MendRequest] = {}
    for one in MendRequest.objects.filter(plan__in=plans).order_by("asked_at", "pk"):
        asked[one.plan_id] = one
    return [
        _row(
            plan,
            one,
            names.get(unit_id, ""),
            asked.get(plan.pk),
            bool(
                can_ask_to_mend(
                    actor, campaign, answer_to.get(unit_id, campaign.office_id)
                )
            )
            and campaign.state == State.LAUNCHED,
        )
        for unit_id, (plan, one) in shown.items()
    ]


def _row(
    plan: UnitPlan, one: Check, name: str, asked: MendRequest | None, may_ask: bool
) -> PlanRow:
    value = one.score.value if one.score.is_given else None
    worst = list(dict.fromkeys(f.name for f in one.findings if f.is_open))
    waits = asked is not None and is_waiting(asked, plan)
    args = [plan.campaign_id, plan.unit_id]
    return PlanRow(
        pk=plan.pk,
        name=name,
        href=reverse("campaigns:plan-of", args=args),
        score=_("chưa chấm điểm") if value is None else str(value),
        bar=charts.bar(value, tone=_tone(value)),
        counts=counts_in_words(one),
        worst=worst[:3],
        state=str(plan.get_state_display()),
        state_tone="done" if plan.state == PlanState.ADOPTED else "wait",
        asked=_("đã đề nghị chỉnh ngày %(day)s")
        % {"day": show(asked.asked_at.astimezone(ZONE).date())}
        if asked is not None and waits
        else "",
        ask_href=reverse("campaigns:plan-ask", args=args) if may_ask else "",
    )


def _tone(value: int | None) -> str:
    if value is None or value >= GOOD:
        return ""
    return "slow" if value >= FAIR else "late"


def is_waiting(asked: MendRequest, plan: UnitPlan) -> bool:
    """A request waits until the plan is adopted anew."""
    return plan.adopted_at is None or plan.adopted_at <= asked.asked_at


@dataclass(frozen=True, slots=True)
class OwnCheck:
    """The check beside a unit's plan, and what the unit above has asked of it."""

    check: CheckView
    asked: str
    asked_by: str
    ask_href: str
    due: str
    reopen: str


def own_check(
    campaign: Campaign, unit_id: int, actor: Actor, day: date
) -> OwnCheck | None:
    """The check of one unit's plan; nothing before the unit has written one."""
    found = check_plans(campaign, day, [unit_id]).get(unit_id)
    if found is None:
        return None
    plan, checked = found
    is_open = campaign.state == State.LAUNCHED
    may = bool(can_plan(actor, plan)) and is_open
    receiver = receivers(campaign, day).get(unit_id, campaign.office_id)
    may_ask = bool(can_ask_to_mend(actor, campaign, receiver)) and is_open
    asked = MendRequest.objects.filter(plan=plan).first()
    waits = asked is not None and is_waiting(asked, plan)
    return OwnCheck(
        check=view_of(
            campaign,
            checked,
            may_act=may,
            may_mend=may and plan.state == PlanState.DRAFT,
            may_withdraw=may,
            of="plan",
        ),
        asked=asked.note if asked and waits else "",
        asked_by=_("%(who)s, %(office)s đề nghị; hạn %(due)s.")
        % {
            "who": asked.asked_by,
            "office": asked.office,
            "due": show(asked.due_on),
        }
        if asked and waits
        else "",
        ask_href=reverse("campaigns:plan-ask", args=[campaign.pk, unit_id])
        if may_ask and actor.unit_id != unit_id
        else "",
        due=show(day + MEND_WITHIN),
        reopen=_("Kế hoạch đã ban hành: mở lại để sửa, rồi ban hành lại.")
        if may and plan.state == PlanState.ADOPTED
        else "",
    )
