"""A filter of a list, as its bar sends it."""

from __future__ import annotations

from urllib.parse import parse_qsl

from django import forms
from django.urls import Resolver404, get_script_prefix, resolve
from django.utils.translation import gettext_lazy

from thidua.kernel.text import tidy
from thidua.kernel.ui.filters import query_of


class FilterForm(forms.Form):
    """Its name, the list and the filter; whether the unit shares it."""

    name = forms.CharField(label=gettext_lazy("Tên bộ lọc"), max_length=60)
    path = forms.CharField(max_length=200)
    query = forms.CharField(max_length=1000, required=False)
    is_shared = forms.BooleanField(
        label=gettext_lazy("Dùng chung cho cả đơn vị"), required=False
    )

    def clean_name(self) -> str:
        return tidy(self.cleaned_data["name"])

    def clean_path(self) -> str:
        """An address of this house, and of nothing outside it."""
        path = str(self.cleaned_data["path"])
        try:
            resolve(f"/{path.removeprefix(get_script_prefix())}")
        except Resolver404 as unknown:
            raise forms.ValidationError(path) from unknown
        if path.startswith("//"):
            raise forms.ValidationError(path)
        return path

    def clean_query(self) -> str:
        return query_of(dict(parse_qsl(str(self.cleaned_data["query"]))))
