"""The head of a campaign's page: what it is, who answered, its axes and phases."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from django.utils.translation import gettext as _

from thidua.campaigns.models import (
    Campaign,
    ContentNode,
    Phase,
)
from thidua.campaigns.queries.frame import Part, span
from thidua.campaigns.shares import Share
from thidua.campaigns.states import State
from thidua.kernel.dates import show
from thidua.kernel.ui import charts, parts
from thidua.kernel.ui.addresses import address


def about(campaign: Campaign, names: dict[int, str]) -> str:
    """When it runs, who launched and who follows it, what it continues, its theme."""
    sentences = [
        _("Giai đoạn %(span)s") % {"span": span(campaign)}
        + (
            _(", tầm nhìn đến năm %(year)s") % {"year": campaign.vision_year}
            if campaign.vision_year
            else ""
        )
        + ".",
        _who_leads(
            campaign.launched_as or names[campaign.launcher_id],
            names[campaign.office_id],
        ),
    ]
    if campaign.predecessor:
        sentences.append(_("Tiếp nối: %(name)s.") % {"name": campaign.predecessor.name})
    if campaign.theme:
        sentences.append(_("Chủ đề: %(theme)s.") % {"theme": campaign.theme})
    return " ".join(sentences)


def _who_leads(launcher: str, office: str) -> str:
    """Who launched and who follows it; one that does both is named once."""
    if launcher == office:
        return _("%(office)s phát động, theo dõi và nhận báo cáo.") % {"office": office}
    return _("%(launcher)s phát động; %(office)s theo dõi và nhận báo cáo.") % {
        "launcher": launcher,
        "office": office,
    }


def carried(campaign: Campaign) -> list[parts.Link]:
    """The campaigns of others that this one carries on."""
    return [
        parts.Link(one.name, address("campaigns:campaign", one.pk))
        for one in campaign.carries_on.order_by("starts_on", "pk")
    ]


def answers(campaign: Campaign, part: Part) -> list[parts.Figure]:
    """How many units heard of it and concretised it; none before the launch."""
    if campaign.state == State.DRAFT:
        return []
    units = address("campaigns:units", campaign.pk)
    return [
        parts.Figure(str(count), words, f"/{part.units}", f"{units}?loc={standing}")
        for count, words, standing in (
            (part.heard, _("đơn vị đã báo tiếp nhận"), "da-tiep-nhan"),
            (part.adopted, _("đơn vị đã cụ thể hóa"), "da-cu-the-hoa"),
        )
    ]


def axes_drawn(
    nodes: Sequence[ContentNode],
    shares: Mapping[int, Share],
    *,
    told: date,
    since: date,
) -> charts.Leaves | None:
    """Its axes with progress and pace; None where they are not two to eight."""
    roots = [node for node in nodes if node.parent_id is None]
    axes = sorted(roots, key=lambda node: node.kind == ContentNode.Kind.LEG)
    if not 2 <= len(axes) <= 8:
        return None
    drawn = [_axis(node, shares.get(node.pk, Share())) for node in axes]
    slow = [axis.name for axis in drawn if axis.is_slow]
    title = (
        _("Tiến độ các trục: %(names)s chậm nhịp") % {"names": ", ".join(slow)}
        if slow
        else _("Tiến độ các trục của phong trào")
    )
    note = _("Lá đầy từ cuống tới ngọn; vạch ngang là nhịp đến %(day)s.")
    if told < since:
        note = _("Bắt đầu ngày %(day)s; lá đầy dần từ khi hết tháng đầu tiên.")
    day = show(max(told, since))
    return charts.leaves(title, drawn, key="axes", note=note % {"day": day})


def _axis(node: ContentNode, share: Share) -> charts.Axis:
    about = node.name if node.label else ""
    return charts.Axis(node.label or node.name, about, share.value, share.pace)


def phases_drawn(phases: Sequence[Phase], day: date) -> charts.Phases | None:
    """The phases on a line of time, what is expected written at today's."""
    found = [
        charts.Phase(
            phase.name,
            phase.starts_on,
            phase.ends_on,
            f"{show(phase.starts_on)}–{show(phase.ends_on)}. {phase.expects}"
            if phase.expects and phase.starts_on <= day <= phase.ends_on
            else "",
        )
        for phase in phases
    ]
    return charts.phases(found, day) if found else None


def expected_now(phases: Sequence[Phase], day: date) -> list[str]:
    """What is expected of the reader now, from the phases of today."""
    now = [phase for phase in phases if phase.starts_on <= day <= phase.ends_on]
    return [phase.expects for phase in now if phase.expects]
