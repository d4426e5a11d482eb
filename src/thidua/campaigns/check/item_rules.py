"""What is asked of each item of content: measured, owned, dated, grounded, tied."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.campaigns.check import sources
from thidua.campaigns.check.facts import CampaignFacts, ItemFacts
from thidua.campaigns.check.measuring import doubtful
from thidua.campaigns.check.wording import effort_in, folded
from thidua.campaigns.check.words import Asks, Found, Hint, Level, Place, Rule
from thidua.campaigns.models import ContentNode, Target
from thidua.kernel.text import inside


def _at(item: ItemFacts, field: str) -> Place:
    return Place("item", item.pk, item.audience, field)


def _hints(plan: CampaignFacts, item: ItemFacts) -> tuple[Hint, ...]:
    return plan.indicators.like(f"{item.name} {item.detail}")


def _no_measure(plan: CampaignFacts) -> Iterator[Found]:
    for item in plan.items:
        if item.is_measured:
            continue
        if item.nature == ContentNode.Nature.MILESTONE:
            yield Found(
                _("“%(name)s” theo mốc mà chưa có mốc nào.")
                % {"name": inside(item.name)},
                _("Đặt mốc có hạn và minh chứng cho nội dung này."),
                Place("milestone-new"),
                item.subject,
                item.subject,
            )
            continue
        yield Found(
            _("“%(name)s” chưa có chỉ tiêu và chưa có mốc.")
            % {"name": inside(item.name)},
            _("Gắn chỉ số và chỉ tiêu; việc định tính thì đặt mốc có minh chứng."),
            Place("target-new"),
            item.subject,
            item.subject,
            hints=_hints(plan, item),
        )


def _no_owner(plan: CampaignFacts) -> Iterator[Found]:
    for item in plan.items:
        given = any(one.given or one.split == Target.Split.NONE for one in item.targets)
        if item.has_lead or item.is_read or item.steps or given:
            continue
        yield Found(
            _("“%(name)s” chưa có đơn vị chủ trì và chưa giao cho ai.")
            % {"name": inside(item.name)},
            _("Ghi đơn vị chủ trì, hoặc giao chỉ tiêu xuống từng đơn vị."),
            _at(item, "lead_unit"),
            item.subject,
            item.subject,
            mend="" if item.is_fixed else _("Giao cơ quan thường trực chủ trì"),
        )


def _only_effort(plan: CampaignFacts) -> Iterator[Found]:
    yield from _only_effort_by_a_day(plan)
    for item in plan.items:
        said = effort_in(item.name, plan.day)
        if not said or item.targets or item.is_read:
            continue
        yield Found(
            _("“%(name)s” hứa “%(said)s” mà không nói đến bao nhiêu.")
            % {"name": inside(item.name), "said": said},
            _("Gắn một chỉ số đo được, hoặc viết lại thành kết quả phải đạt."),
            _at(item, "name"),
            item.subject,
            item.subject,
            hints=_hints(plan, item),
        )


def _only_effort_by_a_day(plan: CampaignFacts) -> Iterator[Found]:
    for item in plan.items:
        for step in item.steps:
            said = effort_in(step.name, plan.day)
            if said and folded(step.name).startswith(folded(said)):
                yield Found(
                    _("Mốc “%(name)s” hứa “%(said)s” mà không nói đến đâu là xong.")
                    % {"name": inside(step.name), "said": said},
                    _("Viết lại thành việc thấy được là xong hay chưa, có minh chứng."),
                    Place("edit"),
                    step.subject,
                    item.subject,
                )


def _measured_by_others(plan: CampaignFacts) -> Iterator[Found]:
    for item in plan.items:
        if item.is_read:
            continue
        for one in doubtful(item, plan.day):
            yield Found(
                is_measured_words(item.name, one.name),
                _(
                    "Có thì xác nhận kèm lý do, các đơn vị đọc được; không thì gắn chỉ"
                    " số đo đúng việc ấy, hoặc viết lại nội dung thành kết quả phải"
                    " đạt."
                ),
                _at(item, "name"),
                f"{item.worded}:{one.indicator}",
                item.subject,
                answer=_("Có, chỉ tiêu này đo việc này"),
                hints=_hints(plan, item),
            )


def is_measured_words(name: str, target: str) -> str:
    """The question of a target that is not seen to measure what it hangs on."""
    return _("Chỉ tiêu “%(target)s” có đo việc “%(name)s” không?") % {
        "target": inside(target),
        "name": inside(name),
    }


def _no_tie(plan: CampaignFacts) -> Iterator[Found]:
    for item in plan.items:
        if item.is_tied or item.is_read:
            continue
        owners = [one.owner for one in item.targets if one.owner]
        yield Found(
            _("“%(name)s” chưa gắn với nhiệm vụ, ngành hay chỉ số nào.")
            % {"name": inside(item.name)},
            _("Ghi nhiệm vụ thường xuyên, phong trào ngành, hoặc chỉ số bên ngoài."),
            Place("tie", item.pk, item.audience, "routine"),
            item.subject,
            item.subject,
            mend=_("Gắn với ngành: %(owner)s") % {"owner": owners[0]} if owners else "",
        )


ITEM_RULES: tuple[Rule[CampaignFacts], ...] = (
    Rule(
        "no-measure",
        gettext_lazy("Nội dung được lượng hóa"),
        gettext_lazy("Nội dung chưa lượng hóa"),
        gettext_lazy(
            "Tiêu chí thi đua phải được lượng hóa; việc định tính thì đặt mốc có"
            " minh chứng."
        ),
        sources.PLAN_2021,
        Level.ERROR,
        Asks.MEASURED,
        4,
        _no_measure,
    ),
    Rule(
        "no-owner",
        gettext_lazy("Nội dung có người làm"),
        gettext_lazy("Nội dung chưa có đơn vị thực hiện"),
        gettext_lazy("Chỉ tiêu phải giao đến từng tập thể, cá nhân."),
        sources.PLAN_2021,
        Level.ERROR,
        Asks.ITEM,
        3,
        _no_owner,
    ),
    Rule(
        "only-effort",
        gettext_lazy("Lời văn nói kết quả, không chỉ nói nỗ lực"),
        gettext_lazy("Hứa nỗ lực, không hứa kết quả"),
        gettext_lazy(
            "Phong trào bị chê chung chung vì hứa nỗ lực mà không hứa kết quả."
        ),
        sources.REPORT_2019,
        Level.WARNING,
        Asks.ITEM,
        2,
        _only_effort,
    ),
    Rule(
        "measured-by-others",
        gettext_lazy("Chỉ tiêu đo đúng việc đã hứa"),
        gettext_lazy("Chưa rõ chỉ tiêu có đo nội dung"),
        gettext_lazy(
            "Lời chung chung gắn một chỉ số đo việc khác thì vẫn là chung chung."
        ),
        sources.REPORT_2019,
        Level.WARNING,
        Asks.ITEM,
        2,
        _measured_by_others,
        instead="only-effort",
    ),
    Rule(
        "no-tie",
        gettext_lazy("Nội dung gắn với nhiệm vụ thường xuyên"),
        gettext_lazy("Nội dung chưa gắn với nhiệm vụ thường xuyên"),
        gettext_lazy(
            "Thi đua không gắn với nhiệm vụ thường xuyên, phong trào của ngành thì"
            " thành việc thêm."
        ),
        sources.REPORT_2019,
        Level.WARNING,
        Asks.ITEM,
        2,
        _no_tie,
    ),
)
