"""What a form may offer: bodies, trees' heads, items, indicators, forms."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Prefetch, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.campaigns.measure import Measure
from thidua.campaigns.models import Campaign, ContentNode, ContentTree
from thidua.campaigns.outline import in_order
from thidua.campaigns.serving import HEADS, PLACES, served_by
from thidua.indicators.models import Form, FormLine, IndicatorVersion, level_of
from thidua.indicators.policies import can_lay_out
from thidua.kernel.numbers import show_number
from thidua.kernel.text import sort_key
from thidua.kernel.ui.parts import Link
from thidua.organisations.actor import Actor
from thidua.organisations.models import Lineage, Placement, Unit, UnitName
from thidua.organisations.namesakes import named_apart
from thidua.organisations.naming import names_on, parents_on

BODIES = (Unit.Kind.DEPARTMENT, Unit.Kind.PARTY, Unit.Kind.FRONT, Unit.Kind.UNION)
Options = list[tuple[int, str]]


@dataclass(frozen=True, slots=True)
class FormInside:
    """A form that is offered, and what it asks."""

    link: Link
    count: str
    lines: Sequence[Link]


def _above(actor: Actor, day: date) -> set[int]:
    """The actor's unit and all above it, in every tree."""
    lines = Lineage.objects.filter(unit=actor.unit_id, during__contains=day)
    return set(lines.values_list("ancestor_id", flat=True)) | {actor.unit_id or 0}


def bodies(actor: Actor, day: date, *, also: Campaign | None = None) -> Options:
    """Who may lead an item: one's own unit, those above, and offices beside it; what
    stands under the nation alone (other provinces, ministries) is not beside."""
    above = _above(actor, day)
    near = set(
        Unit.objects.filter(pk__in=above)
        .exclude(kind=Unit.Kind.NATION)
        .values_list("pk", flat=True)
    ) | {actor.unit_id or 0}
    return _named(above | _under(near, BODIES, day) | _bodies_of(also), day)


def launchers(actor: Actor, day: date, *, also: Campaign | None = None) -> Options:
    """Who may launch or keep a campaign: one's own unit, those that it serves, the
    offices right below these, and the bodies of other lines in the same place."""
    served = served_by(actor.unit_id, day)
    near = served | _under(served, BODIES, day) | _of_the_same_place(served, day)
    return _named(near | _bodies_of(also), day)


def _of_the_same_place(units: set[int], day: date) -> set[int]:
    """Bodies of the Party, the Front and the unions that are called after a place.

    The trees do not touch: `Tỉnh ủy Bến Tre` is known as Bến Tre's by its name only.
    """
    places = set(PLACES) - {Unit.Kind.NATION, Unit.Kind.HAMLET}
    names = UnitName.objects.filter(during__contains=day)
    after = Q(pk__in=[])
    for name in names.filter(unit__in=units, unit__kind__in=places):
        after |= Q(full_name__endswith=f" {name.name}")
    kinds = [Unit.Kind.PARTY, Unit.Kind.FRONT, Unit.Kind.UNION]
    return set(names.filter(after, unit__kind__in=kinds).values_list("unit", flat=True))


def roots(actor: Actor, day: date, *, also: Campaign | None = None) -> Options:
    """The heads of trees one may start from, and the units right below them."""
    served = served_by(actor.unit_id, day)
    ids = served | _under(served, HEADS, day)
    if also:
        ids |= {also.root_id, *also.audiences.values_list("below_id", flat=True)}
    heads = Unit.objects.filter(pk__in=ids, kind__in=[*HEADS, *BODIES])
    return _named(set(heads.values_list("pk", flat=True)), day)


def _under(parents: set[int], kinds: Iterable[str], day: date) -> set[int]:
    """The units of some kinds that stand right below these, in any tree."""
    below = Placement.objects.filter(
        parent__in=parents, unit__kind__in=list(kinds), during__contains=day
    )
    return set(below.values_list("unit_id", flat=True))


def _bodies_of(campaign: Campaign | None) -> set[int]:
    return {campaign.launcher_id, campaign.office_id} if campaign else set()


def usual_root(actor: Actor, day: date) -> int | None:
    """Where figures most likely add up: the nearest locality at or above one's unit."""
    above = Lineage.objects.filter(
        unit=actor.unit_id, during__contains=day, ancestor__kind__in=HEADS
    )
    return above.order_by("depth").values_list("ancestor_id", flat=True).first()


def units_outside(campaign: Campaign, day: date) -> Options:
    """Units of the campaign's tree that could still join."""
    return _named(_outside(campaign, day), day)


def _outside(campaign: Campaign, day: date) -> set[int]:
    below = Unit.objects.below(campaign.root, campaign.tree, day, itself=True)
    inside = campaign.audiences.filter(members__left_on=None).values("members__unit")
    return set(below.exclude(pk__in=inside).values_list("pk", flat=True))


def units_to_pick(campaign: Campaign, day: date) -> Options:
    """The same units with the one above behind the name: `Xã An Thới, Huyện Mỏ Cày`."""
    units = _named(_outside(campaign, day), day, apart=False)
    above = parents_on([pk for pk, _name in units], day, campaign.tree.key)
    names = names_on(above.values(), day)
    return [
        (pk, f"{name}, {names[above[pk]]}" if above.get(pk) in names else name)
        for pk, name in units
    ]


def other_campaigns(
    actor: Actor, day: date, *, besides: Campaign | None = None
) -> Options:
    """Campaigns to continue or to carry on: those one sees, and by name those that
    any body above has launched."""
    above = Campaign.objects.filter(
        launcher__in=_above(actor, day), launched_at__isnull=False, starts_on__lte=day
    )
    known = Campaign.objects.visible_to(actor).values("pk")
    found = Campaign.objects.filter(Q(pk__in=known) | Q(pk__in=above.values("pk")))
    found = found.exclude(launched_at__date__gt=day).order_by("-starts_on", "name")
    if besides:
        found = found.exclude(pk=besides.pk)
    return list(found.values_list("pk", "name"))


def items(
    campaign: Campaign, *, nature: str | None = None, audience_id: int | None = None
) -> list[tuple[UUID, str]]:
    """The items of the newest trees, each once, with the name of its audience, as the
    trees run."""
    trees = ContentTree.objects.filter(audience__campaign=campaign)
    if audience_id:
        trees = trees.filter(audience=audience_id)
    newest = dict(trees.order_by("number").values_list("audience_id", "pk"))
    nodes = ContentNode.objects.filter(tree__in=newest.values())
    walked = in_order(list(nodes.select_related("tree__audience")))
    several = len(newest) > 1
    return [
        (node.key, f"{node.tree.audience.name}: {node.name}" if several else node.name)
        for node in sorted((node for _depth, node in walked), key=_by_audience)
        if node.kind == ContentNode.Kind.ITEM and nature in {None, node.nature}
    ]


def _by_audience(node: ContentNode) -> tuple[int, int]:
    return node.tree.audience.position, node.tree_id


def indicators(day: date, scales: Mapping[int, int]) -> Options:
    """Indicators in force on a day, with what they are typed in."""
    versions = IndicatorVersion.objects.filter(during__contains=day)
    return [
        (one.pk, f"{one.name} ({typed_in.full_name})")
        for one in sorted(versions, key=lambda one: sort_key(one.name))
        for typed_in in [Measure(one.measure, scale=scales.get(one.pk, 1))]
    ]


def report_forms(campaign: Campaign, actor: Actor) -> list[Form]:
    """Forms of the campaign's bodies, and those it already asks for."""
    own = Q(owner__in=[campaign.office_id, campaign.launcher_id, actor.unit_id or 0])
    linked = Q(pk__in=campaign.form_links.values("form"))
    found = Form.objects.filter(own | linked).prefetch_related(
        Prefetch("lines", FormLine.objects.select_related("version"))
    )
    return sorted(found, key=lambda one: sort_key(one.name))


def form_options(forms: Sequence[Form]) -> Options:
    """The same to choose from."""
    return [(one.pk, _asked_by(one)) for one in forms]


def forms_inside(forms: Sequence[Form]) -> list[FormInside]:
    """What each form asks, every indicator of it a link."""
    return [
        FormInside(
            link=Link(one.name, reverse("indicators:form", args=[one.pk])),
            count=ngettext("%(n)s chỉ số", "%(n)s chỉ số", len(lines))
            % {"n": show_number(len(lines))},
            lines=[
                Link(
                    line.version.name,
                    reverse("indicators:indicator", args=[line.version.indicator_id]),
                )
                for line in lines
            ],
        )
        for one in forms
        if (lines := list(one.lines.all()))
    ]


def _asked_by(form: Form) -> str:
    """`Báo cáo tháng (tháng; 12 chỉ số)`: how much a form asks, and how often."""
    count = len(form.lines.all())
    period = str(form.get_period_kind_display())
    if not count:
        return _("%(form)s (%(period)s; chưa có dòng nào)") % {
            "form": form.name,
            "period": period,
        }
    said = ngettext(
        "%(form)s (%(period)s; %(count)s chỉ số)",
        "%(form)s (%(period)s; %(count)s chỉ số)",
        count,
    )
    return said % {"form": form.name, "period": period, "count": show_number(count)}


def forms_to_add_to(campaign: Campaign, actor: Actor) -> dict[int, Form]:
    """The campaign's own forms that this person may still add lines to."""
    links = campaign.form_links.filter(is_read=False, form__opened_at=None)
    found = [link.form for link in links.select_related("form").order_by("pk")]
    return {form.pk: form for form in found if can_lay_out(actor, form)}


def levels(campaign: Campaign) -> list[tuple[str, str]]:
    """The levels that may report a form of a campaign: those of who reports figures."""
    kinds = campaign.audiences.filter(reports=True).values_list("kinds", flat=True)
    asked = {level_of(kind) for some in kinds for kind in some}
    found = [(key, str(label)) for key, label in FormLine.Level.choices if key in asked]
    return found or [(key, str(label)) for key, label in FormLine.Level.choices]


def usual_level(levels: Sequence[tuple[str, str]]) -> str:
    """Communes report where there are some; else the lowest level."""
    known = [key for key, _label in levels]
    commune = str(FormLine.Level.COMMUNE)
    return commune if commune in known else known[-1]


def scale_of(campaign: Campaign, version_id: int) -> int:
    """How many of the measure one shown unit is, by the campaign's forms."""
    lines = FormLine.objects.filter(
        form__in=campaign.form_links.values("form"), version=version_id
    )
    return int(lines.values_list("scale", flat=True).first() or 1)


def _named(ids: set[int], day: date, *, apart: bool = True) -> Options:
    """By name; namesakes say what they stand under, unless all of them will."""
    units = list(Unit.objects.filter(pk__in=ids).called_on(day))
    units = named_apart(units, day) if apart else units
    found = [
        (getattr(unit, "sort_on", ""), unit.pk, str(getattr(unit, "name_on", "")))
        for unit in units
    ]
    return [(pk, name) for _key, pk, name in sorted(found)]
