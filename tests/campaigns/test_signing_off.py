"""What the head signs is sealed with its figures and never rewritten."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from tests.campaigns.browsing import page, post, said
from tests.campaigns.effect_cast import (
    a_campaign_by_quarters,
    reported,
    signed,
    told,
    written,
)
from tests.campaigns.factories import MAY
from tests.doors import signed_in
from tests.indicators.factories import Office, an_office, month
from tests.organisations.factories import an_actor
from thidua.campaigns import actions
from thidua.campaigns.drafts import PhaseDraft
from thidua.campaigns.effect import effect_of
from thidua.campaigns.effect.keeping import (
    as_json,
    fingerprint,
    from_json,
    is_whole,
)
from thidua.campaigns.effect.stretches import Stretch, stretch_of
from thidua.campaigns.models import (
    Assessment,
    Campaign,
)
from thidua.campaigns.queries.effect.judgements import judgement
from thidua.campaigns.queries.tasks import waiting_for
from thidua.kernel.errors import RuleBroken
from thidua.organisations.models import Mandate

pytestmark = pytest.mark.django_db
D = Decimal
DEMAND = pytest.mark.demand("004.4")
TODAY = MAY.date()
HEAD = Mandate.Role.HEAD


@pytest.fixture
def office() -> Office:
    """Every commune reports roads to its district each month."""
    return an_office("ROAD")


@pytest.fixture
def campaign(office: Office) -> Campaign:
    return a_campaign_by_quarters(office)


@pytest.fixture
def quarter(campaign: Campaign) -> Stretch:
    return stretch_of(campaign, campaign.phases.get())


@DEMAND
def test_the_head_signs_and_a_later_correction_shows_as_a_difference(
    office: Office, campaign: Campaign, quarter: Stretch
) -> None:
    reported(office, "20", "20", "16")
    written(quarter)
    head = signed_in(an_actor(campaign.office, HEAD))
    phase = campaign.phases.get()
    assert "Chốt bản đã lưu này" in page(head, "effect-sign-of-phase", campaign, phase)
    seen = fingerprint(as_json(effect_of(quarter, TODAY)))
    answer = post(
        head,
        "effect-sign-off-of-phase",
        campaign,
        phase,
        version="1",
        number="0",
        seen=seen,
    )
    assert "Đã chốt đánh giá lần 1" in said(answer)
    assert "Làm được phần lớn" in said(answer)
    assert "niêm còn nguyên" in said(answer)

    office.accepted(month(2025, 2), office.cast.communes[4], ROAD="6")
    after = told(campaign, office.owner)
    compared = told(campaign, office.owner, "?doi-chieu=1")

    assert "1 gần đạt" in after
    assert "56 km, phải có 60 km (gần đạt)" in compared
    assert "62 km, phải có 60 km (đạt)" in compared
    assert "kết luận khác" in compared
    kept = from_json(Assessment.objects.get().figures)
    assert kept.goals[0].reached == D(56)


@DEMAND
def test_the_officer_writes_and_only_the_head_signs(
    campaign: Campaign, quarter: Stretch
) -> None:
    officer = signed_in(an_actor(campaign.office))
    phase = campaign.phases.get()
    sent = {"remarks": "Làm được phần lớn", "version": "0"}
    kept = said(post(officer, "effect-sign-of-phase", campaign, phase, **sent))
    assert "Đã lưu bản soạn; chưa chốt." in kept
    assert "Đánh giá do người đứng đầu cơ quan chốt." in kept

    seen = fingerprint(as_json(effect_of(quarter, TODAY)))
    refused = post(
        officer,
        "effect-sign-off-of-phase",
        campaign,
        phase,
        version="1",
        number="0",
        seen=seen,
    )

    assert refused.status_code == 403
    assert not Assessment.objects.exists()


@DEMAND
def test_one_signs_what_one_saw(
    office: Office, campaign: Campaign, quarter: Stretch
) -> None:
    reported(office, "20")
    written(quarter)
    seen = fingerprint(as_json(effect_of(quarter, TODAY)))
    office.accepted(month(2025, 2), ROAD="5")

    answer = post(
        signed_in(an_actor(campaign.office, HEAD)),
        "effect-sign-off-of-phase",
        campaign,
        campaign.phases.get(),
        version="1",
        number="0",
        seen=seen,
    )

    assert answer.status_code == 409
    assert "Số liệu vừa thay đổi" in said(answer)


@DEMAND
@pytest.mark.parametrize(
    ("remarks", "ends_on", "status", "words"),
    [
        ("", date(2025, 3, 31), 422, "Chưa ghi nhận xét"),
        ("Sớm", TODAY, 409, "chưa hết, đến 20/05/2025"),
    ],
)
def test_it_is_not_signed_without_a_word_or_before_its_end(
    campaign: Campaign, remarks: str, ends_on: date, status: int, words: str
) -> None:
    campaign.phases.update(ends_on=ends_on)
    quarter = stretch_of(campaign, campaign.phases.get())
    written(quarter, remarks)

    answer = post(
        signed_in(an_actor(campaign.office, HEAD)),
        "effect-sign-off-of-phase",
        campaign,
        campaign.phases.get(),
        version="1",
        number="0",
        seen=fingerprint(as_json(effect_of(quarter, TODAY))),
    )

    assert answer.status_code == status
    assert words in said(answer)


@DEMAND
def test_the_database_keeps_what_was_signed(quarter: Stretch) -> None:
    made = signed(quarter)

    for change in (
        lambda: Assessment.objects.filter(pk=made.pk).update(remarks="Tốt hơn"),
        made.delete,
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


@DEMAND
def test_a_broken_seal_is_seen(quarter: Stretch) -> None:
    made = Assessment.objects.get(pk=signed(quarter).pk)
    again = Assessment.objects.get(pk=signed(quarter).pk)

    assert is_whole(made, "")
    assert is_whole(again, made.seal)
    assert not is_whole(again, "")
    made.remarks = "Tốt hơn"
    assert not is_whole(made, "")
    assert not judgement(made, [made]).is_whole


@DEMAND
def test_it_waits_on_the_desk_until_it_is_signed(campaign: Campaign) -> None:
    officer, head = an_actor(campaign.office), an_actor(campaign.office, HEAD)
    campaign.phases.update(ends_on=date(2025, 5, 9))
    phase = stretch_of(campaign, campaign.phases.get())

    def asked(actor: Any, on: date) -> list[tuple[str, str]]:
        found = waiting_for(actor, on)
        return [(one.verb, one.turn) for one in found if "Đánh giá" in one.object]

    assert asked(officer, date(2025, 5, 19)) == []
    assert asked(officer, TODAY) == [("Soạn", "mine")]
    written(phase)
    assert asked(officer, TODAY) == [("Soạn", "theirs")]
    assert asked(head, TODAY) == [("Chốt", "mine")]
    home = signed_in(head).get("/").content.decode()
    assert "Chốt đánh giá “Quý I”" in home
    seen = fingerprint(as_json(effect_of(phase, TODAY)))
    by: dict[str, Any] = {"actor": head, "at": MAY}
    actions.sign_off_assessment(phase, version=1, number=0, seen=seen, **by)
    assert asked(head, TODAY) == []


@DEMAND
def test_what_was_learned_is_offered_to_the_campaign_that_carries_on(
    campaign: Campaign, quarter: Stretch
) -> None:
    signed(quarter)
    officer = an_actor(campaign.office)

    made = actions.clone_campaign(campaign, years=1, actor=officer, at=MAY)

    basics = page(signed_in(officer), "basics", made)
    assert "Quý I" in made.predecessor_review
    assert "Làm được phần lớn" in made.predecessor_review
    assert "Bài học: Họp dân đều" in made.predecessor_review
    assert "Lấy đánh giá đã chốt" not in basics
    Campaign.objects.filter(pk=made.pk).update(predecessor_review="")
    basics = page(signed_in(officer), "basics", made)
    assert "Lấy đánh giá đã chốt" in basics
    taken = page(signed_in(officer), "basics", made, query="?lay-danh-gia=1")
    assert "Bài học: Họp dân đều" in taken


def test_a_judged_phase_stays_the_phase_it_is(
    campaign: Campaign, quarter: Stretch
) -> None:
    signed(quarter)
    phase = campaign.phases.get()
    renamed = PhaseDraft(
        "ordinary", "Quý đầu", phase.starts_on, phase.ends_on, pk=phase.pk
    )
    by: dict[str, Any] = {"actor": an_actor(campaign.office), "at": MAY}

    campaign = actions.set_phases(campaign, [renamed], version=campaign.version, **by)

    assert campaign.phases.get().pk == phase.pk
    assert campaign.phases.get().name == "Quý đầu"
    with pytest.raises(RuleBroken, match="đã có đánh giá được chốt"):
        actions.set_phases(campaign, [], version=campaign.version, **by)
