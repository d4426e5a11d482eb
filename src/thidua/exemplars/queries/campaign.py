"""The exemplars of a campaign: the list, how far they have spread, what has none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.campaigns.models import Campaign
from thidua.campaigns.queries.frame import Frame, frame
from thidua.campaigns.states import State as CampaignState
from thidua.exemplars.lineage import families_of
from thidua.exemplars.models import Exemplar, Learning
from thidua.exemplars.queries.listing import Row, finding_of, page_of
from thidua.exemplars.queries.spreading import (
    Gaps,
    SpreadRow,
    areas_without,
    by_field,
    figures_of,
    without_exemplar,
)
from thidua.exemplars.queries.streaming import (
    StreamRow,
    a_node,
    drawn,
    members_of,
    rows_of,
    words_for,
)
from thidua.exemplars.queries.tabs import CAMPAIGN
from thidua.exemplars.ruling import rule_of
from thidua.exemplars.states import Learner
from thidua.kernel.numbers import show_number
from thidua.kernel.ui import charts, filters, parts
from thidua.organisations.actor import Actor
from thidua.organisations.models import Power

MOST_FAMILIES = 12


@dataclass(frozen=True, slots=True)
class CampaignPage:
    """Everything `campaign.html` shows."""

    frame: Frame
    finding: str
    figures: Sequence[parts.Figure]
    rows: Sequence[Row]
    pager: parts.Pager | None
    fields: Sequence[SpreadRow]
    gaps: Sequence[Gaps]
    gaps_words: str
    areas: Sequence[str]
    areas_words: str
    rule_words: str
    graph_href: str
    ways: Sequence[parts.Link]


@dataclass(frozen=True, slots=True)
class GraphPage:
    """Everything `graph.html` shows."""

    frame: Frame
    finding: str
    note: str
    streams: charts.Streams | None
    rows: Sequence[StreamRow]
    pager: parts.Pager
    back: str


def campaign_page(
    campaign: Campaign, actor: Actor, day: date, params: Mapping[str, str], path: str
) -> CampaignPage:
    """What this reader may know of a campaign's exemplars."""
    seen = Exemplar.objects.visible_to(actor, day).filter(campaign=campaign)
    rows, pager = page_of(seen, actor, day, params, path)
    gaps = without_exemplar(campaign)
    bare = sum(one.count for one in gaps)
    areas, all_areas = areas_without(campaign, day)
    return CampaignPage(
        frame=frame(campaign, actor, day, CAMPAIGN),
        finding=finding_of(seen),
        figures=figures_of(seen, campaign),
        rows=rows,
        pager=pager,
        fields=by_field(seen.honoured()),
        gaps=gaps,
        gaps_words=ngettext(
            "%(n)s nội dung chưa có điển hình",
            "%(n)s nội dung chưa có điển hình",
            bare,
        )
        % {"n": show_number(bare)},
        areas=areas,
        areas_words=_("%(n)s trên %(all)s địa bàn chưa có điển hình, chưa có nơi học")
        % {"n": show_number(len(areas)), "all": show_number(all_areas)},
        rule_words=_rule(campaign),
        graph_href=reverse("exemplars:graph", args=[campaign.pk]),
        ways=_ways(campaign, actor),
    )


def _ways(campaign: Campaign, actor: Actor) -> list[parts.Link]:
    """What this reader may do here: register, and follow what the unit registered."""
    wanted = [
        (
            campaign.state == CampaignState.LAUNCHED and actor.unit_id is not None,
            _("Đăng ký điển hình"),
            "exemplars:register-one",
        ),
        (
            actor.unit_id is not None and actor.holds(Power.RUN, campaign.pk),
            _("Theo dõi của đơn vị"),
            "exemplars:board",
        ),
    ]
    return [
        parts.Link(label, reverse(name, args=[campaign.pk]))
        for is_open, label, name in wanted
        if is_open
    ]


def _rule(campaign: Campaign) -> str:
    rule = rule_of(campaign)
    if rule is None:
        return _("Chưa đặt quy tắc so sánh: chưa biểu dương, chưa bình xét được.")
    return _(
        "Bắt kịp: không kém mốc chốt quá %(tolerance)s %% ở mọi chỉ tiêu bắt buộc."
        " Vượt qua: bắt kịp, và hơn hẳn mốc ở ít nhất %(better)s chỉ tiêu."
    ) % {
        "tolerance": show_number(rule.tolerance),
        "better": show_number(rule.better_wanted),
    }


def graph_page(
    campaign: Campaign, actor: Actor, day: date, params: Mapping[str, str], path: str
) -> GraphPage:
    """Who learns from whom in a whole campaign: the families with the most learners
    drawn, every learner in the table, page by page."""
    seen = Exemplar.objects.visible_to(actor, day).filter(campaign=campaign)
    family = families_of(seen.honoured().values_list("pk", flat=True))
    largest = family.largest(MOST_FAMILIES)
    members = members_of(family)
    count = len(members)
    title = _learners_words([one for _source, one in members])
    shown, pager = filters.paged(count, params, path, title)
    listed = members[shown]
    named = [one for _source, one in [*listed, *members_of(largest)]]
    words = words_for(family, actor, day, named)
    return GraphPage(
        frame=frame(campaign, actor, day, CAMPAIGN),
        finding=title,
        note=_note(len(family.roots), len(largest.roots)),
        streams=drawn(largest, words, title, a_node()) if members else None,
        rows=rows_of(listed, family, words),
        pager=pager,
        back=reverse(CAMPAIGN, args=[campaign.pk]),
    )


def _learners_words(learners: Sequence[Learning]) -> str:
    """How many learners there are, and where they stand: the table's own heading."""
    counts = Counter(one.state for one in learners)
    done = counts[Learner.CAUGHT_UP] + counts[Learner.SURPASSED]
    stopped = counts[Learner.STOPPED]
    known = {
        "n": show_number(len(learners)),
        "now": show_number(len(learners) - done - stopped),
        "caught": show_number(counts[Learner.CAUGHT_UP]),
        "past": show_number(counts[Learner.SURPASSED]),
        "stopped": show_number(stopped),
    }
    if stopped:
        return (
            _(
                "%(n)s nơi học theo điển hình: %(now)s đang học, %(caught)s bắt kịp,"
                " %(past)s vượt qua, %(stopped)s thôi học"
            )
            % known
        )
    return (
        _(
            "%(n)s nơi học theo điển hình: %(now)s đang học, %(caught)s bắt kịp,"
            " %(past)s vượt qua"
        )
        % known
    )


def _note(roots: int, shown: int) -> str:
    if roots <= shown:
        return ""
    return _(
        "Vẽ %(shown)s điển hình gốc có nhiều nơi học nhất trên %(all)s; bảng có đủ."
    ) % {"shown": show_number(shown), "all": show_number(roots)}
