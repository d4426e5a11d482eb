"""A unit's own part: its plan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from thidua.campaigns.models import Campaign, UnitPlan
from thidua.campaigns.policies import can_plan
from thidua.campaigns.queries.editing import item_names
from thidua.campaigns.queries.frame import Frame, frame
from thidua.campaigns.states import ADOPT_PLAN, REOPEN_PLAN, PlanState
from thidua.kernel.clock import ZONE
from thidua.kernel.dates import show, show_moment
from thidua.kernel.policy import Verdict
from thidua.kernel.ui import parts
from thidua.organisations.actor import Actor
from thidua.organisations.naming import in_sentence, names_on


@dataclass(frozen=True, slots=True)
class PlanPage:
    """A unit's plan, to read; the form stands beside it for those who write."""

    frame: Frame
    crumbs: Sequence[parts.Link]
    unit_name: str
    finding: str
    state: str
    tone: str
    words: Sequence[tuple[str, str]]
    items: Sequence[tuple[str, str, str, str, str]]
    version: int
    may_write: Verdict
    may_adopt: Verdict
    may_reopen: Verdict
    exists: bool
    adopted: str


def plan_page(campaign: Campaign, unit_id: int, actor: Actor, day: date) -> PlanPage:
    """The plan of a unit in a campaign, or the place where it will stand."""
    plan = UnitPlan.objects.filter(campaign=campaign, unit=unit_id).first()
    shown = plan or UnitPlan(campaign=campaign, unit_id=unit_id, version=0)
    page = frame(campaign, actor, day, "units")
    name = names_on([unit_id], day).get(unit_id, "")
    names = item_names(campaign)
    may = can_plan(actor, shown)
    is_adopted = shown.state == PlanState.ADOPTED
    return PlanPage(
        frame=page,
        crumbs=[*page.crumbs, _here(name)],
        unit_name=name,
        finding=_finding(plan, name),
        state=str(shown.get_state_display()) if plan else _("chưa có"),
        tone="done" if is_adopted else "wait",
        words=_words(shown) if plan else [],
        items=[
            (
                item.name,
                names.get(str(item.node_key), ""),
                " · ".join(part for part in (item.sector, item.routine) if part),
                item.answers,
                show(item.due_on),
            )
            for item in (plan.items.all() if plan else ())
        ],
        version=shown.version,
        may_write=may,
        may_adopt=may & ADOPT_PLAN.open_from(shown.state),
        may_reopen=may & REOPEN_PLAN.open_from(shown.state),
        exists=plan is not None,
        adopted=_("%(who)s ban hành lúc %(when)s")
        % {
            "who": shown.adopted_by,
            "when": show_moment(shown.adopted_at.astimezone(ZONE)),
        }
        if shown.adopted_at
        else "",
    )


def _here(name: str) -> parts.Link:
    return parts.Link(_("Kế hoạch của %(unit)s") % {"unit": in_sentence(name)})


def _finding(plan: UnitPlan | None, name: str) -> str:
    if plan is None:
        return _("%(unit)s chưa cụ thể hóa phong trào này") % {"unit": name}
    if plan.state == PlanState.ADOPTED:
        return _("Kế hoạch thi đua của %(unit)s") % {"unit": in_sentence(name)}
    return _("Kế hoạch thi đua của %(unit)s, đang soạn") % {"unit": in_sentence(name)}


def _words(plan: UnitPlan) -> list[tuple[str, str]]:
    pairs = [
        (_("Nội dung trọng tâm"), plan.focus),
        (_("Việc khó"), plan.hard_tasks),
        (_("Giải pháp, biện pháp"), plan.measures),
        (_("Nghị quyết của đơn vị"), plan.own_resolution),
        (_("Thời gian"), f"{show(plan.starts_on)}–{show(plan.ends_on)}"),
    ]
    return [(label, text) for label, text in pairs if text]
