"""The first week in an office: steps by role, done by doing them, none ticked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from thidua.organisations.actor import Actor
from thidua.organisations.models import Mandate

OFFICER, HEAD = Mandate.Role.OFFICER, Mandate.Role.HEAD
READER, ADMINISTRATOR = Mandate.Role.READER, Mandate.Role.ADMINISTRATOR
EVERYBODY = (OFFICER, HEAD, READER, ADMINISTRATOR)
WRITERS = (OFFICER, HEAD)


@dataclass(frozen=True, slots=True)
class _Step:
    """One step: for which roles, what proves it done, and of whom it is asked at all.

    A step `in_campaign` is done at a page of the campaign that began last; the others
    at a page without a number. `done_by` are verbs of the trail under this mandate;
    `asks` names a fact of the unit (`takes_part`, `reports`, `receives`, `is_bound` to
    a pact) without which there is nothing to do.
    """

    roles: Sequence[str]
    what: object
    why: object
    done_by: Sequence[str]
    at: str
    asks: str = ""
    in_campaign: str = ""


_STEPS = (
    _Step(
        EVERYBODY,
        gettext_lazy("Đổi mật khẩu được cấp"),
        gettext_lazy("Mật khẩu người khác biết thì không phải chữ ký của mình."),
        ("organisations.password.changed",),
        "organisations:change-password",
    ),
    _Step(
        EVERYBODY,
        gettext_lazy("Tập làm, đi hết bảy bước"),
        gettext_lazy("Màn hình thật trên số liệu đặt ra: sai cũng không sao."),
        ("practice.practice.finished",),
        "practice:practice",
    ),
    _Step(
        WRITERS,
        gettext_lazy("Mở phong trào, báo đã tiếp nhận"),
        gettext_lazy("Cấp trên biết đơn vị đã đọc và bắt đầu làm."),
        ("campaigns.campaign.acknowledged",),
        "campaigns:list",
        "takes_part",
        "campaigns:campaign",
    ),
    _Step(
        WRITERS,
        gettext_lazy("Trả lời chỉ tiêu được giao"),
        gettext_lazy("Nhận, hoặc đề nghị số khác kèm lý do."),
        ("campaigns.target.accepted", "campaigns.target.countered"),
        "campaigns:list",
        "takes_part",
        "campaigns:my-targets",
    ),
    _Step(
        WRITERS,
        gettext_lazy("Viết kế hoạch cụ thể hóa"),
        gettext_lazy("Việc của đơn vị, người phụ trách, ngày xong."),
        ("campaigns.plan.saved", "campaigns.plan.adopted"),
        "campaigns:list",
        "takes_part",
        "campaigns:plan",
    ),
    _Step(
        WRITERS,
        gettext_lazy("Nộp báo cáo đầu tiên"),
        gettext_lazy("Gõ số, ghi lý do ô không có số, rồi bấm Gửi."),
        ("indicators.report.submitted",),
        "indicators:reports",
        "reports",
    ),
    _Step(
        WRITERS,
        gettext_lazy("Nhận báo cáo của cấp dưới"),
        gettext_lazy("Nhận cả loạt; chỉ trả lại dòng sai, kèm lý do."),
        ("indicators.report.accepted", "indicators.report.returned"),
        "indicators:reports-awaiting",
        "receives",
    ),
    _Step(
        WRITERS,
        gettext_lazy("Ghi, duyệt đăng ký thi đua của đơn vị"),
        gettext_lazy("Dán danh sách, hoặc phát mã để người dân tự đăng ký."),
        (
            "pledges.code.handed_out",
            "pledges.registration.approved",
            "pledges.registration.listed",
            "pledges.registration.returned",
            "pledges.registration.submitted",
        ),
        "campaigns:list",
        "takes_part",
        "pledges:campaign",
    ),
    _Step(
        (OFFICER,),
        gettext_lazy("Lập hoặc trả lời một giao ước thi đua"),
        gettext_lazy("Đồng ý, hoặc đề nghị sửa và nói vì sao; các bên cùng đọc."),
        (
            "pacts.edition.agreed",
            "pacts.edition.asked",
            "pacts.edition.circulated",
        ),
        "pacts:mine",
        "takes_part",
        "pacts:campaign",
    ),
    _Step(
        (HEAD,),
        gettext_lazy("Đọc và ký giao ước của đơn vị"),
        gettext_lazy("Ký trên đúng văn bản đã chốt, có xác nhận lại danh tính."),
        ("pacts.pact.signed",),
        "pacts:mine",
        "is_bound",
    ),
    _Step(
        (HEAD,),
        gettext_lazy("Ghi ủy quyền cho lúc vắng mặt"),
        gettext_lazy("Bằng văn bản, có thời hạn, có nội dung."),
        ("organisations.delegation.given",),
        "desk:delegations",
    ),
    _Step(
        (READER,),
        gettext_lazy("Lưu một bộ lọc của trang theo dõi"),
        gettext_lazy("Lần sau mở đúng nơi mình quan tâm bằng một lần bấm."),
        ("organisations.filter.saved",),
        "desk:reports",
    ),
    _Step(
        (ADMINISTRATOR,),
        gettext_lazy("Ghi một người vào sổ và phân công"),
        gettext_lazy("Có phân công mới làm được việc của đơn vị."),
        ("organisations.mandate.given",),
        "organisations:people",
    ),
    _Step(
        (ADMINISTRATOR,),
        gettext_lazy("Cấp một tài khoản"),
        gettext_lazy("Mật khẩu dùng một lần, trao tận tay."),
        ("organisations.sign_in.made",),
        "organisations:people",
    ),
)

# The deeds of a mandate, and what there is to do in its unit at all.
_DONE = """
select array(select distinct verb::text from audit_entry
        where mandate_id = %(mandate)s and verb = any(%(verbs)s)),
    (select campaign.id from campaigns_audiencemember member
        join campaigns_audience audience on audience.id = member.audience_id
        join campaigns_campaign campaign on campaign.id = audience.campaign_id
        where member.unit_id = %(unit)s and member.left_on is null
        order by campaign.state = 'launched' desc, campaign.starts_on desc, campaign.id
        limit 1),
    exists (select from indicators_reportduty where unit_id = %(unit)s),
    exists (select from indicators_reportduty where receiver_id = %(unit)s),
    exists (select from pacts_pactparty where unit_id = %(unit)s)
"""


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the list."""

    what: str
    why: str
    href: str
    is_done: bool


@dataclass(frozen=True, slots=True)
class FirstWeek:
    """The steps of a role, and how far somebody is."""

    steps: Sequence[Step]
    says: str
    is_over: bool


def first_week(actor: Actor) -> FirstWeek | None:
    """The list of whoever acts; None under a delegation, which is no first week."""
    if actor.mandate is None or actor.under is not None:
        return None
    mine = [step for step in _STEPS if actor.role in step.roles]
    done, facts = _known(actor, mine)
    steps = [
        Step(
            what=str(step.what),
            why=str(step.why),
            href=_where(step, facts["takes_part"]),
            is_done=not done.isdisjoint(step.done_by),
        )
        for step in mine
        if not step.asks or facts[step.asks]
    ]
    count = sum(step.is_done for step in steps)
    words = ngettext(
        "Đã làm %(done)s trong %(all)s bước.",
        "Đã làm %(done)s trong %(all)s bước.",
        len(steps),
    )
    return FirstWeek(
        steps=steps,
        says=words % {"done": count, "all": len(steps)},
        is_over=count == len(steps),
    )


def guides_for(role: str) -> list[dict[str, str]]:
    """What a handover tells the next one to read: the steps and where they are done."""
    return [
        {
            "what": _("%(what)s. %(why)s") % {"what": step.what, "why": step.why},
            "href": reverse(step.at),
        }
        for step in _STEPS
        if role in step.roles
    ]


def _where(step: _Step, campaign: int) -> str:
    """The page of a step."""
    if step.in_campaign and campaign:
        return reverse(step.in_campaign, args=[campaign])
    return reverse(step.at)


def _known(actor: Actor, steps: Sequence[_Step]) -> tuple[set[str], dict[str, int]]:
    """The deeds done; the campaign, whether one reports, receives, is bound."""
    asked = {
        "mandate": actor.mandate_id,
        "unit": actor.unit_id,
        "verbs": [verb for step in steps for verb in step.done_by],
    }
    with connection.cursor() as cursor:
        cursor.execute(_DONE, asked)
        done, takes_part, reports, receives, is_bound = cursor.fetchone()
    return set(done), {
        "takes_part": takes_part or 0,
        "reports": reports,
        "receives": receives,
        "is_bound": is_bound,
    }
