"""Marks of milestones: those ticked, named before they are confirmed; all, as Excel."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from thidua.campaigns.models import Campaign, MilestoneMark
from thidua.campaigns.queries.milestones import (
    WAITING,
    mark_view,
    members_on,
    reader_of,
    steps_of,
)
from thidua.kernel.dates import show
from thidua.kernel.sheets import Column, Kind, Sheet
from thidua.kernel.text import sort_key
from thidua.organisations.actor import Actor
from thidua.organisations.namesakes import listed_names


@dataclass(frozen=True, slots=True)
class AskedMarks:
    """The ticked marks, named, before they are confirmed all at once."""

    count: int
    rows: Sequence[tuple[int, str]]


def asked_marks(
    campaign: Campaign, actor: Actor, day: date, chosen: Sequence[int]
) -> AskedMarks | None:
    """Those of the ticked that this reader may confirm; None when none is ticked."""
    if not chosen:
        return None
    reader, _audiences = reader_of(campaign, actor, day, members_on(campaign, day))
    marks = MilestoneMark.objects.filter(
        WAITING,
        reader.seen,
        pk__in=chosen,
        milestone__audience__campaign=campaign,
    ).select_related("milestone")
    listed = [one for one in marks if reader.may_confirm(one.unit_id)]
    names = listed_names({one.unit_id for one in listed}, day)
    rows = [
        (one.pk, f"{names.get(one.unit_id, '')}: {one.milestone.name}")
        for one in listed
    ]
    return AskedMarks(len(rows), sorted(rows, key=lambda row: sort_key(row[1])))


def marks_sheet(campaign: Campaign, actor: Actor, day: date) -> Sheet:
    """Every mark this reader may see, as an Excel file."""
    reader, audiences = reader_of(campaign, actor, day, members_on(campaign, day))
    milestones = steps_of(campaign, audiences)
    marks = MilestoneMark.objects.filter(reader.seen, milestone__in=milestones)
    listed = list(marks.select_related("milestone").order_by("milestone", "unit_id"))
    names = listed_names({one.unit_id for one in listed}, day)
    return Sheet(
        name=_("Mốc"),
        title=campaign.name.upper(),
        subtitle=_("Các mốc đã báo đạt, ngày %(day)s") % {"day": show(day)},
        columns=[
            Column(_("Mốc"), width=44),
            Column(_("Hạn"), kind=Kind.DATE, width=12),
            Column(_("Đơn vị"), width=28),
            Column(_("Ngày đạt"), kind=Kind.DATE, width=12),
            Column(_("Kết quả"), width=50),
            Column(_("Trạng thái"), width=18),
        ],
        rows=[
            [
                one.milestone.name,
                one.milestone.due_on,
                names.get(one.unit_id, ""),
                one.reached_on,
                one.note,
                mark_view(one, names, (), reader).state,
            ]
            for one in listed
        ],
    )


def steps_seen(campaign: Campaign, actor: Actor, day: date) -> set[int]:
    """The milestones that a person may open: all for the bodies, else those asked of
    audiences of one's own."""
    _reader, audiences = reader_of(campaign, actor, day, members_on(campaign, day))
    return {one.pk for one in steps_of(campaign, audiences)}
