"""What is typed into a report: figures, reasons, proof, and what is chosen."""

from __future__ import annotations

from collections.abc import Container

from django import forms
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext_lazy as _

from thidua.indicators.reading import Typed
from thidua.kernel.ui.fields import DayField
from thidua.kernel.ui.grid import SentCell, sent_cells

LARGEST_POST = 400
"""Cells of one report; a form has never more lines."""


class ExplainForm(forms.Form):
    """A note beside a figure, or the reason why there is none."""

    note = forms.CharField(label=_("Giải trình"), required=False, max_length=2000)
    missing_reason = forms.CharField(
        label=_("Lý do không có số liệu"), required=False, max_length=300
    )
    version = forms.IntegerField(min_value=0, max_value=10**9)


class ProofForm(forms.Form):
    """A file behind a figure."""

    file = forms.FileField(label=_("Tệp minh chứng"), max_length=255)


class MarkForm(forms.Form):
    """A unit says that it meets a criterion, or no longer."""

    is_met = forms.ChoiceField(choices=[("1", _("đạt")), ("0", _("chưa đạt"))])
    on = DayField(label=_("Từ ngày"))
    note = forms.CharField(label=_("Căn cứ"), max_length=500, required=False)
    file = forms.FileField(label=_("Tệp minh chứng"), max_length=255, required=False)


def typed_cells(request: HttpRequest) -> list[Typed]:
    """The figures of a request: one cell, a pasted block, or the whole form."""
    asked_about = set(request.POST.getlist("ask"))
    return [
        _typed(sent, request.POST, asked_about)
        for sent in sent_cells(request)[:LARGEST_POST]
        if sent.key.isdecimal()
    ]


def added_up(request: HttpRequest) -> int | None:
    """The line of which the sum of its parts was taken over, if any."""
    asked = request.POST.get("add_up", "")
    return int(asked[:18]) if asked.isdecimal() else None


def typed_reasons(request: HttpRequest) -> dict[int, str]:
    """The reasons written beside the lines that go back, by line."""
    return {
        int(name.removeprefix("reason-")): text
        for name in request.POST
        if name.removeprefix("reason-").isdecimal()
        and name.startswith("reason-")
        and (text := str(request.POST[name]).strip()[:1000])
    }


def chosen_lines(of: QueryDict) -> list[int]:
    """The ticked lines of a report."""
    return [int(one[:18]) for one in of.getlist("line") if one.isdecimal()]


def chosen_reports(of: QueryDict) -> list[int]:
    """The ticked reports."""
    return [int(one) for one in of.getlist("chon") if one.isdecimal()][:500]


def _typed(sent: SentCell, post: QueryDict, asked_about: Container[str]) -> Typed:
    """Without script what stood in the cell, and its version, are sent beside it."""
    version = sent.version
    asked = post.get(f"version-{sent.key}", "")
    if asked.isdecimal():
        version = int(asked[:9])
    return Typed(
        line_id=int(sent.key[:18]),
        value=sent.text,
        version=version,
        was=post.get(f"was-{sent.key}"),
        is_asked=sent.key in asked_about,
    )
