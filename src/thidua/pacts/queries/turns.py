"""Whose turn it is with a pact, in one sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from thidua.kernel.dates import show
from thidua.organisations.actor import Actor
from thidua.organisations.naming import in_sentence
from thidua.pacts.carrying import Carried
from thidua.pacts.models import Pact, PactEdition
from thidua.pacts.queries.words import listed
from thidua.pacts.states import State


@dataclass(frozen=True, slots=True)
class Turn:
    """What is next; `is_mine` when the reader's unit is waited for."""

    words: str
    is_mine: bool = False

    @property
    def tone(self) -> str:
        """The note stands out for who is waited for."""
        return "good" if self.is_mine else ""


def turn_of(
    pact: Pact,
    edition: PactEdition,
    proposed: PactEdition | None,
    carried: Sequence[Carried],
    lacking: Sequence[Carried],
    names: Mapping[int, str],
    actor: Actor,
    day: date,
) -> Turn:
    """The next step of a pact, for this reader."""
    me = actor.unit_id
    if pact.state in {State.ENDED, State.BROKEN, State.DROPPED}:
        return Turn(pact.over_because)
    if pact.state == State.SIGNING:
        return _to_sign(edition, carried, names, me)
    if pact.state == State.IN_FORCE and proposed is None:
        return _in_force(edition, day)
    if proposed is None or proposed.circulated_at is None:
        author = in_sentence(names.get((proposed or edition).author_id, ""))
        return Turn(
            _("%(who)s đang soạn; soạn xong thì gửi các bên đọc.") % {"who": author},
            (proposed or edition).author_id == me,
        )
    said = {"who": in_sentence(names.get(proposed.author_id, ""))}
    if lacking:
        said["who"] = listed(lacking, names)
        words = _("Chờ %(who)s trả lời.") % said
        return Turn(words, any(one.unit_id == me for one in lacking))
    words = _("Các bên đã đồng ý: chờ %(who)s chốt văn bản để ký.") % said
    return Turn(words, proposed.author_id == me)


def _to_sign(
    edition: PactEdition,
    carried: Sequence[Carried],
    names: Mapping[int, str],
    me: int | None,
) -> Turn:
    signed = set(edition.signatures.values_list("party", flat=True))
    left = [one for one in carried if one.party.pk not in signed]
    words = _("Chờ thủ trưởng ký: %(who)s.") % {"who": listed(left, names)}
    return Turn(words, any(one.unit_id == me for one in left))


def _in_force(edition: PactEdition, day: date) -> Turn:
    if day > edition.ends_on:
        return Turn(
            _("Hết thời hạn: các bên đánh giá cam kết của mình, bên soạn kết thúc."),
            is_mine=True,
        )
    return Turn(
        _("Các bên đã ký đủ; thực hiện đến hết %(day)s, rồi đánh giá từng cam kết.")
        % {"day": show(edition.ends_on)}
    )
