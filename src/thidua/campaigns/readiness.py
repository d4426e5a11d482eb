"""What still stands between a draft and its launch, all of it at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from thidua.campaigns.ladder import units_by_rule
from thidua.campaigns.models import (
    Audience,
    Campaign,
    ContentNode,
    Milestone,
    Phase,
)
from thidua.indicators.models import FormLine
from thidua.kernel.errors import RuleBroken


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found: why, what mends it, and on which page (`place`).

    `blocks` findings must be mended before the launch; the others are advice.
    """

    reason: str
    remedy: str
    place: str
    blocks: bool = True


class NotReady(RuleBroken):
    """The launch is refused, with every reason and remedy at once."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__(
            " ".join(finding.reason for finding in findings),
            " ".join(finding.remedy for finding in findings),
        )


def findings(campaign: Campaign, on: date) -> list[Finding]:
    """Everything that a launch on that day would be asked about, blockers first."""
    found = [
        *_document(campaign),
        *_audiences(campaign, on),
        *_content(campaign),
        *_targets(campaign),
        *_phases(campaign),
    ]
    return sorted(found, key=lambda finding: not finding.blocks)


def _document(campaign: Campaign) -> Iterator[Finding]:
    document = campaign.documents.filter(is_launch=True).first()
    if document is None:
        yield Finding(
            _("Chưa có văn bản phát động."),
            _("Nhập chỉ thị hoặc kế hoạch, đánh dấu là văn bản phát động."),
            "documents",
        )
        return
    asked = {
        "number": _("số"),
        "issued_on": _("ngày ban hành"),
        "signer_name": _("người ký"),
    }
    lacking = [label for name, label in asked.items() if not getattr(document, name)]
    if lacking:
        yield Finding(
            _("Văn bản phát động chưa ghi: %(fields)s.")
            % {"fields": ", ".join(lacking)},
            _("Ghi đủ số, ngày ban hành và người ký như trên bản giấy."),
            "documents",
        )
    if not document.attachments.exists():
        yield Finding(
            _("Văn bản phát động chưa có bản ký kèm theo."),
            _("Đính kèm bản PDF đã ký để các đơn vị đối chiếu."),
            "documents",
            blocks=False,
        )


def _audiences(campaign: Campaign, on: date) -> Iterator[Finding]:
    audiences = list(campaign.audiences.select_related("below", "tree"))
    if not audiences:
        yield Finding(
            _("Chưa có đối tượng tham gia."),
            _("Thêm ít nhất một đối tượng: loại đơn vị, thuộc cây nào, dưới ai."),
            "audiences",
        )
    for audience in audiences:
        if not units_by_rule(audience, on).exists():
            yield Finding(
                _("Đối tượng “%(name)s” chưa có đơn vị nào.") % {"name": audience.name},
                _("Sửa loại đơn vị hoặc đơn vị cấp trên của đối tượng ấy."),
                "audiences",
            )


def _content(campaign: Campaign) -> Iterator[Finding]:
    targets = set(campaign.targets.open().values_list("node_key", flat=True))
    milestones = set(
        Milestone.objects.filter(audience__campaign=campaign).values_list(
            "audience_id", "node_key"
        )
    )
    for audience in campaign.audiences.prefetch_related("trees__nodes"):
        trees = sorted(audience.trees.all(), key=lambda tree: tree.number)
        nodes = list(trees[-1].nodes.all()) if trees else []
        items = [node for node in nodes if node.kind == ContentNode.Kind.ITEM]
        if not items:
            yield Finding(
                _("“%(name)s” chưa có nội dung thi đua.") % {"name": audience.name},
                _("Thêm chân, mũi và nội dung vào cây của đối tượng ấy."),
                "content",
            )
        for item in items:
            yield from _item(item, audience, targets, milestones)


def _item(
    item: ContentNode,
    audience: Audience,
    targets: set[UUID],
    milestones: set[tuple[int, UUID]],
) -> Iterator[Finding]:
    """Quantified, or led by milestones: “các tiêu chí phải được lượng hóa”."""
    counted = item.key in targets or bool(targets.intersection(item.reads_from))
    marked = (audience.pk, item.key) in milestones
    if counted or marked:
        return
    if item.nature == ContentNode.Nature.MILESTONE:
        yield Finding(
            _("“%(name)s” theo mốc mà chưa có mốc nào.") % {"name": item.name},
            _("Đặt mốc có hạn và minh chứng cho nội dung này."),
            "content",
        )
        return
    yield Finding(
        _("“%(name)s” chưa có chỉ tiêu và chưa có mốc.") % {"name": item.name},
        _("Gắn chỉ số và chỉ tiêu; việc định tính thì đặt mốc có minh chứng."),
        "content",
    )


def _targets(campaign: Campaign) -> Iterator[Finding]:
    roots = campaign.targets.open().filter(parent=None).select_related("version")
    asked = set(
        FormLine.objects.filter(
            form__in=campaign.form_links.values("form")
        ).values_list("version__indicator_id", flat=True)
    )
    for target in roots:
        if not target.split:
            yield Finding(
                _("Chỉ tiêu “%(name)s” chưa chọn cách giao.")
                % {"name": target.version},
                _("Chọn: cộng lại, bình quân, mỗi đơn vị, đếm, hoặc không giao."),
                "targets",
            )
        if target.version.indicator_id not in asked:
            yield Finding(
                _("Chưa có biểu nào thu số liệu của “%(name)s”.")
                % {"name": target.version},
                _("Thêm biểu có chỉ số này để chỉ tiêu có tiến độ."),
                "targets",
                blocks=False,
            )
        if target.due_on > campaign.ends_on:
            yield Finding(
                _("“%(name)s” có hạn sau ngày kết thúc phong trào.")
                % {"name": target.version},
                _("Sửa hạn của chỉ tiêu, hoặc ngày kết thúc của phong trào."),
                "targets",
            )


def _phases(campaign: Campaign) -> Iterator[Finding]:
    kinds = set(campaign.phases.values_list("kind", flat=True))
    if not kinds:
        yield Finding(
            _("Chưa chia giai đoạn."),
            _("Thêm giai đoạn để các đơn vị biết lúc nào làm gì."),
            "phases",
            blocks=False,
        )
    elif campaign.shape == Campaign.Shape.PHASED and Phase.Kind.PEAK not in kinds:
        yield Finding(
            _("Phong trào theo đợt mà chưa có cao điểm."),
            _("Thêm cao điểm, hoặc đổi hình thức phong trào."),
            "phases",
            blocks=False,
        )
