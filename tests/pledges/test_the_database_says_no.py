"""What the database refuses, whoever asks."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from tests.campaigns.factories import MAY
from tests.organisations.factories import a_province
from tests.pledges.factories import LOADER, a_draft, approved, listed, running
from thidua.indicators.acting import acting
from thidua.pledges import actions
from thidua.pledges.drafts import DutyDraft
from thidua.pledges.models import Duty, Registration, RegistrationChange

pytestmark = pytest.mark.django_db


def refused(sentence: str, deed: Callable[[], object]) -> None:
    """The database says no, in these words."""
    with (
        pytest.raises(DatabaseError, match=sentence),
        transaction.atomic(),
        acting(LOADER, at=MAY),
    ):
        deed()


def one() -> Registration:
    place = a_province()
    return listed(running(place), place.communes[0].pk)[0]


def test_a_change_says_who_acts() -> None:
    standing = one()

    with (
        pytest.raises(IntegrityError, match="without saying who acts"),
        transaction.atomic(),
    ):
        Registration.objects.filter(pk=standing.pk).update(name="Khác")


@pytest.mark.parametrize(
    ("sentence", "changes"),
    [
        ("what_is_decided_says_by_whom_and_when", {"state": "approved"}),
        ("what_is_joined_says_into_which", {"state": "joined"}),
        ("nothing_is_shown_without_consent", {"shows_name": True}),
        (
            "an_address_is_shown_with_a_name",
            {"shows_address": True, "consented_at": MAY},
        ),
        ("a_registration_says_who", {"name": ""}),
        ("a_birth_year_is_of_somebody_alive", {"birth_year": 1492}),
        (
            "what_is_returned_says_why",
            {"state": "returned", "decided_at": MAY, "decided_by": "Lan"},
        ),
    ],
)
def test_a_registration_keeps_its_sentences(
    sentence: str, changes: dict[str, object]
) -> None:
    standing = Registration.objects.filter(pk=one().pk)

    refused(f"pledges_{sentence}", lambda: standing.update(**changes))


def test_a_subject_registers_once_and_a_namesake_is_told_apart() -> None:
    place = a_province()
    campaign, commune = running(place), place.communes[0].pk
    first, other = listed(campaign, commune, a_draft(), a_draft(namesake=2))

    assert (first.namesake, other.namesake) == (1, 2)
    refused(
        "pledges_a_subject_registers_once",
        lambda: Registration.objects.filter(pk=other.pk).update(namesake=1),
    )


def test_nothing_registered_is_deleted_and_nothing_withdrawn_comes_back() -> None:
    standing = one()
    mine = Registration.objects.filter(pk=standing.pk)
    refused("was_registered_is_kept", lambda: mine._raw_delete(mine.db))
    actions.withdraw_registration(standing, actor=LOADER, at=MAY)

    refused(
        "a_withdrawal_is_not_undone",
        lambda: Registration.objects.filter(pk=standing.pk).update(state="submitted"),
    )


def test_an_approval_is_not_undone() -> None:
    place = a_province()
    (standing,) = approved(running(place), place.communes[0].pk)

    refused(
        "an_approval_is_not_undone",
        lambda: Registration.objects.filter(pk=standing.pk).update(state="submitted"),
    )


def test_a_double_is_joined_into_a_living_one() -> None:
    place = a_province()
    first, other = listed(
        running(place), place.communes[0].pk, a_draft(), a_draft("Lê Thị Hai")
    )
    actions.withdraw_registration(first, actor=LOADER, at=MAY)

    refused(
        "a_double_joins_a_living_one_of_its_campaign",
        lambda: Registration.objects.filter(pk=other.pk).update(
            state="joined", joined_into=first
        ),
    )


def test_history_and_what_a_head_did_are_only_added_to() -> None:
    standing = one()
    change = RegistrationChange.objects.filter(registration=standing)
    assert change.count() == 1
    refused("permission denied|only added to", change.delete)
    draft = DutyDraft("urge", MAY.date(), "Họp các ấp")
    duty = actions.record_duty(
        standing.campaign, standing.unit_id, draft, actor=LOADER, at=MAY
    )

    told = Duty.objects.filter(pk=duty.pk)
    refused("what_a_head_did_is_kept", lambda: told.update(what="Khác"))
    refused("what_a_head_did_is_kept", told.delete)
