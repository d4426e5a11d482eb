"""How an office lives: who acts for whom while the head is away; all made up."""

from __future__ import annotations

from datetime import date

from thidua.config.demonstration.campaign_one import on
from thidua.config.demonstration.era_one import Loading
from thidua.config.demonstration.people import officer_of
from thidua.organisations.actions import Paper, delegate_mandate
from thidua.organisations.models import Delegation, Power

OFFICE = "ban-thi-dua"


def delegate_while_away(loading: Loading) -> Delegation:
    """The head of the provincial office lets its officer sign for two weeks of May."""
    head = officer_of(loading.stage, "truongban", OFFICE)
    officer = officer_of(loading.stage, "bantd", OFFICE)
    assert head.mandate is not None  # noqa: S101 - for the type checker
    assert officer.user is not None  # noqa: S101
    return delegate_mandate(
        head.mandate,
        officer.user.person,
        Paper(
            number="03/GUQ-BTĐKT",
            issued_on=date(2025, 5, 14),
            first=date(2025, 5, 15),
            last=date(2025, 5, 31),
            powers=(Power.RUN, Power.SIGN),
            reason="Trưởng ban đi học lớp bồi dưỡng ở Hà Nội.",
        ),
        actor=head,
        at=on(date(2025, 5, 14), 16, 0),
    )
