"""A campaign, its phases, and the document that launched it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.constraints import CheckConstraint, UniqueConstraint
from django.db.models.expressions import RawSQL
from django.utils.translation import gettext_lazy as _

from thidua.campaigns.states import State
from thidua.documents.models import Document
from thidua.indicators.models import Form
from thidua.indicators.told import telling
from thidua.kernel import clock
from thidua.kernel.models import StoredFile
from thidua.organisations.actor import Actor
from thidua.organisations.models import Succession, Tree, Unit

if TYPE_CHECKING:
    from thidua.campaigns.models.target import TargetQuerySet


class CampaignQuerySet(models.QuerySet["Campaign"]):
    """Words for campaigns."""

    def visible_to(self, actor: Actor) -> Self:
        """Those this person may know of; the rest are a 404.

        A draft is known to the launcher and the office alone. A launched campaign is
        known to every unit that takes or took part, to whoever stands above one, and to
        those below one, whose people are asked to do it; to those that launched or ran
        it before a hand-over, and to the successors of its launcher, its office or the
        head of its tree. What the nation launched everybody knows, to carry it on.
        """
        unit_id = actor.unit_id
        mine = Q(launcher=unit_id) | Q(office=unit_id)
        ours = itself_and_before(unit_id)
        launched = (
            Q(launcher__kind=Unit.Kind.NATION)
            | Q(launcher__in=ours)
            | Q(office__in=ours)
            | Q(root__in=ours)
            | Q(pk__in=_taking_part_around(unit_id))
            | Q(pk__in=Stewardship.objects.of(unit_id).values("campaign"))
        )
        return self.filter(mine | ~Q(state=State.DRAFT) & launched)

    def running(self) -> Self:
        """Launched and not closed."""
        return self.filter(state=State.LAUNCHED)

    def known_by(self, day: date) -> Self:
        """Drafts, and those launched by the end of a day: none that is to come."""
        return self.filter(
            Q(launched_at__isnull=True) | Q(launched_at__lt=clock.end_of(day))
        )

    def telling(self, today: date) -> Self:
        """With the month told of their forms by a day, for `told.told_on`."""
        return self.annotate(
            told_id=telling(FORMS_OF % "campaigns_campaign.id", today),
            told_by=Value(today, models.DateField()),
        )

    def locked(self, campaign: Campaign) -> Campaign:
        """The same campaign, fresh from the database and held until commit.

        Who looked at it as it was before a hand-over still does.
        """
        fresh = self.select_for_update(of=("self",)).get(pk=campaign.pk)
        fresh.seen_on = campaign.seen_on
        return fresh


FORMS_OF = """
array(select form_id from campaigns_campaignform where campaign_id = %s)
"""
"""SQL for the numbers of a campaign's forms, of which one fills in the column."""


def succeeded_by(unit_id: int | None) -> models.QuerySet[Succession, int]:
    """Numbers of the units that this one succeeded."""
    past = Succession.objects.filter(successor=unit_id)
    return past.values_list("predecessor", flat=True)


def itself_and_before(unit_id: int | None) -> RawSQL:
    """Numbers of a unit and of the units that it succeeded."""
    return RawSQL(
        """select %s::bigint union all
           select predecessor_id from organisations_succession
           where successor_id = %s""",
        [unit_id, unit_id],
    )


def _taking_part_around(unit_id: int | None) -> RawSQL:
    """Numbers of the campaigns in which this unit, one below or above it takes part.

    Below or above it on any day on which that unit took part, in the audience's tree
    or in the tree of the campaign.
    """
    return RawSQL(
        """select audience.campaign_id
           from campaigns_audiencemember member
           join campaigns_audience audience on audience.id = member.audience_id
           join campaigns_campaign campaign on campaign.id = audience.campaign_id
           join organisations_lineage line
             on line.unit_id = member.unit_id
            and line.tree_id in (audience.tree_id, campaign.tree_id)
            and line.during && daterange(member.joined_on, member.left_on)
           where line.ancestor_id = %s
           union all
           select audience.campaign_id
           from organisations_lineage line
           join campaigns_audiencemember member
             on member.unit_id = line.ancestor_id
            and daterange(member.joined_on, member.left_on) && line.during
           join campaigns_audience audience on audience.id = member.audience_id
           join campaigns_campaign campaign on campaign.id = audience.campaign_id
            and line.tree_id in (audience.tree_id, campaign.tree_id)
           where line.unit_id = %s and line.depth > 0""",
        [unit_id, unit_id],
    )


class Campaign(models.Model):
    """An emulation campaign: launched by a unit, cascaded along one tree."""

    class Shape(models.TextChoices):
        REGULAR = "regular", _("thường xuyên")
        PHASED = "phased", _("theo đợt")
        THEMATIC = "thematic", _("chuyên đề")

    class Line(models.TextChoices):
        STATE = "state", _("chính quyền")
        PARTY = "party", _("Đảng")
        FRONT = "front", _("Mặt trận và đoàn thể")

    name = models.CharField(_("tên phong trào"), max_length=200)
    motto = models.CharField(_("phương châm"), max_length=200, blank=True)
    slogan = models.CharField(_("khẩu hiệu"), max_length=300, blank=True)
    theme = models.CharField(_("chủ đề năm"), max_length=300, blank=True)
    shape = models.CharField(_("hình thức"), max_length=8, choices=Shape)
    line = models.CharField(_("hệ thống phát động"), max_length=5, choices=Line)
    launcher = models.ForeignKey(
        Unit,
        models.PROTECT,
        related_name="campaigns_launched",
        verbose_name=_("cơ quan phát động"),
    )
    launched_as = models.CharField(
        _("tên cơ quan phát động lúc phát động"), max_length=200, blank=True
    )
    office = models.ForeignKey(
        Unit,
        models.PROTECT,
        related_name="campaigns_run",
        verbose_name=_("cơ quan thường trực"),
        help_text=_("Cơ quan theo dõi, giao chỉ tiêu và nhận báo cáo."),
    )
    tree = models.ForeignKey(
        Tree, models.PROTECT, related_name="+", verbose_name=_("cây giao và cộng")
    )
    root = models.ForeignKey(
        Unit,
        models.PROTECT,
        related_name="+",
        verbose_name=_("đơn vị đứng đầu cây"),
        help_text=_("Số liệu của phong trào cộng về đơn vị này."),
    )
    starts_on = models.DateField(_("bắt đầu"))
    ends_on = models.DateField(_("kết thúc"))
    vision_year = models.PositiveSmallIntegerField(
        _("tầm nhìn đến năm"), null=True, blank=True
    )
    predecessor = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="successors",
        verbose_name=_("tiếp nối phong trào"),
    )
    predecessor_review = models.TextField(_("tổng kết giai đoạn trước"), blank=True)
    carries_on = models.ManyToManyField(
        "self",
        symmetrical=False,
        related_name="carried_on_by",
        blank=True,
        verbose_name=_("thực hiện các phong trào"),
    )
    state = models.CharField(max_length=8, choices=State, default=State.DRAFT)
    launched_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = CampaignQuerySet.as_manager()

    seen_on: date | None = None
    """The day before a hand-over as which it is looked at; None: as it stands now."""
    told_id: int
    """The month told of it by the day `told_by`, where it was fetched `telling` it."""
    told_by: date | None = None

    class Meta:
        constraints = [
            CheckConstraint(
                name="campaigns_a_campaign_ends_after_it_starts",
                condition=Q(ends_on__gt=F("starts_on")),
            ),
            CheckConstraint(
                name="campaigns_a_launched_campaign_says_when",
                condition=Q(state="draft") | Q(launched_at__isnull=False),
            ),
            CheckConstraint(
                name="campaigns_a_vision_looks_beyond_the_end",
                condition=Q(vision_year__isnull=True)
                | Q(vision_year__gte=F("ends_on__year")),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def open_targets(self) -> TargetQuerySet:
        """The targets pursued now, or on the day as which the campaign is seen."""
        if self.seen_on is None:
            return self.targets.open()
        return self.targets.open_on(self.seen_on)


class StewardshipQuerySet(models.QuerySet["Stewardship"]):
    """Words for past stewardships."""

    def of(self, unit_id: int | None) -> Self:
        """Those in which this unit launched, ran or headed a campaign."""
        return self.filter(Q(launcher=unit_id) | Q(office=unit_id) | Q(root=unit_id))


class Stewardship(models.Model):
    """Who launched, ran and headed a campaign until the day of a hand-over.

    The campaign itself names those of today; a row is written when they change.
    """

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="stewardships")
    launcher = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    office = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    root = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    until = models.DateField(_("đến trước ngày"))

    objects = StewardshipQuerySet.as_manager()

    class Meta:
        constraints = [
            UniqueConstraint(
                fields=["campaign", "until"],
                name="campaigns_one_stewardship_ends_on_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.campaign_id} < {self.until}"


class Phase(models.Model):
    """A stretch of a campaign; peaks lie within or between the others."""

    class Kind(models.TextChoices):
        ORDINARY = "ordinary", _("giai đoạn")
        PEAK = "peak", _("cao điểm")
        REVIEW = "review", _("sơ kết, tổng kết")

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="phases")
    kind = models.CharField(_("loại"), max_length=8, choices=Kind)
    name = models.CharField(_("tên"), max_length=120)
    starts_on = models.DateField(_("từ ngày"))
    ends_on = models.DateField(_("đến ngày"))
    expects = models.CharField(_("việc cần làm"), max_length=300, blank=True)

    class Meta:
        ordering = ["starts_on", "ends_on"]
        constraints = [
            CheckConstraint(
                name="campaigns_a_phase_ends_after_it_starts",
                condition=Q(ends_on__gte=F("starts_on")),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class LaunchDocument(models.Model):
    """A directive, plan or decision of the campaign, as the office issued it."""

    class Kind(models.TextChoices):
        DIRECTIVE = "CT", _("chỉ thị")
        PLAN = "KH", _("kế hoạch")
        DECISION = "QĐ", _("quyết định")
        LETTER = "CV", _("công văn")
        RESOLUTION = "NQ", _("nghị quyết")

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="documents")
    kind = models.CharField(_("loại văn bản"), max_length=2, choices=Kind)
    number = models.CharField(_("số"), max_length=20, blank=True)
    symbol = models.CharField(_("ký hiệu"), max_length=40, blank=True)
    title = models.CharField(_("trích yếu"), max_length=400)
    issued_on = models.DateField(_("ngày ban hành"), null=True, blank=True)
    place = models.CharField(_("địa danh"), max_length=80, blank=True)
    signer_name = models.CharField(_("người ký"), max_length=120, blank=True)
    signer_title = models.CharField(_("chức vụ người ký"), max_length=200, blank=True)
    grounds = models.TextField(_("căn cứ"), blank=True, default="", db_default="")
    opening = models.TextField(_("mở đầu"), blank=True, default="", db_default="")
    contents = ArrayField(
        models.TextField(), verbose_name=_("nội dung đánh số"), default=list, blank=True
    )
    recipients = ArrayField(
        models.CharField(max_length=200),
        verbose_name=_("nơi nhận"),
        default=list,
        blank=True,
    )
    is_launch = models.BooleanField(_("văn bản phát động"), default=False)
    drafted_as = models.ForeignKey(
        Document,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("soạn thành"),
    )
    drawn_from = models.JSONField(null=True, editable=False)
    """By thing of the plan: what the text said of it when it was last written here
    (`accord.drawn`); nothing for what was not drafted here."""

    class Meta:
        constraints = [
            UniqueConstraint(
                fields=["campaign"],
                condition=Q(is_launch=True),
                name="campaigns_one_document_launches",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Attachment(models.Model):
    """A file of a document: the signed copy, an annex."""

    document = models.ForeignKey(
        LaunchDocument, models.CASCADE, related_name="attachments"
    )
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    title = models.CharField(_("tên"), max_length=200)

    def __str__(self) -> str:
        return self.title


class CampaignForm(models.Model):
    """A form that a campaign asks its participants to report, or only reads.

    A form that is read belongs to somebody else and asks its units already: the
    campaign counts its figures and neither begins nor ends anybody's duty.
    """

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="form_links")
    form = models.ForeignKey(Form, models.PROTECT, related_name="+")
    is_read = models.BooleanField(_("chỉ đọc số liệu"), default=False, db_default=False)

    class Meta:
        constraints = [
            UniqueConstraint(
                fields=["campaign", "form"], name="campaigns_a_form_once_per_campaign"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.campaign_id}: {self.form_id}"
