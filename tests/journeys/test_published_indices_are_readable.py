"""The pages of published indices: no fault axe can see, nothing sticks out."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytest_django import Settings

from tests.indices.factories import NOON, SYSTEM
from tests.journeys.people import Visits
from tests.journeys.places import BEN_TRE
from tests.journeys.stage import Stage, set_the_stage
from thidua.indices.actions import entrust_index, load_published_indices
from thidua.indices.models import CompositeIndex
from thidua.organisations.models import Mandate

pytestmark = pytest.mark.journey
PAGES = {
    "indices": "/theo-doi/chi-so/",
    "index": "/theo-doi/chi-so/pci/?nam=2016",
    "index-gap": "/theo-doi/chi-so/papi/?nam=2023",
    "index-empty": "/theo-doi/chi-so/ict-index/",
    "index-province": "/theo-doi/chi-so/papi/tinh/{province}/",
    "index-result": "/theo-doi/chi-so/pci/tinh/{province}/2016/",
    "index-make-ups": "/theo-doi/chi-so/papi/cach-tinh/",
    "index-publish": "/theo-doi/chi-so/pci/ghi/",
}


@pytest.fixture(autouse=True)
def on_the_tenth_of_april(settings: Settings, on_the_first_day: None) -> None:  # noqa: ARG001
    settings.THIDUA_TODAY = "2025-04-10"


def indices_are_published() -> Stage:
    """The office keeps every index that is published."""
    stage = set_the_stage()
    load_published_indices(actor=SYSTEM, at=NOON)
    held = Mandate.objects.filter(person__user__username="tinh").select_related("unit")
    keepers = [mandate.unit for mandate in held]
    for index in CompositeIndex.objects.all():
        entrust_index(index, keepers, actor=SYSTEM, at=NOON)
    return stage


@pytest.fixture
def so_far() -> Callable[[], Stage]:
    return indices_are_published


@pytest.mark.parametrize("width", [1440, 390])
def test_the_pages_of_published_indices_are_readable(
    stage: Stage, visit: Visits, width: int
) -> None:
    office = visit("tinh")
    office.page.set_viewport_size({"width": width, "height": 900})

    faults = []
    for name, path in PAGES.items():
        try:
            office.go(path.format(province=stage.unit(BEN_TRE).pk)).fits()
            office.is_accessible(f"{name}-{width}")
        except AssertionError as fault:
            faults.append(f"{path}: {fault}")

    assert faults == []
