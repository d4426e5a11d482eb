from __future__ import annotations
import pytest

pytestmark = pytest.mark.django_db


def test_x():
    from thidua.campaigns.models import Campaign

    assert Campaign.objects.count() == 0
