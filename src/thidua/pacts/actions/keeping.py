"""How a pact is kept: reports, judgement at the end, ceremony, papers."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.audit.trail import record
from thidua.documents.actions import draft_document
from thidua.documents.models import Document
from thidua.kernel import dates
from thidua.kernel.clock import day_of
from thidua.kernel.errors import RuleBroken, WrongMoment
from thidua.kernel.lengths import in_full
from thidua.organisations.actor import Actor
from thidua.organisations.models import Unit
from thidua.pacts.carrying import carried_on, carrier_of
from thidua.pacts.drafts import CeremonyDraft
from thidua.pacts.figures import standings
from thidua.pacts.held import held_pact, reason_in
from thidua.pacts.models import (
    Commitment,
    CommitmentMark,
    CommitmentOutcome,
    Pact,
    PactCeremony,
    PactPaper,
)
from thidua.pacts.papers import ABOUT, minutes_paper, pact_paper
from thidua.pacts.policies import can_speak, can_write
from thidua.pacts.states import END, State

VERDICT = CommitmentOutcome.Verdict


def _the_commitment(pact: Pact, key: UUID) -> Commitment:
    """The commitment of that key in the edition that counts."""
    found = pact.standing().commitments.filter(key=key)
    one = found.select_related("party", "version", "edition").first()
    if one is None:
        raise WrongMoment(
            _("Cam kết này không còn trong bản đang dùng."), _("Tải lại trang.")
        )
    return one


def _refuse_unless_in_force(pact: Pact) -> None:
    if pact.state != State.IN_FORCE:
        raise WrongMoment(
            _("Giao ước không đang có hiệu lực."),
            _("Việc này làm từ khi các bên ký đủ đến khi kết thúc."),
        )


@transaction.atomic
def mark_commitment(
    pact: Pact, key: UUID, *, is_done: bool, words: str, actor: Actor, at: datetime
) -> CommitmentMark:
    """A party reports how a commitment in words goes; figures come by themselves."""
    held, day = held_pact(pact), day_of(at)
    _refuse_unless_in_force(held)
    one = _the_commitment(held, key)
    (carried,) = carried_on([one.party], day)
    can_speak(actor, held, carried.unit_id).enforce()

    if one.is_figure:
        raise RuleBroken(
            _("Cam kết này tính theo số liệu báo cáo hằng tháng."),
            _("Báo cáo ở biểu của tháng; số sẽ tự hiện ở đây."),
        )
    mark = CommitmentMark.objects.create(
        pact=held,
        key=key,
        is_done=is_done,
        words=reason_in(words, field="words"),
        told_at=at,
        told_by=actor.signed[:200],
    )

    record("pacts.commitment.marked", held, actor=actor, at=at, what=one.name)
    return mark


@transaction.atomic
def judge_commitment(
    pact: Pact, key: UUID, *, verdict: str, words: str, actor: Actor, at: datetime
) -> CommitmentOutcome:
    """At the end a party says of its own commitment: kept, or fell short and why."""
    held, day = held_pact(pact), day_of(at)
    _refuse_unless_in_force(held)
    one = _the_commitment(held, key)
    (carried,) = carried_on([one.party], day)
    can_speak(actor, held, carried.unit_id).enforce()

    if day < one.due_on:
        raise WrongMoment(
            _("Cam kết này đến hết ngày %(day)s mới đánh giá.")
            % {"day": dates.show(one.due_on)},
            _("Đánh giá từ ngày ấy."),
        )
    if CommitmentOutcome.objects.filter(commitment=one).exists():
        raise WrongMoment(
            _("Cam kết này đã đánh giá."), _("Xem kết quả ở trang giao ước.")
        )
    said = in_full(" ".join(words.split()), 2_000, "words")
    if verdict == VERDICT.SHORT:
        said = reason_in(words, field="words")
    stands = standings(held.campaign, [one], day).get(one.pk)
    outcome = CommitmentOutcome.objects.create(
        commitment=one,
        verdict=verdict,
        achieved=stands.achieved.value if stands else None,
        words=said,
        judged_at=at,
        judged_by=actor.signed[:200],
    )

    told = {"what": one.name, "verdict": verdict}
    record("pacts.commitment.judged", held, actor=actor, at=at, **told)
    return outcome


@transaction.atomic
def end_pact(pact: Pact, *, conclusion: str, actor: Actor, at: datetime) -> Pact:
    """All commitments are judged: who drew the pact up concludes and ends it."""
    held, day = held_pact(pact), day_of(at)
    can_write(actor, held, carrier_of(held.drafter_id, day)).enforce()

    state = END.take_from(held.state)
    edition = held.standing()
    left = edition.commitments.filter(outcome__isnull=True).count()
    if left:
        raise WrongMoment(
            ngettext(
                "Còn %(count)s cam kết chưa đánh giá.",
                "Còn %(count)s cam kết chưa đánh giá.",
                left,
            )
            % {"count": left},
            _("Đợi các bên đánh giá cam kết của mình."),
        )
    held.over_because = reason_in(conclusion, field="conclusion")
    held.state, held.over_at = state, at
    held.over_by = actor.signed[:300]
    held.save(update_fields=["state", "over_at", "over_because", "over_by"])
    for proposed in held.editions.open():
        proposed.dropped_at = at
        proposed.save(update_fields=["dropped_at"])

    record("pacts.pact.ended", held, actor=actor, at=at, reason=held.over_because)
    return held


@transaction.atomic
def record_ceremony(
    pact: Pact, draft: CeremonyDraft, *, actor: Actor, at: datetime
) -> PactCeremony:
    """Write the minutes of the ceremony down, once, by who drew the pact up."""
    held, day = held_pact(pact), day_of(at)
    can_write(actor, held, carrier_of(held.drafter_id, day)).enforce()

    edition = held.standing()
    if edition.fixed_at is None:
        raise WrongMoment(
            _("Văn bản chưa chốt nên chưa có lễ ký kết."), _("Chốt văn bản trước.")
        )
    if PactCeremony.objects.filter(edition=edition).exists():
        raise WrongMoment(
            _("Bản này đã có biên bản lễ ký kết."), _("Xem ở trang lễ ký kết.")
        )
    if draft.held_on > day:
        raise RuleBroken(
            _("Lễ ký kết chưa diễn ra."),
            _("Ghi biên bản sau lễ; lễ sắp tới thì ghi ở trang soạn."),
            field="held_on",
        )
    made = PactCeremony.objects.create(
        edition=edition,
        held_on=draft.held_on,
        place=draft.place.strip(),
        led_by=draft.led_by.strip(),
        present=draft.present,
        minutes=draft.minutes.strip(),
        recorded_at=at,
        recorded_by=actor.signed[:200],
    )

    record("pacts.ceremony.recorded", held, actor=actor, at=at, edition=edition.number)
    return made


@transaction.atomic
def draft_paper(pact: Pact, kind: str, *, actor: Actor, at: datetime) -> Document:
    """Draw up the pact, or the minutes, as a document of the office, once."""
    held, day = held_pact(pact), day_of(at)
    can_write(actor, held, carrier_of(held.drafter_id, day)).enforce()

    edition = held.standing()
    edition.pact = held
    if edition.fixed_at is None:
        raise WrongMoment(_("Văn bản chưa chốt."), _("Chốt văn bản rồi lập văn bản."))
    made = PactPaper.objects.filter(edition=edition, kind=kind).first()
    if made is not None:
        return made.document
    unit = Unit.objects.get(pk=actor.unit_id or held.drafter_id)
    if kind == PactPaper.Kind.MINUTES:
        ceremony = PactCeremony.objects.filter(edition=edition).first()
        if ceremony is None:
            raise WrongMoment(
                _("Chưa ghi biên bản lễ ký kết."), _("Ghi ở trang lễ ký kết trước.")
            )
        ceremony.edition = edition
        paper = minutes_paper(ceremony, unit, day)
    else:
        paper = pact_paper(edition, unit, day)
    document = draft_document(unit, paper, about=ABOUT, actor=actor, at=at)
    PactPaper.objects.create(edition=edition, kind=kind, document=document)

    record("pacts.paper.drafted", held, actor=actor, at=at, kind=kind)
    return document
