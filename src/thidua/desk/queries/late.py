"""The list of those who are late with a month's report, as it is handed on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from thidua.desk.queries.choices import Choices, choices
from thidua.desk.queries.lens import Lens
from thidua.desk.queries.monitor import line_to, path_of
from thidua.desk.queries.names import Named, named
from thidua.desk.queries.pages import Pages
from thidua.desk.queries.silent import (
    Silent,
    owing_units,
    silent_units,
    units_named_in,
)
from thidua.indicators.queries.duties import Duty, duties_below
from thidua.kernel import dates
from thidua.kernel.ui.parts import Link
from thidua.organisations.actor import Actor
from thidua.organisations.letterhead import Letterhead, issuer, letterhead
from thidua.organisations.models import Unit


@dataclass(frozen=True, slots=True)
class LateRow:
    """A unit whose report came, but after its day."""

    number: int
    name: str
    above: str
    form: str
    due: str
    sent: str
    days_late: int


@dataclass(frozen=True, slots=True)
class SilentOfForm:
    """Who has not sent a form, under its name ("" where there is but one form)."""

    form: str
    rows: Sequence[Silent]


@dataclass(frozen=True, slots=True)
class LateOfForm:
    """Who sent a form after its day, under its name."""

    form: str
    rows: Sequence[LateRow]


@dataclass(frozen=True, slots=True)
class LatePage:
    """Everything that `late.html` and its Excel file show."""

    crumbs: Sequence[Link]
    letter: Letterhead
    title: str
    subtitle: str
    finding: str
    silent: Sequence[Silent]
    late: Sequence[LateRow]
    silent_of_forms: Sequence[SilentOfForm]
    late_of_forms: Sequence[LateOfForm]
    has_forms: bool
    sheet_href: str
    urge_href: str
    """A letter to those who are listed, with the same choice."""
    back: str
    file_name: str


def late_page(
    lens: Lens,
    unit: Unit,
    roots: Sequence[int],
    actor: Actor,
    today: date,
    *,
    pages: Pages,
) -> LatePage:
    """Who has not sent the lens's month, and who sent it after its day."""
    chosen = choices(lens, roots, unit.pk, today)
    lens, month = chosen.lens, chosen.lens.month
    forms = chosen.form_ids
    owed = owing_units(lens, unit.pk, forms, today)
    duties = duties_below(unit.pk, forms, [month], today)
    after = [duty for duty in duties if duty.days_late]
    line = line_to(unit.pk, roots, chosen.campaign, month.ends_on)
    above = {one for duty in after for one in (duty.unit, duty.above) if one}
    names = named({*units_named_in(owed), *above, *line}, month.ends_on)
    silent = silent_units(lens, owed, chosen.forms, names, today, page=pages.monitor)
    late = _late(after, chosen, names)
    crumbs = path_of(line, names, href=lambda one: lens.at(pages.monitor, unit=one))
    period = dates.period_name(month.starts_on, month.ends_on)
    return LatePage(
        crumbs=crumbs,
        letter=letterhead(issuer(actor, unit), actor, today),
        title=_("Danh sách đơn vị chậm gửi báo cáo %(period)s") % {"period": period},
        subtitle=_subtitle(crumbs, chosen),
        finding=_finding(len(silent), len(late), len(duties)),
        silent=silent,
        late=late,
        silent_of_forms=_silent_of_forms(silent),
        late_of_forms=_late_of_forms(late),
        has_forms=len(forms) > 1,
        sheet_href=lens.at(pages.late_sheet),
        urge_href=_urge(lens, unit, chosen, pages),
        back=lens.at(pages.monitor),
        file_name=f"cham-bao-cao-{month.year}-{month.number:02}.xlsx",
    )


def _urge(lens: Lens, unit: Unit, chosen: Choices, pages: Pages) -> str:
    """A letter to those who are listed: the same unit, campaign, form and month."""
    campaign = chosen.campaign.pk if chosen.campaign else None
    at = pages.letter_new
    return lens.at(at, unit=unit.pk, until=lens.month.id, campaign=campaign)


def _finding(silent: int, late: int, every: int) -> str:
    if not every:
        return _("Chưa có báo cáo nào phải gửi.")
    said = _("%(silent)s nơi chưa gửi, %(late)s nơi gửi muộn, trên %(all)s báo cáo")
    return said % {"silent": silent, "late": late, "all": every}


def _silent_of_forms(silent: Sequence[Silent]) -> list[SilentOfForm]:
    return [
        SilentOfForm(form, [one for one in silent if one.form == form])
        for form in dict.fromkeys(one.form for one in silent)
    ]


def _late_of_forms(late: Sequence[LateRow]) -> list[LateOfForm]:
    return [
        LateOfForm(form, [row for row in late if row.form == form])
        for form in dict.fromkeys(row.form for row in late)
    ]


def _subtitle(crumbs: Sequence[Link], chosen: Choices) -> str:
    unit = crumbs[-1].label if crumbs else ""
    if chosen.campaign is None:
        return unit
    return _("%(unit)s · %(campaign)s") % {
        "unit": unit,
        "campaign": chosen.campaign.name,
    }


def _late(
    duties: Sequence[Duty], chosen: Choices, names: Mapping[int, Named]
) -> list[LateRow]:
    forms = {form.pk: form.name for form in chosen.forms}
    ordered = sorted(duties, key=lambda d: (-d.days_late, names[d.unit].sort_key))
    return [
        LateRow(
            number=place,
            name=names[duty.unit].name,
            above=names[duty.above].name if duty.above else "",
            form=forms[duty.form],
            due=dates.show(duty.due_on),
            sent=dates.show(duty.sent_on),
            days_late=duty.days_late,
        )
        for place, duty in enumerate(ordered, start=1)
    ]
