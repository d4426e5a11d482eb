"""The history of a campaign in sentences: what, how much, and who did it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.audit.models import Entry
from thidua.audit.trail import trail_of
from thidua.campaigns.kept_figures import changes_said, figure_said
from thidua.campaigns.models import Campaign
from thidua.campaigns.queries.comparing import versions_of
from thidua.campaigns.queries.frame import Frame, frame
from thidua.campaigns.queries.ties import outside_indices
from thidua.kernel.clock import ZONE, day_of
from thidua.kernel.dates import show, show_moment
from thidua.kernel.ui import parts
from thidua.kernel.ui.trails import Trail, Whole, whole
from thidua.organisations.actor import Actor, signature
from thidua.organisations.naming import in_sentence, names_on


@dataclass(frozen=True, slots=True)
class HistoryPage:
    frame: Frame
    whole: Whole
    versions: Sequence[parts.Link]


def history_page(
    campaign: Campaign, actor: Actor, day: date, params: Mapping[str, str]
) -> HistoryPage:
    """What happened to the campaign itself, newest first, in sentences."""
    return HistoryPage(
        frame=frame(campaign, actor, day, "history"),
        whole=whole(campaign_trail(campaign), params),
        versions=versions_of(campaign, actor),
    )


def campaign_trail(campaign: Campaign) -> Trail:
    """What happened to the campaign itself."""
    here = reverse("campaigns:campaign", args=[campaign.pk])
    return Trail(
        way=lambda: [parts.Link(campaign.name, here)],
        href=reverse("campaigns:history", args=[campaign.pk]),
        done=trail_of(campaign),
        tell=_lines,
    )


def _lines(entries: Sequence[Entry]) -> list[parts.TrailLine]:
    """Units and indices by their names, read for all lines at once."""
    units = {_unit(entry) for entry in entries} - {0}
    names = names_on(units, day_of(entries[0].at)) if units else {}
    ties = any(entry.verb == "campaigns.content.tied" for entry in entries)
    indices = outside_indices() if ties else {}
    return [_line(entry, names.get(_unit(entry), ""), indices) for entry in entries]


def _unit(entry: Entry) -> int:
    unit = entry.details.get("unit")
    return unit if isinstance(unit, int) else 0


def _line(entry: Entry, unit: str, indices: Mapping[str, str]) -> parts.TrailLine:
    kept = _Words(entry.details)
    kept["unit"] = in_sentence(unit) if unit else _("đơn vị")
    if entry.verb == "campaigns.content.tied":
        said = str(kept["to"]).split("; ")
        kept["to"] = "; ".join(indices.get(one, one) for one in said)
    return parts.TrailLine(
        when=show_moment(entry.at.astimezone(ZONE)),
        words=_sentence(entry.verb, kept),
        who=signature(entry.actor_name, entry.office),
        note=str(entry.details.get("reason", "")),
    )


def _sentence(verb: str, kept: _Words) -> str:
    if verb in _TOLD:
        return _TOLD[verb](kept)
    said = _sentences().get(verb)
    return said % kept if said else verb


class _Words(dict[str, Any]):
    """What a line kept; what an older line did not keep is “”."""

    def __missing__(self, key: str) -> str:
        return ""


def _bound(kept: _Words) -> str:
    """A new target with its figure; of one that was there, what was changed."""
    if "changed" not in kept:
        value = figure_said(kept["value"], kept["measure"])
        return _("gắn chỉ tiêu “%(name)s”: %(value)s") % {**kept, "value": value}
    changes = changes_said(kept["changed"], kept["measure"])
    if not changes:
        return _("sửa chỉ tiêu “%(name)s”") % kept
    return _("sửa chỉ tiêu “%(name)s”: %(changes)s") % {**kept, "changes": changes}


def _changed(kept: _Words) -> str:
    """Another figure or deadline after the launch, and from which day."""
    if "changed" not in kept:
        value = figure_said(kept["value"], kept["measure"])
        return _("đổi chỉ tiêu “%(name)s” thành %(value)s") % {**kept, "value": value}
    return _("đổi chỉ tiêu “%(name)s”: %(changes)s; áp dụng từ %(day)s") % {
        "name": kept["name"],
        "changes": changes_said(kept["changed"], kept["measure"]),
        "day": show(date.fromisoformat(kept["on"])),
    }


def _numbered(kept: _Words) -> str:
    """A number with who took it, or that it is gone."""
    if not kept["value"]:
        return _("bỏ số của văn bản “%(title)s”: số đã hủy") % kept
    if not kept["by"]:
        return _("ghi số %(value)s cho văn bản “%(title)s”") % kept
    if kept["elsewhere"]:
        return (
            _(
                "ghi số %(value)s cho văn bản “%(title)s”: %(by)s ghi lại số do"
                " %(elsewhere)s cấp"
            )
            % kept
        )
    return _("ghi số %(value)s cho văn bản “%(title)s”: %(by)s lấy số") % kept


def _defined(kept: _Words) -> str:
    if not kept["due_on"]:
        return _("đặt mốc “%(name)s”") % kept
    day = show(date.fromisoformat(kept["due_on"]))
    return _("đặt mốc “%(name)s”, hạn %(day)s") % {**kept, "day": day}


_TOLD: Mapping[str, Callable[[_Words], str]] = {
    "campaigns.target.bound": _bound,
    "campaigns.target.changed": _changed,
    "campaigns.document.numbered": _numbered,
    "campaigns.milestone.defined": _defined,
}
"""Lines that say figures, days or who did what is told."""


def _sentences() -> dict[str, str]:
    return _of_campaigns() | _of_content() | _of_changes() | _of_checks()


def _of_campaigns() -> dict[str, str]:
    """What is done to a campaign, its targets and its plans."""
    return {
        "campaigns.campaign.drafted": _("bắt đầu soạn phong trào"),
        "campaigns.campaign.cloned": _("lập từ “%(name)s”"),
        "campaigns.campaign.amended": _("sửa thông tin chung"),
        "campaigns.phases.set": _("chia lại các giai đoạn"),
        "campaigns.audience.set": _("ghi đối tượng “%(name)s”"),
        "campaigns.audience.removed": _("bỏ đối tượng “%(name)s”"),
        "campaigns.document.written": _("nhập văn bản “%(title)s”"),
        "campaigns.document.drafted": _("soạn văn bản “%(title)s” để cấp số và ký"),
        "campaigns.document.deleted": _("bỏ văn bản “%(title)s”"),
        "campaigns.document.attached": _("đính kèm “%(title)s”"),
        "campaigns.document.detached": _("bỏ tệp “%(title)s”"),
        "campaigns.index_goal.set": _("đặt mức cho chỉ số %(name)s"),
        "campaigns.index_goal.dropped": _("bỏ mức của chỉ số %(name)s"),
        "campaigns.target.unbound": _("bỏ chỉ tiêu “%(name)s”"),
        "campaigns.forms.chosen": _("chọn biểu báo cáo"),
        "campaigns.milestone.removed": _("bỏ mốc “%(name)s”"),
        "campaigns.milestone.marked": _("báo đạt mốc “%(name)s”"),
        "campaigns.milestone.confirmed": _("công nhận mốc “%(name)s”"),
        "campaigns.milestone.returned": _("chưa công nhận mốc “%(name)s”"),
        "campaigns.campaign.launched": _("phát động đến %(units)s đơn vị"),
        "campaigns.campaign.acknowledged": _("báo đã tiếp nhận phong trào"),
        "campaigns.unit.admitted": _("thêm %(unit)s tham gia"),
        "campaigns.unit.released": _("cho %(unit)s rút"),
        "campaigns.plan.saved": _("soạn kế hoạch của %(unit)s"),
        "campaigns.plan.adopted": _("ban hành kế hoạch của %(unit)s"),
        "campaigns.plan.reopened": _("mở lại kế hoạch của %(unit)s để sửa"),
        "campaigns.assessment.drafted": _("soạn đánh giá “%(name)s”"),
        "campaigns.assessment.signed": _("chốt đánh giá “%(name)s”"),
        "campaigns.campaign.handed_over": _("bàn giao sau sắp xếp đơn vị"),
        "campaigns.campaign.closed": _("kết thúc phong trào"),
    }


def _of_content() -> dict[str, str]:
    """What is done to the trees of content."""
    return {
        "campaigns.node.added": _("thêm nội dung “%(name)s” vào cây “%(audience)s”"),
        "campaigns.node.edited": _("sửa nội dung “%(name)s”"),
        "campaigns.node.moved": _("chuyển chỗ nội dung “%(name)s”"),
        "campaigns.node.deleted": _("bỏ nội dung “%(name)s”"),
        "campaigns.content.revised": _("mở bản mới của cây nội dung"),
        "campaigns.content.discarded": _("bỏ bản mới của cây “%(audience)s”"),
        "campaigns.content.published": _("chốt bản mới của cây “%(audience)s”"),
    }


def _of_changes() -> dict[str, str]:
    """What is changed after the launch."""
    return {
        "campaigns.form.followed": _("theo bản mới của biểu báo cáo"),
        "campaigns.content.mapped": _("nối “%(name)s”: %(after)s"),
        "campaigns.form.drafted": _("lập biểu “%(name)s” cho phong trào"),
        "campaigns.form.read": _("dùng số liệu của biểu “%(name)s”"),
        "campaigns.line.dropped": _("bỏ dòng “%(name)s”: biểu khác đã hỏi"),
        "campaigns.audience.changed": _(
            "đổi đối tượng “%(name)s”: thêm %(added)s, ra %(removed)s đơn vị"
        ),
    }


def _of_checks() -> dict[str, str]:
    """How the plan is checked, and what rooms above set for the whole campaign."""
    return {
        "campaigns.plan.mended": _(
            "sửa bằng một lần bấm: %(mend)s; trước đó: %(said)s"
        ),
        "campaigns.plan.asked-to-mend": _("đề nghị %(unit)s xem lại kế hoạch"),
        "campaigns.content.tied": _("gắn “%(name)s” với việc thường xuyên: %(to)s"),
        "campaigns.measure.said": _("xác nhận: %(said)s"),
        "campaigns.measure.unsaid": _("rút lời xác nhận: %(said)s"),
        "campaigns.limit.set": _("đặt số mục tiêu nhiều nhất: %(most_goals)s"),
        "campaigns.warning.accepted": _("chấp nhận cảnh báo khi kiểm tra kế hoạch"),
        "campaigns.warning.reopened": _("thôi chấp nhận một cảnh báo"),
        "exemplars.rule.set": _("đặt quy tắc so sánh với điển hình"),
        "follow_up.reminders.planned": _("đặt lịch nhắc"),
    }
