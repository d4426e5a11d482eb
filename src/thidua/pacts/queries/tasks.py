"""What of the pacts waits for a person: computed, never stored."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Prefetch, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.kernel import clock
from thidua.kernel.tasks import MINE, THEIRS, Task, in_order, state_on
from thidua.organisations.actor import Actor
from thidua.organisations.models import Power
from thidua.organisations.naming import in_sentence
from thidua.pacts.agreeing import who_lacks
from thidua.pacts.carrying import Carried, carriers_on
from thidua.pacts.models import Commitment, Pact, PactEdition, PactParty, PactSignature
from thidua.pacts.queries.words import called, day_words
from thidua.pacts.states import OVER, State


@dataclass(frozen=True, slots=True)
class _Known:
    """A pact with all that its tasks ask, already read."""

    pact: Pact
    edition: PactEdition
    proposed: PactEdition | None
    carried: list[Carried]
    drafter: int | None
    author: int | None
    names: Mapping[int, str]


def waiting_for(actor: Actor, on: date) -> list[Task]:
    """Pacts to answer, to mend, to fix, to sign, to judge; one question when none."""
    if actor.unit_id is None or (
        not actor.holds(Power.RUN) and not actor.holds(Power.SIGN)
    ):
        return []
    found = [one for one in _open(actor, on) if _stands(one)]
    if not found:
        return []
    known = _known(found, on)
    return sorted((t for one in known for t in _tasks(one, actor, on)), key=in_order)


def _open(actor: Actor, on: date) -> list[Pact]:
    live = PactParty.objects.filter(left_at__isnull=True)
    editions = PactEdition.objects.filter(dropped_at__isnull=True)
    editions = editions.prefetch_related("signatures", "opinions")
    unjudged = Commitment.objects.filter(
        edition__pact=OuterRef("pk"),
        edition__number=OuterRef("edition"),
        outcome__isnull=True,
    )
    return list(
        Pact.objects.of_unit(actor.unit_id)
        .exclude(state__in=OVER)
        .filter(made_at__lt=clock.end_of(on))
        .filter(~Q(state=State.IN_FORCE) | _has_work(on))
        .annotate(is_unjudged=Exists(unjudged))
        .select_related("campaign")
        .prefetch_related(Prefetch("editions", editions), Prefetch("parties", live))
    )


def _has_work(on: date) -> Q:
    """Of pacts in force only those that are over, or of which a change is written."""
    over = PactEdition.objects.filter(
        pact=OuterRef("pk"), number=OuterRef("edition"), ends_on__lte=on
    )
    return Q(Exists(over)) | Q(
        Exists(PactEdition.objects.open().filter(pact=OuterRef("pk")))
    )


def _stands(pact: Pact) -> bool:
    return any(one.number == pact.edition for one in pact.editions.all())


def _known(pacts: list[Pact], on: date) -> list[_Known]:
    units: set[int] = set()
    for pact in pacts:
        units |= {one.unit_id for one in pact.parties.all()} | {pact.drafter_id}
        units |= {one.author_id for one in pact.editions.all()}
    carriers, names = carriers_on(units, on), called(units, on)
    found = []
    for pact in pacts:
        editions = list(pact.editions.all())
        edition = next(one for one in editions if one.number == pact.edition)
        proposed = next((one for one in editions if one.is_open), None)
        for one in editions:
            one.pact = pact
        found.append(
            _Known(
                pact,
                edition,
                proposed,
                [Carried(one, *carriers[one.unit_id]) for one in pact.parties.all()],
                carriers[pact.drafter_id][0],
                carriers[(proposed or edition).author_id][0],
                names,
            )
        )
    return found


def _tasks(one: _Known, actor: Actor, on: date) -> Iterator[Task]:
    me = actor.unit_id
    own = [side for side in one.carried if side.unit_id == me]
    if one.pact.state == State.SIGNING:
        yield from _to_sign(one, own, actor, on)
    elif one.proposed is not None and actor.holds(Power.RUN, one.pact.campaign_id):
        yield from _to_agree(one, own, me, on)
    if one.pact.state == State.IN_FORCE and one.edition.ends_on <= on:
        yield from _to_judge(one, own, actor, on)


def _to_sign(one: _Known, own: list[Carried], actor: Actor, on: date) -> Iterator[Task]:
    signed = {hand.party_id for hand in one.edition.signatures.all()}
    left = [side for side in own if side.party.pk not in signed]
    due = one.edition.ceremony_on
    if left and actor.holds(Power.SIGN, one.pact.campaign_id):
        before = _before(one, left)
        detail = (
            _("Văn bản đã sửa: chữ ký ngày %(day)s không còn giá trị, ký lại.")
            % {"day": day_words(before.signed_at)}
            if before
            else _("Đọc văn bản đã chốt, rồi ký.")
        )
        yield _task(one, _("Ký"), detail, due, on, is_back=before is not None)
    elif one.drafter == actor.unit_id or left:
        waits = [side for side in one.carried if side.party.pk not in signed]
        who = "; ".join(
            in_sentence(one.names.get(side.party.unit_id, "")) for side in waits
        )
        yield _task(one, "", _("Chờ thủ trưởng ký."), due, on, waits_for=who)


def _before(one: _Known, own: list[Carried]) -> PactSignature | None:
    """What was signed for one of these sides on an edition that is replaced."""
    mine = {side.party.pk for side in own}
    hands = [
        hand
        for edition in one.pact.editions.all()
        if edition.replaced_at is not None
        for hand in edition.signatures.all()
        if hand.party_id in mine
    ]
    return hands[-1] if hands else None


def _to_agree(
    one: _Known, own: list[Carried], me: int | None, on: date
) -> Iterator[Task]:
    proposed = one.proposed
    if proposed is None:
        return
    if proposed.circulated_at is None:
        if one.author == me:
            yield _task(one, _("Soạn tiếp"), _("Chưa gửi các bên."), None, on)
        elif before := _before(one, own):
            said = {"day": day_words(before.signed_at)}
            words = _("Đang sửa lại; chữ ký ngày %(day)s không còn giá trị.") % said
            yield _task(
                one, "", words, None, on, waits_for=one.names[proposed.author_id]
            )
        return
    lacking = who_lacks(proposed, on, one.carried)
    if any(side.unit_id == me for side in lacking):
        words = _("Đọc rồi đồng ý, hoặc đề nghị sửa và nói vì sao.")
        yield _task(one, _("Trả lời"), words, proposed.ceremony_on, on)
    if one.author != me:
        return
    asked = {
        said.party_id
        for said in proposed.opinions.all()
        if not said.agrees and said.version == proposed.version
    }
    if asked:
        words = _("Có bên đề nghị sửa: xem lý do, sửa rồi các bên trả lời lại.")
        yield _task(one, _("Sửa"), words, None, on, is_back=True)
    elif not lacking:
        words = _("Các bên đã đồng ý: chốt văn bản để ký.")
        yield _task(one, _("Chốt"), words, proposed.ceremony_on, on)
    else:
        who = "; ".join(
            in_sentence(one.names.get(side.party.unit_id, "")) for side in lacking
        )
        yield _task(one, "", _("Chờ các bên trả lời."), None, on, waits_for=who)


def _to_judge(
    one: _Known, own: list[Carried], actor: Actor, on: date
) -> Iterator[Task]:
    if not actor.holds(Power.RUN, one.pact.campaign_id):
        return
    if getattr(one.pact, "is_unjudged", False):
        if own and _has_unjudged(one, own):
            words = _("Hết thời hạn: từng cam kết giữ được hay chưa đạt.")
            yield _task(one, _("Đánh giá"), words, one.edition.ends_on, on)
        return
    if one.drafter == actor.unit_id:
        words = _("Các bên đã đánh giá: ghi kết luận.")
        yield _task(one, _("Kết thúc"), words, one.edition.ends_on, on)


def _has_unjudged(one: _Known, own: list[Carried]) -> bool:
    mine = [side.party.pk for side in own]
    left = one.edition.commitments.filter(party__in=mine, outcome__isnull=True)
    return left.exists()


def _task(
    one: _Known,
    verb: str,
    detail: str,
    due: date | None,
    on: date,
    *,
    waits_for: str = "",
    is_back: bool = False,
) -> Task:
    return Task(
        verb=verb or _("Xem"),
        object=_("Giao ước “%(title)s”") % {"title": one.edition.title},
        detail=detail,
        due_on=due,
        turn=THEIRS if waits_for else MINE,
        turn_detail=waits_for,
        url=reverse("pacts:pact", args=[one.pact.pk]),
        state=state_on(due, on),
        is_sent_back=is_back and not waits_for,
    )
