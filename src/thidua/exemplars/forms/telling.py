"""A consent, a story, a line of the media plan."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.campaigns.forms.laid_out import LaidOut, area, day, line, said_at_fields
from thidua.exemplars.drafts import ConsentDraft, PublicationDraft, StoryDraft
from thidua.exemplars.forms.building import labels
from thidua.exemplars.models import Consented, Exemplar, Publication
from thidua.exemplars.publishing import (
    refuse_over,
    refuse_unfindable,
    refuse_yet_to_come,
)
from thidua.kernel.models import StoredFile
from thidua.kernel.ui.fields import FigureField, needed_for

PICTURES = ".jpg,.jpeg,.png,.webp"
FIELDS = [
    ("name", _("Tên")),
    ("place", _("Ấp, tổ (cùng với tên)")),
    ("picture", _("Ảnh")),
    ("story", _("Câu chuyện")),
    ("contact", _("Cách liên hệ")),
]


class ConsentForm(LaidOut):
    """What may be shown, field by field."""

    shows = forms.MultipleChoiceField(
        label=_("Cho mọi người xem"),
        choices=FIELDS,
        required=False,
        help_text=_("Không chọn gì là không cho xem; đổi ý lúc nào cũng được."),
    )
    contact = line(
        _("Cách liên hệ"), 200, required=False, hint=_("Chỉ ghi khi chọn cho xem.")
    )
    given_on = day(_("Ngày đồng ý"))
    words = line(_("Ghi chú"), 300, required=False)
    paper = needed_for(
        _("cần khi đơn vị ghi thay"),
        forms.FileField(label=_("Bản chụp phiếu đồng ý đã ký"), required=False),
    )

    def draft(self, paper: StoredFile | None) -> ConsentDraft:
        """What the action wants."""
        clean = self.cleaned_data
        return ConsentDraft(
            frozenset(clean["shows"]),
            clean["given_on"],
            clean["contact"],
            clean["words"],
            paper,
        )


def allowed(consent: Consented | None) -> dict[str, Any]:
    """What the last consent allows, as the form shows it."""
    if consent is None:
        return {"shows": []}
    shows = [name for name, _label in FIELDS if getattr(consent, f"shows_{name}")]
    return {"shows": shows, "contact": consent.contact}


def _picture() -> forms.FileField:
    field = forms.FileField(label=_("Ảnh"), required=False)
    field.accept = PICTURES  # type: ignore[attr-defined]
    return field


class StoryForm(LaidOut):
    """In a sentence, whole, in a picture, and how others do likewise."""

    summary = line(
        _("Một câu"), 300, required=False, hint=_("Làm được gì, bằng con số nếu có.")
    )
    story = area(
        _("Câu chuyện"), hint=_("Mỗi dòng một đoạn: lúc đầu thế nào, làm gì, được gì.")
    )
    how_to = area(_("Làm theo thế nào"), hint=_("Mỗi dòng một việc, theo thứ tự."))
    picture = _picture()
    picture_says = line(
        _("Ảnh nói gì"),
        300,
        required=False,
        hint=_("Một câu tả ảnh, cho người không xem được ảnh."),
    )
    drops_picture = forms.BooleanField(label=_("Bỏ ảnh đang có"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def draft(self, picture: StoredFile | None) -> StoryDraft:
        """What the action wants."""
        clean = dict(self.cleaned_data)
        clean.pop("version")
        return StoryDraft(**(clean | {"picture": picture}))


def story_of(exemplar: Exemplar) -> dict[str, Any]:
    """What stands, as it would be typed."""
    names = ("summary", "story", "how_to", "picture_says", "version")
    return {name: getattr(exemplar, name) for name in names}


class PlanForm(LaidOut):
    """One more line of the media plan."""

    channel = forms.ChoiceField(
        label=_("Kênh"), choices=lambda: labels(Publication.Channel.choices)
    )
    outlet = line(
        _("Nơi đăng, phát"), 200, hint=_("Ví dụ: Báo Đồng Khởi, Đài truyền thanh xã.")
    )
    planned_on = day(_("Dự kiến ngày"))
    by_whom = line(_("Người thực hiện"), 200)
    about = line(_("Nội dung"), 300, required=False)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._today = today

    def clean(self) -> dict[str, Any]:
        """A day that is over is said beside what is missing; what stood may stay."""
        clean = dict(super().clean() or self.cleaned_data)
        planned_on = clean.get("planned_on")
        if planned_on and planned_on != self._stood_on():
            with said_at_fields(self):
                refuse_over(planned_on, self._today)
        return clean

    def _stood_on(self) -> date | None:
        return None

    def draft(self) -> PublicationDraft:
        """What the action wants."""
        return PublicationDraft(**self.cleaned_data)


PLANNED = ("channel", "outlet", "planned_on", "by_whom", "about")


def planned(one: Publication) -> dict[str, Any]:
    """What a line says, as it would be typed."""
    return {name: getattr(one, name) for name in (*PLANNED, "version")}


class ChangeForm(PlanForm):
    """A line of the plan as it will be from now on, and why."""

    reason = line(
        _("Vì sao đổi"), 300, hint=_("Ví dụ: Đài dời lịch phát sang tuần sau.")
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def _stood_on(self) -> date | None:
        day: date = self.initial["planned_on"]
        return day

    def draft(self) -> PublicationDraft:
        """What the action wants beside the reason."""
        clean = self.cleaned_data
        return PublicationDraft(**{name: clean[name] for name in PLANNED})


class PublishedForm(LaidOut):
    """It was published: when, where to find it, how many it reached."""

    published_on = day(_("Ngày đăng, phát"))
    link = forms.URLField(
        label=_("Đường dẫn"),
        required=False,
        max_length=500,
        assume_scheme="https",
        error_messages={
            "invalid": _(
                "Chưa đọc được đường dẫn này. Chép cả dòng địa chỉ ở trình duyệt, bắt"
                " đầu bằng https://."
            )
        },
        help_text=_(
            "Cần đường dẫn hoặc tệp; loa, đài thì gửi bản ghi âm, bài phát thanh hoặc"
            " ảnh lịch phát."
        ),
    )
    file = forms.FileField(
        label=_("Hoặc tệp"),
        required=False,
        help_text=_("Ảnh chụp trang báo, bản in, tệp ghi hình."),
    )
    reach = FigureField(
        label=_("Số người nghe, xem, đọc"),
        decimals=0,
        least=0,
        most=100_000_000,
        required=False,
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._today = today

    def clean(self) -> dict[str, Any]:
        """What the rules refuse is said beside what cannot be read."""
        clean = dict(super().clean() or self.cleaned_data)
        if clean.get("published_on"):
            with said_at_fields(self):
                refuse_yet_to_come(clean["published_on"], self._today)
        if not self.has_error("link"):
            with said_at_fields(self):
                has_file = self.has_error("file") or bool(clean.get("file"))
                refuse_unfindable(clean.get("link", ""), has_file=has_file)
        return clean

    @property
    def reach_of(self) -> int | None:
        """How many it reached, where that is known."""
        reach = self.cleaned_data["reach"]
        return None if reach is None else int(reach)
