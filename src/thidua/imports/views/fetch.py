"""The import of an address, for the one who asks."""

from __future__ import annotations

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from thidua.imports.models import Import
from thidua.imports.policies import can_work_on
from thidua.kernel.errors import RuleBroken
from thidua.organisations.http import OfficeRequest


def the_import(request: OfficeRequest, pk: int) -> Import:
    """The import, if it is of this office and this person may work on it."""
    runs = Import.objects.visible_to(request.actor).select_related("file")
    run = get_object_or_404(runs, pk=pk)
    can_work_on(request.actor, run).enforce()
    return run


def with_its_file(run: Import) -> Import:
    """The same import; `RuleBroken` once its file was deleted."""
    if run.file.forgotten_at is not None:
        raise RuleBroken(
            _("Tệp gốc đã được xóa."), _("Các dòng đã lấy xem ở trang của lần nhập.")
        )
    return run


def number_in(request: OfficeRequest) -> int:
    """Which page of a list is asked for, from 1."""
    text = request.GET.get("trang", "")
    return max(1, int(text)) if text.isdecimal() and len(text) < 7 else 1
