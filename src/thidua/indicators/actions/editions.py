"""A form that is open asks otherwise from a period on: its new edition."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.audit.trail import record
from thidua.indicators.editions import copy_lines, free_periods
from thidua.indicators.models import Form
from thidua.indicators.policies import can_lay_out
from thidua.kernel.errors import RuleBroken, WrongMoment
from thidua.organisations.actor import Actor


@transaction.atomic
def draft_edition(
    form: Form, *, since: date, reason: str, actor: Actor, at: datetime
) -> Form:
    """Begin a new edition with the lines of the form, for the periods from a day on.

    Nothing changes for anybody until the edition is opened (`open_form`).
    """
    form = Form.objects.select_for_update().get(pk=form.pk)
    can_lay_out(actor, form).enforce()

    if form.opened_at is None:
        raise WrongMoment(
            _("Biểu chưa mở nên các dòng còn sửa được."), _("Sửa ngay trong biểu này.")
        )
    _refuse_unfit(form, since, reason, at)
    edition = Form.objects.create(
        owner_id=form.owner_id,
        name=form.name,
        tree_id=form.tree_id,
        period_kind=form.period_kind,
        due_after=form.due_after,
        starts_on=since,
        ends_on=form.ends_on,
        follows=form,
        because=reason.strip(),
    )
    copy_lines(form, edition)

    record(
        "indicators.edition.drafted",
        form,
        actor=actor,
        at=at,
        edition=edition.pk,
        since=since,
        reason=reason,
    )
    return edition


@transaction.atomic
def drop_edition(edition: Form, *, actor: Actor, at: datetime) -> Form:
    """Put a drafted edition away; the form that it was to follow goes on."""
    edition = Form.objects.select_for_update().get(pk=edition.pk)
    can_lay_out(actor, edition).enforce()

    if edition.follows is None or edition.opened_at is not None:
        raise WrongMoment(
            _("Bản này đã mở, không bỏ được nữa."), _("Ra một bản sau nó.")
        )
    form, number = edition.follows, edition.pk
    edition.lines.all().delete()
    edition.delete()

    record("indicators.edition.dropped", form, actor=actor, at=at, edition=number)
    return form


def _refuse_unfit(form: Form, since: date, reason: str, at: datetime) -> None:
    if form.editions.exists():
        raise RuleBroken(
            _("Biểu này đã có bản mới."), _("Mở bản mới ấy để sửa tiếp, hoặc bỏ nó.")
        )
    if not reason.strip():
        raise RuleBroken(_("Chưa ghi lý do."), _("Ghi vì sao, để các đơn vị biết."))
    if not free_periods(form, at.date()).filter(period__starts_on=since).exists():
        raise RuleBroken(
            _("Không ra bản mới từ kỳ ấy được: kỳ đã qua hoặc đã có báo cáo."),
            _("Chọn một kỳ sau."),
        )
