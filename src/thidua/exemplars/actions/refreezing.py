"""The exemplar's own figures were corrected: the bar is kept, or frozen anew."""

from __future__ import annotations

from datetime import date, datetime
from functools import partial

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.audit.trail import record
from thidua.exemplars.bar_papers import bar_paper
from thidua.exemplars.corrected import Corrected, corrected_of
from thidua.exemplars.drawing_up import drawn_up_by
from thidua.exemplars.held import held_exemplar, reason_in
from thidua.exemplars.models import BarRevisit, Exemplar, FrozenBefore, FrozenValue
from thidua.exemplars.policies import can_praise
from thidua.exemplars.states import HONOURED
from thidua.kernel.clock import day_of
from thidua.kernel.dates import show
from thidua.kernel.errors import RuleBroken, WrongMoment
from thidua.organisations.actor import Actor
from thidua.organisations.models import Unit

Said = BarRevisit.Said


@transaction.atomic
def look_at_bar(
    exemplar: Exemplar,
    *,
    said: str,
    reason: str,
    decided_on: date,
    seen: str,
    actor: Actor,
    at: datetime,
) -> BarRevisit:
    """Keep the bar although the exemplar's reports were corrected, or freeze it anew.

    Frozen anew it takes a decision, drafted among the documents; the former values are
    kept. No recognition is taken back by it: those whose verdict would be another are
    asked about one by one. `seen` is what the page showed.
    """
    held, keeper = held_exemplar(exemplar, at)
    can_praise(actor, held, keeper).enforce()

    found = _as_seen(held, said, seen)
    _refuse_day(held, decided_on, day_of(at))
    why = reason_in(reason)
    is_anew = said == Said.ANEW
    unit = Unit.objects.get(pk=keeper or held.home_id)
    paper = partial(bar_paper, found, why, decided_on)
    revisit = BarRevisit.objects.create(
        exemplar=held,
        found=found.found(),
        said=said,
        reason=why,
        decided_on=decided_on,
        document=drawn_up_by(unit, paper, actor, at) if is_anew else None,
        said_at=at,
        said_by=f"{actor.name}, {actor.office}"[:300],
    )
    if is_anew:
        _freeze_anew(found, revisit, at)

    record(f"exemplars.bar.{said}", held, actor=actor, at=at, reason=why)
    return revisit


def _as_seen(exemplar: Exemplar, said: str, seen: str) -> Corrected:
    """What the reports say now, if that is what the page showed."""
    found = next(iter(corrected_of([exemplar.pk])), None)
    if exemplar.state not in HONOURED or found is None:
        raise WrongMoment(
            _("Mốc này không còn gì phải xem lại."),
            _("Số liệu nay như lúc chốt, hoặc đã có người xem lại."),
        )
    if found.mark != seen:
        raise WrongMoment(
            _("Số liệu lại đổi từ lúc mở trang."), _("Mở lại trang rồi quyết định.")
        )
    if said not in Said.values:
        raise RuleBroken(
            _("Chưa chọn giữ hay chốt lại."), _("Chọn một trong hai."), field="verdict"
        )
    if said == Said.ANEW and not found.instead:
        raise RuleBroken(
            _("Báo cáo nay không còn con số nào để chốt lại."),
            _("Giữ mốc, hoặc chờ đơn vị báo cáo lại."),
            field="verdict",
        )
    return found


def _refuse_day(exemplar: Exemplar, decided_on: date, today: date) -> None:
    if exemplar.praised_on is not None and exemplar.praised_on <= decided_on <= today:
        return
    raise RuleBroken(
        _("Ngày quyết định không hợp lệ."),
        _("Chọn từ ngày biểu dương %(day)s đến hôm nay.")
        % {"day": show(exemplar.praised_on)},
        field="decided_on",
    )


def _freeze_anew(found: Corrected, revisit: BarRevisit, at: datetime) -> None:
    """What each was is written down first: the database lets no bar move otherwise."""
    moved = [one for one in found.lines if one.is_changed and one.now is not None]
    FrozenBefore.objects.bulk_create(
        FrozenBefore(
            figure=one.barred.figure,
            **{name: getattr(one.barred.frozen, name) for name in _KEPT},
            revisit=revisit,
        )
        for one in moved
    )
    for one in moved:
        now, bar = one.now, one.barred.frozen
        assert now is not None  # noqa: S101 - of those that moved
        bar.number += 1
        bar.value, bar.period_id = now.value, now.period_id
        bar.since, bar.is_of_one_month = now.since, False
        bar.reported, bar.accepted, bar.frozen_at = now.reported, now.accepted, at
    FrozenValue.objects.bulk_update(
        [one.barred.frozen for one in moved],
        [
            "number",
            "value",
            "period",
            "since",
            "is_of_one_month",
            "reported",
            "accepted",
            "frozen_at",
        ],
    )


_KEPT = ("number", "value", "period_id", "since", "reported", "accepted", "frozen_at")
