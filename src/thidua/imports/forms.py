"""What was typed: a file or a pasted block, a mapping, answers."""

from __future__ import annotations

from collections.abc import Mapping as Map
from dataclasses import dataclass, field

from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.imports.kinds import IS, LEAVE, MEANT, NOTED, TAKE, Said
from thidua.imports.mapping import NOTHING, Column, Mapping, column_of
from thidua.imports.models import Import, ImportQuestion
from thidua.kernel.numbers import Unreadable, read_number
from thidua.kernel.ui.fields import Fault, needed_for

LONGEST_PASTE = 2_000_000


class FileForm(forms.Form):
    """A workbook, or a block pasted from one."""

    file = needed_for(
        gettext_lazy("hoặc dán vào ô dưới"),
        forms.FileField(label=gettext_lazy("Tệp"), required=False),
    )
    pasted = needed_for(
        gettext_lazy("khi không có tệp"),
        forms.CharField(
            label=gettext_lazy("Hoặc dán từ bảng tính, cả dòng tiêu đề"),
            required=False,
            widget=forms.Textarea,
            strip=False,
            max_length=LONGEST_PASTE,
        ),
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
    if posted.get("leave") == "rest":
        columns = [column if column.as_ else Column(NOTHING) for column in columns]
    first, last = _number(posted.get("first", "")), _number(posted.get("last", ""))
    header = (first - 1, min(max(first, last), first + 5) - 1) if first else kept.header
    return Mapping(
        sheet=posted.get("sheet", kept.sheet)[:100],
        header=header,
        encoding=posted.get("encoding", kept.encoding)[:10],
        said_letters=kept.said_letters or "said-letters" in posted,
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


@dataclass(slots=True)
class Answers:
    """What was answered, by question; and what is wrong with it, by field."""

    said: dict[str, str] = field(default_factory=dict)
    faults: dict[str, str] = field(default_factory=dict)


def typed_answers(run: Import, posted: Map[str, str]) -> Answers:
    """The answers by question; an unanswered one is left out.

    Cells of a group that are not answered one by one follow the group.
    """
    found = Answers()
    for question in run.questions.all():
        if question.cell is None:
            other = posted.get(f"o{question.pk}", "").strip()
            said = other or posted.get(f"q{question.pk}", "").strip()
            if said:
                found.said[question.key] = said[:60]
        elif told := _cell_said(question, posted, found.faults):
            found.said[question.key] = told.code
    return found


def _cell_said(
    question: ImportQuestion, posted: Map[str, str], faults: dict[str, str]
) -> Said | None:
    pk, cell = question.pk, question.cell or {}
    deed, figure, why = (posted.get(f"{x}{pk}", "").strip()[:300] for x in "dvw")
    if figure and deed in {"", IS}:
        fault = _why_no_figure(figure, is_ratio="/" in cell["figure"])
        if fault:
            faults[f"v{pk}"] = fault
            return None
        return Said(IS, figure[:40], why)
    if deed == IS:
        faults[f"v{pk}"] = _("Ghi số đúng vào ô bên cạnh.")
        return None
    if not deed:
        deed = posted.get(f"all-{question.group}", "")
        why = why or posted.get(f"why-{question.group}", "").strip()[:300]
        if deed == TAKE and not why:
            faults[f"why-{question.group}"] = _("Ghi lý do giữ tất cả.")
            return None
    if deed == MEANT:
        return Said(IS, cell["meant"], why) if cell["meant"] else None
    if deed == NOTED:
        note = cell.get("note", "")
        return Said(TAKE, "", " ".join([note[:300], why]).strip()) if note else None
    return Said(deed, "", why) if deed in {TAKE, LEAVE} else None


def _why_no_figure(text: str, *, is_ratio: bool) -> str:
    parts = text.split("/") if is_ratio else [text]
    if is_ratio and len(parts) != 2:
        return _("Ghi tử số/mẫu số, như 615/976.")
    try:
        readings = [read_number(one) for one in parts]
    except Unreadable as fault:
        return f"{fault.reason} {fault.remedy}"
    if any(one.is_doubtful for one in readings):
        return _("Số này đọc được hai cách: thêm phần lẻ, như 1.500,0 hoặc 1,500.")
    return ""


def _is_column(name: str) -> bool:
    return name[:1] == "c" and name[1:].isdecimal() and len(name) < 5


def _column(kept: Column, number: int, posted: Map[str, str]) -> Column:
    code = posted.get(f"c{number}")
    if code is None:
        return kept
    return column_of(code[:200], posted.get(f"m{number}", ""))


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 6 else 0
