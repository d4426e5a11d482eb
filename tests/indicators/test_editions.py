"""A form that is open asks otherwise from a month on: its new edition."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.doors import signed_in
from tests.indicators.factories import Office, an_office, moment, month
from tests.indicators.parts import a_breakdown, parted
from tests.indicators.test_parts_in_reports import plain
from tests.organisations.factories import an_actor
from thidua.audit.models import Entry
from thidua.indicators.actions import end_duty
from thidua.indicators.models import Form, ReportDuty
from thidua.kernel import clock

pytestmark = [pytest.mark.django_db, pytest.mark.demand("003.4a")]
JUNE = date(2025, 6, 1)
WHY = "Tỉnh cần biết số nữ từ nửa cuối năm"


@pytest.fixture(autouse=True)
def in_may() -> Iterator[None]:
    with clock.standing_on(date(2025, 5, 20)):
        yield


def an_office_that_did_not_ask() -> Office:
    """Its open form asks for houses and land; land is by sex only since June."""
    office = an_office("LAND", "HOUSES")
    office.sent(month(2025, 4), LAND="12", HOUSES="1")
    parted(
        office.lines["LAND"].version.indicator,
        a_breakdown(office.cast, since=JUNE),
        since=JUNE,
    )
    return office


def at(name: str, *args: Any) -> str:
    return reverse(f"indicators:{name}", args=args)


def plain_text(answer: Any) -> str:
    """The words of a page that was answered."""
    return plain(answer.content.decode())


def begun(office: Office, client: Client) -> Form:
    """The edition from June on, drafted on the page."""
    told = {"since": "01/06/2025", "reason": WHY}
    sent = client.post(at("form-edition", office.form.pk), told)
    edition = Form.objects.get(follows=office.form)
    assert sent["Location"] == at("form", edition.pk)
    return edition


def asked_by_sex(office: Office, edition: Form) -> dict[str, Any]:
    """The lines as the page holds them, with the breakdown ticked at land."""
    found: dict[str, Any] = {"line-TOTAL_FORMS": "2", "line-INITIAL_FORMS": "0"}
    for place, name in enumerate(("LAND", "HOUSES")):
        code = office.lines[name].version.indicator.code
        found |= {f"line-{place}-indicator": code, f"line-{place}-level": "commune"}
    taken = edition.follows and office.lines["LAND"].version.indicator.parts.first()
    assert taken
    return found | {"line-0-breakdowns": taken.category.breakdown_id}


def opened(office: Office, client: Client) -> Form:
    """The edition from June on: asks by sex, and is open."""
    edition = begun(office, client)
    client.post(at("form-lines", edition.pk), asked_by_sex(office, edition))
    client.post(at("form-open", edition.pk))
    edition.refresh_from_db()
    assert edition.opened_at is not None
    return edition


def test_a_breakdown_taken_up_later_is_asked_from_the_next_period_on() -> None:
    office = an_office_that_did_not_ask()
    client = signed_in(office.owner)
    page = plain_text(client.get(at("form", office.form.pk)))
    assert "Ra bản mới từ một kỳ sau" in page

    edition = opened(office, client)

    commune = signed_in(office.officer())
    june, may = month(2025, 6).pk, month(2025, 5).pk
    with clock.standing_on(date(2025, 6, 20)):
        said = plain_text(
            commune.get(at("report", edition.pk, june, office.commune.pk))
        )
    assert "Chia ra theo giới tính" in said
    assert "Biểu có bản mới từ tháng 6/2025; các kỳ trước giữ nguyên." in said
    assert "Hỏi thêm: Nhân dân hiến đất – nam; Nhân dân hiến đất – nữ." in said
    assert WHY in said
    before = plain_text(
        commune.get(at("report", office.form.pk, may, office.commune.pk))
    )
    assert "giới tính" not in before
    gone = commune.get(at("report", office.form.pk, june, office.commune.pk))
    assert gone.status_code == 404


def test_earlier_periods_say_not_asked_and_never_nought() -> None:
    office = an_office_that_did_not_ask()
    opened(office, signed_in(office.owner))
    whole = office.lines["LAND"].version.indicator

    with clock.standing_on(date(2025, 6, 20)):
        told = signed_in(office.owner).get(
            at("figure", whole.pk, office.cast.province.pk, month(2025, 6).pk),
            {"tu": "01/01/2025"},
        )

    said = plain_text(told)
    assert "nam – – – biểu chưa hỏi" in said
    assert "nữ – – – biểu chưa hỏi" in said


def test_the_old_form_ends_and_every_unit_goes_on_with_the_edition() -> None:
    office = an_office_that_did_not_ask()
    leaving = ReportDuty.objects.filter(form=office.form).order_by("pk")[0]
    end_duty(
        leaving,
        on=date(2025, 3, 1),
        reason="Không còn",
        actor=office.owner,
        at=moment(2025, 2, 1),
    )
    stay = ReportDuty.objects.filter(form=office.form).exclude(pk=leaving.pk)
    units = set(stay.values_list("unit", flat=True))

    edition = opened(office, signed_in(office.owner))

    office.form.refresh_from_db()
    assert office.form.ends_on == date(2025, 5, 31)
    assert not office.form.periods.filter(period__starts_on__gte=JUNE).exists()
    assert set(edition.duties.values_list("unit", flat=True)) == units
    assert {duty.during.lower for duty in edition.duties.all()} == {JUNE}
    assert {duty.during.upper for duty in stay} == {JUNE}
    told = Entry.objects.get(verb="indicators.form.followed")
    assert (told.details["reason"], set(told.details["units"])) == (WHY, units)


def test_what_somebody_began_meanwhile_is_finished_on_its_form() -> None:
    office = an_office_that_did_not_ask()
    client = signed_in(office.owner)
    edition = begun(office, client)
    with clock.standing_on(date(2025, 6, 10)):
        office.report(month(2025, 6))

        answer = client.post(at("form-open", edition.pk))

    assert answer.status_code == 422
    assert "Đã có 1 báo cáo của các kỳ ấy" in answer.content.decode()
    edition.refresh_from_db()
    assert edition.opened_at is None
    assert office.form.periods.filter(period=month(2025, 6)).exists()


def test_a_drafted_edition_changes_nothing_and_can_be_put_away() -> None:
    office = an_office_that_did_not_ask()
    client = signed_in(office.owner)
    edition = begun(office, client)
    page = plain_text(client.get(at("form", edition.pk)))
    assert "Mở bản này thì từ tháng 6/2025" in page
    twice = client.post(
        at("form-edition", office.form.pk), {"since": "01/07/2025", "reason": WHY}
    )
    assert twice.status_code == 422

    client.post(at("edition-drop", edition.pk))

    assert not Form.objects.filter(follows=office.form).exists()
    assert office.form.periods.filter(period=month(2025, 6)).exists()
    verbs = Entry.objects.order_by("pk").values_list("verb", flat=True)
    assert list(verbs)[-2:] == [
        "indicators.edition.drafted",
        "indicators.edition.dropped",
    ]


def test_only_the_issuing_office_begins_an_edition() -> None:
    office = an_office_that_did_not_ask()
    told = {"since": "01/06/2025", "reason": WHY}

    answer = signed_in(an_actor(office.commune)).post(
        at("form-edition", office.form.pk), told
    )

    assert answer.status_code == 403
    assert not Form.objects.filter(follows=office.form).exists()


def test_a_line_of_one_named_owner_stays_with_it_in_the_edition() -> None:
    office = an_office_that_did_not_ask()
    line = office.lines["HOUSES"]
    type(line).objects.filter(pk=line.pk).update(level="", owner=office.cast.province)
    client = signed_in(office.owner)
    edition = begun(office, client)
    data = asked_by_sex(office, edition)
    data |= {"line-1-level": "", "line-1-owner_id": office.cast.province.pk}

    client.post(at("form-lines", edition.pk), data)

    kept = edition.lines.get(version=line.version)
    assert (kept.level, kept.owner_id) == ("", office.cast.province.pk)


def test_opening_keeps_what_was_just_ticked_on_the_page() -> None:
    office = an_office_that_did_not_ask()
    client = signed_in(office.owner)
    edition = begun(office, client)
    page = client.get(at("form", edition.pk)).content.decode()
    inside = page.partition(f'action="{at("form-lines", edition.pk)}"')[2]
    inside = inside.partition("</form>")[0]
    assert f'formaction="{at("form-open", edition.pk)}"' in inside
    assert 'class="btn main' in inside.partition("formaction")[0]

    client.post(at("form-open", edition.pk), asked_by_sex(office, edition))

    edition.refresh_from_db()
    assert edition.opened_at is not None
    assert [line.version.name for line in edition.lines.all()] == [
        "Nhân dân hiến đất",
        "Nhân dân hiến đất – nam",
        "Nhân dân hiến đất – nữ",
        office.lines["HOUSES"].version.name,
    ]


def test_a_line_that_cannot_be_read_opens_nothing() -> None:
    office = an_office_that_did_not_ask()
    client = signed_in(office.owner)
    edition = begun(office, client)
    wrong = asked_by_sex(office, edition) | {"line-1-indicator": "khong-co-ma-nay"}

    answer = client.post(at("form-open", edition.pk), wrong)

    assert answer.status_code == 422
    edition.refresh_from_db()
    assert edition.opened_at is None
    assert edition.lines.count() == 2


def test_a_drafted_edition_names_its_lines_and_an_opened_one_its_units() -> None:
    office = an_office_that_did_not_ask()
    client = signed_in(office.owner)
    edition = begun(office, client)
    page = plain_text(client.get(at("form", edition.pk)))
    assert office.lines["HOUSES"].version.name in page
    units = ReportDuty.objects.filter(form=office.form).count()

    client.post(at("form-open", edition.pk), asked_by_sex(office, edition))

    told = plain_text(client.get(at("form", edition.pk)))
    assert "Chưa giao đơn vị nào" not in told
    assert sum(map(int, re.findall(r"(\d+) đơn vị gửi", told))) == units


def test_a_draft_warns_only_of_forms_that_ask_the_same_units_in_its_days() -> None:
    office = an_office_that_did_not_ask()
    client = signed_in(office.owner)
    edition = begun(office, client)
    other = Form.objects.create(
        owner=office.form.owner,
        name="Biểu bên cạnh",
        tree=office.form.tree,
        period_kind=office.form.period_kind,
        starts_on=edition.starts_on,
        ends_on=edition.ends_on,
        opened_at=moment(2025, 5, 1),
    )
    line = office.lines["HOUSES"]
    type(line).objects.create(
        form=other, version=line.version, position=1, level=line.level
    )
    warned = "Đã có trong biểu “Biểu bên cạnh”"
    assert warned not in plain_text(client.get(at("form", edition.pk)))

    duty = ReportDuty.objects.filter(form=office.form).first()
    assert duty
    ReportDuty.objects.create(
        form=other, unit=duty.unit, receiver=duty.receiver, during=duty.during
    )
    assert warned in plain_text(client.get(at("form", edition.pk)))

    Form.objects.filter(pk=other.pk).update(
        starts_on=date(edition.ends_on.year + 1, 1, 1),
        ends_on=date(edition.ends_on.year + 1, 12, 31),
    )
    assert warned not in plain_text(client.get(at("form", edition.pk)))


def test_the_page_of_a_new_edition_leads_back_to_its_form() -> None:
    office = an_office_that_did_not_ask()

    page = signed_in(office.owner).get(at("form-edition", office.form.pk))

    assert page.content.decode().count(f'href="{at("form", office.form.pk)}"') >= 2
