"""What is asked of each item of a unit's own plan: who, when, how much, tied."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.campaigns.check import sources
from thidua.campaigns.check.facts import OwnItemFacts, PlanFacts
from thidua.campaigns.check.item_rules import is_measured_words
from thidua.campaigns.check.measuring import counted, doubtful
from thidua.campaigns.check.wording import effort_in, folded, has_figure
from thidua.campaigns.check.words import Asks, Found, Level, Place, Rule
from thidua.kernel.dates import show
from thidua.kernel.text import inside

HERE = Place("plan")


def _found(item: OwnItemFacts, said: str, remedy: str, mend: str = "") -> Found:
    return Found(said, remedy, HERE, item.subject, item.subject, mend)


def _nobody(plan: PlanFacts) -> Iterator[Found]:
    for item in plan.items:
        if not item.answers.strip():
            yield _found(
                item,
                _("“%(name)s” chưa có người phụ trách.") % {"name": inside(item.name)},
                _("Ghi tên hoặc chức danh một người."),
            )


def _no_day(plan: PlanFacts) -> Iterator[Found]:
    for item in plan.items:
        if item.due_on is None:
            yield _found(
                item,
                _("“%(name)s” chưa có ngày hoàn thành.") % {"name": inside(item.name)},
                _("Ghi ngày xong; việc kéo dài thì ghi ngày xong bước đầu."),
                _("Lấy ngày kết thúc kế hoạch"),
            )


def _day_outside(plan: PlanFacts) -> Iterator[Found]:
    for item in plan.items:
        if item.due_on and not plan.starts_on <= item.due_on <= plan.ends_on:
            yield _found(
                item,
                _("“%(name)s” xong ngày %(day)s, ngoài thời gian kế hoạch.")
                % {"name": inside(item.name), "day": show(item.due_on)},
                _("Sửa ngày hoàn thành."),
                _("Lấy ngày kết thúc kế hoạch"),
            )


def is_counted(item: OwnItemFacts, plan: PlanFacts) -> bool:
    """Does the item say how much, or does something measure it?"""
    if item.has_steps or has_figure(item.name):
        return True
    return bool(counted(item, plan.campaign_ends_on))


def _not_counted(plan: PlanFacts) -> Iterator[Found]:
    for item in plan.items:
        if not item.targets and not is_counted(item, plan):
            found = _found(
                item,
                _("“%(name)s” chưa nói làm được bao nhiêu.")
                % {"name": inside(item.name)},
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
                % {"name": inside(item.name), "said": said},
                _("Viết lại thành kết quả phải đạt, có số và có ngày."),
            )
            yield _with_hints(found, plan, item)


def _measured_by_others(plan: PlanFacts) -> Iterator[Found]:
    for item in plan.items:
        for one in doubtful(item, plan.campaign_ends_on):
            found = _found(
                item,
                is_measured_words(item.name, one.name),
                _(
                    "Có thì xác nhận kèm lý do, cấp trên đọc được; không thì viết lại"
                    " thành kết quả phải đạt, có số và có ngày."
                ),
            )
            yield replace(
                _with_hints(found, plan, item),
                subject=f"{item.worded}:{one.indicator}",
                answer=_("Có, chỉ tiêu này đo việc này"),
            )


def _with_hints(found: Found, plan: PlanFacts, item: OwnItemFacts) -> Found:
    return replace(found, hints=plan.indicators.like(item.name))


def _copied(plan: PlanFacts) -> Iterator[Found]:
    for item in plan.items:
        if item.above and folded(item.name) == folded(item.above):
            yield _found(
                item,
                _("“%(name)s” chép nguyên nội dung của cấp trên.")
                % {"name": inside(item.name)},
                _("Viết việc của đơn vị mình: ở đâu, cho ai, bao nhiêu."),
            )


def _own_untied(plan: PlanFacts) -> Iterator[Found]:
    for item in plan.items:
        if not item.is_tied:
            yield _found(
                item,
                _("“%(name)s” chưa gắn với nhiệm vụ thường xuyên hay ngành nào.")
                % {"name": inside(item.name)},
                _("Ghi nhiệm vụ thường xuyên hoặc phong trào của ngành."),
                _("Lấy theo phong trào: %(tie)s") % {"tie": item.above_tie}
                if item.above_tie
                else "",
            )


OF_OWN_ITEMS: tuple[Rule[PlanFacts], ...] = (
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
        Asks.MEASURED,
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
        "own-measured-by-others",
        gettext_lazy("Chỉ tiêu đo đúng việc đã hứa"),
        gettext_lazy("Chưa rõ chỉ tiêu có đo việc này"),
        gettext_lazy(
            "Lời chung chung gắn một chỉ số đo việc khác thì vẫn là chung chung."
        ),
        sources.REPORT_2019,
        Level.WARNING,
        Asks.ITEM,
        2,
        _measured_by_others,
        instead="own-effort",
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
