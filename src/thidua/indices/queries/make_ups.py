"""Of what an index was made, and when; what changed each time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.indices.models import CompositeIndex, MakeUp
from thidua.indices.policies import can_define, can_entrust
from thidua.indices.queries.words import crumbs_of, name_of, years_of
from thidua.indices.shipped import told
from thidua.kernel.numbers import show_number, show_percent
from thidua.kernel.policy import Verdict
from thidua.kernel.ui.parts import Link
from thidua.organisations.actor import Actor


@dataclass(frozen=True, slots=True)
class ComponentRow:
    """One component as the make-up has it."""

    name: str
    is_part: bool
    weight: str
    most: str


@dataclass(frozen=True, slots=True)
class MakeUpView:
    """One make-up."""

    title: str
    change: str
    scale: str
    source: str
    components: Sequence[ComponentRow]
    has_weights: bool


@dataclass(frozen=True, slots=True)
class MakeUpsPage:
    """Everything `make_ups.html` shows, the latest first."""

    crumbs: Sequence[Link]
    title: str
    make_ups: Sequence[MakeUpView]
    may_define: Verdict
    may_entrust: Verdict
    new_href: str


def make_ups_page(index: CompositeIndex, actor: Actor) -> MakeUpsPage:
    """Every make-up of an index with its components."""
    made = index.make_ups.prefetch_related("components").order_by("-from_year")
    return MakeUpsPage(
        crumbs=crumbs_of(index),
        title=_("%(index)s được tính thế nào qua các thời kỳ")
        % {"index": index.short_name},
        make_ups=[_view(one) for one in made],
        may_define=can_define(actor, index),
        may_entrust=can_entrust(actor),
        new_href=reverse("indices:make-up-new", args=[index.code]),
    )


def _view(made: MakeUp) -> MakeUpView:
    components = list(made.components.all())
    return MakeUpView(
        title=years_of(made),
        change=told(made.change),
        scale=_("Thang điểm %(least)s–%(most)s")
        % {"least": show_number(made.least), "most": show_number(made.most)},
        source=made.source,
        components=[
            ComponentRow(
                name=name_of(one),
                is_part=one.part_of_id is not None,
                weight="–" if one.weight is None else show_percent(one.weight, 0),
                most="–" if one.most is None else show_number(one.most, 2),
            )
            for one in components
        ],
        has_weights=any(one.weight is not None for one in components),
    )
