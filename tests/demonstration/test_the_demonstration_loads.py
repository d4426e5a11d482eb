"""The loading, once, in a short version: three months instead of fifty-two."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from pytest_django import DjangoDbBlocker

from tests.demonstration.walking import walk
from tests.running.cluster import Cluster
from thidua.campaigns.models import AudienceMember, Campaign, Target
from thidua.campaigns.states import State as CampaignState
from thidua.campaigns.states import TargetState
from thidua.config import demonstration
from thidua.config.demonstration.listeners import carry_over
from thidua.config.demonstration.loading import load_all
from thidua.documents.models import Document
from thidua.documents.states import State as Paper
from thidua.exemplars.models import (
    Consent,
    Ending,
    Exemplar,
    MeetingBefore,
    Recognition,
)
from thidua.exemplars.queries.learning_tasks import waiting_for as learning_waits
from thidua.exemplars.queries.tasks import waiting_for as building_waits
from thidua.exemplars.states import State as Step
from thidua.indicators.models import (
    Observation,
    ObservationChange,
    Report,
    ReportDuty,
    Rollup,
)
from thidua.indicators.states import State
from thidua.kernel.ui.events import DemonstrationMoved
from thidua.organisations.actor import Actor
from thidua.organisations.models import Mandate, Person, Unit, UnitCode, User
from thidua.organisations.naming import unit_called
from thidua.speakers.models import MendedReport

pytestmark = pytest.mark.xdist_group("demonstration")


@pytest.fixture(scope="module")
def told(
    cluster: Cluster,
    django_db_setup: None,  # noqa: ARG001 - the default database must stand first
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[list[str]]:
    """A database of its own with the demonstration in it; what was told on the way."""
    lines: list[str] = []
    files, settings.EVIDENCE_ROOT = settings.EVIDENCE_ROOT, _files(tmp_path_factory)
    today, settings.THIDUA_TODAY = settings.THIDUA_TODAY, "2025-05-20"
    with django_db_blocker.unblock(), cluster.clone("demonstration") as database:
        before = database.become_default()
        load_all(lines.append, last_month=date(2021, 3, 1))
        yield lines
        connection.close()
        before.become_default()
    settings.EVIDENCE_ROOT, settings.THIDUA_TODAY = files, today


def _files(factory: pytest.TempPathFactory) -> Path:
    return factory.mktemp("files")


def counts() -> list[int]:
    models = (Unit, Person, Mandate, User, Campaign, Target, AudienceMember)
    figures = (Report, Observation, ObservationChange, Rollup)
    return [model.objects.count() for model in (*models, *figures)]


def test_loading_twice_changes_nothing(told: list[str]) -> None:
    before = counts()

    assert demonstration.load(told.append) is False
    assert counts() == before


def test_every_commune_and_district_is_expected(told: list[str]) -> None:
    expected = {
        duty["form__name"]: duty["units"]
        for duty in ReportDuty.objects.standing_on(date(2025, 4, 30))
        .values("form__name")
        .annotate(units=_count())
    }

    assert told
    assert expected["Biểu tháng của xã, phường, thị trấn"] == 148
    assert expected["Biểu quý của huyện, thành phố"] == 9
    assert expected["Biểu 6 tháng về tiêu chuẩn đô thị"] == 6
    assert expected["Biểu tháng của ấp (làm thử năm 2025)"] == 38
    after = ReportDuty.objects.standing_on(date(2026, 4, 30))
    assert after.filter(form__name="Biểu tháng của xã, phường").count() == 124


def _count() -> object:
    from django.db.models import Count

    return Count("unit")


def test_the_wrong_figure_was_returned_and_mended(told: list[str]) -> None:
    figure = Observation.objects.select_related("report").get(
        note__startswith="Gõ nhầm dấu phẩy"
    )
    values = ObservationChange.objects.filter(
        unit_id=figure.unit_id,
        indicator_id=figure.indicator_id,
        period_id=figure.period_id,
    ).order_by("at", "pk")

    assert told
    assert figure.value == Decimal("0.41")
    assert figure.state == State.ACCEPTED
    assert [change.after["state"] for change in values if change.after] == [
        "draft", "submitted", "returned", "returned", "submitted", "accepted",
    ]  # fmt: skip
    assert values[0].after is not None
    assert Decimal(str(values[0].after["value"])) == Decimal("4.1")
    assert figure.evidence.count() == 2


def test_some_things_are_left_to_do(told: list[str]) -> None:
    states = set(Target.objects.values_list("state", flat=True))

    assert told
    assert states == {
        TargetState.ACCEPTED,
        TargetState.PROPOSED,
        TargetState.COUNTERED,
    }
    assert Report.objects.filter(state=State.RETURNED).count() == 1
    silent = AudienceMember.objects.filter(acknowledged_at=None)
    assert 3 < silent.count() < 20


def test_nobody_of_the_demonstration_is_real(told: list[str]) -> None:
    assert told
    assert not Person.objects.filter(is_made_up=False).exists()
    without_code = Unit.objects.filter(codes=None, is_made_up=False)
    kinds = set(without_code.values_list("kind", flat=True))
    assert without_code.count() == 9
    assert Unit.Kind.NATION in kinds


def test_every_sign_in_opens_with_the_password_that_is_told(told: list[str]) -> None:
    rows = demonstration.sign_ins()
    users = User.objects.filter(username__in=[name for _who, name, *_rest in rows])

    assert told
    assert len(users) == len(rows)
    assert len({user.password for user in users}) == 1
    assert users[0].check_password(rows[0][2])


def test_the_campaigns_stand_as_launched(told: list[str]) -> None:
    ours = Campaign.objects.exclude(form_links=None).order_by("starts_on")

    assert told
    assert [campaign.state for campaign in ours] == [CampaignState.LAUNCHED] * 2
    first, second = ours
    assert first.predecessor is not None
    assert first.carries_on.count() == 8
    assert second.carries_on.count() == 4
    assert first.launched_at is not None
    assert first.launched_at.date() == date(2020, 10, 21)


@pytest.mark.parametrize("username", ["bantd", "giongtrom", "chaubinh"])
def test_no_page_leads_nowhere_or_asks_once_for_each_row(
    told: list[str], username: str
) -> None:
    """Every list of the demonstration has more rows than `AGAIN`."""
    assert told
    steps = list(walk(username))

    refused = [(s.status, s.path, s.led_from) for s in steps if s.status >= 400]
    assert refused == []
    per_row = {s.path: s.repeated(AGAIN) for s in steps if s.repeated(AGAIN)}
    assert per_row == {}, per_row
    assert len(steps) > ENOUGH


@pytest.mark.parametrize(
    ("username", "waiting"),
    [
        (
            "chaubinh",
            {
                ("register", "Đồng khởi mới"),
                ("evaluate", "Đồng khởi mới"),
                ("open", "Nhà mở tủ sách đầu xóm"),
                ("assess", "Tổ cho mượn máy không lấy công"),
                ("grow", "Tổ bơm nước liên ấp"),
            },
        ),
        (
            "chutich.chaubinh",
            {
                ("praise", "Xưởng chung cho người mới mở nghề"),
                ("decide", "Tổ cho mượn máy không lấy công"),
            },
        ),
        ("giongtrom", {("vote", "Đồng khởi mới")}),
    ],
)
def test_a_step_of_exemplars_waits_for_somebody_who_signs_in(
    told: list[str], username: str, waiting: set[tuple[str, str]]
) -> None:
    """000.9, 003.3: none of the five steps is left to a commune without a sign-in."""
    user = User.objects.select_related("person").get(username=username)
    mandate = Mandate.objects.filter(person=user.person_id).order_by("pk")[0]
    actor, day = Actor(user, mandate, name=username, office=""), date(2025, 5, 20)

    building = {(row[0], row[2]) for row in building_waits.rows(actor, day)}
    learning = {(row[0], row[3]) for row in learning_waits.rows(actor, day)}

    found = building | learning
    assert told
    for kind, words in waiting:
        assert any(one == kind and words in name for one, name in found), kind


def test_papers_of_exemplars_wait_for_their_numbers_at_chau_binh(
    told: list[str],
) -> None:
    """A praise, a recognition and an ending are drawn up, and have no number yet."""
    drafts = Document.objects.filter(state=Paper.DRAFT, unit=_commune(*HEIRS[0]))
    ending = Ending.objects.waiting().get()
    recognised = Recognition.objects.filter(document__in=drafts)

    assert told
    assert drafts.filter(praise__isnull=False).count() == 1
    assert recognised.get().learning.name == "Tổ bơm nước liên ấp"
    assert ending.document in drafts


def test_minutes_a_report_and_a_consent_show_what_came_of_them(told: list[str]) -> None:
    """Both wordings are kept of what was written anew; the paper of a consent too."""
    rewritten = MeetingBefore.objects.get().meeting
    here = Consent.objects.filter(exemplar__home=_commune(*HEIRS[0]))
    dropped = Exemplar.objects.get(title="Vườn ươm chia giống")

    assert told
    assert [one.number for one in rewritten.before.all()] == [1]
    assert rewritten.version == 2
    assert dropped.state == Step.TRACKED
    assert here.filter(paper__isnull=False).count() == 3
    assert MendedReport.objects.get().reason


AGAIN = 3  # the same question for a unit, its parent, its successor: no more
ENOUGH = 90


def test_past_2025_the_successors_have_taken_over(told: list[str]) -> None:
    """Last in the file: what is handed over does not come back."""
    campaign = Campaign.objects.get(motto="Hai chân – Ba mũi")
    assert demonstration.carry_over(date(2025, 8, 1)) is False

    carry_over(DemonstrationMoved("2026-05-20"))

    campaign.refresh_from_db()
    assert told
    assert campaign.state == CampaignState.CLOSED
    assert unit_called(campaign.office_id, date(2026, 1, 1)).endswith("Vĩnh Long")
    old, new = (_commune(code, day) for code, day in HEIRS)
    assert not Target.objects.filter(unit=old).exclude(state=TargetState.ENDED)
    assert Target.objects.filter(unit=new, campaign=campaign).exists()
    reports = Report.objects.filter(unit=new, form__name__endswith="thị trấn")
    assert reports.count() == 6
    expected = ReportDuty.objects.standing_on(date(2025, 9, 30))
    assert expected.count() == expected.filter(form=reports[0].form).count() == 48
    assert demonstration.carry_over(date(2026, 5, 20)) is False


HEIRS = (("29008", date(2025, 6, 30)), ("28996", date(2025, 7, 1)))


def _commune(code: str, day: date) -> int:
    return UnitCode.objects.get(code=code, during__contains=day).unit_id
