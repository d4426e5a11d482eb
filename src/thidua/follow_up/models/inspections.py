"""An inspection: its plan, what was found, by when it is to be mended, the proof."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.db.models.constraints import CheckConstraint, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from thidua.campaigns.models import Campaign, Target
from thidua.follow_up.states import FindingState, InspectionState
from thidua.kernel.models import StoredFile
from thidua.organisations.actor import Actor
from thidua.organisations.models import Unit


class InspectionQuerySet(models.QuerySet["Inspection"]):
    """Words for inspections."""

    def visible_to(self, actor: Actor) -> Self:
        """The unit that inspects; from the announcement on the one that is inspected
        and the bodies of the campaign."""
        if actor.is_system:
            return self
        unit = actor.unit_id
        told = Q(inspected=unit) | Q(campaign__office=unit) | Q(campaign__launcher=unit)
        return self.filter(Q(inspector=unit) | told & ~Q(state=InspectionState.DRAFT))

    def locked(self, inspection: Inspection) -> Inspection:
        """The same inspection, fresh from the database and held until commit."""
        return self.select_for_update(of=("self",)).get(pk=inspection.pk)


class Inspection(models.Model):
    """A unit looks how a campaign is carried out at another one, by a plan."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="inspections")
    inspector = models.ForeignKey(
        Unit,
        models.PROTECT,
        related_name="inspections_made",
        verbose_name=_("cơ quan kiểm tra"),
    )
    inspected = models.ForeignKey(
        Unit,
        models.PROTECT,
        related_name="inspections_met",
        verbose_name=_("đơn vị được kiểm tra"),
    )
    starts_on = models.DateField(_("từ ngày"))
    ends_on = models.DateField(_("đến ngày"))
    leader = models.CharField(_("trưởng đoàn"), max_length=200)
    members = models.TextField(_("thành viên"), blank=True)
    purpose = models.TextField(_("yêu cầu với đơn vị"), blank=True)
    conclusion = models.TextField(_("kết luận"), blank=True)
    state = models.CharField(
        max_length=9, choices=InspectionState, default=InspectionState.DRAFT
    )
    announced_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    is_made_up = models.BooleanField(_("đặt ra để minh họa"), default=False)
    version = models.PositiveIntegerField(default=1)

    objects = InspectionQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on", "-pk"]
        constraints = [
            CheckConstraint(
                name="follow_up_an_inspection_ends_after_it_starts",
                condition=Q(ends_on__gte=F("starts_on")),
            ),
            CheckConstraint(
                name="follow_up_nobody_inspects_themselves",
                condition=~Q(inspector=F("inspected")),
            ),
            CheckConstraint(
                name="follow_up_an_announced_inspection_says_when",
                condition=Q(state="draft") | Q(announced_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.inspector_id} → {self.inspected_id}: {self.starts_on}"


class InspectionItem(models.Model):
    """What is looked at: an item of the campaign's content, or a target of the unit."""

    inspection = models.ForeignKey(Inspection, models.CASCADE, related_name="items")
    node_key = models.UUIDField(null=True, blank=True)
    target = models.ForeignKey(
        Target, models.PROTECT, null=True, blank=True, related_name="+"
    )
    name = models.CharField(max_length=300)

    class Meta:
        ordering = ["pk"]
        constraints = [
            CheckConstraint(
                name="follow_up_an_item_is_content_or_a_target",
                condition=Q(node_key__isnull=False) ^ Q(target__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Finding(models.Model):
    """What an inspection found, and by when it is to be mended."""

    class Severity(models.TextChoices):
        REMIND = "remind", _("nhắc nhở")
        MEND = "mend", _("phải khắc phục")
        GRAVE = "grave", _("nghiêm trọng")

    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="findings")
    number = models.PositiveSmallIntegerField(_("số thứ tự"))
    what = models.TextField(_("điều phát hiện"))
    severity = models.CharField(_("mức độ"), max_length=6, choices=Severity)
    place = models.CharField(_("ở đâu"), max_length=300, blank=True)
    mend_by = models.DateField(_("hạn khắc phục"))
    state = models.CharField(
        max_length=8, choices=FindingState, default=FindingState.OPEN
    )
    found_at = models.DateTimeField()
    mended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            UniqueConstraint(
                fields=["inspection", "number"],
                name="follow_up_findings_are_numbered_apart",
            ),
            CheckConstraint(
                name="follow_up_a_finding_says_what", condition=~Q(what="")
            ),
            CheckConstraint(
                name="follow_up_a_mended_finding_says_when",
                condition=~Q(state="mended") | Q(mended_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.inspection_id}.{self.number}"


class FindingWord(models.Model):
    """One word about a finding: found, answered, returned, mended; append-only."""

    finding = models.ForeignKey(Finding, models.PROTECT, related_name="words")
    move = models.CharField(max_length=8, choices=FindingState)
    words = models.TextField()
    said_by = models.CharField(max_length=200)
    office = models.CharField(max_length=200)
    actor_id = models.BigIntegerField(null=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            CheckConstraint(
                name="follow_up_a_word_about_a_finding_says_something",
                condition=~Q(words=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.finding_id}: {self.move}"


class FindingFile(models.Model):
    """A file about a finding: of the inspectors when found, of the unit as proof."""

    word = models.ForeignKey(FindingWord, models.PROTECT, related_name="files")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.word_id}: {self.file_id}"
