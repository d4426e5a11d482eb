"""Who may change units and people, and whom they may see."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from thidua.kernel.policy import YES, Verdict, only_if
from thidua.organisations.actor import WRITERS, Actor
from thidua.organisations.models import (
    Delegation,
    Handover,
    Lineage,
    Mandate,
    SavedFilter,
    Unit,
    User,
)

ROLES_OF_AN_OFFICE = (Mandate.Role.READER,)
"""What an office may give people of its own; every right to write is given by hand."""


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


def can_keep_register(actor: Actor, unit_id: int, day: date) -> Verdict:
    """May this person bring people and local units in from a file, at this unit?

    An administrator everywhere; who writes for a unit, there and below it in any tree.
    """
    if actor.is_system or actor.is_administrator:
        return YES
    if actor.role not in WRITERS:
        return Verdict(
            _("Vai “theo dõi” chỉ xem, không ghi."),
            _("Nhờ chuyên viên hoặc thủ trưởng của đơn vị làm việc này."),
        )
    below = Lineage.objects.filter(
        ancestor=actor.unit_id or 0, unit=unit_id, during__contains=day
    )
    return only_if(
        actor.unit_id == unit_id or below.exists(),
        otherwise=_("Đơn vị này không thuộc cơ quan của anh/chị."),
        remedy=_("Chỉ ghi người và đơn vị của cơ quan mình và cấp dưới."),
    )


def can_found_from_file(kind: str) -> Verdict:
    """May a file found a unit of this kind? Places of the State need their own act."""
    return only_if(
        kind in Unit.LOCAL,
        otherwise=_("Đơn vị hành chính không lập bằng tệp."),
        remedy=_(
            "Xã, phường, huyện, tỉnh đổi theo nghị quyết: quản trị mở trang đơn vị cấp"
            " trên, mục “Sắp xếp”, việc “Thành lập đơn vị trực thuộc”."
        ),
    )


def can_appoint_from_file(actor: Actor, role: str, *, signs_in: bool) -> Verdict:
    """May a file give this role to this person?

    An administrator: any but their own. An office names its people as readers, and
    leaves those who sign in alone: nobody widens a right by a workbook.
    """
    if actor.is_system or actor.is_administrator:
        return only_if(
            actor.is_system or role != Mandate.Role.ADMINISTRATOR,
            otherwise=_("Quản trị hệ thống không phân công bằng tệp."),
            remedy=_("Phân công trên trang của người ấy."),
        )
    return only_if(
        role in ROLES_OF_AN_OFFICE,
        otherwise=_("Cơ quan chỉ ghi người với vai “theo dõi”."),
        remedy=_("Nhờ người quản trị phân công vai chuyên viên, thủ trưởng."),
    ) & only_if(
        not signs_in,
        otherwise=_("Người này có tài khoản: đổi phân công là việc của quản trị."),
        remedy=_("Nhờ người quản trị của tỉnh phân công."),
    )


def can_delegate(actor: Actor, mandate: Mandate) -> Verdict:
    """The head who holds the mandate, in their own name; or who enters the paper.

    Nobody passes on what was delegated to them (Decree 30/2020/NĐ-CP, Article 13).
    """
    if actor.is_system or actor.is_administrator:
        return YES
    return only_if(
        actor.under is None,
        otherwise=_("Người được ủy quyền không ủy quyền lại cho người khác."),
        remedy=_("Trình người ủy quyền (Điều 13 Nghị định 30/2020/NĐ-CP)."),
    ) & only_if(
        actor.mandate_id == mandate.pk,
        otherwise=_("Chỉ chính người giữ vai này ủy quyền."),
        remedy=_("Có văn bản ủy quyền rồi thì nhờ quản trị hệ thống ghi."),
    )


def can_hand_over(actor: Actor, mandate: Mandate, day: date) -> Verdict:
    """Whoever holds the mandate; once it is over, the head of the unit in their place.

    An administrator may look after it too. Nobody does it under a delegation.
    """
    is_over = mandate.during.upper is not None and mandate.during.upper <= day
    is_mine = actor.person_id == mandate.person_id and actor.under is None
    is_head = actor.role == Mandate.Role.HEAD and actor.unit_id == mandate.unit_id
    return only_if(
        actor.is_system or is_mine or (is_head and is_over),
        otherwise=_("Chính người rời vị trí soạn và ký bàn giao."),
        remedy=_("Phân công đã hết thì thủ trưởng của đơn vị lập thay."),
    )


def can_take_over(actor: Actor, handover: Handover) -> Verdict:
    """The one to whom it was given, in their own name."""
    return only_if(
        actor.under is None
        and handover.taker is not None
        and actor.person_id == handover.taker.person_id,
        otherwise=_("Người được ghi tên nhận mới ký nhận."),
        remedy=_("Ghi nhầm người thì người giao thu lại để sửa."),
    )


def can_see_handover(actor: Actor, mandate: Mandate, handover: Handover) -> Verdict:
    """The two who sign, the unit's heads and officers, and administrators."""
    taker = handover.taker
    return only_if(
        actor.is_administrator
        or actor.person_id == mandate.person_id
        or (taker is not None and actor.person_id == taker.person_id)
        or (actor.unit_id == mandate.unit_id and actor.role in WRITERS),
        otherwise=_("Bàn giao này của đơn vị khác."),
    )


def can_see_delegation(actor: Actor, delegation: Delegation) -> Verdict:
    """Whoever gave it, whoever got it, their unit, and administrators."""
    return only_if(
        actor.is_administrator
        or actor.person_id in {delegation.person_id, delegation.mandate.person_id}
        or actor.unit_id == delegation.mandate.unit_id,
        otherwise=_("Văn bản này của đơn vị khác."),
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
