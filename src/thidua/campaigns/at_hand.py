"""Forms that ask for an indicator already: their figures are read, not asked again.

What several campaigns need is typed once (ADR 0012). A campaign that draws a target on
an indicator which another open form asks of its units reads that form; no second line
is asked of anybody.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.utils.translation import gettext as _

from thidua.campaigns.models import Campaign
from thidua.indicators.models import FormLine, IndicatorVersion
from thidua.indicators.typed_for import typed_for
from thidua.kernel.text import inside, sort_key
from thidua.organisations.naming import names_on


@dataclass(frozen=True, slots=True)
class AtHand:
    """A form of somebody that asks for an indicator, and of how many units."""

    form_id: int
    form: str
    owner: str
    indicator_id: int
    units: int

    @property
    def words(self) -> str:
        """`biểu “Biểu tháng” của Sở Giao thông vận tải`."""
        return _("biểu “%(form)s” của %(owner)s") % {
            "form": inside(self.form),
            "owner": self.owner,
        }


_AT_HAND = """
select line.form_id, form.name, form.owner_id, version.indicator_id,
       count(distinct duty.unit_id)::int
from indicators_indicatorversion version
join indicators_formline line on line.version_id = version.id
join indicators_form form on form.id = line.form_id
join indicators_reportduty duty
  on duty.form_id = form.id and duty.during @> %(on)s::date
join organisations_unit unit on unit.id = duty.unit_id
join organisations_lineage above
  on above.tree_id = %(tree)s and above.ancestor_id = %(root)s
 and above.unit_id = duty.unit_id and above.during @> %(on)s::date
where version.indicator_id = any (%(indicators)s)
  and form.opened_at is not null and form.ends_on >= %(on)s
  and form.id not in (
      select form_id from campaigns_campaignform where campaign_id = %(campaign)s)
  and (duty.unit_id = line.owner_id or line.level = indicators_level_of(unit.kind))
group by 1, 2, 3, 4
order by 5 desc, 1
"""


def forms_at_hand(
    campaign: Campaign, indicators: Iterable[int], on: date
) -> dict[int, AtHand]:
    """By indicator: the open form that asks most units below the head of the tree."""
    wanted = sorted(set(indicators))
    if not wanted:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(
            _AT_HAND,
            {
                "indicators": wanted,
                "tree": campaign.tree_id,
                "root": campaign.root_id,
                "campaign": campaign.pk,
                "on": on,
            },
        )
        rows = cursor.fetchall()
    names = names_on({row[2] for row in rows}, on) if rows else {}
    found: dict[int, AtHand] = {}
    for form_id, form, owner_id, indicator_id, units in rows:
        one = AtHand(form_id, form, names.get(owner_id, ""), indicator_id, units)
        found.setdefault(indicator_id, one)
    return found


@dataclass(frozen=True, slots=True)
class Unasked:
    """What a target counts and no form of the campaign asks for; who asks already."""

    version: IndicatorVersion
    at_hand: AtHand | None


def unasked(campaign: Campaign, on: date) -> list[Unasked]:
    """What is typed for the campaign's targets and none of its forms asks for."""
    targets = campaign.open_targets().filter(parent=None).select_related("version")
    wanted = set().union(*typed_for(one.version for one in targets).values())
    own = FormLine.objects.filter(form__in=campaign.form_links.values("form"))
    wanted -= set(own.values_list("version__indicator", flat=True))
    forms = forms_at_hand(campaign, wanted, on)
    versions = IndicatorVersion.objects.filter(
        indicator__in=wanted, during__upper_inf=True
    )
    return [
        Unasked(one, forms.get(one.indicator_id))
        for one in sorted(versions, key=lambda one: (sort_key(one.name), one.pk))
    ]


def offered(campaign: Campaign, on: date) -> list[AtHand]:
    """The forms that ask for an indicator of a target and that nobody here asks for."""
    return [one.at_hand for one in unasked(campaign, on) if one.at_hand]


@dataclass(frozen=True, slots=True)
class Twice:
    """A line of the campaign's form that an earlier open form asks of the same units.

    A line of a form that `is_open` itself can only be left out by a new edition.
    """

    line_id: int
    name: str
    form: str
    at_hand: AtHand
    is_open: bool = False

    @property
    def subject(self) -> str:
        return f"line:{self.line_id}"


_TWICE = """
select mine.id, version.name, own.name, line.form_id, form.name, form.owner_id,
       version.indicator_id, own.opened_at is not null,
       count(distinct duty.unit_id)::int
from campaigns_campaignform link
join indicators_form own on own.id = link.form_id
join indicators_formline mine on mine.form_id = own.id
join indicators_indicatorversion version on version.id = mine.version_id
join indicators_indicatorversion other on other.indicator_id = version.indicator_id
join indicators_formline line
  on line.version_id = other.id and line.level = mine.level
 and line.owner_id is not distinct from mine.owner_id
join indicators_form form
  on form.id = line.form_id and form.opened_at is not null and form.id <> own.id
 and (own.opened_at is null or form.opened_at < own.opened_at and form.id < own.id
      and least(form.ends_on, own.ends_on) >= %(on)s)
 and form.period_kind = own.period_kind
 and daterange(form.starts_on, form.ends_on, '[]')
     && daterange(own.starts_on, own.ends_on, '[]')
join indicators_reportduty duty
  on duty.form_id = form.id
 and duty.during && daterange(own.starts_on, own.ends_on, '[]')
join organisations_unit unit on unit.id = duty.unit_id
join organisations_lineage above
  on above.tree_id = %(tree)s and above.ancestor_id = %(root)s
 and above.unit_id = duty.unit_id and above.during @> %(on)s::date
where link.campaign_id = %(campaign)s and not link.is_read
  and (duty.unit_id = line.owner_id or line.level = indicators_level_of(unit.kind))
group by 1, 2, 3, 4, 5, 6, 7, 8
order by mine.id, 9 desc, 4
"""


def asked_twice(campaign: Campaign, on: date) -> Sequence[Twice]:
    """Lines that the campaign asks, or is about to, although somebody asks already."""
    with connection.cursor() as cursor:
        cursor.execute(
            _TWICE,
            {
                "campaign": campaign.pk,
                "tree": campaign.tree_id,
                "root": campaign.root_id,
                "on": on,
            },
        )
        rows = cursor.fetchall()
    names = names_on({row[5] for row in rows}, on) if rows else {}
    found: dict[int, Twice] = {}
    for line, name, own, form_id, form, owner_id, indicator, is_open, units in rows:
        one = AtHand(form_id, form, names.get(owner_id, ""), indicator, units)
        found.setdefault(line, Twice(line, name, own, one, is_open))
    return list(found.values())
