"""The doors of pacts: each opened to its own, closed to strangers and readers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from tests.doors import Cast, Door, Public, address, at
from tests.organisations.factories import PASSWORD
from tests.pacts.factories import (
    HEAD,
    Story,
    agree,
    circulated,
    drafted,
    fixed,
    in_force,
)
from tests.pledges.factories import running
from thidua.pacts import actions
from thidua.pacts.models import Witness

Made = Callable[..., Story]
WORDS = {"title": "Hai xã một lòng", "starts_on": "01/03/2025", "ends_on": "31/12/2025"}
WHY = {"reason": "Thêm một việc chung"}


def _story(make: Made, cast: Cast, **given: Any) -> Story:
    """The pact in which the commune of the cast is the first party."""
    communes = cast.place.communes
    return make(cast.place, communes[0], communes[3], **given)


def _to(name: str, make: Made, *, by_head: bool = False) -> Callable[[Cast], str]:
    """The address of a pact; with `by_head` the commune's actor is its head."""

    def path(cast: Cast) -> str:
        story = _story(make, cast)
        if by_head:
            _promote(cast)
        return address(name, story.pact)

    return path


def _promote(cast: Cast) -> None:
    """The commune's actor is its head; an officer's door then shows who is too low."""
    mandate = cast.commune.mandate
    assert mandate is not None
    mandate.role = HEAD
    mandate.save()


def _thing(story: Story, kind: str) -> Any:
    edition = story.pact.standing()
    if kind == "party":
        return story.parties[1]
    if kind == "commitment":
        return edition.commitments.first()
    return Witness.objects.create(edition=edition, name="Lê Văn Chín")


def _part(name: str, kind: str) -> Callable[[Cast], str]:
    def path(cast: Cast) -> str:
        story = _story(drafted, cast)
        return address(name, story.pact, _thing(story, kind))

    return path


def _key(name: str, make: Made, *, figure: bool) -> Callable[[Cast], str]:
    def path(cast: Cast) -> str:
        story = _story(make, cast)
        found = story.pact.standing().commitments.filter(
            version__isnull=not figure, party=story.parties[0]
        )
        one = found.first()
        assert one is not None
        return address(name, story.pact, one.key)

    return path


def _agreed(place: Any, *units: Any, **given: Any) -> Story:
    story = circulated(place, *units, **given)
    agree(story)
    return story


def _changed(place: Any, *units: Any, **given: Any) -> Story:
    story = in_force(place, *units, **given)
    actions.propose_change(
        story.pact, reason="Thêm việc", actor=story.officers[0], at=_at()
    )
    return story


def _at() -> Any:
    from tests.campaigns.factories import MAY

    return MAY


def _judged(place: Any, *units: Any, **given: Any) -> Story:
    """Over today, all commitments judged."""
    from datetime import date

    from thidua.pacts.models import CommitmentOutcome

    story = in_force(place, *units, **{"ends_on": date(2025, 5, 19)} | given)
    for one in story.pact.standing().commitments.all():
        CommitmentOutcome.objects.create(
            commitment=one, verdict="kept", judged_at=_at(), judged_by="Lan"
        )
    return story


def _answer(cast: Cast) -> str:
    """The commune of the cast is the second party: somebody else wrote it."""
    communes = cast.place.communes
    story = circulated(cast.place, communes[3], communes[0])
    return address("pacts:answer", story.pact)


def _answer_data(cast: Cast) -> dict[str, Any]:
    from thidua.pacts.models import PactEdition, PactParty

    edition = PactEdition.objects.get()
    party = PactParty.objects.get(unit=cast.place.communes[0])
    return {"go": "agree", "party": party.pk, "version": edition.version}


def _sign_data(cast: Cast) -> dict[str, Any]:
    from thidua.pacts.models import PactEdition, PactParty

    party = PactParty.objects.get(unit=cast.place.communes[0])
    sha = PactEdition.objects.get().sha256
    return {"party": party.pk, "sha256": sha, "proof": PASSWORD}


def _withdraw(cast: Cast) -> str:
    story = _story(fixed, cast)
    _promote(cast)
    return address("pacts:withdraw", story.pact, story.parties[0])


def _paper(cast: Cast) -> str:
    return address("pacts:paper", _story(fixed, cast).pact, "pact")


def _shut(
    to: Callable[[Cast], str],
    *,
    method: str = "GET",
    data: Mapping[str, Any] | Callable[[Cast], Mapping[str, Any]] = MappingProxyType(
        {}
    ),
) -> Door:
    """A door for the commune: 404 to a stranger and to an office that is no party."""
    return Door(to, method=method, data=data, opens_to="commune", low=404)


def _edition(cast: Cast) -> str:
    return address("pacts:edition", _story(fixed, cast).pact, 1)


COMMITMENT = {"due_on": "31/12/2025", "words": "Làm cổng chào", "version": "7"}


def _commitment_data(_cast: Cast) -> dict[str, Any]:
    from thidua.pacts.models import PactEdition

    edition = PactEdition.objects.get()
    party = edition.pact.parties.first()
    assert party is not None
    said = {"party": party.pk, "version": edition.version}
    return COMMITMENT | said


def _write_data(_cast: Cast) -> dict[str, Any]:
    from thidua.pacts.models import PactEdition

    return {**WORDS, "version": PactEdition.objects.get().version}


def _unit_data(cast: Cast) -> dict[str, Any]:
    return {"unit": cast.place.communes[5].pk}


A_CEREMONY = {
    "held_on": "20/05/2025",
    "place": "Nhà văn hóa xã",
    "led_by": "Lê Văn Chín, Bí thư",
    "present": "60",
    "minutes": "Các bên ký.",
}
DOORS: dict[str, list[Door] | Public] = {
    "pacts:campaign": [
        Door(lambda cast: address("pacts:campaign", running(cast.place)), low=200)
    ],
    "pacts:new": [
        Door(lambda cast: address("pacts:new", running(cast.place))),
        Door(
            lambda cast: address("pacts:new", running(cast.place)),
            method="POST",
            data=WORDS,
        ),
    ],
    "pacts:mine": [Door(at("pacts:mine"), stranger=200, low=200)],
    "pacts:pact": [_shut(_to("pacts:pact", fixed))],
    "pacts:history": [_shut(_to("pacts:history", fixed))],
    "pacts:edition": [_shut(_edition)],
    "pacts:pdf": [_shut(_to("pacts:pdf", fixed))],
    "pacts:word": [_shut(_to("pacts:word", fixed))],
    "pacts:write": [
        _shut(_to("pacts:write", drafted)),
        _shut(_to("pacts:write", drafted), method="POST", data=_write_data),
    ],
    "pacts:party-add": [
        _shut(_to("pacts:party-add", drafted), method="POST", data=_unit_data)
    ],
    "pacts:party-remove": [_shut(_part("pacts:party-remove", "party"), method="POST")],
    "pacts:commitment-new": [
        _shut(_to("pacts:commitment-new", drafted)),
        _shut(
            _to("pacts:commitment-new", drafted), method="POST", data=_commitment_data
        ),
    ],
    "pacts:commitment": [
        _shut(_part("pacts:commitment", "commitment")),
        _shut(
            _part("pacts:commitment", "commitment"),
            method="POST",
            data=_commitment_data,
        ),
    ],
    "pacts:commitment-remove": [
        _shut(_part("pacts:commitment-remove", "commitment"), method="POST")
    ],
    "pacts:witness-add": [
        _shut(
            _to("pacts:witness-add", drafted),
            method="POST",
            data={"name": "Lê Văn Chín"},
        )
    ],
    "pacts:witness-remove": [
        _shut(_part("pacts:witness-remove", "witness"), method="POST")
    ],
    "pacts:circulate": [_shut(_to("pacts:circulate", drafted), method="POST")],
    "pacts:answer": [_shut(_answer, method="POST", data=_answer_data)],
    "pacts:fix": [_shut(_to("pacts:fix", _agreed), method="POST")],
    "pacts:sign": [
        _shut(_to("pacts:sign", fixed, by_head=True)),
        _shut(_to("pacts:sign", fixed, by_head=True), method="POST", data=_sign_data),
    ],
    "pacts:change": [_shut(_to("pacts:change", in_force), method="POST", data=WHY)],
    "pacts:change-drop": [
        _shut(_to("pacts:change-drop", _changed), method="POST", data=WHY)
    ],
    "pacts:withdraw": [_shut(_withdraw, method="POST", data=WHY)],
    "pacts:drop": [_shut(_to("pacts:drop", drafted), method="POST", data=WHY)],
    "pacts:break": [
        _shut(_to("pacts:break", in_force, by_head=True), method="POST", data=WHY)
    ],
    "pacts:mark": [
        _shut(
            _key("pacts:mark", in_force, figure=False),
            method="POST",
            data={"words": "Đã trồng 2 km", "done": "1"},
        )
    ],
    "pacts:judge": [
        _shut(
            _key("pacts:judge", in_force, figure=False),
            method="POST",
            data={"verdict": "kept"},
        )
    ],
    "pacts:end": [
        _shut(
            _to("pacts:end", _judged),
            method="POST",
            data={"conclusion": "Hai xã giữ lời."},
        )
    ],
    "pacts:ceremony": [
        _shut(_to("pacts:ceremony", fixed)),
        _shut(_to("pacts:ceremony", fixed), method="POST", data=A_CEREMONY),
    ],
    "pacts:paper": [_shut(_paper, method="POST")],
    "pacts:public-list": Public("the parties agreed to make these pacts public"),
    "pacts:public": Public("one of them, once all have signed; 404 for any other"),
}
