"""Enter a year as it was published, correct it, withdraw it; nothing is rewritten."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.audit.trail import record
from thidua.indices.drafts import YearDraft
from thidua.indices.events import YearPublished, YearWithdrawn
from thidua.indices.models import CompositeIndex, MakeUp, Publication
from thidua.indices.policies import can_publish
from thidua.indices.states import REPLACE, WITHDRAW
from thidua.indices.writing import write_lines
from thidua.kernel.errors import RuleBroken, WrongMoment
from thidua.kernel.events import announce
from thidua.organisations.actor import Actor


@transaction.atomic
def publish_year(
    index: CompositeIndex, draft: YearDraft, *, actor: Actor, at: datetime
) -> Publication:
    """Enter what somebody published of a year, gaps with their reasons included."""
    index = CompositeIndex.objects.select_for_update().get(pk=index.pk)
    can_publish(actor, index).enforce()

    if index.publications.standing().filter(year=draft.year).exists():
        raise WrongMoment(
            _("Năm %(year)s của %(index)s đã có công bố đang dùng.")
            % {"year": draft.year, "index": index.short_name},
            _("Mở năm ấy và đính chính, hoặc rút trước khi ghi lại."),
        )
    made = _write(index, draft, actor=actor, at=at)

    record("indices.year.published", made, actor=actor, at=at, lines=len(draft.lines))
    announce(YearPublished(made.pk))
    return made


@transaction.atomic
def correct_year(
    publication: Publication,
    draft: YearDraft,
    *,
    reason: str,
    actor: Actor,
    at: datetime,
) -> Publication:
    """Enter the year again; the edition before stays, with the reason."""
    publication = Publication.objects.locked(publication)
    index = CompositeIndex.objects.select_for_update().get(pk=publication.index_id)
    can_publish(actor, index).enforce()

    publication.state = REPLACE.take_from(publication.state)
    publication.because = _given(reason)
    publication.save(update_fields=["state", "because"])
    made = _write(index, draft, actor=actor, at=at)

    record("indices.year.corrected", made, actor=actor, at=at, reason=reason)
    announce(YearPublished(made.pk))
    return made


@transaction.atomic
def withdraw_year(
    publication: Publication, *, reason: str, actor: Actor, at: datetime
) -> Publication:
    """Nobody counts with this year any more; it stays readable with the reason."""
    publication = Publication.objects.locked(publication)
    can_publish(actor, publication.index).enforce()

    publication.state = WITHDRAW.take_from(publication.state)
    publication.because = _given(reason)
    publication.save(update_fields=["state", "because"])

    record("indices.year.withdrawn", publication, actor=actor, at=at, reason=reason)
    announce(YearWithdrawn(publication.pk))
    return publication


def _given(reason: str) -> str:
    if not reason.strip():
        raise RuleBroken(
            _("Chưa ghi lý do."),
            _("Ghi vì sao sửa hoặc rút, ví dụ: nơi công bố đã đính chính."),
        )
    return reason.strip()


def _write(
    index: CompositeIndex, draft: YearDraft, *, actor: Actor, at: datetime
) -> Publication:
    make_up = _make_up_of(index, draft.year)
    _must_be_sound(draft, make_up)
    values = asdict(draft)
    del values["lines"]
    last = index.publications.filter(year=draft.year).order_by("-edition").first()
    publication = Publication.objects.create(
        index=index,
        make_up=make_up,
        edition=last.edition + 1 if last else 1,
        entered_at=at,
        entered_by=actor.signed,
        **values,
    )
    write_lines(publication, draft.lines, make_up)
    return publication


def _make_up_of(index: CompositeIndex, year: int) -> MakeUp:
    for make_up in index.make_ups.all():
        if make_up.holds_in(year):
            return make_up
    raise RuleBroken(
        _("Chưa ghi %(index)s năm %(year)s được tính thế nào.")
        % {"index": index.short_name, "year": year},
        _("Ghi cách tính của năm ấy trước: các thành phần, trọng số, thang điểm."),
    )


def _must_be_sound(draft: YearDraft, make_up: MakeUp) -> None:
    """What the database refuses too, said so that it can be mended."""
    known = {one.code for one in make_up.components.all()}
    for fault in _faults(draft, make_up, known):
        raise RuleBroken(fault, _("Sửa ở bảng rồi ghi lại."))


def _faults(draft: YearDraft, make_up: MakeUp, known: set[str]) -> Iterable[str]:
    if not draft.lines:
        yield _("Chưa có tỉnh nào trong bảng.")
    units = [line.unit_id for line in draft.lines]
    if len(set(units)) < len(units):
        yield _("Một tỉnh được ghi hai lần.")
    for line in draft.lines:
        said: dict[str, Any] = {"least": make_up.least.normalize()}
        said["most"] = make_up.most.normalize()
        if line.score is not None and not make_up.least <= line.score <= make_up.most:
            yield _("Điểm phải trong thang %(least)s–%(most)s.") % said
        if line.rank is not None and not 1 <= line.rank <= (draft.ranked or 0):
            yield _("Hạng phải từ 1 đến số nơi được xếp hạng.")
        if line.missing_reason and (line.score is not None or line.rank or line.group):
            yield _("Nơi có kết quả thì không ghi lý do thiếu.")
        if not set(line.scores) <= known:
            yield _("Có thành phần không thuộc cách tính của năm ấy.")
