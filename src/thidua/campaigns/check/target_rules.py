"""What is asked of each measure of an item: its dates, its baseline, its split."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from thidua.campaigns.cascade import Standing
from thidua.campaigns.check import sources
from thidua.campaigns.check.facts import CampaignFacts, ItemFacts, TargetFacts
from thidua.campaigns.check.words import Asks, Found, Level, Place, Rule
from thidua.campaigns.models import Target
from thidua.kernel.dates import show
from thidua.kernel.text import inside, quoted


def _targets(plan: CampaignFacts) -> Iterator[tuple[ItemFacts, TargetFacts]]:
    for item in plan.items:
        for target in item.targets:
            yield item, target


def _dates_outside(plan: CampaignFacts) -> Iterator[Found]:
    for item, one in _targets(plan):
        if plan.starts_on <= one.starts_on and one.due_on <= plan.ends_on:
            continue
        yield Found(
            _("“%(name)s” tính từ %(first)s đến %(last)s, ngoài thời gian phong trào.")
            % {
                "name": inside(one.name),
                "first": show(one.starts_on),
                "last": show(one.due_on),
            },
            _("Sửa ngày của chỉ tiêu, hoặc thời gian của phong trào."),
            Place("target-edit", one.pk, field="due_on"),
            one.subject,
            item.subject,
            mend=""
            if plan.is_launched and not plan.starts_on < one.due_on <= plan.ends_on
            else _("Đưa về trong thời gian phong trào"),
        )
    for item in plan.items:
        for step in item.steps:
            if not plan.starts_on <= step.due_on <= plan.ends_on:
                yield Found(
                    _("Mốc “%(name)s” có hạn %(day)s, ngoài thời gian phong trào.")
                    % {"name": inside(step.name), "day": show(step.due_on)},
                    _("Đặt lại hạn của mốc trong thời gian ấy."),
                    Place("edit"),
                    step.subject,
                    item.subject,
                    mend=_("Đưa về trong thời gian phong trào"),
                )


def _no_baseline(plan: CampaignFacts) -> Iterator[Found]:
    for item, one in _targets(plan):
        if one.needs_baseline and one.baseline is None:
            yield Found(
                _("“%(name)s” chưa có xuất phát điểm.") % {"name": inside(one.name)},
                _("Ghi mức lúc bắt đầu, để biết đi được bao xa."),
                Place("target-edit", one.pk, field="baseline"),
                one.subject,
                item.subject,
                mend=_("Lấy số năm trước: %(value)s")
                % {"value": one.measure.say(one.last_year)}
                if one.last_year is not None
                else "",
            )


def _no_split(plan: CampaignFacts) -> Iterator[Found]:
    for item, one in _targets(plan):
        if not one.split:
            yield Found(
                _("Chỉ tiêu “%(name)s” chưa chọn cách giao.")
                % {"name": inside(one.name)},
                _("Chọn: cộng lại, bình quân, mỗi đơn vị, đếm, hoặc không giao."),
                Place("target-edit", one.pk, field="split"),
                one.subject,
                item.subject,
                mend=_("Chọn cách giao thường dùng của chỉ số"),
            )


def _out_of_balance(plan: CampaignFacts) -> Iterator[Found]:
    for item, one in _targets(plan):
        if one.balance is None or one.balance.is_even:
            continue
        is_mended = (
            one.split == Target.Split.SUM
            and one.balance.standing == Standing.SHORT
            and one.balance.pending_count > 0
        )
        yield Found(
            f"{quoted(one.name)}: {one.balance.sentence}",
            _("Mở bảng giao, chia phần còn lại hoặc sửa số đã giao."),
            Place("give", one.pk),
            one.subject,
            item.subject,
            mend=_("Chia phần còn lại theo số đã giao") if is_mended else "",
        )


def _below_last_year(plan: CampaignFacts) -> Iterator[Found]:
    for item, one in _targets(plan):
        if not is_below_last_year(one):
            continue
        yield Found(
            _(
                "“%(name)s”: tính theo nhịp một năm là %(promised)s,"
                " năm trước đã đạt %(reached)s."
            )
            % {
                "name": inside(one.name),
                "promised": one.measure.say(one.promised),
                "reached": one.measure.say(one.last_year),
            },
            _("Nâng chỉ tiêu, hoặc ghi lý do vì sao thấp hơn."),
            Place("target-edit", one.pk, field="value"),
            one.subject,
            item.subject,
            mend="" if one.given or plan.is_launched else _("Nâng lên bằng năm trước"),
        )


def is_below_last_year(one: TargetFacts) -> bool:
    """Does the target promise less than what was reached in the year before?"""
    if one.last_year is None or one.promised is None:
        return False
    promised, reached = (
        one.measure.rounded(one.promised),
        one.measure.rounded(one.last_year),
    )
    return promised > reached if one.is_lower_better else promised < reached


def _no_form(plan: CampaignFacts) -> Iterator[Found]:
    for item, one in _targets(plan):
        if not one.has_form:
            yield Found(
                _("Chưa có biểu nào thu số liệu của “%(name)s”.")
                % {"name": inside(one.name)},
                ngettext(
                    "Chỉ số này đã có trong %(form)s, %(units)s đơn vị đang báo cáo.",
                    "Chỉ số này đã có trong %(form)s, %(units)s đơn vị đang báo cáo.",
                    one.at_hand.units,
                )
                % {"form": one.at_hand.words, "units": one.at_hand.units}
                if one.at_hand
                else _("Lập biểu hỏi chỉ số này để chỉ tiêu có tiến độ."),
                Place("forms" if one.at_hand else "form-new"),
                one.subject,
                item.subject,
                mend=_("Dùng số liệu ấy") if one.at_hand else "",
            )


def _asked_twice(plan: CampaignFacts) -> Iterator[Found]:
    for one in plan.twice:
        why = ngettext(
            "%(units)s đơn vị đang báo cáo số ấy cùng kỳ; hỏi nữa là nhập hai lần.",
            "%(units)s đơn vị đang báo cáo số ấy cùng kỳ; hỏi nữa là nhập hai lần.",
            one.at_hand.units,
        )
        open_already = _("Biểu đã mở: ra bản mới không có dòng này từ một kỳ sau.")
        yield Found(
            _("“%(name)s” trong biểu “%(own)s” đã có trong %(form)s.")
            % {
                "name": inside(one.name),
                "own": inside(one.form),
                "form": one.at_hand.words,
            },
            " ".join(
                [
                    why % {"units": one.at_hand.units},
                    *([open_already] if one.is_open else []),
                ]
            ),
            Place("forms"),
            one.subject,
            mend="" if one.is_open else _("Bỏ dòng này, dùng số liệu ấy"),
        )


TARGET_RULES: tuple[Rule[CampaignFacts], ...] = (
    Rule(
        "dates-outside",
        gettext_lazy("Thời hạn nằm trong phong trào"),
        gettext_lazy("Thời hạn ngoài thời gian phong trào"),
        gettext_lazy("Thời gian phải thể hiện được lúc bắt đầu và lúc kết thúc."),
        sources.PLAN_2021,
        Level.ERROR,
        Asks.MEASURE,
        2,
        _dates_outside,
    ),
    Rule(
        "no-split",
        gettext_lazy("Chỉ tiêu nói cách giao"),
        gettext_lazy("Chỉ tiêu chưa chọn cách giao"),
        gettext_lazy("Không nói cách giao thì số các đơn vị không cộng lại được."),
        sources.PLAN_2021,
        Level.ERROR,
        Asks.MEASURE,
        1,
        _no_split,
    ),
    Rule(
        "no-baseline",
        gettext_lazy("Chỉ tiêu có xuất phát điểm"),
        gettext_lazy("Chỉ tiêu chưa có xuất phát điểm"),
        gettext_lazy("Không biết bắt đầu từ đâu thì không biết đã tiến bao nhiêu."),
        sources.HOUSE,
        Level.WARNING,
        Asks.MEASURE,
        2,
        _no_baseline,
    ),
    Rule(
        "out-of-balance",
        gettext_lazy("Số giao xuống khớp với số được giao"),
        gettext_lazy("Số giao xuống chưa khớp"),
        gettext_lazy("Phần chưa có nơi nhận là phần không ai làm."),
        sources.PLAN_2021,
        Level.WARNING,
        Asks.MEASURE,
        2,
        _out_of_balance,
    ),
    Rule(
        "below-last-year",
        gettext_lazy("Chỉ tiêu không thấp hơn năm trước"),
        gettext_lazy("Chỉ tiêu thấp hơn năm trước"),
        gettext_lazy("Thi đua để vượt chính mình; thấp hơn thì phải nói vì sao."),
        sources.LAUNCH_2020,
        Level.WARNING,
        Asks.MEASURE,
        2,
        _below_last_year,
    ),
    Rule(
        "no-form",
        gettext_lazy("Chỉ tiêu có biểu thu số liệu"),
        gettext_lazy("Chỉ tiêu chưa có biểu thu số liệu"),
        gettext_lazy("Chỉ tiêu không ai báo cáo thì không có tiến độ."),
        sources.DIRECTIVE_2021,
        Level.WARNING,
        Asks.MEASURE,
        1,
        _no_form,
    ),
    Rule(
        "asked-twice",
        gettext_lazy("Không hỏi đơn vị cùng một số hai lần"),
        gettext_lazy("Hỏi lại số đơn vị đã báo cáo"),
        gettext_lazy("Một số nhập hai nơi thì hai nơi khác nhau, và mất công đơn vị."),
        sources.HOUSE,
        Level.WARNING,
        Asks.PLAN,
        1,
        _asked_twice,
        of="twice",
    ),
)
