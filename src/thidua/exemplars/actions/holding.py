"""The register of who is on hold: opened and closed by a paper."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.audit.trail import record
from thidua.exemplars.drafts import HoldDraft
from thidua.exemplars.keeping import keeper_of
from thidua.exemplars.models import Hold
from thidua.exemplars.policies import can_hold
from thidua.kernel.clock import day_of
from thidua.kernel.errors import RuleBroken, WrongMoment
from thidua.kernel.lengths import in_full
from thidua.kernel.models import StoredFile
from thidua.kernel.text import tidy
from thidua.organisations.actor import Actor


@transaction.atomic
def open_hold(home_id: int, draft: HoldDraft, *, actor: Actor, at: datetime) -> Hold:
    """From a day on somebody is chosen for nothing, by a paper that says why."""
    can_hold(actor, keeper_of(home_id, day_of(at))).enforce()

    _refuse_tomorrow(draft.opened_on, day_of(at), "opened_on")
    paper = _paper(draft.paper, "paper")
    same = Hold.objects.filter(
        home=home_id,
        kind=draft.kind,
        person=draft.person_id,
        unit=draft.unit_id,
        exemplar=draft.exemplar_id,
        closed_on__isnull=True,
    )
    if same.exists():
        raise RuleBroken(
            _("Đang tạm dừng vì lý do này rồi."),
            _("Xem dòng đang mở trong sổ."),
            field="about",
        )
    hold = Hold.objects.create(
        kind=draft.kind,
        home_id=home_id,
        person_id=draft.person_id,
        unit_id=draft.unit_id,
        exemplar_id=draft.exemplar_id,
        opened_on=draft.opened_on,
        opened_by_paper=paper,
        opened_file=draft.file,
        recorded_at=at,
        recorded_by=actor.name,
    )

    record("exemplars.hold.opened", hold, actor=actor, at=at, kind=hold.kind)
    return hold


@transaction.atomic
def close_hold(
    hold: Hold,
    *,
    closed_on: date,
    paper: str,
    file: StoredFile | None = None,
    actor: Actor,
    at: datetime,
) -> Hold:
    """It is settled, by a paper: from that day on everything is open again."""
    held = Hold.objects.select_for_update(of=("self",)).get(pk=hold.pk)
    can_hold(actor, keeper_of(held.home_id, day_of(at))).enforce()

    if held.closed_on is not None:
        raise WrongMoment(_("Dòng này đã đóng."), _("Tải lại sổ để xem."))
    _refuse_tomorrow(closed_on, day_of(at), "closed_on")
    if closed_on < held.opened_on:
        raise RuleBroken(
            _("Ngày kết thúc trước ngày bắt đầu."),
            _("Ghi từ ngày bắt đầu trở đi."),
            field="closed_on",
        )
    held.closed_on, held.closed_by_paper = closed_on, _paper(paper, "paper")
    held.closed_file = file
    held.save(update_fields=["closed_on", "closed_by_paper", "closed_file"])

    record("exemplars.hold.closed", held, actor=actor, at=at)
    return held


def _paper(text: str, field: str) -> str:
    paper = in_full(tidy(text), 300, field)
    if not paper:
        raise RuleBroken(
            _("Chưa ghi văn bản."), _("Ghi số, ngày, tên văn bản."), field=field
        )
    return paper


def _refuse_tomorrow(day: date, today: date, field: str) -> None:
    if day > today:
        raise RuleBroken(
            _("Ngày này chưa tới."), _("Ghi ngày của văn bản."), field=field
        )
