"""How a new edition of an open form begins and takes over. Used by the actions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.indicators.models import (
    Form,
    FormLine,
    FormPeriod,
    IndicatorVersion,
    Report,
    ReportDuty,
)
from thidua.kernel.errors import RuleBroken

_COPIED = ("group", "level", "owner_id", "scale", "is_cumulative")


def free_periods(form: Form, today: date) -> QuerySet[FormPeriod]:
    """From which periods a new edition may begin, the next first.

    Those that are not over, are not the form's first, and from which on nobody has
    begun a report.
    """
    begun = Report.objects.filter(form=form).order_by("-period__starts_on")
    last = begun.values_list("period__starts_on", flat=True).first()
    return (
        FormPeriod.objects.filter(
            form=form,
            period__ends_on__gte=today,
            period__starts_on__gt=max(last or form.starts_on, form.starts_on),
            period__closed_at=None,
        )
        .select_related("period")
        .order_by("period__starts_on")
    )


def copy_lines(form: Form, edition: Form) -> None:
    """The same lines, as their indicators are meant when the edition begins.

    What is no longer counted by then is left out.
    """
    lines = list(form.lines.select_related("version"))
    meant = {
        one.indicator_id: one
        for one in IndicatorVersion.objects.filter(
            indicator__in=[line.version.indicator_id for line in lines],
            during__contains=edition.starts_on,
        )
    }
    FormLine.objects.bulk_create(
        FormLine(
            form=edition,
            version=meant[line.version.indicator_id],
            position=place,
            **{name: getattr(line, name) for name in _COPIED},
        )
        for place, line in enumerate(lines, start=1)
        if line.version.indicator_id in meant
    )


def take_over(edition: Form) -> Sequence[int]:
    """The followed form asks up to the day before; its units go on with the edition.

    The units are returned. `RuleBroken` once somebody has begun a report of a period
    that would be taken over: what was begun on a form is finished on it.
    """
    since = edition.starts_on
    form = Form.objects.select_for_update().get(editions=edition)
    taken = FormPeriod.objects.filter(form=form, period__starts_on__gte=since)
    list(taken.select_for_update())
    begun = Report.objects.filter(form=form, period__starts_on__gte=since).count()
    if begun:
        raise RuleBroken(
            ngettext(
                "Đã có %(n)s báo cáo của các kỳ ấy trên biểu đang mở.",
                "Đã có %(n)s báo cáo của các kỳ ấy trên biểu đang mở.",
                begun,
            )
            % {"n": begun},
            _("Bỏ bản này rồi ra bản mới từ một kỳ sau."),
        )
    taken.delete()
    form.ends_on = since - timedelta(days=1)
    form.save(update_fields=["ends_on"])
    return _hand_over(form, edition, since)


def _hand_over(form: Form, edition: Form, since: date) -> Sequence[int]:
    """Every duty that lasts goes on with the edition from the day on."""
    lasting = form.duties.filter(
        Q(during__endswith__isnull=True) | Q(during__endswith__gt=since)
    )
    duties = list(lasting.select_for_update().order_by("pk"))
    later = [one for one in duties if one.during.lower and one.during.lower >= since]
    for duty in duties:
        start, end = duty.during.lower, duty.during.upper
        ReportDuty.objects.create(
            form=edition,
            unit_id=duty.unit_id,
            receiver_id=duty.receiver_id,
            during=DateRange(max(start or since, since), end),
        )
        if duty not in later:
            duty.during = DateRange(start, since)
    ReportDuty.objects.filter(pk__in=[one.pk for one in later]).delete()
    stayed = [one for one in duties if one not in later]
    ReportDuty.objects.bulk_update(stayed, ["during"], batch_size=500)
    return [duty.unit_id for duty in duties]
