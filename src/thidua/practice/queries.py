"""How far somebody is: the steps, ticked by what really happened."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection, transaction
from django.urls import get_script_prefix, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from thidua.audit.trail import last_of
from thidua.kernel import clock, dates
from thidua.kernel.database import apart
from thidua.kernel.policy import Verdict
from thidua.organisations.actor import Actor
from thidua.organisations.models import Mandate
from thidua.practice.models import Practice
from thidua.practice.policies import can_practise

PLACE = "tap-lam/"
"""Beneath this address the whole program works on what is made up."""
ABOVE, BELOW = "province", "commune"


@dataclass(frozen=True, slots=True)
class _Step:
    """One step: in which chair, at which page, and which deeds end it.

    `since` is a deed before which it does not count: a report is mended after it was
    sent back.
    """

    chair: str
    what: object
    how: object
    at: str
    place: Sequence[str]
    done_by: Sequence[str]
    since: str = ""


_SENT, _BACK = "indicators.report.submitted", "indicators.report.returned"
_REPORT = ("form", "period", "unit")
_STEPS = (
    _Step(
        ABOVE,
        gettext_lazy("Chia chỉ tiêu cho hai xã"),
        gettext_lazy(
            "30 km đường: gõ số cho từng xã hoặc bấm “Chia đều”, rồi giao. Câu phía"
            " trên bảng nói khi nào thì cân."
        ),
        "campaigns:give",
        ("campaign", "target"),
        ("campaigns.targets.proposed",),
    ),
    _Step(
        BELOW,
        gettext_lazy("Đề nghị số khác, nói lý do"),
        gettext_lazy(
            "Vào vai xã: chỉ tiêu vừa giao đang chờ trả lời. Thử đề nghị số thấp hơn"
            " thay vì nhận."
        ),
        "campaigns:my-targets",
        ("campaign",),
        ("campaigns.target.countered",),
        "campaigns.targets.proposed",
    ),
    _Step(
        ABOVE,
        gettext_lazy("Trả lời đề nghị của xã"),
        gettext_lazy("Đồng ý, giao lại số khác, hoặc giữ nguyên kèm lý do."),
        "campaigns:target",
        ("campaign", "given"),
        (
            "campaigns.target.agreed",
            "campaigns.target.revised",
            "campaigns.target.insisted",
        ),
        "campaigns.target.countered",
    ),
    _Step(
        BELOW,
        gettext_lazy("Nhập số liệu tháng rồi gửi"),
        gettext_lazy("Gõ số vào từng ô, ô tự lưu khi rời đi; đủ rồi thì bấm Gửi."),
        "indicators:report",
        _REPORT,
        (_SENT,),
    ),
    _Step(
        ABOVE,
        gettext_lazy("Trả lại một dòng, nói lý do"),
        gettext_lazy("Chọn dòng cần xem lại; các dòng khác được nhận và khóa."),
        "indicators:report-review",
        _REPORT,
        (_BACK,),
        _SENT,
    ),
    _Step(
        BELOW,
        gettext_lazy("Sửa dòng bị trả lại rồi gửi lại"),
        gettext_lazy("Chỉ dòng ấy mở ra; sửa số hoặc giải trình rồi gửi."),
        "indicators:report",
        _REPORT,
        (_SENT,),
        _BACK,
    ),
    _Step(
        ABOVE,
        gettext_lazy("Nhận báo cáo"),
        gettext_lazy("Số đã nhận là số chính thức; số của tỉnh tăng lên ngay."),
        "indicators:report-review",
        _REPORT,
        ("indicators.report.accepted",),
        _SENT,
    ),
)

# What the learner did, oldest first; who sits where; where things are.
_DONE = """
select array(
    select verb::text from audit_entry where mandate_id is not null order by id
),
(select jsonb_object_agg(unit.kind, mandate.id)
    from organisations_mandate mandate
    join organisations_unit unit on unit.id = mandate.unit_id),
(select id from campaigns_campaign order by id limit 1),
(select id from campaigns_target where parent_id is null order by id limit 1),
(select given.id from campaigns_target given
    join organisations_mandate mandate on mandate.unit_id = given.unit_id
    where given.parent_id = (
        select id from campaigns_target where parent_id is null order by id limit 1)),
(select jsonb_build_object(
        'form', form.id, 'period', span.period_id, 'unit', mandate.unit_id)
    from indicators_form form
    join indicators_formperiod span on span.form_id = form.id
    join indicators_period period on period.id = span.period_id
    join organisations_mandate mandate on true
    join organisations_unit unit on unit.id = mandate.unit_id and unit.kind = %(below)s
    where period.ends_on < %(opened)s
    order by period.ends_on desc limit 1)
"""


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the list; `to` opens its page in its chair (`mandate`)."""

    number: int
    what: str
    how: str
    chair: str
    to: str
    mandate: str
    is_done: bool
    is_next: bool


@dataclass(frozen=True, slots=True)
class Band:
    """What stands above every page of the practice."""

    says: str
    step: Step | None
    href: str


@dataclass(frozen=True, slots=True)
class PracticePage:
    """The page from which one goes in, starts again, or throws it away."""

    is_open: bool
    steps: Sequence[Step]
    says: str
    opened: str
    may_open: Verdict


def outside() -> str:
    """Where the addresses of the real program begin, from wherever it is asked."""
    return get_script_prefix().removesuffix(PLACE)


def root() -> str:
    """Where the addresses of the practice begin, from wherever it is asked."""
    return f"{outside()}{PLACE}"


def practice_of(user_id: int) -> Practice | None:
    """Somebody's practice whose tables stand."""
    practice = Practice.objects.filter(user=user_id).first()
    return practice if practice and apart.is_open(practice.pk) else None


def practice_page(actor: Actor) -> PracticePage:
    """How far the reader is; looked up in their own set of tables."""
    practice = practice_of(actor.user_id) if actor.user_id else None
    steps: Sequence[Step] = []
    if practice:
        with apart.within(practice.pk):
            steps = steps_of(practice)
    return PracticePage(
        is_open=practice is not None,
        steps=steps or _described(),
        says=_says(steps),
        opened=dates.show(clock.day_of(practice.opened_at)) if practice else "",
        may_open=can_practise(actor),
    )


def band_of(practice: Practice) -> Band:
    """The next step, asked within the practice.

    On the page of what the database refused, nothing can be asked any more: no step.
    """
    steps = [] if transaction.get_rollback() else steps_of(practice)
    following = next((step for step in steps if step.is_next), None)
    start = reverse("practice:practice").removeprefix(get_script_prefix())
    return Band(says=_says(steps), step=following, href=f"{outside()}{start}")


def steps_of(practice: Practice) -> list[Step]:
    """The steps, within the practice: what was done is read from its trail."""
    with connection.cursor() as cursor:
        cursor.execute(
            _DONE, {"opened": clock.day_of(practice.opened_at), "below": BELOW}
        )
        done, seated, campaign, target, given, report = cursor.fetchone()
    chairs = json.loads(seated)
    places = {"campaign": campaign, "target": target, "given": given or target}
    places |= json.loads(report)
    ticks = [_is_done(step, done) for step in _STEPS]
    following = ticks.index(False) if False in ticks else -1
    return [
        Step(
            number=place + 1,
            what=str(step.what),
            how=str(step.how),
            chair=_chair(step),
            to=_inside(step.at, [places[name] for name in step.place]),
            mandate=str(chairs[step.chair]),
            is_done=ticks[place],
            is_next=place == following,
        )
        for place, step in enumerate(_STEPS)
    ]


def is_done(practice: Practice) -> bool:
    """Were all steps taken? Asked within the practice."""
    if transaction.get_rollback():
        return False
    return all(step.is_done for step in steps_of(practice))


def opener(practice: Practice) -> Actor | None:
    """Whoever opened it, in the role in which they did; None when nobody knows."""
    entry = last_of(practice, "practice.practice.opened")
    if entry is None or entry.mandate_id is None:
        return None
    mandate = Mandate.objects.get(pk=entry.mandate_id)
    return Actor(practice.user, mandate, entry.actor_name, entry.office)


def _described() -> list[Step]:
    """The same list before anything is opened: nothing to press yet."""
    return [
        Step(n, str(one.what), str(one.how), _chair(one), "", "", False, False)
        for n, one in enumerate(_STEPS, 1)
    ]


def _is_done(step: _Step, done: Sequence[str]) -> bool:
    """Was one of its deeds done, after what must come before?"""
    begins = done.index(step.since) + 1 if step.since in done else 0
    if step.since and not begins:
        return False
    return not set(step.done_by).isdisjoint(done[begins:])


def _inside(name: str, args: Sequence[int]) -> str:
    """The address of a page within the practice, from wherever it is asked."""
    return root() + reverse(name, args=args).removeprefix(get_script_prefix())


def _chair(step: _Step) -> str:
    if step.chair == ABOVE:
        return pgettext("tập làm", "vai cấp trên")
    return pgettext("tập làm", "vai xã")


def _says(steps: Sequence[Step]) -> str:
    following = next((step for step in steps if step.is_next), None)
    if following:
        words = {"n": following.number, "all": len(steps), "what": following.what}
        return _("Bước %(n)s/%(all)s: %(what)s") % words
    if steps:
        return _("Đã làm đủ %(all)s bước; cứ thử tiếp.") % {"all": len(steps)}
    return ""
