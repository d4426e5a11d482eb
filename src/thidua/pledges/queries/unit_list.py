"""A unit's registrations: filtered, sixty to a page, all for Excel and print."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.db.models import (
    BooleanField,
    Case,
    Count,
    Exists,
    F,
    OuterRef,
    Q,
    SmallIntegerField,
    Value,
    When,
)
from django.db.models.functions import Coalesce, NullIf
from django.db.models.lookups import Exact
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext, pgettext_lazy

from thidua.campaigns.models import Campaign
from thidua.campaigns.queries.frame import Frame, frame
from thidua.kernel import clock
from thidua.kernel.clock import ZONE
from thidua.kernel.dates import show
from thidua.kernel.numbers import show_number
from thidua.kernel.policy import Verdict
from thidua.kernel.sheets import Column, Kind, Sheet
from thidua.kernel.sheets import Value as Cell
from thidua.kernel.text import fold
from thidua.kernel.ui import parts
from thidua.kernel.ui.filters import Field
from thidua.organisations.actor import Actor
from thidua.organisations.naming import unit_called
from thidua.pledges.matching import SOMEBODY
from thidua.pledges.models import Registration, Title
from thidua.pledges.models.registration import RegistrationQuerySet
from thidua.pledges.policies import can_register_others
from thidua.pledges.queries.tabs import REGISTERED
from thidua.pledges.queries.words import items_named, target_words, tone, who_words
from thidua.pledges.states import ALIVE, State
from thidua.pledges.where import within_commune

ROWS = 60
MOST_AT_ONCE = 2_000
FIELDS = (
    Field(
        "trang-thai",
        gettext_lazy("Trạng thái"),
        [(one.value, one.label) for one in State if one != State.DRAFT],
    ),
    Field("doi-tuong", pgettext_lazy("loại", "Đối tượng"), Registration.Kind.choices),
    Field("danh-hieu", gettext_lazy("Danh hiệu"), Title.choices),
    Field("nguon", gettext_lazy("Ai ghi"), Registration.Source.choices),
    Field(
        "xem",
        gettext_lazy("Cần xem"),
        [("trung", gettext_lazy("có thể đăng ký trùng"))],
    ),
    Field("tim", gettext_lazy("Tìm tên")),
)


@dataclass(frozen=True, slots=True)
class Row:
    """One registration in the list."""

    pk: int
    name: str
    about: str
    kind: str
    content: str
    title: str
    source: str
    state: str
    tone: str
    note: str
    href: str
    is_waiting: bool


@dataclass(frozen=True, slots=True)
class UnitPage:
    """Everything `unit.html` shows."""

    frame: Frame
    crumbs: Sequence[parts.Link]
    finding: str
    unit: str
    rows: Sequence[Row]
    count: str
    pager: parts.Pager
    may_write: Verdict
    waiting: int
    approve_all: str
    decide_href: str
    query: str
    grid_href: str
    import_href: str
    codes_href: str
    print_href: str


def in_unit(
    campaign: Campaign, unit_id: int, asked: Mapping[str, str]
) -> RegistrationQuerySet:
    """The registrations of a unit that a filter keeps; no drafts, they are private."""
    found = Registration.objects.filter(campaign=campaign, unit=unit_id)
    wanted = asked.get("trang-thai")
    found = found.filter(state=wanted) if wanted else found.filter(state__in=_OPEN)
    for name, field in (
        ("doi-tuong", "kind"),
        ("danh-hieu", "title"),
        ("nguon", "source"),
    ):
        if asked.get(name):
            found = found.filter(**{field: asked[name]})
    if words := fold(asked.get("tim", "")):
        found = found.filter(folded__contains=words)
    if asked.get("xem") == "trung":
        near = within_commune(unit_id, clock.today())
        found = _marked(found, near).filter(Q(has_double=True) | Q(of_one_home=True))
    return found.order_by(_waiting_first(), "sort_key", "pk")


def _waiting_first() -> Case:
    """What waits for a decision, then what was approved, then what was returned."""
    order = [State.SUBMITTED, State.APPROVED, State.RETURNED]
    whens = [When(state=one, then=Value(n)) for n, one in enumerate(order)]
    return Case(*whens, default=Value(len(order)), output_field=SmallIntegerField())


_OPEN = [state for state in ALIVE if state != State.DRAFT]


def _alike(near: Sequence[int]) -> RegistrationQuerySet:
    """Another living registration of the unit, or of one in its commune, under the same
    name, which neither year nor place tells apart or whose year is the same."""
    others = Registration.objects.alive().filter(
        Q(unit=OuterRef("unit")) | Q(unit__in=list(near)),
        campaign=OuterRef("campaign"),
        folded=OuterRef("folded"),
    )
    others = others.exclude(pk=OuterRef("pk")).exclude(state=State.DRAFT)
    year = Q(_no_less_alike("birth_year", Value(0)))
    place = Q(_no_less_alike("place_key", Value("")))
    return others.filter(year & (place | Q(birth_year=OuterRef("birth_year"))))


def _of_one_home(near: Sequence[int]) -> Case:
    """It waits, and a household of that name registers where this is a person, or the
    other way round: both may stand, and are seen beside each other."""
    others = _alike(near).filter(kind__in=SOMEBODY).exclude(kind=OuterRef("kind"))
    return Case(
        When(state=State.SUBMITTED, kind__in=SOMEBODY, then=Exists(others)),
        default=Value(False),
        output_field=BooleanField(),
    )


def _has_double(near: Sequence[int]) -> Case:
    """One alike of the same kind, of which nobody said yet that it is another."""
    said = {"namesake__gt": 1, "source__in": _TOLD_APART}
    others = _alike(near).filter(kind=OuterRef("kind"))
    return Case(
        When(**said, then=Value(False)),
        default=Exists(others.exclude(**said)),
        output_field=BooleanField(),
    )


def _no_less_alike(name: str, blank: Value) -> Exact:
    """The same in both, or unknown of one of the two."""
    mine, theirs = NullIf(OuterRef(name), blank), NullIf(F(name), blank)
    return Exact(Coalesce(theirs, mine, blank), Coalesce(mine, theirs, blank))


_TOLD_APART = (Registration.Source.OFFICE, Registration.Source.LIST)
"""Where a second one of a name is written down because a person said so."""


def unit_page(
    campaign: Campaign,
    unit_id: int,
    actor: Actor,
    day: date,
    asked: Mapping[str, str],
    number: int = 1,
) -> UnitPage:
    """One page of the list."""
    found = in_unit(campaign, unit_id, asked)
    counts = _standing(campaign, unit_id)
    count = found.count()
    path = reverse("pledges:unit", args=[campaign.pk, unit_id])
    some, links = parts.turned(
        count, number, ROWS, lambda to: _at(path, asked, trang=to)
    )
    shown = found[some]
    waiting = found.filter(state=State.SUBMITTED).count()
    page, name = frame(campaign, actor, day, REGISTERED), unit_called(unit_id, day)
    return UnitPage(
        frame=page,
        crumbs=[*page.crumbs, *_crumbs(campaign, name)],
        finding=_finding(counts),
        unit=name,
        rows=rows_of(campaign, shown, unit_id, day),
        count=ngettext("%(n)s bản", "%(n)s bản", count) % {"n": show_number(count)},
        pager=links,
        may_write=can_register_others(actor, campaign, unit_id),
        waiting=waiting,
        approve_all=_approve_all(waiting),
        decide_href=reverse("pledges:decide", args=[campaign.pk, unit_id]),
        query=_at("", asked).lstrip("?"),
        grid_href=reverse("pledges:grid", args=[campaign.pk, unit_id]),
        import_href=reverse(
            "imports:new", args=["dang-ky", f"{campaign.pk}-{unit_id}"]
        ),
        codes_href=reverse("pledges:codes", args=[campaign.pk]),
        print_href=_at(path, asked, ban_in=1),
    )


def _crumbs(campaign: Campaign, name: str) -> list[parts.Link]:
    return [
        parts.Link(_("Đăng ký"), reverse(REGISTERED, args=[campaign.pk])),
        parts.Link(name, is_here=True),
    ]


def _approve_all(waiting: int) -> str:
    words = ngettext("Duyệt %(n)s bản đang chờ", "Duyệt cả %(n)s bản đang chờ", waiting)
    return words % {"n": show_number(min(waiting, MOST_AT_ONCE))}


def unit_sheet(
    campaign: Campaign, unit_id: int, asked: Mapping[str, str], day: date
) -> Sheet:
    """The same list, all of it, as an Excel file."""
    items = items_named(campaign)
    found = in_unit(campaign, unit_id, asked).prefetch_related("targets")
    return Sheet(
        name=_("Đăng ký"),
        title=campaign.name.upper(),
        subtitle=_("Danh sách đăng ký của %(unit)s, ngày %(day)s")
        % {"unit": unit_called(unit_id, day), "day": show(day)},
        columns=_columns(),
        rows=[_cells(one, items) for one in found],
    )


def _columns() -> list[Column]:
    return [
        Column(_("Họ và tên, tên"), width=28),
        Column(pgettext("loại", "Đối tượng"), width=16),
        Column(_("Năm sinh"), kind=Kind.NUMBER, width=9),
        Column(_("Ấp, tổ"), width=16),
        Column(_("Đại diện"), width=22),
        Column(_("Nội dung"), width=44),
        Column(_("Chỉ tiêu"), width=34),
        Column(_("Danh hiệu phấn đấu"), width=24),
        Column(_("Trạng thái"), width=14),
        Column(_("Ngày gửi"), kind=Kind.DATE, width=12),
        Column(_("Kết quả"), width=30),
    ]


def _cells(one: Registration, items: Mapping[object, str]) -> list[Cell]:
    said = [items.get(key, "") for key in one.content]
    sent = one.submitted_at
    return [
        one.name,
        str(one.get_kind_display()),
        one.birth_year,
        one.address,
        one.representative,
        "; ".join(filter(None, [*said, one.words])),
        "; ".join(map(target_words, one.targets.all())),
        str(one.get_title_display()) if one.title else "",
        str(one.get_state_display()),
        sent.astimezone(ZONE).date() if sent else None,
        one.result,
    ]


def _at(path: str, asked: Mapping[str, str], **more: int) -> str:
    pairs = {**asked, **{key.replace("_", "-"): value for key, value in more.items()}}
    query = urlencode({key: value for key, value in pairs.items() if value})
    return f"{path}?{query}" if query else path


def _standing(campaign: Campaign, unit_id: int) -> dict[str, int]:
    found = Registration.objects.filter(campaign=campaign, unit=unit_id)
    rows = found.order_by().values("state").annotate(n=Count("pk"))
    return {row["state"]: row["n"] for row in rows}


def _finding(counts: Mapping[str, int]) -> str:
    waiting, approved = counts.get(State.SUBMITTED, 0), counts.get(State.APPROVED, 0)
    if waiting:
        return ngettext(
            "%(n)s đăng ký chờ duyệt, %(done)s đã duyệt",
            "%(n)s đăng ký chờ duyệt, %(done)s đã duyệt",
            waiting,
        ) % {
            "n": show_number(waiting),
            "done": show_number(approved),
        }
    if approved:
        return ngettext(
            "Đã duyệt cả %(n)s đăng ký", "Đã duyệt cả %(n)s đăng ký", approved
        ) % {"n": show_number(approved)}
    return _("Đơn vị chưa có ai đăng ký")


def rows_of(
    campaign: Campaign, found: RegistrationQuerySet, unit_id: int, day: date
) -> list[Row]:
    """Those found, as the list shows them."""
    near = within_commune(unit_id, day)
    rows = list(_marked(found, near).prefetch_related("targets"))
    items = items_named(campaign) if rows else {}
    return [_row(one, items) for one in rows]


def _marked(found: RegistrationQuerySet, near: Sequence[int]) -> RegistrationQuerySet:
    return found.annotate(has_double=_has_double(near), of_one_home=_of_one_home(near))


def _row(one: Registration, items: Mapping[object, str]) -> Row:
    about = [one.representative, one.address]
    if one.birth_year:
        about.append(_("sinh %s") % one.birth_year)
    said = [items[key] for key in one.content if key in items]
    said += [target_words(target) for target in one.targets.all()]
    note = one.reason
    if getattr(one, "has_double", False):
        note = _("có thể đăng ký trùng")
    elif getattr(one, "of_one_home", False):
        note = _("cùng tên với một cá nhân hoặc hộ đã đăng ký")
    return Row(
        pk=one.pk,
        name=who_words(one),
        about=" · ".join(filter(None, about)),
        kind=str(one.get_kind_display()),
        content="; ".join(said or [one.words]),
        title=str(one.get_title_display()) if one.title else "",
        source=str(one.get_source_display()),
        state=str(one.get_state_display()),
        tone=tone(one),
        note=note,
        href=reverse("pledges:registration", args=[one.pk]),
        is_waiting=one.state == State.SUBMITTED,
    )
