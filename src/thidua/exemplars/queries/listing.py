"""The register of exemplars, whole or of one campaign."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, F, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext, pgettext_lazy

from thidua.exemplars.models import Exemplar, ExemplarQuerySet, Learning, at_or_below
from thidua.exemplars.offering import offered_to
from thidua.exemplars.queries.tabs import REGISTER
from thidua.exemplars.queries.words import called, state_tone
from thidua.exemplars.shown import named, shown_of
from thidua.exemplars.states import HONOURED, Learner, State
from thidua.kernel import dates
from thidua.kernel.numbers import show_number
from thidua.kernel.sheets import Column, Kind, Sheet
from thidua.kernel.text import fold
from thidua.kernel.ui import filters, parts
from thidua.organisations.actor import Actor
from thidua.prospects.queries.beside import beside

NOW = "neu-guong"
FIELDS: tuple[filters.Field, ...] = (
    filters.Field("tim", gettext_lazy("Tên, việc làm")),
    filters.Field("linh-vuc", gettext_lazy("Lĩnh vực"), Exemplar.Field.choices),
    filters.Field(
        "doi-tuong", pgettext_lazy("loại", "Đối tượng"), Exemplar.Kind.choices
    ),
    filters.Field(
        "trang-thai",
        gettext_lazy("Trạng thái"),
        [(NOW, gettext_lazy("đang được nêu gương")), *State.choices],
    ),
    filters.Field(
        "hoc-theo",
        gettext_lazy("Học theo"),
        [("duoc", gettext_lazy("đơn vị học theo được"))],
    ),
)
OFFERED_HERE = "hoc-theo=duoc"
"""The address of those that one's unit may learn from."""
HONOURED_NOW = f"trang-thai={NOW}"
"""The address of those that were praised and are exemplars still, whatever step."""
AREA, ITEM = "dia-ban", "noi-dung"
"""Words of an address that are chosen elsewhere: a unit, an item of content."""


@dataclass(frozen=True, slots=True)
class Row:
    """One exemplar of a list."""

    href: str
    title: str
    name: str
    home: str
    campaign: str
    field: str
    state: str
    tone: str
    learners: int
    caught_up: int
    surpassed: int

    def cells(self) -> list[str | int]:
        """As it stands in the Excel file."""
        who = [self.title, self.name, self.home, self.campaign, self.field]
        return [*who, self.learners, self.caught_up, self.surpassed, self.state]


@dataclass(frozen=True, slots=True)
class RegisterPage:
    """Everything `register.html` shows."""

    finding: str
    tabs: Sequence[parts.Link]
    rows: Sequence[Row]
    pager: parts.Pager | None


def register_page(
    actor: Actor, day: date, params: Mapping[str, str], path: str
) -> RegisterPage:
    """All exemplars that this reader may know of, filtered by the address."""
    seen = Exemplar.objects.visible_to(actor, day)
    rows, pager = page_of(seen, actor, day, params, path)
    tabs = beside(actor, REGISTER)
    found = finding_of(filtered(seen, actor, params, day))
    if not rows and filters.said_of(FIELDS, params):
        found = _("Không điển hình nào khớp với bộ lọc")
    return RegisterPage(found, tabs, rows, pager)


def finding_of(found: ExemplarQuerySet) -> str:
    """The title of a list: how many are honoured today, and of how many listed.

    Of a list that is filtered it counts what the filter leaves.
    """
    counted = found.aggregate(
        all=Count("pk"), now=Count("pk", filter=Q(state__in=HONOURED))
    )
    honoured, listed = counted["now"], counted["all"]
    if not honoured:
        return _("Chưa có điển hình nào được biểu dương")
    if listed > honoured:
        return _("%(n)s điển hình, %(now)s đang được nêu gương") % {
            "n": show_number(listed),
            "now": show_number(honoured),
        }
    return ngettext(
        "%(n)s điển hình đang được nêu gương",
        "%(n)s điển hình đang được nêu gương",
        honoured,
    ) % {"n": show_number(honoured)}


def page_of(
    seen: ExemplarQuerySet,
    actor: Actor,
    day: date,
    params: Mapping[str, str],
    path: str,
) -> tuple[list[Row], parts.Pager | None]:
    """One page of a list, filtered, with its pager."""
    wanted = filtered(seen, actor, params, day)
    count = wanted.count()
    words = ngettext("%(n)s điển hình", "%(n)s điển hình", count)
    shown, pager = filters.paged(count, params, path, words % {"n": show_number(count)})
    return rows_of(wanted[shown], actor, day), pager


def filtered(
    seen: ExemplarQuerySet, actor: Actor, params: Mapping[str, str], day: date
) -> ExemplarQuerySet:
    """The list that an address asks for."""
    asked = filters.chosen(FIELDS, params)
    if asked["tim"]:
        words = fold(asked["tim"])
        seen = called_so(
            seen,
            open_to(seen, actor, day),
            name=Q(folded__contains=words),
            title=Q(folded_title__contains=words),
        )
    if asked["linh-vuc"]:
        seen = seen.filter(field=asked["linh-vuc"])
    if asked["doi-tuong"]:
        seen = seen.filter(kind=asked["doi-tuong"])
    if asked["trang-thai"] == NOW:
        seen = seen.honoured()
    elif asked["trang-thai"]:
        seen = seen.filter(state=asked["trang-thai"])
    if asked["hoc-theo"]:
        seen = seen.filter(pk__in=offered_to(actor.unit_id, day))
    area = params.get(AREA, "")
    if area.isdecimal() and len(area) < 18:
        seen = seen.filter(home__in=at_or_below(int(area), day))
    if item := _key(params.get(ITEM, "")):
        seen = seen.filter(node_key=item)
    return seen


def open_to(seen: ExemplarQuerySet, actor: Actor, day: date) -> Q:
    """May this reader know it by name: consented to, or seen whole?"""
    own = seen.inside(actor, day).values("pk")
    return Q(pk__in=named(seen).values("pk")) | Q(pk__in=own)


def called_so(
    seen: ExemplarQuerySet, is_open: Q, *, name: Q, title: Q
) -> ExemplarQuerySet:
    """Those whose name or title is asked for.

    One that may not be known by name is found by its title alone, and only where that
    does not tell the name.
    """
    is_silent = ~Q(folded_title__contains=F("folded"))
    return seen.filter(is_open & (name | title) | is_silent & title)


def _key(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def rows_of(found: ExemplarQuerySet, actor: Actor, day: date) -> list[Row]:
    """Every exemplar of a list with its learners, as this reader may see it."""
    some = list(found.select_related("campaign"))
    counts = _counts(some)
    homes = called({one.home_id for one in some}, day)
    own = Exemplar.objects.inside(actor, day).filter(pk__in=[one.pk for one in some])
    inside = set(own.values_list("pk", flat=True))
    shown = shown_of(some, inside=inside, day=day)
    return [
        Row(
            href=reverse("exemplars:exemplar", args=[one.pk]),
            title=shown[one.pk].title,
            name="" if one.unit_id == one.home_id else shown[one.pk].name,
            home=homes[one.home_id],
            campaign=one.campaign.name,
            field=str(one.get_field_display()),
            state=str(one.get_state_display()),
            tone=state_tone(one),
            learners=counts[one.pk, Learner.LEARNING],
            caught_up=counts[one.pk, Learner.CAUGHT_UP],
            surpassed=counts[one.pk, Learner.SURPASSED],
        )
        for one in some
    ]


def sheet_of(found: ExemplarQuerySet, actor: Actor, day: date) -> Sheet:
    """The whole list as an Excel sheet."""
    return Sheet(
        name=_("Điển hình"),
        title=_("Điển hình"),
        subtitle=dates.show(day),
        columns=[
            Column(pgettext("một", "Điển hình"), width=36),
            Column(_("Ai, đơn vị nào"), width=30),
            Column(_("Đơn vị phụ trách"), width=30),
            Column(pgettext("một", "Phong trào"), width=30),
            Column(_("Lĩnh vực"), width=24),
            Column(_("Đang học"), kind=Kind.NUMBER, width=10),
            Column(_("Bắt kịp"), kind=Kind.NUMBER, width=10),
            Column(_("Vượt qua"), kind=Kind.NUMBER, width=10),
            Column(_("Trạng thái"), width=20),
        ],
        rows=[one.cells() for one in rows_of(found, actor, day)],
    )


def _counts(some: Sequence[Exemplar]) -> Counter[tuple[int, str]]:
    """How many learners of each exemplar stand where; who is assessed still learns."""
    found: Counter[tuple[int, str]] = Counter()
    learners = Learning.objects.filter(exemplar__in=[one.pk for one in some])
    rows = learners.order_by().values_list("exemplar", "state").annotate(Count("pk"))
    for exemplar, state, count in rows:
        is_learning = state == Learner.ASSESSED
        found[exemplar, Learner.LEARNING if is_learning else state] += count
    return found
