"""The head's page: everything below a unit in one picture that opens to the cause."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from urllib.parse import urlencode

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.campaigns.queries.opened import opened_at
from thidua.desk.queries.atlas import Atlas, atlas
from thidua.desk.queries.below import HUNDRED, Below, pacing
from thidua.desk.queries.ground import Ground, ground
from thidua.desk.queries.lens import Lens
from thidua.desk.queries.monitor import Option, campaigns_offered, silent_title
from thidua.desk.queries.movers import Movers, movers
from thidua.desk.queries.pages import Pages
from thidua.desk.queries.silent import Silent, doors, silent_units
from thidua.desk.queries.strip import Strip, strip
from thidua.desk.queries.targets import Targets, table_of
from thidua.kernel import dates
from thidua.kernel.ui.charts import Heat
from thidua.kernel.ui.parts import Link
from thidua.organisations.models import Unit

SHOWN_SILENT, SHOWN_TARGETS, SHOWN_ROWS = 6, 10, 20
PAPER_ROWS, PAPER_ROWS_BELOW_RANKS, PAPER_RANKS = 10, 8, 24
"""So many rows of the strip and of the bars one sheet has room for; `desk.css` says
the same."""

TARGETS = "chi-tieu"
"""The table of targets, as an anchor of the page."""


@dataclass(frozen=True, slots=True)
class Finding:
    """The title: what was found, what is wanting; and where to go first."""

    found: str
    found_href: str
    wanting: Sequence[Link]
    first: str
    first_href: str


@dataclass(frozen=True, slots=True)
class Silence:
    """Who owes the month's report, the longest silence first."""

    title: str
    rows: Sequence[Silent]
    rest: Sequence[Link]
    href: str


@dataclass(frozen=True, slots=True)
class PanoramaPage:
    """Everything that `panorama.html` shows; without a campaign only the names."""

    crumbs: Sequence[Link]
    unit: int
    unit_name: str
    kicker: str
    finding: Finding
    address: str
    atlas: Atlas | None
    movers: Movers | None
    targets: Targets | None
    silence: Silence
    heat: Heat | None
    left_out: Sequence[str]
    """What the paper has no room for."""
    compare_href: str
    monitor_href: str
    campaign: int | None
    campaigns: Sequence[Option]
    """What else may be looked at; empty where there is no choice."""
    month: int


def panorama_page(
    lens: Lens,
    unit: Unit,
    roots: Sequence[int],
    today: date,
    *,
    asked: str,
    pages: Pages,
) -> PanoramaPage:
    """The picture of a unit that the reader may watch; `asked` shades its map."""
    seen = ground(lens, unit.pk, roots, today)
    path, campaign, there = seen.path(pages), seen.campaign, seen.scene
    silent = silent_units(
        seen.lens, seen.owed, seen.chosen.forms, seen.names, today, page=pages.monitor
    )
    drawn = _atlas(seen, asked, pages) if campaign else None
    sent = _strip(seen, pages)
    return PanoramaPage(
        crumbs=path[:-1],
        unit=unit.pk,
        unit_name=path[-1].label,
        kicker=" · ".join([path[-1].label, *([campaign.name] if campaign else [])]),
        finding=_finding(seen, len(silent), pages),
        address=_address(seen, asked, pages),
        atlas=drawn,
        movers=_movers(seen, pages) if campaign else None,
        targets=table_of(
            there.now, seen.month, campaign, pages=pages, shown=SHOWN_TARGETS
        )
        if campaign
        else None,
        silence=_silence(silent, seen, pages),
        heat=sent.heat if sent else None,
        left_out=_left_out(drawn, sent),
        compare_href=seen.lens.at(pages.compare),
        monitor_href=seen.lens.at(pages.monitor),
        campaign=campaign.pk if campaign else None,
        campaigns=campaigns_offered(seen.chosen) if seen.chosen.campaigns[1:] else [],
        month=seen.month.id,
    )


def _address(seen: Ground, asked: str, pages: Pages) -> str:
    """The whole of what is looked at, so that another day shows the same."""
    campaign = seen.campaign.pk if seen.campaign else None
    plain = seen.lens.at(pages.panorama, campaign=campaign, until=seen.month.id)
    return f"{plain}&{urlencode({'ban-do': asked})}" if asked else plain


def _atlas(seen: Ground, asked: str, pages: Pages) -> Atlas:
    month = seen.month
    return atlas(
        seen.scene.places,
        seen.campaign.tree_id if seen.campaign else 0,
        month.ends_on,
        asked=asked,
        month=dates.period_name(month.starts_on, month.ends_on),
        door=lambda unit: seen.door(unit, pages),
        targets=seen.scene.now,
    )


def _movers(seen: Ground, pages: Pages) -> Movers:
    there, campaign = seen.scene, seen.campaign
    address = pages.campaign_of(campaign.pk) if campaign else ""
    return movers(
        there.places,
        there.now,
        there.before,
        door=lambda unit: seen.door(unit, pages),
        target_door=lambda one: opened_at(address, one.target),
    )


def _silence(silent: Sequence[Silent], seen: Ground, pages: Pages) -> Silence:
    return Silence(
        title=silent_title(len(silent)),
        rows=silent[:SHOWN_SILENT],
        rest=doors(silent[SHOWN_SILENT:]),
        href=seen.lens.at(pages.late, until=seen.month.id),
    )


def _strip(seen: Ground, pages: Pages) -> Strip | None:
    """The strip of the least punctual; the monitoring page has it whole."""
    if not seen.counts:
        return None
    return strip(
        seen.lens,
        seen.unit,
        seen.counts,
        seen.names,
        pages=pages,
        most=SHOWN_ROWS,
    )


def _left_out(drawn: Atlas | None, sent: Strip | None) -> list[str]:
    ranks = len(drawn.ranking.ranks) if drawn and drawn.ranking else 0
    rows, said = PAPER_ROWS_BELOW_RANKS if ranks else PAPER_ROWS, []
    if ranks > PAPER_RANKS:
        words = _("Giấy in %(n)s nơi đứng đầu trên %(all)s nơi.")
        said.append(words % {"n": PAPER_RANKS, "all": ranks})
    if sent and sent.lines > rows:
        words = _("Bảng gửi báo cáo in %(n)s dòng chậm nhất trên %(all)s dòng.")
        said.append(words % {"n": rows, "all": sent.lines})
    return said


def _finding(seen: Ground, silent: int, pages: Pages) -> Finding:
    found, wanting = standing_of(seen, silent, pages)
    opens = f"#{TARGETS}" if seen.scene.now else ""
    worst = next(iter(in_need(seen.scene.places)), None)
    if worst is None:
        return Finding(found, opens, wanting, "", "")
    door = seen.door(worst.unit, pages)
    return Finding(found, opens, wanting, _first(worst), door)


def standing_of(seen: Ground, silent: int, pages: Pages) -> tuple[str, list[Link]]:
    """How the unit itself stands in its month, and what is wanting (may be nothing)."""
    month = month_words(seen)
    paced = pacing(seen.scene.now)
    words = {"month": month, "yes": paced.on_pace, "all": paced.judged, "n": silent}
    if not paced.judged:
        return _("%(month)s: chưa có chỉ tiêu nào có nhịp để so.") % words, []
    slow = paced.judged - paced.on_pace
    parts = []
    if slow:
        whole = seen.lens.at(pages.panorama, until=seen.month.id)
        parts.append((_("%(n)s chậm") % {"n": slow}, f"{whole}#{TARGETS}"))
    if silent:
        said = ngettext("còn %(n)s nơi im lặng", "còn %(n)s nơi im lặng", silent)
        parts.append((said % words, seen.lens.at(pages.late, until=seen.month.id)))
    if not parts:
        calm = _("%(month)s: cả %(all)s chỉ tiêu đúng nhịp, không nơi nào im lặng.")
        return calm % words, []
    found = _("%(month)s: %(yes)s trên %(all)s chỉ tiêu đúng nhịp,") % words
    *others, (last, href) = parts
    return found, [*(Link(f"{w},", at) for w, at in others), Link(f"{last}.", href)]


def month_words(seen: Ground) -> str:
    """The month looked at, as a sentence begins with it: `Tháng 4/2025`."""
    name = dates.period_name(seen.month.starts_on, seen.month.ends_on)
    return name[:1].upper() + name[1:]


def in_need(places: Sequence[Below]) -> list[Below]:
    """Those that want help: the smallest share of targets on pace first, then the most
    reports missing."""
    wanting = [
        place
        for place in places
        if place.now.on_pace < place.now.judged or place.month.missing
    ]
    return sorted(wanting, key=_how_well)


def _how_well(place: Below) -> tuple[Decimal, int, str]:
    share = HUNDRED if place.now.share is None else place.now.share
    return share, -place.month.missing, place.sort_key


def _first(worst: Below) -> str:
    slow = worst.now.judged - worst.now.on_pace
    wanting = []
    if slow:
        words = _("chậm %(slow)s trên %(all)s chỉ tiêu")
        wanting.append(words % {"slow": slow, "all": worst.now.judged})
    if worst.month.missing:
        wanting.append(missing_words(worst.month.missing))
    words = _("Cần đến trước: %(name)s, %(wanting)s.")
    return words % {"name": worst.name, "wanting": ", ".join(wanting)}


def missing_words(count: int) -> str:
    """`còn thiếu 4 báo cáo`."""
    words = ngettext(
        "còn thiếu %(missing)s báo cáo", "còn thiếu %(missing)s báo cáo", count
    )
    return words % {"missing": count}
