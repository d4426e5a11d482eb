"""Money told of a campaign: what one may see, with what became of each expense."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.campaigns.effect.goals import names_of_items
from thidua.campaigns.effect.seeing import spends_for, units_seen
from thidua.campaigns.models import Campaign, Expense
from thidua.campaigns.models.effect import ExpenseQuerySet
from thidua.campaigns.policies import can_tell_expenses
from thidua.campaigns.queries.effect.sentences import in_dong
from thidua.campaigns.queries.frame import Frame, frame
from thidua.kernel.clock import ZONE
from thidua.kernel.dates import show, show_moment
from thidua.kernel.numbers import show_dong
from thidua.kernel.policy import Verdict
from thidua.kernel.sheets import Column, Kind, Sheet
from thidua.kernel.ui import parts
from thidua.organisations.actor import Actor, signature
from thidua.organisations.models import Power
from thidua.organisations.namesakes import listed_names

ROWS = 60


@dataclass(frozen=True, slots=True)
class ExpenseRow:
    """One expense that stands; `before` are the rows that it took the place of."""

    unit: str
    purpose: str
    item: str
    source: str
    amount: str
    day: str
    voucher: str
    file_href: str
    file_name: str
    who: str
    correct_href: str
    before: Sequence[str]


@dataclass(frozen=True, slots=True)
class ExpensesPage:
    """Everything `expenses.html` shows."""

    frame: Frame
    finding: str
    rows: Sequence[ExpenseRow]
    pager: parts.Pager
    may_tell: Verdict
    new_href: str
    back: str
    sees_all: bool


def expenses_seen(campaign: Campaign, actor: Actor, today: date) -> ExpenseQuerySet:
    """All rows of the units whose money this reader may see, corrected ones too."""
    found = Expense.objects.filter(campaign=campaign)
    seen = units_seen(campaign, actor, today)
    return found if seen is None else found.filter(unit__in=seen)


def expenses_page(
    campaign: Campaign, actor: Actor, today: date, number: int = 1
) -> ExpensesPage:
    """What stands, the newest day first."""
    known = expenses_seen(campaign, actor, today)
    amounts = list(known.standing().values_list("unit_id", "amount"))
    path = reverse("campaigns:expenses", args=[campaign.pk])
    some, links = parts.turned(
        len(amounts), number, ROWS, lambda to: f"{path}?trang={to}"
    )
    rows = list(known.standing().select_related("file")[some])
    own = actor.unit_id or 0
    return ExpensesPage(
        frame=frame(campaign, actor, today, "effect"),
        finding=_finding(amounts),
        rows=_rows(rows, known, campaign, actor, today),
        pager=links,
        may_tell=can_tell_expenses(actor, own, takes_part=spends_for(campaign, own)),
        new_href=reverse("campaigns:expense-new", args=[campaign.pk]),
        back=reverse("campaigns:effect", args=[campaign.pk]),
        sees_all=units_seen(campaign, actor, today) is None,
    )


def _finding(amounts: Sequence[tuple[int, Decimal]]) -> str:
    if not amounts:
        return _("Chưa ghi khoản chi nào")
    total = sum((amount for _unit, amount in amounts), Decimal(0))
    return _("%(n)s khoản chi của %(units)s nơi, cộng %(total)s") % {
        "n": len(amounts),
        "units": len({unit for unit, _amount in amounts}),
        "total": in_dong(total),
    }


def _rows(
    rows: Sequence[Expense],
    known: ExpenseQuerySet,
    campaign: Campaign,
    actor: Actor,
    today: date,
) -> list[ExpenseRow]:
    names = listed_names({one.unit_id for one in rows}, today) if rows else {}
    items = names_of_items(campaign.pk)
    earlier = _earlier(rows, known)
    return [
        ExpenseRow(
            unit=names.get(one.unit_id, ""),
            purpose=one.purpose,
            item=items.get(one.node_key, "") if one.node_key else _("chi chung"),
            source=str(one.get_source_display()),
            amount=show_dong(one.amount),
            day=show(one.spent_on),
            voucher=one.voucher,
            file_href=reverse("campaigns:expense-file", args=[campaign.pk, one.pk])
            if one.file_id
            else "",
            file_name=one.file.name if one.file else "",
            who=_who(one),
            correct_href=reverse("campaigns:expense", args=[campaign.pk, one.pk])
            if actor.writes_for(one.unit_id, Power.RUN)
            else "",
            before=earlier[one.pk],
        )
        for one in rows
    ]


def _who(one: Expense) -> str:
    who = signature(one.typed_by, one.office)
    return f"{who}, {show_moment(one.typed_at.astimezone(ZONE))}"


def _earlier(
    rows: Sequence[Expense], known: ExpenseQuerySet
) -> Mapping[int, list[str]]:
    """What each expense said before it was corrected, the newest first."""
    corrected = known.filter(corrected_by__isnull=False)
    by_pk = (
        {one.pk: one for one in corrected}
        if any(one.corrects_id for one in rows)
        else {}
    )
    found: dict[int, list[str]] = {}
    for one in rows:
        told, later = [], one
        while later.corrects_id in by_pk:
            before = by_pk[later.corrects_id]
            told.append(
                _("trước là %(amount)s, %(who)s; sửa vì: %(reason)s")
                % {
                    "amount": show_dong(before.amount),
                    "who": _who(before),
                    "reason": later.reason,
                }
            )
            later = before
        found[one.pk] = told
    return found


def expenses_sheet(campaign: Campaign, actor: Actor, today: date) -> Sheet:
    """The same list, all of it, as an Excel file; amounts in đồng."""
    rows = list(expenses_seen(campaign, actor, today).standing())
    names = listed_names({one.unit_id for one in rows}, today) if rows else {}
    items = names_of_items(campaign.pk)
    return Sheet(
        name=_("Kinh phí"),
        title=campaign.name.upper(),
        subtitle=_("Các khoản chi đã ghi đến ngày %(day)s") % {"day": show(today)},
        columns=[
            Column(_("Ngày chi"), kind=Kind.DATE, width=12),
            Column(_("Đơn vị"), width=30),
            Column(_("Chi cho việc gì"), width=40),
            Column(_("Nội dung"), width=30),
            Column(_("Nguồn"), width=22),
            Column(_("Số tiền"), _("đồng"), Kind.NUMBER, 0, 18),
            Column(_("Số chứng từ"), width=16),
            Column(_("Người ghi"), width=30),
        ],
        rows=[
            [
                one.spent_on,
                names.get(one.unit_id, ""),
                one.purpose,
                items.get(one.node_key, "") if one.node_key else _("chi chung"),
                str(one.get_source_display()),
                one.amount,
                one.voucher,
                _who(one),
            ]
            for one in rows
        ],
    )
