"""What became of a prospect: every deed in sentences."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.audit.models import Entry
from thidua.audit.trail import trail_of
from thidua.kernel.clock import ZONE
from thidua.kernel.dates import show_moment
from thidua.kernel.ui import parts
from thidua.kernel.ui.trails import Trail, each
from thidua.organisations.actor import signature
from thidua.prospects.models import Prospect
from thidua.prospects.queries.words import called, changes_said


def history_of(one: Prospect) -> Trail:
    """All that was done to it."""
    return Trail(
        way=lambda: way_to(one),
        href=reverse("prospects:history", args=[one.pk]),
        done=trail_of(one),
        tell=each(_line),
    )


def way_to(one: Prospect) -> list[parts.Link]:
    """The list of prospects, this one."""
    return [
        parts.Link(_("Nhân tố"), reverse("prospects:list")),
        parts.Link(called(one), reverse("prospects:prospect", args=[one.pk])),
    ]


def _line(entry: Entry) -> parts.TrailLine:
    return parts.TrailLine(
        when=show_moment(entry.at.astimezone(ZONE)),
        words=_verbs().get(entry.verb, entry.verb),
        who=signature(entry.actor_name, entry.office),
        note=_noted(entry.details) or changes_said(entry.details),
    )


def _noted(details: dict[str, object]) -> str:
    said = [details.get(name) for name in ("words", "told", "reason")]
    return ". ".join(str(part) for part in said if part)


def _verbs() -> dict[str, str]:
    return {
        "prospects.prospect.made": _("đưa vào nhân tố"),
        "prospects.prospect.mended": _("sửa"),
        "prospects.prospect.invited": _("mời đăng ký điển hình"),
        "prospects.prospect.registered": _("đã đăng ký điển hình"),
        "prospects.prospect.closed": _("khép lại"),
        "prospects.invitation.answered": _("ghi câu trả lời lời mời"),
        "prospects.measure.planned": _("thêm việc hỗ trợ"),
        "prospects.measure.started": _("bắt đầu việc hỗ trợ"),
        "prospects.measure.finished": _("báo xong việc hỗ trợ"),
        "prospects.measure.dropped": _("thôi việc hỗ trợ"),
    }
