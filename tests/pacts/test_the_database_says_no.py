"""What the database refuses, whoever asks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from tests.campaigns.factories import MAY
from tests.organisations.factories import a_province
from tests.pacts.factories import Story, drafted, fixed, in_force, sign
from thidua.pacts import actions
from thidua.pacts.models import (
    Commitment,
    Pact,
    PactEdition,
    PactOpinion,
    PactParty,
    PactSignature,
    Witness,
)
from thidua.pacts.wording import hash_of

pytestmark = pytest.mark.django_db


def refused(sentence: str, deed: Callable[[], object]) -> None:
    """The database says no, in these words."""
    with pytest.raises(DatabaseError, match=sentence), transaction.atomic():
        deed()


def a_hand(story: Story, place: int = 0, **given: Any) -> PactSignature:
    """A signature written past the program."""
    edition = given.pop("edition", None) or story.pact.standing()
    head = story.heads[place]
    values: dict[str, Any] = {
        "edition": edition,
        "party": story.parties[place],
        "sha256": edition.sha256,
        "person_id": head.person_id,
        "name": head.name,
        "title": "Chủ tịch",
        "office": head.office,
        "signed_at": MAY,
    }
    return PactSignature.objects.create(**(values | given))


def test_a_signature_names_the_text_that_stands() -> None:
    story = fixed(a_province())

    refused(
        "a_signature_names_the_text_that_stands",
        lambda: a_hand(story, sha256=hash_of("một văn bản khác")),
    )


def test_no_signature_is_put_under_an_edition_that_was_replaced() -> None:
    story = fixed(a_province())
    old = story.pact.standing()
    actions.propose_change(story.pact, reason="Sửa", actor=story.officers[0], at=MAY)

    refused(
        "only_the_edition_that_stands_is_signed", lambda: a_hand(story, edition=old)
    )


def test_a_party_signs_once_and_a_signature_stays() -> None:
    story = fixed(a_province())
    sign(story, 0)
    hands = PactSignature.objects.all()

    refused("a_party_signs_an_edition_once", lambda: a_hand(story))
    refused("history is only added to", lambda: hands.update(name="Người khác"))
    refused("history is only added to", hands.delete)
    refused("history is only added to", PactOpinion.objects.all().delete)


def test_a_fixed_text_stays_letter_by_letter() -> None:
    fixed(a_province())
    edition = PactEdition.objects.all()

    refused("a_fixed_text_stays", lambda: edition.update(title="Khác"))
    refused(
        "(hash_is_that|fixed_text_stays)",
        lambda: edition.update(text="Khác", sha256=hash_of("Khác")),
    )
    refused("an_edition_is_kept", lambda: edition._raw_delete("default"))
    refused("a_fixed_text_stays", lambda: Commitment.objects.update(words="Việc khác"))
    refused(
        "a_fixed_text_stays",
        lambda: Witness.objects.create(edition=edition.get(), name="Ai đó"),
    )


def test_the_hash_is_that_of_the_text() -> None:
    story = drafted(a_province())
    edition = PactEdition.objects.filter(pact=story.pact)

    refused(
        "the_hash_is_that_of_the_text",
        lambda: edition.update(text="Văn bản", sha256=hash_of("khác"), fixed_at=MAY),
    )
    edition.update(text="Văn bản", sha256=hash_of("Văn bản"), fixed_at=MAY)


def test_a_pact_holds_when_all_have_signed_and_not_before() -> None:
    story = fixed(a_province())
    sign(story, 0)
    pacts = Pact.objects.all()

    refused(
        "what_holds_is_signed_by_all",
        lambda: pacts.update(state="in_force", in_force_since=MAY),
    )
    refused("a_pact_is_kept", lambda: pacts._raw_delete("default"))


def test_what_is_over_stays_and_parties_that_signed_stay() -> None:
    story = in_force(a_province())
    refused(
        "a_party_that_signed_stays",
        lambda: PactParty.objects.update(left_at=MAY, left_because="Thôi"),
    )
    actions.break_pact(story.pact, reason="Thôi", actor=story.heads[0], at=MAY)

    refused("what_is_over_stays", lambda: Pact.objects.update(state="in_force"))
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from pacts_pactsignature")
        assert cursor.fetchone() == (2,)
