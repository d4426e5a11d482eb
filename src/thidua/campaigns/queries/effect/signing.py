"""Where an assessment is written and signed off: the figures first, then the words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from thidua.campaigns.effect import Stretch, effect_of
from thidua.campaigns.effect.keeping import as_json, fingerprint
from thidua.campaigns.effect.telling import headline
from thidua.campaigns.models import Assessment, AssessmentDraft
from thidua.campaigns.policies import can_assess, can_sign_off
from thidua.campaigns.queries.effect.page import address
from thidua.campaigns.queries.effect.sentences import Sentence, sentences
from thidua.campaigns.queries.frame import Frame, frame
from thidua.kernel.clock import ZONE
from thidua.kernel.dates import show, show_moment
from thidua.kernel.policy import Verdict, only_if
from thidua.organisations.actor import Actor


@dataclass(frozen=True, slots=True)
class SigningPage:
    """Everything `effect_sign.html` shows beside its form."""

    frame: Frame
    name: str
    finding: str
    sentences: Sequence[Sentence]
    back: str
    here: str
    sign_to: str
    number: int
    seen: str
    version: int
    saved: str
    remarks: str
    lessons: str
    proposals: str
    may_sign: Verdict
    has_words: bool


def signing_page(stretch: Stretch, actor: Actor, today: date) -> SigningPage:
    """For whoever runs the campaign; only the head of one of its bodies signs."""
    campaign = stretch.campaign
    can_assess(actor, campaign).enforce()
    effect = effect_of(stretch, today)
    draft = AssessmentDraft.objects.filter(
        campaign=campaign, phase=stretch.phase
    ).first()
    signed = Assessment.objects.of(campaign, stretch.phase)
    last = signed.values_list("number", flat=True).first()
    return SigningPage(
        frame=frame(campaign, actor, today, "effect"),
        name=stretch.name,
        finding=headline(effect),
        sentences=sentences(effect),
        back=address(stretch),
        here=address(stretch, "effect-sign"),
        sign_to=address(stretch, "effect-sign-off"),
        number=last or 0,
        seen=fingerprint(as_json(effect)),
        version=draft.version if draft else 0,
        saved=_saved(draft),
        remarks=draft.remarks if draft else "",
        lessons=draft.lessons if draft else "",
        proposals=draft.proposals if draft else "",
        may_sign=can_sign_off(actor, campaign)
        & only_if(
            stretch.is_over(today),
            otherwise=_("“%(name)s” chưa hết.") % {"name": stretch.name},
            remedy=_("Sau ngày %(day)s mới chốt được; nay lưu bản soạn.")
            % {"day": show(stretch.until)},
        ),
        has_words=draft is not None and bool(draft.remarks.strip()),
    )


def _saved(draft: AssessmentDraft | None) -> str:
    if draft is None:
        return ""
    return _("%(who)s lưu lúc %(when)s") % {
        "who": draft.written_by,
        "when": show_moment(draft.written_at.astimezone(ZONE)),
    }
