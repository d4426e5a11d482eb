"""What somebody typed of a tip, a prospect, a measure, before it is one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.utils.translation import gettext as _

from thidua.kernel.errors import RuleBroken
from thidua.kernel.models import StoredFile
from thidua.prospects.models import Prospect, Subject, SupportMeasure, Tip


@dataclass(frozen=True, slots=True)
class SubjectDraft:
    """Whom it is about: kind, name, place, trade, field, year of birth."""

    kind: str
    name: str
    place: str = ""
    trade: str = ""
    field: str = Subject.Field.OTHER
    birth_year: int | None = None
    unit_id: int | None = None
    person_id: int | None = None

    def onto(self, one: Tip | Prospect) -> None:
        """Put it onto a tip or a prospect; not saved."""
        one.kind = self.kind
        one.call(self.name)
        one.place = self.place.strip()
        one.trade = self.trade.strip()
        one.field = self.field
        one.birth_year = self.birth_year
        one.unit_id = self.unit_id if self.kind == Subject.Kind.UNIT else None
        one.person_id = self.person_id


@dataclass(frozen=True, slots=True)
class TipDraft:
    """A tip: whom, where, what they did; a picture if there is one."""

    subject: SubjectDraft
    where_id: int
    what: str
    campaign_id: int | None = None
    node_key: UUID | None = None
    picture: StoredFile | None = None
    is_made_up: bool = False

    def refuse_without_words(self) -> None:
        """A tip says whom it is about and what was done."""
        if not self.subject.name.strip():
            raise RuleBroken(_("Chưa ghi ai, cái gì."), _("Ghi tên."), field="name")
        if not self.what.strip():
            raise RuleBroken(
                _("Chưa ghi đã làm gì."), _("Một, hai câu là đủ."), field="what"
            )

    def onto(self, tip: Tip) -> None:
        """Put what is told onto a tip; not saved."""
        self.subject.onto(tip)
        tip.what = self.what.strip()
        tip.where_id = self.where_id
        tip.campaign_id, tip.node_key = self.campaign_id, self.node_key
        tip.picture = self.picture or tip.picture


@dataclass(frozen=True, slots=True)
class ProspectDraft:
    """A prospect: whom, why, in which campaign, who looks after it."""

    subject: SubjectDraft
    what: str
    campaign_id: int | None = None
    node_key: UUID | None = None
    owner_id: int | None = None
    is_made_up: bool = False


@dataclass(frozen=True, slots=True)
class MeasureDraft:
    """A measure of support; `cost` in đồng."""

    kind: str
    words: str
    due_on: date
    by_whom: str = ""
    cost: Decimal | None = None

    def onto(self, one: SupportMeasure) -> None:
        """Put it onto a measure; not saved."""
        one.kind, one.words, one.due_on = self.kind, self.words.strip(), self.due_on
        one.by_whom, one.cost = self.by_whom.strip(), self.cost
