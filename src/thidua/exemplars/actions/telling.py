"""What is told of an exemplar, and what the person allows to be shown."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.audit.trail import record
from thidua.exemplars.consenting import consented
from thidua.exemplars.drafts import ConsentDraft, StoryDraft
from thidua.exemplars.held import held_exemplar
from thidua.exemplars.models import Consent, Exemplar
from thidua.exemplars.policies import can_consent, can_keep
from thidua.exemplars.shown import is_private
from thidua.exemplars.states import OVER
from thidua.kernel.errors import RuleBroken, WrongMoment
from thidua.kernel.text import tidy
from thidua.kernel.version import check_version
from thidua.organisations.actor import Actor


@transaction.atomic
def tell_story(
    exemplar: Exemplar,
    draft: StoryDraft,
    *,
    version: int | None,
    actor: Actor,
    at: datetime,
) -> Exemplar:
    """Write its story, its picture and how others do likewise."""
    held, keeper = held_exemplar(exemplar, at)
    can_keep(actor, held, keeper).enforce()

    if held.state in OVER:
        raise WrongMoment(_("Điển hình này đã thôi."), _("Xem lại, không sửa nữa."))
    check_version(
        held,
        version,
        theirs=[(_("Một câu"), held.summary), (_("Câu chuyện"), held.story)],
        yours={_("Một câu"): draft.summary, _("Câu chuyện"): draft.story},
    )
    held.summary, held.story = tidy(draft.summary), draft.story.strip()
    held.how_to, held.picture_says = draft.how_to.strip(), tidy(draft.picture_says)
    if draft.drops_picture:
        held.picture = None
    held.picture = draft.picture or held.picture
    if held.picture is not None and not held.picture_says:
        raise RuleBroken(
            _("Chưa ghi ảnh nói gì."),
            _("Một câu tả ảnh, cho người không xem được ảnh."),
            field="picture_says",
        )
    held.save()

    record("exemplars.exemplar.told", held, actor=actor, at=at)
    return held


@transaction.atomic
def give_consent(
    exemplar: Exemplar, draft: ConsentDraft, *, actor: Actor, at: datetime
) -> Consent:
    """Write down what may be shown from now on; to withdraw is to allow nothing.

    Whoever it is says so in the program; else the unit keeps the signed paper.
    """
    held, keeper = held_exemplar(exemplar, at)
    can_consent(actor, held, keeper).enforce()

    if not is_private(held):
        raise RuleBroken(
            _("Điển hình là đơn vị, cách làm thì không cần phiếu đồng ý."),
            _("Chỉ cá nhân, hộ, tổ, nhóm mới cần."),
        )
    is_own = actor.person_id is not None and actor.person_id == held.person_id
    allowed = consented(draft, is_own=is_own, by=actor.name, at=at)
    consent = Consent.objects.create(exemplar=held, **allowed)

    said = sorted(draft.shows)
    record("exemplars.exemplar.consented", held, actor=actor, at=at, shows=said)
    return consent
