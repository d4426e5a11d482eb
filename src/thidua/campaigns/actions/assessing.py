"""Writing what is thought of a phase or a campaign, and signing it off."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.audit.trail import record
from thidua.campaigns.drafts import AssessmentWords
from thidua.campaigns.effect import Stretch, effect_of
from thidua.campaigns.effect.keeping import as_json, fingerprint, seal_of
from thidua.campaigns.events import AssessmentSigned
from thidua.campaigns.models import Assessment, AssessmentDraft, Campaign
from thidua.campaigns.policies import can_assess, can_sign_off
from thidua.campaigns.states import State
from thidua.kernel.clock import ZONE
from thidua.kernel.dates import show, show_moment
from thidua.kernel.errors import Changed, RuleBroken, WrongMoment
from thidua.kernel.events import announce
from thidua.organisations.actor import Actor, signature


@transaction.atomic
def save_assessment_draft(
    stretch: Stretch,
    words: AssessmentWords,
    *,
    version: int,
    actor: Actor,
    at: datetime,
) -> AssessmentDraft:
    """Keep what was written so far; `version` is the draft that was read, 0 for none.

    Raises `Changed` when somebody saved another one since.
    """
    campaign = Campaign.objects.locked(stretch.campaign)
    can_assess(actor, campaign).enforce()

    _refuse_a_draft_campaign(campaign)
    drafts = AssessmentDraft.objects.filter(campaign=campaign, phase=stretch.phase)
    draft = drafts.first() or AssessmentDraft(
        campaign=campaign, phase=stretch.phase, version=0
    )
    if draft.version != version:
        raise Changed(
            _("%(who)s vừa lưu một bản khác.") % {"who": draft.written_by},
            _("So hai bản, giữ những gì còn đúng rồi lưu lại."),
            theirs=_rows(draft.remarks, draft.lessons, draft.proposals),
            yours=dict(_rows(words.remarks, words.lessons, words.proposals)),
            version=draft.version,
        )
    draft.remarks, draft.lessons = words.remarks, words.lessons
    draft.proposals = words.proposals
    draft.written_by, draft.written_at = actor.name, at
    draft.version = version + 1
    draft.save()

    said = {"name": stretch.name}
    record("campaigns.assessment.drafted", campaign, actor=actor, at=at, **said)
    return draft


@transaction.atomic
def sign_off_assessment(
    stretch: Stretch,
    *,
    version: int,
    number: int,
    seen: str,
    actor: Actor,
    at: datetime,
) -> Assessment:
    """The head signs what was written about a stretch that is over; it is sealed.

    `version` is the draft that was read, `number` how many assessments were signed by
    then, `seen` the fingerprint of the figures that stood there: one signs what one
    saw. Raises `Changed` when one of them is another by now.
    """
    campaign = Campaign.objects.locked(stretch.campaign)
    can_sign_off(actor, campaign).enforce()

    _refuse_a_draft_campaign(campaign)
    _refuse_too_early(stretch, at)
    last = Assessment.objects.of(campaign, stretch.phase).first()
    _refuse_signed_meanwhile(last, number)
    draft = _as_read(campaign, stretch, version)
    figures = as_json(effect_of(stretch, at.astimezone(ZONE).date()))
    if fingerprint(figures) != seen:
        raise Changed(
            _("Số liệu vừa thay đổi sau khi anh/chị mở trang."),
            _("Tải lại trang, xem số mới rồi chốt."),
        )
    made = _sealed(stretch, draft, figures, last, actor=actor, at=at)
    draft.delete()

    said = {"name": made.name, "number": made.number, "seal": made.seal}
    record("campaigns.assessment.signed", campaign, actor=actor, at=at, **said)
    announce(AssessmentSigned(made.pk))
    return made


def _as_read(campaign: Campaign, stretch: Stretch, version: int) -> AssessmentDraft:
    drafts = AssessmentDraft.objects.filter(campaign=campaign, phase=stretch.phase)
    draft = drafts.first()
    if draft is None or not draft.remarks.strip():
        raise RuleBroken(
            _("Chưa ghi nhận xét."),
            _("Ghi nhận xét của người đứng đầu, dù ngắn, lưu lại rồi chốt."),
        )
    if draft.version != version:
        raise Changed(
            _("%(who)s vừa sửa bản soạn.") % {"who": draft.written_by},
            _("Đọc lại bản mới rồi chốt."),
            theirs=_rows(draft.remarks, draft.lessons, draft.proposals),
        )
    return draft


def _sealed(
    stretch: Stretch,
    draft: AssessmentDraft,
    figures: dict[str, Any],
    last: Assessment | None,
    *,
    actor: Actor,
    at: datetime,
) -> Assessment:
    made = Assessment(
        campaign=stretch.campaign,
        phase=stretch.phase,
        number=last.number + 1 if last else 1,
        name=stretch.name,
        since=stretch.since,
        until=stretch.until,
        remarks=draft.remarks.strip(),
        lessons=draft.lessons.strip(),
        proposals=draft.proposals.strip(),
        figures=figures,
        signed_by=actor.name,
        office=actor.office,
        actor_id=actor.user_id,
        signed_at=at,
    )
    made.seal = seal_of(made, last.seal if last else "")
    made.save()
    return made


def _refuse_a_draft_campaign(campaign: Campaign) -> None:
    if campaign.state == State.DRAFT:
        raise WrongMoment(
            _("Phong trào còn đang soạn."), _("Phát động rồi mới có gì để đánh giá.")
        )


def _refuse_too_early(stretch: Stretch, at: datetime) -> None:
    if not stretch.is_over(at.astimezone(ZONE).date()):
        raise WrongMoment(
            _("“%(name)s” chưa hết, đến %(day)s.")
            % {"name": stretch.name, "day": show(stretch.until)},
            _("Từ hôm sau ngày ấy mới chốt được; nay lưu bản soạn."),
        )


def _refuse_signed_meanwhile(last: Assessment | None, number: int) -> None:
    if last is not None and last.number != number:
        raise Changed(
            _("%(who)s vừa chốt đánh giá này, lúc %(when)s.")
            % {
                "who": signature(last.signed_by, last.office),
                "when": show_moment(last.signed_at.astimezone(ZONE)),
            },
            _("Xem bản vừa chốt; còn điều phải nói thêm thì chốt lần nữa."),
            theirs=_rows(last.remarks, last.lessons, last.proposals),
        )


def _rows(remarks: str, lessons: str, proposals: str) -> list[tuple[str, str]]:
    return [
        (_("Nhận xét"), remarks),
        (_("Bài học"), lessons),
        (_("Kiến nghị"), proposals),
    ]
