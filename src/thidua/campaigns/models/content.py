"""What a campaign contains: one tree per audience, versioned, of any shape."""

from __future__ import annotations

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.constraints import CheckConstraint, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from thidua.campaigns.models.participation import Audience
from thidua.kernel.models import StoredFile
from thidua.organisations.models import Unit


class ContentTree(models.Model):
    """A version of an audience's content. Frozen at launch; an edit makes a new one."""

    audience = models.ForeignKey(Audience, models.CASCADE, related_name="trees")
    number = models.PositiveSmallIntegerField(default=1)
    frozen_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(_("lý do sửa"), max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            UniqueConstraint(
                fields=["audience", "number"], name="campaigns_trees_are_numbered_apart"
            ),
            UniqueConstraint(
                fields=["audience"],
                condition=Q(frozen_at__isnull=True),
                name="campaigns_one_tree_is_open_for_editing",
            ),
            CheckConstraint(
                name="campaigns_a_later_tree_says_why",
                condition=Q(number=1) | ~Q(reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.audience_id} v{self.number}"


class ContentNode(models.Model):
    """A leg, a prong, an item: `key` stays the same from version to version."""

    class Kind(models.TextChoices):
        LEG = "leg", _("chân")
        PRONG = "prong", _("mũi")
        GROUP = "group", _("nhóm")
        ITEM = "item", _("nội dung")

    class Nature(models.TextChoices):
        NONE = "", _("nhóm")
        QUANTITY = "quantity", _("định lượng")
        MILESTONE = "milestone", _("theo mốc")

    tree = models.ForeignKey(ContentTree, models.CASCADE, related_name="nodes")
    key = models.UUIDField(default=uuid.uuid4, editable=False)
    parent = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="children"
    )
    kind = models.CharField(_("loại"), max_length=5, choices=Kind)
    nature = models.CharField(
        _("tính chất"), max_length=9, choices=Nature, default=Nature.NONE, blank=True
    )
    label = models.CharField(_("nhãn"), max_length=40, blank=True)
    name = models.CharField(_("tên"), max_length=300)
    detail = models.TextField(_("yêu cầu cụ thể"), blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    lead_unit = models.ForeignKey(
        Unit,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("đơn vị chủ trì"),
    )
    reads_from = ArrayField(
        models.UUIDField(),
        verbose_name=_("đọc tiến độ từ nội dung của cây khác"),
        default=list,
        blank=True,
        help_text=_("Chỉ để xem: số liệu không cộng qua đây."),
    )
    reads_weights = ArrayField(
        models.DecimalField(max_digits=7, decimal_places=2),
        verbose_name=_("tỷ trọng khi đọc"),
        default=list,
        blank=True,
        db_default=[],
    )
    """One for each that it reads from, or none at all: then all weigh the same."""
    answers_to = ArrayField(
        models.UUIDField(),
        verbose_name=_("thực hiện nội dung của phong trào khác"),
        default=list,
        blank=True,
        db_default=[],
    )

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            UniqueConstraint(
                fields=["tree", "key"], name="campaigns_a_node_once_per_tree"
            ),
            CheckConstraint(
                name="campaigns_a_node_is_not_its_own_parent",
                condition=Q(parent__isnull=True) | ~Q(parent=F("pk")),
            ),
            CheckConstraint(
                name="campaigns_only_items_are_counted_or_marked",
                condition=Q(nature="") | Q(kind="item"),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Milestone(models.Model):
    """A step of qualitative content, reached by a day and proved by evidence."""

    audience = models.ForeignKey(Audience, models.CASCADE, related_name="milestones")
    node_key = models.UUIDField()
    name = models.CharField(_("mốc"), max_length=300)
    due_on = models.DateField(_("hạn"))
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["due_on", "position", "pk"]

    def __str__(self) -> str:
        return self.name


class MilestoneMark(models.Model):
    """A unit says that it reached a milestone; the unit above confirms or not."""

    milestone = models.ForeignKey(Milestone, models.CASCADE, related_name="marks")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    reached_on = models.DateField(_("ngày đạt"))
    note = models.TextField(_("kết quả"))
    marked_at = models.DateTimeField()
    marked_by = models.CharField(max_length=200)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.CharField(max_length=200, blank=True)
    returned_reason = models.TextField(_("lý do chưa công nhận"), blank=True)

    class Meta:
        constraints = [
            UniqueConstraint(
                fields=["milestone", "unit"], name="campaigns_a_unit_marks_once"
            ),
            CheckConstraint(
                name="campaigns_a_mark_is_confirmed_or_returned_not_both",
                condition=Q(confirmed_at__isnull=True) | Q(returned_reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.milestone_id}: {self.unit_id}"


class MilestoneProof(models.Model):
    """A file that proves a milestone; no mark is confirmed without one."""

    mark = models.ForeignKey(MilestoneMark, models.CASCADE, related_name="proofs")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.mark_id}: {self.file_id}"
