"""What is asked of the document that launches: that it is there, whole, and true."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from thidua.campaigns.accord import Difference
from thidua.campaigns.check import sources
from thidua.campaigns.check.facts import CampaignFacts
from thidua.campaigns.check.words import Asks, Found, Level, Place, Rule
from thidua.campaigns.drafted import Text
from thidua.kernel.text import inside, quoted

SHOWN = 3
"""Differences that are said; of the others how many there are."""
_REMEDIES = {
    Text.NUMBERED: gettext_lazy(
        "Đưa kế hoạch về như văn bản; hoặc hủy số rồi soạn lại, hay ban hành văn bản"
        " khác thay thế và đánh dấu văn bản ấy là văn bản phát động."
    ),
    Text.IN_WORD: gettext_lazy(
        "Mở văn bản, tải tệp Word, sửa cho khớp rồi gửi lại; hoặc đưa kế hoạch về như"
        " văn bản."
    ),
    Text.FOLLOWED: gettext_lazy(
        "Sửa nội dung văn bản cho khớp kế hoạch; hoặc đưa kế hoạch về như văn bản."
    ),
}


def _no_document(plan: CampaignFacts) -> Iterator[Found]:
    if plan.document is None:
        yield Found(
            _("Chưa có văn bản phát động."),
            _("Soạn văn bản phát động ở đây, hoặc ghi văn bản đã ban hành."),
            Place("documents"),
        )


def _unfinished_document(plan: CampaignFacts) -> Iterator[Found]:
    if plan.document and plan.document.lacking:
        found = _("Văn bản phát động chưa ghi: %(fields)s.")
        words = found % {"fields": ", ".join(plan.document.lacking)}
        if plan.document.paper is not None:
            remedy = _("Chốt dự thảo rồi cấp số; số, ngày và người ký vào đây theo.")
            yield Found(words, remedy, Place("paper", plan.document.paper))
            return
        yield Found(
            words,
            _("Ghi đủ số, ngày ban hành và người ký như trên bản giấy."),
            Place("document", plan.document.pk, field=plan.document.first),
        )


def _no_signed_copy(plan: CampaignFacts) -> Iterator[Found]:
    if plan.document and not plan.document.has_copy:
        yield Found(
            _("Văn bản phát động chưa có bản ký kèm theo."),
            _("Đính kèm bản PDF đã ký để các đơn vị đối chiếu."),
            Place("document", plan.document.pk, field="file"),
        )


def _other_forms(plan: CampaignFacts) -> Iterator[Found]:
    if plan.document and plan.document.strangers:
        names = ", ".join(quoted(name) for name in plan.document.strangers)
        yield Found(
            _("Văn bản phát động nhắc biểu không có trong phong trào: %(names)s.")
            % {"names": names},
            _("Sửa văn bản cho khớp các biểu của phong trào, hoặc chọn lại biểu ấy."),
            Place("document", plan.document.pk),
        )


def _other_than_the_plan(plan: CampaignFacts) -> Iterator[Found]:
    if plan.document is None or plan.drawn is None or not plan.drawn.differences:
        return
    where, found = plan.drawn.where, plan.drawn.differences
    said = "; ".join(_differs(one) for one in found[:SHOWN])
    if len(found) > SHOWN:
        more = len(found) - SHOWN
        said += ngettext("; và %(more)s chỗ nữa", "; và %(more)s chỗ nữa", more) % {
            "more": more
        }
    place = Place("document", plan.document.pk, field="contents")
    if where != Text.FOLLOWED and plan.document.paper is not None:
        place = Place("paper", plan.document.paper)
    words = {"number": plan.drawn.number, "said": said}
    yield Found(
        _("Văn bản phát động %(number)s khác kế hoạch: %(said)s.") % words
        if plan.drawn.number
        else _("Văn bản phát động khác kế hoạch: %(said)s.") % words,
        str(_REMEDIES[where]),
        place,
    )


def _differs(one: Difference) -> str:
    words = {"paper": inside(one.paper), "plan": inside(one.plan)}
    if not one.plan:
        return _("văn bản ghi “%(paper)s”, kế hoạch không còn") % words
    if not one.paper:
        return _("kế hoạch có “%(plan)s”, văn bản chưa ghi") % words
    return _("văn bản ghi “%(paper)s”, kế hoạch nay là “%(plan)s”") % words


DOCUMENT_RULES: tuple[Rule[CampaignFacts], ...] = (
    Rule(
        "no-document",
        gettext_lazy("Có văn bản phát động"),
        gettext_lazy("Chưa có văn bản phát động"),
        gettext_lazy("Không có văn bản thì đơn vị không có căn cứ để hưởng ứng."),
        sources.DIRECTIVE_2021,
        Level.ERROR,
        Asks.PLAN,
        3,
        _no_document,
    ),
    Rule(
        "unfinished-document",
        gettext_lazy("Văn bản ghi đủ số, ngày, người ký"),
        gettext_lazy("Văn bản phát động ghi thiếu"),
        gettext_lazy("Đơn vị dẫn văn bản bằng số, ngày và người ký."),
        sources.DIRECTIVE_2021,
        Level.ERROR,
        Asks.PLAN,
        2,
        _unfinished_document,
        of="document",
    ),
    Rule(
        "no-signed-copy",
        gettext_lazy("Văn bản có bản ký kèm theo"),
        gettext_lazy("Văn bản chưa có bản ký"),
        gettext_lazy("Bản ký là bản để đối chiếu khi nội dung trên máy bị ngờ."),
        sources.DIRECTIVE_2021,
        Level.WARNING,
        Asks.PLAN,
        1,
        _no_signed_copy,
        of="document",
    ),
    Rule(
        "other-forms",
        gettext_lazy("Văn bản nhắc đúng các biểu của phong trào"),
        gettext_lazy("Văn bản nhắc biểu khác"),
        gettext_lazy("Đơn vị làm theo văn bản; biểu nêu trong đó phải có để báo cáo."),
        sources.HOUSE,
        Level.WARNING,
        Asks.PLAN,
        1,
        _other_forms,
        of="document",
    ),
    Rule(
        "other-than-the-plan",
        gettext_lazy("Văn bản và kế hoạch nói như nhau"),
        gettext_lazy("Văn bản phát động khác kế hoạch"),
        gettext_lazy(
            "Đơn vị nhận văn bản và nhận số trên máy; hai nơi khác nhau thì không biết"
            " theo nơi nào."
        ),
        sources.HOUSE,
        Level.ERROR,
        Asks.PLAN,
        2,
        _other_than_the_plan,
        of="drawn",
    ),
)
