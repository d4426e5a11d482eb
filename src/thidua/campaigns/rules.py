"""Which rule fits which indicator, and which figure a target may be."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from thidua.campaigns.days import refuse_outside
from thidua.campaigns.drafts import PhaseDraft
from thidua.campaigns.models import Audience, Campaign, Phase, Target
from thidua.campaigns.states import State
from thidua.indicators.models import IndicatorVersion
from thidua.kernel.dates import show
from thidua.kernel.errors import Faults, RuleBroken, WrongMoment
from thidua.kernel.numbers import LARGEST, show_number
from thidua.kernel.text import quoted

SPLITTING = (
    Target.Split.SUM,
    Target.Split.WEIGHTED,
    Target.Split.EACH,
    Target.Split.COUNT,
)
"""Rules under which something is given further down."""

_EVERYWHERE = (Target.Split.EACH, Target.Split.COUNT, Target.Split.NONE)
_FITTING = {
    IndicatorVersion.Nature.FLOW: (Target.Split.SUM, *_EVERYWHERE),
    IndicatorVersion.Nature.STOCK: (Target.Split.SUM, *_EVERYWHERE),
    IndicatorVersion.Nature.RATIO: (Target.Split.WEIGHTED, *_EVERYWHERE),
    IndicatorVersion.Nature.PERCENT: (Target.Split.WEIGHTED, *_EVERYWHERE),
    IndicatorVersion.Nature.RANK: (Target.Split.NONE,),
}


def fitting_rules(version: IndicatorVersion) -> tuple[Target.Split, ...]:
    """The rules by which a target on this indicator may be split.

    Amounts add up, shares have a mean; a rank is its owner's alone. What has no sum
    across units (`across` none) is not added up either. A formula adds up when it is a
    sum of what flows.
    """
    if version.is_computed:
        adds_up = version.over_time == IndicatorVersion.OverTime.SUM
        return (Target.Split.SUM, *_EVERYWHERE) if adds_up else _EVERYWHERE
    fitting = _FITTING[IndicatorVersion.Nature(version.nature)]
    if version.across == IndicatorVersion.Across.NONE:
        return tuple(rule for rule in fitting if rule != Target.Split.SUM)
    return fitting


def rules_words(rules: Iterable[Target.Split]) -> str:
    """Rules to choose from, in a sentence."""
    return "; ".join(str(rule.label) for rule in rules)


def refuse_no_rule(version: IndicatorVersion, split: str) -> None:
    """What was given further down needs a rule that splits; says which fit."""
    if split in SPLITTING:
        return
    fitting = [rule for rule in fitting_rules(version) if rule in SPLITTING]
    raise RuleBroken(
        _("Chỉ tiêu này đã giao xuống dưới nên phải có cách giao."),
        _("Chọn: %(rules)s. Muốn không giao nữa thì rút lại các số đã giao trước.")
        % {"rules": rules_words(fitting)},
        field="split",
    )


def refuse_unfit_rule(
    version: IndicatorVersion, split: str, level_to_meet: Decimal | None
) -> None:
    """A rule must fit its indicator, and a count must say what counts."""
    if split and split not in fitting_rules(version):
        raise RuleBroken(
            _("“%(name)s” không giao được theo cách “%(rule)s”.")
            % {"name": version, "rule": Target.Split(split).label},
            _("Chọn: %(rules)s.") % {"rules": rules_words(fitting_rules(version))},
            field="split",
        )
    if split == Target.Split.COUNT and level_to_meet is None:
        raise RuleBroken(
            _("Chưa ghi mức mà một đơn vị phải đạt."),
            _("Ghi mức phải đạt, ví dụ 70 %."),
            field="level_to_meet",
        )


def refuse_unfit_value(version: IndicatorVersion, value: Decimal, split: str) -> None:
    """Type and sign: not below nought, within bounds, whole when units are counted."""
    if value < 0:
        raise RuleBroken(
            _("Chỉ tiêu không thể nhỏ hơn 0."),
            _("Ghi số từ 0 trở lên."),
            field="value",
        )
    if value >= LARGEST:
        raise RuleBroken(
            _("Số này lớn hơn mức máy ghi được."),
            _("Kiểm lại số chữ số và đơn vị tính %(measure)s.")
            % {"measure": version.measure},
            field="value",
        )
    if split == Target.Split.COUNT:
        if value != value.to_integral_value():
            raise RuleBroken(
                _("Số đơn vị phải đạt là số nguyên."),
                _("Ghi số đơn vị, ví dụ 8."),
                field="value",
            )
        return
    if version.most is not None and value > version.most:
        raise RuleBroken(
            _("“%(name)s” nhiều nhất là %(most)s.")
            % {"name": version, "most": show_number(version.most)},
            _("Kiểm lại số và đơn vị tính %(measure)s.") % {"measure": version.measure},
            field="value",
        )


def refuse_unfit_days(starts_on: date, due_on: date) -> None:
    """A target is due after it starts."""
    if due_on <= starts_on:
        raise RuleBroken(
            _("Hạn của chỉ tiêu phải sau ngày bắt đầu tính, %(day)s.")
            % {"day": show(starts_on)},
            _("Sửa một trong hai ngày."),
            field="due_on",
        )


def refuse_unfit_phase(campaign: Campaign, phase: PhaseDraft) -> None:
    """A phase ends after it begins, within the campaign; its review may come later."""
    if phase.ends_on < phase.starts_on:
        raise RuleBroken(
            _("%(name)s kết thúc trước khi bắt đầu, %(day)s.")
            % {"name": quoted(phase.name), "day": show(phase.starts_on)},
            _("Sửa một trong hai ngày của giai đoạn ấy."),
            field="ends_on",
        )
    faults = Faults()
    for name, day in (("starts_on", phase.starts_on), ("ends_on", phase.ends_on)):
        if phase.kind != Phase.Kind.REVIEW or day < campaign.starts_on:
            with faults:
                refuse_outside(campaign, day, name)
        elif day > last_review_day(campaign):
            with faults:
                refuse_late_review(campaign, day, name)
    faults.say()


def last_review_day(campaign: Campaign) -> date:
    """A review is held by the end of the year after the campaign at the latest."""
    return date(campaign.ends_on.year + 1, 12, 31)


def refuse_late_review(campaign: Campaign, day: date, field: str) -> None:
    last = last_review_day(campaign)
    raise RuleBroken(
        _("Ngày %(day)s muộn quá: sơ kết, tổng kết chậm nhất %(last)s.")
        % {"day": show(day), "last": show(last)},
        _("Ghi một ngày đến %(last)s.") % {"last": show(last)},
        field=field,
    )


def refuse_closed(campaign: Campaign) -> None:
    """A closed campaign gives nothing more."""
    if campaign.state == State.CLOSED:
        raise WrongMoment(
            _("Phong trào đã kết thúc."), _("Chỉ tiêu giữ nguyên như lúc kết thúc.")
        )


def refuse_unless_running(campaign: Campaign) -> None:
    """Who takes part changes by acts only while the campaign runs."""
    if campaign.state != State.LAUNCHED:
        raise WrongMoment(
            _("Phong trào không ở giai đoạn thực hiện."),
            _("Trước khi phát động thì sửa đối tượng tham gia."),
        )


def day_of_change(starts_on: date, today: date) -> date:
    """From when a change may hold at the latest: today; before the first day, then."""
    return max(starts_on, today)


def first_change(target: Target) -> date:
    """From when a change of a target may hold at the earliest."""
    known = (target.starts_on, target.changed_on, target.opened_on)
    return max(day for day in known if day)


def first_audience_change(audience: Audience) -> date:
    """From when a change of whom it is for may hold at the earliest."""
    last = audience.changes.order_by("-on").values_list("on", flat=True).first()
    launched = audience.campaign.launched_at
    return max(last or date.min, launched.date() if launched else date.min)


def refuse_unfit_day_of_change(
    on: date | None, *, starts_on: date, first: date, today: date
) -> None:
    """A change holds from a day that has come, and not from before `first`; of what
    has not begun, from its first day."""
    if on is not None and first <= on <= day_of_change(starts_on, today):
        return
    if starts_on > today:
        raise RuleBroken(
            _("Ngày đầu là %(first)s, chưa tới.") % {"first": show(starts_on)},
            _("Chưa bắt đầu thì thay đổi áp dụng từ chính ngày ấy."),
            field="on",
        )
    raise RuleBroken(
        _("Ngày áp dụng phải từ %(first)s đến hôm nay, %(today)s.")
        % {"first": show(first), "today": show(today)},
        _("Ngày sau hôm nay thì đợi đến ngày ấy rồi ghi."),
        field="on",
    )


def refuse_no_reason(reason: str) -> None:
    """Whatever changes after the launch says why."""
    if not reason.strip():
        raise RuleBroken(
            _("Chưa ghi lý do."), _("Ghi lý do để sau này còn hiểu vì sao.")
        )
