"""Where a year comes from: source, notes, editions, who entered it."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.audit.trail import trail_of
from thidua.indices.models import CompositeIndex, Publication
from thidua.indices.queries.words import index_href, years_of
from thidua.indices.shipped import told
from thidua.indices.states import State
from thidua.kernel import clock, dates
from thidua.kernel.clock import ZONE
from thidua.kernel.ui.parts import Fact, Link, TrailLine

_VERBS = {
    "indices.year.published": gettext_lazy("ghi năm công bố"),
    "indices.year.corrected": gettext_lazy("đính chính"),
    "indices.year.withdrawn": gettext_lazy("rút"),
}


def facts_of(here: Publication) -> list[Fact]:
    """Who published it, where, when, and under which make-up."""
    day = dates.show(here.published_on) or _("nguồn không ghi ngày")
    period = _("giai đoạn %(years)s") % {"years": years_of(here.make_up)}
    facts = [
        Fact(_("Nơi công bố"), here.publisher),
        Fact(_("Nguồn"), show_address(here.source), here.source),
        Fact(_("Ngày công bố"), day),
        Fact(_("Cách tính"), period),
    ]
    if here.ranked:
        facts.append(Fact(_("Số nơi được xếp hạng"), str(here.ranked)))
    return facts


def show_address(source: str) -> str:
    """The site of an address, short enough for a line."""
    bare = source.removeprefix("https://").removeprefix("http://")
    return bare if len(bare) <= 48 else f"{bare.split('/')[0]}/…"


def notes_of(here: Publication) -> list[str]:
    """What must be known before one reads the figures."""
    notes = []
    if here.is_computed:
        notes.append(
            _("Hạng ở đây tính từ điểm trong nguồn, không do nơi công bố xếp.")
        )
    if not here.is_whole:
        notes.append(
            _("Chưa ghi đủ các tỉnh; nơi vắng mặt không phải là không có hạng.")
        )
    if here.note:
        notes.append(told(here.note))
    return notes


def because_of(here: Publication) -> str:
    """Why an edition no longer stands; nothing for the one in force."""
    if here.state == State.STANDING:
        return ""
    return _("%(state)s: %(why)s") % {
        "state": capfirst(str(here.get_state_display())),
        "why": here.because,
    }


def editions_of(
    index: CompositeIndex, editions: Sequence[Publication], here: Publication
) -> list[Link]:
    """The editions of the year, when there is more than one."""
    if len(editions) < 2:
        return []
    return [
        Link(
            _("lần %(n)s (%(state)s)")
            % {"n": one.edition, "state": one.get_state_display()},
            ""
            if one.pk == here.pk
            else index_href(index, here.year, f"lan={one.edition}"),
            is_here=one.pk == here.pk,
        )
        for one in editions
    ]


def trail_of_editions(editions: Sequence[Publication]) -> list[TrailLine]:
    """Who entered, corrected and withdrew the year; years that came with the program
    have a line of their own."""
    lines = [
        TrailLine(
            dates.show_moment(entry.at.astimezone(ZONE)),
            str(_VERBS.get(entry.verb, entry.verb)),
            entry.actor_name,
            note=str(entry.details.get("reason", "")),
        )
        for entry in trail_of(*editions)
    ]
    if lines:
        return lines
    return [
        TrailLine(
            dates.show(clock.day_of(one.entered_at)),
            _("nạp cùng chương trình"),
            one.entered_by,
        )
        for one in editions
    ]
