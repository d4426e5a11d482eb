"""What was done in an office's name over a time, and by whom: the trail in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Max, Q
from django.utils.translation import gettext_lazy as _

from thidua.audit.models import Entry
from thidua.kernel import clock, dates
from thidua.organisations.models import Mandate, Unit

DEEDS = {
    "indicators.report.submitted": _("gửi báo cáo"),
    "indicators.report.accepted": _("nhận báo cáo của cấp dưới"),
    "indicators.report.returned": _("trả lại số liệu"),
    "indicators.report.reopened": _("mở lại báo cáo"),
    "indicators.evidence.attached": _("đính minh chứng"),
    "indicators.criterion.marked": _("tự chấm tiêu chí"),
    "indicators.criterion.accepted": _("nhận kết quả tiêu chí"),
    "indicators.criterion.returned": _("trả lại kết quả tiêu chí"),
    "indicators.indicator.defined": _("đặt chỉ tiêu thống kê"),
    "indicators.form.written": _("soạn biểu báo cáo"),
    "indicators.form.opened": _("mở biểu báo cáo"),
    "indicators.form.assigned": _("giao biểu báo cáo"),
    "imports.import.done": _("nhập dữ liệu từ tệp"),
    "imports.import.undone": _("hoàn tác một lần nhập"),
    "indices.year.published": _("ghi chỉ số do nơi khác công bố"),
    "campaigns.campaign.drafted": _("soạn phong trào"),
    "campaigns.campaign.launched": _("phát động phong trào"),
    "campaigns.campaign.amended": _("sửa phong trào"),
    "campaigns.campaign.closed": _("khép lại phong trào"),
    "campaigns.campaign.handed_over": _("bàn giao phong trào"),
    "campaigns.campaign.acknowledged": _("báo đã tiếp nhận phong trào"),
    "campaigns.document.written": _("soạn văn bản"),
    "campaigns.document.attached": _("đính văn bản"),
    "campaigns.targets.proposed": _("giao chỉ tiêu"),
    "campaigns.target.accepted": _("nhận chỉ tiêu"),
    "campaigns.target.countered": _("đề nghị số khác"),
    "campaigns.target.revised": _("giao lại chỉ tiêu"),
    "campaigns.target.insisted": _("giữ nguyên chỉ tiêu đã giao"),
    "campaigns.target.agreed": _("đồng ý số đề nghị"),
    "campaigns.plan.saved": _("soạn kế hoạch của đơn vị"),
    "campaigns.plan.adopted": _("thông qua kế hoạch của đơn vị"),
    "campaigns.milestone.marked": _("báo đạt mốc"),
    "campaigns.milestone.confirmed": _("xác nhận mốc"),
    "campaigns.milestone.returned": _("trả lại mốc"),
    "campaigns.assessment.drafted": _("soạn đánh giá"),
    "campaigns.assessment.signed": _("chốt đánh giá"),
    "organisations.delegation.given": _("ủy quyền"),
    "organisations.handover.taken": _("nhận bàn giao"),
}
"""The deeds of an office, as a handover tells of them; signing in is none."""


_IS_TOLD_ELSEWHERE = Q(verb__startswith="organisations.") & ~Q(
    subject__startswith="organisations.unit:"
)
"""Deeds of this room stand on the trails of a unit and of people: counted once."""


@dataclass(frozen=True, slots=True)
class Deed:
    """A kind of act: who did it how often, the last time when."""

    what: str
    who: str
    count: str
    last: str


def deeds_of(unit: Unit, since: datetime, until: datetime) -> Sequence[Deed]:
    """What all mandates of a unit did in a time; the most frequent first."""
    held = list(Mandate.objects.filter(unit=unit).values_list("pk", flat=True))
    rows = (
        Entry.objects.filter(
            mandate_id__in=held, verb__in=DEEDS, at__gte=since, at__lt=until
        )
        .exclude(_IS_TOLD_ELSEWHERE)
        .values("verb", "actor_name", "office")
        .annotate(count=Count("pk"), last=Max("at"))
        .order_by("-count", "verb", "actor_name")
    )
    return [
        Deed(
            what=str(DEEDS[row["verb"]]),
            who=row["actor_name"]
            + (" (TUQ.)" if row["office"].startswith("TUQ. ") else ""),
            count=str(row["count"]),
            last=dates.show(row["last"].astimezone(clock.ZONE).date()),
        )
        for row in rows
    ]
