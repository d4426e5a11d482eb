"""Say of what an index is made, and which units keep it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.audit.trail import record
from thidua.indices.drafts import MakeUpDraft
from thidua.indices.models import CompositeIndex, MakeUp
from thidua.indices.policies import can_define, can_entrust
from thidua.indices.writing import write_make_up
from thidua.kernel.errors import RuleBroken
from thidua.organisations.actor import Actor
from thidua.organisations.models import Unit


@transaction.atomic
def entrust_index(
    index: CompositeIndex, keepers: Sequence[Unit], *, actor: Actor, at: datetime
) -> None:
    """These units, and no others, enter what is published of an index."""
    can_entrust(actor).enforce()

    index.keepers.set(keepers)

    record(
        "indices.index.entrusted",
        index,
        actor=actor,
        at=at,
        units=[unit.pk for unit in keepers],
    )


@transaction.atomic
def renew_make_up(
    index: CompositeIndex, draft: MakeUpDraft, *, actor: Actor, at: datetime
) -> MakeUp:
    """From a year on the index is made otherwise; the make-up before ends there."""
    index = CompositeIndex.objects.select_for_update().get(pk=index.pk)
    can_define(actor, index).enforce()

    _end_the_last(index, draft.from_year)
    made = write_make_up(index, draft)

    record(
        "indices.index.made_otherwise", index, actor=actor, at=at, since=draft.from_year
    )
    return made


def _end_the_last(index: CompositeIndex, year: int) -> None:
    last = index.make_ups.order_by("-from_year").first()
    if last is None:
        return
    if year <= last.from_year:
        raise RuleBroken(
            _("Từ năm %(year)s đã có cách tính khác.") % {"year": last.from_year},
            _("Cách tính mới phải bắt đầu sau năm ấy."),
        )
    if last.publications.filter(year__gte=year).exists():
        raise RuleBroken(
            _("Năm %(year)s trở đi đã có công bố theo cách tính trước.")
            % {"year": year},
            _("Rút các năm ấy trước, rồi ghi lại theo cách tính mới."),
        )
    if last.to_year is None or last.to_year >= year:
        last.to_year = year - 1
        last.save(update_fields=["to_year"])
