"""Who may change units and people, and whom they may see."""

from __future__ import annotations

from django.utils.translation import gettext as _

from thidua.kernel.policy import Verdict, only_if
from thidua.organisations.actor import WRITERS, Actor
from thidua.organisations.models import SavedFilter, User


def can_reorganise(actor: Actor) -> Verdict:
    """May this person enter an act that founds, merges, moves or closes units?"""
    return only_if(
        actor.is_system or actor.is_administrator,
        otherwise=_("Chỉ người quản trị hệ thống được ghi việc sắp xếp đơn vị."),
        remedy=_("Gửi quyết định cho người quản trị của tỉnh để ghi vào hệ thống."),
    )


def can_load_units(actor: Actor) -> Verdict:
    """May this person load the official units of the country?"""
    return can_reorganise(actor)


def can_manage_people(actor: Actor) -> Verdict:
    """May this person make sign-ins and give or end mandates?"""
    return only_if(
        actor.is_system or actor.is_administrator,
        otherwise=_("Chỉ người quản trị hệ thống được phân công và cấp tài khoản."),
        remedy=_("Nhờ người quản trị của tỉnh phân công."),
    )


def can_manage_sign_in(actor: Actor, user: User) -> Verdict:
    """May this person end sessions or change the password of this sign-in?"""
    return only_if(
        actor.is_system or actor.user_id == user.pk,
        otherwise=_("Chỉ chủ tài khoản được đổi mật khẩu và kết thúc phiên của mình."),
        remedy=_("Người quản trị có thể cấp mật khẩu dùng một lần."),
    )


def can_save_filter(actor: Actor, *, is_shared: bool = False) -> Verdict:
    """Anybody keeps filters of their own; who writes for a unit shares them there."""
    return only_if(
        actor.mandate is not None,
        otherwise=_("Bộ lọc được lưu cho một người trong một vai."),
        remedy=_("Chọn một vai ở đầu trang."),
    ) & only_if(
        not is_shared or actor.role in WRITERS,
        otherwise=_("Vai “theo dõi” không đặt bộ lọc chung của đơn vị."),
        remedy=_("Lưu cho riêng mình, hoặc nhờ chuyên viên của đơn vị lưu chung."),
    )


def can_forget_filter(actor: Actor, saved: SavedFilter) -> Verdict:
    """Its owner; what the unit shares, also who writes for the unit."""
    return only_if(
        saved.person_id == actor.person_id
        or (
            saved.is_shared and saved.unit_id == actor.unit_id and actor.role in WRITERS
        ),
        otherwise=_("Bộ lọc này do người khác lưu."),
        remedy=_("Nhờ người đã lưu, hoặc chuyên viên của đơn vị, bỏ bộ lọc."),
    )
