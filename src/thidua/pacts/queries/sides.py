"""The parties of a pact side by side: what each promised, how it goes, who signed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from thidua.campaigns.readings import adds_up
from thidua.indicators.periods import from_id
from thidua.indicators.queries.figure_table import figure_href
from thidua.kernel.dates import show
from thidua.kernel.numbers import show_percent
from thidua.kernel.ui import charts
from thidua.kernel.ui.charts.bars import Bar
from thidua.organisations.actor import Actor
from thidua.pacts.agreeing import agrees, opinions_on
from thidua.pacts.carrying import Carried, carried_on
from thidua.pacts.figures import Standing, standings
from thidua.pacts.models import (
    Commitment,
    CommitmentMark,
    CommitmentOutcome,
    PactEdition,
    PactOpinion,
    PactSignature,
)
from thidua.pacts.queries.words import called, day_words, moment
from thidua.pacts.wording import capacity_of, measure_of

VERDICT = CommitmentOutcome.Verdict


@dataclass(frozen=True, slots=True)
class Promise:
    """One commitment: what, how much, by when, how it goes, how it ended."""

    pk: int
    key: UUID
    name: str
    more: str
    level: str
    due: str
    is_figure: bool
    bar: Bar | None
    as_of: str
    figure_href: str
    told: str
    told_tone: str
    outcome: str
    outcome_tone: str
    outcome_words: str
    may_mark: bool
    may_judge: bool


@dataclass(frozen=True, slots=True)
class Side:
    """One party, as a column of the pact."""

    party_id: int
    name: str
    note: str
    is_mine: bool
    has_left: bool
    promises: Sequence[Promise]
    signed: str
    signed_as: str
    signed_when: str
    opinion: str
    opinion_tone: str
    opinion_words: str


@dataclass(frozen=True, slots=True)
class Told:
    """What is known of the commitments of an edition, by number or key."""

    stands: Mapping[int, Standing]
    marks: Mapping[UUID, CommitmentMark]
    outcomes: Mapping[int, CommitmentOutcome]


def sides_of(
    edition: PactEdition, reader: Actor | None, day: date, *, is_in_force: bool
) -> list[Side]:
    """The parties in their order; without a reader only what anybody may know."""
    pact = edition.pact
    parties = carried_on(list(pact.parties.select_related("unit")), day)
    names = called([*_units(parties)], day)
    said = list(edition.commitments.select_related("version", "party", "edition"))
    told = Told(
        standings(pact.campaign, said, day) if edition.fixed_at else {},
        {one.key: one for one in pact.marks.all()},
        {
            one.commitment_id: one
            for one in CommitmentOutcome.objects.filter(commitment__edition=edition)
        },
    )
    signed = {one.party_id: one for one in edition.signatures.all()}
    opinions = opinions_on(edition) if edition.is_open and reader else {}
    return [
        _side(
            one,
            edition,
            [p for p in said if p.party_id == one.party.pk],
            told,
            names,
            signed.get(one.party.pk),
            opinions.get(one.party.pk),
            reader,
            day,
            is_in_force=is_in_force,
        )
        for one in parties
        if one.party.left_at is None or reader is not None
    ]


def _units(parties: Sequence[Carried]) -> set[int]:
    own = {one.party.unit_id for one in parties}
    return own | {one.unit_id for one in parties if one.unit_id}


def _side(
    one: Carried,
    edition: PactEdition,
    said: Sequence[Commitment],
    told: Told,
    names: Mapping[int, str],
    signed: PactSignature | None,
    opinion: PactOpinion | None,
    reader: Actor | None,
    day: date,
    *,
    is_in_force: bool,
) -> Side:
    is_mine = bool(reader and one.unit_id and reader.unit_id == one.unit_id)
    words, tone = _opinion(one, opinion, edition, reader)
    may = is_mine and is_in_force and one.party.left_at is None
    return Side(
        party_id=one.party.pk,
        name=names.get(one.party.unit_id, ""),
        note=_note(one, names),
        is_mine=is_mine,
        has_left=one.party.left_at is not None,
        promises=[_promise(p, told, day, reader, may=may) for p in said],
        signed=_signer(signed, is_public=reader is None) if signed else "",
        signed_as=capacity_of(signed) if signed else "",
        signed_when=moment(signed.signed_at) if signed else "",
        opinion=words,
        opinion_tone=tone,
        opinion_words=opinion.words if opinion and not opinion.agrees else "",
    )


def _note(one: Carried, names: Mapping[int, str]) -> str:
    """Who carries it after a reform; that it withdrew, and why."""
    if one.party.left_at is not None:
        return _("Đã rút ngày %(day)s: %(why)s") % {
            "day": day_words(one.party.left_at),
            "why": one.party.left_because,
        }
    if not one.is_succeeded:
        return ""
    if one.unit_id is None:
        return _("Đơn vị không còn và chưa có nơi kế thừa chính.")
    said = {"heir": names.get(one.unit_id, ""), "act": one.decision}
    if not one.decision:
        return _("%(heir)s kế thừa; chữ ký đã có vẫn giữ giá trị.") % said
    return _("%(heir)s kế thừa theo %(act)s; chữ ký đã có vẫn giữ giá trị.") % said


def _signer(one: PactSignature, *, is_public: bool) -> str:
    """The name inside the offices; outside only where agreed to."""
    return "" if is_public and not one.shows_name else one.name


def _opinion(
    one: Carried, said: PactOpinion | None, edition: PactEdition, reader: Actor | None
) -> tuple[str, str]:
    if reader is None or not edition.is_open or edition.circulated_at is None:
        return "", ""
    if agrees(said, edition):
        return _("đồng ý"), "done"
    if said is not None and not said.agrees and said.version == edition.version:
        return _("đề nghị sửa"), "refused"
    if one.party.unit_id == edition.author_id:
        return _("bên soạn"), "done"
    if said is not None:
        return _("văn bản đã sửa, chờ trả lời lại"), "slow"
    return _("chưa trả lời"), "wait"


def _promise(
    one: Commitment, told: Told, day: date, reader: Actor | None, *, may: bool
) -> Promise:
    stands, mark = told.stands.get(one.pk), told.marks.get(one.key)
    outcome = told.outcomes.get(one.pk)
    version = one.version
    is_late = not one.is_figure and one.due_on < day and not (mark and mark.is_done)
    return Promise(
        pk=one.pk,
        key=one.key,
        name=version.name if version else one.words,
        more=one.words if version else "",
        level=_level(one),
        due=_("đến hết %(day)s") % {"day": show(one.due_on)},
        is_figure=one.is_figure,
        bar=_bar(stands) if stands else None,
        as_of=_as_of(stands),
        figure_href=_figure_href(one, stands) if reader else "",
        told=_told(mark, is_late=is_late) if not one.is_figure else "",
        told_tone="done" if mark and mark.is_done else "late" if is_late else "wait",
        outcome=str(outcome.get_verdict_display()) if outcome else "",
        outcome_tone="done" if outcome and outcome.verdict == VERDICT.KEPT else "late",
        outcome_words=outcome.words if outcome else "",
        may_mark=may and not one.is_figure and outcome is None,
        may_judge=may and outcome is None and day >= one.due_on,
    )


def _level(one: Commitment) -> str:
    if one.version is None or one.value is None:
        return ""
    said = measure_of(one.version, int(one.scale)).say(one.value)
    words = _("không quá %(level)s") if one.is_at_most else _("từ %(level)s")
    return words % {"level": said}


def _bar(stands: Standing) -> Bar:
    pace = stands.pace
    share = pace.share
    return charts.bar(
        share,
        pace.planned_share,
        strong=_said(stands),
        note=pace.words,
        tone="slow" if pace.is_slow else "",
    )


def _said(stands: Standing) -> str:
    value, share = stands.achieved.value, stands.pace.share
    if value is None:
        return ""
    said = stands.measure.say(value)
    return f"{said} · {show_percent(share)}" if share is not None else said


def _as_of(stands: Standing | None) -> str:
    if stands is None or stands.achieved.last_period_id is None:
        return ""
    span = from_id(stands.achieved.last_period_id)
    return _("số liệu đến %(day)s") % {"day": show(span.ends_on)}


def _figure_href(one: Commitment, stands: Standing | None) -> str:
    """The page of this very figure: what adds up, from the commitment's first day."""
    if stands is None or stands.achieved.last_period_id is None or not one.version:
        return ""
    span = from_id(stands.achieved.last_period_id)
    since = one.starts_on or one.edition.starts_on
    return figure_href(
        one.version.indicator_id,
        one.party.unit_id,
        span,
        since if adds_up(one.version) else None,
    )


def _told(mark: CommitmentMark | None, *, is_late: bool) -> str:
    if mark is None:
        return _("quá hạn, chưa báo") if is_late else _("chưa báo")
    words = _("xong: %(what)s") if mark.is_done else _("đang làm: %(what)s")
    return words % {"what": mark.words}
