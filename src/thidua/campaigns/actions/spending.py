"""Writing down what a campaign cost; a correction is another row."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.audit.trail import record
from thidua.campaigns.drafts import ExpenseDraft
from thidua.campaigns.effect.seeing import spends_for
from thidua.campaigns.models import Campaign, ContentNode, Expense
from thidua.campaigns.policies import can_tell_expenses
from thidua.campaigns.states import State
from thidua.kernel.clock import ZONE
from thidua.kernel.dates import show
from thidua.kernel.errors import Changed, RuleBroken, WrongMoment
from thidua.kernel.numbers import show_dong
from thidua.organisations.actor import Actor, signature


@transaction.atomic
def record_expense(
    campaign: Campaign,
    unit_id: int,
    draft: ExpenseDraft,
    *,
    actor: Actor,
    at: datetime,
) -> Expense:
    """A unit tells what it spent on a campaign, in đồng, on a day, for what."""
    takes_part = spends_for(campaign, unit_id)
    can_tell_expenses(actor, unit_id, takes_part=takes_part).enforce()

    _refuse_unfit(campaign, draft, at)
    made = _written(campaign, unit_id, draft, actor=actor, at=at)

    record(
        "campaigns.expense.told",
        made,
        actor=actor,
        at=at,
        name=draft.purpose,
        value=show_dong(draft.amount),
    )
    return made


@transaction.atomic
def correct_expense(
    expense: Expense,
    draft: ExpenseDraft,
    *,
    reason: str,
    actor: Actor,
    at: datetime,
) -> Expense:
    """Another row takes the place of one; with an amount of nought it takes it back.

    Raises `Changed` when somebody corrected it meanwhile.
    """
    campaign = Campaign.objects.locked(expense.campaign)
    can_tell_expenses(actor, expense.unit_id, takes_part=True).enforce()

    if not reason.strip():
        raise RuleBroken(
            _("Chưa ghi lý do sửa."), _("Ghi vì sao khoản này đổi."), field="reason"
        )
    _refuse_corrected(expense)
    if draft.amount:
        _refuse_unfit(campaign, draft, at)
    made = _written(
        campaign,
        expense.unit_id,
        draft,
        corrects=expense,
        reason=reason.strip(),
        actor=actor,
        at=at,
    )

    said = {"before": str(expense.amount), "after": str(made.amount)}
    said |= {"name": expense.purpose, "reason": made.reason}
    record("campaigns.expense.corrected", made, actor=actor, at=at, **said)
    return made


def _written(
    campaign: Campaign,
    unit_id: int,
    draft: ExpenseDraft,
    *,
    actor: Actor,
    at: datetime,
    corrects: Expense | None = None,
    reason: str = "",
) -> Expense:
    return Expense.objects.create(
        campaign=campaign,
        unit_id=unit_id,
        node_key=draft.node_key,
        source=draft.source,
        amount=draft.amount,
        spent_on=draft.spent_on,
        purpose=draft.purpose.strip(),
        voucher=draft.voucher.strip(),
        file=draft.file,
        corrects=corrects,
        reason=reason,
        typed_by=actor.name,
        office=actor.office,
        actor_id=actor.user_id,
        typed_at=at,
    )


def _refuse_unfit(campaign: Campaign, draft: ExpenseDraft, at: datetime) -> None:
    if campaign.state == State.DRAFT:
        raise WrongMoment(
            _("Phong trào còn đang soạn."), _("Phát động rồi mới ghi khoản chi.")
        )
    if draft.amount <= 0 or draft.amount != draft.amount.to_integral_value():
        raise RuleBroken(
            _("Số tiền phải là số đồng lớn hơn 0."),
            _("Ghi chẵn đồng, ví dụ 12.500.000."),
            field="amount",
        )
    if draft.amount >= Decimal(10) ** 15:
        raise RuleBroken(
            _("Số tiền lớn quá một triệu tỷ đồng."),
            _("Xem lại số chữ số 0."),
            field="amount",
        )
    _refuse_unfit_day(campaign, draft.spent_on, at.astimezone(ZONE).date())
    if draft.node_key is not None and not _is_an_item(campaign, draft.node_key):
        raise RuleBroken(
            _("Nội dung ấy không thuộc phong trào này."),
            _("Chọn lại, hoặc để “chi chung”."),
            field="node_key",
        )


def _refuse_unfit_day(campaign: Campaign, day: date, today: date) -> None:
    if today < campaign.starts_on:
        raise RuleBroken(
            _("Phong trào bắt đầu ngày %(first)s, chưa tới.")
            % {"first": show(campaign.starts_on)},
            _("Chi để chuẩn bị thì ghi khi đến ngày ấy, vào chính ngày ấy."),
            field="spent_on",
        )
    last = min(today, campaign.ends_on)
    if not campaign.starts_on <= day <= last:
        raise RuleBroken(
            _("Ngày chi phải từ %(first)s đến %(last)s.")
            % {"first": show(campaign.starts_on), "last": show(last)},
            _("Chi sau ngày kết thúc thì ghi ngày việc ấy hoàn thành."),
            field="spent_on",
        )


def _is_an_item(campaign: Campaign, key: UUID) -> bool:
    nodes = ContentNode.objects.filter(
        tree__audience__campaign=campaign, kind=ContentNode.Kind.ITEM
    )
    return nodes.filter(key=key).exists()


def _refuse_corrected(expense: Expense) -> None:
    later = Expense.objects.filter(corrects=expense).first()
    if later is not None:
        raise Changed(
            _("%(who)s vừa sửa khoản này.")
            % {"who": signature(later.typed_by, later.office)},
            _("Mở lại danh sách, sửa trên khoản mới nhất."),
            theirs=[
                (_("Số tiền"), show_dong(later.amount)),
                (_("Lý do sửa"), later.reason),
            ],
        )
