"""A thousand communes are late: a round of reminders, then a letter to each of them.

CPU of this process and of PostgreSQL together; a letter is drafted, numbered and told,
and set as PDF/A.
"""

from __future__ import annotations

import time
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from bench import imports
from bench.ground import Place
from bench.measure import Family
from bench.table import Row

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

UNITS = 1_000
DUE, TOLD, TODAY = date(2025, 5, 7), date(2025, 5, 9), date(2025, 5, 20)
MOST_ROUND, MOST_LETTER, MOST_PDF = 5.0, 60.0, 60.0  # s; ms each; ms each


def measure(place: Place, *, is_quick: bool) -> list[Row]:
    """Build a province whose communes are all late, remind, urge, print."""
    place.become_default()
    count = UNITS // 20 if is_quick else UNITS
    form, actor = _build(count)
    postgres = Family(place.server.postmaster() or 0)
    reminded = _cpu(postgres, _round)
    made: list[Any] = []
    urged = _cpu(postgres, lambda: made.extend(_letters(form, actor)))
    papers = [letter.document.as_paper() for letter in made]
    printed = _cpu(postgres, lambda: _print(papers))
    return [
        _row("một lượt nhắc / a round of reminders", f"{reminded:.2f} s CPU",
             f"≤ {MOST_ROUND:.0f} s", is_reached=reminded <= MOST_ROUND),
        _each("soạn, cấp số, báo / drafted, numbered, told", urged, count, MOST_LETTER),
        _each("in PDF/A / set as PDF/A", printed, count, MOST_PDF),
    ]  # fmt: skip


def _row(job: str, measured: str, target: str, *, is_reached: bool) -> Row:
    return Row(
        part="urging",
        job=job,
        measured=measured,
        target=target,
        is_reached=is_reached,
    )


def _each(job: str, cpu: float, count: int, most: float) -> Row:
    each = cpu / count * 1000
    return _row(
        f"{count} công văn / letters: {job}",
        f"{each:.1f} ms CPU / công văn, {cpu:.1f} s",
        f"≤ {most:.0f} ms",
        is_reached=each <= most,
    )


def _cpu(postgres: Family, do: Callable[[], object]) -> float:
    own, theirs = time.process_time(), postgres.cpu()
    do()
    return time.process_time() - own + postgres.cpu() - theirs


def _build(count: int) -> tuple[Any, Any]:
    """A province, its communes with an officer and an address each, a form past due."""
    from django.contrib.auth.hashers import make_password  # noqa: PLC0415
    from django.db.backends.postgresql.psycopg_any import DateRange  # noqa: PLC0415

    from thidua.follow_up.models import Mailbox  # noqa: PLC0415
    from thidua.organisations import models  # noqa: PLC0415
    from thidua.organisations.actor import acting  # noqa: PLC0415

    units = imports.places(
        ["Tỉnh Đo Lường", *(f"Xã Tân Lập {n}" for n in range(1, count + 1))]
    )
    communes = units[1:]
    always = DateRange(date(2015, 1, 1), None)
    people = models.Person.objects.bulk_create(
        models.Person.named(f"Lê Thị Số {n}", is_made_up=True) for n in range(count)
    )
    secret = make_password(None)
    models.User.objects.bulk_create(
        models.User(username=f"so.{person.pk}", person=person, password=secret)
        for person in people
    )
    models.Mandate.objects.bulk_create(
        models.Mandate(
            person=person, unit=unit, role="officer", title="Công chức", during=always
        )
        for person, unit in zip(people, communes, strict=True)
    )
    Mailbox.objects.bulk_create(
        Mailbox(
            person=person,
            address=f"{person.pk}@thidua.example",
            verified_at=_at(date(2025, 1, 2)),
        )
        for person in people
    )
    form = _form(units)
    user = models.User.objects.get(username="do.luong")
    mandate = models.Mandate.objects.with_unit_names(TODAY).get(person=user.person)
    return form, acting(user, mandate)


def _form(units: Sequence[Any]) -> Any:
    """A monthly form of the first unit that all the others owe, past due."""
    from django.db.backends.postgresql.psycopg_any import DateRange  # noqa: PLC0415

    from thidua.indicators import models as indicators  # noqa: PLC0415
    from thidua.organisations import models  # noqa: PLC0415

    always = DateRange(date(2015, 1, 1), None)
    province, communes = units[0], units[1:]
    april = indicators.Period.objects.get(kind="month", starts_on=date(2025, 4, 1))
    form = indicators.Form.objects.create(
        name="Biểu tháng",
        owner=province,
        tree=models.Tree.objects.get(key=models.Tree.STATE),
        period_kind="month",
        starts_on=date(2025, 1, 1),
        ends_on=date(2025, 12, 31),
        opened_at=_at(date(2025, 1, 2)),
    )
    form.periods.create(period=april, due_on=DUE)
    indicators.ReportDuty.objects.bulk_create(
        indicators.ReportDuty(form=form, unit=unit, receiver=province, during=always)
        for unit in communes
    )
    return form


def _at(day: date) -> datetime:
    from thidua.kernel import clock  # noqa: PLC0415

    return datetime(day.year, day.month, day.day, 8, tzinfo=clock.ZONE)


def _round() -> None:
    from thidua.follow_up.actions import hold_round  # noqa: PLC0415
    from thidua.follow_up.itself import the_reminder  # noqa: PLC0415

    hold_round(actor=the_reminder(), at=_at(TOLD))


def _letters(form: Any, actor: Any) -> list[Any]:
    """One letter each; every one numbered, its unit told."""
    from thidua.documents.actions import (  # noqa: PLC0415
        issue_document,
        prepare_document,
    )
    from thidua.follow_up.actions import tell_letter, urge_units  # noqa: PLC0415
    from thidua.follow_up.drafts import UrgingDraft  # noqa: PLC0415
    from thidua.follow_up.itself import the_reminder  # noqa: PLC0415
    from thidua.indicators.models import ReportDuty  # noqa: PLC0415

    span = form.periods.select_related("form", "period").get()
    units = ReportDuty.objects.filter(form=form).values_list("unit_id", flat=True)
    draft = UrgingDraft(list(units), date(2025, 5, 27), "UBND-TĐKT", is_joint=False)
    at = _at(TODAY)
    made = urge_units(form, span, draft, actor=actor, at=at)
    for letter in made:
        prepare_document(letter.document, actor=actor, at=at)
        issue_document(letter.document, actor=actor, at=at)
        letter.document.refresh_from_db()
        tell_letter(letter, actor=the_reminder(), at=at)
    return made


def _print(papers: list[Any]) -> None:
    from thidua.kernel.paper.pdf import as_pdf  # noqa: PLC0415

    for paper in papers:
        as_pdf(paper)
