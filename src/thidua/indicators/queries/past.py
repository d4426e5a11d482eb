"""What became of a report: begun, sent, returned, accepted, opened again."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.audit.models import Entry
from thidua.audit.trail import trail_of
from thidua.indicators.models import Report
from thidua.indicators.queries.places import Place
from thidua.indicators.queries.words import period_words, show_moment
from thidua.kernel.ui.parts import Link, TrailLine
from thidua.kernel.ui.trails import Trail, each
from thidua.organisations.actor import signature
from thidua.organisations.queries import names_on


def history_of(place: Place, report: Report) -> Trail:
    """All that was done to a report; what was done to a figure stands at the figure."""
    return Trail(
        way=lambda: _way_to(place),
        href=reverse("indicators:report-history", args=place.key),
        done=trail_of(report),
        tell=each(_line),
    )


def _way_to(place: Place) -> list[Link]:
    unit = names_on([place.unit.pk], place.period.ends_on).get(place.unit.pk, "")
    name = f"{place.form.name}, {unit}, {period_words(place.period.pk)}"
    return [
        Link(_("Báo cáo"), reverse("indicators:reports")),
        Link(name, reverse("indicators:report", args=place.key)),
    ]


def _line(entry: Entry) -> TrailLine:
    return TrailLine(
        when=show_moment(entry.at),
        words=_verbs().get(entry.verb, entry.verb),
        who=signature(entry.actor_name, entry.office),
        note=_note(entry),
    )


def _note(entry: Entry) -> str:
    """Which figures, and why; the line and the name of a file."""
    told = entry.details
    reasons = [f"{name}: {why}" for name, why in told.get("reasons", {}).items()]
    figures = "; ".join(told.get("figures", []))
    said = [told.get("reason", ""), figures, told.get("line", ""), told.get("file", "")]
    return "; ".join([*reasons, *(str(one) for one in said if one)])


def _verbs() -> dict[str, str]:
    return {
        "indicators.report.started": _("bắt đầu báo cáo"),
        "indicators.report.submitted": _("gửi báo cáo"),
        "indicators.report.returned": _("trả lại"),
        "indicators.report.accepted": _("nhận báo cáo, số liệu thành chính thức"),
        "indicators.report.reopened": _("mở lại để sửa, số tạm tính"),
        "indicators.evidence.attached": _("thêm tệp minh chứng"),
    }
