"""How prospects are told: names, tabs of the room, items of content."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from thidua.campaigns.models import Campaign
from thidua.pledges.queries.words import household_of, items_named
from thidua.prospects.models import Subject


def called(one: Subject) -> str:
    """A household says whose it is."""
    if one.kind == Subject.Kind.HOUSEHOLD:
        return household_of(one.name)
    return one.name


def changes_said(details: Mapping[str, Any]) -> str:
    """What was written anew of a prospect: each field with what it was and is."""
    kinds, fields = dict(Subject.Kind.choices), dict(Subject.Field.choices)
    shown: dict[str, Mapping[str, Any]] = {"kind": kinds, "field": fields}
    labels = _labels()
    said = []
    for name, (before, after) in dict(details.get("changes", {})).items():
        words = shown.get(name, {})
        was, now = words.get(before, before) or "–", words.get(after, after) or "–"
        said.append(f"{labels.get(name, name)}: {was} → {now}")
    return "; ".join(said)


def _labels() -> dict[str, str]:
    return {
        "kind": pgettext("loại", "đối tượng"),
        "name": _("tên"),
        "person": _("trong danh bạ là"),
        "field": _("lĩnh vực"),
        "trade": _("ngành nghề"),
        "birth_year": _("năm sinh"),
        "place": _("ấp, tổ"),
        "what": _("vì sao là nhân tố"),
        "owner": _("người phụ trách"),
        "campaign": _("phong trào"),
        "item": _("nội dung"),
    }


def item_called(campaign: Campaign | None, key: UUID | None) -> str:
    """The item of content that it is of; “” for none."""
    if campaign is None or key is None:
        return ""
    return items_named(campaign).get(key, "")
