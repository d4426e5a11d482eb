"""A pact held until commit, and the edition of it that is being written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _
from django_stubs_ext import StrOrPromise

from thidua.kernel.clock import day_of
from thidua.kernel.errors import RuleBroken, WrongMoment
from thidua.kernel.lengths import in_full
from thidua.kernel.version import check_version
from thidua.pacts.carrying import carrier_of
from thidua.pacts.models import Pact, PactEdition, PactSignature


@dataclass(frozen=True, slots=True)
class Desk:
    """A pact and its open edition, both held; and the day."""

    pact: Pact
    edition: PactEdition
    day: date
    author: int | None
    """Who speaks for the unit that writes the edition."""


def held_pact(pact: Pact) -> Pact:
    """The pact, fresh and held: everything that happens to one pact waits its turn."""
    return Pact.objects.locked(pact)


def on_the_desk(pact: Pact, at: datetime) -> Desk:
    """The open edition; `WrongMoment` when nothing is being written."""
    held, day = held_pact(pact), day_of(at)
    edition = held.proposed()
    if edition is None:
        raise WrongMoment(
            _("Văn bản đã chốt nên không sửa trực tiếp được."),
            _("Muốn sửa thì mở bản mới: chữ ký trên bản cũ sẽ không còn giá trị."),
        )
    edition.pact = held
    return Desk(held, edition, day, carrier_of(edition.author_id, day))


def written(
    edition: PactEdition,
    opened: int | None,
    *,
    theirs: Sequence[tuple[StrOrPromise, str]] = (),
    yours: Mapping[StrOrPromise, str] | None = None,
) -> None:
    """Something of it was written: agreements to the version before no longer count."""
    if opened is None:
        edition.version += 1
    else:
        check_version(edition, opened, theirs=theirs, yours=yours or {})
    edition.save(update_fields=["version"])


def take_back(pact: Pact, at: datetime) -> int:
    """The fixed text that stands, if any, is replaced; how many signatures no longer
    count is answered."""
    stood = pact.editions.filter(fixed_at__isnull=False, replaced_at__isnull=True)
    voided = PactSignature.objects.filter(edition__in=stood).count()
    stood.update(replaced_at=at)
    return voided


def reason_in(text: str, *, field: str = "reason") -> str:
    """A reason without blanks around; refused when there is none."""
    said = in_full(" ".join(text.split()), 2_000, field)
    if not said:
        raise RuleBroken(
            _("Chưa ghi lý do."),
            _("Ghi một câu để các bên cùng biết vì sao."),
            field=field,
        )
    return said
