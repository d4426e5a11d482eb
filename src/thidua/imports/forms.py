"""What was typed: a file or a pasted block, a mapping, answers."""

from __future__ import annotations

from collections.abc import Mapping as Map

from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.imports.mapping import Column, Mapping, column_of
from thidua.imports.models import Import
from thidua.kernel.ui.fields import Fault

LONGEST_PASTE = 2_000_000


class FileForm(forms.Form):
    """A workbook, or a block pasted from one."""

    file = forms.FileField(label=gettext_lazy("Tệp"), required=False)
    pasted = forms.CharField(
        label=gettext_lazy("Hoặc dán từ bảng tính, cả dòng tiêu đề"),
        required=False,
        widget=forms.Textarea,
        strip=False,
        max_length=LONGEST_PASTE,
    )

    def clean(self) -> dict[str, object]:
        cleaned = super().clean() or {}
        if not cleaned.get("file") and not str(cleaned.get("pasted") or "").strip():
            self.add_error(
                "file", Fault(_("Chưa chọn tệp."), _("Chọn tệp, hoặc dán vào ô dưới."))
            )
        return cleaned

    def upload(self) -> UploadedFile[bytes]:
        """The file, or the pasted block as one."""
        file: UploadedFile[bytes] | None = self.cleaned_data.get("file")
        if file:
            return file
        text = str(self.cleaned_data["pasted"])
        return SimpleUploadedFile(
            _("dán từ bảng tính.csv"), text.encode(), content_type="text/csv"
        )


def typed_mapping(run: Import, posted: Map[str, str]) -> Mapping:
    """The mapping as the page was sent; columns not on the page stay as they are."""
    kept = Mapping.from_json(run.mapping)
    count = max(
        len(kept.columns),
        *(int(name[1:]) + 1 for name in posted if _is_column(name)),
        0,
    )
    columns = [
        _column(kept.columns[n] if n < len(kept.columns) else Column(), n, posted)
        for n in range(min(count, 300))
    ]
    first, last = _number(posted.get("first", "")), _number(posted.get("last", ""))
    header = (first - 1, min(max(first, last), first + 5) - 1) if first else kept.header
    return Mapping(
        sheet=posted.get("sheet", kept.sheet)[:100],
        header=header,
        encoding=posted.get("encoding", kept.encoding),
        keep_hidden=posted.get("hidden", "") == "keep",
        columns=columns,
        constants={
            **kept.constants,
            **{
                name[6:]: value[:60]
                for name, value in posted.items()
                if name.startswith("const-")
            },
        },
    )


def rereads(run: Import, mapping: Mapping) -> bool:
    """Does the mapping change where the table is, so that columns must be read anew?"""
    kept = Mapping.from_json(run.mapping)
    return (mapping.sheet, mapping.header, mapping.encoding) != (
        kept.sheet,
        kept.header,
        kept.encoding,
    )


def typed_answers(run: Import, posted: Map[str, str]) -> dict[str, str]:
    """The answers by question; an unanswered one is left out."""
    found = {}
    for question in run.questions.all():
        other = posted.get(f"o{question.pk}", "").strip()
        said = other or posted.get(f"q{question.pk}", "").strip()
        if said:
            found[question.key] = said[:60]
    return found


def _is_column(name: str) -> bool:
    return name[:1] == "c" and name[1:].isdecimal() and len(name) < 5


def _column(kept: Column, number: int, posted: Map[str, str]) -> Column:
    code = posted.get(f"c{number}")
    if code is None:
        return kept
    return column_of(code[:200], posted.get(f"m{number}", ""))


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 6 else 0
