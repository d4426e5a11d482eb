"""What a registration must be, whoever writes it down."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from thidua.kernel.errors import RuleBroken
from thidua.kernel.lengths import in_full
from thidua.pledges.drafts import RegistrationDraft, TargetDraft
from thidua.pledges.matching import SOMEBODY
from thidua.pledges.models import Registration, Title

_KIND = Registration.Kind
TITLES: dict[str, tuple[str, ...]] = {
    _KIND.INDIVIDUAL: (Title.ADVANCED_WORKER, Title.FIGHTER, Title.GOOD_DEEDS),
    _KIND.HOUSEHOLD: (
        Title.CULTURED_FAMILY,
        Title.GOOD_FARMER,
        Title.LEARNING_FAMILY,
    ),
    _KIND.CLAN: (Title.LEARNING_CLAN,),
    _KIND.HAMLET: (Title.CULTURED_HAMLET,),
    _KIND.COLLECTIVE: (Title.ADVANCED_GROUP, Title.EXCELLENT_GROUP),
    _KIND.ENTERPRISE: (Title.ADVANCED_GROUP, Title.EXCELLENT_GROUP),
}
"""What each kind of subject may aim at."""
MOST_TARGETS = 12


def refuse_unfit(draft: RegistrationDraft, items: Collection[UUID], day: date) -> None:
    """Raise `RuleBroken` for the first thing that cannot stand so."""
    _refuse_unnamed(draft)
    if draft.birth_year is not None and not 1900 <= draft.birth_year <= day.year:
        raise RuleBroken(
            _("Năm sinh %s không thể đúng.") % draft.birth_year,
            _("Ghi bốn chữ số, ví dụ 1968."),
            field="birth_year",
        )
    if set(draft.content) - set(items):
        raise RuleBroken(
            _("Có nội dung không thuộc phong trào này."),
            _("Chọn lại trong các nội dung đang hiện."),
            field="content",
        )
    if draft.title and draft.title not in TITLES[draft.kind]:
        raise RuleBroken(
            _("Danh hiệu ấy không dành cho %(kind)s.")
            % {"kind": _KIND(draft.kind).label},
            _("Chọn lại, hoặc để trống."),
            field="title",
        )
    _refuse_unfit_targets(draft)


def refuse_empty(draft: RegistrationDraft) -> None:
    """A registration says what somebody will do: items, words or a target."""
    if not draft.content and not draft.words.strip() and not draft.targets:
        raise RuleBroken(
            _("Chưa ghi sẽ làm gì."),
            _("Chọn một nội dung, hoặc viết một câu."),
            field="content",
        )


def _refuse_unnamed(draft: RegistrationDraft) -> None:
    if draft.kind not in _KIND.values:
        raise RuleBroken(
            _("Chưa chọn ai đăng ký."), _("Chọn một đối tượng."), field="kind"
        )
    name = in_full(draft.name.strip(), 200, "name")
    in_full(draft.address, 200, "address")
    in_full(draft.representative, 120, "representative")
    in_full(draft.words, 2_000, "words")
    if not name:
        raise RuleBroken(_("Chưa ghi tên."), _("Ghi đủ tên."), field="name")
    if draft.kind in SOMEBODY and len(name.split()) < 2:
        raise RuleBroken(
            _("Họ tên chỉ có một chữ: “%s”.") % name[:60],
            _("Ghi đủ họ và tên."),
            field="name",
        )
    if draft.kind not in SOMEBODY and not draft.representative.strip():
        raise RuleBroken(
            _("Chưa ghi người đứng đầu hoặc đại diện."),
            _("Ghi họ tên người thay mặt để đơn vị liên hệ."),
            field="representative",
        )


def _refuse_unfit_targets(draft: RegistrationDraft) -> None:
    if len(draft.targets) > MOST_TARGETS:
        raise RuleBroken(
            _("Nhiều nhất %d chỉ tiêu.") % MOST_TARGETS,
            _("Giữ những việc chính."),
            field="target",
        )
    for one in draft.targets:
        _refuse_unfit_target(one)


def _refuse_unfit_target(one: TargetDraft) -> None:
    in_full(one.words, 300, "target")
    in_full(one.measure, 40, "measure")
    if not one.words.strip():
        raise RuleBroken(
            _("Con số chưa nói là của việc gì."),
            _("Viết việc ấy bên cạnh, ví dụ “trồng dừa xiêm”."),
            field="target",
        )
    if one.value is not None and one.value < 0:
        raise RuleBroken(
            _("Chỉ tiêu không nhỏ hơn 0."), _("Bỏ dấu trừ."), field="value"
        )
    if one.value is not None and not one.measure.strip():
        raise RuleBroken(
            _("Con số chưa có đơn vị tính."),
            _("Ghi ví dụ: cây, con, triệu đồng, mét."),
            field="measure",
        )
