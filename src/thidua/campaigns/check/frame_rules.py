"""What is asked of a campaign as a whole: its people, its time, its load."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from thidua.campaigns.check import sources
from thidua.campaigns.check.facts import CampaignFacts, SkippedFacts
from thidua.campaigns.check.words import Asks, Found, Level, Place, Rule
from thidua.campaigns.models import Phase
from thidua.kernel.dates import show
from thidua.kernel.text import inside


def _no_audience(plan: CampaignFacts) -> Iterator[Found]:
    if not plan.audiences:
        yield Found(
            _("Chưa có đối tượng tham gia."),
            _("Thêm ít nhất một đối tượng: loại đơn vị, thuộc cây nào, dưới ai."),
            Place("audience-new"),
        )


def _empty_audience(plan: CampaignFacts) -> Iterator[Found]:
    for one in plan.audiences:
        if not one.units:
            yield Found(
                _("Đối tượng “%(name)s” chưa có đơn vị nào.")
                % {"name": inside(one.name)},
                _("Sửa loại đơn vị hoặc đơn vị cấp trên của đối tượng ấy."),
                Place("audience", one.pk, field="below"),
                one.subject,
            )


def _skipped_level(plan: CampaignFacts) -> Iterator[Found]:
    """After the launch whoever takes part is changed unit by unit, with a reason."""
    for found in skipping(plan.skipped):
        yield replace(found, mend="") if plan.is_launched else found


def skipping(skipped: Sequence[SkippedFacts]) -> Iterator[Found]:
    """That a level between takes no part, what follows, and how to take it in."""
    for one in skipped:
        words = {
            "name": inside(one.name),
            "units": one.units,
            "between": one.between,
            "level": level_words(one.level),
        }
        yield Found(
            _(
                "“%(name)s”: %(units)s nơi tham gia mà %(between)s đơn vị %(level)s"
                " đứng giữa thì không."
            )
            % words,
            _(
                "Để vậy, các nơi ấy nhận chỉ tiêu và gửi báo cáo thẳng lên trên;"
                " %(level)s không giao lại, không nhận báo cáo, chỉ có số cộng để xem."
                " Muốn %(level)s giao và nhận thì thêm vào đối tượng."
            )
            % words,
            Place("audience", one.audience),
            one.subject,
            mend=_("Thêm %(level)s vào “%(name)s”") % words,
        )


def level_words(level: str) -> str:
    """`cấp huyện`, `cấp xã`."""
    return _("cấp huyện") if level == "district" else _("cấp xã")


def _audience_without_content(plan: CampaignFacts) -> Iterator[Found]:
    for one in plan.audiences:
        if not one.items:
            yield Found(
                _("“%(name)s” chưa có nội dung thi đua.") % {"name": inside(one.name)},
                _("Thêm chân, mũi và nội dung vào cây của đối tượng ấy."),
                Place("content", one.pk),
                one.subject,
            )


def _no_phases(plan: CampaignFacts) -> Iterator[Found]:
    if not plan.phases:
        yield Found(
            _("Chưa chia giai đoạn."),
            _("Thêm giai đoạn để các đơn vị biết lúc nào làm gì."),
            Place("phases"),
            mend=_("Lập một giai đoạn cho cả thời gian"),
        )


def _phase_outside(plan: CampaignFacts) -> Iterator[Found]:
    for one in plan.phases:
        if one.starts_on < plan.starts_on or one.ends_on > plan.ends_on:
            yield Found(
                _("“%(name)s” (%(first)s–%(last)s) nằm ngoài thời gian phong trào.")
                % {
                    "name": inside(one.name),
                    "first": show(one.starts_on),
                    "last": show(one.ends_on),
                },
                _("Sửa ngày của giai đoạn, hoặc thời gian của phong trào."),
                Place("phases"),
                f"phase:{one.name}"[:80],
            )


def _no_peak(plan: CampaignFacts) -> Iterator[Found]:
    kinds = {one.kind for one in plan.phases}
    if plan.is_phased and kinds and Phase.Kind.PEAK not in kinds:
        yield Found(
            _("Phong trào theo đợt mà chưa có cao điểm."),
            _("Thêm cao điểm, hoặc đổi hình thức phong trào."),
            Place("phases"),
        )


def _too_many_goals(plan: CampaignFacts) -> Iterator[Found]:
    for one in plan.audiences:
        if one.over:
            yield Found(
                ngettext(
                    "“%(name)s”: %(over)s nơi nhận quá %(limit)s nội dung,"
                    " nhiều nhất %(most)s.",
                    "“%(name)s”: %(over)s nơi nhận quá %(limit)s nội dung,"
                    " nhiều nhất %(most)s.",
                    one.over,
                )
                % {
                    "name": inside(one.name),
                    "over": one.over,
                    "limit": plan.limit,
                    "most": one.heaviest,
                },
                _("Chọn trọng tâm, gộp nội dung, hoặc sửa giới hạn ở trang kiểm tra."),
                Place("content", one.pk),
                one.subject,
            )


FRAME_RULES: tuple[Rule[CampaignFacts], ...] = (
    Rule(
        "no-audience",
        gettext_lazy("Có đối tượng tham gia"),
        gettext_lazy("Chưa có đối tượng tham gia"),
        gettext_lazy("Mỗi phong trào phải xác định đối tượng hợp với cấp phát động."),
        sources.PLAN_2021,
        Level.ERROR,
        Asks.PLAN,
        3,
        _no_audience,
    ),
    Rule(
        "empty-audience",
        gettext_lazy("Đối tượng nào cũng có đơn vị"),
        gettext_lazy("Đối tượng chưa có đơn vị"),
        gettext_lazy("Đối tượng rỗng thì nội dung của nó không ai làm."),
        sources.PLAN_2021,
        Level.ERROR,
        Asks.PLAN,
        2,
        _empty_audience,
        of="audiences",
    ),
    Rule(
        "skipped-level",
        gettext_lazy("Không bỏ qua cấp nào ở giữa"),
        gettext_lazy("Bỏ qua một cấp ở giữa"),
        gettext_lazy(
            "Chỉ tiêu giao và báo cáo nhận theo từng cấp; cấp không tham gia thì không"
            " giao, không nhận, không được nhắc."
        ),
        sources.HOUSE,
        Level.WARNING,
        Asks.PLAN,
        1,
        _skipped_level,
        of="audiences",
    ),
    Rule(
        "audience-without-content",
        gettext_lazy("Đối tượng nào cũng có nội dung"),
        gettext_lazy("Đối tượng chưa có nội dung"),
        gettext_lazy(
            "Mỗi cấp có “hai chân, ba mũi” riêng; không có nội dung thì thành hô hào."
        ),
        sources.FIVE_STEPS,
        Level.ERROR,
        Asks.PLAN,
        3,
        _audience_without_content,
        of="audiences",
    ),
    Rule(
        "no-phases",
        gettext_lazy("Có chia giai đoạn"),
        gettext_lazy("Chưa chia giai đoạn"),
        gettext_lazy("Kế hoạch phải cho thấy lúc nào bắt đầu và lúc nào kết thúc."),
        sources.PLAN_2021,
        Level.WARNING,
        Asks.PLAN,
        1,
        _no_phases,
    ),
    Rule(
        "phase-outside",
        gettext_lazy("Giai đoạn nằm trong thời gian phong trào"),
        gettext_lazy("Giai đoạn ngoài thời gian phong trào"),
        gettext_lazy("Việc ngoài thời gian phong trào thì không ai theo dõi."),
        sources.PLAN_2021,
        Level.WARNING,
        Asks.PLAN,
        1,
        _phase_outside,
        of="phases",
    ),
    Rule(
        "no-peak",
        gettext_lazy("Phong trào theo đợt có cao điểm"),
        gettext_lazy("Phong trào theo đợt chưa có cao điểm"),
        gettext_lazy("Phong trào theo đợt sống bằng những đợt cao điểm."),
        sources.DIRECTIVE_2021,
        Level.WARNING,
        Asks.PLAN,
        1,
        _no_peak,
        of="phases",
    ),
    Rule(
        "too-many-goals",
        gettext_lazy("Xã gánh được số nội dung"),
        gettext_lazy("Nhiều nội dung quá sức xã"),
        gettext_lazy(
            "Nhiều việc quá thì việc nào cũng làm cho có; kế hoạch cần trọng tâm."
        ),
        sources.PLAN_2021,
        Level.WARNING,
        Asks.PLAN,
        3,
        _too_many_goals,
        of="items",
    ),
)
