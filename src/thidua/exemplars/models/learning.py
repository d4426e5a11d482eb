"""Steps 3 to 5: who learns from an exemplar, how it was assessed, what was decided."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.db.models.constraints import CheckConstraint, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from thidua.campaigns.models import Campaign
from thidua.documents.models import Document
from thidua.exemplars.models.exemplar import Exemplar, at_or_below
from thidua.exemplars.models.figures import ExemplarFigure
from thidua.exemplars.states import TOLD, Learner
from thidua.indicators.models import Period
from thidua.kernel.models import StoredFile
from thidua.organisations.actor import Actor
from thidua.organisations.models import Power, Unit
from thidua.prospects.models import Subject


class LearningQuerySet(models.QuerySet["Learning"]):
    """Words for learners."""

    def visible_to(self, actor: Actor, day: date) -> Self:
        """Units that learn, to everybody who knows of the campaign; others, to the unit
        in charge of them or of the exemplar and those above, and to themselves."""
        if actor.is_system:
            return self
        campaigns = Campaign.objects.visible_to(actor).values("pk")
        known = Q(
            kind=Subject.Kind.UNIT,
            exemplar__campaign__in=campaigns,
            exemplar__state__in=TOLD,
        )
        mine = Q(pk__in=[])
        if actor.person_id is not None:
            mine = Q(person=actor.person_id)
        if not actor.holds(Power.RUN):
            return self.filter(known | mine)
        ours = at_or_below(actor.unit_id, day)
        return self.filter(known | mine | Q(home__in=ours) | Q(exemplar__home__in=ours))

    def alive(self) -> Self:
        """Those who have not stopped."""
        return self.exclude(state=Learner.STOPPED)

    def locked(self, learning: Learning) -> Learning:
        """The same one, fresh from the database and held until commit."""
        return self.select_for_update(of=("self",)).get(pk=learning.pk)


class Learning(Subject):
    """A person, household, group or unit that follows an exemplar, by a plan.

    `home` is the unit in charge of the learner; `takes_over` what it means to take
    over; `state` where it stands. `through` is the unit above that registered it in
    the place of a `home` that nobody signs in for.
    """

    exemplar = models.ForeignKey(Exemplar, models.PROTECT, related_name="learners")
    takes_over = models.TextField(_("sẽ làm theo điều gì"))
    starts_on = models.DateField(_("bắt đầu"))
    due_on = models.DateField(_("hạn bắt kịp"))
    state = models.CharField(max_length=9, choices=Learner, default=Learner.LEARNING)
    reason = models.CharField(_("lý do"), max_length=300, blank=True)
    needs_help = models.CharField(_("đang cần giúp gì"), max_length=300, blank=True)
    registered_at = models.DateTimeField()
    registered_by = models.CharField(max_length=200)
    through = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+"
    )
    is_made_up = models.BooleanField(_("đặt ra để minh họa"), default=False)
    version = models.PositiveIntegerField(default=1)

    objects = LearningQuerySet.as_manager()

    class Meta(Subject.Meta):
        ordering = ["starts_on", "pk"]
        constraints = [
            *Subject.Meta.constraints,
            UniqueConstraint(
                F("exemplar"),
                F("home"),
                F("kind"),
                F("folded"),
                condition=~Q(state="stopped"),
                name="exemplars_one_learns_once",
            ),
            CheckConstraint(
                name="exemplars_one_learns_for_at_least_a_day",
                condition=Q(due_on__gt=F("starts_on")),
            ),
            CheckConstraint(
                name="exemplars_who_stops_says_why",
                condition=~Q(state="stopped") | ~Q(reason=""),
            ),
        ]
        indexes = [
            models.Index(fields=["exemplar", "state"], name="exemplars_learners"),
            models.Index(fields=["home", "state"], name="exemplars_learners_of_unit"),
        ]

    def __str__(self) -> str:
        return self.name


class LearningFigure(models.Model):
    """From where a learner starts on one figure of the exemplar, and its own goal."""

    learning = models.ForeignKey(Learning, models.PROTECT, related_name="figures")
    figure = models.ForeignKey(ExemplarFigure, models.PROTECT, related_name="+")
    start = models.DecimalField(
        _("lúc bắt đầu"), max_digits=24, decimal_places=6, null=True, blank=True
    )
    goal = models.DecimalField(
        _("sẽ đạt"), max_digits=24, decimal_places=6, null=True, blank=True
    )

    class Meta:
        ordering = ["figure__position", "pk"]
        constraints = [
            UniqueConstraint(
                fields=["learning", "figure"], name="exemplars_a_learner_starts_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.learning_id}: {self.figure_id}"


class LearnedValue(models.Model):
    """What a learner that reports nothing has reached by the end of a month; the last
    row of a month counts, rows are only added."""

    learning = models.ForeignKey(Learning, models.PROTECT, related_name="values")
    figure = models.ForeignKey(ExemplarFigure, models.PROTECT, related_name="+")
    period = models.ForeignKey(Period, models.PROTECT, related_name="+")
    value = models.DecimalField(max_digits=24, decimal_places=6)
    proof = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="+"
    )
    told_at = models.DateTimeField()
    told_by = models.CharField(max_length=200)

    class Meta:
        ordering = ["period", "pk"]

    def __str__(self) -> str:
        return f"{self.learning_id} {self.figure_id} {self.period_id}: {self.value}"


class Visit(models.Model):
    """A visit, an exchange or a session at which learners met an exemplar."""

    class Kind(models.TextChoices):
        VISIT = "visit", _("tham quan")
        EXCHANGE = "exchange", _("giao lưu, trao đổi")
        SESSION = "session", _("sinh hoạt câu lạc bộ, tập huấn")

    exemplar = models.ForeignKey(Exemplar, models.PROTECT, related_name="visits")
    kind = models.CharField(_("hình thức"), max_length=8, choices=Kind)
    held_on = models.DateField(_("ngày"))
    place = models.CharField(_("nơi"), max_length=200)
    words = models.TextField(_("nội dung"))
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=200)

    class Meta:
        ordering = ["-held_on", "-pk"]

    def __str__(self) -> str:
        return f"{self.kind} {self.held_on}"


class Attendance(models.Model):
    """Who of a learner came, and what was taken home."""

    visit = models.ForeignKey(Visit, models.PROTECT, related_name="attendances")
    learning = models.ForeignKey(Learning, models.PROTECT, related_name="attendances")
    people = models.PositiveIntegerField(_("số người"))
    taken_home = models.TextField(_("mang về điều gì"), blank=True)

    class Meta:
        constraints = [
            UniqueConstraint(
                fields=["visit", "learning"], name="exemplars_one_comes_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.learning_id} at {self.visit_id}"


class Panel(models.Model):
    """Step 4: a panel that sat on a day and looked at the learners of an exemplar."""

    exemplar = models.ForeignKey(Exemplar, models.PROTECT, related_name="panels")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    held_on = models.DateField(_("ngày bình xét"))
    values_on = models.DateField(_("số liệu đến hết ngày"))
    led_by = models.CharField(_("chủ trì"), max_length=200)
    members = models.TextField(_("thành viên"))
    """One a line."""
    minutes = models.TextField(_("diễn biến"), blank=True)
    document = models.OneToOneField(
        Document, models.PROTECT, null=True, blank=True, related_name="+"
    )
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=200)

    class Meta:
        ordering = ["-held_on", "-pk"]

    def __str__(self) -> str:
        return f"{self.exemplar_id} on {self.held_on}"


class PanelVerdict(models.Model):
    """What the rule computed for one learner, and what the panel said; kept for ever.

    `computed` and `said` are names of `comparing.Outcome`, in small letters. `lines`
    keeps figure by figure what was compared: frozen value, tolerance, the learner's
    value and from which period, so that it can be worked out again. To depart from
    what was computed takes a reason; so does a verdict without figures, by evidence.
    """

    class Outcome(models.TextChoices):
        UNKNOWN = "unknown", _("không so được bằng số")
        NOT_YET = "not_yet", _("chưa bắt kịp")
        CAUGHT_UP = "caught_up", _("bắt kịp")
        SURPASSED = "surpassed", _("vượt qua")

    panel = models.ForeignKey(Panel, models.PROTECT, related_name="verdicts")
    learning = models.ForeignKey(Learning, models.PROTECT, related_name="verdicts")
    computed = models.CharField(max_length=9, choices=Outcome)
    said = models.CharField(max_length=9, choices=Outcome)
    lines = models.JSONField(default=list)
    reason = models.TextField(_("lý do"), blank=True)
    proof = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="+"
    )
    said_at = models.DateTimeField()
    said_by = models.CharField(max_length=200)

    class Meta:
        ordering = ["pk"]
        constraints = [
            UniqueConstraint(
                fields=["panel", "learning"], name="exemplars_a_panel_says_a_thing_once"
            ),
            CheckConstraint(
                name="exemplars_who_departs_from_the_rule_says_why",
                condition=Q(said=F("computed")) | ~Q(reason=""),
            ),
            CheckConstraint(
                name="exemplars_a_panel_comes_to_a_verdict",
                condition=~Q(said="unknown"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.learning_id}: {self.said}"


class Recognition(models.Model):
    """Step 5: the head decides what a panel found; its document comes beside it."""

    class Outcome(models.TextChoices):
        CAUGHT_UP = "caught_up", _("bắt kịp")
        SURPASSED = "surpassed", _("vượt qua")

    verdict = models.OneToOneField(
        PanelVerdict, models.PROTECT, related_name="recognition"
    )
    learning = models.ForeignKey(Learning, models.PROTECT, related_name="recognitions")
    outcome = models.CharField(max_length=9, choices=Outcome)
    decided_on = models.DateField(_("ngày quyết định"))
    decided_by = models.CharField(max_length=300)
    document = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="recognitions"
    )
    recorded_at = models.DateTimeField()
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawn_because = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["decided_on", "pk"]
        constraints = [
            CheckConstraint(
                name="exemplars_what_is_withdrawn_says_why",
                condition=Q(withdrawn_on__isnull=True, withdrawn_because="")
                | Q(withdrawn_on__isnull=False) & ~Q(withdrawn_because=""),
            ),
            UniqueConstraint(
                fields=["learning", "outcome"],
                condition=Q(withdrawn_on__isnull=True),
                name="exemplars_one_is_recognised_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.learning_id}: {self.outcome}"


class Revisit(models.Model):
    """Figures were corrected after a recognition: the office looked, and decided.

    `found` keeps what would be computed now, line by line, as a verdict does.
    """

    class Said(models.TextChoices):
        KEEP = "keep", _("giữ quyết định")
        WITHDRAW = "withdraw", _("rút công nhận")

    recognition = models.ForeignKey(
        Recognition, models.PROTECT, related_name="revisits"
    )
    computed = models.CharField(max_length=9, choices=PanelVerdict.Outcome)
    found = models.JSONField(default=list)
    said = models.CharField(max_length=8, choices=Said)
    reason = models.TextField(_("lý do"))
    said_at = models.DateTimeField()
    said_by = models.CharField(max_length=200)

    class Meta:
        ordering = ["pk"]
        constraints = [
            CheckConstraint(
                name="exemplars_who_looks_again_says_why", condition=~Q(reason="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.recognition_id}: {self.said}"
