"""An inspection from its plan to its end: found, answered, mended, closed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.audit.trail import record
from thidua.campaigns.models import Campaign
from thidua.campaigns.rules import refuse_unless_running
from thidua.follow_up.drafts import FindingDraft, InspectionDraft
from thidua.follow_up.kinds import Kind
from thidua.follow_up.models import (
    Finding,
    FindingFile,
    FindingWord,
    Inspection,
    InspectionItem,
)
from thidua.follow_up.policies import can_answer, can_inspect, can_lead
from thidua.follow_up.states import (
    ACCEPT_ANSWER,
    ANNOUNCE,
    ANSWER,
    CLOSE_INSPECTION,
    MOVED,
    RETURN_ANSWER,
    FindingState,
    InspectionState,
)
from thidua.follow_up.telling import Tale, later, tell
from thidua.kernel import dates
from thidua.kernel.clock import day_of
from thidua.kernel.errors import Changed, RuleBroken, WrongMoment
from thidua.kernel.lengths import in_full
from thidua.kernel.models import StoredFile
from thidua.kernel.ui.addresses import address
from thidua.organisations.actor import Actor
from thidua.organisations.naming import unit_called


@transaction.atomic
def draft_inspection(
    campaign: Campaign, draft: InspectionDraft, *, actor: Actor, at: datetime
) -> Inspection:
    """Begin the plan of an inspection in the name of one's own unit."""
    day = day_of(at)
    can_inspect(actor, campaign, draft.inspected_id, day).enforce()

    refuse_unless_running(campaign)
    _refuse_unfit(draft)
    inspection = Inspection(campaign=campaign, inspector_id=actor.unit_id or 0)
    _write(inspection, draft)

    record("follow_up.inspection.drafted", inspection, actor=actor, at=at)
    return inspection


@transaction.atomic
def change_inspection(
    inspection: Inspection,
    draft: InspectionDraft,
    *,
    version: int,
    actor: Actor,
    at: datetime,
) -> Inspection:
    """Another plan; an announced one is told anew to the unit, and on other days only
    for a reason, which stands on its page with the days before."""
    inspection = Inspection.objects.locked(inspection)
    can_lead(actor, inspection).enforce()
    day = day_of(at)
    can_inspect(actor, inspection.campaign, draft.inspected_id, day).enforce()

    _refuse_closed(inspection)
    if inspection.version != version:
        raise Changed(
            _("Kế hoạch này vừa được người khác sửa."),
            _("Mở lại trang để xem kế hoạch mới."),
        )
    if inspection.state != InspectionState.DRAFT and (
        inspection.inspected_id != draft.inspected_id
    ):
        raise RuleBroken(
            _("Kế hoạch đã thông báo cho đơn vị, không đổi đơn vị nữa."),
            _("Lập kế hoạch khác cho đơn vị kia."),
            field="inspected",
        )
    _refuse_unfit(draft)
    moved = _moved(inspection, draft)
    inspection.version += 1
    _write(inspection, draft)
    if inspection.state == InspectionState.ANNOUNCED:
        _tell_plan(inspection, at, why=moved.get("reason", ""))

    if moved:
        record(MOVED, inspection, actor=actor, at=at, **moved)
    record("follow_up.inspection.changed", inspection, actor=actor, at=at)
    return inspection


@transaction.atomic
def announce_inspection(
    inspection: Inspection, *, actor: Actor, at: datetime
) -> Inspection:
    """Tell the unit when who comes to look at what."""
    inspection = Inspection.objects.locked(inspection)
    can_lead(actor, inspection).enforce()

    inspection.state = ANNOUNCE.take_from(inspection.state)
    if not inspection.items.exists():
        raise RuleBroken(
            _("Kế hoạch chưa ghi kiểm tra nội dung nào."),
            _("Chọn ít nhất một nội dung hoặc chỉ tiêu, rồi thông báo."),
        )
    inspection.announced_at = at
    inspection.save(update_fields=["state", "announced_at"])
    _tell_plan(inspection, at)

    record("follow_up.inspection.announced", inspection, actor=actor, at=at)
    return inspection


@transaction.atomic
def add_finding(
    inspection: Inspection, draft: FindingDraft, *, actor: Actor, at: datetime
) -> Finding:
    """Write down what was found; the unit sees it and its deadline at once."""
    inspection = Inspection.objects.locked(inspection)
    can_lead(actor, inspection).enforce()

    day = day_of(at)
    _refuse_unfit_finding(inspection, draft, day)
    finding = Finding.objects.create(
        inspection=inspection,
        number=inspection.findings.count() + 1,
        what=draft.what.strip(),
        severity=draft.severity,
        place=draft.place.strip(),
        mend_by=draft.mend_by,
        found_at=at,
    )
    _say(finding, finding.what, draft.files, actor=actor, at=at)
    tell([_finding_tale(finding, inspection.inspected_id, "found")], at=at)

    record("follow_up.finding.written", inspection, actor=actor, at=at, what=draft.what)
    return finding


@transaction.atomic
def answer_finding(
    finding: Finding,
    words: str,
    files: Sequence[StoredFile] = (),
    *,
    actor: Actor,
    at: datetime,
) -> Finding:
    """The unit says what it did, with proof."""
    finding = _locked(finding)
    can_answer(actor, finding.inspection).enforce()

    finding.state = ANSWER.take_from(finding.state)
    finding.save(update_fields=["state"])
    _say(finding, words, files, actor=actor, at=at)
    tell([_finding_tale(finding, finding.inspection.inspector_id, "answered")], at=at)

    record("follow_up.finding.answered", finding.inspection, actor=actor, at=at)
    return finding


@transaction.atomic
def accept_answer(
    finding: Finding, words: str = "", *, actor: Actor, at: datetime
) -> Finding:
    """Who inspected finds it mended."""
    finding = _locked(finding)
    can_lead(actor, finding.inspection).enforce()

    finding.state = ACCEPT_ANSWER.take_from(finding.state)
    finding.mended_at = at
    finding.save(update_fields=["state", "mended_at"])
    _say(finding, words.strip() or _("Đã khắc phục."), (), actor=actor, at=at)
    tell([_finding_tale(finding, finding.inspection.inspected_id, "mended")], at=at)

    record("follow_up.finding.mended", finding.inspection, actor=actor, at=at)
    return finding


@transaction.atomic
def return_answer(
    finding: Finding, reason: str, *, actor: Actor, at: datetime
) -> Finding:
    """Who inspected finds it not mended, and says why; the deadline stays."""
    finding = _locked(finding)
    can_lead(actor, finding.inspection).enforce()

    finding.state = RETURN_ANSWER.take_from(finding.state)
    finding.save(update_fields=["state"])
    _say(finding, reason, (), actor=actor, at=at)
    tell([_finding_tale(finding, finding.inspection.inspected_id, "returned")], at=at)

    record(
        "follow_up.finding.returned",
        finding.inspection,
        actor=actor,
        at=at,
        reason=reason,
    )
    return finding


@transaction.atomic
def close_inspection(
    inspection: Inspection, conclusion: str, *, actor: Actor, at: datetime
) -> Inspection:
    """Everything is mended: the inspection is over, with its conclusion."""
    inspection = Inspection.objects.locked(inspection)
    can_lead(actor, inspection).enforce()

    inspection.state = CLOSE_INSPECTION.take_from(inspection.state)
    left = inspection.findings.exclude(state=FindingState.MENDED).count()
    if left:
        said = ngettext(
            "Còn %(n)s điều chưa khắc phục xong.",
            "Còn %(n)s điều chưa khắc phục xong.",
            left,
        ) % {"n": left}
        remedy = _("Xem trả lời của đơn vị, công nhận từng điều, rồi kết thúc.")
        raise RuleBroken(said, remedy)
    if not conclusion.strip():
        remedy = _("Ghi kết luận của đoàn kiểm tra.")
        raise RuleBroken(_("Chưa ghi kết luận."), remedy, field="conclusion")
    inspection.closed_at, inspection.conclusion = at, conclusion.strip()
    inspection.save(update_fields=["state", "closed_at", "conclusion"])

    record("follow_up.inspection.closed", inspection, actor=actor, at=at)
    return inspection


def _moved(inspection: Inspection, draft: InspectionDraft) -> dict[str, str]:
    """How an announced inspection is put to other days, for the trail; empty when it
    is not."""
    before = dates.span(inspection.starts_on, inspection.ends_on)
    after = dates.span(draft.starts_on, draft.ends_on)
    if inspection.state != InspectionState.ANNOUNCED or before == after:
        return {}
    reason = " ".join(draft.reason.split())
    if not reason:
        raise RuleBroken(
            _("Chưa ghi vì sao đổi ngày kiểm tra."),
            _("Ghi một câu; đơn vị được báo ngày mới kèm lý do."),
            field="reason",
        )
    return {"before": before, "after": after, "reason": reason}


def _write(inspection: Inspection, draft: InspectionDraft) -> None:
    inspection.inspected_id = draft.inspected_id
    for name in ("starts_on", "ends_on", "leader", "members", "purpose"):
        setattr(inspection, name, getattr(draft, name))
    inspection.save()
    inspection.items.all().delete()
    InspectionItem.objects.bulk_create(
        InspectionItem(
            inspection=inspection,
            name=in_full(item.name, 300, "items"),
            node_key=item.node_key,
            target_id=item.target_id,
        )
        for item in draft.items
    )


def _refuse_unfit(draft: InspectionDraft) -> None:
    if draft.ends_on < draft.starts_on:
        raise RuleBroken(
            _("Ngày kết thúc trước ngày bắt đầu."),
            _("Sửa một trong hai ngày."),
            field="ends_on",
        )


def _refuse_closed(inspection: Inspection) -> None:
    if inspection.state == InspectionState.CLOSED:
        raise WrongMoment(
            _("Cuộc kiểm tra đã kết thúc."), _("Lập cuộc kiểm tra khác nếu cần.")
        )


def _refuse_unfit_finding(
    inspection: Inspection, draft: FindingDraft, day: date
) -> None:
    if inspection.state != InspectionState.ANNOUNCED:
        raise WrongMoment(
            _("Cuộc kiểm tra này không ở lúc ghi điều phát hiện."),
            _("Thông báo kế hoạch trước; kết thúc rồi thì không ghi thêm."),
        )
    if day < inspection.starts_on:
        raise WrongMoment(
            _("Chưa đến ngày kiểm tra (%(day)s).")
            % {"day": dates.show(inspection.starts_on)},
            _("Đến sớm hơn thì sửa kế hoạch trước."),
        )
    if draft.mend_by < day:
        raise RuleBroken(
            _("Hạn khắc phục đã qua."),
            _("Chọn một ngày từ hôm nay trở đi."),
            field="mend_by",
        )


def _locked(finding: Finding) -> Finding:
    """Fresh, held until commit, with its inspection."""
    rows = Finding.objects.select_for_update(of=("self",))
    return rows.select_related("inspection").get(pk=finding.pk)


def _say(
    finding: Finding,
    words: str,
    files: Sequence[StoredFile],
    *,
    actor: Actor,
    at: datetime,
) -> None:
    if not words.strip():
        raise RuleBroken(
            _("Chưa ghi lời nào."), _("Ghi đã làm gì, hoặc vì sao."), field="words"
        )
    word = FindingWord.objects.create(
        finding=finding,
        move=finding.state,
        words=words.strip(),
        said_by=actor.name,
        office=actor.office,
        actor_id=actor.user_id,
        at=at,
    )
    FindingFile.objects.bulk_create(FindingFile(word=word, file=file) for file in files)


def _tell_plan(inspection: Inspection, at: datetime, *, why: str = "") -> None:
    name = unit_called(inspection.inspector_id, day_of(at))
    tell(
        [
            Tale(
                key=f"inspection:{inspection.pk}:{inspection.version}",
                unit_id=inspection.inspected_id,
                kind=Kind.INSPECTION,
                title=later(_title_of_plan, inspection, name),
                body=later(_body_of_plan, inspection, why),
                path=address("follow_up:inspection", inspection.pk),
                origin_id=inspection.inspector_id,
            )
        ],
        at=at,
    )


def _title_of_plan(inspection: Inspection, name: str) -> str:
    return _("%(who)s kiểm tra đơn vị, %(days)s") % {
        "who": name,
        "days": dates.span(inspection.starts_on, inspection.ends_on),
    }


def _body_of_plan(inspection: Inspection, why: str) -> str:
    moved = _("Đổi ngày vì: %(why)s") % {"why": why} if why else ""
    return "\n".join(filter(None, [moved, inspection.purpose]))


def _finding_tale(finding: Finding, unit_id: int, move: str) -> Tale:
    return Tale(
        key=f"finding:{finding.pk}:{move}:{finding.words.count()}",
        unit_id=unit_id,
        kind=Kind.INSPECTION,
        title=later(_title_of_finding, finding, move),
        path=address("follow_up:inspection", finding.inspection_id),
        origin_id=finding.inspection.inspector_id,
    )


def _title_of_finding(finding: Finding, move: str) -> str:
    titles = {
        "found": _("Phải khắc phục chậm nhất ngày %(day)s: %(what)s"),
        "answered": _("Đơn vị đã trả lời, chờ xem: %(what)s"),
        "returned": _("Trả lời chưa được công nhận: %(what)s"),
        "mended": _("Đã được công nhận là khắc phục xong: %(what)s"),
    }
    what = Truncator(finding.what).chars(160)
    return titles[move] % {"what": what, "day": dates.show(finding.mend_by)}
