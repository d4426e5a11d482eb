"""The form on which a goal on a published index is set."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from thidua.campaigns.drafts import IndexGoalDraft
from thidua.campaigns.forms.laid_out import LaidOut, as_key, line
from thidua.campaigns.models import Campaign, IndexGoal
from thidua.indices.models import CompositeIndex
from thidua.kernel.ui.fields import FigureField, needed_for
from thidua.organisations.models import Unit


class IndexGoalForm(LaidOut):
    """A rank or a score by a year."""

    node_key = forms.TypedChoiceField(label=_("Nội dung"), coerce=as_key)
    index = forms.TypedChoiceField(label=_("Chỉ số"), coerce=int)
    kind = forms.ChoiceField(label=_("Đặt theo"), choices=IndexGoal.Kind.choices)
    value = FigureField(
        label=_("Mức phải đạt"), least=0, help_text=_("Hạng 20 là vào nhóm 20.")
    )
    by_year = forms.IntegerField(
        label=_("Theo công bố của năm"), min_value=2000, max_value=2100
    )
    reason = needed_for(
        _("cần khi sửa sau phát động"), line(_("Lý do"), 300, required=False)
    )

    def __init__(
        self,
        *args: Any,
        items: Sequence[tuple[UUID, str]],
        indices: Sequence[tuple[int, str]],
        campaign: Campaign,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offer(node_key=items, index=indices)
        years = gettext("Từ %(first)s đến %(last)s.")
        first, last = campaign.starts_on.year, campaign.ends_on.year
        self.hint(years % {"first": first, "last": last}, "by_year")

    def draft(self, unit: Unit) -> IndexGoalDraft:
        """The goal of a province."""
        clean = dict(self.cleaned_data)
        clean.pop("reason")
        clean["index"] = CompositeIndex.objects.get(pk=clean["index"])
        return IndexGoalDraft(unit=unit, **clean)
