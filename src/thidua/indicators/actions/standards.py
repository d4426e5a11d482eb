"""Lay down a standard, mark its criteria, accept the marks or send them back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.translation import gettext as _

from thidua.audit.trail import record
from thidua.indicators.actions.definitions import (
    Meaning,
    define_indicator,
    revise_indicator,
)
from thidua.indicators.models import (
    Criterion,
    CriterionMark,
    Indicator,
    IndicatorVersion,
    Standard,
)
from thidua.indicators.policies import can_decide_marks, can_define, can_mark
from thidua.indicators.states import ACCEPT, RETURN, State
from thidua.kernel.errors import RuleBroken, WrongMoment
from thidua.kernel.files import keep
from thidua.kernel.lengths import in_full
from thidua.organisations.actor import Actor
from thidua.organisations.models import Tree, Unit

MOST_CRITERIA = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Checklist:
    """Who is asked, what is counted, and the criteria in their order.

    `needed` criteria make a unit meet the standard; None asks for all.
    """

    criteria: Sequence[str]
    kinds: Sequence[str]
    counts: str = Standard.Counts.UNITS
    needed: int | None = None


@transaction.atomic
def define_standard(
    owner: Unit,
    code: str,
    meaning: Meaning,
    checklist: Checklist,
    *,
    since: date,
    actor: Actor,
    at: datetime,
) -> IndicatorVersion:
    """A unit lays down a standard; its figure comes from the marks, nobody types it."""
    can_define(actor, owner).enforce()

    _refuse_unfit(checklist)
    version = define_indicator(owner, code, meaning, since=since, actor=actor, at=at)
    _lay_down(version, checklist, since)

    record("indicators.standard.defined", version.indicator, actor=actor, at=at)
    return version


@transaction.atomic
def revise_standard(
    indicator: Indicator,
    meaning: Meaning,
    checklist: Checklist,
    *,
    since: date,
    actor: Actor,
    at: datetime,
) -> IndicatorVersion:
    """From a day on the standard asks otherwise; same words, same criterion."""
    can_define(actor, indicator.owner_id).enforce()

    _refuse_unfit(checklist)
    version = revise_indicator(indicator, meaning, since=since, actor=actor, at=at)
    _lay_down(version, checklist, since)

    record("indicators.standard.revised", indicator, actor=actor, at=at, since=since)
    return version


@transaction.atomic
def mark_criterion(
    criterion: Criterion,
    unit: Unit,
    *,
    is_met: bool,
    on: date,
    note: str = "",
    upload: UploadedFile[bytes] | None = None,
    actor: Actor,
    at: datetime,
) -> CriterionMark:
    """A unit says that from a day on it meets a criterion, or no longer."""
    can_mark(actor, unit).enforce()

    _refuse_unfit_mark(criterion, unit, on, at, note, upload)
    waiting = CriterionMark.objects.filter(
        criterion=criterion, unit=unit, state=State.SUBMITTED
    )
    if waiting.exists():
        raise WrongMoment(
            _("Tiêu chí này đã gửi, đang chờ cấp trên nhận."),
            _("Cần sửa thì đề nghị cấp trên trả lại."),
        )
    mark = CriterionMark.objects.create(
        criterion=criterion,
        unit=unit,
        is_met=is_met,
        on=on,
        note=note,
        file=keep(upload, by=actor.name, at=at) if upload else None,
        marked_at=at,
        marked_by=actor.name,
    )

    record("indicators.criterion.marked", mark, actor=actor, at=at, is_met=is_met)
    return mark


@transaction.atomic
def accept_marks(
    marks: Sequence[CriterionMark], *, actor: Actor, at: datetime
) -> list[CriterionMark]:
    """The unit above accepts marks; from now on they are official."""
    held = _locked(marks)
    for mark in held:
        can_decide_marks(actor, mark).enforce()

    for mark in held:
        mark.state = ACCEPT.take_from(State(mark.state))
        mark.decided_at, mark.decided_by = at, actor.name
        mark.save(update_fields=["state", "decided_at", "decided_by"])

    for mark in held:
        record("indicators.criterion.accepted", mark, actor=actor, at=at)
    return held


@transaction.atomic
def return_mark(
    mark: CriterionMark, *, reason: str, actor: Actor, at: datetime
) -> CriterionMark:
    """The unit above sends a mark back with a reason; what held before holds again."""
    (mark,) = _locked([mark])
    can_decide_marks(actor, mark).enforce()

    if not reason.strip():
        raise RuleBroken(
            _("Chưa ghi lý do trả lại."), _("Ghi điều đơn vị phải bổ sung.")
        )
    mark.state = RETURN.take_from(State(mark.state))
    mark.decided_at, mark.decided_by = at, actor.name
    mark.return_reason = in_full(reason.strip(), 500, "reason")
    mark.save(update_fields=["state", "decided_at", "decided_by", "return_reason"])

    record("indicators.criterion.returned", mark, actor=actor, at=at, reason=reason)
    return mark


def _locked(marks: Sequence[CriterionMark]) -> list[CriterionMark]:
    numbers = [mark.pk for mark in marks]
    held = CriterionMark.objects.select_for_update(of=("self",)).filter(pk__in=numbers)
    return list(held.select_related("criterion__indicator").order_by("pk"))


def _lay_down(version: IndicatorVersion, checklist: Checklist, since: date) -> None:
    """Write the rule and the criteria; those that stay keep their marks."""
    Standard.objects.create(
        version=version,
        counts=checklist.counts,
        needed=checklist.needed,
        kinds=list(checklist.kinds),
        tree=Tree.objects.get(key=Tree.STATE),
    )
    standing = {
        one.name: one
        for one in Criterion.objects.filter(
            indicator=version.indicator_id, during__contains=since
        )
    }
    kept = {
        name
        for number, name in enumerate(checklist.criteria, start=1)
        if name in standing and standing[name].number == number
    }
    for name, one in standing.items():
        if name not in kept:
            _end(one, since)
    for number, name in enumerate(checklist.criteria, start=1):
        if name not in kept:
            fresh = Criterion.objects.create(
                indicator_id=version.indicator_id,
                number=number,
                name=name,
                during=DateRange(since, None),
            )
            if name in standing:
                _carry_marks(standing[name], fresh)


def _carry_marks(old: Criterion, fresh: Criterion) -> None:
    """A criterion that only changed its place keeps what was marked."""
    carried = [
        CriterionMark(
            criterion=fresh,
            **{
                name: getattr(mark, name)
                for name in (
                    "unit_id",
                    "is_met",
                    "on",
                    "note",
                    "file_id",
                    "state",
                    "marked_at",
                    "marked_by",
                    "decided_at",
                    "decided_by",
                    "return_reason",
                )
            },
        )
        for mark in old.marks.order_by("pk")
    ]
    CriterionMark.objects.bulk_create(carried)


def _end(criterion: Criterion, since: date) -> None:
    if criterion.during.lower == since:
        raise RuleBroken(
            _("Bộ tiêu chí mới phải áp dụng sau bộ đang dùng."),
            _("Chọn ngày áp dụng muộn hơn."),
        )
    criterion.during = DateRange(criterion.during.lower, since)
    criterion.save(update_fields=["during"])


def _refuse_unfit(checklist: Checklist) -> None:
    names = list(checklist.criteria)
    if not names or not all(names):
        raise RuleBroken(_("Bộ tiêu chí còn trống."), _("Ghi mỗi dòng một tiêu chí."))
    if len(set(names)) < len(names):
        raise RuleBroken(_("Có hai tiêu chí giống hệt nhau."), _("Bỏ bớt một dòng."))
    if len(names) > MOST_CRITERIA or any(len(name) > 300 for name in names):
        raise RuleBroken(
            _("Bộ tiêu chí quá dài."),
            _("Nhiều nhất 100 tiêu chí, mỗi tiêu chí 300 chữ."),
        )
    if checklist.needed is not None and not 1 <= checklist.needed <= len(names):
        raise RuleBroken(
            _("Số tiêu chí phải đạt nhiều hơn số tiêu chí của bộ."),
            _("Ghi từ 1 đến %(n)s, hoặc để trống nếu phải đạt tất cả.")
            % {"n": len(names)},
        )
    if not checklist.kinds:
        raise RuleBroken(
            _("Chưa chọn loại đơn vị phải chấm."), _("Chọn ít nhất một loại.")
        )


def _refuse_unfit_mark(
    criterion: Criterion,
    unit: Unit,
    on: date,
    at: datetime,
    note: str,
    upload: UploadedFile[bytes] | None,
) -> None:
    asked = Standard.objects.filter(
        version__indicator=criterion.indicator_id,
        version__during__contains=on,
        kinds__contains=[unit.kind],
    )
    if not asked.exists() or on not in criterion.during:
        raise RuleBroken(
            _("Ngày ấy đơn vị không phải chấm tiêu chí này."),
            _("Chọn ngày trong thời gian áp dụng của tiêu chí."),
        )
    if on > at.date():
        raise RuleBroken(_("Ngày đạt còn ở phía trước."), _("Chấm khi đã đạt."))
    if not note.strip() and upload is None:
        raise RuleBroken(
            _("Chưa có căn cứ."),
            _("Ghi số quyết định, biên bản, hoặc đính kèm tệp minh chứng."),
        )
