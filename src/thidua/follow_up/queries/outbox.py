"""What the program sent, what stands in the way, and when it reminds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.campaigns.models import Campaign, CampaignForm
from thidua.campaigns.states import State
from thidua.follow_up.kinds import Kind
from thidua.follow_up.models import Mail, ReminderPlan, ReminderRound
from thidua.follow_up.plans import plans_of
from thidua.follow_up.policies import can_decide_mail, can_plan_reminders
from thidua.follow_up.states import DROP_MAIL, NOTE_SENT, SEND_AGAIN, MailState
from thidua.indicators.models import Form
from thidua.kernel import clock, dates
from thidua.kernel.clock import ZONE
from thidua.kernel.ui.filters import paged
from thidua.kernel.ui.parts import Link, Pager
from thidua.organisations.actor import Actor

ROUNDS = 10
STATE = "trang-thai"


@dataclass(frozen=True, slots=True)
class RoundRow:
    """One day's round of reminders."""

    day: str
    made: int
    note: str


@dataclass(frozen=True, slots=True)
class PlanRow:
    """When units are reminded of a form, or of what a campaign asks for."""

    name: str
    words: str
    edit_href: str
    """Empty for who may not change it."""


@dataclass(frozen=True, slots=True)
class UrgingPage:
    """Everything that `urging.html` shows."""

    rounds: Sequence[RoundRow]
    plans: Sequence[PlanRow]
    mail_words: str
    mail_where: str
    troubled: int
    outbox_href: str
    campaigns: Sequence[Link]
    """Whose year of response the reader may open."""


@dataclass(frozen=True, slots=True)
class MailRow:
    """One mail, without its text."""

    pk: int
    to: str
    address: str
    kind: str
    subject: str
    when: str
    state: str
    tone: str
    why: str
    remedy: str
    again_href: str
    arrived_href: str
    drop_href: str


@dataclass(frozen=True, slots=True)
class OutboxPage:
    """Everything that `outbox.html` shows."""

    finding: str
    where: str
    views: Sequence[Link]
    rows: Sequence[MailRow]
    pager: Pager


def urging_page(actor: Actor, today: date) -> UrgingPage:
    """The reminders of one's forms, the rounds held, and how the mail stands."""
    mails = Mail.objects.visible_to(actor).aggregate(
        sent=Count("pk", filter=Q(state=MailState.SENT)),
        waiting=Count("pk", filter=Q(state__in=["waiting", "sending"])),
        troubled=Count("pk", filter=Q(state__in=["failed", "unclear"])),
    )
    said = _("%(sent)s thư đã gửi, %(waiting)s đang chờ, %(troubled)s cần xem lại")
    rounds = ReminderRound.objects.filter(day__lte=today)[:ROUNDS]
    return UrgingPage(
        rounds=[_round(one) for one in rounds],
        plans=[*_of_campaigns(actor), *_of_forms(actor, today)],
        mail_words=said % mails,
        mail_where=where_mail_goes(),
        troubled=mails["troubled"],
        outbox_href=reverse("follow_up:outbox"),
        campaigns=[
            Link(one.name, reverse("follow_up:response", args=[one.pk]))
            for one in Campaign.objects.visible_to(actor)
            .exclude(state=State.DRAFT)
            .filter(launched_at__lt=clock.end_of(today))
            .order_by("-starts_on", "pk")
        ],
    )


def _forms(actor: Actor, today: date) -> Sequence[Form]:
    """Open forms of one's own, or of a campaign that one's unit runs."""
    runs = CampaignForm.objects.filter(campaign__office=actor.unit_id)
    forms = Form.objects.filter(
        Q(owner=actor.unit_id) | Q(pk__in=runs.values("form")),
        opened_at__isnull=False,
        ends_on__gte=today,
    )
    return list(forms.select_related("reminder_plan").order_by("name", "pk"))


def _of_campaigns(actor: Actor) -> list[PlanRow]:
    """Those that one's unit runs; a plan of theirs holds for all they ask for."""
    running = Campaign.objects.filter(office=actor.unit_id, state=State.LAUNCHED)
    found = running.select_related("reminder_plan").order_by("-starts_on", "pk")
    return [
        PlanRow(
            name=_("Chung của %(campaign)s") % {"campaign": one.name},
            words=_words(getattr(one, "reminder_plan", None)),
            edit_href=reverse("follow_up:campaign-plan", args=[one.pk])
            if can_plan_reminders(actor, one)
            else "",
        )
        for one in found
    ]


def _words(plan: ReminderPlan | None) -> str:
    return plan_words(plan) if plan else _("chưa đặt, theo mặc định")


def _of_forms(actor: Actor, today: date) -> list[PlanRow]:
    forms = _forms(actor, today)
    plans = plans_of(forms)
    return [
        PlanRow(
            name=one.name,
            words=plan_words(plans[one.pk]),
            edit_href=reverse("follow_up:plan", args=[one.pk])
            if can_plan_reminders(actor, one)
            else "",
        )
        for one in forms
    ]


def plan_words(plan: ReminderPlan) -> str:
    """`nhắc trước hạn 3 ngày làm việc; nhắc trong ngày đến hạn; …`."""
    if not plan.is_on:
        return _("không nhắc tự động")
    steps = []
    if plan.days_before:
        steps.append(
            ngettext(
                "nhắc trước hạn %(n)s ngày làm việc",
                "nhắc trước hạn %(n)s ngày làm việc",
                plan.days_before,
            )
            % {"n": plan.days_before}
        )
    if plan.on_day:
        steps.append(_("nhắc trong ngày đến hạn"))
    if plan.escalate_after:
        steps.append(
            ngettext(
                "quá hạn %(n)s ngày làm việc thì báo cấp trên",
                "quá hạn %(n)s ngày làm việc thì báo cấp trên",
                plan.escalate_after,
            )
            % {"n": plan.escalate_after}
        )
    return "; ".join(steps) or _("không có bước nào")


def _round(one: ReminderRound) -> RoundRow:
    notes = []
    if one.away_days:
        notes.append(
            ngettext(
                "Trước đó %(n)s ngày chương trình không chạy.",
                "Trước đó %(n)s ngày chương trình không chạy.",
                one.away_days,
            )
            % {"n": one.away_days}
        )
    if one.skipped_count:
        notes.append(
            ngettext(
                "Bỏ qua %(n)s bước nhắc đã quá ngày, không gửi bù.",
                "Bỏ qua %(n)s bước nhắc đã quá ngày, không gửi bù.",
                one.skipped_count,
            )
            % {"n": one.skipped_count}
        )
    return RoundRow(dates.show_long(one.day), one.made_count, " ".join(notes))


def where_mail_goes() -> str:
    """In words, for whoever wonders why nothing arrives."""
    if not settings.SENDS_MAIL:
        return _("Chưa khai máy chủ thư (THIDUA_SMTP): chỉ nhắc trong chương trình.")
    if settings.EMAIL_BACKEND.endswith("filebased.EmailBackend"):
        return _(
            "Bản này không gửi thư ra ngoài: mỗi thư được ghi thành tệp trong thư mục"
            " “mail” của chương trình."
        )
    return ""


def outbox_page(actor: Actor, params: Mapping[str, str]) -> OutboxPage:
    """The mails that one's unit caused, the newest first."""
    state = params.get(STATE, "")
    counted = dict(
        Mail.objects.visible_to(actor)
        .order_by()
        .values_list("state")
        .annotate(n=Count("pk"))
        .values_list("state", "n")
    )
    count = counted.get(state, 0) if state in MailState else sum(counted.values())
    here = reverse("follow_up:outbox")
    shown, pages = paged(count, params, here)
    found = mails_found(actor, params)[shown]
    troubled = counted.get("failed", 0) + counted.get("unclear", 0)
    words = ngettext("%(n)s thư cần xem lại", "%(n)s thư cần xem lại", troubled) % {
        "n": troubled
    }
    return OutboxPage(
        finding=words if troubled else _("Không có thư nào vướng"),
        where=where_mail_goes(),
        views=[
            Link(_("Tất cả"), here, is_here=state not in MailState),
            *(
                Link(
                    str(one.label),
                    f"{here}?{STATE}={one}",
                    str(counted[one]),
                    state == one,
                )
                for one in MailState
                if counted.get(one)
            ),
        ],
        rows=[_mail(one, actor) for one in found],
        pager=pages,
    )


def mails_found(actor: Actor, params: Mapping[str, str]) -> QuerySet[Mail, Mail]:
    """The list as filtered."""
    mine, state = Mail.objects.visible_to(actor), params.get(STATE, "")
    wanted = mine.filter(state=state) if state in MailState else mine
    return wanted.select_related("person")


def _mail(one: Mail, actor: Actor) -> MailRow:
    may = can_decide_mail(actor, one)

    def door(name: str, is_open: object) -> str:
        return reverse(f"follow_up:{name}", args=[one.pk]) if may and is_open else ""

    is_unclear = one.state == MailState.UNCLEAR
    return MailRow(
        pk=one.pk,
        to=one.person.full_name,
        address=one.address,
        kind=str(Kind(one.kind).label),
        subject=one.subject,
        when=dates.show_moment((one.sent_at or one.made_at).astimezone(ZONE)),
        state=str(MailState(one.state).label),
        tone={"failed": "late", "unclear": "slow"}.get(one.state, ""),
        why=why_of(one),
        remedy=_remedy(one),
        again_href=door("mail-again", SEND_AGAIN.open_from(one.state)),
        arrived_href=door("mail-arrived", is_unclear and NOTE_SENT),
        drop_href=door("mail-drop", DROP_MAIL.open_from(one.state)),
    )


def why_of(one: Mail) -> str:
    """What stands in the way of a mail; “” for nothing."""
    why = str(Mail.Fault(one.fault).label) if one.fault else ""
    if one.said:
        why = f"{why}: {one.said}"
    held = one.state == MailState.WAITING and one.held_until > one.made_at
    if why or not held:
        return why
    return _("giữ đến %(when)s vì ngoài giờ làm việc") % {
        "when": dates.show_moment(one.held_until.astimezone(ZONE))
    }


def _remedy(one: Mail) -> str:
    if one.state == MailState.UNCLEAR:
        return _(
            "Hỏi người nhận. Đã nhận thì bấm “Đã đến nơi”; chưa thì “Gửi lại”: máy"
            " không tự gửi lần hai."
        )
    if one.state != MailState.FAILED:
        return ""
    return {
        Mail.Fault.ADDRESS: _(
            "Người nhận sửa địa chỉ ở trang “Thông báo của tôi”, rồi gửi lại."
        ),
        Mail.Fault.SENDER: _(
            "Quản trị xem lại THIDUA_MAIL_FROM với nơi giữ máy chủ thư, rồi gửi lại."
        ),
        Mail.Fault.SIGN_IN: _(
            "Quản trị xem lại tên và mật khẩu trong THIDUA_SMTP, rồi gửi lại."
        ),
        Mail.Fault.SERVER: _(
            "Quản trị xem lại địa chỉ trong THIDUA_SMTP, rồi gửi lại."
        ),
        Mail.Fault.BUSY: _("Máy chủ thư đã hẹn nhiều lần; chờ rồi bấm “Gửi lại”."),
        Mail.Fault.UNSET: _(
            "Quản trị khai THIDUA_SMTP; nhắc việc vẫn hiện trong chương trình."
        ),
    }.get(Mail.Fault(one.fault), "")
