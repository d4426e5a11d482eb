"""What a hit says: in one sentence, how sure it is, and how it was searched for."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from thidua.indicators.models import IndicatorVersion
from thidua.indicators.periods import PeriodKind
from thidua.kernel.numbers import show_number
from thidua.prospects.discovery.searching import METHOD, PER
from thidua.prospects.models import DiscoveryHit, DiscoveryRun

MANY = 9
"""So many periods at least before anything is called sure."""
SURE, FAIRLY = 11 / 12, 9 / 12
"""Shares of the months ahead that are called sure, and fairly sure."""


def sentence(one: DiscoveryHit) -> str:
    """`42,1 căn trên 1.000 hộ mỗi năm; nơi cùng cỡ, cùng xuất phát điểm thường đạt
    30,2.`"""
    words = {
        "value": figure_words(one, one.value),
        "measure": measure_words(one),
        "expected": figure_words(one, one.expected),
    }
    if one.start is None:
        return _("%(value)s %(measure)s; nơi cùng cỡ thường %(expected)s.") % words
    return (
        _(
            "%(value)s %(measure)s; nơi cùng cỡ, cùng xuất phát điểm thường"
            " %(expected)s."
        )
        % words
    )


def figure_words(one: DiscoveryHit, value: Any) -> str:
    """A figure of a hit with at least one decimal."""
    return show_number(value, max(one.version.decimals, 1))


def measure_words(one: DiscoveryHit) -> str:
    """What the figures of a hit are counted in."""
    is_sized = one.picture["is_sized"]
    words = {"measure": one.version.measure, "per": show_number(PER)}
    nature = one.version.nature
    if nature in {"ratio", "percent"}:
        return one.version.measure
    if nature == IndicatorVersion.Nature.FLOW:
        if is_sized:
            return _("%(measure)s trên %(per)s hộ trong 12 tháng") % words
        return _("%(measure)s trong 12 tháng") % words
    if is_sized:
        return _("%(measure)s trên %(per)s hộ") % words
    return one.version.measure


def sure_words(one: DiscoveryHit) -> tuple[str, str]:
    """How lasting it is, in words: the number is of months, quarters, years; of fewer
    than nine nothing is called sure."""
    share = one.months_ahead / one.months_told if one.months_told else 0
    words = {
        "ahead": one.months_ahead,
        "told": one.months_told,
        "periods": _periods(one),
    }
    if share >= SURE and one.months_told >= MANY:
        return _("Chắc: hơn mức giữa của nhóm trong %(ahead)s/%(told)s %(periods)s") % (
            words
        ), "done"
    if share >= FAIRLY:
        return _(
            "Khá chắc: hơn mức giữa của nhóm trong %(ahead)s/%(told)s %(periods)s"
        ) % (words), "slow"
    return _(
        "Chưa chắc: hơn mức giữa của nhóm trong %(ahead)s/%(told)s %(periods)s"
    ) % (words), "wait"


def _periods(one: DiscoveryHit) -> str:
    """What was counted: months, quarters, half-years, years."""
    many = {
        PeriodKind.QUARTER: pgettext("đơn vị đếm", "quý"),
        PeriodKind.HALF: _("kỳ sáu tháng"),
        PeriodKind.YEAR: pgettext("đơn vị đếm", "năm"),
    }
    told = one.picture.get("every", "")
    return many.get(told, pgettext("đơn vị đếm", "tháng"))


def method_words(run: DiscoveryRun) -> list[str]:
    """What was read, who is compared with whom, and what share is chance."""
    read = run.read
    return [
        _("Đã đọc %(figures)s số liệu của %(units)s nơi ở %(indicators)s chỉ tiêu.")
        % {
            name: show_number(read[name]) for name in ("figures", "units", "indicators")
        },
        _(
            "Mỗi nơi được so với các nơi cùng loại, cùng cấp, gần bằng số hộ; có tính"
            " nơi ấy bắt đầu từ đâu. Nơi nhỏ phải hơn nhiều mới được nêu."
        ),
        *_how_sure(run),
        _("Lần tìm số %(run)s; mã số liệu đã đọc %(hash)s.")
        % {"run": run.pk, "hash": read["sha256"][:12]},
    ]


def _how_sure(run: DiscoveryRun) -> list[str]:
    """How far is far, and what share is chance: of older methods it was more."""
    looks = {"looks": show_number(run.read["looks"])}
    if run.parameters["method"] < METHOD:
        return [
            _(
                "Xét %(looks)s lượt, theo cách tính cũ: số nơi nêu ra do ngẫu nhiên có"
                " thể nhiều hơn 5 phần trăm."
            )
            % looks
        ]
    return [
        _(
            "Độ lệch thường tính theo những nơi đang vượt lên; phải hơn hẳn cả về"
            " số lượng và về số lần."
        ),
        _(
            "Xét %(looks)s lượt; tính chung, khoảng %(rate)s phần trăm số nơi nêu ra"
            " là ngẫu nhiên."
        )
        % {**looks, "rate": show_number(100 * run.parameters["rate"], 0)},
    ]
