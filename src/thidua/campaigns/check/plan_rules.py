"""What is asked of a unit's own plan: focus, measures, who, when, how much, tied."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from thidua.campaigns.check import sources
from thidua.campaigns.check.facts import PlanFacts
from thidua.campaigns.check.target_rules import is_below_last_year
from thidua.campaigns.check.words import Asks, Found, Level, Place, Rule
from thidua.kernel.dates import show
from thidua.kernel.text import inside, quoted

HERE = Place("plan")
NAMED = 3
"""Names said before “và … nữa”."""


def _lacks(text: str, what: str, remedy: str, field: str) -> Iterator[Found]:
    if not text.strip():
        said = _("Kế hoạch chưa có %(what)s.") % {"what": what}
        yield Found(said, remedy, Place("plan", field=field))


def _no_focus(plan: PlanFacts) -> Iterator[Found]:
    remedy = _("Ghi hai, ba việc quan trọng nhất của đơn vị.")
    return _lacks(plan.focus, _("nội dung trọng tâm"), remedy, "focus")


def _no_means(plan: PlanFacts) -> Iterator[Found]:
    remedy = _("Ghi cách làm: ai đi, làm gì, kiểm lại lúc nào.")
    return _lacks(plan.measures, _("giải pháp, biện pháp"), remedy, "measures")


def _no_hard_task(plan: PlanFacts) -> Iterator[Found]:
    remedy = _("Ghi việc vướng nhất mà đơn vị dồn sức làm.")
    return _lacks(plan.hard_tasks, _("việc khó"), remedy, "hard_tasks")


def _no_items(plan: PlanFacts) -> Iterator[Found]:
    if not plan.items:
        yield Found(
            _("Kế hoạch chưa có ít nhất một nội dung của đơn vị."),
            _("Gắn một việc của đơn vị vào nội dung của phong trào."),
            HERE,
        )


def _plan_outside(plan: PlanFacts) -> Iterator[Found]:
    if plan.ends_on > plan.campaign_ends_on or plan.starts_on < plan.campaign_starts_on:
        yield Found(
            _("Kế hoạch %(first)s–%(last)s nằm ngoài thời gian phong trào.")
            % {"first": show(plan.starts_on), "last": show(plan.ends_on)},
            _("Sửa ngày bắt đầu hoặc kết thúc của kế hoạch."),
            HERE,
        )


def _uncovered(plan: PlanFacts) -> Iterator[Found]:
    if plan.uncovered:
        names = [one.name for one in plan.uncovered]
        shown = "; ".join(names[:NAMED])
        if len(names) > NAMED:
            shown += ngettext(
                " và %(count)s chỉ tiêu nữa",
                " và %(count)s chỉ tiêu nữa",
                len(names) - NAMED,
            ) % {"count": len(names) - NAMED}
        yield Found(
            ngettext(
                "%(count)s chỉ tiêu được giao chưa có nội dung nào lo: %(names)s.",
                "%(count)s chỉ tiêu được giao chưa có nội dung nào lo: %(names)s.",
                len(names),
            )
            % {"count": len(names), "names": shown},
            _("Thêm nội dung của đơn vị cho từng chỉ tiêu ấy."),
            HERE,
            mend=_("Thêm mỗi chỉ tiêu một nội dung"),
            also=tuple(one.subject for one in plan.uncovered),
        )


def _too_many(plan: PlanFacts) -> Iterator[Found]:
    if len(plan.items) > plan.limit:
        yield Found(
            _("Kế hoạch có %(count)s nội dung, quá %(limit)s.")
            % {"count": len(plan.items), "limit": plan.limit},
            _("Chọn trọng tâm, gộp những việc cùng một kết quả."),
            HERE,
        )


def _low_targets(plan: PlanFacts) -> Iterator[Found]:
    for one in plan.targets:
        if is_below_last_year(one):
            yield Found(
                _("“%(name)s”: nhận %(promised)s, năm trước đã đạt %(reached)s.")
                % {
                    "name": inside(one.name),
                    "promised": one.measure.say(one.promised),
                    "reached": one.measure.say(one.last_year),
                },
                _("Nhận cao hơn, hoặc ghi lý do vì sao thấp hơn."),
                Place("target", one.pk),
                one.subject,
            )


def _unbalanced(plan: PlanFacts) -> Iterator[Found]:
    for one in plan.targets:
        if one.balance is not None and not one.balance.is_even:
            yield Found(
                f"{quoted(one.name)}: {one.balance.sentence}",
                _("Mở bảng giao, chia phần còn lại hoặc sửa số đã giao."),
                Place("give", one.pk),
                one.subject,
            )


OF_THE_PLAN: tuple[Rule[PlanFacts], ...] = (
    Rule(
        "plan-focus",
        gettext_lazy("Kế hoạch có trọng tâm"),
        gettext_lazy("Chưa có trọng tâm"),
        gettext_lazy("Kế hoạch phải xác định nội dung trọng tâm, cụ thể."),
        sources.PLAN_2021,
        Level.ERROR,
        Asks.PLAN,
        3,
        _no_focus,
    ),
    Rule(
        "plan-means",
        gettext_lazy("Kế hoạch có giải pháp"),
        gettext_lazy("Chưa có giải pháp"),
        gettext_lazy("Có giải pháp, biện pháp thì nội dung mới làm được."),
        sources.PLAN_2021,
        Level.ERROR,
        Asks.PLAN,
        3,
        _no_means,
    ),
    Rule(
        "plan-items",
        gettext_lazy("Kế hoạch có việc của đơn vị"),
        gettext_lazy("Chưa có việc của đơn vị"),
        gettext_lazy("Cụ thể hóa là biến nội dung chung thành việc của mình."),
        sources.LAUNCH_2020,
        Level.ERROR,
        Asks.PLAN,
        3,
        _no_items,
    ),
    Rule(
        "plan-outside",
        gettext_lazy("Kế hoạch nằm trong thời gian phong trào"),
        gettext_lazy("Kế hoạch ngoài thời gian phong trào"),
        gettext_lazy("Thời gian phải thể hiện được lúc bắt đầu và lúc kết thúc."),
        sources.PLAN_2021,
        Level.ERROR,
        Asks.PLAN,
        2,
        _plan_outside,
    ),
    Rule(
        "plan-hard",
        gettext_lazy("Kế hoạch nêu việc khó"),
        gettext_lazy("Chưa nêu việc khó"),
        gettext_lazy("Thi đua là để làm được những việc khó."),
        sources.PLAN_2021,
        Level.WARNING,
        Asks.PLAN,
        1,
        _no_hard_task,
    ),
    Rule(
        "plan-uncovered",
        gettext_lazy("Chỉ tiêu nào cũng có việc lo"),
        gettext_lazy("Có chỉ tiêu chưa việc nào lo"),
        gettext_lazy("Chỉ tiêu không thành việc thì cuối năm mới biết là trượt."),
        sources.PLAN_2021,
        Level.WARNING,
        Asks.TARGET,
        6,
        _uncovered,
    ),
    Rule(
        "plan-too-many",
        gettext_lazy("Kế hoạch không dàn trải"),
        gettext_lazy("Kế hoạch dàn trải"),
        gettext_lazy("Nhiều việc quá thì việc nào cũng làm cho có."),
        sources.PLAN_2021,
        Level.WARNING,
        Asks.PLAN,
        1,
        _too_many,
        of="items",
    ),
    Rule(
        "plan-low",
        gettext_lazy("Chỉ tiêu nhận không thấp hơn năm trước"),
        gettext_lazy("Nhận chỉ tiêu thấp hơn năm trước"),
        gettext_lazy("Thi đua để vượt chính mình; thấp hơn thì phải nói vì sao."),
        sources.LAUNCH_2020,
        Level.WARNING,
        Asks.TARGET,
        2,
        _low_targets,
    ),
    Rule(
        "plan-balance",
        gettext_lazy("Số giao tiếp khớp với số được giao"),
        gettext_lazy("Số giao tiếp chưa khớp"),
        gettext_lazy("Phần chưa có nơi nhận là phần không ai làm."),
        sources.PLAN_2021,
        Level.WARNING,
        Asks.TARGET,
        2,
        _unbalanced,
    ),
)
