"""Step 4: a panel sits, confirms what the rule computed or departs from it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.audit.trail import record
from thidua.documents.actions import draft_document
from thidua.documents.models import Document
from thidua.exemplars.drafts import PanelDraft, SaidDraft
from thidua.exemplars.held import held_exemplar
from thidua.exemplars.judging import Judged, judged
from thidua.exemplars.keeping import keeper_of
from thidua.exemplars.models import Exemplar, Learning, Panel, PanelVerdict
from thidua.exemplars.policies import can_assess
from thidua.exemplars.recognition_papers import ABOUT, panel_paper
from thidua.exemplars.states import ASSESS, Learner, State
from thidua.kernel.clock import day_of
from thidua.kernel.errors import RuleBroken, WrongMoment
from thidua.kernel.lengths import in_full
from thidua.kernel.text import tidy
from thidua.organisations.actor import Actor
from thidua.organisations.models import Unit

Said = PanelVerdict.Outcome


@transaction.atomic
def assess_learners(
    exemplar: Exemplar, draft: PanelDraft, *, actor: Actor, at: datetime
) -> Panel:
    """Write down what a panel said of learners, beside what the rule computes.

    By the same figures and the same day for all. Whom another panel assessed since the
    page was opened, who stopped since, and whose figures changed since, is told. Not
    yet: the learner stays where it is, and may be assessed again.
    """
    held, keeper = held_exemplar(exemplar, at)
    can_assess(actor, held, keeper).enforce()

    _refuse_unfit(held, draft, day_of(at))
    learners = _held_learners(held, draft.said)
    computed = {
        one.learning.pk: one
        for one in judged(held, list(learners.values()), draft.values_on)
    }
    _refuse_stale(draft.said, learners, computed)
    for one in draft.said:
        _refuse_without_reason(one, learners[one.learning_id])
    panel = Panel.objects.create(
        exemplar=held,
        unit_id=actor.unit_id or keeper or held.home_id,
        held_on=draft.held_on,
        values_on=draft.values_on,
        led_by=tidy(draft.led_by),
        members=draft.members.strip(),
        minutes=draft.minutes.strip(),
        recorded_at=at,
        recorded_by=actor.signed[:200],
    )
    _write(panel, draft.said, learners, computed, actor.signed, at)

    day, count = draft.held_on.isoformat(), len(draft.said)
    record("exemplars.panel.held", held, actor=actor, at=at, day=day, learners=count)
    return panel


@transaction.atomic
def draft_panel_minutes(panel: Panel, *, actor: Actor, at: datetime) -> Document:
    """Draw up the minutes as a document, to be numbered and signed."""
    held, keeper = held_exemplar(panel.exemplar, at)
    can_assess(actor, held, keeper).enforce()

    fresh = Panel.objects.select_for_update(of=("self",)).get(pk=panel.pk)
    if fresh.document_id is not None:
        raise WrongMoment(
            _("Biên bản đã lập thành văn bản."), _("Mở ở trang bình xét.")
        )
    day = day_of(at)
    unit = Unit.objects.get(pk=keeper_of(fresh.unit_id, day) or fresh.unit_id)
    fresh.exemplar = held
    paper = panel_paper(fresh, unit, day)
    fresh.document = draft_document(unit, paper, about=ABOUT, actor=actor, at=at)
    fresh.save(update_fields=["document"])

    record("exemplars.panel.minuted", held, actor=actor, at=at)
    return fresh.document


def _refuse_unfit(exemplar: Exemplar, draft: PanelDraft, today: date) -> None:
    if exemplar.state != State.LEARNING:
        raise WrongMoment(
            _("Điển hình này %(state)s nên không bình xét.")
            % {"state": exemplar.get_state_display()},
            _("Chỉ bình xét khi điển hình đang được học tập."),
        )
    if draft.held_on > today:
        raise RuleBroken(
            _("Ngày bình xét chưa tới."),
            _("Ghi sau khi hội đồng đã họp."),
            field="held_on",
        )
    if draft.values_on > draft.held_on:
        raise RuleBroken(
            _("Số liệu không thể đến sau ngày bình xét."),
            _("Chọn ngày không sau ngày bình xét."),
            field="values_on",
        )
    if not draft.said:
        raise RuleBroken(
            _("Chưa có kết quả của nơi nào."), _("Chọn kết quả cho ít nhất một nơi.")
        )


def _held_learners(
    exemplar: Exemplar, said: Sequence[SaidDraft]
) -> dict[int, Learning]:
    rows = Learning.objects.select_for_update(of=("self",)).filter(
        exemplar=exemplar, pk__in=[one.learning_id for one in said]
    )
    found = {one.pk: one for one in rows.order_by("pk")}
    for one in found.values():
        one.exemplar = exemplar
    if len(found) != len(said):
        raise RuleBroken(
            _("Có nơi không học theo điển hình này."), _("Mở lại trang bình xét.")
        )
    return found


def _refuse_stale(
    said: Sequence[SaidDraft],
    learners: Mapping[int, Learning],
    computed: Mapping[int, Judged],
) -> None:
    """Another panel was faster, somebody stopped, a report came in meanwhile."""
    for one in said:
        learning = learners[one.learning_id]
        known = {"name": learning.name, "state": learning.get_state_display()}
        if learning.state == Learner.STOPPED:
            raise WrongMoment(
                _("%(name)s đã thôi học trong lúc anh/chị ghi.") % known,
                _("Mở lại trang bình xét; nơi ấy không còn trong danh sách."),
            )
        if learning.version != one.version or not ASSESS.open_from(learning.state):
            raise WrongMoment(
                _("%(name)s đã được hội đồng khác bình xét: nay %(state)s.") % known,
                _("Mở lại trang bình xét để thấy kết quả ấy, rồi ghi phần còn lại."),
            )
        now = computed[learning.pk].outcome
        if now != one.computed:
            raise WrongMoment(
                _("Số liệu của %(name)s đã đổi từ lúc mở trang: nay tính là %(now)s.")
                % {"name": learning.name, "now": Said(now).label},
                _("Mở lại trang bình xét để hội đồng xét theo số liệu mới."),
            )


def _refuse_without_reason(one: SaidDraft, learning: Learning) -> None:
    known = {"name": learning.name}
    in_full(one.reason, 2_000, f"reason_{learning.pk}")
    if one.said not in {Said.NOT_YET, Said.CAUGHT_UP, Said.SURPASSED}:
        raise RuleBroken(
            _("Chưa chọn kết quả của %(name)s.") % known,
            _("Chọn một kết quả, hoặc để buổi sau."),
            field=f"said_{learning.pk}",
        )
    if one.said != one.computed and not one.reason.strip():
        raise RuleBroken(
            _("Kết quả của %(name)s khác kết quả theo quy tắc mà chưa ghi lý do.")
            % known,
            _("Ghi vì sao hội đồng kết luận khác."),
            field=f"reason_{learning.pk}",
        )
    if one.computed == Said.UNKNOWN and one.said != Said.NOT_YET and not one.proof:
        raise RuleBroken(
            _("%(name)s không có số liệu để so mà chưa có minh chứng.") % known,
            _("Gửi minh chứng mà hội đồng đã xem."),
            field=f"proof_{learning.pk}",
        )


def _write(
    panel: Panel,
    said: Sequence[SaidDraft],
    learners: Mapping[int, Learning],
    computed: Mapping[int, Judged],
    by: str,
    at: datetime,
) -> None:
    PanelVerdict.objects.bulk_create(
        PanelVerdict(
            panel=panel,
            learning_id=one.learning_id,
            computed=computed[one.learning_id].outcome,
            said=one.said,
            lines=computed[one.learning_id].kept(),
            reason=one.reason.strip(),
            proof=one.proof,
            said_at=at,
            said_by=by[:200],
        )
        for one in said
    )
    for one in said:
        learning = learners[one.learning_id]
        learning.version += 1
        learning.reason = ""
        if one.said == Said.SURPASSED or (
            one.said == Said.CAUGHT_UP and learning.state == Learner.LEARNING
        ):
            learning.state = ASSESS.take_from(learning.state)
    Learning.objects.bulk_update(
        learners.values(), ["state", "version", "reason"], batch_size=1000
    )
