"""Forms of the drafting pages."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import fields
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext, pgettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from thidua.campaigns.days import days_of
from thidua.campaigns.drafted import OF_THE_REGISTER, Text
from thidua.campaigns.drafts import (
    AudienceDraft,
    Basics,
    DocumentDraft,
    NodeDraft,
    PhaseDraft,
)
from thidua.campaigns.forms.laid_out import (
    LaidOut,
    area,
    as_key,
    day,
    line,
    long_line,
    said_at_fields,
)
from thidua.campaigns.models import Campaign, ContentNode, LaunchDocument, Phase
from thidua.campaigns.rules import refuse_unfit_phase
from thidua.campaigns.whom_named import fits, named_by
from thidua.kernel.ui.fields import Fault, needed_for
from thidua.organisations.models import Tree, Unit

Options = Sequence[tuple[int, str]]
FOR_LAUNCH = _("văn bản phát động phải có")


class BasicsForm(LaidOut):
    """What the campaign is."""

    name = line(_("Tên phong trào"), 200, hint=_("Dễ nhớ, ví dụ: “Đồng khởi mới”."))
    motto = line(_("Phương châm"), 200, required=False)
    slogan = line(_("Khẩu hiệu"), 300, required=False)
    theme = line(_("Chủ đề năm"), 300, required=False)
    shape = forms.ChoiceField(label=_("Hình thức"), choices=Campaign.Shape.choices)
    line = forms.ChoiceField(
        label=_("Hệ thống phát động"), choices=Campaign.Line.choices
    )
    launcher = forms.TypedChoiceField(label=_("Cơ quan phát động"), coerce=int)
    office = forms.TypedChoiceField(
        label=_("Cơ quan thường trực"),
        coerce=int,
        help_text=_("Theo dõi, giao chỉ tiêu và nhận báo cáo."),
    )
    tree = forms.TypedChoiceField(
        label=_("Cây giao và cộng"),
        coerce=int,
        help_text=_(
            "Hệ thống đơn vị để giao chỉ tiêu xuống và cộng số liệu lên: chính quyền"
            " (tỉnh, huyện, xã), Đảng hay Mặt trận. Một phong trào theo một cây."
        ),
    )
    root = forms.TypedChoiceField(label=_("Đơn vị đứng đầu cây"), coerce=int)
    starts_on = day(_("Bắt đầu"))
    ends_on = day(pgettext_lazy("ngày", "Kết thúc"), hint=_("Sau ngày bắt đầu."))
    vision_year = forms.IntegerField(
        label=_("Tầm nhìn đến năm"),
        required=False,
        min_value=2000,
        max_value=2200,
        help_text=_("Từ năm kết thúc trở đi, nhiều nhất 2200."),
    )
    predecessor = forms.TypedChoiceField(
        label=_("Tiếp nối phong trào"), coerce=int, required=False, empty_value=None
    )
    predecessor_review = area(
        _("Tổng kết giai đoạn trước"), hint=_("Kết quả và bài học để bắt đầu từ đó.")
    )
    carries_on = forms.TypedMultipleChoiceField(
        label=_("Thực hiện các phong trào của cấp trên, hệ thống khác"),
        coerce=int,
        required=False,
    )
    version = forms.IntegerField(
        widget=forms.HiddenInput, initial=1, required=False, max_value=2**31
    )

    def clean_version(self) -> int:
        """A form sent without its version may not overwrite anything but the first."""
        return self.cleaned_data["version"] or 1

    def __init__(
        self,
        *args: Any,
        bodies: Options,
        roots: Options,
        campaigns: Options,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offer(
            launcher=bodies,
            office=bodies,
            tree=Tree.offered(),
            root=roots,
            predecessor=[("", pgettext("phong trào trước", "không")), *campaigns],
            carries_on=campaigns,
        )

    def basics(self) -> Basics:
        """The draft, with the things behind the numbers."""
        clean = dict(self.cleaned_data)
        clean.pop("version")
        units = Unit.objects.in_bulk(
            [clean["launcher"], clean["office"], clean["root"]]
        )
        for name in ("launcher", "office", "root"):
            clean[name] = units[clean[name]]
        clean["tree"] = Tree.objects.get(pk=clean["tree"])
        clean["predecessor"] = Campaign.objects.filter(pk=clean["predecessor"]).first()
        clean["carries_on"] = list(Campaign.objects.filter(pk__in=clean["carries_on"]))
        return Basics(**clean)


class PhaseForm(LaidOut):
    """One phase; an empty row is none."""

    kind = forms.ChoiceField(label=_("Loại"), choices=Phase.Kind.choices)
    name = line(_("Tên"), 120, required=False)
    starts_on = day(_("Từ ngày"), required=False)
    ends_on = day(_("Đến ngày"), required=False)
    expects = long_line(_("Việc cần làm"), 300, required=False)
    pk = forms.IntegerField(
        widget=forms.HiddenInput, required=False, min_value=1, max_value=2**62
    )

    def __init__(self, *args: Any, campaign: Campaign, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.campaign = campaign
        self.hint(days_of(campaign), "starts_on", "ends_on")

    def clean(self) -> dict[str, Any]:
        clean = super().clean() or {}
        named = [name for name in ("name", "starts_on", "ends_on") if clean.get(name)]
        if self.errors or not named:
            return clean
        if len(named) < 3:
            raise Fault(gettext("Giai đoạn cần có tên, từ ngày và đến ngày."))
        with said_at_fields(self):
            refuse_unfit_phase(self.campaign, PhaseDraft(**clean))
        return clean

    def draft(self) -> PhaseDraft | None:
        return (
            PhaseDraft(**self.cleaned_data) if self.cleaned_data.get("name") else None
        )


PhaseRows = forms.formset_factory(PhaseForm, extra=3, max_num=40)


class DocumentForm(LaidOut):
    """A document as the office issued it."""

    kind = forms.ChoiceField(
        label=_("Loại văn bản"), choices=LaunchDocument.Kind.choices
    )
    number = needed_for(
        FOR_LAUNCH, line(_("Số"), 20, required=False, hint=_("Ví dụ: 01."))
    )
    symbol = line(_("Ký hiệu"), 40, required=False, hint=_("Ví dụ: CT-UBND."))
    title = long_line(_("Trích yếu"), 400)
    issued_on = needed_for(FOR_LAUNCH, day(_("Ngày ban hành"), required=False))
    place = line(_("Địa danh"), 80, required=False)
    signer_title = line(_("Chức vụ người ký"), 200, required=False)
    signer_name = needed_for(FOR_LAUNCH, line(_("Người ký"), 120, required=False))
    grounds = area(
        _("Căn cứ"),
        hint=_(
            "Mỗi dòng một văn bản làm căn cứ, ghi đủ tên loại, số, ngày, cơ quan và"
            " trích yếu; không có thì xóa dòng “Căn cứ …”."
        ),
        rows=3,
    )
    opening = area(_("Mở đầu"), hint=_("Đoạn đứng trước các mục đánh số."), rows=3)
    contents = area(
        _("Nội dung đánh số"),
        hint=_("Mỗi mục cách nhau một dòng trống; số tự đánh."),
        rows=14,
    )
    recipients = area(_("Nơi nhận"), hint=_("Mỗi nơi một dòng."))
    is_launch = forms.BooleanField(label=_("Đây là văn bản phát động"), required=False)
    file = forms.FileField(
        label=_("Bản ký kèm theo"),
        required=False,
        help_text=_("PDF đã ký, hoặc phụ lục."),
    )

    def __init__(
        self,
        *args: Any,
        is_written: bool = False,
        text: Text = Text.TYPED,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.is_written = is_written
        """Written here: what the signature brings is not asked now."""
        for name in ("number", "issued_on", "file") if is_written else ():
            del self.fields[name]
        for name in self._asked_elsewhere(text) - set(self.data):
            del self.fields[name]

    def _asked_elsewhere(self, text: Text) -> AbstractSet[str]:
        """What the paper says that was made of the document, and not this form.

        What was typed all the same, before the paper went on, is kept and refused.
        """
        if text == Text.FOLLOWED:
            return OF_THE_REGISTER
        is_elsewhere = text in {Text.IN_WORD, Text.NUMBERED}
        return set(self.fields) - {"is_launch", "file"} if is_elsewhere else set()

    def draft(self, kept: LaunchDocument | None = None) -> DocumentDraft:
        """What was typed; of `kept` what is not asked here."""
        clean = dict(self.cleaned_data)
        clean.pop("file", None)
        if "contents" in clean:
            clean |= self._lists(clean)
        names = {one.name for one in fields(DocumentDraft)} - set(clean)
        if kept is not None:
            clean |= {name: getattr(kept, name) for name in names}
        return DocumentDraft(**clean)

    @staticmethod
    def _lists(clean: dict[str, Any]) -> dict[str, list[str]]:
        contents = [
            part.strip()
            for part in clean["contents"].replace("\r\n", "\n").split("\n\n")
            if part.strip()
        ]
        recipients = [
            part.strip(" -–;.")
            for part in clean["recipients"].splitlines()
            if part.strip()
        ]
        return {"contents": contents, "recipients": recipients}


class AudienceForm(LaidOut):
    """Whom the campaign is for."""

    name = line(
        _("Tên đối tượng"),
        200,
        required=False,
        hint=_("Để trống thì gọi theo loại đơn vị. Ví dụ: Đảng ủy xã, thị trấn."),
    )
    kinds = forms.MultipleChoiceField(label=_("Loại đơn vị"))
    tree = forms.TypedChoiceField(label=_("Thuộc cây"), coerce=int)
    below = forms.TypedChoiceField(
        label=_("Dưới đơn vị"), coerce=int, help_text=_("Kể cả chính đơn vị ấy.")
    )
    reports = forms.BooleanField(label=_("Có báo cáo số liệu"), required=False)

    def __init__(
        self,
        *args: Any,
        roots: Options,
        kinds: Sequence[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offer(tree=Tree.offered(), below=roots, kinds=kinds)

    def clean(self) -> dict[str, Any]:
        """A name that is typed now and lists kinds lists those that are chosen."""
        clean = super().clean() or self.cleaned_data
        name, kinds = clean.get("name", ""), clean.get("kinds")
        if kinds and name != self.initial.get("name") and not fits(name, kinds):
            said = gettext("“%(name)s” không phải các loại đơn vị đã chọn.")
            remedy = gettext("Chọn lại loại đơn vị; hoặc để trống tên: “%(named)s”.")
            fault = Fault(said % {"name": name}, remedy % {"named": named_by(kinds)})
            self.add_error("name", fault)
        return clean

    def draft(self) -> AudienceDraft:
        clean = dict(self.cleaned_data)
        clean["tree"] = Tree.objects.get(pk=clean["tree"])
        clean["below"] = Unit.objects.get(pk=clean["below"])
        return AudienceDraft(**clean)


class NodeForm(LaidOut):
    """An axis, a group or an item of content."""

    kind = forms.ChoiceField(label=_("Loại"), choices=ContentNode.Kind.choices)
    label = line(
        _("Nhãn"), 40, required=False, hint=_("Chữ đứng trước tên, như: Chân 1, Mũi 2.")
    )
    name = line(_("Tên"), 300)
    nature = forms.ChoiceField(
        label=_("Tính chất"),
        choices=ContentNode.Nature.choices,
        required=False,
        help_text=_("Định lượng thì có chỉ tiêu; định tính thì có mốc và minh chứng."),
    )
    detail = area(_("Yêu cầu cụ thể"))
    lead_unit = forms.TypedChoiceField(
        label=_("Đơn vị chủ trì"), coerce=int, required=False, empty_value=None
    )
    reads_from = forms.TypedMultipleChoiceField(
        label=_("Đọc tiến độ từ nội dung của cây khác"),
        coerce=as_key,
        required=False,
        help_text=_("Chỉ để xem: số liệu không cộng qua đây."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *args: Any,
        bodies: Options,
        others: Sequence[tuple[UUID, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offer(lead_unit=[("", gettext("không ghi")), *bodies], reads_from=others)
        if not others:
            del self.fields["reads_from"]

    def draft(self) -> NodeDraft:
        clean = dict(self.cleaned_data)
        clean.pop("version", None)
        lead = clean.pop("lead_unit")
        clean["lead_unit"] = Unit.objects.get(pk=lead) if lead else None
        if clean["kind"] != ContentNode.Kind.ITEM:
            clean["nature"] = ""  # the form offers one to everybody; only items have it
        return NodeDraft(**clean)
