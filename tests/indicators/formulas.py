"""What the tests of formulas share: a formula in words, and the pages that show it."""

from __future__ import annotations

import re

from django.test import Client
from django.urls import reverse

from tests.indicators.factories import JANUARY_2020, SINCE, Office, after, moment
from tests.organisations.factories import tree
from thidua.indicators import actions
from thidua.indicators.actions import Meaning
from thidua.indicators.formula import Window
from thidua.indicators.models import IndicatorVersion, Period
from thidua.indicators.queries.computed import Book
from thidua.indicators.queries.reading import Reading
from thidua.indicators.reading import Typed
from thidua.organisations.models import Unit


def code(office: Office, name: str) -> str:
    """The code of one of the office's indicators, in brackets."""
    return f"[{office.lines[name].version.indicator.code}]"


def a_formula(
    office: Office, text: str, *, measure: str = "%", named: str = "ty-le", **more: str
) -> IndicatorVersion:
    """A formula of the province; capitals stand for the office's indicators."""
    return actions.define_indicator(
        office.cast.province,
        named,
        Meaning(
            name=more.get("name", f"Chỉ số {named}"),
            measure=measure,
            nature="formula",
            formula=filled(office, text),
            decimals=1,
            least=None,
        ),
        since=SINCE,
        actor=office.owner,
        at=JANUARY_2020,
    )


def filled(office: Office, text: str) -> str:
    return re.sub(r"\b([A-Z]{3,})\b", lambda found: code(office, found[1]), text)


def sent_without(office: Office, period: Period, name: str, **figures: str) -> None:
    """A commune's accepted report in which one figure is missing, with its reason."""
    report = office.report(period)
    office.type_in(report, None, **figures)
    missing = Typed(
        line_id=office.lines[name].pk,
        value="",
        version=0,
        missing_reason="Chưa điều tra.",
    )
    at = moment(period.ends_on.year, period.ends_on.month, 28)
    actions.save_figures(report, [missing], actor=office.officer(), at=at)
    actions.submit_report(report, actor=office.officer(), at=after(period, 2))
    actions.accept_report(report, actor=office.receiver(), at=after(period, 3))


def typed(office: Office, text: str, **more: str | int) -> dict[str, str | int]:
    """What the editor sends."""
    return {
        "code": "ty-le",
        "name": "Nhà trên một km đường",
        "measure": "căn/km",
        "better": "higher",
        "decimals": "1",
        "since": "01/01/2020",
        "formula": filled(office, text),
        **more,
    }


def page_of(client: Client, version: IndicatorVersion, unit: Unit, span: int) -> str:
    args = [version.indicator_id, unit.pk, span]
    return client.get(reverse("indicators:figure", args=args)).content.decode()


def value_in(page: str) -> str:
    found = re.search(r'<b class="t-xl">([^<]*)</b>', page)
    assert found
    return found[1]


def reading_of(version: IndicatorVersion, unit: int, window: Window) -> Reading:
    book = Book.of(tree(), [unit], [version], [window])
    return book.read_version(unit, version, window)
