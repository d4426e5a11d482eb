"""What became of an exemplar: every deed in sentences."""

from __future__ import annotations

from django.utils.translation import gettext as _

from thidua.audit.models import Entry
from thidua.exemplars.queries.words import trail_verbs
from thidua.kernel.clock import ZONE
from thidua.kernel.dates import show_moment
from thidua.kernel.ui import parts
from thidua.organisations.actor import signature


def _verbs() -> dict[str, str]:
    return trail_verbs() | {
        "exemplars.exemplar.registered": _("Đăng ký"),
        "exemplars.exemplar.registered_again": _("Sửa đăng ký"),
        "exemplars.exemplar.compiled": _("Đưa vào theo dõi"),
        "exemplars.exemplar.returned": _("Trả lại để sửa"),
        "exemplars.exemplar.withdrawn": _("Rút đăng ký"),
        "exemplars.exemplar.evaluated": _("Đánh giá một tháng"),
        "exemplars.exemplar.selected": _("Được cuộc họp bình chọn"),
        "exemplars.exemplar.unselected": _("Trả về theo dõi"),
        "exemplars.exemplar.praised": _("Biểu dương, chốt mốc so sánh"),
        "exemplars.exemplar.publicised": _("Đã tuyên truyền"),
        "exemplars.exemplar.opened": _("Mở học tập"),
        "exemplars.exemplar.retired": _("Thôi nêu gương"),
        "exemplars.exemplar.revoked": _("Hủy biểu dương"),
    }


def trail_line(entry: Entry) -> parts.TrailLine:
    """One line of the trail."""
    told = entry.details
    words = _verbs().get(entry.verb, entry.verb)
    return parts.TrailLine(
        when=show_moment(entry.at.astimezone(ZONE)),
        words=f"{words[:1].upper()}{words[1:]}",
        who=signature(entry.actor_name, entry.office),
        note=str(told.get("reason") or ""),
    )
