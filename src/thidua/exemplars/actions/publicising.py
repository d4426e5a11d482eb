"""Step 2: the media plan; what was published is kept with its link or its file."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.audit.trail import record
from thidua.exemplars.drafts import PublicationDraft
from thidua.exemplars.held import held_exemplar, reason_in
from thidua.exemplars.models import Exemplar, Publication, PublicationBefore
from thidua.exemplars.policies import can_keep
from thidua.exemplars.publishing import (
    refuse_done,
    refuse_over,
    refuse_unfindable,
    refuse_unpraised,
    refuse_yet_to_come,
)
from thidua.exemplars.shown import consent_of, is_private
from thidua.exemplars.states import PUBLICISE
from thidua.kernel.clock import day_of
from thidua.kernel.dates import show
from thidua.kernel.errors import Faults, RuleBroken, WrongMoment
from thidua.kernel.models import StoredFile
from thidua.kernel.text import tidy
from thidua.kernel.version import check_version
from thidua.organisations.actor import Actor


@transaction.atomic
def plan_publication(
    exemplar: Exemplar, draft: PublicationDraft, *, actor: Actor, at: datetime
) -> Publication:
    """One more line of the plan: on which channel, where, when, by whom."""
    held, keeper = held_exemplar(exemplar, at)
    can_keep(actor, held, keeper).enforce()

    refuse_unpraised(held)
    refuse_over(draft.planned_on, day_of(at))
    line = Publication.objects.create(
        exemplar=held,
        channel=draft.channel,
        outlet=tidy(draft.outlet),
        about=tidy(draft.about),
        planned_on=draft.planned_on,
        by_whom=tidy(draft.by_whom),
        recorded_at=at,
        recorded_by=actor.name,
    )

    said = {"channel": line.channel, "outlet": line.outlet}
    record("exemplars.publication.planned", held, actor=actor, at=at, **said)
    return line


@transaction.atomic
def publish_line(
    line: Publication,
    *,
    published_on: date,
    link: str = "",
    file: StoredFile | None = None,
    reach: int | None = None,
    actor: Actor,
    at: datetime,
) -> Publication:
    """It was published: when, where to find it, how many it reached.

    The first of an exemplar moves it to step 2. Of a person, a household or a group
    nothing is published without a consent that holds.
    """
    held, keeper = held_exemplar(line.exemplar, at)
    can_keep(actor, held, keeper).enforce()

    refuse_unpraised(held)
    one = _open(line)
    _refuse_without_consent(held)
    faults = Faults()
    with faults:
        refuse_yet_to_come(published_on, day_of(at))
    with faults:
        refuse_unfindable(link, has_file=file is not None)
    faults.say()
    one.published_on, one.link, one.file, one.reach = published_on, link, file, reach
    one.version += 1
    one.save()
    if held.state == PUBLICISE.sources[0]:
        held.state = PUBLICISE.take_from(held.state)
        held.save(update_fields=["state"])
        record("exemplars.exemplar.publicised", held, actor=actor, at=at)

    said = {"channel": one.channel, "day": published_on.isoformat()}
    record("exemplars.publication.published", held, actor=actor, at=at, **said)
    return one


@transaction.atomic
def drop_line(
    line: Publication, *, reason: str, actor: Actor, at: datetime
) -> Publication:
    """It will not be published after all, and why."""
    held, keeper = held_exemplar(line.exemplar, at)
    can_keep(actor, held, keeper).enforce()

    refuse_unpraised(held)
    one = _open(line)
    one.dropped_because = reason_in(reason)
    one.version += 1
    one.save(update_fields=["dropped_because", "version"])

    said = one.dropped_because
    record("exemplars.publication.dropped", held, actor=actor, at=at, reason=said)
    return one


@transaction.atomic
def change_line(
    line: Publication,
    draft: PublicationDraft,
    *,
    reason: str,
    version: int | None,
    actor: Actor,
    at: datetime,
) -> Publication:
    """Another day, outlet or person, and why; how it read before is kept."""
    held, keeper = held_exemplar(line.exemplar, at)
    can_keep(actor, held, keeper).enforce()

    refuse_unpraised(held)
    one = _open(line)
    if draft.planned_on != one.planned_on:
        refuse_over(draft.planned_on, day_of(at))
    before = PublicationBefore(
        line=one,
        number=one.version,
        **{name: getattr(one, name) for name in PLANNED},
        reason=reason_in(reason),
        changed_at=at,
        changed_by=f"{actor.name}, {actor.office}"[:200],
    )
    _check_line(one, draft, version)
    if all(getattr(one, name) == getattr(before, name) for name in PLANNED):
        raise RuleBroken(
            _("Chưa đổi gì so với kế hoạch."), _("Sửa ít nhất một mục, hoặc để nguyên.")
        )
    before.save()
    one.save()

    said = {"channel": one.channel, "outlet": one.outlet, "reason": before.reason}
    record("exemplars.publication.changed", held, actor=actor, at=at, **said)
    return one


PLANNED = ("channel", "outlet", "about", "planned_on", "by_whom")
"""What of a line is planned, and may be changed until it is published."""


def _check_line(one: Publication, draft: PublicationDraft, version: int | None) -> None:
    """The draft onto the line, unless somebody changed it meanwhile."""
    check_version(
        one,
        version,
        theirs=[(_("Nơi đăng, phát"), f"{one.outlet}, {show(one.planned_on)}")],
        yours={_("Nơi đăng, phát"): f"{draft.outlet}, {show(draft.planned_on)}"},
    )
    one.channel, one.planned_on = draft.channel, draft.planned_on
    one.outlet, one.about = tidy(draft.outlet), tidy(draft.about)
    one.by_whom = tidy(draft.by_whom)


def _open(line: Publication) -> Publication:
    one = Publication.objects.select_for_update(of=("self",)).get(pk=line.pk)
    refuse_done(one)
    return one


def _refuse_without_consent(exemplar: Exemplar) -> None:
    if not is_private(exemplar):
        return
    consent = consent_of(exemplar)
    if consent is None or not (consent.shows_name or consent.shows_story):
        raise WrongMoment(
            _("Chưa có đồng ý công khai tên hoặc câu chuyện của “%(name)s”.")
            % {"name": exemplar.name},
            _("Ghi phiếu đồng ý ở trang Đồng ý công khai, rồi đăng, phát."),
        )
