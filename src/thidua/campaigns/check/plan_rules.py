"""What is asked of a unit's own plan: focus, measures, who, when, how much, tied."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from thidua.campaigns.check import sources
from thidua.campaigns.check.facts import OwnItemFacts, PlanFacts
from thidua.campaigns.check.target_rules import is_below_last_year
from thidua.campaigns.check.wording import effort_in, has_figure
from thidua.campaigns.check.words import Asks, Found, Level, Place, Rule
from thidua.kernel.dates import show
from thidua.kernel.text import fold

HERE = Place("plan")
NAMED = 3
"""Names said before “và … nữa”."""


def _lacks(text: str, what: str, remedy: str) -> Iterator[Found]:
    if not text.strip():
        yield Found(_("Kế hoạch chưa có %(what)s.") % {"what": what}, remedy, HERE)


def _no_focus(plan: PlanFacts) -> Iterator[Found]:
    remedy = _("Ghi hai, ba việc quan trọng nhất của đơn vị.")
    return _lacks(plan.focus, _("nội dung trọng tâm"), remedy)


def _no_means(plan: PlanFacts) -> Iterator[Found]:
    remedy = _("Ghi cách làm: ai đi, làm gì, kiểm lại lúc nào.")
    return _lacks(plan.measures, _("giải pháp, biện pháp"), remedy)


def _no_hard_task(plan: PlanFacts) -> Iterator[Found]:
    remedy = _("Ghi việc vướng nhất mà đơn vị dồn sức làm.")
    return _lacks(plan.hard_tasks, _("việc khó"), remedy)


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
            shown += _(" và %(count)s chỉ tiêu nữa") % {"count": len(names) - NAMED}
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
                    "name": one.name,
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
                f"“{one.name}”: {one.balance.sentence}",
                _("Mở bảng giao, chia phần còn lại hoặc sửa số đã giao."),
                Place("give", one.pk),
                one.subject,
            )


def _found(item: OwnItemFacts, said: str, remedy: str, mend: str = "") -> Found:
    return Found(said, remedy, HERE, item.subject, item.subject, mend)


def _nobody(plan: PlanFacts) -> Iterator[Found]:
    for item in plan.items:
        if not item.answers.strip():
            yield _found(
                item,
                _("“%(name)s” chưa có người phụ trách.") % {"name": item.name},
                _("Ghi tên hoặc chức danh một người."),
            )


def _no_day(plan: PlanFacts) -> Iterator[Found]:
    for item in plan.items:
        if item.due_on is None:
            yield _found(
                item,
                _("“%(name)s” chưa có ngày hoàn thành.") % {"name": item.name},
                _("Ghi ngày xong; việc kéo dài thì ghi ngày xong bước đầu."),
                _("Lấy ngày kết thúc kế hoạch"),
            )


def _day_outside(plan: PlanFacts) -> Iterator[Found]:
    for item in plan.items:
        if item.due_on and not plan.starts_on <= item.due_on <= plan.ends_on:
            yield _found(
                item,
                _("“%(name)s” xong ngày %(day)s, ngoài thời gian kế hoạch.")
                % {"name": item.name, "day": show(item.due_on)},
                _("Sửa ngày hoàn thành."),
                _("Lấy ngày kết thúc kế hoạch"),
            )


def _is_measured(item: OwnItemFacts) -> bool:
    return bool(item.targets) or item.has_steps or has_figure(item.name)


def _not_counted(plan: PlanFacts) -> Iterator[Found]:
    for item in plan.items:
        if not _is_measured(item):
            found = _found(
                item,
                _("“%(name)s” chưa nói làm được bao nhiêu.") % {"name": item.name},
                _("Ghi số vào lời (12 hộ, 3 tuyến), hoặc gắn nội dung có chỉ tiêu."),
            )
            yield _with_hints(found, plan, item)


def _own_effort(plan: PlanFacts) -> Iterator[Found]:
    for item in plan.items:
        said = effort_in(item.name, plan.campaign_ends_on)
        if said and not item.targets:
            found = _found(
                item,
                _("“%(name)s” hứa “%(said)s” mà không nói đến bao nhiêu.")
                % {"name": item.name, "said": said},
                _("Viết lại thành kết quả phải đạt, có số và có ngày."),
            )
            yield _with_hints(found, plan, item)


def _with_hints(found: Found, plan: PlanFacts, item: OwnItemFacts) -> Found:
    return Found(
        found.said,
        found.remedy,
        found.place,
        found.subject,
        found.item,
        found.mend,
        plan.indicators.like(item.name),
    )


def _copied(plan: PlanFacts) -> Iterator[Found]:
    for item in plan.items:
        if item.above and fold(item.name) == fold(item.above):
            yield _found(
                item,
                _("“%(name)s” chép nguyên nội dung của cấp trên.")
                % {"name": item.name},
                _("Viết việc của đơn vị mình: ở đâu, cho ai, bao nhiêu."),
            )


def _own_untied(plan: PlanFacts) -> Iterator[Found]:
    for item in plan.items:
        if not item.is_tied:
            yield _found(
                item,
                _("“%(name)s” chưa gắn với nhiệm vụ thường xuyên hay ngành nào.")
                % {"name": item.name},
                _("Ghi nhiệm vụ thường xuyên hoặc phong trào của ngành."),
                _("Lấy theo phong trào: %(tie)s") % {"tie": item.above_tie}
                if item.above_tie
                else "",
            )


PLAN_RULES: tuple[Rule[PlanFacts], ...] = (
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
    Rule(
        "own-nobody",
        gettext_lazy("Việc có người phụ trách"),
        gettext_lazy("Việc chưa có người phụ trách"),
        gettext_lazy("Chỉ tiêu phải giao đến từng tập thể, cá nhân."),
        sources.PLAN_2021,
        Level.ERROR,
        Asks.ITEM,
        3,
        _nobody,
    ),
    Rule(
        "own-no-day",
        gettext_lazy("Việc có ngày hoàn thành"),
        gettext_lazy("Việc chưa có ngày hoàn thành"),
        gettext_lazy("Thời gian phải thể hiện được lúc bắt đầu và lúc kết thúc."),
        sources.PLAN_2021,
        Level.ERROR,
        Asks.ITEM,
        2,
        _no_day,
    ),
    Rule(
        "own-day-outside",
        gettext_lazy("Ngày xong nằm trong kế hoạch"),
        gettext_lazy("Ngày xong ngoài thời gian kế hoạch"),
        gettext_lazy("Việc ngoài thời gian kế hoạch thì không ai theo dõi."),
        sources.PLAN_2021,
        Level.WARNING,
        Asks.ITEM,
        1,
        _day_outside,
    ),
    Rule(
        "own-not-counted",
        gettext_lazy("Việc nói được bao nhiêu"),
        gettext_lazy("Việc chưa nói được bao nhiêu"),
        gettext_lazy("Tiêu chí thi đua phải được lượng hóa."),
        sources.PLAN_2021,
        Level.WARNING,
        Asks.ITEM,
        4,
        _not_counted,
    ),
    Rule(
        "own-effort",
        gettext_lazy("Lời văn nói kết quả, không chỉ nói nỗ lực"),
        gettext_lazy("Hứa nỗ lực, không hứa kết quả"),
        gettext_lazy(
            "Phong trào bị chê chung chung vì hứa nỗ lực mà không hứa kết quả."
        ),
        sources.REPORT_2019,
        Level.WARNING,
        Asks.ITEM,
        2,
        _own_effort,
    ),
    Rule(
        "own-copied",
        gettext_lazy("Việc của đơn vị, không chép của cấp trên"),
        gettext_lazy("Chép nguyên nội dung cấp trên"),
        gettext_lazy("Nội dung chép lại thì không sát với đơn vị."),
        sources.REPORT_2019,
        Level.WARNING,
        Asks.ITEM,
        2,
        _copied,
    ),
    Rule(
        "own-untied",
        gettext_lazy("Việc gắn với nhiệm vụ thường xuyên"),
        gettext_lazy("Việc chưa gắn với nhiệm vụ thường xuyên"),
        gettext_lazy(
            "Thi đua không gắn với nhiệm vụ thường xuyên, phong trào của ngành thì"
            " thành việc thêm."
        ),
        sources.REPORT_2019,
        Level.WARNING,
        Asks.ITEM,
        2,
        _own_untied,
    ),
)
