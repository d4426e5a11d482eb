"""A target may be set on a part: women, poor households."""

from __future__ import annotations

from datetime import date

import pytest

from tests.indicators.parts import a_parted_office
from thidua.campaigns.models import Target
from thidua.campaigns.queries.choices import indicators
from thidua.campaigns.rules import fitting_rules

pytestmark = [pytest.mark.django_db, pytest.mark.demand("004.3")]


def test_the_choice_of_a_target_names_parts_in_full_and_they_split_by_sum() -> None:
    them = a_parted_office()

    offered = dict(indicators(date(2025, 5, 6), {}))

    women = them.part("nữ").versions.get()
    assert offered[women.pk] == "Người học xong kỹ năng số – nữ (người)"
    assert fitting_rules(women)[0] == Target.Split.SUM
