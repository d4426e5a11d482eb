"""Changing whom a running campaign is for: what it would do, and what was done."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.campaigns.models import Audience, AudienceChange, Campaign
from thidua.campaigns.queries.frame import Frame, frame
from thidua.campaigns.reach import AudienceChangeDraft, Hanging, hanging, reach
from thidua.kernel.clock import ZONE
from thidua.kernel.dates import show, show_moment
from thidua.kernel.text import sort_key
from thidua.kernel.ui import parts
from thidua.organisations.actor import Actor, signature
from thidua.organisations.models import Unit
from thidua.organisations.namesakes import listed_names
from thidua.organisations.naming import names_on


@dataclass(frozen=True, slots=True)
class MovedRow:
    """One unit that would join or leave, and what hangs on it."""

    pk: int
    name: str
    kind: str
    hangs: str
    is_spared: bool


@dataclass(frozen=True, slots=True)
class ReachPreview:
    """Whom the new rule adds and takes out, unit by unit."""

    joining: Sequence[MovedRow]
    leaving: Sequence[MovedRow]
    joining_title: str
    leaving_title: str
    sentences: Sequence[str]
    mark: str


@dataclass(frozen=True, slots=True)
class AudienceChangePage:
    """Everything `change_audience.html` shows."""

    frame: Frame
    crumbs: Sequence[parts.Link]
    name: str
    now: str
    preview: ReachPreview | None
    history: Sequence[parts.TrailLine]
    back: str


def audience_change_page(
    audience: Audience, actor: Actor, day: date, draft: AudienceChangeDraft | None
) -> AudienceChangePage:
    """The form's page; with a draft also whom it would add and take out."""
    campaign = audience.campaign
    page = frame(campaign, actor, day, "units")
    count = audience.members.taking_part_on(day).count()
    back = reverse("campaigns:units", args=[campaign.pk])
    return AudienceChangePage(
        frame=page,
        crumbs=[
            *page.crumbs,
            parts.Link(_("Đơn vị"), back),
            parts.Link(_("Đổi đối tượng"), is_here=True),
        ],
        name=audience.name,
        now=ngettext(
            "%(name)s: %(count)s đơn vị đang tham gia",
            "%(name)s: %(count)s đơn vị đang tham gia",
            count,
        )
        % {"name": audience.name, "count": count},
        preview=_preview(audience, draft, day) if draft else None,
        history=changes_of(campaign, day, [audience.pk]),
        back=back,
    )


def _preview(audience: Audience, draft: AudienceChangeDraft, day: date) -> ReachPreview:
    found = reach(audience, draft)
    gone = [one.unit_id for one in found.leaving]
    hangs = hanging(audience.campaign, found.leaving, draft.on)
    nothing = dict.fromkeys(found.joining, _("nhận phong trào, rồi chờ giao chỉ tiêu"))
    said = nothing | {unit: hanging_words(hangs[unit]) for unit in gone}
    rows = _rows([*found.joining, *gone], said, draft, day)
    joining = [rows[unit] for unit in found.joining]
    leaving = [rows[unit] for unit in gone]
    return ReachPreview(
        joining=sorted(joining, key=lambda row: (row.kind, sort_key(row.name))),
        leaving=sorted(leaving, key=lambda row: (row.kind, sort_key(row.name))),
        joining_title=_count_words(
            ngettext("Thêm %(count)s đơn vị", "Thêm %(count)s đơn vị", len(joining)),
            len(joining),
        ),
        leaving_title=_count_words(
            ngettext("%(count)s đơn vị ra", "%(count)s đơn vị ra", len(leaving)),
            len(leaving),
        ),
        sentences=_sentences(audience, draft, [hangs[unit] for unit in gone]),
        mark=found.mark,
    )


def _count_words(words: str, count: int) -> str:
    return words % {"count": count}


def _rows(
    units: Sequence[int], said: dict[int, str], draft: AudienceChangeDraft, day: date
) -> dict[int, MovedRow]:
    names = listed_names(units, day)
    kinds = dict(Unit.objects.filter(pk__in=units).values_list("pk", "kind"))
    return {
        unit: MovedRow(
            pk=unit,
            name=names.get(unit, ""),
            kind=str(Unit.Kind(kinds[unit]).label),
            hangs=said[unit],
            is_spared=unit in draft.spared,
        )
        for unit in units
    }


def hanging_words(one: Hanging) -> str:
    """`2 chỉ tiêu khép lại; thôi báo cáo 1 biểu; giữ 4 báo cáo đã có`."""
    if one.is_elsewhere:
        return _("vẫn tham gia theo đối tượng khác; chỉ tiêu, báo cáo giữ nguyên")
    said = [words % {"count": count} for count, words in _counted(one) if count]
    return "; ".join(said) or _("chưa có chỉ tiêu, báo cáo nào")


def _counted(one: Hanging) -> list[tuple[int, str]]:
    """How many of each there are, and what becomes of them."""
    targets = ngettext(
        "%(count)s chỉ tiêu khép lại", "%(count)s chỉ tiêu khép lại", one.targets
    )
    passed_on = ngettext(
        "%(count)s chỉ tiêu đã giao tiếp xuống cũng khép lại",
        "%(count)s chỉ tiêu đã giao tiếp xuống cũng khép lại",
        one.passed_on,
    )
    forms = ngettext(
        "thôi báo cáo %(count)s biểu", "thôi báo cáo %(count)s biểu", one.forms
    )
    reports = ngettext(
        "giữ %(count)s báo cáo đã có", "giữ %(count)s báo cáo đã có", one.reports
    )
    answering = ngettext(
        "%(count)s đơn vị chuyển báo cáo lên cấp trên kế tiếp",
        "%(count)s đơn vị chuyển báo cáo lên cấp trên kế tiếp",
        one.answering,
    )
    return [
        (one.targets, targets),
        (one.passed_on, passed_on),
        (one.forms, forms),
        (one.reports, reports),
        (one.answering, answering),
    ]


def _sentences(
    audience: Audience, draft: AudienceChangeDraft, hangs: Sequence[Hanging]
) -> list[str]:
    said = []
    closed = sum(one.targets + one.passed_on for one in hangs)
    if closed:
        said.append(
            ngettext(
                "%(count)s chỉ tiêu khép lại từ %(day)s với số đã đạt; giao lại sau.",
                "%(count)s chỉ tiêu khép lại từ %(day)s với số đã đạt; giao lại sau.",
                closed,
            )
            % {"count": closed, "day": show(draft.on)}
        )
    if draft.reports != audience.reports:
        said.append(
            _("Mọi đơn vị của đối tượng này báo cáo số liệu từ %(day)s.")
            % {"day": show(draft.on)}
            if draft.reports
            else _("Các đơn vị của đối tượng này thôi báo cáo số liệu từ %(day)s.")
            % {"day": show(draft.on)}
        )
    return said


def rule_words(
    kinds: Iterable[str], tree: str, below: str, *, is_reporting: bool
) -> str:
    """`Huyện; Xã – Chính quyền, dưới Tỉnh Bến Tre, có báo cáo`."""
    return _("%(kinds)s – cây %(tree)s, dưới %(below)s, %(reports)s") % {
        "kinds": "; ".join(str(Unit.Kind(kind).label) for kind in kinds),
        "tree": tree,
        "below": below,
        "reports": _("có báo cáo") if is_reporting else _("không báo cáo"),
    }


def told(change: AudienceChange) -> str:
    """What is said once it is done, and what comes next."""
    return _(
        "Đã đổi: thêm %(added)s đơn vị, %(removed)s đơn vị ra. Đơn vị thêm thấy việc"
        " tiếp nhận ngay; việc tiếp theo là giao chỉ tiêu cho các nơi ấy."
    ) % {"added": len(change.added), "removed": len(change.removed)}


def changes_of(
    campaign: Campaign, day: date, audiences: Sequence[int] | None = None
) -> list[parts.TrailLine]:
    """What was changed of whom the campaign is for, newest first, with the names."""
    changes = AudienceChange.objects.filter(audience__campaign=campaign)
    if audiences is not None:
        changes = changes.filter(audience__in=audiences)
    found = list(
        changes.select_related("audience", "tree_before", "tree_after").order_by("-pk")
    )
    if not found:
        return []
    units = {unit for one in found for unit in [*one.added, *one.removed]}
    units |= {u for one in found for u in (one.below_before_id, one.below_after_id)}
    names = names_on(units, day)
    return [_line(one, names) for one in found]


def _line(one: AudienceChange, names: dict[int, str]) -> parts.TrailLine:
    name = _("%(name)s, từ %(day)s") % {
        "name": one.audience.name,
        "day": show(one.on),
    }
    said = [name]
    before = rule_words(
        one.kinds_before,
        str(one.tree_before),
        names.get(one.below_before_id, ""),
        is_reporting=one.reports_before,
    )
    after = rule_words(
        one.kinds_after,
        str(one.tree_after),
        names.get(one.below_after_id, ""),
        is_reporting=one.reports_after,
    )
    if before != after:
        said.append(
            _("trước là %(before)s; nay là %(after)s")
            % {"before": before, "after": after}
        )
    if one.added:
        said.append(_listed(_("thêm %(count)s đơn vị (%(names)s)"), one.added, names))
    if one.removed:
        said.append(_listed(_("%(count)s đơn vị ra (%(names)s)"), one.removed, names))
    return parts.TrailLine(
        when=show_moment(one.at.astimezone(ZONE)),
        words=": ".join([said[0], "; ".join(said[1:])]) + ".",
        who=signature(one.said_by, one.office),
        note=one.reason,
    )


def _listed(words: str, units: Sequence[int], names: dict[int, str]) -> str:
    shown = sorted((names.get(unit, "") for unit in units), key=sort_key)
    return words % {"count": len(units), "names": ", ".join(shown)}


def to_change(campaign: Campaign, page: Frame) -> list[parts.Link]:
    """Where each audience of a running campaign is changed, for who may."""
    if not (page.is_running and page.may_manage):
        return []
    return [
        parts.Link(
            _("Đổi đối tượng “%(name)s”") % {"name": one.name},
            reverse("campaigns:audience-change", args=[campaign.pk, one.pk]),
        )
        for one in campaign.audiences.all()
    ]
