"""Forms of the room: text in, clean values out."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.forms import (
    ChoiceField,
    HiddenInput,
    IntegerField,
    MultipleChoiceField,
    TypedChoiceField,
    TypedMultipleChoiceField,
)
from django.utils.translation import gettext_lazy as _

from thidua.campaigns.forms.laid_out import LaidOut, area, day, line
from thidua.exemplars.forms.building import labels
from thidua.exemplars.forms.telling import ConsentForm
from thidua.kernel.dates import show
from thidua.kernel.ui.fields import Fault, FigureField
from thidua.prospects.models import Subject
from thidua.speakers.drafts import (
    InvitationDraft,
    ReportDraft,
    SpeakerDraft,
    TopicDraft,
)
from thidua.speakers.models import (
    Form,
    Invitation,
    Language,
    Reach,
    Speaker,
    TalkReport,
)
from thidua.speakers.queries.words import weekday_choices


def _several(label: Any, choices: Any, *, hint: Any = "") -> MultipleChoiceField:
    return MultipleChoiceField(label=label, choices=choices, help_text=hint)


class _TopicFields(LaidOut):
    """What they tell."""

    title = line(
        _("Đề tài"), 200, hint=_("Ví dụ: góp xoay vòng làm lu nước cho cả tổ.")
    )
    field = ChoiceField(
        label=_("Lĩnh vực"), choices=lambda: labels(Subject.Field.choices)
    )
    trade = line(
        _("Ngành nghề"),
        120,
        required=False,
        hint=_("Ví dụ: trồng dừa; nơi cùng nghề tìm thấy trước."),
    )
    outline = area(
        _("Sẽ kể điều gì"),
        missing=_("Chưa ghi sẽ kể điều gì."),
        hint=_("Vài câu bằng lời của mình: đã làm thế nào, vấp ở đâu."),
    )

    def topic(self) -> TopicDraft:
        """What was typed of the topic."""
        clean = self.cleaned_data
        return TopicDraft(
            clean["field"], clean["title"], clean["outline"], clean["trade"]
        )


class TopicForm(_TopicFields):
    """One more topic."""


class _SpeakerFields(LaidOut):
    """Who it is, how they speak."""

    name = line(_("Họ và tên người nói"), 120)
    standing = line(
        _("Là ai"),
        200,
        required=False,
        hint=_("Ví dụ: tổ trưởng tổ hợp tác, chủ vườn, công chức văn hóa."),
    )
    place = line(_("Ấp, tổ"), 200, required=False)
    forms = _several(_("Nói theo cách nào"), lambda: labels(Form.choices))
    languages = _several(_("Nói bằng tiếng gì"), lambda: labels(Language.choices))
    travels = ChoiceField(
        label=_("Đi được bao xa"), choices=lambda: labels(Reach.choices)
    )

    def draft(self, **more: Any) -> SpeakerDraft:
        """What was typed of the speaker."""
        clean = self.cleaned_data
        return SpeakerDraft(
            name=clean["name"],
            standing=clean["standing"],
            place=clean["place"],
            travels=clean["travels"],
            forms=clean["forms"],
            languages=clean["languages"],
            weekdays=[int(one) for one in clean.get("weekdays", [])],
            **more,
        )


class MendForm(_SpeakerFields):
    """The same written anew."""


class ProposeForm(_SpeakerFields, _TopicFields):
    """Somebody is put forward, with the first thing they tell."""

    whom = ChoiceField(
        label=_("Kể kinh nghiệm của"),
        help_text=_("Điển hình đang được nêu gương; hoặc người trong danh bạ."),
    )
    weekdays = MultipleChoiceField(
        label=_("Thường rảnh"), choices=weekday_choices, required=False
    )

    field_order = [
        "whom",
        "name",
        "standing",
        "place",
        "title",
        "field",
        "trade",
        "outline",
        "forms",
        "languages",
        "travels",
        "weekdays",
    ]


class SpeakerConsentForm(ConsentForm):
    """The consent of exemplars, for the pool."""


class WeekdaysForm(LaidOut):
    """On which days of the week somebody is usually free."""

    weekdays = MultipleChoiceField(
        label=_("Thường rảnh"), choices=weekday_choices, required=False
    )


class FindForm(LaidOut):
    """Three questions."""

    field = ChoiceField(
        label=_("Nghe về việc gì?"),
        required=False,
        choices=lambda: [("", _("việc gì cũng được")), *labels(Subject.Field.choices)],
    )
    trade = line(_("Nghề gì, làm gì?"), 120, required=False)
    on = day(_("Ngày nào?"), required=False)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._today = today

    def clean_on(self) -> date | None:
        """Nobody can be invited for a day that is over."""
        on: date | None = self.cleaned_data["on"]
        if on is not None and on < self._today:
            raise Fault(
                str(_("Ngày %(day)s đã qua.") % {"day": show(on)}),
                str(_("Chọn hôm nay hoặc một ngày sau.")),
            )
        return on


class InviteForm(LaidOut):
    """An invitation, on one screen."""

    topic = TypedChoiceField(label=_("Đề tài"), coerce=int)
    day = day(_("Ngày"))
    part = ChoiceField(label=_("Buổi"), choices=lambda: labels(Invitation.Part.choices))
    place = line(_("Nơi nói"), 200, hint=_("Ví dụ: nhà văn hóa ấp 4, xã Châu Bình."))
    audience = line(_("Ai nghe"), 200, hint=_("Ví dụ: tổ trưởng tổ tự quản 11 ấp."))
    expected = FigureField(
        label=_("Dự kiến bao nhiêu người"), least=1, most=100_000, decimals=0
    )
    form = ChoiceField(label=_("Cách nói"))
    language = ChoiceField(label=_("Ngôn ngữ"))
    words = area(
        _("Lời mời"), hint=_("Muốn nghe kỹ điều gì; ai đón, đưa; có lo nơi nghỉ không.")
    )

    def ask_of(self, speaker: Speaker) -> None:
        """Offer what this speaker tells, in their ways and languages."""
        topics = speaker.topics.filter(dropped_at__isnull=True)
        self.offer(
            topic=[(one.pk, one.title) for one in topics],
            form=labels([(one, Form(one).label) for one in speaker.forms]),
            language=labels([(one, Language(one).label) for one in speaker.languages]),
        )

    def draft(self) -> InvitationDraft:
        """What was typed."""
        clean: dict[str, Any] = self.cleaned_data
        return InvitationDraft(
            topic_id=clean["topic"],
            day=clean["day"],
            part=clean["part"],
            place=clean["place"],
            audience=clean["audience"],
            expected=int(clean["expected"]),
            form=clean["form"],
            language=clean["language"],
            words=clean["words"],
        )


class DayForm(LaidOut):
    """Another day, and a word with it."""

    day = day(_("Ngày khác"))
    words = line(_("Nhắn thêm"), 300, required=False)
    version = IntegerField(required=False, widget=HiddenInput)


class WhatCameForm(LaidOut):
    """What came of a talk, first told or told anew."""

    came = FigureField(
        label=_("Bao nhiêu người đến"), least=0, most=100_000, decimals=0
    )
    who = line(_("Ai đã dự"), 200, hint=_("Ví dụ: tổ trưởng, hội viên nông dân 5 ấp."))
    taken_home = area(
        _("Người nghe mang về điều gì"),
        missing=_("Chưa ghi người nghe mang về điều gì."),
        hint=_("Một, hai câu: điều họ nói sẽ làm, câu họ hỏi nhiều nhất."),
    )
    use = ChoiceField(
        label=_("Với nơi này"), choices=lambda: labels(TalkReport.Use.choices)
    )
    words = line(
        _("Lời nhắn người nói"),
        300,
        required=False,
        hint=_("Chỉ người nói, đơn vị phụ trách và nơi mời đọc được."),
    )

    def draft(self) -> ReportDraft:
        """What was typed."""
        clean: dict[str, Any] = self.cleaned_data
        return ReportDraft(
            came=int(clean["came"]),
            who=clean["who"],
            taken_home=clean["taken_home"],
            use=clean["use"],
            words=clean["words"],
            begun=clean.get("begun", []),
        )


class ReportForm(WhatCameForm):
    """What came of a talk, and who began to learn since."""

    begun = TypedMultipleChoiceField(
        label=_("Ai bắt đầu học theo"), coerce=int, required=False
    )


class MendReportForm(WhatCameForm):
    """The report told anew, and why. Who began to learn is noted on the page."""

    reason = line(
        _("Vì sao sửa"), 300, hint=_("Người nói, đơn vị phụ trách đọc được lý do này.")
    )
