"""What of the pacts waits for a person: computed, never stored."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.kernel import clock
from thidua.kernel.tasks import HEAD, MINE, THEIRS, Task, state_on
from thidua.organisations.actor import Actor
from thidua.organisations.models import Power
from thidua.organisations.waiting import Row, Waiting
from thidua.pacts.agreeing import who_lacks
from thidua.pacts.carrying import Carried, carrier
from thidua.pacts.models import Pact, PactEdition, PactOpinion, PactParty
from thidua.pacts.queries.words import called, day_words, listed
from thidua.pacts.states import OVER, State


@dataclass
class _Known:
    """A pact with all that its tasks ask; of the parties by their numbers."""

    pact: Pact
    edition: PactEdition
    proposed: PactEdition | None
    drafter: int | None
    author: int | None
    names: Mapping[int, str]
    carried: list[Carried] = field(default_factory=list)
    said: dict[int, PactOpinion] = field(default_factory=dict)
    signed: set[int] = field(default_factory=set)
    voided: dict[int, datetime] = field(default_factory=dict)
    """When they signed an edition that is replaced."""
    unjudged: set[int] = field(default_factory=set)


# A row for each party of each pact of a unit, itself or before a reform: of pacts in
# force only those that are over, or of which a change is written.
_OPEN = f"""
with ours as materialized (select unit_id from organisations_before(%(me)s))
select pact.id, pact.state, pact.campaign_id, drafter.unit_id,
    standing.title, standing.ceremony_on, standing.ends_on,
    draft.id, draft.author_id, draft.version, draft.circulated_at, draft.ceremony_on,
    author.unit_id, party.id, party.unit_id, carrier.unit_id, said.agrees, said.version,
    exists (select from pacts_pactsignature hand
        where hand.edition_id = standing.id and hand.party_id = party.id),
    (select max(hand.signed_at) from pacts_pactsignature hand
        join pacts_pactedition before on before.id = hand.edition_id
        where hand.party_id = party.id and before.replaced_at is not null),
    exists (select from pacts_commitment promise
        where promise.edition_id = standing.id and promise.party_id = party.id
          and not exists (select from pacts_commitmentoutcome outcome
            where outcome.commitment_id = promise.id))
from pacts_pact pact
join pacts_pactedition standing on standing.pact_id = pact.id
    and standing.number = pact.edition and standing.dropped_at is null
left join pacts_pactedition draft on draft.pact_id = pact.id
    and draft.fixed_at is null and draft.dropped_at is null
left join pacts_pactparty party on party.pact_id = pact.id and party.left_at is null
left join lateral ({carrier("pact.drafter_id")}) drafter on true
left join lateral ({carrier("draft.author_id")}) author on true
left join lateral ({carrier("party.unit_id")}) carrier on true
left join lateral (
    select agrees, version from pacts_pactopinion opinion
    where opinion.edition_id = draft.id and opinion.party_id = party.id
    order by opinion.id desc limit 1
) said on true
where pact.state <> all(%(over)s) and pact.made_at < %(ended)s
  and (pact.drafter_id in (select unit_id from ours)
    or pact.state <> 'draft' and exists (select from pacts_pactparty mine
        where mine.pact_id = pact.id and mine.unit_id in (select unit_id from ours)))
  and (pact.state <> 'in_force' or draft.id is not null
    or standing.ends_on <= %(day)s::date)
order by pact.made_at desc, pact.id desc, party.position, party.id
"""  # noqa: S608 - our own names


_COLUMNS = (
    "pact",
    "state",
    "campaign",
    "drafter",
    "title",
    "held_on",
    "ends_on",
    "draft",
    "writer",
    "version",
    "circulated_at",
    "signed_on",
    "author",
    "party",
    "unit",
    "carrier",
    "agrees",
    "said",
    "is_signed",
    "was_signed_at",
    "is_unjudged",
)


def _given(actor: Actor, on: date) -> dict[str, Any] | None:
    if actor.unit_id is None or (
        not actor.holds(Power.RUN) and not actor.holds(Power.SIGN)
    ):
        return None
    return {
        "me": actor.unit_id,
        "over": [state.value for state in OVER],
        "ended": clock.end_of(on),
        "day": on,
    }


def _tell(rows: Sequence[Row], actor: Actor, on: date) -> Iterator[Task]:
    found: dict[int, _Known] = {}
    units = {row[14] for row in rows} | {row[8] for row in rows}
    names = called(units - {None}, on) if rows else {}
    for row in rows:
        known = found.get(row[0]) or found.setdefault(row[0], _read(row, names))
        _note_party(known, *row[13:])
    for one in found.values():
        yield from _tasks(one, actor, on)


def _read(row: Row, names: Mapping[int, str]) -> _Known:
    pk, state, campaign, drafter, title, held_on, ends_on, *rest = row
    draft, writer, version, circulated_at, signed_on, author = rest[:6]
    return _Known(
        Pact(pk=pk, state=state, campaign_id=campaign),
        PactEdition(title=title, ceremony_on=held_on, ends_on=ends_on),
        PactEdition(
            pk=draft,
            author_id=writer,
            version=version,
            circulated_at=circulated_at,
            ceremony_on=signed_on,
        )
        if draft
        else None,
        drafter,
        author,
        names,
    )


def _note_party(
    known: _Known,
    pk: int | None,
    unit_id: int,
    carrier_id: int | None,
    agrees: bool | None,
    version: int,
    is_signed: bool,
    was_signed_at: datetime | None,
    is_unjudged: bool,
) -> None:
    if pk is None:
        return
    known.carried.append(Carried(PactParty(pk=pk, unit_id=unit_id), carrier_id))
    if agrees is not None:
        known.said[pk] = PactOpinion(party_id=pk, agrees=agrees, version=version)
    if is_signed:
        known.signed.add(pk)
    if was_signed_at is not None:
        known.voided[pk] = was_signed_at
    if is_unjudged:
        known.unjudged.add(pk)


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
    left = [side for side in own if side.party.pk not in one.signed]
    due = one.edition.ceremony_on
    if left and actor.holds(Power.SIGN, one.pact.campaign_id):
        before = _before(one, left)
        detail = (
            _("Văn bản đã sửa: chữ ký ngày %(day)s không còn giá trị, ký lại.")
            % {"day": day_words(before)}
            if before
            else _("Đọc văn bản đã chốt, rồi ký.")
        )
        signed = _task(one, _("Ký"), detail, due, on, is_back=before is not None)
        yield replace(signed, whose=HEAD)
    elif one.drafter == actor.unit_id or left:
        waits = [side for side in one.carried if side.party.pk not in one.signed]
        who = listed(waits, one.names)
        yield _task(one, "", _("Chờ thủ trưởng ký."), due, on, waits_for=who)


def _before(one: _Known, own: list[Carried]) -> datetime | None:
    """When one of these sides signed an edition that is replaced."""
    hands = [one.voided[side.party.pk] for side in own if side.party.pk in one.voided]
    return max(hands, default=None)


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
            said = {"day": day_words(before)}
            words = _("Đang sửa lại; chữ ký ngày %(day)s không còn giá trị.") % said
            yield _task(
                one, "", words, None, on, waits_for=one.names[proposed.author_id]
            )
        return
    lacking = who_lacks(proposed, one.author, one.carried, one.said)
    if any(side.unit_id == me for side in lacking):
        words = _("Đọc rồi đồng ý, hoặc đề nghị sửa và nói vì sao.")
        yield _task(one, _("Trả lời"), words, proposed.ceremony_on, on)
    if one.author != me:
        return
    answers = [said for said in one.said.values() if said.version == proposed.version]
    if not all(said.agrees for said in answers):
        words = _("Có bên đề nghị sửa: xem lý do, sửa rồi các bên trả lời lại.")
        yield _task(one, _("Sửa"), words, None, on, is_back=True)
    elif not lacking:
        words = _("Các bên đã đồng ý: chốt văn bản để ký.")
        yield _task(one, _("Chốt"), words, proposed.ceremony_on, on)
    else:
        who = listed(lacking, one.names)
        yield _task(one, "", _("Chờ các bên trả lời."), None, on, waits_for=who)


def _to_judge(
    one: _Known, own: list[Carried], actor: Actor, on: date
) -> Iterator[Task]:
    if not actor.holds(Power.RUN, one.pact.campaign_id):
        return
    if one.unjudged:
        if any(side.party.pk in one.unjudged for side in own):
            words = _("Hết thời hạn: từng cam kết giữ được hay chưa đạt.")
            yield _task(one, _("Đánh giá"), words, one.edition.ends_on, on)
        return
    if one.drafter == actor.unit_id:
        words = _("Các bên đã đánh giá: ghi kết luận.")
        yield _task(one, _("Kết thúc"), words, one.edition.ends_on, on)


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


waiting_for = Waiting(_OPEN, _COLUMNS, _given, _tell)
"""Pacts to answer, to mend, to fix, to sign, to judge."""
