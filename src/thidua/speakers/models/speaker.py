"""A speaker: who it is, what they tell, how far they come, on which days."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.constraints import CheckConstraint, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from thidua.exemplars.models import Consented, Exemplar, Hold, at_or_below
from thidua.exemplars.states import HONOURED
from thidua.kernel.text import fold, person_sort_key, tidy
from thidua.organisations.actor import Actor
from thidua.organisations.models import Person, Power, Unit
from thidua.prospects.models import Subject
from thidua.speakers.states import KNOWN, State


class Reach(models.TextChoices):
    """How far somebody comes to speak."""

    COMMUNE = "commune", _("trong xã, phường")
    NEAR = "near", _("xã lân cận, trong huyện (khoảng 20 km)")
    PROVINCE = "province", _("trong tỉnh")
    ANYWHERE = "anywhere", _("đâu cũng đi được")


class Form(models.TextChoices):
    """How it is told."""

    TALK = "talk", _("nói chuyện, kể kinh nghiệm")
    DEMONSTRATION = "demonstration", _("làm mẫu tại vườn, tại chỗ")
    RADIO = "radio", _("ghi âm cho đài truyền thanh")


class Language(models.TextChoices):
    """In which language."""

    VIETNAMESE = "vi", _("tiếng Việt")
    KHMER = "km", _("tiếng Khmer")
    CHINESE = "zh", _("tiếng Hoa")
    ENGLISH = "en", _("tiếng Anh")


class SpeakerQuerySet(models.QuerySet["Speaker"]):
    """Words for speakers."""

    def visible_to(self, actor: Actor, day: date) -> Self:
        """Those who are in the pool, to everybody who serves somewhere; the others to
        themselves, to who writes for the unit that keeps them and to those above."""
        if actor.is_system:
            return self
        known = Q(state__in=KNOWN) if actor.unit_id else Q(pk__in=[])
        return self.filter(known | _inside(actor, day))

    def inside(self, actor: Actor, day: date) -> Self:
        """Those that this person sees whole, whatever was consented to."""
        return self if actor.is_system else self.filter(_inside(actor, day))

    def offered(self, day: date) -> Self:
        """Those who may be invited on a day: in the pool and agreed to be named; what
        they tell of is still held up, and nobody is on hold."""
        last = SpeakerConsent.objects.filter(speaker=OuterRef("speaker"))
        agreed = SpeakerConsent.objects.filter(
            speaker=OuterRef("pk"),
            shows_name=True,
            pk=last.order_by("-pk").values("pk")[:1],
        )
        held = Hold.objects.open_on(day).filter(
            Q(person=OuterRef("person"))
            | Q(exemplar=OuterRef("exemplar"))
            | Q(person=OuterRef("exemplar__person"))
            | Q(unit=OuterRef("exemplar__unit"))
        )
        return self.filter(
            Q(exemplar__isnull=True) | Q(exemplar__state__in=HONOURED),
            Exists(agreed),
            ~Exists(held),
            state=State.ACTIVE,
        )

    def locked(self, speaker: Speaker) -> Speaker:
        """The same one, fresh from the database and held until commit."""
        return self.select_for_update(of=("self",)).get(pk=speaker.pk)


def _inside(actor: Actor, day: date) -> Q:
    mine = Q(pk__in=[])
    if actor.person_id is not None:
        mine = Q(person=actor.person_id)
    if not actor.holds(Power.RUN):
        return mine
    return mine | Q(home__in=at_or_below(actor.unit_id, day))


class Speaker(models.Model):
    """Somebody who tells others how it was done.

    A person of the register, or who speaks for an exemplar: a household, a group, a
    unit, a practice. `home` is the unit that keeps them; `standing` who they are (“Tổ
    trưởng tổ hợp tác”). `weekdays` are those on which they are usually free, Monday
    being 0; single days are named in `NamedDay`.
    """

    name = models.CharField(_("họ và tên"), max_length=120)
    folded = models.CharField(max_length=120, editable=False)
    sort_key = models.CharField(max_length=300, editable=False, db_collation="C")
    standing = models.CharField(_("là ai"), max_length=200, blank=True)
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+"
    )
    exemplar = models.ForeignKey(
        Exemplar, models.PROTECT, null=True, blank=True, related_name="speakers"
    )
    home = models.ForeignKey(
        Unit, models.PROTECT, related_name="+", verbose_name=_("đơn vị phụ trách")
    )
    place = models.CharField(_("ấp, tổ"), max_length=200, blank=True)
    travels = models.CharField(
        _("đi được bao xa"), max_length=8, choices=Reach, default=Reach.NEAR
    )
    forms = ArrayField(
        models.CharField(max_length=13, choices=Form), verbose_name=_("hình thức")
    )
    languages = ArrayField(
        models.CharField(max_length=2, choices=Language), verbose_name=_("ngôn ngữ")
    )
    weekdays = ArrayField(
        models.PositiveSmallIntegerField(),
        default=list,
        blank=True,
        verbose_name=_("thường rảnh"),
    )
    days_told_at = models.DateTimeField(null=True, blank=True)
    state = models.CharField(max_length=8, choices=State, default=State.PROPOSED)
    reason = models.CharField(_("lý do"), max_length=300, blank=True)
    proposed_at = models.DateTimeField()
    proposed_by = models.CharField(max_length=200)
    is_made_up = models.BooleanField(_("đặt ra để minh họa"), default=False)
    version = models.PositiveIntegerField(default=1)

    objects = SpeakerQuerySet.as_manager()

    class Meta:
        ordering = ["sort_key", "pk"]
        constraints = [
            CheckConstraint(
                name="speakers_a_speaker_has_a_name", condition=~Q(name="")
            ),
            CheckConstraint(
                name="speakers_a_speaker_is_of_the_register_or_of_an_exemplar",
                condition=Q(person__isnull=False) | Q(exemplar__isnull=False),
            ),
            CheckConstraint(
                name="speakers_who_rests_or_leaves_says_why",
                condition=~Q(state__in=["resting", "left"]) | ~Q(reason=""),
            ),
            CheckConstraint(
                name="speakers_a_week_has_seven_days",
                condition=Q(weekdays__contained_by=list(range(7))),
            ),
            CheckConstraint(
                name="speakers_one_speaks_in_some_way_and_language",
                condition=~Q(forms=[]) & ~Q(languages=[]),
            ),
            UniqueConstraint(
                F("exemplar"),
                F("folded"),
                condition=Q(exemplar__isnull=False),
                name="speakers_one_speaks_once_for_an_exemplar",
            ),
            UniqueConstraint(
                fields=["person"],
                condition=Q(exemplar__isnull=True),
                name="speakers_a_person_is_in_the_pool_once",
            ),
        ]
        indexes = [
            models.Index(fields=["home", "state"], name="speakers_of_a_unit"),
            models.Index(fields=["state"], name="speakers_by_state"),
        ]

    def __str__(self) -> str:
        return self.name

    def call(self, name: str) -> None:
        """The name, with what finding and sorting need."""
        self.name = tidy(name)
        self.folded = fold(self.name)
        self.sort_key = person_sort_key(self.name)


class SpeakerConsent(Consented):
    """What a speaker allows to be shown in the pool; without a name nobody is invited.

    A consent to be invited is one of its own: who lets their story be read has not
    agreed to be called upon.
    """

    speaker = models.ForeignKey(Speaker, models.PROTECT, related_name="consents")


class Topic(models.Model):
    """What somebody tells: field and trade, a title, a few sentences of their own."""

    speaker = models.ForeignKey(Speaker, models.PROTECT, related_name="topics")
    field = models.CharField(_("lĩnh vực"), max_length=11, choices=Subject.Field)
    trade = models.CharField(_("ngành nghề"), max_length=120, blank=True)
    folded_trade = models.CharField(max_length=120, editable=False)
    title = models.CharField(_("đề tài"), max_length=200)
    outline = models.TextField(_("sẽ kể điều gì"))
    folded = models.TextField(editable=False)
    dropped_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            CheckConstraint(
                name="speakers_a_topic_says_what",
                condition=~Q(title="") & ~Q(outline=""),
            ),
        ]
        indexes = [models.Index(fields=["field"], name="speakers_by_field")]

    def __str__(self) -> str:
        return self.title

    def tell(self, title: str, outline: str, trade: str) -> None:
        """The words, with what finding needs."""
        self.title, self.outline, self.trade = (
            tidy(title),
            outline.strip(),
            tidy(trade),
        )
        self.folded_trade = fold(self.trade)
        self.folded = fold(f"{self.title} {self.trade} {self.outline}")


class NamedDay(models.Model):
    """One day on which it is otherwise than usual: free, or taken by something else."""

    speaker = models.ForeignKey(Speaker, models.PROTECT, related_name="named_days")
    day = models.DateField()
    is_free = models.BooleanField()

    class Meta:
        ordering = ["day"]
        constraints = [
            UniqueConstraint(
                fields=["speaker", "day"], name="speakers_a_day_is_named_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.speaker_id} {self.day}: {self.is_free}"
