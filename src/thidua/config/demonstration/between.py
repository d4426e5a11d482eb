"""What happened between the two eras: the last months, the hand-over, the review.

Loaded only when the demonstration's day passes the end of 2025, because a hand-over is
an act: once it is written, the campaign belongs to the successors for good.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta

from django.db import connection, transaction

from thidua.campaigns.actions import close_campaign, hand_over_campaign
from thidua.campaigns.handover import Choice, Decisions, handover
from thidua.campaigns.models import Campaign
from thidua.campaigns.states import State
from thidua.config.demonstration.books import Book, Kept, keep_the_book
from thidua.config.demonstration.campaign_one import on
from thidua.config.demonstration.counting import PLANS, Counting
from thidua.config.demonstration.curves import shifted
from thidua.config.demonstration.era_one import (
    LAST_MONTH,
    Loading,
    notes_of_form,
    reporters,
    series_of_form,
    sheet_of,
)
from thidua.config.demonstration.files import told
from thidua.config.demonstration.parts import with_parts
from thidua.config.demonstration.people import LOADER, crew_again, officer_of
from thidua.config.demonstration.places import VINH_LONG, Place, communes_of
from thidua.config.demonstration.series import Series, Sheet, series_of
from thidua.config.demonstration.stage import stage_again
from thidua.indicators.actions import end_duty
from thidua.indicators.models import Form, IndicatorVersion, Report, ReportDuty
from thidua.organisations.actor import Actor, the_system
from thidua.organisations.official import TWO_TIERS_FROM

OVER = date(2026, 1, 1)
LAST_BEFORE = date(2025, 6, 1)
HALF_YEAR = Sheet(
    tuple(shifted(TWO_TIERS_FROM, step) for step in range(6)), 1, TWO_TIERS_FROM, 6
)


def carry_over(day: date, tell: Callable[[str], None]) -> bool:
    """Once the day is past 2025: hand over, report half a year more, close.

    Idempotent: False when the day has not come or everything is done.
    """
    said = told("campaigns")["new_uprising"]
    with transaction.atomic():
        campaign = (
            Campaign.objects.select_for_update().filter(name=said["name"]).first()
        )
        if campaign is None or campaign.state == State.CLOSED or day < OVER:
            return False
        loading = _again()
        tell("Tháng 5 và 6/2025 của các đơn vị cũ")
        _last_months(loading)
        tell("Bàn giao ngày 01/07/2025 cho các đơn vị kế thừa")
        campaign = _hand_over(campaign, loading)
        tell("Sáu tháng cuối năm 2025 của các xã, phường kế thừa")
        _half_year(loading)
        closed = on(date(2025, 12, 31), 16)
        close_campaign(campaign, actor=_office(loading), at=closed)
        with connection.cursor() as cursor:
            cursor.execute("select indicators_fold()")
    return True


def _again() -> Loading:
    """What the first loading knew, read back from the database."""
    stage = stage_again()
    forms = Form.objects.filter(owner=stage.ids["ban-thi-dua"])
    names = {told("indicators")[plan.key]["name"]: plan.key for plan in PLANS}
    counting = Counting(
        versions={
            version.indicator.code: version
            for version in IndicatorVersion.objects.select_related("indicator")
        },
        forms={names[form.name]: form for form in forms if form.name in names},
    )
    agencies = told("indicators")["agencies"]["name"]
    counting.forms["agencies"] = Form.objects.get(name=agencies)
    return Loading(stage, crew_again(), counting, the_system(LOADER))


def _office(loading: Loading) -> Actor:
    return officer_of(loading.stage, "vinhlong", "vl-office")


def _last_months(loading: Loading) -> None:
    """May and June, and the quarter; whoever has reported by hand is left alone."""
    who = reporters()
    for plan in PLANS:
        now = sheet_of(plan.key, LAST_BEFORE)
        done = len(sheet_of(plan.key, LAST_MONTH).starts)
        if plan.key not in loading.counting.forms or len(now.starts) == done:
            continue
        places = who[plan.key].places
        form = loading.counting.forms[plan.key]
        book = Book(
            form=form,
            receivers=who[plan.key].receivers,
            places=places,
            series=series_of_form(plan.key, places, now),
            indicators=_numbers(loading),
            notes=notes_of_form(plan.key, now),
        )
        _keep(book, loading, len(now.starts), done, on(date(2025, 8, 29)))


def _keep(
    book: Book, loading: Loading, periods: int, since: int, until: datetime
) -> None:
    keep_the_book(
        book,
        loading.stage,
        loading.crew,
        periods=periods,
        since=since,
        known_until=until,
        kept=Kept(_begun(book.form, loading)),
        actor=loading.actor,
    )


def _begun(form: Form, loading: Loading) -> frozenset[tuple[str, date]]:
    keys = {number: key for key, number in loading.stage.ids.items()}
    reports = Report.objects.filter(form=form, period__starts_on__gt=LAST_MONTH)
    return frozenset(
        (keys[unit], starts_on)
        for unit, starts_on in reports.values_list("unit", "period__starts_on")
    )


def _numbers(loading: Loading) -> Mapping[str, int]:
    versions = loading.counting.versions.items()
    return {code: version.indicator_id for code, version in versions}


def _hand_over(campaign: Campaign, loading: Loading) -> Campaign:
    """Where the law leaves it open: to the main heir; closed where there is none."""
    alone = [
        one.target.pk
        for one in handover(campaign, TWO_TIERS_FROM).inheritances
        if one.is_asked and one.main_heir is None
    ]
    campaign = hand_over_campaign(
        campaign,
        Decisions(dict.fromkeys(alone, Choice.CLOSE), rest=Choice.CARRY),
        on=TWO_TIERS_FROM,
        actor=_office(loading),
        at=on(date(2025, 7, 3)),
    )
    _stop_other_forms(loading)
    return campaign


def _stop_other_forms(loading: Loading) -> None:
    """What remains of the campaign is counted in communes alone."""
    forms = [form for key, form in loading.counting.forms.items() if key != "communes"]
    day = TWO_TIERS_FROM + timedelta(days=1)
    duties = ReportDuty.objects.filter(form__in=forms, during__contains=day)
    for duty in duties.order_by("pk"):
        end_duty(
            duty,
            on=day,
            reason="Từ 01/07/2025 phong trào chỉ còn theo dõi ở xã, phường",
            actor=loading.actor,
            at=on(date(2025, 7, 4)),
        )


def _half_year(loading: Loading) -> None:
    """The successor communes finish what their predecessors began."""
    form = loading.counting.forms["communes"]
    duties = ReportDuty.objects.filter(form=form, during__contains=HALF_YEAR.starts[-1])
    receivers = dict(duties.values_list("unit", "receiver"))
    keys = {number: key for key, number in loading.stage.ids.items()}
    places = tuple(
        place
        for place in communes_of(VINH_LONG)
        if loading.stage.ids[place.key] in receivers
    )
    weight = sum(place.weight for place in places)
    places = tuple(replace(place, weight=place.weight / weight) for place in places)
    book = Book(
        form=form,
        receivers={
            place.key: keys[receivers[loading.stage.ids[place.key]]] for place in places
        },
        places=places,
        series=_finishing(places),
        indicators=_numbers(loading),
        notes={},
    )
    months = [
        period.period.starts_on
        for period in form.periods.select_related("period").order_by("period_id")
    ]
    first = months.index(TWO_TIERS_FROM)
    padded = replace(
        book,
        series={
            code: {key: [lines[0]] * first + lines for key, lines in series.items()}
            for code, series in book.series.items()
        },
    )
    _keep(padded, loading, first + 6, first, on(date(2026, 1, 30)))


def _finishing(places: tuple[Place, ...]) -> Mapping[str, Series]:
    """A tenth of five years is left; levels rise from where they stood to the goal."""
    series: dict[str, Series] = {}
    for line in told("indicators")["communes"]["lines"]:
        if line["nature"] == "flow":
            last = {"goal": line["goal"] / 10}
        else:
            way = line["goal"] - line["baseline"]
            reached = line["baseline"] + way * 0.88
            last = {"baseline": reached, "pace": 0.9}
        whole = series_of({**line, **last}, places, HALF_YEAR)
        series |= dict(with_parts(line, whole))
    return series
