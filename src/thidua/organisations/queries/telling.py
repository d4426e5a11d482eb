"""The trail of units and people, in sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from thidua.audit.models import Entry
from thidua.audit.trail import trail_of
from thidua.kernel import clock, dates
from thidua.kernel.ui.parts import Link, TrailLine
from thidua.kernel.ui.trails import Trail
from thidua.organisations.actor import PROGRAM
from thidua.organisations.models import Person, Unit
from thidua.organisations.naming import names_on, unit_called

_SENTENCES = {
    "organisations.units.loaded": gettext_lazy("nạp danh mục đơn vị cả nước"),
    "organisations.units.drawn": gettext_lazy("vẽ bản đồ các đơn vị"),
    "organisations.unit.founded": gettext_lazy("ghi việc thành lập"),
    "organisations.unit.merged": gettext_lazy("ghi việc sáp nhập"),
    "organisations.unit.split": gettext_lazy("ghi việc chia tách"),
    "organisations.unit.renamed": gettext_lazy("ghi tên mới"),
    "organisations.unit.moved": gettext_lazy("ghi nơi trực thuộc mới"),
    "organisations.unit.closed": gettext_lazy("ghi việc giải thể"),
    "organisations.mandate.given": gettext_lazy("phân công"),
    "organisations.mandate.ended": gettext_lazy("kết thúc phân công"),
    "organisations.delegation.given": gettext_lazy("ghi ủy quyền"),
    "organisations.delegation.revoked": gettext_lazy("thu hồi ủy quyền"),
    "organisations.handover.written": gettext_lazy("soạn bàn giao"),
    "organisations.handover.given": gettext_lazy("ký bàn giao"),
    "organisations.handover.withdrawn": gettext_lazy("thu lại bàn giao"),
    "organisations.handover.taken": gettext_lazy("ký nhận bàn giao"),
    "organisations.factor.added": gettext_lazy("thêm bước xác thực thứ hai"),
    "organisations.factor.removed": gettext_lazy("gỡ bước xác thực thứ hai"),
    "organisations.factor.forgotten": gettext_lazy("gỡ hết bước xác thực thứ hai"),
    "organisations.codes.made": gettext_lazy("lập mã dự phòng"),
    "organisations.codes.used": gettext_lazy("dùng một mã dự phòng"),
    "organisations.account.tied": gettext_lazy("nối với cổng đăng nhập của tỉnh"),
    "organisations.account.untied": gettext_lazy("bỏ nối với cổng đăng nhập của tỉnh"),
    "organisations.person.entered": gettext_lazy("ghi tên vào sổ"),
    "organisations.person.brought_in": gettext_lazy("nhập từ danh sách"),
    "follow_up.address.entered": gettext_lazy("ghi địa chỉ thư, chờ chủ xác nhận"),
    "follow_up.address.verified": gettext_lazy("chủ địa chỉ thư xác nhận"),
    "follow_up.addresses.entered": gettext_lazy("ghi địa chỉ thư của đơn vị"),
    "follow_up.addresses.asked": gettext_lazy("gửi lại thư hỏi chủ các địa chỉ"),
    "follow_up.notices.chosen": gettext_lazy("chọn cách nhận thông báo"),
    "organisations.person.taken_out": gettext_lazy("hoàn tác lần nhập danh sách"),
    "organisations.unit.brought_in": gettext_lazy("nhập danh sách"),
    "organisations.unit.taken_out": gettext_lazy("hoàn tác lần nhập danh sách"),
    "organisations.sign_in.made": gettext_lazy("cấp tài khoản"),
    "organisations.password.reset": gettext_lazy("cấp mật khẩu dùng một lần"),
    "organisations.password.changed": gettext_lazy("đổi mật khẩu"),
    "organisations.session.opened": gettext_lazy("đăng nhập"),
    "organisations.filter.saved": gettext_lazy("lưu bộ lọc"),
    "organisations.filter.forgotten": gettext_lazy("bỏ bộ lọc"),
    "organisations.session.ended": gettext_lazy("kết thúc phiên đăng nhập"),
}


def history_of_unit(unit: Unit) -> Trail:
    """All that was written about a unit; it is called as it is today."""
    here = reverse("organisations:unit", args=[unit.pk])
    return Trail(
        way=lambda: [
            Link(pgettext("danh mục", "Đơn vị"), reverse("organisations:units")),
            Link(unit_called(unit, clock.today()), here),
        ],
        href=reverse("organisations:unit-history", args=[unit.pk]),
        done=trail_of(unit),
        tell=told,
    )


def history_of_person(person: Person) -> Trail:
    """All that was written about somebody, for whoever manages people."""
    here = reverse("organisations:person", args=[person.pk])
    return Trail(
        way=lambda: [
            Link(_("Người và phân công"), reverse("organisations:people")),
            Link(person.full_name, here),
        ],
        href=reverse("organisations:person-history", args=[person.pk]),
        done=trail_of(person),
        tell=told,
    )


def told(entries: Sequence[Entry]) -> list[TrailLine]:
    """Each line of a trail: when, who and under which office, what."""
    units = {entry.details["unit"] for entry in entries if entry.details.get("title")}
    names = names_on(units, clock.today()) if units else {}
    return [
        TrailLine(
            when=dates.show_moment(entry.at.astimezone(clock.ZONE)),
            who=entry.actor_name,
            words=str(_SENTENCES.get(entry.verb, entry.verb)),
            note=_note(entry, names),
        )
        for entry in entries
    ]


def _note(entry: Entry, names: Mapping[int, str]) -> str:
    said = [
        entry.details.get("said", "") or _mandate(entry.details, names),
        entry.details.get("decision", ""),
    ]
    words = " · ".join(part for part in said if part)
    if entry.office and entry.office != PROGRAM:
        return _("%(office)s. %(words)s") % {"office": entry.office, "words": words}
    return words


def _mandate(details: Mapping[str, Any], names: Mapping[int, str]) -> str:
    """`Chuyên viên, Xã X, từ 01/07/2025, đến hết 30/06/2026` out of what was stored."""
    if not details.get("title"):
        return ""
    said = [details["title"], names.get(details["unit"], "")]
    if first := details.get("first"):
        said.append(_("từ %s") % dates.show(date.fromisoformat(first)))
    if last := details.get("last"):
        said.append(_("đến hết %s") % dates.show(date.fromisoformat(last)))
    return ", ".join(part for part in said if part)
