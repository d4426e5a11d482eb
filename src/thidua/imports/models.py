"""An import, what became of each row of its file, and what was learned from it."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q
from django.db.models.constraints import CheckConstraint, UniqueConstraint
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from thidua.imports.kinds import all_kinds
from thidua.imports.states import Fate, Outcome, State
from thidua.kernel.models import StoredFile
from thidua.kernel.sentences import keeping, say
from thidua.organisations.actor import Actor
from thidua.organisations.models import Delegation, Mandate, Unit, User


class ImportQuerySet(models.QuerySet["Import"]):
    """Words for imports."""

    def visible_to(self, actor: Actor) -> Self:
        """Those of one's own office; the rest are a 404."""
        return self if actor.is_system else self.filter(unit=actor.unit_id)

    def with_people(self) -> Self:
        """Those of lists that may hold more of people than the register keeps."""
        kinds = [kind.key for kind in all_kinds() if kind.holds_people]
        return self.filter(kind__in=kinds, file__forgotten_at=None)

    def untouched_since(self, day: date) -> Self:
        """Those of which nothing was decided since a day, or that are over as long."""
        last = Coalesce("closed_at", "undone_at", "carried_at", "made_at")
        return self.alias(last=last).filter(last__date__lt=day)

    def sent_before(self, run: Import) -> Import | None:
        """When this office sent the very same content for the first time."""
        return self._alike(run).select_related("file").order_by("pk").first()

    def answered_before(self, run: Import) -> Import | None:
        """The last time that this office answered what the very same content asks."""
        return self._alike(run).exclude(answers={}).order_by("pk").last()

    def _alike(self, run: Import) -> Self:
        """The office's earlier imports of the very same content."""
        return self.filter(
            unit=run.unit_id,
            kind=run.kind,
            file__sha256=run.file.sha256,
            pk__lt=run.pk,
        ).exclude(state=State.DISCARDED)

    def locked(self, run: Import) -> Import:
        """The same import, fresh from the database and held until commit."""
        return self.select_for_update(of=("self",)).get(pk=run.pk)


class Import(models.Model):
    """One file of an office on its way into the system.

    `kind` and `place` say what it brings and where to (see `kinds.py`); `mapping` how
    its columns are read, `answers` what was answered about doubtful ones; `counts` how
    many rows have each fate. The worker acts as `user` under `mandate`, held
    oneself or lent `under` a delegation: whoever sent the file, later whoever decided
    last. `language` is that in which reasons are written. It was `closed_at` when its
    last row was brought in or taken out, or it was discarded.
    """

    kind = models.CharField(max_length=20)
    place = models.CharField(max_length=60, blank=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    format = models.CharField(max_length=4)
    state = models.CharField(max_length=9, choices=State, default=State.RECEIVED)
    user = models.ForeignKey(User, models.PROTECT, related_name="+", null=True)
    mandate = models.ForeignKey(Mandate, models.PROTECT, related_name="+", null=True)
    under = models.ForeignKey(Delegation, models.PROTECT, related_name="+", null=True)
    made_by = models.CharField(max_length=200)
    office = models.CharField(max_length=200, blank=True)
    made_at = models.DateTimeField()
    carried_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)
    language = models.CharField(max_length=5, default="vi")
    shape = models.CharField(max_length=64, blank=True)
    mapping = models.JSONField(default=dict)
    answers = models.JSONField(default=dict)
    counts = models.JSONField(default=dict)
    about = models.JSONField(default=dict)
    fault = models.CharField(max_length=300, blank=True)
    remedy = models.CharField(max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = ImportQuerySet.as_manager()

    class Meta:
        constraints = [
            CheckConstraint(
                name="imports_what_was_brought_in_says_when",
                condition=~Q(state__in=["done", "undoing", "undone"])
                | Q(carried_at__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["unit", "-made_at"], name="imports_of_unit")]

    def __str__(self) -> str:
        return f"{self.kind} {self.place}: {self.file_id}"

    def stand_for(self, actor: Actor) -> None:
        """From here on the worker acts as this person, whoever sent the file; what
        stopped it before is over."""
        self.user, self.mandate, self.under = actor.user, actor.mandate, actor.under
        self.fault = self.remedy = ""

    def stop(self, reason: str, remedy: str) -> None:
        """Why the worker could not go on, and what can be done."""
        self.fault, self.remedy = reason[:300], remedy[:300]
        self.about["stopped"] = [keeping(reason), keeping(remedy)]

    @property
    def stopped(self) -> tuple[str, str]:
        """Why the worker stopped and what can be done, in the reader's language."""
        if not self.fault:
            return "", ""
        reason, remedy = self.about.get("stopped", (self.fault, self.remedy))
        return say(reason), say(remedy)

    @property
    def has_begun(self) -> bool:
        """Was anything decided to go in? From then on only open rows are judged."""
        return self.carried_at is not None


class ImportRowQuerySet(models.QuerySet["ImportRow"]):
    """Words for rows."""

    def to_bring(self) -> Self:
        """Those that will write something and have not yet."""
        return self.filter(fate__in=[Fate.NEW, Fate.CHANGED], outcome="")

    def open(self) -> Self:
        """Those that an answer may still change: asked about, or not yet brought in."""
        fates = [Fate.ASKED, Fate.NEW, Fate.CHANGED]
        return self.filter(fate__in=fates, outcome="")


class ImportRow(models.Model):
    """One row of the file, or one figure of a row; both numbers count from 1.

    `payload` is what it writes, in the words of its kind, `said` the words for people:
    `typed`, `before`, `after`, `reason`, `remedy`, `about`, whatever there is, and the
    column that is the `cause`, where it is another; `told` keeps the sentences of it,
    and `late` why it could not be written any more. `undo` is what stood before, kept
    when it was brought in.

    Rows are written in one stream by whoever holds their import, so that the reference
    needs no check of its own: a hundred thousand look-ups less.
    """

    run = models.ForeignKey(
        Import,
        models.CASCADE,
        related_name="rows",
        db_constraint=False,
        db_index=False,
    )
    row = models.IntegerField()
    column = models.SmallIntegerField(default=0)
    fate = models.CharField(max_length=1, choices=Fate)
    outcome = models.CharField(max_length=1, choices=Outcome, blank=True, default="")
    question = models.CharField(max_length=200, blank=True, default="")
    payload = models.JSONField(null=True)
    said = models.JSONField(null=True)
    undo = models.JSONField(null=True)

    objects = ImportRowQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["run", "fate", "outcome", "id"], name="imports_row_by_fate"
            )
        ]

    def __str__(self) -> str:
        return f"{self.run_id}: {self.row}/{self.column}"

    def words(self, name: str) -> str:
        """What is said of it, in the reader's language where it is known how."""
        said = self.said or {}
        told = {**said, **said.get("told", {}), **said.get("late", {})}
        return say(told.get(name, ""))


class ImportQuestion(models.Model):
    """Something in the file that can be meant several ways; a person says which.

    `choices` are (value, words) pairs; `count` how many rows wait for the answer. A
    doubtful `cell` is asked about by itself, together with others of its `group`.
    `becomes` are the cells that the answer changes: place and words, the first of them.
    `told` keeps the sentences themselves, to be said in the language of who reads.
    """

    run = models.ForeignKey(Import, models.CASCADE, related_name="questions")
    key = models.CharField(max_length=200)
    words = models.TextField()
    choices = models.JSONField(default=list)
    count = models.PositiveIntegerField(default=0)
    first_row = models.PositiveIntegerField(default=0)
    first_column = models.PositiveSmallIntegerField(default=0)
    group = models.CharField(max_length=40, blank=True, default="")
    cell = models.JSONField(null=True)
    becomes = models.JSONField(null=True)
    told = models.JSONField(null=True)

    class Meta:
        constraints = [
            UniqueConstraint(
                fields=["run", "key"], name="imports_a_question_is_asked_once"
            ),
        ]

    def __str__(self) -> str:
        return self.words

    @property
    def asked(self) -> str:
        """The question in the reader's language where it is known how."""
        return say((self.told or {}).get("words", self.words))

    @property
    def offered(self) -> list[tuple[str, str]]:
        """What may be answered, and the words for it."""
        told = (self.told or {}).get("choices", {})
        return [(value, say(told.get(value, words))) for value, words in self.choices]

    @property
    def doubt(self) -> dict[str, str]:
        """The doubtful cell, in words."""
        told = (self.told or {}).get("cell", {})
        return {**(self.cell or {}), **{key: say(one) for key, one in told.items()}}


class RememberedMapping(models.Model):
    """How an office had the columns of a header read, to be offered the next time."""

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=20)
    shape = models.CharField(max_length=64)
    mapping = models.JSONField()
    answers = models.JSONField(default=dict)
    said_by = models.CharField(_("người khớp"), max_length=200)
    said_at = models.DateTimeField()

    class Meta:
        constraints = [
            UniqueConstraint(
                fields=["unit", "kind", "shape"],
                name="imports_one_mapping_per_office_and_header",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.kind} {self.shape[:8]}"


class RememberedName(models.Model):
    """What an office said a loose name means (“TPBT” is Thành phố Bến Tre)."""

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=20)
    key = models.CharField(max_length=200)
    answer = models.CharField(max_length=60)
    said_by = models.CharField(max_length=200)
    said_at = models.DateTimeField()

    class Meta:
        constraints = [
            UniqueConstraint(
                fields=["unit", "kind", "key"],
                name="imports_one_meaning_per_office_and_name",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key} = {self.answer}"
