"""What the plan check keeps: ties of content, accepted warnings, requests, a limit."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.constraints import CheckConstraint, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from thidua.campaigns.models.campaign import Campaign
from thidua.campaigns.models.plan import UnitPlan
from thidua.indicators.models import Indicator

USUAL_LIMIT = 20
"""Goals that a commune is thought to carry unless the office says otherwise."""


class ContentTie(models.Model):
    """To what everyday work an item of content is tied; follows its key.

    `outside_index` is the code of an index that somebody outside publishes.
    """

    class Outside(models.TextChoices):
        PAR_INDEX = "par-index", _("Chỉ số cải cách hành chính (PAR Index)")
        PCI = "pci", _("Chỉ số năng lực cạnh tranh cấp tỉnh (PCI)")
        PAPI = "papi", _("Chỉ số hiệu quả quản trị và hành chính công (PAPI)")
        SIPAS = "sipas", _("Chỉ số hài lòng về sự phục vụ hành chính (SIPAS)")
        ICT_INDEX = "ict-index", _("Chỉ số sẵn sàng công nghệ thông tin (ICT Index)")
        DTI = "dti", _("Chỉ số chuyển đổi số (DTI)")

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="ties")
    node_key = models.UUIDField()
    routine = models.CharField(_("nhiệm vụ thường xuyên"), max_length=200, blank=True)
    sector = models.CharField(_("phong trào của ngành"), max_length=200, blank=True)
    outside_index = models.SlugField(_("chỉ số bên ngoài"), max_length=60, blank=True)

    class Meta:
        constraints = [
            UniqueConstraint(
                fields=["campaign", "node_key"], name="campaigns_one_tie_per_item"
            ),
            CheckConstraint(
                name="campaigns_a_tie_names_what_it_is_tied_to",
                condition=~Q(routine="", sector="", outside_index=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.node_key}: {self.routine or self.sector or self.outside_index}"


class AcceptedWarning(models.Model):
    """A warning that somebody launches or adopts with, and why; the units read it.

    `subject` names the thing within the plan, `said` what the check said of it then.
    Without a `plan` it is a warning about the campaign itself.
    """

    campaign = models.ForeignKey(
        Campaign, models.CASCADE, related_name="accepted_warnings"
    )
    plan = models.ForeignKey(
        UnitPlan,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="accepted_warnings",
    )
    rule = models.SlugField(max_length=40)
    subject = models.CharField(max_length=80, blank=True)
    said = models.TextField(_("điều đã cảnh báo"))
    reason = models.TextField(_("lý do chấp nhận"))
    accepted_by = models.CharField(max_length=200)
    office = models.CharField(max_length=200)
    accepted_at = models.DateTimeField()

    class Meta:
        ordering = ["accepted_at", "pk"]
        constraints = [
            UniqueConstraint(
                fields=["campaign", "plan", "rule", "subject"],
                nulls_distinct=False,
                name="campaigns_a_warning_is_accepted_once",
            ),
            CheckConstraint(
                name="campaigns_an_accepted_warning_says_why",
                condition=~Q(reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rule}: {self.reason}"


class MeasureSaid(models.Model):
    """Somebody says that an indicator measures an item, and why; the units read it.

    `item` names the item within the plan as it is worded then: another wording is asked
    anew. `said` is what was asked. Without a `plan` it is an item of the campaign.
    """

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="measures_said")
    plan = models.ForeignKey(
        UnitPlan,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="measures_said",
    )
    item = models.CharField(max_length=80)
    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="+")
    said = models.TextField(_("điều đã hỏi"))
    reason = models.TextField(_("vì sao đo được"))
    said_by = models.CharField(max_length=200)
    office = models.CharField(max_length=200)
    said_at = models.DateTimeField()

    class Meta:
        ordering = ["said_at", "pk"]
        constraints = [
            UniqueConstraint(
                fields=["campaign", "plan", "item", "indicator"],
                nulls_distinct=False,
                name="campaigns_a_measure_is_said_once",
            ),
            CheckConstraint(
                name="campaigns_a_measure_that_is_said_says_why",
                condition=~Q(reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item}: {self.reason}"


class MendRequest(models.Model):
    """The office asks a unit to mend its plan; answered by adopting it anew.

    What was asked stays asked: the row is history, and the task goes away by being
    done.
    """

    plan = models.ForeignKey(UnitPlan, models.CASCADE, related_name="mend_requests")
    note = models.TextField(_("cần chỉnh gì"))
    due_on = models.DateField(_("hạn"))
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=200)
    office = models.CharField(max_length=200)

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            CheckConstraint(
                name="campaigns_a_request_to_mend_says_what", condition=~Q(note="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plan_id}: {self.note}"


class CheckLimit(models.Model):
    """How many goals a commune can carry, as the office of a campaign sees it."""

    campaign = models.OneToOneField(
        Campaign, models.CASCADE, related_name="check_limit"
    )
    most_goals = models.PositiveSmallIntegerField(
        _("số nội dung nhiều nhất của một xã"), default=USUAL_LIMIT
    )

    class Meta:
        constraints = [
            CheckConstraint(
                name="campaigns_a_limit_leaves_room_for_a_goal",
                condition=Q(most_goals__gte=1),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.campaign_id}: {self.most_goals}"
