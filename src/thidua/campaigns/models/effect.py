"""What an effort cost, and what was judged of it: both only added to."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q
from django.db.models.constraints import CheckConstraint, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from thidua.campaigns.models.campaign import Campaign, Phase
from thidua.kernel.models import StoredFile
from thidua.organisations.models import Unit


class ExpenseQuerySet(models.QuerySet["Expense"]):
    """Words for expenses."""

    def standing(self) -> Self:
        """What counts: the last word on each expense, unless it took it back."""
        return self.filter(corrected_by=None).exclude(amount=0)


class Expense(models.Model):
    """Money spent on a campaign by a unit on a day; `amount` in đồng.

    A row never changes. A correction is another row that says which one it takes the
    place of and why; with an amount of nought it takes it back.
    """

    class Source(models.TextChoices):
        BUDGET = "budget", _("ngân sách nhà nước")
        FUND = "fund", _("quỹ thi đua, khen thưởng")
        SOCIAL = "social", _("xã hội hóa, nhân dân đóng góp")
        PROGRAMME = "programme", _("lồng ghép chương trình khác")
        OTHER = "other", _("nguồn khác")

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="expenses")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    node_key = models.UUIDField(_("cho nội dung"), null=True, blank=True)
    source = models.CharField(_("nguồn"), max_length=9, choices=Source)
    amount = models.DecimalField(_("số tiền"), max_digits=18, decimal_places=0)
    spent_on = models.DateField(_("ngày chi"))
    purpose = models.CharField(_("chi cho việc gì"), max_length=300)
    voucher = models.CharField(_("số chứng từ"), max_length=120, blank=True)
    file = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="+"
    )
    corrects = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="corrected_by"
    )
    reason = models.CharField(_("lý do sửa"), max_length=300, blank=True)
    typed_by = models.CharField(max_length=200)
    office = models.CharField(max_length=200)
    actor_id = models.BigIntegerField(null=True)
    typed_at = models.DateTimeField()

    objects = ExpenseQuerySet.as_manager()

    class Meta:
        ordering = ["-spent_on", "-pk"]
        constraints = [
            CheckConstraint(
                name="campaigns_an_expense_says_what_it_was_for",
                condition=~Q(purpose=""),
            ),
            CheckConstraint(
                name="campaigns_an_expense_is_money",
                condition=Q(amount__gt=0) | Q(amount=0, corrects__isnull=False),
            ),
            CheckConstraint(
                name="campaigns_a_corrected_expense_says_why",
                condition=Q(corrects__isnull=True) | ~Q(reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.campaign_id}, {self.unit_id}: {self.amount}"


class AssessmentDraft(models.Model):
    """What an office is writing about a phase, or the whole, before it is signed off.

    Without a `phase` it is about the campaign.
    """

    campaign = models.ForeignKey(
        Campaign, models.CASCADE, related_name="assessment_drafts"
    )
    phase = models.ForeignKey(
        Phase, models.CASCADE, null=True, blank=True, related_name="assessment_drafts"
    )
    remarks = models.TextField(_("nhận xét"), blank=True)
    lessons = models.TextField(_("bài học"), blank=True)
    proposals = models.TextField(_("kiến nghị"), blank=True)
    written_by = models.CharField(max_length=200)
    written_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            UniqueConstraint(
                fields=["campaign", "phase"],
                nulls_distinct=False,
                name="campaigns_one_draft_of_an_assessment",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.campaign_id}, {self.phase_id}"


class AssessmentQuerySet(models.QuerySet["Assessment"]):
    """Words for assessments."""

    def of(self, campaign: Campaign, phase: Phase | None) -> Self:
        """Those of a phase, or of the whole, the newest first."""
        found = self.filter(campaign=campaign, phase=phase)
        return found.order_by("-number")


class Assessment(models.Model):
    """A phase, or the campaign, as it was judged on a day: words, figures, seal.

    `figures` holds every number as it was known when it was signed off. `seal` is a
    SHA-256 over words, figures, signer, moment and the seal before it, so that nobody
    rewrites history unseen; the database refuses it anyhow. A later judgement is
    another row with the next `number`.
    """

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="assessments")
    phase = models.ForeignKey(
        Phase, models.PROTECT, null=True, blank=True, related_name="assessments"
    )
    number = models.PositiveSmallIntegerField(_("lần chốt"))
    name = models.CharField(_("đánh giá"), max_length=200)
    since = models.DateField(_("từ ngày"))
    until = models.DateField(_("đến ngày"))
    remarks = models.TextField(_("nhận xét"))
    lessons = models.TextField(_("bài học"), blank=True)
    proposals = models.TextField(_("kiến nghị"), blank=True)
    figures = models.JSONField(_("số liệu lúc chốt"))
    signed_by = models.CharField(max_length=200)
    office = models.CharField(max_length=200)
    actor_id = models.BigIntegerField(null=True)
    signed_at = models.DateTimeField()
    seal = models.CharField(max_length=64)

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        ordering = ["-signed_at", "-pk"]
        constraints = [
            UniqueConstraint(
                fields=["campaign", "phase", "number"],
                nulls_distinct=False,
                name="campaigns_assessments_are_numbered_apart",
            ),
            CheckConstraint(
                name="campaigns_an_assessment_says_what_is_thought",
                condition=~Q(remarks=""),
            ),
            CheckConstraint(
                name="campaigns_an_assessment_looks_back_over_a_time",
                condition=Q(until__gte=models.F("since")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.campaign_id}, {self.phase_id}: {self.number}"
