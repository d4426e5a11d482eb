"""What was doubtful stays open: it is answered after the good rows went in."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.doors import signed_in
from tests.imports import workbooks as make
from tests.imports.factories import APRIL, answered, carried, fates, undone
from tests.imports.test_messes import Sent, wide
from tests.organisations.factories import an_actor
from thidua.audit.trail import trail_of
from thidua.imports import actions
from thidua.imports.models import Import
from thidua.imports.states import State
from thidua.indicators.models import Observation
from thidua.kernel import clock
from thidua.kernel.errors import WrongMoment
from thidua.kernel.files import forget

pytestmark = pytest.mark.django_db


class Doubtful(Sent):
    """Two communes are read, the third bears a name that nobody knows."""

    def __init__(self) -> None:
        super().__init__()
        self.third = self.office.cast.communes[2]
        self.file = wide([*self.names[:2], "Chưa từng nghe"])
        self.run = self.bring(make.xlsx(self.file))

    @property
    def answer(self) -> dict[str, str]:
        """The name is the third commune's."""
        return {self.run.questions.get().key: str(self.third.pk)}

    def page(self, client: Client) -> str:
        """The page of the import."""
        with clock.standing_on(APRIL.date()):
            return client.get(f"/nhap-tep/{self.run.pk}/").content.decode()


def figures() -> dict[int, object]:
    """Every figure there is, with its version."""
    return dict(Observation.objects.values_list("pk", "version"))


def test_doubtful_rows_are_answered_later_and_only_they_go_in() -> None:
    sent = Doubtful()
    before = figures()
    assert sent.run.state == State.DONE

    run = answered(sent.run, sent.answer, sent.who)

    assert run.state == State.CHECKED
    assert fates(run) == {"n": 6}
    assert run.rows.to_bring().count() == 2
    run = carried(run, sent.who)
    assert run.about["done"] == {"d": 6}
    assert before.items() <= figures().items()
    assert Observation.objects.filter(unit=sent.third).count() == 2
    assert fates(sent.check(make.xlsx(sent.file))) == {"s": 6}


def test_all_of_both_times_is_undone_together() -> None:
    sent = Doubtful()
    run = carried(answered(sent.run, sent.answer, sent.who), sent.who)

    assert undone(run, sent.who).about["done"] == {"u": 6}
    assert not Observation.objects.exists()


def test_a_colleague_answers_and_the_figures_are_theirs() -> None:
    sent = Doubtful()
    colleague = an_actor(sent.office.cast.province)

    run = carried(answered(sent.run, sent.answer, colleague), colleague)

    assert run.user == colleague.user
    assert run.made_by == sent.who.name
    verbs = [(one.verb, one.actor_name) for one in trail_of(run)]
    assert ("imports.import.answered", colleague.name) in verbs
    assert ("imports.import.received", sent.who.name) in verbs


def test_leaving_the_rows_out_ends_the_import_again() -> None:
    sent = Doubtful()
    key = sent.run.questions.get().key

    run = answered(sent.run, {key: "leave"}, sent.who)

    assert run.state == State.DONE
    assert fates(run) == {"n": 4, "r": 2}
    assert not run.questions.exists()


def test_the_page_offers_the_questions_and_says_who_may_answer() -> None:
    sent = Doubtful()
    client = signed_in(sent.who)

    page = sent.page(client)

    assert "1 câu cần trả lời" in page
    assert f"/nhap-tep/{sent.run.pk}/hoi/" in page
    assert "trả lời được, cả khi các chỗ khác đã ghi" in page
    question = sent.run.questions.get().pk
    with clock.standing_on(APRIL.date()):
        said = {f"o{question}": str(sent.third.pk)}
        client.post(f"/nhap-tep/{sent.run.pk}/hoi/", said)
    sent.run.refresh_from_db()
    assert sent.run.state == State.CHECKING
    actions.check_rows(sent.run, actor=sent.who, at=APRIL)
    assert "câu trả lời cho thêm" in sent.page(client)
    client.post(f"/nhap-tep/{sent.run.pk}/de-sau/")
    sent.run.refresh_from_db()
    assert sent.run.state == State.DONE


def test_what_is_in_is_not_mapped_discarded_or_answered_without_its_file() -> None:
    sent = Doubtful()
    answer = sent.answer
    run = answered(sent.run, answer, sent.who)

    with pytest.raises(WrongMoment, match="Đã ghi các dòng tốt"):
        actions.discard_import(run, actor=sent.who, at=APRIL)
    run = actions.leave_rest(run, actor=sent.who, at=APRIL)
    forget(run.file, at=APRIL)
    run = Import.objects.get(pk=run.pk)
    with pytest.raises(WrongMoment, match="đã được xóa"):
        actions.answer_questions(run, answer, actor=sent.who, at=APRIL)
