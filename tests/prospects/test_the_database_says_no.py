"""What the database refuses, whoever writes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, ProgrammingError, transaction

from tests.campaigns.factories import MAY
from tests.organisations.factories import a_province
from tests.prospects.factories import LOADER, a_measure, a_prospect, a_tip
from thidua.prospects import actions
from thidua.prospects.models import Prospect, SupportMeasure, Tip, TipBefore

pytestmark = pytest.mark.django_db


def _refused(sentence: str, act: Callable[[], Any]) -> None:
    with pytest.raises(IntegrityError, match=sentence), transaction.atomic():
        act()


def test_a_tip_is_kept_as_it_was_told() -> None:
    tip = a_tip(a_province().communes[0])
    tips = Tip.objects.filter(pk=tip.pk)

    _refused("what_was_told_is_kept", lambda: tips.update(what="Khác"))
    _refused("what_was_told_is_kept", tips.delete)
    _refused("says_into_which", lambda: tips.update(state="joined"))
    _refused("says_what_by_whom", lambda: tips.update(state="answered"))
    _refused("joins_a_tip_that_stands", lambda: tips.update(joined_into=tip.pk))


def test_a_tip_is_corrected_only_beside_what_it_told() -> None:
    tip = a_tip(a_province().communes[0])
    tips = Tip.objects.filter(pk=tip.pk)
    TipBefore.of(Tip(pk=tip.pk, **_told(tip) | {"what": "Khác"}), MAY).save()

    _refused("what_was_told_is_kept", lambda: tips.update(what="Sửa"))

    tip.version = 2
    tips.update(version=2)
    before = TipBefore.of(tip, MAY)
    before.save()
    tips.update(what="Sửa", version=3)
    _refused("what_was_told_is_kept", lambda: tips.update(name="Sửa lần nữa"))
    with pytest.raises(ProgrammingError, match="only added to"), transaction.atomic():
        before.delete()


def _told(tip: Tip) -> dict[str, Any]:
    told = ("kind", "name", "what", "where_id", "place", "version")
    return {name: getattr(tip, name) for name in told}


def test_an_answer_is_not_undone() -> None:
    tip = a_tip(a_province().communes[0])
    actions.answer_tip(tip, "Cảm ơn", actor=LOADER, at=MAY)

    again = Tip.objects.filter(pk=tip.pk)
    _refused("an_answer_is_not_undone", lambda: again.update(state="opened"))


def test_a_prospect_is_never_deleted_and_closed_with_a_reason() -> None:
    one = a_prospect(a_province().communes[0])
    here = Prospect.objects.filter(pk=one.pk)

    _refused("says_when_and_why", lambda: here.update(state="closed"))
    _refused("a_prospect_is_kept", here.delete)
    actions.close_prospect(one, "Chuyển đi", actor=LOADER, at=MAY)
    _refused("closed_stays_closed", lambda: here.update(what="Khác"))


def test_only_a_unit_is_a_unit() -> None:
    place = a_province()
    one = Prospect.objects.filter(pk=a_prospect(place.communes[0]).pk)

    _refused("is_a_unit_only_as_a_unit", lambda: one.update(unit=place.communes[0]))


def test_a_measure_that_is_over_stays_and_says_how() -> None:
    measure = a_measure(a_prospect(a_province().communes[0]))
    here = SupportMeasure.objects.filter(pk=measure.pk)

    _refused("says_how_and_when", lambda: here.update(state="done"))
    _refused("costs_no_less_than_nothing", lambda: here.update(cost=-1))
    actions.finish_measure(measure, "Đã thăm", actor=LOADER, at=MAY)
    _refused("that_is_over_is_kept", lambda: here.update(told="Khác"))
