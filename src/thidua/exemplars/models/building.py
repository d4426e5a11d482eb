"""Step 1: evaluated each month, chosen by a meeting, praised by the head; on hold."""

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
from thidua.indicators.models import Period
from thidua.kernel.models import StoredFile
from thidua.organisations.actor import Actor
from thidua.organisations.models import Person, Power, Unit


class Evaluation(models.Model):
    """What the unit says of a month, beside the figures of that month.

    `figures` keeps what the screen showed: number of the figure → value, as text.
    """

    class Grade(models.TextChoices):
        GOOD = "good", _("làm tốt như đăng ký")
        PARTLY = "partly", _("được một phần")
        HELP = "help", _("cần giúp đỡ")

    exemplar = models.ForeignKey(Exemplar, models.PROTECT, related_name="evaluations")
    period = models.ForeignKey(Period, models.PROTECT, related_name="+")
    grade = models.CharField(_("đánh giá"), max_length=6, choices=Grade)
    words = models.TextField(_("nhận xét"))
    figures = models.JSONField(default=dict)
    proof = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="+"
    )
    evaluated_at = models.DateTimeField()
    evaluated_by = models.CharField(max_length=200)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["period"]
        constraints = [
            UniqueConstraint(
                fields=["exemplar", "period"], name="exemplars_a_month_is_judged_once"
            ),
            CheckConstraint(
                name="exemplars_an_evaluation_says_what", condition=~Q(words="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.exemplar_id} {self.period_id}: {self.grade}"


class Meeting(models.Model):
    """A meeting of a unit that chose exemplars of a month by a show of hands.

    Secret ballots belong to councils; `method` is where they will say so.
    """

    class Method(models.TextChoices):
        HANDS = "hands", _("giơ tay")

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    period = models.ForeignKey(Period, models.PROTECT, related_name="+")
    held_on = models.DateField(_("ngày họp"))
    led_by = models.CharField(_("chủ trì"), max_length=200)
    present = models.PositiveIntegerField(_("số người dự"))
    method = models.CharField(max_length=6, choices=Method, default=Method.HANDS)
    minutes = models.TextField(_("diễn biến"))
    document = models.OneToOneField(
        Document, models.PROTECT, null=True, blank=True, related_name="+"
    )
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=200)
    version = models.PositiveIntegerField(default=1)
    closed_at = models.DateTimeField(null=True, blank=True)
    """When the head acted on what it chose: from then on the minutes stay."""
    closed_by = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-held_on", "-pk"]
        constraints = [
            CheckConstraint(
                name="exemplars_a_meeting_has_people", condition=Q(present__gte=1)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} on {self.held_on}"


class MeetingBefore(models.Model):
    """How the minutes read before they were written anew, and why; rows are only added.

    `number` is the version that the minutes had then; its hands are the `Choice` rows
    of the same number, its document, where one had a number, stays its own.
    """

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="before")
    number = models.PositiveIntegerField()
    held_on = models.DateField(_("ngày họp"))
    led_by = models.CharField(_("chủ trì"), max_length=200)
    present = models.PositiveIntegerField(_("số người dự"))
    minutes = models.TextField(_("diễn biến"))
    document = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="+"
    )
    reason = models.CharField(_("vì sao sửa"), max_length=300)
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=200)

    class Meta:
        ordering = ["-number"]
        constraints = [
            UniqueConstraint(
                fields=["meeting", "number"], name="exemplars_minutes_change_one_by_one"
            ),
            CheckConstraint(
                name="exemplars_changed_minutes_say_why", condition=~Q(reason="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id}.{self.number}"


class ChoiceQuerySet(models.QuerySet["Choice"]):
    """Words for what meetings counted."""

    def standing(self) -> Self:
        """Of the minutes as they read now."""
        return self.filter(number=F("meeting__version"))


class Choice(models.Model):
    """How a meeting counted for one exemplar; chosen by more than half of those there.

    The title of what was chosen stays readable whatever becomes of it. `number` is the
    version of the minutes that counted so: rows are only added.
    """

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="choices")
    exemplar = models.ForeignKey(Exemplar, models.PROTECT, related_name="choices")
    hands = models.PositiveIntegerField(_("số tay đồng ý"))
    is_chosen = models.BooleanField(default=False)
    number = models.PositiveIntegerField(default=1)

    objects = ChoiceQuerySet.as_manager()

    class Meta:
        ordering = ["-hands", "pk"]
        constraints = [
            UniqueConstraint(
                fields=["meeting", "exemplar", "number"],
                name="exemplars_counted_once_a_meeting",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.exemplar_id}: {self.hands}"


class Praise(models.Model):
    """The head praises by a decision or a notice."""

    class Kind(models.TextChoices):
        NOTICE = "notice", _("thông báo biểu dương")
        DECISION = "decision", _("quyết định khen")

    exemplar = models.OneToOneField(Exemplar, models.PROTECT, related_name="praise")
    kind = models.CharField(max_length=8, choices=Kind)
    document = models.OneToOneField(
        Document, models.PROTECT, null=True, blank=True, related_name="praise"
    )
    words = models.TextField(_("lời biểu dương"))
    praised_on = models.DateField(_("ngày"))
    praised_by = models.CharField(max_length=300)
    recorded_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.exemplar_id} {self.praised_on}"


class HoldQuerySet(models.QuerySet["Hold"]):
    """Words for holds."""

    def visible_to(self, actor: Actor, day: date) -> Self:
        """Of the units at or below one's own, to those who write there."""
        if actor.is_system:
            return self
        if not actor.holds(Power.RUN):
            return self.none()
        return self.filter(home__in=at_or_below(actor.unit_id, day))

    def open_on(self, day: date) -> Self:
        """In force on a day."""
        return self.filter(opened_on__lte=day).filter(
            Q(closed_on__isnull=True) | Q(closed_on__gt=day)
        )

    def of_any(self, people: set[int], units: set[int], some: set[int]) -> Self:
        """Those against any of some people, units or exemplars."""
        return self.filter(
            Q(person__in=people) | Q(unit__in=units) | Q(exemplar__in=some)
        )

    def on_subject(self, exemplar: Exemplar) -> Self:
        """Those that stand against the person or the unit of an exemplar."""
        same = Q(pk__in=[])
        if exemplar.person_id:
            same |= Q(person=exemplar.person_id)
        if exemplar.unit_id:
            same |= Q(unit=exemplar.unit_id)
        return self.filter(same | Q(exemplar=exemplar.pk))


class Hold(models.Model):
    """Somebody is under discipline, inspection or complaint: chosen for nothing.

    It stands against a person, a unit, or the subject of one exemplar; opened and
    closed by a document. What it is about is known inside alone.
    """

    class Kind(models.TextChoices):
        DISCIPLINE = "discipline", _("đang xem xét kỷ luật")
        INSPECTION = "inspection", _("đang thanh tra, kiểm tra, điều tra")
        COMPLAINT = "complaint", _("có khiếu nại, tố cáo đang giải quyết")

    kind = models.CharField(_("lý do tạm dừng"), max_length=10, choices=Kind)
    home = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+"
    )
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+"
    )
    exemplar = models.ForeignKey(
        Exemplar, models.PROTECT, null=True, blank=True, related_name="holds"
    )
    opened_on = models.DateField(_("từ ngày"))
    opened_by_paper = models.CharField(_("văn bản mở"), max_length=300)
    opened_file = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="+"
    )
    closed_on = models.DateField(_("đến ngày"), null=True, blank=True)
    closed_by_paper = models.CharField(
        _("văn bản kết thúc"), max_length=300, blank=True
    )
    closed_file = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="+"
    )
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=200)

    objects = HoldQuerySet.as_manager()

    class Meta:
        ordering = ["-opened_on", "-pk"]
        constraints = [
            CheckConstraint(
                name="exemplars_a_hold_stands_against_somebody",
                condition=Q(person__isnull=False)
                | Q(unit__isnull=False)
                | Q(exemplar__isnull=False),
            ),
            CheckConstraint(
                name="exemplars_a_hold_is_opened_by_a_paper",
                condition=~Q(opened_by_paper=""),
            ),
            CheckConstraint(
                name="exemplars_a_hold_is_closed_by_a_paper",
                condition=Q(closed_on__isnull=True, closed_by_paper="")
                | Q(closed_on__gte=F("opened_on")) & ~Q(closed_by_paper=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.opened_on}"
